/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which way a quote turns is told by its neighbours, by the rules of Hugo's
 * Markdown parser, odd ones included ('the' begins with an apostrophe), so
 * that a post looks here as it does on its site. A quote opens before a word
 * and closes behind one; between two words it is an apostrophe or stays.
 */
#include <limits.h>
#include "cnai/emoji.h"
#include "cnai/octets.h"
#include "cnai/typography.h"
#include "cnai/unicode.h"

static const char left_single[] = "\u2018", right_single[] = "\u2019";
static const char left_double[] = "\u201C", right_double[] = "\u201D";

enum { EMOJI_NAME_MAX = 40 };

/* A place in a text: what stands before it and behind it on its line. */
struct place {
	struct typography *typography;
	uint32_t before;
	struct str line;  /* from the place on, in the text */
	struct str after; /* what follows the text */
	bool opens, closes;
};

static bool
is_space(uint32_t c)
{
	return c == '\0' || unicode_is_space(c);
}

static bool
is_digit(uint32_t c)
{
	return c >= '0' && c <= '9';
}

static bool
is_punctuation(uint32_t c)
{
	if (c < 0x80)
		return c > ' ' && c < 0x7F && !unicode_is_word(c);
	return (c >= 0x2010 && c <= 0x205E) || (c >= 0x3001 && c <= 0x3003) ||
	       (c >= 0x3008 && c <= 0x301F) || (c >= 0xFF01 && c <= 0xFF0F) ||
	       c == 0xA1 || c == 0xA7 || c == 0xAB || c == 0xB6 || c == 0xB7 ||
	       c == 0xBB || c == 0xBF;
}

/* How many bytes the line has from the place on. */
static size_t
length_of(const struct place *place)
{
	return place->line.length + place->after.length;
}

static unsigned char
byte_at(const struct place *place, size_t offset)
{
	if (offset < place->line.length)
		return (unsigned char)place->line.data[offset];
	offset -= place->line.length;
	return offset < place->after.length
		   ? (unsigned char)place->after.data[offset]
		   : '\0';
}

static uint32_t
character_at(const struct place *place, size_t offset)
{
	size_t length;

	if (offset < place->line.length)
		return utf8_decode(place->line, offset, &length);
	offset -= place->line.length;
	return offset < place->after.length
		   ? utf8_decode(place->after, offset, &length)
		   : '\n';
}

static bool
ends_word(const struct place *place, size_t offset)
{
	const uint32_t c = character_at(place, offset);

	return is_space(c) || is_punctuation(c);
}

static void
find_sides(struct place *place)
{
	enum { RUN_MAX = 16 }; /* no more quotes stand together in earnest */
	const unsigned char quote = byte_at(place, 0);
	const uint32_t before = place->before;
	size_t run = 1;
	uint32_t after;

	while (run < RUN_MAX && run < place->line.length &&
	       byte_at(place, run) == quote)
		run++;
	after = character_at(place, run);
	place->opens =
	    !is_space(after) &&
	    (!is_punctuation(after) || is_space(before) || is_punctuation(before));
	place->closes =
	    !is_space(before) &&
	    (!is_punctuation(before) || is_space(after) || is_punctuation(after));
}

/* A quote that could turn either way closes before "." and the like. */
static bool
closes_quote(const struct place *place)
{
	if (!place->opens || !place->closes)
		return place->closes;
	return length_of(place) > 1 && is_punctuation(character_at(place, 1)) &&
	       (length_of(place) == 2 || ends_word(place, 2));
}

/* "'90s" */
static bool
is_decade(const struct place *place)
{
	return place->opens && !place->closes && is_digit(byte_at(place, 1)) &&
	       is_digit(byte_at(place, 2)) && byte_at(place, 3) == 's' &&
	       ends_word(place, 4);
}

/* "'twas", "'em", "'n'"; "don't" */
static bool
is_apostrophe(const struct place *place)
{
	const unsigned char next = byte_at(place, 1);
	const uint32_t before = place->before;

	if ((is_space(before) || is_punctuation(before)) && next &&
	    strchr("tenl", next))
		return true;
	return !is_space(before) && unicode_is_word(before) && !is_digit(next) &&
	       unicode_is_word(character_at(place, 1));
}

/* "'s", "'ll" and others, where markup stands before them. */
static bool
is_contraction(const struct place *place)
{
	static const char *const ends[] = {"s", "m", "t", "d", "ve", "ll", "re"};

	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++) {
		const size_t length = strlen(ends[i]);
		size_t same = 0;

		while (same < length &&
		       byte_at(place, 1 + same) == (unsigned char)ends[i][same])
			same++;
		if (same == length && ends_word(place, 1 + length))
			return true;
	}
	return false;
}

static const char *
single_quote(struct place *place)
{
	unsigned *open = &place->typography->single_open;

	if (is_decade(place) || is_apostrophe(place))
		return right_single;
	if (place->opens && !place->closes) {
		if (is_contraction(place))
			return right_single;
		++*open;
		return left_single;
	}
	if (length_of(place) > 2 && !is_digit(byte_at(place, 1)))
		return right_single;
	if (*open == 0 || !closes_quote(place))
		return NULL;
	--*open;
	return right_single;
}

