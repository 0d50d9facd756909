/* SPDX-License-Identifier: Apache-2.0 */
/* Where the user's own files are. */
#include <stddef.h>
#include <stdlib.h>
#include "cnai/file.h"
#include "cnai/folders.h"

char *
folders_path(const char *variable, const char *fallback, const char *name)
{
	const char *folder = getenv(variable);
	const char *home = getenv("HOME");
	char *joined, *path;

	/* A relative folder is to be ignored. */
	if (folder && folder[0] == '/')
		return file_join(folder, name);
	if (!home || !home[0])
		return NULL;
	joined = file_join(home, fallback);
	path = file_join(joined, name);
	free(joined);
	return path;
}
