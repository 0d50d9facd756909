/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Printing what a search finds. On a terminal a snippet is broken into lines
 * of its own indent; in a pipe it stays one line.
 */
#include <stdlib.h>
#include "cnai/cluster.h"
#include "cnai/memory.h"
#include "cnai/modes.h"
#include "cnai/search.h"
#include "cnai/unicode.h"

enum { SNIPPET_INDENT = 4 };

/* Prints the bytes from START to END, those of MATCH among them strong. */
static void
print_marked(struct str text, size_t start, size_t end, struct match match,
    const struct output_options *output)
{
	const size_t from = match.start < start ? start : match.start;
	const size_t to = match.end > end ? end : match.end;

	if (from >= to) {
		output_text(str_slice(text, start, end), 0, output, stdout);
		return;
	}
	output_text(str_slice(text, start, from), 0, output, stdout);
	output_text(str_slice(text, from, to), STYLE_STRONG, output, stdout);
	output_text(str_slice(text, to, end), 0, output, stdout);
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
print_line(struct str text, size_t start, size_t end, struct match match,
    const struct output_options *output)
{
	while (end > start && text.data[end - 1] == ' ')
		end--;
	printf("%*s", SNIPPET_INDENT, "");
	print_marked(text, start, end, match, output);
	putchar('\n');
}

static void
print_snippet(const struct job *job, const struct hit *hit)
{
	const struct str text = str_of(hit->snippet);
	const size_t columns = (size_t)job->terminal.width;
	bool *breaks;
	size_t start = 0;

	if (!job->terminal.columns || columns <= SNIPPET_INDENT) {
		print_line(text, 0, text.length, hit->snippet_match,
		    &job->terminal.output);
		return;
	}
	breaks = memory_alloc(text.length);
	unicode_line_breaks(text, breaks);
	while (start < text.length) {
		size_t end =
		    line_end(text, start, breaks, columns - SNIPPET_INDENT);

		print_line(
		    text, start, end, hit->snippet_match, &job->terminal.output);
		start = end;
	}
	free(breaks);
}

static void
print_hit(
    const struct job *job, const struct entry_form *form, const struct hit *hit)
{
	const struct post *post = &job->archive->posts[hit->post];
	struct strbuf entry = {0};

	mode_append_entry(&entry, form, post);
	output_text(strbuf_str(&entry), STYLE_TITLE, &job->terminal.output, stdout);
	printf("  %zu %s\n", hit->count, hit->count == 1 ? "match" : "matches");
	if (*hit->snippet)
		print_snippet(job, hit);
	strbuf_clear(&entry);
}

static void
print_json(const struct job *job, const struct hit *hit)
{
	struct json json;

	json_begin(&json, stdout);
	mode_add_post(&json, &job->archive->posts[hit->post]);
	json_string(&json, "snippet", str_of(hit->snippet));
	json_integer(&json, "hits", (int64_t)hit->count);
	json_end(&json);
}

static int
print_hits(const struct job *job, const struct query *query)
{
	enum { STEP = 1000 };
	const struct entry_form form = mode_entry_form(job->archive, 0);
	struct search *search = search_start(job->archive, query);
	const struct hit *hits;
	size_t count;

	while (!search_step(search, STEP))
		continue;
	hits = search_hits(search, &count);
	for (size_t i = 0; i < count; i++) {
		if (job->options->as_json)
			print_json(job, &hits[i]);
		else
			print_hit(job, &form, &hits[i]);
	}
	search_free(search);
	if (count)
		return EXIT_FINE;
	mode_report("nothing found: %s", job->options->argument);
	return EXIT_NOTHING_FOUND;
}

int
mode_search(const struct job *job)
{
	struct error error = {0};
	struct query *query;
	int status = EXIT_USAGE;

	if (!job->archive->count)
		return mode_report_empty(job->archive);
	query = query_parse(str_of(job->options->argument), &error);
	if (query)
		status = print_hits(job, query);
	else
		mode_report("cannot search: %s", error.message);
	query_free(query);
	error_clear(&error);
	return status;
}
