/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_WALK_H
#define CNAI_WALK_H

#include <stdbool.h>
#include "cnai/error.h"
#include "folder.h"
#include "share.h"

/* Who gets the folders of a walk, one after the other. */
struct walk_visitor {
	/* May keep the folder by folder_take(); false ends the walk. */
	bool (*visit)(void *data, struct folder *folder);
	void *data;
};

/* What a walk finds besides posts; strings are in the share's arena. */
struct walk_result {
	const char *title;    /* in the root's _index.md; NULL for none */
	const char **folders; /* the caller frees the array */
	size_t folder_count, folder_capacity;
};

/*
 * Visits ROOT and all folders below it; SHARE reads their sections and has
 * room for their paths. RESULT begins as {0}. False with ERROR (the reason alone)
 * if the root cannot be opened.
 */
bool walk_folders(const char *root, struct share *share,
    const struct walk_visitor *visitor, struct walk_result *result,
    struct error *error);

/* The folder ROOT with the one post NAME, and the section it is in. */
struct folder *walk_single(const char *root, const char *name, struct share *share,
    struct walk_result *result);

#endif
