/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Each errand ends in a message that says what became of it; an address in it
 * comes first and has rows of its own, so that a terminal selects it whole.
 * Programs get the terminal as it was before curses.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include "cnai/cluster.h"
#include "cnai/command.h"
#include "cnai/copy.h"
#include "cnai/errand.h"
#include "cnai/file.h"
#include "cnai/link_host.h"
#include "cnai/opener.h"
#include "cnai/output.h"
#include "cnai/path_line.h"
#include "cnai/post_document.h"
#include "cnai/program.h"
#include "cnai/url.h"

enum { TEXT_WIDTH = 80 }; /* of a page in a file */

/* Outside of curses lines end with both. */
static void
say(const struct errand_means *means, const char *what, const char *text)
{
	struct strbuf line = {0};

	strbuf_append_string(&line, what);
	cluster_append_safe(&line, str_of(text));
	strbuf_append_string(&line, "\r\n");
	screen_send(means->screen, strbuf_str(&line));
	strbuf_clear(&line);
}

static void
wait_for_enter(const struct errand_means *means)
{
	say(means, "cnai-read: press Enter to go on", "");
	program_wait_for_enter(screen_descriptor(means->screen));
}

/* Copying. */

static void
append_tmux_advice(const struct errand_means *means, struct strbuf *message)
{
	if (means->options->copy_way != COPY_THROUGH_TMUX || *means->has_told)
		return;
	*means->has_told = true;
	strbuf_append_string(message,
	    "\nIf it does not arrive, tmux needs: set -g set-clipboard on");
}

/* Copies TEXT and appends to MESSAGE where to, or the trouble; NAME is what is
 * copied. */
static bool
copy(const struct errand_means *means, struct str text, const char *name,
    struct strbuf *message)
{
	const struct ui_options *options = means->options;
	struct strbuf sequence = {0};
	struct error error = {0};
	bool is_done = true;

	if (options->copy_command) {
		screen_leave(means->screen);
		is_done = copy_run(
		    text, options->copy_command, options->search_path, &error);
		screen_return(means->screen);
		if (is_done)
			strbuf_printf(message, "Copied%s", name);
		else
			strbuf_printf(message, "Not copied: %s", error.message);
	} else {
		copy_append_sequence(&sequence, text, options->copy_way);
		screen_send(means->screen, strbuf_str(&sequence));
		strbuf_printf(message, "Sent to the clipboard%s", name);
	}
	strbuf_clear(&sequence);
	error_clear(&error);
	return is_done && !options->copy_command;
}

/* Whether all of ADDRESS can be seen above a word on what became of it. */
static bool
address_fits(const struct errand_means *means, const char *address)
{
	enum { OTHER_ROWS = 3 }; /* the view's, the status line, the word */
	const size_t columns = (size_t)screen_columns(means->screen);
	const int rows = screen_rows(means->screen) - OTHER_ROWS;

	return rows > 0 && cluster_width(str_of(address)) <= columns * (size_t)rows;
}

/* Outside of curses, where the terminal scrolls, until Enter. */
static void
show_lines(const struct errand_means *means, struct str text)
{
	screen_leave(means->screen);
	say(means, "\r\n", "");
	for (size_t start = 0; start < text.length;) {
		const size_t end = str_find_byte(text, start, '\n');
		char *line = str_copy(str_slice(text, start, end));

		say(means, "", line);
		free(line);
		start = end + 1;
	}
	say(means, "", "");
	wait_for_enter(means);
	screen_return(means->screen);
}

/* ADDRESS and then what is SAID of it: the message, or too long for one. */
static void
tell_of(const char *address, struct str said, const struct errand_means *means,
    struct strbuf *message)
{
	strbuf_printf(message, "%s\n%.*s", address, (int)said.length, said.data);
	if (!address_fits(means, address))
		show_lines(means, strbuf_str(message));
}

static void
copy_address(const struct errand *errand, const struct errand_means *means,
    struct strbuf *message)
{
	struct strbuf said = {0};

