/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_PICKER_H
#define CNAI_PICKER_H

#include <stddef.h>
#include "cnai/view.h"

/*
 * The part that all lists share: which entry is selected, and which entries
 * the window shows. An entry takes ENTRY_ROWS rows.
 */
struct picker {
	size_t count;      /* entries */
	size_t selected;   /* less than count, or 0 */
	size_t top;        /* first entry shown */
	size_t chosen_top; /* the same before windows that were too small */
	size_t entry_rows; /* at least 1 */
	size_t rows;       /* of the window */
};

/* Entries that fit into the window, at least 1. */
size_t picker_capacity(const struct picker *picker);

/* Moves the selection; COUNT repeats, or names an entry from 1 for MOVE_TOP
 * and MOVE_END. */
void picker_move(struct picker *picker, enum movement movement, size_t count);

/* Moves the window instead, where there is nothing to select. */
void picker_scroll(struct picker *picker, enum movement movement, size_t count);
/* Puts an entry at the window's top, as far as the entries reach down. */
void picker_scroll_to(struct picker *picker, size_t entry);

/* Selects an entry, or the last one where there are fewer. */
void picker_select(struct picker *picker, size_t entry);

/* Selects the entry on a row of the window; false where there is none. */
bool picker_point(struct picker *picker, int row);

/* Takes a new number of entries or rows and keeps the selection in sight. */
void picker_fit(struct picker *picker, size_t count, size_t rows);

/*
 * Draws the first row of an entry: TEXT, reversed over the whole row where it
 * is the selected one, which the canvas' cursor then stands on.
 */
void picker_draw_entry(struct canvas *canvas, int row, struct str text,
    struct look look, bool is_selected);

/*
 * Columns of a row whose right end belongs to its left, on a screen of COLUMNS:
 * no more than the text of a post has, for the eye has to follow.
 */
int picker_columns(const struct session *session, int columns);

/* Appends " ● 3  ", where the dot says that POST is unread, in
 * picker_number_width() columns; and "★ " if it has a bookmark. */
void picker_append_number(
    const struct session *session, size_t post, size_t number, struct strbuf *text);
int picker_number_width(const struct session *session);
void picker_append_bookmark(
    const struct session *session, size_t post, struct strbuf *text);

/* Appends "3 of 7", or nothing for an empty list. */
void picker_append_place(const struct picker *picker, struct strbuf *text);

#endif
