/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_OPENER_H
#define CNAI_OPENER_H

#include <stdbool.h>
#include "cnai/error.h"
#include "cnai/str.h"

/* Handing a link to another program, never through a shell. */

/*
 * The command to open URL with: an argument vector ended by NULL that the
 * caller frees with opener_free(). Taken from BROWSER (the variable's value:
 * commands separated by colons, of which the first that can be found counts;
 * %s in one is the URL, %% a percent sign, words split at blanks, quotes
 * honoured; without %s the URL comes last), else xdg-open, else open.
 * PATH is the search path. NULL with ERROR filled and the remedy named where
 * URL may not be opened or no program is there.
 */
char **opener_command(
    struct str url, const char *browser, const char *path, struct error *error);
void opener_free(char **command);

/*
 * Runs COMMAND with standard input and output as they are, and waits. False
 * with ERROR filled where it cannot be started or does not exit with 0.
 * Signals are at their defaults in it.
 */
bool opener_run(char *const *command, struct error *error);

/* Appends the OSC 52 sequence that makes a terminal copy TEXT. */
void opener_append_copy_sequence(struct strbuf *buffer, struct str text);

#endif
