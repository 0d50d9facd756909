/* SPDX-License-Identifier: Apache-2.0 */
/* Which sections two documents share. */
#include "unit.h"
#include "cnai/section.h"

static const struct {
	const char *document, *earlier;
	const char *repeated; /* the headings, each behind a blank */
} cases[] = {
    {"", "", ""},
    {"# a\nx", "", ""},
    {"", "# a\nx", ""},
    {"# a\nx", "# a\nx", " a"},
    {"# a\nx", "# a\ny", ""},
    {"# a\nx", "# b\nx", ""},
    /* What looks otherwise says the same. */
    {"# a\n*x* y", "# a\nx\ny", " a"},
    {"# a\n* x", "# a\n\n- x", " a"},
    /* A section has all of its own sections ... */
    {"# a\nx\n## b\ny\n# c\nz", "# a\nx\n## b\ny", " a"},
    {"# a\nx\n## b\ny\n# c\nz", "# a\nw\n## b\ny\n# c\nz", " b c"},
    {"## b\nx\n### c\ny", "## b\nx\n### c\ny\n### d\nz", " c"},
    /* ... and none of a higher level. */
    {"### b\nx\n## c\ny", "### b\nx\n## d\ny", " b"},
    {"# a\nx\n\n# b\ny", "# b\ny\n\n# a\nx", " a b"},
    {"# a\nx\n\n# a\nx", "# a\nx", " a a"},
    /* Where a link leads is news. */
    {"# a\n[x](/1)", "# a\n[x](/1)", " a"},
    {"# a\n[x](/1)", "# a\n[x](/2)", ""},
    {"# a\n[x](/1)", "# a\nx", ""},
    {"# a\n[x](/1) y\n\n[z](/2)", "# a\n[x](/2) y\n\n[z](/2)", ""},
    {"[w](/9)\n# a\n[x](/1)", "# a\n[x](/1)\n# b\n[y](/2)", " a"},
    /* A heading alone says nothing. */
    {"# a", "# a", ""},
    {"# a\n# b\nx", "# a\n# b\nx", " b"},
    {"# a\n\n---", "# a\n\n---", ""},
    {"# a\nx\n\n---", "# a\nx", " a"},
    /* Other containers are not looked into. */
    {"> # a\n> x", "> # a\n> x", ""},
    {"# a\nx\n\n> # b\n> y", "# a\nx\n\n> # b\n> y", " a"},
    /* Footnotes belong to the whole. */
    {"# a\nx[^1]\n\n[^1]: y", "# a\nx[^1]\n\n[^1]: z", " a"},
    {"# a\n\n| x | y |\n|---|---|\n| 1 | 2 |",
	"# a\n\n| x | y |\n|---|---|\n| 1 | 2 |", " a"},
    {"# a\n\n| x | y |\n|---|---|\n| 1 | 2 |",
	"# a\n\n| x | y |\n|---|---|\n| 1 | 3 |", ""},
};

static void
finds_what_is_repeated(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct document *document =
		    document_parse(NULL, str_of(cases[i].document));
		struct document *earlier =
		    document_parse(NULL, str_of(cases[i].earlier));
		struct strbuf headings = {0};
		struct section *repeated;
		const size_t count =
		    sections_repeated(document, earlier, &repeated);

		for (size_t j = 0; j < count; j++) {
			strbuf_append_byte(&headings, ' ');
			strbuf_append(
			    &headings, document_block_text(document,
					   &document->blocks[repeated[j].heading]));
		}
		assert_str(strbuf_str(&headings), cases[i].repeated);
		assert_true(count || !repeated);
		free(repeated);
		strbuf_clear(&headings);
		document_free(earlier);
		document_free(document);
	}
}

static void
knows_where_a_section_is(void **state)
{
	struct document *document =
	    document_parse(NULL, str_of("# a\nx\n\n- y\n\n# b\nz"));
	struct section *repeated;

	(void)state;
	assert_int_equal(sections_repeated(document, document, &repeated), 2);
	assert_int_equal(repeated[0].heading, 0);
	assert_int_equal(document->blocks[repeated[0].end].kind, BLOCK_HEADING);
	assert_int_equal(repeated[1].end, document->block_count);
	assert_int_equal(section_start(document, &repeated[0]), strlen("a\n"));
	free(repeated);
	document_free(document);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(finds_what_is_repeated),
	    cmocka_unit_test(knows_where_a_section_is),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
