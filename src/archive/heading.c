/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A post without a title is shown under its first heading. This looks for a
 * line of # outside fenced code, not for all that Markdown calls a heading:
 * it runs over whole posts and must cost next to nothing.
 */
#include "cnai/post.h"
#include "cnai/unicode.h"

/* A fence of code that is open: its byte and length; 0 for none. */
struct fence {
	char byte;
	size_t length;
};

static size_t
count_bytes(struct str text, char byte)
{
	size_t count = 0;

	while (count < text.length && text.data[count] == byte)
		count++;
	return count;
}

/* The line without up to three blanks of indentation. */
static struct str
without_indentation(struct str line)
{
	size_t blanks = count_bytes(line, ' ');

	return blanks > 3 ? (struct str){line.data, 0}
			  : str_slice(line, blanks, line.length);
}

/* Whether LINE opens or closes code, or stands inside it. */
static bool
is_code(struct str line, struct fence *fence)
{
	char byte = line.length ? line.data[0] : '\0';
	size_t length = count_bytes(line, byte);
	bool is_mark = (byte == '`' || byte == '~') && length >= 3;

	if (!fence->length) {
		if (is_mark)
			*fence = (struct fence){byte, length};
		return is_mark;
	}
	if (is_mark && byte == fence->byte && length >= fence->length &&
	    str_trim(str_slice(line, length, line.length)).length == 0)
		fence->length = 0;
	return true;
}

/* Without "{#id}" and the #s that close the heading. */
static struct str
without_end(struct str text)
{
	size_t end = text.length;

	if (end && text.data[end - 1] == '}')
		while (end > 1 && text.data[end - 1] != '{')
			end--;
	if (end < text.length && text.data[end] == '#')
		text = str_trim(str_slice(text, 0, end - 1));
	end = text.length;
	while (end && text.data[end - 1] == '#')
		end--;
	if (end == 0 || text.data[end - 1] == ' ' || text.data[end - 1] == '\t')
		text = str_trim(str_slice(text, 0, end));
	return text;
}

/* The text of LINE if it is a heading; else empty. */
static struct str
heading_text(struct str line)
{
	size_t level = count_bytes(line, '#');
	struct str none = {line.data, 0};

	if (level < 1 || level > 6 || level == line.length)
		return none;
	if (line.data[level] != ' ' && line.data[level] != '\t')
		return none;
	return without_end(str_trim(str_slice(line, level, line.length)));
}

/* Letters and digits, and all bytes of what is not ASCII. */
static bool
is_word_byte(char byte)
{
	return (unsigned char)byte >= 0x80 || unicode_is_word((unsigned char)byte);
}

static bool
is_in_word(struct str text, size_t offset)
{
	return offset > 0 && offset + 1 < text.length &&
	       is_word_byte(text.data[offset - 1]) &&
	       is_word_byte(text.data[offset + 1]);
}

static bool
is_markup(struct str text, size_t offset)
{
	char c = text.data[offset];

	return c == '*' || c == '`' || (c == '_' && !is_in_word(text, offset));
}

static struct str
without_markup(struct str text, struct arena *arena)
{
	char *plain = arena_alloc(arena, text.length + 1);
	size_t length = 0;

	for (size_t i = 0; i < text.length; i++) {
		bool is_escaped = text.data[i] == '\\' && i + 1 < text.length &&
				  strchr("\\`*_{}[]()#+-.!<>|~", text.data[i + 1]);

		if (is_escaped)
			i++;
		if (is_escaped || !is_markup(text, i))
			plain[length++] = text.data[i];
	}
	return str_trim((struct str){plain, length});
}

struct str
post_first_heading(struct str body, struct arena *arena)
{
	struct fence fence = {0};
	size_t offset = 0;

	while (offset < body.length) {
		size_t end = offset;
		struct str line, heading;

		while (end < body.length && body.data[end] != '\n' &&
		       body.data[end] != '\r')
			end++;
		line = without_indentation(str_slice(body, offset, end));
		heading = line.length && !is_code(line, &fence)
			      ? heading_text(line)
			      : (struct str){"", 0};
		if (heading.length)
			heading = without_markup(heading, arena);
		if (heading.length)
			return heading;
		offset = end + 1;
	}
	return (struct str){"", 0};
}
