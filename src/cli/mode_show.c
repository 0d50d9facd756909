/* SPDX-License-Identifier: Apache-2.0 */
/* Printing one post, and finding which one is meant. */
#include <stdlib.h>
#include <sys/stat.h>
#include "cnai/file.h"
#include "cnai/modes.h"
#include "cnai/page.h"
#include "cnai/transliterate.h"

/* A block scalar of YAML ends with the end of its last line. */
static struct str
without_line_ends(struct str text)
{
	while (text.length && (text.data[text.length - 1] == '\n' ||
				  text.data[text.length - 1] == '\r'))
		text.length--;
	return text;
}

static void
add_date(struct json *json, const char *name, struct post_date date)
{
	struct strbuf text = {0};

	post_date_append(&text, date);
	if (date.is_set)
		json_string(json, name, strbuf_str(&text));
	else
		json_null(json, name);
	strbuf_clear(&text);
}

static const struct {
	unsigned reason;
	const char *name;
} reasons[] = {
    {HIDDEN_DRAFT, "draft"},
    {HIDDEN_FUTURE, "future"},
    {HIDDEN_EXPIRED, "expired"},
    {HIDDEN_UNLISTED, "unlisted"},
};

enum { REASON_COUNT = sizeof(reasons) / sizeof(*reasons) };

/* Why Hugo would not show the post; an empty list where it would. */
static void
add_hidden(struct json *json, const struct post *post)
{
	struct str names[REASON_COUNT];
	size_t count = 0;

	for (size_t i = 0; i < REASON_COUNT; i++)
		if (post->hidden & reasons[i].reason)
			names[count++] = str_of(reasons[i].name);
	json_strings(json, "hidden", names, count);
}

void
mode_add_post(struct json *json, const struct post *post)
{
	json_integer(json, "number", (int64_t)post->number);
	json_string(json, "path", str_of(post->path));
	json_string(json, "title", post->title);
	json_string(json, "description", without_line_ends(post->description));
	json_string(json, "type", post->type);
	json_string(json, "section", str_of(post->section));
	if (post->weight)
		json_integer(json, "weight", post->weight);
	else
		json_null(json, "weight");
	add_date(json, "date", post->date);
	add_date(json, "lastmod", post->last_modified);
	json_strings(json, "tags", post->tags, post->tag_count);
	json_strings(json, "authors", post->authors, post->author_count);
	json_strings(json, "categories", post->categories, post->category_count);
	json_string(json, "language", str_of(post->language));
	json_boolean(json, "draft", post->is_draft);
	add_hidden(json, post);
	json_boolean(json, "readable", post->is_readable);
}

/* The title and the description are members already: TEXT is the body. */
static void
print_json(const struct job *job, const struct post *post)
{
	struct json json;

	json_begin(&json, stdout);
	mode_add_post(&json, post);
	if (job->options->part != POST_SUMMARY) {
		struct document *document =
		    post_document(job->archive, post, POST_BODY);

		json_string(&json, "text", strbuf_str(&document->text));
		document_free(document);
	}
	json_end(&json);
}

void
mode_write_page(const struct job *job, const struct post *post, FILE *stream)
{
	/* A link that can be clicked needs no number. */
	const bool lists_urls = !job->terminal.output.use_hyperlinks;
	const struct layout_options options = {
	    .width = job->terminal.width,
	    .number_links = lists_urls,
	    .list_urls = lists_urls,
	    /* Whole, to be copied; but who names a width means all lines. */
	    .long_urls = job->options->width == 0,
	    .wrap_code = true,
	    .draws_struck = job->terminal.output.use_attributes,
	};
	struct document *document =
	    post_document(job->archive, post, job->options->part);
	struct page *page;

	if (job->terminal.output.charset)
		document_transliterate(document, job->terminal.output.charset);
	page = page_layout(document, &options);
	output_page(page, &job->terminal.output, stream);
	page_free(page);
	document_free(document);
}

