/* SPDX-License-Identifier: Apache-2.0 */
/* Keys become commands by the views' tables, or edit the line of a prompt. */
#include "application_parts.h"
#include "cnai/command_argument.h"
#include "cnai/keymap.h"
#include "cnai/views.h"

enum {
	CONTROL_C = 3,
	CONTROL_G = 7,
	CONTROL_N = 14,
	CONTROL_P = 16,
};

void
application_end_prompt(struct application *application)
{
	application->is_line_changed = false;
	history_leave(&application->histories[application->prompt->history]);
	application->prompt = NULL;
	strbuf_clear(&application->candidates);
	line_editor_clear(&application->editor);
}

static bool
is_in_table(const struct command *command, const struct command_table *table)
{
	for (size_t i = 0; i < table->count; i++)
		if (command == &table->commands[i])
			return true;
	return false;
}

/* What moves, and what only the application does. The line's view stays on top,
 * and one line is asked for at a time. */
static bool
works_behind_prompt(const struct command *command)
{
	return is_in_table(command, &movement_commands) ||
	       (is_in_table(command, &common_commands) &&
		   command->value != OUTCOME_STAY &&
		   command->value != OUTCOME_HELP);
}

/* Keys that mean nothing to a line of input: some work in the view behind it. */
static void
key_behind_prompt(struct application *application, int key)
{
	struct view *view = application_top(application);
	bool is_prefix;
	const struct command *command = keymap_find(
	    application->session.keymap, view->kind, &key, 1, &is_prefix);

	if (works_behind_prompt(command))
		application_carry_out(application,
		    command->run(view, (struct argument){.value = command->value}));
}

/* Tells the view what the line is now; once for many keys typed in a row. */
void
application_tell_change(struct application *application)
{
	if (!application->is_line_changed)
		return;
	application->is_line_changed = false;
	application_carry_out(
	    application, application->prompt->changed(application_top(application),
			     strbuf_str(&application->editor.text)));
}

/* Later sessions have the line too. */
static void
remember(struct application *application, enum state_history kind, struct str line)
{
	history_add(&application->histories[kind], line);
	if (line.length)
		state_add_history(application->session.state, kind, line);
}

static void
take_line(struct application *application,
    struct outcome (*take)(struct view *view, struct str text))
{
	const struct prompt_kind *prompt = application->prompt;
	const struct str line = strbuf_str(&application->editor.text);
	struct outcome outcome;

	application_tell_change(application);
	remember(application, prompt->history, line);
	outcome = take(application_top(application), line);
	if (!outcome.keeps_prompt)
		application_end_prompt(application);
	application_carry_out(application, outcome);
}

void
application_accept_prompt(struct application *application)
{
	take_line(application, application->prompt->accepted);
}

void
application_answer_prompt(struct application *application)
{
	const struct prompt_kind *prompt = application->prompt;

	application->is_line_changed = true;
	take_line(
	    application, prompt->answered ? prompt->answered : prompt->accepted);
}

static void
cancel_prompt(struct application *application)
{
	const struct prompt_kind *prompt = application->prompt;

	application_end_prompt(application);
	application_carry_out(
	    application, prompt->cancelled(application_top(application)));
}

static void
recall(struct application *application, const char *line)
{
	if (!line)
		return;
	line_editor_set(&application->editor, str_of(line));
	application->is_line_changed = true;
}

static void
recall_older(struct application *application)
{
	recall(application,
	    history_older(&application->histories[application->prompt->history],
		strbuf_str(&application->editor.text)));
}

static void
recall_newer(struct application *application)
{
	recall(application,
	    history_newer(&application->histories[application->prompt->history]));
}

static void
complete_line(struct application *application)
{
	const struct prompt_kind *prompt = application->prompt;
	struct strbuf line = {0};

	if (!prompt->complete)
		return;
	strbuf_append(&line, strbuf_str(&application->editor.text));
	prompt->complete(
	    application_top(application), &line, &application->candidates);
	line_editor_set(&application->editor, strbuf_str(&line));
	application->is_line_changed = true;
	strbuf_clear(&line);
}

/* Keys that do something with the whole line; the view hears of it first. */
static const struct {
	int key;
	void (*act)(struct application *application);
	bool is_arrow;
} line_keys[] = {
    {KEY_CODE_ENTER, application_accept_prompt, false},
    {KEY_CODE_ESCAPE, cancel_prompt, false},
    {CONTROL_C, cancel_prompt, false},
    {CONTROL_G, cancel_prompt, false},
    {KEY_CODE_BACKSPACE, cancel_prompt, false},
    {KEY_CODE_TAB, complete_line, false},
    {CONTROL_P, recall_older, false},
    {CONTROL_N, recall_newer, false},
    {KEY_CODE_UP, recall_older, true},
    {KEY_CODE_DOWN, recall_newer, true},
};

static bool
line_key(struct application *application, int key)
{
	for (size_t i = 0; i < sizeof(line_keys) / sizeof(*line_keys); i++) {
		if (line_keys[i].key == key &&
		    !(line_keys[i].is_arrow && application->prompt->arrows_move)) {
			line_keys[i].act(application);
			return true;
		}
	}
	return false;
}

static void
prompt_key(struct application *application, int key)
{
	struct line_editor *editor = &application->editor;
	bool is_empty = editor->text.length == 0;

	strbuf_clear(&application->candidates);
	if (!(key == KEY_CODE_BACKSPACE && is_empty) &&
	    line_editor_key(editor, key)) {
		application->is_line_changed = true;
		history_leave(
		    &application->histories[application->prompt->history]);
		return;
	}
	application_tell_change(application);
	if (!line_key(application, key))
		key_behind_prompt(application, key);
}

static void
explain_key(struct application *application)
{
	const struct view_kind *kind = application_top(application)->kind;
	struct strbuf message = {0}, help = {0};

	for (size_t i = 0; i < application->key_count; i++)
		key_append_name(&message, application->keys[i]);
	strbuf_append_string(&message, " does nothing here");
	keymap_append_keys(application->session.keymap, kind->commands,
	    view_find_named(kind, "help"), 1, &help);
	if (help.length)
		strbuf_printf(&message, ": %s shows the keys", help.data);
	strbuf_clear(&help);
	application_set_message(application, strbuf_take(&message));
	application_ring(application);
}

static bool
take_digit(struct application *application, int key)
{
	if (application->key_count || key < '0' || key > '9' ||
	    (key == '0' && application->count == 0))
		return false;
	application->count = command_count_digit(application->count, key);
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
	const size_t count = application->count;
	const struct ui_options *options = application->options;

	if (options->listen)
		options->listen(application_top(application)->kind, command,
		    application->keys, application->key_count);
	forget_typed(application);
	application_carry_out(
	    application, command_run(application_top(application), command, count));
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
	command = keymap_find(application->session.keymap,
	    application_top(application)->kind, application->keys,
	    application->key_count, &is_prefix);
	if (command) {
		run_command(application, command);
	} else if (!is_prefix || application->key_count == KEY_SEQUENCE_MAX) {
		if (key != KEY_CODE_ESCAPE)
			explain_key(application);
		forget_typed(application);
	}
}

void
application_take_key(struct application *application, int key)
{
	application->is_dirty = true;
	application_end_message(application);
	if (key == KEY_CODE_PASTE)
		application_take_paste(application);
	else if (application_take_mouse(application, key))
		forget_typed(application);
	else if (application->prompt)
		prompt_key(application, key);
	else
		command_key(application, key);
}
