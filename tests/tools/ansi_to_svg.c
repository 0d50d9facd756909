/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Makes a picture of a terminal's screen: coloured text on standard input, as
 * "tmux capture-pane -e -p" prints it, becomes an SVG on standard output.
 *
 * No two machines have the same monospaced font, and a viewer without it may
 * take one of another width. So each stretch of one look says where it begins
 * and how long it is, in columns, and the viewer stretches it to fit.
 *
 * usage: ansi_to_svg COLUMNS ROWS TITLE
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include "cnai/cluster.h"
#include "cnai/file.h"
#include "cnai/str.h"

/* Tenths of a pixel, so that no rounding depends on a locale. */
enum {
	CELL_WIDTH = 84,
	CELL_HEIGHT = 180,
	BASELINE = 135,
	MARGIN = 140,
	BAR_HEIGHT = 320,
	INPUT_LIMIT = 1 << 24,
	SIZE_LIMIT = 1000,
};

enum { RGB_FOREGROUND = 0xD8DEE4, RGB_BACKGROUND = 0x14191F, RGB_NONE = -1 };

static const int palette[16] = {
    0x3B4451,
    0xF07178,
    0x9FCA6C,
    0xE5C07B,
    0x6CB0F5,
    0xCF8EF4,
    0x56C2CE,
    0xD8DEE4,
    0x6B7685,
    0xFF8B92,
    0xB5E08A,
    0xF5D79B,
    0x8FC6FF,
    0xE0ADFF,
    0x7FDDE6,
    0xFFFFFF,
};

struct pen {
	bool is_bold, is_dim, is_italic, is_underlined, is_struck, is_reversed;
	int foreground, background; /* RGB or RGB_NONE */
};

static const struct pen plain_pen = {
    .foreground = RGB_NONE, .background = RGB_NONE};

/* A stretch of one look and one character width, on one row. */
struct stretch {
	struct pen pen;
	int row, column, columns;
	int cluster_width;
	struct strbuf text;
};

struct picture {
	int columns, rows;
	struct strbuf boxes, texts; /* boxes lie under all text */
};

static void
append_tenths(struct strbuf *buffer, const char *name, int tenths)
{
	strbuf_printf(buffer, " %s=\"%d.%d\"", name, tenths / 10, tenths % 10);
}

static void
append_escaped(struct strbuf *buffer, struct str text)
{
	for (size_t i = 0; i < text.length; i++) {
		char byte = text.data[i];

		if (byte == '&')
			strbuf_append_string(buffer, "&amp;");
		else if (byte == '<')
			strbuf_append_string(buffer, "&lt;");
		else if (byte == '>')
			strbuf_append_string(buffer, "&gt;");
		else if (byte == ' ') /* several would be drawn as one */
			strbuf_append_string(buffer, "\u00A0");
		else
			strbuf_append_byte(buffer, byte);
	}
}

/* Colours of xterm's 256: 16 named, a cube of 6 by 6 by 6, 24 greys. */
static int
indexed_color(int index)
{
	int level[3];

	if (index < 16)
		return palette[index & 15];
	if (index >= 232)
		return (8 + 10 * (index - 232)) * 0x010101;
	index -= 16;
	for (int i = 2; i >= 0; i--, index /= 6)
		level[i] = index % 6 ? 55 + 40 * (index % 6) : 0;
	return level[0] << 16 | level[1] << 8 | level[2];
}

/* The colour behind 38 or 48; returns how many values it took. */
static size_t
extended_color(const int *values, size_t count, int *color)
{
	if (count >= 2 && values[0] == 5) {
		*color = indexed_color(values[1] & 255);
		return 2;
	}
	if (count >= 4 && values[0] == 2) {
		*color = (values[1] & 255) << 16 | (values[2] & 255) << 8 |
			 (values[3] & 255);
		return 4;
	}
	return count;
}

static void
set_attribute(struct pen *pen, int value)
{
	struct {
		int on, off;
		bool *flag;
	} attributes[] = {
	    {1, 22, &pen->is_bold},
	    {2, 22, &pen->is_dim},
	    {3, 23, &pen->is_italic},
	    {4, 24, &pen->is_underlined},
	    {7, 27, &pen->is_reversed},
	    {9, 29, &pen->is_struck},
	};

	for (size_t i = 0; i < sizeof(attributes) / sizeof(*attributes); i++)
		if (value == attributes[i].on || value == attributes[i].off)
			*attributes[i].flag = value == attributes[i].on;
}

