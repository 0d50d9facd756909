/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_VALUE_H
#define CNAI_VALUE_H

#include <stdbool.h>
#include <stdint.h>
#include "cnai/str.h"
#include "cnai/yaml_tree.h"

/* What a YAML value means to Hugo. NULL nodes are allowed everywhere. */

/* Nothing written: no node, an empty plain scalar, "~" or "null". */
bool value_is_null(const struct yaml_node *node);

/*
 * Reads a whole number in any of the ways YAML and Go write one; fractions
 * are cut off, what 64 bits cannot hold becomes INT64_MIN. False if it is
 * none.
 */
bool value_integer(const struct yaml_node *node, int64_t *integer);

/* Reads true or false, also quoted or as a number; false if it is neither. */
bool value_boolean(const struct yaml_node *node, bool *boolean);

/* A scalar as text, borrowed from NODE; lists, maps and null have none. */
struct str value_text(const struct yaml_node *node);

#endif
