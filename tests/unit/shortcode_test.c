/* SPDX-License-Identifier: Apache-2.0 */
/* Hugo's shortcodes, as blocks and runs; outline.h says how they are written. */
#include <time.h>
#include "outline.h"

/* What stands for a shortcode inside of the program. */
#define MARK "\uFDD0\x30\uFDD1"
#define REPLACED_MARK "P(\uFFFD\x30\uFDD1 a)"

static void
what_is_known_is_what_it_means(void **state)
{
	static const struct outline_sample samples[] = {
	    {"[a]({{< ref \"b/c.md#d\" >}}) {{% relref path=`e` %}}",
		"P(<@1>a</> e) 1=b/c.md#d"},
	    {"[a][b]\n\n[b]: {{< ref \"c\" >}}", "P(<@1>a</>) 1=c"},
	    {"<a href=\"{{< ref \"b\" >}}\">a</a>", "P(<@1>a</>) 1=b"},
	    {"{{< youtube abc >}} {{< vimeo id=1 title=\"T\" >}}",
		"P(<@1>YouTube video</> <@2>T</>)"
		" 1=https://www.youtube.com/watch?v=abc 2=https://vimeo.com/1"},
	    {"{{< gist a b >}}",
		"P(<@1>gist a/b</>) 1=https://gist.github.com/a/b"},
	    {"{{< figure src=\"a.png\" alt=\"b\" title=t caption=\"c *d*\" >}}\ne",
		"P(<!1>b</>)P(<*,>t</>)P(<,>c </></,>d</>)P(e) 1!=a.png"},
	    {"{{< highlight go \"x=1\" >}}\na *b* \"c\" <d>\n{{< /highlight >}}",
		"C:go(a *b* \"c\" <d>)"},
	    {"{{< details summary=\"a *b*\" >}}\nc\n{{< /details >}}\nd",
		"P(<*>a </><*/>b</>)P(c)P(d)"},
	    {"{{% alert title=\"t\" color=\"warning\" %}}\n- a\n{{% /alert %}}\nb",
		"A3:t[B[I[P(a)]]]P(b)"},
	    {"{{% pageinfo %}}\na\n{{% /pageinfo %}}", "Q[P(a)]"},
	    {"{{< readfile file=\"a.md\" >}}", "P(<@1>a.md</>) 1=a.md"},
	    {"{{< param \"v\" >}}", "P(<{>v</>)"},
	    {"{{% comment %}}\na\n{{% /comment %}}\nb", "P(b)"},
	};

	(void)state;
	ASSERT_OUTLINES(samples);
}

static void
tabs_and_cards_have_their_header_in_bold(void **state)
{
	static const struct outline_sample samples[] = {
	    {"{{< tabpane >}}\n{{< tab header=\"Go\" lang=\"go\" >}}\na\n  b\n"
	     "{{< /tab >}}\n{{% tab header=\"X\" %}}\n*c*\n{{% /tab %}}\n"
	     "{{< /tabpane >}}",
		"P(<*>Go</>)C:go(a$  b)P(<*>X</>)P(</>c</>)"},
	    {"{{< tabpane text=true >}}\n    {{< tab \"A\" >}}\n*b*\n    "
	     "{{< /tab >}}\n{{< /tabpane >}}",
		"P(<*>A</>)P(</>b</>)"},
	    {"{{% card header=\"h\" footer=\"f\" %}}\na\n{{% /card %}}",
		"P(<*>h</>)P(a)P(f)"},
	    {"{{< imgproc a Fit \"1x1\" >}}\n*b*\n{{< /imgproc >}}",
		"P(<!1>a</>)P(</,>b</>) 1!=a"},
	};

	(void)state;
	ASSERT_OUTLINES(samples);
}

static void
of_others_the_name_is_shown_and_what_is_inside(void **state)
{
	static const struct outline_sample samples[] = {
	    {"a {{< b c=d >}} e", "P(a <{>‹b›</> e)"},
	    {"{{% b %}}\n*c*\n{{% /b %}}", "P(<{>‹b›</>)P(</>c</>)"},
	    {"{{< b >}}{{< c />}}d{{< /b >}}", "P(<{>‹b›‹c›</>d)"},
	    {"{{< a >}}{{< /b >}}c", "P(<{>‹a›</>c)"},
	    {"{{< /a >}}b", "P(b)"},
	};

	(void)state;
	ASSERT_OUTLINES(samples);
}

