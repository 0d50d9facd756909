/* SPDX-License-Identifier: Apache-2.0 */
/* What Hugo's Markdown has that CommonMark has not. */
#include "document_dump.h"

static void
tables_have_rows_of_cells(void **state)
{
	static const struct sample samples[] = {
	    {"| a | b |\n|---|:-:|\n| c | d |\n",
		"TB2[RH[c(<+>a</>)c^(<+>b</>)]R[c(c)c^(d)]]"},
	    {"a | b\n:- | -:\nc | d",
		"TB2[RH[c<(<+>a</>)c>(<+>b</>)]R[c<(c)c>(d)]]"},
	    {"| a |\n| - |", "TB1[RH[c(<+>a</>)]]"},
	    {"a\n:-", "TB1[RH[c<(<+>a</>)]]"},
	    {"|a|b|\n|-|-|\n|c|\n|d|e|f|", "TB2[RH[c(<+>a</>)c(<+>b</>)]"
					   "R[c(c)c()]R[c(d)c(e)]]"},
	    {"|a|\n|-|\n||\n| |", "TB1[RH[c(<+>a</>)]R[c()]R[c()]]"},
	    {"|a|\r\n|-|\r\n|b|\r\n\r\nc", "TB1[RH[c(<+>a</>)]R[c(b)]]P(c)"},
	    {"|a|\r|-|\r|b|\r\rc", "TB1[RH[c(<+>a</>)]R[c(b)]]P(c)"},
	    {"before *x*\ny\n|a|\n|-|\n|b|", "P(before </>x</> y)"
					     "TB1[RH[c(<+>a</>)]R[c(b)]]"},
	    {"|a|\n|-|\n|b|\n\nc", "TB1[RH[c(<+>a</>)]R[c(b)]]P(c)"},
	    {"|a|\n|-|\n|b|\n> c", "TB1[RH[c(<+>a</>)]R[c(b)]]Q[P(<>>c</>)]"},
	    {"|a|\n|-|\nb", "TB1[RH[c(<+>a</>)]R[c(b)]]"},
	    {"|a|\n|-|\n|b|\n: c", "TB1[RH[c(<+>a</>)]R[c(b)]R[c(: c)]]"},
	    {"|a|\n|-|\n|b|\n\n: c", "TB1[RH[c(<+>a</>)]R[c(b)]]P(: c)"},
	    {"|a|\n|-|\nb `|` c\n1. d\ne",
		"TB1[RH[c(<+>a</>)]R[c(b `)]]N1[I[P(d e)]]"},
	    {"\uFEFF|a|\n|-|", "TB1[RH[c(<+>a</>)]]"},
	};

	(void)state;
	ASSERT_SAMPLES(samples);
}

static void
a_long_paragraph_above_a_table_is_one(void **state)
{
	struct strbuf markdown = {0};
	struct document *document;

	(void)state;
	for (int i = 0; i < 1000; i++)
		strbuf_append_string(&markdown, "words of a long paragraph\n");
	strbuf_append_string(&markdown, "|a|\n|-|\n");
	document = document_parse(NULL, strbuf_str(&markdown));
	assert_int_equal(document->blocks[0].kind, BLOCK_PARAGRAPH);
	assert_int_equal(document->blocks[1].kind, BLOCK_TABLE);
	document_free(document);
	strbuf_clear(&markdown);
}

/* For cmark they are headings with an underline. */
static void
what_underlines_a_table_is_a_rule_or_a_row(void **state)
{
	static const struct sample samples[] = {
	    {"|a|\n|-|\n|b|\n---", "TB1[RH[c(<+>a</>)]R[c(b)]]---"},
	    {"|a|\n|-|\n|b|\n---\nc", "TB1[RH[c(<+>a</>)]R[c(b)]]---P(c)"},
	    {"|a|\n|-|\n1 b\n---\n---", "TB1[RH[c(<+>a</>)]R[c(1 b)]]------"},
	    {"x\n|a|\n|-|\n-----\n\nc", "P(x)TB1[RH[c(<+>a</>)]]---P(c)"},
	    {"|a|\n|-|\n|b|\n===\nc", "TB1[RH[c(<+>a</>)]R[c(b)]R[c(===)]]P(c)"},
	    {"> |a|\n> |-|\n> |b|\n> ---\nc",
		"Q[TB1[RH[c(<>+>a</>)]R[c(<>>b</>)]]---]P(c)"},
	    {"|a|b|\n|-|\n---", "H2(<#>|a|b| |-|</>)"},
	    {"# a\n|-|\n---", "H1(<#>a</>)H2(<#>|-|</>)"},
	};

	(void)state;
	ASSERT_SAMPLES(samples);
}

