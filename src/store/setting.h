/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_SETTING_H
#define CNAI_SETTING_H

#include "cnai/config.h"
#include "cnai/yaml_tree.h"

/* What the files of the configuration share; nobody else includes this. */

enum setting_kind {
	SETTING_BOOL,
	SETTING_NUMBER,
	SETTING_CHOICE, /* an enum; its values count from 0 as the names do */
	SETTING_TEXT,   /* char *; NULL: not set */
	SETTING_PATH,   /* the same, "~" and relative paths resolved */
	SETTING_KEYS,   /* struct config_entries: keys, or views with keys */
	SETTING_THEME,  /* struct theme; its name and roles beside it */
};

/* A setting is a row: reading, printing and the manual's test follow. */
struct setting {
	const char *name;
	enum setting_kind kind;
	size_t member;       /* its place in struct config */
	const char *initial; /* its default as written; NULL: not set */
	const char *help;
	int least, most;            /* of a number */
	const char *const *choices; /* ends with NULL */
};

extern const struct setting settings[];
extern const size_t setting_count;

/* What reading needs to know and to tell. */
struct setting_reader {
	struct config *config;
	const char *path; /* the file's */
	struct diagnostics *diagnostics;
};

/* Notes what is wrong at NODE. */
void setting_complain(const struct setting_reader *reader,
    const struct yaml_node *node, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Takes VALUE over into the member that SETTING is about, or complains. */
void setting_read(const struct setting_reader *reader,
    const struct setting *setting, const struct yaml_node *value);

/* The member of CONFIG that SETTING is about. */
void *setting_member(const struct config *config, const struct setting *setting);

void config_entries_clear(struct config_entries *entries);

#endif
