/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A link is text of strangers, so no shell ever sees it: the reader's command
 * is split into words first and the address, encoded, put into the words
 * after that. What is run is found here, by its full path, so that the error
 * can say what was missing before the screen is given away.
 */
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include "cnai/memory.h"
#include "cnai/opener.h"
#include "cnai/program.h"
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

/*
 * The full path of the program NAME, which the caller frees, or NULL with the
 * REASON. An empty part of the search path means the current folder, in which
 * strangers' files may lie: it is left out.
 */
static char *
find_program(const char *name, const char *path, const char **reason)
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

struct opener {
	char ***commands;
	size_t count, capacity;
};

static void
words_free(char **words)
{
	for (char **word = words; word && *word; word++)
		free(*word);
	free(words);
}

static void
append_separated(struct strbuf *list, const char *name, const char *finding)
{
	strbuf_printf(list, "%s%s %s", list->length ? ", " : "", name, finding);
}

/* Adds the command that was read to OPENER, or the reason to TROUBLE. */
static void
finish_command(struct opener *opener, struct reading *reading, struct str url,
    const char *path, struct strbuf *trouble)
{
	struct words *words = &reading->words;
	const char *reason = "is the address itself";
	char *program = NULL;

	strbuf_clear(&reading->word);
	if (!words->count)
		return;
	if (!reading->runs_url)
		program = find_program(words->items[0], path, &reason);
	if (!program) {
		append_separated(trouble,
		    *words->items[0] ? words->items[0] : "an empty name", reason);
		words_free(words->items);
		return;
	}
	free(words->items[0]);
	words->items[0] = program;
	if (!reading->has_url)
		words_add(words, str_copy(url));
	opener->commands = memory_reserve(opener->commands, &opener->capacity,
	    opener->count + 1, sizeof(*opener->commands));
	opener->commands[opener->count++] = words->items;
}

/* Adds those of the COMMANDS, separated by colons, that can be run. */
static void
add_commands(struct opener *opener, struct str commands, struct str url,
    const char *path, struct strbuf *trouble)
{
	for (size_t offset = 0; offset < commands.length; offset++) {
		struct reading reading = {0};

		offset = read_command(&reading, commands, offset, url);
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
		words_free(opener->commands[i]);
	free(opener->commands);
	free(opener);
}

char *const *
opener_command(const struct opener *opener, size_t index)
{
	return index < opener->count ? opener->commands[index] : NULL;
}

bool
opener_run(const struct opener *opener, struct error *error)
{
	enum program_result result = PROGRAM_FAILED;
	struct strbuf trouble = {0};

	for (size_t i = 0; result == PROGRAM_FAILED && i < opener->count; i++) {
		char *const *command = opener->commands[i];
		const char *slash = strrchr(command[0], '/');
		struct strbuf finding = {0};

		result = program_run(command, &finding);
		if (result != PROGRAM_DONE)
			append_separated(
			    &trouble, slash ? slash + 1 : command[0], finding.data);
		strbuf_clear(&finding);
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
