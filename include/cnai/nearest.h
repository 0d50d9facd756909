/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_NEAREST_H
#define CNAI_NEAREST_H

#include <stddef.h>
#include "cnai/str.h"

/*
 * The one of COUNT names that WORD was probably meant to be, or NULL where
 * none is near: at most two letters are other, missing or too many, and no
 * more than half of them. Of equally near ones the first. NAME gives each by its
 * index, from 0.
 */
const char *nearest_name(
    struct str word, const char *(*name)(size_t index), size_t count);
/* The same of NAMES, which end with a NULL. */
const char *nearest_listed(struct str word, const char *const *names);

/* Appends such NAMES as they are told: "weight, date or title". */
void nearest_append_listed(const char *const *names, struct strbuf *text);

#endif
