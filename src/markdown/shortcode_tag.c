/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Tags are found in one pass and paired in a second. A closing tag closes the
 * last open one of its name; what was opened in between has no closing tag,
 * as most have none. Names are numbered by sorting, so that there is no
 * search for the one that is closed.
 */
#include <stdlib.h>
#include "cnai/memory.h"
#include "shortcode_tag.h"

/* What is longer is no tag; else each of many that never end would be read to
 * the end of the text. */
enum { TAG_LENGTH_MAX = 4096 };

struct reader {
	struct str text;
	size_t limit; /* of the tag that is read */
	bool has_no_comment_end[2];
};

static bool
is_white(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool
is_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || strchr("_-./", c);
}

static size_t
skip_white(const struct reader *reader, size_t offset)
{
	while (offset < reader->limit && is_white(reader->text.data[offset]))
		offset++;
	return offset;
}

static size_t
skip_name(const struct reader *reader, size_t offset)
{
	while (offset < reader->limit && reader->text.data[offset] &&
	       is_name(reader->text.data[offset]))
		offset++;
	return offset;
}

/* Behind the argument at OFFSET, which a quote begins. */
static size_t
skip_quoted(struct str text, size_t offset, size_t limit)
{
	const char quote = text.data[offset++];

	for (; offset < limit && text.data[offset] != quote; offset++)
		if (quote == '"' && text.data[offset] == '\\')
			offset++;
	return offset < limit ? offset + 1 : limit;
}

static bool
is_quote(char c)
{
	return c == '"' || c == '`';
}

static bool
has_at(const struct reader *reader, size_t offset, const char *what)
{
	return str_starts_with(
	    str_slice(reader->text, offset, reader->text.length), str_of(what));
}

/* Where ">}}" or "%}}" stands, but in an argument; the limit if nowhere. */
static size_t
find_end(const struct reader *reader, size_t offset, bool is_percent)
{
	const char *end = is_percent ? "%}}" : ">}}";

	while (offset < reader->limit) {
		if (has_at(reader, offset, end))
			return offset;
		if (has_at(reader, offset, "{{<") || has_at(reader, offset, "{{%"))
			return reader->limit;
		if (is_quote(reader->text.data[offset]))
			offset = skip_quoted(reader->text, offset, reader->limit);
		else
			offset++;
	}
	return reader->limit;
}

/* Reads the tag at its start; false if it is text. */
static bool
read_tag(struct reader *reader, struct shortcode_tag *tag)
{
	const struct str text = reader->text;
	size_t offset = tag->start + 3, end;

	reader->limit = text.length - offset < TAG_LENGTH_MAX
			    ? text.length
			    : offset + TAG_LENGTH_MAX;
	offset = skip_white(reader, offset);
	tag->is_end = offset < reader->limit && text.data[offset] == '/';
	if (tag->is_end)
		offset = skip_white(reader, offset + 1);
	end = skip_name(reader, offset);
	tag->name = str_slice(text, offset, end);
	if (end == offset)
		return false;
	offset = find_end(reader, end, tag->is_percent);
	if (offset == reader->limit)
		return false;
	tag->arguments = str_trim(str_slice(text, end, offset));
	tag->is_closed = str_ends_with(tag->arguments, str_of("/"));
	if (str_ends_with(tag->name, str_of("/"))) {
		tag->is_closed = true;
		tag->name.length--;
	}
	tag->end = offset + 3;
	return true;
}

static bool
read_comment(struct reader *reader, struct shortcode_tag *tag)
{
	const char *end = tag->is_percent ? "*/%}}" : "*/>}}";
	size_t offset = tag->start + 5;

	if (reader->has_no_comment_end[tag->is_percent])
		return false;
	for (; offset + 5 <= reader->text.length; offset++)
		if (has_at(reader, offset, end)) {
			tag->arguments =
			    str_slice(reader->text, tag->start + 5, offset);
			tag->is_comment = true;
			tag->end = offset + 5;
			return true;
		}
	reader->has_no_comment_end[tag->is_percent] = true;
	return false;
}

static void
find_tags(struct shortcode_tags *tags, struct str text)
{
	struct reader reader = {.text = text};
	size_t offset = 0;
	const char *found;

	while (offset + 3 <= text.length &&
	       (found = memchr(text.data + offset, '{', text.length - offset))) {
		struct shortcode_tag tag = {
		    .start = (size_t)(found - text.data), .name = {"", 0}};

		offset = tag.start + 1;
		tag.is_percent = has_at(&reader, tag.start, "{{%");
		if (!tag.is_percent && !has_at(&reader, tag.start, "{{<"))
			continue;
		if (!(has_at(&reader, tag.start + 3, "/*")
			    ? read_comment(&reader, &tag)
			    : read_tag(&reader, &tag)))
			continue;
		tag.mate = tag.outer = tags->count;
		tags->items = memory_reserve(tags->items, &tags->capacity,
		    tags->count + 1, sizeof(*tags->items));
		tags->items[tags->count++] = tag;
		offset = tag.end;
	}
}

/* Pairing. */

struct name {
	struct str text;
	size_t tag;
};

static int
compare_names(const void *a, const void *b)
{
	return str_compare(
	    ((const struct name *)a)->text, ((const struct name *)b)->text);
}

