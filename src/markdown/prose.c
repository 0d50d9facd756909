/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A quote's neighbours may be other nodes of the tree; then it is the mark
 * that stood in the source there that counts, as it does for Hugo.
 */
#include <cmark.h>
#include "cnai/prose.h"
#include "cnai/unicode.h"

/* The marks a node begins and ends with in the source; NULL: its own text. */
static const struct marks {
	const char *start, *end;
} marks[CMARK_NODE_LAST_INLINE + 1] = {
    [CMARK_NODE_SOFTBREAK] = {"\n", "\n"},
    [CMARK_NODE_LINEBREAK] = {"\\\n", "\n"},
    [CMARK_NODE_CODE] = {"``", "`"},
    [CMARK_NODE_HTML_INLINE] = {"<>", ">"},
    [CMARK_NODE_CUSTOM_INLINE] = {"~~", "~"},
    [CMARK_NODE_EMPH] = {"*x", "*"},
    [CMARK_NODE_STRONG] = {"**", "*"},
    [CMARK_NODE_LINK] = {"[x", ")"},
    [CMARK_NODE_IMAGE] = {"![", ")"},
};

static bool
is_inline(cmark_node *node)
{
	return cmark_node_get_type(node) >= CMARK_NODE_FIRST_INLINE;
}

static uint32_t
last_character(struct str text)
{
	size_t start = text.length, length;

	if (start == 0)
		return '\n';
	while (--start > 0 && text.length - start < 4 &&
	       ((unsigned char)text.data[start] & 0xC0) == 0x80)
		;
	return utf8_decode(text, start, &length);
}

static uint32_t
character_before(cmark_node *node)
{
	cmark_node *previous = cmark_node_previous(node);
	cmark_node *parent = cmark_node_parent(node);
	const char *mark;

	if (!previous) {
		mark = is_inline(parent) ? marks[cmark_node_get_type(parent)].start
					 : NULL;
		/* "[x" and "*x" have the text behind their mark. */
		return mark ? (unsigned char)(mark[0] == '!' ? '[' : mark[0])
			    : '\n';
	}
	mark = marks[cmark_node_get_type(previous)].end;
	return mark ? (unsigned char)*mark
		    : last_character(str_of(cmark_node_get_literal(previous)));
}

static struct str
text_after(cmark_node *node)
{
	cmark_node *next = cmark_node_next(node);
	cmark_node *parent = cmark_node_parent(node);
	const char *mark;

	if (!next) {
		if (!is_inline(parent))
			return str_of("");
		mark = marks[cmark_node_get_type(parent)].end;
		return str_of(mark && *mark == ')' ? "](" : mark);
	}
	mark = marks[cmark_node_get_type(next)].start;
	return str_of(mark ? mark : cmark_node_get_literal(next));
}

/* "<https://a.b>", and what was made a link because it looks like one. */
static bool
is_address(cmark_node *node, struct str text)
{
	cmark_node *parent = cmark_node_parent(node);

	return cmark_node_get_type(parent) == CMARK_NODE_LINK &&
	       !cmark_node_next(node) && !cmark_node_previous(node) &&
	       str_ends_with(str_of(cmark_node_get_url(parent)), text);
}

void
prose_begin(struct prose *prose, cmark_node *node, struct str text)
{
	prose->node = node;
	prose->whole = text;
	prose->is_address = is_address(node, prose->whole);
}

/* The typographer sees a piece with all that stands around it. */
static struct str
set(struct prose *prose, struct str piece)
{
	struct str whole = prose->whole;
	size_t start, end;

	/* What is not a part of the node's text is all there is. */
	if ((uintptr_t)piece.data < (uintptr_t)whole.data ||
	    (uintptr_t)piece.data > (uintptr_t)whole.data + whole.length)
		whole = piece;
	start = (size_t)(piece.data - whole.data);
	end = start + piece.length;
	if (prose->is_address || !typography_is_needed(piece))
		return piece;
	strbuf_truncate(&prose->text, 0);
	typography_append(&prose->typography, &prose->text, piece,
	    start ? last_character(str_slice(whole, 0, start))
		  : character_before(prose->node),
	    end < whole.length ? str_slice(whole, end, whole.length)
			       : text_after(prose->node));
	return strbuf_str(&prose->text);
}

static bool
is_white(struct str piece)
{
	size_t start = 0;

	while (start < piece.length && str_is_white(piece.data[start]))
		start++;
	return start == piece.length;
}

static void
add_piece(struct prose *prose, struct str piece)
{
	if (piece.length && html_before_text(prose->html, is_white(piece)))
		builder_add_prose(prose->html->builder,
		    html_set_script(prose->html, set(prose, piece)));
}

void
prose_add(struct prose *prose, struct str part)
{
	size_t start = 0, offset = 0, end;
	const struct shortcode *found;

	while ((found = shortcode_next(prose->shortcodes, part, &offset, &end))) {
		add_piece(prose, str_slice(part, start, offset));
		html_add_shortcode(prose->html, found);
		start = offset = end;
	}
	add_piece(prose, str_slice(part, start, part.length));
}

void
prose_end_leaf(struct prose *prose)
{
	html_end_leaf(prose->html);
	typography_end_block(&prose->typography);
}

struct str
prose_plain(struct prose *prose, struct str text)
{
	if (!prose->shortcodes)
		return text;
	strbuf_truncate(&prose->text, 0);
	shortcodes_append_plain(prose->shortcodes, &prose->text, text);
	return strbuf_str(&prose->text);
}

void
prose_clear(struct prose *prose)
{
	strbuf_clear(&prose->text);
}
