/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A search reads the posts anew each time, so it is never out of date. What
 * is searched is what a reader sees: the document's text.
 */
#include <stdlib.h>
#include "cnai/cluster.h"
#include "cnai/memory.h"
#include "cnai/post_document.h"
#include "cnai/search.h"
#include "cnai/unicode.h"

/* Columns of a snippet, columns before its match, and a limit to its bytes
 * for text whose characters take no room. */
enum { SNIPPET_WIDTH = 160, SNIPPET_LEAD = 50, SNIPPET_BYTES = 2000 };

struct search {
	const struct archive *archive;
	const struct query *query;
	struct hit *hits;
	size_t count, capacity;
	size_t progress;
	bool is_sorted;
};

/* A snippet that is being written. */
struct snippet {
	struct strbuf line;
	size_t width;       /* columns */
	struct match match; /* bytes of the line; ends at 0 until it is there */
	size_t border;      /* length of the line at its last white space */
	bool has_space;     /* white space read, and not yet written */
};

static size_t
previous_character(struct str text, size_t offset)
{
	do
		offset--;
	while (offset && ((unsigned char)text.data[offset] & 0xC0) == 0x80);
	return offset;
}

/* The first word that begins in TEXT between START and END, else START. */
static size_t
find_word(struct str text, size_t start, size_t end)
{
	size_t offset = previous_character(text, start), length;
	bool was_space = false;

	for (; offset < end; offset += length) {
		bool is_space =
		    unicode_is_space(utf8_decode(text, offset, &length));

		if (was_space && !is_space)
			return offset;
		was_space = is_space;
	}
	return was_space ? end : start;
}

/* Where the snippet begins: some columns before MATCH, but not before FIRST. */
static size_t
snippet_start(struct str text, size_t first, struct match match)
{
	size_t start = match.start, width = 0;

	while (start > first && width < SNIPPET_LEAD &&
	       match.start - start < SNIPPET_BYTES / 2) {
		size_t previous = previous_character(text, start);

		width += cluster_width(str_slice(text, previous, start));
		start = previous;
	}
	return start > first ? find_word(text, start, match.start) : first;
}

static void
snippet_write(struct snippet *snippet, struct str text, bool is_match)
{
	size_t start;

	if (snippet->has_space)
		strbuf_append_byte(&snippet->line, ' ');
	snippet->has_space = false;
	start = snippet->line.length;
	strbuf_append(&snippet->line, text);
	if (is_match && !snippet->match.end)
		snippet->match.start = start;
	if (is_match)
		snippet->match.end = snippet->line.length;
}

/* Adds what stands at OFFSET; returns its bytes, or 0 if there is no room. */
static size_t
snippet_add(
    struct snippet *snippet, struct str text, size_t offset, struct match match)
{
	struct cluster cluster;
	size_t length, end;

	if (unicode_is_space(utf8_decode(text, offset, &length))) {
		snippet->has_space = snippet->line.length > 0;
		snippet->border = snippet->line.length;
		return length;
	}
	cluster = cluster_next(text, offset);
	end = offset + cluster.source_length;
	snippet->width += (size_t)cluster.width + snippet->has_space;
	if (snippet->width > SNIPPET_WIDTH ||
	    snippet->line.length + cluster.source_length > SNIPPET_BYTES)
		return 0;
	snippet_write(snippet, str_slice(text, offset, end),
	    end > match.start && offset < match.end);
	return cluster.source_length;
}

/* Ends a line that has no room left, at a word border behind the match. */
static void
snippet_cut(struct snippet *snippet)
{
	if (snippet->border && snippet->border >= snippet->match.end)
		strbuf_truncate(&snippet->line, snippet->border);
	strbuf_append_string(&snippet->line, "…");
}

/* Fills HIT's snippet from TEXT behind FIRST, around MATCH. */
static void
fill_snippet(struct hit *hit, struct str text, size_t first, struct match match)
{
	struct snippet snippet = {0};
	size_t offset = snippet_start(text, first, match), length = 1;

	if (offset > first)
		strbuf_append_string(&snippet.line, "…");
	while (offset < text.length && length) {
		length = snippet_add(&snippet, text, offset, match);
		offset += length;
	}
	if (!length)
		snippet_cut(&snippet);
	hit->snippet_match = snippet.match;
	hit->snippet = strbuf_take(&snippet.line);
}

/*
 * Fills HIT's places from the document. Without a match behind the title the
 * snippet is the beginning of what stands there, and no match is in it.
 */
static void
fill_places(
    struct hit *hit, const struct query *query, const struct document *document)
{
	const struct str text = strbuf_str(&document->text);
	struct query_scan *scan = query_scan_start(query, text);
	const size_t first = document->title_end;
	struct match match, shown = {first, first};
	bool is_shown = false;

	while (query_scan_next(scan, &match)) {
		if (hit->count++ == 0)
			hit->offset = match.start;
		hit->is_in_title |= match.start < first;
		if (is_shown || match.start < first)
			continue;
		is_shown = true;
		shown = match;
		hit->offset = match.start;
	}
	query_scan_free(scan);
	fill_snippet(hit, text, first, shown);
}

static void
search_post(struct search *search, size_t post)
{
	struct document *document = post_document(
	    search->archive, &search->archive->posts[post], POST_WHOLE);

	if (query_accepts(search->query, strbuf_str(&document->text))) {
		struct hit hit = {.post = post};

		fill_places(&hit, search->query, document);
		search->hits = memory_reserve(search->hits, &search->capacity,
		    search->count + 1, sizeof(*search->hits));
		search->hits[search->count++] = hit;
		search->is_sorted = false;
	}
	document_free(document);
}

struct search *
search_start(const struct archive *archive, const struct query *query)
{
	struct search *search = memory_alloc(sizeof(*search));

	search->archive = archive;
	search->query = query;
	return search;
}

void
search_free(struct search *search)
{
	if (!search)
		return;
	for (size_t i = 0; i < search->count; i++)
		free(search->hits[i].snippet);
	free(search->hits);
	free(search);
}

bool
search_step(struct search *search, size_t posts)
{
	while (posts-- && search->progress < search->archive->count)
		search_post(search, search->progress++);
	return search->progress == search->archive->count;
}

size_t
search_progress(const struct search *search)
{
	return search->progress;
}

static int
compare_hits(const void *left, const void *right)
{
	const struct hit *a = left, *b = right;

	if (a->is_in_title != b->is_in_title)
		return a->is_in_title ? -1 : 1;
	if (a->count != b->count)
		return a->count > b->count ? -1 : 1;
	return (a->post > b->post) - (a->post < b->post);
}

const struct hit *
search_hits(struct search *search, size_t *count)
{
	if (search->count && !search->is_sorted)
		qsort(search->hits, search->count, sizeof(*search->hits),
		    compare_hits);
	search->is_sorted = true;
	*count = search->count;
	return search->hits;
}
