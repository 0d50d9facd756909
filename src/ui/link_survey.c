/* SPDX-License-Identifier: Apache-2.0 */
/* Mentions are gathered in the archive's order and sorted once, at the end:
 * then equal hosts, addresses and posts stand together. */
#include <stdlib.h>
#include "cnai/link_host.h"
#include "cnai/link_survey.h"
#include "cnai/memory.h"
#include "cnai/post_document.h"

enum {
	POSTS_AT_ONCE = 16,
	BYTES_AT_ONCE = 200000, /* then the rest waits for the next turn */
};

static int
compare_sizes(size_t a, size_t b)
{
	return (a > b) - (a < b);
}

/* In small letters, so that a host is one however it is written. */
static int
compare_hosts(struct str a, struct str b)
{
	const size_t length = a.length < b.length ? a.length : b.length;

	for (size_t i = 0; i < length; i++) {
		const int left = a.data[i] | (a.data[i] >= 'A' ? 0x20 : 0);
		const int right = b.data[i] | (b.data[i] >= 'A' ? 0x20 : 0);

		if (left != right)
			return left < right ? -1 : 1;
	}
	return compare_sizes(a.length, b.length);
}

static int
compare_mentions(const void *a, const void *b)
{
	const struct mention *left = a, *right = b;
	const int orders[] = {
	    compare_sizes(right->weight, left->weight),
	    compare_hosts(left->host, right->host),
	    str_compare(left->url, right->url),
	    compare_sizes(left->post, right->post),
	    compare_sizes(left->place, right->place),
	};

	for (size_t i = 0; i < sizeof(orders) / sizeof(*orders); i++)
		if (orders[i])
			return orders[i];
	return 0;
}

static void
add_mentions(
    struct link_survey *survey, const struct document *document, size_t post)
{
	for (size_t i = 0; i < document->link_count; i++) {
		const struct link *link = &document->links[i];
		struct str url;

		if (!link->number)
			continue;
		url = (struct str){
		    arena_copy(&survey->arena, link->url.data, link->url.length),
		    link->url.length};
		survey->mentions =
		    memory_reserve(survey->mentions, &survey->capacity,
			survey->count + 1, sizeof(*survey->mentions));
		survey->mentions[survey->count++] = (struct mention){
		    .host = link_host(url),
		    .url = url,
		    .post = post,
		    .place = link->start,
		};
	}
}

static void
sort(struct link_survey *survey)
{
	struct mention *mentions = survey->mentions;
	size_t start = 0;

	if (!survey->count)
		return;
	qsort(mentions, survey->count, sizeof(*mentions), compare_mentions);
	for (size_t i = 1; i <= survey->count; i++) {
		if (i < survey->count &&
		    compare_hosts(mentions[i].host, mentions[start].host) == 0)
			continue;
		for (size_t j = start; j < i; j++)
			mentions[j].weight =
			    mentions[j].host.length ? i - start : 0;
		start = i;
	}
	qsort(mentions, survey->count, sizeof(*mentions), compare_mentions);
}

bool
link_survey_is_busy(const struct link_survey *survey, const struct archive *archive)
{
	return survey->next < archive->count;
}

void
link_survey_work(struct link_survey *survey, const struct archive *archive)
{
	size_t bytes = 0;

	for (size_t i = 0; i < POSTS_AT_ONCE && bytes < BYTES_AT_ONCE &&
			   survey->next < archive->count;
	     i++) {
		const size_t post = survey->next++;
		struct document *document =
		    post_document(archive, &archive->posts[post], POST_WHOLE);

		bytes += document->text.length;
		add_mentions(survey, document, post);
		document_free(document);
	}
	if (survey->next >= archive->count)
		sort(survey);
}

void
link_survey_clear(struct link_survey *survey)
{
	free(survey->mentions);
	arena_clear(&survey->arena);
	*survey = (struct link_survey){0};
}

/* Rows. */

struct rows {
	struct survey_row *items;
	size_t count, capacity;
};

/* Adds a row and returns its index. */
static size_t
add_row(struct rows *rows, enum survey_row_kind kind, size_t mention)
{
	rows->items = memory_reserve(
	    rows->items, &rows->capacity, rows->count + 1, sizeof(*rows->items));
	rows->items[rows->count] = (struct survey_row){kind, mention, 0};
	return rows->count++;
}

struct survey_row *
link_survey_rows(const struct link_survey *survey, size_t *count)
{
	struct rows rows = {0};
	size_t host = 0, address = 0;

	for (size_t i = 0; i < survey->count; i++) {
		const struct mention *mention = &survey->mentions[i];
		const bool is_host =
		    i == 0 || compare_hosts(mention[-1].host, mention->host) != 0;
		const bool is_address =
		    is_host || !str_equal(mention[-1].url, mention->url);

		if (is_host)
			host = add_row(&rows, SURVEY_HOST, i);
		if (is_address) {
			address = add_row(&rows, SURVEY_ADDRESS, i);
			rows.items[host].count++;
		}
		if (is_address || mention[-1].post != mention->post) {
			add_row(&rows, SURVEY_POST, i);
			rows.items[address].count++;
		}
	}
	*count = rows.count;
	return rows.items;
}
