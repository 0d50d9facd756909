/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_LINE_BREAK_H
#define CNAI_LINE_BREAK_H

#include <stdbool.h>
#include <stddef.h>
#include "cnai/str.h"

/* Cuts a text into the words that a line may hold or not hold. */

struct line_breaker {
	/* What is known of the breaks of a part of the text, beginning at
	 * start: breaks[i] is about the byte start + i. */
	bool *breaks;
	size_t capacity, start, end;
	/* The last stretch of ASCII without blanks that was looked at. */
	size_t stretch_end;
	bool is_address;
};

/* What stands on one line together, and the blanks behind it. */
struct word {
	size_t end;     /* where it ends, without the blanks behind it */
	size_t next;    /* where the next one begins */
	size_t columns; /* that it takes, of a plain word: printable ASCII and
			   the quotes of typographers, no blank inside; else 0 */
};

/* Blanks are dropped at line ends and collapse into one elsewhere. */
static inline bool
line_break_is_blank(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\r';
}

/*
 * The word that begins at OFFSET, inside TEXT, which is valid UTF-8 without a
 * forced break. OFFSET is 0 or the next of the word before it: words are read
 * in order, by one breaker for each text.
 */
struct word line_break_word(
    struct line_breaker *breaker, struct str text, size_t offset);

/* Whether nothing is known of OFFSET: plain words from there on need not be read
 * by line_break_word(). */
static inline bool
line_breaker_is_between(const struct line_breaker *breaker, size_t offset)
{
	return offset >= breaker->end;
}

/*
 * How many of the first LENGTH bytes of TEXT, in which no line may break, to
 * put on a row that has room for no more of them: those up to a blank or one
 * of the signs that part an address ("/", "?", "&", "-") if one stands in the
 * second half, else all; never those that end behind "://".
 */
size_t line_break_inside(struct str text, size_t length);

/* Makes the breaker ready for another text. */
void line_breaker_restart(struct line_breaker *breaker);
void line_breaker_clear(struct line_breaker *breaker);

#endif
