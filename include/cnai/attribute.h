/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_ATTRIBUTE_H
#define CNAI_ATTRIBUTE_H

#include "cnai/str.h"

/*
 * Attributes that Hugo takes for the element before them: "{#id .class
 * key=value}". Returns where those at the end of TEXT begin, with the blanks
 * before them, and sets *ID to the id, empty if there is none; TEXT.length if
 * it does not end in attributes.
 */
size_t attribute_start(struct str text, struct str *id);

#endif
