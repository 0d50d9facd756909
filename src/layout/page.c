/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reading a page. Spans are kept as they are in the document; only here they
 * become cells, and cells are made by cluster_next() alone.
 */
#include <stdlib.h>
#include "cnai/cluster.h"
#include "cnai/page.h"

void
page_free(struct page *page)
{
	if (!page)
		return;
	free(page->rows);
	free(page->spans);
	free(page->bands);
	strbuf_clear(&page->decoration);
	free(page);
}

struct str
page_span_text(const struct page *page, const struct span *span)
{
	const struct strbuf *text = span->styles & STYLE_DECORATION
					? &page->decoration
					: &page->document->text;

	return str_slice(strbuf_str(text), span->start, span->start + span->length);
}

struct cell_cursor
page_row_cells(const struct page *page, size_t row)
{
	return (struct cell_cursor){
	    .span = page->rows[row].first_span,
	    .end_span = page->rows[row + 1].first_span,
	};
}

/* The place of a span's byte at OFFSET in the document. */
static uint32_t
source_at(const struct span *span, size_t offset)
{
	return span->styles & STYLE_DECORATION ? span->source
					       : span->source + (uint32_t)offset;
}

bool
page_cell_next(
    const struct page *page, struct cell_cursor *cursor, struct cell *cell)
{
	while (cursor->span < cursor->end_span) {
		const struct span *span = &page->spans[cursor->span];
		struct cluster cluster;
		size_t offset = cursor->offset;

		if (offset >= span->length) {
			cursor->span++;
			cursor->offset = 0;
			continue;
		}
		cluster = cluster_next(page_span_text(page, span), offset);
		cursor->offset += cluster.source_length;
		if (cluster.width == 0)
			continue;
		*cell = (struct cell){cluster.text, cluster.width, span->styles,
		    span->link, source_at(span, offset)};
		return true;
	}
	return false;
}

/* The last row whose source is not behind OFFSET. */
static size_t
last_row_at(const struct page *page, uint32_t offset)
{
	size_t low = 0, high = page->row_count;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (page->rows[middle].source <= offset)
			low = middle;
		else
			high = middle;
	}
	return low;
}

/* The band ROW is in, or NULL. */
static const struct band *
band_of(const struct page *page, size_t row)
{
	size_t low = 0, high = page->band_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct band *band = &page->bands[middle];

		if (row < band->first)
			high = middle;
		else if (row >= band->first + band->count)
			low = middle + 1;
		else
			return band;
	}
	return NULL;
}

/* The row from FIRST to LAST with the last text that is not behind OFFSET. */
static size_t
row_of_text(const struct page *page, size_t first, size_t last, uint32_t offset)
{
	uint32_t nearest = 0;
	size_t found = first;

	for (size_t row = first; row <= last; row++) {
		size_t end = page->rows[row + 1].first_span;

		for (size_t i = page->rows[row].first_span; i < end; i++) {
			uint32_t source = page->spans[i].source;

			if (source == PAGE_NO_SOURCE || source > offset ||
			    source < nearest)
				continue;
			nearest = source;
			found = row;
		}
	}
	return found;
}

size_t
page_row_at(const struct page *page, uint32_t offset)
{
	size_t row = last_row_at(page, offset);
	const struct band *band = band_of(page, row);

	return band ? row_of_text(page, band->first, row, offset) : row;
}
