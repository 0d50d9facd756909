/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Shortcodes, as Hugo's lexer sees them: anywhere in the text, in code as
 * well. Whether one needs a closing tag cannot be told from it alone, so those
 * left open are kept until all posts have been read, and count if the same
 * name is closed somewhere.
 */
#include <stdlib.h>
#include <string.h>
#include "rules.h"

/* A name of a shortcode; they are found by a hash table. */
struct shortcode_name {
	struct str text; /* the arena's */
	bool is_closed_somewhere;
	size_t open; /* how many are open in the post at hand */
};

/* A shortcode without its closing tag. */
struct open_shortcode {
	size_t name;
	const struct post *post;
	struct place place;
};

struct open_shortcodes {
	struct open_shortcode *items;
	size_t count, capacity;
};

struct check_shortcodes {
	struct shortcode_name *names;
	size_t name_count, name_capacity;
	size_t *slots; /* index into names and 1; 0: free */
	size_t slot_count;
	struct open_shortcodes open; /* in the post at hand, as a stack */
	struct open_shortcodes left;
	size_t left_before; /* how many were left before the post at hand */
	struct arena arena;
};

struct check_shortcodes *
shortcodes_new(void)
{
	return memory_alloc(sizeof(struct check_shortcodes));
}

void
shortcodes_free(struct check_shortcodes *shortcodes)
{
	free(shortcodes->names);
	free(shortcodes->slots);
	free(shortcodes->open.items);
	free(shortcodes->left.items);
	arena_clear(&shortcodes->arena);
	free(shortcodes);
}

static size_t
find_slot(const struct check_shortcodes *shortcodes, struct str name)
{
	const uint64_t hash = str_hash(STR_HASH_START, name);
	size_t slot;

	slot = (size_t)(hash ^ hash >> 32) & (shortcodes->slot_count - 1);
	while (
	    shortcodes->slots[slot] &&
	    !str_equal(shortcodes->names[shortcodes->slots[slot] - 1].text, name))
		slot = (slot + 1) & (shortcodes->slot_count - 1);
	return slot;
}

static void
grow_slots(struct check_shortcodes *shortcodes)
{
	shortcodes->slot_count =
	    shortcodes->slot_count ? shortcodes->slot_count * 2 : 64;
	free(shortcodes->slots);
	shortcodes->slots =
	    memory_alloc(shortcodes->slot_count * sizeof(*shortcodes->slots));
	for (size_t i = 0; i < shortcodes->name_count; i++)
		shortcodes
		    ->slots[find_slot(shortcodes, shortcodes->names[i].text)] =
		    i + 1;
}

/* The index of NAME, which is added if it is new. */
static size_t
name_index(struct check_shortcodes *shortcodes, struct str name)
{
	size_t slot;

	if (shortcodes->name_count * 2 >= shortcodes->slot_count)
		grow_slots(shortcodes);
	slot = find_slot(shortcodes, name);
	if (!shortcodes->slots[slot]) {
		shortcodes->names =
		    memory_reserve(shortcodes->names, &shortcodes->name_capacity,
			shortcodes->name_count + 1, sizeof(*shortcodes->names));
		name.data = arena_copy(&shortcodes->arena, name.data, name.length);
		shortcodes->names[shortcodes->name_count++] =
		    (struct shortcode_name){.text = name};
		shortcodes->slots[slot] = shortcodes->name_count;
	}
	return shortcodes->slots[slot] - 1;
}

static void
push(struct open_shortcodes *list, struct open_shortcode item)
{
	list->items = memory_reserve(
	    list->items, &list->capacity, list->count + 1, sizeof(*list->items));
	list->items[list->count++] = item;
}

/* What stands between the braces of one shortcode. */
struct tag {
	size_t offset; /* of the braces */
	size_t end;    /* behind it, or behind what was read of it */
	struct str name;
	bool is_ended;    /* its braces are closed */
	bool is_closing;  /* {{< /x >}} */
	bool is_complete; /* {{< x />}} needs no closing */
};

static bool
is_at(struct str text, size_t offset, const char *what)
{
	return str_starts_with(str_slice(text, offset, text.length), str_of(what));
}

/* Where the next WHAT from OFFSET on begins; the text's length if none does. */
static size_t
find_next(struct str text, size_t offset, const char *what)
{
	while (offset < text.length && !is_at(text, offset, what))
		offset++;
	return offset;
}

/*
 * The offset of the sign that ends the quoted text whose first sign is before
 * OFFSET, or of what ends it too soon: between quotation marks a line's end.
 */
static size_t
find_quote(struct str text, size_t offset, char quote, bool *is_ended)
{
	for (; offset < text.length; offset++) {
		const char c = text.data[offset];

		*is_ended = c == quote;
		if (c == quote || (quote == '"' && c == '\n'))
			return offset;
		if (quote == '"' && c == '\\')
			offset++;
	}
	*is_ended = false;
	return text.length;
}

/* Where the next END outside of quotes begins; *IS_ENDED is false where
 * something else comes first, and then that is the offset. */
static size_t
find_tag_end(struct str text, size_t offset, const char *end, bool *is_ended)
{
	for (; offset < text.length; offset++) {
		const char c = text.data[offset];

		*is_ended = is_at(text, offset, end);
		if (*is_ended || is_at(text, offset, "{{<") ||
		    is_at(text, offset, "{{%"))
			return offset;
		if (c != '"' && c != '`')
			continue;
		offset = find_quote(text, offset + 1, c, is_ended);
		if (!*is_ended)
			return offset;
	}
	*is_ended = false;
	return text.length;
}

