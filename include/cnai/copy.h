/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_COPY_H
#define CNAI_COPY_H

#include <stdbool.h>
#include "cnai/error.h"
#include "cnai/str.h"

/* Copying to the clipboard of the machine that the user sits at. */

/* What stands between the program and the terminal that has the clipboard. */
enum copy_way {
	COPY_DIRECT,
	COPY_THROUGH_TMUX,
	COPY_THROUGH_SCREEN,
};

/*
 * Which of them, by the variables TMUX, STY and TERM (NULL: not set). Of a tmux
 * on the other side of an SSH connection only TERM tells.
 */
enum copy_way copy_way_of(const char *tmux, const char *sty, const char *term);

/* Whether terminals take TEXT: its sequence is not longer than 100 KB. */
bool copy_fits(struct str text);
/* The longest text that fits, in bytes. */
extern const size_t copy_limit;

/* Appends the sequence that copies TEXT, as it must be written on WAY. */
void copy_append_sequence(
    struct strbuf *buffer, struct str text, enum copy_way way);

/*
 * Gives TEXT to COMMAND, words for a program that is found on the search path
 * PATH, as its standard input. False with ERROR filled (what was run, and what
 * became of it).
 */
bool copy_run(
    struct str text, const char *command, const char *path, struct error *error);

#endif
