/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A link is text of strangers, so no shell ever sees it: the reader's command
 * is split into words first and the address, encoded, put into the words
 * after that. What is run is found here, by its full path, so that the error
 * can say what was missing before the screen is given away.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include "cnai/memory.h"
#include "cnai/opener.h"
#include "cnai/url.h"

/* A growing argument vector, always ended by NULL once it has a word. */
struct words {
	char **items;
	size_t count, capacity;
};

static void
words_add(struct words *words, char *word)
{
	words->items = memory_reserve(words->items, &words->capacity,
	    words->count + 2, sizeof(*words->items));
	words->items[words->count++] = word;
	words->items[words->count] = NULL;
}

/* One command being read. */
struct reading {
	struct words words;
	struct strbuf word;
	bool is_in_word; /* also of an empty word, which quotes make */
	bool has_url;    /* the address stood somewhere ... */
	bool runs_url;   /* ... even in the program's name: never run */
	char quote;      /* the quotation mark that is open, else NUL */
};

static void
end_word(struct reading *reading)
{
	if (reading->is_in_word)
		words_add(&reading->words, strbuf_take(&reading->word));
	reading->is_in_word = false;
}

/* Reads the byte at OFFSET, which is part of a word; returns bytes taken. */
static size_t
read_word_byte(
    struct reading *reading, struct str command, size_t offset, struct str url)
{
	struct str rest = str_slice(command, offset, command.length);

	reading->is_in_word = true;
	if (str_starts_with(rest, str_of("%s"))) {
		strbuf_append(&reading->word, url);
		reading->has_url = true;
		reading->runs_url |= reading->words.count == 0;
		return 2;
	}
	strbuf_append_byte(&reading->word, rest.data[0]);
	return str_starts_with(rest, str_of("%%")) ? 2 : 1;
}

/*
 * Reads a command up to a colon or the end of COMMANDS and returns where it
 * ends. A quotation mark that is never closed reaches to the end.
 */
static size_t
read_command(
    struct reading *reading, struct str commands, size_t offset, struct str url)
{
	while (offset < commands.length) {
		char c = commands.data[offset];

		if (c == reading->quote && c) {
			reading->quote = '\0';
			offset++;
		} else if (!reading->quote && (c == '"' || c == '\'')) {
			reading->quote = c;
			reading->is_in_word = true;
			offset++;
		} else if (!reading->quote && c == ':') {
			break;
		} else if (!reading->quote && (c == ' ' || c == '\t')) {
			end_word(reading);
			offset++;
		} else {
			offset += read_word_byte(reading, commands, offset, url);
		}
	}
	end_word(reading);
	return offset;
}

static bool
is_program(const char *path)
{
	struct stat status;

	return stat(path, &status) == 0 && S_ISREG(status.st_mode) &&
	       access(path, X_OK) == 0;
}

static char *
find_in_folder(struct str folder, const char *name)
{
	struct strbuf path = {0};

	strbuf_append(&path, folder);
	strbuf_append_byte(&path, '/');
	strbuf_append_string(&path, name);
	if (is_program(path.data))
		return strbuf_take(&path);
	strbuf_clear(&path);
	return NULL;
}

/*
 * The full path of the program NAME, or NULL; the caller frees it. An empty
 * part of the search path means the current folder, in which strangers' files
 * may lie: it is left out.
 */
static char *
find_program(const char *name, const char *path)
{
	const char *folder = path ? path : "/usr/local/bin:/usr/bin:/bin";

	if (strchr(name, '/'))
		return is_program(name) ? str_copy(str_of(name)) : NULL;
	while (*name && *folder) {
		size_t length = strcspn(folder, ":");
		char *found = NULL;

		if (length)
			found = find_in_folder((struct str){folder, length}, name);
		if (found)
			return found;
		folder += length + (folder[length] == ':');
	}
	return NULL;
}

/* The words read as a command that can be run, or NULL; frees them if so. */
static char **
finish_command(struct reading *reading, struct str url, const char *path)
{
	char *program = NULL;

	strbuf_clear(&reading->word);
	if (reading->words.count && !reading->runs_url)
		program = find_program(reading->words.items[0], path);
	if (!program) {
		opener_free(reading->words.items);
		return NULL;
	}
	free(reading->words.items[0]);
	reading->words.items[0] = program;
	if (!reading->has_url)
		words_add(&reading->words, str_copy(url));
	return reading->words.items;
}

/* The first of the COMMANDS, separated by colons, whose program is there. */
static char **
first_command(struct str commands, struct str url, const char *path)
{
	for (size_t offset = 0; offset < commands.length; offset++) {
		struct reading reading = {0};
		char **command;

		offset = read_command(&reading, commands, offset, url);
		command = finish_command(&reading, url, path);
		if (command)
			return command;
	}
	return NULL;
}

char **
opener_command(
    struct str url, const char *browser, const char *path, struct error *error)
{
	static const char *const usual = "xdg-open:open";
	struct strbuf encoded = {0};
	char **command;

