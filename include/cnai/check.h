/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_CHECK_H
#define CNAI_CHECK_H

#include <stdbool.h>
#include "cnai/archive.h"
#include "cnai/error.h"

/* A linter for those who write the posts of an archive. */

struct check_rule {
	const char *name;
	enum severity severity;
	bool is_default;         /* looked at unless turned off */
	const char *description; /* what is wrong where it finds something */
};

enum { CHECK_RULES_MAX = 32 };

/* How many rules there are, and one of them. */
size_t check_rule_count(void);
const struct check_rule *check_rule(size_t index);

/* Which rules count. */
struct check_choice {
	bool is_on[CHECK_RULES_MAX];
};

/*
 * Sets CHOICE to the defaults changed by TEXT, which may be NULL: "+rule" and
 * "-rule", separated by commas, from left to right; "all" is every rule.
 * False with ERROR filled where TEXT names no rule.
 */
bool check_choose(
    struct check_choice *choice, const char *text, struct error *error);

/*
 * Reads all posts of ARCHIVE, loaded with hidden posts, and adds what is wrong
 * with them to FOUND, sorted: what the archive says and what is seen here.
 */
void check_archive(const struct archive *archive, const struct check_choice *choice,
    struct diagnostics *found);

#endif
