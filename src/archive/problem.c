/* SPDX-License-Identifier: Apache-2.0 */
/* Which posts have something wrong with them. */
#include <string.h>
#include "cnai/archive.h"

/* The first diagnostic whose path is not before PATH. */
static size_t
first_of(const struct diagnostics *list, const char *path)
{
	size_t low = 0, high = list->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(list->items[middle].path, path) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct diagnostic *
archive_problem(const struct archive *archive, const struct post *post)
{
	const struct diagnostics *list = &archive->diagnostics;

	for (size_t i = first_of(list, post->path); i < list->count; i++) {
		if (strcmp(list->items[i].path, post->path) != 0)
			break;
		if (list->items[i].severity == SEVERITY_ERROR)
			return &list->items[i];
	}
	return NULL;
}
