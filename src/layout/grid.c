/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Tables, without any lines but one below the header: columns are told apart
 * by the blanks between them.
 *
 *	Name        Lines
 *	──────────  ─────
 *	reader       1024
 *
 * Columns are as wide as what they hold if all fit. Else the widest give way
 * first, and their cells are filled like paragraphs. Where that would leave a
 * column too narrow to read, each row becomes a block of "Header: value".
 *
 * A cell is laid out as a little page of its own, at the end of the page; the
 * rows of the cells of one row are then taken from there and put side by side.
 */
#include <stdlib.h>
#include <string.h>
#include "cnai/cluster.h"
#include "cnai/layout.h"
#include "cnai/memory.h"

enum {
	COLUMN_GAP = 2,
	/* A column gives way down to its longest word, between these. */
	COLUMN_LEAST = 6,
	COLUMN_WORD_MAX = 14,
	/* "Header: value" */
	LABEL_MAX = 24,
	VALUE_INDENT = 2,
};

struct column {
	struct extent extent; /* what its cells want */
	int width;
	const struct block *header; /* cell; NULL for none */
	struct span label;          /* the header as decoration, if written */
};

/* The rows of a cell: those of the table's scratch from FIRST on. */
struct cell_rows {
	size_t first, count;
};

struct table {
	struct layout *layout;
	const struct block *block;
	struct layout cell; /* lays out cells on the same page */
	struct column *columns;
	size_t count;
	struct span colon; /* behind labels */
	struct span line;  /* below headers, as wide as the widest column */
	bool is_loose;     /* blank rows between rows: some take several */
	/* Of the row being laid out. */
	struct cell_rows *cells;
	struct row *rows; /* one more than there are: the last only ends */
	size_t row_capacity;
	struct span *spans;
	size_t span_capacity;
};

static const struct block *
block_after(const struct layout *layout, const struct block *block)
{
	return layout->document->blocks + block->end;
}

/* Whether BLOCK, a cell or a row, is inside of AROUND. */
static bool
is_inside(const struct layout *layout, const struct block *block,
    const struct block *around)
{
	return block < block_after(layout, around);
}

static size_t
count_cells(const struct layout *layout, const struct block *row)
{
	const struct block *cell = row + 1;
	size_t count = 0;

	for (; is_inside(layout, cell, row); cell = block_after(layout, cell))
		count++;
	return count;
}

static struct table
table_of(struct layout *layout, const struct block *block)
{
	struct table table = {.layout = layout, .block = block, .cell = *layout};
	const struct block *row = block + 1;

	margin_init(&table.cell.margin, 0, &layout->page->decoration);
	table.cell.breaker = (struct line_breaker){0};
	table.cell.gap = 0;
	table.cell.in_row = false;
	memset(table.cell.marks, 0, sizeof(table.cell.marks));
	for (; is_inside(layout, row, block); row = block_after(layout, row)) {
		size_t count = count_cells(layout, row);

		table.count = count > table.count ? count : table.count;
	}
	table.columns = memory_alloc(table.count * sizeof(*table.columns));
	table.cells = memory_alloc(table.count * sizeof(*table.cells));
	return table;
}

static void
table_clear(struct table *table)
{
	line_breaker_clear(&table->cell.breaker);
	margin_clear(&table->cell.margin);
	free(table->columns);
	free(table->cells);
	free(table->rows);
	free(table->spans);
}

static bool
has_break(const struct layout *layout, const struct block *cell)
{
	struct str text = document_block_text(layout->document, cell);

	return text.length && memchr(text.data, '\n', text.length);
}

/* Whether ROW names the columns. */
static bool
is_heading(const struct table *table, const struct block *row)
{
	return row == table->block + 1 && row->is_header;
}

