/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_TESTS_TERMINAL_MODEL_H
#define CNAI_TESTS_TERMINAL_MODEL_H

/*
 * A terminal as a program: it reads what is sent to one and knows which cell
 * shows what, how, and links where. It understands what an xterm-256color is
 * sent, and fails the test on anything else.
 */
#include <wchar.h>
#include "cnai/color.h"
#include "cnai/unicode.h"
#include "unit.h"

enum { MODEL_ROWS = 60, MODEL_COLUMNS = 120, MODEL_LINK = 200 };

/* A bit for each of SGR 1 to 9, and the colour, see color.h. */
struct model_look {
	unsigned attributes;
	int color;
};

struct model_cell {
	uint32_t character; /* 0: the right half of a wide one */
	struct model_look look;
	char link[MODEL_LINK];
};

struct model {
	int rows, columns, row, column, saved_row, saved_column, top, end;
	struct model_look look, saved_look;
	char link[MODEL_LINK];
	struct model_cell cells[MODEL_ROWS][MODEL_COLUMNS];
};

/* Half of a wide character does not stay. */
static inline void
model_break(struct model *model, int row, int column)
{
	struct model_cell *cells = model->cells[row];

	if (column > 0 && column < model->columns && !cells[column].character) {
		cells[column - 1].character = ' ';
		cells[column].character = ' ';
	}
}

static inline void
model_blank(struct model *model, int row, int from, int end)
{
	model_break(model, row, from);
	model_break(model, row, end);
	for (int i = from; i < end && i < model->columns; i++)
		model->cells[row][i] = (struct model_cell){
		    .character = ' ', .look.color = COLOR_DEFAULT};
}

static inline void
model_start(struct model *model, int rows, int columns)
{
	memset(model, 0, sizeof(*model));
	model->rows = model->end = rows;
	model->columns = columns;
	model->look.color = COLOR_DEFAULT;
	for (int row = 0; row < rows; row++)
		model_blank(model, row, 0, columns);
}

static inline void
model_scroll(struct model *model, int count)
{
	const int height = model->end - model->top;
	const int step = count > 0 ? 1 : -1;

	for (int i = 0; i < height; i++) {
		const int row = step > 0 ? model->top + i : model->end - 1 - i;
		const int from = row + count;

		if (from >= model->top && from < model->end)
			memcpy(model->cells[row], model->cells[from],
			    sizeof(model->cells[row]));
		else
			model_blank(model, row, 0, model->columns);
	}
}

static inline void
model_line_feed(struct model *model)
{
	if (model->row == model->end - 1)
		model_scroll(model, 1);
	else if (model->row + 1 < model->rows)
		model->row++;
}

static inline void
model_put(struct model *model, uint32_t character)
{
	const int width = wcwidth((wchar_t)character) == 2 ? 2 : 1;

	if (model->column + width >
	    model->columns) { /* the wrap that was put off */
		model->column = 0;
		model_line_feed(model);
	}
	model_break(model, model->row, model->column);
	model_break(model, model->row, model->column + width);
	for (int i = 0; i < width; i++) {
		struct model_cell *cell =
		    &model->cells[model->row][model->column++];

		cell->character = i ? 0 : character;
		cell->look = model->look;
		memcpy(cell->link, model->link, sizeof(cell->link));
	}
}

/* The colour behind a 38; how many numbers that took. */
static inline size_t
model_read_color(int *color, const int *numbers)
{
	if (numbers[0] == 5) {
		*color = numbers[1];
		return 2;
	}
	assert_int_equal(numbers[0], 2);
	*color = COLOR_RGB | numbers[1] << 16 | numbers[2] << 8 | numbers[3];
	return 4;
}

/* What SGR says, one number after the other. */
static inline void
model_set_look(struct model *model, const int *numbers, size_t count)
{
	struct model_look *look = &model->look;

	for (size_t i = 0; i < count; i++) {
		if (numbers[i] == 0)
			*look = (struct model_look){.color = COLOR_DEFAULT};
		else if (numbers[i] <= 9)
			look->attributes |= 1u << numbers[i];
		else if (numbers[i] >= 30 && numbers[i] <= 37)
			look->color = numbers[i] - 30;
		else if (numbers[i] >= 90 && numbers[i] <= 97)
			look->color = 8 + numbers[i] - 90;
		else if (numbers[i] == 38)
			i += model_read_color(&look->color, &numbers[i + 1]);
		else if (numbers[i] == 39)
			look->color = COLOR_DEFAULT;
		else if (numbers[i] != 49)
			fail_msg("a look the model does not know: %d", numbers[i]);
	}
}

