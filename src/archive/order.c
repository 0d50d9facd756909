/* SPDX-License-Identifier: Apache-2.0 */
/* The order in which Hugo lists the pages of a section. */
#include "cnai/post.h"
#include "cnai/unicode.h"

static int
compare_integers(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

static int
compare_readable(const struct post *a, const struct post *b)
{
	return b->is_readable - a->is_readable;
}

static int
compare_weights(const struct post *a, const struct post *b)
{
	if (!a->weight || !b->weight)
		return (a->weight == 0) - (b->weight == 0);
	return compare_integers(a->weight, b->weight);
}

/* No date is older than any. */
static int
compare_dates(const struct post *a, const struct post *b)
{
	if (!a->date.is_set || !b->date.is_set)
		return b->date.is_set - a->date.is_set;
	return compare_integers(b->date.seconds, a->date.seconds);
}

static struct str
sort_title(const struct post *post)
{
	if (post->link_title.length)
		return post->link_title;
	return post->has_title ? post->title : (struct str){"", 0};
}

static int
compare_titles(const struct post *a, const struct post *b)
{
	return unicode_compare_titles(sort_title(a), sort_title(b));
}

static int
compare_paths(const struct post *a, const struct post *b)
{
	struct str left = str_of(a->path), right = str_of(b->path);
	size_t i = 0, j = 0;

	while (i < left.length && j < right.length) {
		size_t left_length, right_length;
		uint32_t x = utf8_decode(left, i, &left_length);
		uint32_t y = utf8_decode(right, j, &right_length);
		int order = compare_integers(unicode_lower(x), unicode_lower(y));

		if (order)
			return order;
		i += left_length;
		j += right_length;
	}
	if (i < left.length || j < right.length)
		return (i < left.length) - (j < right.length);
	return str_compare(left, right);
}

int
post_compare(const struct post *a, const struct post *b)
{
	static int (*const rules[])(const struct post *a, const struct post *b) = {
	    compare_readable,
	    compare_weights,
	    compare_dates,
	    compare_titles,
	    compare_paths,
	};
	int order = 0;

	for (size_t i = 0; !order && i < sizeof(rules) / sizeof(*rules); i++)
		order = rules[i](a, b);
	return order;
}
