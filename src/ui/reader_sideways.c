/* SPDX-License-Identifier: Apache-2.0 */
/* Code that is wider than the page: all of it is scrolled sideways together. */
#include "reader.h"

enum { STEP = 8 };

static int
row_width(const struct page *page, size_t row)
{
	struct cell_cursor cursor = page_row_cells(page, row);
	struct cell cell;
	int width = 0;

	while (page_cell_next(page, &cursor, &cell))
		width += cell.width;
	return width;
}

/* Columns by which the widest row is too wide; 0 for none. */
static int
shift_max(const struct page *page)
{
	int widest = page->width;

	for (size_t row = 0; row < page->row_count; row++) {
		const int width = row_width(page, row);

		widest = width > widest ? width : widest;
	}
	return widest - page->width;
}

static void
shift_to(struct reader *reader, int shift)
{
	const int max = shift_max(reader->page);

	reader->shift = shift > max ? max : shift > 0 ? shift : 0;
}

void
reader_fit_shift(struct reader *reader)
{
	if (reader->shift)
		shift_to(reader, reader->shift);
}

struct outcome
reader_sideways(struct view *view, struct argument argument)
{
	struct reader *reader = reader_of(view);
	const int max = shift_max(reader->page);
	/* More steps than the page has change nothing. */
	const int steps = argument.count > (size_t)max ? max + 1
			  : argument.count             ? (int)argument.count
						       : 1;

	if (max == 0)
		return outcome_refusal("Nothing is wider than the page");
	if (steps > max / STEP)
		reader->shift = argument.value > 0 ? max : 0;
	else
		shift_to(reader, reader->shift + argument.value * steps * STEP);
	return (struct outcome){0};
}

/* The column of OFFSET in ROW, as if nothing were scrolled; -1 if not there. */
static int
column_of(const struct page *page, size_t row, uint32_t offset)
{
	struct cell_cursor cursor = page_row_cells(page, row);
	struct cell cell;
	int column = 0;

	while (page_cell_next(page, &cursor, &cell)) {
		if (cell.styles & STYLE_WIDE && cell.source >= offset &&
		    cell.source != PAGE_NO_SOURCE)
			return column;
		column += cell.width;
	}
	return -1;
}

void
reader_reveal_column(struct reader *reader, uint32_t offset)
{
	const struct page *page = reader->page;
	const int column = column_of(page, page_row_at(page, offset), offset);
	/* The marks where rows are cut hide a column each. */
	const bool is_hidden = column >= reader->shift + page->width - 1 ||
			       (reader->shift && column <= reader->shift);

	if (column >= 0 && is_hidden)
		shift_to(reader, (column - page->width / 3) / STEP * STEP);
}
