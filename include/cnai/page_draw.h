/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_PAGE_DRAW_H
#define CNAI_PAGE_DRAW_H

#include "cnai/page.h"
#include "cnai/query.h"
#include "cnai/screen.h"

/* Drawing rows of a page on the screen. */

/* What stands out on a page; all zero for nothing. */
struct highlight {
	const struct matches *matches; /* in the document's text, or NULL */
	size_t current;                /* index of the match the reader is at */
	uint32_t link;                 /* the focused link, index + 1; 0 for none */
	const struct fold *fold;       /* the one whose mark is focused, or NULL */
};

/* The columns where the focus and the current match begin, or -1. */
struct marks {
	int focus, match;
};

/* Draws ROW of PAGE at SCREEN_ROW from COLUMN on. What is wider than the page
 * is cut, with a mark. */
struct marks page_draw_row(struct screen *screen, int screen_row, int column,
    const struct page *page, size_t row, const struct highlight *highlight);
/* The same; code of blocks that are too wide stands SHIFT columns further to
 * the left, and is cut there too. */
struct marks page_draw_shifted_row(struct screen *screen, int screen_row,
    int column, const struct page *page, size_t row,
    const struct highlight *highlight, int shift);

#endif
