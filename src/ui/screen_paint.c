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
#include <langinfo.h>
#include <stdlib.h>
#include "cnai/memory.h"
#include "cnai/unicode.h"
#include "screen_painter.h"

enum {
	FOOT_ROWS = 2,    /* at the bottom; they stay alike */
	ERASES_FROM = 10, /* blanks that are erased, and not written */
};

struct painter *
painter_new(void)
{
	static const char *const sequences[] = {
	    "cup", "hpa", "el", "ed", "ech", "csr", "indn", "rin", "cuf"};

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
	free(painter->foot);
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
	painter->foot = memory_alloc(FOOT_ROWS * columns * sizeof(*painter->foot));
	painter->buffer = memory_alloc(columns * sizeof(cchar_t));
}

void
painter_forget(struct painter *painter)
{
	painter->is_known = false;
}

void
painter_leave(struct painter *painter, FILE *output)
{
	if (painter->is_known)
		fputs("\x1b[r", output);
	painter->is_known = false;
}

/* Cells. */

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
	if (paint_cell_is_blank(&cell) && !(cell.attributes & ATTRIBUTES_ON_BLANKS))
		cell = blank_cell;
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

/* ncurses takes the terminal if that was given away, and clears it. */
static void
clear_terminal(struct screen *screen)
{
	struct painter *painter = screen->painter;
	WINDOW *empty = newwin(0, 0, 0, 0);

	clearok(curscr, TRUE);
	if (empty) {
		touchwin(empty);
		wrefresh(empty);
		delwin(empty);
	}
	fit_grids(painter);
	for (int row = 0; row < painter->rows; row++) {
		painter_blank_row(painter, row);
		painter->shown_hashes[row] = UNKNOWN_ROW;
	}
	painter->blank_hash = hash_of_row(painter->shown, painter->columns);
	painter->terminal.pen = blank_cell;
	painter->terminal.row = 0;
	painter->terminal.column = NOWHERE;
	painter->terminal.top = 0;
	painter->terminal.end = painter->rows;
	painter->terminal.kept = painter->terminal.far =
	    (struct target){.column = NOWHERE};
	painter->is_known = true;
	screen_send(screen, str_of("\x1b[r"));
}

