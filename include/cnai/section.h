/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_SECTION_H
#define CNAI_SECTION_H

#include "cnai/document.h"

/*
 * A section of a document: a heading and what stands below it, up to the next
 * heading of the same or a higher level, the footnotes or the end. Headings
 * inside quotes, lists and the like begin none.
 */
struct section {
	uint32_t heading, end; /* blocks: the heading, and the first behind */
};

/*
 * The sections of DOCUMENT that stand in EARLIER too, word for word and with
 * the same links, in order. Of sections inside each other the outermost;
 * headings with nothing below them are left out. Returns their number, and in
 * *REPEATED an array that the caller frees, NULL if there are none.
 */
size_t sections_repeated(const struct document *document,
    const struct document *earlier, struct section **repeated);

/* The offset of the first text below the section's heading. */
uint32_t section_start(
    const struct document *document, const struct section *section);

#endif
