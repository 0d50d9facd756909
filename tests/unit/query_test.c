/* SPDX-License-Identifier: Apache-2.0 */
/* What a reader types, and what it finds. */
#include "unit.h"
#include "cnai/memory.h"
#include "cnai/query.h"
#include "cnai/unicode.h"

/*
 * TEXT with [brackets] around what QUERY finds; "-" in front where the query
 * as a whole does not accept it.
 */
static void
mark(struct strbuf *marked, const struct query *query, struct str text)
{
	struct matches matches = {0};
	size_t offset = 0;

	query_find(query, text, &matches);
	if (!query_accepts(query, text))
		strbuf_append_byte(marked, '-');
	for (size_t i = 0; i < matches.count; i++) {
		struct match match = matches.items[i];

		strbuf_append(marked, str_slice(text, offset, match.start));
		strbuf_append_byte(marked, '[');
		strbuf_append(marked, str_slice(text, match.start, match.end));
		strbuf_append_byte(marked, ']');
		offset = match.end;
	}
	strbuf_append(marked, str_slice(text, offset, text.length));
	matches_clear(&matches);
}

struct example {
	const char *query, *text, *marked;
};

static void
assert_examples(const struct example *examples, size_t count,
    struct query *(*parse)(struct str text, struct error *error))
{
	for (size_t i = 0; i < count; i++) {
		struct error error = {0};
		struct query *query = parse(str_of(examples[i].query), &error);
		struct strbuf marked = {0};

		assert_null(error.message);
		assert_non_null(query);
		mark(&marked, query, str_of(examples[i].text));
		assert_str(strbuf_str(&marked), examples[i].marked);
		strbuf_clear(&marked);
		query_free(query);
	}
}

static void
all_words_must_occur_anywhere(void **state)
{
	static const struct example examples[] = {
	    {"open", "opentelemetry reopened", "[open]telemetry re[open]ed"},
	    {"b a", "a-b", "[a]-[b]"},
	    {"cloud native", "native to the cloud", "[native] to the [cloud]"},
	    {"cloud native", "a cloud", "-a [cloud]"},
	    {"x", "", "-"},
	    {"longer than", "the text", "-the text"},
	    {"tt", "ttttt", "[tt][tt]t"},
	    {"aab", "aaab aab", "a[aab] [aab]"},
	    {"abab", "abaabab", "aba[abab]"},
	    {"abcabd", "abcabcabd", "abc[abcabd]"},
	    {"nano", "nananano", "nana[nano]"},
	    {"wide aid", "widaide waide", "-wid[aid]e w[aid]e"},
	    {"5\"", "a 5\" disk", "a [5\"] disk"},
	};

	(void)state;
	assert_examples(
	    examples, sizeof(examples) / sizeof(*examples), query_parse);
}

static void
overlapping_places_of_two_words_are_one(void **state)
{
	static const struct example examples[] = {
	    {"cloud loud", "cloudy", "[cloud]y"},
	    {"abc cde", "abcde", "[abcde]"},
	    {"abc de", "abcde", "[abc][de]"},
	    {"abc bcd cde", "abcde", "[abcde]"},
	    {"a a", "aa", "[a][a]"},
	};

	(void)state;
	assert_examples(
	    examples, sizeof(examples) / sizeof(*examples), query_parse);
}

static void
case_counts_for_a_term_with_a_capital_only(void **state)
{
	static const struct example examples[] = {
	    {"ai", "AI Ai aI ai", "[AI] [Ai] [aI] [ai]"},
	    {"AI", "AI Ai aI ai", "[AI] Ai aI ai"},
	    {"AI native", "AI NATIVE ai", "[AI] [NATIVE] ai"},
	    {"straße", "STRAßE", "[STRAßE]"},
	    {"été", "ÉTÉ Été", "[ÉTÉ] [Été]"},
	    {"Été", "ÉTÉ Été", "ÉTÉ [Été]"},
	    {"новости", "НОВОСТИ", "[НОВОСТИ]"},
	    {"\"Cloud Native\"", "cloud native Cloud Native",
		"cloud native [Cloud Native]"},
	    {"ニュース", "今週のニュース", "今週の[ニュース]"},
	    {"k", "\u212A and K", "[\u212A] and [K]"},
	    {"i", "\u0130 and I", "[\u0130] and [I]"},
	    {"I", "\u0130 and I", "\u0130 and [I]"},
	};

	(void)state;
	assert_examples(
	    examples, sizeof(examples) / sizeof(*examples), query_parse);
}

