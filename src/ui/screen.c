/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The terminal through ncurses. Everything is drawn on one window, row by
 * row; ncurses finds out what has changed. Text enters through clusters, so
 * no control character reaches the terminal from here.
 */
#include <curses.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include "cnai/cluster.h"
#include "cnai/key.h"
#include "cnai/memory.h"
#include "cnai/screen.h"
#include "cnai/unicode.h"
#include "screen_parts.h"

/* Of term.h, which cannot be included: it makes macros of common words. */
extern char *tigetstr(const char *capability);
extern int tigetflag(const char *capability);

/* How long to wait for the rest of an escape sequence, in milliseconds. */
enum { ESCAPE_DELAY = 50 };

bool
screen_has_flag(const char *capability)
{
	return tigetflag(capability) > 0;
}

bool
screen_has_sequence(const char *capability)
{
	const char *sequence = tigetstr(capability);

	return sequence && sequence != (char *)-1 &&
	       strncmp(sequence, "\x1b[", 2) == 0;
}

/*
 * Modes that are switched on beside what terminfo does: only for terminals
 * whose sequences are of the ANSI kind, which pass over modes they have not.
 */
static void
set_mode(FILE *output, const char *sequence)
{
	if (screen_has_sequence("cup"))
		fputs(sequence, output);
}

static void
set_modes(const struct screen *screen, bool on)
{
	/* Pastes are told from typing. */
	set_mode(screen->output, on ? "\x1b[?2004h" : "\x1b[?2004l");
	if (screen->mouse.is_on)
		set_mode(screen->output,
		    on ? "\x1b[?1000h\x1b[?1006h" : "\x1b[?1006l\x1b[?1000l");
	fflush(screen->output);
}

/* What die() does first: there is only one terminal to give back. */
static void
restore(void)
{
	/* Whether on or not: there is no asking any more. */
	set_mode(stdout, "\x1b[m\x1b[r\x1b[?2004l\x1b[?1006l\x1b[?1000l");
	endwin();
}

/* How many colours the terminal shows, COLORS at most. */
static int
start_colors(const struct screen *screen, int colors)
{
	int known;

	if (!colors || !has_colors() || start_color() == ERR ||
	    use_default_colors() == ERR)
		return COLORS_NONE;
	/* More than terminfo says can only be written without ncurses. */
	known = COLORS >= COLORS_MANY ? COLORS_MANY : COLORS_FEW;
	return screen->painter || colors < known ? colors : known;
}

struct screen *
screen_open(const char *terminal, FILE *input, FILE *output, int colors,
    struct error *error)
{
	struct screen *screen;
	SCREEN *opened = NULL;

	if (terminal && *terminal)
		opened = newterm(terminal, output, input);
	if (!opened) {
		error_set(error, "cannot use the terminal: TERM is %s%s: %s",
		    terminal && *terminal ? terminal : "not set",
		    terminal && *terminal ? ", which is not known here" : "",
		    "set it to what your terminal is, such as xterm-256color, or "
		    "read with --latest or --list");
		return NULL;
	}
	if (!tigetstr("cup")) {
		endwin();
		delscreen(opened);
		error_set(error, "cannot use the terminal: TERM is %s: %s",
		    terminal,
		    "it cannot move its cursor; read with --latest or --list");
		return NULL;
	}
	screen = memory_alloc(sizeof(*screen));
	screen->terminal = opened;
	screen->input = input;
	screen->output = output;
	die_set_restore(restore);
	set_escdelay(ESCAPE_DELAY);
	raw();
	noecho();
	nonl();
	intrflush(stdscr, FALSE);
	leaveok(stdscr, FALSE);
	scrollok(stdscr, FALSE);
	idlok(stdscr, TRUE);
	screen->painter = painter_new();
	screen->colors = start_colors(screen, colors);
	screen_keys_start(screen);
	set_modes(screen, true);
	return screen;
}

void
screen_close(struct screen *screen)
{
	if (!screen)
		return;
	screen_leave(screen);
	die_set_restore(NULL);
	delwin(screen->keys);
	delscreen(screen->terminal);
	strbuf_clear(&screen->paste);
	painter_free(screen->painter);
	charset_close(screen->ascii);
	hyperlinks_free(screen->hyperlinks);
	free(screen);
}

void
screen_leave(struct screen *screen)
{
	if (screen->painter)
		painter_leave(screen->painter, screen->output);
	set_modes(screen, false);
	endwin();
	/* Without another screen to go back to, the shell goes on in the last row.
	 */
	if (!tigetstr("rmcup"))
		set_mode(screen->output, "\r\x1b[K");
	fflush(screen->output);
}

void
screen_return(struct screen *screen)
{
	reset_prog_mode();
	set_modes(screen, true);
	screen_fit(screen);
	screen_redraw(screen);
}

