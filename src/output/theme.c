/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Looks on the terminal's own background. Attributes alone tell the roles
 * apart; colour comes on top of them. The themes are written in the same words
 * as a user's own looks: the default one in full, the others where they differ.
 */
#include <assert.h>
#include <limits.h>
#include <stddef.h>
#include <stdlib.h>
#include "cnai/document.h"
#include "cnai/nearest.h"
#include "cnai/theme.h"

/* A later row's colour wins over an earlier one's. */
static const struct {
	unsigned style;
	const char *name;
	const char *look; /* in the default theme */
} roles[] = {
    {STYLE_DESCRIPTION, "description", "italic"},
    {STYLE_EMPHASIS, "emphasis", "italic"},
    {STYLE_STRONG, "strong", "bold"},
    {STYLE_STRUCK, "struck", "struck"},
    {STYLE_TITLE, "title", "bold"},
    {STYLE_TERM, "term", "bold"},
    {STYLE_TABLE_HEADER, "table-header", "bold"},
    {STYLE_ALERT, "alert", "bold yellow"},
    {STYLE_SHORTCODE, "shortcode", "dim"},
    {STYLE_SMALL, "small", "dim"},
    {STYLE_FOLD, "fold", "dim"},
    {STYLE_PLACE, "place", "dim"},
    {STYLE_HEADING, "heading", "bold cyan"},
    {STYLE_SUBHEADING, "subheading", "bold"},
    {STYLE_CODE_BLOCK, "code-block", "green"},
    {STYLE_CODE, "code", "bold green"},
    {STYLE_IMAGE, "image", "italic cyan"},
    {STYLE_LINK, "link", "underline cyan"},
    {STYLE_FOOTNOTE, "footnote", "bold cyan"},
    {STYLE_MARKER, "marker", "dim"},
    {STYLE_URL, "url", "dim"},
    {STYLE_MATCH, "match", "bold underline yellow"},
    {STYLE_CURRENT, "current-match", "reverse"},
    {STYLE_FOCUS, "focus", "reverse"},
    {STYLE_SELECTION, "selection", "reverse"},
    {STYLE_STATUS, "status", "reverse"},
    {STYLE_UNREAD, "unread", "bold"},
    {STYLE_HINT, "hint", "dim"},
};
_Static_assert(sizeof(roles) / sizeof(*roles) == THEME_ROLES, "a look a role");

/* Where a theme differs from the default one; a role NULL ends it. */
struct difference {
	const char *role, *look;
};

static const struct difference none[] = {{NULL, NULL}};

static const struct difference dark[] = {
    {"title", "bold yellow"},
    {"heading", "bold yellow"},
    {"subheading", "bold cyan"},
    {"table-header", "bold cyan"},
    {NULL, NULL},
};

static const struct difference light[] = {
    {"title", "bold blue"},
    {"heading", "bold blue"},
    {"link", "underline blue"},
    {"image", "italic blue"},
    {"footnote", "bold blue"},
    {"code", "bold magenta"},
    {"code-block", "magenta"},
    {"alert", "bold red"},
    {"match", "bold underline red"},
    {NULL, NULL},
};

/* Nothing dim, nothing that only colour tells. */
static const struct difference high_contrast[] = {
    {"title", "bold underline"},
    {"heading", "bold underline"},
    {"link", "bold underline"},
    {"image", "bold italic"},
    {"alert", "bold reverse"},
    {"footnote", "bold"},
    {"code", "bold"},
    {"code-block", "plain"},
    {"shortcode", "italic"},
    {"small", "italic"},
    {"fold", "italic"},
    {"place", "italic"},
    {"marker", "bold"},
    {"url", "italic"},
    {"match", "bold underline"},
    {"hint", "plain"},
    {NULL, NULL},
};

static const struct difference mono[] = {
    {"heading", "bold"},
    {"link", "underline"},
    {"image", "italic"},
    {"alert", "bold"},
    {"footnote", "bold"},
    {"code", "bold"},
    {"code-block", "plain"},
    {"match", "bold underline"},
    {NULL, NULL},
};

static const struct {
	const char *name;
	const struct difference *differences;
} themes[] = {
    {"default", none},
    {"dark", dark},
    {"light", light},
    {"high-contrast", high_contrast},
    {"mono", mono},
};
enum { THEMES = sizeof(themes) / sizeof(*themes) };

/* Words of a look. */

static const struct {
	const char *word;
	size_t attribute; /* its place in struct look */
} attributes[] = {
    {"bold", offsetof(struct look, is_bold)},
    {"dim", offsetof(struct look, is_dim)},
    {"italic", offsetof(struct look, is_italic)},
    {"underline", offsetof(struct look, is_underlined)},
    {"struck", offsetof(struct look, is_struck)},
    {"reverse", offsetof(struct look, is_reversed)},
};

