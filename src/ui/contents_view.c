/* SPDX-License-Identifier: Apache-2.0 */
/* The contents of a post: its headings, indented by level from the highest. */
#include <stdlib.h>
#include "cnai/cluster.h"
#include "cnai/finder.h"
#include "cnai/memory.h"
#include "cnai/picker.h"
#include "cnai/views.h"

enum { HEADING_LEVELS = 6, HERE_GAP = 3 };

struct contents_view {
	struct view view;
	struct view *reader;             /* it lies below */
	const struct document *document; /* the reader's */
	const struct block **headings;
	uint32_t highest; /* level of headings; 1 is above 2 */
	size_t current;   /* index of the one that is read; count for none */
	struct picker picker;
	struct finder finder;
};

static struct contents_view *
contents_of(struct view *view)
{
	return (struct contents_view *)view;
}

static void
contents_resize(struct view *view, int rows, int columns)
{
	struct picker *picker = &contents_of(view)->picker;

	(void)columns;
	picker_fit(picker, picker->count, (size_t)rows);
}

/* Says behind TEXT, the current heading, what its mark means. */
static void
draw_here(const struct contents_view *contents, struct canvas *canvas, int row,
    struct str text, size_t index)
{
	const int column = (int)cluster_width(text) + HERE_GAP;
	struct look look = screen_look(canvas->screen, STYLE_PLACE);

	if (index == contents->picker.selected) {
		look.is_dim = false;
		look = screen_look_over(canvas->screen, look, STYLE_SELECTION);
	}
	if (column < canvas->columns)
		screen_put(canvas->screen, row, column, canvas->columns - column,
		    str_of("you are here"), look);
}

static void
draw_entry(const struct contents_view *contents, struct canvas *canvas, int row,
    size_t index)
{
	const struct block *heading = contents->headings[index];
	const bool is_current = index == contents->current;
	struct look look = screen_look(canvas->screen, 0);
	struct strbuf text = {0};

	look.is_bold = is_current;
	strbuf_append_string(&text, is_current ? " ▸ " : "   ");
	for (uint32_t level = contents->highest; level < heading->number; level++)
		strbuf_append_string(&text, "  ");
	strbuf_append(&text, document_block_text(contents->document, heading));
	finder_draw_entry(
	    &contents->finder, canvas, row, strbuf_str(&text), look, index);
	if (is_current)
		draw_here(contents, canvas, row, strbuf_str(&text), index);
	strbuf_clear(&text);
}

static void
contents_draw(struct view *view, struct canvas *canvas)
{
	const struct contents_view *contents = contents_of(view);
	const struct picker *picker = &contents->picker;

	for (size_t i = 0; i < picker_capacity(picker); i++)
		if (picker->top + i < picker->count)
			draw_entry(contents, canvas, (int)i, picker->top + i);
}

static struct outcome
contents_move(struct view *view, enum movement movement, size_t count)
{
	picker_move(&contents_of(view)->picker, movement, count);
	return (struct outcome){0};
}

static void
contents_status(struct view *view, struct strbuf *left, struct strbuf *right)
{
	const struct contents_view *contents = contents_of(view);

	strbuf_append_string(left, "Contents of ");
	strbuf_append(left, str_slice(strbuf_str(&contents->document->text), 0,
				contents->document->title_end));
	finder_append_count(&contents->finder, right);
	picker_append_place(&contents->picker, right);
}

static struct finder *
contents_finder(struct view *view)
{
	return &contents_of(view)->finder;
}

static void
append_entry(struct view *view, size_t entry, struct strbuf *text)
{
	const struct contents_view *contents = contents_of(view);

	strbuf_append(text,
	    document_block_text(contents->document, contents->headings[entry]));
}

static void
contents_free(struct view *view)
{
	finder_clear(&contents_of(view)->finder);
	free(contents_of(view)->headings);
	free(view);
}

/* With a number, to the heading of that number. */
static struct outcome
go_to_heading(struct view *view, struct argument argument)
{
	struct contents_view *contents = contents_of(view);

	if (argument.count > contents->picker.count)
		return outcome_refusal("There is no heading %zu", argument.count);
	if (argument.count)
		picker_select(&contents->picker, argument.count - 1);
	reader_view_jump(
	    contents->reader, contents->headings[contents->picker.selected]->start);
	return (struct outcome){.action = OUTCOME_CLOSE};
}

static const struct command commands[] = {
    {"go-to-heading", "Enter l Right", "read on at the selected heading",
	go_to_heading, 0},
    {"back", "q h Left Backspace", "back to the post", view_close, 0},
};

const struct command_table contents_commands = {
    .title = "In the contents",
    .commands = commands,
    .count = sizeof(commands) / sizeof(*commands),
    .shared = &finder_commands,
};

static const struct hint hints[] = {
    {"go-to-heading", "read"},
    {"search-list", "search"},
    {"help", "help"},
    {"back", "back"},
    {NULL, NULL},
};

static const struct view_kind contents_kind = {
    .commands = &contents_commands,
    .hints = hints,
    .count_hint = "Enter read on at that heading; g select it",
    .draw = contents_draw,
    .move = contents_move,
    .free = contents_free,
    .status = contents_status,
    .resize = contents_resize,
    .finder = contents_finder,
};

static void
collect_headings(struct contents_view *contents, const struct block *current)
{
	const struct document *document = contents->document;
	size_t count = 0;

	for (size_t i = 0; i < document->block_count; i++)
		count += document->blocks[i].kind == BLOCK_HEADING;
	contents->headings = memory_alloc((count + 1) * sizeof(struct block *));
	contents->current = count;
	contents->highest = HEADING_LEVELS;
	for (size_t i = 0; i < document->block_count; i++) {
		const struct block *block = &document->blocks[i];

		if (block->kind != BLOCK_HEADING)
			continue;
		if (block->number < contents->highest)
			contents->highest = block->number;
		if (block == current)
			contents->current = contents->picker.count;
		contents->headings[contents->picker.count++] = block;
	}
}

struct view *
contents_view_new(struct session *session, struct view *reader,
    const struct document *document, const struct block *current)
{
	struct contents_view *contents = memory_alloc(sizeof(*contents));

	contents->view = (struct view){&contents_kind, session};
	contents->reader = reader;
	contents->document = document;
	contents->picker.entry_rows = 1;
	contents->finder = (struct finder){
	    .picker = &contents->picker, .append_entry = append_entry};
	collect_headings(contents, current);
	contents->picker.selected =
	    contents->current < contents->picker.count ? contents->current : 0;
	return &contents->view;
}