	if (copy(means, str_of(errand->text), "", &said))
		append_tmux_advice(means, &said);
	tell_of(errand->text, strbuf_str(&said), means, message);
	strbuf_clear(&said);
}

/* Opening. */

/* Whoever sits at another machine has no use for a browser on this one. */
static void
copy_instead(
    const struct errand_means *means, const char *address, struct strbuf *message)
{
	struct strbuf url = {0}, said = {0};
	bool is_sent;

	url_append_encoded(&url, str_of(address));
	if (link_host(strbuf_str(&url)).length) {
		strbuf_append_string(&said, "Host: ");
		strbuf_append(&said, link_host(strbuf_str(&url)));
		strbuf_append_byte(&said, '\n');
	}
	strbuf_append_string(&said, "Over SSH nothing is opened here. ");
	is_sent = copy(means, strbuf_str(&url), ", for your browser", &said);
	if (is_sent)
		append_tmux_advice(means, &said);
	tell_of(url.data, strbuf_str(&said), means, message);
	strbuf_clear(&url);
	strbuf_clear(&said);
}

static bool
run_browser(const struct errand_means *means, const char *url, struct error *error)
{
	const struct ui_options *options = means->options;
	struct opener *opener =
	    opener_new(str_of(url), options->browser, options->search_path, error);
	bool is_open;

	if (!opener)
		return false;
	screen_leave(means->screen);
	say(means, "cnai-read: opening ", url);
	say(means, "cnai-read: back when that program ends; ^C ends it", "");
	is_open = opener_run(opener, error);
	screen_return(means->screen);
	opener_free(opener);
	return is_open;
}

static void
open_address(const struct errand *errand, const struct errand_means *means,
    struct strbuf *message)
{
	const char *browser = means->options->browser;
	struct error error = {0};
	struct strbuf said = {0};

	if (means->options->is_remote && !(browser && *browser) &&
	    url_is_openable(str_of(errand->text), NULL)) {
		copy_instead(means, errand->text, message);
		return;
	}
	if (run_browser(means, errand->text, &error))
		strbuf_append_string(&said, "Opened");
	else
		strbuf_printf(&said, "Not opened: %s", error.message);
	tell_of(errand->text, strbuf_str(&said), means, message);
	strbuf_clear(&said);
	error_clear(&error);
}

static void
show_address(const struct errand *errand, const struct errand_means *means,
    struct strbuf *message)
{
	(void)message;
	show_lines(means, str_of(errand->text));
}

/* Posts. */

static bool
read_post(const struct errand *errand, const struct errand_means *means,
    struct strbuf *text, struct strbuf *message)
{
	const struct archive *archive = means->archive;
	struct error error = {0};
	const bool is_read =
	    archive_read_post(archive, &archive->posts[errand->post], text, &error);

	if (!is_read)
		strbuf_printf(message, "Cannot read %s: %s",
		    archive->posts[errand->post].path, error.message);
	error_clear(&error);
	return is_read;
}

static void
copy_post(const struct errand *errand, const struct errand_means *means,
    struct strbuf *message)
{
	struct strbuf text = {0};

	if (!read_post(errand, means, &text, message))
		return;
	if (!means->options->copy_command && !copy_fits(strbuf_str(&text)))
		strbuf_printf(message,
		    "Not copied: the post has %zu bytes, and terminals take %zu "
		    "at most: w writes it to a file",
		    text.length, copy_limit);
	else if (copy(means, strbuf_str(&text), ": the post's Markdown", message))
		append_tmux_advice(means, message);
	strbuf_clear(&text);
}

/* The post as --show prints it. */
static void
append_page(
    struct strbuf *text, const struct errand *errand, const struct archive *archive)
{
	const struct layout_options layout = {.width = TEXT_WIDTH,
	    .number_links = true,
	    .list_urls = true,
	    .long_urls = true,
	    .wrap_code = true};
	const struct output_options plain = {0};
	struct document *document =
	    post_document(archive, &archive->posts[errand->post], POST_WHOLE);
	struct page *page = page_layout(document, &layout);
	char *bytes = NULL;
	size_t length = 0;
	FILE *stream = open_memstream(&bytes, &length);

