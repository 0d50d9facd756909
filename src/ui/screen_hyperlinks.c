/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The terminal's own hyperlinks (OSC 8) inside the screen of ncurses, which
 * knows nothing of them. So that it is known at any time which cell of the
 * terminal links where:
 *
 * - ncurses may neither scroll nor shift cells. Scrolling is found and done
 *   here, and ncurses is told what its screen shows thereafter.
 * - A row in which a cell was a link and is no longer is written anew by
 *   ncurses, which leaves it without links.
 * - Behind ncurses the links of each row that it may have written to are
 *   written again, the same text with the same looks, as links.
 */
#include <curses.h>
#include <stdlib.h>
#include <string.h>
#include "cnai/cluster.h"
#include "cnai/memory.h"
#include "cnai/output.h"
#include "cnai/unicode.h"
#include "screen_parts.h"

enum { NO_LINK = 0 };

/* A row is known by a hash of how it looks and links; this one is no row's. */
enum { UNKNOWN_ROW = 0 };

struct link_target {
	struct strbuf opening; /* the sequence that begins the link */
	uint64_t identity;
};

/* Updates since all was cleared, as far as they matter. */
enum phase { PHASE_CLEARS, PHASE_HASHES, PHASE_KNOWN };

struct hyperlinks {
	int rows, columns;
	enum phase phase;
	struct link_target *targets; /* of what is drawn; the first is unused */
	size_t count, capacity;
	uint32_t *drawn;  /* by cell: index of its target, or NO_LINK */
	uint64_t *shown;  /* by cell: identity of what the terminal links to */
	uint64_t *before; /* by row: what the terminal shows */
	uint64_t *wanted; /* by row: what has been drawn */
};

/* FNV-1a, by whole numbers. */
static uint64_t
mix(uint64_t hash, uint64_t value)
{
	return (hash ^ value) * 0x100000001B3u;
}

enum { FINGERPRINT_START = 0x1505 };

static size_t
cell_index(const struct hyperlinks *links, int row, int column)
{
	return (size_t)row * (size_t)links->columns + (size_t)column;
}

struct hyperlinks *
hyperlinks_new(void)
{
	return memory_alloc(sizeof(struct hyperlinks));
}

void
hyperlinks_erase(struct hyperlinks *links)
{
	for (size_t i = 1; i < links->count; i++)
		strbuf_clear(&links->targets[i].opening);
	links->count = 0;
	if (links->drawn)
		memset(links->drawn, 0,
		    sizeof(*links->drawn) * cell_index(links, links->rows, 0));
}

static void
free_grids(struct hyperlinks *links)
{
	hyperlinks_erase(links);
	free(links->drawn);
	free(links->shown);
	free(links->before);
	free(links->wanted);
}

void
hyperlinks_free(struct hyperlinks *links)
{
	if (!links)
		return;
	free_grids(links);
	free(links->targets);
	free(links);
}

/* The terminal will be cleared: no links are left, and nothing is known. */
void
hyperlinks_forget(struct hyperlinks *links)
{
	const int rows = getmaxy(stdscr), columns = getmaxx(stdscr);

	if (rows != links->rows || columns != links->columns) {
		const size_t cells = (size_t)rows * (size_t)columns;

		free_grids(links);
		links->rows = rows;
		links->columns = columns;
		links->drawn = memory_alloc(cells * sizeof(*links->drawn));
		links->shown = memory_alloc(cells * sizeof(*links->shown));
		links->before = memory_alloc((size_t)rows * sizeof(*links->before));
		links->wanted = memory_alloc((size_t)rows * sizeof(*links->wanted));
	}
	links->phase = PHASE_CLEARS;
	memset(links->shown, 0,
	    sizeof(*links->shown) * cell_index(links, links->rows, 0));
	for (int row = 0; row < rows; row++)
		links->before[row] = UNKNOWN_ROW;
}

/* The target that is URL with NUMBER; parts of a link come one by one. */
static uint32_t
target_of(struct hyperlinks *links, struct str url, uint32_t number)
{
	struct link_target target = {0};
	uint64_t identity = mix(FINGERPRINT_START, number);

	for (size_t i = 0; i < url.length; i++)
		identity = mix(identity, (unsigned char)url.data[i]);
	target.identity = identity ? identity : 1;
	for (size_t i = links->count; i-- > 1;)
		if (links->targets[i].identity == target.identity)
			return (uint32_t)i;
	if (!output_append_link(&target.opening, url, number))
		return NO_LINK;
	if (links->count == 0)
		links->count = 1;
	links->targets = memory_reserve(links->targets, &links->capacity,
	    links->count + 1, sizeof(*links->targets));
	links->targets[links->count] = target;
	return (uint32_t)links->count++;
}

