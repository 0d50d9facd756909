/* SPDX-License-Identifier: Apache-2.0 */
/* Documents for terminals that do not take UTF-8. */
#include "unit.h"
#include "cnai/cluster.h"
#include "cnai/page.h"
#include "cnai/transliterate.h"
#include "page_problem.h"
#include "page_text.h"

static struct document *
parse_for(const char *set, const char *markdown)
{
	struct document *document = document_parse(NULL, str_of(markdown));
	struct charset *charset = charset_open(set);

	assert_non_null(charset);
	document_transliterate(document, charset);
	charset_close(charset);
	return document;
}

static void
what_the_set_has_not_is_written_with_what_it_has(void **state)
{
	static const struct {
		const char *set, *markdown, *text;
	} samples[] = {
	    {"ASCII", "", ""},
	    {"ASCII", "plain *text*", "plain text"},
	    {"ASCII", "\"a\" -- it's...", "\"a\" - it's..."},
	    {"ASCII", "\u00BD \u20AC \u00A9 \u2192 \u2265", "1/2 EUR (c) -> >="},
	    {"ASCII", "Stra\u00DFe \u0141\u00F3d\u017A", "Strasse Lodz"},
	    {"ASCII", "\u65E5\u672C \U0001F680", "?? *"},
	    {"ASCII", "cafe*\u0301*s", "cafe\u0301s"},
	    {"ASCII", "a\u200Bb\u202Ec", "a\u200Bb\u202Ec"},
	    {"ASCII", "```\n\u00E9\t\u2026\n\n\u00E9\n```", "e\t...\n\ne"},
	    {"ISO-8859-1", "\u00BD \u20AC \u00E9 \u0105", "\u00BD EUR \u00E9 a"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		struct document *document =
		    parse_for(samples[i].set, samples[i].markdown);

		assert_str(strbuf_str(&document->text), samples[i].text);
		document_free(document);
	}
}

static void
places_move_with_the_text(void **state)
{
	struct document *document = parse_for("ASCII",
	    "\u00E9\u2026 *\u2192* [\u00BD a](/\u00FC) b[^1]\n\n\u00A9 [c](/d)"
	    "\n\n[^1]: e\n");
	const struct link *links = document->links;

	(void)state;
	assert_str(strbuf_str(&document->text), "e... -> 1/2 a b^1\n(c) c\ne ^");
	assert_str(document_link_text(document, &links[0]), "1/2 a");
	assert_str(links[0].url, "/%C3%BC");
	assert_str(document_link_text(document, &links[1]), "^1");
	assert_str(document_link_text(document, &links[2]), "c");
	assert_str(links[2].url, "/d");
	assert_int_equal(links[1].target, document->blocks[4].start);
	assert_str(document_block_text(document, &document->blocks[1]), "(c) c");
	document_free(document);
}

static void
columns_stay_in_line(void **state)
{
	static const struct layout_options options = {.width = 40};
	struct document *document =
	    parse_for("ASCII", "| a \u2265 b | c |\n|---|---|\n| \u2026 | 1 |\n");
	struct page *page = page_layout(document, &options);
	struct strbuf text = page_text(page);

	(void)state;
	assert_null(page_problem(page));
	assert_str(strbuf_str(&text),
	    "a >= b  c\n"
	    "\u2500\u2500\u2500\u2500\u2500\u2500  \u2500\n"
	    "...     1\n");
	strbuf_clear(&text);
	page_free(page);
	document_free(document);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_the_set_has_not_is_written_with_what_it_has),
	    cmocka_unit_test(places_move_with_the_text),
	    cmocka_unit_test(columns_stay_in_line),
	};

	locale_start();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
