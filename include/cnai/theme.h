/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_THEME_H
#define CNAI_THEME_H

#include <stdbool.h>

/* How text looks: the attributes every terminal has, and one of 8 colours. */
enum color {
	COLOR_DEFAULT = -1,
	COLOR_ANSI_BLACK,
	COLOR_ANSI_RED,
	COLOR_ANSI_GREEN,
	COLOR_ANSI_YELLOW,
	COLOR_ANSI_BLUE,
	COLOR_ANSI_MAGENTA,
	COLOR_ANSI_CYAN,
	COLOR_ANSI_WHITE,
};

struct look {
	bool is_bold, is_dim, is_italic, is_underlined, is_struck, is_reversed;
	enum color color; /* of the text; the background is never touched */
};

/* The look of text with STYLES, bits of enum style. Never by colour alone. */
struct look theme_look(unsigned styles);

bool look_equal(struct look a, struct look b);

#endif
