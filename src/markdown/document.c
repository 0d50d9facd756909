/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From cmark's tree to a document. A table says what each type of node does
 * when the walk enters and leaves it. The styles around a node are kept in
 * the node itself, so nesting takes neither recursion nor a look at parents.
 */
#include <stdlib.h>
#include <string.h>
#include <cmark.h>
#include "cnai/autolink.h"
#include "document_walk.h"
#include "cnai/link_definition.h"
#include "cnai/shield.h"

static struct str
literal_of(cmark_node *node)
{
	return str_of(cmark_node_get_literal(node));
}

/* Whether the end of the element that NODE begins stands behind it. */
static bool
is_ended(struct walk *walk, cmark_node *node)
{
	const struct str name = html_hidden_name(literal_of(node));

	if (!name.length)
		return true;
	while (walk->steps && (node = cmark_node_next(node))) {
		walk->steps--;
		if (cmark_node_get_type(node) == CMARK_NODE_HTML_INLINE &&
		    html_is_end_of(literal_of(node), name))
			return true;
	}
	return false;
}

/* Who writes of the <title> of a page did not mean to hide what follows. */
static void
enter_html_inline(struct walk *walk, cmark_node *node)
{
	if (is_ended(walk, node))
		html_add_inline(&walk->html, literal_of(node));
}

static void
enter_html_block(struct walk *walk, cmark_node *node)
{
	html_add_block(&walk->html, literal_of(node));
}

/* Empty cells that may be made up where rows have too few: a header of 100,000
 * columns needs two bytes for each, its rows no more than one for all. */
enum { PADDING_MAX = 200000 };

/* Nodes that may be looked at for the ends of elements. */
enum { STEPS_MAX = 1000000 };

enum place {
	PLACE_PART, /* of a block; or HTML itself */
	PLACE_BLOCK,
	PLACE_INLINE,
};

static const struct node_role {
	unsigned styles; /* of everything inside */
	walk_function *enter, *leave;
	enum place place; /* as HTML sees it */
	bool is_scope;    /* what HTML opens inside ends with it */
} roles[CMARK_NODE_LAST_INLINE + 1] = {
    [CMARK_NODE_BLOCK_QUOTE] = {STYLE_QUOTE, walk_enter_quote, walk_leave_container,
	PLACE_BLOCK, true},
    [CMARK_NODE_LIST] = {0, walk_enter_list, walk_leave_list, PLACE_BLOCK, false},
    [CMARK_NODE_ITEM] = {0, walk_enter_item, walk_leave_container, PLACE_PART,
	true},
    [CMARK_NODE_CODE_BLOCK] = {0, walk_enter_code_block, NULL, PLACE_BLOCK, false},
    [CMARK_NODE_HTML_BLOCK] = {0, enter_html_block, NULL, PLACE_PART, false},
    [CMARK_NODE_PARAGRAPH] = {0, walk_enter_paragraph, walk_leave_leaf, PLACE_BLOCK,
	false},
    [CMARK_NODE_HEADING] = {0, walk_enter_heading, walk_leave_leaf, PLACE_BLOCK,
	false},
    [CMARK_NODE_THEMATIC_BREAK] = {0, walk_enter_rule, NULL, PLACE_BLOCK, false},
    [CMARK_NODE_TEXT] = {0, walk_enter_text, NULL, PLACE_PART, false},
    [CMARK_NODE_SOFTBREAK] = {0, walk_enter_soft_break, NULL, PLACE_INLINE, false},
    [CMARK_NODE_LINEBREAK] = {0, walk_enter_hard_break, NULL, PLACE_INLINE, false},
    [CMARK_NODE_CODE] = {0, walk_enter_code, NULL, PLACE_INLINE, false},
    [CMARK_NODE_HTML_INLINE] = {0, enter_html_inline, NULL, PLACE_PART, false},
    [CMARK_NODE_EMPH] = {STYLE_EMPHASIS, NULL, NULL, PLACE_PART, false},
    [CMARK_NODE_STRONG] = {STYLE_STRONG, NULL, NULL, PLACE_PART, false},
    [CMARK_NODE_LINK] = {STYLE_LINK, walk_enter_link, walk_leave_link, PLACE_INLINE,
	false},
    [CMARK_NODE_IMAGE] = {STYLE_IMAGE, walk_enter_image, walk_leave_link,
	PLACE_INLINE, false},
};

/* What HTML around and before the node asks for; false: leave it out. */
static bool
prepare_node(struct walk *walk, cmark_node *node, const struct node_role *role)
{
	const cmark_node_type type = cmark_node_get_type(node);

	if (role->place == PLACE_BLOCK)
		html_before_block(&walk->html);
	else if (role->place == PLACE_INLINE)
		return html_before_text(&walk->html, type == CMARK_NODE_SOFTBREAK);
	return true;
}

