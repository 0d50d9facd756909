/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_SHORTCODE_H
#define CNAI_SHORTCODE_H

#include <stdbool.h>
#include <stdint.h>
#include "cnai/str.h"

/*
 * Hugo's shortcodes. As in Hugo they are taken out before Markdown is parsed,
 * code included, and marks take their place; where a mark comes out of the
 * parser, its shortcode's HTML or plain text goes in. A mark is U+FDD0, the
 * number of the shortcode, U+FDD1: characters no text has.
 */

#define SHORTCODE_MARK "\uFDD0"
#define SHORTCODE_MARK_END "\uFDD1"

struct shortcode {
	uint32_t html, html_end; /* offsets into struct shortcodes.output */
	uint32_t text_end;       /* its plain text follows its HTML */
};

struct shortcodes {
	struct strbuf markdown; /* the text with marks for shortcodes */
	struct strbuf output;
	struct shortcode *items;
	size_t count, capacity;
};

struct parameters;

/*
 * Takes the shortcodes out of MARKDOWN; what they ask PARAMETERS for is put in.
 * False if there are none, and nothing was made; else the caller clears
 * SHORTCODES.
 */
bool shortcodes_read(struct shortcodes *shortcodes, struct str markdown,
    struct parameters *parameters);
void shortcodes_clear(struct shortcodes *shortcodes);

/*
 * The first mark in TEXT from *OFFSET on: sets *OFFSET to where it begins and
 * *END to behind it. NULL if there is none.
 */
const struct shortcode *shortcode_next(const struct shortcodes *shortcodes,
    struct str text, size_t *offset, size_t *end);

/* What stands for it in Markdown and HTML; in code, URLs and attributes. */
struct str shortcode_html(
    const struct shortcodes *shortcodes, const struct shortcode *shortcode);
struct str shortcode_text(
    const struct shortcodes *shortcodes, const struct shortcode *shortcode);

/* Appends TEXT with plain text for the marks in it. */
void shortcodes_append_plain(
    const struct shortcodes *shortcodes, struct strbuf *plain, struct str text);

#endif
