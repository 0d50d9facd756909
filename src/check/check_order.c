/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Weights against dates. Where two posts stand the wrong way round, one of
 * them is to blame and the other is not. Blamed are as few posts as can be:
 * those outside the longest row of posts, in the archive's order, whose dates
 * fit. Where there are several such rows, the one with the older posts counts:
 * the mistake is mostly in what was added last.
 */
#include <stdlib.h>
#include <string.h>
#include "cnai/check_date.h"
#include "cnai/value.h"
#include "cnai/yaml_tree.h"
#include "rules.h"

enum { SECONDS_A_DAY = 24 * 60 * 60 };

static int64_t
day_of(int64_t seconds)
{
	return seconds / SECONDS_A_DAY - (seconds % SECONDS_A_DAY < 0);
}

/* The date that the front matter gives, but for when it was last changed. */
static bool
has_written_date(const struct subject *subject)
{
	return subject->post->date.is_set && (subject->post->publish_date.is_set ||
						 yaml_find(subject->map, "date"));
}

void
note_post(struct check *check, struct subject *subject)
{
	const struct post *post = subject->post;
	struct post_note *note = subject->note;
	const struct yaml_node *weight = yaml_find(subject->map, "weight");
	int64_t number;

	(void)check;
	note->weight = subject_key_place(subject, "weight");
	note->is_understood = subject->is_understood;
	note->has_bad_weight =
	    !value_is_null(weight) && !value_integer(weight, &number);
	note->has_day = true;
	if (has_written_date(subject))
		note->day = day_of(post->date.seconds);
	else
		note->has_day = check_date_find(post->title, &note->day) ||
				check_date_find(post_name(post->path), &note->day);
}

/* Posts of one section and language, in the archive's order. */
struct group {
	const struct check *check;
	const size_t *posts; /* indices */
	size_t count;
};

struct member {
	const struct post *post;
	size_t index;
};

/* Two sections may have the same title, but each has its own string. */
static int
compare_places(const struct post *a, const struct post *b)
{
	const uintptr_t left = (uintptr_t)a->section, right = (uintptr_t)b->section;
	int order = strcmp(a->section, b->section);

	if (!order)
		order = (left > right) - (left < right);
	return order ? order : strcmp(a->language, b->language);
}

static int
compare_members(const void *left, const void *right)
{
	const struct member *a = left, *b = right;
	const int order = compare_places(a->post, b->post);

	return order ? order : (a->index > b->index) - (a->index < b->index);
}

static const struct post *
post_at(const struct group *group, size_t i)
{
	return &group->check->archive->posts[group->posts[i]];
}

static const struct post_note *
note_at(const struct group *group, size_t i)
{
	return &group->check->notes[group->posts[i]];
}

/* Fills MEMBERS with the posts that stand in the section's list one day. */
static size_t
collect_members(const struct archive *archive, struct member *members)
{
	size_t count = 0;

	for (size_t i = 0; i < archive->count; i++) {
		const struct post *post = &archive->posts[i];

		if (!post->is_readable ||
		    post->hidden & (HIDDEN_UNLISTED | HIDDEN_EXPIRED))
			continue;
		members[count++] = (struct member){post, i};
	}
	if (count)
		qsort(members, count, sizeof(*members), compare_members);
	return count;
}

/* Calls LOOK for each group of posts that are listed together. */
static void
for_each_group(struct check *check, const struct rule *rule,
    void (*look)(
	struct check *check, const struct rule *rule, const struct group *group))
{
	const size_t room = check->archive->count;
	struct member *members = memory_alloc(room * sizeof(*members));
	size_t *posts = memory_alloc(room * sizeof(*posts));
	const size_t count = collect_members(check->archive, members);
	size_t start = 0;

	for (size_t i = 0; i < count; i++) {
		posts[i] = members[i].index;
		if (i + 1 < count &&
		    compare_places(members[i].post, members[i + 1].post) == 0)
			continue;
		look(check, rule,
		    &(struct group){check, posts + start, i + 1 - start});
		start = i + 1;
	}
	free(posts);
	free(members);
}

