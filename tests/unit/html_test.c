/* SPDX-License-Identifier: Apache-2.0 */
/* HTML in Markdown, as blocks and runs; outline.h says how they are written. */
#include <time.h>
#include "outline.h"

static void
text_is_text_and_entities_are_resolved(void **state)
{
	static const struct outline_sample samples[] = {
	    {"<div>a *b* _c_ `d` [e](f) # g", "P(a *b* _c_ `d` [e](f) # g)"},
	    {"<div>&amp; &#38; &#x26; & &; &nosuch; &eacute; &copy 1",
		"P(& & & & &; &nosuch; \u00e9 \u00a9 1)"},
	    {"<div>&#27; &#0; &#xD800; &#x110000; &#;",
		"P(\x1b \uFFFD \uFFFD \uFFFD &#;)"},
	    {"<div>a < b > c <3 <>d</>", "P(a < b > c <3 <>d</>)"},
	    {"<div>  a \n\t b  ", "P(a b)"},
	    {"<div>caf\xc3\xa9 \"it's\" -- :+1:",
		"P(caf\xc3\xa9 \"it's\" -- :+1:)"},
	};

	(void)state;
	ASSERT_OUTLINES(samples);
}

static void
unknown_tags_vanish_with_all_their_attributes(void **state)
{
	static const struct outline_sample samples[] = {
	    {"<div><font color=red>a</font>b<x-y:z>c", "P(abc)"},
	    {"<div title=\"x > y\" class='>'>a</div>", "P(a)"},
	    {"<div it's>a", "P(a)"},
	    {"<div>a<", "P(a<)"},
	    {"<div>a</", "P(a</)"},
	    {"<div>a<b", "P(a)"},
	    {"<div>a<b c=\"d>e", "P(a)"},
	    {"a <span>b</span> <abbr title=x>c</abbr>", "P(a b c)"},
	};

	(void)state;
	ASSERT_OUTLINES(samples);
}

static void
what_is_not_for_readers_gives_nothing(void **state)
{
	static const struct outline_sample samples[] = {
	    {"<div>a<!-- <b> -- > -->b", "P(ab)"},
	    {"a <!-- b --> c", "P(a c)"},
	    {"<!-- a", ""},
	    {"<!DOCTYPE html>\n\na", "P(a)"},
	    {"<?php a ?>\nb", "P(b)"},
	    {"<script>a < b; '<p>'</script>\n\nc", "P(c)"},
	    {"<STYLE>\n\na</style >\n\nb", "P(b)"},
	    {"<script>a", ""},
	    {"a <script>b</script> c", "P(a c)"},
	    {"a <script>b\n\nc", "P(a b)P(c)"},
	    {"</script>\n\na", "P(a)"},
	    {"<div>\n<style>\na {}\n\nb {}\n</style>\nc\n</div>", "P(c)"},
	    {"<head><title>a</title></head><div>b", "P(b)"},
	    {"<template><p>a</p></template><p>b", "P(b)"},
	    {"<p hidden>a</p><p>b", "P(b)"},
	    {"<div hidden>a\n\n*b*\n\n- c\n\n***\n\n</div>d", "P(d)"},
	    {"<div hidden><div>a</div>b</div>c", "P(c)"},
	    {"a <span hidden>b <i>c</i></span> d", "P(a d)"},
	    {"a <b hidden>b\n\nc", "P(a)P(c)"},
	};

	(void)state;
	ASSERT_OUTLINES(samples);
}

