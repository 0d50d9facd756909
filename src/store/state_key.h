/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_STORE_STATE_KEY_H
#define CNAI_STORE_STATE_KEY_H

#include <stdbool.h>
#include <stdint.h>
#include "cnai/archive.h"
#include "cnai/str.h"

/*
 * Short numbers that stand for what a post can be known by, and sets of them:
 * 8 bytes each, sorted, the same on every machine.
 */
int64_t key_of_path(const struct post *post);
/* Of title and date; 0 for a post that has no title of its own. */
int64_t key_of_title(const struct post *post);
/* Of the Markdown below the front matter, and its length in *SIZE; 0 if it
 * cannot be read or is empty. */
int64_t key_of_text(
    const struct archive *archive, const struct post *post, int64_t *size);

/* The set of all paths and titles of ARCHIVE; the caller clears it. */
struct strbuf key_set_of(const struct archive *archive);
bool key_set_has(struct str set, int64_t key);
/* Whether at least half of the keys of both are the same. */
bool key_sets_are_alike(struct str a, struct str b);

#endif
