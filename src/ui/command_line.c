/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Commands by name: the same rows that keys find are found by what they are
 * called, so a command needs nothing to be reached behind ":".
 */
#include <stdlib.h>
#include "cnai/command_argument.h"
#include "cnai/command_line.h"
#include "cnai/nearest.h"

enum { NAME_WIDTH = 16 };

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

struct command_line
command_line_parse(struct str text)
{
	struct command_line line = {0};
	struct str rest = str_trim(text);

	line.count = command_take_count(&rest);
	rest = str_trim(rest);
	line.name = str_slice(rest, 0, str_find_byte(rest, 0, ' '));
	line.text = str_trim(str_slice(rest, line.name.length, rest.length));
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

static void
complete_name(const struct view_kind *kind, struct str name, struct strbuf *line,
    struct strbuf *candidates)
{
	struct walk walk = {.kind = kind};
	const struct command *command;
	struct strbuf start = {0};
	size_t count;

	strbuf_append(&start, name);
	walk.start = strbuf_str(&start);
	strbuf_truncate(line, line->length - name.length);
	strbuf_append(line, common_start(kind, walk.start, &count));
	if (count == 1)
		strbuf_append_byte(line, ' ');
	while (count > 1 && (command = walk_next(&walk)))
		strbuf_printf(candidates, "%-*s  %s\n", NAME_WIDTH, command->name,
		    command->help);
	strbuf_clear(&start);
}

/* WORD, at the end of LINE, becomes one of CHOICES, or what they agree on. */
static void
complete_choice(const char *const *choices, struct str word, struct strbuf *line,
    struct strbuf *candidates)
{
	struct str common = {0};
	size_t count = 0;

	for (; *choices; choices++) {
		const struct str choice = str_of(*choices);

		if (!str_starts_with(choice, word))
			continue;
		common = count++
			     ? str_slice(common, 0, common_length(common, choice))
			     : choice;
		strbuf_printf(candidates, "%s\n", *choices);
	}
	if (count == 1)
		strbuf_clear(candidates);
	if (count) {
		strbuf_truncate(line, line->length - word.length);
		strbuf_append(line, common);
	}
}

void
command_line_complete(
    const struct view_kind *kind, struct strbuf *line, struct strbuf *candidates)
{
	const struct command_line parts = command_line_parse(strbuf_str(line));
	const char *const *choices = command_choices(parts.name);
	const char *end = line->data ? line->data + line->length : NULL;

	if (!parts.name.length || parts.name.data + parts.name.length == end)
		complete_name(kind, parts.name, line, candidates);
	else if (choices && parts.text.data + parts.text.length == end)
		complete_choice(choices, parts.text, line, candidates);
	else if (choices && !parts.text.length)
		complete_choice(choices, (struct str){0}, line, candidates);
}

struct outcome
command_line_run(struct view *view, struct str text)
{
	const struct command_line line = command_line_parse(text);
	struct strbuf explanation = {0};
	const struct command *command;

	if (!line.name.length && !line.count)
		return (struct outcome){0};
	command = command_line_find(
	    view->kind, line.name.length ? line.name : str_of("top"), &explanation);
	if (!command)
		return (struct outcome){
		    .message = strbuf_take(&explanation), .is_refusal = true};
	return command_run_with(view, command, line.count, line.text);
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
