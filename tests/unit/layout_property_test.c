/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Random documents at random widths, made of every construct there is, each in
 * each other, and of broken pieces of them: page_problem.h says what has to be
 * true of their pages. The same seeds each time;
 *	SEED=N build/tests/unit/layout_property_test
 * tries another one, and ROUNDS=N so many from there on. What failed is told
 * with its seed and width, and with SEED its Markdown is printed.
 */
#include "unit.h"
#include "cnai/cluster.h"
#include "cnai/document.h"
#include "cnai/transliterate.h"
#include "made_document.h"
#include "page_problem.h"
#include "random.h"

static const char *
pick(const char *const *texts, size_t count, unsigned *seed)
{
	return texts[next_random(seed) % count];
}

/* Markdown that is what it seems. */

struct writer {
	struct strbuf *markdown;
	unsigned seed;
	int depth;
	int notes; /* footnotes that were referred to */
};

#define PICK(texts, seed) pick(texts, sizeof(texts) / sizeof(*(texts)), seed)

static void
add(struct writer *writer, const char *text)
{
	strbuf_append_string(writer->markdown, text);
}

static void add_inlines(struct writer *writer);
static void add_blocks(struct writer *writer);

/* What is in lines. */

static void
add_word(struct writer *writer)
{
	static const char *const words[] = {"word", "prose", "a", "and", "so,",
	    "end.", "\"quoted\"", "it's", "--", "...", "12.5", "日本語の文。",
	    "「括弧」", "漢字", "\U0001F680", "\U0001F469\u200D\U0001F680",
	    "cafe\u0301", "\u0301", "zero\u200Bwidth", "fixed\u00A0blank",
	    "averyveryverylongwordwithoutanybreak", "well-known", "--option",
	    "and/or", "/path/to/file", ":rocket:", ":none:", "&amp;", "&#27;[31m",
	    "&#x202E;", "&#x9b;", "\u2028", "\U000E0041", "\\*", "\xff", "\x1b[1m",
	    "x<sub>2</sub>", "<br>", "<!-- not here -->", "<kbd>Ctrl</kbd>",
	    "<img src=\"a.png\" alt=\"picture\">", "<a href=\"https://a.b/\"></a>",
	    "<q>said <q>twice</q></q>", "<span hidden>never</span>", "<u>under",
	    "https://example.org/a/long/path-with/parts?one=1&two=2",
	    "www.example.org", "ada@example.org", "<https://a.b/c-d>",
	    "![](image.png)", "![picture of it](a.png \"title\")",
	    "[](https://e.f)", "[a.b](https://c.d/)", "[name]", "[Name][]",
	    "{{< param \"x\" >}}", "{{< ref \"a.md\" >}}", "{{< other 1 >}}",
	    "`code  span`", "``a ` b``"};

	add(writer, PICK(words, &writer->seed));
}

static void
add_around(struct writer *writer, const char *before, const char *behind)
{
	add(writer, before);
	add_inlines(writer);
	add(writer, behind);
}

static void
add_inline(struct writer *writer)
{
	static const struct {
		const char *before, *behind;
	} marks[] = {{"*", "*"}, {"**", "**"}, {"~~", "~~"}, {"***", "***"},
	    {"[", "](https://a.b/c)"}, {"[", "](#heading \"title\")"},
	    {"[", "][name]"}, {"![", "](b.png)"}, {"<b>", "</b>"},
	    {"<a href=x>", "</a>"}, {"<del>", "</del>"}};
	const unsigned choice = next_random(&writer->seed) % 40;

	if (choice < sizeof(marks) / sizeof(*marks) && writer->depth < 6)
		add_around(writer, marks[choice].before, marks[choice].behind);
	else if (choice == 39)
		strbuf_printf(writer->markdown, "[^%d]", ++writer->notes);
	else
		add_word(writer);
}

