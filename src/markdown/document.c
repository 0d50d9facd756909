/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From cmark's tree to a document. A table says what each type of node does
 * when the walk enters and leaves it. The styles around a node are kept in
 * the node itself, so nesting takes neither recursion nor a look at parents.
 */
#include <stdlib.h>
#include <string.h>
#include <cmark.h>
#include "cnai/document_builder.h"
#include "cnai/html.h"
#include "cnai/markdown_tree.h"

struct walk {
	struct document_builder builder;
	struct markdown_tree tree;
	cmark_node *link;       /* the node whose link is open */
	struct strbuf markdown; /* what a block of HTML says */
};

static void walk_tree(struct walk *walk, cmark_node *root);

static struct str
literal_of(cmark_node *node)
{
	return str_of(cmark_node_get_literal(node));
}

static void
enter_quote(struct walk *walk, cmark_node *node)
{
	(void)node;
	builder_enter(&walk->builder, (struct block){.kind = BLOCK_QUOTE});
}

static void
enter_list(struct walk *walk, cmark_node *node)
{
	struct block list = {.kind = BLOCK_LIST,
	    .is_ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST,
	    .is_tight = cmark_node_get_list_tight(node)};

	if (list.is_ordered)
		list.number = (uint32_t)cmark_node_get_list_start(node);
	builder_enter(&walk->builder, list);
}

static void
enter_item(struct walk *walk, cmark_node *node)
{
	(void)node;
	builder_enter(&walk->builder, (struct block){.kind = BLOCK_ITEM});
}

static void
leave_container(struct walk *walk, cmark_node *node)
{
	(void)node;
	builder_leave(&walk->builder);
}

static void
enter_paragraph(struct walk *walk, cmark_node *node)
{
	(void)node;
	builder_begin(&walk->builder, (struct block){.kind = BLOCK_PARAGRAPH});
}

static void
enter_heading(struct walk *walk, cmark_node *node)
{
	uint32_t level = (uint32_t)cmark_node_get_heading_level(node);

	builder_begin(
	    &walk->builder, (struct block){.kind = BLOCK_HEADING, .number = level});
	walk->builder.styles |= level <= 2 ? STYLE_HEADING : STYLE_SUBHEADING;
}

static void
leave_leaf(struct walk *walk, cmark_node *node)
{
	(void)node;
	builder_end(&walk->builder);
}

static void
leave_heading(struct walk *walk, cmark_node *node)
{
	walk->builder.styles &= ~(unsigned)(STYLE_HEADING | STYLE_SUBHEADING);
	leave_leaf(walk, node);
}

static void
enter_rule(struct walk *walk, cmark_node *node)
{
	(void)node;
	builder_add_rule(&walk->builder);
}

static void
enter_code_block(struct walk *walk, cmark_node *node)
{
	const char *info = cmark_node_get_fence_info(node);

	builder_add_code(&walk->builder, literal_of(node),
	    (struct str){info, strcspn(info, " \t\r\n")});
}

static void
enter_text(struct walk *walk, cmark_node *node)
{
	builder_add_prose(&walk->builder, literal_of(node));
}

static void
enter_soft_break(struct walk *walk, cmark_node *node)
{
	(void)node;
	builder_add_prose(&walk->builder, str_of(" "));
}

static void
enter_hard_break(struct walk *walk, cmark_node *node)
{
	(void)node;
	builder_add_break(&walk->builder);
}

static void
enter_code(struct walk *walk, cmark_node *node)
{
	unsigned outer = walk->builder.styles;

	walk->builder.styles |= STYLE_CODE;
	builder_add_literal(&walk->builder, literal_of(node));
	walk->builder.styles = outer;
}

/* A link inside another (an image in a link, say) is not one of its own, and
 * what leads nowhere is none at all. */
static void
open_link(struct walk *walk, cmark_node *node, bool is_image)
{
	if (walk->link || !*cmark_node_get_url(node))
		return;
	walk->link = node;
	builder_link_begin(&walk->builder, str_of(cmark_node_get_url(node)),
	    str_of(cmark_node_get_title(node)), is_image);
}

static void
enter_link(struct walk *walk, cmark_node *node)
{
	open_link(walk, node, false);
	if (!walk->link)
		walk->builder.styles &= ~(unsigned)STYLE_LINK;
}

/*
 * The name of the file at URL, the last part of its path; all of the URL where
 * it has none. What is in a data: URL itself is not for reading.
 */
static struct str
url_name(struct str url)
{
	size_t end = strcspn(url.data, "?#");
	size_t start;

	if (str_starts_with(url, str_of("data:")))
		return str_slice(url, 0, strcspn(url.data, ";,"));
	while (end && url.data[end - 1] == '/')
		end--;
	start = end;
	while (start && url.data[start - 1] != '/')
		start--;
	if (start == end || str_ends_with(str_slice(url, 0, start), str_of("//")))
		return url;
	return str_slice(url, start, end);
}

static void
enter_image(struct walk *walk, cmark_node *node)
{
	open_link(walk, node, true);
	if (!cmark_node_first_child(node))
		builder_add_prose(
		    &walk->builder, url_name(str_of(cmark_node_get_url(node))));
}

static void
leave_link(struct walk *walk, cmark_node *node)
{
	if (walk->link != node)
		return;
	walk->link = NULL;
	builder_link_end(&walk->builder);
}

