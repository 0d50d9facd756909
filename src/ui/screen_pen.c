/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The terminal's cursor and how it writes. Of the ways that there are, the
 * shortest is taken: a position, line feeds, cells that are there already
 * written again, or the cursor that the terminal keeps (DECSC), which is set
 * where each key leads, as to the number of the line, and brings its look along.
 */
#include "cnai/color.h"
#include "screen_painter.h"

enum { FEEDS_MAX = 4 }; /* line feeds in place of a position */

bool
painter_fits_pen(const struct painter *painter, const struct paint_cell *cell)
{
	const struct paint_cell *pen = &painter->terminal.pen;

	return paint_cell_has_pen(cell, pen) ||
	       (paint_cell_is_blank(cell) && cell->link == pen->link &&
		   !(cell->attributes & ATTRIBUTES_ON_BLANKS) &&
		   !(pen->attributes & ATTRIBUTES_ON_BLANKS));
}

void
painter_append_control(struct strbuf *bytes, int number, char final)
{
	strbuf_append_string(bytes, "\x1b[");
	if (number > 1)
		strbuf_printf(bytes, "%d", number);
	strbuf_append_byte(bytes, final);
}

bool
painter_takes_byte(const struct painter *painter, const struct paint_cell *cell)
{
	return cell->text[0] > 0 && cell->text[0] < 0x80 && !cell->text[1] &&
	       painter_fits_pen(painter, cell);
}

/*
 * Appends the way along ROW, from column FROM to column TO further on. Cells
 * between are written again where that is as short, for they are what they
 * should be.
 */
static void
append_forward(
    const struct painter *painter, struct strbuf *bytes, int row, int from, int to)
{
	const struct paint_cell *cells =
	    painter->wanted + painter_cell_index(painter, row, 0);
	const size_t start = bytes->length;
	int column = from;

	while (column < to && to - from <= GAP_MAX &&
	       painter_takes_byte(painter, &cells[column]))
		strbuf_append_byte(bytes, (char)cells[column++].text[0]);
	if (column >= to)
		return;
	strbuf_truncate(bytes, start);
	painter_append_control(bytes, to - from, 'C');
}

void
painter_append_position(struct strbuf *bytes, int row, int column)
{
	if (column)
		strbuf_printf(bytes, "\x1b[%d;%dH", row + 1, column + 1);
	else
		painter_append_control(bytes, row + 1, 'H');
}

/* How many rows ROW is below, if line feeds lead there and scroll nothing. */
static int
rows_down(const struct painter *painter, int row)
{
	const int count = row - painter->terminal.row;
	const bool scrolls = painter->terminal.row < painter->terminal.end &&
			     row >= painter->terminal.end && count > 0;

	return count > FEEDS_MAX || scrolls ? -1 : count;
}

/* The way by steps; false if there is none. */
static bool
append_steps(
    const struct painter *painter, struct strbuf *bytes, int row, int column)
{
	const int down = rows_down(painter, row);
	const int from = painter->terminal.column;
	const bool returns =
	    from == NOWHERE || (column < from && column <= GAP_MAX);

	if (down < 0)
		return false;
	if (returns)
		strbuf_append_byte(bytes, '\r');
	strbuf_append_repeated(bytes, '\n', (size_t)down);
	if (!returns && column < from)
		painter_append_control(bytes, column + 1, 'G');
	else
		append_forward(painter, bytes, row, returns ? 0 : from, column);
	return true;
}

void
painter_move_to(struct painter *painter, int row, int column)
{
	struct strbuf absolute = {0}, steps = {0};
	bool has_steps;

	if (painter->terminal.row == row && painter->terminal.column == column)
		return;
	painter_append_position(&absolute, row, column);
	has_steps = append_steps(painter, &steps, row, column);
	strbuf_append(&painter->bytes,
	    strbuf_str(
		has_steps && steps.length <= absolute.length ? &steps : &absolute));
	strbuf_clear(&absolute);
	strbuf_clear(&steps);
	painter->terminal.row = row;
	painter->terminal.column = column;
}

/* Looks. */

