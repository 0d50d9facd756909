/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_SCREEN_H
#define CNAI_SCREEN_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include "cnai/error.h"
#include "cnai/str.h"
#include "cnai/theme.h"

/*
 * The terminal as a grid of cells; the only door to ncurses. Rows and columns
 * count from 0. What is drawn outside the grid is cut off. There is one
 * screen at a time, because ncurses knows only one.
 */
struct screen;

/*
 * Takes the terminal TERMINAL (a terminfo name; NULL or "" is an error) that
 * is read by INPUT and written to by OUTPUT, with COLORS colours (color.h) if
 * it knows as many. NULL with ERROR filled when it
 * is not known or cannot show a screen.
 */
struct screen *screen_open(const char *terminal, FILE *input, FILE *output,
    int colors, struct error *error);
/* Gives the terminal back as it was. */
void screen_close(struct screen *screen);

/* Gives the terminal away for another program, and takes it again. */
void screen_leave(struct screen *screen);
void screen_return(struct screen *screen);

/* The theme that screen_look() takes looks from; borrowed, NULL: default. */
void screen_set_theme(struct screen *screen, const struct theme *theme);
/* The look of text with STYLES, bits of enum style. */
struct look screen_look(const struct screen *screen, unsigned styles);
/* LOOK with that of STYLES on top. */
struct look screen_look_over(
    const struct screen *screen, struct look look, unsigned styles);

int screen_rows(const struct screen *screen);
int screen_columns(const struct screen *screen);
/* Takes the size the terminal has now. */
void screen_fit(struct screen *screen);
void screen_resize(struct screen *screen, int rows, int columns);

void screen_erase(struct screen *screen);
/*
 * What is drawn from now on stands in COLUMNS columns from LEFT on: its column
 * 0 is LEFT, and what is wider is cut off.
 */
void screen_set_pane(struct screen *screen, int left, int columns);
/*
 * Writes TEXT, made safe, from ROW and COLUMN on, at most WIDTH columns;
 * longer text ends in an ellipsis. Returns the columns taken.
 */
int screen_put(struct screen *screen, int row, int column, int width,
    struct str text, struct look look);
/* Writes one cluster that is safe already. */
void screen_put_cluster(
    struct screen *screen, int row, int column, struct str text, struct look look);
/*
 * From now on what is not in ASCII is written with what is, in as many columns.
 * ncurses writes in the process's own locale, which has to be one of UTF-8 for
 * widths; so other terminals get what all sets have.
 */
void screen_use_ascii(struct screen *screen);
/*
 * Has the terminal show links as links of its own (OSC 8) from now on. To be
 * called for one that takes them; false for one that cannot scroll as xterm
 * does, by terminfo.
 */
bool screen_use_hyperlinks(struct screen *screen);
/*
 * Makes WIDTH cells that have just been written a part of the link to URL.
 * Parts with the same NUMBER and URL are one link. Does nothing unless
 * hyperlinks are used, or for a URL that may not be opened.
 */
void screen_put_link(struct screen *screen, int row, int column, int width,
    struct str url, uint32_t number);
/* Blanks WIDTH columns with LOOK. */
void screen_fill(
    struct screen *screen, int row, int column, int width, struct look look);
/* Where the terminal's own cursor stands after the next update. */
void screen_set_cursor(struct screen *screen, int row, int column);

/* Where it stands, for tests. */
void screen_get_cursor(const struct screen *screen, int *row, int *column);

/* Sends what has changed to the terminal. */
void screen_update(struct screen *screen);
/* Sends everything again at the next update. */
void screen_redraw(struct screen *screen);
/* Sends bytes that draw nothing, such as a copy sequence. */
void screen_send(struct screen *screen, struct str sequence);

/* The descriptor to wait on for keys. */
int screen_descriptor(const struct screen *screen);
/* The next key that has been typed, or KEY_CODE_NONE: never waits. */
int screen_read_key(struct screen *screen);
/*
 * The text behind the last KEY_CODE_PASTE, 1 MB at most, as it was sent: bytes
 * of any kind. The caller frees it; a second call gives an empty one.
 */
struct strbuf screen_take_paste(struct screen *screen);

/* The terminal's bell, at once. */
void screen_ring(struct screen *screen);

/*
 * Has the terminal tell of the mouse, which takes from it selecting without
 * Shift; off at first. Then screen_read_key() gives KEY_CODE_WHEEL_UP and
 * _DOWN, KEY_CODE_CLICK, and for a second click at once on the same cell
 * KEY_CODE_DOUBLE_CLICK in place of another one.
 */
void screen_set_mouse(struct screen *screen, bool on);
/* Where the last of these was. */
void screen_mouse_place(const struct screen *screen, int *row, int *column);

/*
 * Appends what the screen shows, a line a row: a bar, the text without blanks
 * at its end. With LOOKS a row that has any is followed by a line of ">" and a
 * letter a column: r reversed, u underlined, b bold, i italic, d dim. For
 * tests.
 */
void screen_dump(struct screen *screen, bool looks, struct strbuf *buffer);

#endif
