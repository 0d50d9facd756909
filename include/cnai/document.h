/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_DOCUMENT_H
#define CNAI_DOCUMENT_H

#include <stdbool.h>
#include <stdint.h>
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
};

enum block_kind {
	/* Containers of other blocks. */
	BLOCK_DESCRIPTION,
	BLOCK_QUOTE,
	BLOCK_LIST,
	BLOCK_ITEM,
	/* Blocks of runs. */
	BLOCK_TITLE,
	BLOCK_HEADING,
	BLOCK_PARAGRAPH,
	BLOCK_CODE, /* runs hold newlines and tabs; lines are never joined */
	/* Blocks without runs. */
	BLOCK_RULE,
	BLOCK_PLACE, /* the line below the title: said of the post, not by it, so
			it is in info and not in the text */
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
	bool is_tight;   /* list: no blank lines between items */
	struct str info; /* code: the word behind the fence, may be empty; place:
			    the line */
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
	bool is_image;
};

struct document {
	struct strbuf text; /* valid UTF-8; may hold control characters */
	struct block *blocks;
	size_t block_count, block_capacity;
	struct run *runs;
	size_t run_count, run_capacity;
	struct link *links; /* in reading order; numbered from 1 for readers */
	size_t link_count, link_capacity;
	uint32_t title_end; /* the title is the text before this offset */
	struct arena arena;
};

/* What stands above the body. Empty parts are left out. */
struct document_head {
	struct str title;       /* plain text */
	struct str place;       /* plain text, e.g. "Post 1 of 7" */
	struct str description; /* Markdown */
};

/*
 * Makes a document of HEAD (NULL for none) and BODY, which is Markdown of
 * less than 1 GB and may hold any bytes. Never fails. The caller frees it.
 */
struct document *document_parse(const struct document_head *head, struct str body);
void document_free(struct document *document);

/* The text of a block's runs. */
struct str document_block_text(
    const struct document *document, const struct block *block);
/* The text of a link. */
struct str document_link_text(
    const struct document *document, const struct link *link);

#endif
