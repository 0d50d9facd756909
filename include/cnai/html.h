/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_HTML_H
#define CNAI_HTML_H

#include "cnai/document_builder.h"
#include "cnai/html_tag.h"

/*
 * HTML in Markdown, added to the document as it is read. Elements may be open
 * over several blocks of HTML with Markdown between them, and inside a
 * paragraph; what is opened inside a container of Markdown's ends with it.
 */

enum {
	HTML_DEPTH_MAX = 200, /* elements and containers; deeper ones vanish */
	HTML_STYLES = 8,      /* kinds of inline elements that are counted */
	HTML_SPANS_MAX = 100, /* columns that a cell may reach down in */
};

struct html_kind;
struct html_element {
	const struct html_kind *kind; /* NULL: a container of Markdown's */
	uint32_t block;               /* its index, of a table and a row */
	unsigned styles;              /* of the blocks around it */
	unsigned char counts[HTML_STYLES];
	unsigned char columns, rows; /* of a cell */
	bool is_container, is_leaf, is_hidden;
	bool is_in_leaf; /* opened inside a paragraph */
};

struct html_table {
	uint32_t column;
	uint32_t cells, headers;             /* of the row, those that are there */
	size_t budget;                       /* empty cells that may be written */
	unsigned char spans[HTML_SPANS_MAX]; /* rows that are taken below */
};

struct shortcode;
struct shortcodes;
struct markdown_tree;

struct html {
	struct document_builder *builder;
	struct markdown_tree *tree;          /* to decode entities with */
	const struct shortcodes *shortcodes; /* NULL for none */
	struct html_element stack[HTML_DEPTH_MAX];
	size_t depth, overflow; /* overflow: scopes above the stack's end */
	unsigned styles;        /* of the blocks that are open */
	unsigned char counts[HTML_STYLES]; /* open inline elements */
	unsigned script;     /* HTML_RAISED, HTML_LOWERED or both: html_kind.h */
	bool is_plain;       /* text stays as it is written */
	size_t quotations;   /* open, in each other */
	size_t hidden_depth; /* open elements of the name of the hidden one */
	bool is_leaf_open;   /* a block of runs that this module began */
	bool is_inline;      /* reading inside a block of runs of Markdown's */
	bool is_suspended;   /* that block was ended, another begins with text */
	bool has_link;       /* inside <a href> */
	bool is_link_empty;  /* nothing has stood in it yet */
	uint32_t next_item;  /* number of a list's next item in a cell and the
				like; 0: a bullet */
	struct strbuf url, title; /* of that link */
	struct strbuf text;       /* what is being decoded */
	struct strbuf small;      /* digits of sub and sup */
	struct html_table table;
};

/* Begins; TREE is the one that is walked. Zero SHORTCODES if there are none. */
void html_init(struct html *html, struct document_builder *builder,
    struct markdown_tree *tree, const struct shortcodes *shortcodes);
/* Closes all that is open and frees what HTML owns. */
void html_finish(struct html *html);

/* The name of the element that TAG begins if nothing in it is shown, else the
 * empty string; whether TAG ends an element of NAME. */
struct str html_hidden_name(struct str tag);
bool html_is_end_of(struct str tag, struct str name);

/* A block of HTML; HTML inside a block of runs that the caller began. */
void html_add_block(struct html *html, struct str source);
void html_add_inline(struct html *html, struct str source);
/* What a shortcode stands for, there too. */
void html_add_shortcode(struct html *html, const struct shortcode *shortcode);

/* Around what is in a container of Markdown's (a quote, an item). */
void html_enter_scope(struct html *html);
void html_leave_scope(struct html *html);

/* Before a block of Markdown's: what stands in a list stands in an item. */
void html_before_block(struct html *html);
/* TEXT as it is set where the element around it is sub or sup: valid until
 * the next call. */
struct str html_set_script(struct html *html, struct str text);
/* Before text in a block of runs of Markdown's; false where it is blank (as
 * IS_BLANK says) and nothing is to be added. */
bool html_before_text(struct html *html, bool is_blank);
/* Before another link. */
void html_end_link(struct html *html);
/* Before the end of a block of runs: inline elements end with it. */
void html_end_leaf(struct html *html);

/* Appends TEXT with its entities resolved. */
void html_append_decoded(
    struct markdown_tree *tree, struct strbuf *decoded, struct str text);

#endif
