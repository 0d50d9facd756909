/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The stack of views and the two lines below them. Keys become commands by
 * the views' tables, commands give outcomes, and only here are outcomes
 * carried out: so a view never needs to know what else there is.
 *
 *	view ...............	rows of the canvas
 *	status .............	reversed: what, where
 *	bottom .............	prompt, message, the view's footer, or hints;
 *				as many rows as its text needs
 */
#include <stdlib.h>
#include "cnai/application.h"
#include "cnai/cluster.h"
#include "cnai/document.h"
#include "cnai/key.h"
#include "cnai/line_editor.h"
#include "cnai/memory.h"
#include "cnai/opener.h"
#include "cnai/views.h"

enum {
	COUNT_LIMIT = 1000000000,
	STATUS_FROM_ROWS = 3, /* below, the view gets all there is */
	CONTROL_C = 3,
	CONTROL_G = 7,
};

struct application {
	const struct ui_options *options;
	struct screen *screen;
	struct session session;
	struct view **views; /* the top one is the last */
	size_t view_count, view_capacity;
	struct line_editor editor;
	const struct prompt_kind *prompt; /* NULL: no line is asked for */
	char *message;              /* shown until the next key; may be NULL */
	int keys[KEY_SEQUENCE_MAX]; /* typed, not a command yet */
	size_t key_count;
	size_t count; /* digits typed; 0 for none */
	bool is_dirty;
	enum turn next; /* what carrying out has asked for */
};

static struct view *
top_view(const struct application *application)
{
	return application->views[application->view_count - 1];
}

static void
push_view(struct application *application, struct view *view)
{
	application->views =
	    memory_reserve(application->views, &application->view_capacity,
		application->view_count + 1, sizeof(*application->views));
	application->views[application->view_count++] = view;
}

static void
pop_view(struct application *application)
{
	view_free(top_view(application));
	application->view_count--;
}

struct application *
application_new(const struct archive *archive, const struct ui_options *options,
    struct screen *screen)
{
	struct application *application = memory_alloc(sizeof(*application));

	application->options = options;
	application->screen = screen;
	application->session.archive = archive;
	application->is_dirty = true;
	push_view(application, archive->count == 1
				   ? reader_view_new(&application->session, 0)
				   : list_view_new(&application->session));
	return application;
}

void
application_free(struct application *application)
{
	while (application->view_count)
		pop_view(application);
	free(application->views);
	trail_clear(&application->session.trail);
	line_editor_clear(&application->editor);
	free(application->message);
	free(application);
}

static void
set_message(struct application *application, char *message)
{
	free(application->message);
	application->message = message;
}

/* Programs and the terminal. */

/* Says what is opened on the screen that the program gets. */
static void
announce(struct application *application, const char *url)
{
	struct strbuf line = {0};

	strbuf_append_string(&line, "cnai-read: opening ");
	cluster_append_safe(&line, str_of(url));
	strbuf_append_string(&line, "\r\n");
	screen_send(application->screen, strbuf_str(&line));
	strbuf_clear(&line);
}

static void
open_url(struct application *application, const char *url)
{
	struct error error = {0};
	struct strbuf message = {0};
	bool is_open = false;
	char **command = opener_command(str_of(url), application->options->browser,
	    application->options->search_path, &error);

	if (command) {
		screen_leave(application->screen);
		announce(application, url);
		is_open = opener_run(command, &error);
		screen_return(application->screen);
	}
	if (is_open)
		strbuf_printf(&message, "Opened %s", url);
	else
		strbuf_printf(&message, "%s: %s", error.message, url);
	set_message(application, strbuf_take(&message));
	opener_free(command);
	error_clear(&error);
}

static void
copy_url(struct application *application, const char *url)
{
	struct strbuf sequence = {0}, message = {0};

	opener_append_copy_sequence(&sequence, str_of(url));
	screen_send(application->screen, strbuf_str(&sequence));
	strbuf_printf(&message, "Copied %s", url);
	set_message(application, strbuf_take(&message));
	strbuf_clear(&sequence);
}

/* Carrying out. */

