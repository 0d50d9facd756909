/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Browsing on ordinary lines: a line is asked for, its answer printed below,
 * and nothing is ever drawn over. That is what braille displays, screen
 * readers and slow or dumb terminals take, and a pipe as well.
 */
#include <stdarg.h>
#include <stdlib.h>
#include "cnai/cluster.h"
#include "cnai/copy.h"
#include "cnai/modes.h"
#include "cnai/opener.h"
#include "cnai/query.h"
#include "cnai/search.h"
#include "cnai/state.h"
#include "cnai/typed_line.h"
#include "cnai/unicode.h"
#include "cnai/url.h"

/* Posts listed at a time. */
enum { LIST_PART = 20 };

struct dialogue {
	struct job job;
	struct state *state;
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
		if (!state_is_read(dialogue->state, dialogue->listed))
			strbuf_append_string(&line, " (unread)");
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

/* Page by page where somebody reads it; being printed is being read. */
static void
print_post(struct dialogue *dialogue, size_t index)
{
	const struct post *post = &dialogue->job.archive->posts[index];
	char *bytes = NULL;
	size_t length = 0;
	FILE *stream = open_memstream(&bytes, &length);

	dialogue->post = index;
	if (stream) {
		mode_write_page(&dialogue->job, post, stream);
		fclose(stream);
		typed_line_page((struct str){bytes, length});
	}
	free(bytes);
	mode_report_problems(dialogue->job.archive, post);
	state_set_read(dialogue->state, index, true);
}

/* The post with the number that DIGITS are; COUNT, after saying so, if none. */
static size_t
find_post(const struct dialogue *dialogue, struct str digits)
{
	const struct archive *archive = dialogue->job.archive;
	const unsigned long long number = strtoull(digits.data, NULL, 10);

	for (size_t i = 0; i < archive->count; i++)
		if (archive->posts[i].number == number)
			return i;
	tell(dialogue, "There is no post %.*s: the archive has %zu.",
	    (int)digits.length, digits.data, archive->count);
	return archive->count;
}

static void
print_number(struct dialogue *dialogue, struct str digits)
{
	const size_t post = find_post(dialogue, digits);

	if (post < dialogue->job.archive->count)
		print_post(dialogue, post);
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

/* The address alone on a line; a program copies it where one is configured. */
static void
copy_url(const struct dialogue *dialogue, struct str url)
{
	const char *command = dialogue->job.config->copy_command;
	struct strbuf encoded = {0};
	struct error error = {0};

	url_append_encoded(&encoded, url);
	say(dialogue, strbuf_str(&encoded));
	if (command &&
	    copy_run(strbuf_str(&encoded), command, getenv("PATH"), &error))
		tell(dialogue, "Copied.");
	else if (command)
		tell(dialogue, "Not copied: %s", error.message);
	strbuf_clear(&encoded);
	error_clear(&error);
}

/* Has WITH deal with the link of the post printed last that ARGUMENT numbers;
 * WORD is the command's. */
static void
with_link(struct dialogue *dialogue, struct str argument, const char *word,
    void (*with)(const struct dialogue *dialogue, struct str url))
{
	const struct archive *archive = dialogue->job.archive;
	struct document *document;
	size_t index;

	if (dialogue->post == archive->count) {
		tell(dialogue, "Print a post first: %s is for a link of it.", word);
		return;
	}
	document =
	    post_document(archive, &archive->posts[dialogue->post], POST_WHOLE);
	index =
	    document_find_link(document, (size_t)strtoull(argument.data, NULL, 10));
	if (index < document->link_count)
		with(dialogue, document->links[index].url);
	else
		tell(dialogue, "Say %s and the number of a link: the post has %zu.",
		    word, document_numbered_links(document));
	document_free(document);
}

static void
open_link(struct dialogue *dialogue, struct str argument)
{
	with_link(dialogue, argument, "o", open_url);
}

static void
copy_link(struct dialogue *dialogue, struct str argument)
{
	with_link(dialogue, argument, "y", copy_url);
}

static void
mark_read(struct dialogue *dialogue, struct str argument)
{
	const size_t count = dialogue->job.archive->count;
	size_t post = dialogue->post;
	bool is_read;

	if (argument.length)
		post = find_post(dialogue, argument);
	else if (post == count)
		tell(dialogue, "Say m and the number of a post.");
	if (post == count)
		return;
	is_read = state_is_read(dialogue->state, post);
	state_set_read(dialogue->state, post, !is_read);
	tell(dialogue, "Post %zu is marked as %s.",
	    dialogue->job.archive->posts[post].number, is_read ? "unread" : "read");
}

/* The lines of TEXT that hold a match, each once. */
static void
say_matching(
    const struct dialogue *dialogue, struct str text, const struct matches *matches)
{
	size_t said = 0;

	for (size_t i = 0; i < matches->count; i++) {
		size_t start = matches->items[i].start;

		if (i && start < said)
			continue;
		while (start && text.data[start - 1] != '\n')
			start--;
		said = str_find_byte(text, matches->items[i].start, '\n');
		say_wrapped(dialogue, str_slice(text, start, said));
	}
}

/* Where the post printed last has the words, in its own. */
static void
find_words(struct dialogue *dialogue, struct str words)
{
	const struct archive *archive = dialogue->job.archive;
	struct error error = {0};
	struct matches matches = {0};
	struct document *document;
	struct query *query;

	if (dialogue->post == archive->count) {
		tell(
		    dialogue, "Print a post first: f finds words in it, / in all.");
		return;
	}
	query = query_phrase(words, &error);
	if (query) {
		document = post_document(
		    archive, &archive->posts[dialogue->post], POST_WHOLE);
		query_find_in(query, document, &matches);
		tell(dialogue, "%zu match%s in post %zu.", matches.count,
		    matches.count == 1 ? "" : "es",
		    archive->posts[dialogue->post].number);
		say_matching(dialogue, strbuf_str(&document->text), &matches);
		document_free(document);
	} else {
		tell(dialogue, "Say f and the words to find.");
	}
	matches_clear(&matches);
	query_free(query);
	error_clear(&error);
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
    {"f", "f words    find words in the post printed last", find_words},
    {"o", "o 3        open link 3 of the post printed last", open_link},
    {"y", "y 3        its address alone; copied, where copy-command is set",
	copy_link},
    {"m", "m 3        mark post 3 read, or unread; m: that printed last",
	mark_read},
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
	struct strbuf line = {0};
	enum typed_line typed = TYPED_LINE;

	while (typed != TYPED_END && !dialogue->is_ended && !ferror(stdout)) {
		typed = typed_line_read("cnai-read> ", &line);
		if (typed == TYPED_LINE)
			obey_bytes(dialogue, strbuf_str(&line));
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
	dialogue.state = mode_state(job);
	state_set_visited(dialogue.state);
	typed_line_begin();
	if (job->is_single_post)
		print_post(&dialogue, 0);
	else
		list_more(&dialogue, str_of(""));
	converse(&dialogue);
	typed_line_end();
	state_close(dialogue.state);
	return EXIT_FINE;
}
