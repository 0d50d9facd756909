/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_NEEDLE_H
#define CNAI_NEEDLE_H

#include <stdbool.h>
#include <stdint.h>
#include "cnai/str.h"

/*
 * A look at Markdown as it stands in the file, to leave out texts that cannot
 * say a word whatever their markup means.
 */
enum { NEEDLE_MAX = 64, NEEDLE_BYTES = 128 };

struct needle {
	uint32_t
	    characters[NEEDLE_MAX];    /* folded; letters, digits, no ASCII signs */
	size_t length;                 /* 0: every text may say it */
	uint64_t places[NEEDLE_BYTES]; /* of each ASCII byte, either case: bit I
					  is set where it is characters[I] */
};

/* Makes a needle of the longest part of TEXT that is easy to see. */
void needle_init(struct needle *needle, struct str text);

/*
 * False where no reading of MARKDOWN says it. Holds for whatever documents
 * are made of Markdown as long as markup only leaves characters out, or
 * replaces them by ones that are not letters.
 */
bool needle_may_be_in(const struct needle *needle, struct str markdown);

#endif