static void
what_is_no_table_stays_text(void **state)
{
	static const struct sample samples[] = {
	    {"| a | b |\n|---|\n", "P(| a | b | |—|)"},
	    {"| a |\n| x |\n", "P(| a | | x |)"},
	    {"|---|\n", "P(|—|)"},
	    {"a\n---", "H2(<#>a</>)"},
	    {"```\n|a|\n|-|\n```", "C(<|>|a|$|-|</>)"},
	    {"    |a|\n    |-|", "C(<|>|a|$|-|</>)"},
	    {"| a |\n\n|---|", "P(| a |)P(|—|)"},
	};

	(void)state;
	ASSERT_SAMPLES(samples);
}

static void
cells_hold_what_a_line_can_hold(void **state)
{
	static const struct sample samples[] = {
	    {"|a|\n|-|\n|*b* `c`|", "TB1[RH[c(<+>a</>)]R[c(</>b</> <`>c</>)]]"},
	    {"|a|\n|-|\n|b\\|c|", "TB1[RH[c(<+>a</>)]R[c(b|c)]]"},
	    {"|a|\n|-|\n|`b\\|c`|", "TB1[RH[c(<+>a</>)]R[c(<`>b|c</>)]]"},
	    {"|a|b|\n|-|-|\n|`c|d`|", "TB2[RH[c(<+>a</>)c(<+>b</>)]"
				      "R[c(`c)c(d`)]]"},
	    {"|*a|b*|\n|-|-|", "TB2[RH[c(<+>*a</>)c(<+>b*</>)]]"},
	    {"|a|\n|-|\n|# b #|\n|- c|\n|C #|\n|###|",
		"TB1[RH[c(<+>a</>)]R[c(# b #)]R[c(- c)]R[c(C #)]R[c(###)]]"},
	    {"|a|\n|-|\n|<b>x</b>|", "TB1[RH[c(<+>a</>)]R[c(<*>x</>)]]"},
	    {"|a|\n|-|\n|[b](u)|", "TB1[RH[c(<+>a</>)]R[c(<@1>b</>)]] 1=u"},
	    {"|[a]|\n|-|\n|[B][a] ![c][d]|\n\n[a]: /u 't'\n[d]: <x y>",
		"TB1[RH[c(<@+1>a</>)]R[c(<@2>B</> <!3>c</>)]]"
		" 1=/u\"t\" 2=/u\"t\" 3!=x y"},
	    {"|[a]|\n|-|\n\n```\n[a]: /u\n```", "TB1[RH[c(<+>[a]</>)]]"
						"C(<|>[a]: /u</>)"},
	    {"|[a]|\n|-|\n\n[a]: /&amp;amp;\\<\\> \"&quot;\\\\\"",
		"TB1[RH[c(<@+1>a</>)]] 1=/&amp;<>\"\"\\\""},
	    {"|~~a~~|\n|-|\n|www.b.c|",
		"TB1[RH[c(<~+>a</>)]R[c(<@1>www.b.c</>)]] 1=https://www.b.c"},
	};

	(void)state;
	ASSERT_SAMPLES(samples);
}

