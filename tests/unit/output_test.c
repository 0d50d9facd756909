/* SPDX-License-Identifier: Apache-2.0 */
/* The bytes that go to a terminal or a file; "^" stands for escape here. */
#include "unit.h"
#include "cnai/cluster.h"
#include "cnai/output.h"

static const struct output_options plain = {false, COLORS_NONE, false, NULL, NULL};
static const struct output_options bold = {true, COLORS_NONE, false, NULL, NULL};
static const struct output_options color = {true, COLORS_FEW, false, NULL, NULL};
static const struct output_options hyper = {false, COLORS_NONE, true, NULL, NULL};
static const struct output_options all = {true, COLORS_FEW, true, NULL, NULL};

/* What was written, with its escapes made readable. */
static void
assert_written(char *bytes, size_t length, const char *expected)
{
	for (size_t i = 0; i < length; i++)
		if (bytes[i] == '\x1b')
			bytes[i] = '^';
	assert_str((struct str){bytes, length}, expected);
	free(bytes);
}

static void
assert_output(struct str markdown, int width, const struct output_options *options,
    const char *expected)
{
	struct layout_options layout = {.width = width};
	struct document *document = document_parse(NULL, markdown);
	struct page *page = page_layout(document, &layout);
	char *bytes;
	size_t length;
	FILE *stream = open_memstream(&bytes, &length);

	output_page(page, options, stream);
	fclose(stream);
	page_free(page);
	document_free(document);
	assert_written(bytes, length, expected);
}

static const struct {
	const char *markdown;
	int width;
	const struct output_options *options;
	const char *bytes;
} cases[] = {
    {"", 20, &all, ""},
    {"a *b* **c**", 20, &plain, "a b c\n"},
    {"[a](https://b.c)", 20, &plain, "a\n"},
    {"plain", 20, &all, "plain\n"},
    {"a\n\nb", 20, &all, "a\n\nb\n"},

    /* Attributes: what changes, and nothing at the end of a line. */
    {"a **b** c", 20, &bold, "a ^[1mb^[0m c\n"},
    {"**a***b*", 20, &bold, "^[1ma^[0;3mb^[0m\n"},
    {"**a b**", 1, &bold, "^[1ma^[0m\n^[1mb^[0m\n"},
    {"***a***", 20, &bold, "^[1;3ma^[0m\n"},
    {"[a](https://b.c)", 20, &bold, "^[4ma^[0m\n"},
    {"[a](https://b.c)", 20, &color, "^[4;36ma^[0m\n"},
    {"# a", 20, &color, "^[1;36ma^[0m\n^[2m═^[0m\n"},
    {"`a`", 20, &bold, "^[1ma^[0m\n"},
    {"`a`", 20, &color, "^[1;32ma^[0m\n"},

    /* Hyperlinks: one id for one link, closed at each line end. */
    {"[a](https://b.c) d", 20, &hyper, "^]8;id=1;https://b.c^\\a^]8;;^\\ d\n"},
    {"[a b](https://c.d)", 1, &hyper,
	"^]8;id=1;https://c.d^\\a^]8;;^\\\n^]8;id=1;https://c.d^\\b^]8;;^\\\n"},
    {"[a](https://b.c)[d](https://b.c)", 20, &hyper,
	"^]8;id=1;https://b.c^\\a^]8;;^\\^]8;id=2;https://b.c^\\d^]8;;^\\\n"},
    {"[a](https://b.c)", 20, &all, "^]8;id=1;https://b.c^\\^[4;36ma^[0m^]8;;^\\\n"},
    {"[a](mailto:b@c.d)", 20, &hyper, "^]8;id=1;mailto:b@c.d^\\a^]8;;^\\\n"},

    /* What is not to be opened is no hyperlink. */
    {"[a](javascript:b) [c](d) [e](file:///f)", 20, &hyper, "a c e\n"},
    {"[a](<https://b.c/\xc3\xa9 &#27;>)", 20, &hyper,
	"^]8;id=1;https://b.c/%C3%A9%20%1B^\\a^]8;;^\\\n"},

    /* No control but ours. */
    {"\x1b[31ma &#27;[31mb &#x9b;31m", 40, &all, "␛[31ma ␛[31mb \uFFFD31m\n"},
    {"> a\n>\n> b", 20, &plain, "│ a\n│\n│ b\n"},
};

