/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_COMMAND_H
#define CNAI_COMMAND_H

#include <stdbool.h>
#include <stddef.h>
#include "cnai/error.h"
#include "cnai/str.h"

/* Command lines, split into words and run without a shell. */

/* One command being read. Begin with all zero. */
struct command_reading {
	char **words; /* an argument vector, ended by NULL once it has a word */
	size_t count, capacity;
	struct strbuf word; /* to be cleared by the caller at the end */
	bool is_in_word;    /* also of an empty word, which quotes make */
	bool has_url;       /* the address stood somewhere ... */
	bool runs_url;      /* ... even in the program's name: never run */
	char quote;         /* the quotation mark that is open, else NUL */
};

/*
 * Reads a command from OFFSET up to SEPARATOR (NUL: there is none) or the end
 * of COMMANDS and returns where it ends. Where URL is given, %s is that and %%
 * a percent sign. A quotation mark that is never closed reaches to the end.
 */
size_t command_read(struct command_reading *reading, struct str commands,
    size_t offset, char separator, const struct str *url);
/* Takes WORD over. */
void command_add_word(struct command_reading *reading, char *word);

/*
 * The full path of the program NAME, which the caller frees, or NULL with the
 * REASON. PATH is the search path. An empty part of it means the current
 * folder, in which strangers' files may lie: it is left out.
 */
char *command_find_program(const char *name, const char *path, const char **reason);

/*
 * The argument vector of LINE, beginning with the program's full path; NULL
 * with ERROR filled where there is no such program. Free with command_free().
 */
char **command_new(struct str line, const char *path, struct error *error);
/* The same COMMAND with WORD, which is taken over, behind it. */
char **command_append(char **command, char *word);
void command_free(char **command);

/* Appends WORD, or COMMAND's words, as a user would write them, with blanks
 * between: for messages. */
void command_append_word(struct str word, struct strbuf *text);
void command_append_words(char *const *command, struct strbuf *text);

/*
 * The first word of LINE, outside of quotes, that only a shell would obey, as
 * "|" or ">file"; empty where there is none.
 */
struct str command_shell_sign(struct str line);

#endif
