/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reading runs, and the marks between them. A mark is written when it is first
 * read. Words are read twice, to measure them and to put them on a row, so the
 * last mark of each kind is kept and shared.
 */
#include <string.h>
#include "cnai/cluster.h"
#include "cnai/link_host.h"
#include "cnai/piece.h"

#define NO_MARK UINT32_MAX

enum {
	HOST_COLUMNS = 48,
	MARK_SIZE = 16,
};

static const char *
text_of(const struct piece_reader *reader)
{
	return reader->layout->document->text.data;
}

static uint32_t
run_end(const struct run *run)
{
	return run->start + run->length;
}

static const struct link *
link_of(const struct piece_reader *reader, uint32_t number)
{
	return &reader->layout->document->links[number - 1];
}

static bool
is_struck(const struct run *run)
{
	return (run->styles & STYLE_STRUCK) != 0;
}

/* Where text of the block is struck it may just have been, or be about to be:
 * only the ends are marked. */
static bool
marks_struck(const struct piece_reader *reader, const struct run *beside)
{
	return is_struck(reader->run) && !reader->layout->options.draws_struck &&
	       !(beside && is_struck(beside));
}

/* The marks behind a run that ends a link. */
static unsigned
link_marks(const struct piece_reader *reader)
{
	const struct run *run = reader->run;
	const struct link *link = link_of(reader, run->link);
	unsigned marks = 0;

	if (!layout_link_says_itself(reader->layout, run->link) && link->number &&
	    reader->layout->options.number_links)
		marks |= 1U << MARK_NUMBER;
	if (!link->is_image && !link->has_target &&
	    link_host_differs(
		document_link_text(reader->layout->document, link), link->url))
		marks |= 1U << MARK_HOST;
	return marks;
}

/* Marks stand behind the last word of a run, before any blanks. */
static uint32_t
mark_offset(const struct piece_reader *reader)
{
	const char *text = text_of(reader);
	uint32_t offset = run_end(reader->run);

	while (offset > reader->run->start &&
	       (line_break_is_blank(text[offset - 1]) || text[offset - 1] == '\n'))
		offset--;
	return offset;
}

/* Says which marks stand before and behind the run the reader came to. */
static void
enter_run(struct piece_reader *reader, const struct run *before)
{
	const struct run *run = reader->run;
	const struct run *next = run < reader->last_run ? run + 1 : NULL;

	reader->behind = 0;
	if (marks_struck(reader, before))
		reader->due |= 1U << MARK_STRUCK_BEGIN;
	if (marks_struck(reader, next))
		reader->behind |= 1U << MARK_STRUCK_END;
	if (run->link && !(next && next->link == run->link))
		reader->behind |= link_marks(reader);
	reader->mark = reader->behind ? mark_offset(reader) : NO_MARK;
}

struct piece_reader
piece_reader_of(struct layout *layout, const struct block *block)
{
	struct piece_reader reader = {.layout = layout};

	reader.run = layout->document->runs + block->first_run;
	reader.last_run = reader.run + block->run_count - 1;
	enter_run(&reader, NULL);
	return reader;
}

void
piece_reader_seek(struct piece_reader *reader, uint32_t start, uint32_t end)
{
	reader->offset = start;
	reader->end = end;
	reader->after_blank = false;
}

static struct span
write_struck(struct piece_reader *reader)
{
	return layout_decoration(reader->layout, str_of("~~"), STYLE_MARKER);
}

static struct span
write_number(struct piece_reader *reader)
{
	char number[MARK_SIZE] = "[";
	int length = 1 + str_write_number(number + 1,
			     link_of(reader, reader->run->link)->number);

	number[length++] = ']';
	return layout_decoration(
	    reader->layout, (struct str){number, (size_t)length}, STYLE_MARKER);
}

