/* SPDX-License-Identifier: Apache-2.0 */
/* From cells of a page to cells of the screen. */
#include "cnai/page_draw.h"

/* The match that covers OFFSET, or NULL. */
static const struct match *
match_at(const struct matches *matches, size_t offset)
{
	size_t low = 0, high = matches ? matches->count : 0;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (matches->items[middle].end <= offset)
			low = middle + 1;
		else
			high = middle;
	}
	if (!matches || low == matches->count || matches->items[low].start > offset)
		return NULL;
	return &matches->items[low];
}

/*
 * Changes LOOK where the cell stands out; true if it is what the reader is at.
 * Matches are bold and underlined, the current one is reversed as the focused
 * link is: colour only adds to it.
 */
static bool
stand_out(
    const struct cell *cell, const struct highlight *highlight, struct look *look)
{
	const struct match *match = NULL;

	if (cell->source != PAGE_NO_SOURCE && !(cell->styles & STYLE_DECORATION))
		match = match_at(highlight->matches, cell->source);
	if (match) {
		look->is_bold = look->is_underlined = true;
		look->is_dim = false;
		look->color = COLOR_ANSI_YELLOW;
		look->is_reversed =
		    match == highlight->matches->items + highlight->current;
	}
	if (highlight->link && cell->link == highlight->link)
		look->is_reversed = true;
	return look->is_reversed;
}

int
page_draw_row(struct screen *screen, int screen_row, int column,
    const struct page *page, size_t row, const struct highlight *highlight)
{
	struct cell_cursor cursor = page_row_cells(page, row);
	struct cell cell;
	int marked = -1;

	while (page_cell_next(page, &cursor, &cell)) {
		struct look look = theme_look(cell.styles);

		if (stand_out(&cell, highlight, &look) && marked < 0)
			marked = column;
		screen_put_cluster(screen, screen_row, column, cell.text, look);
		column += cell.width;
	}
	return marked;
}
