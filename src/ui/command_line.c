/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Commands by name: the same rows that keys find are found by what they are
 * called, so a command needs nothing to be reached behind ":".
 */
#include <stdlib.h>
#include "cnai/command_line.h"
#include "cnai/nearest.h"

enum { COUNT_LIMIT = 100000000, NAME_WIDTH = 16 };

/* Names that fingers know from vi and less. */
static const struct {
	const char *name, *means;
} short_names[] = {
    {"q", "quit"},
    {"q!", "quit"},
    {"qa", "quit"},
    {"x", "quit"},
    {"w", "write"},
    {"h", "help"},
    {"e", "reload"},
    {"$", "end"},
};

/* Takes the digits at the start of TEXT away; 0 where there are none. */
static size_t
take_count(struct str *text)
{
	size_t count = 0;

	while (text->length && *text->data >= '0' && *text->data <= '9') {
		if (count < COUNT_LIMIT)
			count = count * 10 + (size_t)(*text->data - '0');
		*text = str_slice(*text, 1, text->length);
	}
	return count;
}

struct command_line
command_line_parse(struct str text)
{
	struct command_line line = {0};
	struct str rest = str_trim(text), number;
	size_t count;

	line.count = take_count(&rest);
	rest = str_trim(rest);
	line.name = str_slice(rest, 0, str_find_byte(rest, 0, ' '));
	line.text = str_trim(str_slice(rest, line.name.length, rest.length));
	number = line.text;
	count = take_count(&number);
	if (line.text.length && !number.length) {
		line.count = count;
		line.text = number;
	}
	return line;
}

/* Commands in the order in which a view listens to them. */
struct walk {
	const struct view_kind *kind;
	struct str start; /* of the names wanted */
	size_t table, row;
};

/* A name that stands in two tables is the first one's. */
static const struct command *
walk_next(struct walk *walk)
{
	const struct command_table *tables[VIEW_TABLE_COUNT];

	view_tables(walk->kind, tables);
	for (; walk->table < VIEW_TABLE_COUNT; walk->table++, walk->row = 0) {
		while (walk->row < tables[walk->table]->count) {
			const struct command *command =
			    &tables[walk->table]->commands[walk->row++];

			if (str_starts_with(str_of(command->name), walk->start) &&
			    view_find_named(walk->kind, command->name) == command)
				return command;
		}
	}
	return NULL;
}

/* Command number INDEX of all views; NULL behind the last. */
static const struct command *
any_command(size_t index, const char **title)
{
	for (size_t i = 0; all_command_tables[i]; i++) {
		*title = all_command_tables[i]->title;
		if (index < all_command_tables[i]->count)
			return &all_command_tables[i]->commands[index];
		index -= all_command_tables[i]->count;
	}
	return NULL;
}

static const char *
any_name(size_t index)
{
	const char *title;

	return any_command(index, &title)->name;
}

static void
explain_unknown(struct str name, struct strbuf *explanation)
{
	const struct command *command;
	const char *title, *nearest;
	size_t count = 0;

	while ((command = any_command(count, &title))) {
		if (str_equal(name, str_of(command->name))) {
			strbuf_printf(explanation, "%s works elsewhere: %s",
			    command->name, title);
			return;
		}
		count++;
	}
	strbuf_append_string(explanation, "There is no command ");
	strbuf_append(explanation, name);
	nearest = nearest_name(name, any_name, count);
	if (nearest)
		strbuf_printf(explanation, "; did you mean %s?", nearest);
	else
		strbuf_append_string(explanation, ": Tab behind : lists them all");
}

static struct str
long_name(struct str name)
{
	for (size_t i = 0; i < sizeof(short_names) / sizeof(*short_names); i++)
		if (str_equal(name, str_of(short_names[i].name)))
			return str_of(short_names[i].means);
	return name;
}

