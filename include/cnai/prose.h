/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_PROSE_H
#define CNAI_PROSE_H

#include "cnai/html.h"
#include "cnai/shortcode.h"
#include "cnai/typography.h"

/* Text as it comes out of the parser, on its way into the document. */

struct cmark_node;

struct prose {
	struct html *html;
	const struct shortcodes *shortcodes; /* NULL for none */
	struct typography typography;
	struct cmark_node *node; /* whose text is added */
	struct str whole;        /* that text */
	bool is_address;
	struct strbuf text;
};

/* Begins with TEXT, that of NODE, which is then added in parts. */
void prose_begin(struct prose *prose, struct cmark_node *node, struct str text);
/*
 * Adds PART of the node's text with shortcodes, quotes and emoji put in; the
 * text of a link that is its address stays as it is.
 */
void prose_add(struct prose *prose, struct str part);

/* Before the end of a block of runs. */
void prose_end_leaf(struct prose *prose);

/* TEXT with shortcodes as plain text; valid until the next call. */
struct str prose_plain(struct prose *prose, struct str text);

void prose_clear(struct prose *prose);

#endif
