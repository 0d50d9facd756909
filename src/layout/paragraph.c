/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Text becomes rows here. A paragraph is filled word by word. Nearly all words
 * are plain: their bytes are their columns, and they are put on the row as
 * they stand. Any other word is read in pieces (runs, clusters, the marks
 * beside them) twice: to measure it, and to put it on the row.
 *
 * A piece is never wider in the page than it is measured alone: put behind
 * another one it can only join it.
 */
#include <string.h>
#include "cnai/cluster.h"
#include "cnai/layout.h"
#include "cnai/piece.h"

enum {
	TAB_COLUMNS = 8,
	CODE_INDENT = 4,
	CODE_INDENT_NARROW = 2,
	NARROW = 30,
	/* From here on a tab in a line that is not wrapped is one column. */
	TABS_END_COLUMN = 1 << 28,
};

static const char code_wrap_marker[] = "  ↪ ";
static const char code_wrap_marker_narrow[] = "↪ ";

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

/* How much of a plain piece that is too long the row takes: all it has room for,
 * or, of prose, a part that ends better. */
static int
part_width(const struct layout *layout, const struct piece *piece, int room)
{
	if (room <= 0)
		return 0;
	if ((piece->span.styles & STYLE_DECORATION) || layout->wrap_marker)
		return room;
	return best_part(layout, &piece->span, room);
}

/* Puts a cluster on the row, or on the next one. */
static void
put_cluster(struct layout *layout, const struct piece *piece)
{
	if (layout->column > 0 &&
	    piece->width > layout_room(layout) - layout->column)
		layout_wrap(layout);
	if (piece->width > layout_room(layout))
		put_stand_in(layout, &piece->span);
	else
		layout_put(layout, piece->span, piece->width);
}

/* Puts a piece on the row, and on as many more as it needs. */
static void
put_piece(struct layout *layout, const struct piece *piece)
{
	struct piece left = *piece;

	if (!left.is_plain) {
		put_cluster(layout, piece);
		return;
	}
	while (left.width > layout_room(layout) - layout->column) {
		int part =
		    part_width(layout, &left, layout_room(layout) - layout->column);

		if (part > 0)
			put_part(layout, &left.span, part);
		left.width -= part;
		layout_wrap(layout);
	}
	layout_put(layout, left.span, left.width);
}

void
layout_span(struct layout *layout, struct span span)
{
	struct piece piece;

	while (span.length) {
		piece_take(layout, &span, &piece);
		put_piece(layout, &piece);
	}
}

/* Whether PIECE is a blank that parts a mark from the text before it, and the
 * mark has to go to the next row. */
static bool
is_break(const struct layout *layout, const struct piece_reader *reader,
    const struct piece *piece)
{
	const struct str mark = page_span_text(layout->page, &reader->aside);

	if (mark.length == 0 || layout->column == 0 ||
	    *page_span_text(layout->page, &piece->span).data != ' ')
		return false;
	return cluster_width(mark) >=
	       (size_t)(layout_room(layout) - layout->column);
}

static void
put_all(struct layout *layout, struct piece_reader *reader)
{
	struct piece piece;

	while (piece_next(reader, &piece)) {
		if ((piece.span.styles & STYLE_DECORATION) &&
		    is_break(layout, reader, &piece))
			layout_row_end(layout);
		else
			put_piece(layout, &piece);
	}
}

/* A word of the document. */
struct stretch {
	uint32_t start, end;
	uint32_t blanks; /* how many stand before it */
	size_t columns;  /* of a plain word, else 0 */
};

/* The first pieces of a word, from when it was measured. */
enum { KEPT_MAX = 8 };
struct kept {
	struct piece pieces[KEPT_MAX];
	int count;      /* of the word; they are not all here if there are more */
	int width;      /* of all of them */
	bool has_break; /* one of them may have to be left out, see is_break() */
};

