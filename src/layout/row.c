/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Rows are made here and nowhere else: what they begin with, what is dropped
 * at their end, and which place in the document they stand for.
 */
#include <string.h>
#include "cnai/layout.h"
#include "cnai/memory.h"

/* Spans count with 32 bits; decoration beyond that is left out. */
static const size_t decoration_max = UINT32_MAX;

static void
push_row(struct page *page)
{
	page->rows = memory_reserve(page->rows, &page->row_capacity,
	    page->row_count + 2, sizeof(*page->rows));
	page->rows[page->row_count++] =
	    (struct row){(uint32_t)page->span_count, PAGE_NO_SOURCE};
}

static void
push_span(struct page *page, struct span span)
{
	page->spans = memory_reserve(page->spans, &page->span_capacity,
	    page->span_count + 1, sizeof(*page->spans));
	page->spans[page->span_count++] = span;
}

static void
push_margin(struct page *page, struct margin_text text)
{
	struct span span = {.start = (uint32_t)text.start,
	    .length = (uint32_t)text.length,
	    .source = PAGE_NO_SOURCE,
	    .styles = STYLE_DECORATION | (text.is_blank ? 0U : STYLE_MARKER)};

	if (text.length && text.start + text.length <= decoration_max)
		push_span(page, span);
}

/* Blanks that nothing follows. */
static void
drop_trailing_blanks(struct page *page)
{
	const struct row *row = &page->rows[page->row_count - 1];

	while (page->span_count > row->first_span) {
		struct span *span = &page->spans[page->span_count - 1];
		struct str text = page_span_text(page, span);

		while (span->length > 0 &&
		       line_break_is_blank(text.data[span->length - 1]))
			span->length--;
		if (span->length > 0)
			return;
		page->span_count--;
	}
}

void
layout_gap(struct layout *layout, int rows)
{
	/* A bullet that waits for its text is not to be parted from it. */
	if (rows == 0 || layout->page->row_count == 0 ||
	    layout->margin.pending_count > 0)
		return;
	if (layout->gap == 0 || layout->margin.count < layout->gap_levels)
		layout->gap_levels = layout->margin.count;
	if (layout->gap < rows)
		layout->gap = rows;
}

static void
push_gap(struct layout *layout)
{
	for (; layout->gap > 0; layout->gap--) {
		push_row(layout->page);
		push_margin(layout->page,
		    margin_outer(&layout->margin, layout->gap_levels));
		drop_trailing_blanks(layout->page);
	}
}

void
layout_row_begin(struct layout *layout)
{
	if (layout->in_row)
		return;
	layout->row_room = layout_room(layout);
	push_gap(layout);
	push_row(layout->page);
	push_margin(layout->page,
	    layout->is_wrapped
		? margin_wrapped(&layout->margin, str_of(layout->wrap_marker))
		: margin_next(&layout->margin));
	layout->is_wrapped = false;
	layout->in_row = true;
	layout->column = 0;
}

void
layout_row_place(struct layout *layout, uint32_t source)
{
	struct row *row = &layout->page->rows[layout->page->row_count - 1];

	if (row->source == PAGE_NO_SOURCE)
		row->source = source;
}

void
layout_row_end(struct layout *layout)
{
	if (!layout->in_row)
		return;
	if (layout->column > layout->widest)
		layout->widest = layout->column;
	drop_trailing_blanks(layout->page);
	layout->in_row = false;
	layout->column = 0;
}

void
layout_wrap(struct layout *layout)
{
	layout_row_end(layout);
	layout->is_wrapped = layout->wrap_marker != NULL;
}

/* Whether SPAN goes on where LAST ends, with the same look. */
static bool
continues(const struct span *last, const struct span *span)
{
	return last->start + last->length == span->start &&
	       last->styles == span->styles && last->link == span->link &&
	       !(span->styles & STYLE_DECORATION);
}

void
layout_put(struct layout *layout, struct span span, int width)
{
	struct page *page = layout->page;
	struct row *row;

	if (!layout->in_row)
		layout_row_begin(layout);
	row = &page->rows[page->row_count - 1];
	layout->column += width;
	if (page->span_count > row->first_span &&
	    continues(&page->spans[page->span_count - 1], &span)) {
		page->spans[page->span_count - 1].length += span.length;
		return;
	}
	if (row->source == PAGE_NO_SOURCE)
		row->source = span.source;
	push_span(page, span);
}

struct span
layout_decoration(struct layout *layout, struct str text, unsigned styles)
{
	return layout_repeated(layout, text, 1, styles);
}

struct span
layout_repeated(struct layout *layout, struct str text, int count, unsigned styles)
{
	struct strbuf *decoration = &layout->page->decoration;
	struct span span = {
	    .source = PAGE_NO_SOURCE, .styles = styles | STYLE_DECORATION};
	size_t length = text.length * (size_t)count;

	if (length > decoration_max - decoration->length)
		return span;
	span.start = (uint32_t)decoration->length;
	span.length = (uint32_t)length;
	for (int i = 0; i < count; i++)
		strbuf_append(decoration, text);
	return span;
}

struct span
layout_blanks(int count)
{
	/* Every page's decoration begins with LAYOUT_BLANKS blanks. */
	return (struct span){.length = (uint32_t)count,
	    .source = PAGE_NO_SOURCE,
	    .styles = STYLE_DECORATION};
}

/* More blanks than there are yet are written once for all rows. */
static void
reserve_blanks(struct layout *layout, int count)
{
	int wanted = 2 * layout->blanks_count;

	if (count <= layout->blanks_count)
		return;
	if (wanted < count)
		wanted = count;
	layout->blanks = layout_repeated(layout, str_of(" "), wanted, 0);
	layout->blanks_count = wanted;
}

void
layout_pad(struct layout *layout, int column)
{
	int count = column - layout->column;
	struct span blanks;

	if (count <= 0)
		return;
	reserve_blanks(layout, count);
	blanks = layout->blanks;
	blanks.length = (uint32_t)count;
	layout_put(layout, blanks, count);
}
