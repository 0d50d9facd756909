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

/* The number that DIGITS are in BASE, 10 or 16; -1 if they are none. */
static int
read_number(struct str digits, int base)
{
	static const char known[] = "0123456789abcdef0123456789ABCDEF";
	int number = 0;

	for (size_t i = 0; i < digits.length; i++) {
		const char *found =
		    memchr(known, digits.data[i], sizeof(known) - 1);
		const int digit = found ? (int)(found - known) % 16 : base;

		if (digit >= base)
			return -1;
		number = number * base + digit;
	}
	return digits.length ? number : -1;
}

/* One of 256 by its number, or "#rrggbb"; -1 if WORD is neither. */
static int
read_numbered(struct str word)
{
	enum { HEX_LENGTH = 7, DIGITS_MAX = 3 };
	int number = -1;

	if (word.length == HEX_LENGTH && word.data[0] == '#') {
		number = read_number(str_slice(word, 1, HEX_LENGTH), 16);
		return number < 0 ? -1 : COLOR_RGB | number;
	}
	if (word.length <= DIGITS_MAX)
		number = read_number(word, 10);
	return number < COLORS_MANY ? number : -1;
}

bool
color_read(struct str word, int *color)
{
	int number = -1;

	for (int i = 0; i < NAMED && number < 0; i++)
		if (str_equal(word, str_of(named[i].name)))
			number = i;
	if (number < 0)
		number = read_numbered(word);
	if (number < 0)
		return false;
	*color = number;
	return true;
}

const char *
color_name(size_t index)
{
	return index < NAMED ? named[index].name : NULL;
}
