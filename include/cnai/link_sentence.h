/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_LINK_SENTENCE_H
#define CNAI_LINK_SENTENCE_H

#include "cnai/document.h"

/*
 * The sentence of DOCUMENT in which LINK stands: within its line, from behind
 * the full stop before the link to the one behind it, without a footnote's way
 * back. Part of the text; the link's text begins *OFFSET bytes into it.
 */
struct str link_sentence(
    const struct document *document, const struct link *link, size_t *offset);

/*
 * As much of it as WIDTH columns hold, cut between words, with a column left for
 * an ellipsis where it is. Only the link's own text may be wider.
 */
struct link_excerpt {
	struct str before, link, after;
	bool is_cut_before, is_cut_after;
};
struct link_excerpt link_excerpt(
    const struct document *document, const struct link *link, int width);

#endif
