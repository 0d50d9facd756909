/* SPDX-License-Identifier: Apache-2.0 */
/* What a reader types, and what it finds. */
#include "unit.h"
#include "cnai/memory.h"
#include "cnai/query.h"

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
	    {"KUBE", "kube Kube KUBE", "kube Kube [KUBE]"},
	    {"KUBERNETES", "Kubernetes", "[Kubernetes]"}, /* shouted */
	    {"KUBERNETEs", "Kubernetes", "-Kubernetes"},
	    {"\"AI KUBERNETES\"", "ai kubernetes", "[ai kubernetes]"},
	    {"Été", "ÉTÉ Été", "ÉTÉ [Été]"},
	    {"новости", "НОВОСТИ", "[НОВОСТИ]"},
	    {"\"Cloud Native\"", "cloud native Cloud Native",
		"cloud native [Cloud Native]"},
	    {"ニュース", "今週のニュース", "今週の[ニュース]"},
	    {"k", "\u212A and K", "[\u212A] and [K]"},
	    {"i", "\u0130 and I", "[\u0130] and [I]"},
	    {"I", "\u0130 and I i", "[\u0130] and [I] i"},
	};

	(void)state;
	assert_examples(
	    examples, sizeof(examples) / sizeof(*examples), query_parse);
}

static void
an_accent_counts_for_a_term_that_has_one(void **state)
{
	static const struct example examples[] = {
	    {"resume", "Résumé re\u0301sume\u0301",
		"[Résumé] [re\u0301sume\u0301]"},
	    {"résume", "resume résume résumé", "resume [résume] résumé"},
	    {"é", "e é e\u0301 e\u0300 ê", "e [é] [e\u0301] e\u0300 ê"},
	    {"e\u0301", "e é", "e [é]"},
	    {"oe", "œuvre", "[œ]uvre"},
	    {"ore", "øre", "[øre]"},
	    {"øre", "ore øre", "ore [øre]"},
	};

	(void)state;
	assert_examples(
	    examples, sizeof(examples) / sizeof(*examples), query_parse);
}

static void
characters_that_read_alike_are_found(void **state)
{
	static const struct example examples[] = {
	    {"STRASSE", "Straße", "[Straße]"},
	    {"strasse", "Straße STRASSE", "[Straße] [STRASSE]"},
	    {"straße", "STRASSE", "[STRASSE]"},
	    {"fin", "ﬁnal", "[ﬁn]al"},
	    {"ﬁn", "final", "[fin]al"},
	    {"i", "ﬁ", "[ﬁ]"}, /* whole characters only */
	    {"ss", "ßß", "[ß][ß]"},
	    {"s", "ß", "[ß]"},
	    {"ｃｌｏｕｄ", "cloud", "[cloud]"},
	    {"cloud", "ｃｌｏｕｄ", "[ｃｌｏｕｄ]"},
	    {"ガイド", "ｶﾞｲﾄﾞ", "[ｶﾞｲﾄﾞ]"},
	    {"ｶﾞｲﾄﾞ", "ガイド", "[ガイド]"},
	    {"カ", "ガｶﾞカ", "ガｶﾞ[カ]"},
	    {"ガ", "カガ", "カ[ガ]"},
	    {"かな", "カナ", "-カナ"},
	    {"クラウド", "次のクラウドを", "次の[クラウド]を"},
	    {"云原生", "关于云原生的", "关于[云原生]的"},
	    {"don't", "don’t", "[don’t]"},
	    {"cooperate", "co\u00ADoper\u200Bate", "[co\u00ADoper\u200Bate]"},
	    {"σας", "ΣΑΣ", "[ΣΑΣ]"},
	};

	(void)state;
	assert_examples(
	    examples, sizeof(examples) / sizeof(*examples), query_parse);
}

static void
one_of_the_terms_around_OR_is_enough(void **state)
{
	static const struct example examples[] = {
	    {"a OR b", "xa", "x[a]"},
	    {"a OR b", "xb", "x[b]"},
	    {"a OR b", "x", "-x"},
	    {"a b OR c", "a c", "[a] [c]"},
	    {"a b OR c", "b c", "-[b] [c]"},
	    {"a OR b OR c", "c", "[c]"},
	    {"a OR -b", "x", "x"},
	    {"a OR -b", "b", "-b"},
	    {"\"OR\"", "OR", "[OR]"},
	    {"or a", "or a", "[or] [a]"},
	    {"ORa", "ORa", "[ORa]"},
	};

	(void)state;
	assert_examples(
	    examples, sizeof(examples) / sizeof(*examples), query_parse);
}

