/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_PAGE_H
#define CNAI_PAGE_H

#include <stdbool.h>
#include <stdint.h>
#include "cnai/document.h"
#include "cnai/section.h"
#include "cnai/str.h"

/*
 * A page: a document laid out at a width. Rows hold spans, stretches of one
 * look; cells are made from spans as they are read (page_cell_next), which
 * keeps a page small. Rows, columns and widths count terminal columns.
 */

enum { PAGE_NO_SOURCE = 0x7FFFFFFF };

struct span {
	uint32_t start, length; /* bytes of the document's text; of the page's
				   own decoration with STYLE_DECORATION */
	uint32_t source;        /* place in the document's text; PAGE_NO_SOURCE */
	uint32_t link;   /* index into the document's links + 1; 0 for none */
	unsigned styles; /* bits of enum style */
};

struct row {
	uint32_t first_span; /* a row's spans end where the next one's begin */
	uint32_t source;     /* document offset of the row's text, or, where it has
				none, of the text after it; never decreases. On
				rows that several cells of a table share it is
				the smallest of them, and of those below it */
};

/*
 * Rows that one row of a table takes. Elsewhere a page's text is in order, row
 * by row; here each cell's is, and cells stand side by side.
 */
struct band {
	size_t first, count;
};

struct page {
	const struct document *document; /* borrowed: must live longer */
	int width;
	struct row *rows; /* row_count + 1 of them: the last only ends */
	size_t row_count, row_capacity;
	struct span *spans;
	size_t span_count, span_capacity;
	struct band *bands; /* in order; table rows of a single row are none */
	size_t band_count, band_capacity;
	struct strbuf decoration;
};

/* A section that says nothing new, with a mark below its heading. Without
 * is_open nothing else of it is on the page. */
struct fold {
	struct section section;
	bool is_open;
};

enum { LAYOUT_WIDTH_MAX = 1 << 16 };

struct layout_options {
	int width;         /* columns, 1 to LAYOUT_WIDTH_MAX: else the nearest */
	bool number_links; /* "[3]" behind the text of each link */
	bool list_urls;    /* the numbered URLs at the end; links whose text is
			      their address have no number and are left out */
	bool long_urls;    /* each of them on one row, whatever the width */
	bool wrap_code;    /* lines of code that are too long go on below, with a
			      mark; else each is one row, however wide, and all
			      code of a block with such a row has STYLE_WIDE: it
			      may be scrolled sideways */
	bool draws_struck; /* STYLE_STRUCK will be seen; else "~~" is put around
			      struck text */
	const struct fold *folds; /* in order, none inside another; the cells
				     of their marks have STYLE_FOLD and the
				     section's start as their source */
	size_t fold_count;
};

/* Lays DOCUMENT out. No row but those of long URLs, and those of code if it is
 * not wrapped, is wider than the width. The caller frees it. */
struct page *page_layout(
    const struct document *document, const struct layout_options *options);
void page_free(struct page *page);

/* The bytes a span stands for, not yet made safe. */
struct str page_span_text(const struct page *page, const struct span *span);

/* One place of the screen. */
struct cell {
	struct str text; /* a cluster, safe to write */
	int width;       /* 1 or 2 columns */
	unsigned styles; /* bits of enum style */
	uint32_t link;   /* index + 1; 0 for none */
	uint32_t source; /* document offset, or PAGE_NO_SOURCE */
};

struct cell_cursor {
	size_t span, end_span;
	size_t offset; /* in the span's text */
};

/* Begins at the first cell of a row. */
struct cell_cursor page_row_cells(const struct page *page, size_t row);
/* Fills CELL and moves on; false at the row's end. */
bool page_cell_next(
    const struct page *page, struct cell_cursor *cursor, struct cell *cell);

/*
 * The row on which the text at OFFSET stands, or the last text before it: also
 * in a table's cell that takes several rows. 0 for an empty page. Takes longer
 * in a table's row the taller that is.
 */
size_t page_row_at(const struct page *page, uint32_t offset);

#endif
