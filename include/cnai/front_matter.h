/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_FRONT_MATTER_H
#define CNAI_FRONT_MATTER_H

#include <stdbool.h>
#include "cnai/error.h"
#include "cnai/memory.h"
#include "cnai/str.h"
#include "cnai/yaml_tree.h"

/* The block of keys and values at the top of a post. */
enum front_matter_kind {
	FRONT_MATTER_NONE,
	FRONT_MATTER_YAML, /* between lines of --- */
	FRONT_MATTER_TOML, /* between lines of +++ */
	FRONT_MATTER_JSON, /* one { object } */
};

struct front_matter {
	enum front_matter_kind kind;
	bool is_closed;
	size_t start;       /* offset of the opening fence */
	size_t start_line;  /* the line it stands on, from 1 */
	struct str text;    /* what stands between the fences */
	size_t text_line;   /* the line TEXT begins on */
	size_t body_offset; /* where the Markdown begins */
	size_t body_line;
};

/* Finds the front matter of TEXT, a whole file. */
struct front_matter front_matter_find(struct str text);

/*
 * The keys and values of FRONT, in ARENA; NULL where there are none. What is
 * wrong goes to DIAGNOSTICS for PATH. Where there turns out to be no front
 * matter behind an opening fence, FRONT's body begins at that fence.
 */
const struct yaml_node *front_matter_read(struct front_matter *front,
    const char *path, struct arena *arena, struct diagnostics *diagnostics);

#endif
