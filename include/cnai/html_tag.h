/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_HTML_TAG_H
#define CNAI_HTML_TAG_H

#include <stdbool.h>
#include <stdint.h>
#include "cnai/str.h"

/* The marks of HTML: where one ends, and what it says. Tolerant as browsers. */

struct html_tag {
	struct str name;       /* as written; empty for comments and the like */
	struct str attributes; /* what follows the name, without the ">" */
	bool is_end;
};

/*
 * Reads the tag, comment or other mark at *OFFSET of TEXT, where a "<" stands,
 * and moves past it, to the end of TEXT where it does not end. False where
 * the "<" is text.
 */
bool html_tag_read(struct str text, size_t *offset, struct html_tag *tag);

/*
 * The value of the attribute NAME, entities not resolved; empty where it has
 * none. Returns whether the tag has the attribute; of several the first counts.
 */
bool html_tag_attribute(
    const struct html_tag *tag, const char *name, struct str *value);

/* A number in an attribute, from 0 to LIMIT; OTHERWISE if there is none. */
uint32_t html_tag_number(const struct html_tag *tag, const char *name,
    uint32_t limit, uint32_t otherwise);

#endif
