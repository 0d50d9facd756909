/* SPDX-License-Identifier: Apache-2.0 */
/* From Markdown to blocks and runs: CommonMark, HTML and the head. */
#include "document_dump.h"

static void
blocks_keep_their_order_and_nesting(void **state)
{
	static const struct sample samples[] = {
	    {"", ""},
	    {"\n \n\t\n", ""},
	    {"one\n\ntwo", "P(one)P(two)"},
	    {"# A\n### B ###\n", "H1(<#>A</>)H3(<'>B</>)"},
	    {"A\n===\nB\n---\n", "H1(<#>A</>)H2(<#>B</>)"},
	    {"#\n\n# \nx", "P(x)"},
	    {"a\n\n***\n\nb", "P(a)---P(b)"},
	    {"> a\n> b\n\nc", "Q[P(<>>a b</>)]P(c)"},
	    {"> > a\n", "Q[Q[P(<>>a</>)]]"},
	    {"> # a\n> - b", "Q[H1(<#>>a</>)B[I[P(<>>b</>)]]]"},
	    {">\n\na", "P(a)"},
	    {"- a\n- b\n", "B[I[P(a)]I[P(b)]]"},
	    {"- a\n\n- b\n", "B~[I[P(a)]I[P(b)]]"},
	    {"- a\n  - b\n    1. c\n- d", "B[I[P(a)B[I[P(b)N1[I[P(c)]]]]]I[P(d)]]"},
	    {"7. a\n8. b", "N7[I[P(a)]I[P(b)]]"},
	    {"0) a\n", "N0[I[P(a)]]"},
	    {"-\n- b", "B[I[]I[P(b)]]"},
	    {"- a\n\n  b\n\n      c", "B~[I[P(a)P(b)C(<|>c</>)]]"},
	    {"- [ ] a", "B[Io[P(a)]]"},
	};

	(void)state;
	ASSERT_SAMPLES(samples);
}

static void
code_keeps_its_lines_and_blanks(void **state)
{
	static const struct sample samples[] = {
	    {"```\na  b\n\n\tc\n```", "C(<|>a  b$$\tc</>)"},
	    {"``` c  extra\nx\n```", "C:c(<|>x</>)"},
	    {"~~~\n\nx\n\n\n~~~", "C(<|>$x$$</>)"},
	    {"```\na\r\nb\rc\r\n```", "C(<|>a$b$c</>)"},
	    {"    x *y*\n", "C(<|>x *y*</>)"},
	    {"```\n```\n\na", "P(a)"},
	    {"```\n&amp;<b>\n", "C(<|>&amp;<b></>)"},
	    {"> ```\n> x", "Q[C(<>|>x</>)]"},
	    {"a `b  c` d", "P(a <`>b  c</> d)"},
	    {"`` `a\nb` ``", "P(<`>`a b`</>)"},
	    {"`&lt; <b> *x*`", "P(<`>&lt; <b> *x*</>)"},
	};

	(void)state;
	ASSERT_SAMPLES(samples);
}

static void
styles_add_up(void **state)
{
	static const struct sample samples[] = {
	    {"*a* **b** _c_ __d__", "P(</>a</> <*>b</> </>c</> <*>d</>)"},
	    {"***a** b*", "P(<*/>a</></> b</>)"},
	    {"**a `b`**", "P(<*>a </><*`>b</>)"},
	    {"# a *b*", "H1(<#>a </></#>b</>)"},
	    {"*a **b *c* d** e*", "P(</>a </><*/>b c d</></> e</>)"},
	    {"a\\*b\\*c snake_case_name 2*3", "P(a*b*c snake_case_name 2*3)"},
	    {"[*a* b](u)", "P(</@1>a</><@1> b</>) 1=u"},
	};

	(void)state;
	ASSERT_SAMPLES(samples);
}

