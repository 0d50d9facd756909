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

/* Reads through a text. Begin with autolink_begin(). */
struct autolink_reader {
	struct str text;
	size_t offset;         /* what is before has been read */
	size_t colon, dot, at; /* the next "://", "www.", "@" */
};

struct autolink_reader autolink_begin(struct str text);

/* Finds the next address; false if there is none. */
bool autolink_next(struct autolink_reader *reader, struct autolink *found);

#endif
