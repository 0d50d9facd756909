/* SPDX-License-Identifier: Apache-2.0 */
/* From documents to rows; the golden files in tests/render show whole pages. */
#include "unit.h"
#include "cnai/cluster.h"
#include "cnai/page.h"
#include "page_text.h"
#include "made_document.h"
#include "page_problem.h"

static struct page *
layout(const struct document *document, int width)
{
	struct layout_options options = {.width = width, .wrap_code = true};

	return page_layout(document, &options);
}

static struct document *
parse(const char *markdown)
{
	return document_parse(NULL, str_of(markdown));
}

static void
assert_page(const char *markdown, const struct layout_options *options,
    const char *expected)
{
	struct document *document = parse(markdown);
	struct page *page = page_layout(document, options);
	struct strbuf text = page_text(page);

	assert_str(strbuf_str(&text), expected);
	strbuf_clear(&text);
	page_free(page);
	document_free(document);
}

static const struct {
	const char *markdown;
	int width;
	const char *rows;
} cases[] = {
    {"", 20, ""},
    {"one two three", 7, "one two\nthree\n"},
    {"one two three", 8, "one two\nthree\n"},
    {"one two three", 13, "one two three\n"},
    {"one   two", 20, "one two\n"},
    {"one\ntwo", 20, "one two\n"},
    {"one  \ntwo", 20, "one\ntwo\n"},
    {"a*b*c d", 3, "abc\nd\n"},
    {"*a* *b*", 3, "a b\n"},
    {"abcdefgh", 3, "abc\ndef\ngh\n"},
    {"x abcdefgh", 3, "x\nabc\ndef\ngh\n"},
    {"日本", 3, "日\n本\n"},
    {"日本", 1, "\uFFFD\n\uFFFD\n"},
    {"a日", 1, "a\n\uFFFD\n"},
    {"cafe\u0301s", 4, "cafe\u0301\ns\n"},
    {"a\u200Bb", 2, "ab\n"},
    {"a\u200Bb", 1, "a\nb\n"},
    {"- a\n- b", 20, "• a\n• b\n"},
    {"- a\n- b", 4, "• a\n• b\n"},
    {"- a\n- b", 3, "a\nb\n"},
    {"- a\n\n- b", 20, "• a\n\n• b\n"},
    {"9. a\n10. b", 20, " 9. a\n10. b\n"},
    {"999999999. a\n1. b", 40, " 999999999. a\n1000000000. b\n"},
    {"-\n- a", 20, "•\n• a\n"},
    {"> a\n>\n> b", 20, "│ a\n│\n│ b\n"},
    {"> a\n\nb", 20, "│ a\n\nb\n"},
    {">", 20, ""},
    {"- > a\n  >\n  > ```\n  > ```\n- b", 20, "• │ a\n• b\n"},
    {"- ```\n  ```\n\n  a", 20, "• a\n"},
    {"> a\n>\n> ```\n> ```\n\nb", 20, "│ a\n\nb\n"},
    {"# a\nb", 20, "a\n═\n\nb\n"},
    {"a\n\n## b\n\n### c", 20, "a\n\nb\n─\n\nc\n"},
    {"### a\n\nb\n\n### c\n- d", 20, "a\nb\n\nc\n• d\n"},
    {"### a\n#### b\nc", 20, "a\n\nb\nc\n"},
    {"> ### a\n\nb", 20, "│ a\n\nb\n"},
    {"aaa bbb !c", 8, "aaa bbb\n!c\n"},
    {"aaa bbb ) c", 8, "aaa bbb\n) c\n"},
    {"see https://a.org/b", 18, "see\nhttps://a.org/b\n"},
    {"see https://a.org/bcd-ef", 16, "see\nhttps://a.org/\nbcd-ef\n"},
    {"https://abcdef", 8, "https\n://abcde\nf\n"},
    {"see abcde/fghij", 8, "see\nabcde/\nfghij\n"},
    {"see a/bcdefghij", 8, "see\na/bcdefg\nhij\n"},
    {"[](http://a.b/)", 20, "http://a.b/\n"},
    {"#\n\na", 20, "a\n"},
    {"***", 11, "   * * *\n"},
    {"***", 4, " *\n"},
    {"    a  b\n\n    c", 40, "    a  b\n\n    c\n"},
    {"    a\n", 20, "  a\n"},
    {"    abcdef", 6, "  abcd\n↪ ef\n"},
    {"```\na\tb\n\tc\n```", 40, "    a       b\n            c\n"},
    {"```\na \t\n```", 40, "    a\n"},
};

