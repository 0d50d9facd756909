/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The other posts are read a few at a time, between two keys, and counted once
 * each. A large archive fills the numbers in while the list is read.
 */
#include <stdlib.h>
#include "cnai/link_count.h"
#include "cnai/memory.h"
#include "cnai/post_document.h"

enum {
	POSTS_AT_ONCE = 16,
	BYTES_AT_ONCE = 200000, /* then the rest waits for the next turn */
};

struct link_count_entry {
	struct str url;
	size_t posts;
	size_t last; /* the post that was counted last, index + 1 */
};

static int
compare(const void *a, const void *b)
{
	const struct link_count_entry *left = a, *right = b;

	return str_compare(left->url, right->url);
}

void
link_count_begin(
    struct link_count *counts, const struct document *document, size_t own)
{
	size_t kept = 0;

	*counts = (struct link_count){.own = own};
	counts->entries =
	    memory_alloc(document->link_count * sizeof(*counts->entries));
	for (size_t i = 0; i < document->link_count; i++)
		if (document->links[i].number)
			counts->entries[counts->count++].url =
			    document->links[i].url;
	qsort(counts->entries, counts->count, sizeof(*counts->entries), compare);
	for (size_t i = 0; i < counts->count; i++)
		if (!kept ||
		    compare(&counts->entries[kept - 1], &counts->entries[i]) != 0)
			counts->entries[kept++] = counts->entries[i];
	counts->count = kept;
}

void
link_count_clear(struct link_count *counts)
{
	free(counts->entries);
	*counts = (struct link_count){0};
}

bool
link_count_is_busy(const struct link_count *counts, const struct archive *archive)
{
	return counts->count && counts->next < archive->count;
}

static struct link_count_entry *
find(const struct link_count *counts, struct str url)
{
	const struct link_count_entry key = {.url = url};

	return counts->count ? bsearch(&key, counts->entries, counts->count,
				   sizeof(key), compare)
			     : NULL;
}

static void
count_post(struct link_count *counts, const struct document *document, size_t post)
{
	for (size_t i = 0; i < document->link_count; i++) {
		struct link_count_entry *entry =
		    document->links[i].number ? find(counts, document->links[i].url)
					      : NULL;

		if (entry && entry->last != post + 1) {
			entry->last = post + 1;
			entry->posts++;
		}
	}
}

void
link_count_work(struct link_count *counts, const struct archive *archive)
{
	size_t bytes = 0;

	for (size_t i = 0; i < POSTS_AT_ONCE && bytes < BYTES_AT_ONCE &&
			   counts->next < archive->count;
	     i++) {
		const size_t post = counts->next++;
		struct document *document;

		if (post == counts->own)
			continue;
		document =
		    post_document(archive, &archive->posts[post], POST_WHOLE);
		bytes += document->text.length;
		count_post(counts, document, post);
		document_free(document);
	}
}

size_t
link_count_of(const struct link_count *counts, struct str url)
{
	const struct link_count_entry *entry = find(counts, url);

	return entry ? entry->posts : 0;
}
