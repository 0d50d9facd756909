/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From a document to a page. The blocks are walked in order, with a stack of
 * the containers around; a container only changes the margin and the distance
 * between the blocks in it.
 */
#include <stdlib.h>
#include <string.h>
#include "cnai/layout.h"
#include "cnai/memory.h"

/* A block whose inside is being laid out. */
struct container {
	const struct block *block;
	bool is_tight;   /* no blank rows between the blocks in it */
	bool has_margin; /* it pushed a level of margin */
	bool has_marker; /* with a bullet or number on its first row */
	uint64_t number; /* list: of the next item */
	int columns;     /* list: of an item's marker */
	int depth;       /* lists, this one included, around what it holds */
};

struct walk {
	struct layout layout;
	struct container *containers;
	size_t count, capacity;
	const struct block *last; /* the block before, in the same container */
	struct span stars;        /* of the last rule ... */
	int stars_room;       /* ... in so many columns; 0 before there is one */
	struct strbuf number; /* of an item or footnote, as its marker */
	size_t next_fold;
};

enum { CENTRED_IN_MAX = 200 };

static const char *const bullets[] = {"• ", "◦ ", "▪ "};
enum { BULLET_COUNT = sizeof(bullets) / sizeof(*bullets), BULLET_COLUMNS = 2 };

/* Boxes of tasks, in place of a bullet or behind a number. */
static const char *const boxes[] = {
    [TASK_NONE] = "", [TASK_OPEN] = "☐ ", [TASK_DONE] = "☑ "};
enum { BOX_COLUMNS = 2 };

static const char *const alert_titles[] = {[ALERT_NOTE] = "Note",
    [ALERT_TIP] = "Tip",
    [ALERT_IMPORTANT] = "Important",
    [ALERT_WARNING] = "Warning",
    [ALERT_CAUTION] = "Caution"};

enum {
	DEFINITION_INDENT = 4,
	DEFINITION_INDENT_NARROW = 2,
	NARROW = 30,
	FOOTNOTE_RULE_COLUMNS = 20,
};

static struct container *
innermost(struct walk *walk)
{
	return walk->count ? &walk->containers[walk->count - 1] : NULL;
}

/* The same if it is of KIND, else NULL. */
static struct container *
innermost_of(struct walk *walk, enum block_kind kind)
{
	struct container *container = innermost(walk);

	return container && container->block->kind == kind ? container : NULL;
}

static struct container *
push_container(struct walk *walk, const struct block *block)
{
	struct container *around = innermost(walk);
	struct container container = {.block = block};

	if (around) {
		container.is_tight = around->is_tight;
		container.depth = around->depth;
	}
	walk->containers = memory_reserve(walk->containers, &walk->capacity,
	    walk->count + 1, sizeof(*walk->containers));
	walk->containers[walk->count] = container;
	return &walk->containers[walk->count++];
}

/* A container with MARKER in the margin of its first row. */
static void
push_marked(
    struct walk *walk, const struct block *block, struct str marker, int columns)
{
	struct container *container = push_container(walk, block);

	container->has_margin = container->has_marker = true;
	margin_push_marker(&walk->layout.margin, marker, columns);
}

static void
open_description(struct walk *walk, const struct block *block)
{
	push_container(walk, block)->is_tight = false;
}

static void
open_quote(struct walk *walk, const struct block *block)
{
	struct container *quote = push_container(walk, block);

	quote->is_tight = false;
	quote->has_margin = true;
	margin_push_bar(&walk->layout.margin);
}

/* The kind stands on the first row, and the alert's own title if it says
 * something else: what is a warning is seen as one, whatever its title. */
static void
open_alert(struct walk *walk, const struct block *block)
{
	struct layout *layout = &walk->layout;
	const struct str kind = str_of(alert_titles[block->alert]);
	struct strbuf title = {0};

	open_quote(walk, block);
	strbuf_append(&title, kind);
	if (block->info.length && !str_equal_ignoring_case(block->info, kind)) {
		strbuf_append_string(&title, ": ");
		strbuf_append(&title, block->info);
	}
	layout_label(layout, strbuf_str(&title),
	    (struct label_look){.styles = STYLE_ALERT}, layout_room(layout));
	strbuf_clear(&title);
}

/* Blank rows stand before terms. */
static void
open_definitions(struct walk *walk, const struct block *block)
{
	push_container(walk, block)->is_tight = false;
}