/* Reads WORD; READER is behind it afterwards. */
static void
measure(struct layout *layout, struct piece_reader *reader, struct stretch word,
    struct kept *kept)
{
	struct piece piece;

	kept->count = kept->width = 0;
	kept->has_break = false;
	piece_reader_seek(reader, word.start, word.end);
	for (; piece_next(reader, &piece); kept->width += piece.width) {
		if (kept->count < KEPT_MAX)
			kept->pieces[kept->count] = piece;
		kept->count++;
		kept->has_break |=
		    (piece.span.styles & STYLE_DECORATION) &&
		    *page_span_text(layout->page, &piece.span).data == ' ';
	}
}

/* Whether nothing but the blank before WORD, in the run READER is in, is read
 * before it. */
static bool
follows_blank(const struct piece_reader *reader, struct stretch word)
{
	return !reader->due && word.start - word.blanks >= reader->run->start &&
	       word.start <= run_end(reader->run) && word.start < reader->mark;
}

/* Puts the first of the blanks before WORD on the row; IS_NEXT: nothing else
 * would be read with it. */
static void
put_blank(struct layout *layout, struct piece_reader *reader, struct stretch word,
    bool is_next)
{
	const struct run *run = reader->run;
	const uint32_t blank = word.start - word.blanks;

	if (is_next) {
		layout_put(layout,
		    (struct span){blank, 1, blank, run->link, run->styles}, 1);
		return;
	}
	piece_reader_seek(reader, blank, blank + 1);
	put_all(layout, reader);
}

/*
 * Any word, on a new row if this one has no room for it. It is put there in the
 * pieces that it was measured in, or read again if that may give others.
 */
static void
put_word(struct layout *layout, struct piece_reader *reader, struct stretch word)
{
	bool has_blank = layout->column > 0 && word.blanks > 0;
	bool is_kept = !has_blank || follows_blank(reader, word);
	struct piece_reader ahead = *reader;
	struct kept kept;

	measure(layout, &ahead, word, &kept);
	if (layout->column > 0 &&
	    has_blank + kept.width > layout_room(layout) - layout->column) {
		layout_row_end(layout);
		has_blank = false;
	}
	if (has_blank)
		put_blank(layout, reader, word, is_kept);
	if (is_kept && kept.count <= KEPT_MAX && !kept.has_break) {
		for (int i = 0; i < kept.count; i++)
			put_piece(layout, &kept.pieces[i]);
		*reader = ahead;
		return;
	}
	piece_reader_seek(reader, word.start, word.end);
	put_all(layout, reader);
}

/*
 * The same for a plain word in the run the reader is in, with at most one
 * blank before it; false if it is something else, or longer than a row.
 */
static bool
put_plain_word(
    struct layout *layout, const struct piece_reader *reader, struct stretch word)
{
	const struct run *run = reader->run;
	int width = (int)word.columns;
	uint32_t start = word.start - word.blanks;

	if (!word.columns || word.blanks > 1 || start < run->start ||
	    word.end > run_end(run) || piece_reader_has_mark(reader, word.end))
		return false;
	if (layout->column > 0 &&
	    width + (int)word.blanks > layout_room(layout) - layout->column)
		layout_row_end(layout);
	if (layout->column == 0)
		start = word.start;
	if (width > layout_room(layout))
		return false;
	layout_put(layout,
	    (struct span){start, word.end - start, start, run->link, run->styles},
	    width + (int)(word.start - start));
	return true;
}

static uint32_t
least(uint32_t a, uint32_t b)
{
	return a < b ? a : b;
}

/* How many bytes from START on are whole plain words, with single blanks
 * between them, that are at most ROOM columns wide. Behind the last stands a
 * blank, or the text ends. */
