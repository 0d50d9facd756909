/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_CONFIG_H
#define CNAI_CONFIG_H

#include <stdbool.h>
#include "cnai/error.h"

/* What the user has set in $XDG_CONFIG_HOME/cnai-read/config.yaml. */
struct config {
	char *archive; /* NULL if not set; "~/" and relative paths resolved */
};

/*
 * Reads the configuration; one that is missing is an empty one. Wrong entries
 * go to DIAGNOSTICS, with the file's full path, and the rest counts. Free
 * with config_clear().
 */
void config_load(struct config *config, struct diagnostics *diagnostics);
void config_clear(struct config *config);

/*
 * Where the configuration file is looked for: under $XDG_CONFIG_HOME, else
 * ~/.config. NULL where neither variable helps. The caller frees it.
 */
char *config_path(void);

#endif
