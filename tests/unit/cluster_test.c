/* SPDX-License-Identifier: Apache-2.0 */
/* What reaches a terminal, and how wide it is there. */
#include "unit.h"
#include "cnai/cluster.h"
#include "random.h"

static const struct {
	const char *text, *safe;
	size_t width;
} cases[] = {
    {"", "", 0},
    {"plain", "plain", 5},
    {"a\tb\nc\rd", "a b c d", 7},
    {"\x1b[31mred", "␛[31mred", 8},
    {"\x7f\x01", "␡␁", 2},
    {"\xc2\x9b"
     "31m",
	"\uFFFD31m", 4},
    {"caf\xc3\xa9", "café", 4},
    {"cafe\xcc\x81", "cafe\xcc\x81", 4},
    {"\xcc\x81"
     "a",
	"\uFFFDa", 2},
    {"日本", "日本", 4},
    {"a\xe2\x80\x8b"
     "b",
	"ab", 2},
    {"\xef\xbb\xbfx", "x", 1},
    {"a\xe2\x80\xae"
     "b",
	"a\uFFFDb", 3},
    {"a\xe2\x81\xa6"
     "b",
	"a\uFFFDb", 3},
    {"\xff\xfe", "\uFFFD\uFFFD", 2},
    {"\xe2\x82", "\uFFFD", 1},
    {"\xed\xa0\x80", "\uFFFD\uFFFD\uFFFD", 3},
    {"\xf3\xa0\x81\x81", "\uFFFD", 1},
    {"\xe2\x80\xa8", "\uFFFD", 1},
    /* What is not seen does not come out. */
    {"a\u00ADb\u034Fc", "abc", 3},
    {"a\u115F\u1160\u3164\uFFA0z", "az", 2},
    {"a\u180B\u180E\u180Fz", "az", 2},
    {"a\U0001BCA0\U0001D173z", "az", 2},
    {"a\U00013430z", "a\uFFFDz", 3},
    {"a\u2800z", "a z", 3},
    {"a\u200Db\u200Cc\uFE0Fd\U000E0100", "abcd", 4},
    /* What joins does, where there is something to join. */
    {"\u0646\u200C\u0647", "\u0646\u200C\u0647", 2},
    {"1\uFE0F\u20E3", "1\uFE0F\u20E3", 1},
    {"\u845B\U000E0100", "\u845B\U000E0100", 2},
    {"\U0001F469\u200D\U0001F680", "\U0001F469\u200D\U0001F680", 4},
    /* Flags of parts of countries are plain flags. */
    {"\U0001F3F4\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F!",
	"\U0001F3F4!", 3},
    {"\U0001F3F4\U000E0067!", "\U0001F3F4\uFFFD!", 4},
};

static void
controls_become_visible(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct strbuf safe = {0};

		cluster_append_safe(&safe, str_of(cases[i].text));
		assert_str(strbuf_str(&safe), cases[i].safe);
		assert_int_equal(
		    cluster_width(str_of(cases[i].text)), cases[i].width);
		strbuf_clear(&safe);
	}
}

static void
nul_is_a_character_too(void **state)
{
	struct strbuf safe = {0};

	(void)state;
	cluster_append_safe(&safe, (struct str){"a\0b", 3});
	assert_str(strbuf_str(&safe), "a␀b");
	strbuf_clear(&safe);
}

static void
a_cluster_takes_no_more_marks_than_a_cell_holds(void **state)
{
	struct str text = str_of("a\u0301\u0301\u0301\u0301\u0301\u0301");
	struct cluster cluster = cluster_next(text, 0);

	(void)state;
	assert_int_equal(cluster.source_length, 1 + 4 * 2);
	cluster = cluster_next(text, cluster.source_length);
	assert_str(cluster.text, "\uFFFD");
}

static void
every_byte_is_covered_once(void **state)
{
	char bytes[512];
	struct str text = {bytes, sizeof(bytes)};
	size_t offset = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(bytes); i++)
		bytes[i] = (char)(i * 37 + i / 7);
	while (offset < text.length) {
		struct cluster cluster = cluster_next(text, offset);

		assert_true(cluster.source_length > 0);
		offset += cluster.source_length;
	}
	assert_int_equal(offset, text.length);
}

/* The parts of texts in which clusters end and join in all ways, made so often
 * that each follows the others, and itself. */
