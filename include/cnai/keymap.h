/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_KEYMAP_H
#define CNAI_KEYMAP_H

#include "cnai/config.h"
#include "cnai/error.h"
#include "cnai/str.h"
#include "cnai/view.h"

/*
 * Which keys run which command in which view: the command tables' own keys,
 * then those of the preset, then the user's.
 */
struct keymap;

/*
 * What is wrong in CONFIG's keys goes to DIAGNOSTICS. The caller frees it with
 * keymap_free(); NULL is fine there.
 */
struct keymap *keymap_new(
    const struct config *config, struct diagnostics *diagnostics);
void keymap_free(struct keymap *keymap);

/*
 * The command that KEYS (COUNT of them typed so far) run in a view of KIND.
 * NULL with *IS_PREFIX telling whether more keys could make one.
 */
const struct command *keymap_find(const struct keymap *keymap,
    const struct view_kind *kind, const int *keys, size_t count, bool *is_prefix);

/*
 * Appends the keys that run COMMAND in the view with the table VIEW, at most
 * MOST of them, with blanks between; nothing if there are none. The tables
 * that views share may stand for VIEW.
 */
void keymap_append_keys(const struct keymap *keymap,
    const struct command_table *view, const struct command *command, size_t most,
    struct strbuf *text);

#endif
