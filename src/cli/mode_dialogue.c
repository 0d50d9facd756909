/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Browsing on ordinary lines: a line is asked for, its answer printed below,
 * and nothing is ever drawn over. That is what braille displays, screen
 * readers and slow or dumb terminals take, and a pipe as well.
 */
#include <stdarg.h>
#include <stdlib.h>
#include <unistd.h>
#include "cnai/cluster.h"
#include "cnai/modes.h"
#include "cnai/opener.h"
#include "cnai/query.h"
#include "cnai/search.h"
#include "cnai/unicode.h"

/* Posts listed at a time, and what a line may hold; the rest is dropped. */
enum { LIST_PART = 20, LINE_LIMIT = 16 * 1024 };

struct dialogue {
	struct job job;
	size_t post;   /* the one read last, an index; COUNT: none yet */
	size_t listed; /* where the list goes on */
	bool is_ended;
};

/* A line the user understands without knowing what is said: no colours. */
static void
say(const struct dialogue *dialogue, struct str text)
{
	output_text(text, 0, &dialogue->job.terminal.output, stdout);
	putchar('\n');
}

/* Prints TEXT broken between words so that it fits the width. */
static void
say_wrapped(const struct dialogue *dialogue, struct str text)
{
	const size_t width = (size_t)dialogue->job.terminal.width;
	size_t start = 0, end = 0;

	while (end < text.length) {
		const size_t next = str_find_byte(text, end + 1, ' ');

		if (end > start &&
		    cluster_width(str_slice(text, start, next)) > width) {
			say(dialogue, str_slice(text, start, end));
			start = end + 1;
		}
		end = next;
	}
	say(dialogue, str_slice(text, start, text.length));
}

/* The program's own words. */
__attribute__((format(printf, 2, 3))) static void
tell(const struct dialogue *dialogue, const char *format, ...)
{
	struct strbuf text = {0};
	va_list arguments;

	va_start(arguments, format);
	strbuf_vprintf(&text, format, arguments);
	va_end(arguments);
	say_wrapped(dialogue, strbuf_str(&text));
	strbuf_clear(&text);
}

static void
list_more(struct dialogue *dialogue, struct str argument)
{
	const struct archive *archive = dialogue->job.archive;
	const struct entry_form form = mode_entry_form(archive, 0);
	const size_t end = dialogue->listed + LIST_PART < archive->count
			       ? dialogue->listed + LIST_PART
			       : archive->count;
	struct strbuf line = {0};

	(void)argument;
	for (; dialogue->listed < end; dialogue->listed++) {
		strbuf_truncate(&line, 0);
		mode_append_entry(&line, &form, &archive->posts[dialogue->listed]);
		say_wrapped(dialogue, strbuf_str(&line));
	}
	if (end < archive->count)
		tell(dialogue,
		    "%zu of %zu posts. Enter lists more, a number prints that "
		    "post, ? helps.",
		    end, archive->count);
	else
		tell(dialogue, "A number prints that post, ? helps.");
	strbuf_clear(&line);
}

static void
list_anew(struct dialogue *dialogue, struct str argument)
{
	dialogue->listed = 0;
	list_more(dialogue, argument);
}

/* An empty line: the next thing, whatever that is. */
static void
go_on(struct dialogue *dialogue)
{
	if (dialogue->listed < dialogue->job.archive->count)
		list_more(dialogue, str_of(""));
	else
		tell(dialogue, "A number prints that post, l lists all, ? helps.");
}

static void
print_post(struct dialogue *dialogue, size_t post)
{
	dialogue->post = post;
	mode_print_post(&dialogue->job, &dialogue->job.archive->posts[post]);
}

static void
print_number(struct dialogue *dialogue, struct str digits)
{
	const struct archive *archive = dialogue->job.archive;
	const unsigned long long number = strtoull(digits.data, NULL, 10);

	for (size_t i = 0; i < archive->count; i++) {
		if (archive->posts[i].number == number) {
			print_post(dialogue, i);
			return;
		}
	}
	tell(dialogue, "There is no post %.*s: the archive has %zu.",
	    (int)digits.length, digits.data, archive->count);
}

static void
print_next(struct dialogue *dialogue, struct str argument)
{
	const size_t count = dialogue->job.archive->count;

	(void)argument;
	if (dialogue->post == count)
		print_post(dialogue, 0);
	else if (dialogue->post + 1 < count)
		print_post(dialogue, dialogue->post + 1);
	else
		tell(dialogue, "That was the last post.");
}

static void
print_previous(struct dialogue *dialogue, struct str argument)
{
	(void)argument;
	if (dialogue->post == 0 || dialogue->post == dialogue->job.archive->count)
		tell(dialogue, "There is no post before.");
	else
		print_post(dialogue, dialogue->post - 1);
}

static void
search(struct dialogue *dialogue, struct str text)
{
	struct job job = dialogue->job;
	struct options options = *job.options;
	struct error error = {0};
	char *argument = str_copy(text);

	options.argument = argument;
	job.options = &options;
	job.query = query_parse(text, &error);
	if (job.query) {
		job.search = search_start(job.archive, job.query);
		while (!search_wait(job.search, 1000))
			;
		mode_print_found(&job);
		search_free(job.search);
	} else {
		say_wrapped(dialogue, str_of(error.message));
	}
	query_free(job.query);
	error_clear(&error);
	free(argument);
}

