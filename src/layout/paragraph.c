/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Text becomes rows here. A paragraph is filled word by word. Nearly all words
 * are plain: their bytes are their columns, and they are put on the row as
 * they stand. Any other word is read in pieces (runs, clusters, the number
 * behind a link) twice: to measure it, and to put it on the row.
 *
 * A piece is never wider in the page than it is measured alone: put behind
 * another one it can only join it.
 */
#include <stdio.h>
#include <string.h>
#include "cnai/cluster.h"
#include "cnai/layout.h"

enum { TAB_COLUMNS = 8, CODE_INDENT = 4, CODE_INDENT_NARROW = 2, NARROW = 30 };
#define NO_MARK UINT32_MAX

static const char code_wrap_marker[] = "  ↪ ";
static const char code_wrap_marker_narrow[] = "↪ ";

/* Reads the runs of a block in pieces. */
struct reader {
	const struct layout *layout;
	const struct run *run, *last_run;
	uint32_t offset, end;
	uint32_t mark;     /* where the number of the run's link is due */
	bool keeps_blanks; /* several blanks are not one */
	bool after_blank;
};

struct piece {
	const struct run *run;
	uint32_t start, length;
	int width;
	bool is_plain;  /* each byte is a column */
	bool is_number; /* the number of the run's link, not text */
};

static const char *
text_of(const struct layout *layout)
{
	return layout->document->text.data;
}

static uint32_t
run_end(const struct run *run)
{
	return run->start + run->length;
}

/* The number stands behind the last word of a link, before any blanks. */
static uint32_t
find_mark(const struct reader *reader)
{
	const struct run *run = reader->run;
	const char *text = text_of(reader->layout);
	uint32_t offset = run_end(run);

	if (!run->link || (run < reader->last_run && run[1].link == run->link))
		return NO_MARK;
	if (layout_link_says_itself(reader->layout, run->link) ||
	    !reader->layout->options.number_links)
		return NO_MARK;
	while (offset > run->start &&
	       (line_break_is_blank(text[offset - 1]) || text[offset - 1] == '\n'))
		offset--;
	return offset;
}

/* BLOCK has runs. */
static struct reader
reader_of(const struct layout *layout, const struct block *block)
{
	struct reader reader = {.layout = layout};

	reader.run = layout->document->runs + block->first_run;
	reader.last_run = reader.run + block->run_count - 1;
	reader.mark = find_mark(&reader);
	return reader;
}

static void
reader_seek(struct reader *reader, uint32_t start, uint32_t end)
{
	reader->offset = start;
	reader->end = end;
	reader->after_blank = false;
}

static int
number_width(uint32_t number)
{
	int width = 3;

	for (; number >= 10; number /= 10)
		width++;
	return width;
}

/* Goes to the next piece of text or number; false if there is none. */
static bool
reader_advance(struct reader *reader)
{
	const char *text = text_of(reader->layout);

	for (;;) {
		if (reader->mark <= reader->offset)
			return true;
		if (reader->offset >= reader->end)
			return false;
		if (reader->offset < reader->run->start)
			reader->offset = reader->run->start;
		else if (reader->offset >= run_end(reader->run)) {
			if (reader->run == reader->last_run)
				return false;
			reader->run++;
			reader->mark = find_mark(reader);
		} else if (reader->after_blank && !reader->keeps_blanks &&
			   line_break_is_blank(text[reader->offset]))
			reader->offset++;
		else
			return true;
	}
}

/* How many bytes are a column each, in which no blanks have to be joined. */
static uint32_t
plain_length(const struct reader *reader, struct str text)
{
	char lowest = reader->keeps_blanks ? ' ' : ' ' + 1;
	size_t length = 0;

	while (length < text.length && text.data[length] >= lowest &&
	       text.data[length] < 0x7F)
		length++;
	/* A mark may follow and join the last one. */
	if (length > 0 && length < text.length &&
	    (unsigned char)text.data[length] >= 0x80)
		length--;
	return (uint32_t)length;
}

