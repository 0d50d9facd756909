/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_POST_COMMANDS_H
#define CNAI_POST_COMMANDS_H

#include "cnai/view.h"

/*
 * What can be done with a post wherever one is shown: mark it, see its file,
 * write, pipe, edit or copy it. The views that share this table have a "post"
 * in their kind.
 */
extern const struct command_table post_commands;

/* Two of them, of post_marks.c. */
struct outcome post_mark_read(struct view *view, struct argument argument);
struct outcome post_bookmark(struct view *view, struct argument argument);

/* To what was read before (value -1) or after that (1): post_visits.c. */
struct outcome post_visit(struct view *view, struct argument argument);

#endif