static void
pages_are_written_as_bytes(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_output(str_of(cases[i].markdown), cases[i].width,
		    cases[i].options, cases[i].bytes);
}

static void
a_page_is_written_in_the_terminals_own_set(void **state)
{
	struct output_options ascii = {.charset = charset_open("ASCII")};
	struct output_options latin = {.charset = charset_open("ISO-8859-1")};

	(void)state;
	assert_output(str_of("# \u00C9t\u00E9\u2026\n\n> - \u201Ca\u201D"), 20,
	    &ascii, "Ete...\n====\n\n| * \"a\"\n");
	assert_output(str_of("\u00C9t\u00E9\u2026"), 4, &ascii, "Ete.\n");
	assert_output(
	    str_of("\u00C9t\u00E9 &#27;[m"), 20, &latin, "\xC9t\xE9 ^[m\n");
	charset_close(ascii.charset);
	charset_close(latin.charset);
}

static void
an_address_too_long_for_terminals_is_no_hyperlink(void **state)
{
	struct strbuf markdown = {0};

	(void)state;
	strbuf_append_string(&markdown, "[a](https://b.c/");
	strbuf_append_repeated(&markdown, 'x', 3000);
	strbuf_append_string(&markdown, ")");
	assert_output(strbuf_str(&markdown), 20, &hyper, "a\n");
	strbuf_clear(&markdown);
}

static void
a_page_longer_than_a_buffer_is_written_whole(void **state)
{
	struct strbuf markdown = {0}, expected = {0};

	(void)state;
	for (int i = 0; i < 60000; i++) {
		strbuf_append_string(&markdown, "ab ");
		strbuf_append_string(&expected, "ab\n");
	}
	assert_output(strbuf_str(&markdown), 2, &all, expected.data);
	strbuf_clear(&markdown);
	strbuf_clear(&expected);
}

static void
a_text_is_written_safely_and_with_its_look(void **state)
{
	static const struct {
		const char *text;
		unsigned styles;
		const struct output_options *options;
		const char *bytes;
	} texts[] = {
	    {"a\x1b[2Jb", 0, &all, "a␛[2Jb"},
	    {"a", STYLE_TITLE, &plain, "a"},
	    {"a", STYLE_TITLE, &bold, "^[1ma^[0m"},
	    {"a\nb", STYLE_PLACE, &bold, "^[2ma b^[0m"},
	    {"", 0, &all, ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		char *bytes;
		size_t length;
		FILE *stream = open_memstream(&bytes, &length);

		output_text(str_of(texts[i].text), texts[i].styles,
		    texts[i].options, stream);
		fclose(stream);
		assert_written(bytes, length, texts[i].bytes);
	}
}

static void
errors_stay_in_the_stream(void **state)
{
	FILE *stream = fopen("/dev/full", "w");

	(void)state;
	if (!stream)
		skip();
	output_text(str_of("text"), 0, &plain, stream);
	assert_int_equal(fflush(stream), EOF);
	assert_true(ferror(stream));
	fclose(stream);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(pages_are_written_as_bytes),
	    cmocka_unit_test(a_page_is_written_in_the_terminals_own_set),
	    cmocka_unit_test(an_address_too_long_for_terminals_is_no_hyperlink),
	    cmocka_unit_test(a_page_longer_than_a_buffer_is_written_whole),
	    cmocka_unit_test(a_text_is_written_safely_and_with_its_look),
	    cmocka_unit_test(errors_stay_in_the_stream),
	};

	locale_start();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