static void
set_color(struct pen *pen, int value)
{
	if (value >= 30 && value <= 37)
		pen->foreground = palette[value - 30];
	else if (value >= 90 && value <= 97)
		pen->foreground = palette[value - 90 + 8];
	else if (value == 39)
		pen->foreground = RGB_NONE;
	else if (value >= 40 && value <= 47)
		pen->background = palette[value - 40];
	else if (value >= 100 && value <= 107)
		pen->background = palette[value - 100 + 8];
	else if (value == 49)
		pen->background = RGB_NONE;
}

static void
set_pen(struct pen *pen, const int *values, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		int *color = values[i] == 38 ? &pen->foreground : &pen->background;

		if (values[i] == 0)
			*pen = plain_pen;
		else if (values[i] == 38 || values[i] == 48)
			i += extended_color(values + i + 1, count - i - 1, color);
		else if (values[i] < 30)
			set_attribute(pen, values[i]);
		else
			set_color(pen, values[i]);
	}
}

/*
 * Reads the escape sequence at OFFSET and returns its end. Only "ESC [ ... m"
 * means something; other sequences that tmux may print change no cell.
 */
static size_t
read_sequence(struct str text, size_t offset, struct pen *pen)
{
	int values[16] = {0};
	size_t count = 1;

	if (++offset < text.length && text.data[offset] != '[')
		return offset + 1;
	while (++offset < text.length) {
		char byte = text.data[offset];

		if (byte >= '0' && byte <= '9')
			values[count - 1] =
			    (values[count - 1] * 10 + (byte - '0')) % 10000;
		else if ((byte == ';' || byte == ':') && count < 16)
			count++;
		else
			break;
	}
	if (offset < text.length && text.data[offset] == 'm')
		set_pen(pen, values, count);
	return offset < text.length ? offset + 1 : offset;
}

static int
pen_color(const struct pen *pen, bool wants_background)
{
	bool is_background = wants_background != pen->is_reversed;
	int color = is_background ? pen->background : pen->foreground;

	if (color != RGB_NONE)
		return color;
	return is_background ? RGB_BACKGROUND : RGB_FOREGROUND;
}

static void
append_place(struct strbuf *buffer, int row, int column, int below_top)
{
	append_tenths(buffer, "x", MARGIN + column * CELL_WIDTH);
	append_tenths(buffer, "y", BAR_HEIGHT + row * CELL_HEIGHT + below_top);
}

static void
append_style(struct strbuf *buffer, const struct pen *pen)
{
	strbuf_printf(buffer, " fill=\"#%06X\"", (unsigned)pen_color(pen, false));
	if (pen->is_bold)
		strbuf_append_string(buffer, " font-weight=\"bold\"");
	if (pen->is_italic)
		strbuf_append_string(buffer, " font-style=\"italic\"");
	if (pen->is_dim)
		strbuf_append_string(buffer, " opacity=\"0.65\"");
	if (pen->is_underlined || pen->is_struck)
		strbuf_printf(buffer, " text-decoration=\"%s%s\"",
		    pen->is_underlined ? "underline" : "",
		    pen->is_struck ? " line-through" : "");
}

/* Lays the background of the stretch under the text. */
static void
draw_box(struct strbuf *boxes, const struct stretch *stretch)
{
	int background = pen_color(&stretch->pen, true);

	if (stretch->columns == 0 || background == RGB_BACKGROUND)
		return;
	strbuf_append_string(boxes, "<rect");
	append_place(boxes, stretch->row, stretch->column, 0);
	append_tenths(boxes, "width", stretch->columns * CELL_WIDTH);
	append_tenths(boxes, "height", CELL_HEIGHT);
	strbuf_printf(boxes, " fill=\"#%06X\"/>\n", (unsigned)background);
}

/* Blanks at both ends are left out: viewers disagree about them. */
static void
draw_words(struct strbuf *texts, const struct stretch *stretch)
{
	struct str all = strbuf_str(&stretch->text), words = str_trim(all);
	int before = (int)(words.data - all.data);
	int columns = stretch->columns - (int)(all.length - words.length);

	if (words.length == 0)
		return;
	strbuf_append_string(texts, "<text");
	append_place(texts, stretch->row, stretch->column + before, BASELINE);
	append_tenths(texts, "textLength", columns * CELL_WIDTH);
	strbuf_append_string(texts, " lengthAdjust=\"spacingAndGlyphs\"");
	append_style(texts, &stretch->pen);
	strbuf_append_byte(texts, '>');
	append_escaped(texts, words);
	strbuf_append_string(texts, "</text>\n");
}

/* Puts what the stretch holds into the picture and empties it. */
static void
stretch_end(struct stretch *stretch, struct picture *picture)
{
	draw_box(&picture->boxes, stretch);
	draw_words(&picture->texts, stretch);
	strbuf_truncate(&stretch->text, 0);
	stretch->column += stretch->columns;
	stretch->columns = 0;
}

