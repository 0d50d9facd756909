/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_TESTS_PAGE_TEXT_H
#define CNAI_TESTS_PAGE_TEXT_H

#include "cnai/page.h"

/* The rows' text, each ended by a newline; the caller clears it. */
static inline struct strbuf
page_text(const struct page *page)
{
	struct strbuf text = {0};
	struct cell cell;

	for (size_t row = 0; row < page->row_count; row++) {
		struct cell_cursor cursor = page_row_cells(page, row);

		while (page_cell_next(page, &cursor, &cell))
			strbuf_append(&text, cell.text);
		strbuf_append_byte(&text, '\n');
	}
	return text;
}

#endif
