/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Where the reader is. Between two layouts, for another width or with link
 * numbers, the place is kept as an offset into the document's text (the anchor),
 * so that the same text stands at the top.
 */
#include <string.h>
#include "reader.h"

enum { MARGIN_FROM_COLUMNS = 24 };

/* Scrolling. */

static size_t
last_top(const struct reader *reader)
{
	size_t rows = (size_t)reader->rows;

	return reader->page->row_count > rows ? reader->page->row_count - rows : 0;
}

/* The row to show at the top, with the pinned place not below the canvas. */
static void
show_pinned(struct reader *reader)
{
	size_t rows = (size_t)reader->rows, row;

	reader->shown_top = reader->top;
	if (reader->pinned == PAGE_NO_SOURCE)
		return;
	row = page_row_at(reader->page, reader->pinned);
	if (row >= reader->top + rows)
		reader->shown_top = row - rows + 1;
}

void
reader_scroll_to(struct reader *reader, size_t row)
{
	size_t last = last_top(reader);

	reader->top = row < last ? row : last;
	reader->anchor = reader->page->rows[reader->top].source;
	reader->anchor_gap =
	    page_row_at(reader->page, reader->anchor) - reader->top;
	reader->pinned = PAGE_NO_SOURCE;
	show_pinned(reader);
}

void
reader_reveal_row(struct reader *reader, size_t row)
{
	size_t third = (size_t)reader->rows / 3;

	if (row < reader->shown_top ||
	    row >= reader->shown_top + (size_t)reader->rows)
		reader_scroll_to(reader, row > third ? row - third : 0);
}

void
reader_reveal(struct reader *reader, uint32_t offset)
{
	reader_unfold(reader, offset);
	reader_reveal_row(reader, page_row_at(reader->page, offset));
	reader->pinned = offset;
	reader_reveal_column(reader, offset);
}

/* The row of a new layout that shows what stood at the top of the old one. */
static size_t
row_of_anchor(const struct reader *reader)
{
	const struct page *page = reader->page;
	size_t row = page_row_at(page, reader->anchor);
	size_t gap = reader->anchor_gap;

	while (gap-- && row && page->rows[row - 1].source == reader->anchor)
		row--;
	return row;
}

void
reader_show_at(struct reader *reader, uint32_t offset)
{
	reader_unfold(reader, offset);
	reader_scroll_to(reader, page_row_at(reader->page, offset));
	reader->pinned = offset;
}

void
reader_note_visit(const struct reader *reader)
{
	const struct archive *archive = reader->view.session->archive;

	if (reader->post < archive->count)
		visits_note(reader->view.session->visits,
		    archive->posts[reader->post].path, reader->anchor);
}

void
reader_begin_visit(struct session *session, const char *path, uint32_t place)
{
	const struct visit *last = visits_last(session->visits);

	if (!last || strcmp(last->path, path) != 0)
		visits_go(session->visits, path, place);
}

void
reader_leave_place(struct reader *reader)
{
	const struct archive *archive = reader->view.session->archive;

	reader_note_visit(reader);
	if (reader->post < archive->count)
		visits_go(reader->view.session->visits,
		    archive->posts[reader->post].path, reader->anchor);
	reader->left = (struct reader_place){
	    .anchor = reader->anchor,
	    .pinned = reader->pinned,
	    .anchor_gap = reader->anchor_gap,
	};
}

struct reader_place
reader_place_of_row(const struct reader *reader, size_t row)
{
	const uint32_t anchor = reader->page->rows[row].source;

	return (struct reader_place){
	    .anchor = anchor,
	    .pinned = PAGE_NO_SOURCE,
	    .anchor_gap = page_row_at(reader->page, anchor) - row,
	};
}

struct outcome
reader_move(struct view *view, enum movement movement, size_t count)
{
	struct reader *reader = reader_of(view);
	size_t rows = (size_t)reader->rows, top = reader->shown_top;
	/* Two rows of the old page stay, as a thread to follow. */
	size_t page = rows > 4 ? rows - 2 : rows;
	size_t half = rows > 1 ? rows / 2 : 1;
	size_t times = count ? count : 1;
	const struct {
		size_t distance;
		bool is_down;
	} steps[] = {
	    [MOVE_LINE_DOWN] = {1, true},
	    [MOVE_LINE_UP] = {1, false},
	    [MOVE_PAGE_DOWN] = {page, true},
	    [MOVE_PAGE_UP] = {page, false},
	    [MOVE_HALF_DOWN] = {half, true},
	    [MOVE_HALF_UP] = {half, false},
	};
	size_t distance;

	if (movement == MOVE_TOP || movement == MOVE_END) {
		size_t end = movement == MOVE_TOP ? 0 : reader->page->row_count;

		reader_leave_place(reader);
		reader_scroll_to(reader, count ? count - 1 : end);
		reader_drop_unseen_focus(reader);
		return (struct outcome){0};
	}
	distance = steps[movement].distance * times;
	if (steps[movement].is_down)
		reader_scroll_to(reader, top + distance);
	else
		reader_scroll_to(reader, top > distance ? top - distance : 0);
	reader_drop_unseen_focus(reader);
	return (struct outcome){0};
}

/* Layout. */

static int
page_width(const struct reader *reader)
{
	int margin = reader->columns >= MARGIN_FROM_COLUMNS ? 1 : 0;
	int width = reader->columns - 2 * margin;
	const int measure = reader->view.session->config->width;

	return width < measure ? width : measure;
}

void
reader_fit_top(struct reader *reader)
{
	size_t last = last_top(reader);

	if (reader->top > last)
		reader->top = last;
	show_pinned(reader);
}

void
reader_return_to(struct reader *reader, struct reader_place place)
{
	reader->anchor = place.anchor;
	reader->anchor_gap = place.anchor_gap;
	reader->pinned = place.pinned;
	reader->top = row_of_anchor(reader);
	reader_fit_top(reader);
}

/* There and back again: the place that is left now is the next one. */
struct outcome
reader_jump_back(struct view *view, struct argument argument)
{
	struct reader *reader = reader_of(view);
	const struct reader_place place = reader->left;

	(void)argument;
	reader_leave_place(reader);
	reader_return_to(reader, place);
	return (struct outcome){0};
}

void
reader_lay_out(struct reader *reader)
{
	const struct layout_options options = {
	    .width = page_width(reader),
	    .number_links = reader->shows_numbers ||
			    reader->view.session->config->numbers_links,
	    .folds = reader->folds,
	    .fold_count = reader->fold_count,
	};

	page_free(reader->page);
	reader->page = page_layout(reader->document, &options);
	reader->top = row_of_anchor(reader);
	reader_fit_top(reader);
	reader_fit_shift(reader);
}
