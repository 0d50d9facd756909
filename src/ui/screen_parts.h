/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_SCREEN_PARTS_H
#define CNAI_SCREEN_PARTS_H

#include "cnai/charset.h"
#include "cnai/screen.h"

/* What the files of the screen share; nobody else includes this. */

/* More than a theme has roles. */
enum { PALETTE_MAX = 60 };

/* Where the mouse was last, and when it clicked there. */
struct mouse {
	bool is_on;
	bool is_clicked; /* and another click there in time makes two */
	int row, column;
	long long time; /* milliseconds on a clock that only goes forward */
};

struct screen {
	const struct theme *theme;
	void *terminal; /* SCREEN of ncurses */
	FILE *input, *output;
	int colors;               /* that are shown, see color.h */
	int palette[PALETTE_MAX]; /* by pair of ncurses, from pair 1 on */
	int palette_count;
	int cursor_row, cursor_column;
	int pane_left, pane_columns; /* 0 columns: the whole screen */
	struct strbuf paste;         /* not taken yet */
	struct mouse mouse;
	struct charset *ascii;         /* what text is written in; NULL: UTF-8 */
	struct painter *painter;       /* NULL: ncurses writes to the terminal */
	struct hyperlinks *hyperlinks; /* NULL: the terminal takes none */
	void *keys; /* WINDOW of ncurses that keys are read through */
};

/* Has ncurses read keys, also those that terminfo does not know of. */
void screen_keys_start(struct screen *screen);

/* Whether terminfo has it; of a sequence, whether it is of the ANSI kind. */
bool screen_has_flag(const char *capability);
bool screen_has_sequence(const char *capability);

/* Which cells are links: of the size of stdscr once it was fitted. */
struct hyperlinks *hyperlinks_new(void);
void hyperlinks_free(struct hyperlinks *links);
void hyperlinks_fit(struct hyperlinks *links);
/* Nothing is drawn any more. */
void hyperlinks_erase(struct hyperlinks *links);
/* What the cell leads to, 0: nowhere. */
uint64_t hyperlinks_at(const struct hyperlinks *links, int row, int column);
/* The sequence that begins the link of a cell that is one. */
struct str hyperlinks_opening(const struct hyperlinks *links, int row, int column);

/*
 * Brings what is drawn on stdscr to the terminal, in place of refresh(). NULL
 * for a terminal that is not of the ANSI kind.
 */
struct painter *painter_new(void);
void painter_free(struct painter *painter);
/* The terminal will be cleared: nothing is known of it. */
void painter_forget(struct painter *painter);
/* Leaves the terminal as other programs expect it. */
void painter_leave(struct painter *painter, FILE *output);
/* Sends what differs; the cursor ends in ROW and COLUMN. */
void painter_update(struct screen *screen, int row, int column);

#endif
