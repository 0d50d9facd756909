/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_REGEX_H
#define CNAI_REGEX_H

#include <stdbool.h>
#include "cnai/error.h"
#include "cnai/fold.h"
#include "cnai/query.h"
#include "cnai/str.h"

/*
 * Extended regular expressions as POSIX has them, with \b \B \d \D \s \S \w
 * \W added and back-references left out. The time to look for one grows with
 * the text and with nothing else.
 */
struct regex;

/*
 * NULL with ERROR filled, and *PLACE the byte of TEXT that is wrong. Case and
 * accents count where TEXT has any, as for words. Freed by regex_free().
 */
struct regex *regex_new(struct str text, size_t *place, struct error *error);
void regex_free(struct regex *regex);

/* Memory for looking: one for each expression and thread. */
struct regex_scan;
struct regex_scan *regex_scan_new(const struct regex *regex);
void regex_scan_free(struct regex_scan *scan);

/*
 * The first place in TEXT from OFFSET on, and there the longest; places
 * without a character do not count. "." and "[^...]" do not go beyond a line.
 */
bool regex_find(
    struct regex_scan *scan, struct str text, size_t offset, struct match *match);

#endif