static void
start_prompt(
    struct application *application, const struct prompt_kind *prompt, char *text)
{
	application->prompt = prompt;
	line_editor_set(&application->editor, str_of(text));
}

static void
end_prompt(struct application *application)
{
	application->prompt = NULL;
	line_editor_clear(&application->editor);
}

static void
act_stay(struct application *application, struct view *view)
{
	(void)application;
	(void)view;
}

static void
act_replace(struct application *application, struct view *view)
{
	pop_view(application);
	push_view(application, view);
}

static void
act_close(struct application *application, struct view *view)
{
	(void)view;
	if (application->view_count == 1)
		application->next = TURN_END;
	else
		pop_view(application);
}

static void
act_quit(struct application *application, struct view *view)
{
	(void)view;
	application->next = TURN_END;
}

static void
act_help(struct application *application, struct view *view)
{
	(void)view;
	push_view(application,
	    help_view_new(&application->session, top_view(application)->kind));
}

static void
act_redraw(struct application *application, struct view *view)
{
	(void)view;
	screen_fit(application->screen);
	screen_redraw(application->screen);
}

static void
act_suspend(struct application *application, struct view *view)
{
	(void)view;
	application->next = TURN_SUSPEND;
}

static void (*const actions[])(
    struct application *application, struct view *view) = {
    [OUTCOME_STAY] = act_stay,
    [OUTCOME_OPEN] = push_view,
    [OUTCOME_REPLACE] = act_replace,
    [OUTCOME_CLOSE] = act_close,
    [OUTCOME_QUIT] = act_quit,
    [OUTCOME_HELP] = act_help,
    [OUTCOME_REDRAW] = act_redraw,
    [OUTCOME_SUSPEND] = act_suspend,
};

static void
carry_out(struct application *application, struct outcome outcome)
{
	application->is_dirty = true;
	actions[outcome.action](application, outcome.view);
	if (outcome.message)
		set_message(application, outcome.message);
	if (outcome.open_url)
		open_url(application, outcome.open_url);
	if (outcome.copy_url)
		copy_url(application, outcome.copy_url);
	if (outcome.prompt)
		start_prompt(application, outcome.prompt, outcome.prompt_text);
	free(outcome.prompt_text);
	free(outcome.open_url);
	free(outcome.copy_url);
}

/* Keys. */

/* Keys that mean nothing to a line of input move the view behind it. */
static void
move_behind_prompt(struct application *application, int key)
{
	struct view *view = top_view(application);
	bool is_prefix;
	const struct command *command =
	    view_find_command(view->kind, &key, 1, &is_prefix);

	for (size_t i = 0; command && i < movement_commands.count; i++)
		if (command == &movement_commands.commands[i])
			carry_out(
			    application, command->run(view,
					     (struct argument){command->value, 0}));
}

static void
accept_prompt(struct application *application)
{
	const struct prompt_kind *prompt = application->prompt;
	struct outcome outcome = prompt->accepted(
	    top_view(application), strbuf_str(&application->editor.text));

	if (!outcome.keeps_prompt)
		end_prompt(application);
	carry_out(application, outcome);
}

static void
cancel_prompt(struct application *application)
{
	const struct prompt_kind *prompt = application->prompt;

	end_prompt(application);
	carry_out(application, prompt->cancelled(top_view(application)));
}

static void
prompt_key(struct application *application, int key)
{
	struct line_editor *editor = &application->editor;
	bool is_empty = editor->text.length == 0;

	if (key == KEY_CODE_ENTER)
		accept_prompt(application);
	else if (key == KEY_CODE_ESCAPE || key == CONTROL_C || key == CONTROL_G ||
		 (key == KEY_CODE_BACKSPACE && is_empty))
		cancel_prompt(application);
	else if (line_editor_key(editor, key))
		carry_out(
		    application, application->prompt->changed(top_view(application),
				     strbuf_str(&editor->text)));
	else
		move_behind_prompt(application, key);
}

