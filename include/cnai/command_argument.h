/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_COMMAND_ARGUMENT_H
#define CNAI_COMMAND_ARGUMENT_H

#include "cnai/view.h"

/*
 * What is given to a command besides its name. A number for a command on an
 * entry selects that entry first, in views that have entries.
 */

/* Runs COMMAND in VIEW as its key does, with COUNT typed before (0: none). */
struct outcome command_run(
    struct view *view, const struct command *command, size_t count);

/*
 * Runs COMMAND by its name, with COUNT before it and the text BEHIND it. What
 * it does not take is refused, and nothing done.
 */
struct outcome command_run_with(struct view *view, const struct command *command,
    size_t count, struct str behind);

/* COUNT with DIGIT typed behind it, up to where it makes no difference. */
size_t command_count_digit(size_t count, int digit);

/* Takes the digits at the start of TEXT away; 0 where there are none. */
size_t command_take_count(struct str *text);

/* The words of which one may stand behind NAME; they end with a NULL. NULL
 * where there are none to choose from. */
const char *const *command_choices(struct str name);

/* The names of all commands that take something, by INDEX; NULL behind the
 * last. */
const char *command_taking(size_t index);

#endif
