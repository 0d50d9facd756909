/* SPDX-License-Identifier: Apache-2.0 */
/* Tables at widths where they fit, where they give way, and where they cannot
 * stand at all. */
#include "unit.h"
#include "cnai/cluster.h"
#include "cnai/page.h"
#include "page_text.h"
#include "made_document.h"

static const char animals[] = "Name|Legs|Says|\n"
			      "cat|4|meow|\n"
			      "centipede|100||\n";
static const char prose[] = "Term|Meaning|\n"
			    "page|what a document looks like at a width|\n"
			    "row|a line of it|\n";

static const struct {
	const char *table, *alignments;
	int width;
	const char *rows;
} cases[] = {
    {animals, "lrl", 40,
	"Name       Legs  Says\n"
	"─────────  ────  ────\n"
	"cat           4  meow\n"
	"centipede   100\n"},
    {animals, "ccc", 40,
	"  Name     Legs  Says\n"
	"─────────  ────  ────\n"
	"   cat      4    meow\n"
	"centipede  100\n"},
    {animals, "lrl", 21,
	"Name       Legs  Says\n"
	"─────────  ────  ────\n"
	"cat           4  meow\n"
	"centipede   100\n"},
    {animals, "lrl", 20,
	"Name: cat\n"
	"Legs: 4\n"
	"Says: meow\n"
	"\n"
	"Name: centipede\n"
	"Legs: 100\n"},
    {prose, "--", 30,
	"Term  Meaning\n"
	"────  ────────────────────────\n"
	"page  what a document looks\n"
	"      like at a width\n"
	"\n"
	"row   a line of it\n"},
    {prose, "--", 13,
	"Term: page\n"
	"Meaning: what\n"
	"  a document\n"
	"  looks like\n"
	"  at a width\n"
	"\n"
	"Term: row\n"
	"Meaning: a\n"
	"  line of it\n"},
    {"日本|x|\na|bc|\n", "rr", 20, "日本   x\n────  ──\n   a  bc\n"},
    {"a|\n", "-", 20, "a\n─\n"},
    {"a|b|\n", "--", 3, "a:\nb:\n"},
    {"||\na||\n|b|\n", "--", 20, "a\n   b\n"},
    {"a|b|\n1|x;y|\n2|z|\n", "--", 20, "a  b\n─  ─\n1  x\n   y\n\n2  z\n"},
    {"a|b|\n||\nc|d|\n", "--", 20, "a  b\n─  ─\nc  d\n"},
    {"a|b|\nc|\n", "--", 20, "a  b\n─  ─\nc\n"},
};

static void
assert_rows(const struct document *document, int width, const char *expected)
{
	struct page *page =
	    page_layout(document, &(struct layout_options){.width = width});
	struct strbuf text = page_text(page);

	assert_str(strbuf_str(&text), expected);
	strbuf_clear(&text);
	page_free(page);
}

static void
tables_fit_their_page(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct made made = made_begin();

		made_table(&made, cases[i].table, cases[i].alignments, true);
		assert_rows(made.document, cases[i].width, cases[i].rows);
		document_free(made.document);
	}
}

static void
a_table_without_header_has_no_rule(void **state)
{
	struct made made = made_begin();

	(void)state;
	made_table(&made, "a|b|\nlong word|c|\n", "--", false);
	assert_rows(made.document, 20, "a          b\nlong word  c\n");
	assert_rows(made.document, 5, "a\nb\n\nlong\n  wor\n  d\nc\n");
	document_free(made.document);
}

static void
tables_stand_between_paragraphs_and_in_margins(void **state)
{
	struct made made = made_begin();

	(void)state;
	made_paragraph(&made, "before");
	made_enter(&made, (struct block){.kind = BLOCK_QUOTE});
	made_table(&made, "a|b|\nc|d|\n", "--", true);
	made_leave(&made);
	made_enter(&made, (struct block){.kind = BLOCK_LIST, .is_tight = true});
	made_enter(&made, (struct block){.kind = BLOCK_ITEM});
	made_table(&made, "a|b|\nc|d|\n", "--", true);
	made_leave(&made);
	made_leave(&made);
	made_paragraph(&made, "behind");
	assert_rows(made.document, 20,
	    "before\n\n│ a  b\n│ ─  ─\n│ c  d\n\n"
	    "• a  b\n  ─  ─\n  c  d\n\nbehind\n");
	document_free(made.document);
}

/* Where the text from each offset on stands. */
static void
places_in_cells_are_found(void **state)
{
	struct made made = made_begin();
	struct page *page;
	/* Rows: a+c, the rule, x+one two, y+three, and a blank row, last. */
	static const struct {
		const char *text;
		size_t row;
	} places[] = {{"aa", 0}, {"cc", 0}, {"xx", 2}, {"yy", 3}, {"one", 2},
	    {"two", 2}, {"three", 3}, {"four", 4}, {"last", 6}, {"end", 6}};

	(void)state;
	made_table(
	    &made, "aa|cc|\nxx;yy|one two three four|\nlast|end|\n", "--", true);
	page = page_layout(
	    made.document, &(struct layout_options){.width = 4 + 2 + 8});
	for (size_t i = 0; i < sizeof(places) / sizeof(*places); i++) {
		const char *text = made.document->text.data;
		const char *found = strstr(text, places[i].text);

		assert_int_equal(
		    page_row_at(page, (uint32_t)(found - text)), places[i].row);
	}
	page_free(page);
	document_free(made.document);
}

static void
cells_keep_their_links_and_looks(void **state)
{
	static const int widths[] = {40, 10};
	struct made made = made_begin();

	(void)state;
	made_table(&made, "head|<linked|\n<a|b c d e f g h i|\n", "--", true);
	for (size_t i = 0; i < sizeof(widths) / sizeof(*widths); i++) {
		struct page *page = page_layout(
		    made.document, &(struct layout_options){.width = widths[i]});
		size_t linked = 0, heads = 0;

		for (size_t row = 0; row < page->row_count; row++) {
			struct cell_cursor cursor = page_row_cells(page, row);
			struct cell cell;

			while (page_cell_next(page, &cursor, &cell)) {
				linked +=
				    cell.link == 1 && cell.source != PAGE_NO_SOURCE;
				heads += (cell.styles & STYLE_TABLE_HEADER) &&
					 cell.source != PAGE_NO_SOURCE;
			}
		}
		assert_int_equal(linked, strlen("linked"));
		assert_int_equal(heads, strlen("head"));
		page_free(page);
	}
	document_free(made.document);
}

static void
numbers_of_links_count_as_text(void **state)
{
	struct layout_options options = {
	    .width = 20, .number_links = true, .list_urls = true};
	struct made made = made_begin();
	struct page *page;
	struct strbuf text;

	(void)state;
	made_table(&made, "a|b|\n<https://a.b/|<c|\n", "--", true);
	page = page_layout(made.document, &options);
	text = page_text(page);
	assert_str(strbuf_str(&text),
	    "a             b\n────────────  ────\nhttps://a.b/  c[2]\n\n"
	    "Links\n─────\n\n[2] https://a.b/\n");
	strbuf_clear(&text);
	page_free(page);
	document_free(made.document);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(tables_fit_their_page),
	    cmocka_unit_test(a_table_without_header_has_no_rule),
	    cmocka_unit_test(tables_stand_between_paragraphs_and_in_margins),
	    cmocka_unit_test(places_in_cells_are_found),
	    cmocka_unit_test(cells_keep_their_links_and_looks),
	    cmocka_unit_test(numbers_of_links_count_as_text),
	};

	locale_start();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