static void
explain_key(struct application *application)
{
	struct strbuf message = {0};

	for (size_t i = 0; i < application->key_count; i++)
		key_append_name(&message, application->keys[i]);
	strbuf_append_string(&message, " does nothing here: ? shows the keys");
	set_message(application, strbuf_take(&message));
}

static bool
take_digit(struct application *application, int key)
{
	if (application->key_count || key < '0' || key > '9' ||
	    (key == '0' && application->count == 0))
		return false;
	if (application->count < COUNT_LIMIT)
		application->count = application->count * 10 + (size_t)(key - '0');
	return true;
}

/* Forgets the digits and keys typed so far. */
static void
forget_typed(struct application *application)
{
	application->count = 0;
	application->key_count = 0;
}

static void
run_command(struct application *application, const struct command *command)
{
	const struct argument argument = {command->value, application->count};

	forget_typed(application);
	carry_out(application, command->run(top_view(application), argument));
}

static void
command_key(struct application *application, int key)
{
	const struct command *command;
	bool was_typing = application->count || application->key_count;
	bool is_prefix;

	if (take_digit(application, key))
		return;
	if (key == KEY_CODE_ESCAPE && was_typing) {
		forget_typed(application);
		return;
	}
	application->keys[application->key_count++] = key;
	command = view_find_command(top_view(application)->kind, application->keys,
	    application->key_count, &is_prefix);
	if (command) {
		run_command(application, command);
	} else if (!is_prefix || application->key_count == KEY_SEQUENCE_MAX) {
		if (key != KEY_CODE_ESCAPE)
			explain_key(application);
		forget_typed(application);
	}
}

static void
take_key(struct application *application, int key)
{
	application->is_dirty = true;
	set_message(application, NULL);
	if (application->prompt)
		prompt_key(application, key);
	else
		command_key(application, key);
}

/* Drawing. */

/* As many hints as fit into WIDTH columns. */
static void
append_hints(const struct view *view, size_t width, struct strbuf *text)
{
	for (const struct hint *hint = view->kind->hints; hint->command; hint++) {
		const struct command *command =
		    view_find_named(view->kind, hint->command);
		const size_t before = text->length;
		size_t offset = 0;

		if (text->length)
			strbuf_append_string(text, "   ");
		strbuf_append(text, key_next_word(command->keys, &offset));
		strbuf_printf(text, " %s", hint->label);
		if (text->length > width) {
			strbuf_truncate(text, before);
			return;
		}
	}
}

/* What stands at the bottom; its look says how important it is. */
static struct look
bottom_text(const struct application *application, struct strbuf *text)
{
	struct view *view = top_view(application);

	if (application->prompt) {
		strbuf_append_string(text, application->prompt->label);
		strbuf_append(text, strbuf_str(&application->editor.text));
		return theme_look(0);
	}
	if (application->message) {
		strbuf_append_string(text, application->message);
		return theme_look(STYLE_STRONG);
	}
	if (application->count) {
		strbuf_printf(text, "%zu", application->count);
		return theme_look(STYLE_STRONG);
	}
	if (view->kind->footer)
		view->kind->footer(view, text);
	if (text->length)
		return theme_look(0);
	append_hints(view, (size_t)screen_columns(application->screen), text);
	return theme_look(STYLE_PLACE);
}

/* Rows of the screen, from top to bottom. */
struct frame {
	int view_rows;
	int status_row;              /* -1: there is none */
	int bottom_row, bottom_rows; /* 0 rows: there is none */
};

static struct frame
divide(const struct application *application, struct str bottom)
{
	const int rows = screen_rows(application->screen);
	const int columns = screen_columns(application->screen);
	const bool is_needed = application->prompt || application->message;
	int wanted = ((int)cluster_width(bottom) + columns - 1) / columns;
	const int most = rows / 2 > 1 ? rows / 2 : 1;
	struct frame frame = {.view_rows = rows, .status_row = -1};

	if (rows < STATUS_FROM_ROWS && !is_needed)
		return frame;
	if (application->prompt || wanted < 1)
		wanted = 1;
	frame.bottom_rows = wanted < most ? wanted : most;
	frame.bottom_row = rows - frame.bottom_rows;
	frame.view_rows = frame.bottom_row;
	if (rows >= STATUS_FROM_ROWS)
		frame.status_row = --frame.view_rows;
	if (frame.view_rows < 1)
		frame.view_rows = 1;
	return frame;
}