static void
breaks_are_hard_or_blanks(void **state)
{
	static const struct sample samples[] = {
	    {"a\nb", "P(a b)"},
	    {"a  \nb\\\nc", "P(a$b$c)"},
	    {"a\r\nb\rc", "P(a b c)"},
	    {"a   b\tc", "P(a b c)"},
	    {"a&#10;b&#9;&#13;c", "P(a b c)"},
	    {"&#32;a&#32;", "P(a)"},
	    {"a&nbsp;&nbsp;b", "P(a\u00a0\u00a0b)"},
	    {"*a* \n*b*", "P(</>a</> </>b</>)"},
	    {"a\n\n&#32;\n\nb", "P(a)P(b)"},
	};

	(void)state;
	ASSERT_SAMPLES(samples);
}

static void
entities_become_characters(void **state)
{
	static const struct sample samples[] = {
	    {"&amp; &copy; &#x41; &#66; &nosuch; & &;",
		"P(& \u00a9 A B &nosuch; & &;)"},
	    {"[a](u?x&amp;y \"t &quot;\")", "P(<@1>a</>) 1=u?x&y\"t \"\""},
	    {"&#0; &#xFFFE; &#xD800;", "P(\uFFFD \uFFFD \uFFFD)"},
	    {"&#27;[31m", "P(\x1b[31m)"},
	};

	(void)state;
	ASSERT_SAMPLES(samples);
}

static void
links_are_numbered_in_reading_order(void **state)
{
	static const struct sample samples[] = {
	    {"[a](u) [b](<v w> 't')", "P(<@1>a</> <@2>b</>) 1=u 2=v w\"t\""},
	    {"<https://x.y/\\[z>", "P(<@1>https://x.y/\\[z</>) 1=https://x.y/\\[z"},
	    {"<https://x.y/z> <a@b.c>", "P(<@1>https://x.y/z</> <@2>a@b.c</>)"
					" 1=https://x.y/z 2=mailto:a@b.c"},
	    {"[a][r] [r] [R][]\n\n[r]: /u 't'",
		"P(<@1>a</> <@2>r</> <@3>R</>) 1=/u\"t\" 2=/u\"t\" 3=/u\"t\""},
	    {"[a][none]", "P([a][none])"},
	    {"[a](u)[b](u)", "P(<@1>a</><@2>b</>) 1=u 2=u"},
	    {"a [](u) b [ ](v)", "P(a <@1>u</> b <@2>v</>) 1=u 2=v"},
	    {"[](u)", "P(<@1>u</>) 1=u"},
	    {"[<i></i>](u)", "P(<@1>u</>) 1=u"},
	    {"[]() [ ](<>)a", "P(a)"},
	    {"[b ](u)", "P(<@1>b</>) 1=u"},
	    {"x\n\n[a](u)\n\n- [b](v)", "P(x)P(<@1>a</>)B[I[P(<@2>b</>)]] 1=u 2=v"},
	    {"[a]() [b](<>)", "P(a b)"},
	    {"[a](u\\)v&#xFFFE;)", "P(<@1>a</>) 1=u)v\uFFFD"},
	};

	(void)state;
	ASSERT_SAMPLES(samples);
}

static void
images_are_their_alternative_text(void **state)
{
	static const struct sample samples[] = {
	    {"![a *b*](u.png 't')", "P(<!1>a </></!1>b</>) 1!=u.png\"t\""},
	    {"![](x/y.png?q#z)", "P(<!1>y.png</>) 1!=x/y.png?q#z"},
	    {"![](https://a.b/c/)", "P(<!1>c</>) 1!=https://a.b/c/"},
	    {"![](?q)", "P(<!1>?q</>) 1!=?q"},
	    {"![](http://a.b/)", "P(<!1>http://a.b/</>) 1!=http://a.b/"},
	    {"![ ](u)", "P(<!1>u</>) 1!=u"},
	    {"![](data:image/png;base64,iVBO)",
		"P(<!1>data:image/png</>) 1!=data:image/png;base64,iVBO"},
	    {"![a]()b", "P(<!>a</>b)"},
	    {"![]()a", "P(a)"},
	    {"[![a](i)](u)", "P(<@!1>a</>) 1=u"},
	    {"[![](i.png) b](u)", "P(<@!1>i.png</><@1> b</>) 1=u"},
	    {"![a [b](u)](i)", "P(<!1>a </><@!1>b</>) 1!=i"},
	    {"[b](v)![a](i)[c](w)", "P(<@1>b</><!2>a</><@3>c</>) 1=v 2!=i 3=w"},
	};

	(void)state;
	ASSERT_SAMPLES(samples);
}

