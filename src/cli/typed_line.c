/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The terminal itself edits the line and throws it away at ^C; the signal only
 * ends the wait for it.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include "cnai/typed_line.h"

enum { LINE_LIMIT = 16 * 1024, PAGE_ROWS_LEAST = 3 };

static volatile sig_atomic_t is_cancelled;

static void
note_signal(int number)
{
	(void)number;
	is_cancelled = 1;
}

static bool
is_typed(void)
{
	return isatty(STDIN_FILENO);
}

/* No restarting: what waits for a byte shall hear of it. */
void
typed_line_begin(void)
{
	struct sigaction action = {.sa_handler = note_signal}, before;

	if (!is_typed())
		return;
	sigemptyset(&action.sa_mask);
	sigaction(SIGINT, NULL, &before);
	if (before.sa_handler != SIG_IGN)
		sigaction(SIGINT, &action, NULL);
}

void
typed_line_end(void)
{
	struct sigaction action = {.sa_handler = SIG_DFL}, before;

	sigemptyset(&action.sa_mask);
	sigaction(SIGINT, NULL, &before);
	if (before.sa_handler == note_signal)
		sigaction(SIGINT, &action, NULL);
}

/* One that came before is forgotten, as what it was about is done. */
enum typed_line
typed_line_read(const char *prompt, struct strbuf *line)
{
	bool is_interrupted;
	int byte;

	strbuf_truncate(line, 0);
	is_cancelled = 0;
	if (is_typed())
		fputs(prompt, stdout);
	fflush(stdout);
	while ((byte = getchar()) != EOF && byte != '\n')
		if (line->length < LINE_LIMIT)
			strbuf_append_byte(line, (char)byte);
	is_interrupted = byte == EOF && ferror(stdin) && errno == EINTR;
	if (byte == EOF && is_typed())
		putchar('\n');
	if (is_interrupted && is_cancelled) {
		clearerr(stdin);
		return TYPED_CANCELLED;
	}
	return byte != EOF || line->length ? TYPED_LINE : TYPED_END;
}

/* Lines of text between two waits; 0: no waiting. */
static size_t
page_rows(void)
{
	struct winsize size = {0};

	if (!is_typed() || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 ||
	    size.ws_row < PAGE_ROWS_LEAST)
		return 0;
	return (size_t)size.ws_row - 1;
}

/* Where the line behind COUNT lines of TEXT begins, from OFFSET on. */
static size_t
behind_lines(struct str text, size_t offset, size_t count)
{
	while (count-- && offset < text.length)
		offset = str_find_byte(text, offset, '\n') + 1;
	return offset < text.length ? offset : text.length;
}

void
typed_line_page(struct str text)
{
	const size_t rows = page_rows();
	struct strbuf line = {0};

	for (size_t start = 0; start < text.length;) {
		const size_t end =
		    rows ? behind_lines(text, start, rows) : text.length;

		fwrite(text.data + start, 1, end - start, stdout);
		start = end;
		if (start < text.length &&
		    (typed_line_read("Enter for more, q stops> ", &line) !=
			    TYPED_LINE ||
			line.length))
			break;
	}
	strbuf_clear(&line);
}
