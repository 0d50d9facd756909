/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_TRAIL_H
#define CNAI_TRAIL_H

#include <stdbool.h>
#include <stddef.h>
#include "cnai/query.h"
#include "cnai/search.h"

/*
 * The archive search that a reader is following: what was looked for and the
 * posts that hold it, in the order of the results, so that "next match" runs
 * on from one post into the next.
 */
struct trail {
	const struct query *query; /* borrowed */
	size_t *posts;             /* indices into the archive's posts */
	size_t count;
};

/* Borrows QUERY and copies the posts of HITS. */
void trail_set(struct trail *trail, const struct query *query,
    const struct hit *hits, size_t count);
void trail_clear(struct trail *trail);

/*
 * Sets *NEXT to the post STEP (1 or -1) places from POST, going round at the
 * ends. False where the trail does not lead through POST, or to no other.
 */
bool trail_next(const struct trail *trail, size_t post, int step, size_t *next);

#endif
