/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Rows of HTML have as many cells as their writer gave them; those of a
 * document all have the same number. So rows are filled up when the table
 * ends, and cells that others reach into are written empty. What would need
 * many more empty cells than there are others is shown as a list of rows.
 */
#include <stdlib.h>
#include "html_kind.h"

enum {
	EMPTY_CELLS_MIN = 1000, /* a table may always have so many */
	EMPTY_CELLS_FACTOR = 4, /* and so many for each that is not empty */
};

void
html_table_begin(struct html *html)
{
	html->table = (struct html_table){.budget = EMPTY_CELLS_MIN};
}

void
html_table_begin_row(struct html *html)
{
	html->table.column = 0;
	html->table.cells = html->table.headers = 0;
}

/* No cell reaches farther down by this row; and whether it is a header. */
void
html_table_end_row(struct html *html, uint32_t row)
{
	struct html_table *table = &html->table;
	struct document *document = html->builder->document;

	for (uint32_t i = table->column; i < HTML_SPANS_MAX; i++)
		if (table->spans[i])
			table->spans[i]--;
	if (row < document->block_count)
		document->blocks[row].is_header =
		    table->cells && table->headers == table->cells;
}

static void
add_empty_cell(struct html *html)
{
	struct document_builder *builder = html->builder;

	if (html->table.budget == 0)
		return;
	html->table.budget--;
	builder_begin(builder, (struct block){.kind = BLOCK_TABLE_CELL});
	builder_end(builder);
}

void
html_table_skip(struct html *html)
{
	struct html_table *table = &html->table;

	while (table->column < HTML_SPANS_MAX && table->spans[table->column]) {
		table->spans[table->column++]--;
		add_empty_cell(html);
	}
}

void
html_table_end_cell(struct html *html, const struct html_element *cell)
{
	struct html_table *table = &html->table;
	const unsigned columns = cell->columns ? cell->columns : 1;

	table->cells++;
	table->headers += cell->kind->styles != 0;
	table->budget += EMPTY_CELLS_FACTOR;
	for (unsigned i = 0; i < columns; i++, table->column++) {
		if (i > 0)
			add_empty_cell(html);
		if (table->column < HTML_SPANS_MAX)
			table->spans[table->column] =
			    cell->rows ? (unsigned char)(cell->rows - 1) : 0;
	}
}

struct measure {
	uint32_t rows, cells, columns;
	bool is_even;
};

static struct measure
measure_table(const struct document *document, uint32_t table)
{
	struct measure measure = {.is_even = true};
	uint32_t i = table + 1;

	while (i < document->block_count) {
		const uint32_t cells = document->blocks[i].end - i - 1;

		if (measure.rows && cells != measure.columns)
			measure.is_even = false;
		if (cells > measure.columns)
			measure.columns = cells;
		measure.rows++;
		measure.cells += cells;
		i = document->blocks[i].end;
	}
	return measure;
}

static void
append_block(struct document *document, struct block block)
{
	document->blocks =
	    memory_reserve(document->blocks, &document->block_capacity,
		document->block_count + 1, sizeof(*document->blocks));
	document->blocks[document->block_count] = block;
	document->block_count++;
}

/* Fills up the row that begins at ROW with cells behind its last. */
static void
fill_row(struct document *document, size_t row, uint32_t columns)
{
	const struct block last = document->blocks[document->block_count - 1];
	struct block empty = {.kind = BLOCK_TABLE_CELL,
	    .start = last.start,
	    .first_run = last.first_run + last.run_count};

	if (last.run_count) {
		const struct run *run = &document->runs[empty.first_run - 1];

		empty.start = run->start + run->length;
	}
	while (document->block_count < row + 1 + columns) {
		empty.end = (uint32_t)document->block_count + 1;
		append_block(document, empty);
	}
	document->blocks[row].end = (uint32_t)document->block_count;
}

static void
fill_rows(struct document *document, uint32_t table, uint32_t columns)
{
	const size_t start = (size_t)table + 1,
		     count = document->block_count - start;
	struct block *old = memory_resize(NULL, count, sizeof(*old));
	size_t i = 0;

	memcpy(old, &document->blocks[start], count * sizeof(*old));
	document->block_count = start;
	while (i < count) {
		const size_t row = document->block_count, end = old[i].end - start;

		for (; i < end; i++) {
			struct block block = old[i];

			block.end = (uint32_t)document->block_count + 1;
			append_block(document, block);
		}
		fill_row(document, row, columns);
	}
	free(old);
	document->blocks[table].end = (uint32_t)document->block_count;
}

/* Rows become items and cells paragraphs, of which there are no empty ones. */
static void
make_list(struct document *document, uint32_t table)
{
	size_t count = (size_t)table + 1, row = table;

	document->blocks[table].kind = BLOCK_LIST;
	document->blocks[table].is_tight = true;
	for (size_t i = count; i < document->block_count; i++) {
		struct block block = document->blocks[i];

		if (block.kind == BLOCK_TABLE_CELL && !block.run_count)
			continue;
		if (block.kind == BLOCK_TABLE_ROW)
			row = count;
		block.kind =
		    block.kind == BLOCK_TABLE_ROW ? BLOCK_ITEM : BLOCK_PARAGRAPH;
		block.is_header = false;
		block.alignment = ALIGN_NONE;
		block.end = (uint32_t)count + 1;
		document->blocks[count++] = block;
		document->blocks[row].end = (uint32_t)count;
	}
	document->block_count = count;
	document->blocks[table].end = (uint32_t)count;
}

void
html_table_end(struct html *html, uint32_t table)
{
	struct document *document = html->builder->document;
	struct measure measure;

	if (table >= document->block_count)
		return; /* it was empty */
	measure = measure_table(document, table);
	document->blocks[table].number = measure.columns;
	if (measure.is_even)
		return;
	if ((uint64_t)measure.rows * measure.columns >
	    (uint64_t)measure.cells * (EMPTY_CELLS_FACTOR + 1) + EMPTY_CELLS_MIN)
		make_list(document, table);
	else
		fill_rows(document, table, measure.columns);
}
