/* SPDX-License-Identifier: Apache-2.0 */
/* From documents to rows; the golden files in tests/render show whole pages. */
#include "unit.h"
#include "cnai/cluster.h"
#include "cnai/page.h"
#include "page_text.h"
#include "made_document.h"

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

static const char *
pick(const char *const *texts, size_t count, unsigned *seed)
{
	return texts[next_random(seed) % count];
}

/* What stands in random cells. */
static const char *const cell_texts[] = {"", "", "a", "word", "12.5", "two words",
    "a cell with quite a lot of words in it", "line\nbreak", "日本語の文。", "日",
    "averyveryverylongwordwithoutanybreak", "cafe\u0301 \u0301", "\u200B",
    "\U0001F680"};
static const unsigned cell_styles[] = {0, STYLE_STRONG, STYLE_STRUCK, STYLE_LINK};
enum {
	CELL_TEXTS = sizeof(cell_texts) / sizeof(*cell_texts),
	CELL_STYLES = sizeof(cell_styles) / sizeof(*cell_styles),
};

static void
add_random_cell(struct made *made, unsigned *seed)
{
	made_enter(made, (struct block){.kind = BLOCK_TABLE_CELL,
			     .alignment = (enum alignment)(next_random(seed) % 4)});
	for (unsigned runs = next_random(seed) % 3; runs > 0; runs--) {
		const char *text = pick(cell_texts, CELL_TEXTS, seed);
		unsigned styles = cell_styles[next_random(seed) % CELL_STYLES];

		if (*text && styles == STYLE_LINK)
			made_link(made, text, "https://a.b/c");
		else if (*text)
			made_run(made, text, styles, 0);
	}
	made_leave(made);
}

static void
add_random_table(struct made *made, unsigned *seed)
{
	size_t columns = 1 + next_random(seed) % 6, rows = next_random(seed) % 6;
	bool has_header = next_random(seed) % 4;

	made_enter(made, (struct block){.kind = BLOCK_TABLE});
	for (size_t row = 0; row < rows; row++) {
		made_enter(made, (struct block){.kind = BLOCK_TABLE_ROW,
				     .is_header = has_header && row == 0});
		for (size_t i = next_random(seed) % 9 == 0; i < columns; i++)
			add_random_cell(made, seed);
		made_leave(made);
	}
	made_leave(made);
}

/* Blocks that Markdown has no way of its own for, or that hold others. */
static const struct block containers[] = {{.kind = BLOCK_QUOTE},
    {.kind = BLOCK_ALERT, .alert = ALERT_TIP}, {.kind = BLOCK_DEFINITIONS},
    {.kind = BLOCK_DEFINITION}, {.kind = BLOCK_FOOTNOTES},
    {.kind = BLOCK_FOOTNOTE, .number = 12}, {.kind = BLOCK_LIST},
    {.kind = BLOCK_ITEM, .task = TASK_DONE}};

static void
add_random_blocks(struct document *document, unsigned *seed)
{
	const size_t kinds = sizeof(containers) / sizeof(*containers);
	struct made made = {.document = document};

	for (unsigned count = next_random(seed) % 12; count > 0; count--) {
		unsigned choice = next_random(seed) % 6;

		if (choice < 2 && made.depth < 8)
			made_enter(&made, containers[next_random(seed) % kinds]);
		else if (choice == 2 && made.depth > 0)
			made_leave(&made);
		else if (choice == 3)
			made_paragraph(&made, "a few words of prose");
		else
			add_random_table(&made, seed);
	}
	while (made.depth)
		made_leave(&made);
}

static struct document *
random_document(unsigned *seed)
{
	size_t count = next_random(seed) % 120;
	struct strbuf markdown = {0};
	struct document *document;

	for (size_t i = 0; i < count; i++)
		strbuf_append_string(&markdown,
		    pick(fragments, sizeof(fragments) / sizeof(*fragments), seed));
	document = document_parse(NULL, strbuf_str(&markdown));
	strbuf_clear(&markdown);
	add_random_blocks(document, seed);
	return document;
}

