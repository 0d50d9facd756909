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
	struct strbuf paste; /* not taken yet */
	struct mouse mouse;
};

/* Teaches ncurses the sequences that terminfo does not know of. */
void screen_keys_start(void);

#endif
