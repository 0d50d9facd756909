/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_PATTERN_H
#define CNAI_PATTERN_H

#include <stdbool.h>
#include <stdint.h>
#include "cnai/fold.h"
#include "cnai/query.h"

/* A word or a phrase to look for. */
struct pattern;

/*
 * TEXT in the case, and with the accents, that it is written in where it has
 * any: see query.h. NULL where there is nothing in it that could be seen. The
 * caller frees it with pattern_free().
 */
struct pattern *pattern_new(struct str text);
void pattern_free(struct pattern *pattern);

/* What FOLD_KEEP bits TEXT asks for by the way it is written. */
unsigned pattern_keep(struct str text);

/* Memory for looking: one for each pattern, text and thread. */
struct pattern_scan {
	struct fold_cache *cache; /* of the pattern's keep; may be NULL */
	size_t *starts;           /* pattern_length() of them */
};

size_t pattern_length(const struct pattern *pattern);
unsigned pattern_kept(const struct pattern *pattern);

/* The first place in TEXT from OFFSET on, in whole characters. */
bool pattern_find(const struct pattern *pattern, const struct pattern_scan *scan,
    struct str text, size_t offset, struct match *match);

#endif
