/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_PARAMETER_H
#define CNAI_PARAMETER_H

#include <stdbool.h>
#include "cnai/memory.h"
#include "cnai/str.h"

/*
 * What the shortcode "param" asks a post's front matter for. It is read when
 * it is asked for the first time: few posts ask.
 */
struct yaml_node;
struct parameters {
	struct str file; /* the whole text of the post; empty: it has none */
	bool is_read;
	size_t asked;                   /* how often */
	const struct yaml_node *values; /* NULL for none */
	struct arena arena;
};

/*
 * The scalar that NAME has, borrowed until parameters_clear(); empty if there
 * is none, and where very many are asked for. "a.b" is b in a; what is in
 * "params" counts as if it were not.
 */
struct str parameters_find(struct parameters *parameters, struct str name);
void parameters_clear(struct parameters *parameters);

#endif
