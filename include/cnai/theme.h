/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_THEME_H
#define CNAI_THEME_H

#include <stdbool.h>
#include "cnai/color.h"
#include "cnai/error.h"

/* How text looks: the attributes every terminal has, and a colour. */
struct look {
	bool is_bold, is_dim, is_italic, is_underlined, is_struck, is_reversed;
	int color; /* of the text, see color.h; the background is never touched */
};

/* Roles of the interface, which come on top of those of text (enum style). */
enum {
	STYLE_MATCH = 1 << 24,     /* what was searched for */
	STYLE_CURRENT = 1 << 25,   /* the match that reading is at */
	STYLE_FOCUS = 1 << 26,     /* the link that Enter opens */
	STYLE_SELECTION = 1 << 27, /* the entry that Enter opens */
	STYLE_STATUS = 1 << 28,    /* the line between the view and the last rows */
	STYLE_UNREAD = 1 << 29,    /* the title of a post that has not been read */
	STYLE_HINT = 1 << 30,      /* keys worth knowing, on the last row */
};

enum { THEME_ROLES = 28 };

/* The look of each role; plain data without anything to free. */
struct theme {
	struct look looks[THEME_ROLES];
};

/* Makes THEME the one called NAME; false, and the default one, if there is no
 * such theme. */
bool theme_init(struct theme *theme, const char *name);

/*
 * Gives ROLE ("heading") the look that TEXT says: words with blanks between,
 * each an attribute ("bold") or a colour as color_read() takes it; "plain" is
 * none of all. False with ERROR filled where
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

/* LOOK with that of STYLES on top: attributes of both, the later colour. */
struct look theme_add(const struct theme *theme, struct look look, unsigned styles);

bool look_equal(struct look a, struct look b);

#endif
