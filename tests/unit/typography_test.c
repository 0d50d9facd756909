/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Quotes, dashes, dots and emoji. What is expected is what Hugo 0.111 made of
 * the same text, but for emoji in code and addresses, which it changes too,
 * and quotes that are open at the end of a paragraph, which it goes on with.
 */
#include "outline.h"
#include "cnai/typography.h"

static void
quotes_turn_to_their_words(void **state)
{
	static const struct outline_sample samples[] = {
	    {"\"a\" 'b'", "P(“a” ‘b’)"},
	    {"it's don't l'été", "P(it’s don’t l’été)"},
	    {"'24 '90s", "P(‘24 ’90s)"},
	    {"\"*x*\" *\"x\"*", "P(“</>x</>” </>“x”</>)"},
	    {"(\"q\")", "P((“q”))"},
	    {"\"'nested'\"", "P(“’nested'”)"},
	    {"'tis rock 'n' roll, Smiths' x", "P(’tis rock ’n’ roll, Smiths’ x)"},
	    {"5'10\" 6\"", "P(5'10\" 6\")"},
	    {"\"日本\" 日\"本\"語", "P(“日本” 日\"本\"語)"},
	    {"\"open and 'single.", "P(“open and ‘single.)"},
	    {"\"open\n\n5\" x", "P(“open)P(5\" x)"},
	    {"[\"t\"](u \"it's\")", "P(<@1>“t”</>) 1=u\"it's"},
	    {"\"a\nb\"", "P(“a b”)"},
	    {"**a**'s", "P(<*>a</>’s)"},
	};

	(void)state;
	ASSERT_OUTLINES(samples);
}

static void
dashes_and_dots_join(void **state)
{
	static const struct outline_sample samples[] = {
	    {"a -- b --- c ---- d", "P(a – b — c —- d)"},
	    {"2010--2012 a-b a--b", "P(2010–2012 a-b a–b)"},
	    {"... .... ..", "P(… …. ..)"},
	    {"a << b >> c", "P(a « b » c)"},
	};

	(void)state;
	ASSERT_OUTLINES(samples);
}

static void
names_of_emoji_become_emoji(void **state)
{
	static const struct outline_sample samples[] = {
	    {":sparkles: :opa: :+1: :-1:", "P(✨ :opa: 👍 👎)"},
	    {"a:sparkles:b 10:30:45 ::: :sparkles",
		"P(a✨b 10:30:45 ::: :sparkles)"},
	    {":white_check_mark: *:tada:*", "P(✅ </>🎉</>)"},
	};

	(void)state;
	ASSERT_OUTLINES(samples);
}

static void
code_addresses_and_html_stay(void **state)
{
	static const struct outline_sample samples[] = {
	    {"`\"c\" -- :tada:`", "P(<`>\"c\" -- :tada:</>)"},
	    {"    \"c\" -- :tada:", "C(\"c\" -- :tada:)"},
	    {"<https://a.b/c--d:tada:>",
		"P(<@1>https://a.b/c--d:tada:</>) 1=https://a.b/c--d:tada:"},
	    {"https://a.b/c--d x",
		"P(<@1>https://a.b/c--d</> x) 1=https://a.b/c--d"},
	    {"<div>\"a\" --", "P(\"a\" --)"},
	    {"\\\"a\\\" \\'b\\' \\-- \\...", "P(\"a\" 'b' -- ...)"},
	    {"&quot;a&quot; `&quot;`", "P(\"a\" <`>&quot;</>)"},
	    {"\\&quot;a\"", "P(&quot;a\")"},
	    {"<<b>> <b>c</b> \\<<b>d</b>", "P(«b» <*>c</> <<*>d</>)"},
	    {"<b title=\"\\\">a</b>", "P(<*>a</>)"},
	    {"<b title=\"'a'\">\"a\"</b>", "P(<*>“a”</>)"},
	};

	(void)state;
	ASSERT_OUTLINES(samples);
}

static void
all_of_it_can_be_turned_off(void **state)
{
	const struct str text = str_of("\"a\" -- :tada:");
	struct document *document = document_parse_with(
	    NULL, text, (struct document_options){.plain_quotes = true});

	(void)state;
	assert_str(strbuf_str(&document->text), "\"a\" -- 🎉");
	document_free(document);
	document = document_parse_with(
	    NULL, text, (struct document_options){.plain_emoji = true});
	assert_str(strbuf_str(&document->text), "“a” – :tada:");
	document_free(document);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(quotes_turn_to_their_words),
	    cmocka_unit_test(dashes_and_dots_join),
	    cmocka_unit_test(names_of_emoji_become_emoji),
	    cmocka_unit_test(code_addresses_and_html_stay),
	    cmocka_unit_test(all_of_it_can_be_turned_off),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
