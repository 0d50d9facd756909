/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_TRANSLITERATE_H
#define CNAI_TRANSLITERATE_H

#include "cnai/charset.h"
#include "cnai/document.h"

/*
 * Rewrites what DOCUMENT says with characters that CHARSET has, before it is
 * laid out: "..." is wider than what it stands for. Its places move with the
 * text, but for its anchors, which are lost. Addresses that have others are
 * encoded.
 */
void document_transliterate(struct document *document, struct charset *charset);

#endif
