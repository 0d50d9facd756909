/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A tag is read as browsers read it, who never refuse one: attributes may be
 * without quotes or values, and what is never closed ends with the text.
 */
#include "cnai/html_tag.h"

static bool
is_white(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
ends_name(char c)
{
	return is_white(c) || c == '>' || c == '/' || c == '<';
}

static bool
has_at(struct str text, size_t offset, const char *what)
{
	return str_starts_with(str_slice(text, offset, text.length), str_of(what));
}

/* Behind the first END from OFFSET on, or the end of TEXT. */
static size_t
skip_past(struct str text, size_t offset, const char *end)
{
	const size_t length = strlen(end);

	for (; offset + length <= text.length; offset++)
		if (memcmp(text.data + offset, end, length) == 0)
			return offset + length;
	return text.length;
}

/* Behind the comment, declaration or instruction at OFFSET; else OFFSET. */
static size_t
skip_markup(struct str text, size_t offset)
{
	static const struct {
		const char *start, *end;
	} markups[] = {
	    {"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<!", ">"}, {"<?", "?>"}};

	for (size_t i = 0; i < sizeof(markups) / sizeof(*markups); i++)
		if (has_at(text, offset, markups[i].start))
			return skip_past(text, offset + 2, markups[i].end);
	return offset;
}

/* The ">" of a tag; one in a quoted value does not count. */
static size_t
find_end(struct str text, size_t offset)
{
	char quote = '\0', before = '\0';

	for (; offset < text.length; offset++) {
		const char c = text.data[offset];

		if (quote)
			quote = c == quote ? '\0' : quote;
		else if (c == '>')
			return offset;
		else if ((c == '"' || c == '\'') && before == '=')
			quote = c;
		if (!is_white(c))
			before = c;
	}
	return offset;
}

bool
html_tag_read(struct str text, size_t *offset, struct html_tag *tag)
{
	size_t start = *offset + 1, name_end, end = skip_markup(text, *offset);

	*tag = (struct html_tag){{"", 0}, {"", 0}, false};
	if (end > *offset) {
		*offset = end;
		return true;
	}
	tag->is_end = start < text.length && text.data[start] == '/';
	start += tag->is_end;
	if (start >= text.length || !is_letter(text.data[start]))
		return false;
	name_end = start + 1;
	while (name_end < text.length && !ends_name(text.data[name_end]))
		name_end++;
	end = find_end(text, name_end);
	tag->name = str_slice(text, start, name_end);
	tag->attributes = str_slice(text, name_end, end);
	*offset = end < text.length ? end + 1 : end;
	return true;
}

static size_t
skip_white(struct str text, size_t offset)
{
	while (offset < text.length && is_white(text.data[offset]))
		offset++;
	return offset;
}

/* Where the first of the characters ENDS stands, or white space. */
static size_t
find_any(struct str text, size_t offset, const char *ends)
{
	for (; offset < text.length; offset++)
		if (is_white(text.data[offset]) ||
		    (text.data[offset] && strchr(ends, text.data[offset])))
			break;
	return offset;
}

/* Reads the value at *OFFSET, with or without quotes, and moves past it. */
static struct str
read_value(struct str text, size_t *offset)
{
	size_t start = *offset, end;
	const char quote = start < text.length ? text.data[start] : '\0';

	if (quote == '"' || quote == '\'') {
		start++;
		for (end = start; end < text.length && text.data[end] != quote;)
			end++;
		*offset = end < text.length ? end + 1 : end;
	} else {
		end = *offset = find_any(text, start, "");
	}
	return str_slice(text, start, end);
}

bool
html_tag_attribute(const struct html_tag *tag, const char *name, struct str *value)
{
	const struct str text = tag->attributes;
	size_t offset = 0;

	*value = str_of("");
	while ((offset = skip_white(text, offset)) < text.length) {
		const size_t start = offset, end = find_any(text, offset + 1, "=");
		struct str found = str_of("");

		offset = skip_white(text, end);
		if (offset < text.length && text.data[offset] == '=') {
			offset = skip_white(text, offset + 1);
			found = read_value(text, &offset);
		}
		if (!str_equal_ignoring_case(
			str_slice(text, start, end), str_of(name)))
			continue;
		*value = found;
		return true;
	}
	return false;
}

uint32_t
html_tag_number(const struct html_tag *tag, const char *name, uint32_t limit,
    uint32_t otherwise)
{
	uint32_t number = 0;
	struct str value;
	size_t i;

	html_tag_attribute(tag, name, &value);
	value = str_trim(value);
	for (i = 0; i < value.length; i++) {
		if (value.data[i] < '0' || value.data[i] > '9')
			break;
		number = number * 10 + (uint32_t)(value.data[i] - '0');
		if (number > limit)
			return limit;
	}
	return i ? number : otherwise;
}