static void
tables_stand_in_other_blocks(void **state)
{
	static const struct sample samples[] = {
	    {"> |a|\n> |-|\n> |b|\n\nc",
		"Q[TB1[RH[c(<>+>a</>)]R[c(<>>b</>)]]]P(c)"},
	    {">|a|\n  >|-|\n> |b|", "Q[TB1[RH[c(<>+>a</>)]R[c(<>>b</>)]]]"},
	    {"- |a|\n  |-|\n  |b|\n- c", "B[I[TB1[RH[c(<+>a</>)]R[c(b)]]]I[P(c)]]"},
	    {"> |a|\n> |-|\n|b|\nc",
		"Q[TB1[RH[c(<>+>a</>)]R[c(<>>b</>)]R[c(<>>c</>)]]]"},
	    {"|a|\n|-|\n|b|\n> |c|", "TB1[RH[c(<+>a</>)]R[c(b)]]Q[P(<>>|c|</>)]"},
	    {"x\n: |a|\n  |-|\n  |b|",
		"DL[DT(<=>x</>)DD[TB1[RH[c(<+>a</>)]R[c(b)]]]]"},
	    {"1. x\n\n   |a|\n   |-|", "N1~[I[P(x)TB1[RH[c(<+>a</>)]]]]"},
	    {"- > |a|\n  > |-|\n  > |>b|", "B[I[Q[TB1[RH[c(<>+>a</>)]"
					   "R[c(<>>>b</>)]]]]]"},
	    {"x[^1]\n\n[^1]: |a|\n    |-|", "P(x<@f1>¹</>)FN[F1[TB1[RH[c(<+>a</>)]]"
					    "P(<@f2>↩</>)]]"
					    " 1=#fn:1{a} 2=#fnref:1{¹}"},
	};

	(void)state;
	ASSERT_SAMPLES(samples);
}

static void
tildes_strike_text(void **state)
{
	static const struct sample samples[] = {
	    {"~~a b~~ c", "P(<~>a b</> c)"},
	    {"~a~", "P(<~>a</>)"},
	    {"a~~b~~c", "P(a<~>b</>c)"},
	    {"~~a\nb~~", "P(<~>a b</>)"},
	    {"x ~~~a~~~", "P(x ~~~a~~~)"},
	    {"~~a~", "P(~~a~)"},
	    {"~~a~ ~b~~", "P(~~a~ ~b~~)"},
	    {"~~ a~~", "P(~~ a~~)"},
	    {"~~a ~~", "P(~~a ~~)"},
	    {"~~a\n\nb~~", "P(~~a)P(b~~)"},
	    {"~~a ~b~ c~~", "P(<~>a b c</>)"},
	    {"~a ~~b~ c~~", "P(~a ~~b~ c~~)"},
	    {"~~*a* b~~", "P(</~>a</><~> b</>)"},
	    {"*~~a~~*", "P(</~>a</>)"},
	    {"~~[a](u)~~", "P(<@~1>a</>) 1=u"},
	    {"`~~a~~`", "P(<`>~~a~~</>)"},
	    {"\\~\\~a~~ \\~b~", "P(~~a~~ ~b~)"},
	    {"`\\~~a~~` ~~b~~", "P(<`>\\~~a~~</> <~>b</>)"},
	    {"http://a.b/~c/~d ~e~", "P(<@1>http://a.b/~c/~d</> <~>e</>)"
				     " 1=http://a.b/~c/~d"},
	};

	(void)state;
	ASSERT_SAMPLES(samples);
}

