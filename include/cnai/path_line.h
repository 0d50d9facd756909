/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_PATH_LINE_H
#define CNAI_PATH_LINE_H

#include "cnai/str.h"

/* Paths that are typed: what "~" stands for, and completion. */

/* The file that NAME, with "~/" in front for HOME (NULL: not known), stands
 * for; the caller frees it. */
char *path_line_file(struct str name, const char *home);

/*
 * Completes the path in LINE as far as all files that fit agree; a folder ends
 * with "/". Where several fit, their names are appended to CANDIDATES, each
 * with a line end. Names that begin with a dot are for those who type it.
 */
void path_line_complete(
    struct strbuf *line, struct strbuf *candidates, const char *home);

#endif
