/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_CHECK_DATE_H
#define CNAI_CHECK_DATE_H

#include <stdbool.h>
#include <stdint.h>
#include "cnai/str.h"

/*
 * Finds the last date in TEXT, a title or a file name: "19th April 2024",
 * "29 April - 03 May 2024", "April 22-26, 2024", "2024-04-19", also with
 * other signs between the parts. Of a span that is its end. Sets *DAY to the
 * days since 1970-01-01. Without day, month and year there is no date.
 */
bool check_date_find(struct str text, int64_t *day);

#endif
