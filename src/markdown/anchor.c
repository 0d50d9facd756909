/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Where a heading's name is taken Hugo adds "-1", "-2" and so on. Here the
 * names stay as they are and are counted; a link's "name-2" that no heading
 * has is then the third "name".
 */
#include <stdlib.h>
#include "cnai/anchor.h"
#include "cnai/memory.h"
#include "cnai/unicode.h"
#include "cnai/url.h"

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

void
anchors_add(struct anchors *anchors, struct str id, size_t target)
{
	if (!id.length)
		return;
	anchors->items = memory_reserve(anchors->items, &anchors->capacity,
	    anchors->count + 1, sizeof(*anchors->items));
	anchors->items[anchors->count++] = (struct anchor){
	    .name = {arena_copy(&anchors->arena, id.data, id.length), id.length},
	    .target = (uint32_t)target};
}

/* The character in small letters; 0 if it is left out, a blank is a "-". */
static uint32_t
name_character(uint32_t character)
{
	if (character == ' ')
		return '-';
	if (character == '-' || character == '_')
		return character;
	if (character < 0x80 && !(character >= '0' && character <= '9'))
		return (character | 0x20) >= 'a' && (character | 0x20) <= 'z'
			   ? character | 0x20
			   : 0;
	return character != UTF8_INVALID && unicode_is_word(character)
		   ? unicode_lower(character)
		   : 0;
}

static void
append_name(struct strbuf *name, struct str text)
{
	size_t length;

	text = str_trim(text);
	for (size_t i = 0; i < text.length; i += length) {
		const uint32_t character =
		    name_character(utf8_decode(text, i, &length));
		char bytes[4];

		if (character && character < 0x80)
			strbuf_append_byte(name, (char)character);
		else if (character)
			strbuf_append(name,
			    (struct str){bytes, utf8_encode(character, bytes)});
	}
}

void
anchors_add_heading(struct anchors *anchors, struct str text, size_t target)
{
	struct strbuf name = {0};

	strbuf_reserve(&name, text.length);
	append_name(&name, text);
	if (!name.length)
		strbuf_append_string(&name, "heading");
	anchors_add(anchors, strbuf_str(&name), target);
	strbuf_clear(&name);
}

static int
compare_anchors(const void *a, const void *b)
{
	const struct anchor *left = a, *right = b;
	const int order = str_compare(left->name, right->name);

	if (order)
		return order;
	if (left->repeat != right->repeat)
		return left->repeat < right->repeat ? -1 : 1;
	return 0;
}

/* Sorts by name and then by place, which is counted. Most documents have no
 * link to an anchor, so this is done when the first is looked for. */
static void
sort_anchors(struct anchors *anchors)
{
	if (anchors->is_sorted)
		return;
	anchors->is_sorted = true;
	for (size_t i = 0; i < anchors->count; i++)
		anchors->items[i].repeat = (uint32_t)i;
	if (anchors->count)
		qsort(anchors->items, anchors->count, sizeof(*anchors->items),
		    compare_anchors);
	for (size_t i = 0; i < anchors->count; i++) {
		struct anchor *anchor = &anchors->items[i];

		anchor->repeat = 0;
		if (i && str_equal(anchor[-1].name, anchor->name))
			anchor->repeat = anchor[-1].repeat + 1;
	}
}

static const struct anchor *
find_repeat(const struct anchors *anchors, struct str name, uint32_t repeat)
{
	const struct anchor key = {.name = name, .repeat = repeat};

	return bsearch(
	    &key, anchors->items, anchors->count, sizeof(key), compare_anchors);
}

static const struct anchor *
find_anchor(struct anchors *anchors, struct str name)
{
	const struct anchor *anchor;
	size_t digits = name.length;
	uint32_t repeat = 0;

	sort_anchors(anchors);
	anchor = find_repeat(anchors, name, 0);
	while (
	    digits && name.length - digits < 6 && is_digit(name.data[digits - 1]))
		digits--;
	if (anchor || digits == name.length || digits < 2 ||
	    name.data[digits - 1] != '-')
		return anchor;
	for (size_t i = digits; i < name.length; i++)
		repeat = repeat * 10 + (uint32_t)(name.data[i] - '0');
	return find_repeat(anchors, str_slice(name, 0, digits - 1), repeat);
}

void
anchors_resolve(struct anchors *anchors, struct document *document)
{
	struct strbuf name = {0};

	if (!anchors->count)
		return;
	for (size_t i = 0; i < document->link_count; i++) {
		struct link *link = &document->links[i];
		const struct anchor *anchor;

		if (link->has_target || link->is_image || link->url.length < 2 ||
		    link->url.data[0] != '#')
			continue;
		strbuf_truncate(&name, 0);
		url_append_decoded(
		    &name, str_slice(link->url, 1, link->url.length));
		anchor = find_anchor(anchors, strbuf_str(&name));
		link->has_target = anchor != NULL;
		link->target = anchor ? anchor->target : 0;
	}
	strbuf_clear(&name);
}

void
anchors_hand_over(struct anchors *anchors, struct document *document)
{
	if (!anchors->count)
		return;
	anchors_free(document->anchors);
	document->anchors = memory_alloc(sizeof(*document->anchors));
	*document->anchors = *anchors;
	*anchors = (struct anchors){0};
}

bool
anchors_find(const struct document *document, struct str fragment, uint32_t *target)
{
	const struct anchor *anchor = NULL;
	struct strbuf name = {0};

	url_append_decoded(&name, fragment);
	if (document->anchors && name.length)
		anchor = find_anchor(document->anchors, strbuf_str(&name));
	strbuf_clear(&name);
	if (anchor)
		*target = anchor->target;
	return anchor != NULL;
}

void
anchors_free(struct anchors *anchors)
{
	if (anchors)
		anchors_clear(anchors);
	free(anchors);
}

void
anchors_clear(struct anchors *anchors)
{
	free(anchors->items);
	arena_clear(&anchors->arena);
	*anchors = (struct anchors){0};
}
