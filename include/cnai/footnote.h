/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_FOOTNOTE_H
#define CNAI_FOOTNOTE_H

#include "cnai/special_item.h"

/*
 * The footnotes of a post, numbered in the order in which they are first
 * referred to. One that nothing refers to has no number.
 */
struct footnote_reference {
	uint32_t place; /* offset into the document's text */
	uint32_t link;  /* number of its link, 0 where it is none */
	uint32_t next;  /* the next to the same, index + 1; 0 for none */
};

struct footnote {
	struct str label;
	struct cmark_node *item; /* what it says; NULL until it is met */
	uint32_t number;
	uint32_t first, last; /* references, index + 1; 0 for none */
	int line;             /* of two with a label the first counts */
};

struct footnotes {
	struct footnote *items; /* sorted by label */
	size_t count;
	struct footnote **numbered; /* numbered[n - 1] has number n */
	size_t numbered_count;
	struct footnote_reference *references; /* in the order of the text */
	size_t reference_count, reference_capacity;
};

/* Takes the footnotes out of SPECIALS, which has to stay. */
void footnotes_init(
    struct footnotes *footnotes, const struct special_items *specials);
void footnotes_clear(struct footnotes *footnotes);

/* The footnote with LABEL; NULL if there is none. */
struct footnote *footnote_find(const struct footnotes *footnotes, struct str label);

/* Notes a reference, and gives the footnote a number if it has none. */
void footnote_refer(struct footnotes *footnotes, struct footnote *footnote,
    struct footnote_reference reference);

/*
 * Finds the first reference in TEXT from OFFSET on to a footnote that there
 * is: its text is from *START to *END. NULL if there is none.
 */
struct footnote *footnote_next_reference(const struct footnotes *footnotes,
    struct str text, size_t offset, size_t *start, size_t *end);

/* NUMBER in raised digits. */
void footnote_append_number(struct strbuf *text, uint32_t number);

#endif
