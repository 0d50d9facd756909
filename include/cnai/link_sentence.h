/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_LINK_SENTENCE_H
#define CNAI_LINK_SENTENCE_H

#include "cnai/document.h"
#include "cnai/view.h"

/*
 * The sentence of DOCUMENT in which LINK stands: within its line, from behind
 * the full stop before the link to the one behind it. Part of the text; the
 * link's text begins *OFFSET bytes into it.
 */
struct str link_sentence(
    const struct document *document, const struct link *link, size_t *offset);

/* Draws that sentence on one row from COLUMN on, cut so that the link's text,
 * which stands out, is seen. */
void link_sentence_draw(const struct document *document, const struct link *link,
    struct canvas *canvas, int row, int column);

#endif
