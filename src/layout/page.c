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

size_t
page_row_at(const struct page *page, uint32_t offset)
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
