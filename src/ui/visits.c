/* SPDX-License-Identifier: Apache-2.0 */
/* The places that have been read: a list, and which of them is read now. */
#include <stdlib.h>
#include <string.h>
#include "cnai/str.h"
#include "cnai/visits.h"

/* Forgets COUNT visits from FIRST on. */
static void
forget(struct visits *visits, size_t first, size_t count)
{
	struct visit *items = visits->items;

	for (size_t i = 0; i < count; i++)
		free(items[first + i].path);
	memmove(&items[first], &items[first + count],
	    (visits->count - first - count) * sizeof(*items));
	visits->count -= count;
}

void
visits_go(struct visits *visits, const char *path, uint32_t place)
{
	if (visits->count)
		forget(visits, visits->current + 1,
		    visits->count - visits->current - 1);
	if (visits->count == VISITS_MAX)
		forget(visits, 0, 1);
	visits->current = visits->count++;
	visits->items[visits->current] =
	    (struct visit){.path = str_copy(str_of(path)), .place = place};
}

void
visits_note(struct visits *visits, const char *path, uint32_t place)
{
	struct visit *visit = &visits->items[visits->current];

	if (visits->count && strcmp(visit->path, path) == 0)
		visit->place = place;
}

const struct visit *
visits_step(struct visits *visits, int step)
{
	if (step < 0 ? visits->current == 0 : visits->current + 1 >= visits->count)
		return NULL;
	visits->current += step < 0 ? (size_t)-1 : 1;
	return &visits->items[visits->current];
}

const struct visit *
visits_last(const struct visits *visits)
{
	return visits->count ? &visits->items[visits->current] : NULL;
}

void
visits_clear(struct visits *visits)
{
	forget(visits, 0, visits->count);
	visits->current = 0;
}