void
mode_report_problems(const struct archive *archive, const struct post *post)
{
	fflush(stdout);
	for (size_t i = 0; i < archive->diagnostics.count; i++) {
		const struct diagnostic *item = &archive->diagnostics.items[i];

		if (item->severity == SEVERITY_ERROR &&
		    strcmp(item->path, post->path) == 0)
			diagnostic_print(item, stderr);
	}
}

int
mode_print_post(const struct job *job, const struct post *post)
{
	if (job->options->as_json)
		print_json(job, post);
	else
		mode_write_page(job, post, stdout);
	mode_report_problems(job->archive, post);
	return post->is_readable ? EXIT_FINE : EXIT_NO_ARCHIVE;
}

static void
report_several(const struct job *job, const size_t *matches, size_t count)
{
	const struct archive *archive = job->archive;
	const struct entry_form form =
	    mode_entry_form(archive, (size_t)job->terminal.columns);
	struct strbuf lines = {0};

	mode_report("'%s' fits %zu posts: name one by its number:",
	    job->options->argument, count);
	for (size_t i = 0; i < count; i++) {
		mode_append_entry(&lines, &form, &archive->posts[matches[i]]);
		strbuf_append_byte(&lines, '\n');
	}
	fwrite(lines.data, 1, lines.length, stderr);
	strbuf_clear(&lines);
}

/* An integer as people write it, of any size. */
static bool
is_integer(const char *word)
{
	const char *digits = word + (*word == '-' || *word == '+');

	return *digits && !digits[strspn(digits, "0123456789")];
}

static void
report_none(const struct job *job)
{
	const struct archive *archive = job->archive;
	const char *argument = job->options->argument;
	struct strbuf command = {0};

	mode_append_command(&command, job, "--list");
	if (is_integer(argument))
		mode_report("there is no post %s: the archive has %zu", argument,
		    archive->count);
	else
		mode_report("no post fits '%s': see %s%s", argument, command.data,
		    archive->hidden_count ? ", or try --all for hidden posts" : "");
	strbuf_clear(&command);
}

static bool
is_same_file(
    const struct archive *archive, const struct post *post, const struct stat *file)
{
	char *path = file_join(archive->root, post->path);
	struct stat status;
	const bool is_same = stat(path, &status) == 0 &&
			     status.st_dev == file->st_dev &&
			     status.st_ino == file->st_ino;

	free(path);
	return is_same;
}

/* The post whose file PATH leads to, as a shell completes it; or NULL. */
static const struct post *
find_file(const struct archive *archive, const char *path)
{
	struct stat file;

	if (!*archive->root || stat(path, &file) != 0 || !S_ISREG(file.st_mode))
		return NULL;
	for (size_t i = 0; i < archive->count; i++)
		if (is_same_file(archive, &archive->posts[i], &file))
			return &archive->posts[i];
	return NULL;
}

const struct post *
mode_pick_post(const struct job *job, int *status)
{
	const struct archive *archive = job->archive;
	const char *argument = job->options->argument;
	const struct post *post = NULL;
	size_t *matches = NULL;
	size_t count = archive_find_posts(archive, argument, &matches);

	*status = EXIT_NOTHING_FOUND;
	if (count == 1)
		post = &archive->posts[matches[0]];
	else if (!count)
		post = find_file(archive, argument);
	if (!archive->count)
		*status = mode_report_empty(archive);
	else if (!post && count && !is_integer(argument))
		report_several(job, matches, count);
	else if (!post)
		report_none(job);
	free(matches);
	return post;
}

int
mode_show(const struct job *job)
{
	int status;
	const struct post *post = mode_pick_post(job, &status);

	return post ? mode_print_post(job, post) : status;
}

int
mode_latest(const struct job *job)
{
	if (!job->archive->count)
		return mode_report_empty(job->archive);
	return mode_print_post(job, &job->archive->posts[0]);
}