static void
a_document_becomes_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_page(cases[i].markdown,
		    &(struct layout_options){
			.width = cases[i].width, .wrap_code = true},
		    cases[i].rows);
}

static void
links_are_numbered_where_they_stand(void **state)
{
	static const struct layout_options numbered = {
	    .width = 20, .number_links = true};
	static const struct layout_options narrow = {
	    .width = 8, .number_links = true};
	static const struct layout_options tiny = {
	    .width = 1, .number_links = true};

	(void)state;
	assert_page("[a](u), [*b* c](v).", &numbered, "a[1], b c[2].\n");
	assert_page("x [a b](u) c", &narrow, "x a b[1]\nc\n");
	assert_page("x y [a b](u)", &narrow, "x y a\nb[1]\n");
	assert_page("[a](u)", &tiny, "a\n[\n1\n]\n");
	assert_page("[a ](u)b", &numbered, "a[1] b\n");
	assert_page("<http://a.b/>", &numbered, "http://a.b/[1]\n");
}

static void
addresses_are_listed_below_the_text(void **state)
{
	static const struct layout_options listed = {
	    .width = 24, .number_links = true, .list_urls = true};
	static const struct layout_options whole = {.width = 24,
	    .number_links = true,
	    .list_urls = true,
	    .long_urls = true};
	static const char *const link =
	    "[a](https://example.org/long/path?query=long)";

	(void)state;
	assert_page("a", &listed, "a\n");
	assert_page("[a](http://日本語日本語日本語日本語)", &listed,
	    "a[1]\n\nLinks\n─────\n\n[1] http://日本語日本語\n"
	    "    日本語日本語\n");
	assert_page("[a](u)", &listed, "a[1]\n\nLinks\n─────\n\n[1] u\n");
	assert_page(link, &listed,
	    "a[1]\n\nLinks\n─────\n\n[1] https://example.org/\n"
	    "    long/path?query=long\n");
	assert_page(link, &whole,
	    "a[1]\n\nLinks\n─────\n\n"
	    "[1] https://example.org/long/path?query=long\n");
}

static void
a_link_that_shows_its_address_is_not_listed(void **state)
{
	static const struct layout_options options = {
	    .width = 20, .number_links = true, .list_urls = true};
	static const struct layout_options unnumbered = {
	    .width = 20, .list_urls = true};

	(void)state;
	assert_page("<http://a.b/>", &options, "http://a.b/\n");
	assert_page("<http://a.b/>", &unnumbered, "http://a.b/\n");
	assert_page("<a@b.cc>", &options, "a@b.cc\n");
	assert_page("[a.b/c](http://a.b/c)", &options, "a.b/c\n");
	assert_page("<http://a.b/> [c](u)", &options,
	    "http://a.b/ c[2]\n\nLinks\n─────\n\n[2] u\n");
	assert_page("[b/](http://a.b/)", &options,
	    "b/[1]\n\nLinks\n─────\n\n[1] http://a.b/\n");
	/* Cut in the text, it is whole in the list. */
	assert_page("<http://a.b/cdefghijklmnop>", &options,
	    "http://a.b/\ncdefghijklmnop[1]\n\nLinks\n─────\n\n"
	    "[1] http://a.b/\n    cdefghijklmnop\n");
}

static void
cells_know_their_link_and_their_place(void **state)
{
	struct document *document = parse("> a [b\u0301c](u)\td");
	struct layout_options options = {.width = 20, .number_links = true};
	struct page *page = page_layout(document, &options);
	struct cell_cursor cursor = page_row_cells(page, 0);
	static const struct {
		const char *text;
		uint32_t source, link;
		unsigned styles;
	} expected[] = {
	    {"│", PAGE_NO_SOURCE, 0, STYLE_MARKER | STYLE_DECORATION},
	    {" ", PAGE_NO_SOURCE, 0, STYLE_MARKER | STYLE_DECORATION},
	    {"a", 0, 0, STYLE_QUOTE},
	    {" ", 1, 0, STYLE_QUOTE},
	    {"b\u0301", 2, 1, STYLE_QUOTE | STYLE_LINK},
	    {"c", 5, 1, STYLE_QUOTE | STYLE_LINK},
	    {"[", PAGE_NO_SOURCE, 1, STYLE_MARKER | STYLE_DECORATION},
	    {"1", PAGE_NO_SOURCE, 1, STYLE_MARKER | STYLE_DECORATION},
	    {"]", PAGE_NO_SOURCE, 1, STYLE_MARKER | STYLE_DECORATION},
	    {" ", 6, 0, STYLE_QUOTE},
	    {"d", 7, 0, STYLE_QUOTE},
	};
	struct cell cell;

	(void)state;
	for (size_t i = 0; i < sizeof(expected) / sizeof(*expected); i++) {
		assert_true(page_cell_next(page, &cursor, &cell));
		assert_str(cell.text, expected[i].text);
		assert_int_equal(cell.source, expected[i].source);
		assert_int_equal(cell.link, expected[i].link);
		assert_int_equal(cell.styles, expected[i].styles);
	}
	assert_false(page_cell_next(page, &cursor, &cell));
	page_free(page);
	document_free(document);
}