/* Whether a footnote, which is for the end, is in the block NODE before NEXT. */
static bool
holds_footnote(const struct walk *walk, cmark_node *node, cmark_node *next)
{
	return walk->footnotes.count && special_items_has_footnote(&walk->specials,
					    cmark_node_get_start_line(node),
					    cmark_node_get_start_line(next));
}

/*
 * Frees the block before the one before NODE: it has been walked, and nobody
 * looks back further than to the block before. The first of all in a container
 * stays, as it tells a list's kind.
 */
static void
free_walked(const struct walk *walk, cmark_node *node)
{
	cmark_node *before = cmark_node_previous(node);
	cmark_node *walked = before ? cmark_node_previous(before) : NULL;

	if (walked && cmark_node_previous(walked) &&
	    !holds_footnote(walk, walked, before))
		cmark_node_free(walked);
}

static void
enter_node(struct walk *walk, cmark_node *node, const struct node_role *role)
{
	if (walk->tree.gives_back &&
	    cmark_node_get_type(node) <= CMARK_NODE_LAST_BLOCK)
		free_walked(walk, node);
	if (!prepare_node(walk, node, role))
		return;
	if (role->styles) {
		uintptr_t outer = walk->builder.styles;

		cmark_node_set_user_data(node, (void *)outer);
		walk->builder.styles |= role->styles;
	}
	if (role->enter)
		role->enter(walk, node);
	if (walk->is_skipped)
		return;
	if (role->is_scope)
		html_enter_scope(&walk->html);
}

static void
leave_node(struct walk *walk, cmark_node *node, const struct node_role *role)
{
	if (role->is_scope)
		html_leave_scope(&walk->html);
	if (role->leave)
		role->leave(walk, node);
	if (role->styles)
		walk->builder.styles =
		    (unsigned)(uintptr_t)cmark_node_get_user_data(node);
}

void
walk_skip(struct walk *walk)
{
	walk->is_skipped = true;
}

void
walk_tree(struct walk *walk, cmark_node *root)
{
	cmark_iter *iterator = cmark_iter_new(root);
	cmark_event_type event;

	while ((event = cmark_iter_next(iterator)) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(iterator);
		const struct node_role *role = &roles[cmark_node_get_type(node)];

		if (event == CMARK_EVENT_ENTER)
			enter_node(walk, node, role);
		else
			leave_node(walk, node, role);
		if (walk->is_skipped)
			cmark_iter_reset(iterator, node, CMARK_EVENT_EXIT);
		walk->is_skipped = false;
	}
	cmark_iter_free(iterator);
}

void
walk_fragment(struct walk *walk, struct str markdown)
{
	struct markdown_mark mark = markdown_tree_mark(&walk->tree);
	cmark_node *root = markdown_tree_parse(&walk->tree, markdown);

	if (walk->shielding.is_any)
		shield_lift_tree(root);
	walk->is_fragment = true;
	walk_tree(walk, root);
	walk->is_fragment = false;
	markdown_tree_release(&walk->tree, mark);
}

/* What is not in the text need not be looked for in its parts. */
static void
look_over(struct walk *walk, struct str text)
{
	walk->has_tildes = memchr(text.data, '~', text.length) != NULL;
	walk->addresses = autolink_marks_of(text);
	table_lines_find(&walk->lines, text);
}

/* Frees a text that has been read and that somebody owns. */
static void
let_go(struct strbuf *owner)
{
	if (owner)
		strbuf_clear(owner);
}

/* Parses TEXT, which OWNER has: it is not read any more when cmark has got all
 * of it. cmark's tree without what was only asked for. */
static cmark_node *
parse(struct walk *walk, struct str text, struct strbuf *owner)
{
	struct markdown_parser parser = markdown_parser_begin(&walk->tree, text);
	struct link_labels labels = {0};
	cmark_node *root;

	if (walk->lines.ruler_count)
		link_labels_find(&labels, text);
	walk->lines_before = link_labels_feed(&labels, &parser);
	special_items_feed(
	    &walk->specials, &parser, &walk->lines, walk->lines_before + 1);
	table_lines_keep(&walk->lines);
	let_go(owner);
	root = markdown_parser_end(&parser);
	link_labels_take(&labels, root, &walk->definitions);
	link_labels_clear(&labels);
	return root;
}

static void
clear_parts(struct walk *walk)
{
	special_items_clear(&walk->specials);
	footnotes_clear(&walk->footnotes);
	anchors_clear(&walk->anchors);
	table_lines_clear(&walk->lines);
	strbuf_clear(&walk->definitions);
	markdown_tree_clear(&walk->tree);
}

/* Adds TEXT, which OWNER has, if not NULL: it is cleared when nothing is read
 * there any more. */
