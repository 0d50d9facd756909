/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Misspelt names. The distance of two words is how many letters must be
 * changed, put in or taken out to make one of the other. It is found line by
 * line in the table of all beginnings of one against all of the other, of
 * which only one line is kept.
 */
#include <stdbool.h>
#include "cnai/nearest.h"

/* Longer words are near to nothing; keeps the work small. Of a word that is near
 * at least half is right. */
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

/* Whether CANDIDATE is nearer to WORD than all before; then *SHORTEST is how
 * near. */
static bool
is_nearer(struct str word, const char *candidate, size_t *shortest)
{
	const struct str name = str_of(candidate);
	size_t apart;

	if (word.length > LONGEST || name.length > LONGEST)
		return false;
	apart = distance(word, name);
	if (apart >= *shortest || 2 * apart > word.length)
		return false;
	*shortest = apart;
	return true;
}

const char *
nearest_name(struct str word, const char *(*name)(size_t index), size_t count)
{
	const char *nearest = NULL;
	size_t shortest = NEAR + 1;

	for (size_t i = 0; i < count; i++)
		if (is_nearer(word, name(i), &shortest))
			nearest = name(i);
	return nearest;
}

const char *
nearest_listed(struct str word, const char *const *names)
{
	const char *nearest = NULL;
	size_t shortest = NEAR + 1;

	for (; *names; names++)
		if (is_nearer(word, *names, &shortest))
			nearest = *names;
	return nearest;
}

void
nearest_append_listed(const char *const *names, struct strbuf *text)
{
	for (size_t i = 0; names[i]; i++) {
		if (i)
			strbuf_append_string(text, names[i + 1] ? ", " : " or ");
		strbuf_append_string(text, names[i]);
	}
}
