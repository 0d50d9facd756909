/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_SNIPPET_H
#define CNAI_SNIPPET_H

#include "cnai/search.h"

/*
 * Fills HIT's snippet and marks from TEXT behind FIRST, around the place AT,
 * which may be FIRST for the beginning. SCAN is used for looking.
 */
void snippet_fill(struct hit *hit, struct query_scan *scan, struct str text,
    size_t first, size_t at);

#endif
