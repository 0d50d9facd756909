/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_TYPED_LINE_H
#define CNAI_TYPED_LINE_H

#include <stdbool.h>
#include "cnai/str.h"

/* Lines from standard input, and long texts page by page where somebody types
 * them. */

enum typed_line {
	TYPED_LINE,
	TYPED_CANCELLED, /* ^C: the line is not to be obeyed */
	TYPED_END,       /* of the input */
};

/* From here on until typed_line_end() ^C cancels a line instead of ending the
 * program; only where somebody types. */
void typed_line_begin(void);
void typed_line_end(void);

/* Prints PROMPT where somebody types, and reads a line of any length into
 * LINE, which keeps its beginning, without the line end. */
enum typed_line typed_line_read(const char *prompt, struct strbuf *line);

/* Writes TEXT, lines with their ends, to standard output. On a terminal on
 * which somebody types it waits after each page; any line but an empty one, ^C
 * or the end of input leaves the rest out. */
void typed_line_page(struct str text);

#endif
