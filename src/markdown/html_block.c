/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Blocks of HTML stand on a stack, because they nest and hold Markdown;
 * inline elements are only counted, so that crossing ones do what their
 * writer meant. A heading, term or cell is one block of runs whatever is in
 * it: while one is open the builder is flat, and paragraphs in it, Markdown's
 * too, are lines of it.
 */
#include "cnai/html.h"
#include "cnai/shortcode.h"
#include "html_kind.h"

static const unsigned counted_styles[HTML_STYLES] = {STYLE_STRONG, STYLE_EMPHASIS,
    STYLE_CODE, STYLE_STRUCK, STYLE_SMALL, STYLE_SHORTCODE, HTML_LOWERED,
    HTML_RAISED};

static void enter_table_again(struct html *html);

struct html_element *
html_top_of(struct html *html)
{
	return html->depth ? &html->stack[html->depth - 1] : NULL;
}

void
html_set_styles(struct html *html)
{
	unsigned styles = html->styles;

	for (size_t i = 0; i < HTML_STYLES; i++)
		if (html->counts[i])
			styles |= counted_styles[i];
	if (html->builder->link && html->has_link)
		styles |= STYLE_LINK;
	html->script = styles & (HTML_LOWERED | HTML_RAISED);
	html->builder->tag_styles = styles & ~html->script;
}

void
html_count(struct html *html, unsigned style, bool is_end)
{
	for (size_t i = 0; i < HTML_STYLES; i++) {
		unsigned char *open = &html->counts[i];

		if (!(counted_styles[i] & style))
			continue;
		if (is_end && *open > 0)
			--*open;
		else if (!is_end && *open < UINT8_MAX)
			++*open;
	}
	html_set_styles(html);
}

/* Digits and signs have small forms; text with others stays as it is, styled. */
struct str
html_set_script(struct html *html, struct str text)
{
	static const char plain[] = "0123456789+-=()";
	static const char *const forms[][sizeof(plain)] = {
	    {"\u2080", "\u2081", "\u2082", "\u2083", "\u2084", "\u2085", "\u2086",
		"\u2087", "\u2088", "\u2089", "\u208A", "\u208B", "\u208C",
		"\u208D", "\u208E"},
	    {"\u2070", "\u00B9", "\u00B2", "\u00B3", "\u2074", "\u2075", "\u2076",
		"\u2077", "\u2078", "\u2079", "\u207A", "\u207B", "\u207C",
		"\u207D", "\u207E"}};

	if (!html->script || html->is_plain)
		return text;
	strbuf_truncate(&html->small, 0);
	for (size_t i = 0; i < text.length; i++) {
		const char *found =
		    text.data[i] ? strchr(plain, text.data[i]) : NULL;

		if (!found)
			return text;
		strbuf_append_string(&html->small,
		    forms[(html->script & HTML_RAISED) != 0][found - plain]);
	}
	return strbuf_str(&html->small);
}

/* Links. They begin with their text, anew in each block of runs. */

static bool
has_own_link(const struct html *html)
{
	return html->has_link && html->builder->link &&
	       html->builder->tag_styles & STYLE_LINK;
}

void
html_begin_link(struct html *html)
{
	if (!html->has_link || html->builder->link || html->builder->is_hidden)
		return;
	html->is_link_empty = false;
	builder_link_begin(
	    html->builder, strbuf_str(&html->url), strbuf_str(&html->title), false);
	html_set_styles(html);
}

void
html_pause_link(struct html *html)
{
	if (!has_own_link(html))
		return;
	builder_link_end(html->builder);
	html_set_styles(html);
}

void
html_end_link(struct html *html)
{
	html_pause_link(html);
	html->has_link = false;
}

/* Blocks. */

/* Whether a block can begin here: not inside a heading, a cell and the like. */
bool
html_can_begin_block(const struct html *html)
{
	const struct document_builder *builder = html->builder;

	if (builder->is_flat || builder->is_hidden)
		return false;
	return !html->is_leaf_open ||
	       builder->document->blocks[builder->leaf].kind == BLOCK_PARAGRAPH;
}

/* Ends the paragraph; where there can be no other, the line. */
void
html_end_paragraph(struct html *html)
{
	if (!html->is_leaf_open)
		return;
	if (!html_can_begin_block(html)) {
		builder_add_line_end(html->builder);
		return;
	}
	html_pause_link(html);
	builder_end(html->builder);
	html->is_leaf_open = false;
}

struct html_element *
html_push(struct html *html, const struct html_kind *kind)
{
	struct html_element *element = &html->stack[html->depth++];

	*element = (struct html_element){
	    .kind = kind, .styles = html->styles, .is_in_leaf = html->is_inline};
	memcpy(element->counts, html->counts, sizeof(html->counts));
	return element;
}