static void
addresses_in_text_are_links(void **state)
{
	static const struct sample samples[] = {
	    {"see http://a.b/c?d=e&f#g.", "P(see <@1>http://a.b/c?d=e&f#g</>.)"
					  " 1=http://a.b/c?d=e&f#g"},
	    {"(https://a.b/c(d)) x", "P((<@1>https://a.b/c(d)</>) x)"
				     " 1=https://a.b/c(d)"},
	    {"http://a.b/c;&hl; x", "P(<@1>http://a.b/c</>;&hl; x)"
				    " 1=http://a.b/c"},
	    {"www.a.b/c, x", "P(<@1>www.a.b/c</>, x) 1=https://www.a.b/c"},
	    {"xwww.a.b wwww.a.b www. www.a_b.c_",
		"P(xwww.a.b wwww.a.b www. www.a_b.c_)"},
	    {"a.b-c+d_e@f.g-h.i. x", "P(<@1>a.b-c+d_e@f.g-h.i</>. x)"
				     " 1=mailto:a.b-c+d_e@f.g-h.i"},
	    {"a@b a@b.c- a@b.c_ @b.c", "P(a@b a@b.c- a@b.c_ @b.c)"},
	    {"mailto:a@b.c", "P(<@1>mailto:a@b.c</>) 1=mailto:a@b.c"},
	    {"ftp://a.b javascript://a.b xhttp://a.b",
		"P(<@1>ftp://a.b</>"
		" javascript://a.b xhttp://a.b) 1=ftp://a.b"},
	    {"http:// http://_ http://a_b", "P(http:// http://_ http://a_b)"},
	    {"**http://a.b**", "P(<*@1>http://a.b</>) 1=http://a.b"},
	    {"[http://a.b](u) `http://a.b` <http://a.b>",
		"P(<@1>http://a.b</> <`>http://a.b</> <@2>http://a.b</>)"
		" 1=u 2=http://a.b"},
	    {"<i>http://a.b</i>", "P(</@1>http://a.b</>) 1=http://a.b"},
	    {"日本http://a.b/日本", "P(日本<@1>http://a.b/</>日本) 1=http://a.b/"},
	    {"# http://a.b", "H1(<@#1>http://a.b</>) 1=http://a.b"},
	    {"http://a.b/__c__/*d*_ *e*", "P(<@1>http://a.b/__c__/*d</>*_ </>e</>)"
					  " 1=http://a.b/__c__/*d"},
	    {"a\\@b.c http\\://a.b www\\.a.b", "P(a@b.c http://a.b www.a.b)"},
	};

	(void)state;
	ASSERT_SAMPLES(samples);
}

static void
tasks_are_open_or_done(void **state)
{
	static const struct sample samples[] = {
	    {"- [ ] a\n- [x] b\n* [X] c", "B[Io[P(a)]Ix[P(b)]]B[Ix[P(c)]]"},
	    {"1. [ ] a", "N1[Io[P(a)]]"},
	    {"- [ ]\n  a", "B[Io[P(a)]]"},
	    {"- [ ] **a**", "B[Io[P(<*>a</>)]]"},
	    {"- [ ]a\n- [y] b\n- [] c\n- \\[ ] d",
		"B[I[P([ ]a)]I[P([y] b)]I[P([] c)]I[P([ ] d)]]"},
	    {"[ ] a", "P([ ] a)"},
	    {"- a\n\n  [ ] b", "B~[I[P(a)P([ ] b)]]"},
	};

	(void)state;
	ASSERT_SAMPLES(samples);
}