/* Sets IDS[i] to the number of the name of tag I. */
static void
number_names(const struct shortcode_tags *tags, size_t *ids)
{
	struct name *names = memory_resize(NULL, tags->count, sizeof(*names));
	size_t id = 0;

	for (size_t i = 0; i < tags->count; i++)
		names[i] = (struct name){tags->items[i].name, i};
	qsort(names, tags->count, sizeof(*names), compare_names);
	for (size_t i = 0; i < tags->count; i++) {
		if (i && !str_equal(names[i].text, names[i - 1].text))
			id++;
		ids[names[i].tag] = id;
	}
	free(names);
}

struct pairing {
	struct shortcode_tag *tags;
	size_t *ids;      /* of each tag's name */
	size_t *latest;   /* of each name: the open tag + 1, or 0 */
	size_t *previous; /* of each tag: the open one of its name before */
	size_t *open;     /* a stack of tags */
	size_t depth;
};

static void
open_tag(struct pairing *pairing, size_t tag)
{
	pairing->previous[tag] = pairing->latest[pairing->ids[tag]];
	pairing->latest[pairing->ids[tag]] = tag + 1;
	pairing->open[pairing->depth++] = tag;
}

static void
close_tag(struct pairing *pairing, size_t tag)
{
	const size_t found = pairing->latest[pairing->ids[tag]];
	size_t top;

	if (!found)
		return;
	do {
		top = pairing->open[--pairing->depth];
		pairing->latest[pairing->ids[top]] = pairing->previous[top];
	} while (top != found - 1);
	pairing->tags[top].mate = tag;
	pairing->tags[tag].mate = top;
}

/* Only now is it known which tags there are around others. */
static void
find_outer(struct shortcode_tags *tags)
{
	size_t inner = SIZE_MAX;

	for (size_t i = 0; i < tags->count; i++) {
		struct shortcode_tag *tag = &tags->items[i];

		if (tag->mate < i) {
			const size_t outer = tags->items[tag->mate].outer;

			inner = outer == tag->mate ? SIZE_MAX : outer;
			continue;
		}
		tag->outer = inner == SIZE_MAX ? i : inner;
		if (tag->mate > i)
			inner = i;
	}
}

static void
pair_tags(struct shortcode_tags *tags)
{
	const size_t size = sizeof(size_t);
	struct pairing pairing = {.tags = tags->items,
	    .ids = memory_resize(NULL, tags->count, size),
	    .latest = memory_alloc(tags->count * size),
	    .previous = memory_resize(NULL, tags->count, size),
	    .open = memory_resize(NULL, tags->count, size)};

	number_names(tags, pairing.ids);
	for (size_t i = 0; i < tags->count; i++) {
		if (tags->items[i].is_comment || tags->items[i].is_closed)
			continue;
		if (tags->items[i].is_end)
			close_tag(&pairing, i);
		else
			open_tag(&pairing, i);
	}
	find_outer(tags);
	free(pairing.ids);
	free(pairing.latest);
	free(pairing.previous);
	free(pairing.open);
}

void
shortcode_tags_read(struct shortcode_tags *tags, struct str text)
{
	*tags = (struct shortcode_tags){0};
	find_tags(tags, text);
	if (tags->count)
		pair_tags(tags);
}

/* Arguments. */

struct argument {
	struct str name; /* empty: one of a position */
	struct str value;
	bool has_escapes;
};

/* Reads the argument at *OFFSET, which is not a blank, and moves past it. */
static struct argument
read_argument(struct str text, size_t *offset)
{
	struct argument argument = {{"", 0}, {"", 0}, false};
	size_t start = *offset, end = start;

	while (end < text.length && !is_white(text.data[end]) &&
	       text.data[end] != '=' && !is_quote(text.data[end]))
		end++;
	if (end < text.length && text.data[end] == '=' && end > start) {
		argument.name = str_slice(text, start, end);
		start = ++end;
	}
	if (start < text.length && is_quote(text.data[start])) {
		end = skip_quoted(text, start, text.length);
		argument.has_escapes = text.data[start] == '"';
		argument.value = str_slice(text, start + 1,
		    end - (end > start + 1 &&
			      text.data[end - 1] == text.data[start]));
	} else {
		while (end < text.length && !is_white(text.data[end]))
			end++;
		argument.value = str_slice(text, start, end);
	}
	*offset = end > *offset ? end : *offset + 1;
	return argument;
}

static void
append_value(struct strbuf *value, const struct argument *argument)
{
	const struct str text = argument->value;

	for (size_t i = 0; i < text.length; i++) {
		if (argument->has_escapes && text.data[i] == '\\' &&
		    i + 1 < text.length)
			i++;
		strbuf_append_byte(
		    value, is_white(text.data[i]) ? ' ' : text.data[i]);
	}
}

bool
shortcode_argument(
    struct strbuf *value, const struct shortcode_tag *tag, struct str name)
{
	const bool is_position =
	    name.length == 1 && name.data[0] >= '0' && name.data[0] <= '9';
	const struct str text = tag->arguments;
	size_t position = 0, offset = 0;

	while (offset < text.length) {
		struct argument argument;

		if (is_white(text.data[offset])) {
			offset++;
			continue;
		}
		argument = read_argument(text, &offset);
		if (is_position ? argument.name.length == 0 &&
				      position++ == (size_t)(name.data[0] - '0')
				: str_equal(argument.name, name)) {
			append_value(value, &argument);
			return argument.value.length > 0;
		}
	}
	return false;
}