void
screen_set_theme(struct screen *screen, const struct theme *theme)
{
	screen->theme = theme;
}

struct look
screen_look(const struct screen *screen, unsigned styles)
{
	return theme_look(screen->theme, styles);
}

struct look
screen_look_over(const struct screen *screen, struct look look, unsigned styles)
{
	return theme_add(screen->theme, look, styles);
}

int
screen_rows(const struct screen *screen)
{
	(void)screen;
	return getmaxy(stdscr);
}

int
screen_columns(const struct screen *screen)
{
	(void)screen;
	return getmaxx(stdscr);
}

void
screen_resize(struct screen *screen, int rows, int columns)
{
	resizeterm(rows > 0 ? rows : 1, columns > 0 ? columns : 1);
	screen_redraw(screen);
}

void
screen_fit(struct screen *screen)
{
	struct winsize size;

	if (ioctl(fileno(screen->output), TIOCGWINSZ, &size) == 0 && size.ws_row &&
	    size.ws_col)
		screen_resize(screen, size.ws_row, size.ws_col);
}

static attr_t
attributes_of(struct look look)
{
	attr_t attributes = A_NORMAL;

	if (look.is_bold)
		attributes |= A_BOLD;
	if (look.is_dim || look.is_struck) /* ncurses cannot strike out */
		attributes |= A_DIM;
	if (look.is_italic)
		attributes |= A_ITALIC;
	if (look.is_underlined)
		attributes |= A_UNDERLINE;
	if (look.is_reversed)
		attributes |= A_REVERSE;
	return attributes;
}

/* A pair of ncurses for each colour that has been asked for. */
static short
pair_of(struct screen *screen, struct look look)
{
	const int color = color_shown(look.color, screen->colors);
	int i = 0;

	if (color == COLOR_DEFAULT)
		return 0;
	while (i < screen->palette_count && screen->palette[i] != color)
		i++;
	if (i == PALETTE_MAX)
		return 0;
	if (i == screen->palette_count) {
		screen->palette[screen->palette_count++] = color;
		if (!screen->painter)
			init_pair((short)(i + 1), (short)color, -1);
	}
	return (short)(i + 1);
}

void
screen_erase(struct screen *screen)
{
	screen->cursor_row = screen->cursor_column = 0;
	if (screen->hyperlinks)
		hyperlinks_erase(screen->hyperlinks);
	erase();
}

void
screen_set_pane(struct screen *screen, int left, int columns)
{
	screen->pane_left = left;
	screen->pane_columns = columns;
}

static void
put_characters(
    struct screen *screen, int row, int column, struct str text, struct look look)
{
	wchar_t characters[CLUSTER_MAX_CHARACTERS + 1] = {0};
	cchar_t cell;
	size_t count = 0, offset = 0, length;

	while (offset < text.length && count < CLUSTER_MAX_CHARACTERS) {
		characters[count++] = (wchar_t)utf8_decode(text, offset, &length);
		offset += length;
	}
	if (count == 0 || row < 0 || column < 0 ||
	    (screen->pane_columns && column >= screen->pane_columns))
		return;
	if (setcchar(&cell, characters, attributes_of(look), pair_of(screen, look),
		NULL) == OK)
		mvadd_wch(row, screen->pane_left + column, &cell);
}

/* In as many columns as the cluster has. */
static void
put_ascii(
    struct screen *screen, int row, int column, struct str text, struct look look)
{
	struct strbuf ascii = {0};
	int spare = 0;

	charset_append(
	    screen->ascii, &ascii, text, (int)cluster_width(text), &spare);
	for (size_t i = 0; i < ascii.length; i++)
		put_characters(screen, row, column + (int)i,
		    (struct str){ascii.data + i, 1}, look);
	strbuf_clear(&ascii);
}

void
screen_put_cluster(
    struct screen *screen, int row, int column, struct str text, struct look look)
{
	if (screen->ascii && text.length && (unsigned char)*text.data >= 0x80)
		put_ascii(screen, row, column, text, look);
	else
		put_characters(screen, row, column, text, look);
}

void
screen_use_ascii(struct screen *screen)
{
	if (!screen->ascii)
		screen->ascii = charset_open("ASCII");
}

int
screen_put(struct screen *screen, int row, int column, int width, struct str text,
    struct look look)
{
	struct strbuf fitting = {0};
	struct str safe;
	int start = column;

	if (width <= 0)
		return 0;
	cluster_append_fitting(&fitting, text, (size_t)width);
	safe = strbuf_str(&fitting);
	for (size_t offset = 0; offset < safe.length;) {
		struct cluster cluster = cluster_next(safe, offset);

		screen_put_cluster(screen, row, column, cluster.text, look);
		column += cluster.width;
		offset += cluster.source_length;
	}
	strbuf_clear(&fitting);
	return column - start;
}

