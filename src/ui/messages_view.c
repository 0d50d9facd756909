/* SPDX-License-Identifier: Apache-2.0 */
/* What is wrong with the archive's files: a message a row, errors standing out. */
#include <stdlib.h>
#include "cnai/cluster.h"
#include "cnai/memory.h"
#include "cnai/picker.h"
#include "cnai/views.h"

struct messages_view {
	struct view view;
	struct picker picker;
	int columns;
};

static struct messages_view *
messages_of(struct view *view)
{
	return (struct messages_view *)view;
}

static const struct diagnostics *
diagnostics_of(const struct messages_view *messages)
{
	return &messages->view.session->archive->diagnostics;
}

/* NULL where the archive has become a better one. */
static const struct diagnostic *
selected_message(const struct messages_view *messages)
{
	return messages->picker.count
		   ? &diagnostics_of(messages)->items[messages->picker.selected]
		   : NULL;
}

static void
messages_resize(struct view *view, int rows, int columns)
{
	struct messages_view *messages = messages_of(view);

	messages->columns = columns;
	picker_fit(
	    &messages->picker, diagnostics_of(messages)->count, (size_t)rows);
}

static void
draw_entry(const struct messages_view *messages, struct canvas *canvas, int row,
    size_t index)
{
	const struct diagnostic *message = &diagnostics_of(messages)->items[index];
	struct look look = screen_look(canvas->screen, 0);
	struct strbuf text = {0};

	look.is_bold = message->severity == SEVERITY_ERROR;
	strbuf_append_string(&text, " ");
	diagnostic_append(message, &text);
	picker_draw_entry(canvas, row, strbuf_str(&text), look,
	    index == messages->picker.selected);
	strbuf_clear(&text);
}

static void
messages_draw(struct view *view, struct canvas *canvas)
{
	const struct messages_view *messages = messages_of(view);
	const struct picker *picker = &messages->picker;

	if (picker->count == 0)
		screen_put(canvas->screen, 0, 1, canvas->columns - 1,
		    str_of("Nothing is wrong any more."),
		    screen_look(canvas->screen, 0));
	for (size_t i = 0; i < picker_capacity(picker); i++)
		if (picker->top + i < picker->count)
			draw_entry(messages, canvas, (int)i, picker->top + i);
}

static struct outcome
messages_move(struct view *view, enum movement movement, size_t count)
{
	picker_move(&messages_of(view)->picker, movement, count);
	return (struct outcome){0};
}

static void
messages_status(struct view *view, struct strbuf *left, struct strbuf *right)
{
	const struct messages_view *messages = messages_of(view);
	const size_t errors =
	    diagnostics_count(diagnostics_of(messages), SEVERITY_ERROR);
	const size_t warnings =
	    diagnostics_count(diagnostics_of(messages), SEVERITY_WARNING);

	strbuf_printf(left, "Messages: %zu error%s, %zu warning%s", errors,
	    errors == 1 ? "" : "s", warnings, warnings == 1 ? "" : "s");
	picker_append_place(&messages->picker, right);
}

/* The message whole, where its row had to cut it. */
static void
messages_footer(struct view *view, struct strbuf *text)
{
	const struct messages_view *messages = messages_of(view);
	const struct diagnostic *message = selected_message(messages);

	if (message)
		diagnostic_append(message, text);
	if (1 + cluster_width(strbuf_str(text)) <= (size_t)messages->columns)
		strbuf_clear(text);
}

static struct outcome
messages_replaced(struct view *view, const struct archive *before)
{
	struct messages_view *messages = messages_of(view);

	(void)before;
	picker_fit(&messages->picker, diagnostics_of(messages)->count,
	    messages->picker.rows);
	return (struct outcome){0};
}

static void
messages_free(struct view *view)
{
	free(view);
}

/* A message may be about a file that is no post, or hidden. */
static struct outcome
open_post(struct view *view, struct argument argument)
{
	struct messages_view *messages = messages_of(view);
	const struct diagnostic *message;
	size_t post;

	if (argument.count)
		picker_select(&messages->picker, argument.count - 1);
	message = selected_message(messages);
	if (!message)
		return (struct outcome){0};
	post = session_find_post(view->session->archive, message->path, 0);
	if (post == SESSION_NO_POST)
		return outcome_refusal("%s is not one of the posts", message->path);
	return outcome_open(reader_view_new(view->session, post));
}

struct outcome
view_show_messages(struct view *view, struct argument argument)
{
	(void)argument;
	if (view->session->archive->diagnostics.count == 0)
		return outcome_refusal("Nothing is wrong with the archive's files");
	return outcome_open(messages_view_new(view->session));
}

static const struct command commands[] = {
    {"open", "Enter l Right", "read the post that the message is about", open_post,
	0},
    {"back", "q h Left Backspace", "back to where you came from", view_close, 0},
};

const struct command_table messages_commands = {
    .title = "In the messages",
    .commands = commands,
    .count = sizeof(commands) / sizeof(*commands),
};

static const struct hint hints[] = {
    {"open", "read the post"},
    {"help", "help"},
    {"back", "back"},
    {NULL, NULL},
};

static const struct view_kind messages_kind = {
    .commands = &messages_commands,
    .hints = hints,
    .count_hint = "Enter read that post; g select the message",
    .draw = messages_draw,
    .move = messages_move,
    .free = messages_free,
    .status = messages_status,
    .replaced = messages_replaced,
    .footer = messages_footer,
    .resize = messages_resize,
};

struct view *
messages_view_new(struct session *session)
{
	struct messages_view *messages = memory_alloc(sizeof(*messages));

	messages->view = (struct view){&messages_kind, session};
	messages->picker.entry_rows = 1;
	messages->picker.count = session->archive->diagnostics.count;
	return &messages->view;
}
