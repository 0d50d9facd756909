/* SPDX-License-Identifier: Apache-2.0 */
/* Selection and scrolling, the same for all lists. */
#include "cnai/picker.h"

enum { MARGINS = 4 }; /* of a text in a list: three columns, and one */

size_t
picker_capacity(const struct picker *picker)
{
	size_t fitting = picker->rows / picker->entry_rows;

	return fitting ? fitting : 1;
}

static void
keep_in_sight(struct picker *picker)
{
	size_t capacity = picker_capacity(picker);

	if (picker->selected < picker->top)
		picker->top = picker->selected;
	if (picker->selected >= picker->top + capacity)
		picker->top = picker->selected - capacity + 1;
	if (picker->count <= capacity)
		picker->top = 0;
	else if (picker->top > picker->count - capacity)
		picker->top = picker->count - capacity;
}

static void
set_selected(struct picker *picker, size_t entry)
{
	picker->selected = entry;
	if (picker->selected >= picker->count)
		picker->selected = picker->count ? picker->count - 1 : 0;
	keep_in_sight(picker);
}

void
picker_select(struct picker *picker, size_t entry)
{
	set_selected(picker, entry);
	picker->chosen_top = picker->top;
}

bool
picker_point(struct picker *picker, int row)
{
	const size_t place =
	    row < 0 ? picker->rows : (size_t)row / picker->entry_rows;

	if (place >= picker_capacity(picker) ||
	    place >= picker->count - picker->top)
		return false;
	picker_select(picker, picker->top + place);
	return true;
}

void
picker_fit(struct picker *picker, size_t count, size_t rows)
{
	picker->count = count;
	picker->rows = rows;
	picker->top = picker->chosen_top;
	set_selected(picker, picker->selected);
}

static void
move_by(struct picker *picker, size_t distance, bool is_down)
{
	size_t selected = picker->selected;

	if (is_down)
		selected += distance < picker->count ? distance : picker->count;
	else
		selected -= distance < selected ? distance : selected;
	picker_select(picker, selected);
}

void
picker_move(struct picker *picker, enum movement movement, size_t count)
{
	size_t capacity = picker_capacity(picker);
	size_t half = capacity > 1 ? capacity / 2 : 1;
	size_t times = count ? count : 1;
	const size_t distances[] = {
	    [MOVE_LINE_DOWN] = 1,
	    [MOVE_LINE_UP] = 1,
	    [MOVE_PAGE_DOWN] = capacity,
	    [MOVE_PAGE_UP] = capacity,
	    [MOVE_HALF_DOWN] = half,
	    [MOVE_HALF_UP] = half,
	};

	if (movement == MOVE_TOP || movement == MOVE_END)
		picker_select(picker, count                  ? count - 1
				      : movement == MOVE_TOP ? 0
							     : picker->count);
	else
		move_by(picker, distances[movement] * times,
		    movement == MOVE_LINE_DOWN || movement == MOVE_PAGE_DOWN ||
			movement == MOVE_HALF_DOWN);
}

void
picker_scroll(struct picker *picker, enum movement movement, size_t count)
{
	const bool is_up = movement == MOVE_LINE_UP || movement == MOVE_PAGE_UP ||
			   movement == MOVE_HALF_UP || movement == MOVE_TOP;
	const size_t capacity = picker_capacity(picker);

	/* From the window's edge on, each step of the selection scrolls. */
	picker_select(picker, is_up ? picker->top : picker->top + capacity - 1);
	picker_move(picker, movement, count);
	picker_select(picker, picker->top);
}

void
picker_scroll_to(struct picker *picker, size_t entry)
{
	picker_select(picker, entry);
	picker->top = picker->selected;
	keep_in_sight(picker);
	picker_select(picker, picker->top);
}

void
picker_draw_entry(struct canvas *canvas, int row, struct str text, struct look look,
    bool is_selected)
{
	if (is_selected) {
		look = screen_look_over(canvas->screen, look, STYLE_SELECTION);
		look.is_dim = false; /* reversed, it can hardly be read */
		screen_fill(canvas->screen, row, 0, canvas->columns, look);
		canvas->cursor_row = row;
	}
	screen_put(canvas->screen, row, 0, canvas->columns, text, look);
}

int
picker_columns(const struct session *session, int columns)
{
	const int most = session->config->width + MARGINS;

	return columns < most ? columns : most;
}

void
picker_append_number(
    const struct session *session, size_t post, size_t number, struct strbuf *text)
{
	strbuf_printf(text, "%s%*zu  ",
	    state_is_read(session->state, post) ? "   " : " ● ",
	    str_digits(session->archive->count), number);
}

int
picker_number_width(const struct session *session)
{
	return 3 + str_digits(session->archive->count) + 2;
}

void
picker_append_bookmark(
    const struct session *session, size_t post, struct strbuf *text)
{
	if (state_is_bookmarked(session->state, post))
		strbuf_append_string(text, "★ ");
}

void
picker_append_place(const struct picker *picker, struct strbuf *text)
{
	if (picker->count)
		strbuf_printf(
		    text, "%zu of %zu", picker->selected + 1, picker->count);
}