	if (stream) {
		output_page(page, &plain, stream);
		fclose(stream);
		strbuf_append(text, (struct str){bytes, length});
	}
	free(bytes);
	page_free(page);
	document_free(document);
}

/* Only what is an ordinary file is written to, and never waited for. */
static FILE *
open_to_write(const char *path, bool replaces)
{
	const int flags =
	    O_WRONLY | O_CREAT | O_NONBLOCK | O_CLOEXEC | (replaces ? 0 : O_EXCL);
	const int descriptor = open(path, flags, 0666);
	struct stat status;

	if (descriptor < 0)
		return NULL;
	if (fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) {
		close(descriptor);
		errno = ENOTSUP;
		return NULL;
	}
	if (ftruncate(descriptor, 0) != 0) {
		close(descriptor);
		return NULL;
	}
	return fdopen(descriptor, "w");
}

static void
write_text(struct str text, const char *path, struct str name, bool replaces,
    struct strbuf *message)
{
	FILE *file = open_to_write(path, replaces);
	bool is_written = file != NULL;

	if (file) {
		is_written = fwrite(text.data, 1, text.length, file) == text.length;
		is_written &= fclose(file) == 0;
	}
	if (is_written)
		strbuf_printf(message, "Wrote %zu bytes to %.*s", text.length,
		    (int)name.length, name.data);
	else if (errno == EEXIST)
		strbuf_printf(message,
		    "Not written: %.*s exists. With ! behind its name it is "
		    "replaced",
		    (int)name.length, name.data);
	else
		strbuf_printf(message, "Not written: %.*s: %s", (int)name.length,
		    name.data, strerror(errno));
}

static void
write_post(const struct errand *errand, const struct errand_means *means,
    struct strbuf *message)
{
	struct str name = str_trim(str_of(errand->text));
	const bool replaces = str_ends_with(name, str_of("!"));
	struct strbuf text = {0};
	bool is_read = true;
	char *path;

	name.length -= replaces;
	path = path_line_file(name, means->options->home);
	if (!*path)
		strbuf_append_string(message, "Not written: no file is named");
	else if (str_ends_with(str_of(path), str_of(".txt")))
		append_page(&text, errand, means->archive);
	else
		is_read = read_post(errand, means, &text, message);
	if (*path && is_read)
		write_text(strbuf_str(&text), path, name, replaces, message);
	strbuf_clear(&text);
	free(path);
}

/* Gives the post to COMMAND and waits until its output has been read. */
static void
feed(char *const *command, struct str text, const struct errand *errand,
    const struct errand_means *means, struct strbuf *message)
{
	struct strbuf finding = {0};

	screen_leave(means->screen);
	if (program_run_with_input(command, text, &finding) == PROGRAM_DONE)
		strbuf_printf(message, "Done: %s", errand->text);
	else
		strbuf_printf(
		    message, "Not done: %s %s", errand->text, finding.data);
	say(means, "", "");
	say(means, "cnai-read: ", message->data);
	wait_for_enter(means);
	screen_return(means->screen);
	strbuf_clear(&finding);
}

static void
pipe_post(const struct errand *errand, const struct errand_means *means,
    struct strbuf *message)
{
	const struct str sign = command_shell_sign(str_of(errand->text));
	struct strbuf text = {0};
	struct error error = {0};
	char **command = NULL;

	if (sign.length)
		error_set(&error,
		    "\"%.*s\" means nothing here, for no shell reads it: name one "
		    "program and its words, or sh -c 'all of it'",
		    (int)sign.length, sign.data);
	else
		command = command_new(
		    str_of(errand->text), means->options->search_path, &error);
	if (!command)
		strbuf_printf(message, "Not run: %s", error.message);
	else if (read_post(errand, means, &text, message))
		feed(command, strbuf_str(&text), errand, means, message);
	command_free(command);
	strbuf_clear(&text);
	error_clear(&error);
}

/* Editing. */

static const char *const editors_with_lines[] = {"vi", "vim", "nvim", "view", "nvi",
    "elvis", "vile", "nano", "pico", "emacs", "emacsclient", "mg", "jed", "joe",
    "jmacs", "micro", "kak", "ne", "less", "more", "most"};

