/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Printing what a search finds. On a terminal a snippet is broken into two
 * lines of its own indent; in a pipe it stays one line. The archive is
 * searched while it is loaded, so that each file is read once.
 */
#include <stdlib.h>
#include "cnai/cluster.h"
#include "cnai/memory.h"
#include "cnai/modes.h"
#include "cnai/post_document.h"
#include "cnai/search.h"
#include "cnai/unicode.h"

enum { SNIPPET_INDENT = 4 };

/* A caret below the place of QUERY that is wrong. */
static void
report_place(struct str query, size_t place)
{
	enum { BEFORE = 30, WIDTH = 60 };
	struct strbuf line = {0};
	size_t start = place < BEFORE ? 0 : place - BEFORE;

	while (start && ((unsigned char)query.data[start] & 0xC0) == 0x80)
		start--;
	strbuf_append_repeated(&line, ' ', SNIPPET_INDENT);
	cluster_append_fitting(&line, str_slice(query, start, query.length), WIDTH);
	strbuf_append_byte(&line, '\n');
	strbuf_append_repeated(&line, ' ',
	    SNIPPET_INDENT + cluster_width(str_slice(query, start, place)));
	strbuf_append_string(&line, "^\n");
	fwrite(line.data, 1, line.length, stderr);
	strbuf_clear(&line);
}

int
mode_search_prepare(struct job *job, struct archive_options *options)
{
	const struct str text = str_of(job->options->argument);
	struct error error = {0};
	size_t place = 0;

	job->query = query_parse_at(text, &place, &error);
	if (job->query) {
		job->search = search_watch(job->query, options);
		return EXIT_FINE;
	}
	mode_report("cannot search: %s", error.message);
	report_place(text, place);
	error_clear(&error);
	return EXIT_USAGE;
}

void
mode_search_clear(struct job *job)
{
	search_free(job->search);
	query_free(job->query);
}

/* Prints the bytes of HIT's snippet from START to END, its matches strong. */
static void
print_marked(const struct hit *hit, size_t start, size_t end,
    const struct output_options *output)
{
	const struct str text = str_of(hit->snippet);

	for (size_t i = 0; i < hit->mark_count; i++) {
		struct match mark = hit->marks[i];

		if (mark.end <= start || mark.start >= end)
			continue;
		if (mark.start < start)
			mark.start = start;
		if (mark.end > end)
			mark.end = end;
		output_text(str_slice(text, start, mark.start), 0, output, stdout);
		output_text(str_slice(text, mark.start, mark.end), STYLE_STRONG,
		    output, stdout);
		start = mark.end;
	}
	output_text(str_slice(text, start, end), 0, output, stdout);
}

/*
 * Where the line that begins at START ends: the last place to break within
 * WIDTH columns, else the first one there is.
 */
static size_t
line_end(struct str text, size_t start, const bool *breaks, size_t width)
{
	size_t end = start, columns = 0, next = start;

	while (next < text.length) {
		const size_t word = next;
		size_t visible;

		do {
			next++;
		} while (next < text.length && !breaks[next]);
		for (visible = next; visible > word; visible--)
			if (text.data[visible - 1] != ' ')
				break;
		columns += cluster_width(str_slice(text, word, visible));
		if (end > start && columns > width)
			break;
		columns += next - visible;
		end = next;
	}
	return end;
}

static void
print_line(const struct job *job, const struct hit *hit, size_t start, size_t end)
{
	while (end > start && hit->snippet[end - 1] == ' ')
		end--;
	print_marked(hit, start, end, &job->terminal.output);
}

/*
 * About two lines of COLUMNS, with an ellipsis where that is not all of it. At
 * the end of a line some room is left over where a word does not fit.
 */
static void
print_broken(const struct job *job, const struct hit *hit, size_t columns)
{
	const struct str text = str_of(hit->snippet);
	const struct match part =
	    search_fit_snippet(hit, columns + columns * 3 / 4);
	bool *breaks = memory_alloc(text.length);
	size_t start = part.start;

	unicode_line_breaks(text, breaks);
	printf("%*s%s", SNIPPET_INDENT, "", start ? "…" : "");
	while (start < part.end) {
		const size_t end = line_end(
		    str_slice(text, 0, part.end), start, breaks, columns - 1);

		print_line(job, hit, start, end);
		start = end;
		if (start < part.end)
			printf("\n%*s", SNIPPET_INDENT, "");
	}
	puts(part.end < text.length ? "…" : "");
	free(breaks);
}

static void
print_snippet(const struct job *job, const struct hit *hit)
{
	const size_t columns = (size_t)job->terminal.width;

	if (job->terminal.columns && columns > 2 * SNIPPET_INDENT) {
		print_broken(job, hit, columns - SNIPPET_INDENT);
		return;
	}
	printf("%*s", SNIPPET_INDENT, "");
	print_line(job, hit, 0, strlen(hit->snippet));
	putchar('\n');
}