static void
read_inside(struct tag *tag, struct str inside)
{
	size_t end = 0;

	inside = str_trim(inside);
	tag->is_closing = str_starts_with(inside, str_of("/"));
	if (tag->is_closing)
		inside = str_trim(str_slice(inside, 1, inside.length));
	tag->is_complete = str_ends_with(inside, str_of("/"));
	if (tag->is_complete)
		inside = str_trim(str_slice(inside, 0, inside.length - 1));
	while (end < inside.length && !str_is_white(inside.data[end]))
		end++;
	tag->name = str_slice(inside, 0, end);
}

/* Where the next "{{<" or "{{%" begins; the text's length if none does. */
static size_t
find_braces(struct str text, size_t offset)
{
	while (offset < text.length) {
		const char *found =
		    memchr(text.data + offset, '{', text.length - offset);

		if (!found)
			break;
		offset = (size_t)(found - text.data);
		if (is_at(text, offset, "{{<") || is_at(text, offset, "{{%"))
			return offset;
		offset++;
	}
	return text.length;
}

/* The tag that begins at OFFSET. What is commented
 * out is one without a name. */
static struct tag
read_tag(struct str text, size_t offset)
{
	const bool is_comment = is_at(text, offset + 3, "/*");
	const char *end = is_comment                     ? "*/"
			  : text.data[offset + 2] == '<' ? ">}}"
							 : "%}}";
	struct tag tag = {.offset = offset, .name = str_of("")};

	if (is_comment) {
		tag.end = find_next(text, offset + 5, end);
		tag.is_ended = tag.end < text.length;
	} else {
		tag.end = find_tag_end(text, offset + 3, end, &tag.is_ended);
	}
	if (tag.is_ended && !is_comment)
		read_inside(&tag, str_slice(text, offset + 3, tag.end));
	if (tag.is_ended)
		tag.end += strlen(end);
	return tag;
}

/* Keeps a shortcode without its closing tag for the end of the run. */
static void
leave_open(struct check_shortcodes *shortcodes, struct open_shortcode item)
{
	enum { LEFT_MAX = 1000 }; /* of one post */

	shortcodes->names[item.name].open--;
	if (shortcodes->left.count - shortcodes->left_before < LEFT_MAX)
		push(&shortcodes->left, item);
}

static void
leave_all_open(struct check_shortcodes *shortcodes)
{
	for (size_t i = 0; i < shortcodes->open.count; i++)
		leave_open(shortcodes, shortcodes->open.items[i]);
	shortcodes->open.count = 0;
	shortcodes->left_before = shortcodes->left.count;
}

static void
close_tag(struct check *check, const struct rule *rule, struct subject *subject,
    const struct tag *tag)
{
	struct check_shortcodes *shortcodes = check->shortcodes;
	const size_t name = name_index(shortcodes, tag->name);

	shortcodes->names[name].is_closed_somewhere = true;
	if (!shortcodes->names[name].open) {
		check_report(check, rule, subject, tag->offset,
		    "the shortcode \"%.*s\" is closed but was never opened",
		    check_shown_length(tag->name), tag->name.data);
		return;
	}
	while (shortcodes->open.items[--shortcodes->open.count].name != name)
		leave_open(
		    shortcodes, shortcodes->open.items[shortcodes->open.count]);
	shortcodes->names[name].open--;
}

static void
open_tag(struct check_shortcodes *shortcodes, struct subject *subject,
    const struct tag *tag)
{
	const size_t name = name_index(shortcodes, tag->name);

	shortcodes->names[name].open++;
	push(&shortcodes->open, (struct open_shortcode){name, subject->post,
				    place_find(&subject->places, tag->offset)});
}

static void
take_tag(struct check *check, const struct rule *rule, struct subject *subject,
    const struct tag *tag)
{
	if (!tag->is_ended)
		check_report(check, rule, subject, tag->offset,
		    "the shortcode does not end: close it with %s",
		    subject->text.data[tag->offset + 2] == '<' ? ">}}" : "%}}");
	else if (tag->is_closing)
		close_tag(check, rule, subject, tag);
	else if (!tag->is_complete && tag->name.length)
		open_tag(check->shortcodes, subject, tag);
}

void
find_shortcodes(
    struct check *check, const struct rule *rule, struct subject *subject)
{
	const struct str text = subject->text;
	size_t offset = find_braces(text, subject->front.body_offset);

	while (offset < text.length) {
		const struct tag tag = read_tag(text, offset);

		take_tag(check, rule, subject, &tag);
		offset = find_braces(text, tag.end);
	}
	leave_all_open(check->shortcodes);
}

void
find_unclosed_shortcodes(struct check *check, const struct rule *rule)
{
	const struct check_shortcodes *shortcodes = check->shortcodes;

	for (size_t i = 0; i < shortcodes->left.count; i++) {
		const struct open_shortcode *item = &shortcodes->left.items[i];
		const struct shortcode_name *name = &shortcodes->names[item->name];

		if (name->is_closed_somewhere)
			check_report_at(check, rule, item->post, item->place,
			    "the shortcode \"%.*s\" is never closed: end it with "
			    "its closing tag",
			    check_shown_length(name->text), name->text.data);
	}
}
