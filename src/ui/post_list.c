/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The archive's order is that of its indices, so a sort needs keys only where
 * it is another one, and equal keys fall back to the index.
 */
#include "cnai/post_list.h"
#include <stdlib.h>
#include "cnai/check_date.h"
#include "cnai/memory.h"
#include "cnai/unicode.h"

enum { SECONDS_A_DAY = 24 * 60 * 60 };

static const char *const filter_names[POST_FILTERS] = {
    [POST_FILTER_ALL] = "all",
    [POST_FILTER_UNREAD] = "unread",
    [POST_FILTER_BOOKMARKED] = "bookmarked",
};

static const char *const sort_names[POST_SORTS] = {
    [POST_SORT_WEIGHT] = "by weight",
    [POST_SORT_DATE] = "by date",
    [POST_SORT_TITLE] = "by title",
};

const char *
post_filter_name(enum post_filter filter)
{
	return filter_names[filter];
}

const char *
post_sort_name(enum post_sort sort)
{
	return sort_names[sort];
}

bool
post_list_day(const struct post *post, int64_t *day)
{
	if (!post->date.is_set)
		return check_date_find(post->title, day);
	*day = post->date.seconds / SECONDS_A_DAY;
	return true;
}

/* What a post is sorted by. */
struct key {
	size_t post;
	int64_t day;
	struct strbuf title;
};

static int
compare_posts(const struct key *a, const struct key *b)
{
	return (a->post > b->post) - (a->post < b->post);
}

static int
compare_days(const void *left, const void *right)
{
	const struct key *a = left, *b = right;

	if (a->day != b->day)
		return a->day < b->day ? 1 : -1;
	return compare_posts(a, b);
}

static int
compare_titles(const void *left, const void *right)
{
	const struct key *a = left, *b = right;
	const int order = str_compare(strbuf_str(&a->title), strbuf_str(&b->title));

	return order ? order : compare_posts(a, b);
}

static void
set_key(struct key *key, const struct post *post, size_t index)
{
	*key = (struct key){.post = index, .day = INT64_MIN};
	post_list_day(post, &key->day);
	unicode_append_title_key(&key->title, post->title);
}

static void
sort(struct post_list *list, const struct archive *archive)
{
	int (*const compare)(const void *, const void *) =
	    list->sort == POST_SORT_DATE ? compare_days : compare_titles;
	struct key *keys;

	if (list->sort == POST_SORT_WEIGHT || !list->count)
		return;
	keys = memory_alloc(list->count * sizeof(*keys));
	for (size_t i = 0; i < list->count; i++)
		set_key(&keys[i], &archive->posts[list->posts[i]], list->posts[i]);
	qsort(keys, list->count, sizeof(*keys), compare);
	for (size_t i = 0; i < list->count; i++) {
		list->posts[i] = keys[i].post;
		strbuf_clear(&keys[i].title);
	}
	free(keys);
}

static bool
is_shown(enum post_filter filter, const struct state *state, size_t post)
{
	if (filter == POST_FILTER_UNREAD)
		return !state_is_read(state, post);
	if (filter == POST_FILTER_BOOKMARKED)
		return state_is_bookmarked(state, post);
	return true;
}

static void
reverse(struct post_list *list)
{
	for (size_t i = 0; i < list->count / 2; i++) {
		size_t *other = &list->posts[list->count - 1 - i];
		const size_t post = list->posts[i];

		list->posts[i] = *other;
		*other = post;
	}
}

void
post_list_fill(struct post_list *list, const struct archive *archive,
    const struct state *state)
{
	list->posts = memory_reserve(
	    list->posts, &list->capacity, archive->count, sizeof(*list->posts));
	list->count = 0;
	for (size_t i = 0; i < archive->count; i++)
		if (is_shown(list->filter, state, i))
			list->posts[list->count++] = i;
	sort(list, archive);
	if (list->is_reversed)
		reverse(list);
}

void
post_list_clear(struct post_list *list)
{
	free(list->posts);
	*list = (struct post_list){0};
}

size_t
post_list_find(const struct post_list *list, size_t post)
{
	/* Unsorted and unfiltered, a post stands at its own index. */
	if (post < list->count && list->posts[post] == post)
		return post;
	for (size_t i = 0; i < list->count; i++)
		if (list->posts[i] == post)
			return i;
	return list->count;
}
