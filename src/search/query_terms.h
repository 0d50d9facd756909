/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_QUERY_TERMS_H
#define CNAI_QUERY_TERMS_H

#include "cnai/query.h"
#include "needle.h"
#include "pattern.h"
#include "regex.h"

/* What a query is made of: clauses that must all hold, each of terms of which
 * one must. */

enum field {
	FIELD_TEXT,
	FIELD_TITLE,
	FIELD_TAG,
	FIELD_AUTHOR,
	FIELD_TYPE,
	FIELD_SECTION,
	FIELD_LINK,
	FIELD_BEFORE,
	FIELD_AFTER,
	FIELD_COUNT,
};

struct term {
	enum field field;
	size_t clause;
	bool is_excluded;
	struct pattern *pattern; /* this, or a regular expression, or neither */
	struct regex *regex;
	struct needle needle; /* of the pattern */
	int64_t seconds;      /* of a date */
};

struct query {
	struct term *terms; /* those of one clause together */
	size_t count, capacity;
	size_t clause_count;
};

/* As query_scan_next(), one term at a time: places may overlap, and *CLAUSE is
 * the number of the clause. */
bool query_scan_next_term(
    struct query_scan *scan, struct match *match, size_t *clause);

#endif
