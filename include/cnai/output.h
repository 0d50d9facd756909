/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_OUTPUT_H
#define CNAI_OUTPUT_H

#include <stdbool.h>
#include <stdio.h>
#include "cnai/charset.h"
#include "cnai/page.h"
#include "cnai/theme.h"

/* Writes pages to a stream, as plain text or with escape sequences. */

struct output_options {
	bool use_attributes;     /* bold, underline ... */
	int colors;              /* how many there are; only with attributes */
	bool use_hyperlinks;     /* OSC 8 around links */
	struct charset *charset; /* what text is written in; NULL: UTF-8 */
	const struct theme *theme;
};

/*
 * Writes all rows of PAGE, each ended by a newline, no blanks at line ends.
 * Attributes and hyperlinks are closed before each line end. Errors stay in
 * the stream for ferror().
 */
void output_page(
    const struct page *page, const struct output_options *options, FILE *stream);

/* Writes TEXT made safe, with the look of STYLES, without a line end. */
void output_text(struct str text, unsigned styles,
    const struct output_options *options, FILE *stream);

/* Appends the SGR sequence that gives LOOK; FROM_PLAIN: nothing is to be ended. */
void output_append_look(struct strbuf *bytes, struct look look, bool from_plain);

enum { OUTPUT_LINK_SIZE_MAX = 2083 }; /* terminals ignore longer addresses */

/*
 * Appends the sequence (OSC 8) that begins a link to URL. All parts of a link
 * have one NUMBER, so that terminals show them as one. False, and nothing
 * appended, for a URL that may not be opened or is too long.
 */
bool output_append_link(struct strbuf *bytes, struct str url, uint32_t number);

#endif
