/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The help: the command tables themselves, as lines, and at the end what keys of
 * other programs are called here.
 */
#include <stdint.h>
#include <stdlib.h>
#include "cnai/document.h"
#include "cnai/finder.h"
#include "cnai/key.h"
#include "cnai/keymap.h"
#include "cnai/memory.h"
#include "cnai/post_commands.h"
#include "cnai/views.h"

enum { KEYS_WIDTH = 24, COMMAND_COLUMN = 3 };

/* A title, a command, or with neither a blank row between two parts. */
struct line {
	const char *title;
	const struct command *command;
	const char *other; /* the key that another program has for COMMAND */
};

struct help_view {
	struct view view;
	const struct view_kind *kind; /* what it is about */
	struct line *lines;
	size_t count, capacity;
	struct picker picker;
	struct finder finder;
};

static struct help_view *
help_of(struct view *view)
{
	return (struct help_view *)view;
}

/* Keys that hands know from other programs, and what they mean there. */
static const struct {
	const char *title;
	struct {
		const char *key, *command;
	} keys[9]; /* ends with a NULL */
} origins[] = {
    {"Coming from newsboat",
	{{"n", "next-unread"}, {"N", "mark-read"}, {"u", "links"}, {"g", "sort"},
	    {"G", "reverse"}, {"s", "write"}, {"R", "reload"}}},
    {"Coming from less",
	{{"e", "line-down"}, {"y", "line-up"}, {"z", "page-down"}, {"w", "page-up"},
	    {"<", "top"}, {">", "end"}, {"v", "edit"}, {"R", "reload"}}},
    {"Coming from vi",
	{{"^E", "line-down"}, {"^Y", "line-up"}, {"]]", "next-heading"},
	    {"[[", "previous-heading"}, {"gx", "open-link"}, {"yy", "copy-link"}}},
    {"Coming from glow", {{"e", "edit"}, {"Esc", "back"}}},
};

enum { ORIGINS = sizeof(origins) / sizeof(*origins) };

static void
add_line(struct help_view *help, struct line line)
{
	help->lines = memory_reserve(
	    help->lines, &help->capacity, help->count + 1, sizeof(*help->lines));
	help->lines[help->count++] = line;
}

/* The head of a part, behind a blank row. */
static void
add_title(struct help_view *help, const char *title)
{
	if (help->count)
		add_line(help, (struct line){0});
	add_line(help, (struct line){.title = title});
}

static void
add_table(struct help_view *help, const struct command_table *table)
{
	if (table->count)
		add_title(help, table->title);
	for (size_t i = 0; i < table->count; i++)
		add_line(help, (struct line){.command = &table->commands[i]});
}

/* What KEY means in the view; NULL for nothing. */
static const struct command *
meaning(const struct help_view *help, const char *key)
{
	struct key_sequence sequence;
	bool is_prefix;

	if (!key_parse(str_of(key), &sequence))
		return NULL;
	return keymap_find(help->view.session->keymap, help->kind, sequence.keys,
	    sequence.count, &is_prefix);
}

/* The way back from the list leads out: nobody comes for that. */
static bool
quits(const struct help_view *help, const struct command *command)
{
	return help->kind->commands == &list_commands && command->run == view_close;
}

/* Those keys of another program that mean something else here, or nothing. */
static void
add_origin(struct help_view *help, size_t origin)
{
	bool has_title = false;

	for (size_t i = 0; origins[origin].keys[i].key; i++) {
		const char *key = origins[origin].keys[i].key;
		const struct command *command =
		    view_find_named(help->kind, origins[origin].keys[i].command);

		if (!command || meaning(help, key) == command ||
		    quits(help, command))
			continue;
		if (!has_title)
			add_title(help, origins[origin].title);
		has_title = true;
		add_line(help, (struct line){.command = command, .other = key});
	}
}

static void
fill(struct help_view *help)
{
	const struct command_table *tables[VIEW_TABLE_COUNT];

	view_tables(help->kind, tables);
	for (size_t i = 0; i < VIEW_TABLE_COUNT; i++)
		add_table(help, tables[i]);
	/* The views in which other programs spend their time. */
	for (size_t i = 0; i < ORIGINS; i++)
		if (help->kind->commands->shared == &post_commands)
			add_origin(help, i);
}

static void
help_resize(struct view *view, int rows, int columns)
{
	struct help_view *help = help_of(view);

	(void)columns;
	picker_fit(&help->picker, help->count, (size_t)rows);
}

