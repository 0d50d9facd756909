/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_DOCUMENT_WALK_H
#define CNAI_DOCUMENT_WALK_H

#include "cnai/anchor.h"
#include "cnai/autolink.h"
#include "cnai/document_builder.h"
#include "cnai/footnote.h"
#include "cnai/html.h"
#include "cnai/markdown_tree.h"
#include "cnai/parameter.h"
#include "cnai/prose.h"
#include "cnai/shield.h"
#include "cnai/special_item.h"
#include "cnai/table.h"

/*
 * The walk over cmark's tree that makes a document of it, in parts: blocks,
 * what is in them, tables and footnotes. Only these parts know this header.
 */
struct cmark_node;
struct cmark_iter;
struct walk_cells;

struct walk {
	struct document_builder builder;
	struct markdown_tree tree;
	struct html html;
	struct prose prose;
	struct shielding shielding;
	struct parameters parameters;    /* of the post */
	struct cmark_node *link;         /* the node whose link is open */
	bool has_tildes;                 /* what the text may have: these ... */
	struct autolink_marks addresses; /* ... and these marks */
	size_t struck;                   /* struck parts that are open */
	bool is_term;                    /* the block that is open is one */
	bool is_skipped;                 /* the node entered gets no leave */
	struct special_items specials;
	struct footnotes footnotes;
	struct anchors anchors;
	struct table_lines lines;
	int lines_before;          /* cmark's, before the first of them */
	struct strbuf definitions; /* of links */
	size_t padding;            /* empty cells that may still be added */
	size_t steps;              /* that may still be taken to look ahead */
	bool is_fragment;          /* walking what was parsed apart */
	struct walk_cells *cells;  /* of the table it is part of */
};

typedef void walk_function(struct walk *walk, struct cmark_node *node);

/* Walks through ROOT and all below it. */
void walk_tree(struct walk *walk, struct cmark_node *root);
/* Parses MARKDOWN, a part of the text, and walks through it; not in another. */
void walk_fragment(struct walk *walk, struct str markdown);
/* What the walk enters next is behind the node it has just entered. */
void walk_skip(struct walk *walk);

/* Blocks. */
walk_function walk_enter_quote, walk_enter_list, walk_leave_list, walk_enter_item,
    walk_enter_paragraph, walk_enter_heading, walk_leave_leaf, walk_leave_container,
    walk_enter_rule, walk_enter_code_block;

/* What is in them. */
walk_function walk_enter_text, walk_enter_soft_break, walk_enter_hard_break,
    walk_enter_code, walk_enter_link, walk_enter_image, walk_leave_link;

/* Ends a term and begins the next one. */
void walk_next_term(struct walk *walk);

/* Adds a paragraph or heading that is a table; false if it is none. */
bool walk_add_table(struct walk *walk, struct cmark_node *node);
/* A heading in a fragment of a table's cells is a cell. */
void walk_enter_cell(struct walk *walk);
void walk_leave_cell(struct walk *walk);

/* Adds a reference to a footnote. */
void walk_add_reference(struct walk *walk, struct footnote *footnote);
/* Adds the footnotes that were referred to. */
void walk_add_footnotes(struct walk *walk);

#endif
