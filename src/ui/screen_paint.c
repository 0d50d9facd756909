/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From what is drawn to bytes for terminals of the ANSI kind. ncurses keeps the
 * drawn cells and knows the terminal; which cells of it differ from them, and
 * what to send so that they do not, is found here, for two reasons: ncurses
 * knows nothing of the terminal's own hyperlinks (OSC 8), and it takes twice
 * the bytes. A cell is a text, a look and a link; all three are compared.
 *
 * What saves most: the rows that scroll stay set from key to key, a row that
 * comes into sight is written where the scroll left the cursor, looks change
 * by what changes in them, a blank has any look that does not show on it, and
 * a place that is written to at each key, as the number of the line is, is the
 * cursor that the terminal keeps (DECSC), to be had in two bytes with its look.
 */
#include <curses.h>
#include <langinfo.h>
#include <stdlib.h>
#include <string.h>
#include "cnai/memory.h"
#include "cnai/unicode.h"
#include "screen_parts.h"

enum {
	NOWHERE = -1,     /* a column that is not known */
	UNKNOWN_ROW = 0,  /* a row's hash; no row has it */
	GAP_MAX = 4,      /* cells that may be written again to get behind them */
	FEEDS_MAX = 4,    /* line feeds in place of a position */
	ERASES_FROM = 10, /* blanks that are erased, and not written */
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

struct painter {
	int rows, columns;
	bool is_known; /* false: the terminal is cleared first */
	struct paint_cell *shown, *wanted;
	uint64_t *shown_hashes, *wanted_hashes; /* by row */
	cchar_t *buffer;                        /* a row as ncurses gives it */
	/* The terminal's state. */
	int row, column; /* of its cursor; the column may be NOWHERE */
	int top, end;    /* the rows that scroll */
	struct paint_cell pen;
	struct target kept; /* what the terminal keeps, nowhere if nothing */
	struct target far;  /* what took a long way in the last update */
	const struct screen *screen;
	struct strbuf bytes;
};

struct painter *
painter_new(void)
{
	static const char *const sequences[] = {
	    "cup", "hpa", "el", "ech", "csr", "indn", "rin", "cuf"};

	/* Behind the last column the cursor waits, and wraps with what follows. */
	if (!screen_has_flag("xenl") || strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
		return NULL;
	for (size_t i = 0; i < sizeof(sequences) / sizeof(*sequences); i++)
		if (!screen_has_sequence(sequences[i]))
			return NULL;
	return memory_alloc(sizeof(struct painter));
}

static void
free_grids(struct painter *painter)
{
	free(painter->shown);
	free(painter->wanted);
	free(painter->shown_hashes);
	free(painter->wanted_hashes);
	free(painter->buffer);
}

void
painter_free(struct painter *painter)
{
	if (!painter)
		return;
	free_grids(painter);
	strbuf_clear(&painter->bytes);
	free(painter);
}

static size_t
cell_index(const struct painter *painter, int row, int column)
{
	return (size_t)row * (size_t)painter->columns + (size_t)column;
}

static const struct paint_cell blank = {.text = {L' '}};

static void
blank_shown(struct painter *painter, int row)
{
	for (int column = 0; column < painter->columns; column++)
		painter->shown[cell_index(painter, row, column)] = blank;
}

static void
fit_grids(struct painter *painter)
{
	const size_t rows = (size_t)getmaxy(stdscr);
	const size_t columns = (size_t)getmaxx(stdscr);

	if ((int)rows == painter->rows && (int)columns == painter->columns)
		return;
	free_grids(painter);
	painter->rows = (int)rows;
	painter->columns = (int)columns;
	painter->shown = memory_alloc(rows * columns * sizeof(*painter->shown));
	painter->wanted = memory_alloc(rows * columns * sizeof(*painter->wanted));
	painter->shown_hashes = memory_alloc(rows * sizeof(uint64_t));
	painter->wanted_hashes = memory_alloc(rows * sizeof(uint64_t));
	painter->buffer = memory_alloc(columns * sizeof(cchar_t));
}

void
painter_forget(struct painter *painter)
{
	painter->is_known = false;
}

/* ncurses takes the terminal if that was given away, and clears it. */
static void
clear_terminal(struct painter *painter)
{
	WINDOW *empty = newwin(0, 0, 0, 0);

	clearok(curscr, TRUE);
	if (empty) {
		touchwin(empty);
		wrefresh(empty);
		delwin(empty);
	}
	fit_grids(painter);
	for (int row = 0; row < painter->rows; row++) {
		blank_shown(painter, row);
		painter->shown_hashes[row] = UNKNOWN_ROW;
	}
	painter->pen = blank;
	painter->row = 0;
	painter->column = NOWHERE;
	painter->top = 0;
	painter->end = painter->rows;
	painter->kept = painter->far = (struct target){.column = NOWHERE};
	painter->is_known = true;
	strbuf_append_string(&painter->bytes, "\x1b[r");
}

void
painter_leave(struct painter *painter, FILE *output)
{
	if (painter->is_known)
		fputs("\x1b[r", output);
	painter->is_known = false;
}

/* Cells. */

/* Attributes that show on a cell without ink. */
static const attr_t blank_attributes = A_UNDERLINE | A_REVERSE;

static bool
is_blank(const struct paint_cell *cell)
{
	return cell->text[0] == L' ' && !cell->text[1];
}

static bool
has_same_pen(const struct paint_cell *a, const struct paint_cell *b)
{
	return a->attributes == b->attributes && a->pair == b->pair &&
	       a->link == b->link;
}

static bool
is_same(const struct paint_cell *a, const struct paint_cell *b)
{
	return has_same_pen(a, b) && memcmp(a->text, b->text, sizeof(a->text)) == 0;
}

/* ncurses numbers the columns of a wide character, from 1, in these bits. */
static bool
is_right_half(const cchar_t *source)
{
	return (source->attr & A_CHARTEXT) > 1;
}

/* Half of a wide character, of which the rest was written over, is a blank. */
static bool
is_whole(const struct painter *painter, int column)
{
	const cchar_t *source = &painter->buffer[column];

	if (is_right_half(source))
		return column > 0 && (source[-1].attr & A_CHARTEXT) == 1;
	return !(source->attr & A_CHARTEXT) ||
	       (column + 1 < painter->columns && is_right_half(&source[1]));
}

static struct paint_cell
cell_of(const struct painter *painter, int column)
{
	const cchar_t *source = &painter->buffer[column];
	wchar_t characters[CCHARW_MAX + 1] = {0};
	struct paint_cell cell = {0};
	short pair = 0;

	getcchar(source, characters, &cell.attributes, &pair, NULL);
	cell.attributes &= A_BOLD | A_DIM | A_ITALIC | A_UNDERLINE | A_REVERSE;
	cell.pair = pair;
	if (!is_whole(painter, column) || !characters[0])
		cell.text[0] = L' ';
	else if (!is_right_half(source))
		memcpy(cell.text, characters, sizeof(cell.text));
	if (is_blank(&cell) && !(cell.attributes & blank_attributes))
		cell = blank;
	return cell;
}

/* FNV-1a, by whole numbers. */
static uint64_t
mix(uint64_t hash, uint64_t value)
{
	return (hash ^ value) * 0x100000001B3u;
}

static uint64_t
hash_of_row(const struct paint_cell *cells, int columns)
{
	uint64_t hash = 0x1505;

	for (int i = 0; i < columns; i++) {
		for (int k = 0; k < CLUSTER_SIZE && cells[i].text[k]; k++)
			hash = mix(hash, (uint64_t)cells[i].text[k]);
		hash = mix(hash,
		    (uint64_t)cells[i].attributes << 16 | (uint16_t)cells[i].pair);
		hash = mix(hash, cells[i].link);
	}
	return hash == UNKNOWN_ROW ? 1 : hash;
}

static void
read_row(struct painter *painter, int row)
{
	struct paint_cell *cells = painter->wanted + cell_index(painter, row, 0);

	for (int column = 0; column < painter->columns; column++)
		mvin_wch(row, column, &painter->buffer[column]);
	for (int column = 0; column < painter->columns; column++) {
		cells[column] = cell_of(painter, column);
		if (painter->screen->hyperlinks)
			cells[column].link =
			    hyperlinks_at(painter->screen->hyperlinks, row, column);
	}
	painter->wanted_hashes[row] = hash_of_row(cells, painter->columns);
}

/* The cursor. */

/* Whether CELL looks right if it is written with the pen as it is. */
static bool
fits_pen(const struct painter *painter, const struct paint_cell *cell)
{
	const struct paint_cell *pen = &painter->pen;

	return has_same_pen(cell, pen) ||
	       (is_blank(cell) && cell->link == pen->link &&
		   !(cell->attributes & blank_attributes) &&
		   !(pen->attributes & blank_attributes));
}

static void
append_number(struct strbuf *bytes, const char *start, int number, char final)
{
	strbuf_append_string(bytes, start);
	if (number > 1)
		strbuf_printf(bytes, "%d", number);
	strbuf_append_byte(bytes, final);
}

/* Whether CELL is written by one byte that asks for no other pen. */
static bool
is_one_byte(const struct painter *painter, const struct paint_cell *cell)
{
	return cell->text[0] > 0 && cell->text[0] < 0x80 && !cell->text[1] &&
	       fits_pen(painter, cell);
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
	    painter->wanted + cell_index(painter, row, 0);
	const size_t start = bytes->length;
	int column = from;

	while (column < to && to - from <= GAP_MAX &&
	       is_one_byte(painter, &cells[column]))
		strbuf_append_byte(bytes, (char)cells[column++].text[0]);
	if (column == to)
		return;
	strbuf_truncate(bytes, start);
	append_number(bytes, "\x1b[", to - from, 'C');
}

static void
append_absolute(struct strbuf *bytes, int row, int column)
{
	if (column)
		strbuf_printf(bytes, "\x1b[%d;%dH", row + 1, column + 1);
	else
		append_number(bytes, "\x1b[", row + 1, 'H');
}

/* How many rows ROW is below, if line feeds lead there and scroll nothing. */
static int
rows_down(const struct painter *painter, int row)
{
	const int count = row - painter->row;
	const bool scrolls =
	    painter->row < painter->end && row >= painter->end && count > 0;

	return count > FEEDS_MAX || scrolls ? -1 : count;
}

/* The way by steps; false if there is none. */
static bool
append_steps(
    const struct painter *painter, struct strbuf *bytes, int row, int column)
{
	const int down = rows_down(painter, row);
	int from = painter->column;

	if (down < 0)
		return false;
	if (from == NOWHERE || from > column) {
		strbuf_append_byte(bytes, '\r');
		from = 0;
	}
	strbuf_append_repeated(bytes, '\n', (size_t)down);
	if (from < column)
		append_forward(painter, bytes, row, from, column);
	return true;
}

static void
move_to(struct painter *painter, int row, int column)
{
	struct strbuf absolute = {0}, steps = {0};
	bool has_steps;

	if (painter->row == row && painter->column == column)
		return;
	append_absolute(&absolute, row, column);
	has_steps = append_steps(painter, &steps, row, column);
	strbuf_append(&painter->bytes,
	    strbuf_str(
		has_steps && steps.length <= absolute.length ? &steps : &absolute));
	strbuf_clear(&absolute);
	strbuf_clear(&steps);
	painter->row = row;
	painter->column = column;
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

/* OPENING begins the link of CELL, if that is one. */
static void
set_pen(struct painter *painter, const struct paint_cell *cell, struct str opening)
{
	struct paint_cell *pen = &painter->pen;

	if (pen->link != cell->link)
		strbuf_append(&painter->bytes,
		    cell->link ? opening : str_of("\x1b]8;;\x1b\\"));
	pen->link = cell->link;
	if (fits_pen(painter, cell))
		return;
	strbuf_append_string(&painter->bytes, "\x1b[");
	if (cell->attributes || cell->pair)
		append_look(painter, &painter->bytes, pen, cell);
	strbuf_append_byte(&painter->bytes, 'm');
	pen->attributes = cell->attributes;
	pen->pair = cell->pair;
}

/* Others that write to the terminal find it plain. */
static void
put_pen_down(struct painter *painter)
{
	set_pen(painter, &blank, str_of(""));
	if (painter->pen.attributes || painter->pen.pair)
		strbuf_append_string(&painter->bytes, "\x1b[m");
	painter->pen = blank;
}

static bool
is_same_target(const struct target *a, const struct target *b)
{
	return a->row == b->row && a->column == b->column &&
	       a->attributes == b->attributes && a->pair == b->pair;
}

/*
 * Goes where CELL is to be written, with the pen that it needs. Where that
 * takes long for the second time in a row, the terminal is told to keep it.
 */
static void
go_to(struct painter *painter, int row, int column, const struct paint_cell *cell,
    struct str opening)
{
	enum { LONG_WAY = 8 }; /* bytes */
	struct target target = {row, column, cell->attributes, cell->pair};
	const size_t start = painter->bytes.length;

	if (is_same_target(&target, &painter->kept) && !cell->link &&
	    !painter->pen.link &&
	    (painter->row != row || painter->column != column)) {
		strbuf_append_string(&painter->bytes, "\x1b"
						      "8");
		painter->row = row;
		painter->column = column;
		painter->pen = *cell;
		return;
	}
	set_pen(painter, cell, opening);
	move_to(painter, row, column);
	if (cell->link || painter->bytes.length - start < LONG_WAY)
		return;
	target.attributes = painter->pen.attributes; /* a blank may have others */
	target.pair = painter->pen.pair;
	if (is_same_target(&target, &painter->far)) {
		strbuf_append_string(&painter->bytes, "\x1b"
						      "7");
		painter->kept = target;
	}
	painter->far = target;
}

/* Rows. */

static void
append_text(struct strbuf *bytes, const wchar_t *text)
{
	char encoded[4];

	for (int i = 0; i < CLUSTER_SIZE && text[i]; i++)
		strbuf_append(bytes,
		    (struct str){encoded, utf8_encode((uint32_t)text[i], encoded)});
}

/* What needs no other pen is passed before the pen changes. */
static void
pass_gap(struct painter *painter, int row, int column)
{
	const struct paint_cell *cells =
	    painter->wanted + cell_index(painter, row, 0);

	if (row != painter->row || painter->column == NOWHERE ||
	    column - painter->column > GAP_MAX)
		return;
	while (painter->column < column &&
	       is_one_byte(painter, &cells[painter->column]))
		strbuf_append_byte(
		    &painter->bytes, (char)cells[painter->column++].text[0]);
}

/* Writes the cell, and with it its right half; returns the column behind it. */
static int
put_cell(struct painter *painter, int row, int column)
{
	const struct paint_cell *cells =
	    painter->wanted + cell_index(painter, row, 0);
	const struct str opening =
	    cells[column].link
		? hyperlinks_opening(painter->screen->hyperlinks, row, column)
		: str_of("");
	int behind = column + 1;

	while (behind < painter->columns && !cells[behind].text[0])
		behind++;
	pass_gap(painter, row, column);
	go_to(painter, row, column, &cells[column], opening);
	append_text(&painter->bytes, cells[column].text);
	painter->column = behind < painter->columns ? behind : NOWHERE;
	return behind;
}

static int
plain_blanks(const struct paint_cell *cells, int column, int columns)
{
	int end = column;

	while (end < columns && is_same(&cells[end], &blank))
		end++;
	return end - column;
}

/* Blanks from COLUMN on: all up to the edge, else as far as they are new. */
static int
blanks_to_put(const struct painter *painter, int row, int column)
{
	const size_t start = cell_index(painter, row, 0);
	int count = plain_blanks(painter->wanted + start, column, painter->columns);

	if (column + count == painter->columns)
		return count;
	while (
	    count && is_same(painter->shown + start + column + count - 1, &blank))
		count--;
	return count;
}

/* What is erased has the background that the pen has. */
static void
erase_cells(struct painter *painter, int row, int column, int count)
{
	const struct paint_cell *cells =
	    painter->wanted + cell_index(painter, row, 0);
	const bool is_tail = column + count == painter->columns;
	const int from = painter->row == row ? painter->column : 0;

	/* Blanks before it may as well be erased: the way is shorter. */
	while (is_tail && column > from && is_same(&cells[column - 1], &blank))
		column--;
	if (painter->pen.link || painter->pen.attributes & blank_attributes)
		set_pen(painter, &blank, str_of(""));
	move_to(painter, row, column);
	if (is_tail)
		strbuf_append_string(&painter->bytes, "\x1b[K");
	else
		strbuf_printf(&painter->bytes, "\x1b[%dX", count);
}

/* The cell to be written, for the left half of a wide one, or the other. */
static int
left_half(const struct paint_cell *cells, int column)
{
	while (column > 0 && !cells[column].text[0])
		column--;
	return column;
}

static void
paint_row(struct painter *painter, int row)
{
	struct paint_cell *shown = painter->shown + cell_index(painter, row, 0);
	const struct paint_cell *wanted =
	    painter->wanted + cell_index(painter, row, 0);
	const int columns = painter->columns;

	for (int column = 0; column < columns;) {
		int blanks;

		if (is_same(&shown[column], &wanted[column])) {
			column++;
			continue;
		}
		blanks = blanks_to_put(painter, row, column);
		if (column + blanks == columns || blanks >= ERASES_FROM) {
			erase_cells(painter, row, column, blanks);
			column += blanks;
		} else {
			column = put_cell(painter, row, left_half(wanted, column));
		}
	}
	memcpy(shown, wanted, (size_t)columns * sizeof(*shown));
}

/* Scrolling. */

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

/* The best run of rows for one shift; rows that stand right gain nothing. */
static void
try_shift(const struct painter *painter, int shift, struct scroll *best)
{
	struct scroll run = {.shift = shift};

	for (int row = 0; row < painter->rows; row++) {
		if (!is_shifted(painter, row, shift)) {
			run = (struct scroll){row + 1, row + 1, shift, 0};
			continue;
		}
		run.gain +=
		    painter->shown_hashes[row] != painter->wanted_hashes[row];
		run.end = row + 1;
		if (run.gain >= best->gain && run.gain > 0)
			*best = run;
	}
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
			memcpy(painter->shown + cell_index(painter, row, 0),
			    painter->shown + cell_index(painter, from, 0), size);
		else
			blank_shown(painter, row);
	}
}

static void
set_margins(struct painter *painter, int top, int end)
{
	if (painter->top == top && painter->end == end)
		return;
	if (top == 0 && end == painter->rows)
		strbuf_append_string(&painter->bytes, "\x1b[r");
	else
		strbuf_printf(&painter->bytes, "\x1b[%d;%dr", top + 1, end);
	painter->top = top;
	painter->end = end;
	painter->row = painter->column = 0;
}

static int
first_column(const struct painter *painter, int row)
{
	const int blanks = plain_blanks(
	    painter->wanted + cell_index(painter, row, 0), 0, painter->columns);

	return blanks < painter->columns ? blanks : 0;
}

static void
scroll_terminal(struct painter *painter)
{
	const struct scroll scroll = find_scroll(painter);
	const int up = scroll.shift > 0 ? scroll.shift : 0;
	const int down = scroll.shift < 0 ? -scroll.shift : 0;
	const int top = scroll.first - down, end = scroll.end + up;

	if (scroll.shift == 0)
		return;
	set_margins(painter, top, end);
	if (up == 1) { /* the cursor is there to write the new row then */
		painter->row = end - 1;
		painter->column = first_column(painter, end - 1);
		if (painter->column < 2) /* a blank is less than a number */
			painter->column = 0;
		append_absolute(&painter->bytes, painter->row, painter->column);
		strbuf_append_byte(&painter->bytes, '\n');
	} else {
		append_number(&painter->bytes, "\x1b[", up + down, up ? 'S' : 'T');
	}
	move_known(painter, top, end, scroll.shift);
}

/* All. */

void
painter_update(struct screen *screen, int row, int column)
{
	struct painter *painter = screen->painter;
	uint64_t *hashes;

	painter->screen = screen;
	if (!painter->is_known)
		clear_terminal(painter);
	for (int i = 0; i < painter->rows; i++)
		read_row(painter, i);
	scroll_terminal(painter);
	for (int i = 0; i < painter->rows; i++)
		paint_row(painter, i);
	put_pen_down(painter);
	move_to(painter, row, column);
	screen_send(screen, strbuf_str(&painter->bytes));
	strbuf_truncate(&painter->bytes, 0);
	hashes = painter->shown_hashes;
	painter->shown_hashes = painter->wanted_hashes;
	painter->wanted_hashes = hashes;
}
