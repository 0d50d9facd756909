/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A line that may begin a definition or a footnote does so only where it is
 * not code and, for a definition, stands right behind a paragraph. cmark knows:
 * it has read all lines before, and the last block of its tree is what the
 * line goes on with or ends.
 */
#include <stdlib.h>
#include <string.h>
#include <cmark.h>
#include "cnai/memory.h"
#include "cnai/special_item.h"
#include "cnai/table_feed.h"

enum {
	DEPTH_MAX = 200, /* of blocks looked into; so many are on no page */
	INDENT_MAX = 3,  /* more is code */
	LABEL_MAX = 1000,
};

struct feeder {
	struct special_items *specials;
	struct markdown_parser *parser;
	struct table_feed tables;
	struct str text;
	size_t fed;          /* what of it cmark has got */
	size_t counted;      /* how far lines have been counted ... */
	int line;            /* ... and the number of the one there */
	size_t colon, caret; /* the next of each not looked at yet */
	bool has_returns;
};

/* A line that looks like the beginning of a special item. */
struct candidate {
	enum special_kind kind;
	size_t line; /* where it begins */
	size_t mark; /* where its ":" or "[" stands */
	int quotes;  /* ">" before */
	int indent;  /* blanks between the last of them and the mark */
	struct str label;
	size_t content;
};

/* What a line is added to. */
struct context {
	cmark_node *leaf; /* the last block */
	cmark_node *item; /* the innermost it is in, or NULL */
	int quotes;       /* around it */
};

static size_t
skip_blanks(struct str text, size_t offset)
{
	while (offset < text.length && str_is_blank(text.data[offset]))
		offset++;
	return offset;
}

static bool
is_line_end_at(struct str text, size_t offset)
{
	return offset >= text.length || str_is_line_end(text.data[offset]);
}

/* Whether nothing but blanks and ">" stands before the mark in its line. */
static bool
begins_line(struct str text, struct candidate *candidate)
{
	size_t offset = candidate->mark;

	while (offset && str_is_blank(text.data[offset - 1]))
		offset--;
	candidate->indent = (int)(candidate->mark - offset);
	for (; offset && !str_is_line_end(text.data[offset - 1]); offset--) {
		if (text.data[offset - 1] == '>')
			candidate->quotes++;
		else if (!str_is_blank(text.data[offset - 1]))
			return false;
	}
	candidate->line = offset;
	return true;
}

static bool
read_definition(struct str text, size_t colon, struct candidate *candidate)
{
	*candidate = (struct candidate){.kind = SPECIAL_DEFINITION, .mark = colon};
	candidate->content = skip_blanks(text, colon + 1);
	return candidate->content > colon + 1 &&
	       !is_line_end_at(text, candidate->content) &&
	       begins_line(text, candidate);
}

/* The end of a footnote's label that begins at OFFSET; OFFSET if it is none. */
static size_t
label_end(struct str text, size_t offset)
{
	size_t end = skip_blanks(text, offset);
	bool is_empty = true;

	for (; end < text.length && end - offset < LABEL_MAX; end++) {
		const char c = text.data[end];

		if (c == ']')
			return is_empty ? offset : end;
		if (c == '[' || str_is_line_end(c))
			break;
		is_empty = false;
	}
	return offset;
}

static bool
read_footnote(struct str text, size_t caret, struct candidate *candidate)
{
	size_t end;

	*candidate =
	    (struct candidate){.kind = SPECIAL_FOOTNOTE, .mark = caret - 1};
	if (caret == 0 || text.data[caret - 1] != '[' ||
	    !begins_line(text, candidate))
		return false;
	end = label_end(text, caret + 1);
	if (end == caret + 1 || end + 1 >= text.length || text.data[end + 1] != ':')
		return false;
	candidate->label = str_slice(text, caret + 1, end);
	candidate->content = skip_blanks(text, end + 2);
	return true;
}

/* The next line that looks like a special item; false if there is none. */
static bool
find_candidate(struct feeder *feeder, struct candidate *candidate)
{
	const struct str text = feeder->text;

	while (feeder->colon < text.length || feeder->caret < text.length) {
		const size_t colon = feeder->colon, caret = feeder->caret;
		bool is_found;

		if (colon < caret) {
			feeder->colon = str_find_byte(text, colon + 1, ':');
			is_found = read_definition(text, colon, candidate);
		} else {
			feeder->caret = str_find_byte(text, caret + 1, '^');
			is_found = read_footnote(text, caret, candidate);
		}
		if (is_found)
			return true;
	}
	return false;
}

