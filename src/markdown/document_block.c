/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Blocks. Some are marked as more than cmark takes them for by how their text
 * begins or ends: the mark is taken out of the tree before the walk gets to
 * the text.
 */
#include <cmark.h>
#include "cnai/alert.h"
#include "cnai/attribute.h"
#include "document_walk.h"

static struct str
literal_of(cmark_node *node)
{
	return str_of(cmark_node_get_literal(node));
}

static bool
is_type(cmark_node *node, cmark_node_type type)
{
	return node && cmark_node_get_type(node) == type;
}

static bool
is_break(cmark_node *node)
{
	return is_type(node, CMARK_NODE_SOFTBREAK) ||
	       is_type(node, CMARK_NODE_LINEBREAK);
}

/* The text that the first paragraph in NODE begins with, or NULL. */
static cmark_node *
first_text(cmark_node *node)
{
	cmark_node *paragraph = cmark_node_first_child(node);
	cmark_node *text = is_type(paragraph, CMARK_NODE_PARAGRAPH)
			       ? cmark_node_first_child(paragraph)
			       : NULL;

	return is_type(text, CMARK_NODE_TEXT) ? text : NULL;
}

static void
append_text_below(struct strbuf *text, cmark_node *node)
{
	cmark_iter *iterator = cmark_iter_new(node);
	cmark_event_type event;

	while ((event = cmark_iter_next(iterator)) != CMARK_EVENT_DONE) {
		cmark_node *inner = cmark_iter_get_node(iterator);

		if (event != CMARK_EVENT_ENTER ||
		    is_type(inner, CMARK_NODE_HTML_INLINE))
			continue;
		if (is_break(inner))
			strbuf_append_byte(text, ' ');
		strbuf_append(text, literal_of(inner));
	}
	cmark_iter_free(iterator);
}

/* Takes the line that NODE begins out of its paragraph, with its end. */
static void
take_line(cmark_node *node, struct strbuf *text)
{
	while (node) {
		cmark_node *next = cmark_node_next(node);
		const bool is_end = is_break(node);

		if (!is_end)
			append_text_below(text, node);
		cmark_node_free(node);
		node = is_end ? NULL : next;
	}
}

/* What is in an alert is not said by somebody else, as in a quote. */
static bool
enter_alert(struct walk *walk, cmark_node *quote)
{
	cmark_node *text = first_text(quote);
	struct block alert = {.kind = BLOCK_ALERT};
	struct strbuf line = {0};
	size_t start = text ? alert_read(literal_of(text), &alert.alert) : 0;

	if (!start)
		return false;
	take_line(text, &line);
	alert.info = builder_copy(&walk->builder,
	    str_trim(str_slice(strbuf_str(&line), start, line.length)));
	strbuf_clear(&line);
	builder_enter(&walk->builder, alert);
	walk->builder.styles = (unsigned)(uintptr_t)cmark_node_get_user_data(quote);
	return true;
}

void
walk_enter_quote(struct walk *walk, cmark_node *node)
{
	if (!enter_alert(walk, node))
		builder_enter(&walk->builder, (struct block){.kind = BLOCK_QUOTE});
}

static const struct special_item *
special_of(const struct walk *walk, cmark_node *item)
{
	if (!item || walk->is_fragment)
		return NULL;
	return special_item_at(&walk->specials, cmark_node_get_start_line(item),
	    cmark_node_get_start_column(item));
}

static bool
is_definitions(const struct walk *walk, cmark_node *node)
{
	const struct special_item *first;

	if (!walk->specials.count || !is_type(node, CMARK_NODE_LIST))
		return false;
	first = special_of(walk, cmark_node_first_child(node));
	return first && first->kind == SPECIAL_DEFINITION;
}

/* Whether the lines of the paragraph NODE are defined by what follows. */
static bool
is_term(const struct walk *walk, cmark_node *node)
{
	return is_type(node, CMARK_NODE_PARAGRAPH) &&
	       is_definitions(walk, cmark_node_next(node));
}

/* Terms and definitions follow each other in one block: before one of the two
 * it is open if the other one, or a definition, stands before. */
static void
enter_definitions(struct walk *walk, cmark_node *node)
{
	cmark_node *before = cmark_node_previous(node);
	cmark_node *list =
	    is_type(node, CMARK_NODE_LIST) ? node : cmark_node_next(node);

	if (is_definitions(walk, before) || (node == list && is_term(walk, before)))
		return;
	builder_enter(
	    &walk->builder, (struct block){.kind = BLOCK_DEFINITIONS,
				.is_tight = cmark_node_get_list_tight(list)});
	html_enter_scope(&walk->html);
}

void
walk_enter_list(struct walk *walk, cmark_node *node)
{
	struct block list = {.kind = BLOCK_LIST,
	    .is_ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST,
	    .is_tight = cmark_node_get_list_tight(node)};

	if (is_definitions(walk, node)) {
		enter_definitions(walk, node);
		return;
	}
	if (list.is_ordered)
		list.number = (uint32_t)cmark_node_get_list_start(node);
	builder_enter(&walk->builder, list);
}

void
walk_leave_list(struct walk *walk, cmark_node *node)
{
	cmark_node *next = cmark_node_next(node);

	if (is_definitions(walk, node)) {
		if (is_term(walk, next) || is_definitions(walk, next))
			return;
		html_leave_scope(&walk->html);
	}
	builder_leave(&walk->builder);
}

/* Footnotes are kept for the end. */
static void
keep_footnote(struct walk *walk, cmark_node *node, struct str label)
{
	struct footnote *footnote = footnote_find(&walk->footnotes, label);

	if (footnote && footnote->line == cmark_node_get_start_line(node))
		footnote->item = node;
	walk_skip(walk);
}