void
screen_fill(struct screen *screen, int row, int column, int width, struct look look)
{
	for (int i = 0; i < width; i++)
		screen_put_cluster(
		    screen, row, column + i, (struct str){" ", 1}, look);
}

void
screen_set_cursor(struct screen *screen, int row, int column)
{
	screen->cursor_row = row;
	screen->cursor_column = column;
}

static int
clamp(int value, int limit)
{
	if (value >= limit)
		value = limit - 1;
	return value < 0 ? 0 : value;
}

void
screen_get_cursor(const struct screen *screen, int *row, int *column)
{
	(void)screen;
	getyx(stdscr, *row, *column);
}

void
screen_update(struct screen *screen)
{
	const int row = clamp(screen->cursor_row, getmaxy(stdscr));
	const int column = clamp(screen->cursor_column, getmaxx(stdscr));

	if (screen->painter)
		painter_update(screen, row, column);
	move(row, column);
	if (!screen->painter)
		refresh();
}

void
screen_redraw(struct screen *screen)
{
	if (screen->hyperlinks)
		hyperlinks_fit(screen->hyperlinks);
	if (screen->painter)
		painter_forget(screen->painter);
	else
		clearok(curscr, TRUE);
}

bool
screen_use_hyperlinks(struct screen *screen)
{
	if (!screen->painter)
		return false;
	if (!screen->hyperlinks)
		screen->hyperlinks = hyperlinks_new();
	hyperlinks_fit(screen->hyperlinks);
	return true;
}

void
screen_send(struct screen *screen, struct str sequence)
{
	fwrite(sequence.data, 1, sequence.length, screen->output);
	fflush(screen->output);
}

int
screen_descriptor(const struct screen *screen)
{
	return fileno(screen->input);
}

void
screen_ring(struct screen *screen)
{
	(void)screen;
	beep();
}

void
screen_set_mouse(struct screen *screen, bool on)
{
	if (on == screen->mouse.is_on)
		return;
	set_modes(screen, false);
	screen->mouse = (struct mouse){.is_on = on};
	set_modes(screen, true);
}

/* The most telling look of a cell, as screen_dump() writes it. */
static char
look_letter(attr_t attributes)
{
	static const struct {
		attr_t attribute;
		char letter;
	} letters[] = {
	    {A_REVERSE, 'r'},
	    {A_UNDERLINE, 'u'},
	    {A_BOLD, 'b'},
	    {A_ITALIC, 'i'},
	    {A_DIM, 'd'},
	};

	for (size_t i = 0; i < sizeof(letters) / sizeof(*letters); i++)
		if (attributes & letters[i].attribute)
			return letters[i].letter;
	return ' ';
}

static void
append_trimmed(struct strbuf *buffer, char mark, struct strbuf *line)
{
	strbuf_append_byte(buffer, mark);
	while (line->length && line->data[line->length - 1] == ' ')
		strbuf_truncate(line, line->length - 1);
	strbuf_append(buffer, strbuf_str(line));
	strbuf_append_byte(buffer, '\n');
}

/* Appends one cell's text and letter; returns its columns. */
static int
dump_cell(int row, int column, struct strbuf *text, struct strbuf *letters)
{
	cchar_t cell;
	wchar_t characters[CCHARW_MAX + 1] = {0};
	attr_t attributes = 0;
	short pair;
	int width;

	mvin_wch(row, column, &cell);
	getcchar(&cell, characters, &attributes, &pair, NULL);
	for (size_t i = 0; characters[i]; i++) {
		char bytes[4];

		strbuf_append(
		    text, (struct str){
			      bytes, utf8_encode((uint32_t)characters[i], bytes)});
	}
	width = characters[0] ? wcwidth(characters[0]) : 1;
	for (int i = 0; i < (width > 1 ? width : 1); i++)
		strbuf_append_byte(letters, look_letter(attributes));
	return width > 1 ? width : 1;
}

void
screen_dump(struct screen *screen, bool looks, struct strbuf *buffer)
{
	int cursor_row, cursor_column;

	getyx(stdscr, cursor_row, cursor_column);
	for (int row = 0; row < screen_rows(screen); row++) {
		struct strbuf text = {0}, letters = {0};

		for (int column = 0; column < screen_columns(screen);)
			column += dump_cell(row, column, &text, &letters);
		append_trimmed(buffer, '|', &text);
		if (looks && strspn(letters.data, " ") < letters.length)
			append_trimmed(buffer, '>', &letters);
		strbuf_clear(&text);
		strbuf_clear(&letters);
	}
	move(cursor_row, cursor_column);
}
