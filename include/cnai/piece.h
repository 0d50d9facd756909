/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_PIECE_H
#define CNAI_PIECE_H

#include <stdbool.h>
#include <stdint.h>
#include "cnai/document.h"
#include "cnai/layout.h"

/*
 * The runs of a block in pieces: stretches of plain bytes, single clusters, and
 * between them the marks that the page adds, such as the number of a link.
 */

struct piece {
	struct span span; /* decoration if it is a part of a mark */
	int width;
	bool is_plain; /* each byte is a column */
};

struct piece_reader {
	struct layout *layout;
	const struct run *run, *last_run;
	uint32_t offset, end;
	uint32_t mark;     /* where the marks behind the run are due */
	unsigned behind;   /* these marks, a bit for each kind */
	unsigned due;      /* those to be read next */
	struct span aside; /* what is left of the one being read */
	bool keeps_blanks; /* several blanks are not one */
	bool after_blank;
};

/* A reader of BLOCK, which has runs. */
struct piece_reader piece_reader_of(
    struct layout *layout, const struct block *block);

/* What is read next is the text from START to END, and its marks. */
void piece_reader_seek(struct piece_reader *reader, uint32_t start, uint32_t end);
bool piece_next(struct piece_reader *reader, struct piece *piece);

/* Takes the first piece of decoration off LEFT, which is not empty. */
void piece_take(
    const struct layout *layout, struct span *left, struct piece *piece);

/* Whether a mark stands before END, or at it. */
static inline bool
piece_reader_has_mark(const struct piece_reader *reader, uint32_t end)
{
	return reader->due || end >= reader->mark;
}

#endif
