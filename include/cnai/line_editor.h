/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_LINE_EDITOR_H
#define CNAI_LINE_EDITOR_H

#include <stdbool.h>
#include "cnai/str.h"

/* One line of input. Begin with all zero; free with line_editor_free(). */
struct line_editor {
	struct strbuf text;   /* UTF-8 */
	size_t cursor;        /* bytes, between two clusters */
	struct strbuf killed; /* cut away last, for ^Y; outlives the line */
};

void line_editor_set(struct line_editor *editor, struct str text);
/* Begins another line: what was cut away can still be put back. */
void line_editor_clear(struct line_editor *editor);
void line_editor_free(struct line_editor *editor);

/*
 * Types TEXT at the cursor: what is not UTF-8 becomes U+FFFD, controls become
 * blanks, and what is too long for a line is cut. Returns whether all of it is
 * there.
 */
bool line_editor_paste(struct line_editor *editor, struct str text);

/*
 * Obeys KEY: types a character, or moves and deletes as readline does (arrows,
 * Home, End, Backspace, Delete, ^A ^E ^B ^F ^H ^D ^U ^K ^W ^Y ^T, and Alt with
 * b, f, d, Backspace). Returns false if the key means nothing here.
 */
bool line_editor_key(struct line_editor *editor, int key);

#endif
