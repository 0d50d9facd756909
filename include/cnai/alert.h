/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_ALERT_H
#define CNAI_ALERT_H

#include "cnai/document.h"

/*
 * Reads "[!NOTE]" at the beginning of a quote's TEXT, in any case and with
 * the "+" or "-" of those that fold. Returns how long it is, with the blanks
 * behind it, where its title begins; 0 if there is none.
 */
size_t alert_read(struct str text, enum alert *alert);

/* Reads "[ ]" or "[x]" at the beginning of an item's TEXT in the same way. A
 * blank has to follow, unless IS_ALONE: a line ends behind TEXT. */
size_t task_read(struct str text, bool is_alone, enum task *task);

#endif