/* The address first, on a line of its own: it can be copied if all fails. */
static void
open_url(const struct dialogue *dialogue, struct str url)
{
	struct error error = {0};
	struct opener *opener =
	    opener_new(url, getenv("BROWSER"), getenv("PATH"), &error);

	say(dialogue, url);
	fflush(stdout);
	if (opener && opener_run(opener, &error))
		tell(dialogue, "Opened.");
	else
		tell(dialogue, "Not opened: %s", error.message);
	opener_free(opener);
	error_clear(&error);
}

static void
open_link(struct dialogue *dialogue, struct str argument)
{
	const struct archive *archive = dialogue->job.archive;
	struct document *document;
	size_t index;

	if (dialogue->post == archive->count) {
		tell(dialogue, "Print a post first: o opens a link of it.");
		return;
	}
	document =
	    post_document(archive, &archive->posts[dialogue->post], POST_WHOLE);
	index =
	    document_find_link(document, (size_t)strtoull(argument.data, NULL, 10));
	if (index < document->link_count)
		open_url(dialogue, document->links[index].url);
	else
		tell(dialogue, "Say o and the number of a link: the post has %zu.",
		    document_numbered_links(document));
	document_free(document);
}

static void
leave(struct dialogue *dialogue, struct str argument)
{
	(void)argument;
	dialogue->is_ended = true;
}

static void help(struct dialogue *dialogue, struct str argument);

/* What a line begins with; letters stand alone, with a blank behind. */
static const struct {
	const char *word;
	const char *help;
	void (*run)(struct dialogue *dialogue, struct str argument);
} commands[] = {
    {"l", "l          list the posts from the start; Enter lists more", list_anew},
    {"n", "n          the next post", print_next},
    {"p", "p          the post before", print_previous},
    {"/", "/words     search all posts", search},
    {"o", "o 3        open link 3 of the post printed last", open_link},
    {"?", "?          this help", help},
    {"q", "q          end; so does the end of input", leave},
    {"help", NULL, help},
    {"quit", NULL, leave},
};

enum { COMMAND_COUNT = sizeof(commands) / sizeof(*commands) };

static void
help(struct dialogue *dialogue, struct str argument)
{
	(void)argument;
	tell(dialogue, "3          print post 3, with the numbers of its links");
	for (size_t i = 0; i < COMMAND_COUNT; i++)
		if (commands[i].help)
			tell(dialogue, "%s", commands[i].help);
}

/* "/word" needs no blank, and "o3" none before a number. */
static bool
is_command(struct str line, const char *word)
{
	const struct str start = str_of(word);

	return str_starts_with(line, start) &&
	       (line.length == start.length || *word == '/' ||
		   line.data[start.length] == ' ' ||
		   (line.data[start.length] >= '0' &&
		       line.data[start.length] <= '9'));
}

static bool
is_number(struct str line)
{
	return strspn(line.data, "0123456789") == line.length;
}

/* LINE ends in NUL. */
static void
obey(struct dialogue *dialogue, struct str line)
{
	if (line.length == 0) {
		go_on(dialogue);
		return;
	}
	if (is_number(line)) {
		print_number(dialogue, line);
		return;
	}
	for (size_t i = 0; i < COMMAND_COUNT; i++) {
		if (is_command(line, commands[i].word)) {
			commands[i].run(
			    dialogue, str_trim(str_slice(line,
					  strlen(commands[i].word), line.length)));
			return;
		}
	}
	tell(dialogue, "That means nothing here: ? helps.");
}

/* Reads a line of any length and keeps its beginning. False at the end. */
static bool
read_line(struct strbuf *line)
{
	int byte;

	strbuf_truncate(line, 0);
	while ((byte = getchar()) != EOF && byte != '\n')
		if (line->length < LINE_LIMIT)
			strbuf_append_byte(line, (char)byte);
	return byte != EOF || line->length;
}

/* A copy without blanks around it, in UTF-8 and ended by NUL. */
static void
obey_bytes(struct dialogue *dialogue, struct str bytes)
{
	struct strbuf line = {0};

	utf8_append_valid(&line, str_trim(bytes));
	strbuf_append_string(&line, "");
	obey(dialogue, strbuf_str(&line));
	strbuf_clear(&line);
}

static void
converse(struct dialogue *dialogue)
{
	const bool is_person = isatty(STDIN_FILENO);
	struct strbuf line = {0};
	bool is_read = true;

	while (is_read && !dialogue->is_ended && !ferror(stdout)) {
		if (is_person)
			fputs("cnai-read> ", stdout);
		fflush(stdout);
		is_read = read_line(&line);
		if (is_read)
			obey_bytes(dialogue, strbuf_str(&line));
		else if (is_person)
			putchar('\n');
	}
	strbuf_clear(&line);
}

int
mode_dialogue(const struct job *job)
{
	struct dialogue dialogue = {.job = *job, .post = job->archive->count};
	struct terminal *terminal = &dialogue.job.terminal;

	if (!job->archive->count)
		return mode_report_empty(job->archive);
	terminal->output =
	    (struct output_options){.charset = job->terminal.output.charset};
	terminal->columns = terminal->width;
	if (job->is_single_post)
		print_post(&dialogue, 0);
	else
		list_more(&dialogue, str_of(""));
	converse(&dialogue);
	return EXIT_FINE;
}
