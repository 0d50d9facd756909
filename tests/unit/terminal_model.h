/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_TESTS_TERMINAL_MODEL_H
#define CNAI_TESTS_TERMINAL_MODEL_H

/*
 * A terminal as a program: it reads what is sent to one and knows which cell
 * shows what and links where. It understands what ncurses sends an
 * xterm-256color, and fails the test on anything else.
 */
#include "unit.h"

enum { MODEL_ROWS = 60, MODEL_COLUMNS = 120, MODEL_LINK = 200 };

struct model_cell {
	char character; /* ASCII only */
	char link[MODEL_LINK];
};

struct model {
	int rows, columns, row, column, saved_row, saved_column, top, end;
	char link[MODEL_LINK];
	char last;
	struct model_cell cells[MODEL_ROWS][MODEL_COLUMNS];
};

static inline void
model_blank(struct model *model, int row, int from, int end)
{
	for (int i = from; i < end && i < model->columns; i++)
		model->cells[row][i] = (struct model_cell){.character = ' '};
}

static inline void
model_start(struct model *model, int rows, int columns)
{
	memset(model, 0, sizeof(*model));
	model->rows = model->end = rows;
	model->columns = columns;
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
model_put(struct model *model, char character)
{
	struct model_cell *cell;

	if (model->column >= model->columns) { /* the wrap that was put off */
		model->column = 0;
		if (model->row + 1 < model->rows)
			model->row++;
	}
	cell = &model->cells[model->row][model->column++];
	cell->character = model->last = character;
	memcpy(cell->link, model->link, sizeof(cell->link));
}

static inline void
model_erase_display(struct model *model, int kind)
{
	if (kind == 0)
		model_blank(model, model->row, model->column, model->columns);
	for (int i = kind ? 0 : model->row + 1; i < model->rows; i++)
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
	case 'b':
		for (int i = 0; i < count; i++)
			model_put(model, model->last);
		break;
	case 'r':
		model_margins(model, one, two);
		break;
	case 'h':
	case 'l':
	case 't':
	case 'm':
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
		return bytes;
	case '8':
		model->row = model->saved_row;
		model->column = model->saved_column;
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
	model_control(model, *bytes, numbers[0], numbers[1]);
	return bytes + 1;
}

static inline void
model_read(struct model *model, const char *bytes)
{
	while (*bytes) {
		const char byte = *bytes++;

		if (byte == '\x1b')
			bytes = model_escape(model, bytes);
		else if (byte == '\r')
			model->column = 0;
		else if (byte == '\n')
			model->row++;
		else if (byte == '\b')
			model->column--;
		else if (byte == '\x0f')
			continue;
		else
			model_put(model, byte);
	}
}

#endif
