/* SPDX-License-Identifier: Apache-2.0 */
/*
 * HTML rewritten as Markdown. In the expected text "|" separates the parts
 * and "pre:" begins a preformatted one.
 */
#include "unit.h"
#include "cnai/html.h"

static void
assert_html(struct str html, const char *expected)
{
	struct html_reader reader = {.source = html};
	struct strbuf part = {0}, all = {0};
	enum html_part kind;

	while ((kind = html_next(&reader, &part)) != HTML_END) {
		if (all.length)
			strbuf_append_byte(&all, '|');
		if (kind == HTML_PREFORMATTED)
			strbuf_append_string(&all, "pre:");
		strbuf_append(&all, strbuf_str(&part));
	}
	assert_str(strbuf_str(&all), expected);
	strbuf_clear(&part);
	strbuf_clear(&all);
}

struct sample {
	const char *html, *expected;
};

static void
assert_samples(const struct sample *samples, size_t count)
{
	for (size_t i = 0; i < count; i++)
		assert_html(str_of(samples[i].html), samples[i].expected);
}

#define ASSERT_SAMPLES(samples) \
	assert_samples(samples, sizeof(samples) / sizeof(*(samples)))

static void
text_is_escaped_and_entities_are_kept(void **state)
{
	static const struct sample samples[] = {
	    {"", ""},
	    {"a", "a"},
	    {"1. a *b* _c_ `d` \\ # [e](f)",
		"1\\. a \\*b\\* \\_c\\_ \\`d\\` \\\\ \\# \\[e\\]\\(f\\)"},
	    {"&amp; &#38; &#x26; & &;", "&amp; &#38; &#x26; & &;"},
	    {"<b>a</b> < b > c", "a \\< b \\> c"},
	    {"  a \n\t b  ", "a b"},
	    {"caf\xc3\xa9", "caf\xc3\xa9"},
	};

	(void)state;
	ASSERT_SAMPLES(samples);
}

static void
tags_vanish_with_all_their_attributes(void **state)
{
	static const struct sample samples[] = {
	    {"<b>a</b>", "a"},
	    {"<i\nclass=x>a</i >", "a"},
	    {"<a title=\"x > y\" href='>'>a</a>", "a"},
	    {"<a it's>a", "a"},
	    {"a<x-y:z>b", "ab"},
	    {"<>a</>", "\\<\\>a\\<\\/\\>"},
	    {"a <3 b", "a \\<3 b"},
	    {"a<", "a\\<"},
	    {"a</", "a\\<\\/"},
	    {"a<b", "a"},
	    {"a<b c=\"d>e", "a"},
	};

	(void)state;
	ASSERT_SAMPLES(samples);
}

static void
what_is_not_for_readers_gives_nothing(void **state)
{
	static const struct sample samples[] = {
	    {"a<!-- <b> -- > -->b", "ab"},
	    {"<!-- a", ""},
	    {"<!DOCTYPE html>a", "a"},
	    {"<?php a ?>b", "b"},
	    {"<![CDATA[a>]]>b", "b"},
	    {"<script>a < b; '<p>'</script>c", "c"},
	    {"<STYLE>a</style >b", "b"},
	    {"<script>a", ""},
	    {"</script>a", "a"},
	    {"<title>a</title>b", "b"},
	};

	(void)state;
	ASSERT_SAMPLES(samples);
}

static void
blocks_become_paragraphs_headings_and_lists(void **state)
{
	static const struct sample samples[] = {
	    {"<p>a</p><p>b</p>", "a\n\nb"},
	    {"<div><div>a</div></div>\n<div>b", "a\n\nb"},
	    {"a<br>b<br/>c", "a\\\nb\\\nc"},
	    {"<br>a<br>", "a"},
	    {"<H2>a</H2>b<h6>c", "## a\n\nb\n\n###### c"},
	    {"<h1>a<br>b</h1>c<br>d", "# a b\n\nc\\\nd"},
	    {"<h1></h1>a", "a"},
	    {"a<hr>b", "a\n\n***\n\nb"},
	    {"<hr>", "***"},
	    {"<ul><li>a<li>b</ul>c", "- a\n- b\n\nc"},
	    {"a<ol><li>b</li>\n<li>c</li></ol>", "a\n\n1. b\n1. c"},
	    {"<ul><li></li><li>a</li></ul>", "- a"},
	    {"<dl><dt>a<dd>b</dl>", "a\\\nb"},
	    {"<table><tr><th>a</th><th>b</th></tr><tr><td>c</td> <td>d</td></tr>"
	     "</table>e",
		"a \\| b\\\nc \\| d\n\ne"},
	};

	(void)state;
	ASSERT_SAMPLES(samples);
}

static void
preformatted_text_keeps_its_blanks_and_lines(void **state)
{
	static const struct sample samples[] = {
	    {"<pre>\na  b\n</pre>", "pre:a&#32;&#32;b&#10;"},
	    {"<pre>\r\na\r\nb\tc</pre>", "pre:a&#10;b&#9;c"},
	    {"a<pre><code>b</code></pre>c", "a|pre:b|c"},
	    {"<pre>a", "pre:a"},
	    {"<pre></pre>", "pre:"},
	    {"<pre>&lt;a&gt; *b*</pre>", "pre:&lt;a&gt;&#32;\\*b\\*"},
	};

	(void)state;
	ASSERT_SAMPLES(samples);
}

static void
tags_that_begin_a_line_are_known(void **state)
{
	(void)state;
	assert_true(html_tag_breaks_line(str_of("<br>")));
	assert_true(html_tag_breaks_line(str_of("<BR />")));
	assert_true(html_tag_breaks_line(str_of("</p>")));
	assert_false(html_tag_breaks_line(str_of("<b>")));
	assert_false(html_tag_breaks_line(str_of("<brx>")));
	assert_false(html_tag_breaks_line(str_of("<!-- <br> -->")));
	assert_false(html_tag_breaks_line(str_of("<")));
	assert_false(html_tag_breaks_line(str_of("br")));
	assert_false(html_tag_breaks_line(str_of("")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(text_is_escaped_and_entities_are_kept),
	    cmocka_unit_test(tags_vanish_with_all_their_attributes),
	    cmocka_unit_test(what_is_not_for_readers_gives_nothing),
	    cmocka_unit_test(blocks_become_paragraphs_headings_and_lists),
	    cmocka_unit_test(preformatted_text_keeps_its_blanks_and_lines),
	    cmocka_unit_test(tags_that_begin_a_line_are_known),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
