/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Entities of HTML. Numbers and the few names that nearly all posts use are
 * resolved here; the other two thousand names are cmark's to know: it has the
 * table in it already, and one more would be read at each start.
 */
#include <cmark.h>
#include "cnai/html.h"
#include "cnai/markdown_tree.h"
#include "cnai/unicode.h"

enum { ENTITY_LENGTH_MAX = 40 }; /* the longest name has 31 letters */

/* Browsers know these without their semicolon. */
static const struct {
	const char *name, *text;
} common[] = {{"amp", "&"}, {"lt", "<"}, {"gt", ">"}, {"quot", "\""},
    {"nbsp", "\u00A0"}, {"copy", "\u00A9"}, {"reg", "\u00AE"}};

static bool
is_alphanumeric(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9');
}

static int
digit_value(char c, bool is_hexadecimal)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (is_hexadecimal && ((c | 32) >= 'a' && (c | 32) <= 'f'))
		return (c | 32) - 'a' + 10;
	return -1;
}

static void
append_character(struct strbuf *decoded, uint32_t character)
{
	char bytes[4];

	if (character == 0 || character >= UTF8_INVALID ||
	    (character >= 0xD800 && character < 0xE000))
		character = 0xFFFD;
	strbuf_append(decoded, (struct str){bytes, utf8_encode(character, bytes)});
}

/* Of "&#65;" at OFFSET; returns where it ends, OFFSET where it is none. */
static size_t
append_number(struct strbuf *decoded, struct str text, size_t offset)
{
	size_t start = offset + 2, i;
	const bool is_hexadecimal =
	    start < text.length && (text.data[start] | 32) == 'x';
	uint32_t number = 0;

	start += is_hexadecimal;
	for (i = start; i < text.length; i++) {
		const int digit = digit_value(text.data[i], is_hexadecimal);

		if (digit < 0)
			break;
		if (number < UTF8_INVALID)
			number =
			    number * (is_hexadecimal ? 16 : 10) + (uint32_t)digit;
	}
	if (i == start)
		return offset;
	append_character(decoded, number);
	return i < text.length && text.data[i] == ';' ? i + 1 : i;
}

/* "&name;" as cmark has it; false where it knows of no such name. */
static bool
append_rare(struct markdown_tree *tree, struct strbuf *decoded, struct str entity)
{
	const struct markdown_mark mark = markdown_tree_mark(tree);
	cmark_node *root = markdown_tree_parse(tree, entity);
	cmark_node *paragraph = cmark_node_first_child(root);
	cmark_node *text = paragraph ? cmark_node_first_child(paragraph) : NULL;
	struct str found = str_of(text ? cmark_node_get_literal(text) : NULL);
	const bool is_known = found.length && !str_equal(found, entity);

	if (is_known)
		strbuf_append(decoded, found);
	markdown_tree_release(tree, mark);
	return is_known;
}

/* Of "&amp;" at OFFSET; returns as append_number(). */
static size_t
append_name(struct markdown_tree *tree, struct strbuf *decoded, struct str text,
    size_t offset)
{
	size_t end = offset + 1;
	struct str name;
	bool is_closed;

	while (end < text.length && end - offset < ENTITY_LENGTH_MAX &&
	       is_alphanumeric(text.data[end]))
		end++;
	name = str_slice(text, offset + 1, end);
	is_closed = end < text.length && text.data[end] == ';';
	for (size_t i = 0; i < sizeof(common) / sizeof(*common); i++)
		if (str_equal(name, str_of(common[i].name))) {
			strbuf_append_string(decoded, common[i].text);
			return end + is_closed;
		}
	if (name.length > 1 && is_closed &&
	    append_rare(tree, decoded, str_slice(text, offset, end + 1)))
		return end + 1;
	return offset;
}

void
html_append_decoded(
    struct markdown_tree *tree, struct strbuf *decoded, struct str text)
{
	size_t start = 0;
	const char *found;

	while (start < text.length &&
	       (found = memchr(text.data + start, '&', text.length - start))) {
		const size_t offset = (size_t)(found - text.data);
		size_t end;

		strbuf_append(decoded, str_slice(text, start, offset));
		if (offset + 1 < text.length && text.data[offset + 1] == '#')
			end = append_number(decoded, text, offset);
		else
			end = append_name(tree, decoded, text, offset);
		if (end == offset)
			strbuf_append_byte(decoded, text.data[end++]);
		start = end;
	}
	strbuf_append(decoded, str_slice(text, start, text.length));
}
