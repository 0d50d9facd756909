/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The addresses that Hugo gives to the posts: the path without its ending, in
 * small letters and with hyphens for blanks, and what "slug", "url" and
 * "aliases" name. Only made when a link leads to no file of its name, which is
 * rare: all front matter is read again for it.
 */
#include <stdlib.h>
#include <string.h>
#include "cnai/value.h"
#include "cnai/yaml_tree.h"
#include "rules.h"

struct check_addresses {
	struct str *items; /* sorted */
	size_t count, capacity;
	struct arena arena;
};

static char
address_byte(char c)
{
	if (c >= 'A' && c <= 'Z')
		return (char)(c - 'A' + 'a');
	return c == ' ' ? '-' : c;
}

/* FOLDER and NAME as an address; FOLDER may be empty. */
static void
add_address(struct check_addresses *addresses, struct str folder, struct str name)
{
	const size_t length = folder.length + (folder.length > 0) + name.length;
	char *address = arena_alloc(&addresses->arena, length + 1);

	memcpy(address, folder.data, folder.length);
	if (folder.length)
		address[folder.length] = '/';
	if (name.length)
		memcpy(address + length - name.length, name.data, name.length);
	for (size_t i = 0; i < length; i++)
		address[i] = address_byte(address[i]);
	addresses->items = memory_reserve(addresses->items, &addresses->capacity,
	    addresses->count + 1, sizeof(*addresses->items));
	addresses->items[addresses->count++] = (struct str){address, length};
}

/* The last part of an address such as "/news/some-post/". */
static struct str
last_part(struct str address)
{
	size_t start;

	while (address.length && address.data[address.length - 1] == '/')
		address.length--;
	start = address.length;
	while (start > 0 && address.data[start - 1] != '/')
		start--;
	return str_slice(address, start, address.length);
}

static void
add_value(struct check_addresses *addresses, struct str folder,
    const struct yaml_node *value)
{
	const struct str name = last_part(value_text(yaml_resolve(value)));

	if (name.length)
		add_address(addresses, folder, name);
}

static void
add_values(struct check_addresses *addresses, struct str folder,
    const struct yaml_node *map)
{
	static const char *const keys[] = {"slug", "url", "aliases"};

	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
		const struct yaml_node *value = yaml_find(map, keys[i]);

		if (!value)
			continue;
		if (value->kind == YAML_SCALAR)
			add_value(addresses, folder, value);
		for (const struct yaml_node *item =
			 value->kind == YAML_LIST ? value->first : NULL;
		     item; item = item->next)
			add_value(addresses, folder, item);
	}
}

static void
add_post(struct check_addresses *addresses, const struct archive *archive,
    const struct post *post, struct strbuf *text)
{
	const struct str name = post_name(post->path);
	const size_t start = (size_t)(name.data - post->path);
	const struct str folder = {post->path, start ? start - 1 : 0};
	struct diagnostics known = {0};
	struct arena arena = {0};
	struct error error = {0};

	add_address(addresses, folder, name);
	if (post->is_readable && archive_read_post(archive, post, text, &error)) {
		struct front_matter front = front_matter_find(strbuf_str(text));

		add_values(addresses, folder,
		    front_matter_read(&front, post->path, &arena, &known));
	}
	error_clear(&error);
	diagnostics_clear(&known);
	arena_clear(&arena);
}

static int
compare_addresses(const void *left, const void *right)
{
	const struct str *a = left, *b = right;

	return str_compare(*a, *b);
}

static struct check_addresses *
addresses_new(const struct archive *archive)
{
	struct check_addresses *addresses = memory_alloc(sizeof(*addresses));
	struct strbuf text = {0};

	for (size_t i = 0; i < archive->count; i++)
		add_post(addresses, archive, &archive->posts[i], &text);
	if (addresses->count)
		qsort(addresses->items, addresses->count, sizeof(*addresses->items),
		    compare_addresses);
	strbuf_clear(&text);
	return addresses;
}

void
addresses_free(struct check_addresses *addresses)
{
	if (!addresses)
		return;
	free(addresses->items);
	arena_clear(&addresses->arena);
	free(addresses);
}

/* The first address that is not before ADDRESS; empty if there is none. */
static struct str
first_from(const struct check_addresses *addresses, struct str address)
{
	size_t low = 0, high = addresses->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (str_compare(addresses->items[middle], address) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < addresses->count ? addresses->items[low] : str_of("");
}

/* Whether ADDRESS, or something in the folder of that name, is known. */
static bool
has_address(const struct check_addresses *addresses, struct strbuf *address)
{
	if (str_equal(
		first_from(addresses, strbuf_str(address)), strbuf_str(address)))
		return true;
	strbuf_append_byte(address, '/');
	return str_starts_with(
	    first_from(addresses, strbuf_str(address)), strbuf_str(address));
}

bool
addresses_have(struct check *check, const char *path)
{
	static const char *const endings[] = {"/index.html", ".html", ".md"};
	struct str stem = str_of(path);
	struct strbuf address = {0};
	bool is_found;

	for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++)
		if (str_ends_with(stem, str_of(endings[i])))
			stem.length -= strlen(endings[i]);
	for (size_t i = 0; i < stem.length; i++)
		strbuf_append_byte(&address, address_byte(stem.data[i]));
	if (!check->addresses)
		check->addresses = addresses_new(check->archive);
	is_found = has_address(check->addresses, &address);
	strbuf_clear(&address);
	return is_found;
}
