/* SPDX-License-Identifier: Apache-2.0 */
/* The help: the command tables themselves, as lines. */
#include <stdint.h>
#include <stdlib.h>
#include "cnai/document.h"
#include "cnai/keymap.h"
#include "cnai/memory.h"
#include "cnai/picker.h"
#include "cnai/views.h"

enum { KEYS_WIDTH = 24 };

struct help_view {
	struct view view;
	const struct command_table *tables[VIEW_TABLE_COUNT];
	struct picker picker;
};

/* A line: a table's title, one of its commands, or the blank behind it. Empty
 * tables have none. */
struct line {
	const struct command_table *table;
	const struct command *command;
};

static size_t
table_lines(const struct command_table *table)
{
	return table->count ? table->count + 2 : 0;
}

static struct line
line_at(const struct help_view *help, size_t index)
{
	for (size_t i = 0; i < VIEW_TABLE_COUNT; i++) {
		const struct command_table *table = help->tables[i];

		if (index >= table_lines(table)) {
			index -= table_lines(table);
			continue;
		}
		if (index == 0)
			return (struct line){table, NULL};
		if (index <= table->count)
			return (struct line){NULL, &table->commands[index - 1]};
		break;
	}
	return (struct line){0};
}

static void
help_resize(struct view *view, int rows, int columns)
{
	struct help_view *help = (struct help_view *)view;
	size_t lines = 0;

	(void)columns;
	for (size_t i = 0; i < VIEW_TABLE_COUNT; i++)
		lines += table_lines(help->tables[i]);
	picker_fit(&help->picker, lines - 1, (size_t)rows);
}

static void
draw_line(const struct help_view *help, struct canvas *canvas, int row,
    struct line line, struct look look)
{
	struct strbuf keys = {0};
	const int second = canvas->columns > 2 * KEYS_WIDTH ? KEYS_WIDTH : 0;

	if (line.table)
		screen_put(canvas->screen, row, 1, canvas->columns - 1,
		    str_of(line.table->title),
		    screen_look(canvas->screen, STYLE_HEADING));
	if (!line.command)
		return;
	keymap_append_keys(help->view.session->keymap, help->tables[0],
	    line.command, SIZE_MAX, &keys);
	if (second) {
		look.is_bold = true;
		screen_put(canvas->screen, row, 3, KEYS_WIDTH - 4,
		    strbuf_str(&keys), look);
		look.is_bold = false;
		screen_put(canvas->screen, row, second, canvas->columns - second,
		    str_of(line.command->help), look);
	} else {
		struct strbuf text = {0};

		strbuf_append(&text, strbuf_str(&keys));
		strbuf_printf(&text, ": %s", line.command->help);
		screen_put(canvas->screen, row, 1, canvas->columns - 1,
		    strbuf_str(&text), look);
		strbuf_clear(&text);
	}
	strbuf_clear(&keys);
}

static void
help_draw(struct view *view, struct canvas *canvas)
{
	struct help_view *help = (struct help_view *)view;
	const struct picker *picker = &help->picker;

	for (size_t i = 0; i < picker_capacity(picker); i++) {
		size_t index = picker->top + i;
		struct look look = {.color = COLOR_DEFAULT};

		if (index >= picker->count)
			break;
		if (index == picker->selected)
			canvas->cursor_row = (int)i;
		draw_line(help, canvas, (int)i, line_at(help, index), look);
	}
}

/* Moves the window, not the line in it: there is nothing to choose here. */
static struct outcome
help_move(struct view *view, enum movement movement, size_t count)
{
	picker_scroll(&((struct help_view *)view)->picker, movement, count);
	return (struct outcome){0};
}

static void
help_status(struct view *view, struct strbuf *left, struct strbuf *right)
{
	const struct picker *picker = &((struct help_view *)view)->picker;
	size_t end = picker->top + picker_capacity(picker);

	strbuf_append_string(left, "Keys");
	strbuf_printf(right, "%zu%%",
	    end >= picker->count ? (size_t)100 : end * 100 / picker->count);
}

static void
help_free(struct view *view)
{
	free(view);
}

static const struct command commands[] = {
    {"back", "q h Left Backspace Esc", "back to where you came from", view_close,
	0},
};

const struct command_table help_commands = {
    .title = "In the help",
    .commands = commands,
    .count = sizeof(commands) / sizeof(*commands),
};

static const struct hint hints[] = {
    {"line-down", "down"},
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
};

struct view *
help_view_new(struct session *session, const struct view_kind *kind)
{
	struct help_view *help = memory_alloc(sizeof(*help));

	help->view = (struct view){&help_kind, session};
	help->picker.entry_rows = 1;
	view_tables(kind, help->tables);
	return &help->view;
}
