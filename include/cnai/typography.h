/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_TYPOGRAPHY_H
#define CNAI_TYPOGRAPHY_H

#include <stdbool.h>
#include <stdint.h>
#include "cnai/str.h"

/*
 * Quotes, dashes and dots as printers set them, and emoji for their names, as
 * Hugo does with what is written plainly.
 */
struct typography {
	bool plain_emoji, plain_quotes;    /* leave them as they are written */
	unsigned single_open, double_open; /* quotes in this block of text */
};

/* Whether TEXT has anything that typography_append() would look at. */
bool typography_is_needed(struct str text);

/*
 * Appends TEXT, which in the source stands behind the character BEFORE ('\n'
 * at a line's start) and before AFTER (as far as it is known; empty at the end
 * of a block).
 */
void typography_append(struct typography *typography, struct strbuf *buffer,
    struct str text, uint32_t before, struct str after);

/* Quotes do not reach beyond a block. */
void typography_end_block(struct typography *typography);

#endif
