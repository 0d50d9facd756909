/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_LOCATION_H
#define CNAI_LOCATION_H

#include <stdbool.h>
#include "cnai/config.h"
#include "cnai/str.h"

/* Where the archive is. */
struct location {
	char *path;          /* NULL where none was found */
	char *named_by;      /* what named it, for messages; NULL: the user */
	struct strbuf tried; /* one line for each place looked at, safe to write */
};

/*
 * Finds the archive: OPTION (what --archive said, or NULL), CNAI_ARCHIVE,
 * CONFIG, the source tree, the data folder, in this order. A place
 * that was named counts whether it exists or not. PROGRAM is the program's
 * first argument. Free with location_clear().
 */
void location_find(struct location *location, const char *option,
    const struct config *config, const char *program);
void location_clear(struct location *location);

#endif
