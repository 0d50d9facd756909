/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_THEME_H
#define CNAI_THEME_H

#include <stdbool.h>
#include "cnai/error.h"

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

enum { THEME_ROLES = 21 };

/* The look of each role; plain data without anything to free. */
struct theme {
	struct look looks[THEME_ROLES];
};

/* Makes THEME the one called NAME; false, and the default one, if there is no
 * such theme. */
bool theme_init(struct theme *theme, const char *name);

/*
 * Gives ROLE ("heading") the look that TEXT says: words with blanks between,
 * each an attribute ("bold"), the name of one of the 8 colours, one of 256 by
 * number, or "#rrggbb"; "plain" is none of all. False with ERROR filled where
 * that makes no sense; then nothing is changed.
 */
bool theme_set_role(
    struct theme *theme, const char *role, const char *text, struct error *error);

/* Whether there is a role of that name. */
bool theme_has_role(const char *role);

/* What NAME was probably meant to be, or NULL: of themes and of roles. */
const char *theme_nearest(const char *name);
const char *theme_nearest_role(const char *name);

/* The look of text with STYLES, bits of enum style; THEME NULL is the default
 * one. In the themes there are, never by colour alone. */
struct look theme_look(const struct theme *theme, unsigned styles);

bool look_equal(struct look a, struct look b);

#endif