/* "Enter l Right", or "n is U" where another program calls it n. */
static void
append_keys(
    const struct help_view *help, const struct line *line, struct strbuf *text)
{
	const struct command *command = line->command;
	struct strbuf keys = {0};

	keymap_append_keys(help->view.session->keymap, help->kind->commands,
	    command, line->other ? 1 : SIZE_MAX, &keys);
	if (line->other && keys.length)
		strbuf_printf(text, "%s is %s", line->other, keys.data);
	else if (line->other)
		strbuf_printf(text, "%s is :%s", line->other, command->name);
	else
		strbuf_append(text, strbuf_str(&keys));
	strbuf_clear(&keys);
}

/* Writes TEXT and has in it stand out what was searched for. */
static void
put(const struct help_view *help, struct canvas *canvas, int row, int column,
    int width, struct str text, struct look look)
{
	const size_t index = help->picker.top + (size_t)row;

	screen_put(canvas->screen, row, column, width, text, look);
	finder_mark(
	    &help->finder, canvas->screen, row, column, width, text, look, index);
}

static void
draw_command(const struct help_view *help, struct canvas *canvas, int row,
    const struct line *line)
{
	const struct str what = str_of(line->command->help);
	struct look look = screen_look(canvas->screen, 0);
	struct strbuf keys = {0};

	append_keys(help, line, &keys);
	if (canvas->columns > 2 * KEYS_WIDTH) {
		put(help, canvas, row, KEYS_WIDTH, canvas->columns - KEYS_WIDTH,
		    what, look);
		look.is_bold = true;
		put(help, canvas, row, COMMAND_COLUMN,
		    KEYS_WIDTH - COMMAND_COLUMN - 1, strbuf_str(&keys), look);
	} else {
		strbuf_printf(&keys, "%s: ", keys.length ? "" : "no key");
		strbuf_append(&keys, what);
		put(help, canvas, row, 1, canvas->columns - 1, strbuf_str(&keys),
		    look);
	}
	strbuf_clear(&keys);
}

static void
help_draw(struct view *view, struct canvas *canvas)
{
	const struct help_view *help = help_of(view);

	for (int row = 0; row < canvas->rows; row++) {
		const size_t index = help->picker.top + (size_t)row;

		if (index >= help->count)
			break;
		if (help->lines[index].title)
			put(help, canvas, row, 1, canvas->columns - 1,
			    str_of(help->lines[index].title),
			    screen_look(canvas->screen, STYLE_HEADING));
		else if (help->lines[index].command)
			draw_command(help, canvas, row, &help->lines[index]);
	}
}

/* Moves the window, not the line in it: there is nothing to choose here. */
static struct outcome
help_move(struct view *view, enum movement movement, size_t count)
{
	picker_scroll(&help_of(view)->picker, movement, count);
	return (struct outcome){0};
}

static void
help_status(struct view *view, struct strbuf *left, struct strbuf *right)
{
	const struct picker *picker = &help_of(view)->picker;
	size_t end = picker->top + picker_capacity(picker);

	strbuf_append_string(left, "Keys");
	finder_append_count(&help_of(view)->finder, right);
	strbuf_printf(right, "%zu%%",
	    end >= picker->count ? (size_t)100 : end * 100 / picker->count);
}

static struct finder *
help_finder(struct view *view)
{
	return &help_of(view)->finder;
}

static void
append_entry(struct view *view, size_t entry, struct strbuf *text)
{
	const struct help_view *help = help_of(view);
	const struct line *line = &help->lines[entry];

	if (line->title)
		strbuf_append_string(text, line->title);
	if (!line->command)
		return;
	append_keys(help, line, text);
	strbuf_printf(text, "\n%s", line->command->help);
}

static void
help_free(struct view *view)
{
	struct help_view *help = help_of(view);

	finder_clear(&help->finder);
	free(help->lines);
	free(help);
}

static const struct command commands[] = {
    {"back", "q h Left Backspace Esc", "back to where you came from", view_close,
	0},
};

const struct command_table help_commands = {
    .title = "In the help",
    .commands = commands,
    .count = sizeof(commands) / sizeof(*commands),
    .shared = &finder_commands,
};

static const struct hint hints[] = {
    {"page-down", "more"},
    {"search-list", "search"},
    {"back", "back"},
    {NULL, NULL},
};

static const struct view_kind help_kind = {
    .commands = &help_commands,
    .hints = hints,
    .draw = help_draw,
    .move = help_move,
    .free = help_free,
    .status = help_status,
    .resize = help_resize,
    .finder = help_finder,
};

struct view *
help_view_new(struct session *session, const struct view_kind *kind)
{
	struct help_view *help = memory_alloc(sizeof(*help));

	help->view = (struct view){&help_kind, session};
	help->kind = kind;
	help->picker.entry_rows = 1;
	help->finder = (struct finder){
	    .picker = &help->picker, .append_entry = append_entry, .scrolls = true};
	fill(help);
	return &help->view;
}