static void
footnotes_are_collected_at_the_end(void **state)
{
	static const struct sample samples[] = {
	    {"a[^x].\n\n[^x]: b *c*\n", "P(a<@f1>¹</>.)"
					"FN[F1[P(b </>c</>\u00a0<@f2>↩</>)]]"
					" 1=#fn:1{b} 2=#fnref:1{¹.}"},
	    {"[^2] [^1]\n\n[^1]: a\n[^2]: b",
		"P(<@f1>¹</> <@f2>²</>)"
		"FN[F1[P(b\u00a0<@f3>↩</>)]F2[P(a\u00a0<@f4>↩</>)]]"
		" 1=#fn:1{b\u00a0↩} 2=#fn:2{a\u00a0↩} 3=#fnref:1{¹} 4=#fnref:2{²}"},
	    {"[^a] [^a]\n\n[^a]: b",
		"P(<@f1>¹</> <@f2>¹</>)"
		"FN[F1[P(b\u00a0<@f3>↩</> <@f4>↩</>)]] 1=#fn:1{b\u00a0↩}"
		" 2=#fn:1{b\u00a0↩} 3=#fnref:1{¹} 4=#fnref:1{¹}"},
	    {"a\n\n[^x]: unused", "P(a)"},
	    {"a[^none]", "P(a[^none])"},
	    {"[^1]: word\n\na [^1]", "P(a <@f1>¹</>)FN[F1[P(word\u00a0<@f2>↩</>)]]"
				     " 1=#fn:1{word\u00a0↩} 2=#fnref:1{¹}"},
	    {"a[^1]\n\n[^1]: b\n\n    c\n\n        d\n\n    - e\n\nf",
		"P(a<@f1>¹</>)P(f)FN[F1[P(b)P(c)C(<|>d</>)"
		"B[I[P(e\u00a0<@f2>↩</>)]]]] 1=#fn:1{b} 2=#fnref:1{¹}"},
	    {"a[^1]\n[^1]: b", "P(a<@f1>¹</>)FN[F1[P(b\u00a0<@f2>↩</>)]]"
			       " 1=#fn:1{b\u00a0↩} 2=#fnref:1{¹}"},
	    {"a[^1]\n\n[^1]:\n    ```\n    c\n    ```",
		"P(a<@f1>¹</>)"
		"FN[F1[C(<|>c</>)P(<@f2>↩</>)]] 1=#fn:1{c} 2=#fnref:1{¹}"},
	    {"a[^1]\n\n[^1]: b[^2]\n[^2]: c",
		"P(a<@f1>¹</>)"
		"FN[F1[P(b<@f2>²</>\u00a0<@f3>↩</>)]F2[P(c\u00a0<@f4>↩</>)]]"
		" 1=#fn:1{b²\u00a0↩} 2=#fn:2{c\u00a0↩} 3=#fnref:1{¹}"
		" 4=#fnref:2{²\u00a0↩}"},
	    {"> a[^1]\n>\n> [^1]: b",
		"Q[P(<>>a</><@>f1>¹</>)]"
		"FN[F1[P(b\u00a0<@f2>↩</>)]] 1=#fn:1{b\u00a0↩} 2=#fnref:1{¹}"},
	    {"```\n[^1]: a\n```\n[^1]", "C(<|>[^1]: a</>)P([^1])"},
	    {"```\n```\n[^1]: a\n\n[^1]",
		"P(<@f1>¹</>)"
		"FN[F1[P(a\u00a0<@f2>↩</>)]] 1=#fn:1{a\u00a0↩} 2=#fnref:1{¹}"},
	    {"    [^1]: a\n\n[^1]", "C(<|>[^1]: a</>)P([^1])"},
	    {"<pre>\n[^1]: a\n</pre>", "C(<|>[^1]: a</>)"},
	    {"[x[^1]](u)\n\n[^1]: b",
		"P(<@1>x</><@f1>¹</>)"
		"FN[F1[P(b\u00a0<@f2>↩</>)]] 1=u 2=#fnref:1{¹}"},
	    {"`[^1]` \\[^1] [^1]\n\n[^1]: a",
		"P(<`>[^1]</> [^1] <@f1>¹</>)"
		"FN[F1[P(a\u00a0<@f2>↩</>)]] 1=#fn:1{a\u00a0↩} 2=#fnref:1{¹}"},
	    {"- a[^1]\n\n+ b\n\n[^1]: c",
		"B[I[P(a<@f1>¹</>)]]B~[I[P(b)]]"
		"FN[F1[P(c\u00a0<@f2>↩</>)]] 1=#fn:1{c\u00a0↩} 2=#fnref:1{¹}"},
	};

	(void)state;
	ASSERT_SAMPLES(samples);
}

