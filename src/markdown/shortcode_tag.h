/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_SHORTCODE_TAG_H
#define CNAI_SHORTCODE_TAG_H

#include "cnai/shortcode.h"

/* The tags of shortcodes in Markdown, and what those that are known mean. */

struct shortcode_tag {
	size_t start, end; /* in the Markdown */
	struct str name, arguments;
	size_t mate;  /* opening tag: index of its closing tag, or its own */
	size_t outer; /* opening tag: index of the one around it, or its own */
	bool is_end;
	bool is_closed;  /* ends in "/" */
	bool is_percent; /* {{% %}} */
	bool is_comment; /* stands for itself, without the asterisks */
};

struct shortcode_tags {
	struct shortcode_tag *items;
	size_t count, capacity;
};

/* All tags of TEXT, in order, paired. The caller frees the items. */
void shortcode_tags_read(struct shortcode_tags *tags, struct str text);

/*
 * Appends the argument NAME of TAG, or the one at a position where NAME is a
 * number ("0"). False where there is none, or an empty one.
 */
bool shortcode_argument(
    struct strbuf *value, const struct shortcode_tag *tag, struct str name);

/*
 * What a shortcode means, as HTML with places to fill in: {a|b|=c} is the
 * argument a, else b, else the word c, and "$0" in such a place what the front
 * matter has by the name of argument 0; what is in [] is left out if one in it
 * is empty; what is between ~ is Markdown.
 */
struct shortcode_meaning {
	const char *name;
	const char *start, *end; /* for the two tags */
	const char *text;        /* in code, URLs and attributes */
	bool is_block;
	bool is_verbatim; /* what is inside is code */
	bool is_frame;    /* what is inside are shortcodes, indented or not */
};

/* NULL for those that are not known. */
const struct shortcode_meaning *shortcode_meaning_find(struct str name);

#endif
