/* SPDX-License-Identifier: Apache-2.0 */
/* The blocks and marks that the dialect adds to plain Markdown. */
#include "unit.h"
#include "cnai/cluster.h"
#include "cnai/page.h"
#include "page_text.h"
#include "made_document.h"

/* Compares the page of what was made with EXPECTED, and frees it. */
static void
assert_rows_with(
    struct made *made, const struct layout_options *options, const char *expected)
{
	struct page *page = page_layout(made->document, options);
	struct strbuf text = page_text(page);

	assert_str(strbuf_str(&text), expected);
	strbuf_clear(&text);
	page_free(page);
	document_free(made->document);
	*made = made_begin();
}

static void
assert_rows(struct made *made, const char *expected)
{
	assert_rows_with(made, &(struct layout_options){.width = 40}, expected);
}

static void
made_item(struct made *made, enum task task, const char *text)
{
	made_enter(made, (struct block){.kind = BLOCK_ITEM, .task = task});
	made_paragraph(made, text);
	made_leave(made);
}

static void
tasks_have_a_box(void **state)
{
	static const struct {
		bool is_ordered;
		const char *rows;
	} lists[] = {{false, "☐ open\n☑ done\n• neither\n"},
	    {true, "1. ☐ open\n2. ☑ done\n3. neither\n"}};
	struct made made = made_begin();

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		made_enter(&made, (struct block){.kind = BLOCK_LIST,
				      .is_tight = true,
				      .number = 1,
				      .is_ordered = lists[i].is_ordered});
		made_item(&made, TASK_OPEN, "open");
		made_item(&made, TASK_DONE, "done");
		made_item(&made, TASK_NONE, "neither");
		made_leave(&made);
		assert_rows(&made, lists[i].rows);
	}
	document_free(made.document);
}

static void
alerts_have_a_bar_and_a_title(void **state)
{
	struct made made = made_begin();

	(void)state;
	made_paragraph(&made, "before");
	made_enter(
	    &made, (struct block){.kind = BLOCK_ALERT, .alert = ALERT_WARNING});
	made_paragraph(&made, "one");
	made_paragraph(&made, "two");
	made_leave(&made);
	made_enter(&made,
	    (struct block){.kind = BLOCK_ALERT, .info = str_of("Own title")});
	made_paragraph(&made, "three");
	made_leave(&made);
	assert_rows(&made, "before\n\n│ Warning\n│ one\n│\n│ two\n\n"
			   "│ Note: Own title\n│ three\n");
	document_free(made.document);
}

static void
definitions_stand_below_their_terms(void **state)
{
	struct made made = made_begin();
	const struct block definition = {.kind = BLOCK_DEFINITION};

	(void)state;
	made_enter(&made, (struct block){.kind = BLOCK_DEFINITIONS});
	made_leaf(&made, (struct block){.kind = BLOCK_TERM}, "term");
	made_leaf(&made, (struct block){.kind = BLOCK_TERM}, "other term");
	made_enter(&made, definition);
	made_paragraph(&made, "what it means");
	made_paragraph(&made, "and more");
	made_leave(&made);
	made_enter(&made, definition);
	made_paragraph(&made, "or this");
	made_leave(&made);
	made_leaf(&made, (struct block){.kind = BLOCK_TERM}, "next");
	made_leave(&made);
	made_paragraph(&made, "behind");
	assert_rows(&made, "term\nother term\n    what it means\n\n"
			   "    and more\n    or this\n\nnext\n\nbehind\n");
	document_free(made.document);
}

static void
footnotes_stand_below_a_short_rule(void **state)
{
	struct made made = made_begin();

	(void)state;
	made_paragraph(&made, "text");
	made_enter(&made, (struct block){.kind = BLOCK_FOOTNOTES});
	for (uint32_t i = 9; i <= 10; i++) {
		made_enter(
		    &made, (struct block){.kind = BLOCK_FOOTNOTE, .number = i});
		made_paragraph(&made, "note");
		made_leave(&made);
	}
	made_leave(&made);
	assert_rows(&made, "text\n\n────────────────────\n 9. note\n10. note\n");
	document_free(made.document);
}

