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
 * Changes LOOK where the cell stands out and notes COLUMN in MARKS. Matches are
 * bold and underlined, the current one is reversed as the focused link is:
 * colour only adds to it.
 */
static void
stand_out(const struct cell *cell, const struct highlight *highlight, int column,
    struct look *look, struct marks *marks)
{
	const struct match *match = NULL;

	if (cell->source != PAGE_NO_SOURCE && !(cell->styles & STYLE_DECORATION))
		match = match_at(highlight->matches, cell->source);
	if (match) {
		look->is_bold = look->is_underlined = true;
		look->is_dim = false;
		look->color = COLOR_ANSI_YELLOW;
	}
	if (match && match == highlight->matches->items + highlight->current) {
		look->is_reversed = true;
		marks->match = marks->match < 0 ? column : marks->match;
	}
	if (highlight->link && cell->link == highlight->link) {
		look->is_reversed = true;
		marks->link = marks->link < 0 ? column : marks->link;
	}
}

struct marks
page_draw_row(struct screen *screen, int screen_row, int column,
    const struct page *page, size_t row, const struct highlight *highlight)
{
	struct cell_cursor cursor = page_row_cells(page, row);
	struct marks marks = {-1, -1};
	struct cell cell;

	while (page_cell_next(page, &cursor, &cell)) {
		struct look look = screen_look(screen, cell.styles);

		stand_out(&cell, highlight, column, &look, &marks);
		screen_put_cluster(screen, screen_row, column, cell.text, look);
		column += cell.width;
	}
	return marks;
}
