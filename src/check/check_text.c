/* SPDX-License-Identifier: Apache-2.0 */
/* Rules about headings and about names of emoji. */
#include <stdlib.h>
#include <string.h>
#include "cnai/emoji.h"
#include "cnai/unicode.h"
#include "rules.h"

/* The id out of attributes, "{#id .class}"; empty if there is none. */
static struct str
written_id(struct str attributes)
{
	size_t start = 0, end;

	while (start < attributes.length && attributes.data[start] != '#')
		start++;
	start += start < attributes.length;
	end = start;
	while (end < attributes.length && !strchr(" \t}", attributes.data[end]))
		end++;
	return str_slice(attributes, start, end);
}

/* Where the attributes at the end of a heading begin; its length without. */
static size_t
attributes_start(struct str heading)
{
	size_t start = heading.length;

	if (!start || heading.data[start - 1] != '}')
		return heading.length;
	while (start > 0 && heading.data[start - 1] != '{')
		start--;
	if (start == 0 || start == heading.length ||
	    !strchr("#.", heading.data[start]))
		return heading.length;
	return start - 1;
}

/*
 * The anchor that Hugo makes, from the source with its markup: letters and
 * digits in small letters, hyphens for blanks, the rest left out.
 */
static void
append_anchor(struct strbuf *anchor, struct str heading)
{
	size_t length;

	for (size_t i = 0; i < heading.length; i += length) {
		const uint32_t character = utf8_decode(heading, i, &length);
		char bytes[4] = "-";
		size_t size = 0;

		if (character == ' ' || character == '-')
			size = 1;
		else if (character == '_' ||
			 (character != UTF8_INVALID && unicode_is_word(character)))
			size = utf8_encode(unicode_lower(character), bytes);
		strbuf_append(anchor, (struct str){bytes, size});
	}
	if (!anchor->length)
		strbuf_append_string(anchor, "heading");
}

static void
add_anchor(struct subject *subject, struct str name, size_t offset)
{
	subject->anchors =
	    memory_reserve(subject->anchors, &subject->anchor_capacity,
		subject->anchor_count + 1, sizeof(*subject->anchors));
	name.data = arena_copy(&subject->arena, name.data, name.length);
	subject->anchors[subject->anchor_count++] = (struct anchor){name, offset};
}

static bool
has_shortcode(struct str heading)
{
	for (size_t i = 0; i + 1 < heading.length; i++)
		if (heading.data[i] == '{' && heading.data[i + 1] == '{')
			return true;
	return false;
}

void
see_heading(struct check *check, const struct rule *rule, struct subject *subject,
    const struct source_item *item)
{
	const struct str heading = item->text;
	struct strbuf anchor = {0};
	struct str id;
	size_t end;

	(void)check, (void)rule;
	if (item->kind != SOURCE_HEADING || has_shortcode(heading))
		return;
	end = attributes_start(heading);
	id = written_id(str_slice(heading, end, heading.length));
	if (id.length)
		strbuf_append(&anchor, id);
	else
		append_anchor(&anchor, str_trim(str_slice(heading, 0, end)));
	add_anchor(subject, strbuf_str(&anchor), item->offset);
	strbuf_clear(&anchor);
}

static int
compare_anchors(const void *left, const void *right)
{
	const struct anchor *a = left, *b = right;
	const int order = str_compare(a->name, b->name);

	return order ? order : (a->offset > b->offset) - (a->offset < b->offset);
}

void
find_equal_anchors(
    struct check *check, const struct rule *rule, struct subject *subject)
{
	const struct anchor *anchors = subject->anchors;
	size_t first = 0;

	if (subject->anchor_count)
		qsort(subject->anchors, subject->anchor_count, sizeof(*anchors),
		    compare_anchors);
	for (size_t i = 1; i < subject->anchor_count; i++) {
		if (!str_equal(anchors[i].name, anchors[first].name)) {
			first = i;
			continue;
		}
		check_report(check, rule, subject, anchors[i].offset,
		    "the heading has the same anchor as that of line %zu, #%.*s",
		    place_find(&subject->places, anchors[first].offset).line,
		    check_shown_length(anchors[i].name), anchors[i].name.data);
	}
}

static bool
is_name_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '+';
}

/* Whether the colon at OFFSET may begin a name: "10:30:45" has none. */
static bool
stands_free(struct str text, size_t offset)
{
	return offset == 0 || strchr(" \t(\"'*", text.data[offset - 1]);
}

/* Whether what is behind a name lets it end there. */
static bool
ends_free(struct str text, size_t end)
{
	return end == text.length || strchr(" \t)\"'*.,;!?", text.data[end]);
}

static bool
looks_like_name(struct str name)
{
	return name.length > 1 && ((name.data[0] >= 'a' && name.data[0] <= 'z') ||
				      (name.data[0] >= 'A' && name.data[0] <= 'Z'));
}

/* The name between the colon at OFFSET and the next; empty if it is none. */
static struct str
name_at(struct str text, size_t offset)
{
	size_t end = offset + 1;

	while (end < text.length && is_name_byte(text.data[end]))
		end++;
	if (end == text.length || text.data[end] != ':' ||
	    !stands_free(text, offset) || !ends_free(text, end + 1) ||
	    !looks_like_name(str_slice(text, offset + 1, end)))
		return str_slice(text, offset, offset);
	return str_slice(text, offset + 1, end);
}

/* Where ":NAME:" stands in the source, from about OFFSET, in that line. */
static size_t
offset_in_source(const struct subject *subject, struct str name, size_t offset)
{
	enum { FARTHEST = 256 };
	struct str text = subject->text;

	if (text.length - offset > FARTHEST)
		text.length = offset + FARTHEST;
	for (size_t i = offset; i + name.length + 1 < text.length; i++) {
		if (text.data[i] == '\n')
			break;
		if (text.data[i] == ':' && text.data[i + name.length + 1] == ':' &&
		    str_equal(str_slice(text, i + 1, i + 1 + name.length), name))
			return i;
	}
	return offset;
}

void
see_emoji(struct check *check, const struct rule *rule, struct subject *subject,
    const struct source_item *item)
{
	const struct str text = item->text;

	if (item->kind != SOURCE_TEXT || check_is_full(rule, subject))
		return;
	for (size_t i = 0; i < text.length; i++) {
		struct str name;

		if (text.data[i] != ':')
			continue;
		name = name_at(text, i);
		if (!name.length)
			continue;
		if (!emoji_find(name).length)
			check_report(check, rule, subject,
			    offset_in_source(subject, name, item->offset + i),
			    "\":%.*s:\" is the name of no emoji, so it is shown as "
			    "it is written",
			    check_shown_length(name), name.data);
		i += name.length + 1;
	}
}
