/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_HISTORY_H
#define CNAI_HISTORY_H

#include <stddef.h>
#include "cnai/str.h"

/*
 * Lines that were entered, the newest last, and a place among them while one
 * is looked for. Begin with all zero; free with history_clear().
 */
struct history {
	char **lines;
	size_t count, capacity;
	size_t place; /* the line shown; COUNT: what was typed */
	char *typed;  /* before going back; NULL at the newest end */
};

/* More lines than these are not kept: the oldest go. */
enum { HISTORY_LIMIT = 500 };

/*
 * Adds LINE, unless it is empty or the newest already, and goes to the newest
 * end. Reading the lines from 0 to COUNT and adding them in that order makes
 * the same history.
 */
void history_add(struct history *history, struct str line);

/*
 * The next line before or behind the place that begins as what was typed; NOW
 * is what stands in the prompt. Behind the newest comes what was typed itself.
 * NULL where there is none: the place stays. Valid until the next call.
 */
const char *history_older(struct history *history, struct str now);
const char *history_newer(struct history *history);

/* Goes to the newest end: the line was changed, or given up. */
void history_leave(struct history *history);

void history_clear(struct history *history);

#endif
