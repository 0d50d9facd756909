/* SPDX-License-Identifier: Apache-2.0 */
/* What a post is known by when its path alone does not say: 64 bits of a hash
 * (FNV-1a), enough for posts of one reader, whom nobody gains by deceiving. */
#include <stdlib.h>
#include "state_key.h"

enum { KEY_SIZE = 8 };

int64_t
key_of_path(const struct post *post)
{
	return (int64_t)str_hash(STR_HASH_START, str_of(post->path));
}

int64_t
key_of_title(const struct post *post)
{
	struct strbuf date = {0};
	uint64_t value;

	if (!post->has_title)
		return 0;
	strbuf_append_string(&date, "\n");
	if (post->date.is_set)
		strbuf_printf(&date, "%lld", (long long)post->date.seconds);
	value = str_hash(str_hash(STR_HASH_START, post->title), strbuf_str(&date));
	strbuf_clear(&date);
	return (int64_t)value;
}

int64_t
key_of_text(const struct archive *archive, const struct post *post, int64_t *size)
{
	struct strbuf text = {0};
	struct error error = {0};
	int64_t key = 0;

	*size = 0;
	if (archive_read_post(archive, post, &text, &error) &&
	    post->body_offset < text.length) {
		const struct str body =
		    str_slice(strbuf_str(&text), post->body_offset, text.length);

		*size = (int64_t)body.length;
		key = (int64_t)str_hash(STR_HASH_START, body);
	}
	error_clear(&error);
	strbuf_clear(&text);
	return key;
}

static void
write_key(char bytes[KEY_SIZE], int64_t key)
{
	for (int i = 0; i < KEY_SIZE; i++)
		bytes[i] = (char)((uint64_t)key >> (56 - 8 * i));
}

static int
compare_keys(const void *a, const void *b)
{
	return memcmp(a, b, KEY_SIZE);
}

static void
add_key(struct strbuf *set, int64_t key)
{
	char bytes[KEY_SIZE];

	write_key(bytes, key);
	strbuf_append(set, (struct str){bytes, KEY_SIZE});
}

struct strbuf
key_set_of(const struct archive *archive)
{
	struct strbuf set = {0};

	for (size_t i = 0; i < archive->count; i++) {
		const int64_t title = key_of_title(&archive->posts[i]);

		add_key(&set, key_of_path(&archive->posts[i]));
		if (title)
			add_key(&set, title);
	}
	if (set.length)
		qsort(set.data, set.length / KEY_SIZE, KEY_SIZE, compare_keys);
	return set;
}

bool
key_set_has(struct str set, int64_t key)
{
	char bytes[KEY_SIZE];

	write_key(bytes, key);
	return set.length >= KEY_SIZE &&
	       bsearch(
		   bytes, set.data, set.length / KEY_SIZE, KEY_SIZE, compare_keys);
}

bool
key_sets_are_alike(struct str a, struct str b)
{
	const size_t larger =
	    (a.length > b.length ? a.length : b.length) / KEY_SIZE;
	size_t i = 0, j = 0, shared = 0;

	while (i + KEY_SIZE <= a.length && j + KEY_SIZE <= b.length) {
		const int order = memcmp(a.data + i, b.data + j, KEY_SIZE);

		shared += order == 0;
		i += order <= 0 ? KEY_SIZE : 0;
		j += order >= 0 ? KEY_SIZE : 0;
	}
	return larger && shared * 2 >= larger;
}
