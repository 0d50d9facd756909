/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_REGEX_PROGRAM_H
#define CNAI_REGEX_PROGRAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "regex.h"

/* What a regular expression is compiled to. */

enum instruction_kind {
	INSTRUCTION_CHARACTER,
	INSTRUCTION_ANY, /* but a line end */
	INSTRUCTION_SET,
	INSTRUCTION_SPLIT, /* goes on at both x and y from here */
	INSTRUCTION_JUMP,  /* goes on at x from here */
	INSTRUCTION_LINE_START,
	INSTRUCTION_LINE_END,
	INSTRUCTION_WORD_BORDER,
	INSTRUCTION_NO_WORD_BORDER,
	INSTRUCTION_MATCH,
};

enum set_kind {
	SET_DIGIT = 1 << 0,
	SET_SPACE = 1 << 1,
	SET_WORD = 1 << 2,
	SET_NOT_DIGIT = 1 << 3,
	SET_NOT_SPACE = 1 << 4,
	SET_NOT_WORD = 1 << 5,
	SET_PUNCTUATION = 1 << 6,
	SET_LETTER = 1 << 7,
	SET_UPPER = 1 << 8,
	SET_LOWER = 1 << 9,
};

struct character_range {
	uint32_t first, last;
};

struct character_set {
	bool is_negated;
	unsigned kinds; /* bits of enum set_kind */
	struct character_range *ranges;
	size_t count, capacity;
};

struct instruction {
	enum instruction_kind kind;
	uint32_t character; /* or the number of a set */
	int32_t x, y;
};

struct regex {
	struct instruction *instructions;
	size_t count, capacity;
	struct character_set *sets;
	size_t set_count, set_capacity;
	unsigned keep;    /* FOLD_KEEP bits */
	bool begins[256]; /* bytes a match can begin with */
};

bool character_set_has(const struct character_set *set, uint32_t character);

/* Fills REGEX from TEXT; false with ERROR and *PLACE filled. */
bool regex_compile(
    struct regex *regex, struct str text, size_t *place, struct error *error);

#endif
