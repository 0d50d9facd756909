/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_STORE_STATE_PLACE_H
#define CNAI_STORE_STATE_PLACE_H

#include "cnai/str.h"

/* A place in a text, to be found again when the text was changed. */
struct place {
	size_t offset;
	struct str around; /* a piece of the text */
	size_t before;     /* how much of it stands before the place */
};

/* The place at OFFSET of TEXT, from which it borrows. */
struct place place_keep(struct str text, size_t offset);

/*
 * Where PLACE is in TEXT: at its offset if the text around is the same, else
 * where that text, or a part of it, stands nearest; else as far as it was. At
 * the beginning of a character.
 */
size_t place_recall(const struct place *place, struct str text);

#endif
