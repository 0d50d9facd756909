/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_POST_COMMANDS_H
#define CNAI_POST_COMMANDS_H

#include "cnai/view.h"

/*
 * Commands for the tables of views that are about a post, and have a "post" in
 * their kind: write it to a file, pipe it to a program, edit it, copy it.
 */
struct outcome post_write(struct view *view, struct argument argument);
struct outcome post_pipe(struct view *view, struct argument argument);
struct outcome post_edit(struct view *view, struct argument argument);
struct outcome post_copy(struct view *view, struct argument argument);

#endif
