/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Commands that users write, without a shell: words end at blanks, quotes hold
 * them together, and that is all. What is run is found here, by its full path,
 * so that what is missing can be said before the screen is given away.
 */
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include "cnai/command.h"
#include "cnai/memory.h"

void
command_add_word(struct command_reading *reading, char *word)
{
	reading->words = memory_reserve(reading->words, &reading->capacity,
	    reading->count + 2, sizeof(*reading->words));
	reading->words[reading->count++] = word;
	reading->words[reading->count] = NULL;
}

static void
end_word(struct command_reading *reading)
{
	if (reading->is_in_word)
		command_add_word(reading, strbuf_take(&reading->word));
	reading->is_in_word = false;
}

/* Reads the byte at OFFSET, which is part of a word; returns bytes taken. */
static size_t
read_word_byte(struct command_reading *reading, struct str command, size_t offset,
    const struct str *url)
{
	struct str rest = str_slice(command, offset, command.length);

	reading->is_in_word = true;
	if (url && str_starts_with(rest, str_of("%s"))) {
		strbuf_append(&reading->word, *url);
		reading->has_url = true;
		reading->runs_url |= reading->count == 0;
		return 2;
	}
	strbuf_append_byte(&reading->word, rest.data[0]);
	return url && str_starts_with(rest, str_of("%%")) ? 2 : 1;
}

size_t
command_read(struct command_reading *reading, struct str commands, size_t offset,
    char separator, const struct str *url)
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
		} else if (!reading->quote && separator && c == separator) {
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

/* Whether PATH is a program. REASON gets why not if it is something else. */
static bool
is_program(const char *path, const char **reason)
{
	struct stat status;

	if (stat(path, &status) != 0)
		return false;
	if (S_ISREG(status.st_mode) && access(path, X_OK) == 0)
		return true;
	*reason = S_ISDIR(status.st_mode) ? "is a folder" : "is no program";
	return false;
}

static char *
find_in_folder(struct str folder, const char *name, const char **reason)
{
	struct strbuf path = {0};

	strbuf_append(&path, folder);
	strbuf_append_byte(&path, '/');
	strbuf_append_string(&path, name);
	if (is_program(path.data, reason))
		return strbuf_take(&path);
	strbuf_clear(&path);
	return NULL;
}

char *
command_find_program(const char *name, const char *path, const char **reason)
{
	const char *folder = path ? path : "/usr/local/bin:/usr/bin:/bin";
	char *found = NULL;

	*reason = "is not there";
	if (strchr(name, '/'))
		return is_program(name, reason) ? str_copy(str_of(name)) : NULL;
	while (*name && *folder && !found) {
		size_t length = strcspn(folder, ":");

		if (length)
			found = find_in_folder(
			    (struct str){folder, length}, name, reason);
		folder += length + (folder[length] == ':');
	}
	return found;
}

char **
command_new(struct str line, const char *path, struct error *error)
{
	struct command_reading reading = {0};
	const char *reason = NULL;
	char *program;

	command_read(&reading, line, 0, '\0', NULL);
	strbuf_clear(&reading.word);
	if (!reading.count) {
		error_set(error, "no program is named");
		return NULL;
	}
	program = command_find_program(reading.words[0], path, &reason);
	if (!program) {
		error_set(error, "%s %s", reading.words[0], reason);
		command_free(reading.words);
		return NULL;
	}
	free(reading.words[0]);
	reading.words[0] = program;
	return reading.words;
}

char **
command_append(char **command, char *word)
{
	struct command_reading reading = {.words = command};

	while (command[reading.count])
		reading.count++;
	command_add_word(&reading, word);
	return reading.words;
}

void
command_free(char **words)
{
	for (char **word = words; word && *word; word++)
		free(*word);
	free(words);
}

void
command_append_word(struct str word, struct strbuf *text)
{
	const bool is_one =
	    word.length && str_find_byte(word, 0, ' ') == word.length;

	strbuf_printf(text, is_one ? "%s%.*s" : "%s'%.*s'", text->length ? " " : "",
	    (int)word.length, word.data);
}

void
command_append_words(char *const *command, struct strbuf *text)
{
	for (; *command; command++)
		command_append_word(str_of(*command), text);
}

/* Whether the word at OFFSET begins as only a shell's signs do: 2> as well. */
static bool
is_shell_sign(struct str line, size_t offset)
{
	while (offset < line.length && line.data[offset] >= '0' &&
	       line.data[offset] <= '9')
		offset++;
	return offset < line.length && strchr("|<>&;", line.data[offset]) != NULL &&
	       line.data[offset];
}

struct str
command_shell_sign(struct str line)
{
	char quote = '\0';

	for (size_t i = 0; i < line.length; i++) {
		const char c = line.data[i];
		const bool begins_word = i == 0 || str_is_blank(line.data[i - 1]);

		if (!quote && begins_word && is_shell_sign(line, i))
			return str_slice(line, i, str_find_byte(line, i, ' '));
		if (quote)
			quote = c == quote ? '\0' : quote;
		else if (c == '"' || c == '\'')
			quote = c;
	}
	return str_of("");
}
