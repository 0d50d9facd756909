/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_SEARCH_H
#define CNAI_SEARCH_H

#include <stdbool.h>
#include <stddef.h>
#include "cnai/archive.h"
#include "cnai/query.h"
#include "cnai/str.h"

/*
 * Looking for a query in all posts of an archive, in threads of its own. The
 * posts are read each time, and no index is kept. Posts that cannot be read
 * are not searched. The result is the same for any number of threads.
 */
struct hit {
	size_t post;  /* index into the archive's posts */
	size_t count; /* matches in the post */
	bool is_in_title;
	char *snippet;       /* a line around the best match behind the title, white
				space folded; not yet safe to write */
	struct match *marks; /* the matches in the snippet, in order */
	size_t mark_count;
	/* For ranking. */
	size_t title_terms, heading_terms; /* how many terms stand in them */
	size_t score; /* matches, more of them where the terms stand close */
};

struct search;

/*
 * Begins to search. ARCHIVE and QUERY are borrowed and must live longer than
 * the search. THREADS 0: as many as there are processors, at most 8.
 */
struct search *search_start(
    const struct archive *archive, const struct query *query);
struct search *search_start_with(
    const struct archive *archive, const struct query *query, size_t threads);
/* Ends the search within a post or so, and frees it and its hits. */
void search_free(struct search *search);

/* Whether all posts have been looked at; waits for that, but for MILLISECONDS
 * at most. */
bool search_wait(struct search *search, int milliseconds);

/* Posts looked at so far, and those of them that could not be read. */
size_t search_progress(const struct search *search);
size_t search_unreadable(const struct search *search);

/*
 * The hits so far: those with terms in the title first, then in headings,
 * then those with most matches and the terms close to each other, then in the
 * archive's order. Valid until the next call.
 */
const struct hit *search_hits(struct search *search, size_t *count);

/*
 * Searching in the pass that loads the archive. search_watch() begins a
 * search and sets up OPTIONS for loading; after loading, search_adopt() ends
 * it with the posts of ARCHIVE, which is borrowed from then on.
 */
struct search *search_watch(
    const struct query *query, struct archive_options *options);
void search_adopt(struct search *search, const struct archive *archive);

/*
 * The bytes of HIT's snippet to show where there is room for WIDTH columns:
 * all of it if that fits, else a part cut at words, with the first match. An
 * ellipsis where it is cut is not counted in.
 */
struct match search_fit_snippet(const struct hit *hit, size_t width);

#endif