static enum task
take_task(cmark_node *item)
{
	cmark_node *text = first_text(item);
	enum task task = TASK_NONE;
	size_t start = text ? task_read(literal_of(text),
				  is_break(cmark_node_next(text)), &task)
			    : 0;

	if (start)
		cmark_node_set_literal(text, cmark_node_get_literal(text) + start);
	return task;
}

void
walk_enter_item(struct walk *walk, cmark_node *node)
{
	const struct special_item *special = special_of(walk, node);
	struct block item = {.kind = BLOCK_ITEM};

	if (special && special->kind == SPECIAL_FOOTNOTE) {
		keep_footnote(walk, node, special->label);
		return;
	}
	if (is_definitions(walk, cmark_node_parent(node)))
		item.kind = BLOCK_DEFINITION;
	else
		item.task = take_task(node);
	builder_enter(&walk->builder, item);
}

void
walk_leave_container(struct walk *walk, cmark_node *node)
{
	(void)node;
	builder_leave(&walk->builder);
}

/* Whether the block before NODE ends in the line above it. */
static bool
is_right_below(cmark_node *node)
{
	cmark_node *before = cmark_node_previous(node);

	return before && cmark_node_get_end_line(before) + 1 ==
			     cmark_node_get_start_line(node);
}

/*
 * Takes attributes on a line of their own, the last, out of the paragraph
 * NODE. False if nothing else is in it: they are those of the block above.
 */
static bool
take_attributes(cmark_node *node)
{
	cmark_node *text = cmark_node_last_child(node);
	cmark_node *before = text ? cmark_node_previous(text) : NULL;
	struct str id;

	if (!is_type(text, CMARK_NODE_TEXT) ||
	    !str_ends_with(str_trim(literal_of(text)), str_of("}")) ||
	    attribute_start(literal_of(text), &id) > 0)
		return true;
	if (!before)
		return !is_right_below(node);
	/* The walk is about to enter the first one: that has to stay. */
	if (is_break(before) && cmark_node_previous(before)) {
		cmark_node_free(text);
		cmark_node_free(before);
	}
	return true;
}

static void
begin_term(struct walk *walk)
{
	builder_begin(&walk->builder, (struct block){.kind = BLOCK_TERM});
	walk->builder.styles |= STYLE_TERM;
}

void
walk_next_term(struct walk *walk)
{
	prose_end_leaf(&walk->prose);
	builder_end(&walk->builder);
	begin_term(walk);
}

void
walk_enter_paragraph(struct walk *walk, cmark_node *node)
{
	if (is_term(walk, node)) {
		enter_definitions(walk, node);
		walk->is_term = true;
		begin_term(walk);
	} else if (walk_add_table(walk, node) || !take_attributes(node)) {
		walk_skip(walk);
	} else {
		builder_begin(
		    &walk->builder, (struct block){.kind = BLOCK_PARAGRAPH});
	}
}

/* Takes the attributes off the heading NODE; its id, or the empty string. */
static struct str
take_id(struct walk *walk, cmark_node *node)
{
	cmark_node *text = cmark_node_last_child(node);
	struct str literal, id;
	size_t start;

	if (!is_type(text, CMARK_NODE_TEXT))
		return str_of("");
	literal = literal_of(text);
	start = attribute_start(literal, &id);
	if (start == literal.length)
		return str_of("");
	id = builder_copy(&walk->builder, id);
	literal = builder_copy(&walk->builder, str_slice(literal, 0, start));
	cmark_node_set_literal(text, literal.data);
	return id;
}

static void
add_anchor(struct walk *walk, cmark_node *heading, struct str id)
{
	const size_t target = walk->builder.document->text.length;
	struct strbuf text = {0};

	append_text_below(&text, heading);
	if (id.length)
		anchors_add(&walk->anchors, id, target);
	else
		anchors_add_heading(&walk->anchors, strbuf_str(&text), target);
	strbuf_clear(&text);
}

void
walk_enter_heading(struct walk *walk, cmark_node *node)
{
	uint32_t level = (uint32_t)cmark_node_get_heading_level(node);
	struct str id;

	if (walk->cells) {
		walk_enter_cell(walk);
		return;
	}
	if (walk_add_table(walk, node)) {
		walk_skip(walk);
		return;
	}
	id = take_id(walk, node);
	builder_begin(
	    &walk->builder, (struct block){.kind = BLOCK_HEADING, .number = level});
	add_anchor(walk, node, id);
	walk->builder.styles |= level <= 2 ? STYLE_HEADING : STYLE_SUBHEADING;
}

/* Terms and headings do not stand in each other, so that what they add to the
 * styles can be taken away. */
void
walk_leave_leaf(struct walk *walk, cmark_node *node)
{
	(void)node;
	prose_end_leaf(&walk->prose);
	builder_end(&walk->builder);
	walk->builder.styles &=
	    ~(unsigned)(STYLE_HEADING | STYLE_SUBHEADING | STYLE_TERM);
	walk->is_term = false;
	if (walk->cells)
		walk_leave_cell(walk);
}

void
walk_enter_rule(struct walk *walk, cmark_node *node)
{
	(void)node;
	builder_add_rule(&walk->builder);
}

void
walk_enter_code_block(struct walk *walk, cmark_node *node)
{
	const char *info = cmark_node_get_fence_info(node);

	builder_add_code(&walk->builder,
	    prose_plain(&walk->prose, literal_of(node)),
	    (struct str){info, *info == '{' ? 0 : strcspn(info, " \t\r\n{")});
}
