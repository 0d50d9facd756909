/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_SHIELD_H
#define CNAI_SHIELD_H

#include <stdbool.h>
#include "cnai/str.h"

struct cmark_node;

/*
 * Characters that cmark is not to see as marks, or that what looks through its
 * texts is not to: "_" and "*" in an address in running text, and what is
 * escaped with a "\" and means something only in Hugo's Markdown. Others, that
 * no text has, stand in for them.
 */

/* What a text has that is shielded. */
struct shielding {
	bool is_any;
	bool is_escaped; /* some of it with a "\", which texts of the tree keep */
};

/* Appends TEXT with characters shielded; nothing is made if there are none to
 * shield. */
struct shielding shield_text(struct str text, struct strbuf *shielded);

/* Brings them back in cmark's tree, where texts keep what is escaped. */
void shield_lift_tree(struct cmark_node *root);

/* Appends TEXT with what was escaped in it, without the "\". */
void shield_lift(struct str text, struct strbuf *lifted);

/* Whether there is anything to bring back. */
bool shield_is_in(struct str text);

#endif