static void
draw_view(struct application *application, const struct frame *frame)
{
	struct view *view = top_view(application);
	struct canvas canvas = {
	    .screen = application->screen,
	    .rows = frame->view_rows,
	    .columns = screen_columns(application->screen),
	};

	if (view->kind->counting)
		view->kind->counting(view, application->count > 0);
	if (view->kind->resize)
		view->kind->resize(view, canvas.rows, canvas.columns);
	view->kind->draw(view, &canvas);
	screen_set_cursor(
	    application->screen, canvas.cursor_row, canvas.cursor_column);
}

static void
draw_status(struct application *application, int row)
{
	const struct look look = {.color = COLOR_DEFAULT, .is_reversed = true};
	const int columns = screen_columns(application->screen);
	struct view *view = top_view(application);
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
	const struct look look = theme_look(0);
	const int columns = screen_columns(application->screen);
	const struct str text = strbuf_str(&application->editor.text);
	const size_t cursor = application->editor.cursor;
	int column = screen_put(application->screen, row, 0, columns,
	    str_of(application->prompt->label), look);
	int room = columns - column - 1;
	size_t start = 0;

	while (start < cursor &&
	       (int)cluster_width(str_slice(text, start, cursor)) > room)
		start += cluster_next(text, start).source_length;
	screen_put(application->screen, row, column, columns - column,
	    str_slice(text, start, text.length), look);
	screen_set_cursor(application->screen, row,
	    column + (int)cluster_width(str_slice(text, start, cursor)));
}

/* Text of any length over the bottom rows, cut only at the screen's edge. */
static void
draw_bottom(struct application *application, const struct frame *frame,
    struct str text, struct look look)
{
	const int columns = screen_columns(application->screen);
	int row = frame->bottom_row, column = 0;

	for (int i = 0; i < frame->bottom_rows; i++)
		screen_fill(
		    application->screen, row + i, 0, columns, theme_look(0));
	for (size_t offset = 0; offset < text.length;) {
		struct cluster cluster = cluster_next(text, offset);

		if (column + cluster.width > columns) {
			row++;
			column = 0;
		}
		if (row >= frame->bottom_row + frame->bottom_rows)
			break;
		screen_put_cluster(
		    application->screen, row, column, cluster.text, look);
		column += cluster.width;
		offset += cluster.source_length;
	}
}

static void
draw(struct application *application)
{
	struct strbuf bottom = {0};
	struct look look = bottom_text(application, &bottom);
	struct frame frame = divide(application, strbuf_str(&bottom));

	screen_erase(application->screen);
	draw_view(application, &frame);
	if (frame.status_row >= 0)
		draw_status(application, frame.status_row);
	if (frame.bottom_rows)
		draw_bottom(application, &frame, strbuf_str(&bottom), look);
	if (application->prompt)
		draw_prompt(application, frame.bottom_row);
	screen_update(application->screen);
	strbuf_clear(&bottom);
	application->is_dirty = false;
}

static bool
work(struct application *application)
{
	struct view *view = top_view(application);
	bool is_more = view->kind->work && view->kind->work(view);

	application->is_dirty |= is_more;
	return is_more;
}

enum turn
application_turn(struct application *application)
{
	int key;
	bool is_more;

	application->next = TURN_WAIT;
	while (application->next == TURN_WAIT &&
	       (key = screen_read_key(application->screen)) != KEY_CODE_NONE)
		take_key(application, key);
	if (application->next != TURN_WAIT)
		return application->next;
	is_more = work(application);
	if (application->is_dirty)
		draw(application);
	return is_more ? TURN_GO_ON : TURN_WAIT;
}

void
application_resized(struct application *application)
{
	screen_fit(application->screen);
	application->is_dirty = true;
}

void
application_redraw(struct application *application)
{
	screen_redraw(application->screen);
	application->is_dirty = true;
}
