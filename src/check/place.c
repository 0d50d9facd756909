/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Offsets as lines and columns. Findings mostly come in the order of the
 * text, so a column is counted on from the one before it; else a long line
 * with many findings would be counted again for each.
 */
#include <stdlib.h>
#include "cnai/memory.h"
#include "cnai/unicode.h"
#include "rules.h"

static void
add_line(struct place_reader *reader, size_t offset)
{
	reader->lines = memory_reserve(reader->lines, &reader->line_capacity,
	    reader->line_count + 1, sizeof(*reader->lines));
	reader->lines[reader->line_count++] = (uint32_t)offset;
}

static void
find_lines(struct place_reader *reader)
{
	const struct str text = reader->text;

	add_line(reader, 0);
	for (size_t i = 0; i < text.length; i++)
		if (text.data[i] == '\n' ||
		    (text.data[i] == '\r' &&
			(i + 1 == text.length || text.data[i + 1] != '\n')))
			add_line(reader, i + 1);
}

/* The index of the line that holds OFFSET. */
static size_t
line_of(const struct place_reader *reader, size_t offset)
{
	size_t low = 0, high = reader->line_count;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (reader->lines[middle] <= offset)
			low = middle;
		else
			high = middle;
	}
	return low;
}

static void
begin_line(struct place_reader *reader, size_t line)
{
	reader->line = line;
	reader->offset = reader->lines[line];
	reader->column = 1;
	/* A byte order mark is no character of the text. */
	if (line == 0 && str_starts_with(reader->text, str_of("\uFEFF")))
		reader->offset = 3;
}

struct place
place_find(struct place_reader *reader, size_t offset)
{
	size_t line, length;

	if (!reader->lines) {
		find_lines(reader);
		begin_line(reader, 0);
	}
	line = line_of(reader, offset);
	if (line != reader->line || offset < reader->offset)
		begin_line(reader, line);
	for (; reader->offset < offset; reader->offset += length) {
		utf8_decode(reader->text, reader->offset, &length);
		reader->column++;
	}
	return (struct place){line + 1, reader->column};
}

void
place_clear(struct place_reader *reader)
{
	free(reader->lines);
}
