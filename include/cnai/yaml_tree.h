/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_YAML_TREE_H
#define CNAI_YAML_TREE_H

#include <stdbool.h>
#include "cnai/memory.h"
#include "cnai/str.h"

/*
 * A YAML document as a small tree, read event by event. Front matter and the
 * configuration share it. Aliases stand for the node they name (shared, not
 * copied); merge keys (<<) are resolved by yaml_find().
 */
enum yaml_kind {
	YAML_SCALAR,
	YAML_LIST,
	YAML_MAP,
};

struct yaml_node {
	enum yaml_kind kind;
	struct str text;     /* of a scalar; may hold any character YAML can */
	bool is_plain;       /* a scalar without quotes, so it may be a number */
	struct str tag;      /* explicit tag such as "!!str", else empty */
	size_t line, column; /* from 1, in the text given to yaml_read() */
	struct yaml_node *first; /* of a list or map: items, or key, value... */
	struct yaml_node *next;
	struct yaml_node *target; /* not NULL: this is an alias of that node */
};

struct yaml_problem {
	size_t line, column; /* from 1 */
	const char *message; /* in the arena */
};

/*
 * Reads TEXT into ARENA and sets *ROOT (NULL for an empty document). On bad
 * YAML fills PROBLEM, returns false, and leaves in *ROOT what could be read
 * before it. Stops at 64 levels of nesting.
 */
bool yaml_read(struct str text, struct arena *arena, struct yaml_node **root,
    struct yaml_problem *problem);

/* NODE, or what it is an alias of; NULL for NULL. */
const struct yaml_node *yaml_resolve(const struct yaml_node *node);

/*
 * The value of KEY in MAP, its case ignored, the last of several; NULL where
 * there is none or MAP is no map. Looks through merge keys.
 */
const struct yaml_node *yaml_find(const struct yaml_node *map, const char *key);

#endif