static void
a_blank_in_a_phrase_is_any_white_space(void **state)
{
	static const struct example examples[] = {
	    {"\"cloud native\"", "cloud native", "[cloud native]"},
	    {"\"cloud native\"", "cloud \t\r\n native", "[cloud \t\r\n native]"},
	    {"\"cloud native\"", "cloud\u00a0\u3000native",
		"[cloud\u00a0\u3000native]"},
	    {"\"cloud  \n native\"", "cloud native", "[cloud native]"},
	    {"\"cloud native\"", "cloudnative cloud-native",
		"-cloudnative cloud-native"},
	    {"\"a b", "a  b", "[a  b]"},
	    {"\"a a b\"", "a a  a b", "a [a  a b]"},
	    {"\"a\"\"b\"", "ab", "[a][b]"},
	    {"\" a\"", "b  a", "b[  a]"},
	    {"\"a b\" c", "c a b", "[c] [a b]"},
	    {"\u3000a\u3000b\u3000", "ba", "[b][a]"},
	};

	(void)state;
	assert_examples(
	    examples, sizeof(examples) / sizeof(*examples), query_parse);
}

static void
a_minus_keeps_texts_out(void **state)
{
	static const struct example examples[] = {
	    {"cloud -edge", "cloud", "[cloud]"},
	    {"cloud -edge", "cloud edge", "-[cloud] edge"},
	    {"cloud -Edge", "cloud edge", "[cloud] edge"},
	    {"-\"at the edge\" cloud", "cloud at  the edge",
		"-[cloud] at  the edge"},
	    {"-\"at the edge\" cloud", "cloud at an edge", "[cloud] at an edge"},
	    {"cloud-native", "a cloud-native", "a [cloud-native]"},
	    {"a - b", "a - b", "[a] [-] [b]"},
	    {"a --", "a-", "-[a]-"},
	    {"a -\"\"", "a", "[a]"},
	};

	(void)state;
	assert_examples(
	    examples, sizeof(examples) / sizeof(*examples), query_parse);
}

static void
a_phrase_query_takes_all_as_it_stands(void **state)
{
	static const struct example examples[] = {
	    {"-x \"y\"", "a -x  \"y\" b", "a [-x  \"y\"] b"},
	    {"open source", "open\nsource", "[open\nsource]"},
	    {"a", "aA", "[a][A]"},
	};

	(void)state;
	assert_examples(
	    examples, sizeof(examples) / sizeof(*examples), query_phrase);
}

static void
what_looks_for_nothing_is_an_error(void **state)
{
	static const char *const empty[] = {
	    "", " ", "\t\n", "\u3000", "\"\"", "\"", "\" \"", "-\"\"", "-\""};
	static const char *const excluding[] = {"-x", "-x -\"y z\"", "-\"x", "--"};

	(void)state;
	for (size_t i = 0; i < sizeof(empty) / sizeof(*empty); i++) {
		struct error error = {0};

		assert_null(query_parse(str_of(empty[i]), &error));
		assert_string_equal(
		    error.message, "the query is empty: give a word to find");
		error_clear(&error);
	}
	for (size_t i = 0; i < sizeof(excluding) / sizeof(*excluding); i++) {
		struct error error = {0};

		assert_null(query_parse(str_of(excluding[i]), &error));
		assert_string_equal(error.message,
		    "leaving words out looks for nothing: add a word to find");
		error_clear(&error);
	}
}

static void
a_blank_phrase_is_an_error(void **state)
{
	struct error error = {0};

	(void)state;
	assert_null(query_phrase(str_of("  "), &error));
	assert_string_equal(
	    error.message, "the query is empty: give a word to find");
	error_clear(&error);
}

static void
a_hundred_terms_are_enough(void **state)
{
	struct strbuf text = {0};
	struct error error = {0};
	struct query *query;

	(void)state;
	for (int i = 0; i < 100; i++)
		strbuf_append_string(&text, "a ");
	query = query_parse(strbuf_str(&text), &error);
	assert_non_null(query);
	query_free(query);
	strbuf_append_string(&text, "a");
	assert_null(query_parse(strbuf_str(&text), &error));
	assert_string_equal(error.message,
	    "more than 100 terms: put words that belong together in quotes");
	error_clear(&error);
	strbuf_clear(&text);
}

static void
bad_bytes_are_found_by_what_is_shown_for_them(void **state)
{
	static const struct example examples[] = {
	    {"\xff", "a\uFFFDb", "a[\uFFFD]b"},
	    {"\uFFFD", "a\xff\xfe", "a[\xff][\xfe]"},
	    {"b",
		"\xe3\x81"
		"b\xf0",
		"\xe3\x81"
		"[b]\xf0"},
	};

	(void)state;
	assert_examples(
	    examples, sizeof(examples) / sizeof(*examples), query_parse);
}

static void
a_nul_is_a_character_like_others(void **state)
{
	struct error error = {0};
	struct query *query = query_parse((struct str){"a\0b", 3}, &error);
	struct strbuf marked = {0};

	(void)state;
	mark(&marked, query, (struct str){"\0a\0a\0b\0", 7});
	assert_int_equal(marked.length, 9);
	assert_memory_equal(marked.data, "\0a\0[a\0b]\0", 9);
	strbuf_clear(&marked);
	query_free(query);
}

/* How often WORD stands in TEXT, found the slow and simple way. */
static size_t
count_naively(struct str text, struct str word)
{
	size_t count = 0, i = 0;

	while (i + word.length <= text.length) {
		bool is_here = str_equal(str_slice(text, i, i + word.length), word);

		count += is_here;
		i += is_here ? word.length : 1;
	}
	return count;
}

