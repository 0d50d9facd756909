/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A link is text of strangers, so no shell ever sees it: the reader's command
 * is split into words first and the address, encoded, put into the words
 * after that. What is run is found here, by its full path, so that the error
 * can say what was missing before the screen is given away.
 */
#include <stdlib.h>
#include "cnai/command.h"
#include "cnai/memory.h"
#include "cnai/opener.h"
#include "cnai/program.h"
#include "cnai/url.h"

struct opener {
	char *url; /* encoded, as it stands in the commands */
	char ***commands;
	size_t count, capacity;
};

static void
append_separated(struct strbuf *list, const char *name, const char *finding)
{
	strbuf_printf(list, "%s%s %s", list->length ? ", " : "", name, finding);
}

/* Adds the command that was read to OPENER, or the reason to TROUBLE. */
static void
finish_command(struct opener *opener, struct command_reading *reading,
    struct str url, const char *path, struct strbuf *trouble)
{
	const char *reason = "is the address itself";
	char *program = NULL;

	strbuf_clear(&reading->word);
	if (!reading->count)
		return;
	if (!reading->runs_url)
		program = command_find_program(reading->words[0], path, &reason);
	if (!program) {
		append_separated(trouble,
		    *reading->words[0] ? reading->words[0] : "an empty name",
		    reason);
		command_free(reading->words);
		return;
	}
	free(reading->words[0]);
	reading->words[0] = program;
	if (!reading->has_url)
		command_add_word(reading, str_copy(url));
	opener->commands = memory_reserve(opener->commands, &opener->capacity,
	    opener->count + 1, sizeof(*opener->commands));
	opener->commands[opener->count++] = reading->words;
}

/* Adds those of the COMMANDS, separated by colons, that can be run. */
static void
add_commands(struct opener *opener, struct str commands, struct str url,
    const char *path, struct strbuf *trouble)
{
	for (size_t offset = 0; offset < commands.length; offset++) {
		struct command_reading reading = {0};

		offset = command_read(&reading, commands, offset, ':', &url);
		finish_command(opener, &reading, url, path, trouble);
	}
}

static void
explain_none(struct str trouble, struct error *error)
{
	if (trouble.length)
		error_set(error,
		    "no program to open links: %.*s: set BROWSER to a program",
		    (int)trouble.length, trouble.data);
	else
		error_set(error, "no program to open links: set BROWSER");
}

struct opener *
opener_new(
    struct str url, const char *browser, const char *path, struct error *error)
{
	struct strbuf encoded = {0}, trouble = {0}, usual_trouble = {0};
	struct opener *opener;

	if (!url_is_openable(url, error))
		return NULL;
	opener = memory_alloc(sizeof(*opener));
	url_append_encoded(&encoded, url);
	opener->url = str_copy(strbuf_str(&encoded));
	add_commands(opener, str_of(browser), strbuf_str(&encoded), path, &trouble);
	if (!opener->count)
		add_commands(opener, str_of("xdg-open:open"), strbuf_str(&encoded),
		    path, &usual_trouble);
	if (!opener->count) {
		explain_none(strbuf_str(&trouble), error);
		opener_free(opener);
		opener = NULL;
	}
	strbuf_clear(&encoded);
	strbuf_clear(&trouble);
	strbuf_clear(&usual_trouble);
	return opener;
}

void
opener_free(struct opener *opener)
{
	if (!opener)
		return;
	for (size_t i = 0; i < opener->count; i++)
		command_free(opener->commands[i]);
	free(opener->commands);
	free(opener->url);
	free(opener);
}

char *const *
opener_command(const struct opener *opener, size_t index)
{
	return index < opener->count ? opener->commands[index] : NULL;
}

/* What was run, as the user would write it: %s for the address, which stands
 * elsewhere, and a name for the program's path. */
static void
append_command(
    const struct opener *opener, char *const *command, struct strbuf *text)
{
	const char *slash = strrchr(command[0], '/');

	strbuf_append_string(text, slash ? slash + 1 : command[0]);
	for (size_t i = 1; command[i]; i++) {
		const char *found = strstr(command[i], opener->url);
		struct strbuf word = {0};

		if (found)
			strbuf_printf(&word, "%.*s%%s%s", (int)(found - command[i]),
			    command[i], found + strlen(opener->url));
		else
			strbuf_append_string(&word, command[i]);
		command_append_word(strbuf_str(&word), text);
		strbuf_clear(&word);
	}
}

bool
opener_run(const struct opener *opener, struct error *error)
{
	enum program_result result = PROGRAM_FAILED;
	struct strbuf trouble = {0};

	for (size_t i = 0; result == PROGRAM_FAILED && i < opener->count; i++) {
		char *const *command = opener->commands[i];
		struct strbuf finding = {0}, words = {0};

		result = program_run(command, &finding);
		append_command(opener, command, &words);
		if (result != PROGRAM_DONE)
			append_separated(&trouble, words.data, finding.data);
		strbuf_clear(&finding);
		strbuf_clear(&words);
	}
	if (result != PROGRAM_DONE)
		error_set(error, "%s%s", trouble.data,
		    result == PROGRAM_FAILED ? ": set BROWSER to another program"
					     : "");
	strbuf_clear(&trouble);
	return result == PROGRAM_DONE;
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
