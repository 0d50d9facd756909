/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A cell holds what a heading can hold, no more and no less, so a table's
 * cells are parsed as headings, "# cell #", many at a time. Link definitions
 * are put behind them where there may be references.
 */
#include <stdlib.h>
#include <cmark.h>
#include "cnai/attribute.h"
#include "cnai/table_feed.h"
#include "document_walk.h"

/* Bytes of Markdown parsed at a time: cells, and lines above a table, which are
 * not one paragraph any more where there are more. */
enum { BATCH_SIZE = 1 << 12, LINES_SIZE = 1 << 16 };

struct walk_cells {
	const struct table *table;
	size_t column;
	bool is_header;
	bool is_represented; /* as a table; else its cells are paragraphs */
	struct strbuf batch;
};

static void
parse_part(struct walk *walk, struct strbuf *markdown)
{
	if (walk->definitions.length &&
	    memchr(markdown->data, '[', markdown->length)) {
		strbuf_append_string(markdown, "\n\n");
		strbuf_append(markdown, strbuf_str(&walk->definitions));
	}
	walk_fragment(walk, strbuf_str(markdown));
	strbuf_truncate(markdown, 0);
}

/* Definitions are parsed with each part, so none is shorter than they are. */
static bool
is_full(const struct walk *walk, const struct strbuf *part, size_t size)
{
	return part->length > size && part->length > walk->definitions.length;
}

void
walk_enter_cell(struct walk *walk)
{
	struct walk_cells *cells = walk->cells;
	struct block cell = {.kind = BLOCK_PARAGRAPH};

	if (cells->is_represented) {
		cell.kind = BLOCK_TABLE_CELL;
		cell.alignment = cells->table->alignments[cells->column];
		if (cells->column == 0)
			builder_enter(
			    &walk->builder, (struct block){.kind = BLOCK_TABLE_ROW,
						.is_header = cells->is_header});
	}
	builder_begin(&walk->builder, cell);
	if (cells->is_header)
		walk->builder.styles |= STYLE_TABLE_HEADER;
}

void
walk_leave_cell(struct walk *walk)
{
	struct walk_cells *cells = walk->cells;

	walk->builder.styles &= ~(unsigned)STYLE_TABLE_HEADER;
	if (++cells->column < cells->table->columns)
		return;
	cells->column = 0;
	cells->is_header = false;
	if (cells->is_represented)
		builder_leave(&walk->builder);
}

/* A pipe is escaped from the table only; in code the mark would show. */
static void
append_cell(struct strbuf *markdown, struct str cell)
{
	strbuf_append_string(markdown, "# ");
	for (size_t i = 0; i < cell.length; i++)
		if (cell.data[i] != '\\' || i + 1 == cell.length ||
		    cell.data[i + 1] != '|')
			strbuf_append_byte(markdown, cell.data[i]);
	strbuf_append_string(markdown, " #\n");
}

static void
flush(struct walk *walk, struct walk_cells *cells)
{
	if (!cells->batch.length)
		return;
	walk->cells = cells;
	parse_part(walk, &cells->batch);
	walk->cells = NULL;
}

/* False if too many cells would have to be made up for it. */
static bool
add_row(struct walk *walk, struct walk_cells *cells, struct str line)
{
	struct table_row row = table_row_begin(line);
	struct str cell;
	size_t column = 0;

	for (; column < cells->table->columns && table_row_next(&row, &cell);
	     column++)
		append_cell(&cells->batch, cell);
	for (; column < cells->table->columns; column++) {
		strbuf_append_string(&cells->batch, "#\n");
		if (walk->padding)
			walk->padding--;
	}
	if (is_full(walk, &cells->batch, BATCH_SIZE))
		flush(walk, cells);
	return walk->padding > 0;
}

/* Adds lines START up to END of a table's paragraph as one of their own; as
 * several if they are longer than SIZE. */