static void
measure_row(struct table *table, const struct block *row)
{
	const struct block *cell = row + 1;
	struct layout *layout = &table->cell;
	struct column *column = table->columns;

	for (; is_inside(layout, cell, row); cell = block_after(layout, cell)) {
		struct extent extent = layout_extent(layout, cell);

		if (extent.line > column->extent.line)
			column->extent.line = extent.line;
		if (extent.word > column->extent.word)
			column->extent.word = extent.word;
		if (is_heading(table, row) && cell->run_count)
			column->header = cell;
		table->is_loose |= has_break(layout, cell);
		column++;
	}
}

static void
measure(struct table *table)
{
	const struct layout *layout = table->layout;
	const struct block *row = table->block + 1;

	table->cell.options.width = layout_room(layout);
	for (; is_inside(layout, row, table->block); row = block_after(layout, row))
		measure_row(table, row);
}

/* What a column is not to be narrower than. */
static int
least_width(const struct column *column)
{
	int least = column->extent.word;

	if (least > COLUMN_WORD_MAX)
		least = COLUMN_WORD_MAX;
	if (least < COLUMN_LEAST)
		least = COLUMN_LEAST;
	return least < column->extent.line ? least : column->extent.line;
}

/* The width of a column when none is to be wider than LEVEL. */
static int
width_at(const struct column *column, int level)
{
	int least = least_width(column);

	if (level < least)
		return least;
	return level < column->extent.line ? level : column->extent.line;
}

static int64_t
total_at(const struct table *table, int level)
{
	int64_t total = 0;

	for (size_t i = 0; i < table->count; i++)
		total += width_at(&table->columns[i], level);
	return total;
}

/* The highest level at which all columns fit in ROOM. */
static int
find_level(const struct table *table, int64_t room)
{
	int low = 0, high = LAYOUT_WIDTH_MAX;

	while (low < high) {
		int middle = low + (high - low + 1) / 2;

		if (total_at(table, middle) <= room)
			low = middle;
		else
			high = middle - 1;
	}
	return low;
}

/* Decides how wide the columns are; false if they cannot stand side by side. */
static bool
fit_columns(struct table *table)
{
	int64_t room = layout_room(table->layout);
	int level;

	room -= COLUMN_GAP * ((int64_t)table->count - 1);
	if (total_at(table, 0) > room)
		return false;
	level = find_level(table, room);
	table->is_loose |= total_at(table, LAYOUT_WIDTH_MAX) > room;
	room -= total_at(table, level);
	for (size_t i = 0; i < table->count; i++) {
		struct column *column = &table->columns[i];

		column->width = width_at(column, level);
		/* What is left goes to the first that can do with it. */
		if (room > 0 && column->width < column->extent.line) {
			column->width++;
			room--;
		}
	}
	return true;
}

/* Takes the rows of the page from FIRST on to the table's scratch. */
static void
take_rows(struct table *table, size_t first)
{
	struct page *page = table->layout->page;
	size_t rows = page->row_count - first, spans;
	uint32_t first_span =
	    rows ? page->rows[first].first_span : (uint32_t)page->span_count;

	spans = page->span_count - first_span;
	table->rows = memory_reserve(
	    table->rows, &table->row_capacity, rows + 1, sizeof(*table->rows));
	table->spans = memory_reserve(
	    table->spans, &table->span_capacity, spans, sizeof(*table->spans));
	for (size_t i = 0; i < rows; i++)
		table->rows[i].first_span =
		    page->rows[first + i].first_span - first_span;
	table->rows[rows].first_span = (uint32_t)spans;
	if (spans)
		memcpy(table->spans, page->spans + first_span,
		    spans * sizeof(*table->spans));
	page->row_count = first;
	page->span_count = first_span;
}

