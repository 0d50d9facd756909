/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_CASCADE_H
#define CNAI_CASCADE_H

#include <stdbool.h>
#include "cnai/error.h"
#include "cnai/memory.h"
#include "cnai/post.h"
#include "cnai/str.h"

/* What an _index.md says of its section. */
struct section {
	const char *title;             /* in the arena; NULL for none */
	const struct cascade *cascade; /* with OUTER behind it; may be NULL */
	unsigned hidden; /* why Hugo hides all below: see enum hidden_reason */
};

/*
 * Reads TEXT, the _index.md at PATH, into ARENA, which its cascade borrows
 * from; OUTER is what counts in the folder above.
 */
struct section section_read(struct str text, const char *path,
    const struct cascade *outer, struct arena *arena,
    struct diagnostics *diagnostics);

/* Whether CASCADE is for the page at PATH; see struct post_context. */
bool cascade_reaches(const struct cascade *cascade, const char *path,
    const struct post_context *context);

/*
 * Whether TEXT is what Hugo's PATTERN means, letter case ignored: "*" and "?"
 * stop at a slash, "**" does not, [a-z] and {one,other} as in a shell. Gives up
 * on patterns that would take long.
 */
bool glob_matches(struct str pattern, struct str text);

#endif