void
screen_put_link(struct screen *screen, int row, int column, int width,
    struct str url, uint32_t number)
{
	struct hyperlinks *links = screen->hyperlinks;
	uint32_t target;
	int end;

	if (!links || row < 0 || row >= links->rows || column < 0)
		return;
	target = url.length > OUTPUT_LINK_SIZE_MAX ? NO_LINK
						   : target_of(links, url, number);
	end = screen->pane_columns && column + width > screen->pane_columns
		  ? screen->pane_columns
		  : column + width;
	for (int i = column; i < end && screen->pane_left + i < links->columns; i++)
		links->drawn[cell_index(links, row, screen->pane_left + i)] =
		    target;
}

static uint64_t
wanted_link(const struct hyperlinks *links, size_t cell)
{
	const uint32_t target = links->drawn[cell];

	return target == NO_LINK ? 0 : links->targets[target].identity;
}

static uint64_t
fingerprint_of_row(const struct hyperlinks *links, int row)
{
	uint64_t hash = FINGERPRINT_START;

	for (int column = 0; column < links->columns; column++) {
		wchar_t characters[CCHARW_MAX + 1] = {0};
		attr_t attributes = 0;
		cchar_t cell;
		short pair = 0;

		mvin_wch(row, column, &cell);
		getcchar(&cell, characters, &attributes, &pair, NULL);
		for (size_t i = 0; characters[i]; i++)
			hash = mix(hash, (uint64_t)characters[i]);
		hash = mix(hash, (uint64_t)attributes << 16 | (uint16_t)pair);
		hash =
		    mix(hash, wanted_link(links, cell_index(links, row, column)));
	}
	return hash == UNKNOWN_ROW ? 1 : hash;
}

/* Rows FIRST to END of the screen to come stand SHIFT rows below now. */
struct scroll {
	int first, end, shift, gain;
};

/* The best run of rows for one shift; rows that stand right gain nothing. */
static void
try_shift(const struct hyperlinks *links, int shift, struct scroll *best)
{
	struct scroll run = {.shift = shift};

	for (int row = 0; row < links->rows; row++) {
		const int from = row + shift;
		const bool is_same = from >= 0 && from < links->rows &&
				     links->before[from] == links->wanted[row];

		if (!is_same || run.gain == 0)
			run = (struct scroll){row, row, shift, 0};
		if (is_same) {
			run.gain += links->before[row] != links->wanted[row];
			run.end = row + 1;
		}
		if (run.gain > best->gain)
			*best = run;
	}
}

static struct scroll
find_scroll(const struct hyperlinks *links)
{
	enum { GAIN_MIN = 2 }; /* fewer rows are as soon written */
	struct scroll best = {.gain = GAIN_MIN - 1};

	for (int shift = 1; shift < links->rows; shift++) {
		try_shift(links, shift, &best);
		try_shift(links, -shift, &best);
	}
	return best;
}

/* Moves what is known of the rows as the terminal moves them. */
static void
move_known(struct hyperlinks *links, int top, int end, int shift)
{
	const size_t columns = (size_t)links->columns;
	const int step = shift > 0 ? 1 : -1;

	for (int row = shift > 0 ? top : end - 1; row >= top && row < end;
	     row += step) {
		uint64_t *cells = links->shown + cell_index(links, row, 0);
		const int from = row + shift;

		if (from >= top && from < end)
			memcpy(cells, links->shown + cell_index(links, from, 0),
			    columns * sizeof(*cells));
		else
			memset(cells, 0, columns * sizeof(*cells));
		links->before[row] = from >= top && from < end
					 ? links->before[from]
					 : (uint64_t)UNKNOWN_ROW;
	}
}

/* Terminals that take hyperlinks all scroll in this way. */
static void
scroll_terminal(struct screen *screen)
{
	struct hyperlinks *links = screen->hyperlinks;
	const struct scroll scroll = find_scroll(links);
	const int up = scroll.shift > 0 ? scroll.shift : 0;
	const int down = scroll.shift < 0 ? -scroll.shift : 0;
	const int top = scroll.first - down, end = scroll.end + up;

	if (scroll.shift == 0)
		return;
	fprintf(screen->output,
	    "\x1b"
	    "7\x1b[%d;%dr\x1b[%d%c\x1b[r\x1b"
	    "8",
	    top + 1, end, up + down, up ? 'S' : 'T');
	fflush(screen->output);
	scrollok(curscr, TRUE);
	wsetscrreg(curscr, top, end - 1);
	wscrl(curscr, scroll.shift);
	wsetscrreg(curscr, 0, links->rows - 1);
	scrollok(curscr, FALSE);
	move_known(links, top, end, scroll.shift);
}

