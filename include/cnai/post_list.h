/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_POST_LIST_H
#define CNAI_POST_LIST_H

#include <stdbool.h>
#include <stddef.h>
#include "cnai/archive.h"
#include "cnai/state.h"

/* Which posts a list shows, and in what order. */

enum post_filter {
	POST_FILTER_ALL,
	POST_FILTER_UNREAD,
	POST_FILTER_BOOKMARKED,
	POST_FILTERS,
};

enum post_sort {
	POST_SORT_WEIGHT, /* the archive's own order */
	POST_SORT_DATE,   /* the newest first, those without a date last */
	POST_SORT_TITLE,
	POST_SORTS,
};

/* Begin with all zero. */
struct post_list {
	size_t *posts; /* indices into the archive's posts */
	size_t count, capacity;
	enum post_filter filter;
	enum post_sort sort;
	bool is_reversed;
};

/*
 * Fills LIST anew from ARCHIVE by its filter, sort and direction. Posts that
 * are read or marked afterwards stay where they are until the next time.
 */
void post_list_fill(struct post_list *list, const struct archive *archive,
    const struct state *state);
void post_list_clear(struct post_list *list);

/* Where POST stands in LIST; LIST->count where it is not shown. */
size_t post_list_find(const struct post_list *list, size_t post);

/* What to call a filter or a sort: "unread", "by date". */
const char *post_filter_name(enum post_filter filter);
const char *post_sort_name(enum post_sort sort);

/*
 * The day of POST in days since 1970, from its front matter, else from its
 * title. False where neither says it.
 */
bool post_list_day(const struct post *post, int64_t *day);

#endif
