/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The text below the status line: a message, what a prompt could become, the
 * view's footer, or hints. It takes as many rows as it needs and the screen
 * has; what is cut is marked, and of a message the key that shows the last
 * messages again then shows the rest.
 */
#include <stdlib.h>
#include "application_parts.h"
#include "cnai/cluster.h"
#include "cnai/document.h"
#include "cnai/keymap.h"

enum { MARGIN_FROM_COLUMNS = 24 };

/* Columns left free at a row's beginning. */
static int
margin(int columns)
{
	return columns >= MARGIN_FROM_COLUMNS ? 1 : 0;
}

/* "q back", and "q quit" where there is nothing to go back to. */
static void
append_hint(const struct application *application, const struct hint *hint,
    struct strbuf *text)
{
	const struct view_kind *kind = application_top(application)->kind;
	const struct command *command = view_find_named(kind, hint->command);
	const bool is_last_back =
	    command->run == view_close && application->view_count == 1;
	struct strbuf key = {0};

	keymap_append_keys(
	    application->session.keymap, kind->commands, command, 1, &key);
	if (key.length)
		strbuf_printf(text, "%s%s %s", text->length ? "   " : "", key.data,
		    is_last_back ? "quit" : hint->label);
	strbuf_clear(&key);
}

/*
 * The hints that fit on a row: on a narrow one the first and the last two,
 * help and the way back, are kept longest.
 */
static void
append_hints(const struct application *application, struct strbuf *text)
{
	const int columns = screen_columns(application->screen);
	const size_t room = (size_t)(columns - margin(columns));
	const struct hint *hints = application_top(application)->kind->hints;
	size_t count = 0, kept;

	while (hints[count].command)
		count++;
	for (kept = count; kept > 0; kept--) {
		strbuf_truncate(text, 0);
		for (size_t i = 0; i < count; i++)
			if (i + 2 >= count || i + 2 < kept)
				append_hint(application, &hints[i], text);
		if (cluster_width(strbuf_str(text)) <= room)
			return;
	}
}

/* What the line of a prompt could become, else what it is for. */
static void
append_help(const struct application *application, struct bottom *bottom)
{
	const char *hint = application->prompt->hint;

	strbuf_append(&bottom->text, strbuf_str(&application->candidates));
	if (bottom->text.length || !hint)
		return;
	strbuf_append_string(&bottom->text, hint);
	bottom->look = screen_look(application->screen, STYLE_HINT);
}

/* A text of its own for the prompt, else what is most urgent. */
struct bottom
bottom_make(const struct application *application)
{
	struct view *view = application_top(application);
	struct bottom bottom = {.look = screen_look(application->screen, 0)};

	if (application->prompt) {
		append_help(application, &bottom);
		return bottom;
	}
	if (application->message || application->count)
		bottom.look = screen_look(application->screen, STYLE_STRONG);
	if (application->message) {
		strbuf_append_string(&bottom.text, application->message);
		bottom.first = application->message_row;
		return bottom;
	}
	if (application->count) {
		strbuf_printf(&bottom.text, "%zu", application->count);
		if (view->kind->count_hint)
			strbuf_printf(
			    &bottom.text, "   %s", view->kind->count_hint);
		return bottom;
	}
	if (view->kind->footer)
		view->kind->footer(view, &bottom.text);
	if (bottom.text.length)
		return bottom;
	append_hints(application, &bottom.text);
	bottom.look = screen_look(application->screen, STYLE_PLACE);
	return bottom;
}

void
bottom_clear(struct bottom *bottom)
{
	strbuf_clear(&bottom->text);
}

/* Rows to draw on; none of them only counts. */
struct space {
	struct screen *screen;
	struct look look;
	int row, rows; /* of the screen */
	int first;     /* row of the text that stands at the top */
};

/* The columns of the word at OFFSET. */
static int
word_width(struct str text, size_t offset)
{
	return (int)cluster_width(
	    str_slice(text, offset, str_find_byte(text, offset, ' ')));
}

/*
 * The column at which a line begins: the screen's edge where it is an address
 * or has a word that no row holds, so that a terminal selects its rows as one
 * and nothing else with them.
 */
