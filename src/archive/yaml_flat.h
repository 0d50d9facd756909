/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_YAML_FLAT_H
#define CNAI_YAML_FLAT_H

#include <stdbool.h>
#include "cnai/yaml_tree.h"

/*
 * Reads TEXT, which holds only characters that YAML knows, into ARENA if it
 * is as plain as most front matter: keys in the first column; texts on one
 * line, literal blocks (|), or lists of texts. The tree is the one that
 * yaml_read() makes. False for anything else, which is then not looked at.
 */
bool yaml_read_flat(struct str text, struct arena *arena, struct yaml_node **root);

#endif
