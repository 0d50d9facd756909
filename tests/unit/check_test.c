/* SPDX-License-Identifier: Apache-2.0 */
/* What the linter finds, and what it leaves alone. */
#include <sys/stat.h>
#include <unistd.h>
#include "cnai/check.h"
#include "cnai/check_date.h"
#include "cnai/emoji.h"
#include "cnai/file.h"
#include "cnai/source.h"
#include "unit.h"

/* An archive in a folder of its own. */
struct place_of_work {
	char root[64];
	struct strbuf found; /* "path:line:column rule\n" */
};

static int
set_up(void **state)
{
	struct place_of_work *work = calloc(1, sizeof(*work));

	assert_non_null(work);
	strcpy(work->root, "/tmp/cnai_check_XXXXXX");
	assert_non_null(mkdtemp(work->root));
	*state = work;
	return 0;
}

static int
tear_down(void **state)
{
	struct place_of_work *work = *state;
	struct strbuf command = {0};

	strbuf_printf(&command, "rm -rf '%s'", work->root);
	assert_int_equal(system(command.data), 0);
	strbuf_clear(&command);
	strbuf_clear(&work->found);
	free(work);
	return 0;
}

static void
make_folder(const struct place_of_work *work, const char *name)
{
	char *path = file_join(work->root, name);

	assert_int_equal(mkdir(path, 0755), 0);
	free(path);
}

static void
write_bytes(const struct place_of_work *work, const char *name, struct str text)
{
	char *path = file_join(work->root, name);
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_int_equal(fwrite(text.data, 1, text.length, file), text.length);
	assert_int_equal(fclose(file), 0);
	free(path);
}

/* A post with all that front matter should have, so that TEXT, from line 7,
 * is all there is to be found. */
static void
write_post(const struct place_of_work *work, const char *name, const char *text)
{
	struct strbuf post = {0};

	strbuf_printf(&post,
	    "---\ntitle: A post\ndescription: x\nweight: 1\n---\n\n%s", text);
	write_bytes(work, name, strbuf_str(&post));
	strbuf_clear(&post);
}

static void
write_front(const struct place_of_work *work, const char *name, const char *front)
{
	struct strbuf post = {0};

	strbuf_printf(&post, "---\n%s---\n", front);
	write_bytes(work, name, strbuf_str(&post));
	strbuf_clear(&post);
}

static void
run_check(struct place_of_work *work, const char *rules, struct diagnostics *found)
{
	const struct archive_options options = {.show_hidden = true};
	struct error error = {0};
	struct check_choice choice;
	struct archive *archive = archive_load(work->root, &options, &error);

	assert_non_null(archive);
	assert_true(check_choose(&choice, rules, &error));
	check_archive(archive, &choice, found);
	archive_free(archive);
}

/* What is found, a line "path:line:column rule" each. */
static const char *
findings(struct place_of_work *work, const char *rules)
{
	struct diagnostics found = {0};

	strbuf_truncate(&work->found, 0);
	strbuf_append_string(&work->found, "");
	run_check(work, rules, &found);
	for (size_t i = 0; i < found.count; i++)
		strbuf_printf(&work->found, "%s:%zu:%zu %s\n", found.items[i].path,
		    found.items[i].line, found.items[i].column,
		    found.items[i].rule);
	diagnostics_clear(&found);
	return work->found.data;
}

/* The one message there is. */
static const char *
message(struct place_of_work *work, const char *rules)
{
	struct diagnostics found = {0};

	run_check(work, rules, &found);
	assert_int_equal(found.count, 1);
	strbuf_truncate(&work->found, 0);
	strbuf_append_string(&work->found, found.items[0].message);
	diagnostics_clear(&found);
	return work->found.data;
}

