/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_KEYMAP_PRESET_H
#define CNAI_KEYMAP_PRESET_H

#include "cnai/config.h"

/* A key of a preset. A command that does not exist is passed over. */
struct preset_key {
	const char *view; /* NULL: all views */
	const char *key, *command;
};

/* The keys of PRESET; the last has no key. */
const struct preset_key *keymap_preset(enum keys_preset preset);

#endif