static void
inline_html_leaves_its_text(void **state)
{
	static const struct sample samples[] = {
	    {"a <b>b</b> <!-- no --> c", "P(a <*>b</> c)"},
	    {"a<br>b<br/>c<BR />d", "P(a$b$c$d)"},
	    {"a <br>\nb", "P(a $b)"},
	    {"a<br><br>b<br>", "P(a$$b)"},
	    {"x <span></span>\n\n<i></i>", "P(x)"},
	    {"**a <u>b</u>**", "P(<*>a </><*/>b</>)"},
	    {"a <img src=\"x\"> b", "P(a <!1>x</> b) 1!=x"},
	    {"a <p>b", "P(a)P(b)"},
	    {"a <b", "P(a <b)"},
	};

	(void)state;
	ASSERT_SAMPLES(samples);
}

static void
html_blocks_leave_their_text(void **state)
{
	static const struct sample samples[] = {
	    {"<div>a &amp; *b*</div>", "P(a & *b*)"},
	    {"<div>\n\n*a*\n\n</div>", "P(</>a</>)"},
	    {"<!-- no -->\n\na", "P(a)"},
	    {"<div></div>\n", ""},
	    {"<script>\nno()\n\nno()\n</script>", ""},
	    {"<h2>a</h2><p>b", "H2(<#>a</>)P(b)"},
	    {"<ul><li>a</li><li>b</li></ul>", "B[I[P(a)]I[P(b)]]"},
	    {"<pre>\n a\n  &lt;b\n</pre>", "C(<|> a$  <b</>)"},
	    {"a\n\n<p>&lt;</p>\n\n[b](u)\n\n<p>c", "P(a)P(<)P(<@1>b</>)P(c) 1=u"},
	    {"> <p>a\n> b</p>", "Q[P(<>>a b</>)]"},
	    {"- <p>a</p>\n- b", "B[I[P(a)]I[P(b)]]"},
	};

	(void)state;
	ASSERT_SAMPLES(samples);
}

static void
the_head_stands_above(void **state)
{
	struct document_head head = {.title = str_of("A:  *b*\n c"),
	    .place = str_of("Post 1 of 7"),
	    .details = str_of("5 minutes"),
	    .description = str_of("About [x](u)\nand *y*.\n\n- z\n")};
	struct document_head bare = {.title = str_of("A")};
	struct document *document;

	(void)state;
	assert_dump(&head, str_of("[body](v)"),
	    "T(<t>A: *b* c</>)L:Post 1 of 7L:5 minutes"
	    "D[P(<d>About </><@d1>x</><d> and </></d>y</><d>.</>)"
	    "B[I[P(<d>z</>)]]]P(<@2>body</>) 1=u 2=v");
	assert_dump(&bare, str_of(""), "T(<t>A</>)");
	document = document_parse(&head, str_of("x"));
	assert_str(str_slice(strbuf_str(&document->text), 0, document->title_end),
	    "A: *b* c");
	document_free(document);
}

static void
any_bytes_become_valid_text(void **state)
{
	(void)state;
	assert_dump(NULL, (struct str){"a\0b", 3},
	    "P(a\uFFFD"
	    "b)");
	assert_dump(NULL, str_of("\xff\xfe *x\xc3x* \xe2\x82"),
	    "P(\uFFFD\uFFFD </>x\uFFFDx</> \uFFFD)");
	assert_dump(NULL, str_of("```\xff\n\xff\n```\n`\xc0`"),
	    "C:\uFFFD(<|>\uFFFD</>)P(<`>\uFFFD</>)");
	assert_dump(
	    NULL, str_of("[a](\xff '\xff')"), "P(<@1>a</>) 1=\uFFFD\"\uFFFD\"");
	assert_dump(NULL, str_of("\xef\xbb\xbf# a"), "H1(<#>a</>)");
	assert_dump(NULL, str_of("caf\xc3\xa9 日本語"), "P(café 日本語)");
}