static void
blocks_begin_and_end_paragraphs(void **state)
{
	static const struct outline_sample samples[] = {
	    {"<p>a</p><p>b</p>", "P(a)P(b)"},
	    {"<p>a<p>b<div>c", "P(a)P(b)P(c)"},
	    {"<div><div>a</div></div>\n<div>b", "P(a)P(b)"},
	    {"<center>a</center>b", "P(a)P(b)"},
	    {"<div>a<br>b<br/>c", "P(a$b$c)"},
	    {"<div><br>a<br></div>", "P(a)"},
	    {"<H2>a</H2>b<h6>c", "H2(a)P(b)H6(c)"},
	    {"<h1>a<br>b</h1>c<br>d", "H1(a$b)P(c$d)"},
	    {"<h1></h1>a", "P(a)"},
	    {"<h1>a\n\nb", "H1(a)P(b)"},
	    {"<div>a<hr>b", "P(a)---P(b)"},
	    {"<blockquote>a<p>b</blockquote>c", "Q[P(a)P(b)]P(c)"},
	    {"<details><summary>a</summary>\n\nb *c*\n\n</details>d",
		"P(<*>a</>)P(b </>c</>)P(d)"},
	    {"<figure><img src=x.png alt=A><figcaption>b</figcaption></figure>",
		"P(<!1>A</>)P(<,>b</>) 1!=x.png"},
	    {"a <div>b</div> c", "P(a)P(b)P(c)"},
	    {"a<p>b *c*\nd", "P(a)P(b </>c</> d)"},
	    {"# a <p>b", "H1(a $b)"},
	};

	(void)state;
	ASSERT_OUTLINES(samples);
}

static void
lists_nest_and_count(void **state)
{
	static const struct outline_sample samples[] = {
	    {"<ul><li>a<li>b</ul>c", "B[I[P(a)]I[P(b)]]P(c)"},
	    {"<ol start=3><li>a<ul><li>b</ul><li>c</ol>",
		"N3[I[P(a)B[I[P(b)]]]I[P(c)]]"},
	    {"<ul><li><h3>a</h3>b</ul>", "B[I[H3(a)P(b)]]"},
	    {"<ul>\n\n<li>*a*\n\nb</li>\n\n<li>\n\n*c*\n\n</li>\n\n</ul>\n\nd",
		"B[I[P(*a*)P(b)]I[P(</>c</>)]]P(d)"},
	    {"<ul>a</ul>", "B[I[P(a)]]"},
	    {"<ul>\n\n- a\n\n</ul>", "B[I[B[I[P(a)]]]]"},
	    {"<li>a", "P(a)"},
	    {"<ul></ul>a", "P(a)"},
	    {"<dl><dt>a<dd>b<dd>c<dt>d</dl>e", "D[T(a)d[P(b)]d[P(c)]T(d)]P(e)"},
	};

	(void)state;
	ASSERT_OUTLINES(samples);
}

static void
tables_have_as_many_cells_in_each_row(void **state)
{
	static const struct outline_sample samples[] = {
	    {"<table><tr><th>a</th><th>b</th></tr><tr><td>c</td> <td>d</td></tr>"
	     "</table>e",
		"t2[r#[d(a)d(b)]r[d(c)d(d)]]P(e)"},
	    {"<table><tr><th><th align=right>b<tr><td>c<td>d</table>",
		"t2[r#[d()d3(b)]r[d(c)d(d)]]"},
	    {"<table><tr><td>a<td>b<tr><td>c</table>", "t2[r[d(a)d(b)]r[d(c)d()]]"},
	    {"<table><tr><td colspan=2>a<tr><td>b<td>c</table>",
		"t2[r[d(a)d()]r[d(b)d(c)]]"},
	    {"<table><tr><td rowspan=2>a<td>b<tr><td>c</table>",
		"t2[r[d(a)d(b)]r[d()d(c)]]"},
	    {"<table><caption>x</caption><tr><td>a</table>",
		"P(<,>x</>)t1[r[d(a)]]"},
	    {"<table><thead><tr><th>a<tbody><tr><td>b</table>",
		"t1[r#[d(a)]r[d(b)]]"},
	    {"<table><tr><td><p>a<p>b<ul><li>c<li>d</ul>e<br>f</table>",
		"t1[r[d(a$b$• c$• d$e$f)]]"},
	    {"<table>\n<tr>\n<td>\n\n*a*\n\n- b\n\n</td>\n</tr>\n</table>\n\nc",
		"t1[r[d(</>a</>$b)]]P(c)"},
	    {"<table><tr><td><table><tr><td>a<td>b</table></table>c",
		"t1[r[d(a | b)]]P(c)"},
	    {"<table>a<td>b</table>", "t2[r[d(a)d(b)]]"},
	    {"<td>a", "P(a)"},
	    {"<table></table>a", "P(a)"},
	    {"<table><tr><td style='text-align: center'>**a", "t1[r[d2(**a)]]"},
	};

	(void)state;
	ASSERT_OUTLINES(samples);
}

