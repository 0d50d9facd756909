/* SPDX-License-Identifier: Apache-2.0 */
/* UTF-8, letters, line breaks and the order of titles. */
#include "unit.h"
#include "cnai/unicode.h"

static void
utf8_is_decoded_to_characters(void **state)
{
	static const struct {
		const char *bytes;
		uint32_t character;
		size_t length;
	} cases[] = {
	    {"A", 'A', 1},
	    {"\x7f", 0x7F, 1},
	    {"\xc2\x80", 0x80, 2},
	    {"\xc3\xa9!", 0xE9, 2},
	    {"\xdf\xbf", 0x7FF, 2},
	    {"\xe0\xa0\x80", 0x800, 3},
	    {"\xe6\x97\xa5", 0x65E5, 3},
	    {"\xed\x9f\xbf", 0xD7FF, 3},
	    {"\xee\x80\x80", 0xE000, 3},
	    {"\xef\xbf\xbf", 0xFFFF, 3},
	    {"\xf0\x90\x80\x80", 0x10000, 4},
	    {"\xf0\x9f\x98\x80", 0x1F600, 4},
	    {"\xf4\x8f\xbf\xbf", 0x10FFFF, 4},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		size_t length;

		assert_int_equal(utf8_decode(str_of(cases[i].bytes), 0, &length),
		    cases[i].character);
		assert_int_equal(length, cases[i].length);
	}
}

/* The lengths of the parts that TEXT falls into, those not valid negative. */
static void
append_parts(struct strbuf *parts, struct str text)
{
	size_t length;

	for (size_t offset = 0; offset < text.length; offset += length) {
		uint32_t character = utf8_decode(text, offset, &length);

		strbuf_printf(
		    parts, "%s%zu ", character == UTF8_INVALID ? "-" : "", length);
	}
}

/* The tables 3-8 to 3-11 of the Unicode standard, and what they leave out. */
static void
each_maximal_part_of_bad_utf8_is_one_replacement(void **state)
{
	static const struct {
		const char *bytes, *parts;
	} cases[] = {
	    {"\xc0\xaf\xe0\x80\xbf\xf0\x81\x82\x41", "-1 -1 -1 -1 -1 -1 -1 -1 1 "},
	    {"\xed\xa0\x80\xed\xbf\xbf\xed\xaf\x41", "-1 -1 -1 -1 -1 -1 -1 -1 1 "},
	    {"\xf4\x91\x92\x93\xff\x41\x80\xbf\x42", "-1 -1 -1 -1 -1 1 -1 -1 1 "},
	    {"\xe1\x80\xe2\xf0\x91\x92\xf1\xbf\x41", "-2 -1 -3 -2 1 "},
	    {"\xc2", "-1 "},
	    {"\xe6\x97", "-2 "},
	    {"\xf0\x9f\x98", "-3 "},
	    {"\xf5\x80\x80\x80", "-1 -1 -1 -1 "},
	    {"\xc1\xbf", "-1 -1 "},
	    {"\xc3\xc3\xa9", "-1 2 "},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct strbuf parts = {0};

		append_parts(&parts, str_of(cases[i].bytes));
		assert_str(strbuf_str(&parts), cases[i].parts);
		strbuf_clear(&parts);
	}
}

static void
decoding_never_looks_past_the_end(void **state)
{
	struct str cut = {"\xe6\x97\xa5", 2};
	size_t length;

	(void)state;
	assert_int_equal(utf8_decode(cut, 0, &length), UTF8_INVALID);
	assert_int_equal(length, 2);
}

static bool
is_surrogate(uint32_t character)
{
	return character >= 0xD800 && character <= 0xDFFF;
}

static void
every_character_survives_encoding_and_decoding(void **state)
{
	(void)state;
	for (uint32_t c = 0; c < UTF8_INVALID; c++) {
		char bytes[4];
		struct str text = {bytes, utf8_encode(c, bytes)};
		uint32_t expected = is_surrogate(c) ? 0xFFFD : c;
		size_t length;

		if (utf8_decode(text, 0, &length) != expected ||
		    length != text.length)
			fail_msg("U+%04X", c);
	}
}

static void
what_is_no_character_is_encoded_as_the_replacement(void **state)
{
	char bytes[4];

	(void)state;
	assert_int_equal(utf8_encode(UTF8_INVALID, bytes), 3);
	assert_memory_equal(bytes, "\uFFFD", 3);
	assert_int_equal(utf8_encode(UINT32_MAX, bytes), 3);
	assert_memory_equal(bytes, "\uFFFD", 3);
}

