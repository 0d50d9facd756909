/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which posts a reader means: ways of naming one, tried in turn, the first
 * that fits anything wins.
 */
#include <stdlib.h>
#include "cnai/archive.h"
#include "cnai/unicode.h"

/* Lower case, and each stretch of white space one blank. */
static void
append_folded(struct strbuf *folded, struct str text)
{
	size_t offset = 0, length;

	text = str_trim(text);
	while (offset < text.length) {
		uint32_t character = utf8_decode(text, offset, &length);
		char bytes[4];

		if (character <= ' ') {
			if (folded->data[folded->length - 1] != ' ')
				strbuf_append_byte(folded, ' ');
		} else if (character == UTF8_INVALID) {
			strbuf_append(
			    folded, str_slice(text, offset, offset + length));
		} else {
			size_t size = utf8_encode(unicode_lower(character), bytes);

			strbuf_append(folded, (struct str){bytes, size});
		}
		offset += length;
	}
}

static bool
contains(struct str text, struct str part)
{
	for (size_t i = 0; i + part.length <= text.length; i++)
		if (str_equal(str_slice(text, i, i + part.length), part))
			return true;
	return false;
}

static bool
is_number(const struct post *post, struct str what)
{
	size_t number = 0;

	for (size_t i = 0; i < what.length; i++) {
		if (what.data[i] < '0' || what.data[i] > '9' || number > 99999999)
			return false;
		number = number * 10 + (size_t)(what.data[i] - '0');
	}
	return number == post->number;
}

static struct str
without_ending(struct str path)
{
	for (size_t i = path.length; i > 0 && path.data[i - 1] != '/'; i--)
		if (path.data[i - 1] == '.')
			return str_slice(path, 0, i - 1);
	return path;
}

static struct str
folder_part(struct str path)
{
	size_t end = path.length;

	while (end > 0 && path.data[end - 1] != '/')
		end--;
	return str_slice(path, 0, end ? end - 1 : 0);
}

static bool
is_path(const struct post *post, struct str what)
{
	struct str path = str_of(post->path), stem = without_ending(path);

	if (str_starts_with(what, str_of("./")))
		what = str_slice(what, 2, what.length);
	return str_equal(path, what) || str_equal(stem, what) ||
	       (str_ends_with(stem, str_of("/index")) &&
		   str_equal(folder_part(path), what));
}

static bool
is_file_name(const struct post *post, struct str what)
{
	const char *slash = strrchr(post->path, '/');
	struct str name = str_of(slash ? slash + 1 : post->path);

	return str_equal(name, what) || str_equal(without_ending(name), what) ||
	       str_equal(post_name_in(post->path, post->language), what);
}

/* Compares the title, folded as WHAT already is. */
static bool
has_title(const struct post *post, struct str what,
    bool (*fits)(struct str title, struct str what))
{
	struct strbuf title = {0};
	bool is_fit;

	append_folded(&title, post->title);
	is_fit = fits(strbuf_str(&title), what);
	strbuf_clear(&title);
	return is_fit;
}

static bool
is_whole_title(const struct post *post, struct str what)
{
	return has_title(post, what, str_equal);
}

static bool
is_part_of_title(const struct post *post, struct str what)
{
	return has_title(post, what, contains);
}

static const struct {
	bool (*fits)(const struct post *post, struct str what);
	bool is_folded;
} ways[] = {
    {is_number, false},
    {is_path, false},
    {is_file_name, false},
    {is_whole_title, true},
    {is_part_of_title, true},
};

/* WHAT relative to the archive, if it is written as a path from outside. */
static struct str
without_root(const struct archive *archive, struct str what)
{
	struct str root = str_of(archive->root);

	while (root.length && root.data[root.length - 1] == '/')
		root.length--;
	if (root.length && what.length > root.length + 1 &&
	    str_starts_with(what, root) && what.data[root.length] == '/')
		return str_slice(what, root.length + 1, what.length);
	return what;
}

size_t
archive_find_posts(
    const struct archive *archive, const char *what, size_t **matches)
{
	struct strbuf folded = {0};
	size_t count = 0;

	*matches = NULL;
	append_folded(&folded, str_of(what));
	if (!folded.length)
		return 0;
	*matches = memory_alloc(archive->count * sizeof(**matches));
	for (size_t i = 0; !count && i < sizeof(ways) / sizeof(*ways); i++) {
		struct str wanted = ways[i].is_folded
					? strbuf_str(&folded)
					: without_root(archive, str_of(what));

		for (size_t post = 0; post < archive->count; post++)
			if (ways[i].fits(&archive->posts[post], wanted))
				(*matches)[count++] = post;
	}
	strbuf_clear(&folded);
	return count;
}