static bool
takes_line(const char *program)
{
	const char *slash = strrchr(program, '/');
	const char *name = slash ? slash + 1 : program;

	for (size_t i = 0;
	     i < sizeof(editors_with_lines) / sizeof(*editors_with_lines); i++)
		if (strcmp(name, editors_with_lines[i]) == 0)
			return true;
	return false;
}

/* The first words of what is seen; Markdown has them as they are. */
static struct str
first_words(struct str seen)
{
	enum { ENOUGH = 24 };
	const struct str line = str_slice(seen, 0, str_find_byte(seen, 0, '\n'));
	size_t end = 0;

	while (end < line.length &&
	       (end < ENOUGH || !str_is_blank(line.data[end])) && end < 2 * ENOUGH)
		end++;
	return str_slice(line, 0, end);
}

/*
 * The line of SOURCE, from 1, on which the first words of SEEN stand, looked
 * for behind the front matter; that where the text begins if nowhere.
 */
static size_t
line_of(struct str source, const struct post *post, struct str seen)
{
	const struct str words = first_words(seen);
	size_t line = post->body_line;

	if (!words.length)
		return 1;
	for (size_t i = post->body_offset; i + words.length <= source.length; i++) {
		if (memcmp(source.data + i, words.data, words.length) == 0)
			return line;
		line += source.data[i] == '\n';
	}
	return 1;
}

static char **
editor_command(const struct errand *errand, const struct errand_means *means,
    struct str source, struct error *error)
{
	const struct archive *archive = means->archive;
	const struct post *post = &archive->posts[errand->post];
	const char *editor = means->options->editor;
	char **command = command_new(str_of(editor && *editor ? editor : "vi"),
	    means->options->search_path, error);
	struct strbuf line = {0};

	if (!command)
		return NULL;
	if (takes_line(command[0])) {
		strbuf_printf(&line, "+%zu", line_of(source, post, errand->seen));
		command = command_append(command, strbuf_take(&line));
	}
	return command_append(
	    command, file_join(*archive->root ? archive->root : ".", post->path));
}

static void
run_editor(
    char *const *command, const struct errand_means *means, struct strbuf *message)
{
	struct strbuf finding = {0}, words = {0};

	screen_leave(means->screen);
	if (program_run(command, &finding) != PROGRAM_DONE) {
		command_append_words(command, &words);
		strbuf_printf(
		    message, "Not edited: %s %s", words.data, finding.data);
	}
	screen_return(means->screen);
	strbuf_clear(&finding);
	strbuf_clear(&words);
}

static void
edit_post(const struct errand *errand, const struct errand_means *means,
    struct strbuf *message)
{
	struct strbuf source = {0};
	struct error error = {0};
	char **command = NULL;

	if (means->archive->single_text) {
		strbuf_append_string(message, "Standard input cannot be edited");
		return;
	}
	if (!read_post(errand, means, &source, message))
		return;
	command = editor_command(errand, means, strbuf_str(&source), &error);
	if (command)
		run_editor(command, means, message);
	else
		strbuf_printf(message,
		    "Not edited: %s: set VISUAL or EDITOR to an editor",
		    error.message);
	command_free(command);
	strbuf_clear(&source);
	error_clear(&error);
}

char *
errand_run(struct errand *errand, const struct errand_means *means)
{
	static void (*const run[])(const struct errand *errand,
	    const struct errand_means *means, struct strbuf *message) = {
	    [ERRAND_OPEN] = open_address,
	    [ERRAND_COPY] = copy_address,
	    [ERRAND_SHOW] = show_address,
	    [ERRAND_COPY_POST] = copy_post,
	    [ERRAND_WRITE] = write_post,
	    [ERRAND_PIPE] = pipe_post,
	    [ERRAND_EDIT] = edit_post,
	};
	struct strbuf message = {0};

	if (run[errand->kind])
		run[errand->kind](errand, means, &message);
	free(errand->text);
	errand->text = NULL;
	return message.data;
}