static void
add_inlines(struct writer *writer)
{
	const unsigned count = 1 + next_random(&writer->seed) % 6;

	writer->depth++;
	for (unsigned i = 0; i < count; i++) {
		if (i)
			add(writer, next_random(&writer->seed) % 9 ? " " : "");
		add_inline(writer);
	}
	writer->depth--;
}

/* Blocks. */

/* What ADD writes, with FIRST before its first line and OTHER before others. */
static void
add_prefixed(struct writer *writer, void (*add_inner)(struct writer *writer),
    const char *first, const char *other)
{
	struct strbuf inner = {0}, *outer = writer->markdown;
	const char *line;

	writer->markdown = &inner;
	add_inner(writer);
	writer->markdown = outer;
	add(writer, first);
	for (line = inner.data ? inner.data : ""; *line;) {
		const size_t length = strcspn(line, "\n");

		strbuf_append(outer, (struct str){line, length});
		add(writer, "\n");
		line += length + (line[length] == '\n');
		if (*line)
			add(writer, other);
	}
	strbuf_clear(&inner);
}

static void
add_paragraph(struct writer *writer)
{
	static const char *const breaks[] = {"\n", "\n", "  \n", "\\\n"};
	static const char *const attributes[] = {"", "", "", "\n{.lead #id}"};

	for (unsigned lines = next_random(&writer->seed) % 3; lines; lines--) {
		add_inlines(writer);
		add(writer, PICK(breaks, &writer->seed));
	}
	add_inlines(writer);
	add(writer, PICK(attributes, &writer->seed));
	add(writer, "\n");
}

static void
add_heading(struct writer *writer)
{
	static const char *const marks[] = {"# ", "## ", "### ", "###### "};
	static const char *const ends[] = {"\n", " ##\n", " {#id .class}\n"};

	if (next_random(&writer->seed) % 4 == 0) {
		add_inlines(writer);
		add(writer, "\n=====\n");
		return;
	}
	add(writer, PICK(marks, &writer->seed));
	add_inlines(writer);
	add(writer, PICK(ends, &writer->seed));
}

static void
add_item_blocks(struct writer *writer)
{
	static const char *const tasks[] = {"", "", "", "[ ] ", "[x] "};

	add(writer, PICK(tasks, &writer->seed));
	if (next_random(&writer->seed) % 3)
		add_paragraph(writer);
	else
		add_blocks(writer);
}

static void
add_list(struct writer *writer)
{
	static const char *const gaps[] = {"", "", "\n"};
	const char *gap = PICK(gaps, &writer->seed);
	const bool is_ordered = next_random(&writer->seed) % 2;
	unsigned number = next_random(&writer->seed) % 120;

	for (unsigned i = 1 + next_random(&writer->seed) % 4; i; i--) {
		char marker[16], blanks[16];

		snprintf(
		    marker, sizeof(marker), is_ordered ? "%u. " : "- ", number++);
		memset(blanks, ' ', sizeof(blanks));
		blanks[strlen(marker)] = '\0';
		add_prefixed(writer, add_item_blocks, marker, blanks);
		add(writer, gap);
	}
}

static void
add_quote(struct writer *writer)
{
	static const char *const heads[] = {
	    "", "", "> [!NOTE]\n", "> [!tip] A *title*\n", "> [!CAUTION]\n>\n"};

	add(writer, PICK(heads, &writer->seed));
	add_prefixed(writer, add_blocks, "> ", "> ");
}

static void
add_definitions(struct writer *writer)
{
	static const char *const gaps[] = {"", "\n"};

	for (unsigned i = 1 + next_random(&writer->seed) % 3; i; i--) {
		add_inlines(writer);
		add(writer, "\n");
		add(writer, PICK(gaps, &writer->seed));
		add_prefixed(writer, add_paragraph, ": ", "  ");
		add(writer, "\n");
	}
}

