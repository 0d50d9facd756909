/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_FOLD_H
#define CNAI_FOLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "cnai/str.h"
#include "cnai/unicode.h"

/*
 * Text as a search compares it: letters without case and accents, full width
 * as half width, ligatures as letters, typographic signs as those of a
 * keyboard, invisible characters left out. Nothing is copied: a reader gives
 * the folded characters one by one and says which bytes each came from.
 */

/* What folding leaves as it is; a set of bits. */
enum fold_keep {
	FOLD_KEEP_CASE = 1 << 0,
	FOLD_KEEP_ACCENTS = 1 << 1,
	/* Keeps a letter and its accent one character, for regular expressions:
	 * accents are kept or left out all the same. */
	FOLD_KEEP_WHOLE = 1 << 2,
};

enum { FOLD_MAX = 3 * UNICODE_PARTS_MAX };

/*
 * What CHARACTER becomes, in FOLDED with room for FOLD_MAX; returns how many
 * characters that are: none for what is left out, several for a ligature.
 */
size_t fold_character(uint32_t character, unsigned keep, uint32_t *folded);

/* A mark above or below letters of alphabets that can be searched without. */
bool fold_is_accent(uint32_t character);
/* A mark that makes another letter of the kana before it. */
bool fold_is_voice(uint32_t character);
/* Whether the character, or a part of it, is left out without accents. */
bool fold_has_accent(uint32_t character);

/* Remembers what characters became. Zero it, and use it for one KEEP only. */
struct fold_cache {
	struct fold_entry {
		uint32_t character; /* 0: empty */
		uint32_t count;
		uint32_t folded[3];
	} entries[256];
};

/*
 * A folded character and its place: the bytes of the character it is made of.
 * Where one becomes several, all have its place.
 */
struct fold_unit {
	uint32_t character;
	size_t start, end;
};

/* Reads from OFFSET, which is the start of a character; KEEP as above. */
struct fold_reader {
	struct str text;
	size_t offset; /* of what is read next */
	unsigned keep;
	bool joins_space;         /* a run of white space is one blank */
	struct fold_cache *cache; /* may be NULL */
	struct fold_unit unit;
	uint32_t waiting[FOLD_MAX];
	size_t count, next; /* of what waits */
};

/* The next one in reader->unit; false at the end. */
bool fold_next(struct fold_reader *reader);

/* Behind the characters at OFFSET that are left out in folding. */
size_t fold_skip_ignored(struct str text, size_t offset, unsigned keep);

#endif