static struct document *
parse_repeated(const char *start, size_t count, const char *end)
{
	struct strbuf text = {0};
	struct document *document;

	for (size_t i = 0; i < count; i++)
		strbuf_append_string(&text, start);
	strbuf_append_string(&text, end);
	document = document_parse(NULL, strbuf_str(&text));
	strbuf_clear(&text);
	assert_sound(document);
	return document;
}

static const struct {
	const char *start;
	size_t count;
	const char *end;
} hostile[] = {
    {"> ", 10000, "x"},
    {"- ", 20000, "x"},
    {"1. ", 20000, "x"},
    {"[", 50000, "x"},
    {"![", 50000, "x"},
    {"*a **b ", 20000, "x"},
    {"[x](", 50000, "x"},
    {"<a ", 50000, "x"},
    {"<b>", 50000, "x"},
    {"<div ", 50000, "x"},
    {"<div><!--", 50000, "x"},
    {"`", 50000, "x"},
    {"&#27;", 50000, "x"},
    {"\xff", 50000, "x"},
    {"<br>", 50000, "x"},
    {"<p>a</p><ul><li>", 20000, "x"},
    {"<div><pre>&amp;</pre>", 20000, "x"},
    {"[a]: b\n", 20000, "\n[a]x"},
    {"a", 1000000, "x"},
    {"\n", 100000, "x"},
};

static void
hostile_text_makes_sound_documents(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(hostile) / sizeof(*hostile); i++)
		document_free(parse_repeated(
		    hostile[i].start, hostile[i].count, hostile[i].end));
}

static void
deep_containers_are_cut_off_and_their_text_stays(void **state)
{
	struct document *document = parse_repeated("> ", 10000, "deep");

	(void)state;
	assert_int_equal(document->block_count, 101);
	assert_str(strbuf_str(&document->text), "deep");
	assert_int_equal(document->runs[0].styles, STYLE_QUOTE);
	document_free(document);

	document = parse_repeated("- ", 1000, "deep\n\nout");
	assert_int_equal(document->block_count, 102);
	assert_str(strbuf_str(&document->text), "deep\nout");
	document_free(document);

	document = parse_repeated("> - ", 99, "deep");
	for (size_t i = 0; i < document->block_count; i++)
		if (document->blocks[i].kind == BLOCK_LIST)
			assert_int_equal(document->blocks[i + 1].kind, BLOCK_ITEM);
	document_free(document);
}

static void
every_beginning_of_a_document_is_sound(void **state)
{
	struct str whole =
	    str_of("# A &amp; *b*\n> - [x](y 'z') ![i](j)\n>   ```c\n>   d\n\n"
		   "<div><pre>\n e &lt;\n</pre><h1>f<br>g</h1><ol><li>h</div>\n\n"
		   "caf\xc3\xa9 <br> `q` **r\n1. s\n\n   t\n***\n");

	(void)state;
	for (size_t length = 0; length <= whole.length; length++) {
		struct document *document =
		    document_parse(NULL, str_slice(whole, 0, length));

		assert_sound(document);
		document_free(document);
	}
}

static void
the_texts_of_blocks_and_links_are_found(void **state)
{
	struct document *document =
	    document_parse(NULL, str_of("a *b* [c *d*](u)\n\n***"));

	(void)state;
	assert_str(document_block_text(document, &document->blocks[0]), "a b c d");
	assert_str(document_block_text(document, &document->blocks[1]), "");
	assert_str(document_link_text(document, &document->links[0]), "c d");
	document_free(document);
	document_free(NULL);
}

static void
a_document_keeps_no_more_room_than_it_needs(void **state)
{
	struct document *document = document_parse(
	    NULL, str_of("<!-- left out -->\n\n*a* [b](https://example.org/c)"));

	(void)state;
	assert_int_equal(document->text.capacity, document->text.length + 1);
	assert_int_equal(document->block_capacity, document->block_count);
	assert_int_equal(document->run_capacity, document->run_count);
	assert_int_equal(document->link_capacity, document->link_count);
	document_free(document);
}

