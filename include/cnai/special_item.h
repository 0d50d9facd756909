/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_SPECIAL_ITEM_H
#define CNAI_SPECIAL_ITEM_H

#include <stdint.h>
#include "cnai/markdown_tree.h"
#include "cnai/memory.h"
#include "cnai/str.h"

/*
 * Blocks that cmark does not know and that hold others as a list's items do:
 * definitions (": what the line above means") and footnotes ("[^1]: text").
 * They become items of bullet lists, which are told from others by their
 * place. A definition stands behind the paragraph whose lines it defines.
 */
enum special_kind {
	SPECIAL_NONE,
	SPECIAL_DEFINITION,
	SPECIAL_FOOTNOTE,
};

struct special_item {
	enum special_kind kind;
	int line, column; /* where cmark finds it, from 1 */
	size_t content;   /* where it begins in its line */
	struct str label; /* of a footnote, as written */
};

/* In the order they stand in. Zero it to begin. */
struct special_items {
	struct special_item *items;
	size_t count, capacity;
	struct arena labels;
};

struct table_lines;

/*
 * Feeds PARSER with the text of LINES, whose first line is cmark's line
 * FIRST_LINE, and notes the special items in it.
 */
void special_items_feed(struct special_items *specials,
    struct markdown_parser *parser, const struct table_lines *lines,
    int first_line);
void special_items_clear(struct special_items *specials);

/* What the item at LINE and COLUMN is; NULL if nothing special. */
const struct special_item *special_item_at(
    const struct special_items *specials, int line, int column);

/* Whether a footnote begins on one of the lines FIRST up to, not including,
 * END. */
bool special_items_has_footnote(
    const struct special_items *specials, int first, int end);

#endif