/* LETTERS without white space and without what nothing was written to. */
static void
keep_letters(struct strbuf *letters)
{
	size_t length = 0;

	for (size_t i = 0; i < letters->length; i++)
		if (!strchr(" \t\n\r", letters->data[i]) || !letters->data[i])
			letters->data[length++] = letters->data[i];
	if (length < letters->length)
		strbuf_truncate(letters, length);
}

/* The document's text without blanks, made safe: what no width may change. */
static struct strbuf
document_letters(const struct document *document)
{
	struct strbuf letters = {0};

	for (size_t i = 0; i < document->run_count; i++) {
		size_t start = document->runs[i].start;

		strbuf_append(
		    &letters, str_slice(strbuf_str(&document->text), start,
				  start + document->runs[i].length));
	}
	keep_letters(&letters);
	return letters;
}

/* The part of the document that a span shows: a stand-in stands for what is
 * at its place. */
static struct str
shown_text(const struct page *page, const struct span *span)
{
	struct str all = strbuf_str(&page->document->text);

	if (span->source == PAGE_NO_SOURCE)
		return str_of("");
	if (!(span->styles & STYLE_DECORATION))
		return page_span_text(page, span);
	all = str_slice(all, span->source, all.length);
	return str_slice(all, 0, cluster_next(all, 0).source_length);
}

/* The same, gathered from the spans of a page, each at its place. */
static struct strbuf
page_letters(const struct page *page)
{
	struct strbuf letters = {0};

	strbuf_append_repeated(&letters, ' ', page->document->text.length);
	for (size_t i = 0; i < page->span_count; i++) {
		struct str text = shown_text(page, &page->spans[i]);

		for (size_t k = 0; k < text.length; k++) {
			char *place = &letters.data[page->spans[i].source + k];

			assert_int_equal(*place, ' '); /* nothing twice */
			*place = text.data[k];
		}
	}
	keep_letters(&letters);
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

static bool
is_in_band(const struct page *page, size_t row)
{
	for (size_t i = 0; i < page->band_count; i++)
		if (row >= page->bands[i].first &&
		    row < page->bands[i].first + page->bands[i].count)
			return true;
	return false;
}

/* Checks the cells of ROW; SOURCE is the last place before it. Returns the last
 * one on it. */
static uint32_t
check_cells(const struct page *page, size_t row, uint32_t source)
{
	struct cell_cursor cursor = page_row_cells(page, row);
	struct cell cell = {.width = 1};
	bool is_ordered = !is_in_band(page, row);
	size_t width = 0;

	while (page_cell_next(page, &cursor, &cell)) {
		width += (size_t)cell.width;
		assert_true(cell.width == 1 || cell.width == 2);
		assert_true(cell.link <= page->document->link_count);
		if (cell.source == PAGE_NO_SOURCE)
			continue;
		assert_true(!is_ordered || cell.source >= source);
		source = cell.source;
		assert_true(page->rows[row].source <= source);
	}
	assert_true(width <= (size_t)page->width);
	return source;
}

static void
check_rows(const struct page *page)
{
	uint32_t source = 0, row_source = 0;

	for (size_t row = 0; row < page->row_count; row++) {
		assert_true(page->rows[row].source >= row_source);
		row_source = page->rows[row].source;
		source = check_cells(page, row, source);
		assert_false(ends_in_blank(page, row));
		if (row_source > source)
			source = row_source;
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

/* In order, but for those that stand side by side. */
static void
check_links(const struct page *page)
{
	uint32_t last = 0;

	for (size_t row = 0; row < page->row_count; row++) {
		bool is_ordered = !is_in_band(page, row);

		for (size_t i = page->rows[row].first_span;
		     i < page->rows[row + 1].first_span; i++) {
			const struct span *span = &page->spans[i];

			if (span->styles & STYLE_URL)
				return;
			assert_true(
			    !is_ordered || span->link == 0 || span->link >= last);
			if (span->link > last)
				last = span->link;
		}
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
		    .list_urls = links,
		    .wrap_code = true};
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