static void
definitions_follow_their_terms(void **state)
{
	static const struct sample samples[] = {
	    {"a\n: b", "DL[DT(<=>a</>)DD[P(b)]]"},
	    {"a\nb\n: c\n: d", "DL[DT(<=>a</>)DT(<=>b</>)DD[P(c)]DD[P(d)]]"},
	    {"a\n\n: b\n\n  c\n\n      d", "DL[DT(<=>a</>)DD[P(b)P(c)C(<|>d</>)]]"},
	    {"a\n: b\n\nc\n: d\n\ne",
		"DL[DT(<=>a</>)DD[P(b)]DT(<=>c</>)DD[P(d)]]P(e)"},
	    {"*a\nb* c\n: d", "DL[DT(</=>a b</><=> c</>)DD[P(d)]]"},
	    {"a\n:   b\n    - c", "DL[DT(<=>a</>)DD[P(b)B[I[P(c)]]]]"},
	    {"> a\n> : b", "Q[DL[DT(<>=>a</>)DD[P(<>>b</>)]]]"},
	    {"- a\n  : b\n- c", "B[I[DL[DT(<=>a</>)DD[P(b)]]]I[P(c)]]"},
	    {"- a\n: b", "B[I[P(a : b)]]"},
	    {": a", "P(: a)"},
	    {"# a\n: b", "H1(<#>a</>)P(: b)"},
	    {"a\n:b", "P(a :b)"},
	    {"a\n:\nb", "P(a : b)"},
	    {"```\na\n: b\n```", "C(<|>a$: b</>)"},
	};

	(void)state;
	ASSERT_SAMPLES(samples);
}

static void
alerts_are_quotes_with_a_mark(void **state)
{
	static const struct sample samples[] = {
	    {"> [!NOTE]\n> a", "A0[P(a)]"},
	    {"> [!tip]\n>\n> a\n> - b", "A1[P(a)B[I[P(b)]]]"},
	    {"> [!Important] Some *title*\n> a", "A2:Some title[P(a)]"},
	    {"> [!WARNING]+\n> a", "A3[P(a)]"},
	    {"> [!CAUTION]- x\n> a\n\nb", "A4:x[P(a)]P(b)"},
	    {"> [!OTHER]\n> a", "Q[P(<>>[!OTHER] a</>)]"},
	    {"> [!NOTE]x\n> a", "Q[P(<>>[!NOTE]x a</>)]"},
	    {"> a\n> [!NOTE]", "Q[P(<>>a [!NOTE]</>)]"},
	    {"[!NOTE]\na", "P([!NOTE] a)"},
	    {"> > [!NOTE]\n> > a", "Q[A0[P(<>>a</>)]]"},
	    {"> \\[!NOTE]\n> a", "Q[P(<>>[!NOTE] a</>)]"},
	};

	(void)state;
	ASSERT_SAMPLES(samples);
}

static void
attributes_are_taken_off(void **state)
{
	static const struct sample samples[] = {
	    {"# a {#b .c}", "H1(<#>a</>)"},
	    {"## a {#b} ##", "H2(<#>a</>)"},
	    {"a {.b}\n===", "H1(<#>a</>)"},
	    {"# a {b=\"c d\" e=f}", "H1(<#>a</>)"},
	    {"# a {b}", "H1(<#>a {b}</>)"},
	    {"# f{x}", "H1(<#>f{x}</>)"},
	    {"a\n{.b}\n\nc", "P(a)P(c)"},
	    {"a {.b}", "P(a {.b})"},
	    {"{.b}", "P({.b})"},
	    {"```\na\n```\n{.b}", "C(<|>a</>)"},
	    {"a\n\n{.b}", "P(a)P({.b})"},
	    {"|a|\n|-|\n|b|\n{.c}", "TB1[RH[c(<+>a</>)]R[c(b)]]"},
	    {"```go {.b}\na\n```\n```{.c}\nd\n```", "C:go(<|>a</>)C(<|>d</>)"},
	};

	(void)state;
	ASSERT_SAMPLES(samples);
}

static void
links_lead_to_headings(void **state)
{
	static const struct sample samples[] = {
	    {"[x](#a-b)\n\n# A *b*!",
		"P(<@1>x</>)H1(<#>A </></#>b</><#>!</>) 1=#a-b{A}"},
	    {"[x](#c)\n\n# A {#c}", "P(<@1>x</>)H1(<#>A</>) 1=#c{A}"},
	    {"[x](#a-1) [y](#a)\n\n# a\n\n## A", "P(<@1>x</> <@2>y</>)H1(<#>a</>)"
						 "H2(<#>A</>) 1=#a-1{A} 2=#a{a}"},
	    {"[x](#%C3%89)\n\n# É", "P(<@1>x</>)H1(<#>É</>) 1=#%C3%89"},
	    {"[x](#%C3%A9)\n\n# É", "P(<@1>x</>)H1(<#>É</>) 1=#%C3%A9{É}"},
	    {"[x](#none) [y](#)\n\n# a", "P(<@1>x</> <@2>y</>)H1(<#>a</>)"
					 " 1=#none 2=#"},
	};

	(void)state;
	ASSERT_SAMPLES(samples);
}