static void
bad_bytes_are_found_and_replaced(void **state)
{
	static const struct {
		const char *text;
		size_t offset;
		const char *valid;
	} cases[] = {
	    {"", 0, ""},
	    {"plain", 5, "plain"},
	    {"日本", 6, "日本"},
	    {"\xff", 0, "\uFFFD"},
	    {"a\xe6\x97", 1, "a\uFFFD"},
	    {"a\xe6\x97z\xffy", 1, "a\uFFFDz\uFFFDy"},
	    {"long enough for words\xff", 21, "long enough for words\uFFFD"},
	    {"1234567\xffz", 7, "1234567\uFFFDz"},
	    {"12345678\xffz", 8, "12345678\uFFFDz"},
	    {"\u65e5 12345678 \xed\xa0\x80", 13,
		"\u65e5 12345678 \uFFFD\uFFFD\uFFFD"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct str text = str_of(cases[i].text);
		struct strbuf valid = {0};

		assert_int_equal(utf8_invalid_offset(text), cases[i].offset);
		utf8_append_valid(&valid, text);
		assert_str(strbuf_str(&valid), cases[i].valid);
		strbuf_clear(&valid);
	}
}

static void
letters_have_one_lower_case(void **state)
{
	static const struct {
		uint32_t character, lower;
		bool is_upper;
	} cases[] = {
	    {'A', 'a', true},
	    {'Z', 'z', true},
	    {'a', 'a', false},
	    {'@', '@', false},
	    {'[', '[', false},
	    {'1', '1', false},
	    {0xC9, 0xE9, true}, /* E with acute */
	    {0xE9, 0xE9, false},
	    {0xDF, 0xDF, false},  /* sharp s */
	    {0x3A3, 0x3C3, true}, /* sigma */
	    {0x416, 0x436, true}, /* zhe */
	    {0x65E5, 0x65E5, false},
	    {0x10400, 0x10428, true}, /* Deseret */
	    {UTF8_INVALID, UTF8_INVALID, false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		assert_int_equal(unicode_lower(cases[i].character), cases[i].lower);
		assert_int_equal(
		    unicode_is_upper(cases[i].character), cases[i].is_upper);
	}
}

static void
words_are_made_of_letters_digits_and_marks(void **state)
{
	static const uint32_t word[] = {'a', 'Z', '0', 0xE9, 0x301, 0x65E5, 0x661};
	static const uint32_t other[] = {
	    ' ', '-', '_', '.', 0, '\n', 0x3000, 0x3001, 0x1F600, UTF8_INVALID};

	(void)state;
	for (size_t i = 0; i < sizeof(word) / sizeof(*word); i++)
		assert_true(unicode_is_word(word[i]));
	for (size_t i = 0; i < sizeof(other) / sizeof(*other); i++)
		assert_false(unicode_is_word(other[i]));
}

static void
white_space_is_that_of_any_script(void **state)
{
	static const uint32_t space[] = {' ', '\t', '\n', '\v', '\f', '\r', 0x85,
	    0xA0, 0x2003, 0x2028, 0x2029, 0x202F, 0x3000};
	static const uint32_t other[] = {
	    0, 'a', '_', 0x1F, 0x7F, 0x200B, 0xFEFF, UTF8_INVALID};

	(void)state;
	for (size_t i = 0; i < sizeof(space) / sizeof(*space); i++)
		assert_true(unicode_is_space(space[i]));
	for (size_t i = 0; i < sizeof(other) / sizeof(*other); i++)
		assert_false(unicode_is_space(other[i]));
}

static void
lines_may_break_behind_blanks_and_hyphens_and_between_ideographs(void **state)
{
	static const struct {
		const char *text, *broken;
	} cases[] = {
	    {"one two", "one |two"},
	    {"cloud-native", "cloud-|native"},
	    {"a\u00a0b", "a\u00a0b"},
	    {"日本語。", "日|本|語。"},
	    {"(a) b", "(a) |b"},
	    {"", ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct str text = str_of(cases[i].text);
		struct strbuf broken = {0};
		bool breaks[32] = {0};

		unicode_line_breaks(text, breaks);
		for (size_t j = 0; j < text.length; j++) {
			if (breaks[j])
				strbuf_append_byte(&broken, '|');
			strbuf_append_byte(&broken, text.data[j]);
		}
		assert_str(strbuf_str(&broken), cases[i].broken);
		strbuf_clear(&broken);
	}
}

static int
compare(const char *a, const char *b)
{
	int order = unicode_compare_titles(str_of(a), str_of(b));

	return (order > 0) - (order < 0);
}

/* Each comes before all that follow it. */
static const char *const sorted_titles[] = {
    "", /* nothing comes first */
    " a",
    "_a",
    "-a",
    ",a",
    ";a",
    ":a",
    "!a",
    "?a",
    ".a",
    "'a",
    "\"a",
    "(a)",
    "[July] news",
    "{a}",
    "@a",
    "*a",
    "/a",
    "&a",
    "#a",
    "%a",
    "`a`",
    "^a",
    "+a",
    "<a>",
    "=a",
    "|a",
    "~a",
    "$a", /* white space, punctuation, symbols */
    "0",
    "1",
    "10",
    "1a",
    "2", /* digits, which are no numbers */
    "a",
    "a b",
    "a-b",
    "ab",
    "aB",
    "Ab",
    "AB",
    "abc", /* letters, then case */
    "cafe",
    "Cafe",
    "caf\u00e9",
    "Caf\u00e9",
    "cafes", /* accents between */
    "d",
    "\u0111",
    "dz",
    "\u00f0", /* a letter of its own */
    "o",
    "\u00f8",
    "oeuvre",
    "\u0153uvre",
    "re",
    "r\u00e9",
    "re\u0302",
    "rea",
    "strasse",
    "Strasse",
    "stra\u00dfe", /* as with an accent */
    "This Week in CN AI:  April",
    "This Week in CN AI:  July",
    "zebra",
    "\u03b1",
    "\u0436",
    "\u3042",
    "\u65e5\u672c",
};

static void
titles_are_in_the_order_of_the_root_collation(void **state)
{
	const size_t count = sizeof(sorted_titles) / sizeof(*sorted_titles);

	(void)state;
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < count; j++)
			if (compare(sorted_titles[i], sorted_titles[j]) !=
			    (i > j) - (i < j))
				fail_msg("\"%s\" and \"%s\"", sorted_titles[i],
				    sorted_titles[j]);
}

static void
titles_that_only_differ_in_their_composition_are_equal(void **state)
{
	(void)state;
	assert_int_equal(compare("caf\u00e9", "cafe\u0301"), 0);
	assert_int_equal(compare("\ufb01n", "fin"), 0);
	assert_int_equal(compare("\uff21", "A"), 0);
}

static void
bad_bytes_in_titles_have_an_order_too(void **state)
{
	static const char *const titles[] = {
	    "a\xff", "\xff", "\xff\xff", "a", "\xe6\x97", "\xed\xa0\x80"};
	const size_t count = sizeof(titles) / sizeof(*titles);

	(void)state;
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < count; j++)
			assert_int_equal(compare(titles[i], titles[j]),
			    -compare(titles[j], titles[i]));
	assert_int_equal(unicode_compare_titles(
			     (struct str){"a\0b", 3}, (struct str){"a\0b", 3}),
	    0);
	assert_true(unicode_compare_titles(
			(struct str){"a\0b", 3}, (struct str){"a\0c", 3}) < 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(utf8_is_decoded_to_characters),
	    cmocka_unit_test(each_maximal_part_of_bad_utf8_is_one_replacement),
	    cmocka_unit_test(decoding_never_looks_past_the_end),
	    cmocka_unit_test(every_character_survives_encoding_and_decoding),
	    cmocka_unit_test(what_is_no_character_is_encoded_as_the_replacement),
	    cmocka_unit_test(bad_bytes_are_found_and_replaced),
	    cmocka_unit_test(letters_have_one_lower_case),
	    cmocka_unit_test(words_are_made_of_letters_digits_and_marks),
	    cmocka_unit_test(white_space_is_that_of_any_script),
	    cmocka_unit_test(
		lines_may_break_behind_blanks_and_hyphens_and_between_ideographs),
	    cmocka_unit_test(titles_are_in_the_order_of_the_root_collation),
	    cmocka_unit_test(
		titles_that_only_differ_in_their_composition_are_equal),
	    cmocka_unit_test(bad_bytes_in_titles_have_an_order_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
