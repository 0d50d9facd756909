/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_LINE_EDITOR_H
#define CNAI_LINE_EDITOR_H

#include <stdbool.h>
#include "cnai/str.h"

/* One line of input. Begin with all zero. */
struct line_editor {
	struct strbuf text; /* UTF-8 */
	size_t cursor;      /* bytes, between two clusters */
};

void line_editor_set(struct line_editor *editor, struct str text);
void line_editor_clear(struct line_editor *editor);

/*
 * Obeys KEY: types a character, or moves and deletes as readline does (arrows,
 * Home, End, Backspace, Delete, ^A ^E ^B ^F ^H ^D ^U ^K ^W). Returns false if
 * the key means nothing here.
 */
bool line_editor_key(struct line_editor *editor, int key);

#endif