static void
feed_up_to(struct feeder *feeder, size_t offset)
{
	if (offset > feeder->fed)
		table_feed_text(&feeder->tables, feeder->fed, offset);
	feeder->fed = offset;
}

/* How many of BYTE are in TEXT from START to END. */
static int
count_bytes(struct str text, size_t start, size_t end, char byte)
{
	const struct str part = str_slice(text, 0, end);
	int count = 0;

	while ((start = str_find_byte(part, start, byte)) < end) {
		count++;
		start++;
	}
	return count;
}

/* A return with a newline behind it ends one line and not two. */
static int
line_number(struct feeder *feeder, size_t offset)
{
	const struct str text = feeder->text;
	const size_t start = feeder->counted;

	feeder->line += count_bytes(text, start, offset, '\n');
	for (size_t i = start; feeder->has_returns && i < offset; i++)
		feeder->line += text.data[i] == '\r' &&
				!(i + 1 < text.length && text.data[i + 1] == '\n');
	feeder->counted = offset;
	return feeder->line;
}

/* Where CANDIDATE's mark stands in its line, from 1. */
static int
column_of(const struct candidate *candidate)
{
	return (int)(candidate->mark - candidate->line) + 1;
}

static bool
find_context(const struct feeder *feeder, struct context *context)
{
	cmark_node *node = feeder->parser->root;

	*context = (struct context){0};
	for (int depth = 0; node; depth++) {
		if (depth > DEPTH_MAX)
			return false;
		context->leaf = node;
		context->quotes +=
		    cmark_node_get_type(node) == CMARK_NODE_BLOCK_QUOTE;
		if (cmark_node_get_type(node) == CMARK_NODE_ITEM)
			context->item = node;
		node = cmark_node_last_child(node);
	}
	return true;
}

/* The column where what is in an item begins. */
static int
content_column(cmark_node *item)
{
	cmark_node *child = cmark_node_first_child(item);

	return cmark_node_get_start_column(child ? child : item);
}

/* Code or HTML that may go on: only what is closed has an end and a text. */
static bool
is_open_verbatim(cmark_node *node)
{
	const cmark_node_type type = cmark_node_get_type(node);

	return (type == CMARK_NODE_CODE_BLOCK || type == CMARK_NODE_HTML_BLOCK) &&
	       cmark_node_get_start_line(node) == cmark_node_get_end_line(node) &&
	       !*cmark_node_get_literal(node);
}

/* Whether the line is one of code or HTML, which then is not code by
 * indentation: that would end here. */
static bool
is_verbatim(const struct context *context, const struct candidate *candidate)
{
	const int base =
	    context->item ? content_column(context->item) : 2 * context->quotes + 1;

	if (!is_open_verbatim(context->leaf) || candidate->quotes < context->quotes)
		return false;
	if (context->item && column_of(candidate) < base)
		return false;
	return cmark_node_get_start_column(context->leaf) <= base + INDENT_MAX;
}

static bool
is_indented(const struct candidate *candidate)
{
	return candidate->indent > INDENT_MAX + (candidate->quotes > 0);
}

/* Whether the line is in the container that the paragraph PARAGRAPH is in. */
static bool
is_beside(cmark_node *paragraph, const struct candidate *candidate)
{
	cmark_node *parent = cmark_node_parent(paragraph);
	int base;

	if (cmark_node_get_type(parent) != CMARK_NODE_ITEM)
		return !is_indented(candidate);
	base = content_column(parent);
	return column_of(candidate) >= base &&
	       column_of(candidate) <= base + INDENT_MAX;
}

static const struct special_item *
special_of(const struct special_items *specials, cmark_node *node)
{
	return cmark_node_get_type(node) == CMARK_NODE_ITEM
		   ? special_item_at(specials, cmark_node_get_start_line(node),
			 cmark_node_get_start_column(node))
		   : NULL;
}

/* Whether the line stands below a definition, as one more of the same term. */
static bool
is_next_definition(const struct special_items *specials, cmark_node *node,
    const struct candidate *candidate)
{
	const int column = column_of(candidate);

	for (; node; node = cmark_node_parent(node)) {
		const struct special_item *special = special_of(specials, node);

		if (special && special->kind == SPECIAL_DEFINITION &&
		    abs(column - special->column) <= INDENT_MAX &&
		    column < content_column(node))
			return true;
	}
	return false;
}