static void
add_lines(struct walk *walk, const struct table_paragraph *paragraph, size_t start,
    size_t end, size_t size)
{
	struct strbuf markdown = {0};

	if (start == end)
		return;
	for (size_t i = start; i < end; i++) {
		strbuf_append(&markdown, table_line(&walk->lines, paragraph, i));
		strbuf_append_byte(&markdown, '\n');
		if (is_full(walk, &markdown, size) || i + 1 == end)
			parse_part(walk, &markdown);
	}
	strbuf_clear(&markdown);
}

static void
add_table(struct walk *walk, const struct table_paragraph *paragraph,
    const struct table *table)
{
	struct walk_cells cells = {.table = table,
	    .is_header = true,
	    .is_represented = builder_has_room(&walk->builder, 2)};
	size_t line = table->header + 2;
	bool has_room;

	add_lines(walk, paragraph, paragraph->first, table->header, LINES_SIZE);
	html_before_block(&walk->html);
	if (cells.is_represented)
		builder_enter(
		    &walk->builder, (struct block){.kind = BLOCK_TABLE,
					.number = (uint32_t)table->columns});
	html_enter_scope(&walk->html);
	has_room = add_row(
	    walk, &cells, table_line(&walk->lines, paragraph, table->header));
	while (has_room && line < paragraph->end)
		has_room = add_row(
		    walk, &cells, table_line(&walk->lines, paragraph, line++));
	flush(walk, &cells);
	html_leave_scope(&walk->html);
	if (cells.is_represented)
		builder_leave(&walk->builder);
	strbuf_clear(&cells.batch);
	/* Rows that there was no room for, more than anybody reads. */
	add_lines(walk, paragraph, line, paragraph->end, BATCH_SIZE);
}

/* Leaves out a last line that is nothing but attributes. */
static void
take_attributes(const struct walk *walk, struct table_paragraph *paragraph)
{
	struct str id;

	if (attribute_start(
		table_line(&walk->lines, paragraph, paragraph->end - 1), &id) == 0)
		paragraph->end--;
}

static bool
is_underline(struct str line)
{
	if (!line.length || (line.data[0] != '=' && line.data[0] != '-'))
		return false;
	for (size_t i = 1; i < line.length; i++)
		if (line.data[i] != line.data[0])
			return false;
	return true;
}

/* The line below a heading, which cmark counts among the heading's if there is
 * one, and the underline before it are the last. */
static size_t
underline_of(const struct walk *walk, const struct table_paragraph *paragraph)
{
	const size_t last = paragraph->end - 1;

	return last > paragraph->first &&
		       is_underline(table_line(&walk->lines, paragraph, last - 1))
		   ? last - 1
		   : last;
}

/* What cmark takes for the underline of a heading is a rule below a table, or
 * one more row. */
static bool
take_rule(const struct walk *walk, struct table_paragraph *paragraph)
{
	const size_t underline = underline_of(walk, paragraph);
	const bool is_rule = str_starts_with(
	    table_line(&walk->lines, paragraph, underline), str_of("---"));

	paragraph->end = underline + !is_rule;
	return is_rule;
}

bool
walk_add_table(struct walk *walk, cmark_node *node)
{
	struct table_paragraph paragraph;
	struct table table;
	bool is_ruled_off = false;

	if (walk->is_fragment ||
	    !table_paragraph_of(&walk->lines, &walk->specials, walk->lines_before,
		node, &paragraph) ||
	    !table_is_ruled(&walk->lines, paragraph.first, paragraph.end))
		return false;
	if (cmark_node_get_type(node) == CMARK_NODE_HEADING)
		is_ruled_off = take_rule(walk, &paragraph);
	take_attributes(walk, &paragraph);
	if (!table_find(&walk->lines, &paragraph, &table))
		return false;
	add_table(walk, &paragraph, &table);
	free(table.alignments);
	if (is_ruled_off) {
		html_before_block(&walk->html);
		builder_add_rule(&walk->builder);
	}
	return true;
}