static void
close_leaf(struct html *html, const struct html_element *element)
{
	html_pause_link(html);
	html->builder->is_flat = false;
	builder_end(html->builder);
	html->is_leaf_open = false;
	if (html_kind_part(element->kind) == HTML_CELL)
		html_table_end_cell(html, element);
}

static void
close_container(struct html *html, const struct html_element *element)
{
	if (element->kind->block == BLOCK_TABLE_ROW)
		html_table_end_row(html, element->block);
	builder_leave(html->builder);
	if (element->kind->block == BLOCK_TABLE)
		html_table_end(html, element->block);
}

/* Closes the element on top. */
void
html_pop(struct html *html)
{
	struct html_element *element = html_top_of(html);

	if (element->is_hidden) {
		html->builder->is_hidden = false;
		html->hidden_depth = 0;
	} else if (element->is_leaf) {
		close_leaf(html, element);
	} else if (html_kind_part(element->kind) != HTML_CELL) {
		html_end_paragraph(html);
	}
	if (element->is_container)
		close_container(html, element);
	html->styles = element->styles;
	memcpy(html->counts, element->counts, sizeof(html->counts));
	html->depth--;
	if (element->kind && element->kind->role == HTML_CAPTION)
		enter_table_again(html);
	html_set_styles(html);
}

void
html_pop_to(struct html *html, size_t depth)
{
	while (html->depth > depth)
		html_pop(html);
}

/* The depth below the innermost element that is PART of what is open. */
static size_t
find_part(const struct html *html, enum html_part part)
{
	for (size_t i = html->depth; i > 0; i--) {
		const struct html_kind *kind = html->stack[i - 1].kind;

		if (!kind || html_kind_holds(kind, part))
			break;
		if (html_kind_part(kind) == part)
			return i - 1;
	}
	return html->depth;
}

/* A heading or term ends where a block begins that cannot be in it. */
size_t
html_find_heading(const struct html *html)
{
	for (size_t i = html->depth; i > 0; i--) {
		const struct html_element *element = &html->stack[i - 1];

		if (!element->kind || element->is_container)
			break;
		if (element->is_leaf && html_kind_part(element->kind) != HTML_CELL)
			return i - 1;
	}
	return html->depth;
}

/* Closes what ends where KIND begins. */
void
html_end_before(struct html *html, const struct html_kind *kind)
{
	const enum html_part part = html_kind_part(kind);
	const struct html_element *top;

	if (part != HTML_NO_PART)
		html_pop_to(html, find_part(html, part));
	if (kind->role != HTML_BLOCK)
		html_pop_to(html, html_find_heading(html));
	top = html_top_of(html);
	if (top && top->kind &&
	    (top->kind->role == HTML_PARAGRAPH ||
		(top->kind->role == HTML_CAPTION && part != HTML_NO_PART)))
		html_pop(html);
	html_end_paragraph(html);
}

static enum block_kind
innermost_container(const struct html *html)
{
	const struct document_builder *builder = html->builder;
	const size_t depth = builder->depth;

	if (depth == 0 || depth > CONTAINER_DEPTH_MAX ||
	    builder->open[depth - 1] == UINT32_MAX)
		return BLOCK_PARAGRAPH;
	return builder->document->blocks[builder->open[depth - 1]].kind;
}

/* Opens the item, definition, row and cell that text or a block needs. */
void
html_open_missing(struct html *html, enum html_part part)
{
	static const struct {
		enum block_kind block;
		enum html_part part;
		const char *name;
	} needs[] = {{BLOCK_LIST, HTML_ITEM, "li"},
	    {BLOCK_DEFINITIONS, HTML_DEFINITION, "dd"},
	    {BLOCK_TABLE, HTML_ROW, "tr"}, {BLOCK_TABLE_ROW, HTML_CELL, "td"}};
	const struct html_tag none = {{"", 0}, {"", 0}, false};

	for (size_t i = 0; i < sizeof(needs) / sizeof(*needs); i++)
		if (html_can_begin_block(html) && part != needs[i].part &&
		    innermost_container(html) == needs[i].block)
			html_open_block(
			    html, html_kind_find(str_of(needs[i].name)), &none);
}

/* Begins a paragraph where there is no block of runs for text to go to. */
void
html_begin_text(struct html *html)
{
	if (html->is_leaf_open || html->builder->is_hidden)
		return;
	html_open_missing(html, HTML_NO_PART);
	if (!html->is_leaf_open) {
		builder_begin(
		    html->builder, (struct block){.kind = BLOCK_PARAGRAPH});
		html->is_leaf_open = true;
	}
}

