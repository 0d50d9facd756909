/* SPDX-License-Identifier: Apache-2.0 */
/*
 * When the ruler of a table has been fed, cmark's tree says whether it is a
 * line of a paragraph. A line below it that begins with the same blanks and
 * quote marks, and goes on as no block can begin, is one more line of it.
 */
#include <cmark.h>
#include "cnai/table_feed.h"

enum { DEPTH_MAX = 200 };

/* Where the text of NODE begins; a footnote's line is not the one cmark got. */
static size_t
content_offset(const struct table_lines *lines,
    const struct special_items *specials, cmark_node *node, size_t line)
{
	cmark_node *parent = cmark_node_parent(node);
	const struct special_item *special = special_item_at(specials,
	    cmark_node_get_start_line(parent), cmark_node_get_start_column(parent));

	if (special && special->line == cmark_node_get_start_line(node) &&
	    special->kind == SPECIAL_FOOTNOTE)
		return lines->starts[line] + special->content;
	return lines->starts[line] + (size_t)cmark_node_get_start_column(node) - 1;
}

static size_t
count_quotes(cmark_node *node)
{
	size_t count = 0;

	for (; node; node = cmark_node_parent(node))
		count += cmark_node_get_type(node) == CMARK_NODE_BLOCK_QUOTE;
	return count;
}

bool
table_paragraph_of(const struct table_lines *lines,
    const struct special_items *specials, int lines_before, cmark_node *node,
    struct table_paragraph *paragraph)
{
	const int first = cmark_node_get_start_line(node) - 1 - lines_before;
	const int end = cmark_node_get_end_line(node) - lines_before;

	if (first < 0 || (size_t)first >= lines->count)
		return false;
	*paragraph = (struct table_paragraph){
	    .first = (size_t)first,
	    .end = end > first ? (size_t)end : (size_t)first + 1,
	    .content = content_offset(lines, specials, node, (size_t)first),
	    .quotes = count_quotes(node),
	};
	return true;
}

static cmark_node *
last_leaf(cmark_node *node)
{
	cmark_node *child;

	for (int depth = 0; (child = cmark_node_last_child(node)); depth++) {
		if (depth > DEPTH_MAX)
			return NULL;
		node = child;
	}
	return node;
}

/* Whether line RULER, which was just fed, rules a table. */
static bool
begins_rows(struct table_feed *feed, size_t ruler)
{
	cmark_node *leaf = last_leaf(feed->parser->root);
	struct table_paragraph paragraph;

	if (!leaf || cmark_node_get_type(leaf) != CMARK_NODE_PARAGRAPH ||
	    !table_paragraph_of(feed->lines, feed->specials, feed->lines_before,
		leaf, &paragraph) ||
	    paragraph.first >= ruler ||
	    !table_is_at(feed->lines, &paragraph, ruler))
		return false;
	feed->table = cmark_node_get_start_line(leaf);
	return true;
}

static size_t
prefix_length(struct str line)
{
	size_t length = 0;

	while (length < line.length &&
	       (str_is_blank(line.data[length]) || line.data[length] == '>'))
		length++;
	return length;
}

/* Whether C begins no block, wherever it begins a line of a paragraph. */
static bool
begins_nothing(char c)
{
	return c == '|' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (unsigned char)c >= 0x80;
}

static struct str
line_of(const struct table_lines *lines, size_t line)
{
	return str_slice(lines->text, lines->starts[line], lines->starts[line + 1]);
}

/* Feeds the rows below line RULER as far as END and returns where the line
 * behind them begins. */
static size_t
feed_rows(const struct table_feed *feed, size_t ruler, size_t end)
{
	const struct table_lines *lines = feed->lines;
	const struct str prefix = str_slice(
	    line_of(lines, ruler), 0, prefix_length(line_of(lines, ruler)));
	struct strbuf rows = {0};
	size_t line = ruler + 1;

	for (; line < lines->count && lines->starts[line + 1] <= end; line++) {
		const struct str text = line_of(lines, line);

		if (!str_starts_with(text, prefix) ||
		    text.length == prefix.length ||
		    !begins_nothing(text.data[prefix.length]))
			break;
		strbuf_append(&rows, prefix);
		strbuf_append_string(&rows, "|\n");
	}
	markdown_parser_feed(feed->parser, strbuf_str(&rows));
	strbuf_clear(&rows);
	return lines->starts[line];
}

void
table_feed_text(struct table_feed *feed, size_t start, size_t end)
{
	const struct table_lines *lines = feed->lines;
	const struct str text = lines->text;

	for (; feed->ruler < lines->ruler_count; feed->ruler++) {
		const size_t ruler = lines->rulers[feed->ruler];
		const size_t behind = lines->starts[ruler + 1];

		if (behind > end)
			break;
		if (lines->starts[ruler] < start)
			continue; /* a row, or fed in part */
		markdown_parser_feed(feed->parser, str_slice(text, start, behind));
		start = behind;
		if (begins_rows(feed, ruler))
			start = feed_rows(feed, ruler, end);
	}
	markdown_parser_feed(feed->parser, str_slice(text, start, end));
}

bool
table_feed_is_table(const struct table_feed *feed, struct cmark_node *node)
{
	return feed->table && feed->table == cmark_node_get_start_line(node);
}
