/* SPDX-License-Identifier: Apache-2.0 */
/* The links of one post or of all: the text with its number, and below it the
 * whole address, never cut, so that it can be copied or clicked. */
#include <stdlib.h>
#include "cnai/cluster.h"
#include "cnai/modes.h"

static void
print_json(const struct post *post, const struct document *document, size_t index)
{
	const struct link *link = &document->links[index];
	struct json json;

	json_begin(&json, stdout);
	json_integer(&json, "number", link->number);
	json_string(&json, "text", document_link_text(document, link));
	json_string(&json, "url", link->url);
	json_string(&json, "path", str_of(post->path));
	json_end(&json);
}

static void
print_link(const struct job *job, const struct document *document, size_t index)
{
	enum { NUMBER_WIDTH = 3 };
	const struct output_options *output = &job->terminal.output;
	const struct link *link = &document->links[index];
	struct strbuf text = {0};

	printf("%*u  ", NUMBER_WIDTH, link->number);
	mode_append_folded(&text, document_link_text(document, link));
	/* An address that is its own text is printed once. */
	if (text.length && !str_equal(strbuf_str(&text), link->url)) {
		output_text(strbuf_str(&text), 0, output, stdout);
		printf("\n%*s", NUMBER_WIDTH + 2, "");
	}
	output_text(link->url, STYLE_URL, output, stdout);
	putchar('\n');
	strbuf_clear(&text);
}

/* "Post" and the number tell it from the rows of links below. */
static void
print_title(
    const struct job *job, const struct entry_form *form, const struct post *post)
{
	struct strbuf entry = {0};

	strbuf_append_string(&entry, "Post ");
	mode_append_entry(&entry, form, post);
	output_text(strbuf_str(&entry), STYLE_TITLE, &job->terminal.output, stdout);
	putchar('\n');
	strbuf_clear(&entry);
}

/*
 * Prints POST's links, below its title if FORM says how, and a blank line
 * before that if IS_NEXT. Returns how many.
 */
static size_t
print_links(const struct job *job, const struct post *post,
    const struct entry_form *form, bool is_next)
{
	struct document *document = post_document(job->archive, post, POST_WHOLE);
	const size_t count = document_numbered_links(document);

	if (count && form && is_next)
		putchar('\n');
	if (count && form)
		print_title(job, form, post);
	for (size_t i = 0; i < document->link_count; i++) {
		if (document->links[i].number == 0)
			continue;
		if (job->options->as_json)
			print_json(post, document, i);
		else
			print_link(job, document, i);
	}
	document_free(document);
	return count;
}

static size_t
print_all_links(const struct job *job)
{
	const struct archive *archive = job->archive;
	const struct entry_form form = mode_entry_form(archive, 0);
	size_t count = 0;

	for (size_t i = 0; i < archive->count; i++)
		count += print_links(job, &archive->posts[i],
		    job->options->as_json ? NULL : &form, count > 0);
	return count;
}

static int
report_no_links(void)
{
	mode_report("no links found");
	return EXIT_NOTHING_FOUND;
}

static int
report_unreadable(const struct post *post)
{
	mode_report("cannot read the post: %s: %s", post->path, post->problem);
	return EXIT_NO_ARCHIVE;
}

int
mode_links(const struct job *job)
{
	size_t count;

	if (!job->archive->count)
		return mode_report_empty(job->archive);
	if (job->options->argument) {
		int status;
		const struct post *post = mode_pick_post(job, &status);

		if (!post)
			return status;
		if (!post->is_readable)
			return report_unreadable(post);
		count = print_links(job, post, NULL, false);
	} else {
		count = print_all_links(job);
	}
	return count ? EXIT_FINE : report_no_links();
}