static void
print_hit(
    const struct job *job, const struct entry_form *form, const struct hit *hit)
{
	const struct post *post = &job->archive->posts[hit->post];
	struct strbuf entry = {0};

	mode_append_entry(&entry, form, post);
	output_text(strbuf_str(&entry), STYLE_TITLE, &job->terminal.output, stdout);
	if (hit->count)
		printf(
		    "  %zu %s", hit->count, hit->count == 1 ? "match" : "matches");
	putchar('\n');
	if (*hit->snippet)
		print_snippet(job, hit);
	strbuf_clear(&entry);
}

/* Turns PLACES, sorted bytes of TEXT, into characters: what a string in JSON
 * is made of. */
static void
count_characters(struct str text, size_t *places, size_t count)
{
	size_t offset = 0, characters = 0;

	for (size_t i = 0; i < count; i++) {
		for (; offset < places[i]; offset++)
			characters +=
			    ((unsigned char)text.data[offset] & 0xC0) != 0x80;
		places[i] = characters;
	}
}

/* The matches in the text that --show --json prints. */
static void
add_offsets(struct json *json, const struct job *job, const struct post *post)
{
	struct document *document = post_document(job->archive, post, POST_BODY);
	const struct str text = strbuf_str(&document->text);
	struct matches matches = {0};
	size_t *places;

	query_find(job->query, text, &matches);
	places = memory_alloc(2 * matches.count * sizeof(*places));
	for (size_t i = 0; i < matches.count; i++) {
		places[2 * i] = matches.items[i].start;
		places[2 * i + 1] = matches.items[i].end;
	}
	count_characters(text, places, 2 * matches.count);
	json_ranges(json, "offsets", places, matches.count);
	free(places);
	matches_clear(&matches);
	document_free(document);
}

static void
print_json(const struct job *job, const struct hit *hit)
{
	const struct post *post = &job->archive->posts[hit->post];
	struct json json;

	json_begin(&json, stdout);
	mode_add_post(&json, post);
	json_string(&json, "snippet", str_of(hit->snippet));
	json_integer(&json, "hits", (int64_t)hit->count);
	add_offsets(&json, job, post);
	json_end(&json);
}

/* A hit, and what it is sorted by: the smaller first. */
struct place {
	int64_t key;
	size_t second; /* where the keys are the same */
	const struct hit *hit;
};

static int
compare_places(const void *left, const void *right)
{
	const struct place *a = left, *b = right;

	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	return (a->second > b->second) - (a->second < b->second);
}

/* Where the hit that is number RANK stands in ORDER. */
static struct place
place_of(const struct job *job, const struct hit *hit, size_t rank)
{
	const struct post_date date = job->archive->posts[hit->post].date;
	struct place place = {.second = hit->post, .hit = hit};

	if (job->options->hit_order == HIT_ORDER_RANK)
		place.second = rank;
	else if (job->options->hit_order == HIT_ORDER_DATE)
		place.key = date.is_set ? -date.seconds : INT64_MAX;
	return place;
}

static void
print_hits(const struct job *job, const struct hit *hits, size_t count)
{
	const struct entry_form form = mode_entry_form(job->archive, 0);
	struct place *places = memory_alloc(count * sizeof(*places));

	for (size_t i = 0; i < count; i++)
		places[i] = place_of(job, &hits[i], i);
	qsort(places, count, sizeof(*places), compare_places);
	for (size_t i = 0; i < count; i++) {
		if (job->options->as_json)
			print_json(job, places[i].hit);
		else
			print_hit(job, &form, places[i].hit);
	}
	free(places);
}

/* How many posts were found; in JSON how many matches they have as well. */
static void
print_count(const struct job *job, const struct hit *hits, size_t count)
{
	struct json json;
	int64_t matches = 0;

	if (!job->options->as_json) {
		printf("%zu\n", count);
		return;
	}
	for (size_t i = 0; i < count; i++)
		matches += (int64_t)hits[i].count;
	json_begin(&json, stdout);
	json_integer(&json, "posts", (int64_t)count);
	json_integer(&json, "hits", matches);
	json_end(&json);
}

static void
report_unreadable(const struct job *job)
{
	const size_t count = search_unreadable(job->search);
	struct strbuf command = {0};

	mode_append_command(&command, job, "--check");
	if (count)
		mode_report("%zu %s not be read, so not searched: see %s", count,
		    count == 1 ? "file could" : "files could", command.data);
	strbuf_clear(&command);
}

int
mode_print_found(const struct job *job)
{
	size_t count;
	const struct hit *hits = search_hits(job->search, &count);

	if (job->options->counts_only)
		print_count(job, hits, count);
	else
		print_hits(job, hits, count);
	report_unreadable(job);
	if (count)
		return EXIT_FINE;
	if (!job->options->counts_only)
		mode_report("nothing found: %s", job->options->argument);
	return EXIT_NOTHING_FOUND;
}

int
mode_search(const struct job *job)
{
	if (!job->archive->count)
		return mode_report_empty(job->archive);
	search_adopt(job->search, job->archive);
	return mode_print_found(job);
}
