/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_UNICODE_H
#define CNAI_UNICODE_H

#include <stdbool.h>
#include <stdint.h>
#include "cnai/str.h"

/* UTF-8 and the Unicode tables; the only door to libunistring. */

enum { UTF8_INVALID = 0x110000 }; /* just past the last character */

/*
 * Decodes the character at OFFSET, inside TEXT, and sets *LENGTH to its
 * bytes. Bytes that are not UTF-8 give UTF8_INVALID and the length of what
 * one replacement character stands for (at least 1).
 */
uint32_t utf8_decode(struct str text, size_t offset, size_t *length);

/* Writes CHARACTER to BYTES (room for 4) and returns its length. */
size_t utf8_encode(uint32_t character, char *bytes);

/* Where the first byte that is not UTF-8 stands; TEXT.length if none does. */
size_t utf8_invalid_offset(struct str text);

/* Appends TEXT with each invalid part replaced by U+FFFD. */
void utf8_append_valid(struct strbuf *buffer, struct str text);

/* The character's simple lower case, for comparing without regard to case. */
uint32_t unicode_lower(uint32_t character);
bool unicode_is_upper(uint32_t character);
/* Letters, digits and marks: what a word is made of. */
bool unicode_is_word(uint32_t character);
/* White space of any script, line ends included. */
bool unicode_is_space(uint32_t character);

/*
 * Where lines may break (UAX 14). TEXT must be valid UTF-8; BREAKS has
 * TEXT.length elements, and BREAKS[i] is true if a line may begin at byte i.
 */
void unicode_line_breaks(struct str text, bool *breaks);

/*
 * Compares two titles as Hugo sorts them: first by letters without accents
 * and case, then by accents, then by case with lower before upper.
 */
int unicode_compare_titles(struct str a, struct str b);

/* Appends TITLE as bytes that compare, by str_compare(), as it does. */
void unicode_append_title_key(struct strbuf *key, struct str title);

bool unicode_is_lower(uint32_t character);

/* Room for what one character becomes in the two functions below. */
enum { UNICODE_PARTS_MAX = 24 };

/*
 * The character's compatibility decomposition: letters apart from their
 * accents, full width as half width; Korean syllables stay whole. PARTS has
 * room for UNICODE_PARTS_MAX; returns how many there are, at least 1.
 */
size_t unicode_decompose(uint32_t character, uint32_t *parts);

/* The character's full case folding, such as "ss" of a sharp s; as above. */
size_t unicode_fold_case(uint32_t character, uint32_t *parts);

#endif