static void
read_text(struct reader *reader, struct piece *piece)
{
	uint32_t end = run_end(reader->run);
	struct str text;

	if (end > reader->end)
		end = reader->end;
	if (end > reader->mark)
		end = reader->mark;
	text.data = text_of(reader->layout) + reader->offset;
	text.length = end - reader->offset;
	piece->start = reader->offset;
	piece->length = plain_length(reader, text);
	piece->width = (int)piece->length;
	piece->is_plain = piece->length > 0;
	if (!piece->is_plain) {
		struct cluster cluster = cluster_next(text, 0);

		piece->length = (uint32_t)cluster.source_length;
		piece->width = cluster.width;
	}
	reader->offset += piece->length;
	reader->after_blank =
	    piece->length == 1 && line_break_is_blank(text.data[0]);
}

static bool
reader_next(struct reader *reader, struct piece *piece)
{
	*piece = (struct piece){0};
	if (!reader_advance(reader))
		return false;
	piece->run = reader->run;
	if (reader->mark <= reader->offset) {
		piece->is_number = piece->is_plain = true;
		piece->width = number_width(reader->run->link);
		reader->mark = NO_MARK;
		return true;
	}
	read_text(reader, piece);
	return true;
}

static struct span
piece_span(struct layout *layout, const struct piece *piece)
{
	char number[16];
	int length;
	struct span span;

	if (!piece->is_number)
		return (struct span){piece->start, piece->length, piece->start,
		    piece->run->link, piece->run->styles};
	length = snprintf(number, sizeof(number), "[%u]", piece->run->link);
	span = layout_decoration(
	    layout, (struct str){number, (size_t)length}, STYLE_MARKER);
	span.link = piece->run->link;
	return span;
}

/* What a page too narrow for a cluster shows of it. */
static void
put_stand_in(struct layout *layout, const struct span *text)
{
	struct span span =
	    layout_decoration(layout, str_of("\uFFFD"), text->styles);

	span.source = text->source;
	span.link = text->link;
	layout_put(layout, span, 1);
}

/* Puts as much of a span of plain bytes on the row as it has room for. */
static void
put_part(struct layout *layout, struct span *span, int width)
{
	struct span part = *span;

	part.length = (uint32_t)width;
	layout_put(layout, part, width);
	span->start += part.length;
	span->length -= part.length;
	if (span->source != PAGE_NO_SOURCE)
		span->source += part.length;
}

/* Of prose that has to be cut, the ROOM bytes that fit, or some less. */
static int
best_part(const struct layout *layout, const struct span *span, int room)
{
	struct str text = {text_of(layout) + span->start, span->length};

	return (int)line_break_inside(text, (size_t)room);
}

/* Puts a piece on the row, and on as many more as it needs. */
static void
put_piece(struct layout *layout, const struct piece *piece)
{
	struct span span = piece_span(layout, piece);
	int room = layout_room(layout), width = piece->width;

	if (width > room && !piece->is_plain) {
		if (layout->column + 1 > room)
			layout_wrap(layout);
		put_stand_in(layout, &span);
		return;
	}
	while (layout->column + width > room) {
		int part = piece->is_plain ? room - layout->column : 0;

		if (part > 0 && !piece->is_number && !layout->wrap_marker)
			part = best_part(layout, &span, part);
		if (part > 0)
			put_part(layout, &span, part);
		width -= part;
		layout_wrap(layout);
	}
	layout_put(layout, span, width);
}

static void
put_all(struct layout *layout, struct reader *reader)
{
	struct piece piece;

	while (reader_next(reader, &piece))
		put_piece(layout, &piece);
}

/* A word of the document. */
struct stretch {
	uint32_t start, end;
	uint32_t blanks; /* how many stand before it */
	bool is_plain;
};

/*
 * Any word, on a new row if this one has no room for it. A word of a single
 * piece, as most are in scripts without blanks, is read only once.
 */
static void
put_word(struct layout *layout, struct reader *reader, struct stretch word)
{
	bool has_blank = layout->in_row && word.blanks > 0;
	struct reader ahead = *reader;
	struct piece piece, first = {0};
	int width = 0, count = 0;

	reader_seek(&ahead, word.start, word.end);
	for (; reader_next(&ahead, &piece); width += piece.width)
		if (count++ == 0)
			first = piece;
	if (layout->in_row &&
	    layout->column + has_blank + width > layout_room(layout)) {
		layout_row_end(layout);
		has_blank = false;
	}
	if (has_blank) {
		uint32_t blank = word.start - word.blanks;

		reader_seek(reader, blank, blank + 1);
		put_all(layout, reader);
	}
	if (count == 1) {
		put_piece(layout, &first);
		*reader = ahead;
		return;
	}
	reader_seek(reader, word.start, word.end);
	put_all(layout, reader);
}

