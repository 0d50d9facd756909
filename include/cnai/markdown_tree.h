/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_MARKDOWN_TREE_H
#define CNAI_MARKDOWN_TREE_H

#include <stdbool.h>
#include <stdint.h>
#include "cnai/memory.h"
#include "cnai/str.h"

/*
 * Parsed Markdown, in memory that is cut from large pieces and freed with the
 * tree, or a piece at a time while the tree is taken down. A thread has at most
 * one tree at a time, which may hold several parsed texts.
 */
struct markdown_spare;
struct markdown_piece {
	char *bytes; /* NULL once it is given back */
	size_t live; /* allocations in it that are not freed */
};
struct markdown_room {
	char *unused, *end;
	uint32_t piece; /* that it is in: an index */
};
enum { MARKDOWN_EQUALS = 16 }; /* sizes of what is freed and used as it is */
struct markdown_tree {
	struct arena arena;              /* for what nodes are given besides */
	struct cmark_node *root;         /* of the text being parsed */
	size_t allocations;              /* since its parser was asked for */
	struct markdown_room fresh;      /* what is left of the newest piece */
	struct markdown_room used_again; /* and of the newest spare buffer */
	struct markdown_spare *spares;
	struct markdown_spare *equals[MARKDOWN_EQUALS]; /* by size */
	struct markdown_piece *pieces;                  /* oldest first */
	size_t piece_count, piece_capacity;
	size_t piece_size; /* of the newest */
	bool gives_back;   /* pieces in which nothing lives any more */
};

struct cmark_node;

/* Begins the thread's tree. */
void markdown_tree_init(struct markdown_tree *tree);

/*
 * Parses TEXT, less than 1 GB of any bytes. The nodes, and iterators made
 * over them, belong to the tree: they need not be freed.
 */
struct cmark_node *markdown_tree_parse(struct markdown_tree *tree, struct str text);

/*
 * The same of a text that comes in parts, which are parts of WHOLE or fit to
 * stand among them. After each line the blocks are there to be looked at,
 * below the parser's root: what they hold, and their ends, only when they are
 * closed; nothing of what is in a line.
 */
struct markdown_parser {
	struct cmark_parser *parser;
	struct cmark_node *root;
};

struct markdown_parser markdown_parser_begin(
    struct markdown_tree *tree, struct str whole);
void markdown_parser_feed(struct markdown_parser *parser, struct str text);
/* Parses what is in the lines; the root. */
struct cmark_node *markdown_parser_end(struct markdown_parser *parser);

/*
 * From here on the memory of nodes that are freed is not used again but given
 * back to the system, as soon as all that stands beside it is freed too. In a
 * small tree, of some 300 KB of text, gives_back stays false: freeing its nodes
 * takes time for nothing.
 */
void markdown_tree_give_back(struct markdown_tree *tree);

/*
 * What is parsed between markdown_tree_mark() and markdown_tree_release() is
 * for the moment: its memory is used again. Nothing older is freed meanwhile.
 * Such times may lie within each other.
 */
struct markdown_mark {
	struct markdown_tree tree; /* as it was */
	size_t live;               /* in its newest piece */
};

struct markdown_mark markdown_tree_mark(struct markdown_tree *tree);
void markdown_tree_release(struct markdown_tree *tree, struct markdown_mark mark);

/* Frees all nodes. */
void markdown_tree_clear(struct markdown_tree *tree);

#endif
