/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which rows of the screen stand elsewhere than they should, and scrolling them
 * there. Rows are known by a hash. The rows that scroll stay set in the terminal
 * from update to update, so that the next line down costs a line feed.
 */
#include "screen_painter.h"

/* Rows FIRST to END of what is wanted are shown SHIFT rows below. */
struct scroll {
	int first, end, shift, gain;
};

static bool
is_shifted(const struct painter *painter, int row, int shift)
{
	const int from = row + shift;

	return from >= 0 && from < painter->rows && row >= 0 &&
	       row < painter->rows &&
	       painter->shown_hashes[from] == painter->wanted_hashes[row];
}

/*
 * What scrolling does to a row: 1 good, -1 harm, 0 if it is new in any case or
 * blank_cell, for blanks cost nothing and stand everywhere.
 */
static int
gain_of(const struct painter *painter, int row, int shift)
{
	const bool is_right =
	    painter->shown_hashes[row] == painter->wanted_hashes[row];

	if (painter->wanted_hashes[row] == painter->blank_hash)
		return 0;
	if (is_shifted(painter, row, shift))
		return !is_right;
	return is_right ? -1 : 0;
}

/* The best run of rows for one shift, which may have new rows among them. */
static void
try_shift(const struct painter *painter, int shift, struct scroll *best)
{
	struct scroll run = {.shift = shift};

	for (int row = 0; row < painter->rows; row++) {
		const int gain = gain_of(painter, row, shift);

		if (run.gain == 0)
			run.first = row;
		run.gain = run.gain + gain > 0 ? run.gain + gain : 0;
		if (gain <= 0)
			continue;
		run.end = row + 1;
		if (run.gain >= best->gain)
			*best = run;
	}
	/* A row above that is new may be one that has changed in a word. */
	while (best->shift == shift && shift > 0 && best->first > 0 &&
	       gain_of(painter, best->first - 1, shift) == 0)
		best->first--;
}

static struct scroll
find_scroll(const struct painter *painter)
{
	enum { GAIN_MIN = 2 }; /* fewer rows are as soon written */
	struct scroll best = {.gain = GAIN_MIN};

	for (int shift = painter->rows - 1; shift > 0; shift--) {
		try_shift(painter, -shift, &best);
		try_shift(painter, shift, &best);
	}
	return best;
}

/* Moves what is known of the rows as the terminal moves them. */
static void
move_known(struct painter *painter, int top, int end, int shift)
{
	const size_t size = (size_t)painter->columns * sizeof(*painter->shown);
	const int step = shift > 0 ? 1 : -1;

	for (int row = shift > 0 ? top : end - 1; row >= top && row < end;
	     row += step) {
		const int from = row + shift;

		if (from >= top && from < end)
			memcpy(painter->shown + painter_cell_index(painter, row, 0),
			    painter->shown + painter_cell_index(painter, from, 0),
			    size);
		else
			painter_blank_row(painter, row);
	}
}

static void
set_margins(struct painter *painter, int top, int end)
{
	if (painter->terminal.top == top && painter->terminal.end == end)
		return;
	if (top == 0 && end == painter->rows)
		strbuf_append_string(&painter->bytes, "\x1b[r");
	else
		strbuf_printf(&painter->bytes, "\x1b[%d;%dr", top + 1, end);
	painter->terminal.top = top;
	painter->terminal.end = end;
	painter->terminal.row = painter->terminal.column = 0;
}

static int
first_column(const struct painter *painter, int row)
{
	const int blanks =
	    paint_cells_blank(painter->wanted + painter_cell_index(painter, row, 0),
		0, painter->columns);

	return blanks < painter->columns ? blanks : 0;
}

/* Whether all rows from FIRST up to END are to be written anyway. */
static bool
are_new(const struct painter *painter, int first, int end)
{
	for (int row = first; row < end; row++)
		if (painter->shown_hashes[row] == painter->wanted_hashes[row])
			return false;
	return true;
}

/* The rows that are scrolled: those that scroll already, if that does no harm. */
static void
choose_margins(const struct painter *painter, int *top, int *end)
{
	const struct terminal_state *terminal = &painter->terminal;
	const bool is_set = terminal->end - terminal->top < painter->rows;

	if (is_set && terminal->top <= *top && *end <= terminal->end &&
	    are_new(painter, terminal->top, *top) &&
	    are_new(painter, *end, terminal->end)) {
		*top = terminal->top;
		*end = terminal->end;
	}
}

void
painter_scroll(struct painter *painter)
{
	const struct scroll scroll = find_scroll(painter);
	const int up = scroll.shift > 0 ? scroll.shift : 0;
	const int down = scroll.shift < 0 ? -scroll.shift : 0;
	int top = scroll.first - down, end = scroll.end + up;

	if (scroll.shift == 0)
		return;
	choose_margins(painter, &top, &end);
	set_margins(painter, top, end);
	if (up == 1) { /* the cursor is there to write the new row then */
		painter->terminal.row = end - 1;
		painter->terminal.column = first_column(painter, end - 1);
		if (painter->terminal.column < 2) /* less than its number */
			painter->terminal.column = 0;
		painter_append_position(&painter->bytes, painter->terminal.row,
		    painter->terminal.column);
		strbuf_append_byte(&painter->bytes, '\n');
	} else {
		painter_append_control(&painter->bytes, up + down, up ? 'S' : 'T');
	}
	move_known(painter, top, end, scroll.shift);
}