static struct str
decode(struct html *html, struct str text)
{
	strbuf_truncate(&html->text, 0);
	if (html->shortcodes) {
		struct strbuf plain = {0};

		shortcodes_append_plain(html->shortcodes, &plain, text);
		html_append_decoded(html->tree, &html->text, strbuf_str(&plain));
		strbuf_clear(&plain);
	} else {
		html_append_decoded(html->tree, &html->text, text);
	}
	return strbuf_str(&html->text);
}

/* The value of an attribute, valid until the next is asked for. */
struct str
html_attribute(struct html *html, const struct html_tag *tag, const char *name)
{
	struct str value;

	html_tag_attribute(tag, name, &value);
	return str_trim(decode(html, value));
}

static bool
value_has(const struct html_tag *tag, const char *name, const char *word)
{
	const size_t length = strlen(word);
	struct str value;

	html_tag_attribute(tag, name, &value);
	for (size_t i = 0; i + length <= value.length; i++)
		if (str_equal_ignoring_case(
			str_slice(value, i, i + length), str_of(word)))
			return true;
	return false;
}

static enum alignment
alignment_of(const struct html_tag *tag)
{
	static const struct {
		const char *word, *style, *style_with_blank;
		enum alignment alignment;
	} words[] = {{"left", "text-align:left", "text-align: left", ALIGN_LEFT},
	    {"center", "text-align:center", "text-align: center", ALIGN_CENTER},
	    {"right", "text-align:right", "text-align: right", ALIGN_RIGHT}};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (value_has(tag, "align", words[i].word) ||
		    value_has(tag, "style", words[i].style) ||
		    value_has(tag, "style", words[i].style_with_blank))
			return words[i].alignment;
	return ALIGN_NONE;
}

static enum alert
alert_of(const struct html_tag *tag)
{
	static const struct {
		const char *color;
		enum alert alert;
	} colors[] = {{"success", ALERT_TIP}, {"tip", ALERT_TIP},
	    {"important", ALERT_IMPORTANT}, {"warning", ALERT_WARNING},
	    {"danger", ALERT_CAUTION}, {"caution", ALERT_CAUTION}};

	for (size_t i = 0; i < sizeof(colors) / sizeof(*colors); i++)
		if (value_has(tag, "color", colors[i].color))
			return colors[i].alert;
	return ALERT_NOTE;
}

static struct str
keep(struct html *html, struct str text)
{
	struct arena *arena = &html->builder->document->arena;

	if (text.length == 0)
		return str_of("");
	return (struct str){arena_copy(arena, text.data, text.length), text.length};
}

static struct block
block_of(
    struct html *html, const struct html_kind *kind, const struct html_tag *tag)
{
	struct block block = {.kind = kind->block, .number = kind->level};

	if (kind->block == BLOCK_LIST) {
		block.is_tight = true;
		block.is_ordered = strcmp(kind->name, "ol") == 0;
		block.number = block.is_ordered
				   ? html_tag_number(tag, "start", 999999999, 1)
				   : 0;
	} else if (kind->block == BLOCK_ALERT) {
		block.alert = alert_of(tag);
		block.info = keep(html, html_attribute(html, tag, "title"));
	} else if (kind->block == BLOCK_TABLE_CELL) {
		block.alignment = alignment_of(tag);
	}
	return block;
}

static void
open_container(
    struct html *html, const struct html_kind *kind, const struct html_tag *tag)
{
	const struct block block = block_of(html, kind, tag);
	struct html_element *element = html_push(html, kind);

	element->block = (uint32_t)html->builder->document->block_count;
	element->is_container = true;
	builder_enter(html->builder, block);
	if (kind->block == BLOCK_TABLE)
		html_table_begin(html);
	else if (kind->block == BLOCK_TABLE_ROW)
		html_table_begin_row(html);
}

static void
open_leaf(
    struct html *html, const struct html_kind *kind, const struct html_tag *tag)
{
	const struct block block = block_of(html, kind, tag);
	struct html_element *element;

	if (kind->block == BLOCK_TABLE_CELL)
		html_table_skip(html);
	element = html_push(html, kind);
	element->is_leaf = true;
	element->columns =
	    (unsigned char)html_tag_number(tag, "colspan", HTML_SPANS_MAX, 1);
	element->rows =
	    (unsigned char)html_tag_number(tag, "rowspan", HTML_SPANS_MAX, 1);
	builder_begin(html->builder, block);
	html->is_leaf_open = true;
	html->builder->is_flat = true;
}

/* In a row that cannot be shown as one, cells are told apart by bars. */
static void
separate_cell(struct html *html)
{
	const struct strbuf *text = &html->builder->document->text;

	if (html->is_leaf_open && text->length > html->builder->leaf_start &&
	    text->data[text->length - 1] != '\n')
		builder_add_prose(html->builder, str_of(" | "));
}