/* What is walked goes; footnotes, wherever they stand, are walked at the end. */
static void
footnotes_stay_until_they_are_added(void **state)
{
	static const char *const notes[] = {"[^a]: noted *well*\n\n    twice\n\n",
	    "> [^a]: noted *well*\n\n", "- x\n\n  [^a]: noted *well*\n\n+ y\n\n",
	    "> - x\n>\n>   [^a]: noted *well*\n\n"};

	(void)state;
	for (size_t i = 0; i < sizeof(notes) / sizeof(*notes); i++) {
		struct strbuf text = {0};
		struct document *document;
		const struct block *last;

		for (int part = 0; part < 3000; part++) {
			strbuf_append_string(&text,
			    "Some *words* that [go](/away).\n\n- a\n- b\n\n");
			if (part == 1000)
				strbuf_append_string(&text, notes[i]);
		}
		strbuf_append_string(&text, "A word[^a].\n");
		document = document_parse(NULL, strbuf_str(&text));
		last = &document->blocks[document->block_count - 1];
		assert_non_null(strstr(document->text.data, "\nnoted well"));
		assert_int_equal(last->kind, BLOCK_PARAGRAPH);
		assert_true(document->links[document->link_count - 1].has_target);
		assert_sound(document);
		document_free(document);
		strbuf_clear(&text);
	}
}

static void
assert_same(const struct document *document, const struct document *expected)
{
	struct strbuf dump = dump_document(document);
	struct strbuf expected_dump = dump_document(expected);

	assert_string_equal(dump.data, expected_dump.data);
	strbuf_clear(&dump);
	strbuf_clear(&expected_dump);
}

/* The text is read from where it stands, or from what was made of it. */
static void
a_text_that_is_handed_over_is_let_go(void **state)
{
	static const char *const texts[] = {"", "---\na: b\n---\n", "a *b*\n",
	    "a \\[b\\] &quot;c&quot; https://d.e/f_g_\n",
	    "{{< param a >}} {{< tab >}}b{{< /tab >}}\n",
	    "\uFEFF| a | b |\n|---|---|\n| \\[c | [d] |\n\n[d]: /e\n",
	    "| a |\n|---|\n| {{< b >}} |\n", "| a |\n|---|\n| b |\n",
	    "a[^1] b[^2]\n\n[^1]: c\n[^2]: d\n\ne\n: f\n",
	    "a[^1] \\[\n\n> [^1]: | a |\n>       |---|\n>       | b |\n"};
	const struct document_head head = {
	    .title = str_of("a"), .description = str_of("*b* \\[ {{< param a >}}")};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		const struct document_options plain = {0};
		const struct str body = str_of(texts[i]);
		struct strbuf file = {0};
		struct document *document, *expected;

		strbuf_append_string(&file, "---\na: z\n---\n");
		strbuf_append(&file, body);
		expected = document_parse_post(
		    &head, body, strbuf_str(&file), NULL, plain);
		document = document_parse_post(&head,
		    str_slice(
			strbuf_str(&file), file.length - body.length, file.length),
		    strbuf_str(&file), &file, plain);
		assert_null(file.data);
		assert_same(document, expected);
		document_free(document);
		document_free(expected);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(blocks_keep_their_order_and_nesting),
	    cmocka_unit_test(code_keeps_its_lines_and_blanks),
	    cmocka_unit_test(styles_add_up),
	    cmocka_unit_test(breaks_are_hard_or_blanks),
	    cmocka_unit_test(entities_become_characters),
	    cmocka_unit_test(links_are_numbered_in_reading_order),
	    cmocka_unit_test(images_are_their_alternative_text),
	    cmocka_unit_test(inline_html_leaves_its_text),
	    cmocka_unit_test(html_blocks_leave_their_text),
	    cmocka_unit_test(the_head_stands_above),
	    cmocka_unit_test(any_bytes_become_valid_text),
	    cmocka_unit_test(hostile_text_makes_sound_documents),
	    cmocka_unit_test(deep_containers_are_cut_off_and_their_text_stays),
	    cmocka_unit_test(every_beginning_of_a_document_is_sound),
	    cmocka_unit_test(the_texts_of_blocks_and_links_are_found),
	    cmocka_unit_test(a_document_keeps_no_more_room_than_it_needs),
	    cmocka_unit_test(footnotes_stay_until_they_are_added),
	    cmocka_unit_test(a_text_that_is_handed_over_is_let_go),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
