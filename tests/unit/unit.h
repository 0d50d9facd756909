/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_TESTS_UNIT_H
#define CNAI_TESTS_UNIT_H

/* What every unit test needs, in the order cmocka wants it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "cnai/str.h"

/* Fails with both texts shown unless ACTUAL is exactly EXPECTED. */
static inline void
assert_str(struct str actual, const char *expected)
{
	char *copy = str_copy(actual);

	assert_string_equal(copy, expected);
	assert_int_equal(actual.length, strlen(expected));
	free(copy);
}

#endif
