/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_FINDER_H
#define CNAI_FINDER_H

#include "cnai/picker.h"
#include "cnai/query.h"
#include "cnai/view.h"

/*
 * Search among the entries of a picker, the same in all views that list
 * things: while the phrase is typed the next entry that holds it is selected.
 * A view that has a finder says so in its kind and shares finder_commands.
 */
struct finder {
	struct picker *picker;
	/* Appends what an entry of VIEW says. */
	void (*append_entry)(struct view *view, size_t entry, struct strbuf *text);
	bool scrolls; /* there is nothing to select: the window moves */

	/* The rest begins with all zero. */
	char *phrase;        /* what is looked for; NULL: nothing */
	struct query *query; /* the same; NULL: nothing */
	size_t *entries;     /* that hold it, in order */
	size_t count;
	size_t place;        /* the entry that was gone to last, if it scrolls */
	char *phrase_before; /* while a phrase is typed: the last one */
	size_t selected_before, top_before; /* and where it began */
};

void finder_clear(struct finder *finder);
/* Looks again: the entries are others. */
void finder_look_again(struct view *view);

/* Appends "match 3/14 · ", or what there is to say, for the status line. */
void finder_append_count(const struct finder *finder, struct strbuf *text);

/* As picker_draw_entry(), with what was found standing out. */
void finder_draw_entry(const struct finder *finder, struct canvas *canvas, int row,
    struct str text, struct look look, size_t entry);
/*
 * Has what was found stand out in TEXT, which is a part of ENTRY and has been
 * written with LOOK on WIDTH columns from ROW and COLUMN on.
 */
void finder_mark(const struct finder *finder, struct screen *screen, int row,
    int column, int width, struct str text, struct look look, size_t entry);

extern const struct command_table finder_commands;

#endif
