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
#include "cnai/octets.h"
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

/* The usual ones first. */
static const struct lead leads[] = {
    {0xE1, 0xEC, 2, 0x80, 0xBF},
    {0xC2, 0xDF, 1, 0x80, 0xBF},
    {0xE0, 0xE0, 2, 0xA0, 0xBF},
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

static bool
has_high(const char *bytes)
{
	return octets_high(octets_at(bytes) | octets_at(bytes + OCTETS) |
			   octets_at(bytes + 2 * OCTETS) |
			   octets_at(bytes + 3 * OCTETS));
}

/* Behind the ASCII that begins at OFFSET; most text is looked at here only. */
static size_t
skip_ascii(struct str text, size_t offset)
{
	while (text.length - offset >= 4 * OCTETS && !has_high(text.data + offset))
		offset += 4 * OCTETS;
	while (text.length - offset >= OCTETS &&
	       !octets_high(octets_at(text.data + offset)))
		offset += OCTETS;
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

/*
 * Titles as bytes that compare as the root collation compares the titles:
 * first the letters without accents and case, then the accents, then the
 * case. Each letter is a byte or, where it is rare, a byte for the place of
 * its kind and three for itself. PART_END is below all of them.
 */
enum title_byte {
	PART_END = 1,
	/* Second part: nothing, or a mark. */
	ACCENT_NONE,
	ACCENT_USUAL, /* and how many marks stand before it in their list */
	ACCENT_OTHER = 0x40,
	/* Third part. */
	CASE_LOWER = 2,
	CASE_UPPER,
	/* First part: white space, punctuation, symbols, digits, letters. */
	SPACE_OTHER = 2,
	SPACE,
	SIGN, /* and how many signs stand before it in their list */
	PUNCTUATION_OTHER = 0x50,
	SYMBOL,
	SYMBOL_OTHER = 0x7F,
	DIGIT,
	DIGIT_OTHER = 0x8B,
	LETTER, /* two for each from a to z, the second for what follows it */
	LETTER_OTHER = 0xE0,
};

/* Text with its letters apart from their accents; freed by the caller. */
struct decomposed {
	uint32_t *characters;
	size_t length;
};

static struct decomposed
decompose(struct str title)
{
	struct strbuf valid = {0};
	struct decomposed text = {0};
	size_t length;
	uint32_t *characters;

	utf8_append_valid(&valid, title);
	characters =
	    u8_to_u32((const uint8_t *)valid.data, valid.length, NULL, &length);
	if (characters)
		text.characters = u32_normalize(
		    UNINORM_NFKD, characters, length, NULL, &text.length);
	free(characters);
	strbuf_clear(&valid);
	return text;
}

/* The usual punctuation, symbols and marks in the order of the collation. */
static const char32_t punctuation_in_order[] =
    U"_-\u2013\u2014,;:!\u00A1?\u00BF.\u00B7'\u2018\u2019\u201A\"\u201C\u201D"
    U"\u201E\u00AB\u00BB()[]{}\u00A7\u00B6@*/\\&#%\u2020\u2021\u2022";
static const char32_t symbols_in_order[] =
    U"`^\u00B0\u00A9\u00AE+\u00B1\u00F7\u00D7"
    U"<=>|\u00A6~$\u00A3\u00A5\u20AC";
static const char32_t marks_in_order[] =
    U"\u0301\u0300\u0306\u0302\u030C\u030A\u0308"
    U"\u030B\u0303\u0307\u0338\u0327\u0328\u0304";

/* Where CHARACTER stands in LIST, from 0; -1 if it does not. */
static int
find_character(const char32_t *list, uint32_t character)
{
	for (int i = 0; list[i]; i++)
		if (list[i] == character)
			return i;
	return -1;
}

/* Letters that are others with a stroke, or two, or follow another. */
static const struct letter {
	char32_t lower, upper;
	const char *bases;
	bool is_after; /* it comes after its base, and is not like it */
} letters[] = {
    {0xDF, 0x1E9E, "ss", false},
    {0xE6, 0xC6, "ae", false},
    {0x153, 0x152, "oe", false},
    {0xF8, 0xD8, "o", false},
    {0x111, 0x110, "d", false},
    {0x127, 0x126, "h", false},
    {0x142, 0x141, "l", false},
    {0x167, 0x166, "t", false},
    {0xF0, 0xD0, "d", true},
    {0x259, 0x18F, "e", true},
    {0x131, 0, "i", true},
    {0x138, 0, "q", true},
    {0x14B, 0x14A, "n", true},
    {0xFE, 0xDE, "z", true},
};

static const struct letter *
find_letter(uint32_t character)
{
	for (size_t i = 0; i < sizeof(letters) / sizeof(*letters); i++)
		if (character == letters[i].lower || character == letters[i].upper)
			return &letters[i];
	return NULL;
}

/* A byte for the kind, and the character itself in bytes that compare. */
static void
append_other(struct strbuf *key, int kind, uint32_t character)
{
	strbuf_append_byte(key, (char)kind);
	strbuf_append_byte(key, (char)(character >> 14 | 0x80));
	strbuf_append_byte(key, (char)((character >> 7 & 0x7F) | 0x80));
	strbuf_append_byte(key, (char)((character & 0x7F) | 0x80));
}

/* Katakana are Hiragana written otherwise. */
static uint32_t
without_case(uint32_t character)
{
	return character >= 0x30A1 && character <= 0x30F6
		   ? character - 0x60
		   : unicode_lower(character);
}

static void
append_base(struct strbuf *key, uint32_t character)
{
	static const struct {
		uint32_t categories;
		enum title_byte usual, other;
		const char32_t *list;
	} kinds[] = {
	    {UC_CATEGORY_MASK_Z | UC_CATEGORY_MASK_C, SPACE, SPACE_OTHER, U" "},
	    {UC_CATEGORY_MASK_P, SIGN, PUNCTUATION_OTHER, punctuation_in_order},
	    {UC_CATEGORY_MASK_S, SYMBOL, SYMBOL_OTHER, symbols_in_order},
	    {UC_CATEGORY_MASK_N, DIGIT, DIGIT_OTHER, U"0123456789"},
	    {~UINT32_C(0), LETTER, LETTER_OTHER, U""},
	};
	size_t i = 0;
	int place;

	character = without_case(character);
	if (character >= 'a' && character <= 'z') {
		strbuf_append_byte(key, (char)(LETTER + 2 * (character - 'a')));
		return;
	}
	if (character == ' ') {
		strbuf_append_byte(key, SPACE);
		return;
	}
	while (!uc_is_general_category_withtable(character, kinds[i].categories) &&
	       kinds[i].usual != LETTER)
		i++;
	place = find_character(kinds[i].list, character);
	if (place >= 0)
		strbuf_append_byte(key, (char)((int)kinds[i].usual + place));
	else
		append_other(key, (int)kinds[i].other, character);
}

static bool
is_mark(uint32_t character)
{
	return character >= 0x300 &&
	       uc_is_general_category_withtable(character, UC_CATEGORY_MASK_M);
}

/*
 * The three parts of a key while they grow. Most titles have no accents, so
 * the later parts are begun when the first letter needs them.
 */
struct title_key {
	struct strbuf *bases;
	struct strbuf accents, cases;
	size_t count; /* of bases */
	bool has_accents, has_upper;
};

static void
add_mark(struct title_key *key, uint32_t mark)
{
	int place = find_character(marks_in_order, mark);

	if (!key->has_accents)
		strbuf_append_repeated(&key->accents, ACCENT_NONE, key->count);
	key->has_accents = true;
	if (place >= 0)
		strbuf_append_byte(&key->accents, (char)(ACCENT_USUAL + place));
	else
		append_other(&key->accents, ACCENT_OTHER, mark);
}

static void
add_base(struct title_key *key, uint32_t character, bool is_upper)
{
	append_base(key->bases, character);
	if (key->has_accents)
		strbuf_append_byte(&key->accents, ACCENT_NONE);
	if (is_upper && !key->has_upper)
		strbuf_append_repeated(&key->cases, CASE_LOWER, key->count);
	key->has_upper = key->has_upper || is_upper;
	if (key->has_upper)
		strbuf_append_byte(&key->cases, is_upper ? CASE_UPPER : CASE_LOWER);
	key->count++;
}

static void
add_letter(struct title_key *key, const struct letter *letter, bool is_upper)
{
	for (const char *base = letter->bases; *base; base++) {
		size_t start = key->bases->length;

		add_base(key, (unsigned char)*base, is_upper);
		if (letter->is_after)
			key->bases->data[start]++;
		else if (base == letter->bases)
			add_mark(key, letter->lower);
	}
	if (letter->is_after)
		append_other(key->bases, ACCENT_NONE, letter->lower);
}

static void
add_character(struct title_key *key, uint32_t character)
{
	bool is_upper = unicode_is_upper(character);
	const struct letter *letter =
	    character >= 0x80 ? find_letter(character) : NULL;

	if (is_mark(character))
		add_mark(key, character);
	else if (letter)
		add_letter(key, letter, is_upper);
	else
		add_base(key, character, is_upper);
}

void
unicode_append_title_key(struct strbuf *buffer, struct str title)
{
	struct title_key key = {.bases = buffer};

	if (skip_ascii(title, 0) == title.length) {
		for (size_t i = 0; i < title.length; i++)
			add_character(&key, (unsigned char)title.data[i]);
	} else {
		struct decomposed text = decompose(title);

		for (size_t i = 0; i < text.length; i++)
			add_character(&key, text.characters[i]);
		free(text.characters);
	}
	/* A part in which nothing stands out is before all others, too. */
	strbuf_append_byte(buffer, PART_END);
	strbuf_append(buffer, strbuf_str(&key.accents));
	strbuf_append_byte(buffer, PART_END);
	strbuf_append(buffer, strbuf_str(&key.cases));
	strbuf_clear(&key.accents);
	strbuf_clear(&key.cases);
}

int
unicode_compare_titles(struct str a, struct str b)
{
	struct strbuf left = {0}, right = {0};
	int order;

	unicode_append_title_key(&left, a);
	unicode_append_title_key(&right, b);
	order = str_compare(strbuf_str(&left), strbuf_str(&right));
	strbuf_clear(&left);
	strbuf_clear(&right);
	return order;
}

/* What cnai/fold.h is made of. */

bool
unicode_is_lower(uint32_t character)
{
	if (character < 0x80)
		return character >= 'a' && character <= 'z';
	return uc_is_property_lowercase(character);
}

size_t
unicode_decompose(uint32_t character, uint32_t *parts)
{
	enum { HANGUL_FIRST = 0xAC00, HANGUL_LAST = 0xD7A3 };
	size_t count = UNICODE_PARTS_MAX;

	parts[0] = character;
	/* A syllable is one letter to its readers. */
	if (character >= HANGUL_FIRST && character <= HANGUL_LAST)
		return 1;
	if (!u32_normalize(UNINORM_NFKD, &character, 1, parts, &count)) {
		parts[0] = character;
		return 1;
	}
	return count;
}

size_t
unicode_fold_case(uint32_t character, uint32_t *parts)
{
	size_t count = UNICODE_PARTS_MAX;

	parts[0] = character;
	if (!u32_casefold(&character, 1, NULL, NULL, parts, &count)) {
		parts[0] = character;
		return 1;
	}
	return count;
}
