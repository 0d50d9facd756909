/* SPDX-License-Identifier: Apache-2.0 */
/* Where a line may begin. */
#include "unit.h"
#include "cnai/cluster.h"
#include "cnai/line_break.h"
#include "cnai/unicode.h"
#include "random.h"

/* The places are marked with a bar; a blank before one is dropped. */
static const struct {
	const char *name, *words;
} cases[] = {
    {"behind blanks", "one |two   |three"},
    {"behind blanks before signs", "one |; |two |! |three |? |four |) |five"},
    {"behind blanks inside brackets", "( |one |) |\" |two |\" |\" |(three"},
    {"behind blanks before words that begin with a sign",
	"an |!important |/path |.NET |,x |)x |}x |engine |:sparkles:"},
    {"behind blanks beside other scripts", "\u00AB |un |\u00BB |! |\u3002 |x"},
    {"not at blanks that a mark joins", "one \u0301two   |\u00E9 \u0301 |x"},
    {"behind hyphens in words", "well-|known, |state-|of-|the-|art"},
    {"not in options", "use |--help |or |-x |(-y)"},
    {"not before numbers", "-1 |and |1-2"},
    {"not behind what begins a word", "/a |//a |!a |?a |}a |(/a) |#!/a |%%a"},
    {"not in paths", "and/or |/path/to-a/file |./x |a/b-c"},
    {"not in addresses", "(https://example.org/a-b?c&d), |a-b@c-d.org"},
    {"at the edges of addresses", "日|https://a.org/b-c|日|well-|known"},
    {"not in abbreviations", "e.g. |Node.js |a:b |1,000.5 |C++"},
    {"not before punctuation", "one; |two! |three?"},
    {"not inside brackets' edges", "(one) |[two] |{three}"},
    {"not inside quotes' edges", "\"one\" |'two'"},
    {"not in prices", "$10 |10% |+1"},
    {"between ideographs", "日|本|語|の|文。|次"},
    {"not before closing ones", "「か|ぎ」|で|す"},
    {"not before small kana", "キャッ|シュ|を|使っ|た|ティー|カッ|プぁ"},
    {"not before what closes or repeats", "（例）、|『本』。|時々|ア・|イ々〉|x"},
    {"not behind what opens", "日|（x"},
    {"not at soft hyphens", "soft\u00ADware |here"},
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

static bool
is_ascii(const char *text, size_t i)
{
	return text[i] > ' ' && text[i] < 0x7F;
}

/* Whether a solidus or an at sign is among the ASCII around text[i]. */
static bool
is_in_address(const char *text, size_t i)
{
	while (i > 0 && is_ascii(text, i - 1))
		i--;
	while (is_ascii(text, i) && !strchr("/@", text[i]))
		i++;
	return is_ascii(text, i);
}

static bool
is_letter(char c)
{
	return strchr("#&*<=>@^_`~", c) || (c >= 'A' && c <= 'Z') ||
	       (c >= 'a' && c <= 'z');
}

/* The breaks of the tables that are not taken, told independently. */
static bool
is_exception(const char *text, size_t i)
{
	size_t k = i - 1;

	if (!is_ascii(text, i - 1))
		return false;
	if (text[i] == text[i - 1])
		return true;
	while (k > 0 && text[k - 1] == text[i - 1])
		k--;
	if (!is_letter(text[i - 1]) &&
	    !(text[i - 1] >= '0' && text[i - 1] <= '9') &&
	    (k == 0 || strchr(" !?\"'([{.,:;/-", text[k - 1])))
		return true;
	return is_ascii(text, i) &&
	       ((strchr(".,:;", text[i - 1]) && is_letter(text[i])) ||
		   is_in_address(text, i));
}

/* Whether a line may break before text[i]; TABLES say so for signs. */
static bool
may_break(const char *text, size_t i, const bool *tables)
{
	if (text[i] == ' ')
		return false;
	return text[i - 1] == ' ' || (tables[i] && !is_exception(text, i));
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
			if (may_break(text, i, breaks))
				fail_msg("no break at %zu of %s", i, text);
		if (word.next < length && !may_break(text, word.next, breaks))
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
	    "(", ") ", "\u00E9", "a b", "-", "\u00A0", "1", "\"", "! ", "e.g.",
	    "\u2018", "\u2019", "\u201C", "\u201D", "\u00B9", "\u2070", "\u2079",
	    "\u21A9", "|", "/", "%", "$"};
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
words_longer_than_a_row_are_cut_at_signs_of_addresses(void **state)
{
	static const struct {
		const char *word;
		size_t room, length;
	} cuts[] = {
	    {"abcdefgh", 5, 5},
	    {"abc/defgh", 5, 4},
	    {"abcd?efgh", 5, 5},
	    {"abcd&efgh", 6, 5},
	    {"abcd-efgh", 6, 5},
	    {"a/bcdefgh", 6, 6},
	    {"abc//defg", 4, 4},
	    {"https://abc", 8, 5},
	    {"https://abc", 9, 9},
	    {"https://abc/d", 12, 12},
	    {"abc-\u0301defgh", 6, 6},
	    {"://", 3, 3},
	    {"a", 1, 1},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cuts) / sizeof(*cuts); i++)
		assert_int_equal(
		    line_break_inside(str_of(cuts[i].word), cuts[i].room),
		    cuts[i].length);
}

static void
plain_words_know_their_columns(void **state)
{
	static const struct {
		const char *text;
		size_t columns;
	} words[] = {
	    {"word", 4},
	    {"word next", 4},
	    {"( word", 1},
	    {"\u201Cdon\u2019t\u201D x", 7},
	    {"\u2018well-known\u2019", 6},
	    {"\u2019", 1},
	    {"end.\u00A0\u21A9", 6},
	    {"word\u00B9\u2070", 6},
	    {"x\u201Ay", 0},
	    {"x\u2019\u0301", 0},
	    {"w\u00F6rd", 0},
	    {"w\x1brd", 0},
	    {"w\x7frd", 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		struct line_breaker breaker = {0};
		struct word word =
		    line_break_word(&breaker, str_of(words[i].text), 0);

		assert_int_equal(word.columns, words[i].columns);
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
	    cmocka_unit_test(words_longer_than_a_row_are_cut_at_signs_of_addresses),
	    cmocka_unit_test(plain_words_know_their_columns),
	};

	locale_start();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
