/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_MARGIN_H
#define CNAI_MARGIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "cnai/str.h"

/*
 * What stands left of the text: the bars of quotes, bullets, numbers and
 * indents, one level for each block around the text.
 */

enum { MARKER_SIZE = 48 };

/* The margin of one row, a part of the decoration. */
struct margin_text {
	size_t start, length;
	bool is_blank;
};

struct margin_level {
	char marker[MARKER_SIZE]; /* on one row, in place of blanks */
	int columns;              /* what the level wants */
	int end_column;           /* the columns up to its end that it got */
	size_t end_byte;          /* the same in the margin's plain text */
	bool has_bar;             /* a bar on each row */
	bool is_pending;          /* the marker is for the next row */
};

struct margin {
	struct margin_level *levels;
	size_t count, capacity;
	size_t pending_count;
	int limit;                  /* columns that all levels may take */
	struct strbuf *decoration;  /* borrowed: where the texts are written */
	size_t plain_start;         /* the text without markers, as far as ... */
	size_t plain_levels;        /* ... it has been written */
	struct margin_text wrapped; /* written for these levels, or empty */
};

/* A margin of a page that is WIDTH columns wide. */
void margin_init(struct margin *margin, int width, struct strbuf *decoration);
void margin_clear(struct margin *margin);

/* Levels come and go as blocks begin and end. */
void margin_push_bar(struct margin *margin);
void margin_push_indent(struct margin *margin, int columns);
/* MARKER, of less than MARKER_SIZE bytes, stands on the next row; its characters
 * are one column wide each. */
void margin_push_marker(struct margin *margin, struct str marker, int columns);
void margin_pop(struct margin *margin);

/* Columns the margin takes. */
static inline int
margin_columns(const struct margin *margin)
{
	return margin->count ? margin->levels[margin->count - 1].end_column : 0;
}

/* The margin of the next row; markers are shown once. */
struct margin_text margin_next(struct margin *margin);
/* The margin of a row that goes on with the line above: MARKER stands in the
 * place of the last level. All such rows share one text. */
struct margin_text margin_wrapped(struct margin *margin, struct str marker);
/* The margin of a row that belongs to the first LEVELS levels only. */
struct margin_text margin_outer(struct margin *margin, size_t levels);

#endif