static bool
read_word(struct look *look, struct str word)
{
	if (str_equal(word, str_of("plain"))) {
		*look = (struct look){.color = COLOR_DEFAULT};
		return true;
	}
	for (size_t i = 0; i < sizeof(attributes) / sizeof(*attributes); i++) {
		if (str_equal(word, str_of(attributes[i].word))) {
			*(bool *)((char *)look + attributes[i].attribute) = true;
			return true;
		}
	}
	return color_read(word, &look->color);
}

/* The words that a look is made of, for mistakes in one. */
static const char *
look_word(size_t index)
{
	const size_t count = sizeof(attributes) / sizeof(*attributes);

	return index < count ? attributes[index].word : color_name(index - count);
}

static void
explain_word(struct str word, struct error *error)
{
	const char *near = nearest_name(
	    word, look_word, sizeof(attributes) / sizeof(*attributes) + COLORS_FEW);

	error_set(error, "no look is called \"%.*s\"%s%s%s", (int)word.length,
	    word.data, near ? ": did you mean \"" : "", near ? near : "",
	    near ? "\"?" : "");
}

static bool
read_look(struct look *look, struct str text, struct error *error)
{
	size_t start = 0, end;

	*look = (struct look){.color = COLOR_DEFAULT};
	for (; start < text.length; start = end + 1) {
		end = str_find_byte(text, start, ' ');
		if (end > start && !read_word(look, str_slice(text, start, end))) {
			explain_word(str_slice(text, start, end), error);
			return false;
		}
	}
	return true;
}

static size_t
find_role(const char *name)
{
	size_t i = 0;

	while (i < THEME_ROLES && strcmp(roles[i].name, name) != 0)
		i++;
	return i;
}

bool
theme_has_role(const char *role)
{
	return find_role(role) < THEME_ROLES;
}

bool
theme_set_role(
    struct theme *theme, const char *role, const char *text, struct error *error)
{
	const size_t index = find_role(role);
	struct look look;

	if (index == THEME_ROLES) {
		error_set(error, "no role is called \"%s\"", role);
		return false;
	}
	if (!read_look(&look, str_of(text), error))
		return false;
	theme->looks[index] = look;
	return true;
}

static const struct difference *
find_theme(const char *name)
{
	for (size_t i = 0; i < THEMES; i++)
		if (strcmp(themes[i].name, name) == 0)
			return themes[i].differences;
	return NULL;
}

bool
theme_init(struct theme *theme, const char *name)
{
	const struct difference *row = find_theme(name);
	const bool is_known = row != NULL;
	struct error error = {0};

	for (size_t i = 0; i < THEME_ROLES; i++)
		theme_set_role(theme, roles[i].name, roles[i].look, &error);
	for (; row && row->role; row++)
		theme_set_role(theme, row->role, row->look, &error);
	assert(!error.message);
	return is_known;
}

static const char *
theme_name(size_t index)
{
	return themes[index].name;
}

static const char *
role_name(size_t index)
{
	return roles[index].name;
}

const char *
theme_nearest(const char *name)
{
	return nearest_name(str_of(name), theme_name, THEMES);
}

const char *
theme_nearest_role(const char *name)
{
	return nearest_name(str_of(name), role_name, THEME_ROLES);
}

static void
add_look(struct look *look, const struct look *role)
{
	look->is_bold |= role->is_bold;
	look->is_dim |= role->is_dim;
	look->is_italic |= role->is_italic;
	look->is_underlined |= role->is_underlined;
	look->is_struck |= role->is_struck;
	look->is_reversed |= role->is_reversed;
	if (role->color != COLOR_DEFAULT)
		look->color = role->color;
}

struct look
theme_look(const struct theme *theme, unsigned styles)
{
	return theme_add(theme, (struct look){.color = COLOR_DEFAULT}, styles);
}

struct look
theme_add(const struct theme *theme, struct look look, unsigned styles)
{
	struct theme initial;

	if (!styles)
		return look;
	if (!theme) {
		theme_init(&initial, "default");
		theme = &initial;
	}
	for (size_t i = 0; i < THEME_ROLES; i++)
		if (styles & roles[i].style)
			add_look(&look, &theme->looks[i]);
	return look;
}

bool
look_equal(struct look a, struct look b)
{
	return a.is_bold == b.is_bold && a.is_dim == b.is_dim &&
	       a.is_italic == b.is_italic && a.is_underlined == b.is_underlined &&
	       a.is_struck == b.is_struck && a.is_reversed == b.is_reversed &&
	       a.color == b.color;
}
