/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_VISITS_H
#define CNAI_VISITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * The places that have been read in a session, to go back to and forward
 * again as in a web browser. A place is a path within the archive and an
 * offset into the post's text, so that it outlives a change of the archive.
 */
struct visit {
	char *path;
	uint32_t place;
};

enum { VISITS_MAX = 200 };

struct visits {
	struct visit items[VISITS_MAX];
	size_t count;
	size_t current; /* the one that is read now or was read last; COUNT at
			   first */
};

/* Says that PLACE of PATH is read now, by scrolling and the like: nothing is
 * left. It says nothing if another path was gone to last. */
void visits_note(struct visits *visits, const char *path, uint32_t place);

/* Says that PATH will be read: what was read before can be gone back to, and
 * what lay ahead is forgotten. */
void visits_go(struct visits *visits, const char *path, uint32_t place);

/* The place STEP (1 or -1) from the one that is read now, which becomes that;
 * NULL where there is none. */
const struct visit *visits_step(struct visits *visits, int step);

/* The place that was read last; NULL at first. */
const struct visit *visits_last(const struct visits *visits);

void visits_clear(struct visits *visits);

#endif