/* 0: from the cursor on, 1: up to it, 2: all. */
static inline void
model_erase_display(struct model *model, int kind)
{
	const int first = kind ? 0 : model->row + 1;
	const int end = kind == 1 ? model->row : model->rows;

	if (kind == 0)
		model_blank(model, model->row, model->column, model->columns);
	if (kind == 1)
		model_blank(model, model->row, 0, model->column + 1);
	for (int i = first; i < end; i++)
		model_blank(model, i, 0, model->columns);
}

static inline void
model_margins(struct model *model, int first, int last)
{
	model->top = first ? first - 1 : 0;
	model->end = last ? last : model->rows;
	model->row = model->column = 0;
}

static inline void
model_control(struct model *model, char final, int one, int two)
{
	const int count = one ? one : 1;

	switch (final) {
	case 'A':
		model->row -= count;
		break;
	case 'B':
		model->row += count;
		break;
	case 'C':
		model->column += count;
		break;
	case 'D':
		model->column -= count;
		break;
	case 'G':
		model->column = count - 1;
		break;
	case 'd':
		model->row = count - 1;
		break;
	case 'H':
		model->row = count - 1;
		model->column = two ? two - 1 : 0;
		break;
	case 'J':
		model_erase_display(model, one);
		break;
	case 'K':
		model_blank(model, model->row, one ? 0 : model->column,
		    one == 1 ? model->column + 1 : model->columns);
		break;
	case 'X':
		model_blank(
		    model, model->row, model->column, model->column + count);
		break;
	case 'S':
		model_scroll(model, count);
		break;
	case 'T':
		model_scroll(model, -count);
		break;
	case 'r':
		model_margins(model, one, two);
		break;
	case 'h':
	case 'l':
	case 't':
		break;
	default:
		fail_msg("a sequence the model does not know: %c", final);
	}
}

/* OSC 8; returns what is behind it. */
static inline const char *
model_link(struct model *model, const char *bytes)
{
	const char *end = strstr(bytes, "\x1b\\");

	assert_non_null(end);
	assert_memory_equal(bytes, "8;", 2);
	bytes += 2;
	assert_true(end - bytes < MODEL_LINK);
	memset(model->link, 0, sizeof(model->link));
	if (strcmp(bytes, ";") != 0 && end - bytes > 1)
		memcpy(model->link, bytes, (size_t)(end - bytes));
	return end + 2;
}

static inline const char *
model_escape(struct model *model, const char *bytes)
{
	int numbers[16] = {0};
	size_t count = 0;

	switch (*bytes++) {
	case ']':
		return model_link(model, bytes);
	case '(':
		return bytes + 1;
	case '=':
	case '>':
		return bytes;
	case '7':
		model->saved_row = model->row;
		model->saved_column = model->column;
		model->saved_look = model->look;
		return bytes;
	case '8':
		model->row = model->saved_row;
		model->column = model->saved_column;
		model->look = model->saved_look;
		return bytes;
	case 'M':
		model_scroll(model, -1);
		return bytes;
	case '[':
		break;
	default:
		fail_msg("an escape the model does not know");
	}
	for (; (*bytes < '@' || *bytes > '~') && *bytes; bytes++) {
		if (*bytes == ';' && count < 15)
			count++;
		else if (*bytes >= '0' && *bytes <= '9')
			numbers[count] = numbers[count] * 10 + *bytes - '0';
	}
	if (*bytes == 'm')
		model_set_look(model, numbers, count + 1);
	else
		model_control(model, *bytes, numbers[0], numbers[1]);
	return bytes + 1;
}

static inline void
model_read(struct model *model, const char *bytes)
{
	while (*bytes) {
		const struct str rest = {bytes, strnlen(bytes, 4)};
		size_t length = 1;

		if (*bytes == '\x1b') {
			bytes = model_escape(model, bytes + 1);
			continue;
		}
		if (*bytes == '\r')
			model->column = 0;
		else if (*bytes == '\n')
			model_line_feed(model);
		else if (*bytes == '\b')
			model->column--;
		else if (*bytes != '\x0f')
			model_put(model, utf8_decode(rest, 0, &length));
		bytes += length;
	}
}

#endif
