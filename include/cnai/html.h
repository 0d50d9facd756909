/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_HTML_H
#define CNAI_HTML_H

#include <stdbool.h>
#include "cnai/str.h"

/*
 * HTML in Markdown, as text: it is rewritten as Markdown that has no HTML in
 * it, and so goes the way of all other Markdown.
 */

/* Reads through a block of HTML. Begin with {.source = html}. */
struct html_reader {
	struct str source;
	size_t offset;
};

enum html_part {
	HTML_END,
	HTML_PROSE,        /* MARKDOWN is paragraphs, headings, lists, rules */
	HTML_PREFORMATTED, /* MARKDOWN is one paragraph, which parses to text
			      with its newlines and blanks in it */
};

/*
 * Writes the next part of the block into MARKDOWN (emptied first), which
 * holds nothing that Markdown takes for HTML. Parts may be empty.
 */
enum html_part html_next(struct html_reader *reader, struct strbuf *markdown);

/* Whether a browser begins a new line at this tag. */
bool html_tag_breaks_line(struct str tag);

#endif