static bool
is_special(const struct feeder *feeder, const struct candidate *candidate)
{
	struct context context;

	if (!find_context(feeder, &context) || is_verbatim(&context, candidate))
		return false;
	if (candidate->kind == SPECIAL_FOOTNOTE)
		return !is_indented(candidate);
	if (candidate->quotes != context.quotes)
		return false;
	return (cmark_node_get_type(context.leaf) == CMARK_NODE_PARAGRAPH &&
		   is_beside(context.leaf, candidate) &&
		   !table_feed_is_table(&feeder->tables, context.leaf)) ||
	       is_next_definition(feeder->specials, context.leaf, candidate);
}

static void
add_special(struct feeder *feeder, const struct candidate *candidate)
{
	struct special_items *specials = feeder->specials;
	struct special_item special = {.kind = candidate->kind,
	    .line = line_number(feeder, candidate->line),
	    .column = column_of(candidate),
	    .content = candidate->content - candidate->line,
	    .label = candidate->label};

	if (special.label.length)
		special.label.data = arena_copy(
		    &specials->labels, special.label.data, special.label.length);
	specials->items = memory_reserve(specials->items, &specials->capacity,
	    specials->count + 1, sizeof(*specials->items));
	specials->items[specials->count++] = special;
}

/*
 * A definition's ":" becomes a bullet. A footnote holds what is indented by
 * four columns, and so does an item whose text is four columns behind its
 * beginning; where it begins in the next line something must stand there.
 */
static void
feed_special(struct feeder *feeder, const struct candidate *candidate)
{
	feed_up_to(feeder, candidate->mark);
	if (candidate->kind == SPECIAL_DEFINITION) {
		markdown_parser_feed(feeder->parser, str_of("+"));
		feeder->fed++;
		return;
	}
	markdown_parser_feed(feeder->parser, str_of("+   "));
	feeder->fed = candidate->content;
	if (is_line_end_at(feeder->text, candidate->content))
		markdown_parser_feed(feeder->parser, str_of("<!-- -->"));
}

void
special_items_feed(struct special_items *specials, struct markdown_parser *parser,
    const struct table_lines *lines, int first_line)
{
	const struct str text = lines->text;
	struct feeder feeder = {.specials = specials,
	    .parser = parser,
	    .tables = {.lines = lines,
		.specials = specials,
		.parser = parser,
		.lines_before = first_line - 1},
	    .text = text,
	    .line = first_line,
	    .colon = str_find_byte(text, 0, ':'),
	    .caret = str_find_byte(text, 0, '^'),
	    .has_returns = str_find_byte(text, 0, '\r') < text.length};
	struct candidate candidate;

	while (find_candidate(&feeder, &candidate)) {
		feed_up_to(&feeder, candidate.line);
		if (!is_special(&feeder, &candidate))
			continue;
		add_special(&feeder, &candidate);
		feed_special(&feeder, &candidate);
	}
	feed_up_to(&feeder, text.length);
}

void
special_items_clear(struct special_items *specials)
{
	free(specials->items);
	arena_clear(&specials->labels);
	*specials = (struct special_items){0};
}

static int
compare_place(const void *a, const void *b)
{
	const struct special_item *left = a, *right = b;

	if (left->line != right->line)
		return left->line < right->line ? -1 : 1;
	return (left->column > right->column) - (left->column < right->column);
}

const struct special_item *
special_item_at(const struct special_items *specials, int line, int column)
{
	const struct special_item key = {.line = line, .column = column};

	return specials->count ? bsearch(&key, specials->items, specials->count,
				     sizeof(key), compare_place)
			       : NULL;
}

/* The number of the first item from LINE on. */
static size_t
first_from(const struct special_items *specials, int line)
{
	size_t low = 0, high = specials->count;

	while (low < high) {
		const size_t middle = low + (high - low) / 2;

		if (specials->items[middle].line < line)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

bool
special_items_has_footnote(const struct special_items *specials, int first, int end)
{
	size_t i = first_from(specials, first);

	while (i < specials->count && specials->items[i].line < end &&
	       specials->items[i].kind != SPECIAL_FOOTNOTE)
		i++;
	return i < specials->count && specials->items[i].line < end;
}
