/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_STRIKETHROUGH_H
#define CNAI_STRIKETHROUGH_H

#include <stdbool.h>
#include <stddef.h>
#include "cnai/memory.h"

struct cmark_node;

/* A "~" or "~~" that begins or ends struck text, or is nothing but text. */
struct strike {
	struct strike *next; /* behind it in the same text */
	size_t offset, length;
	bool is_begin, is_end;
};

/*
 * The strikes in TEXT, a text node of cmark's tree that holds a "~". The first
 * time they are found in all texts beside it, and noted there as user data;
 * they belong to ARENA.
 */
const struct strike *strikethrough_of(struct cmark_node *text, struct arena *arena);

#endif