static void
rows_without_text_have_the_place_of_the_text_below(void **state)
{
	struct document *document = parse("# ab\n\ncd\n\n```\ne\n\nf\n```\n***");
	struct page *page = layout(document, 40);
	/* ab, the rule, a blank row, cd, a blank row, e, an empty line, f, a
	 * blank row and the stars at the end of the text. */
	static const uint32_t sources[] = {0, 3, 3, 3, 6, 6, 8, 9};

	(void)state;
	assert_int_equal(page->row_count, 10);
	for (size_t i = 0; i < sizeof(sources) / sizeof(*sources); i++)
		assert_int_equal(page->rows[i].source, sources[i]);
	assert_int_equal(page->rows[9].source, document->text.length);
	assert_int_equal(page_row_at(page, 0), 0);
	assert_int_equal(page_row_at(page, 1), 0);
	assert_int_equal(page_row_at(page, 3), 3);
	assert_int_equal(page_row_at(page, 4), 3);
	assert_int_equal(page_row_at(page, 6), 5);
	assert_int_equal(page_row_at(page, 8), 6);
	page_free(page);
	document_free(document);
}

static void
an_empty_page_has_its_first_row_at_zero(void **state)
{
	struct document *document = parse("");
	struct page *page = layout(document, 80);

	(void)state;
	assert_int_equal(page->row_count, 0);
	assert_int_equal(page_row_at(page, 0), 0);
	assert_int_equal(page_row_at(page, 100), 0);
	page_free(page);
	document_free(document);
}

static void
a_head_stands_above_the_body(void **state)
{
	struct document_head head = {.title = str_of("Title"),
	    .place = str_of("Post 1 of 7"),
	    .description = str_of("Said *briefly*.")};
	struct document *document =
	    document_parse(&head, str_of("## Section\n\nText."));
	struct page *page = layout(document, 20);
	struct strbuf text = page_text(page);

	(void)state;
	assert_str(strbuf_str(&text), "Title\nPost 1 of 7\n\nSaid briefly.\n\n"
				      "Section\n───────\n\nText.\n");
	strbuf_clear(&text);
	page_free(page);
	document_free(document);
}

static void
a_hundred_levels_leave_room_for_the_text(void **state)
{
	static const int widths[] = {1, 2, 3, 5, 10, 11, 19, 20, 40, 80, 500};
	struct strbuf markdown = {0};
	struct document *document;

	(void)state;
	for (int i = 0; i < 50; i++)
		strbuf_append_string(&markdown, "> - ");
	strbuf_append_string(&markdown, "at the bottom");
	document = document_parse(NULL, strbuf_str(&markdown));
	for (size_t i = 0; i < sizeof(widths) / sizeof(*widths); i++) {
		struct page *page = layout(document, widths[i]);
		size_t rows_needed = widths[i] < 20 ? 13 : 3;

		assert_null(page_problem(page));
		assert_in_range(page->row_count, 1, rows_needed);
		page_free(page);
	}
	strbuf_clear(&markdown);
	document_free(document);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_document_becomes_rows),
	    cmocka_unit_test(links_are_numbered_where_they_stand),
	    cmocka_unit_test(addresses_are_listed_below_the_text),
	    cmocka_unit_test(a_link_that_shows_its_address_is_not_listed),
	    cmocka_unit_test(cells_know_their_link_and_their_place),
	    cmocka_unit_test(rows_without_text_have_the_place_of_the_text_below),
	    cmocka_unit_test(an_empty_page_has_its_first_row_at_zero),
	    cmocka_unit_test(a_head_stands_above_the_body),
	    cmocka_unit_test(a_hundred_levels_leave_room_for_the_text),
	};

	locale_start();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