static void
add_text(struct walk *walk, struct str text, struct strbuf *owner)
{
	struct strbuf shielded = {0};
	cmark_node *root;

	walk->shielding = shield_text(text, &shielded);
	walk->builder.is_shielded = walk->shielding.is_escaped;
	if (walk->shielding.is_any) {
		let_go(owner);
		owner = &shielded;
		text = strbuf_str(owner);
	}
	walk->padding = PADDING_MAX;
	walk->steps = STEPS_MAX;
	markdown_tree_init(&walk->tree);
	html_init(&walk->html, &walk->builder, &walk->tree, walk->prose.shortcodes);
	walk->html.is_plain = walk->prose.typography.plain_quotes;
	walk->prose.html = &walk->html;
	look_over(walk, text);
	root = parse(walk, text, owner);
	if (walk->shielding.is_any)
		shield_lift_tree(root);
	footnotes_init(&walk->footnotes, &walk->specials);
	markdown_tree_give_back(&walk->tree);
	walk_tree(walk, root);
	html_finish(&walk->html);
	walk_add_footnotes(walk);
	html_finish(&walk->html); /* what it began anew in them */
	anchors_resolve(&walk->anchors, walk->builder.document);
	anchors_hand_over(&walk->anchors, walk->builder.document);
	clear_parts(walk);
	walk->builder.is_shielded = false;
	walk->shielding = (struct shielding){false, false};
	strbuf_clear(&shielded);
}

/* Without a byte order mark, and with marks for shortcodes. */
static void
add_markdown(struct walk *walk, struct str text, struct strbuf *owner)
{
	static const char mark[] = "\uFEFF";
	struct shortcodes shortcodes;

	if (str_starts_with(text, str_of(mark)))
		text = str_slice(text, sizeof(mark) - 1, text.length);
	if (text.length == 0)
		return;
	if (!shortcodes_read(&shortcodes, text, &walk->parameters)) {
		add_text(walk, text, owner);
		return;
	}
	let_go(owner);
	walk->prose.shortcodes = &shortcodes;
	add_text(walk, strbuf_str(&shortcodes.markdown), &shortcodes.markdown);
	walk->prose.shortcodes = NULL;
	shortcodes_clear(&shortcodes);
}

static void
add_head(struct walk *walk, const struct document_head *head)
{
	struct document_builder *builder = &walk->builder;

	builder_add_leaf(builder, BLOCK_TITLE, STYLE_TITLE, head->title);
	builder->document->title_end = (uint32_t)builder->document->text.length;
	builder_add_place(builder, head->place);
	builder_add_place(builder, head->details);
	builder_enter(builder, (struct block){.kind = BLOCK_DESCRIPTION});
	builder->styles = STYLE_DESCRIPTION;
	add_markdown(walk, head->description, NULL);
	builder->styles = 0;
	builder_leave(builder);
}

struct document *
document_parse_post(const struct document_head *head, struct str body,
    struct str file, struct strbuf *owner, struct document_options options)
{
	struct walk walk = {.prose.typography = {.plain_emoji = options.plain_emoji,
				.plain_quotes = options.plain_quotes},
	    .parameters.file = file};

	builder_init(&walk.builder, body.length);
	if (head)
		add_head(&walk, head);
	add_markdown(&walk, body, owner);
	let_go(owner);
	prose_clear(&walk.prose);
	parameters_clear(&walk.parameters);
	return builder_finish(&walk.builder);
}

struct document *
document_parse_with(const struct document_head *head, struct str body,
    struct document_options options)
{
	return document_parse_post(head, body, str_of(""), NULL, options);
}

struct document *
document_parse(const struct document_head *head, struct str body)
{
	return document_parse_with(head, body, (struct document_options){0});
}

void
document_free(struct document *document)
{
	if (!document)
		return;
	strbuf_clear(&document->text);
	free(document->blocks);
	free(document->runs);
	free(document->links);
	anchors_free(document->anchors);
	arena_clear(&document->arena);
	free(document);
}

struct str
document_block_text(const struct document *document, const struct block *block)
{
	const struct run *first, *last;

	if (block->run_count == 0)
		return str_of("");
	first = &document->runs[block->first_run];
	last = &first[block->run_count - 1];
	return str_slice(strbuf_str(&document->text), first->start,
	    (size_t)last->start + last->length);
}

size_t
document_find_link(const struct document *document, size_t number)
{
	/* A link's number is at most its index + 1. */
	size_t low = number ? number - 1 : 0;

	while (low < document->link_count && document->links[low].number != number)
		low++;
	return low < document->link_count && number ? low : document->link_count;
}

size_t
document_numbered_links(const struct document *document)
{
	for (size_t i = document->link_count; i-- > 0;)
		if (document->links[i].number)
			return document->links[i].number;
	return 0;
}

struct str
document_link_text(const struct document *document, const struct link *link)
{
	return str_slice(strbuf_str(&document->text), link->start, link->end);
}
