/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is in blocks. Text goes through a row of functions, each of which looks
 * for what only it knows: struck parts, references to footnotes, addresses.
 * Nothing is looked for that the whole text does not have.
 */
#include <cmark.h>
#include "cnai/autolink.h"
#include "document_walk.h"
#include "cnai/strikethrough.h"
#include "cnai/url.h"

static struct str
literal_of(cmark_node *node)
{
	return str_of(cmark_node_get_literal(node));
}

static void
add_words(struct walk *walk, struct str text)
{
	prose_add(&walk->prose, text);
}

static void
add_address(struct walk *walk, struct str text, const char *prefix)
{
	struct document_builder *builder = &walk->builder;
	const unsigned outer = builder->styles;
	struct strbuf url = {0};

	strbuf_append_string(&url, prefix);
	strbuf_append(&url, text);
	html_before_text(&walk->html, false);
	builder_link_begin(builder, strbuf_str(&url), str_of(""), false);
	builder->styles |= STYLE_LINK;
	builder_add_prose(builder, text);
	builder_link_end(builder);
	builder->styles = outer;
	strbuf_clear(&url);
}

static void
add_with_addresses(struct walk *walk, struct str text)
{
	struct autolink_reader reader;
	struct autolink link;
	size_t start = 0;

	if (walk->builder.link || walk->html.has_link) {
		add_words(walk, text);
		return;
	}
	reader = autolink_begin_part(text, walk->addresses);
	while (autolink_next(&reader, &link)) {
		add_words(walk, str_slice(text, start, link.start));
		add_address(
		    walk, str_slice(text, link.start, link.end), link.prefix);
		start = link.end;
	}
	add_words(walk, str_slice(text, start, text.length));
}

static void
add_with_references(struct walk *walk, struct str text)
{
	struct footnote *footnote;
	size_t offset = 0, start, end;

	while ((footnote = footnote_next_reference(
		    &walk->footnotes, text, offset, &start, &end))) {
		add_with_addresses(walk, str_slice(text, offset, start));
		html_before_text(&walk->html, false);
		walk_add_reference(walk, footnote);
		offset = end;
	}
	add_with_addresses(walk, str_slice(text, offset, text.length));
}

static void
turn_strike(struct walk *walk, const struct strike *strike)
{
	walk->struck += strike->is_begin;
	walk->struck -= strike->is_end;
	walk->builder.styles &= ~(unsigned)STYLE_STRUCK;
	if (walk->struck)
		walk->builder.styles |= STYLE_STRUCK;
}

static void
add_with_strikes(struct walk *walk, cmark_node *node, struct str text)
{
	const struct strike *strike = strikethrough_of(node, &walk->tree.arena);
	size_t start = 0;

	for (; strike; strike = strike->next) {
		if (!strike->is_begin && !strike->is_end)
			continue;
		add_with_references(walk, str_slice(text, start, strike->offset));
		turn_strike(walk, strike);
		start = strike->offset + strike->length;
	}
	add_with_references(walk, str_slice(text, start, text.length));
}

void
walk_enter_text(struct walk *walk, cmark_node *node)
{
	const struct str text = literal_of(node);

	prose_begin(&walk->prose, node, text);
	if (walk->has_tildes && memchr(text.data, '~', text.length))
		add_with_strikes(walk, node, text);
	else
		add_with_references(walk, text);
}

/* Whether NODE ends a line of the paragraph itself. */
static bool
ends_term(const struct walk *walk, cmark_node *node)
{
	return walk->is_term &&
	       cmark_node_get_type(cmark_node_parent(node)) == CMARK_NODE_PARAGRAPH;
}

void
walk_enter_soft_break(struct walk *walk, cmark_node *node)
{
	if (ends_term(walk, node))
		walk_next_term(walk);
	else
		builder_add_prose(&walk->builder, str_of(" "));
}

void
walk_enter_hard_break(struct walk *walk, cmark_node *node)
{
	if (ends_term(walk, node))
		walk_next_term(walk);
	else
		builder_add_break(&walk->builder);
}

void
walk_enter_code(struct walk *walk, cmark_node *node)
{
	unsigned outer = walk->builder.styles;

	walk->builder.styles |= STYLE_CODE;
	builder_add_literal(
	    &walk->builder, prose_plain(&walk->prose, literal_of(node)));
	walk->builder.styles = outer;
}

/* A link inside another (an image in a link, say) is not one of its own, and
 * what leads nowhere is none at all. */
static void
open_link(struct walk *walk, cmark_node *node, bool is_image)
{
	if (!is_image)
		html_end_link(&walk->html);
	if (walk->link || walk->builder.link || !*cmark_node_get_url(node))
		return;
	walk->link = node;
	builder_link_begin(&walk->builder,
	    prose_plain(&walk->prose, str_of(cmark_node_get_url(node))),
	    str_of(cmark_node_get_title(node)), is_image);
}

void
walk_enter_link(struct walk *walk, cmark_node *node)
{
	open_link(walk, node, false);
	if (!walk->link)
		walk->builder.styles &= ~(unsigned)STYLE_LINK;
}

void
walk_enter_image(struct walk *walk, cmark_node *node)
{
	open_link(walk, node, true);
	if (!cmark_node_first_child(node))
		builder_add_prose(&walk->builder,
		    url_file_name(str_of(cmark_node_get_url(node))));
}

void
walk_leave_link(struct walk *walk, cmark_node *node)
{
	if (walk->link != node)
		return;
	walk->link = NULL;
	builder_link_end(&walk->builder);
}