static void
inline_elements_are_looks(void **state)
{
	static const struct outline_sample samples[] = {
	    {"<b>a</b> <strong>b</strong> <i>c</i> <em>d</em>",
		"P(<*>a</> <*>b</> </>c</> </>d</>)"},
	    {"<s>a</s> <del>b</del> <code>c</code> <kbd>d</kbd> x<sub>2</sub>",
		"P(<->a</> <->b</> <`>c</> <`>d</> x<,>\u2082</>)"},
	    {"<b>a *b* c</b> d", "P(<*>a </><*/>b</><*> c</> d)"},
	    {"*a <b>b* c</b> d", "P(</>a </><*/>b</><*> c</> d)"},
	    {"<b>a <i>b</b> c</i> d", "P(<*>a </><*/>b</></> c</> d)"},
	    {"<b>a\n\nb", "P(<*>a</>)P(b)"},
	    {"<div><b>a<p>b</div>\n\nc", "P(<*>a</>)P(<*>b</>)P(c)"},
	    {"</b>a</i>", "P(a)"},
	    {"10<sup>6</sup> H<sub>2</sub>O a<sup>-(1+0)</sup>",
		"P(10<,>⁶</> H<,>₂</>O a<,>⁻⁽¹⁺⁰⁾</>)"},
	    {"<p>a<sup>2</sup> 1<sup>st</sup> b<sub>max 1</sub></p>",
		"P(a<,>²</> 1<,>st</> b<,>max 1</>)"},
	    {"a <title> b *c*", "P(a b </>c</>)"},
	    {"a <Title>b</tITLE> c <style> d", "P(a c d)"},
	    {"a <script>b *c* d</script> e", "P(a e)"},
	    {"<q>a</q>", "P(\u201Ca\u201D)"},
	    {"<q>a <q>b <q>c</q></q></q>",
		"P(\u201Ca \u2018b \u201Cc\u201D\u2019\u201D)"},
	    {"<q>a\n\n<q>b</q></q>", "P(\u201Ca)P(\u201Cb\u201D\u201D)"},
	    {"a<br>b", "P(a$b)"},
	};

	(void)state;
	ASSERT_OUTLINES(samples);
}

static void
links_and_images_are_links_and_images(void **state)
{
	static const struct outline_sample samples[] = {
	    {"<a href=\"u?a&amp;b\" title=t>a *b*</a> c",
		"P(<@1>a </></@1>b</> c) 1=u?a&b\"t"},
	    {"<div><a href=u>a</a> <a name=x>b</a></div>", "P(<@1>a</> b) 1=u"},
	    {"<div><a href=u>a<p>b</a>c", "P(<@1>a</>)P(<@2>b</>c) 1=u 2=u"},
	    {"<a href=u>a\n\nb", "P(<@1>a</>)P(b) 1=u"},
	    {"<a href=u>a <a href=v>b</a>", "P(<@1>a </><@2>b</>) 1=u 2=v"},
	    {"<a href=u>a [b](v)</a>", "P(<@1>a </><@2>b</>) 1=u 2=v"},
	    {"[a <a href=u>b</a>](v)", "P(<@1>a b</>) 1=v"},
	    {"<a href=u></a>a", "P(<@1>u</>a) 1=u"},
	    {"<a href=\"\"></a><a href=\"\">a</a>", "P(a)"},
	    {"<iframe src=a/b title=c>d</iframe>\n\ne", "P(<@1>c</>)P(e) 1=a/b"},
	    {"a <iframe src='b'></iframe> <video src=c/d.mp4></video>e",
		"P(a <@1>b</> <@2>d.mp4</> e) 1=b 2=c/d.mp4"},
	    {"<video><source src=a>b</video> <iframe hidden src=c></iframe>",
		"P(<@1>a</> b) 1=a"},
	    {"<a href=a><embed src=b></a> <object data=c>d</object>",
		"P(<@1>a</> <@2>c</> d) 1=a 2=c"},
	    {"<img src=a/b.png> <img alt='&lt;c' src=d title=e>",
		"P(<!1>b.png</> <!2><c</>) 1!=a/b.png 2!=d\"e"},
	    {"<img alt=a> <img>b", "P(<!>a</> b)"},
	    {"<a href=u><img src=i alt=a></a>", "P(<@!1>a</>) 1=u"},
	    {"<a href=u>![a](i)</a>", "P(<@!1>a</>) 1=u"},
	};

	(void)state;
	ASSERT_OUTLINES(samples);
}

