/* SPDX-License-Identifier: Apache-2.0 */
/*
 * UTF-8 decoding is written out here because every byte of every post goes
 * through it; all that rests on Unicode's tables is libunistring's.
 */
#include <stdlib.h>
#include <string.h>
#include <uchar.h>
#include <unicase.h>
#include <unictype.h>
#include <unilbrk.h>
#include <uninorm.h>
#include <unistr.h>
#include "cnai/memory.h"
#include "cnai/unicode.h"

static bool
is_continuation(unsigned char byte)
{
	return (byte & 0xC0) == 0x80;
}

/*
 * What a first byte says: how many bytes follow and which second bytes are
 * allowed, so that overlong forms, surrogates and numbers past 10FFFF end
 * where the Unicode standard's "maximal subpart" ends.
 */
struct lead {
	unsigned char first, last; /* the range of first bytes */
	unsigned char follow;      /* bytes that follow */
	unsigned char low, high;   /* the range of the second byte */
};

static const struct lead leads[] = {
    {0xC2, 0xDF, 1, 0x80, 0xBF},
    {0xE0, 0xE0, 2, 0xA0, 0xBF},
    {0xE1, 0xEC, 2, 0x80, 0xBF},
    {0xED, 0xED, 2, 0x80, 0x9F},
    {0xEE, 0xEF, 2, 0x80, 0xBF},
    {0xF0, 0xF0, 3, 0x90, 0xBF},
    {0xF1, 0xF3, 3, 0x80, 0xBF},
    {0xF4, 0xF4, 3, 0x80, 0x8F},
};

static const struct lead *
find_lead(unsigned char byte)
{
	for (size_t i = 0; i < sizeof(leads) / sizeof(*leads); i++)
		if (byte >= leads[i].first && byte <= leads[i].last)
			return &leads[i];
	return NULL;
}

uint32_t
utf8_decode(struct str text, size_t offset, size_t *length)
{
	const unsigned char *bytes = (const unsigned char *)text.data + offset;
	size_t left = text.length - offset;
	const struct lead *lead;
	uint32_t character;

	*length = 1;
	if (bytes[0] < 0x80)
		return bytes[0];
	lead = find_lead(bytes[0]);
	if (!lead || left < 2 || bytes[1] < lead->low || bytes[1] > lead->high)
		return UTF8_INVALID;
	character = bytes[0] & (0x3F >> lead->follow);
	for (size_t i = 1; i <= lead->follow; i++) {
		if (i >= left || !is_continuation(bytes[i])) {
			*length = i;
			return UTF8_INVALID;
		}
		character = character << 6 | (bytes[i] & 0x3F);
	}
	*length = (size_t)lead->follow + 1;
	return character;
}

size_t
utf8_encode(uint32_t character, char *bytes)
{
	int length = u8_uctomb((uint8_t *)bytes, character, 4);

	return length > 0 ? (size_t)length : utf8_encode(0xFFFD, bytes);
}

/* Behind the ASCII that begins at OFFSET; most text is looked at here only. */
static size_t
skip_ascii(struct str text, size_t offset)
{
	const uint64_t high_bits = UINT64_C(0x8080808080808080);
	uint64_t word;

	for (; text.length - offset >= sizeof(word); offset += sizeof(word)) {
		memcpy(&word, text.data + offset, sizeof(word));
		if (word & high_bits)
			break;
	}
	while (offset < text.length && (unsigned char)text.data[offset] < 0x80)
		offset++;
	return offset;
}

size_t
utf8_invalid_offset(struct str text)
{
	size_t offset = 0, length;

	while ((offset = skip_ascii(text, offset)) < text.length) {
		if (utf8_decode(text, offset, &length) == UTF8_INVALID)
			return offset;
		offset += length;
	}
	return text.length;
}

void
utf8_append_valid(struct strbuf *buffer, struct str text)
{
	while (text.length) {
		size_t valid = utf8_invalid_offset(text), length = 0;

		strbuf_append(buffer, str_slice(text, 0, valid));
		if (valid < text.length) {
			utf8_decode(text, valid, &length);
			strbuf_append_string(buffer, "\uFFFD");
		}
		text = str_slice(text, valid + length, text.length);
	}
}

uint32_t
unicode_lower(uint32_t character)
{
	if (character < 0x80)
		return character >= 'A' && character <= 'Z' ? character + 32
							    : character;
	return uc_tolower(character);
}

bool
unicode_is_upper(uint32_t character)
{
	if (character < 0x80)
		return character >= 'A' && character <= 'Z';
	return uc_is_property_uppercase(character);
}

bool
unicode_is_word(uint32_t character)
{
	return uc_is_general_category_withtable(character,
	    UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_N | UC_CATEGORY_MASK_M);
}

bool
unicode_is_space(uint32_t character)
{
	if (character < 0x80)
		return character == ' ' || (character >= '\t' && character <= '\r');
	return uc_is_property_white_space(character);
}

void
unicode_line_breaks(struct str text, bool *breaks)
{
	char *kinds = memory_alloc(text.length);

	u8_possible_linebreaks(
	    (const uint8_t *)text.data, text.length, "UTF-8", kinds);
	for (size_t i = 0; i < text.length; i++)
		breaks[i] =
		    kinds[i] == UC_BREAK_POSSIBLE || kinds[i] == UC_BREAK_MANDATORY;
	free(kinds);
}