	if (!url_is_openable(url, error))
		return NULL;
	url_append_encoded(&encoded, url);
	command = first_command(str_of(browser), strbuf_str(&encoded), path);
	if (!command)
		command = first_command(str_of(usual), strbuf_str(&encoded), path);
	strbuf_clear(&encoded);
	if (command)
		return command;
	if (browser && *browser)
		error_set(error,
		    "no program of BROWSER (%s) is there, nor xdg-open or open: "
		    "set BROWSER to a program",
		    browser);
	else
		error_set(error,
		    "neither xdg-open nor open is there: set BROWSER to a program");
	return NULL;
}

void
opener_free(char **command)
{
	if (!command)
		return;
	for (char **word = command; *word; word++)
		free(*word);
	free(command);
}

/* What the parent does with signals while it waits. */
static const struct {
	int signal;
	void (*handler)(int);
} waiting[] = {
    {SIGINT, SIG_IGN}, /* meant for the program in front */
    {SIGQUIT, SIG_IGN},
    {SIGCHLD, SIG_DFL}, /* ignored, it would leave nothing to wait for */
};

enum { WAITING_COUNT = sizeof(waiting) / sizeof(*waiting) };

static void
signals_begin_waiting(struct sigaction *before)
{
	for (size_t i = 0; i < WAITING_COUNT; i++) {
		struct sigaction action = {.sa_handler = waiting[i].handler};

		sigemptyset(&action.sa_mask);
		sigaction(waiting[i].signal, &action, &before[i]);
	}
}

static void
signals_end_waiting(const struct sigaction *before)
{
	for (size_t i = 0; i < WAITING_COUNT; i++)
		sigaction(waiting[i].signal, &before[i], NULL);
}

/* In the child: only calls that are allowed between fork() and exec(). */
static _Noreturn void
become(char *const *command, int report)
{
	struct sigaction action = {.sa_handler = SIG_DFL};
	sigset_t none;
	int reason;

	sigemptyset(&action.sa_mask);
	for (int i = 1; i <= SIGRTMAX; i++)
		sigaction(i, &action, NULL); /* a few refuse */
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	execv(command[0], command);
	reason = errno;
	if (write(report, &reason, sizeof(reason)) < 0)
		_exit(126);
	_exit(127);
}

/*
 * Starts COMMAND; returns its process, or -1 with errno set. REPORT is a
 * pipe that closes by itself when the program is running, and brings errno
 * where it could not be.
 */
static pid_t
start(char *const *command, const int *report)
{
	sigset_t all, before;
	pid_t child;

	/* No handler of ours may run in the child. */
	sigfillset(&all);
	sigprocmask(SIG_SETMASK, &all, &before);
	child = fork();
	if (child == 0)
		become(command, report[1]);
	sigprocmask(SIG_SETMASK, &before, NULL);
	return child;
}

static int
wait_for(pid_t child)
{
	int status = 0;

	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		continue;
	return status;
}

/* Starts COMMAND and waits; 0 with STATUS set, or why it could not be run. */
static int
run(char *const *command, int *status)
{
	int report[2], reason = 0;
	ssize_t got;
	pid_t child;

	if (pipe(report) != 0)
		return errno;
	fcntl(report[0], F_SETFD, FD_CLOEXEC);
	fcntl(report[1], F_SETFD, FD_CLOEXEC);
	child = start(command, report);
	if (child < 0)
		reason = errno;
	close(report[1]);
	if (child > 0) {
		do
			got = read(report[0], &reason, sizeof(reason));
		while (got < 0 && errno == EINTR);
		*status = wait_for(child);
	}
	close(report[0]);
	return reason;
}

bool
opener_run(char *const *command, struct error *error)
{
	struct sigaction before[WAITING_COUNT];
	int status = 0, reason;

	signals_begin_waiting(before);
	reason = run(command, &status);
	signals_end_waiting(before);
	if (reason)
		error_set(error,
		    "%s cannot be run: %s: set BROWSER to another program",
		    command[0], strerror(reason));
	else if (WIFSIGNALED(status))
		error_set(error,
		    "%s was ended by signal %d: set BROWSER to another program",
		    command[0], WTERMSIG(status));
	else if (WEXITSTATUS(status) != 0)
		error_set(error,
		    "%s ended with status %d: set BROWSER to another program",
		    command[0], WEXITSTATUS(status));
	return !reason && status == 0;
}

static void
append_base64(struct strbuf *buffer, struct str text)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				     "abcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t i = 0; i < text.length; i += 3) {
		size_t left = text.length - i < 3 ? text.length - i : 3;
		unsigned char bytes[3] = {0};
		unsigned group;

		memcpy(bytes, text.data + i, left);
		group =
		    (unsigned)bytes[0] << 16 | (unsigned)bytes[1] << 8 | bytes[2];
		for (size_t digit = 0; digit < 4; digit++)
			strbuf_append_byte(buffer,
			    digit > left ? '='
					 : digits[group >> (18 - 6 * digit) & 63]);
	}
}

void
opener_append_copy_sequence(struct strbuf *buffer, struct str text)
{
	strbuf_append_string(buffer, "\x1b]52;c;");
	append_base64(buffer, text);
	/* Ended by BEL: more terminals know it than the two bytes of ST. */
	strbuf_append_byte(buffer, '\a');
}