static void
enter_html_inline(struct walk *walk, cmark_node *node)
{
	if (html_tag_breaks_line(literal_of(node)))
		builder_add_break(&walk->builder);
}

/* Preformatted text comes as one paragraph with one text in it. */
static void
add_preformatted(struct walk *walk, cmark_node *root)
{
	cmark_node *paragraph = cmark_node_first_child(root);
	cmark_node *text = paragraph ? cmark_node_first_child(paragraph) : NULL;

	if (text)
		builder_add_code(&walk->builder, literal_of(text), str_of(""));
}

/* What HTML becomes has no HTML in it, so the walk inside the walk ends. */
static void
add_html_part(struct walk *walk, enum html_part part)
{
	struct markdown_tree mark = markdown_tree_mark(&walk->tree);
	cmark_node *root =
	    markdown_tree_parse(&walk->tree, strbuf_str(&walk->markdown));

	if (part == HTML_PREFORMATTED)
		add_preformatted(walk, root);
	else
		walk_tree(walk, root);
	markdown_tree_release(&walk->tree, mark);
}

static void
enter_html_block(struct walk *walk, cmark_node *node)
{
	struct html_reader reader = {.source = literal_of(node)};
	enum html_part part;

	while ((part = html_next(&reader, &walk->markdown)) != HTML_END)
		if (walk->markdown.length)
			add_html_part(walk, part);
}

typedef void node_function(struct walk *walk, cmark_node *node);

static const struct node_role {
	unsigned styles; /* of everything inside */
	node_function *enter, *leave;
} roles[CMARK_NODE_LAST_INLINE + 1] = {
    [CMARK_NODE_BLOCK_QUOTE] = {STYLE_QUOTE, enter_quote, leave_container},
    [CMARK_NODE_LIST] = {0, enter_list, leave_container},
    [CMARK_NODE_ITEM] = {0, enter_item, leave_container},
    [CMARK_NODE_CODE_BLOCK] = {0, enter_code_block, NULL},
    [CMARK_NODE_HTML_BLOCK] = {0, enter_html_block, NULL},
    [CMARK_NODE_PARAGRAPH] = {0, enter_paragraph, leave_leaf},
    [CMARK_NODE_HEADING] = {0, enter_heading, leave_heading},
    [CMARK_NODE_THEMATIC_BREAK] = {0, enter_rule, NULL},
    [CMARK_NODE_TEXT] = {0, enter_text, NULL},
    [CMARK_NODE_SOFTBREAK] = {0, enter_soft_break, NULL},
    [CMARK_NODE_LINEBREAK] = {0, enter_hard_break, NULL},
    [CMARK_NODE_CODE] = {0, enter_code, NULL},
    [CMARK_NODE_HTML_INLINE] = {0, enter_html_inline, NULL},
    [CMARK_NODE_EMPH] = {STYLE_EMPHASIS, NULL, NULL},
    [CMARK_NODE_STRONG] = {STYLE_STRONG, NULL, NULL},
    [CMARK_NODE_LINK] = {STYLE_LINK, enter_link, leave_link},
    [CMARK_NODE_IMAGE] = {STYLE_IMAGE, enter_image, leave_link},
};

static void
enter_node(struct walk *walk, cmark_node *node, const struct node_role *role)
{
	if (role->styles) {
		uintptr_t outer = walk->builder.styles;

		cmark_node_set_user_data(node, (void *)outer);
		walk->builder.styles |= role->styles;
	}
	if (role->enter)
		role->enter(walk, node);
}

static void
leave_node(struct walk *walk, cmark_node *node, const struct node_role *role)
{
	if (role->leave)
		role->leave(walk, node);
	if (role->styles)
		walk->builder.styles =
		    (unsigned)(uintptr_t)cmark_node_get_user_data(node);
}

static void
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
	}
}

static void
add_markdown(struct walk *walk, struct str text)
{
	if (text.length == 0)
		return;
	markdown_tree_init(&walk->tree);
	walk_tree(walk, markdown_tree_parse(&walk->tree, text));
	markdown_tree_clear(&walk->tree);
}

static void
add_head(struct walk *walk, const struct document_head *head)
{
	struct document_builder *builder = &walk->builder;

	builder_add_leaf(builder, BLOCK_TITLE, STYLE_TITLE, head->title);
	builder->document->title_end = (uint32_t)builder->document->text.length;
	builder_add_place(builder, head->place);
	builder_enter(builder, (struct block){.kind = BLOCK_DESCRIPTION});
	builder->styles = STYLE_DESCRIPTION;
	add_markdown(walk, head->description);
	builder->styles = 0;
	builder_leave(builder);
}

struct document *
document_parse(const struct document_head *head, struct str body)
{
	struct walk walk = {0};

	builder_init(&walk.builder, body.length);
	if (head)
		add_head(&walk, head);
	add_markdown(&walk, body);
	strbuf_clear(&walk.markdown);
	return builder_finish(&walk.builder);
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
	arena_clear(&document->arena);
	free(document);
}

struct str
document_block_text(const struct document *document, const struct block *block)
{
	const struct run *first = &document->runs[block->first_run];
	const struct run *last = &first[block->run_count] - 1;

	if (block->run_count == 0)
		return str_of("");
	return str_slice(strbuf_str(&document->text), first->start,
	    (size_t)last->start + last->length);
}

struct str
document_link_text(const struct document *document, const struct link *link)
{
	return str_slice(strbuf_str(&document->text), link->start, link->end);
}
