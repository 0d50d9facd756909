/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_TABLE_FEED_H
#define CNAI_TABLE_FEED_H

#include "cnai/markdown_tree.h"
#include "cnai/special_item.h"
#include "cnai/table.h"

/*
 * What cmark gets of tables. A row is read for its cells one by one, later;
 * as a line of the paragraph that cmark takes the table for it would be read
 * in vain. So of the rows that cannot be anything else only a "|" is fed.
 */
struct table_feed {
	const struct table_lines *lines;
	const struct special_items *specials;
	struct markdown_parser *parser;
	int lines_before; /* cmark's, before the text */
	size_t ruler;     /* the next to be looked at, of the lines' */
	int table;        /* cmark's line that the last table's paragraph
			     begins on; 0: none yet */
};

/* Feeds the text from START to END, which are ends of lines or in a line that
 * begins a special item. */
void table_feed_text(struct table_feed *feed, size_t start, size_t end);

struct cmark_node;

/* Whether the last paragraph of the tree, NODE, is a table as far as it has
 * been fed. */
bool table_feed_is_table(const struct table_feed *feed, struct cmark_node *node);

/* The paragraph NODE as lines. False where they are not known. */
bool table_paragraph_of(const struct table_lines *lines,
    const struct special_items *specials, int lines_before, struct cmark_node *node,
    struct table_paragraph *paragraph);

#endif
