/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_CONFIG_H
#define CNAI_CONFIG_H

#include <stdbool.h>
#include <stdio.h>
#include "cnai/error.h"
#include "cnai/str.h"
#include "cnai/theme.h"

/* What the user has set in $XDG_CONFIG_HOME/cnai-read/config.yaml. */

enum when {
	WHEN_AUTO,
	WHEN_ALWAYS,
	WHEN_NEVER,
};

enum keys_preset {
	KEYS_DEFAULT,
	KEYS_NEWSBOAT,
	KEYS_LESS,
	KEYS_VI,
};

/*
 * A pair of names whose meaning others know: a key and its command, a role and
 * its look. GROUP is the view the key is for; NULL: all. Lines and columns
 * count from 1.
 */
struct config_entry {
	char *group, *name, *value;
	size_t line, column;             /* of the name */
	size_t value_line, value_column; /* of the value */
};

struct config_entries {
	struct config_entry *items; /* in the file's order */
	size_t count, capacity;
};

struct config {
	char *archive; /* NULL: not set; an absolute path */
	int width;     /* columns of text at most */
	struct theme theme;
	char *theme_name;
	struct config_entries roles; /* of the theme that were set one by one */
	enum keys_preset keys_preset;
	struct config_entries keys; /* keys that differ from the preset's */
	char *browser, *copy_command, *editor; /* commands; NULL: not set */
	char *base_url; /* of the archive's site; NULL: not set */
	enum when hyperlinks;
	bool uses_mouse;
	bool folds_repeated;  /* sections that the post before has too */
	bool shows_emoji;     /* ":name:" becomes the character */
	bool is_smart_quotes; /* typographic quotes and dashes */
	bool numbers_links;   /* in the interface, always */
	bool rings_bell;
};

/*
 * Reads the configuration; what is missing has its default. Wrong entries go
 * to DIAGNOSTICS, with the file's full path, and the rest counts. Free with
 * config_clear().
 */
void config_load(struct config *config, struct diagnostics *diagnostics);
/* The same from TEXT instead of a file, into CONFIG, which holds the defaults
 * (config_init()); PATH is an absolute one, for messages and relative paths. */
void config_read(struct config *config, struct str text, const char *path,
    struct diagnostics *diagnostics);
/* All defaults, without reading a file. Free with config_clear(). */
void config_init(struct config *config);
/* Takes the theme NAME, without any looks set one by one; false, and no
 * change, if there is none. */
bool config_set_theme(struct config *config, const char *name);
void config_clear(struct config *config);

/*
 * Writes CONFIG as a configuration file, each setting below a line that says
 * what it does. Read back it gives the same.
 */
void config_print(const struct config *config, FILE *stream);

/*
 * Where the configuration file is looked for: under $XDG_CONFIG_HOME, else
 * ~/.config. NULL where neither variable helps. The caller frees it.
 */
char *config_path(void);

#endif
