/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What gives an address away stands in its middle: "://", "www." or "@". From
 * there its beginning is looked for and then its end. Each search goes over
 * bytes no later one needs, so the time is linear.
 */
#include "cnai/autolink.h"

static const char *const schemes[] = {"https", "http", "ftp"};

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
is_alphanumeric(char c)
{
	return is_letter(c) || (c >= '0' && c <= '9');
}

static bool
is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool
is_one_of(char c, const char *set)
{
	return c && strchr(set, c);
}

/* The byte at OFFSET, which may be just outside of TEXT: that is a NUL. */
static char
byte_at(struct str text, size_t offset)
{
	return offset < text.length ? text.data[offset] : '\0';
}

static size_t
find(struct str text, size_t offset, const char *what)
{
	const size_t length = strlen(what);

	for (;;) {
		const char *found =
		    offset < text.length
			? memchr(text.data + offset, *what, text.length - offset)
			: NULL;

		if (!found)
			return text.length;
		offset = (size_t)(found - text.data);
		if (text.length - offset >= length &&
		    found[length - 1] == what[length - 1] &&
		    memcmp(found, what, length) == 0)
			return offset;
		offset++;
	}
}

struct autolink_reader
autolink_begin_part(struct str part, struct autolink_marks marks)
{
	return (struct autolink_reader){
	    .text = part,
	    .colon = marks.has_colon ? find(part, 0, "://") : part.length,
	    .dot = marks.has_dot ? find(part, 0, "www.") : part.length,
	    .at = marks.has_at ? find(part, 0, "@") : part.length,
	};
}

struct autolink_reader
autolink_begin(struct str text)
{
	return autolink_begin_part(text, (struct autolink_marks){true, true, true});
}

/* Whether TEXT has a "www." that is not in "https://www.": behind a "/" none
 * begins an address, and no part of a text begins. */
static bool
has_www(struct str text)
{
	size_t offset = find(text, 0, "www.");

	while (offset < text.length && offset && text.data[offset - 1] == '/')
		offset = find(text, offset + 1, "www.");
	return offset < text.length;
}

struct autolink_marks
autolink_marks_of(struct str text)
{
	return (struct autolink_marks){find(text, 0, "://") < text.length,
	    has_www(text), find(text, 0, "@") < text.length};
}

/* The end of the name of a host at OFFSET; OFFSET if it is none. The last two
 * parts have no "_", and what stands alone is no name of a site. */
static size_t
host_end(struct str text, size_t offset, bool may_be_short)
{
	bool has_low_line = false, had_low_line = false;
	size_t dots = 0, end = offset;

	for (; is_alphanumeric(byte_at(text, end)) ||
	       is_one_of(byte_at(text, end), "-_.");
	     end++) {
		if (text.data[end] == '_')
			has_low_line = true;
		if (text.data[end] != '.')
			continue;
		dots++;
		had_low_line = has_low_line;
		has_low_line = false;
	}
	if (has_low_line || had_low_line || (!may_be_short && !dots) ||
	    !is_alphanumeric(byte_at(text, offset)))
		return offset;
	return end;
}

/* Where "&word" begins that ends before the ";" at END - 1; else END - 1. */
static size_t
entity_start(struct str text, size_t start, size_t end)
{
	size_t offset = end - 1;

	while (offset > start && is_letter(text.data[offset - 1]))
		offset--;
	if (offset > start && offset < end - 1 && text.data[offset - 1] == '&')
		return offset - 1;
	return end - 1;
}

/* How many more of CLOSING than of OPENING stand in TEXT. */
static size_t
count_unopened(struct str text, char opening, char closing)
{
	size_t opened = 0, closed = 0;

	if (!memchr(text.data, closing, text.length))
		return 0;
	for (size_t i = 0; i < text.length; i++) {
		opened += text.data[i] == opening;
		closed += text.data[i] == closing;
	}
	return closed > opened ? closed - opened : 0;
}

/* An address does not end with what ends a sentence, nor with a parenthesis
 * or bracket that it does not open. */
static size_t
trim_address(struct str text, size_t start, size_t end)
{
	const struct str address = str_slice(text, start, end);
	size_t parentheses = count_unopened(address, '(', ')');
	size_t brackets = count_unopened(address, '[', ']');

	while (end > start) {
		const char c = text.data[end - 1];

		if (c == ')' && parentheses)
			parentheses--;
		else if (c == ']' && brackets)
			brackets--;
		else if (c == ';') {
			end = entity_start(text, start, end);
			continue;
		} else if (!is_one_of(c, "?!.,:*_~'\""))
			break;
		end--;
	}
	return end;
}

