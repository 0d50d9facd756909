/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_HTML_KIND_H
#define CNAI_HTML_KIND_H

#include "cnai/html.h"

/* What the elements of HTML are to a reader. */

enum html_role {
	HTML_INLINE, /* a look */
	HTML_LINK,
	HTML_QUOTATION,
	HTML_IMAGE,
	HTML_MEDIA, /* what is not shown in text: a link to it */
	HTML_BREAK,
	HTML_HIDDEN,    /* what is inside is not for readers */
	HTML_PARAGRAPH, /* ends where another block begins */
	HTML_BLOCK,     /* begins and ends a paragraph */
	HTML_RULE,
	HTML_PREFORMATTED,
	HTML_LEAF,      /* a block of runs */
	HTML_CONTAINER, /* of blocks */
	HTML_ROW_GROUP,
	HTML_CAPTION, /* of a table, stands before it */
};

/* Beside styles, of what is not beside the line but below or above it. */
enum {
	HTML_LOWERED = 1 << 29,
	HTML_RAISED = 1 << 30,
};

struct html_kind {
	const char *name; /* in small letters */
	enum html_role role;
	enum block_kind block; /* of leaves and containers */
	unsigned styles;
	uint32_t level; /* of headings */
};

/* NULL: as if the tag were not there. */
const struct html_kind *html_kind_find(struct str name);

/* What is one of several in a list, table ...: it ends where the next of the
 * same part begins. */
enum html_part {
	HTML_NO_PART,
	HTML_ITEM,
	HTML_DEFINITION,
	HTML_CELL,
	HTML_ROW,
};

enum html_part html_kind_part(const struct html_kind *kind);
/* Whether OUTER is what PARTs stand in. */
bool html_kind_holds(const struct html_kind *outer, enum html_part part);

/*
 * The stack of blocks (html_block.c). Closing begins at the top; a link that
 * is paused goes on with the next text.
 */
struct html_element *html_top_of(struct html *html);
void html_set_styles(struct html *html);
void html_begin_link(struct html *html);
void html_pause_link(struct html *html);
bool html_can_begin_block(const struct html *html);
void html_end_paragraph(struct html *html);
struct html_element *html_push(struct html *html, const struct html_kind *kind);
void html_pop(struct html *html);
void html_pop_to(struct html *html, size_t depth);
size_t html_find_heading(const struct html *html);
void html_end_before(struct html *html, const struct html_kind *kind);
void html_open_missing(struct html *html, enum html_part part);
void html_begin_text(struct html *html);
struct str html_attribute(
    struct html *html, const struct html_tag *tag, const char *name);
void html_open_block(
    struct html *html, const struct html_kind *kind, const struct html_tag *tag);
/* Writes the marker of an item, or keeps in mind how a list is numbered. */
void html_mark_item(
    struct html *html, const struct html_kind *kind, const struct html_tag *tag);
void html_close_block(struct html *html, const struct html_kind *kind);
/* Counts an inline element of STYLE that begins or ends. */
void html_count(struct html *html, unsigned style, bool is_end);

/* Around the source that is handled: what is open is told apart from what
 * Markdown opened (html.c). */
void html_begin_block(struct html *html);
void html_end_block(struct html *html);
void html_begin_inline(struct html *html);
void html_end_inline(struct html *html);

/* What html_read.c finds in the source, done (html.c). */
void html_handle_tag(struct html *html, const struct html_tag *tag);
void html_handle_text(struct html *html, struct str text);
void html_handle_code(struct html *html, struct str text, struct str info);

/* Rows and cells (html_table.c). */
void html_table_begin(struct html *html);
void html_table_end(struct html *html, uint32_t table);
void html_table_begin_row(struct html *html);
void html_table_end_row(struct html *html, uint32_t row);
/* Before a cell of a row and behind it; the first writes what is taken by
 * cells above. */
void html_table_skip(struct html *html);
void html_table_end_cell(struct html *html, const struct html_element *cell);

#endif