static bool
pen_equal(const struct pen *a, const struct pen *b)
{
	return a->is_bold == b->is_bold && a->is_dim == b->is_dim &&
	       a->is_italic == b->is_italic &&
	       a->is_underlined == b->is_underlined &&
	       a->is_struck == b->is_struck && a->is_reversed == b->is_reversed &&
	       a->foreground == b->foreground && a->background == b->background;
}

/* Adds a cluster; one of another width than those before begins anew. */
static void
stretch_add(struct stretch *stretch, struct picture *picture, const struct pen *pen,
    struct cluster cluster)
{
	if (!pen_equal(pen, &stretch->pen) ||
	    cluster.width != stretch->cluster_width)
		stretch_end(stretch, picture);
	stretch->pen = *pen;
	stretch->cluster_width = cluster.width;
	if (stretch->column + stretch->columns + cluster.width > picture->columns)
		return;
	strbuf_append(&stretch->text, cluster.text);
	stretch->columns += cluster.width;
}

static void
draw_text(struct picture *picture, struct str text)
{
	struct pen pen = plain_pen;
	struct stretch stretch = {.pen = plain_pen};
	size_t offset = 0;

	while (offset < text.length && stretch.row < picture->rows) {
		struct cluster cluster;

		if (text.data[offset] == '\033') {
			offset = read_sequence(text, offset, &pen);
			continue;
		}
		if (text.data[offset] == '\n') {
			stretch_end(&stretch, picture);
			stretch.row++;
			stretch.column = 0;
			offset++;
			continue;
		}
		cluster = cluster_next(text, offset);
		stretch_add(&stretch, picture, &pen, cluster);
		offset += cluster.source_length;
	}
	stretch_end(&stretch, picture);
	strbuf_clear(&stretch.text);
}

static void
append_frame(struct strbuf *svg, const struct picture *picture, const char *title)
{
	static const char *const buttons[] = {"#F07178", "#E5C07B", "#9FCA6C"};
	int width = (2 * MARGIN + picture->columns * CELL_WIDTH) / 10;
	int height = (BAR_HEIGHT + picture->rows * CELL_HEIGHT + MARGIN) / 10;

	strbuf_printf(svg,
	    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" "
	    "viewBox=\"0 0 %d %d\" role=\"img\">\n<title>",
	    width, height, width, height);
	append_escaped(svg, str_of(title));
	strbuf_printf(svg,
	    "</title>\n<rect x=\"0.5\" y=\"0.5\" width=\"%d\" height=\"%d\" "
	    "rx=\"8\" "
	    "fill=\"#%06X\" stroke=\"#3B4451\"/>\n",
	    width - 1, height - 1, (unsigned)RGB_BACKGROUND);
	for (int i = 0; i < 3; i++)
		strbuf_printf(svg,
		    "<circle cx=\"%d\" cy=\"15\" r=\"5.5\" fill=\"%s\"/>\n",
		    20 + 18 * i, buttons[i]);
	strbuf_printf(svg,
	    "<text x=\"%d\" y=\"20\" text-anchor=\"middle\" fill=\"#8B96A5\" "
	    "font-family=\"sans-serif\" font-size=\"13\">",
	    width / 2);
	append_escaped(svg, str_of(title));
	strbuf_append_string(svg,
	    "</text>\n<g font-family=\"'DejaVu Sans Mono', Menlo, Consolas, "
	    "'Liberation Mono', monospace\" font-size=\"13.95\">\n");
}

static int
size_argument(const char *text)
{
	long size = strtol(text, NULL, 10);

	return size > 0 && size <= SIZE_LIMIT ? (int)size : 80;
}

int
main(int argc, char **argv)
{
	struct strbuf input = {0}, svg = {0};
	struct error error = {0};
	struct picture picture = {0};

	if (argc != 4)
		die("usage: ansi_to_svg COLUMNS ROWS TITLE");
	locale_start();
	picture.columns = size_argument(argv[1]);
	picture.rows = size_argument(argv[2]);
	if (file_read_descriptor(STDIN_FILENO, INPUT_LIMIT, &input, &error) !=
	    FILE_READ)
		die("cannot read: %s", error.message);
	draw_text(&picture, strbuf_str(&input));
	append_frame(&svg, &picture, argv[3]);
	strbuf_append(&svg, strbuf_str(&picture.boxes));
	strbuf_append(&svg, strbuf_str(&picture.texts));
	strbuf_append_string(&svg, "</g>\n</svg>\n");
	if (fwrite(svg.data, 1, svg.length, stdout) != svg.length ||
	    fflush(stdout) != 0)
		die("cannot write");
	strbuf_clear(&picture.boxes);
	strbuf_clear(&picture.texts);
	strbuf_clear(&svg);
	strbuf_clear(&input);
	return 0;
}
