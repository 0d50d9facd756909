/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_LINK_DEFINITION_H
#define CNAI_LINK_DEFINITION_H

#include "cnai/markdown_tree.h"
#include "cnai/memory.h"
#include "cnai/str.h"

/*
 * The link definitions of a post ("[label]: /url"), for text of it that is
 * parsed apart. What defines a link only cmark can say: before the post it is
 * asked, in paragraphs of one reference each, what every label that may be
 * defined leads to.
 */
struct link_labels {
	struct str *items;
	size_t count, capacity;
	struct arena arena; /* for the labels */
};

/* Finds the labels in TEXT that may be defined. Zero LABELS to begin. */
void link_labels_find(struct link_labels *labels, struct str text);
/* Asks for them, before anything else is fed; the lines that took. */
int link_labels_feed(
    const struct link_labels *labels, struct markdown_parser *parser);
/* Takes what was asked out of the tree; appends the definitions to MARKDOWN. */
void link_labels_take(const struct link_labels *labels, struct cmark_node *root,
    struct strbuf *markdown);
void link_labels_clear(struct link_labels *labels);

#endif
