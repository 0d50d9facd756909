/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_CLUSTER_H
#define CNAI_CLUSTER_H

#include <stdbool.h>
#include <stdint.h>
#include "cnai/str.h"

/*
 * The one door between text and the terminal. A cluster is what fills one
 * place on the screen: a character and the marks that join it. Here invalid
 * UTF-8 and characters a terminal might obey become visible; nothing that
 * was not passed through cluster_next() or cluster_append_safe() is written.
 *
 * Widths are those of the C library's wcwidth(), because that is what the
 * terminal library moves by. locale_start() must have been called.
 */

/* ncurses keeps at most this many characters in a cell (CCHARW_MAX). */
enum { CLUSTER_MAX_CHARACTERS = 5 };

struct cluster {
	struct str text;      /* what to write: a part of the input, or a stand-in
				 that lives for ever; empty for what vanishes */
	size_t source_length; /* bytes of the input this stands for, at least 1 */
	int width;            /* columns, 0 to 2 */
};

/* Takes the character set of the environment, or UTF-8 where it has none. */
void locale_start(void);

/*
 * The cluster at OFFSET, which must be inside TEXT. Line ends and tabs come
 * out as a blank, C0 controls as control pictures, C1 and bidi controls,
 * invalid bytes and characters without a width as U+FFFD; zero-width spaces,
 * fillers, soft hyphens and byte order marks vanish, and so do joiners and
 * variation selectors that have nothing to join.
 */
struct cluster cluster_next(struct str text, size_t offset);

/*
 * Whether CHARACTER never reaches a terminal as it is: a control, or one that
 * reorders, hides or is hidden.
 */
bool cluster_is_deceptive(uint32_t character);

/*
 * How many bytes from OFFSET are plain: each a cluster of its own of width 1
 * that is written as it stands. What does not begin with a plain byte is 0.
 */
size_t cluster_plain_length(struct str text, size_t offset);

/* Columns TEXT takes when written. */
size_t cluster_width(struct str text);

/* Appends TEXT made safe to write to a terminal. */
void cluster_append_safe(struct strbuf *buffer, struct str text);

/*
 * Appends TEXT made safe and at most WIDTH columns wide; what is too long
 * ends in an ellipsis. Returns the columns taken.
 */
size_t cluster_append_fitting(struct strbuf *buffer, struct str text, size_t width);

#endif
