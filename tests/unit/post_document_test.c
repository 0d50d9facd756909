/* SPDX-License-Identifier: Apache-2.0 */
/* What stands above a post, and what instead of one that cannot be read. */
#include "unit.h"
#include "cnai/post_document.h"

static const char source[] = "---\ntitle: x\n---\nThe *body*.\n";

static struct archive
make_archive(size_t count)
{
	static char root[] = "", title[] = "News";

	return (struct archive){.root = root, .title = title, .count = count};
}

static struct post
make_post(void)
{
	return (struct post){.number = 2,
	    .path = "a/b.md",
	    .section = "",
	    .title = str_of("Title"),
	    .description = str_of("About *it*."),
	    .is_readable = true};
}

static void
assert_text(struct document *document, const char *expected)
{
	assert_str(strbuf_str(&document->text), expected);
	document_free(document);
}

static void
a_part_of_a_post_can_be_had(void **state)
{
	struct archive archive = make_archive(7);
	struct post post = make_post();
	struct str text = str_of(source);

	(void)state;
	assert_text(post_document_from(&archive, &post, text, POST_WHOLE),
	    "Title\nAbout it.\nThe body.");
	assert_text(post_document_from(&archive, &post, text, POST_SUMMARY),
	    "Title\nAbout it.");
	assert_text(
	    post_document_from(&archive, &post, text, POST_BODY), "The body.");
}

static void
a_shortcode_asks_the_front_matter(void **state)
{
	static const struct {
		const char *front, *body, *expected;
	} samples[] = {
	    {"v: 1.2", "{{< param v >}}", "1.2"},
	    {"v: 1.2", "{{< param \"V\" >}} `{{< param v >}}`", "1.2 1.2"},
	    {"v: 1.2", "[a](b{{< param v >}})", "a"},
	    {"v: <b> *c* &amp;", "{{< param v >}}", "<b> *c* &amp;"},
	    {"params: {v: x}", "{{< param v >}}", "x"},
	    {"a: {b: {c: x}}", "{{< param a.b.c >}} {{< param a.b >}}", "x a.b"},
	    {"a.b: x", "{{< param a.b >}}", "x"},
	    {"v: [x]", "{{< param v >}} {{< param w >}}", "v w"},
	    {"v: [x", "{{< param v >}}", "v"},
	};
	struct archive archive = make_archive(7);
	struct post post = make_post();

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		struct strbuf text = {0};

		strbuf_printf(
		    &text, "---\n%s\n---\n%s\n", samples[i].front, samples[i].body);
		assert_text(post_document_from(
				&archive, &post, strbuf_str(&text), POST_BODY),
		    samples[i].expected);
		strbuf_clear(&text);
	}
}

static void
assert_place(
    const struct archive *archive, const struct post *post, const char *expected)
{
	struct document *document =
	    post_document_from(archive, post, str_of(source), POST_SUMMARY);

	assert_int_equal(document->blocks[1].kind, BLOCK_PLACE);
	assert_str(document->blocks[1].info, expected);
	document_free(document);
}

static void
the_place_says_where_a_post_stands(void **state)
{
	struct archive archive = make_archive(7);
	struct post post = make_post();

	(void)state;
	assert_place(&archive, &post, "Post 2 of 7 · News · 1 min");
	post.date = (struct post_date){true, 1713520800};
	post.section = "Meetups";
	post.hidden = HIDDEN_DRAFT | HIDDEN_FUTURE;
	assert_place(&archive, &post,
	    "Post 2 of 7 · News · Meetups · 19 April 2024 · 1 min · draft · "
	    "future");
	post.date.is_set = false;
	post.hidden = HIDDEN_EXPIRED | HIDDEN_UNLISTED;
	assert_place(&archive, &post,
	    "Post 2 of 7 · News · Meetups · 1 min · expired · unlisted");
}

static void
dates_before_1970_and_past_all_calendars_are_fine(void **state)
{
	struct archive archive = make_archive(2);
	struct post post = make_post();

	(void)state;
	post.date = (struct post_date){true, -1};
	assert_place(
	    &archive, &post, "Post 2 of 2 · News · 31 December 1969 · 1 min");
	post.date.seconds = INT64_MAX;
	assert_place(&archive, &post, "Post 2 of 2 · News · 1 min");
}

