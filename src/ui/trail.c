/* SPDX-License-Identifier: Apache-2.0 */
/* The archive search that a reader is following. */
#include <stdlib.h>
#include "cnai/memory.h"
#include "cnai/trail.h"

void
trail_set(struct trail *trail, const struct query *query, const struct hit *hits,
    size_t count)
{
	trail_clear(trail);
	trail->query = query;
	trail->posts = memory_resize(NULL, count, sizeof(*trail->posts));
	trail->count = count;
	for (size_t i = 0; i < count; i++)
		trail->posts[i] = hits[i].post;
}

void
trail_clear(struct trail *trail)
{
	free(trail->posts);
	*trail = (struct trail){0};
}

bool
trail_next(const struct trail *trail, size_t post, int step, size_t *next)
{
	for (size_t i = 0; i < trail->count; i++) {
		if (trail->posts[i] != post)
			continue;
		*next = trail->posts[(i + (step > 0 ? 1 : trail->count - 1)) %
				     trail->count];
		return *next != post;
	}
	return false;
}
