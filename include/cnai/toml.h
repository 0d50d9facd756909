/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_TOML_H
#define CNAI_TOML_H

#include <stdbool.h>
#include "cnai/memory.h"
#include "cnai/str.h"
#include "cnai/yaml_tree.h"

/*
 * Reads TEXT, TOML, into ARENA as the tree that the same values would be in
 * YAML: tables are maps, strings are quoted scalars, all else is plain. What
 * is not understood costs its own line; the first such place goes to PROBLEM,
 * and the answer is false. *ROOT is a map, or NULL where there are no keys.
 * Stops at 64 levels of nesting.
 */
bool toml_read(struct str text, struct arena *arena, struct yaml_node **root,
    struct yaml_problem *problem);

#endif