/* One level of a title's sort key; freed by the caller. */
struct title_key {
	uint32_t *characters;
	size_t length;
};

/* The title decomposed: letters apart from their accents. */
static struct title_key
decompose(struct str title)
{
	struct strbuf valid = {0};
	struct title_key key = {0};
	size_t length;
	uint32_t *characters;

	utf8_append_valid(&valid, title);
	characters =
	    u8_to_u32((const uint8_t *)valid.data, valid.length, NULL, &length);
	if (characters)
		key.characters = u32_normalize(
		    UNINORM_NFKD, characters, length, NULL, &key.length);
	free(characters);
	strbuf_clear(&valid);
	return key;
}

/* The usual punctuation and symbols in the order of the root collation. */
static const char32_t signs_in_order[] =
    U"_-–—,;:!¡?¿.·'‘’‚\"“”„«»()[]{}§¶@*/\\&#%†‡•`^°©®+±÷×<=>|¦~$£¥€";

/* Where CHARACTER stands in that order; the others follow by their number. */
static uint32_t
sign_position(uint32_t character)
{
	const uint32_t count = sizeof(signs_in_order) / sizeof(char32_t) - 1;

	for (uint32_t i = 0; i < count; i++)
		if (signs_in_order[i] == character)
			return i;
	return count + character;
}

/*
 * White space, punctuation, symbols, digits, letters: the order of the root
 * collation's groups, put above the order within the group.
 */
static uint64_t
primary_weight(uint32_t character)
{
	static const struct {
		uint32_t categories;
		unsigned group;
	} groups[] = {
	    {UC_CATEGORY_MASK_Z | UC_CATEGORY_MASK_C, 0},
	    {UC_CATEGORY_MASK_P, 1},
	    {UC_CATEGORY_MASK_S, 2},
	    {UC_CATEGORY_MASK_N, 3},
	};
	uint64_t group = 4;
	uint32_t within;

	for (size_t i = 0; i < sizeof(groups) / sizeof(*groups); i++)
		if (uc_is_general_category_withtable(
			character, groups[i].categories))
			group = groups[i].group;
	within = group == 1 || group == 2 ? sign_position(character)
					  : unicode_lower(character);
	return group << 32 | within;
}

static bool
is_mark(uint32_t character)
{
	return uc_is_general_category_withtable(character, UC_CATEGORY_MASK_M);
}

static size_t
next_base(struct title_key key, size_t i)
{
	while (i < key.length && is_mark(key.characters[i]))
		i++;
	return i;
}

static int
compare_weights(uint64_t a, uint64_t b)
{
	return (a > b) - (a < b);
}

static int
compare_letters(struct title_key a, struct title_key b)
{
	size_t i = next_base(a, 0), j = next_base(b, 0);

	while (i < a.length && j < b.length) {
		int order = compare_weights(primary_weight(a.characters[i]),
		    primary_weight(b.characters[j]));

		if (order)
			return order;
		i = next_base(a, i + 1);
		j = next_base(b, j + 1);
	}
	return (i < a.length) - (j < b.length);
}

/* Accents where WEIGH gives marks a weight, case where it gives it letters. */
static int
compare_level(
    struct title_key a, struct title_key b, uint64_t (*weigh)(uint32_t character))
{
	size_t shorter = a.length < b.length ? a.length : b.length;

	for (size_t i = 0; i < shorter; i++) {
		int order =
		    compare_weights(weigh(a.characters[i]), weigh(b.characters[i]));

		if (order)
			return order;
	}
	return compare_weights(a.length, b.length);
}

static uint64_t
mark_weight(uint32_t character)
{
	return is_mark(character) ? character : 0;
}

static uint64_t
case_weight(uint32_t character)
{
	return unicode_is_upper(character);
}

/* Titles of ASCII alone have no accents and need no decomposing. */
static int
compare_ascii(struct str a, struct str b)
{
	size_t shorter = a.length < b.length ? a.length : b.length;

	for (size_t i = 0; i < shorter; i++) {
		uint32_t left = (unsigned char)a.data[i];
		uint32_t right = (unsigned char)b.data[i];

		if (unicode_lower(left) != unicode_lower(right))
			return compare_weights(
			    primary_weight(left), primary_weight(right));
	}
	if (a.length != b.length)
		return compare_weights(a.length, b.length);
	/* Lower case is the larger byte, and comes first. */
	return -str_compare(a, b);
}

/* Both without the beginning they share, up to an ASCII character. */
static void
skip_shared(struct str *a, struct str *b)
{
	size_t shared = 0;

	while (shared < a->length && shared < b->length &&
	       a->data[shared] == b->data[shared])
		shared++;
	while (shared > 0 && (unsigned char)a->data[shared - 1] >= 0x80)
		shared--;
	*a = str_slice(*a, shared, a->length);
	*b = str_slice(*b, shared, b->length);
}

int
unicode_compare_titles(struct str a, struct str b)
{
	struct title_key left, right;
	int order;

	if (str_equal(a, b))
		return 0;
	skip_shared(&a, &b);
	if (skip_ascii(a, 0) == a.length && skip_ascii(b, 0) == b.length)
		return compare_ascii(a, b);
	left = decompose(a);
	right = decompose(b);
	order = compare_letters(left, right);
	if (!order)
		order = compare_level(left, right, mark_weight);
	if (!order)
		order = compare_level(left, right, case_weight);
	free(left.characters);
	free(right.characters);
	return order;
}
