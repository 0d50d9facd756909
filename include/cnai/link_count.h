/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_LINK_COUNT_H
#define CNAI_LINK_COUNT_H

#include <stdbool.h>
#include "cnai/archive.h"
#include "cnai/document.h"

/* In how many other posts the addresses of one post's links stand. */
struct link_count {
	struct link_count_entry *entries; /* sorted by address */
	size_t count;
	size_t own;  /* the post that is left out */
	size_t next; /* the post to look at next */
};

/* Begins for the links of DOCUMENT, that of the post at OWN; borrowed. */
void link_count_begin(
    struct link_count *counts, const struct document *document, size_t own);
void link_count_clear(struct link_count *counts);

/* Whether posts of ARCHIVE are left to be looked at; looks at a few. */
bool link_count_is_busy(
    const struct link_count *counts, const struct archive *archive);
void link_count_work(struct link_count *counts, const struct archive *archive);

/* Posts found so far that have a link to URL. */
size_t link_count_of(const struct link_count *counts, struct str url);

#endif