static size_t
count_weights(const struct group *group)
{
	size_t count = 0;

	for (size_t i = 0; i < group->count; i++)
		count += post_at(group, i)->weight != 0;
	return count;
}

static void
look_for_no_weight(
    struct check *check, const struct rule *rule, const struct group *group)
{
	const size_t weights = count_weights(group);

	for (size_t i = 0; i < group->count; i++) {
		const struct post *post = post_at(group, i);
		const struct post_note *note = note_at(group, i);

		/* Without weights all around dates make an order as well. */
		if (post->weight || !note->is_understood || note->has_bad_weight ||
		    (!weights && (post->date.is_set || group->count == 1)))
			continue;
		check_report_at(check, rule, post, note->weight,
		    weights ? "the post has no weight, so it stands below all that "
			      "have one"
			    : "the post has neither weight nor date, so its place "
			      "is that of its title");
	}
}

void
find_no_weight(struct check *check, const struct rule *rule)
{
	for_each_group(check, rule, look_for_no_weight);
}

/* Only the title says which of them comes first. */
static bool
are_equal(const struct post *a, const struct post *b)
{
	return a->weight && a->weight == b->weight &&
	       a->date.is_set == b->date.is_set &&
	       a->date.seconds == b->date.seconds;
}

static void
look_for_equal_weights(
    struct check *check, const struct rule *rule, const struct group *group)
{
	for (size_t i = 1; i < group->count; i++) {
		const struct post *post = post_at(group, i);
		const struct post *other = post_at(group, i - 1);

		if (are_equal(post, other))
			check_report_at(check, rule, post,
			    note_at(group, i)->weight,
			    "the weight %lld is that of %s too, so titles say "
			    "which comes first",
			    (long long)post->weight, other->path);
	}
}

void
find_equal_weights(struct check *check, const struct rule *rule)
{
	for_each_group(check, rule, look_for_equal_weights);
}

/* A post that weight orders and whose date is known. */
struct dated {
	int64_t weight, day;
	size_t index;
};

/* Posts of the same weight are another rule's: here they stand as they
 * should. */
static int
compare_dated(const void *left, const void *right)
{
	const struct dated *a = left, *b = right;

	if (a->weight != b->weight)
		return a->weight < b->weight ? -1 : 1;
	if (a->day != b->day)
		return a->day > b->day ? -1 : 1;
	return (a->index > b->index) - (a->index < b->index);
}

/* Fills POSTS with the indices of those posts, and returns how many. */
static size_t
collect_dated(const struct group *group, size_t *posts)
{
	struct dated *dated = memory_alloc(group->count * sizeof(*dated));
	size_t count = 0;

	for (size_t i = 0; i < group->count; i++)
		if (post_at(group, i)->weight && note_at(group, i)->has_day)
			dated[count++] = (struct dated){post_at(group, i)->weight,
			    note_at(group, i)->day, group->posts[i]};
	if (count)
		qsort(dated, count, sizeof(*dated), compare_dated);
	for (size_t i = 0; i < count; i++)
		posts[i] = dated[i].index;
	free(dated);
	return count;
}

/* How many of the COUNT rows known, by the day each ends on, DAY goes on. */
static size_t
row_length_before(
    const struct group *group, const size_t *ends, size_t count, int64_t day)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (note_at(group, ends[middle])->day <= day)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/*
 * Marks in FITS the longest row of posts whose dates fall, found from the
 * oldest up. ENDS[n] is the post that ends the row of n + 1 posts with the
 * oldest end, PREVIOUS[i] the one below post i in its row.
 */
