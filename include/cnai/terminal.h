/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_TERMINAL_H
#define CNAI_TERMINAL_H

#include <stdbool.h>
#include "cnai/config.h"
#include "cnai/options.h"
#include "cnai/output.h"

/* What standard output is, and what may be written to it. */
struct terminal {
	bool is_interactive; /* it can show a screen, and keys can be read */
	bool is_plain;       /* it gets no escape sequences at all */
	bool is_dialogue;    /* lines can be typed and their answers read */
	int columns;         /* lines are cut to this; 0: never */
	int width;           /* pages are laid out at this */
	struct output_options output;
};

/*
 * Asks standard input, standard output, the environment, OPTIONS and, for
 * what these leave open, CONFIG. ARCHIVE is the archive's path, or NULL:
 * where it is "-", standard input is the post and keys come from the terminal
 * itself.
 */
void terminal_describe(struct terminal *terminal, const struct options *options,
    const struct config *config, const char *archive);

#endif
