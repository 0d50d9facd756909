/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_JSON_H
#define CNAI_JSON_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include "cnai/str.h"

/*
 * One JSON object a line. Strings become valid UTF-8 (U+FFFD for what is not)
 * and hold no raw control character, so a line is safe on a terminal too.
 */
struct json {
	FILE *stream;
	bool has_member; /* the next member needs a comma before it */
};

void json_begin(struct json *json, FILE *stream);
void json_string(struct json *json, const char *name, struct str value);
void json_integer(struct json *json, const char *name, int64_t value);
void json_boolean(struct json *json, const char *name, bool value);
void json_null(struct json *json, const char *name);
void json_strings(
    struct json *json, const char *name, const struct str *values, size_t count);
/* An array of COUNT pairs: PLACES holds a beginning, an end, and so on. */
void json_ranges(
    struct json *json, const char *name, const size_t *places, size_t count);
/* Closes the object and ends the line. */
void json_end(struct json *json);

#endif