static void
add_code(struct writer *writer)
{
	static const char *const codes[] = {
	    "```go {.b}\nfunc main() {\n\treturn\n}\n```\n",
	    "~~~\na line of code that is too long for most widths\n\n\n~~~\n",
	    "    indented\n\n    \tcode 日本\n", "```\n\tcode\twith tabs\n",
	    "```\n\u202Eevil\u2069 \x1b[31m\n```\n",
	    "{{< highlight c >}}\nint i;\n{{< /highlight >}}\n"};

	add(writer, PICK(codes, &writer->seed));
}

static void
add_table(struct writer *writer)
{
	static const char *const rulers[] = {"|---", "|:--", "|:-:", "|--:"};
	static const char *const cells[] = {"", "a", "`x \\| y`", "\\|", "12.5",
	    "two words", "漢字 かな", "averyveryverylongwordwithoutanybreak",
	    "a cell with quite a lot of words in it", "<br>line<br>line"};
	const unsigned columns = 1 + next_random(&writer->seed) % 6;
	const unsigned rows = 2 + next_random(&writer->seed) % 4;

	for (unsigned row = 0; row < rows; row++) {
		for (unsigned i = 0; i < columns; i++) {
			if (row == 1) {
				add(writer, PICK(rulers, &writer->seed));
				continue;
			}
			add(writer, "| ");
			if (next_random(&writer->seed) % 4)
				add(writer, PICK(cells, &writer->seed));
			else
				add_inlines(writer);
			add(writer, " ");
		}
		add(writer, "|\n");
	}
}

static void
add_html(struct writer *writer)
{
	static const char *const htmls[] = {
	    "<details><summary>Sum</summary>\n\ninside *it*\n\n</details>\n",
	    "<table><caption>Of it</caption><tr><th>A<th colspan=2>B</table>\n",
	    "<table><tr><td rowspan=2>1<td align=right>2<tr><td colspan=9>4\n",
	    "<ul><li>one<ol start=9><li>nine<li>ten</ol><li>two</ul>\n",
	    "<dl><dt>Term<dd>Meaning<dd>Other</dl>\n", "<hr>\n", "<div>\n\n",
	    "</div>\n", "<pre>\n  pre  <b>formatted</b>\n</pre>\n",
	    "<blockquote>said <i>so</blockquote> again</i>\n",
	    "<figure><img src=f.png><figcaption>Caption</figcaption></figure>\n",
	    "<style>\na {}\n\nb {}\n</style>\n", "<!-- one\n\ntwo -->\n",
	    "<center>in the middle</center>\n", "<p>paragraph <unknown>text\n",
	    "<h2>A heading</h2>\n", "<td>\n\n", "</table>\n", "<li>lost\n"};

	add(writer, PICK(htmls, &writer->seed));
}

static void
add_shortcode(struct writer *writer)
{
	static const struct {
		const char *before, *behind;
	} codes[] = {{"{{% alert title=\"Warn\" color=\"warning\" %}}\n",
			 "{{% /alert %}}\n"},
	    {"{{% pageinfo %}}\n", "{{% /pageinfo %}}\n"},
	    {"{{< tabpane text=true >}}\n{{% tab header=\"One\" %}}\n",
		"{{% /tab %}}\n{{< /tabpane >}}\n"},
	    {"{{< tabpane >}}\n{{< tab header=\"One\" lang=\"go\" >}}\n",
		"{{< /tab >}}\n{{< /tabpane >}}\n"},
	    {"{{< card header=\"**Head**\" footer=\"Foot\" >}}\n",
		"{{< /card >}}\n"},
	    {"{{< details summary=\"More\" >}}\n", "{{< /details >}}\n"},
	    {"{{< unknown a=b >}}\n", "{{< /unknown >}}\n"},
	    {"{{< figure src=\"a.png\" title=\"T\" caption=\"C\" >}}\n", ""},
	    {"{{< youtube abc >}}\n", ""}, {"{{</* escaped */>}}\n", ""}};
	const size_t choice =
	    next_random(&writer->seed) % (sizeof(codes) / sizeof(*codes));

	add(writer, codes[choice].before);
	if (*codes[choice].behind)
		add_blocks(writer);
	add(writer, codes[choice].behind);
}