/* Whether a new cell ends one that is shown as such. */
static bool
ends_cell(const struct html *html)
{
	const size_t found = find_part(html, HTML_CELL);

	return found < html->depth && html->stack[found].is_leaf;
}

/* Whether a part stands in what holds its like. */
static bool
is_in_place(const struct html *html, const struct html_kind *kind)
{
	const enum block_kind outer = innermost_container(html);

	switch (html_kind_part(kind)) {
	case HTML_ITEM:
		return outer == BLOCK_LIST;
	case HTML_DEFINITION:
		return outer == BLOCK_DEFINITIONS;
	case HTML_ROW:
		return outer == BLOCK_TABLE;
	case HTML_CELL:
		return outer == BLOCK_TABLE_ROW;
	case HTML_NO_PART:
		break;
	}
	return true;
}

/* Where an item is but a line, in a cell, a heading, its marker is text. */
void
html_mark_item(
    struct html *html, const struct html_kind *kind, const struct html_tag *tag)
{
	struct strbuf marker = {0};

	if (kind->role == HTML_CONTAINER && kind->block == BLOCK_LIST)
		html->next_item =
		    tag->is_end ? 0 : block_of(html, kind, tag).number;
	if (tag->is_end || html_kind_part(kind) != HTML_ITEM)
		return;
	if (html->next_item)
		strbuf_printf(&marker, "%u. ", html->next_item++);
	else
		strbuf_append_string(&marker, "\u2022 ");
	html->builder->tag_styles |= STYLE_MARKER;
	builder_add_prose(html->builder, strbuf_str(&marker));
	html_set_styles(html);
	strbuf_clear(&marker);
}

/* A caption stands before its table, which has no row yet. */
static bool
leave_table(struct html *html)
{
	struct html_element *top = html_top_of(html);

	if (!top || !top->kind || !top->is_container ||
	    top->kind->block != BLOCK_TABLE ||
	    html->builder->document->block_count != (size_t)top->block + 1)
		return false;
	builder_leave(html->builder);
	top->is_container = false;
	return true;
}

static void
enter_table_again(struct html *html)
{
	struct html_element *table = html_top_of(html);
	const struct block block = {.kind = BLOCK_TABLE};

	table->block = (uint32_t)html->builder->document->block_count;
	table->is_container = true;
	builder_enter(html->builder, block);
}

void
html_open_block(
    struct html *html, const struct html_kind *kind, const struct html_tag *tag)
{
	const enum html_part part = html_kind_part(kind);

	if (html->depth + 4 > HTML_DEPTH_MAX || html->overflow)
		return;
	if (part == HTML_CELL && html->builder->is_flat && !ends_cell(html)) {
		html_pop_to(html, find_part(html, part));
		separate_cell(html);
		html_push(html, kind);
		return;
	}
	html_end_before(html, kind);
	if (kind->role == HTML_ROW_GROUP ||
	    (kind->role == HTML_CAPTION && !leave_table(html)))
		return;
	if (kind->role != HTML_CAPTION)
		html_open_missing(html, part);
	if (html->builder->is_flat)
		html_mark_item(html, kind, tag);
	if (!html_can_begin_block(html) || !is_in_place(html, kind))
		html_push(html, kind);
	else if (kind->role == HTML_CONTAINER)
		open_container(html, kind, tag);
	else if (kind->role == HTML_LEAF)
		open_leaf(html, kind, tag);
	else
		html_push(html, kind);
	html->styles |= kind->styles;
	html_set_styles(html);
}

/* Whether KIND, at its end, may close what is outside of a cell. */
static bool
is_of_table(const struct html_kind *kind)
{
	const enum html_part part = html_kind_part(kind);

	return part == HTML_CELL || part == HTML_ROW ||
	       html_kind_holds(kind, HTML_ROW);
}

static bool
is_heading(const struct html_kind *kind)
{
	return kind->role == HTML_LEAF && kind->block == BLOCK_HEADING;
}

void
html_close_block(struct html *html, const struct html_kind *kind)
{
	for (size_t i = html->depth; i > 0; i--) {
		const struct html_element *element = &html->stack[i - 1];

		if (!element->kind || element->is_hidden)
			break;
		if (element->kind == kind ||
		    (is_heading(kind) && is_heading(element->kind))) {
			html_pop_to(html, i - 1);
			return;
		}
		if (element->is_leaf && !is_of_table(kind) &&
		    html_kind_part(element->kind) == HTML_CELL)
			break;
	}
	html_end_paragraph(html);
}
