/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A list of lines, and a walk through those that begin as the one that was
 * typed. The walk ends with the typed line, so nothing is lost by looking.
 */
#include <stdlib.h>
#include "cnai/history.h"
#include "cnai/memory.h"

static void
drop_oldest(struct history *history)
{
	free(history->lines[0]);
	history->count--;
	memmove(history->lines, history->lines + 1,
	    history->count * sizeof(*history->lines));
}

static bool
is_newest(const struct history *history, struct str line)
{
	return history->count &&
	       str_equal(line, str_of(history->lines[history->count - 1]));
}

void
history_add(struct history *history, struct str line)
{
	if (line.length && !is_newest(history, line)) {
		if (history->count == HISTORY_LIMIT)
			drop_oldest(history);
		history->lines = memory_reserve(history->lines, &history->capacity,
		    history->count + 1, sizeof(*history->lines));
		history->lines[history->count++] = str_copy(line);
	}
	history_leave(history);
}

static bool
fits(const struct history *history, size_t index)
{
	return str_starts_with(
	    str_of(history->lines[index]), str_of(history->typed));
}

const char *
history_older(struct history *history, struct str now)
{
	if (!history->typed) {
		history->typed = str_copy(now);
		history->place = history->count;
	}
	for (size_t i = history->place; i-- > 0;) {
		/* One that equals what is there would seem to do nothing. */
		if (fits(history, i) &&
		    !str_equal(now, str_of(history->lines[i]))) {
			history->place = i;
			return history->lines[i];
		}
	}
	return NULL;
}

const char *
history_newer(struct history *history)
{
	if (!history->typed || history->place >= history->count)
		return NULL;
	for (size_t i = history->place + 1; i < history->count; i++) {
		if (fits(history, i)) {
			history->place = i;
			return history->lines[i];
		}
	}
	history->place = history->count;
	return history->typed;
}

void
history_leave(struct history *history)
{
	free(history->typed);
	history->typed = NULL;
	history->place = history->count;
}

void
history_clear(struct history *history)
{
	history_leave(history);
	for (size_t i = 0; i < history->count; i++)
		free(history->lines[i]);
	free(history->lines);
	*history = (struct history){0};
}