/* Lays out the cells of ROW; how many rows the tallest takes. */
static size_t
lay_cells(struct table *table, const struct block *row)
{
	const struct block *cell = row + 1;
	struct page *page = table->layout->page;
	size_t first = page->row_count, height = 0, i = 0;

	for (; is_inside(&table->cell, cell, row);
	     cell = block_after(&table->cell, cell), i++) {
		struct cell_rows *rows = &table->cells[i];

		rows->first = page->row_count - first;
		table->cell.options.width =
		    table->columns[i].width ? table->columns[i].width : 1;
		layout_paragraph(&table->cell, cell);
		rows->count = page->row_count - first - rows->first;
		height = rows->count > height ? rows->count : height;
	}
	take_rows(table, first);
	return height;
}

static int
span_width(const struct table *table, const struct span *span)
{
	return (int)cluster_width(page_span_text(table->layout->page, span));
}

/* Puts a row of a cell on the page's, in COLUMN, which begins at START. */
static void
put_cell_row(struct table *table, size_t row, int start,
    const struct column *column, enum alignment alignment)
{
	const struct span *span = table->spans + table->rows[row].first_span;
	const struct span *end = table->spans + table->rows[row + 1].first_span;
	int blanks = column->width;

	for (const struct span *i = span; i < end; i++)
		blanks -= span_width(table, i);
	if (alignment == ALIGN_RIGHT)
		start += blanks;
	if (alignment == ALIGN_CENTER)
		start += blanks / 2;
	layout_pad(table->layout, start);
	for (; span < end; span++)
		layout_put(table->layout, *span, span_width(table, span));
}

/* Puts what is in LINE of each cell of ROW side by side. */
static void
put_line(struct table *table, const struct block *row, size_t line)
{
	const struct block *cell = row + 1;
	const struct layout *layout = table->layout;
	struct column *column = table->columns;
	int start = 0;

	layout_row_begin(table->layout);
	for (size_t i = 0; is_inside(layout, cell, row);
	     cell = block_after(layout, cell), i++, column++) {
		const struct cell_rows *rows = &table->cells[i];

		if (line < rows->count)
			put_cell_row(table, rows->first + line, start, column,
			    cell->alignment);
		start += column->width + COLUMN_GAP;
	}
	layout_row_end(table->layout);
}

/* Rows of the page from FIRST on, if several, are a band: each is placed where
 * the first text on it or below is. */
static void
end_band(struct page *page, size_t first)
{
	size_t count = page->row_count - first;

	if (count < 2)
		return;
	for (size_t i = page->row_count - 1; i-- > first;)
		if (page->rows[i + 1].source < page->rows[i].source)
			page->rows[i].source = page->rows[i + 1].source;
	page->bands = memory_reserve(page->bands, &page->band_capacity,
	    page->band_count + 1, sizeof(*page->bands));
	page->bands[page->band_count++] = (struct band){first, count};
}

static void
put_row(struct table *table, const struct block *row)
{
	struct page *page = table->layout->page;
	size_t height = lay_cells(table, row), first = 0;

	for (size_t line = 0; line < height; line++) {
		put_line(table, row, line);
		if (line == 0) /* blank rows may stand before it */
			first = page->row_count - 1;
	}
	if (height > 0)
		end_band(page, first);
}

static struct span
write_line(struct table *table, struct str dash)
{
	int widest = 0;

	for (size_t i = 0; i < table->count; i++)
		if (table->columns[i].width > widest)
			widest = table->columns[i].width;
	return layout_repeated(table->layout, dash, widest, STYLE_MARKER);
}

/* The line below the header, a part for each column. */
static void
put_rule(struct table *table)
{
	struct layout *layout = table->layout;
	struct str dash = str_of("─");
	int start = 0;

	if (table->line.length == 0)
		table->line = write_line(table, dash);
	for (size_t i = 0; i < table->count && table->line.length; i++) {
		int width = table->columns[i].width;
		struct span part = table->line;

		part.length = (uint32_t)(dash.length * (size_t)width);
		layout_pad(layout, start);
		if (width > 0)
			layout_put(layout, part, width);
		start += width + COLUMN_GAP;
	}
	layout_row_end(layout);
}

