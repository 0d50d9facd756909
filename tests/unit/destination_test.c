/* SPDX-License-Identifier: Apache-2.0 */
/* Which post a link inside the archive leads to. */
#include "unit.h"
#include "cnai/anchor.h"
#include "cnai/destination.h"
#include "cnai/document.h"

static struct post posts[] = {
    {.path = "one.md", .language = ""},
    {.path = "05_May_2024.md", .language = ""},
    {.path = "2024-05/two.md", .language = ""},
    {.path = "2024-05/bundle/index.md", .language = ""},
    {.path = "2024-06/three words.md", .language = ""},
    {.path = "2024-06/same.md", .language = ""},
    {.path = "2024-07/same.md", .language = ""},
    {.path = "one.ja.md", .language = "ja"},
    {.path = "2024-07/only.md", .language = ""},
};

static void
assert_leads(const char *from, const char *url, const char *base,
    const char *expected, const char *name)
{
	static char root[] = "/home/site/content/wgs/news/";
	const struct archive archive = {
	    .root = root, .posts = posts, .count = sizeof(posts) / sizeof(*posts)};
	struct destination destination;
	const struct post *post = NULL;
	bool is_found;

	for (size_t i = 0; i < archive.count; i++)
		if (strcmp(posts[i].path, from) == 0)
			post = &posts[i];
	assert_non_null(post);
	is_found =
	    destination_find(&destination, &archive, post, str_of(url), base);
	assert_string_equal(
	    is_found ? posts[destination.post].path : "nowhere", expected);
	if (is_found)
		assert_str(destination.name, name);
}

static void
relative_addresses_lead_to_files_and_to_pages(void **state)
{
	static const struct {
		const char *from, *url, *expected;
	} cases[] = {
	    {"one.md", "2024-05/two.md", "2024-05/two.md"},
	    {"one.md", "2024-05/two", "2024-05/two.md"},
	    {"one.md", "./2024-05/two/", "2024-05/two.md"},
	    {"one.md", "05_may_2024/", "05_May_2024.md"},
	    {"2024-05/two.md", "../one.md", "one.md"},
	    {"2024-05/two.md", "bundle", "2024-05/bundle/index.md"},
	    {"2024-05/two.md", "bundle/index.md", "2024-05/bundle/index.md"},
	    {"2024-05/bundle/index.md", "../two.md", "2024-05/two.md"},
	    {"2024-05/two.md", "../../one/", "one.md"}, /* from its page */
	    {"one.md", "../05_May_2024/", "05_May_2024.md"},
	    {"one.md", "2024-06/three%20words", "2024-06/three words.md"},
	    {"one.md", "2024-06/three-words/", "2024-06/three words.md"},
	    {"one.md", "2024-05/two?utm_source=x", "2024-05/two.md"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_leads(
		    cases[i].from, cases[i].url, NULL, cases[i].expected, "");
}

static void
a_name_alone_leads_to_the_only_post_that_has_it(void **state)
{
	(void)state;
	assert_leads("one.md", "only.md", NULL, "2024-07/only.md", "");
	assert_leads("one.md", "same.md", NULL, "nowhere", "");
	assert_leads("2024-06/same.md", "same.md", NULL, "2024-06/same.md", "");
}

static void
paths_of_the_site_name_folders_that_the_archive_is_in(void **state)
{
	(void)state;
	assert_leads("one.md", "/2024-05/two/", NULL, "2024-05/two.md", "");
	assert_leads("one.md", "/news/2024-05/two/", NULL, "2024-05/two.md", "");
	assert_leads(
	    "2024-05/two.md", "/wgs/news/05_may_2024/", NULL, "05_May_2024.md", "");
	assert_leads("one.md", "/blog/2024-05/two/", NULL, "nowhere", "");
	assert_leads("one.md", "/ews/2024-05/two/", NULL, "nowhere", "");
}

static void
the_site_s_own_address_leads_inside(void **state)
{
	static const char base[] = "https://example.org/site/";

	(void)state;
	assert_leads("one.md", "https://example.org/site/wgs/news/05_may_2024/#A",
	    base, "05_May_2024.md", "A");
	assert_leads("one.md", "https://Example.org/site/2024-05/two", base,
	    "2024-05/two.md", "");
	assert_leads("one.md", "/site/wgs/news/one/", base, "one.md", "");
	assert_leads(
	    "one.md", "https://example.org/sites/one", base, "nowhere", "");
	assert_leads("one.md", "https://example.org/site/one", NULL, "nowhere", "");
	assert_leads("one.md", "https://example.org/site", base, "nowhere", "");
}

static void
a_post_of_the_same_language_is_preferred(void **state)
{
	(void)state;
	assert_leads("one.ja.md", "../one/", NULL, "one.ja.md", "");
	assert_leads("05_May_2024.md", "one", NULL, "one.md", "");
	assert_leads("05_May_2024.md", "one.ja.md", NULL, "one.ja.md", "");
}

static void
nothing_else_can_be_reached(void **state)
{
	static const char *const urls[] = {"", "#here", "?x", "..", "../..", "/",
	    "//", "//one.md", "../../etc/passwd", "/etc/passwd", "%2e%2e/one.md",
	    "2024-05%2ftwo.md", "one.md%00", "%00", "file:one.md",
	    "https://example.org/one.md", "https:", "mailto:one.md",
	    "javascript:one.md", "../../../one.md", "one.md/two", "_index.md",
	    "\xff\xfe", "one.m", "2024-05"};

	(void)state;
	for (size_t i = 0; i < sizeof(urls) / sizeof(*urls); i++)
		assert_leads("2024-05/two.md", urls[i], "https://example.com/",
		    "nowhere", "");
}

static void
a_nul_byte_ends_nothing(void **state)
{
	static const char url[] = "one.md\0.md";
	const struct archive archive = {
	    .root = (char[]){""}, .posts = posts, .count = 1};
	struct destination destination;

	(void)state;
	assert_false(destination_find(&destination, &archive, &posts[0],
	    (struct str){url, sizeof(url) - 1}, NULL));
}

static void
places_of_a_document_are_found_by_name(void **state)
{
	struct document *document =
	    document_parse(NULL, str_of("## A part\n\ntext\n\n## A part\n"));
	struct document *empty = document_parse(NULL, str_of("no heading"));
	uint32_t target = 0;

	(void)state;
	assert_true(anchors_find(document, str_of("a%2Dpart-1"), &target));
	assert_int_equal(target, strlen("A part\ntext\n"));
	assert_false(anchors_find(document, str_of("b"), &target));
	assert_false(anchors_find(document, str_of(""), &target));
	assert_false(anchors_find(empty, str_of("a"), &target));
	document_free(document);
	document_free(empty);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(relative_addresses_lead_to_files_and_to_pages),
	    cmocka_unit_test(a_name_alone_leads_to_the_only_post_that_has_it),
	    cmocka_unit_test(paths_of_the_site_name_folders_that_the_archive_is_in),
	    cmocka_unit_test(the_site_s_own_address_leads_inside),
	    cmocka_unit_test(a_post_of_the_same_language_is_preferred),
	    cmocka_unit_test(nothing_else_can_be_reached),
	    cmocka_unit_test(a_nul_byte_ends_nothing),
	    cmocka_unit_test(places_of_a_document_are_found_by_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