static void
open_definition(struct walk *walk, const struct block *block)
{
	struct container *definition = push_container(walk, block);
	bool is_narrow = walk->layout.options.width < NARROW;

	definition->is_tight = false;
	definition->has_margin = true;
	margin_push_indent(&walk->layout.margin,
	    is_narrow ? DEFINITION_INDENT_NARROW : DEFINITION_INDENT);
}

static uint64_t
count_items(const struct document *document, const struct block *list)
{
	uint64_t count = 0;
	size_t i = (size_t)(list - document->blocks) + 1;

	for (; i < list->end; i = document->blocks[i].end)
		count++;
	return count;
}

/* The columns of the marker of NUMBER. */
static int
number_columns(uint64_t number)
{
	return str_digits(number) + 2;
}

/* The last number decides how far all items are indented. */
static void
open_list(struct walk *walk, const struct block *block)
{
	struct container *list = push_container(walk, block);

	list->is_tight = block->is_tight;
	list->depth++;
	list->columns = BULLET_COLUMNS;
	if (block->is_ordered) {
		uint64_t count = count_items(walk->layout.document, block);

		list->number = block->number;
		list->columns =
		    number_columns(block->number + (count ? count - 1 : 0));
	}
}

/* "12. ", COLUMNS wide, and the box of TASK; valid until the next one. */
static struct str
write_number(struct walk *walk, uint64_t number, int columns, enum task task)
{
	strbuf_truncate(&walk->number, 0);
	strbuf_append_number(&walk->number, number, columns - 2);
	strbuf_append_string(&walk->number, ". ");
	strbuf_append_string(&walk->number, boxes[task]);
	return strbuf_str(&walk->number);
}

static void
open_item(struct walk *walk, const struct block *block)
{
	struct container *list = innermost_of(walk, BLOCK_LIST);
	struct str marker = str_of(bullets[0]);
	int columns = list ? list->columns : BULLET_COLUMNS;

	if (list && list->block->is_ordered) {
		marker = write_number(walk, list->number++, columns, block->task);
		columns += block->task ? BOX_COLUMNS : 0;
	} else if (block->task) {
		marker = str_of(boxes[block->task]);
	} else if (list && list->depth > 0) {
		marker = str_of(bullets[(list->depth - 1) % BULLET_COUNT]);
	}
	push_marked(walk, block, marker, columns);
}

static void
put_paragraph(struct walk *walk, const struct block *block)
{
	layout_paragraph(&walk->layout, block);
}

static void
put_place(struct walk *walk, const struct block *block)
{
	layout_label(&walk->layout, block->info,
	    (struct label_look){.styles = STYLE_PLACE}, layout_room(&walk->layout));
}

static void
put_code(struct walk *walk, const struct block *block)
{
	layout_code(&walk->layout, block);
}

static void
put_heading(struct walk *walk, const struct block *block)
{
	layout_paragraph(&walk->layout, block);
	if (block->number == 1)
		layout_underline(&walk->layout, "═", walk->layout.widest);
	if (block->number == 2)
		layout_underline(&walk->layout, "─", walk->layout.widest);
}

/* Three stars in the middle, as between the parts of a chapter. */
static struct span
write_stars(struct layout *layout, int room)
{
	static const char stars[] = "* * *";
	int width = (int)sizeof(stars) - 1;
	struct span span = layout_decoration(layout, str_of(""), STYLE_MARKER);

	if (room > CENTRED_IN_MAX)
		room = CENTRED_IN_MAX;
	if (width > room)
		width = 1;
	span.length = (uint32_t)((room - width) / 2 + width);
	strbuf_append_repeated(
	    &layout->page->decoration, ' ', (size_t)(room - width) / 2);
	strbuf_append(
	    &layout->page->decoration, (struct str){stars, (size_t)width});
	return span;
}

/* The text is written once for all rules with the same room. */
static void
put_rule(struct walk *walk, const struct block *block)
{
	struct layout *layout = &walk->layout;
	int room = layout_room(layout);

	(void)block;
	if (walk->stars_room != room)
		walk->stars = write_stars(layout, room);
	walk->stars_room = room;
	layout_put(layout, walk->stars, (int)walk->stars.length);
	layout_row_end(layout);
}

/* A short rule, as at the foot of a page. Notes of one block each stand close
 * together. */
