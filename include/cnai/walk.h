/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_WALK_H
#define CNAI_WALK_H

#include <stdbool.h>
#include "cnai/archive.h"

/* Filling an archive from a folder. */

/*
 * Adds the posts of all folders below ARCHIVE's root, unsorted, and sets the
 * archive's title where the root's _index.md has one. False with ERROR (the
 * reason alone) if the root cannot be opened.
 */
bool walk_folders(struct archive *archive, const struct archive_options *options,
    struct error *error);

/*
 * Adds the one file NAME in ARCHIVE's root; its section's values count as if
 * the whole folder had been read. False with ERROR if it cannot be read.
 */
bool walk_file(struct archive *archive, const char *name,
    const struct archive_options *options, struct error *error);

#endif
