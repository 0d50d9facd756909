/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The order in which Hugo lists the pages of a section. Weight and date are
 * two numbers, which nearly always decide; titles are turned into bytes that
 * compare as Hugo's collation does, once each, and only where those are equal.
 */
#include <stdlib.h>
#include "cnai/post.h"
#include "cnai/unicode.h"

/* What decides before the title, each the smaller the earlier. */
struct rank {
	enum { RANK_WEIGHT, RANK_NO_WEIGHT, RANK_UNREADABLE } group;
	int64_t weight;
	uint64_t age;
};

struct place {
	struct rank rank;
	size_t index; /* of the post before sorting */
	const char *path;
	struct str title_key; /* empty until it is wanted */
};

static int
compare_numbers(uint64_t a, uint64_t b)
{
	return (a > b) - (a < b);
}

static struct rank
rank_of(const struct post *post)
{
	struct rank rank = {RANK_WEIGHT, post->weight, UINT64_MAX};

	if (!post->is_readable)
		rank.group = RANK_UNREADABLE;
	else if (!post->weight)
		rank.group = RANK_NO_WEIGHT;
	/* No date is older than any; dates are far from 64 bits. */
	if (post->date.is_set)
		rank.age = (uint64_t)(INT64_MAX / 2 - post->date.seconds);
	return rank;
}

static int
compare_ranks(const struct rank *a, const struct rank *b)
{
	if (a->group != b->group)
		return compare_numbers(a->group, b->group);
	if (a->weight != b->weight)
		return a->weight < b->weight ? -1 : 1;
	return compare_numbers(a->age, b->age);
}

static struct str
sort_title(const struct post *post)
{
	if (post->link_title.length)
		return post->link_title;
	return post->has_title ? post->title : (struct str){"", 0};
}

static int
compare_paths(struct str a, struct str b)
{
	size_t i = 0, j = 0;

	while (i < a.length && j < b.length) {
		size_t a_length, b_length;
		uint32_t x = unicode_lower(utf8_decode(a, i, &a_length));
		uint32_t y = unicode_lower(utf8_decode(b, j, &b_length));

		if (x != y)
			return compare_numbers(x, y);
		i += a_length;
		j += b_length;
	}
	if (i < a.length || j < b.length)
		return (i < a.length) - (j < b.length);
	return str_compare(a, b);
}

int
post_compare(const struct post *a, const struct post *b)
{
	const struct rank left = rank_of(a), right = rank_of(b);
	int order = compare_ranks(&left, &right);

	if (!order)
		order = unicode_compare_titles(sort_title(a), sort_title(b));
	return order ? order : compare_paths(str_of(a->path), str_of(b->path));
}

static int
compare_by_rank(const void *left, const void *right)
{
	const struct place *a = left, *b = right;

	return compare_ranks(&a->rank, &b->rank);
}

static int
compare_by_title(const void *left, const void *right)
{
	const struct place *a = left, *b = right;
	int order = str_compare(a->title_key, b->title_key);

	return order ? order : compare_paths(str_of(a->path), str_of(b->path));
}

/* Puts places of equal rank into the order of their titles. */
static void
sort_equals(struct place *places, size_t count, const struct post *posts)
{
	struct arena keys = {0};
	struct strbuf key = {0};

	if (count < 2)
		return;
	for (size_t i = 0; i < count; i++) {
		strbuf_truncate(&key, 0);
		unicode_append_title_key(&key, sort_title(&posts[places[i].index]));
		places[i].title_key = (struct str){
		    arena_copy(&keys, key.data, key.length), key.length};
	}
	qsort(places, count, sizeof(*places), compare_by_title);
	strbuf_clear(&key);
	arena_clear(&keys);
}

/*
 * Moves each post to where its place says, within the array: along circles,
 * each of which needs room for one post only.
 */
static void
move_posts(struct post *posts, struct place *places, size_t count)
{
	for (size_t start = 0; start < count; start++) {
		const struct post first = posts[start];
		size_t to = start;

		while (places[to].index != start) {
			size_t from = places[to].index;

			posts[to] = posts[from];
			places[to].index = to;
			to = from;
		}
		posts[to] = first;
		places[to].index = to;
	}
}

void
posts_sort(struct post *posts, size_t count)
{
	struct place *places = memory_alloc(count * sizeof(*places));
	size_t first = 0;

	for (size_t i = 0; i < count; i++)
		places[i] = (struct place){
		    .rank = rank_of(&posts[i]), .index = i, .path = posts[i].path};
	if (count)
		qsort(places, count, sizeof(*places), compare_by_rank);
	for (size_t i = 1; i <= count; i++) {
		if (i < count && !compare_by_rank(&places[first], &places[i]))
			continue;
		sort_equals(&places[first], i - first, posts);
		first = i;
	}
	move_posts(posts, places, count);
	for (size_t i = 0; i < count; i++)
		posts[i].number = i + 1;
	free(places);
}