static void
open_footnotes(struct walk *walk, const struct block *block)
{
	struct layout *layout = &walk->layout;
	const struct block *blocks = layout->document->blocks;
	struct container *notes = push_container(walk, block);
	int room = layout_room(layout);
	uint64_t last = 0;

	notes->is_tight = true;
	for (const struct block *i = block + 1; i < blocks + block->end;
	     i = blocks + i->end) {
		last = i->number > last ? i->number : last;
		if (i + 1 < blocks + i->end && i[1].end < i->end)
			notes->is_tight = false;
	}
	notes->columns = number_columns(last);
	layout_underline(layout, "─",
	    room < FOOTNOTE_RULE_COLUMNS ? room : FOOTNOTE_RULE_COLUMNS);
}

static void
open_footnote(struct walk *walk, const struct block *block)
{
	struct container *notes = innermost_of(walk, BLOCK_FOOTNOTES);
	int columns = notes ? notes->columns : number_columns(block->number);

	push_marked(walk, block,
	    write_number(walk, block->number, columns, TASK_NONE), columns);
}

/* Rows that are in no table. */
static void
open_plain(struct walk *walk, const struct block *block)
{
	push_container(walk, block);
}

static void
put_table(struct walk *walk, const struct block *block)
{
	layout_table(&walk->layout, block);
}

static void (*const open_block[])(struct walk *walk, const struct block *block) = {
    [BLOCK_DESCRIPTION] = open_description,
    [BLOCK_QUOTE] = open_quote,
    [BLOCK_LIST] = open_list,
    [BLOCK_ITEM] = open_item,
    [BLOCK_ALERT] = open_alert,
    [BLOCK_DEFINITIONS] = open_definitions,
    [BLOCK_DEFINITION] = open_definition,
    [BLOCK_FOOTNOTES] = open_footnotes,
    [BLOCK_FOOTNOTE] = open_footnote,
    [BLOCK_TABLE] = put_table,
    [BLOCK_TABLE_ROW] = open_plain,
    [BLOCK_TERM] = put_paragraph,
    [BLOCK_TABLE_CELL] = put_paragraph,
    [BLOCK_TITLE] = put_paragraph,
    [BLOCK_PLACE] = put_place,
    [BLOCK_HEADING] = put_heading,
    [BLOCK_PARAGRAPH] = put_paragraph,
    [BLOCK_CODE] = put_code,
    [BLOCK_RULE] = put_rule,
};

/* A heading that stands right above its text. */
static bool
is_subheading(const struct block *block)
{
	return block && block->kind == BLOCK_HEADING && block->number > 2;
}

/* Blank rows between a block and the one before it. */
static int
gap_before(struct walk *walk, const struct block *block)
{
	const struct container *around = innermost(walk);

	if (around && (block == around->block + 1 || around->is_tight))
		return 0;
	if (block->kind == BLOCK_PLACE || block->kind == BLOCK_DEFINITION)
		return 0;
	if (block->kind == BLOCK_TERM && walk->last &&
	    walk->last->kind == BLOCK_TERM)
		return 0;
	return !(is_subheading(walk->last) && block->kind != BLOCK_HEADING);
}

static void
close_container(struct walk *walk)
{
	struct layout *layout = &walk->layout;
	const struct container *container = &walk->containers[--walk->count];

	/* An item without text still has its bullet. */
	if (container->has_marker &&
	    layout->margin.levels[layout->margin.count - 1].is_pending) {
		layout_row_begin(layout);
		layout_row_end(layout);
	}
	if (container->has_margin)
		margin_pop(&layout->margin);
	walk->last = container->block;
	/* Blank rows owed inside are not owed to what comes behind. */
	if (layout->gap_levels > layout->margin.count)
		layout->gap = 0;
}

/* Says below its heading what a section is. */
static void
put_fold(struct layout *layout, const struct fold *fold)
{
	const struct label_look look = {
	    .styles = STYLE_FOLD,
	    .has_source = true,
	    .source = section_start(layout->document, &fold->section),
	};

	layout_label(layout,
	    str_of(fold->is_open ? "▾ as in the previous post"
				 : "▸ as in the previous post"),
	    look, layout_room(layout));
}

/* The block to go on with behind the HEADING that has just been laid out. */
static size_t
pass_fold(struct walk *walk, size_t heading)
{
	const struct layout_options *options = &walk->layout.options;
	const struct fold *fold;

	if (walk->next_fold == options->fold_count)
		return heading + 1;
	fold = &options->folds[walk->next_fold];
	if (fold->section.heading != heading)
		return heading + 1;
	walk->next_fold++;
	put_fold(&walk->layout, fold);
	return fold->is_open ? heading + 1 : fold->section.end;
}

