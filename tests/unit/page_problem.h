/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_TESTS_PAGE_PROBLEM_H
#define CNAI_TESTS_PAGE_PROBLEM_H

/*
 * What is true of every page, of whatever document at whatever width: no row
 * is wider, all of the text is there, once and in order, links come in order,
 * and each place is found again. Where a page falls short, a sentence says so.
 */
#include <stdlib.h>
#include <string.h>
#include "cnai/cluster.h"
#include "cnai/page.h"

/* The end of the run that PLACE is in. */
static inline uint32_t
page_run_end(const struct document *document, uint32_t place)
{
	size_t low = 0, high = document->run_count;

	while (low + 1 < high) {
		const size_t middle = (low + high) / 2;

		if (document->runs[middle].start <= place)
			low = middle;
		else
			high = middle;
	}
	return document->runs[low].start + document->runs[low].length;
}

/* The part of the document that a span shows: a stand-in stands for what is
 * at its place. */
static inline struct str
page_shown_text(const struct page *page, const struct span *span)
{
	struct str all = strbuf_str(&page->document->text);

	if (span->source == PAGE_NO_SOURCE)
		return str_of("");
	if (!(span->styles & STYLE_DECORATION))
		return page_span_text(page, span);
	all = str_slice(
	    all, span->source, page_run_end(page->document, span->source));
	return str_slice(all, 0, cluster_next(all, 0).source_length);
}

/* Where in the document's text there is a run, marked with 1. */
static inline char *
page_run_places(const struct document *document)
{
	char *places = calloc(document->text.length + 1, 1);

	for (size_t i = 0; i < document->run_count; i++)
		memset(
		    &places[document->runs[i].start], 1, document->runs[i].length);
	return places;
}

static inline const char *
page_text_problem(const struct page *page)
{
	const struct strbuf *text = &page->document->text;
	char *places = page_run_places(page->document);
	const char *problem = NULL;

	for (size_t i = 0; i < page->span_count && !problem; i++) {
		const size_t start = page->spans[i].source;
		const size_t length = page_shown_text(page, &page->spans[i]).length;

		for (size_t k = start; k < start + length; k++) {
			if (places[k] == 2)
				problem = "a part of the text is there twice";
			places[k] = 2;
		}
	}
	for (size_t i = 0; i < text->length && !problem; i++)
		if (places[i] == 1 &&
		    (!strchr(" \t\n\r", text->data[i]) || !text->data[i]))
			problem = "a part of the text is lost";
	free(places);
	return problem;
}

static inline bool
page_row_ends_in_blank(const struct page *page, size_t row)
{
	const size_t end = page->rows[row + 1].first_span;
	struct str text;

	if (end == page->rows[row].first_span)
		return false;
	text = page_span_text(page, &page->spans[end - 1]);
	return text.length == 0 || text.data[text.length - 1] == ' ';
}

/* Whether cells of a table stand side by side on ROW. */
static inline bool
page_row_is_shared(const struct page *page, size_t row)
{
	for (size_t i = 0; i < page->band_count; i++)
		if (row >= page->bands[i].first &&
		    row < page->bands[i].first + page->bands[i].count)
			return true;
	return false;
}

/* *SOURCE is the last place before ROW, and then the last one on it. */
static inline const char *
page_cells_problem(const struct page *page, size_t row, uint32_t *source)
{
	struct cell_cursor cursor = page_row_cells(page, row);
	const bool is_shared = page_row_is_shared(page, row);
	struct cell cell;
	size_t width = 0;

	while (page_cell_next(page, &cursor, &cell)) {
		width += (size_t)cell.width;
		if (cell.width != 1 && cell.width != 2)
			return "a cell is not one or two columns wide";
		if (cell.link > page->document->link_count)
			return "a cell has a link that is not there";
		if (cell.source == PAGE_NO_SOURCE)
			continue;
		if (!is_shared && cell.source < *source)
			return "the text is not in order";
		*source = cell.source;
		if (page->rows[row].source > *source)
			return "a row's place is behind its text";
		if (page_row_at(page, cell.source) != row)
			return "a place is not found on its row";
	}
	return width > (size_t)page->width ? "a row is too wide" : NULL;
}

static inline const char *
page_rows_problem(const struct page *page)
{
	uint32_t source = 0, row_source = 0;

	for (size_t row = 0; row < page->row_count; row++) {
		const char *problem = page_cells_problem(page, row, &source);

		if (problem)
			return problem;
		if (page->rows[row].source < row_source)
			return "rows' places are not in order";
		row_source = page->rows[row].source;
		if (page_row_ends_in_blank(page, row))
			return "a row ends in a blank";
		if (row_source > source)
			source = row_source;
	}
	return NULL;
}

static inline const char *
page_links_problem(const struct page *page)
{
	uint32_t last = 0;

	for (size_t row = 0; row < page->row_count; row++) {
		const bool is_shared = page_row_is_shared(page, row);

		for (size_t i = page->rows[row].first_span;
		     i < page->rows[row + 1].first_span; i++) {
			const struct span *span = &page->spans[i];

			if (span->styles & STYLE_URL)
				return NULL; /* the list at the end */
			if (!is_shared && span->link && span->link < last)
				return "links are not in order";
			if (span->link > last)
				last = span->link;
		}
	}
	return NULL;
}

/* NULL for a page as it should be, which was laid out with wrapped code. */
static inline const char *
page_problem(const struct page *page)
{
	const char *problem = page_rows_problem(page);

	if (!problem)
		problem = page_text_problem(page);
	return problem ? problem : page_links_problem(page);
}

#endif