static void
a_regular_expression_stands_between_slashes(void **state)
{
	static const struct example examples[] = {
	    {"/k.be/", "a kube, kobe", "a [kube], [kobe]"},
	    {"/a|ab|abc/", "abcd", "[abc]d"}, /* the longest */
	    {"/(a|ab)(c|bcd)/", "abcd", "[abcd]"},
	    {"/x*/", "axxb", "a[xx]b"},
	    {"/a+b?/", "aab a", "[aab] [a]"},
	    {"/a{2}/", "aaaaa", "[aa][aa]a"},
	    {"/a{2,}/", "a aaa", "a [aaa]"},
	    {"/a{1,2}b{0,1}/", "aaab", "[aa][ab]"},
	    {"/(ab){2}c/", "ababc abc", "[ababc] abc"},
	    {"/a{,2}/", "a{,2}", "[a{,2}]"},
	    {"/[0-9]+/", "v1.25", "v[1].[25]"},
	    {"/[^a-z ]/", "ab-c d", "ab[-]c d"},
	    {"/[]a]+/", "x]a]", "x[]a]]"},
	    {"/[a-]+/", "b-a-b", "b[-a-]b"},
	    {"/[[:digit:][:space:]]+b/", "a1 2b", "a[1 2b]"},
	    {"/\\d\\s\\w/", "a1 bc", "a[1 b]c"},
	    {"/\\D\\S\\W/", "11a-. ", "11[a-.] "},
	    {"/^b/", "ab\nb", "ab\n[b]"},
	    {"/a$/", "a\nba", "[a]\nb[a]"},
	    {"/^$/", "", "-"},
	    {"/\\bai\\b/", "ai main ai.", "[ai] main [ai]."},
	    {"/\\Bai/", "ai main", "ai m[ai]n"},
	    {"/a\\/b/", "a/b", "[a/b]"},
	    {"/a b/", "a b", "[a b]"},
	    {"/a.b/", "a\nb axb", "a\nb [axb]"},
	    {"/v1\\.2/ y", "y v1.2 v1x2", "[y] [v1.2] v1x2"},
	    {"-/b.d/ a", "a", "[a]"},
	    {"-/b.d/ a", "a bad", "-[a] b[a]d"},
	    {"/a|/", "ba", "b[a]"},
	    {"/()a/", "a", "[a]"},
	    {"/(?:ab)+/", "abab", "[abab]"},
	    {"/ai/", "AI", "[AI]"},
	    {"/AI/", "ai AI", "ai [AI]"},
	    {"/\\W\\S/", "a.B", "a[.B]"}, /* no capitals of the text */
	    {"/resum./", "Résumé", "[Résumé]"},
	    {"/é/", "e é", "e [é]"},
	    {"/日.語/", "日本語", "[日本語]"},
	    {"/[ぁ-ん]+/", "次のがく", "次[のがく]"},
	    {"/strasse?/", "Straße", "[Straße]"},
	    {"/[[:upper:]]+/", "aBC", "a[BC]"},
	    {"/a/ OR /b/", "b", "[b]"},
	};

	(void)state;
	assert_examples(
	    examples, sizeof(examples) / sizeof(*examples), query_parse);
}

static void
words_with_a_colon_or_a_slash_are_words(void **state)
{
	static const struct example examples[] = {
	    {"https://x", "a https://x", "a [https://x]"},
	    {"std::vector", "std::vector", "[std::vector]"},
	    {":opa:", "an :opa: b", "an [:opa:] b"},
	    {"10:30", "at 10:30", "at [10:30]"},
	    {"host:80", "host:80", "[host:80]"},
	    {"c:d", "c:d", "[c:d]"},
	    {"\"tag:x\"", "tag:x", "[tag:x]"},
	    {"note:", "note: a", "[note:] a"},
	    {"a/b", "a/b", "[a/b]"},
	};

	(void)state;
	assert_examples(
	    examples, sizeof(examples) / sizeof(*examples), query_parse);
}

static void
fields_of_posts_are_not_in_a_text(void **state)
{
	static const struct example examples[] = {
	    {"a title:b", "a b", "-[a] b"},
	    {"a -tag:b", "a b", "[a] b"},
	    {"a OR author:b", "a b", "[a] b"},
	    {"Title:\"a b\"", "a b", "-a b"},
	    {"link:https://x before:2024", "https://x", "-https://x"},
	    {"after:2024-04-19 tag:/x/", "x", "-x"},
	};

	(void)state;
	assert_examples(
	    examples, sizeof(examples) / sizeof(*examples), query_parse);
}