static bool
has_text(const struct layout *layout, const struct block *row)
{
	const struct block *cell = row + 1;

	for (; is_inside(layout, cell, row); cell = block_after(layout, cell))
		if (cell->run_count)
			return true;
	return false;
}

static void
put_grid(struct table *table)
{
	const struct layout *layout = table->layout;
	const struct block *row = table->block + 1;
	bool after_header = true;

	for (; is_inside(layout, row, table->block);
	     row = block_after(layout, row)) {
		const struct block *next = block_after(layout, row);

		if (!has_text(layout, row))
			continue;
		if (table->is_loose && !after_header)
			layout_gap(table->layout, 1);
		put_row(table, row);
		after_header = row->is_header;
		if (row->is_header &&
		    !(is_inside(layout, next, table->block) && next->is_header))
			put_rule(table);
	}
}

/* The header of a column once more, as decoration. */
static void
put_label(struct table *table, struct column *column)
{
	struct layout *layout = table->layout;

	if (column->label.length == 0) {
		struct strbuf label = {0};

		cluster_append_fitting(&label,
		    document_block_text(layout->document, column->header),
		    LABEL_MAX);
		column->label = layout_decoration(
		    layout, strbuf_str(&label), STYLE_TABLE_HEADER);
		strbuf_clear(&label);
	}
	layout_span(layout, column->label);
}

/* A line of "Header: value"; the first such line of a column holds the header
 * itself, with its links. CELL is NULL where a row ends early. */
static void
put_field(struct table *table, struct column *column, const struct block *cell,
    bool is_first)
{
	struct layout *layout = table->layout;
	bool has_value = cell && cell->run_count;

	if (!has_value && !(is_first && column->header))
		return;
	layout_row_begin(layout);
	margin_push_indent(&layout->margin, VALUE_INDENT);
	if (column->header && is_first)
		layout_run_on(layout, column->header);
	else if (column->header)
		put_label(table, column);
	if (column->header)
		layout_span(layout, table->colon);
	if (has_value && layout->column > 0 && layout->column < layout_room(layout))
		layout_put(layout, layout_blanks(1), 1);
	if (has_value)
		layout_run_on(layout, cell);
	layout_row_end(layout);
	margin_pop(&layout->margin);
}

static void
put_record(struct table *table, const struct block *row, bool is_first)
{
	const struct layout *layout = table->layout;
	const struct block *cell = row ? row + 1 : NULL;

	for (size_t i = 0; i < table->count; i++) {
		if (cell && !is_inside(layout, cell, row))
			cell = NULL;
		put_field(table, &table->columns[i], cell, is_first);
		if (cell)
			cell = block_after(layout, cell);
	}
}

/* The first record: its rows hold two of the table's, header and values. */
static void
put_first_record(struct table *table, const struct block *row)
{
	struct page *page = table->layout->page;
	size_t first = page->row_count + (size_t)table->layout->gap;

	put_record(table, row, true);
	if (page->row_count > first)
		end_band(page, first);
}

static void
put_records(struct table *table)
{
	const struct layout *layout = table->layout;
	const struct block *row = table->block + 1;
	bool is_first = true;

	table->colon =
	    layout_decoration(table->layout, str_of(":"), STYLE_TABLE_HEADER);
	for (; is_inside(layout, row, table->block);
	     row = block_after(layout, row)) {
		if (is_heading(table, row) || !has_text(layout, row))
			continue;
		if (is_first) {
			put_first_record(table, row);
		} else {
			layout_gap(table->layout, 1);
			put_record(table, row, false);
		}
		is_first = false;
	}
	if (is_first)
		put_first_record(table, NULL);
}

void
layout_table(struct layout *layout, const struct block *block)
{
	struct table table = table_of(layout, block);

	measure(&table);
	if (fit_columns(&table))
		put_grid(&table);
	else
		put_records(&table);
	table_clear(&table);
}
