/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is wrong with the configuration, then with the archive's files: a message
 * a row, errors standing out.
 */
#include <stdlib.h>
#include "cnai/cluster.h"
#include "cnai/finder.h"
#include "cnai/memory.h"
#include "cnai/views.h"

struct messages_view {
	struct view view;
	struct picker picker;
	struct finder finder;
	int columns;
};

static struct messages_view *
messages_of(struct view *view)
{
	return (struct messages_view *)view;
}

static size_t
count_messages(const struct session *session)
{
	return session->config_problems->count +
	       session->archive->diagnostics.count;
}

static size_t
count_severe(const struct session *session, enum severity severity)
{
	return diagnostics_count(session->config_problems, severity) +
	       diagnostics_count(&session->archive->diagnostics, severity);
}

static const struct diagnostic *
message_at(const struct messages_view *messages, size_t index)
{
	const struct session *session = messages->view.session;
	const size_t first = session->config_problems->count;

	return index < first ? &session->config_problems->items[index]
			     : &session->archive->diagnostics.items[index - first];
}

/* NULL where the archive has become a better one. */
static const struct diagnostic *
selected_message(const struct messages_view *messages)
{
	return messages->picker.count
		   ? message_at(messages, messages->picker.selected)
		   : NULL;
}

static void
messages_resize(struct view *view, int rows, int columns)
{
	struct messages_view *messages = messages_of(view);

	messages->columns = columns;
	picker_fit(&messages->picker, count_messages(view->session), (size_t)rows);
}

/* The configuration is known by its name: the folders would fill the row. */
static void
append_entry(struct view *view, size_t entry, struct strbuf *text)
{
	struct diagnostic message = *message_at(messages_of(view), entry);
	char *slash = strrchr(message.path, '/');

	if (entry < view->session->config_problems->count && slash)
		message.path = slash + 1;
	diagnostic_append(&message, text);
}

static void
draw_entry(
    struct messages_view *messages, struct canvas *canvas, int row, size_t index)
{
	const struct diagnostic *message = message_at(messages, index);
	struct look look = screen_look(canvas->screen, 0);
	struct strbuf text = {0};

	look.is_bold = message->severity == SEVERITY_ERROR;
	strbuf_append_string(&text, " ");
	append_entry(&messages->view, index, &text);
	finder_draw_entry(
	    &messages->finder, canvas, row, strbuf_str(&text), look, index);
	strbuf_clear(&text);
}

static void
messages_draw(struct view *view, struct canvas *canvas)
{
	struct messages_view *messages = messages_of(view);
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
	const size_t errors = count_severe(view->session, SEVERITY_ERROR);
	const size_t warnings = count_severe(view->session, SEVERITY_WARNING);

	strbuf_printf(left, "Messages: %zu error%s, %zu warning%s", errors,
	    errors == 1 ? "" : "s", warnings, warnings == 1 ? "" : "s");
	finder_append_count(&messages->finder, right);
	picker_append_place(&messages->picker, right);
}

static struct finder *
messages_finder(struct view *view)
{
	return &messages_of(view)->finder;
}

/* The message whole, where its row had to cut it. */
static void
messages_footer(struct view *view, struct strbuf *text)
{
	const struct messages_view *messages = messages_of(view);

	if (selected_message(messages))
		append_entry(view, messages->picker.selected, text);
	if (1 + cluster_width(strbuf_str(text)) <= (size_t)messages->columns)
		strbuf_clear(text);
}

static struct outcome
messages_replaced(struct view *view, const struct archive *before)
{
	struct messages_view *messages = messages_of(view);

	(void)before;
	picker_fit(&messages->picker, count_messages(view->session),
	    messages->picker.rows);
	finder_look_again(view);
	return (struct outcome){0};
}

static void
messages_free(struct view *view)
{
	finder_clear(&messages_of(view)->finder);
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
	if (messages->picker.selected < view->session->config_problems->count)
		return outcome_refusal(
		    "%s is the configuration: cnai-read reads it "
		    "when it starts",
		    message->path);
	post = session_find_post(view->session->archive, message->path, 0);
	if (post == SESSION_NO_POST)
		return outcome_refusal("%s is not one of the posts", message->path);
	return outcome_open(reader_view_new(view->session, post));
}

struct outcome
view_show_messages(struct view *view, struct argument argument)
{
	(void)argument;
	if (count_messages(view->session) == 0)
		return outcome_refusal(
		    "Nothing is wrong with the archive's files, nor with the "
		    "configuration");
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
    .shared = &finder_commands,
};

static const struct hint hints[] = {
    {"open", "read the post"},
    {"search-list", "search"},
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
    .finder = messages_finder,
};

struct view *
messages_view_new(struct session *session)
{
	struct messages_view *messages = memory_alloc(sizeof(*messages));

	messages->view = (struct view){&messages_kind, session};
	messages->picker.entry_rows = 1;
	messages->picker.count = count_messages(session);
	messages->finder = (struct finder){
	    .picker = &messages->picker, .append_entry = append_entry};
	return &messages->view;
}