static void
read_row(struct painter *painter, int row)
{
	struct paint_cell *cells =
	    painter->wanted + painter_cell_index(painter, row, 0);

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

/* Rows. */

static void
append_text(struct strbuf *bytes, const wchar_t *text)
{
	char encoded[4] = {0};

	for (int i = 0; i < CLUSTER_SIZE && text[i]; i++)
		strbuf_append(bytes,
		    (struct str){encoded, utf8_encode((uint32_t)text[i], encoded)});
}

/* What needs no other pen is passed before the pen changes. */
static void
pass_gap(struct painter *painter, int row, int column)
{
	const struct paint_cell *cells =
	    painter->wanted + painter_cell_index(painter, row, 0);

	if (row != painter->terminal.row || painter->terminal.column == NOWHERE ||
	    column - painter->terminal.column > GAP_MAX)
		return;
	while (painter->terminal.column < column &&
	       painter_takes_byte(painter, &cells[painter->terminal.column]))
		strbuf_append_byte(&painter->bytes,
		    (char)cells[painter->terminal.column++].text[0]);
}

/* Writes the cell, and with it its right half; returns the column behind it. */
static int
put_cell(struct painter *painter, int row, int column)
{
	const struct paint_cell *cells =
	    painter->wanted + painter_cell_index(painter, row, 0);
	const struct str opening =
	    cells[column].link
		? hyperlinks_opening(painter->screen->hyperlinks, row, column)
		: str_of("");
	int behind = column + 1;

	while (behind < painter->columns && !cells[behind].text[0])
		behind++;
	pass_gap(painter, row, column);
	if (painter->terminal.row != row || painter->terminal.column != column ||
	    !painter_fits_pen(painter, &cells[column]))
		painter_go_to(painter, row, column, &cells[column], opening);
	append_text(&painter->bytes, cells[column].text);
	painter->terminal.column = behind < painter->columns ? behind : NOWHERE;
	return behind;
}

/* Blanks from COLUMN on: all up to the edge, else as far as they are new. */
static int
blanks_to_put(const struct painter *painter, int row, int column)
{
	const size_t start = painter_cell_index(painter, row, 0);
	int count =
	    paint_cells_blank(painter->wanted + start, column, painter->columns);

	if (column + count == painter->columns)
		return count;
	while (
	    count && paint_cell_is_same(
			 painter->shown + start + column + count - 1, &blank_cell))
		count--;
	return count;
}

/* What is erased has the background that the pen has. */
static void
erase_cells(struct painter *painter, int row, int column, int count)
{
	const struct paint_cell *cells =
	    painter->wanted + painter_cell_index(painter, row, 0);
	const bool is_tail = column + count == painter->columns;
	const bool is_there =
	    painter->terminal.row == row && painter->terminal.column != NOWHERE;
	const int from = is_there ? painter->terminal.column : 0;

	/* Blanks before it may as well be erased: the way is shorter. */
	for (; column > from && paint_cell_is_same(&cells[column - 1], &blank_cell);
	     column--)
		count++;
	if (painter->terminal.pen.link ||
	    painter->terminal.pen.attributes & ATTRIBUTES_ON_BLANKS)
		painter_set_pen(painter, &blank_cell, str_of(""));
	painter_move_to(painter, row, column);
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
	struct paint_cell *shown =
	    painter->shown + painter_cell_index(painter, row, 0);
	const struct paint_cell *wanted =
	    painter->wanted + painter_cell_index(painter, row, 0);
	const int columns = painter->columns;

	for (int column = 0; column < columns;) {
		int blanks;

		if (paint_cell_is_same(&shown[column], &wanted[column])) {
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

/* All. */

static void
paint_rows(struct painter *painter, int row, int column)
{
	for (int i = 0; i < painter->rows; i++)
		paint_row(painter, i);
	painter_put_pen_down(painter);
	painter_move_to(painter, row, column);
}

/* Erases the rows above END; the cursor is anywhere. */
static void
erase_rows(struct painter *painter, int end)
{
	if (end == painter->rows) {
		strbuf_append_string(&painter->bytes, "\x1b[H\x1b[J");
		painter->terminal.row = painter->terminal.column = 0;
	} else {
		painter_append_position(
		    &painter->bytes, end - 1, painter->columns - 1);
		strbuf_append_string(&painter->bytes, "\x1b[1J");
		painter->terminal.row = end - 1;
		painter->terminal.column = painter->columns - 1;
	}
	for (int row = 0; row < end; row++)
		painter_blank_row(painter, row);
}

static size_t
foot_size(const struct painter *painter)
{
	return (size_t)FOOT_ROWS * (size_t)painter->columns *
	       sizeof(*painter->foot);
}

/*
 * Where nearly all is new, it may be less to erase the rows above END and to
 * write what is wanted, without erasing what stood beside it: then that is
 * sent, and not the changes. BEFORE is what the terminal was.
 */
static void
paint_anew(struct painter *painter, const struct terminal_state *before, int end,
    int row, int column)
{
	enum { GAIN_PART = 64 }; /* of the whole; less is not worth a flicker */
	const struct terminal_state after = painter->terminal;
	struct strbuf changes = painter->bytes;

	painter->bytes = (struct strbuf){0};
	painter->terminal = *before;
	erase_rows(painter, end);
	if (end < painter->rows)
		memcpy(painter->shown + painter_cell_index(painter, end, 0),
		    painter->foot, foot_size(painter));
	paint_rows(painter, row, column);
	if (painter->bytes.length + changes.length / GAIN_PART < changes.length) {
		strbuf_clear(&changes);
		return;
	}
	strbuf_clear(&painter->bytes);
	painter->bytes = changes;
	painter->terminal = after;
}

/* Brings the terminal from what is shown to what is wanted. */
static void
paint(struct painter *painter, int row, int column)
{
	enum { MANY = 300 }; /* bytes that may be those of a whole new screen */
	const struct terminal_state before = painter->terminal;
	const int body = painter->rows - FOOT_ROWS;

	if (body > 0)
		memcpy(painter->foot,
		    painter->shown + painter_cell_index(painter, body, 0),
		    foot_size(painter));
	painter_scroll(painter);
	paint_rows(painter, row, column);
	if (painter->bytes.length < MANY)
		return;
	paint_anew(painter, &before, painter->rows, row, column);
	if (body > 0)
		paint_anew(painter, &before, body, row, column);
}

void
painter_update(struct screen *screen, int row, int column)
{
	struct painter *painter = screen->painter;
	uint64_t *hashes;

	painter->screen = screen;
	if (!painter->is_known)
		clear_terminal(screen);
	for (int i = 0; i < painter->rows; i++)
		read_row(painter, i);
	paint(painter, row, column);
	screen_send(screen, strbuf_str(&painter->bytes));
	strbuf_truncate(&painter->bytes, 0);
	hashes = painter->shown_hashes;
	painter->shown_hashes = painter->wanted_hashes;
	painter->wanted_hashes = hashes;
}