static const char *const parts[] = {"a", "1", " ", "\t", "\x1b", "─", "═", "\u0301",
    "\u200D", "\uFE0F", "日", "\u2019", "\U0001F469", "\U0001F3F4", "\U000E0067",
    "\U000E007F", "\xe2", "\x80", "plain words", "é", "\u0646", "\u200C", "\u00AD",
    "\u202E", "\u2800", "#"};

static void
append_random_text(struct strbuf *text, unsigned *seed)
{
	for (unsigned count = next_random(seed) % 30; count > 0; count--) {
		const char *part =
		    parts[next_random(seed) % (sizeof(parts) / sizeof(*parts))];
		unsigned times = next_random(seed) % 3 ? 1 : next_random(seed) % 9;

		for (; times > 0; times--)
			strbuf_append_string(text, part);
	}
}

static void
whole_texts_are_made_of_the_same_clusters(void **state)
{
	unsigned seed = 7;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		struct strbuf text = {0}, quick = {0}, single = {0};
		size_t width = 0;

		append_random_text(&text, &seed);
		cluster_append_safe(&quick, strbuf_str(&text));
		for (size_t i = 0; i < text.length;) {
			struct cluster cluster = cluster_next(strbuf_str(&text), i);

			strbuf_append(&single, cluster.text);
			width += (size_t)cluster.width;
			i += cluster.source_length;
		}
		assert_true(str_equal(strbuf_str(&quick), strbuf_str(&single)));
		assert_int_equal(cluster_width(strbuf_str(&text)), width);
		strbuf_clear(&text);
		strbuf_clear(&quick);
		strbuf_clear(&single);
	}
}

/* From the blanks of U+2000 to the symbols before U+2C00. */
static void
what_hides_among_signs_is_found(void **state)
{
	static const struct {
		uint32_t first, last;
	} hidden[] = {
	    {0x200B, 0x200B}, {0x200E, 0x200F}, {0x2028, 0x202E}, {0x2060, 0x206F}};

	(void)state;
	for (uint32_t character = 0x2000; character < 0x2C00; character++) {
		bool is_hidden = false;

		for (size_t i = 0; i < sizeof(hidden) / sizeof(*hidden); i++)
			is_hidden |= character >= hidden[i].first &&
				     character <= hidden[i].last;
		assert_int_equal(cluster_is_deceptive(character), is_hidden);
	}
}

static void
plain_text_ends_before_a_letter_with_a_mark(void **state)
{
	(void)state;
	assert_int_equal(cluster_plain_length(str_of("plain"), 0), 5);
	assert_int_equal(cluster_plain_length(str_of("cafe\u0301"), 0), 3);
	assert_int_equal(cluster_plain_length(str_of("ab\x1b"), 0), 2);
	assert_int_equal(cluster_plain_length(str_of("\u65e5"), 0), 0);
}

static void
fitting_text_ends_in_an_ellipsis(void **state)
{
	static const struct {
		const char *text;
		size_t width;
		const char *fitting;
	} fits[] = {
	    {"abcdef", 6, "abcdef"},
	    {"abcdef", 5, "abcd…"},
	    {"abcdef", 1, "…"},
	    {"abcdef", 0, ""},
	    {"日本語", 6, "日本語"},
	    {"日本語", 5, "日本…"},
	    {"日本語", 4, "日…"},
	    {"", 0, ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(fits) / sizeof(*fits); i++) {
		struct strbuf fitting = {0};
		size_t width = cluster_append_fitting(
		    &fitting, str_of(fits[i].text), fits[i].width);

		assert_str(strbuf_str(&fitting), fits[i].fitting);
		assert_int_equal(width, cluster_width(strbuf_str(&fitting)));
		strbuf_clear(&fitting);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(controls_become_visible),
	    cmocka_unit_test(nul_is_a_character_too),
	    cmocka_unit_test(a_cluster_takes_no_more_marks_than_a_cell_holds),
	    cmocka_unit_test(every_byte_is_covered_once),
	    cmocka_unit_test(whole_texts_are_made_of_the_same_clusters),
	    cmocka_unit_test(what_hides_among_signs_is_found),
	    cmocka_unit_test(plain_text_ends_before_a_letter_with_a_mark),
	    cmocka_unit_test(fitting_text_ends_in_an_ellipsis),
	};

	locale_start();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