static void
walk_blocks(struct walk *walk)
{
	const struct document *document = walk->layout.document;

	for (size_t i = 0; i < document->block_count;) {
		const struct block *block = &document->blocks[i];

		while (walk->count && innermost(walk)->block->end <= i)
			close_container(walk);
		layout_gap(&walk->layout, gap_before(walk, block));
		open_block[block->kind](walk, block);
		walk->last = block;
		if (block->kind == BLOCK_TABLE) /* laid out whole */
			i = block->end;
		else
			i = pass_fold(walk, i);
	}
	while (walk->count)
		close_container(walk);
}

/* Rows without a place of their own have that of the next row. */
static void
place_rows(struct page *page)
{
	uint32_t source = (uint32_t)page->document->text.length;

	for (size_t i = page->row_count + 1; i-- > 0;) {
		if (page->rows[i].source == PAGE_NO_SOURCE)
			page->rows[i].source = source;
		source = page->rows[i].source;
	}
}

/* Room for as many rows and spans as most pages have. What is not needed is
 * given back unused; what grows instead is copied again and again. */
static void
reserve(struct page *page)
{
	enum { WIDTH_LEAST = 40 }; /* what is narrower grows */
	const struct document *document = page->document;
	const int width = page->width > WIDTH_LEAST ? page->width : WIDTH_LEAST;
	const size_t full_rows = document->text.length / (size_t)width;
	const size_t rows =
	    full_rows + 2 * document->block_count + document->link_count + 8;

	page->rows = memory_reserve(
	    page->rows, &page->row_capacity, rows, sizeof(*page->rows));
	page->spans = memory_reserve(page->spans, &page->span_capacity,
	    2 * rows + document->run_count, sizeof(*page->spans));
}

/* Ends the rows, and gives back the room that was reserved and not needed. */
static void
finish(struct page *page)
{
	page->row_capacity = page->row_count + 1;
	page->rows =
	    memory_resize(page->rows, page->row_capacity, sizeof(*page->rows));
	page->rows[page->row_count] =
	    (struct row){(uint32_t)page->span_count, PAGE_NO_SOURCE};
	page->span_capacity = page->span_count;
	page->spans =
	    memory_resize(page->spans, page->span_count, sizeof(*page->spans));
	place_rows(page);
}

static int
clamp_width(int width)
{
	if (width < 1)
		return 1;
	return width < LAYOUT_WIDTH_MAX ? width : LAYOUT_WIDTH_MAX;
}

static void
walk_init(
    struct walk *walk, struct page *page, const struct layout_options *options)
{
	struct layout *layout = &walk->layout;

	*walk = (struct walk){0};
	layout->document = page->document;
	layout->page = page;
	layout->options = *options;
	layout->options.width = page->width;
	margin_init(&layout->margin, page->width, &page->decoration);
}

static void
walk_clear(struct walk *walk)
{
	free(walk->containers);
	strbuf_clear(&walk->number);
	free(walk->layout.unlisted);
	line_breaker_clear(&walk->layout.breaker);
	margin_clear(&walk->layout.margin);
}

struct page *
page_layout(const struct document *document, const struct layout_options *options)
{
	struct page *page = memory_alloc(sizeof(*page));
	struct walk walk;

	page->document = document;
	page->width = clamp_width(options->width);
	reserve(page);
	strbuf_append_repeated(&page->decoration, ' ', LAYOUT_BLANKS);
	walk_init(&walk, page, options);
	if (options->list_urls)
		walk.layout.unlisted = memory_alloc(document->link_count);
	walk_blocks(&walk);
	if (options->list_urls)
		layout_link_list(&walk.layout);
	finish(page);
	walk_clear(&walk);
	return page;
}

void
layout_underline(struct layout *layout, const char *character, int width)
{
	struct span span = layout_decoration(layout, str_of(""), STYLE_MARKER);
	struct str line = str_of(character);

	if (width == 0)
		return;
	for (int i = 0; i < width; i++)
		strbuf_append(&layout->page->decoration, line);
	span.length = (uint32_t)(layout->page->decoration.length - span.start);
	layout_put(layout, span, width);
	layout_row_end(layout);
}
