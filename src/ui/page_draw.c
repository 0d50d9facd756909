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

static bool
is_focused(const struct cell *cell, const struct highlight *highlight,
    const struct page *page)
{
	if (highlight->fold)
		return cell->styles & STYLE_FOLD &&
		       cell->source ==
			   section_start(page->document, &highlight->fold->section);
	return highlight->link && cell->link == highlight->link;
}

/*
 * The look of a cell, which stands out where something was found or focused;
 * notes COLUMN in MARKS there. What was found is never dim.
 */
static struct look
cell_look(const struct screen *screen, const struct cell *cell,
    const struct highlight *highlight, const struct page *page, int column,
    struct marks *marks)
{
	const struct match *match = NULL;
	unsigned styles = cell->styles;
	struct look look;

	if (cell->source != PAGE_NO_SOURCE && !(cell->styles & STYLE_DECORATION))
		match = match_at(highlight->matches, cell->source);
	if (match)
		styles |= STYLE_MATCH;
	if (match && match == highlight->matches->items + highlight->current) {
		styles |= STYLE_CURRENT;
		marks->match = marks->match < 0 ? column : marks->match;
	}
	if (is_focused(cell, highlight, page)) {
		styles |= STYLE_FOCUS;
		marks->focus = marks->focus < 0 ? column : marks->focus;
	}
	look = screen_look(screen, styles);
	look.is_dim &= !match;
	return look;
}

static void
draw_cut(struct screen *screen, int row, int column, const char *mark)
{
	const struct look look = {
	    .color = COLOR_DEFAULT,
	    .is_dim = true,
	    .is_reversed = true,
	};

	screen_put_cluster(screen, row, column, str_of(mark), look);
}

/* What draw_cells() has met: columns of the screen. */
struct drawn {
	int code;       /* where what may be moved begins, or -1 */
	int end;        /* where the last cell looked at ends */
	bool ends_wide; /* the last column drawn on is half a wide character */
};

/* Draws the cells that are, SHIFT columns to the left, left of RIGHT. */
static struct drawn
draw_cells(struct screen *screen, int screen_row, int column,
    struct cell_cursor cursor, const struct page *page,
    const struct highlight *highlight, int shift, int right, struct marks *marks)
{
	struct drawn drawn = {-1, column, false};
	struct cell cell;

	while (drawn.end < right && page_cell_next(page, &cursor, &cell)) {
		const int place = drawn.end;

		if (shift && drawn.code < 0 && cell.styles & STYLE_WIDE) {
			drawn.code = place;
			column = place + 1;
			drawn.end -= shift;
		}
		drawn.end += cell.width;
		if (drawn.end - cell.width < column || drawn.end > right)
			continue;
		screen_put_cluster(screen, screen_row, drawn.end - cell.width,
		    cell.text,
		    cell_look(screen, &cell, highlight, page,
			drawn.end - cell.width, marks));
		if (cell.link)
			screen_put_link(screen, screen_row, drawn.end - cell.width,
			    cell.width, page->document->links[cell.link - 1].url,
			    cell.link);
		drawn.ends_wide = cell.width == 2 && drawn.end == right;
	}
	/* Whether there is more is seen by the next cell alone. */
	if (drawn.end == right && page_cell_next(page, &cursor, &cell))
		drawn.end += cell.width;
	return drawn;
}

struct marks
page_draw_shifted_row(struct screen *screen, int screen_row, int column,
    const struct page *page, size_t row, const struct highlight *highlight,
    int shift)
{
	const int right = column + page->width;
	struct marks marks = {-1, -1};
	const struct drawn drawn = draw_cells(screen, screen_row, column,
	    page_row_cells(page, row), page, highlight, shift, right, &marks);

	/* Half a wide character cannot stay. */
	if (drawn.end > right && drawn.ends_wide)
		screen_fill(
		    screen, screen_row, right - 2, 2, screen_look(screen, 0));
	if (drawn.end > right)
		draw_cut(screen, screen_row, right - 1, "›");
	if (drawn.code >= 0)
		draw_cut(screen, screen_row, drawn.code, "‹");
	return marks;
}

struct marks
page_draw_row(struct screen *screen, int screen_row, int column,
    const struct page *page, size_t row, const struct highlight *highlight)
{
	return page_draw_shifted_row(
	    screen, screen_row, column, page, row, highlight, 0);
}