static const char *
double_quote(struct place *place)
{
	unsigned *open = &place->typography->double_open;

	if (place->opens && !place->closes) {
		++*open;
		return left_double;
	}
	if (*open == 0 || !closes_quote(place))
		return NULL;
	/* Inches before the quote's end: "a screen of 21"". */
	if (byte_at(place, 1) == '"' && is_digit(place->before))
		return NULL;
	--*open;
	return right_double;
}

/* What stands for the mark at the place, and its length in the source. */
static const char *
find_mark(struct place *place, size_t *length)
{
	static const struct {
		const char *source, *text;
	} marks[] = {{"---", "\u2014"}, {"--", "\u2013"}, {"...", "\u2026"},
	    {"<<", "\u00AB"}, {">>", "\u00BB"}};

	*length = 1;
	if (byte_at(place, 0) == '\'' || byte_at(place, 0) == '"') {
		find_sides(place);
		return byte_at(place, 0) == '"' ? double_quote(place)
						: single_quote(place);
	}
	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
		if (str_starts_with(place->line, str_of(marks[i].source))) {
			*length = strlen(marks[i].source);
			return marks[i].text;
		}
	return NULL;
}

static bool
is_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       is_digit((unsigned char)c) || c == '_' || c == '+' || c == '-';
}

/* The emoji of ":name:" at the start of LINE; empty if it is none. */
static struct str
find_emoji(struct str line, size_t *length)
{
	size_t end = 1;

	while (
	    end < line.length && end <= EMOJI_NAME_MAX && is_name(line.data[end]))
		end++;
	*length = end + 1;
	if (end == 1 || end >= line.length || line.data[end] != ':')
		return str_of("");
	return emoji_find(str_slice(line, 1, end));
}

static struct str
find_change(struct place *place, size_t *length)
{
	const struct typography *typography = place->typography;

	if (place->line.data[0] == ':')
		return typography->plain_emoji ? str_of("")
					       : find_emoji(place->line, length);
	return str_of(typography->plain_quotes ? NULL : find_mark(place, length));
}

/* The bytes that have to be looked at. */
static const bool looked_at[UCHAR_MAX + 1] = {['"'] = true,
    ['\''] = true,
    ['-'] = true,
    ['.'] = true,
    [':'] = true,
    ['<'] = true,
    ['>'] = true};

/* Whether there may be any among OCTETS; it says so, too, of a few others. */
static bool
may_be_looked_at(uint64_t octets)
{
	return octets_between(octets, '"', '\'' + 1) |
	       octets_between(octets, '-', '.' + 1) |
	       octets_between(octets, ':', '>' + 1);
}

/* The next of them among the LENGTH bytes at OFFSET, else behind these. */
static size_t
look_through(struct str text, size_t offset, size_t length)
{
	const size_t end = offset + length;

	while (offset < end && !looked_at[(unsigned char)text.data[offset]])
		offset++;
	return offset;
}

/* The next of them from OFFSET on. Most octets of prose have none. */
static size_t
next_looked_at(struct str text, size_t offset)
{
	for (; text.length - offset >= OCTETS; offset += OCTETS) {
		size_t found;

		if (!may_be_looked_at(octets_at(text.data + offset)))
			continue;
		found = look_through(text, offset, OCTETS);
		if (found < offset + OCTETS)
			return found;
	}
	return look_through(text, offset, text.length - offset);
}

/* A single dash, dot, colon or angle is the rule and never changes. */
static bool
may_change(struct str text, size_t offset)
{
	const char c = text.data[offset];

	if (c == '"' || c == '\'')
		return true;
	if (offset + 1 == text.length)
		return false;
	return c == ':' ? is_name(text.data[offset + 1])
			: text.data[offset + 1] == c;
}

/* The next place from OFFSET on at which TEXT may change. */
static size_t
next_place(struct str text, size_t offset)
{
	offset = next_looked_at(text, offset);
	while (offset < text.length && !may_change(text, offset))
		offset = next_looked_at(text, offset + 1);
	return offset;
}

bool
typography_is_needed(struct str text)
{
	return next_place(text, 0) < text.length;
}

/* The character before OFFSET, BEFORE at the start. */
static uint32_t
character_before(struct str text, size_t offset, uint32_t before)
{
	size_t start = offset, length;

	if (offset == 0)
		return before;
	while (--start > 0 && offset - start < 4 &&
	       ((unsigned char)text.data[start] & 0xC0) == 0x80)
		;
	return utf8_decode(text, start, &length);
}

void
typography_append(struct typography *typography, struct strbuf *buffer,
    struct str text, uint32_t before, struct str after)
{
	size_t start = 0, offset = 0;

	while ((offset = next_place(text, offset)) < text.length) {
		struct place place = {typography,
		    character_before(text, offset, before),
		    str_slice(text, offset, text.length), after, false, false};
		size_t length = 1;
		struct str change = find_change(&place, &length);

		if (change.length == 0) {
			offset++;
			continue;
		}
		strbuf_append(buffer, str_slice(text, start, offset));
		strbuf_append(buffer, change);
		start = offset += length;
	}
	strbuf_append(buffer, str_slice(text, start, text.length));
}

void
typography_end_block(struct typography *typography)
{
	typography->single_open = typography->double_open = 0;
}