static void
find_longest_row(const struct group *group, bool *fits)
{
	size_t *ends = memory_alloc(group->count * sizeof(*ends));
	size_t *previous = memory_alloc(group->count * sizeof(*previous));
	size_t longest = 0;

	for (size_t i = group->count; i-- > 0;) {
		const size_t length =
		    row_length_before(group, ends, longest, note_at(group, i)->day);

		previous[i] = length ? ends[length - 1] : i;
		ends[length] = i;
		if (length == longest)
			longest++;
	}
	for (size_t i = longest ? ends[longest - 1] : 0; longest > 0; longest--) {
		fits[i] = true;
		i = previous[i];
	}
	free(previous);
	free(ends);
}

static void
append_day(struct strbuf *buffer, int64_t day)
{
	const size_t start = buffer->length;

	post_date_append(buffer,
	    (struct post_date){.is_set = true, .seconds = day * SECONDS_A_DAY});
	strbuf_truncate(buffer, start + strcspn(buffer->data + start, "T"));
}

static void
report_wrong_side(struct check *check, const struct rule *rule,
    const struct group *group, size_t wrong, size_t neighbour)
{
	const bool is_above = wrong < neighbour;
	const struct post *other = post_at(group, neighbour);
	struct strbuf own_day = {0}, other_day = {0};

	append_day(&own_day, note_at(group, wrong)->day);
	append_day(&other_day, note_at(group, neighbour)->day);
	check_report_at(check, rule, post_at(group, wrong),
	    note_at(group, wrong)->weight,
	    "dated %s, it stands %s %s, dated %s: its weight should be %s than "
	    "%lld",
	    own_day.data, is_above ? "above" : "below", other->path, other_day.data,
	    is_above ? "larger" : "smaller", (long long)other->weight);
	strbuf_clear(&own_day);
	strbuf_clear(&other_day);
}

/* How many of the posts ROW are newer than DAY, or as new; they come first. */
static size_t
count_newer(const struct group *group, const size_t *row, size_t count, int64_t day)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (note_at(group, row[middle])->day >= day)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The post that MISPLACED stands on the wrong side of, out of ROW. */
static size_t
find_neighbour(
    const struct group *group, const size_t *row, size_t count, size_t misplaced)
{
	const int64_t day = note_at(group, misplaced)->day;
	const size_t newer = count_newer(group, row, count, day + 1);

	if (newer && row[newer - 1] > misplaced)
		return row[newer - 1];
	return row[count_newer(group, row, count, day)];
}

static void
report_misplaced(struct check *check, const struct rule *rule,
    const struct group *group, const bool *fits)
{
	size_t *row = memory_alloc(group->count * sizeof(*row));
	size_t count = 0;

	for (size_t i = 0; i < group->count; i++)
		if (fits[i])
			row[count++] = i;
	for (size_t i = 0; i < group->count; i++)
		if (!fits[i])
			report_wrong_side(check, rule, group, i,
			    find_neighbour(group, row, count, i));
	free(row);
}

static int
compare_days(const void *left, const void *right)
{
	const int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;

	return (a > b) - (a < b);
}

/* Whether most posts have a date of their own. The pages of a manual, say,
 * share one, and are not ordered by it. */
static bool
have_own_days(const struct group *group)
{
	int64_t *days = memory_alloc(group->count * sizeof(*days));
	size_t different = group->count > 0;

	for (size_t i = 0; i < group->count; i++)
		days[i] = note_at(group, i)->day;
	if (group->count)
		qsort(days, group->count, sizeof(*days), compare_days);
	for (size_t i = 1; i < group->count; i++)
		different += days[i] != days[i - 1];
	free(days);
	return different * 2 > group->count;
}

static void
look_for_wrong_order(
    struct check *check, const struct rule *rule, const struct group *group)
{
	size_t *posts = memory_alloc(group->count * sizeof(*posts));
	struct group dated = {check, posts, collect_dated(group, posts)};
	bool *fits = memory_alloc(dated.count * sizeof(*fits));

	if (have_own_days(&dated)) {
		find_longest_row(&dated, fits);
		report_misplaced(check, rule, &dated, fits);
	}
	free(fits);
	free(posts);
}

void
find_wrong_order(struct check *check, const struct rule *rule)
{
	for_each_group(check, rule, look_for_wrong_order);
}