static void
preformatted_text_keeps_its_blanks_and_lines(void **state)
{
	static const struct outline_sample samples[] = {
	    {"<pre>\na  b\n\n  c\n</pre>", "C(a  b$$  c)"},
	    {"<pre>\r\na\r\nb\tc</pre>", "C(a$b\tc)"},
	    {"<div>a<pre><code class=\"language-go x\">b</code></pre>c",
		"P(a)C:go(b)P(c)"},
	    {"<pre>a<br>b &lt;c&gt; *d*</pre>", "C(a$b <c> *d*)"},
	    {"<pre>a", "C(a)"},
	    {"<pre></pre>a", "P(a)"},
	    {"<ul><li><pre>a</pre></ul>", "B[I[C(a)]]"},
	    {"<table><tr><td><pre>a\nb</pre></table>", "t1[r[d(<`>a$b</>)]]"},
	};

	(void)state;
	ASSERT_OUTLINES(samples);
}

static void
elements_end_with_the_container_around_them(void **state)
{
	static const struct outline_sample samples[] = {
	    {"> <ul><li>a\n\nb", "Q[B[I[P(a)]]]P(b)"},
	    {"- <blockquote>a\n- b", "B[I[Q[P(a)]]I[P(b)]]"},
	    {"<blockquote>\n\n> a</blockquote>\n\nb", "Q[Q[P(a)]P(b)]"},
	    {"> <table><tr><td>a\n\nb", "Q[t1[r[d(a)]]]P(b)"},
	    {"</div></ul></td></table>a", "P(a)"},
	    {"<div><ul><li>a</div>b", "B[I[P(a)]]P(b)"},
	};

	(void)state;
	ASSERT_OUTLINES(samples);
}

/* Each about 1 MB, and done in a moment. */
static void
hostile_html_takes_linear_time(void **state)
{
	static const struct {
		const char *start, *piece;
	} samples[] = {{"", "<div>"}, {"", "<b>"}, {"<div>", "<b><i></b>"},
	    {"<div>", "<ul><li>"}, {"<div>", "</p></ul></td>"},
	    {"<div>", "<table><tr><td>"}, {"<table>", "<tr><td colspan=100>x"},
	    {"<table>", "<tr><td rowspan=100>x<td>"}, {"<table><tr>", "<td>x"},
	    {"<div>", "<!--"}, {"<div>", "<script>"}, {"<div>", "&amp;"},
	    {"<div>", "&eta;"}, {"<div>", "<a href=u>x"}, {"<pre>", " "},
	    {"<div>", "."}, {"<div hidden>", "<div>"}, {"a ", "<div>x "},
	    {"> <div>", "\n> <ul>\n>\n> - <td>\n>\n"}, {"<div>", "<a title=\""},
	    {"<div>", "<dl><dt>a<dd>"}, {"<div>", "<h1>a<p>b"},
	    {"a ", "<img src=u>"}};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		struct strbuf text = {0};
		const clock_t start = clock();
		struct document *document;

		strbuf_append_string(&text, samples[i].start);
		while (text.length < 1000000)
			strbuf_append_string(&text, samples[i].piece);
		document = document_parse(NULL, strbuf_str(&text));
		assert_blocks_sound(document);
		if (clock() - start > 10 * CLOCKS_PER_SEC)
			fail_msg("%s: too slow", samples[i].piece);
		document_free(document);
		strbuf_clear(&text);
	}
}

