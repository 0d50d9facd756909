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
	bool use_color;          /* only with attributes */
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

#endif
