/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_LOADER_H
#define CNAI_LOADER_H

#include <stdbool.h>
#include <stddef.h>
#include "cnai/archive.h"
#include "cnai/error.h"

/*
 * Loading an archive while the caller goes on. The result is the same for any
 * number of threads. A loader belongs to the thread that started it.
 */
struct archive_loader;

/*
 * Begins to load the archive at PATH, as archive_load() does; OPTIONS is
 * copied. NULL with ERROR filled where there is nothing to read. The caller
 * ends it with archive_loader_finish() or archive_loader_cancel().
 */
struct archive_loader *archive_loader_start(
    const char *path, const struct archive_options *options, struct error *error);

/* Whether all is loaded; waits for that, but for MILLISECONDS at most. */
bool archive_loader_wait(struct archive_loader *loader, int milliseconds);

/* How many files have been read so far. */
size_t archive_loader_progress(struct archive_loader *loader);

/*
 * Waits for the end, frees LOADER and gives the archive, which the caller
 * frees; NULL with ERROR filled if it could not be read after all.
 */
struct archive *archive_loader_finish(
    struct archive_loader *loader, struct error *error);

/* Ends loading within a file or so and frees all of it. NULL is allowed. */
void archive_loader_cancel(struct archive_loader *loader);

#endif
