/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_SCREEN_PARTS_H
#define CNAI_SCREEN_PARTS_H

#include "cnai/screen.h"

/* What the files of the screen share; nobody else includes this. */

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
	bool has_color;
	int cursor_row, cursor_column;
	int pane_left, pane_columns; /* 0 columns: the whole screen */
	struct strbuf paste;         /* not taken yet */
	struct mouse mouse;
	struct hyperlinks *hyperlinks; /* NULL: the terminal takes none */
};

/* Teaches ncurses the sequences that terminfo does not know of. */
void screen_keys_start(void);

/* The look that stands for ATTRIBUTES and colour PAIR of ncurses. */
struct look screen_look_of(unsigned long attributes, int pair);

struct hyperlinks *hyperlinks_new(void);
void hyperlinks_free(struct hyperlinks *links);
/* Nothing is drawn any more. */
void hyperlinks_erase(struct hyperlinks *links);
/* The terminal has the size of stdscr and will be cleared. */
void hyperlinks_forget(struct hyperlinks *links);
/* Around refresh(). */
void hyperlinks_before_update(struct screen *screen);
void hyperlinks_after_update(struct screen *screen);

#endif
