/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_DOCUMENT_H
#define CNAI_DOCUMENT_H

#include <stdbool.h>
#include <stdint.h>
#include "cnai/document_options.h"
#include "cnai/memory.h"
#include "cnai/str.h"

/*
 * A document: what a post says, free of Markdown and of any width. Its text
 * is what is read, searched and copied; blocks and runs say how parts of it
 * look. A place in a post is an offset into this text.
 */

/* Roles a stretch of text can have; a set of bits. Themes turn them into
 * colours and attributes. */
enum style {
	STYLE_STRONG = 1 << 0,
	STYLE_EMPHASIS = 1 << 1,
	STYLE_CODE = 1 << 2,
	STYLE_LINK = 1 << 3,
	STYLE_IMAGE = 1 << 4, /* an image's alternative text */
	STYLE_STRUCK = 1 << 5,
	STYLE_TITLE = 1 << 6, /* the post's title */
	STYLE_PLACE = 1 << 7, /* the line below it */
	STYLE_DESCRIPTION = 1 << 8,
	STYLE_HEADING = 1 << 9,     /* levels 1 and 2 */
	STYLE_SUBHEADING = 1 << 10, /* levels 3 to 6 */
	STYLE_QUOTE = 1 << 11,
	STYLE_CODE_BLOCK = 1 << 12,
	STYLE_MARKER = 1 << 13, /* bullets, numbers, bars, rules, link numbers */
	STYLE_URL = 1 << 14,    /* in the list of links at the end */
	STYLE_DECORATION = 1 << 15, /* not part of the document's text */
	STYLE_FOOTNOTE = 1 << 16,   /* the reference to a footnote, a number in
				       raised digits, and the way back, an arrow */
	STYLE_TERM = 1 << 17,
	STYLE_TABLE_HEADER = 1 << 18,
	STYLE_ALERT = 1 << 19,     /* the title of an alert */
	STYLE_SHORTCODE = 1 << 20, /* the name of one that is not known */
	STYLE_SMALL = 1 << 21,     /* sub- and superscript, captions */
	STYLE_FOLD = 1 << 22,      /* the mark of a section that can be folded */
	STYLE_WIDE = 1 << 23,      /* code of a block that is wider than the page */
};

enum block_kind {
	/* Containers of other blocks. */
	BLOCK_DESCRIPTION,
	BLOCK_QUOTE,
	BLOCK_LIST,
	BLOCK_ITEM,
	BLOCK_ALERT,       /* "note", "warning" ...: alert, and its own title, if
			      any, in info; runs in it have no STYLE_QUOTE. Only
			      with a title it may be empty */
	BLOCK_DEFINITIONS, /* of BLOCK_TERM, each followed by BLOCK_DEFINITIONs */
	BLOCK_DEFINITION,
	BLOCK_FOOTNOTES, /* of BLOCK_FOOTNOTE, at the end */
	BLOCK_FOOTNOTE,  /* number */
	BLOCK_TABLE,     /* of rows; number: columns */
	BLOCK_TABLE_ROW, /* of cells, as many as the table has columns */
	/* Blocks of runs. */
	BLOCK_TITLE,
	BLOCK_HEADING,
	BLOCK_PARAGRAPH,
	BLOCK_TERM,       /* what definitions define */
	BLOCK_TABLE_CELL, /* alignment; may be without runs */
	BLOCK_CODE,       /* runs hold newlines and tabs; lines are never joined */
	/* Blocks without runs. */
	BLOCK_RULE,
	BLOCK_PLACE, /* a line below the title: said of the post, not by it, so
			it is in info and not in the text */
};

enum alignment {
	ALIGN_NONE,
	ALIGN_LEFT,
	ALIGN_CENTER,
	ALIGN_RIGHT,
};

enum alert {
	ALERT_NOTE,
	ALERT_TIP,
	ALERT_IMPORTANT,
	ALERT_WARNING,
	ALERT_CAUTION,
};

enum task {
	TASK_NONE,
	TASK_OPEN,
	TASK_DONE,
};

/*
 * Blocks stand in reading order, a container before what it contains: the
 * blocks inside blocks[i] are i + 1 up to, not including, blocks[i].end.
 */
struct block {
	enum block_kind kind;
	uint32_t end;
	uint32_t first_run, run_count;
	uint32_t start;  /* offset of the block's text */
	uint32_t number; /* heading: level 1 to 6; ordered list: first number */
	bool is_ordered; /* list */
	bool is_tight;   /* list, definitions: no blank lines between items */
	struct str info; /* code: the word behind the fence, may be empty; place:
			    the line */
	enum alignment alignment; /* table cell */
	enum alert alert;
	enum task task; /* item */
	bool is_header; /* table row */
};

/*
 * A stretch of text of one look. In all blocks but code a newline in a run is
 * a forced line break; soft breaks and tabs are blanks, of which, but in code
 * spans, no two follow each other. Runs are in order and do not overlap; the
 * text between the runs of two blocks is one newline. Blocks without text are
 * left out, but for rules and items.
 */
struct run {
	uint32_t start, length; /* bytes of the document's text */
	unsigned styles;        /* bits of enum style */
	uint32_t link;          /* index into links + 1; 0 for none */
};

/* A link without text has its address for text, an image the name of its file
 * or its address. What has no address is not a link. */
struct link {
	struct str url; /* as written, entities resolved: not yet safe */
	struct str title;
	uint32_t start, end; /* offsets of the link's text */
	uint32_t number; /* from 1 in reading order; 0: leads to this document */
	bool is_image;
	bool has_target; /* leads to a place in this document: a footnote, the
			    reference to one, a heading; its URL begins with "#" */
	uint32_t target; /* that place: an offset into the text */
};

struct anchors;

struct document {
	struct strbuf text; /* valid UTF-8; may hold control characters */
	struct block *blocks;
	size_t block_count, block_capacity;
	struct run *runs;
	size_t run_count, run_capacity;
	struct link *links; /* in reading order */
	size_t link_count, link_capacity;
	struct anchors *anchors; /* its places' names: anchor.h; may be NULL */
	uint32_t title_end;      /* the title is the text before this offset */
	struct arena arena;
};

/* What stands above the body. Empty parts are left out. */
struct document_head {
	struct str title;       /* plain text */
	struct str place;       /* plain text, e.g. "Post 1 of 7" */
	struct str description; /* Markdown */
	struct str details;     /* plain text, a line below the place */
};

/*
 * Makes a document of HEAD (NULL for none) and BODY, which is Markdown of
 * less than 1 GB and may hold any bytes. Never fails. The caller frees it.
 */
struct document *document_parse(const struct document_head *head, struct str body);

/* As document_parse(). */
struct document *document_parse_with(const struct document_head *head,
    struct str body, struct document_options options);

/*
 * As document_parse_with(), with a post's whole FILE, whose front matter is
 * asked for what shortcodes in the body name. OWNER, NULL for none, has both:
 * it is cleared as soon as nothing is read there any more.
 */
struct document *document_parse_post(const struct document_head *head,
    struct str body, struct str file, struct strbuf *owner,
    struct document_options options);

void document_free(struct document *document);

/* The text of a block's runs. */
struct str document_block_text(
    const struct document *document, const struct block *block);
/* The index of the link that readers know by NUMBER; link_count if none. */
size_t document_find_link(const struct document *document, size_t number);
/* How many links have a number. */
size_t document_numbered_links(const struct document *document);
/* The text of a link. */
struct str document_link_text(
    const struct document *document, const struct link *link);

#endif
