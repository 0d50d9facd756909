/* SPDX-License-Identifier: Apache-2.0 */
/* Attributes are taken as such only if all between the braces is of their
 * form: braces in running text stay. */
#include <stdbool.h>
#include "cnai/attribute.h"

/* Past the name at OFFSET: letters, digits, "-", "_", ":", "." and others. */
static size_t
skip_name(struct str text, size_t offset)
{
	while (offset < text.length && !str_is_blank(text.data[offset]) &&
	       !strchr(",=\"'<>{}#`", text.data[offset]))
		offset++;
	return offset;
}

/* Past the value at OFFSET; OFFSET if there is none. */
static size_t
skip_value(struct str text, size_t offset)
{
	const char quote = offset < text.length ? text.data[offset] : '\0';
	const char *end;

	if (quote != '"' && quote != '\'')
		return skip_name(text, offset);
	end = memchr(text.data + offset + 1, quote, text.length - offset - 1);
	return end ? (size_t)(end - text.data) + 1 : offset;
}

/* Past the attribute at OFFSET; OFFSET if there is none. */
static size_t
read_attribute(struct str text, size_t offset, struct str *id)
{
	const char first = text.data[offset];
	size_t end;

	if (first == '#' || first == '.') {
		end = skip_name(text, offset + 1);
		if (end == offset + 1)
			return offset;
		if (first == '#')
			*id = str_slice(text, offset + 1, end);
		return end;
	}
	end = skip_name(text, offset);
	if (end == offset || end == text.length || text.data[end] != '=')
		return offset;
	return skip_value(text, end + 1) == end + 1 ? offset
						    : skip_value(text, end + 1);
}

/* Whether TEXT, what is between braces, is nothing but attributes. */
static bool
read_attributes(struct str text, struct str *id)
{
	size_t offset = 0, count = 0;

	while (offset < text.length) {
		size_t end;

		if (str_is_blank(text.data[offset]) || text.data[offset] == ',') {
			offset++;
			continue;
		}
		end = read_attribute(text, offset, id);
		if (end == offset)
			return false;
		offset = end;
		count++;
	}
	return count > 0;
}

size_t
attribute_start(struct str text, struct str *id)
{
	const struct str trimmed = str_trim(text);
	const size_t end = (size_t)(trimmed.data - text.data) + trimmed.length;
	size_t start = end;

	*id = str_of("");
	if (!end || text.data[end - 1] != '}')
		return text.length;
	while (start && text.data[start - 1] != '{')
		start--;
	if (!start || !read_attributes(str_slice(text, start, end - 1), id))
		return text.length;
	start--;
	while (start && str_is_blank(text.data[start - 1]))
		start--;
	return start;
}