static void
words_that_repeat_themselves_are_found_like_others(void **state)
{
	enum { TEXT_BITS = 12, WORD_BITS = 5 };
	struct error error = {0};

	(void)state;
	for (unsigned w = 0; w < 1 << WORD_BITS; w++) {
		char word[WORD_BITS];
		struct query *query;

		for (unsigned i = 0; i < WORD_BITS; i++)
			word[i] = w >> i & 1 ? 'a' : 'b';
		query = query_parse((struct str){word, WORD_BITS}, &error);
		for (unsigned t = 0; t < 1 << TEXT_BITS; t++) {
			char bytes[TEXT_BITS];
			struct str text = {bytes, TEXT_BITS};
			struct matches matches = {0};

			for (unsigned i = 0; i < TEXT_BITS; i++)
				bytes[i] = t >> i & 1 ? 'a' : 'b';
			query_find(query, text, &matches);
			assert_int_equal(matches.count,
			    count_naively(text, (struct str){word, WORD_BITS}));
			matches_clear(&matches);
		}
		query_free(query);
	}
}

/* A step for each pair of characters would make 43 thousand million. */
static void
a_long_run_is_sought_in_a_longer_one_in_linear_time(void **state)
{
	enum { WORD = 10 * 1024, TEXT = 4 * 1024 * 1024 };
	struct strbuf word = {0}, text = {0};
	struct error error = {0};
	struct query *query;

	(void)state;
	strbuf_append_repeated(&word, 'a', WORD);
	strbuf_append_byte(&word, 'b');
	strbuf_append_repeated(&text, 'a', TEXT);
	query = query_parse(strbuf_str(&word), &error);
	assert_non_null(query);
	assert_false(query_accepts(query, strbuf_str(&text)));
	strbuf_append_byte(&text, 'b');
	assert_true(query_accepts(query, strbuf_str(&text)));
	query_free(query);
	strbuf_clear(&word);
	strbuf_clear(&text);
}

static void
a_scan_keeps_going_where_it_stood(void **state)
{
	struct error error = {0};
	struct query *query = query_parse(str_of("a b"), &error);
	struct query_scan *scan = query_scan_start(query, str_of("b-a"));
	struct match match;

	(void)state;
	assert_true(query_scan_next(scan, &match));
	assert_int_equal(match.start, 0);
	assert_int_equal(match.end, 1);
	assert_true(query_scan_next(scan, &match));
	assert_int_equal(match.start, 2);
	assert_false(query_scan_next(scan, &match));
	assert_false(query_scan_next(scan, &match));
	query_scan_free(scan);
	query_scan_free(NULL);
	query_free(query);
	query_free(NULL);
}

static void
finding_appends_to_the_matches_there_are(void **state)
{
	struct error error = {0};
	struct query *query = query_parse(str_of("a"), &error);
	struct matches matches = {0};

	(void)state;
	query_find(query, str_of("a"), &matches);
	query_find(query, str_of("-a"), &matches);
	assert_int_equal(matches.count, 2);
	assert_int_equal(matches.items[0].start, 0);
	assert_int_equal(matches.items[1].start, 1);
	matches_clear(&matches);
	query_free(query);
}

/* What lets the scan pass over bytes that are not ASCII. */
static void
two_characters_beyond_ascii_have_a_lower_case_in_it(void **state)
{
	(void)state;
	for (uint32_t c = 0x80; c < UTF8_INVALID; c++)
		if (unicode_lower(c) < 0x80)
			assert_true(c == 0x130 || c == 0x212A);
	assert_int_equal(unicode_lower(0x130), 'i');
	assert_int_equal(unicode_lower(0x212A), 'k');
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(all_words_must_occur_anywhere),
	    cmocka_unit_test(overlapping_places_of_two_words_are_one),
	    cmocka_unit_test(case_counts_for_a_term_with_a_capital_only),
	    cmocka_unit_test(a_blank_in_a_phrase_is_any_white_space),
	    cmocka_unit_test(a_minus_keeps_texts_out),
	    cmocka_unit_test(a_phrase_query_takes_all_as_it_stands),
	    cmocka_unit_test(what_looks_for_nothing_is_an_error),
	    cmocka_unit_test(a_blank_phrase_is_an_error),
	    cmocka_unit_test(a_hundred_terms_are_enough),
	    cmocka_unit_test(bad_bytes_are_found_by_what_is_shown_for_them),
	    cmocka_unit_test(a_nul_is_a_character_like_others),
	    cmocka_unit_test(words_that_repeat_themselves_are_found_like_others),
	    cmocka_unit_test(a_long_run_is_sought_in_a_longer_one_in_linear_time),
	    cmocka_unit_test(a_scan_keeps_going_where_it_stood),
	    cmocka_unit_test(finding_appends_to_the_matches_there_are),
	    cmocka_unit_test(two_characters_beyond_ascii_have_a_lower_case_in_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