static void
a_wrong_query_is_told_with_its_place(void **state)
{
	static const struct {
		const char *query;
		size_t place;
		const char *message;
	} cases[] = {
	    {"a tagg:b", 2,
		"there is no field 'tagg': did you mean tag:? (Quotes make it "
		"text.)"},
	    {"is:unread", 0,
		"there is no field 'is': there are title:, tag:, author:, "
		"type:, section:, link:, before: and after: (quotes make it "
		"text)"},
	    {"a title:", 8, "title: needs a word to look for behind it"},
	    {"tag:\"\"", 5, "tag: needs a word to look for behind it"},
	    {"a before:May", 9,
		"before: needs a date: 2024, 2024-04 or 2024-04-19"},
	    {"after:2024-02-30", 6,
		"after: needs a date: 2024, 2024-04 or 2024-04-19"},
	    {"OR a", 0, "OR needs a term on both sides"},
	    {"a OR", 2, "OR needs a term on both sides"},
	    {"a OR OR b", 5, "OR needs a term on both sides"},
	    {"a OR \"\"", 7, "OR needs a term on both sides"},
	    {"/etc/passwd", 0,
		"the regular expression is not closed: end it with /, or put "
		"the text in quotes"},
	    {"a /", 2,
		"the regular expression is not closed: end it with /, or put "
		"the text in quotes"},
	    {"a //", 3, "the regular expression is empty"},
	    {"a /b(c/", 4, "the ( is never closed: add a )"},
	    {"/a[b/", 2, "the [ is never closed: add a ]"},
	    {"/[/", 1, "the [ is never closed: add a ]"},
	    {"/[z-a]/", 2, "this range has its end before its beginning"},
	    {"/a[[:x:]]/", 3,
		"there is no such kind of characters: write [:alpha:], "
		"[:digit:], [:space:] ..."},
	    {"/+a/", 1, "there is nothing before this to repeat"},
	    {"/a|*/", 3, "there is nothing before this to repeat"},
	    {"/a{3,2}/", 6, "counts go from 0 to 255, the smaller one first"},
	    {"/a{256}/", 6, "counts go from 0 to 255, the smaller one first"},
	    {"/(a)\\1/", 4, "back-references cannot be looked for"},
	    {"/a\\y/", 2, "this letter means nothing behind a backslash"},
	    {"/(a{200}){200}/", 1, "the regular expression is too large"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct error error = {0};
		size_t place = SIZE_MAX;

		assert_null(query_parse_at(str_of(cases[i].query), &place, &error));
		assert_string_equal(error.message, cases[i].message);
		assert_int_equal(place, cases[i].place);
		error_clear(&error);
	}
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
	struct query *query = query_parse(str_of("a b title:t"), &error);
	struct query_scan *scan = query_scan_new(query);
	static const struct match expected[] = {{0, 1}, {2, 3}, {4, 5}};
	struct match match;

	(void)state;
	query_scan_start(scan, str_of("t b at"), 2, 0);
	for (size_t i = 0; i < 3; i++) {
		assert_true(query_scan_next(scan, &match));
		assert_int_equal(match.start, expected[i].start);
		assert_int_equal(match.end, expected[i].end);
	}
	assert_false(query_scan_next(scan, &match));
	assert_false(query_scan_next(scan, &match));
	query_scan_start(scan, str_of("t b at"), 2, 3);
	assert_true(query_scan_next(scan, &match));
	assert_int_equal(match.start, 4);
	assert_false(query_scan_next(scan, &match));
	query_scan_free(scan);
	query_scan_free(NULL);
	query_free(query);
	query_free(NULL);
}

/* Each of these takes for ever where readings are tried one by one. */
static void
no_regular_expression_explodes(void **state)
{
	enum { LENGTH = 100 * 1000 };
	static const char *const queries[] = {"/(a+)+b/", "/(a|a)*b/", "/(a*)*b/",
	    "/a*a*a*a*b/", "/(a|aa)+$b/", "/(.*)(.*)(.*)b/", "/a|a.*b/",
	    "/(((a?){20}){4})b/", "/(x|y|a)*b|a/", "/(((((a*)*)*)*)*)*b/"};
	struct strbuf text = {0};

	(void)state;
	strbuf_append_repeated(&text, 'a', LENGTH);
	for (size_t i = 0; i < sizeof(queries) / sizeof(*queries); i++) {
		struct error error = {0};
		struct query *query = query_parse(str_of(queries[i]), &error);
		struct matches matches = {0};

		assert_non_null(query);
		query_find(query, strbuf_str(&text), &matches);
		assert_int_equal(
		    query_accepts(query, strbuf_str(&text)), matches.count > 0);
		matches_clear(&matches);
		query_free(query);
	}
	strbuf_clear(&text);
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
	    cmocka_unit_test(no_regular_expression_explodes),
	    cmocka_unit_test(an_accent_counts_for_a_term_that_has_one),
	    cmocka_unit_test(characters_that_read_alike_are_found),
	    cmocka_unit_test(one_of_the_terms_around_OR_is_enough),
	    cmocka_unit_test(a_regular_expression_stands_between_slashes),
	    cmocka_unit_test(words_with_a_colon_or_a_slash_are_words),
	    cmocka_unit_test(fields_of_posts_are_not_in_a_text),
	    cmocka_unit_test(a_wrong_query_is_told_with_its_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