static int
line_left(struct str line, int columns)
{
	if (str_find_byte(line, 0, ' ') == line.length &&
	    str_find_byte(line, 0, ':') < line.length)
		return 0;
	for (size_t i = 0; i < line.length; i++)
		if ((i == 0 || line.data[i - 1] == ' ') &&
		    word_width(line, i) > columns - margin(columns))
			return 0;
	return margin(columns);
}

/* Whether a word begins at OFFSET that fits a row, but not this one. */
static bool
begins_row(struct str line, size_t offset, int left, int column, int columns)
{
	int width;

	if (column == left || offset == 0 || line.data[offset - 1] != ' ')
		return false;
	width = word_width(line, offset);
	return left + width <= columns && column + width > columns;
}

/*
 * Writes LINE from row USED of the text on, broken between words, and inside
 * words that are longer than a row; returns the rows it takes.
 */
static int
put_line(const struct space *space, struct str line, int used)
{
	const int columns = screen_columns(space->screen);
	const int left = line_left(line, columns), before = used;
	int column = left;

	for (size_t offset = 0; offset < line.length;) {
		const struct cluster cluster = cluster_next(line, offset);
		const bool is_blank = line.data[offset] == ' ';
		const bool is_at_break = column + cluster.width > columns ||
					 (used > before && column == left);

		if (!is_blank &&
		    (column + cluster.width > columns ||
			begins_row(line, offset, left, column, columns))) {
			used++;
			column = left;
		}
		offset += cluster.source_length;
		/* The blank at which a row ends begins none. */
		if (is_blank && is_at_break)
			continue;
		if (used >= space->first && used < space->first + space->rows)
			screen_put_cluster(space->screen,
			    space->row + used - space->first, column, cluster.text,
			    space->look);
		column += cluster.width;
	}
	return used + 1 - before;
}

/* The same for all lines of TEXT. */
static int
put_text(const struct space *space, struct str text)
{
	int used = 0;

	for (size_t start = 0; start < text.length;) {
		const size_t end = str_find_byte(text, start, '\n');

		used += put_line(space, str_slice(text, start, end), used);
		start = end + 1;
	}
	return used;
}

int
bottom_rows(const struct application *application, const struct bottom *bottom)
{
	const struct space space = {.screen = application->screen};
	const int rows = put_text(&space, strbuf_str(&bottom->text));

	return application->prompt || rows > bottom->first ? rows - bottom->first
							   : 1;
}

static void
append_mark(const struct application *application, struct strbuf *text)
{
	const struct view_kind *kind = application_top(application)->kind;

	strbuf_append_string(text, " … ");
	if (application->prompt) {
		strbuf_append_string(text, "more: type on");
	} else if (application->message) {
		strbuf_append_string(text, "more: ");
		keymap_append_keys(application->session.keymap, kind->commands,
		    view_find_named(kind, "last-messages"), 1, text);
	}
}

/* Says at the end of ROW that there is more; how, where a text stays beside. */
static void
draw_mark(struct application *application, int row)
{
	const struct look look = screen_look(application->screen, STYLE_PLACE);
	const int columns = screen_columns(application->screen);
	struct strbuf text = {0};
	int width;

	append_mark(application, &text);
	if (cluster_width(strbuf_str(&text)) > (size_t)columns / 2) {
		strbuf_clear(&text);
		strbuf_append_string(&text, "…");
	}
	width = (int)cluster_width(strbuf_str(&text));
	screen_fill(application->screen, row, columns - width, width, look);
	screen_put(application->screen, row, columns - width, width,
	    strbuf_str(&text), look);
	strbuf_clear(&text);
}

void
bottom_draw(
    struct application *application, const struct bottom *bottom, int row, int rows)
{
	const struct space space = {.screen = application->screen,
	    .look = bottom->look,
	    .row = row,
	    .rows = rows,
	    .first = bottom->first};
	const bool is_cut =
	    put_text(&space, strbuf_str(&bottom->text)) - bottom->first > rows;

	/* The row with the mark is the first of the rest. */
	application->message_rest = is_cut && application->message
					? bottom->first + (rows > 1 ? rows - 1 : 1)
					: 0;
	if (is_cut && rows > 0)
		draw_mark(application, row + rows - 1);
}
