/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_QUERY_H
#define CNAI_QUERY_H

#include <stdbool.h>
#include <stdint.h>
#include "cnai/document.h"
#include "cnai/error.h"
#include "cnai/post.h"
#include "cnai/str.h"

/*
 * What a reader looks for. One matcher serves archive search, search in a
 * page and highlighting. The language, which the manual describes in full:
 *
 *	word "a phrase" -without this OR that
 *	title: tag: author: type: section: link: before: after:
 *	/regular expression/
 *
 * All terms must hold. Text matches anywhere in a word. Case counts for a
 * term that has a capital (but not for a long word all in capitals), accents
 * for one that has an accent; a blank in a phrase is any white space.
 */
struct query;

struct match {
	size_t start, end; /* bytes of the text searched; whole characters */
};

struct matches {
	struct match *items; /* in order, not overlapping */
	size_t count, capacity;
};

/* NULL with ERROR filled where TEXT looks for nothing. Freed by query_free(). */
struct query *query_parse(struct str text, struct error *error);
/* The same, with *PLACE the byte of TEXT that is wrong where it is. */
struct query *query_parse_at(struct str text, size_t *place, struct error *error);
/* All of TEXT as one phrase: what '/' in a page means. */
struct query *query_phrase(struct str text, struct error *error);
void query_free(struct query *query);

/*
 * A query at work: the memory that looking takes, for one thread. QUERY is
 * borrowed. The caller frees it with query_scan_free().
 */
struct query_scan;
struct query_scan *query_scan_new(const struct query *query);
void query_scan_free(struct query_scan *scan);

/*
 * False where POST cannot be what is looked for. FILE is its whole file, or
 * NULL if that is not at hand. Makes no document: it is quick, and says true
 * too often, but never false too often.
 */
bool query_scan_may_accept(
    struct query_scan *scan, const struct post *post, const struct str *file);

/* Whether POST, with its whole DOCUMENT, is what is looked for. */
bool query_scan_accepts(struct query_scan *scan, const struct post *post,
    const struct document *document);

/*
 * Begins to go through the places where wanted terms stand in TEXT, from
 * OFFSET on, sorted, overlaps joined. TEXT is borrowed. title: is looked for
 * before TITLE_END; the other fields have no places in a text.
 */
void query_scan_start(
    struct query_scan *scan, struct str text, size_t title_end, size_t offset);
/* The next place in *MATCH, or false where there is none left. */
bool query_scan_next(struct query_scan *scan, struct match *match);

/* Appends all places in a text without a title, or in a whole document. */
void query_find(
    const struct query *query, struct str text, struct matches *matches);
void query_find_in(const struct query *query, const struct document *document,
    struct matches *matches);
void matches_clear(struct matches *matches);

/* Whether TEXT alone, of no post, holds what is looked for. */
bool query_accepts(const struct query *query, struct str text);

#endif
