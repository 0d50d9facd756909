/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_COLOR_H
#define CNAI_COLOR_H

#include <stdbool.h>
#include "cnai/str.h"

/*
 * Colours of text: the terminal's own, one of its 256 by number, of which the
 * first 8 have names, or COLOR_RGB and 0xRRGGBB. A terminal that has fewer
 * shows the nearest that it has; with 8 its own in place of a grey.
 */
enum {
	COLOR_DEFAULT = -1,
	COLOR_ANSI_BLACK,
	COLOR_ANSI_RED,
	COLOR_ANSI_GREEN,
	COLOR_ANSI_YELLOW,
	COLOR_ANSI_BLUE,
	COLOR_ANSI_MAGENTA,
	COLOR_ANSI_CYAN,
	COLOR_ANSI_WHITE,
	COLOR_RGB = 1 << 24,
};

/* How many colours a terminal has; COLOR_RGB of them are all there are. */
enum { COLORS_NONE = 0, COLORS_FEW = 8, COLORS_MANY = 256, COLORS_ALL = COLOR_RGB };

/* Reads "cyan", "0" to "255" or "#rrggbb"; false where WORD is none of them. */
bool color_read(struct str word, int *color);

/* The names of the first 8; NULL for an INDEX beyond them. */
const char *color_name(size_t index);

/* What a terminal with COUNT colours shows for COLOR. */
int color_shown(int color, int count);

/* Appends the parameter of SGR that COLOR needs; it is not the default one. */
void color_append(struct strbuf *bytes, int color);

#endif