static void
every_beginning_is_sound(void **state)
{
	const struct str whole = str_of(
	    "a <b>b <div>c</b> <td>d\n\n<table><caption>x<tr><td>a\n\n- <p>b "
	    "<a href=u>c\n\n</td><th hidden>d</table>\n> <dl><dt>e<dd>f\n\n"
	    "<h1>g <ul><li><img src=h>\n\n<pre>i<br></pre>{{% alert %}}\nj\n"
	    "{{% /alert %}} k <script>l</script> <details>m</details>\n");

	(void)state;
	for (size_t length = 0; length <= whole.length; length++) {
		struct document *document =
		    document_parse(NULL, str_slice(whole, 0, length));

		assert_blocks_sound(document);
		document_free(document);
	}
}

static void
whatever_stands_together_is_sound(void **state)
{
	static const char *const pieces[] = {"<div>", "</div>", "<p>", "<b>",
	    "</b>", "<ul>", "<ol>", "<li>", "</li>", "</ul>", "<table>", "<tr>",
	    "<td>", "<th colspan=3>", "<td rowspan=2>", "</td>", "</tr>",
	    "</table>", "<caption>", "</caption>", "<h2>", "</h2>", "<dl>", "<dt>",
	    "<dd>", "<a href=u>", "</a>", "<img src=x>", "<pre>", "</pre>",
	    "<script>", "</script>", "<div hidden>", "<span hidden>", "</span>",
	    "<br>", "<hr>", "<blockquote>", "</blockquote>", "\n", "\n\n", "\n\n- ",
	    "\n> ", "  ", "a", "*b*", "[l](u)", "![i](j)", "`c`", "\n# ",
	    "\n\n    ", "\n```\n", "\n\n| a | b |\n|---|---|\n| c | d |\n", "[^1]",
	    "\n\n[^1]: x", "{{% alert %}}", "{{% /alert %}}",
	    "{{< figure src=a caption=b >}}", "{{< tabpane >}}", "{{< tab >}}",
	    "{{< /tab >}}", "{{< x >}}", "\n: d", "\n> [!NOTE] t\n> ", "~~x~~",
	    "https://a.b/c", "- [ ] x", "<!--", "-->"};
	const size_t count = sizeof(pieces) / sizeof(*pieces);
	uint32_t random = 1;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		struct strbuf text = {0};
		struct document *document;

		do {
			random = random * 1664525 + 1013904223;
			strbuf_append_string(&text, pieces[(random >> 8) % count]);
		} while ((random >> 24) % 25);
		document = document_parse(NULL, strbuf_str(&text));
		assert_blocks_sound(document);
		document_free(document);
		strbuf_clear(&text);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(text_is_text_and_entities_are_resolved),
	    cmocka_unit_test(unknown_tags_vanish_with_all_their_attributes),
	    cmocka_unit_test(what_is_not_for_readers_gives_nothing),
	    cmocka_unit_test(blocks_begin_and_end_paragraphs),
	    cmocka_unit_test(lists_nest_and_count),
	    cmocka_unit_test(tables_have_as_many_cells_in_each_row),
	    cmocka_unit_test(inline_elements_are_looks),
	    cmocka_unit_test(links_and_images_are_links_and_images),
	    cmocka_unit_test(preformatted_text_keeps_its_blanks_and_lines),
	    cmocka_unit_test(elements_end_with_the_container_around_them),
	    cmocka_unit_test(hostile_html_takes_linear_time),
	    cmocka_unit_test(every_beginning_is_sound),
	    cmocka_unit_test(whatever_stands_together_is_sound),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