static void
every_beginning_is_sound(void **state)
{
	static const char text[] =
	    "a[^1] ~~b~~ http://c.d/_e_ [x](#h)\n\n|a|`b`|\n|-|:-:|\n|[r]|\\||\n"
	    "t\n: d\n\n  [^1]: z\n\n> [!NOTE] t\n> - [x] *y\n\n# h {#i .j}\n{.k}\n"
	    "[^1]: n[^1]\n\n        code\n[r]: u\n\\~\\[^1]";
	const struct str whole = {text, sizeof(text) - 1};

	(void)state;
	for (size_t length = 0; length <= whole.length; length++) {
		struct document *document =
		    document_parse(NULL, str_slice(whole, 0, length));

		assert_sound(document);
		document_free(document);
	}
}

/* Not random() so that every run on every machine has the same documents. */
static unsigned
next_random(unsigned *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 16;
}

static void
random_documents_are_sound(void **state)
{
	static const char *const parts[] = {"|", "|", "-", "|-|-|\n", "|-|\n", "\n",
	    "\n", "\n\n", "a", "b ", " ", "    ", "\t", "> ", "- ", "1. ", "+ ",
	    ": ", "\n: ", "[^1]", "[^1]: ", "\n[^1]: ", "[^2]", "\n\n[^2]: ", "~",
	    "~~", "*", "_", "**", "`", "```\n", "~~~\n", "http://a.b/", "www.c.d",
	    "e@f.g", "(", ")", "]", "[", "[x]", "[ ] ", "[x](#h)", "\n[x]: /u\n",
	    "# ", "\n# h\n", "{#i .j}", "{.k}", "[!NOTE]", "\n> [!TIP] ", "\\",
	    "\\~", "\\[", "<b>", "</b>", "<!-- ", "-->", "<pre>", "<table><td>",
	    "</table>", "&amp;", "\r", "\xC3", "日", "\uFDD4", "\uFEFF",
	    "{{< x >}}", "<div>\n", "</div>", "<li>"};
	unsigned seed = 1;

	(void)state;
	for (int i = 0; i < 4000; i++) {
		struct strbuf text = {0};
		struct document *document;

		for (unsigned count = next_random(&seed) % 60; count; count--)
			strbuf_append_string(
			    &text, parts[next_random(&seed) %
					 (sizeof(parts) / sizeof(*parts))]);
		document = document_parse(NULL, strbuf_str(&text));
		assert_sound(document);
		document_free(document);
		strbuf_clear(&text);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(tables_have_rows_of_cells),
	    cmocka_unit_test(a_long_paragraph_above_a_table_is_one),
	    cmocka_unit_test(what_underlines_a_table_is_a_rule_or_a_row),
	    cmocka_unit_test(what_is_no_table_stays_text),
	    cmocka_unit_test(cells_hold_what_a_line_can_hold),
	    cmocka_unit_test(tables_stand_in_other_blocks),
	    cmocka_unit_test(tildes_strike_text),
	    cmocka_unit_test(addresses_in_text_are_links),
	    cmocka_unit_test(tasks_are_open_or_done),
	    cmocka_unit_test(footnotes_are_collected_at_the_end),
	    cmocka_unit_test(definitions_follow_their_terms),
	    cmocka_unit_test(alerts_are_quotes_with_a_mark),
	    cmocka_unit_test(attributes_are_taken_off),
	    cmocka_unit_test(links_lead_to_headings),
	    cmocka_unit_test(every_beginning_is_sound),
	    cmocka_unit_test(random_documents_are_sound),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
