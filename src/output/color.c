/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The 256 colours of terminals are the 8 with names, their bright ones, a cube
 * with 6 steps a side, and greys. Nobody knows what the first 16 look like on
 * a terminal, for users choose them; so other colours become one of them only
 * where there is nothing else.
 */
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include "cnai/color.h"

enum {
	BRIGHT = 8,
	CUBE = 16,
	SIDE = 6,
	GREYS = 232,
	GREY_FIRST = 8,
	GREY_STEP = 10
};

struct rgb {
	int red, green, blue;
};

/* As most terminals show them, near enough to compare with. */
static const struct {
	const char *name;
	struct rgb rgb;
} named[] = {
    [COLOR_ANSI_BLACK] = {"black", {0, 0, 0}},
    [COLOR_ANSI_RED] = {"red", {205, 0, 0}},
    [COLOR_ANSI_GREEN] = {"green", {0, 205, 0}},
    [COLOR_ANSI_YELLOW] = {"yellow", {205, 205, 0}},
    [COLOR_ANSI_BLUE] = {"blue", {0, 0, 238}},
    [COLOR_ANSI_MAGENTA] = {"magenta", {205, 0, 205}},
    [COLOR_ANSI_CYAN] = {"cyan", {0, 205, 205}},
    [COLOR_ANSI_WHITE] = {"white", {229, 229, 229}},
};
enum { NAMED = sizeof(named) / sizeof(*named) };

static const int cube_steps[SIDE] = {0, 95, 135, 175, 215, 255};

static struct rgb
rgb_of(int color)
{
	const int grey = GREY_FIRST + (color - GREYS) * GREY_STEP;

	if (color >= COLOR_RGB)
		return (struct rgb){
		    color >> 16 & 0xFF, color >> 8 & 0xFF, color & 0xFF};
	if (color >= GREYS)
		return (struct rgb){grey, grey, grey};
	if (color < CUBE)
		return named[color % NAMED].rgb;
	color -= CUBE;
	return (struct rgb){cube_steps[color / (SIDE * SIDE)],
	    cube_steps[color / SIDE % SIDE], cube_steps[color % SIDE]};
}

static int
distance(struct rgb a, struct rgb b)
{
	const int red = a.red - b.red, green = a.green - b.green,
		  blue = a.blue - b.blue;

	return red * red + green * green + blue * blue;
}

/* Of the colours from FIRST up to END. */
static int
nearest(struct rgb wanted, int first, int end)
{
	int found = first, least = INT_MAX;

	for (int color = first; color < end; color++) {
		const int apart = distance(wanted, rgb_of(color));

		if (apart < least) {
			least = apart;
			found = color;
		}
	}
	return found;
}

/* Black or white instead might be the background's colour. */
static bool
is_grey(struct rgb rgb)
{
	enum { SPREAD = 32 };

	return abs(rgb.red - rgb.green) < SPREAD &&
	       abs(rgb.green - rgb.blue) < SPREAD &&
	       abs(rgb.blue - rgb.red) < SPREAD;
}

int
color_shown(int color, int count)
{
	if (color == COLOR_DEFAULT || count < COLORS_FEW)
		return COLOR_DEFAULT;
	if (color < count || count == COLORS_ALL)
		return color;
	if (color < CUBE)
		return color - BRIGHT;
	if (count >= COLORS_MANY)
		return nearest(rgb_of(color), CUBE, COLORS_MANY);
	return is_grey(rgb_of(color)) ? COLOR_DEFAULT
				      : nearest(rgb_of(color), 0, NAMED);
}

void
color_append(struct strbuf *bytes, int color)
{
	const struct rgb rgb = rgb_of(color);

	if (color >= COLOR_RGB)
		strbuf_printf(bytes, "38;2;%d;%d;%d", rgb.red, rgb.green, rgb.blue);
	else if (color >= CUBE)
		strbuf_printf(bytes, "38;5;%d", color);
	else
		strbuf_printf(
		    bytes, "%d", color < BRIGHT ? 30 + color : 90 + color - BRIGHT);
}

static bool
is_made_of(struct str word, const char *characters)
{
	for (size_t i = 0; i < word.length; i++)
		if (!word.data[i] || !strchr(characters, word.data[i]))
			return false;
	return word.length > 0;
}

bool
color_read(struct str word, int *color)
{
	enum { HEX_LENGTH = 7, DIGITS_MAX = 3 };
	long number = COLORS_MANY;

	for (int i = 0; i < NAMED; i++) {
		if (str_equal(word, str_of(named[i].name))) {
			*color = i;
			return true;
		}
	}
	if (word.length == HEX_LENGTH && word.data[0] == '#' &&
	    is_made_of(str_slice(word, 1, HEX_LENGTH), "0123456789abcdefABCDEF")) {
		*color = COLOR_RGB | (int)strtol(word.data + 1, NULL, 16);
		return true;
	}
	if (word.length <= DIGITS_MAX && is_made_of(word, "0123456789"))
		number = strtol(word.data, NULL, 10);
	if (number >= COLORS_MANY)
		return false;
	*color = (int)number;
	return true;
}

const char *
color_name(size_t index)
{
	return index < NAMED ? named[index].name : NULL;
}
