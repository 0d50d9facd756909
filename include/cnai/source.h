/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_SOURCE_H
#define CNAI_SOURCE_H

#include "cnai/str.h"

/*
 * Markdown with its places in the source, for messages about it; struct
 * document has none. Code and HTML are left out.
 */
enum source_kind {
	SOURCE_TEXT, /* a line's text, as far as it is one piece */
	SOURCE_LINK, /* handed out before the text in it */
	SOURCE_IMAGE,
	SOURCE_HEADING, /* handed out before the text in it */
};

struct source_item {
	enum source_kind kind;
	size_t offset;   /* in the Markdown, in bytes; may be off where a text
			    has escapes before it */
	struct str text; /* a heading's as it is in the source, without its
			    marks; else without markup */
	struct str url;  /* of links and images */
};

/*
 * Calls SEE for each item of MARKDOWN, less than 1 GB, in order. The strings
 * are valid during the call. Not inside another markdown_tree.
 */
void source_walk(struct str markdown,
    void (*see)(void *data, const struct source_item *item), void *data);

#endif
