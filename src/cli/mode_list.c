/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The list of posts: a line each, so that it can be counted and searched.
 * What all posts lack takes no room; what a post has to be known for stands
 * in brackets behind its title.
 */
#include <stdlib.h>
#include "cnai/cluster.h"
#include "cnai/modes.h"

/* ASCII white space of any length becomes one blank, none at the ends. */
void
mode_append_folded(struct strbuf *buffer, struct str text)
{
	const struct str trimmed = str_trim(text);
	bool was_blank = false;

	for (size_t i = 0; i < trimmed.length; i++) {
		const char byte = trimmed.data[i];
		const bool is_blank = byte == ' ' || (byte >= '\t' && byte <= '\r');

		if (!is_blank)
			strbuf_append_byte(buffer, byte);
		else if (!was_blank)
			strbuf_append_byte(buffer, ' ');
		was_blank = is_blank;
	}
}

static void
append_date(
    struct strbuf *line, const struct entry_form *form, const struct post *post)
{
	enum { DAY_LENGTH = sizeof("2024-04-19") - 1 };
	const size_t start = line->length;

	if (!form->has_dates)
		return;
	if (post->date.is_set) {
		post_date_append(line, post->date);
		strbuf_truncate(line, start + strcspn(line->data + start, "T"));
	} else {
		strbuf_append_repeated(line, ' ', DAY_LENGTH);
	}
	strbuf_append_string(line, "  ");
}

static const struct mark {
	unsigned reason;
	const char *text;
} marks[] = {
    {HIDDEN_DRAFT, "  [draft]"},
    {HIDDEN_FUTURE, "  [future]"},
    {HIDDEN_EXPIRED, "  [expired]"},
    {HIDDEN_UNLISTED, "  [unlisted]"},
};

static void
append_marks(struct strbuf *line, const struct post *post)
{
	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
		if (post->hidden & marks[i].reason)
			strbuf_append_string(line, marks[i].text);
	if (!post->is_readable)
		strbuf_append_string(line, "  [unreadable]");
	if (*post->section) {
		struct strbuf section = {0};

		mode_append_folded(&section, str_of(post->section));
		strbuf_append_string(line, " · ");
		cluster_append_safe(line, strbuf_str(&section));
		strbuf_clear(&section);
	}
}

struct entry_form
mode_entry_form(const struct archive *archive, size_t columns)
{
	struct entry_form form = {
	    .digits = str_digits(archive->count), .columns = columns};

	for (size_t i = 0; i < archive->count && !form.has_dates; i++)
		form.has_dates = archive->posts[i].date.is_set;
	return form;
}

/* Joins the parts of a line; the title gives way first, but not all of it. */
static void
append_parts(struct strbuf *buffer, struct str front, struct str title,
    struct str back, size_t columns)
{
	enum { TITLE_LEAST = 8 };
	const size_t taken = cluster_width(front) + cluster_width(back);
	struct strbuf line = {0};

	strbuf_append(&line, front);
	if (columns && taken + TITLE_LEAST <= columns)
		cluster_append_fitting(&line, title, columns - taken);
	else
		cluster_append_safe(&line, title);
	strbuf_append(&line, back);
	if (columns)
		cluster_append_fitting(buffer, strbuf_str(&line), columns);
	else
		strbuf_append(buffer, strbuf_str(&line));
	strbuf_clear(&line);
}

void
mode_append_entry(
    struct strbuf *buffer, const struct entry_form *form, const struct post *post)
{
	struct strbuf front = {0}, title = {0}, back = {0};

	strbuf_printf(&front, "%*zu  ", form->digits, post->number);
	append_date(&front, form, post);
	mode_append_folded(&title, post->title);
	append_marks(&back, post);
	append_parts(buffer, strbuf_str(&front), strbuf_str(&title),
	    strbuf_str(&back), form->columns);
	strbuf_clear(&front);
	strbuf_clear(&title);
	strbuf_clear(&back);
}

int
mode_report_empty(const struct archive *archive)
{
	if (archive->hidden_count)
		mode_report("no posts to show: %zu hidden (drafts, future posts): "
			    "--all shows them too",
		    archive->hidden_count);
	else
		mode_report("no posts in the archive: %s: it holds no file that "
			    "ends in .md",
		    *archive->root ? archive->root : "standard input");
	return EXIT_NOTHING_FOUND;
}

/* Diagnostics are sorted, so those of one post stand together. */
static void
report_problems(const struct job *job)
{
	const struct diagnostics *list = &job->archive->diagnostics;
	struct strbuf command = {0};
	const char *last = NULL;
	size_t count = 0;

	for (size_t i = 0; i < list->count; i++) {
		if (list->items[i].severity != SEVERITY_ERROR ||
		    (last && strcmp(last, list->items[i].path) == 0))
			continue;
		last = list->items[i].path;
		count++;
	}
	mode_append_command(&command, job, "--check");
	if (count)
		mode_report("%zu %s: see %s", count,
		    count == 1 ? "file has problems" : "files have problems",
		    command.data);
	strbuf_clear(&command);
}

void
mode_print_entry(
    const struct job *job, const struct entry_form *form, const struct post *post)
{
	struct strbuf line = {0};
	struct json json;

	if (job->options->as_json) {
		json_begin(&json, stdout);
		mode_add_post(&json, post);
		json_end(&json);
		return;
	}
	mode_append_entry(&line, form, post);
	strbuf_append_byte(&line, '\n');
	fwrite(line.data, 1, line.length, stdout);
	strbuf_clear(&line);
}

int
mode_list(const struct job *job)
{
	const struct entry_form form =
	    mode_entry_form(job->archive, (size_t)job->terminal.columns);

	for (size_t i = 0; i < job->archive->count; i++)
		mode_print_entry(job, &form, &job->archive->posts[i]);
	report_problems(job);
	return job->archive->count ? EXIT_FINE : mode_report_empty(job->archive);
}
