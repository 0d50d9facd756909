/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Keys as the hands know them from other programs, where they differ. What
 * loses its only key by that gets another one, which that program does not use
 * for anything there is here.
 */
#include <stddef.h>
#include "keymap_preset.h"

static const struct preset_key none[] = {
    {NULL, NULL, NULL},
};

static const struct preset_key newsboat[] = {
    {NULL, "n", "next-unread"},
    {NULL, "N", "mark-read"},
    {NULL, "A", "mark-all-read"},
    {"reader", "u", "links"},
    {NULL, ".", "next-match"},
    {NULL, ",", "previous-match"},
    {NULL, "s", "write"},
    {"reader", "S", "search"},
    {"list", "g", "sort"},
    {"list", "G", "reverse"},
    {NULL, "R", "reload"},
    {NULL, "^L", "redraw"},
    {NULL, NULL, NULL},
};

static const struct preset_key less[] = {
    {NULL, "e", "line-down"},
    {NULL, "^E", "line-down"},
    {NULL, "y", "line-up"},
    {NULL, "^Y", "line-up"},
    {NULL, "^K", "line-up"},
    {NULL, "z", "page-down"},
    {NULL, "^V", "page-down"},
    {NULL, "w", "page-up"},
    {NULL, "<", "top"},
    {NULL, ">", "end"},
    {NULL, "R", "reload"},
    {NULL, "^R", "redraw"},
    {NULL, "h", "help"},
    {NULL, "v", "edit"},
    {NULL, "V", "source"},
    {NULL, "W", "write"},
    {NULL, "Y", "copy-link"},
    {NULL, "x", "fold"},
    {"reader", "Right", "right"},
    {"reader", "Left", "left"},
    {NULL, NULL, NULL},
};

static const struct preset_key vi[] = {
    {NULL, "^E", "line-down"},
    {NULL, "^Y", "line-up"},
    {NULL, "gg", "top"},
    {NULL, "yy", "copy-link"},
    {NULL, "gx", "open-link"},
    {NULL, "]]", "next-heading"},
    {NULL, "[[", "previous-heading"},
    {NULL, "za", "fold"},
    {NULL, "zz", "redraw"},
    {NULL, "ZQ", "quit"},
    {NULL, NULL, NULL},
};

static const struct preset_key *const presets[] = {
    [KEYS_DEFAULT] = none,
    [KEYS_NEWSBOAT] = newsboat,
    [KEYS_LESS] = less,
    [KEYS_VI] = vi,
};

const struct preset_key *
keymap_preset(enum keys_preset preset)
{
	return presets[preset];
}
