/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_LAYOUT_H
#define CNAI_LAYOUT_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "cnai/document.h"
#include "cnai/line_break.h"
#include "cnai/margin.h"
#include "cnai/page.h"

/* What is put beside a part of the text to say what it is. */
enum mark_kind {
	MARK_STRUCK_BEGIN,
	MARK_NUMBER, /* of a link */
	MARK_HOST,   /* where a link leads whose text says something else */
	MARK_STRUCK_END,
	MARK_COUNT,
};

/* One that has been written: the next reader of its text shares it. */
struct mark {
	struct span span; /* without length: none yet */
	uint32_t link;
};

/*
 * A page being made. Rows begin by themselves when something is put on them,
 * with the margin of the blocks around and the blank rows owed before them.
 */
struct layout {
	const struct document *document;
	struct layout_options options;
	struct page *page;
	struct margin margin;
	struct line_breaker breaker;
	bool *unlisted;          /* links that say themselves; NULL without list */
	bool in_row;             /* a row has begun and not ended */
	int row_room;            /* columns of that row */
	int column;              /* of the row's text: the margin is not counted */
	int widest;              /* the widest row since the block's beginning */
	int gap;                 /* blank rows owed before the next row */
	size_t gap_levels;       /* levels of the margin that stand on them */
	const char *wrap_marker; /* in the margin of rows that layout_wrap()
				    begins; NULL for none */
	bool is_wrapped;         /* the next row is such a one */
	bool is_endless;         /* rows are as long as what is put on them */
	struct span blanks;      /* written, to be shared ... */
	int blanks_count;        /* ... so many */
	struct mark marks[MARK_COUNT]; /* the last of each kind */
};

/* Columns that the row that has begun, or else the next one, has for text. */
static inline int
layout_room(const struct layout *layout)
{
	if (layout->in_row)
		return layout->row_room;
	return layout->is_endless
		   ? INT_MAX
		   : layout->options.width - margin_columns(&layout->margin);
}

/* Blank rows before the next row, unless the page has none yet. */
void layout_gap(struct layout *layout, int rows);

/* Begins a row if none has begun. */
void layout_row_begin(struct layout *layout);
/* Says where the row's text is, for rows that may turn out to have none. */
void layout_row_place(struct layout *layout, uint32_t source);
/* Ends the row if one has begun. */
void layout_row_end(struct layout *layout);
/* Goes on with the same line on a new row. */
void layout_wrap(struct layout *layout);

/* Puts SPAN, which takes WIDTH columns, on the row. */
void layout_put(struct layout *layout, struct span span, int width);

/* Puts SPAN, which is decoration, on as many rows as it needs. */
void layout_span(struct layout *layout, struct span span);

/* Appends TEXT to the page's decoration; the span of it, with STYLES. */
struct span layout_decoration(
    struct layout *layout, struct str text, unsigned styles);
/* The same of TEXT written COUNT times. */
struct span layout_repeated(
    struct layout *layout, struct str text, int count, unsigned styles);
/* COUNT blanks, at most LAYOUT_BLANKS. */
enum { LAYOUT_BLANKS = 8 };
struct span layout_blanks(int count);
/* Puts blanks on the row up to COLUMN. */
void layout_pad(struct layout *layout, int column);

struct label_look {
	unsigned styles;
	uint32_t link;   /* index into the document's links + 1; 0 for none */
	bool has_source; /* it stands for the text at SOURCE */
	uint32_t source;
};
/* Puts TEXT, which is not the document's, on rows of its own that have ROOM
 * columns for it. */
void layout_label(
    struct layout *layout, struct str text, struct label_look look, int room);

/* Lays out a block of runs: joined and filled, and line by line. */
void layout_paragraph(struct layout *layout, const struct block *block);
void layout_code(struct layout *layout, const struct block *block);
/* Fills rows with a block of runs, goes on with a row that has begun, and does
 * not end the last one. */
void layout_run_on(struct layout *layout, const struct block *block);

/* The columns a block of runs wants. */
struct extent {
	int line; /* its longest line, as one row */
	int word; /* its longest word */
};
struct extent layout_extent(struct layout *layout, const struct block *block);

/* Lays out a table, with all that is in it. */
void layout_table(struct layout *layout, const struct block *block);
/* The numbered URLs. */
void layout_link_list(struct layout *layout);
/*
 * Whether the link of NUMBER, whose text is about to be put on the page, shows
 * its address there, so that the list can do without it.
 */
bool layout_link_says_itself(const struct layout *layout, uint32_t number);

/* A line of CHARACTER, one column wide, below a heading of WIDTH columns. */
void layout_underline(struct layout *layout, const char *character, int width);

#endif
