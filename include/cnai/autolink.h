/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_AUTOLINK_H
#define CNAI_AUTOLINK_H

#include <stdbool.h>
#include "cnai/str.h"

/*
 * Addresses that stand in running text without any marks, as GitHub finds
 * them: "https://...", "www...." and those of mail.
 */
struct autolink {
	size_t start, end;  /* its text */
	const char *prefix; /* what its address begins with before that text */
};

/* Which marks of an address a text may have: "://", "www.", "@". */
struct autolink_marks {
	bool has_colon, has_dot, has_at;
};

/* Reads through a text. Begin with autolink_begin(). */
struct autolink_reader {
	struct str text;
	size_t offset;         /* what is before has been read */
	size_t colon, dot, at; /* the next "://", "www.", "@" */
};

struct autolink_reader autolink_begin(struct str text);

/* The marks in all of TEXT, and a reader of a part of it that goes by them. */
struct autolink_marks autolink_marks_of(struct str text);
struct autolink_reader autolink_begin_part(
    struct str part, struct autolink_marks marks);

/* Finds the next address; false if there is none. */
bool autolink_next(struct autolink_reader *reader, struct autolink *found);

#endif
