/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_OPENER_H
#define CNAI_OPENER_H

#include <stdbool.h>
#include <stddef.h>
#include "cnai/error.h"
#include "cnai/str.h"

/* Handing a link to another program, never through a shell. */

/* The commands that may open a link, in the order in which they are tried. */
struct opener;

/*
 * How to open URL. Taken from BROWSER (the variable's value: commands
 * separated by colons, of which those count that can be found; %s in one is
 * the URL, %% a percent sign, words split at blanks, quotes honoured; without
 * %s the URL comes last), else xdg-open, else open. PATH is the search path.
 * NULL with ERROR filled (the reason without the URL, and the remedy) where
 * URL may not be opened or no program is there. Free with opener_free().
 */
struct opener *opener_new(
    struct str url, const char *browser, const char *path, struct error *error);
void opener_free(struct opener *opener);

/* The command tried at INDEX, an argument vector ended by NULL; NULL behind
 * the last. */
char *const *opener_command(const struct opener *opener, size_t index);

/*
 * Runs one command after the other as program_run() does, until one exits
 * with 0. False with ERROR filled (the reason without the URL) where none
 * does, or where one was interrupted.
 */
bool opener_run(const struct opener *opener, struct error *error);

/* Appends the OSC 52 sequence that makes a terminal copy TEXT. */
void opener_append_copy_sequence(struct strbuf *buffer, struct str text);

#endif
