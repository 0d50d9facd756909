/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A piece of the text around a match, as one line of whole words. It is
 * measured in columns, since that is what there is little of.
 */
#include <stdlib.h>
#include "cnai/cluster.h"
#include "cnai/memory.h"
#include "cnai/unicode.h"
#include "snippet.h"

/* Columns of a snippet, columns before its match, and a limit to its bytes
 * for text whose characters take no room. */
enum { SNIPPET_WIDTH = 160, SNIPPET_LEAD = 50, SNIPPET_BYTES = 2000 };

/* A snippet that is being written. */
struct snippet {
	struct str text;
	struct query_scan *scan;
	struct match match; /* the next in the text; ends at 0 for none */
	struct strbuf line;
	size_t width;         /* columns */
	struct matches marks; /* bytes of the line */
	size_t border;        /* length of the line at its last white space */
	bool has_space;       /* white space read, and not yet written */
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

/* Where the snippet begins: some columns before AT, but not before FIRST. */
static size_t
find_start(struct str text, size_t first, size_t at)
{
	size_t start = at, width = 0;

	while (start > first && width < SNIPPET_LEAD &&
	       at - start < SNIPPET_BYTES / 2) {
		size_t previous = previous_character(text, start);

		width += cluster_width(str_slice(text, previous, start));
		start = previous;
	}
	return start > first ? find_word(text, start, at) : first;
}

static void
add_mark(struct snippet *snippet, size_t start, bool is_new)
{
	struct matches *marks = &snippet->marks;

	if (is_new || !marks->count) {
		marks->items = memory_reserve(marks->items, &marks->capacity,
		    marks->count + 1, sizeof(*marks->items));
		marks->items[marks->count++].start = start;
	}
	marks->items[marks->count - 1].end = snippet->line.length;
}

static void
next_match(struct snippet *snippet)
{
	if (!query_scan_next(snippet->scan, &snippet->match))
		snippet->match = (struct match){0};
}

/* Writes the cluster from START to END. */
static void
write_cluster(struct snippet *snippet, size_t start, size_t end)
{
	size_t place;

	if (snippet->has_space)
		strbuf_append_byte(&snippet->line, ' ');
	snippet->has_space = false;
	place = snippet->line.length;
	strbuf_append(&snippet->line, str_slice(snippet->text, start, end));
	while (snippet->match.end && snippet->match.end <= start)
		next_match(snippet);
	if (snippet->match.end && snippet->match.start < end)
		add_mark(snippet, place, snippet->match.start >= start);
}

/* Adds what stands at OFFSET; returns its bytes, or 0 if there is no room. */
static size_t
snippet_add(struct snippet *snippet, size_t offset)
{
	struct cluster cluster;
	size_t length;

	if (unicode_is_space(utf8_decode(snippet->text, offset, &length))) {
		snippet->has_space = snippet->line.length > 0;
		snippet->border = snippet->line.length;
		return length;
	}
	cluster = cluster_next(snippet->text, offset);
	snippet->width += (size_t)cluster.width + snippet->has_space;
	if (snippet->width > SNIPPET_WIDTH ||
	    snippet->line.length + cluster.source_length > SNIPPET_BYTES)
		return 0;
	write_cluster(snippet, offset, offset + cluster.source_length);
	return cluster.source_length;
}

/* Ends a line that has no room left, at a word border behind a match. */
static void
snippet_cut(struct snippet *snippet)
{
	struct matches *marks = &snippet->marks;

	if (snippet->border &&
	    (!marks->count || snippet->border >= marks->items[0].end)) {
		strbuf_truncate(&snippet->line, snippet->border);
		while (marks->count &&
		       marks->items[marks->count - 1].start >= snippet->border)
			marks->count--;
		if (marks->count &&
		    marks->items[marks->count - 1].end > snippet->border)
			marks->items[marks->count - 1].end = snippet->border;
	}
	strbuf_append_string(&snippet->line, "…");
}

/* The part of TEXT in which a snippet that begins at OFFSET ends. */
static struct str
cut_text(struct str text, size_t offset)
{
	enum { PART = 2 * SNIPPET_BYTES };

	if (text.length - offset <= PART)
		return text;
	return str_slice(text, 0, previous_character(text, offset + PART));
}

/* The marks and the line in one piece of memory, of which hits need many. */
static void
keep(struct hit *hit, const struct snippet *snippet)
{
	const struct str line = strbuf_str(&snippet->line);
	const size_t size = snippet->marks.count * sizeof(*hit->marks);

	hit->marks = memory_alloc(size + line.length + 1);
	hit->mark_count = snippet->marks.count;
	hit->snippet = (char *)&hit->marks[hit->mark_count];
	if (size)
		memcpy(hit->marks, snippet->marks.items, size);
	memcpy(hit->snippet, line.data, line.length);
}

void
snippet_fill(struct hit *hit, struct query_scan *scan, struct str text,
    size_t first, size_t at)
{
	struct snippet snippet = {.text = text, .scan = scan};
	size_t offset = find_start(text, first, at), length = 1;

	query_scan_start(scan, cut_text(text, offset), first, offset);
	next_match(&snippet);
	if (offset > first)
		strbuf_append_string(&snippet.line, "…");
	while (offset < text.length && length) {
		length = snippet_add(&snippet, offset);
		offset += length;
	}
	if (!length)
		snippet_cut(&snippet);
	keep(hit, &snippet);
	matches_clear(&snippet.marks);
	strbuf_clear(&snippet.line);
}

/* Where a line that begins at START has to end to fit into WIDTH columns. */
static size_t
find_end(struct str line, size_t start, size_t width)
{
	size_t end = start, columns = 0, word_end = start;

	while (end < line.length) {
		struct cluster cluster = cluster_next(line, end);

		if (line.data[end] == ' ')
			word_end = end;
		if (columns + (size_t)cluster.width > width)
			return word_end > start ? word_end : end;
		columns += (size_t)cluster.width;
		end += cluster.source_length;
	}
	return end;
}

/* Past OFFSET, up to LIMIT, to where a word begins; else OFFSET. */
static size_t
find_word_start(struct str line, size_t offset, size_t limit)
{
	for (size_t i = offset; i < limit; i++)
		if (line.data[i] == ' ')
			return i + 1;
	return offset;
}

/* Columns to show before a match, of WIDTH, when there are REST behind its
 * beginning: a third, or all that those leave. */
static size_t
choose_lead(size_t width, size_t rest)
{
	const size_t third = width / 3;

	return rest < width - third ? width - rest : third;
}

struct match
search_fit_snippet(const struct hit *hit, size_t width)
{
	const struct str line = str_of(hit->snippet);
	const struct match match =
	    hit->mark_count ? hit->marks[0] : (struct match){0};
	size_t start = 0, lead;

	/* The first match needs room, with something before it. */
	if (cluster_width(str_slice(line, 0, match.end)) > width) {
		lead = choose_lead(width,
		    cluster_width(str_slice(line, match.start, line.length)));
		while (start < match.start &&
		       cluster_width(str_slice(line, start, match.start)) > lead)
			start += cluster_next(line, start).source_length;
		start = find_word_start(line, start, match.start);
	}
	return (struct match){start, find_end(line, start, width)};
}