const struct command *
command_line_find(
    const struct view_kind *kind, struct str name, struct strbuf *explanation)
{
	const struct str wanted = long_name(name);
	struct walk walk = {.kind = kind, .start = wanted};
	const struct command *first = walk_next(&walk), *command;
	bool is_one = true;

	for (command = first; command; command = walk_next(&walk)) {
		if (str_equal(wanted, str_of(command->name)))
			return command;
		is_one &= command == first;
	}
	if (first && is_one)
		return first;
	if (!first) {
		explain_unknown(wanted, explanation);
		return NULL;
	}
	strbuf_append(explanation, name);
	walk = (struct walk){.kind = kind, .start = wanted};
	for (const char *between = " may mean "; (command = walk_next(&walk));
	     between = ", ")
		strbuf_printf(explanation, "%s%s", between, command->name);
	return NULL;
}

/* How many bytes at the start of A and B are the same. */
static size_t
common_length(struct str a, struct str b)
{
	size_t length = 0;

	while (length < a.length && length < b.length &&
	       a.data[length] == b.data[length])
		length++;
	return length;
}

/* What all names that begin with START begin with; how many they are. */
static struct str
common_start(const struct view_kind *kind, struct str start, size_t *count)
{
	struct walk walk = {.kind = kind, .start = start};
	const struct command *command;
	struct str common = start;

	for (*count = 0; (command = walk_next(&walk)); ++*count) {
		const struct str name = str_of(command->name);

		common = *count ? str_slice(common, 0, common_length(common, name))
				: name;
	}
	return common;
}

void
command_line_complete(
    const struct view_kind *kind, struct strbuf *line, struct strbuf *candidates)
{
	const struct command_line parts = command_line_parse(strbuf_str(line));
	struct walk walk = {.kind = kind, .start = parts.name};
	const struct command *command;
	struct strbuf name = {0};
	size_t count;

	/* Behind the name there is nothing to complete. */
	if (parts.name.length &&
	    parts.name.data + parts.name.length != line->data + line->length)
		return;
	strbuf_append(&name, parts.name);
	walk.start = strbuf_str(&name);
	strbuf_truncate(line, line->length - parts.name.length);
	strbuf_append(line, common_start(kind, walk.start, &count));
	if (count == 1)
		strbuf_append_byte(line, ' ');
	while (count > 1 && (command = walk_next(&walk)))
		strbuf_printf(candidates, "%-*s  %s\n", NAME_WIDTH, command->name,
		    command->help);
	strbuf_clear(&name);
}

/* TEXT is the answer to what the command asks for, if it asks. */
static void
answer(struct outcome *outcome, const struct command *command, struct str text)
{
	if (!text.length)
		return;
	if (outcome->prompt) {
		free(outcome->prompt_text);
		outcome->prompt_text = str_copy(text);
		outcome->accepts_prompt = true;
	} else if (!outcome->message) {
		outcome->message = outcome_message(
		    "%s takes no words: they were left out", command->name)
				       .message;
	}
}

struct outcome
command_line_run(struct view *view, struct str text)
{
	const struct command_line line = command_line_parse(text);
	struct strbuf explanation = {0};
	const struct command *command;
	struct outcome outcome;

	if (!line.name.length && !line.count)
		return (struct outcome){0};
	command = command_line_find(
	    view->kind, line.name.length ? line.name : str_of("top"), &explanation);
	if (!command)
		return (struct outcome){.message = strbuf_take(&explanation)};
	outcome = command->run(view, (struct argument){command->value, line.count});
	answer(&outcome, command, line.text);
	return outcome;
}

static struct outcome
line_changed(struct view *view, struct str text)
{
	(void)view;
	(void)text;
	return (struct outcome){0};
}

static struct outcome
line_cancelled(struct view *view)
{
	(void)view;
	return (struct outcome){0};
}

static void
complete(struct view *view, struct strbuf *line, struct strbuf *candidates)
{
	command_line_complete(view->kind, line, candidates);
}

const struct prompt_kind command_prompt = {
    .label = ":",
    .changed = line_changed,
    .accepted = command_line_run,
    .cancelled = line_cancelled,
    .history = STATE_COMMANDS,
    .complete = complete,
};