static void
dates_are_found_in_titles_and_file_names(void **state)
{
	static const struct {
		const char *text, *date; /* NULL: none */
	} cases[] = {
	    {"This Week in CN AI (05-10 May 2024)", "2024-05-10"},
	    {"19th April 2024", "2024-04-19"},
	    {"22-26th April 2024", "2024-04-26"},
	    {"(03 May 2024)", "2024-05-03"},
	    {"12_19_April_2024", "2024-04-19"},
	    {"29_April_03_May_2024", "2024-05-03"},
	    {"29 April \u2013 03 May 2024", "2024-05-03"},
	    {"30 December 2023 - 5 January 2024", "2024-01-05"},
	    {"April 19, 2024", "2024-04-19"},
	    {"Apr 15-19, 2024", "2024-04-19"},
	    {"Sept 1st 2024", "2024-09-01"},
	    {"2024-04-19", "2024-04-19"},
	    {"2024_4_9 notes", "2024-04-09"},
	    {"2024\u5e744\u670822\u65e5", "2024-04-22"},
	    {"29 February 2024", "2024-02-29"},
	    {"1 January 1970", "1970-01-01"},
	    {"29 February 2023", NULL},
	    {"[July] Latest developments", NULL},
	    {"July 2024", NULL},
	    {"31 April 2024", NULL},
	    {"0 May 2024", NULL},
	    {"2024-13-01", NULL},
	    {"10 talks of 2024", NULL},
	    {"version 10.5.2024x", NULL},
	    {"19 April", NULL},
	    {"99999999999999999999 May 2024", NULL},
	    {"", NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct strbuf date = {0};
		int64_t day = 0;
		bool is_found = check_date_find(str_of(cases[i].text), &day);

		if (is_found != (cases[i].date != NULL))
			fail_msg("'%s'", cases[i].text);
		if (is_found) {
			post_date_append(
			    &date, (struct post_date){true, day * 24 * 60 * 60});
			strbuf_truncate(&date, 10);
			assert_string_equal(date.data, cases[i].date);
		}
		strbuf_clear(&date);
	}
}

static void
emoji_have_the_names_that_github_gives_them(void **state)
{
	(void)state;
	assert_str(emoji_find(str_of("sparkles")), "\u2728");
	assert_str(emoji_find(str_of("+1")), "\U0001F44D");
	assert_str(emoji_find(str_of("zzz")), "\U0001F4A4");
	assert_str(emoji_find(str_of("white_check_mark")), "\u2705");
	assert_str(emoji_find(str_of("opa")), "");
	assert_str(emoji_find(str_of("spark")), "");
	assert_str(emoji_find(str_of("sparkles ")), "");
	assert_str(emoji_find(str_of("")), "");
	assert_str(emoji_find(str_of("~")), "");
	assert_str(emoji_find((struct str){"a\0b", 3}), "");
}

static void
append_item(void *data, const struct source_item *item)
{
	static const char *const kinds[] = {"text", "link", "image", "heading"};

	strbuf_printf(data, "%s@%zu[%.*s]%.*s ", kinds[item->kind], item->offset,
	    (int)item->text.length, item->text.data, (int)item->url.length,
	    item->url.data);
}

static void
markdown_is_handed_out_with_its_places(void **state)
{
	static const struct {
		const char *markdown, *items;
	} cases[] = {
	    {"", ""},
	    {"a [b](c) d", "text@0[a ] link@2[b]c text@3[b] text@8[ d] "},
	    {"a_b :x_y:", "text@0[a_b :x_y:] "},
	    {"`code` <i>", "text@6[ ] "},
	    {"```\n[a](b)\n```\n", ""},
	    {"    [a](b)\n", ""},
	    {"![a](b)", "image@0[a]b text@2[a] "},
	    {"[![a](b)](c)", "link@0[a]c image@1[a]b text@3[a] "},
	    {"<http://x.org>", "link@0[http://x.org]http://x.org "
			       "text@1[http://x.org] "},
	    {"[a\nb](c)", "link@0[a b]c text@1[a] text@3[b] "},
	    {"[\na](b)", "link@0[ a]b text@2[a] "},
	    {"x\n   [a](b)", "text@0[x] link@5[a]b text@3[a] "},
	    {"> x\n>   [a](b)", "text@2[x] link@8[a]b text@7[a] "},
	    {"> x\n[a](b)", "text@2[x] link@4[a]b text@7[a] "},
	    {"\\[ [a](b)", "text@0[[ ] link@3[a]b text@4[a] "},
	    {"## A `b` ##\n", "heading@0[A `b`] text@3[A ] "},
	    {"# C#\n", "heading@0[C#] text@2[C#] "},
	    {"A\nB\n===\n", "heading@0[B] text@0[A] text@2[B] "},
	    {"> A\n> ---\n", "heading@2[A] text@2[A] "},
	    {"- # A\r- # B\r\n", "heading@2[A] text@4[A] heading@8[B] text@10[B] "},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct strbuf items = {0};

		strbuf_append_string(&items, "");
		source_walk(str_of(cases[i].markdown), append_item, &items);
		assert_string_equal(items.data, cases[i].items);
		strbuf_clear(&items);
	}
}

static void
rules_are_turned_on_and_off_from_left_to_right(void **state)
{
	struct check_choice choice;
	struct error error = {0};
	size_t on = 0;

	(void)state;
	assert_true(check_choose(&choice, NULL, &error));
	for (size_t i = 0; i < check_rule_count(); i++)
		assert_int_equal(choice.is_on[i], check_rule(i)->is_default);
	assert_true(check_choose(&choice, "-all,+emoji,+order,-order", &error));
	for (size_t i = 0; i < check_rule_count(); i++)
		if (choice.is_on[i]) {
			assert_string_equal(check_rule(i)->name, "emoji");
			on++;
		}
	assert_int_equal(on, 1);
	assert_true(check_choose(&choice, "+all", &error));
	for (size_t i = 0; i < check_rule_count(); i++)
		assert_true(choice.is_on[i]);
}

static void
what_is_no_rule_is_refused(void **state)
{
	static const struct {
		const char *rules, *message;
	} cases[] = {
	    {"+emojis", "unknown rule 'emojis' (did you mean emoji?)"},
	    {"-ordre", "unknown rule 'ordre' (did you mean order?)"},
	    {"-order,+x", "unknown rule 'x': see cnai-read --check=help"},
	    {"order", "--check takes +rule, -rule or help, not 'order'"},
	    {"+", "--check takes +rule, -rule or help, not '+'"},
	    {"+order,,-emoji", "--check takes +rule, -rule or help, not ''"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct check_choice choice;
		struct error error = {0};

		assert_false(check_choose(&choice, cases[i].rules, &error));
		assert_string_equal(error.message, cases[i].message);
		error_clear(&error);
	}
}

static void
what_is_missing_at_the_top_of_a_post(void **state)
{
	struct place_of_work *work = *state;

	write_post(work, "good.md", "Text.\n");
	write_front(work, "bare.md", "type: news\n");
	write_front(work, "empty.md", "title: \"\"\ndescription:\nweight: 0\n");
	assert_string_equal(findings(work, NULL), "bare.md:1:0 title\n"
						  "bare.md:1:1 description\n"
						  "bare.md:1:1 weight-missing\n"
						  "empty.md:1:0 title\n"
						  "empty.md:3:13 description\n"
						  "empty.md:4:9 weight-missing\n");
}

static void
what_the_archive_finds_is_passed_on(void **state)
{
	struct place_of_work *work = *state;

	write_front(work, "a.md",
	    "title: A\ndescription: x\nweight: abc\ndate: soon\ntitle: B\n");
	write_bytes(work, "b.md", str_of("---\ntitle: [\n---\n"));
	assert_string_equal(findings(work, "-title"), "a.md:4:9 weight\n"
						      "a.md:5:7 date\n"
						      "a.md:6:1 duplicate-key\n"
						      "b.md:3:1 front-matter\n");
	assert_string_equal(findings(work, "-title,-weight,-front-matter"),
	    "a.md:5:7 date\n"
	    "a.md:6:1 duplicate-key\n");
}

static void
without_weights_dates_are_enough(void **state)
{
	struct place_of_work *work = *state;

	write_front(work, "a.md", "title: A\ndescription: x\ndate: 2024-01-01\n");
	write_front(work, "b.md", "title: B\ndescription: x\n");
	assert_string_equal(findings(work, NULL), "b.md:1:1 weight-missing\n");
}

static void
equal_weights_name_the_other_post(void **state)
{
	struct place_of_work *work = *state;

	write_front(work, "a.md", "title: A\ndescription: x\nweight: 5\n");
	write_front(work, "b.md", "title: B\ndescription: x\nweight: 5\n");
	assert_string_equal(findings(work, NULL), "b.md:4:9 weight-equal\n");
	assert_string_equal(message(work, NULL),
	    "the weight 5 is that of a.md too, so titles say which comes first");
}

static void
folders_without_an_index_belong_to_the_section_above(void **state)
{
	struct place_of_work *work = *state;
	const char *front = "title: A\ndescription: x\nweight: 5\n";

	make_folder(work, "talks");
	make_folder(work, "talks/2023");
	make_folder(work, "talks/2024");
	write_front(work, "talks/_index.md", "title: Talks\n");
	write_front(work, "talks/2023/a.md", front);
	write_front(work, "talks/2024/a.md", front);
	assert_string_equal(
	    findings(work, NULL), "talks/2024/a.md:4:9 weight-equal\n");
}

static void
equal_weights_are_fine_where_nobody_compares_them(void **state)
{
	struct place_of_work *work = *state;
	const char *front = "title: A\ndescription: x\nweight: 5\n";

	make_folder(work, "talks");
	make_folder(work, "other");
	write_front(work, "talks/_index.md", "title: Talks\n");
	write_front(work, "other/_index.md", "title: Talks\n");
	write_front(work, "other/b.md", front);
	write_front(work, "a.md", front);
	write_front(work, "a.ja.md", front);
	write_front(work, "talks/a.md", front);
	write_front(work, "b.md",
	    "title: B\ndescription: x\nweight: 5\ndate: 2024-01-01\n");
	assert_string_equal(findings(work, NULL), "");
}

static void
write_dated(const struct place_of_work *work, const char *name, int weight,
    const char *title)
{
	struct strbuf front = {0};

	strbuf_printf(
	    &front, "title: \"%s\"\ndescription: x\nweight: %d\n", title, weight);
	write_front(work, name, front.data);
	strbuf_clear(&front);
}

static void
one_post_out_of_order_is_blamed_and_not_its_neighbours(void **state)
{
	struct place_of_work *work = *state;

	write_dated(work, "may10.md", 1, "10 May 2024");
	write_dated(work, "may25.md", 2, "25 May 2024");
	write_dated(work, "may17.md", 3, "17 May 2024");
	write_dated(work, "may03.md", 4, "3 May 2024");
	assert_string_equal(findings(work, NULL), "may10.md:4:9 order\n");
	assert_string_equal(message(work, NULL),
	    "dated 2024-05-10, it stands above may17.md, dated 2024-05-17: its "
	    "weight should be larger than 3");
}

static void
of_two_that_are_swapped_the_newer_one_is_blamed(void **state)
{
	struct place_of_work *work = *state;

	write_dated(work, "a.md", 1, "10 May 2024");
	write_dated(work, "b.md", 2, "17 May 2024");
	assert_string_equal(message(work, NULL),
	    "dated 2024-05-17, it stands below a.md, dated 2024-05-10: its weight "
	    "should be smaller than 1");
}

static void
the_date_is_that_of_the_front_matter_then_title_then_file(void **state)
{
	struct place_of_work *work = *state;

	write_front(work, "1_May_2024.md",
	    "title: Of 1 May 2024\ndescription: x\nweight: 1\ndate: 2024-06-01\n");
	write_dated(work, "2_May_2024.md", 2, "Of 15 May 2024");
	write_dated(work, "14_May_2024.md", 3, "Of some day");
	write_dated(work, "none.md", 4, "[July] no date");
	write_dated(work, "13_May_2024.md", 5, "Of some day");
	assert_string_equal(findings(work, NULL), "");
}

static void
pages_that_share_a_date_are_not_ordered_by_it(void **state)
{
	struct place_of_work *work = *state;

	write_dated(work, "a.md", 1, "10 May 2024");
	write_dated(work, "b.md", 2, "10 May 2024");
	write_dated(work, "c.md", 3, "10 May 2024");
	write_dated(work, "d.md", 4, "17 May 2024");
	assert_string_equal(findings(work, NULL), "");
}

enum { ROW = 7 };

static bool
is_in_order(const int *days, unsigned left_out)
{
	int before = 100;

	for (unsigned i = 0; i < ROW; i++) {
		if (left_out & 1U << i)
			continue;
		if (days[i] > before)
			return false;
		before = days[i];
	}
	return true;
}

static int
count_bits(unsigned bits)
{
	int count = 0;

	for (; bits; bits &= bits - 1)
		count++;
	return count;
}

static int
fewest_to_leave_out(const int *days)
{
	int fewest = ROW;

	for (unsigned left_out = 0; left_out < 1U << ROW; left_out++)
		if (count_bits(left_out) < fewest && is_in_order(days, left_out))
			fewest = count_bits(left_out);
	return fewest;
}

/* The posts that are blamed, by the digit that is their name. */
static unsigned
blamed_posts(struct place_of_work *work)
{
	struct diagnostics found = {0};
	unsigned blamed = 0;

	run_check(work, "-all,+order", &found);
	for (size_t i = 0; i < found.count; i++)
		blamed |= 1U << (found.items[i].path[0] - '0');
	diagnostics_clear(&found);
	return blamed;
}

static void
as_few_posts_as_can_be_are_blamed(void **state)
{
	struct place_of_work *work = *state;
	uint32_t seed = 1;

	for (int round = 0; round < 60; round++) {
		int days[ROW];
		unsigned blamed;

		for (int i = 0; i < ROW; i++) {
			char name[] = "0.md", title[] = "00 May 2024";

			seed = seed * 1664525 + 1013904223;
			days[i] = 1 + (int)(seed >> 16) % 28;
			name[0] = (char)('0' + i);
			title[0] = (char)('0' + days[i] / 10);
			title[1] = (char)('0' + days[i] % 10);
			write_dated(work, name, i + 1, title);
		}
		blamed = blamed_posts(work);
		assert_true(is_in_order(days, blamed));
		assert_int_equal(count_bits(blamed), fewest_to_leave_out(days));
	}
}

static void
link_texts_that_say_nothing(void **state)
{
	struct place_of_work *work = *state;

	write_post(work, "a.md",
	    "\u00e9 [here](http://x.org) [Click here!](http://x.org)\n"
	    "[ **this link** ](http://x.org)\n"
	    "[Read\nmore\u2026](http://x.org) [](http://x.org)\n"
	    "Here is [where it says more](http://x.org), `[here](x)`, [^1]\n"
	    "<http://x.org> [![here](a.md)](http://x.org)\n\n"
	    "[^1]: here\n");
	assert_string_equal(findings(work, NULL), "a.md:7:3 link-text\n"
						  "a.md:7:24 link-text\n"
						  "a.md:8:1 link-text\n"
						  "a.md:9:1 link-text\n"
						  "a.md:10:22 link-text\n"
						  "a.md:12:16 link-text\n");
}

static void
relative_links_lead_to_files(void **state)
{
	struct place_of_work *work = *state;

	make_folder(work, "folder");
	make_folder(work, "Bundle");
	write_bytes(work, "folder/picture one.png", str_of(""));
	write_bytes(work, "Bundle/index.md",
	    str_of("---\ntitle: B\nweight: 2\ndescription: x\n---\n"));
	write_bytes(work, "Bundle/c.png", str_of(""));
	write_bytes(work, "slug.md",
	    str_of("---\ntitle: S\nweight: 3\n"
		   "description: x\nslug: other-name\n"
		   "aliases: [/old/name/]\n---\n"));
	write_post(work, "a.md",
	    "[a](a.md) [a](./a.md#x) [a](a) [a](a/) [a](a.html) [a](../a/)\n"
	    "[f](folder) [f](folder/) ![p](folder/picture%20one.png?x)\n"
	    "[b](bundle) [b](bundle/) [b](Bundle/index.md) [b](../bundle/)\n"
	    "[s](other-name) [s](name) [x](/x/) [x](#x) [x](?x) [x](//x.org)\n"
	    "[x](mailto:a@b.org) [x](irc://x) [x]({{<ref>}}) [x](../../x.md)\n");
	assert_string_equal(findings(work, NULL), "");
	write_post(work, "a.md",
	    "[x](b.md) and\n  [x](folder/b/)\n![x](x.png) <b.md> [x][y]\n\n"
	    "[y]: www.example.org/x\n");
	assert_string_equal(findings(work, NULL), "a.md:7:1 link-target\n"
						  "a.md:8:3 link-target\n"
						  "a.md:9:1 link-target\n"
						  "a.md:9:20 link-target\n");
	write_post(work, "a.md", "[x](www.example.org/x)\n");
	assert_string_equal(message(work, NULL),
	    "there is no file \"www.example.org/x\" for this link: begin the "
	    "address with https://");
}

static void
headings_with_the_same_anchor(void **state)
{
	struct place_of_work *work = *state;

	write_post(work, "a.md",
	    "## Same thing\n\n## *Same*  thing\n\n## Same, thing!\n\n"
	    "## Other {#same-thing}\n\n## Same thing {#own}\n\n"
	    "Long\nSame Thing\n---\n\n```\n## Same thing\n```\n"
	    "## {{< x >}}\n## {{< x >}}\n## !\n> ## ?\n");
	assert_string_equal(findings(work, NULL), "a.md:11:1 heading-anchor\n"
						  "a.md:13:1 heading-anchor\n"
						  "a.md:17:1 heading-anchor\n"
						  "a.md:27:3 heading-anchor\n");
}

static void
names_between_colons_that_are_no_emoji(void **state)
{
	struct place_of_work *work = *state;

	write_post(work, "a.md",
	    "\u00e9 :opa: and :no_such_thing:, :sparkles: (:heart:) :+1:\n"
	    "*:opa:*\n"
	    "at 10:30:45, a::b::c, ::x::, x:opa:y, :opa:x, std::x: y:\n"
	    "http://x.org:80:y: `:opa:` :a: |:---:| :0: : opa : :o pa:\n\n"
	    "    :opa:\n\n```\n:opa:\n```\n");
	assert_string_equal(findings(work, NULL), "a.md:7:3 emoji\n"
						  "a.md:7:13 emoji\n"
						  "a.md:8:2 emoji\n");
}

static void
shortcodes_end_and_are_closed(void **state)
{
	struct place_of_work *work = *state;

	/* As Hugo refuses them. */
	write_post(work, "a.md",
	    "a {{< one\n\nb {{% one %}\n{{< one{{< one x=\"a\n\" >}}\n"
	    "{{< one }} {{< one >}}\n{{< /one >}}\n{{< /never >}} {{</* a\n");
	assert_string_equal(findings(work, "-link-text"), "a.md:7:3 shortcode\n"
							  "a.md:9:3 shortcode\n"
							  "a.md:10:1 shortcode\n"
							  "a.md:10:8 shortcode\n"
							  "a.md:12:1 shortcode\n"
							  "a.md:14:1 shortcode\n"
							  "a.md:14:16 shortcode\n");
	/* As it takes them. */
	write_post(work, "a.md",
	    "{{< one\n x=\"a >}}\" `>}}\"` >}} {{</* one */>}} {{%/* x */%}}\n"
	    "{{<pair>}}{{</pair>}} {{% pair %}}{{< one >}}{{% /pair %}}\n"
	    "{{< pair />}} {{< a/b >}}{{< /a/b >}} {{ .Values }} {{- x }}\n");
	assert_string_equal(findings(work, NULL), "");
	/* One is closed in another post. */
	write_bytes(work, "b.md",
	    str_of("---\ntitle: B\ndescription: x\nweight: 2\n---\n"
		   "{{< one >}} {{< pair >}} {{< pair >}}\n"));
	assert_string_equal(findings(work, NULL), "b.md:6:13 shortcode\n"
						  "b.md:6:26 shortcode\n");
}

static void
bytes_that_do_not_belong_in_a_post(void **state)
{
	struct place_of_work *work = *state;
	static const char text[] =
	    "\xEF\xBB\xBF---\ntitle: A\ndescription: x\nweight: 1\n---\n"
	    "\u00e9\x01\x02 \xC2\x85 x\t\xff\xfe\r\nlast \0 line";

	write_bytes(work, "a.md", (struct str){text, sizeof(text) - 1});
	write_bytes(work, "empty.md", str_of(""));
	assert_string_equal(findings(work, "-title,-description,-weight-missing"),
	    "a.md:6:2 control-characters\n"
	    "a.md:6:5 control-characters\n"
	    "a.md:6:9 utf-8\n"
	    "a.md:7:6 control-characters\n"
	    "a.md:7:12 final-newline\n");
}

static void
a_file_full_of_mistakes_is_told_so_a_hundred_times(void **state)
{
	struct place_of_work *work = *state;
	struct strbuf text = {0};
	size_t lines = 0;

	for (size_t i = 0; i < 5000; i++)
		strbuf_append_string(&text, "[here](x) :opa: {{< \"\\\" ");
	write_post(work, "a.md", text.data);
	findings(work, "-all,+link-text");
	for (const char *c = work->found.data; *c; c++)
		lines += *c == '\n';
	assert_int_equal(lines, 100);
	strbuf_clear(&text);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(dates_are_found_in_titles_and_file_names),
	    cmocka_unit_test(emoji_have_the_names_that_github_gives_them),
	    cmocka_unit_test(markdown_is_handed_out_with_its_places),
	    cmocka_unit_test(rules_are_turned_on_and_off_from_left_to_right),
	    cmocka_unit_test(what_is_no_rule_is_refused),
	    cmocka_unit_test_setup_teardown(
		what_is_missing_at_the_top_of_a_post, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(
		what_the_archive_finds_is_passed_on, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(
		without_weights_dates_are_enough, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(
		equal_weights_name_the_other_post, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(
		folders_without_an_index_belong_to_the_section_above, set_up,
		tear_down),
	    cmocka_unit_test_setup_teardown(
		equal_weights_are_fine_where_nobody_compares_them, set_up,
		tear_down),
	    cmocka_unit_test_setup_teardown(
		one_post_out_of_order_is_blamed_and_not_its_neighbours, set_up,
		tear_down),
	    cmocka_unit_test_setup_teardown(
		of_two_that_are_swapped_the_newer_one_is_blamed, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(
		the_date_is_that_of_the_front_matter_then_title_then_file, set_up,
		tear_down),
	    cmocka_unit_test_setup_teardown(
		pages_that_share_a_date_are_not_ordered_by_it, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(
		as_few_posts_as_can_be_are_blamed, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(
		link_texts_that_say_nothing, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(
		relative_links_lead_to_files, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(
		headings_with_the_same_anchor, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(
		names_between_colons_that_are_no_emoji, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(
		shortcodes_end_and_are_closed, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(
		bytes_that_do_not_belong_in_a_post, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(
		a_file_full_of_mistakes_is_told_so_a_hundred_times, set_up,
		tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