/*
 * The same for a plain word in the run the reader is in, with at most one
 * blank before it; false if it is something else, or longer than a row.
 */
static bool
put_plain_word(
    struct layout *layout, const struct reader *reader, struct stretch word)
{
	const struct run *run = reader->run;
	int width = (int)(word.end - word.start), room = layout_room(layout);
	uint32_t start = word.start - word.blanks;

	if (!word.is_plain || word.blanks > 1 || start < run->start ||
	    word.end > run_end(run) || word.end >= reader->mark || width > room)
		return false;
	if (layout->column + width + (int)word.blanks > room)
		layout_row_end(layout);
	if (!layout->in_row)
		start = word.start;
	layout_put(layout,
	    (struct span){start, word.end - start, start, run->link, run->styles},
	    (int)(word.end - start));
	return true;
}

/* Fills rows with the text from START to END, which has no forced break. */
static void
fill(struct layout *layout, struct reader *reader, uint32_t start, uint32_t end)
{
	struct str text = {text_of(layout) + start, end - start};
	size_t offset = 0;
	uint32_t blanks = 0;

	while (offset < text.length && line_break_is_blank(text.data[offset]))
		offset++;
	if (offset == text.length) {
		layout_row_begin(layout);
		layout_row_place(layout, start);
	}
	line_breaker_restart(&layout->breaker);
	while (offset < text.length) {
		struct word word = line_break_word(&layout->breaker, text, offset);
		struct stretch stretch = {start + (uint32_t)offset,
		    start + (uint32_t)word.end, blanks, word.is_plain};

		if (!put_plain_word(layout, reader, stretch))
			put_word(layout, reader, stretch);
		blanks = (uint32_t)(word.next - word.end);
		offset = word.next;
	}
	layout_row_end(layout);
}

/* The offset of the next newline before END, or END. */
static uint32_t
line_end(const struct layout *layout, uint32_t start, uint32_t end)
{
	const char *text = text_of(layout) + start;
	const char *newline = memchr(text, '\n', end - start);

	return newline ? start + (uint32_t)(newline - text) : end;
}

void
layout_paragraph(struct layout *layout, const struct block *block)
{
	struct reader reader;
	uint32_t start, end;

	layout->widest = 0;
	if (block->run_count == 0)
		return;
	reader = reader_of(layout, block);
	end = run_end(reader.last_run);
	for (start = reader.run->start; start < end;) {
		uint32_t stop = line_end(layout, start, end);

		fill(layout, &reader, start, stop);
		start = stop + 1;
	}
}

/* A tab is shown as a blank and as many more as lead to the next stop. */
static void
put_tab(struct layout *layout, const struct piece *piece)
{
	int width = TAB_COLUMNS - layout->column % TAB_COLUMNS;
	int room = layout_room(layout);

	put_piece(layout, piece);
	if (width > room - layout->column + 1)
		width = room - layout->column + 1;
	if (width > 1)
		layout_put(layout, layout_blanks(width - 1), width - 1);
}

static void
put_code_line(
    struct layout *layout, struct reader *reader, uint32_t start, uint32_t end)
{
	const char *text = text_of(layout);
	struct piece piece;

	layout_row_begin(layout);
	layout_row_place(layout, start);
	while (end > start && line_break_is_blank(text[end - 1]))
		end--;
	reader_seek(reader, start, end);
	while (reader_next(reader, &piece)) {
		if (text[piece.start] == '\t')
			put_tab(layout, &piece);
		else
			put_piece(layout, &piece);
	}
	layout_row_end(layout);
}

void
layout_code(struct layout *layout, const struct block *block)
{
	bool is_narrow = layout->options.width < NARROW;
	struct reader reader;
	uint32_t start, end;

	if (block->run_count == 0)
		return;
	margin_push_indent(
	    &layout->margin, is_narrow ? CODE_INDENT_NARROW : CODE_INDENT);
	layout->wrap_marker =
	    is_narrow ? code_wrap_marker_narrow : code_wrap_marker;
	reader = reader_of(layout, block);
	reader.keeps_blanks = true;
	end = run_end(reader.last_run);
	for (start = reader.run->start; start < end;) {
		uint32_t stop = line_end(layout, start, end);

		put_code_line(layout, &reader, start, stop);
		start = stop + 1;
	}
	layout->wrap_marker = NULL;
	margin_pop(&layout->margin);
}