static void
struck_text_is_marked_where_it_cannot_be_seen(void **state)
{
	static const struct layout_options drawn = {
	    .width = 40, .draws_struck = true};
	struct made made = made_begin();

	(void)state;
	for (int i = 0; i < 2; i++) {
		made_enter(&made, (struct block){.kind = BLOCK_PARAGRAPH});
		made_run(&made, "a ", 0, 0);
		made_run(&made, "b ", STYLE_STRUCK, 0);
		made_run(&made, "c ", STYLE_STRUCK | STYLE_STRONG, 0);
		made_run(&made, "d", 0, 0);
		made_leave(&made);
		if (i == 0)
			assert_rows(&made, "a ~~b c~~ d\n");
		else
			assert_rows_with(&made, &drawn, "a b c d\n");
	}
	document_free(made.document);
}

static void
links_that_lie_say_where_they_lead(void **state)
{
	struct made made = made_begin();
	static const struct layout_options numbered = {
	    .width = 60, .number_links = true};

	(void)state;
	made_enter(&made, (struct block){.kind = BLOCK_PARAGRAPH});
	made_link(&made, "https://good.org", "https://evil.net/x");
	made_run(&made, " is ", 0, 0);
	made_link(&made, "good.org", "https://good.org/");
	made_leave(&made);
	assert_rows_with(
	    &made, &numbered, "https://good.org[1] (→ evil.net) is good.org[2]\n");
	made_enter(&made, (struct block){.kind = BLOCK_PARAGRAPH});
	made_link(&made, "https://good.org", "https://evil.net/x");
	made_leave(&made);
	assert_rows_with(&made, &(struct layout_options){.width = 20},
	    "https://good.org\n(→ evil.net)\n");
	document_free(made.document);
}

static void
references_to_footnotes_have_no_number(void **state)
{
	static const struct layout_options listed = {
	    .width = 60, .number_links = true, .list_urls = true};
	struct made made = made_begin();
	struct document *document = made.document;

	(void)state;
	made_enter(&made, (struct block){.kind = BLOCK_PARAGRAPH});
	made_run(&made, "text", 0, 0);
	made_link(&made, "¹", "#fn:1");
	document->runs[1].styles |= STYLE_FOOTNOTE;
	document->links[0].has_target = true;
	made_run(&made, " and ", 0, 0);
	made_link(&made, "above", "#text");
	document->links[1].has_target = true;
	made_leave(&made);
	assert_rows_with(&made, &listed, "text¹ and above\n");
	document_free(made.document);
}

static void
code_is_wrapped_only_if_asked_for(void **state)
{
	struct made made = made_begin();
	static const char code[] = "one two three four\n\tx";
	static const struct {
		struct layout_options options;
		const char *rows;
	} pages[] = {
	    {{.width = 14}, "│   one two three four\n│           x\n"},
	    {{.width = 14, .wrap_code = true},
		"│   one two th\n│ ↪ ree four\n│           x\n"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(pages) / sizeof(*pages); i++) {
		made_enter(&made, (struct block){.kind = BLOCK_QUOTE});
		made_enter(&made, (struct block){.kind = BLOCK_CODE});
		made_run(&made, code, STYLE_CODE_BLOCK, 0);
		made_leave(&made);
		made_leave(&made);
		assert_rows_with(&made, &pages[i].options, pages[i].rows);
	}
	document_free(made.document);
}

/* The margin of a line's many rows is written once for all. */
static void
rows_of_a_line_share_their_margin(void **state)
{
	enum { LENGTH = 100000 };
	struct made made = made_begin();
	char *code = memory_alloc(LENGTH + 1);
	struct page *page;

	(void)state;
	memset(code, 'x', LENGTH);
	for (int i = 0; i < 10; i++)
		made_enter(&made, (struct block){.kind = BLOCK_QUOTE});
	made_enter(&made, (struct block){.kind = BLOCK_CODE});
	made_run(&made, code, STYLE_CODE_BLOCK, 0);
	while (made.depth)
		made_leave(&made);
	page = page_layout(made.document,
	    &(struct layout_options){.width = 40, .wrap_code = true});
	assert_true(page->row_count > LENGTH / 40);
	assert_true(page->decoration.length < 1000);
	page_free(page);
	document_free(made.document);
	free(code);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(tasks_have_a_box),
	    cmocka_unit_test(alerts_have_a_bar_and_a_title),
	    cmocka_unit_test(definitions_stand_below_their_terms),
	    cmocka_unit_test(footnotes_stand_below_a_short_rule),
	    cmocka_unit_test(struck_text_is_marked_where_it_cannot_be_seen),
	    cmocka_unit_test(links_that_lie_say_where_they_lead),
	    cmocka_unit_test(references_to_footnotes_have_no_number),
	    cmocka_unit_test(code_is_wrapped_only_if_asked_for),
	    cmocka_unit_test(rows_of_a_line_share_their_margin),
	};

	locale_start();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