static void
add_rule(struct writer *writer)
{
	add(writer, "\n---\n");
}

static void
add_blocks(struct writer *writer)
{
	static void (*const kinds[])(struct writer * writer) = {add_paragraph,
	    add_paragraph, add_paragraph, add_heading, add_list, add_list,
	    add_quote, add_definitions, add_code, add_table, add_html,
	    add_shortcode, add_rule};
	const size_t count = sizeof(kinds) / sizeof(*kinds);

	if (writer->depth >= 4) {
		add_paragraph(writer);
		return;
	}
	writer->depth++;
	for (unsigned i = 1 + next_random(&writer->seed) % 4; i; i--) {
		kinds[next_random(&writer->seed) % count](writer);
		add(writer, i > 1 ? "\n" : "");
	}
	writer->depth--;
}

static void
add_whole_document(struct writer *writer)
{
	for (unsigned i = next_random(&writer->seed) % 4; i; i--) {
		add_blocks(writer);
		add(writer, "\n");
	}
	add(writer, "\n[name]: https://name.example/ \"Name\"\n\n");
	for (int note = 1; note <= writer->notes && note < 50; note++) {
		struct strbuf mark = {0};

		strbuf_printf(&mark, "[^%d]: ", note);
		add_prefixed(writer, add_paragraph, mark.data, "    ");
		add(writer, "\n");
		strbuf_clear(&mark);
	}
}

/* Pieces that are strewn about, so that what they begin is not ended. */
static void
add_pieces(struct writer *writer)
{
	static const char *const pieces[] = {"word ", "words of prose, and more. ",
	    "*emphasis* ", "**strong", "** ", "`code  span` ",
	    "[link](https://a.b/c) ", "![](image.png)", "\n", "\n\n", "\n\n",
	    "  \n", "# ", "## ", "### ", "- ", "  - ", "    - ", "1. ", "99. ",
	    "> ", "> > ", "\n---\n", "```\n", "\tcode\twith tabs\n",
	    "    indented ", "日本語。", "日", "\U0001F680", "cafe\u0301", "\u0301",
	    "\u200B", "\u00A0", "\xff", "\x1b[31m", "&#27;", "&#x9b;", "&#9;",
	    "&#10;", "<b>", "<br>", "</div>\n", "<div>",
	    "averyveryverylongwordwithoutanybreak", "well-known ", "--option ",
	    "<https://a.b/c-d> ", "[](https://e.f/g?h) ", "/path/to/file", "   ",
	    "( ", "\\\n", "&nbsp;", "\u2028", "\U000E0041", "\r\n", "|", "|-|-|\n",
	    "~~", "[^1]", "[^1]: ", ": ", "{{< tab >}}", "{{< /tab >}}", "<table>",
	    "<td>", "<li>", "<pre>", "<a href=x>", "</a>", "<!--", "-->", "[!NOTE]",
	    "{.c}", "~", "_"};

	for (unsigned count = next_random(&writer->seed) % 120; count; count--)
		add(writer, PICK(pieces, &writer->seed));
}

/* Blocks that are made, not read: also those that no Markdown makes. */

static const char *const cell_texts[] = {"", "", "a", "word", "12.5", "two words",
    "a cell with quite a lot of words in it", "line\nbreak", "日本語の文。", "日",
    "averyveryverylongwordwithoutanybreak", "cafe\u0301 \u0301", "\u200B",
    "\U0001F680"};
static const unsigned cell_styles[] = {0, STYLE_STRONG, STYLE_STRUCK, STYLE_LINK};

