/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_SEARCH_H
#define CNAI_SEARCH_H

#include <stdbool.h>
#include <stddef.h>
#include "cnai/archive.h"
#include "cnai/query.h"
#include "cnai/str.h"

/*
 * Looking for a query in all posts of an archive: reads each post, searches
 * its visible text, ranks the hits. Goes in steps, so that a caller can look
 * at the keyboard in between. No index is kept.
 */
struct hit {
	size_t post;  /* index into the archive's posts */
	size_t count; /* matches in the post */
	bool is_in_title;
	size_t offset; /* of the first match behind the title, else of the
			  first, in the document's text (with its head) */
	char *snippet; /* one line around that place, white space folded;
			  not yet safe to write */
	struct match snippet_match; /* the match in it */
};

struct search;

/* ARCHIVE and QUERY are borrowed and must live longer than the search. */
struct search *search_start(
    const struct archive *archive, const struct query *query);
void search_free(struct search *search);

/* Looks at up to POSTS more posts; true when all have been looked at. */
bool search_step(struct search *search, size_t posts);

/* Posts looked at so far. */
size_t search_progress(const struct search *search);

/*
 * The hits so far, title hits first, then by count, then in the archive's
 * order; sorted when asked for. Valid until the next step.
 */
const struct hit *search_hits(struct search *search, size_t *count);

#endif