static void
what_is_escaped_or_broken_is_text(void **state)
{
	static const struct outline_sample samples[] = {
	    {"{{</* a */>}} {{%/* /b */%}}", "P({{< a >}} {{% /b %}})"},
	    {"a {{< b", "P(a {{< b)"},
	    {"{{< >}} {{%%}} {{a}} {{</* b", "P({{< >}} {{%%}} {{a}} {{</* b)"},
	    {"{{< a {{< b >}}", "P({{< a <{>‹b›</>)"},
	};

	(void)state;
	ASSERT_OUTLINES(samples);
}

/* Hugo replaces them there too. */
static void
in_code_stands_their_text(void **state)
{
	static const struct outline_sample samples[] = {
	    {"`{{< ref \"a\" >}}` `{{</* b */>}}`", "P(<`>a</> <`>{{< b >}}</>)"},
	    {"```\n{{< ref \"a\" >}}\n{{</* b */>}}\n```", "C(a${{< b >}})"},
	    {"`{{< a >}}`", "P(<`>{{< a >}}</>)"},
	};

	(void)state;
	ASSERT_OUTLINES(samples);
}

static void
blocks_stay_in_their_containers(void **state)
{
	static const struct outline_sample samples[] = {
	    {"> {{% alert %}}\n> a\n> {{% /alert %}}\n> b", "Q[A0[P(a)]P(b)]"},
	    {"- a\n\n  {{% alert %}}\n  b\n  {{% /alert %}}\n- c",
		"B~[I[P(a)A0[P(b)]]I[P(c)]]"},
	    {"- {{% alert %}}\n  a\n  {{% /alert %}}\n\nb", "B~[I[A0[P(a)]]]P(b)"},
	    {"{{% alert %}}\n> a", "A0[Q[P(a)]]"},
	    {"a {{% alert %}}b{{% /alert %}} c", "P(a)A0[P(b)]P(c)"},
	    {"# a {{% alert %}}b{{% /alert %}}", "H1(a $b)"},
	    {"<div>\n{{% alert %}}a{{% /alert %}}\n</div>", "A0[P(a)]"},
	};

	(void)state;
	ASSERT_OUTLINES(samples);
}

static void
arguments_are_read_in_all_their_forms(void **state)
{
	static const struct outline_sample samples[] = {
	    {"{{< ref \"a \\\"b\\\"\" >}}", "P(a \"b\")"},
	    {"{{< ref `a \"b\" >}}` >}}", "P(a \"b\" >}})"},
	    {"{{<ref a>}}", "P(a)"},
	    {"{{< ref path=a >}} {{< ref path=\"a b\" x=y >}}", "P(a a b)"},
	    {"{{< ref\n\"a\"\n>}}", "P(a)"},
	    {"{{< ref \"<b>&amp;\" >}}", "P(<b>&amp;)"},
	    {"{{< ref \"\\\" >}}", "P({{< ref “\" >}})"},
	    {MARK " {{< ref a >}}", REPLACED_MARK},
	};

	(void)state;
	ASSERT_OUTLINES(samples);
}

/* Each about 1 MB, and done in a moment. */
static void
hostile_shortcodes_take_linear_time(void **state)
{
	static const char *const pieces[] = {"{{< a >}}", "{{% alert %}}\n",
	    "{{< a \"", "{{</*", "{{< /a >}}", "{{< a >}}{{< b >}}{{< /a >}}",
	    "> {{% alert %}}\n", "{{< ", "{{< highlight x >}}",
	    "{{< figure caption=", "{{< figure src=a caption=\"*b*\" >}}",
	    "{{% details %}}{{% /details %}}", "{{< tabpane >}}{{< tab >}}",
	    MARK "{{< ref a >}}"};

	(void)state;
	for (size_t i = 0; i < sizeof(pieces) / sizeof(*pieces); i++) {
		struct strbuf text = {0};
		const clock_t start = clock();
		struct document *document;

		for (size_t j = 0; text.length < 1000000; j++)
			strbuf_append_string(&text, pieces[i]);
		document = document_parse(NULL, strbuf_str(&text));
		assert_blocks_sound(document);
		if (clock() - start > 10 * CLOCKS_PER_SEC)
			fail_msg("%s: too slow", pieces[i]);
		document_free(document);
		strbuf_clear(&text);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_is_known_is_what_it_means),
	    cmocka_unit_test(tabs_and_cards_have_their_header_in_bold),
	    cmocka_unit_test(of_others_the_name_is_shown_and_what_is_inside),
	    cmocka_unit_test(what_is_escaped_or_broken_is_text),
	    cmocka_unit_test(in_code_stands_their_text),
	    cmocka_unit_test(blocks_stay_in_their_containers),
	    cmocka_unit_test(arguments_are_read_in_all_their_forms),
	    cmocka_unit_test(hostile_shortcodes_take_linear_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
