/* SPDX-License-Identifier: Apache-2.0 */
/*
 * "~" and "~~" pair up as cmark's "*" do, among the texts of one parent, after
 * cmark is done with its own marks. What waits to be ended is a stack; each
 * entry knows the one of its length below it, so that none is looked at twice.
 */
#include <stdlib.h>
#include <string.h>
#include <cmark.h>
#include "cnai/autolink.h"
#include "cnai/strikethrough.h"
#include "cnai/unicode.h"

enum { LENGTH_MAX = 2 };

struct finder {
	struct arena *arena;
	struct strike **openers; /* that wait for their ends */
	size_t count, capacity;
	struct strike *first, **end; /* of the text being read */
};

static bool
is_word(uint32_t character)
{
	return unicode_is_word(character);
}

/* What stands beside a text where it ends: other marks, or a line's end. */
static uint32_t
character_beside(cmark_node *text, cmark_node *sibling)
{
	cmark_node *parent = cmark_node_parent(text);

	if (!sibling)
		return cmark_node_get_type(parent) >= CMARK_NODE_FIRST_INLINE
			   ? '*'
			   : '\n';
	return cmark_node_get_type(sibling) == CMARK_NODE_SOFTBREAK ||
		       cmark_node_get_type(sibling) == CMARK_NODE_LINEBREAK
		   ? '\n'
		   : '*';
}

static uint32_t
character_before(cmark_node *node, struct str text, size_t offset)
{
	size_t length;

	if (offset == 0)
		return character_beside(node, cmark_node_previous(node));
	do
		offset--;
	while (offset && ((unsigned char)text.data[offset] & 0xC0) == 0x80);
	return utf8_decode(text, offset, &length);
}

static uint32_t
character_behind(cmark_node *node, struct str text, size_t offset)
{
	size_t length;

	if (offset == text.length)
		return character_beside(node, cmark_node_next(node));
	return utf8_decode(text, offset, &length);
}

/* Ends what the last opener began, if it is as long; else neither counts. */
static void
close_opener(struct finder *finder, struct strike *strike)
{
	struct strike *opener = finder->openers[--finder->count];

	opener->is_begin = strike->is_end = opener->length == strike->length;
}

static void
push_opener(struct finder *finder, struct strike *strike)
{
	finder->openers = memory_reserve(finder->openers, &finder->capacity,
	    finder->count + 1, sizeof(*finder->openers));
	finder->openers[finder->count++] = strike;
}

/* BEFORE and BEHIND are the characters around the run of tildes. */
static void
pair_strike(
    struct finder *finder, struct strike *strike, uint32_t before, uint32_t behind)
{
	const bool opens =
	    !unicode_is_space(behind) &&
	    (is_word(behind) || unicode_is_space(before) || !is_word(before));
	const bool closes =
	    !unicode_is_space(before) &&
	    (is_word(before) || unicode_is_space(behind) || !is_word(behind));

	if (closes && finder->count)
		close_opener(finder, strike);
	else if (opens)
		push_opener(finder, strike);
}

static void
add_run(struct finder *finder, cmark_node *node, struct str text, size_t start,
    size_t end)
{
	struct strike *strike;

	if (end - start > LENGTH_MAX)
		return;
	strike = arena_alloc(finder->arena, sizeof(*strike));
	*strike = (struct strike){.offset = start, .length = end - start};
	*finder->end = strike;
	finder->end = &strike->next;
	pair_strike(finder, strike, character_before(node, text, start),
	    character_behind(node, text, end));
}

/* The tildes in an address are its own. */
static void
read_text(struct finder *finder, cmark_node *node)
{
	const struct str text = str_of(cmark_node_get_literal(node));
	struct autolink_reader reader = autolink_begin(text);
	struct autolink link;
	bool has_link = autolink_next(&reader, &link);
	size_t end;

	for (size_t i = 0; i < text.length; i = end) {
		const char *tilde = memchr(text.data + i, '~', text.length - i);

		if (!tilde)
			break;
		end = (size_t)(tilde - text.data);
		while (has_link && link.end <= end)
			has_link = autolink_next(&reader, &link);
		if (has_link && link.start <= end) {
			end = link.end;
			continue;
		}
		i = end;
		while (end < text.length && text.data[end] == '~')
			end++;
		add_run(finder, node, text, i, end);
	}
}

static void
find_all(cmark_node *node, struct arena *arena)
{
	struct finder finder = {.arena = arena};
	struct strike *none = arena_alloc(arena, sizeof(*none));

	for (; node; node = cmark_node_next(node)) {
		if (cmark_node_get_type(node) != CMARK_NODE_TEXT ||
		    !strchr(cmark_node_get_literal(node), '~'))
			continue;
		finder.first = NULL;
		finder.end = &finder.first;
		read_text(&finder, node);
		cmark_node_set_user_data(node, finder.first ? finder.first : none);
	}
	free(finder.openers);
}

const struct strike *
strikethrough_of(struct cmark_node *text, struct arena *arena)
{
	if (!cmark_node_get_user_data(text))
		find_all(cmark_node_first_child(cmark_node_parent(text)), arena);
	return cmark_node_get_user_data(text);
}