static uint32_t
whole_words(const struct layout *layout, const struct piece_reader *reader,
    uint32_t start, uint32_t end, uint32_t room)
{
	enum { LOOK_AHEAD = 256 }; /* rows can be long, and are filled in parts */
	const uint32_t run = least(run_end(reader->run), reader->mark);
	struct str text = {text_of(layout) + start, 0};
	uint32_t length;

	if (least(end, run) < start)
		return 0;
	/* The blank behind them, and what shows that it is only one. */
	text.length = least(least(end, run) - start, least(room, LOOK_AHEAD) + 2);
	length = (uint32_t)cluster_plain_length(text, 0);
	if (length == end - start && length <= room && end < reader->mark)
		return length;
	if (length < 2)
		return 0;
	for (length -= 2; length > 0; length--)
		if (text.data[length] == ' ')
			break;
	return length;
}

/*
 * Puts as many plain words as the row has room for on it together, most of a
 * row of most prose: between blanks nothing has to be decided. WORD is where
 * they begin, and ends with the text; how many bytes they are. In prose no two
 * blanks follow each other.
 */
static uint32_t
put_plain_words(
    struct layout *layout, const struct piece_reader *reader, struct stretch word)
{
	const struct run *run = reader->run;
	const uint32_t blanks = layout->column ? word.blanks : 0;
	const int room = layout_room(layout) - layout->column - (int)blanks;
	uint32_t start = word.start - blanks, length;

	if (word.blanks > 1 || room <= 0 || reader->due ||
	    (run->styles & STYLE_CODE) || word.start - word.blanks < run->start)
		return 0;
	length = whole_words(layout, reader, word.start, word.end, (uint32_t)room);
	if (length > 0)
		layout_put(layout,
		    (struct span){
			start, length + blanks, start, run->link, run->styles},
		    (int)(length + blanks));
	return length;
}

/* Fills rows with the text from START to END, which has no forced break. */
static void
fill(struct layout *layout, struct piece_reader *reader, uint32_t start,
    uint32_t end)
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
		struct stretch stretch = {start + (uint32_t)offset, end, blanks, 0};
		struct word word = {0};

		if (line_breaker_is_between(&layout->breaker, offset))
			word.end = put_plain_words(layout, reader, stretch);
		if (word.end) {
			offset += word.end + 1;
			blanks = 1;
			continue;
		}
		word = line_break_word(&layout->breaker, text, offset);
		stretch.end = start + (uint32_t)word.end;
		stretch.columns = word.columns;
		if (!put_plain_word(layout, reader, stretch))
			put_word(layout, reader, stretch);
		blanks = (uint32_t)(word.next - word.end);
		offset = word.next;
	}
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
layout_run_on(struct layout *layout, const struct block *block)
{
	struct piece_reader reader;
	uint32_t start, end;

	if (block->run_count == 0)
		return;
	reader = piece_reader_of(layout, block);
	end = run_end(reader.last_run);
	for (start = reader.run->start; start < end;) {
		uint32_t stop = line_end(layout, start, end);

		fill(layout, &reader, start, stop);
		if (stop < end)
			layout_row_end(layout);
		start = stop + 1;
	}
}

void
layout_paragraph(struct layout *layout, const struct block *block)
{
	layout->widest = 0;
	layout_run_on(layout, block);
	layout_row_end(layout);
}

/* The columns of the next word of READER. */
static int
word_width(struct piece_reader *reader, uint32_t start, struct word word)
{
	uint32_t end = start + (uint32_t)word.end;
	struct piece piece;
	int width = 0;

	piece_reader_seek(reader, reader->offset, end);
	while (piece_next(reader, &piece))
		width += piece.width;
	return width;
}

static struct extent
line_extent(struct layout *layout, struct piece_reader *reader, uint32_t start,
    uint32_t end)
{
	struct str text = {text_of(layout) + start, end - start};
	struct extent extent = {0};
	size_t offset = 0;
	bool has_blank = false;

	while (offset < text.length && line_break_is_blank(text.data[offset]))
		offset++;
	line_breaker_restart(&layout->breaker);
	while (offset < text.length) {
		struct word word = line_break_word(&layout->breaker, text, offset);
		int width;

		reader->offset = start + (uint32_t)offset;
		width = word_width(reader, start, word);
		extent.line += width + has_blank;
		if (width > extent.word)
			extent.word = width;
		has_blank = word.next > word.end;
		offset = word.next;
	}
	return extent;
}

