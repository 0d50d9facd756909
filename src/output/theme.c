/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Looks on the terminal's own background. Attributes alone tell the roles
 * apart; colour comes on top of them.
 */
#include <stddef.h>
#include "cnai/document.h"
#include "cnai/theme.h"

/* A later row's colour wins over an earlier one's. */
static const struct {
	unsigned style;
	struct look look;
} roles[] = {
    {STYLE_DESCRIPTION, {.is_italic = true, .color = COLOR_DEFAULT}},
    {STYLE_EMPHASIS, {.is_italic = true, .color = COLOR_DEFAULT}},
    {STYLE_STRONG, {.is_bold = true, .color = COLOR_DEFAULT}},
    {STYLE_STRUCK, {.is_struck = true, .color = COLOR_DEFAULT}},
    {STYLE_TITLE, {.is_bold = true, .color = COLOR_DEFAULT}},
    {STYLE_TERM, {.is_bold = true, .color = COLOR_DEFAULT}},
    {STYLE_TABLE_HEADER, {.is_bold = true, .color = COLOR_DEFAULT}},
    {STYLE_ALERT, {.is_bold = true, .color = COLOR_ANSI_YELLOW}},
    {STYLE_SHORTCODE, {.is_dim = true, .color = COLOR_DEFAULT}},
    {STYLE_SMALL, {.is_dim = true, .color = COLOR_DEFAULT}},
    {STYLE_PLACE, {.is_dim = true, .color = COLOR_DEFAULT}},
    {STYLE_HEADING, {.is_bold = true, .color = COLOR_ANSI_CYAN}},
    {STYLE_SUBHEADING, {.is_bold = true, .color = COLOR_DEFAULT}},
    {STYLE_CODE_BLOCK, {.color = COLOR_ANSI_GREEN}},
    {STYLE_CODE, {.is_bold = true, .color = COLOR_ANSI_GREEN}},
    {STYLE_IMAGE, {.is_italic = true, .color = COLOR_ANSI_CYAN}},
    {STYLE_LINK, {.is_underlined = true, .color = COLOR_ANSI_CYAN}},
    {STYLE_FOOTNOTE, {.is_bold = true, .color = COLOR_ANSI_CYAN}},
    {STYLE_MARKER, {.is_dim = true, .color = COLOR_DEFAULT}},
    {STYLE_URL, {.is_dim = true, .color = COLOR_DEFAULT}},
};

struct look
theme_look(unsigned styles)
{
	struct look look = {.color = COLOR_DEFAULT};

	for (size_t i = 0; i < sizeof(roles) / sizeof(*roles); i++) {
		const struct look *role = &roles[i].look;

		if (!(styles & roles[i].style))
			continue;
		look.is_bold |= role->is_bold;
		look.is_dim |= role->is_dim;
		look.is_italic |= role->is_italic;
		look.is_underlined |= role->is_underlined;
		look.is_struck |= role->is_struck;
		look.is_reversed |= role->is_reversed;
		if (role->color != COLOR_DEFAULT)
			look.color = role->color;
	}
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
