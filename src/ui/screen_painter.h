/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_SCREEN_PAINTER_H
#define CNAI_SCREEN_PAINTER_H

/* What the files of the painter share; nobody else includes this. */
#include <curses.h>
#include <string.h>
#include "screen_parts.h"

enum {
	NOWHERE = -1,    /* a column that is not known */
	UNKNOWN_ROW = 0, /* a row's hash; no row has it */
	GAP_MAX = 4,     /* cells that may be written again to get behind them */
	CLUSTER_SIZE = CCHARW_MAX,
};

struct paint_cell {
	wchar_t text[CLUSTER_SIZE]; /* of the right half of a wide one: nothing */
	attr_t attributes;
	int pair;
	uint64_t link; /* what it leads to, 0: nowhere */
};

/* A place that is gone to, and the look that is needed there. */
struct target {
	int row, column;
	attr_t attributes;
	int pair;
};

/* What is known of the terminal besides its cells. */
struct terminal_state {
	int row, column; /* of its cursor; the column may be NOWHERE */
	int top, end;    /* the rows that scroll */
	struct paint_cell pen;
	struct target kept; /* what it keeps, nowhere if nothing */
	struct target far;  /* what took a long way last */
};

struct painter {
	int rows, columns;
	bool is_known; /* false: the terminal is cleared first */
	struct paint_cell *shown, *wanted;
	uint64_t *shown_hashes, *wanted_hashes; /* by row */
	uint64_t blank_hash;                    /* of a row without anything */
	struct paint_cell *foot; /* what was shown there before the update */
	cchar_t *buffer;         /* a row as ncurses gives it */
	struct terminal_state terminal;
	const struct screen *screen; /* of the update */
	struct strbuf bytes;
};

static const struct paint_cell blank_cell = {.text = {L' '}};

static inline size_t
painter_cell_index(const struct painter *painter, int row, int column)
{
	return (size_t)row * (size_t)painter->columns + (size_t)column;
}

static inline void
painter_blank_row(struct painter *painter, int row)
{
	for (int column = 0; column < painter->columns; column++)
		painter->shown[painter_cell_index(painter, row, column)] =
		    blank_cell;
}

/* Attributes that show on a cell without ink. */
enum { ATTRIBUTES_ON_BLANKS = A_UNDERLINE | A_REVERSE };

static inline bool
paint_cell_is_blank(const struct paint_cell *cell)
{
	return cell->text[0] == L' ' && !cell->text[1];
}

static inline bool
paint_cell_has_pen(const struct paint_cell *a, const struct paint_cell *b)
{
	return a->attributes == b->attributes && a->pair == b->pair &&
	       a->link == b->link;
}

static inline bool
paint_cell_is_same(const struct paint_cell *a, const struct paint_cell *b)
{
	return paint_cell_has_pen(a, b) &&
	       memcmp(a->text, b->text, sizeof(a->text)) == 0;
}

/* How many plain blanks there are in CELLS from COLUMN up to COLUMNS. */
static inline int
paint_cells_blank(const struct paint_cell *cells, int column, int columns)
{
	int end = column;

	while (end < columns && paint_cell_is_same(&cells[end], &blank_cell))
		end++;
	return end - column;
}

/*
 * The cursor and the pen (screen_pen.c): where it is and how it writes, and the
 * shortest way to have it otherwise.
 */

/* ESC, [, NUMBER unless it is 1, FINAL. */
void painter_append_control(struct strbuf *bytes, int number, char final);
void painter_append_position(struct strbuf *bytes, int row, int column);
/* Whether CELL looks right if it is written with the pen as it is. */
bool painter_fits_pen(const struct painter *painter, const struct paint_cell *cell);
/* Whether that writes it in one byte. */
bool painter_takes_byte(
    const struct painter *painter, const struct paint_cell *cell);
/* Cells left of COLUMN in that row are what they should be. */
void painter_move_to(struct painter *painter, int row, int column);
/* OPENING begins the link of CELL, if that is one. */
void painter_set_pen(
    struct painter *painter, const struct paint_cell *cell, struct str opening);
/* Others that write to the terminal find it plain. */
void painter_put_pen_down(struct painter *painter);
/* Goes where CELL is to be written, with the pen that it needs. */
void painter_go_to(struct painter *painter, int row, int column,
    const struct paint_cell *cell, struct str opening);

/* Scrolls what is wanted elsewhere than it is shown (screen_scroll.c). */
void painter_scroll(struct painter *painter);

#endif
