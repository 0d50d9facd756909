/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What stands where:
 *
 *	view ...............	rows of the canvas
 *	status .............	reversed: what, where
 *	bottom .............	prompt, message, the view's footer, or hints;
 *				as many rows as its text needs
 */
#include "application_parts.h"
#include "cnai/cluster.h"
#include "cnai/document.h"
#include "cnai/keymap.h"
#include "cnai/views.h"

enum {
	STATUS_FROM_ROWS = 3, /* below, the view gets all there is */
	PANE_GAP = 1,         /* between list and post, side by side */
};

/* Rows of the screen, from top to bottom. */
struct frame {
	int view_rows;
	int status_row;              /* -1: there is none */
	int bottom_row, bottom_rows; /* 0 rows: there is none */
};

/* A message is there to be read whole; all else leaves the view its half. */
static int
most_bottom_rows(const struct application *application)
{
	const int rows = screen_rows(application->screen);
	const int most =
	    application->message && !application->prompt ? rows - 2 : rows / 2;

	return most > 1 ? most : 1;
}

static struct frame
divide(const struct application *application, const struct bottom *bottom)
{
	const int rows = screen_rows(application->screen);
	const bool is_needed = application->prompt || application->message;
	const int most = most_bottom_rows(application);
	const int wanted =
	    bottom_rows(application, bottom) + (application->prompt ? 1 : 0);
	struct frame frame = {.view_rows = rows, .status_row = -1};

	if (rows < STATUS_FROM_ROWS && !is_needed)
		return frame;
	frame.bottom_rows = wanted < most ? wanted : most;
	frame.bottom_row = rows - frame.bottom_rows;
	frame.view_rows = frame.bottom_row;
	if (rows >= STATUS_FROM_ROWS)
		frame.status_row = --frame.view_rows;
	if (frame.view_rows < 1)
		frame.view_rows = 1;
	return frame;
}

/*
 * The list below the top view, where the two stand side by side, and the
 * columns it has; 0 where there is only the top view to be seen.
 */
static int
pane_columns(const struct application *application)
{
	if (application->view_count < 2 ||
	    application->views[0]->kind->commands != &list_commands)
		return 0;
	return session_pane_columns(
	    &application->session, screen_columns(application->screen));
}

int
application_view_left(const struct application *application)
{
	const int pane = pane_columns(application);

	return pane ? pane + PANE_GAP : 0;
}

static void
fit_view(struct view *view, int rows, int columns)
{
	if (view->kind->resize)
		view->kind->resize(view, rows, columns);
}

void
application_fit(struct application *application)
{
	struct view *view = application_top(application);
	const int columns = screen_columns(application->screen);
	const int pane = pane_columns(application);
	struct bottom bottom;
	struct frame frame;

	application->session.columns = columns;
	if (view->kind->counting)
		view->kind->counting(view, application->count > 0);
	bottom = bottom_make(application);
	frame = divide(application, &bottom);
	if (pane)
		fit_view(application->views[0], frame.view_rows, pane);
	fit_view(view, frame.view_rows, pane ? columns - pane - PANE_GAP : columns);
	bottom_clear(&bottom);
}

/* Draws VIEW on COLUMNS from LEFT on; the cursor is on what it selects. */
static void
draw_view(struct application *application, struct view *view, int rows, int left,
    int columns)
{
	struct canvas canvas = {
	    .screen = application->screen, .rows = rows, .columns = columns};

	screen_set_pane(application->screen, left, columns);
	view->kind->draw(view, &canvas);
	screen_set_pane(
	    application->screen, 0, screen_columns(application->screen));
	screen_set_cursor(
	    application->screen, canvas.cursor_row, left + canvas.cursor_column);
}

static void
draw_views(struct application *application, const struct frame *frame)
{
	const int columns = screen_columns(application->screen);
	const int pane = pane_columns(application);
	const int rows = frame->view_rows;

	if (pane) {
		draw_view(application, application->views[0], rows, 0, pane);
		for (int row = 0; row < rows; row++)
			screen_put_cluster(application->screen, row, pane,
			    str_of("│"),
			    screen_look(application->screen, STYLE_MARKER));
		draw_view(application, application_top(application), rows,
		    pane + PANE_GAP, columns - pane - PANE_GAP);
	} else {
		draw_view(
		    application, application_top(application), rows, 0, columns);
	}
}

static void
draw_status(struct application *application, int row)
{
	const struct look look = screen_look(application->screen, STYLE_STATUS);
	const int columns = screen_columns(application->screen);
	struct view *view = application_top(application);
	struct strbuf left = {0}, right = {0};
	int width;

	if (view->kind->status)
		view->kind->status(view, &left, &right);
	width = (int)cluster_width(strbuf_str(&right));
	screen_fill(application->screen, row, 0, columns, look);
	if (width + 2 > columns) {
		screen_put(
		    application->screen, row, 0, columns, strbuf_str(&right), look);
	} else {
		screen_put(application->screen, row, columns - width - 1, width,
		    strbuf_str(&right), look);
		screen_put(application->screen, row, 1, columns - width - 4,
		    strbuf_str(&left), look);
	}
	strbuf_clear(&left);
	strbuf_clear(&right);
}

/* The prompt on one row; of a long line, the part around the cursor. */
static void
draw_prompt(struct application *application, int row)
{
	const struct look look = screen_look(application->screen, 0);
	const int columns = screen_columns(application->screen);
	const struct str text = strbuf_str(&application->editor.text);
	const size_t cursor = application->editor.cursor;
	int column = screen_put(application->screen, row, 0, columns / 3,
	    str_of(application->prompt->label), look);
	int room = columns - column - 1;
	int width = (int)cluster_width(str_slice(text, 0, cursor));
	size_t start = 0;

	while (start < cursor && width > room) {
		const struct cluster cluster = cluster_next(text, start);

		width -= cluster.width;
		start += cluster.source_length;
	}
	screen_put(application->screen, row, column, columns - column,
	    str_slice(text, start, text.length), look);
	screen_set_cursor(application->screen, row, column + width);
}

static void
draw_bottom(struct application *application, const struct frame *frame,
    const struct bottom *bottom)
{
	const int columns = screen_columns(application->screen);
	const int last = frame->bottom_row + frame->bottom_rows - 1;

	for (int i = 0; i < frame->bottom_rows; i++)
		screen_fill(application->screen, frame->bottom_row + i, 0, columns,
		    screen_look(application->screen, 0));
	if (application->prompt) {
		bottom_draw(
		    application, bottom, frame->bottom_row, frame->bottom_rows - 1);
		draw_prompt(application, last);
	} else {
		bottom_draw(
		    application, bottom, frame->bottom_row, frame->bottom_rows);
	}
}

void
application_draw(struct application *application)
{
	struct bottom bottom;
	struct frame frame;

	application_fit(application);
	bottom = bottom_make(application);
	frame = divide(application, &bottom);
	application->view_rows = frame.view_rows;
	screen_erase(application->screen);
	draw_views(application, &frame);
	if (frame.status_row >= 0)
		draw_status(application, frame.status_row);
	if (frame.bottom_rows)
		draw_bottom(application, &frame, &bottom);
	screen_update(application->screen);
	bottom_clear(&bottom);
	application->is_dirty = false;
}
