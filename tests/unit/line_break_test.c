/* SPDX-License-Identifier: Apache-2.0 */
/* Where a line may begin. */
#include "unit.h"
#include "cnai/line_break.h"
#include "cnai/unicode.h"

/* The places are marked with a bar; a blank before one is dropped. */
static const struct {
	const char *name, *words;
} cases[] = {
    {"behind blanks", "one |two   |three"},
    {"behind hyphens in words", "well-|known, |state-|of-|the-|art"},
    {"not in options", "use |--help |or |-x |(-y)"},
    {"not before numbers", "-1 |and |1-2"},
    {"behind a solidus", "and/|or |https://|example.org/|path?|query"},
    {"not in abbreviations", "e.g. |Node.js |a:b |1,000.5"},
    {"not before punctuation", "one ; |two ! |three ?"},
    {"not inside brackets' edges", "( one ) |[two] |{three}"},
    {"not inside quotes' edges", "\"one\" |'two'"},
    {"not in prices", "$10 |10% |+1"},
    {"between ideographs", "日|本|語|の|文。|次"},
    {"not before closing ones", "「か|ぎ」|で|す"},
    {"not at no-break spaces", "10\u00A0km |20\u00A0km"},
    {"around long dashes", "one|\u2014|two |\u2014 |three"},
    {"at zero-width spaces", "one\u200B|two"},
    {"between emoji", "\U0001F680 |rocket |\U0001F680|\U0001F680"},
    {"not before marks", "cafe\u0301 |au |lait"},
    {"plain behind wide", "日|本 |and |e.g. |--help"},
};

/* TEXT with a bar where a word begins, but for the first. */
static struct strbuf
mark_words(struct str text)
{
	struct line_breaker breaker = {0};
	struct strbuf marked = {0};
	size_t offset = 0;

	while (offset < text.length) {
		struct word word = line_break_word(&breaker, text, offset);

		assert_true(word.next > offset);
		assert_true(word.end > offset && word.end <= word.next);
		strbuf_append(&marked, str_slice(text, offset, word.next));
		if (word.next < text.length)
			strbuf_append_string(&marked, "|");
		offset = word.next;
	}
	line_breaker_clear(&breaker);
	return marked;
}

static void
lines_begin_where_a_typesetter_would_begin_them(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct strbuf text = {0}, marked;

		for (const char *c = cases[i].words; *c; c++)
			if (*c != '|')
				strbuf_append_byte(&text, *c);
		marked = mark_words(strbuf_str(&text));
		assert_str(strbuf_str(&marked), cases[i].words);
		strbuf_clear(&marked);
		strbuf_clear(&text);
	}
}

/* The two places where the tables are not followed, told independently. */
static bool
is_exception(const char *text, size_t i)
{
	const char *openers = " -([{\"'";
	size_t k = i - 1;

	if (strchr(".,:;", text[i - 1]))
		return strchr("#&*<=>@^_`~", text[i]) ||
		       (text[i] >= 'A' && text[i] <= 'Z') ||
		       (text[i] >= 'a' && text[i] <= 'z');
	if (text[i - 1] != '-')
		return false;
	while (k > 0 && text[k] == '-')
		k--;
	return strchr(openers, text[k]);
}

static unsigned
next_random(unsigned *seed)
{
	*seed = *seed * 1103515245U + 12345U;
	return *seed >> 16 & 0x7FFF;
}

static void
compare_with_tables(const char *text, size_t length)
{
	struct line_breaker breaker = {0};
	struct str whole = {text, length};
	bool *breaks = calloc(length, sizeof(*breaks));
	size_t offset = 0;

	unicode_line_breaks(whole, breaks);
	while (offset < length) {
		struct word word = line_break_word(&breaker, whole, offset);

		for (size_t i = offset + 1; i < word.next; i++)
			if (breaks[i] && !is_exception(text, i))
				fail_msg("no break at %zu of %s", i, text);
		if (word.next < length &&
		    (!breaks[word.next] || is_exception(text, word.next)))
			fail_msg("a break at %zu of %s", word.next, text);
		offset = word.next;
	}
	assert_int_equal(offset, length);
	line_breaker_clear(&breaker);
	free(breaks);
}

static void
ascii_breaks_where_the_unicode_tables_say(void **state)
{
	unsigned seed = 1;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		char text[16];
		size_t length = 1 + next_random(&seed) % (sizeof(text) - 2);

		for (size_t i = 0; i < length; i++)
			text[i] = (char)(next_random(&seed) % 4 == 0 && i > 0
					     ? ' '
					     : '!' + (int)next_random(&seed) % 94);
		text[length] = '\0';
		compare_with_tables(text, length);
	}
}

static void
a_stretch_of_other_text_changes_nothing_for_its_neighbours(void **state)
{
	static const char *const parts[] = {"one", "two, ", " ", "\u2014", "日本",
	    "(", ") ", "\u00E9", "a b", "-", "\u00A0", "1", "\"", "! ", "e.g."};
	unsigned seed = 7;

	(void)state;
	for (int round = 0; round < 5000; round++) {
		struct strbuf text = {0};

		strbuf_append_string(&text, "x");
		for (int i = 0; i < 8; i++)
			strbuf_append_string(
			    &text, parts[next_random(&seed) %
					 (sizeof(parts) / sizeof(*parts))]);
		compare_with_tables(text.data, text.length);
		strbuf_clear(&text);
	}
}

static void
plain_words_are_printable_ascii_without_blanks(void **state)
{
	static const struct {
		const char *text;
		bool is_plain;
	} words[] = {
	    {"word", true},
	    {"word next", true},
	    {"( word", false},
	    {"w\u00F6rd", false},
	    {"w\x1brd", false},
	    {"w\x7frd", false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		struct line_breaker breaker = {0};
		struct word word =
		    line_break_word(&breaker, str_of(words[i].text), 0);

		assert_int_equal(word.is_plain, words[i].is_plain);
		line_breaker_clear(&breaker);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(lines_begin_where_a_typesetter_would_begin_them),
	    cmocka_unit_test(ascii_breaks_where_the_unicode_tables_say),
	    cmocka_unit_test(
		a_stretch_of_other_text_changes_nothing_for_its_neighbours),
	    cmocka_unit_test(plain_words_are_printable_ascii_without_blanks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
