/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_ANCHOR_H
#define CNAI_ANCHOR_H

#include "cnai/document.h"

/*
 * The names that places of a document have, for links that begin with "#".
 * Zero it to begin.
 */
struct anchor {
	struct str name; /* the arena's */
	uint32_t target; /* offset into the text */
	uint32_t repeat; /* how many of the name stand before it */
};

struct anchors {
	struct anchor *items;
	size_t count, capacity;
	bool is_sorted; /* by name: something has been looked for */
	struct arena arena;
};

/* Adds a place with an id that somebody wrote. */
void anchors_add(struct anchors *anchors, struct str id, size_t target);
/* Adds a heading, whose name Hugo makes of its TEXT. */
void anchors_add_heading(struct anchors *anchors, struct str text, size_t target);

/* Gives the links of DOCUMENT that lead to one of them their targets. */
void anchors_resolve(struct anchors *anchors, struct document *document);
void anchors_clear(struct anchors *anchors);

/* Leaves ANCHORS, if there are any, to DOCUMENT, whose links from
 * elsewhere may need them. */
void anchors_hand_over(struct anchors *anchors, struct document *document);
void anchors_free(struct anchors *anchors);

/*
 * Sets *TARGET to the place of DOCUMENT that FRAGMENT names: what stands
 * behind the "#" of an address, encoded or not. False where there is none.
 */
bool anchors_find(
    const struct document *document, struct str fragment, uint32_t *target);

#endif
