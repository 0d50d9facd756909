/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_TESTS_READING_H
#define CNAI_TESTS_READING_H

#include "cnai/yaml_tree.h"

/* What came of reading front matter, of whatever language, as a tree. */
struct reading {
	struct arena arena; /* the caller clears it */
	struct yaml_node *root;
	struct yaml_problem problem;
	bool is_good;
};

static inline struct reading
reading_by(bool (*read)(struct str text, struct arena *arena,
	       struct yaml_node **root, struct yaml_problem *problem),
    struct str text)
{
	struct reading reading = {0};

	reading.is_good =
	    read(text, &reading.arena, &reading.root, &reading.problem);
	return reading;
}

#endif