/* Of a host too long to show the end is shown: its beginning may be anything. */
static struct span
write_host(struct piece_reader *reader)
{
	struct str host = link_host(link_of(reader, reader->run->link)->url);
	struct strbuf mark = {0};
	struct span span;

	strbuf_append_string(&mark, " (→ ");
	if (host.length > HOST_COLUMNS) {
		strbuf_append_string(&mark, "…");
		host = str_slice(host, host.length - HOST_COLUMNS, host.length);
	}
	strbuf_append(&mark, host);
	strbuf_append_string(&mark, ")");
	span = layout_decoration(reader->layout, strbuf_str(&mark), STYLE_STRONG);
	strbuf_clear(&mark);
	return span;
}

/* Begins with the first mark that is due. */
static void
load_mark(struct piece_reader *reader)
{
	static struct span (*const write[])(struct piece_reader * reader) = {
	    [MARK_STRUCK_BEGIN] = write_struck,
	    [MARK_NUMBER] = write_number,
	    [MARK_HOST] = write_host,
	    [MARK_STRUCK_END] = write_struck,
	};
	unsigned kind = 0;
	struct mark *mark;

	while (!(reader->due & 1U << kind))
		kind++;
	reader->due &= ~(1U << kind);
	mark = &reader->layout->marks[kind];
	if (mark->span.length == 0 || mark->link != reader->run->link) {
		mark->span = write[kind](reader);
		mark->span.link = mark->link = reader->run->link;
	}
	reader->aside = mark->span;
}

/* Goes to the next piece of text or mark; false if there is none. */
static bool
advance(struct piece_reader *reader)
{
	const char *text = text_of(reader);

	for (;;) {
		if (reader->aside.length)
			return true;
		if (reader->due)
			load_mark(reader);
		else if (reader->mark <= reader->offset) {
			reader->due = reader->behind;
			reader->mark = NO_MARK;
		} else if (reader->offset >= reader->end)
			return false;
		else if (reader->offset < reader->run->start)
			reader->offset = reader->run->start;
		else if (reader->offset >= run_end(reader->run)) {
			if (reader->run == reader->last_run)
				return false;
			reader->run++;
			enter_run(reader, reader->run - 1);
		} else if (reader->after_blank && !reader->keeps_blanks &&
			   line_break_is_blank(text[reader->offset]))
			reader->offset++;
		else
			return true;
	}
}

/* How many bytes are a column each, in which no blanks have to be joined. */
static uint32_t
plain_length(const struct piece_reader *reader, struct str text)
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

/* Makes the first LENGTH bytes of TEXT, which are plain, a piece, or, if there
 * are none, its first cluster. */
static void
take_piece(struct str text, uint32_t length, struct piece *piece)
{

	piece->is_plain = length > 0;
	piece->width = (int)length;
	if (!piece->is_plain) {
		struct cluster cluster = cluster_next(text, 0);

		length = (uint32_t)cluster.source_length;
		piece->width = cluster.width;
	}
	piece->span.length = length;
}

void
piece_take(const struct layout *layout, struct span *left, struct piece *piece)
{
	struct str text = page_span_text(layout->page, left);

	piece->span = *left;
	take_piece(text, (uint32_t)cluster_plain_length(text, 0), piece);
	left->start += piece->span.length;
	left->length -= piece->span.length;
}

static void
read_text(struct piece_reader *reader, struct piece *piece)
{
	uint32_t end = run_end(reader->run);
	struct str text;

	if (end > reader->end)
		end = reader->end;
	if (end > reader->mark)
		end = reader->mark;
	text.data = text_of(reader) + reader->offset;
	text.length = end - reader->offset;
	piece->span = (struct span){reader->offset, 0, reader->offset,
	    reader->run->link, reader->run->styles};
	take_piece(text, plain_length(reader, text), piece);
	reader->offset += piece->span.length;
	reader->after_blank =
	    piece->span.length == 1 && line_break_is_blank(text.data[0]);
}

bool
piece_next(struct piece_reader *reader, struct piece *piece)
{
	if (!advance(reader))
		return false;
	if (reader->aside.length)
		piece_take(reader->layout, &reader->aside, piece);
	else
		read_text(reader, piece);
	return true;
}
