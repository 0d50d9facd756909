/* SPDX-License-Identifier: Apache-2.0 */
/*
 * cmark takes a table for a paragraph and keeps nothing of its lines, so they
 * are looked up in the text again. Most posts have no line that rules a table:
 * that is found out first, with a look at each line's first bytes.
 */
#include <stdlib.h>
#include "cnai/memory.h"
#include "cnai/table.h"

/* A header is parsed twice, once with its paragraph: one that is longer, of
 * some 50,000 columns, is no table's. */
enum { HEADER_LENGTH_MAX = 1 << 18 };

/* Behind the line that begins at OFFSET, and *END before its line end. */
static size_t
next_line(struct str text, size_t offset, bool has_returns, size_t *end)
{
	const char *found = memchr(text.data + offset, '\n', text.length - offset);
	const char *line_return;

	*end = found ? (size_t)(found - text.data) : text.length;
	line_return =
	    has_returns ? memchr(text.data + offset, '\r', *end - offset) : NULL;
	if (!line_return)
		return *end + (*end < text.length);
	*end = (size_t)(line_return - text.data);
	offset = *end + 1;
	return offset + (offset < text.length && text.data[offset] == '\n');
}

static size_t
skip_blanks(struct str text, size_t offset, size_t end)
{
	while (offset < end && str_is_blank(text.data[offset]))
		offset++;
	return offset;
}

/* Whether the line, from OFFSET to END, has nothing but "|", "-", ":" and
 * blanks behind quote marks, and a dash. */
static bool
is_ruler(struct str text, size_t offset, size_t end)
{
	bool has_dash = false, has_other = false;

	while (offset < end &&
	       (str_is_blank(text.data[offset]) || text.data[offset] == '>'))
		offset++;
	for (; offset < end; offset++) {
		const char c = text.data[offset];

		if (c == '-')
			has_dash = true;
		else if (c == '|' || c == ':')
			has_other = true;
		else if (!str_is_blank(c))
			return false;
	}
	return has_dash && has_other;
}

static void
add_offset(uint32_t **items, size_t *count, size_t *capacity, size_t offset)
{
	*items = memory_reserve(*items, capacity, *count + 1, sizeof(**items));
	(*items)[(*count)++] = (uint32_t)offset;
}

static bool
has_ruler(struct str text, bool has_returns)
{
	size_t end;

	for (size_t offset = 0; offset < text.length;) {
		const size_t start = offset;

		offset = next_line(text, offset, has_returns, &end);
		if (is_ruler(text, start, end))
			return true;
	}
	return false;
}

void
table_lines_find(struct table_lines *lines, struct str text)
{
	const bool has_returns = memchr(text.data, '\r', text.length) != NULL;
	size_t end;

	lines->text = text;
	if (!has_ruler(text, has_returns))
		return;
	for (size_t offset = 0; offset < text.length;) {
		const size_t start = offset;

		offset = next_line(text, offset, has_returns, &end);
		if (is_ruler(text, start, end))
			add_offset(&lines->rulers, &lines->ruler_count,
			    &lines->ruler_capacity, lines->count);
		add_offset(&lines->starts, &lines->count, &lines->capacity, start);
	}
	add_offset(&lines->starts, &lines->count, &lines->capacity, text.length);
	lines->count--;
}

static bool
is_blank_line(const struct table_lines *lines, size_t line)
{
	size_t offset = lines->starts[line];

	while (offset < lines->starts[line + 1] &&
	       str_is_white(lines->text.data[offset]))
		offset++;
	return offset == lines->starts[line + 1];
}

/* The end of the lines from LINE on that may be one paragraph. */
static size_t
paragraph_end(const struct table_lines *lines, size_t line)
{
	size_t end = line;

	while (end < lines->count && !is_blank_line(lines, end))
		end++;
	return end > line ? end : line + 1;
}

/* Lines LINE up to END are in what is kept, or empty. */
static void
move_lines(struct table_lines *lines, size_t line, size_t end, bool is_kept)
{
	const size_t start = lines->starts[line];
	const size_t place = lines->kept.length;

	if (is_kept)
		strbuf_append(&lines->kept,
		    str_slice(lines->text, start, lines->starts[end]));
	for (; line < end; line++)
		lines->starts[line] =
		    (uint32_t)(place + (is_kept ? lines->starts[line] - start : 0));
}

void
table_lines_keep(struct table_lines *lines)
{
	size_t ruler = 0, end;

	if (!lines->ruler_count)
		return;
	for (size_t line = 0; line < lines->count; line = end) {
		end = paragraph_end(lines, line);
		move_lines(lines, line, end,
		    ruler < lines->ruler_count && lines->rulers[ruler] < end);
		while (ruler < lines->ruler_count && lines->rulers[ruler] < end)
			ruler++;
	}
	lines->starts[lines->count] = (uint32_t)lines->kept.length;
	lines->text = strbuf_str(&lines->kept);
}