struct extent
layout_extent(struct layout *layout, const struct block *block)
{
	struct extent widest = {0}, line;
	struct piece_reader reader;
	uint32_t start, end;

	if (block->run_count == 0)
		return widest;
	reader = piece_reader_of(layout, block);
	end = run_end(reader.last_run);
	for (start = reader.run->start; start < end;) {
		uint32_t stop = line_end(layout, start, end);

		line = line_extent(layout, &reader, start, stop);
		widest.line = line.line > widest.line ? line.line : widest.line;
		widest.word = line.word > widest.word ? line.word : widest.word;
		start = stop + 1;
	}
	return widest;
}

/* A tab is shown as a blank and as many more as lead to the next stop. */
static void
put_tab(struct layout *layout, const struct piece *piece)
{
	int width = TAB_COLUMNS - layout->column % TAB_COLUMNS;
	int left = layout_room(layout) - layout->column;
	struct span blanks;

	put_piece(layout, piece);
	if (width - 1 > left)
		width = left + 1;
	if (width < 2 || layout->column > TABS_END_COLUMN)
		return;
	blanks = layout_blanks(width - 1);
	blanks.styles |= piece->span.styles;
	layout_put(layout, blanks, width - 1);
}

static bool
is_tab(const struct layout *layout, const struct piece *piece)
{
	return !(piece->span.styles & STYLE_DECORATION) &&
	       text_of(layout)[piece->span.start] == '\t';
}

static void
put_code_line(struct layout *layout, struct piece_reader *reader, uint32_t start,
    uint32_t end)
{
	const char *text = text_of(layout);
	struct piece piece;

	layout_row_begin(layout);
	layout_row_place(layout, start);
	while (end > start && line_break_is_blank(text[end - 1]))
		end--;
	piece_reader_seek(reader, start, end);
	while (piece_next(reader, &piece)) {
		if (is_tab(layout, &piece))
			put_tab(layout, &piece);
		else
			put_piece(layout, &piece);
	}
	layout_row_end(layout);
}

static void
put_code_lines(struct layout *layout, const struct block *block)
{
	struct piece_reader reader = piece_reader_of(layout, block);
	uint32_t start, end = run_end(reader.last_run);

	reader.keeps_blanks = true;
	for (start = reader.run->start; start < end;) {
		uint32_t stop = line_end(layout, start, end);

		put_code_line(layout, &reader, start, stop);
		start = stop + 1;
	}
}

/* All lines of a block are scrolled sideways together, also short ones. */
static void
mark_wide(struct page *page, size_t first_span)
{
	for (size_t i = first_span; i < page->span_count; i++)
		if (page->spans[i].styles & STYLE_CODE_BLOCK)
			page->spans[i].styles |= STYLE_WIDE;
}

void
layout_code(struct layout *layout, const struct block *block)
{
	const size_t first_span = layout->page->span_count;
	bool is_narrow = layout->options.width < NARROW;

	if (block->run_count == 0)
		return;
	margin_push_indent(
	    &layout->margin, is_narrow ? CODE_INDENT_NARROW : CODE_INDENT);
	layout->wrap_marker =
	    is_narrow ? code_wrap_marker_narrow : code_wrap_marker;
	layout->widest = 0;
	layout->is_endless = !layout->options.wrap_code;
	put_code_lines(layout, block);
	layout->is_endless = false;
	if (layout->widest > layout_room(layout))
		mark_wide(layout->page, first_span);
	layout->wrap_marker = NULL;
	margin_pop(&layout->margin);
}
