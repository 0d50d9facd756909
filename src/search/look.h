/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_LOOK_H
#define CNAI_LOOK_H

#include "cnai/search.h"

/* Looking for a query in one post after the other: one for each thread. */
struct look {
	struct query_scan *scan;
	struct strbuf text; /* what look_read() has read */
	struct look *next;  /* for the caller to keep them in a list */
	struct clause_place *places;
	size_t clause_count;
	struct document_options document;
};

struct look *look_new(const struct query *query, struct document_options document);
void look_free(struct look *look);

/* False where the front matter alone rules POST out. */
bool look_may_be_hit(struct look *look, const struct post *post);

/* Reads POST's file; false where that cannot be done. */
bool look_read(
    struct look *look, const struct archive *archive, const struct post *post);

/* Whether POST, whose file is FILE, is a hit; fills HIT but for its post. */
bool look_at(
    struct look *look, const struct post *post, struct str file, struct hit *hit);

#endif
