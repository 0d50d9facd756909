/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_COMMAND_LINE_H
#define CNAI_COMMAND_LINE_H

#include <stdbool.h>
#include "cnai/view.h"

/*
 * What stands behind ":", the name of a command with what it works on:
 *
 *	12			to line or entry 12
 *	NAME, 3 NAME, NAME 3	as if its key were typed, 3 before it
 *	NAME TEXT		TEXT answers what the command asks for, or chooses
 */
struct command_line {
	struct str name; /* borrowed from the text; empty: none */
	size_t count;    /* before it; 0: none */
	struct str text; /* borrowed; empty: none */
};

/* Takes TEXT apart; there is always something it can be. */
struct command_line command_line_parse(struct str text);

/*
 * The command that NAME means in views of KIND: its name, a short name such
 * as "q", or a beginning that fits only one. NULL with why not appended to
 * EXPLANATION.
 */
const struct command *command_line_find(
    const struct view_kind *kind, struct str name, struct strbuf *explanation);

/*
 * Completes the name in LINE, or the word to choose behind it, as far as all
 * that fit agree. Where several fit, their rows are appended to CANDIDATES:
 * "NAME  what it does" or the word, each with a line end.
 */
void command_line_complete(
    const struct view_kind *kind, struct strbuf *line, struct strbuf *candidates);

/* Runs what TEXT says in VIEW. */
struct outcome command_line_run(struct view *view, struct str text);

/* Asks for a command by name. */
extern const struct prompt_kind command_prompt;

#endif