/* Appends the parameters that bring the pen FROM its look TO another one. */
static void
append_look(const struct painter *painter, struct strbuf *bytes,
    const struct paint_cell *from, const struct paint_cell *to)
{
	static const struct {
		attr_t attribute;
		char parameter;
	} parameters[] = {
	    {A_BOLD, '1'},
	    {A_DIM, '2'},
	    {A_ITALIC, '3'},
	    {A_UNDERLINE, '4'},
	    {A_REVERSE, '7'},
	};
	const bool only_adds =
	    !(from->attributes & ~to->attributes) && (to->pair || !from->pair);
	const attr_t news =
	    only_adds ? to->attributes & ~from->attributes : to->attributes;
	const char *separator = only_adds ? "" : ";"; /* nothing is 0: plain */

	for (size_t i = 0; i < sizeof(parameters) / sizeof(*parameters); i++) {
		if (!(news & parameters[i].attribute))
			continue;
		strbuf_append_string(bytes, separator);
		strbuf_append_byte(bytes, parameters[i].parameter);
		separator = ";";
	}
	if (to->pair && (to->pair != from->pair || !only_adds)) {
		strbuf_append_string(bytes, separator);
		color_append(bytes, painter->screen->palette[to->pair - 1]);
	}
}

void
painter_set_pen(
    struct painter *painter, const struct paint_cell *cell, struct str opening)
{
	struct paint_cell *pen = &painter->terminal.pen;

	if (pen->link != cell->link)
		strbuf_append(&painter->bytes,
		    cell->link ? opening : str_of("\x1b]8;;\x1b\\"));
	pen->link = cell->link;
	if (painter_fits_pen(painter, cell))
		return;
	strbuf_append_string(&painter->bytes, "\x1b[");
	if (cell->attributes || cell->pair)
		append_look(painter, &painter->bytes, pen, cell);
	strbuf_append_byte(&painter->bytes, 'm');
	pen->attributes = cell->attributes;
	pen->pair = cell->pair;
}

void
painter_put_pen_down(struct painter *painter)
{
	painter_set_pen(painter, &blank_cell, str_of(""));
	if (painter->terminal.pen.attributes || painter->terminal.pen.pair)
		strbuf_append_string(&painter->bytes, "\x1b[m");
	painter->terminal.pen = blank_cell;
}

static bool
is_same_target(const struct target *a, const struct target *b)
{
	return a->row == b->row && a->column == b->column &&
	       a->attributes == b->attributes && a->pair == b->pair;
}

/* Goes there from the place that the terminal keeps, with the look it has. */
static void
go_from_kept(
    struct painter *painter, int row, int column, const struct paint_cell *cell)
{
	struct terminal_state *terminal = &painter->terminal;

	strbuf_append_string(&painter->bytes, "\x1b"
					      "8");
	terminal->row = terminal->kept.row;
	terminal->column = terminal->kept.column;
	terminal->pen.attributes = terminal->kept.attributes;
	terminal->pen.pair = terminal->kept.pair;
	painter_set_pen(painter, cell, str_of(""));
	painter_move_to(painter, row, column);
}

/*
 * Replaces the way that begins at START by the one from the kept place, if
 * there is one and that is shorter; BEFORE is what the terminal was there.
 */
static bool
take_shorter_way(struct painter *painter, size_t start,
    const struct terminal_state *before, int row, int column,
    const struct paint_cell *cell)
{
	struct strbuf *bytes = &painter->bytes;
	const struct terminal_state after = painter->terminal;
	const size_t end = bytes->length;

	if (before->kept.column == NOWHERE)
		return false;
	painter->terminal = *before;
	go_from_kept(painter, row, column, cell);
	if (bytes->length - end < end - start) {
		memmove(
		    bytes->data + start, bytes->data + end, bytes->length - end);
		strbuf_truncate(bytes, start + bytes->length - end);
		return true;
	}
	strbuf_truncate(bytes, end);
	painter->terminal = after;
	return false;
}

/*
 * Where a long way led in the last update too, outside of the rows that scroll,
 * the terminal is told to keep the place.
 */
static void
keep_place(struct painter *painter)
{
	struct terminal_state *terminal = &painter->terminal;
	const bool scrolls =
	    terminal->row >= terminal->top && terminal->row < terminal->end;
	const struct target target = {terminal->row, terminal->column,
	    terminal->pen.attributes, terminal->pen.pair};

	if (scrolls)
		return;
	if (is_same_target(&target, &terminal->far)) {
		strbuf_append_string(&painter->bytes, "\x1b"
						      "7");
		terminal->kept = target;
	}
	terminal->far = target;
}

void
painter_go_to(struct painter *painter, int row, int column,
    const struct paint_cell *cell, struct str opening)
{
	enum { LONG_WAY = 8, SHORT_WAY = 3 }; /* bytes */
	const struct terminal_state before = painter->terminal;
	const size_t start = painter->bytes.length;
	size_t length;

	painter_set_pen(painter, cell, opening);
	painter_move_to(painter, row, column);
	length = painter->bytes.length - start;
	if (cell->link || before.pen.link || length < SHORT_WAY ||
	    take_shorter_way(painter, start, &before, row, column, cell))
		return;
	if (length >= LONG_WAY)
		keep_place(painter);
}