static bool
loses_link(const struct hyperlinks *links, int row)
{
	for (int column = 0; column < links->columns; column++) {
		const size_t cell = cell_index(links, row, column);

		if (links->shown[cell] &&
		    links->shown[cell] != wanted_link(links, cell))
			return true;
	}
	return false;
}

/*
 * ncurses scrolls where rows have the hash of others, whatever it is told.
 * So it is made to hash its rows with a cell that it believes to be unknown,
 * which is put back at once: no row is like another any more. In the update
 * after one that clears, it hashes only later, and the cell is not put back.
 */
static void
forbid_scrolling(struct hyperlinks *links)
{
	WINDOW *edge = newwin(links->rows, 1, 0, 0);

	if (!edge)
		return;
	for (int row = 0; row < links->rows; row++) {
		cchar_t cell;

		if (mvwin_wch(curscr, row, 0, &cell) == ERR)
			continue;
		wredrawln(edge, row, 1);
		if (links->phase == PHASE_HASHES)
			links->before[row] = UNKNOWN_ROW;
		else
			mvwadd_wch(curscr, row, 0, &cell);
	}
	if (links->phase != PHASE_KNOWN)
		links->phase++;
	delwin(edge);
}

void
hyperlinks_before_update(struct screen *screen)
{
	struct hyperlinks *links = screen->hyperlinks;

	for (int row = 0; row < links->rows; row++)
		links->wanted[row] = fingerprint_of_row(links, row);
	scroll_terminal(screen);
	forbid_scrolling(links);
	touchwin(stdscr);
	for (int row = 0; row < links->rows; row++)
		if (loses_link(links, row))
			wredrawln(stdscr, row, 1);
}

/* Appends a cell in the look it has, other than *LOOK; returns its columns. */
static int
append_cell(struct strbuf *bytes, int row, int column, struct look *look)
{
	struct look own;
	wchar_t characters[CCHARW_MAX + 1] = {0};
	attr_t attributes = 0;
	cchar_t cell;
	short pair = 0;
	int width;

	mvin_wch(row, column, &cell);
	getcchar(&cell, characters, &attributes, &pair, NULL);
	own = screen_look_of(attributes, pair);
	if (!look_equal(own, *look))
		output_append_look(bytes, own, false);
	*look = own;
	for (size_t i = 0; characters[i]; i++) {
		char encoded[4];

		strbuf_append(
		    bytes, (struct str){encoded,
			       utf8_encode((uint32_t)characters[i], encoded)});
	}
	width = characters[0] ? wcwidth(characters[0]) : 1;
	return width > 1 ? width : 1;
}

/* The part of a link that begins at COLUMN; returns the column behind it. */
static int
append_part(
    const struct hyperlinks *links, struct strbuf *bytes, int row, int column)
{
	struct look look = {.color = COLOR_DEFAULT};
	const uint32_t target = links->drawn[cell_index(links, row, column)];

	strbuf_printf(bytes, "\x1b[%d;%dH", row + 1, column + 1);
	strbuf_append(bytes, strbuf_str(&links->targets[target].opening));
	while (column < links->columns &&
	       links->drawn[cell_index(links, row, column)] == target)
		column += append_cell(bytes, row, column, &look);
	strbuf_append_string(bytes, "\x1b]8;;\x1b\\\x1b[m");
	return column;
}

static void
append_row(const struct hyperlinks *links, struct strbuf *bytes, int row)
{
	for (int column = 0; column < links->columns;) {
		if (links->drawn[cell_index(links, row, column)] == NO_LINK)
			column++;
		else
			column = append_part(links, bytes, row, column);
	}
}

void
hyperlinks_after_update(struct screen *screen)
{
	struct hyperlinks *links = screen->hyperlinks;
	struct strbuf bytes = {0};

	for (int row = 0; row < links->rows; row++) {
		if (links->before[row] == links->wanted[row])
			continue;
		append_row(links, &bytes, row);
		links->before[row] = links->wanted[row];
	}
	for (size_t i = 0; i < cell_index(links, links->rows, 0); i++)
		links->shown[i] = wanted_link(links, i);
	if (bytes.length) {
		screen_send(screen, str_of("\x1b"
					   "7"));
		screen_send(screen, strbuf_str(&bytes));
		screen_send(screen, str_of("\x1b"
					   "8"));
	}
	strbuf_clear(&bytes);
}