static void
add_random_cell(struct made *made, unsigned *seed)
{
	made_enter(made, (struct block){.kind = BLOCK_TABLE_CELL,
			     .alignment = (enum alignment)(next_random(seed) % 4)});
	for (unsigned runs = next_random(seed) % 3; runs > 0; runs--) {
		const char *text = PICK(cell_texts, seed);
		unsigned styles =
		    cell_styles[next_random(seed) %
				(sizeof(cell_styles) / sizeof(*cell_styles))];

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

/* The properties. */

enum { ROUNDS = 1500 };

static struct strbuf
random_markdown(unsigned seed)
{
	struct strbuf markdown = {0};
	struct writer writer = {.markdown = &markdown, .seed = seed * 2654435761U};

	strbuf_append_string(&markdown, "");
	if (next_random(&writer.seed) % 3)
		add_whole_document(&writer);
	else
		add_pieces(&writer);
	return markdown;
}

static int
random_width(unsigned *seed)
{
	static const int fixed[] = {1, 2, 3, 4, 5, 20, 80, 200};
	const size_t choice = next_random(seed) % 16;

	return choice < sizeof(fixed) / sizeof(*fixed)
		   ? fixed[choice]
		   : 1 + (int)next_random(seed) % 200;
}

static void
check_widths(const struct document *document, unsigned first_seed)
{
	unsigned seed = first_seed * 69069U;

	for (int i = 0; i < 3; i++) {
		const bool has_numbers = next_random(&seed) % 2;
		const struct layout_options options = {.width = random_width(&seed),
		    .number_links = has_numbers,
		    .list_urls = has_numbers,
		    .draws_struck = next_random(&seed) % 2,
		    .wrap_code = true};
		struct page *page = page_layout(document, &options);
		const char *problem = page_problem(page);

		if (problem)
			fail_msg("SEED=%u, width %d: %s", first_seed, options.width,
			    problem);
		page_free(page);
	}
}

/* Else what is said of all pages would say little. */
static void
random_documents_have_every_kind_of_block(void **state)
{
	bool is_there[BLOCK_PLACE + 1] = {[BLOCK_DESCRIPTION] = true,
	    [BLOCK_TITLE] = true,
	    [BLOCK_PLACE] = true}; /* of the head of a post */

	(void)state;
	for (unsigned seed = 1; seed < 100; seed++) {
		struct strbuf markdown = random_markdown(seed);
		struct document *document =
		    document_parse(NULL, strbuf_str(&markdown));

		for (size_t i = 0; i < document->block_count; i++)
			is_there[document->blocks[i].kind] = true;
		document_free(document);
		strbuf_clear(&markdown);
	}
	for (size_t kind = 0; kind <= BLOCK_PLACE; kind++)
		if (!is_there[kind])
			fail_msg("no block of kind %zu", kind);
}

/* Also documents that were rewritten are sound. */
static void
transliterate(struct document *document)
{
	struct charset *charset = charset_open("ASCII");

	document_transliterate(document, charset);
	charset_close(charset);
}

static void
check_seed(unsigned seed, bool is_shown)
{
	struct strbuf markdown = random_markdown(seed);
	struct document *document = document_parse(NULL, strbuf_str(&markdown));
	unsigned blocks_seed = seed * 40503U;

	if (is_shown)
		printf("%.*s\n", (int)markdown.length, markdown.data);
	if (seed % 5 == 0)
		transliterate(document);
	if (seed % 2)
		add_random_blocks(document, &blocks_seed);
	check_widths(document, seed);
	document_free(document);
	strbuf_clear(&markdown);
}

static unsigned
number_in(const char *variable, unsigned otherwise)
{
	const char *value = getenv(variable);

	return value ? (unsigned)strtoul(value, NULL, 10) : otherwise;
}

static void
pages_of_any_width_hold_the_same_text_in_order(void **state)
{
	const unsigned first = number_in("SEED", 1);
	const unsigned rounds = number_in("ROUNDS", getenv("SEED") ? 1 : ROUNDS);

	(void)state;
	for (unsigned i = 0; i < rounds; i++)
		check_seed(first + i, getenv("SEED") && rounds == 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(random_documents_have_every_kind_of_block),
	    cmocka_unit_test(pages_of_any_width_hold_the_same_text_in_order),
	};

	locale_start();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
