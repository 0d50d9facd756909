/* SPDX-License-Identifier: Apache-2.0 */
/* What all views have in common: their tables, moving, leaving. */
#include <stdarg.h>
#include <stdlib.h>
#include "cnai/command_line.h"
#include "cnai/finder.h"
#include "cnai/post_commands.h"
#include "cnai/views.h"

void
view_free(struct view *view)
{
	if (view)
		view->kind->free(view);
}

enum { SPLIT_FROM_COLUMNS = 110, PANE_COLUMNS_MAX = 60 };

static const char split_value[] = "side-by-side";

int
session_pane_columns(const struct session *session, int columns)
{
	const int pane = columns * 2 / 5;

	if (!session->is_split || columns < SPLIT_FROM_COLUMNS)
		return 0;
	return pane < PANE_COLUMNS_MAX ? pane : PANE_COLUMNS_MAX;
}

void
session_recall(struct session *session)
{
	const char *value = state_value(session->state, split_value);

	session->is_split = value && strcmp(value, "yes") == 0;
}

struct outcome
view_toggle_split(struct view *view, struct argument argument)
{
	struct session *session = view->session;

	(void)argument;
	session->is_split = !session->is_split;
	state_set_value(
	    session->state, split_value, session->is_split ? "yes" : "no");
	if (!session->is_split)
		return outcome_message("List and post one at a time");
	if (session->columns < SPLIT_FROM_COLUMNS)
		return outcome_message("List and post stand side by side from %d "
				       "columns on: this terminal has %d",
		    SPLIT_FROM_COLUMNS, session->columns);
	return outcome_message("List and post side by side");
}

size_t
session_find_post(const struct archive *archive, const char *path, size_t hint)
{
	for (size_t i = 0; i < archive->count; i++) {
		size_t index = (hint + i) % archive->count;

		if (strcmp(archive->posts[index].path, path) == 0)
			return index;
	}
	return SESSION_NO_POST;
}

void
session_set_phrase(struct session *session, struct str text)
{
	free(session->phrase);
	session->phrase = str_copy(text);
}

static char *format_message(const char *format, va_list arguments)
    __attribute__((format(printf, 1, 0)));

static char *
format_message(const char *format, va_list arguments)
{
	struct strbuf text = {0};

	strbuf_vprintf(&text, format, arguments);
	return strbuf_take(&text);
}

struct outcome
outcome_message(const char *format, ...)
{
	struct outcome outcome = {0};
	va_list arguments;

	va_start(arguments, format);
	outcome.message = format_message(format, arguments);
	va_end(arguments);
	return outcome;
}

struct outcome
outcome_refusal(const char *format, ...)
{
	struct outcome outcome = {.is_refusal = true};
	va_list arguments;

	va_start(arguments, format);
	outcome.message = format_message(format, arguments);
	va_end(arguments);
	return outcome;
}

struct outcome
outcome_open(struct view *view)
{
	return (struct outcome){.action = OUTCOME_OPEN, .view = view};
}

struct outcome
view_close(struct view *view, struct argument argument)
{
	(void)view;
	(void)argument;
	return (struct outcome){.action = OUTCOME_CLOSE};
}

struct outcome
view_search_all(struct view *view, struct argument argument)
{
	struct outcome outcome = outcome_open(results_view_new(view->session));

	(void)argument;
	outcome.prompt = &results_prompt;
	return outcome;
}

static struct outcome
move(struct view *view, struct argument argument)
{
	return view->kind->move(
	    view, (enum movement)argument.value, argument.count);
}

static const struct command movements[] = {
    {"line-down", "j Down ^N", "one line down", move, MOVE_LINE_DOWN},
    {"line-up", "k Up ^P", "one line up", move, MOVE_LINE_UP},
    {"page-down", "Space PgDn f ^F", "one page down", move, MOVE_PAGE_DOWN},
    {"page-up", "b PgUp ^B", "one page up", move, MOVE_PAGE_UP},
    {"half-down", "d ^D", "half a page down", move, MOVE_HALF_DOWN},
    {"half-up", "u ^U", "half a page up", move, MOVE_HALF_UP},
    {"top", "g Home", "to the top; 5g to line or entry 5", move, MOVE_TOP},
    {"end", "G End", "to the end; 5G to line or entry 5", move, MOVE_END},
};

const struct command_table movement_commands = {
    .title = "Moving",
    .commands = movements,
    .count = sizeof(movements) / sizeof(*movements),
};

/* Commands that are nothing but an action of the application. */
static struct outcome
act(struct view *view, struct argument argument)
{
	(void)view;
	return (struct outcome){.action = (enum outcome_action)argument.value};
}

/* A number typed before goes along. */
static struct outcome
ask_command(struct view *view, struct argument argument)
{
	struct outcome outcome = {.prompt = &command_prompt};
	struct strbuf text = {0};

	(void)view;
	if (argument.count)
		strbuf_printf(&text, "%zu ", argument.count);
	outcome.prompt_text = strbuf_take(&text);
	return outcome;
}

static struct outcome
interrupt(struct view *view, struct argument argument)
{
	(void)view;
	(void)argument;
	return outcome_message("q goes back, Q quits");
}

static const struct command everywhere[] = {
    {"help", "? F1", "show the keys", act, OUTCOME_HELP},
    {"command", ":", "a command by its name; Tab completes", ask_command, 0},
    {"quit", "Q ZZ", "quit at once", act, OUTCOME_QUIT},
    {"reload", "r F5", "read the archive again", act, OUTCOME_RELOAD},
    {"redraw", "^L", "draw the screen again", act, OUTCOME_REDRAW},
    {"suspend", "^Z", "back to the shell; fg returns", act, OUTCOME_SUSPEND},
    {"mouse", "M", "mouse on or off", act, OUTCOME_MOUSE},
    {"last-messages", "^G", "the rest of a long message; the last ones again", act,
	OUTCOME_MESSAGES},
    {"interrupt", "^C", "end a prompt; else say how to quit", interrupt, 0},
};

const struct command_table common_commands = {
    .title = "Everywhere",
    .commands = everywhere,
    .count = sizeof(everywhere) / sizeof(*everywhere),
};

const struct command_table *const all_command_tables[] = {
    &movement_commands,
    &list_commands,
    &reader_commands,
    &post_commands,
    &links_commands,
    &archive_links_commands,
    &contents_commands,
    &text_commands,
    &messages_commands,
    &results_commands,
    &help_commands,
    &finder_commands,
    &common_commands,
    NULL,
};

void
view_tables(const struct view_kind *kind,
    const struct command_table *tables[VIEW_TABLE_COUNT])
{
	static const struct command_table none;

	tables[0] = kind->commands;
	tables[1] = kind->commands->shared ? kind->commands->shared : &none;
	tables[2] = &movement_commands;
	tables[3] = &common_commands;
}

const struct command *
view_find_named(const struct view_kind *kind, const char *name)
{
	const struct command_table *tables[VIEW_TABLE_COUNT];

	view_tables(kind, tables);
	for (size_t i = 0; i < VIEW_TABLE_COUNT; i++)
		for (size_t j = 0; j < tables[i]->count; j++)
			if (strcmp(tables[i]->commands[j].name, name) == 0)
				return &tables[i]->commands[j];
	return NULL;
}
