/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_TABLE_H
#define CNAI_TABLE_H

#include <stdint.h>
#include "cnai/document.h"

/*
 * Tables as Hugo finds them: a paragraph that has a line of dashes and pipes,
 * with as many parts as the line above, which is the header, is a table from
 * there on. What is here works on lines; their Markdown is the caller's.
 */

/* The text of a post by lines. Zero it to begin. */
struct table_lines {
	struct str text;
	uint32_t *starts; /* of each line, and the end of the text; without any
			     ruler none is known */
	size_t count, capacity;
	uint32_t *rulers; /* lines of dashes and pipes */
	size_t ruler_count, ruler_capacity;
	struct strbuf kept; /* what there is of the text behind
			       table_lines_keep() */
};

/* Finds the lines in TEXT, which is borrowed. */
void table_lines_find(struct table_lines *lines, struct str text);
/* Copies the lines that a table may be in, so that the text can go: the others
 * are empty from here on. */
void table_lines_keep(struct table_lines *lines);
void table_lines_clear(struct table_lines *lines);

/* Whether one of the lines behind FIRST up to END, which need not be there,
 * may rule a table. */
bool table_is_ruled(const struct table_lines *lines, size_t first, size_t end);

/* A paragraph: lines FIRST up to, not including, END, from 0, in QUOTES
 * quotes; its text begins at CONTENT. */
struct table_paragraph {
	size_t first, end;
	size_t content;
	size_t quotes;
};

/* What a line of the paragraph says: without quote marks, and blanks around. */
struct str table_line(const struct table_lines *lines,
    const struct table_paragraph *paragraph, size_t line);

struct table {
	size_t header; /* its line; rows are from header + 2 on */
	size_t columns;
	unsigned char *alignments; /* of each column; the caller frees them */
};

/* Whether line RULER of a paragraph rules a table. */
bool table_is_at(const struct table_lines *lines,
    const struct table_paragraph *paragraph, size_t ruler);

/* Finds the table in a paragraph; false if there is none. */
bool table_find(const struct table_lines *lines,
    const struct table_paragraph *paragraph, struct table *table);

/* Reads a row's cells. */
struct table_row {
	struct str line;
	size_t offset;
};

struct table_row table_row_begin(struct str line);
/* The next cell, trimmed, with its "\|" in it; false if there is none. */
bool table_row_next(struct table_row *row, struct str *cell);

#endif
