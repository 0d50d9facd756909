/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_QUERY_H
#define CNAI_QUERY_H

#include <stdbool.h>
#include <stdint.h>
#include "cnai/error.h"
#include "cnai/str.h"

/*
 * What a reader looks for: words, "phrases" and -exclusions. One matcher
 * serves archive search, search in a page and highlighting. Matching ignores
 * case unless a term has a capital; a blank in a phrase is any white space.
 */
struct query;

struct match {
	size_t start, end; /* bytes of the text searched */
};

struct matches {
	struct match *items; /* in order, not overlapping */
	size_t count, capacity;
};

/* NULL with ERROR filled where TEXT looks for nothing. Freed by query_free(). */
struct query *query_parse(struct str text, struct error *error);
/* All of TEXT as one phrase: what '/' in a page means. */
struct query *query_phrase(struct str text, struct error *error);
void query_free(struct query *query);

/* Whether TEXT holds every wanted term and no excluded one. */
bool query_accepts(const struct query *query, struct str text);

/*
 * Goes through the places where the wanted terms stand in TEXT, sorted,
 * overlaps joined, and keeps none of them. QUERY and the bytes of TEXT are
 * borrowed. The caller frees it with query_scan_free().
 */
struct query_scan;
struct query_scan *query_scan_start(const struct query *query, struct str text);
/* The next place in *MATCH, or false where there is none left. */
bool query_scan_next(struct query_scan *scan, struct match *match);
void query_scan_free(struct query_scan *scan);

/* Appends all places that query_scan_next() gives. */
void query_find(
    const struct query *query, struct str text, struct matches *matches);
void matches_clear(struct matches *matches);

#endif
