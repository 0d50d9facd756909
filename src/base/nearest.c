/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Misspelt names. The distance of two words is how many letters must be
 * changed, put in or taken out to make one of the other. It is found line by
 * line in the table of all beginnings of one against all of the other, of
 * which only one line is kept.
 */
#include "cnai/nearest.h"

/* Longer words are near to nothing; keeps the work small. */
enum { LONGEST = 32, NEAR = 2 };

static size_t
smaller(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* The distance of A and B, which are not longer than LONGEST. */
static size_t
distance(struct str a, struct str b)
{
	size_t line[LONGEST + 1];

	for (size_t j = 0; j <= b.length; j++)
		line[j] = j;
	for (size_t i = 1; i <= a.length; i++) {
		size_t diagonal = line[0];

		line[0] = i;
		for (size_t j = 1; j <= b.length; j++) {
			const size_t above = line[j];
			const size_t changed =
			    diagonal + (a.data[i - 1] != b.data[j - 1]);

			line[j] = smaller(changed, smaller(above, line[j - 1]) + 1);
			diagonal = above;
		}
	}
	return line[b.length];
}

const char *
nearest_name(struct str word, const char *(*name)(size_t index), size_t count)
{
	const char *nearest = NULL;
	size_t shortest = NEAR + 1;

	if (word.length > LONGEST)
		return NULL;
	for (size_t i = 0; i < count; i++) {
		const struct str candidate = str_of(name(i));
		const size_t apart = candidate.length > LONGEST
					 ? LONGEST
					 : distance(word, candidate);

		if (apart < shortest && apart < word.length) {
			shortest = apart;
			nearest = name(i);
		}
	}
	return nearest;
}
