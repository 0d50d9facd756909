/* SPDX-License-Identifier: Apache-2.0 */
/* From documents to rows; the golden files in tests/render show whole pages. */
#include "unit.h"
#include "cnai/cluster.h"
#include "cnai/page.h"

static struct page *
layout(const struct document *document, int width)
{
	struct layout_options options = {.width = width};

	return page_layout(document, &options);
}

static struct document *
parse(const char *markdown)
{
	return document_parse(NULL, str_of(markdown));
}

/* The rows' text, each ended by a newline. */
static struct strbuf
page_text(const struct page *page)
{
	struct strbuf text = {0};
	struct cell cell;

	for (size_t row = 0; row < page->row_count; row++) {
		struct cell_cursor cursor = page_row_cells(page, row);

		while (page_cell_next(page, &cursor, &cell))
			strbuf_append(&text, cell.text);
		strbuf_append_byte(&text, '\n');
	}
	return text;
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
		    &(struct layout_options){.width = cases[i].width},
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
	struct document_head head = {
	    str_of("Title"), str_of("Post 1 of 7"), str_of("Said *briefly*.")};
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

/* Random documents, made of all that has a way of its own to a page. */
static const char *const fragments[] = {"word ", "words of prose, and more. ",
    "*emphasis* ", "**strong", "** ", "`code  span` ", "[link](https://a.b/c) ",
    "[a longer link of several words](https://a.b/?x=1&y=2) ", "![](image.png)",
    "\n", "\n\n", "\n\n", "  \n", "# ", "## ", "### ", "- ", "  - ", "    - ",
    "1. ", "99. ", "> ", "> > ", "\n---\n", "```\n", "\tcode\twith tabs\n",
    "    indented ", "日本語。", "日", "\U0001F680", "cafe\u0301", "\u0301",
    "\u200B", "\u00A0", "\xff", "\x1b[31m", "&#27;", "&#x9b;", "&#9;", "&#10;",
    "<b>", "<br>", "</div>\n", "<div>", "averyveryverylongwordwithoutanybreak",
    "well-known ", "--option ", "<https://a.b/c-d> ", "[](https://e.f/g?h) ",
    "see https://example.org/a/long/path-with/parts ", "/path/to/file", "   ", "( ",
    "\\\n", "&nbsp;", "\u2028", "\U000E0041", "\r\n", "|"};

static unsigned
next_random(unsigned *seed)
{
	*seed = *seed * 1103515245U + 12345U;
	return *seed >> 16 & 0x7FFF;
}

static struct document *
random_document(unsigned *seed)
{
	size_t count = next_random(seed) % 120;
	struct strbuf markdown = {0};
	struct document *document;

	for (size_t i = 0; i < count; i++)
		strbuf_append_string(
		    &markdown, fragments[next_random(seed) %
					 (sizeof(fragments) / sizeof(*fragments))]);
	document = document_parse(NULL, strbuf_str(&markdown));
	strbuf_clear(&markdown);
	return document;
}

/* The document's text without blanks, made safe: what no width may change. */
static struct strbuf
document_letters(const struct document *document)
{
	struct strbuf letters = {0};

	for (size_t i = 0; i < document->run_count; i++) {
		struct str text = strbuf_str(&document->text);
		size_t offset = document->runs[i].start;
		size_t end = offset + document->runs[i].length;

		for (; offset < end; offset++)
			if (!strchr(" \t\n\r", text.data[offset]) ||
			    !text.data[offset])
				strbuf_append_byte(&letters, text.data[offset]);
	}
	return letters;
}

/* The same, gathered from the spans of a page. */
static struct strbuf
page_letters(const struct page *page)
{
	struct strbuf letters = {0};

	for (size_t i = 0; i < page->span_count; i++) {
		struct str text = page_span_text(page, &page->spans[i]);

		/* A stand-in stands for what is at its place. */
		if (page->spans[i].styles & STYLE_DECORATION) {
			struct str all = strbuf_str(&page->document->text);

			if (page->spans[i].source == PAGE_NO_SOURCE)
				continue;
			all = str_slice(all, page->spans[i].source, all.length);
			text =
			    str_slice(all, 0, cluster_next(all, 0).source_length);
		}
		for (size_t k = 0; k < text.length; k++)
			if (!strchr(" \t\n\r", text.data[k]) || !text.data[k])
				strbuf_append_byte(&letters, text.data[k]);
	}
	return letters;
}

static bool
ends_in_blank(const struct page *page, size_t row)
{
	size_t end = page->rows[row + 1].first_span;
	struct str text;

	if (end == page->rows[row].first_span)
		return false;
	text = page_span_text(page, &page->spans[end - 1]);
	return text.length == 0 || text.data[text.length - 1] == ' ';
}

static void
check_rows(const struct page *page)
{
	uint32_t source = 0;

	for (size_t row = 0; row < page->row_count; row++) {
		struct cell_cursor cursor = page_row_cells(page, row);
		struct cell cell = {.width = 1};
		size_t width = 0;

		assert_true(page->rows[row].source >= source);
		while (page_cell_next(page, &cursor, &cell)) {
			width += (size_t)cell.width;
			assert_true(cell.width == 1 || cell.width == 2);
			assert_true(cell.link <= page->document->link_count);
			if (cell.source == PAGE_NO_SOURCE)
				continue;
			assert_true(cell.source >= source);
			source = cell.source;
			assert_true(page->rows[row].source <= source);
		}
		assert_true(width <= (size_t)page->width);
		assert_false(ends_in_blank(page, row));
		if (page->rows[row].source > source)
			source = page->rows[row].source;
	}
}

/* Each text cell is found again on the row that it stands on. */
static void
check_places(const struct page *page)
{
	for (size_t row = 0; row < page->row_count; row++) {
		struct cell_cursor cursor = page_row_cells(page, row);
		struct cell cell;

		while (page_cell_next(page, &cursor, &cell))
			if (cell.source != PAGE_NO_SOURCE)
				assert_int_equal(
				    page_row_at(page, cell.source), row);
	}
}

static void
check_links(const struct page *page)
{
	uint32_t last = 0;

	for (size_t i = 0; i < page->span_count; i++) {
		const struct span *span = &page->spans[i];

		if (span->styles & STYLE_URL)
			break;
		assert_true(span->link == 0 || span->link >= last);
		if (span->link)
			last = span->link;
	}
}

static void
pages_of_any_width_hold_the_same_text_in_order(void **state)
{
	static const int fixed[] = {1, 2, 3, 4, 5, 20, 80, 200};
	unsigned seed = 2024;

	(void)state;
	for (int round = 0; round < 3000; round++) {
		struct document *document = random_document(&seed);
		struct strbuf expected = document_letters(document);
		size_t choice = next_random(&seed) % 16;
		bool links = next_random(&seed) % 2;
		struct layout_options options = {
		    .width = choice < 8 ? fixed[choice]
					: 1 + (int)next_random(&seed) % 200,
		    .number_links = links,
		    .list_urls = links};
		struct page *page = page_layout(document, &options);
		struct strbuf letters = page_letters(page);

		check_rows(page);
		check_places(page);
		check_links(page);
		assert_str(strbuf_str(&letters), strbuf_str(&expected).data);
		strbuf_clear(&letters);
		strbuf_clear(&expected);
		page_free(page);
		document_free(document);
	}
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

		check_rows(page);
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
	    cmocka_unit_test(pages_of_any_width_hold_the_same_text_in_order),
	    cmocka_unit_test(a_hundred_levels_leave_room_for_the_text),
	};

	locale_start();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
