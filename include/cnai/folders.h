/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_FOLDERS_H
#define CNAI_FOLDERS_H

/*
 * The path of the file NAME in the user's folder that the variable VARIABLE
 * names ("XDG_CONFIG_HOME"), else in FALLBACK (".config") of the home folder.
 * NULL where neither helps. The caller frees it.
 */
char *folders_path(const char *variable, const char *fallback, const char *name);

#endif