void
table_lines_clear(struct table_lines *lines)
{
	free(lines->starts);
	free(lines->rulers);
	strbuf_clear(&lines->kept);
	*lines = (struct table_lines){0};
}

struct str
table_line(const struct table_lines *lines, const struct table_paragraph *paragraph,
    size_t line)
{
	const struct str text = lines->text;
	const size_t end = lines->starts[line + 1];
	size_t offset = lines->starts[line];

	if (line == paragraph->first && paragraph->content >= offset &&
	    paragraph->content <= end)
		return str_trim(str_slice(text, paragraph->content, end));
	offset = skip_blanks(text, offset, end);
	for (size_t i = 0;
	     i < paragraph->quotes && offset < end && text.data[offset] == '>'; i++)
		offset = skip_blanks(text, offset + 1, end);
	return str_trim(str_slice(text, offset, end));
}

struct table_row
table_row_begin(struct str line)
{
	const size_t length = line.length;

	if (length > 1 && line.data[length - 1] == '|' &&
	    line.data[length - 2] != '\\')
		line.length--;
	return (struct table_row){line, length && line.data[0] == '|'};
}

bool
table_row_next(struct table_row *row, struct str *cell)
{
	const struct str line = row->line;
	size_t end = row->offset;

	if (row->offset >= line.length)
		return false;
	while (end < line.length &&
	       (line.data[end] != '|' || (end && line.data[end - 1] == '\\')))
		end++;
	*cell = str_trim(str_slice(line, row->offset, end));
	row->offset = end + 1;
	return true;
}

/* Reads ":--:" and the like; false if CELL is something else. */
static bool
read_alignment(struct str cell, unsigned char *alignment)
{
	const bool is_left = cell.length && cell.data[0] == ':';
	const bool is_right = cell.length > 1 && cell.data[cell.length - 1] == ':';
	const struct str dashes = str_slice(cell, is_left, cell.length - is_right);

	for (size_t i = 0; i < dashes.length; i++)
		if (dashes.data[i] != '-')
			return false;
	*alignment = is_left && is_right ? ALIGN_CENTER
		     : is_left           ? ALIGN_LEFT
		     : is_right          ? ALIGN_RIGHT
					 : ALIGN_NONE;
	return dashes.length > 0;
}

static size_t
count_cells(struct str line)
{
	struct table_row row = table_row_begin(line);
	struct str cell;
	size_t count = 0;

	while (table_row_next(&row, &cell))
		count++;
	return count;
}

/* Reads the line below a header of so many columns. */
static bool
read_ruler(struct str line, struct table *table)
{
	struct table_row row = table_row_begin(line);
	struct str cell;

	table->alignments = memory_alloc(table->columns);
	for (size_t i = 0; table_row_next(&row, &cell); i++)
		if (!read_alignment(cell, &table->alignments[i])) {
			free(table->alignments);
			return false;
		}
	return true;
}

/* The number of the first ruler behind LINE. */
static size_t
first_ruler_behind(const struct table_lines *lines, size_t line)
{
	size_t low = 0, high = lines->ruler_count;

	while (low < high) {
		const size_t middle = low + (high - low) / 2;

		if (lines->rulers[middle] <= line)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

bool
table_is_ruled(const struct table_lines *lines, size_t first, size_t end)
{
	const size_t ruler = first_ruler_behind(lines, first);

	return end <= lines->count && ruler < lines->ruler_count &&
	       lines->rulers[ruler] < end;
}

/* Whether the line RULER and the one above it begin TABLE. */
static bool
read_table(const struct table_lines *lines, const struct table_paragraph *paragraph,
    size_t ruler, struct table *table)
{
	const struct str line = table_line(lines, paragraph, ruler);
	const struct str header = table_line(lines, paragraph, ruler - 1);

	table->header = ruler - 1;
	table->columns = count_cells(header);
	return header.length <= HEADER_LENGTH_MAX && table->columns &&
	       count_cells(line) == table->columns && read_ruler(line, table);
}

bool
table_is_at(const struct table_lines *lines,
    const struct table_paragraph *paragraph, size_t ruler)
{
	struct table table;

	if (!read_table(lines, paragraph, ruler, &table))
		return false;
	free(table.alignments);
	return true;
}

bool
table_find(const struct table_lines *lines, const struct table_paragraph *paragraph,
    struct table *table)
{
	for (size_t i = first_ruler_behind(lines, paragraph->first);
	     i < lines->ruler_count && lines->rulers[i] < paragraph->end; i++)
		if (read_table(lines, paragraph, lines->rulers[i], table))
			return true;
	return false;
}