/* The end of the place line of a post with BODY. */
static void
assert_minutes(struct str body, const char *expected)
{
	struct archive archive = make_archive(1);
	struct post post = make_post();
	struct document *document =
	    post_document_from(&archive, &post, body, POST_WHOLE);

	assert_str(document->blocks[1].info, expected);
	document_free(document);
}

static void
reading_takes_its_time(void **state)
{
	struct strbuf body = {0};

	(void)state;
	for (int i = 0; i < 440; i++)
		strbuf_append_string(&body, "w\u00f6rd - ");
	assert_minutes(strbuf_str(&body), "4 min");
	strbuf_truncate(&body, 0);
	for (int i = 0; i < 501; i++)
		strbuf_append_string(&body, "日");
	assert_minutes(strbuf_str(&body), "2 min");
	strbuf_clear(&body);
}

static void
assert_details(
    const struct archive *archive, const struct post *post, const char *expected)
{
	struct document *document =
	    post_document_from(archive, post, str_of(source), POST_WHOLE);

	assert_int_equal(document->blocks[2].kind, BLOCK_PLACE);
	assert_str(document->blocks[2].info, expected);
	document_free(document);
}

static void
names_and_problems_stand_below(void **state)
{
	const struct str authors[] = {str_of("Ada"), str_of("Grace")};
	const struct str tags[] = {str_of("linux"), str_of("k8s")};
	struct archive archive = make_archive(7);
	struct post post = make_post();

	(void)state;
	post.tags = tags;
	post.tag_count = 2;
	assert_details(&archive, &post, "linux, k8s");
	post.authors = authors;
	post.author_count = 2;
	assert_details(&archive, &post, "Ada, Grace · linux, k8s");
	post.author_count = post.tag_count = 0;
	diagnostics_add(&archive.diagnostics, SEVERITY_ERROR, "front-matter",
	    post.path, 2, 1, "no map");
	assert_details(&archive, &post, "a/b.md:2:1: error: no map [front-matter]");
	diagnostics_clear(&archive.diagnostics);
}

static void
a_single_post_has_no_number(void **state)
{
	struct archive archive = make_archive(1);
	struct post post = make_post();

	(void)state;
	assert_text(
	    post_document_from(&archive, &post, str_of(source), POST_SUMMARY),
	    "Title\nAbout it.");
	post.hidden = HIDDEN_DRAFT;
	assert_place(&archive, &post, "1 min · draft");
}

/* The file may have changed since the archive was read. */
static void
the_body_is_what_stands_below_the_front_matter_now(void **state)
{
	struct archive archive = make_archive(1);
	struct post post = make_post();
	static const struct {
		const char *text, *body;
	} cases[] = {
	    {"", ""},
	    {"no front matter", "no front matter"},
	    {"---\ntitle: a longer one\ntags: [x]\n---\nbody", "body"},
	    {"---\ntitle: never closed\n\nbody", "body"},
	    {"---\nnot front matter\n\nbody", "not front matter\nbody"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_text(post_document_from(
				&archive, &post, str_of(cases[i].text), POST_BODY),
		    cases[i].body);
}

static void
an_unreadable_post_says_why(void **state)
{
	struct archive archive = make_archive(7);
	struct post post = make_post();

	(void)state;
	post.is_readable = false;
	post.problem = "is *larger* than 64 MB";
	assert_text(post_document(&archive, &post, POST_BODY),
	    "This post cannot be shown: a/b.md: is *larger* than 64 MB.");
	assert_text(post_document(&archive, &post, POST_WHOLE),
	    "Title\nAbout it.\n"
	    "This post cannot be shown: a/b.md: is *larger* than 64 MB.");
	post.problem = NULL;
	post.description = str_of("");
	assert_text(post_document(&archive, &post, POST_SUMMARY),
	    "Title\n"
	    "This post cannot be shown: a/b.md: cannot be read.");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_part_of_a_post_can_be_had),
	    cmocka_unit_test(a_shortcode_asks_the_front_matter),
	    cmocka_unit_test(the_place_says_where_a_post_stands),
	    cmocka_unit_test(reading_takes_its_time),
	    cmocka_unit_test(names_and_problems_stand_below),
	    cmocka_unit_test(dates_before_1970_and_past_all_calendars_are_fine),
	    cmocka_unit_test(a_single_post_has_no_number),
	    cmocka_unit_test(the_body_is_what_stands_below_the_front_matter_now),
	    cmocka_unit_test(an_unreadable_post_says_why),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