/* Behind the host everything but blanks, "<" and other scripts belongs to it. */
static size_t
address_end(struct str text, size_t start, size_t offset)
{
	while (offset < text.length && !is_space(text.data[offset]) &&
	       text.data[offset] != '<' && !(text.data[offset] & 0x80))
		offset++;
	return trim_address(text, start, offset);
}

static bool
has_scheme(struct str text, size_t start, size_t end)
{
	for (size_t i = 0; i < sizeof(schemes) / sizeof(*schemes); i++)
		if (str_equal_ignoring_case(
			str_slice(text, start, end), str_of(schemes[i])))
			return true;
	return false;
}

static bool
read_url(struct autolink_reader *reader, size_t colon, struct autolink *found)
{
	enum { SCHEME_MAX = 5 };
	const struct str text = reader->text;
	const size_t host = colon + strlen("://");
	size_t start = colon, end;

	while (start > reader->offset && colon - start <= SCHEME_MAX &&
	       is_letter(text.data[start - 1]))
		start--;
	if (!has_scheme(text, start, colon))
		return false;
	end = host_end(text, host, true);
	if (end == host)
		return false;
	*found = (struct autolink){start, address_end(text, start, end), ""};
	return found->end > host;
}

static bool
read_www(struct autolink_reader *reader, size_t start, struct autolink *found)
{
	const struct str text = reader->text;
	size_t end;

	if (start && !is_space(text.data[start - 1]) &&
	    !is_one_of(text.data[start - 1], "*_~("))
		return false;
	end = host_end(text, start, false);
	if (end == start)
		return false;
	*found =
	    (struct autolink){start, address_end(text, start, end), "https://"};
	return found->end > start + strlen("www.");
}

static bool
is_local_part(char c)
{
	return is_alphanumeric(c) || is_one_of(c, ".+-_");
}

/* The end of the mail host at OFFSET, without dots at its end; else OFFSET. */
static size_t
mail_host_end(struct str text, size_t offset)
{
	size_t end = offset, dots = 0;

	while (
	    is_alphanumeric(byte_at(text, end)) ||
	    is_one_of(byte_at(text, end), "-_") ||
	    (byte_at(text, end) == '.' && is_alphanumeric(byte_at(text, end + 1))))
		dots += text.data[end++] == '.';
	if (!dots || end == offset || byte_at(text, end) == '@' ||
	    is_one_of(text.data[end - 1], "-_"))
		return offset;
	return end;
}

static bool
read_mail(struct autolink_reader *reader, size_t at, struct autolink *found)
{
	static const char scheme[] = "mailto:";
	const size_t length = strlen(scheme);
	const struct str text = reader->text;
	size_t start = at, end = mail_host_end(text, at + 1);

	while (start > reader->offset && is_local_part(text.data[start - 1]))
		start--;
	if (start == at || end == at + 1)
		return false;
	*found = (struct autolink){start, end, scheme};
	if (start >= reader->offset + length &&
	    str_equal_ignoring_case(
		str_slice(text, start - length, start), str_of(scheme)))
		*found = (struct autolink){start - length, end, ""};
	return true;
}

/* Reads what the mark that comes first gives away. */
static bool
read_next(struct autolink_reader *reader, struct autolink *found)
{
	const struct str text = reader->text;
	const size_t colon = reader->colon, dot = reader->dot, at = reader->at;

	if (dot < colon && dot < at) {
		reader->dot = find(text, dot + 1, "www.");
		return read_www(reader, dot, found);
	}
	if (colon < at) {
		reader->colon = find(text, colon + 1, "://");
		return read_url(reader, colon, found);
	}
	reader->at = find(text, at + 1, "@");
	return read_mail(reader, at, found);
}

/* What stands inside the address that ends at END gives no other away. */
static void
skip_to(struct autolink_reader *reader, size_t end)
{
	const struct str text = reader->text;

	reader->offset = end;
	if (reader->colon < end)
		reader->colon = find(text, end, "://");
	if (reader->dot < end)
		reader->dot = find(text, end, "www.");
	if (reader->at < end)
		reader->at = find(text, end, "@");
}

bool
autolink_next(struct autolink_reader *reader, struct autolink *found)
{
	const size_t length = reader->text.length;

	while (
	    reader->colon < length || reader->dot < length || reader->at < length) {
		if (!read_next(reader, found))
			continue;
		skip_to(reader, found->end);
		return true;
	}
	return false;
}
