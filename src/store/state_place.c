/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A place that outlives changes of its text: a little of the text is kept with
 * it and looked for, less and less of it, nearest to where it was.
 */
#include "state_place.h"

enum { BEFORE = 48, BEHIND = 96, LEAST = 12 };

static size_t
character_start(struct str text, size_t offset)
{
	if (offset > text.length)
		offset = text.length;
	while (offset && offset < text.length &&
	       ((unsigned char)text.data[offset] & 0xC0) == 0x80)
		offset--;
	return offset;
}

struct place
place_keep(struct str text, size_t offset)
{
	const size_t at = character_start(text, offset);
	const size_t start = at > BEFORE ? at - BEFORE : 0;
	const size_t end = text.length - at > BEHIND ? at + BEHIND : text.length;

	return (struct place){at, str_slice(text, start, end), at - start};
}

static size_t
distance(size_t a, size_t b)
{
	return a > b ? a - b : b - a;
}

/* Where PART stands nearest to NEAR; TEXT.length if nowhere. */
static size_t
find_nearest(struct str text, struct str part, size_t near)
{
	size_t best = text.length;
	size_t at = 0;

	while (part.length &&
	       (at = str_find_byte(text, at, part.data[0])) + part.length <=
		   text.length) {
		const bool fits =
		    memcmp(text.data + at, part.data, part.length) == 0;

		if (fits && (best == text.length ||
				distance(at, near) < distance(best, near)))
			best = at;
		at++;
	}
	return best;
}

size_t
place_recall(const struct place *place, struct str text)
{
	const struct str around = place->around;
	size_t start = 0, end = around.length;

	/* First all of it, then what follows the place, then ever less. */
	while (end > start && (end - start >= LEAST || end == around.length)) {
		const struct str part = str_slice(around, start, end);
		const size_t near = place->offset - place->before + start;
		const size_t found = find_nearest(text, part, near);

		if (found < text.length)
			return character_start(text, found + place->before - start);
		if (start < place->before)
			start = place->before;
		else
			end = start + (end - start) / 2;
	}
	if (place->before >= LEAST) {
		const struct str part = str_slice(around, 0, place->before);
		const size_t found =
		    find_nearest(text, part, place->offset - place->before);

		if (found < text.length)
			return character_start(text, found + place->before);
	}
	return character_start(text, place->offset);
}
