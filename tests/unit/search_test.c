/* SPDX-License-Identifier: Apache-2.0 */
/* Looking through an archive: what is found, in which order, and shown how. */
#include "unit.h"
#include <sys/stat.h>
#include <unistd.h>
#include "cnai/cluster.h"
#include "cnai/file.h"
#include "cnai/post_document.h"
#include "cnai/search.h"
#include "cnai/unicode.h"

static const char *const names[] = {"1.md", "2.md", "3.md", "4.md", "5.md", "6.md"};

enum { POSTS_MAX = sizeof(names) / sizeof(*names) };

/* An archive in a folder of its own, whose posts are TEXTS in their order. */
struct bench {
	char folder[64];
	struct archive *archive;
};

static void
bench_write(const struct bench *bench, size_t i, const char *text)
{
	char *path = file_join(bench->folder, names[i]);
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fprintf(file, "---\nweight: %zu\n%s", i + 1, text);
	assert_int_equal(fclose(file), 0);
	free(path);
}

static void
bench_begin(struct bench *bench, const char *const *texts, size_t count)
{
	struct archive_options options = {0};
	struct error error = {0};

	strcpy(bench->folder, "/tmp/cnai-search-XXXXXX");
	assert_non_null(mkdtemp(bench->folder));
	for (size_t i = 0; i < count; i++)
		bench_write(bench, i, texts[i]);
	bench->archive = archive_load(bench->folder, &options, &error);
	assert_non_null(bench->archive);
	assert_int_equal(bench->archive->count, count);
}

static void
bench_end(struct bench *bench)
{
	for (size_t i = 0; i < POSTS_MAX; i++) {
		char *path = file_join(bench->folder, names[i]);

		unlink(path);
		free(path);
	}
	archive_free(bench->archive);
	assert_int_equal(rmdir(bench->folder), 0);
}

static void
append_snippet(struct strbuf *line, const struct hit *hit)
{
	struct str snippet = str_of(hit->snippet);
	struct match match = hit->snippet_match;

	assert_true(match.start <= match.end && match.end <= snippet.length);
	if (match.start == match.end) {
		strbuf_append(line, snippet);
		return;
	}
	strbuf_append(line, str_slice(snippet, 0, match.start));
	strbuf_append_byte(line, '[');
	strbuf_append(line, str_slice(snippet, match.start, match.end));
	strbuf_append_byte(line, ']');
	strbuf_append(line, str_slice(snippet, match.end, snippet.length));
}

/* The text of the whole document where HIT says that its match is. */
static void
append_place(struct strbuf *line, const struct archive *archive,
    const struct hit *hit, size_t length)
{
	struct document *document =
	    post_document(archive, &archive->posts[hit->post], POST_WHOLE);
	struct str text = strbuf_str(&document->text);

	assert_true(hit->offset + length <= text.length);
	strbuf_append(line, str_slice(text, hit->offset, hit->offset + length));
	document_free(document);
}

/* A line for each hit: post, "title" where it is in it, count, snippet. */
static void
assert_hits(const struct archive *archive, const char *words, const char *expected)
{
	struct error error = {0};
	struct query *query = query_parse(str_of(words), &error);
	struct search *search = search_start(archive, query);
	struct strbuf lines = {0};
	const struct hit *hits;
	size_t count;

	while (!search_step(search, 2))
		assert_true(search_progress(search) < archive->count);
	assert_int_equal(search_progress(search), archive->count);
	hits = search_hits(search, &count);
	for (size_t i = 0; i < count; i++) {
		strbuf_printf(&lines, "%zu%s %zu: ", hits[i].post + 1,
		    hits[i].is_in_title ? " title" : "", hits[i].count);
		append_snippet(&lines, &hits[i]);
		strbuf_append_byte(&lines, '\n');
	}
	assert_str(strbuf_str(&lines), expected);
	strbuf_clear(&lines);
	search_free(search);
	query_free(query);
}

static const char *const library[] = {
    "title: Clouds\n---\nNothing here.\n",
    "title: Rain\n---\nA *cloud*.\n",
    "title: Wind\ndescription: A cloud moves\n---\n# Cloud\n\nMany clouds.\n",
    "title: A cloud again\n---\nThe cloud, and the cloud.\n",
    "title: Sun\n---\nNo such thing.\n",
};

enum { LIBRARY_COUNT = sizeof(library) / sizeof(*library) };

static void
title_hits_come_first_then_those_with_more_matches(void **state)
{
	struct bench bench;

	(void)state;
	bench_begin(&bench, library, LIBRARY_COUNT);
	assert_hits(bench.archive, "cloud",
	    "4 title 3: The [cloud], and the cloud.\n"
	    "1 title 1: Nothing here.\n"
	    "3 3: A [cloud] moves Cloud Many clouds.\n"
	    "2 1: A [cloud].\n");
	bench_end(&bench);
}

static void
hits_that_weigh_the_same_stay_in_the_archives_order(void **state)
{
	struct bench bench;

	(void)state;
	bench_begin(&bench, library, LIBRARY_COUNT);
	assert_hits(bench.archive, "nothing", "1 1: [Nothing] here.\n");
	assert_hits(bench.archive, "th",
	    "4 2: [Th]e cloud, and the cloud.\n"
	    "1 1: No[th]ing here.\n"
	    "5 1: No such [th]ing.\n");
	bench_end(&bench);
}

static void
words_may_stand_in_different_parts_of_a_post(void **state)
{
	struct bench bench;

	(void)state;
	bench_begin(&bench, library, LIBRARY_COUNT);
	assert_hits(bench.archive, "wind many",
	    "3 title 2: A cloud moves Cloud [Many] clouds.\n");
	assert_hits(bench.archive, "\"moves cloud\"",
	    "3 1: A cloud [moves Cloud] Many clouds.\n");
	assert_hits(bench.archive, "cloud -again -nothing -rain",
	    "3 3: A [cloud] moves Cloud Many clouds.\n");
	assert_hits(bench.archive, "snow", "");
	bench_end(&bench);
}

static void
the_line_with_a_posts_place_is_not_searched(void **state)
{
	struct bench bench;

	(void)state;
	bench_begin(&bench, library, LIBRARY_COUNT);
	assert_hits(bench.archive, "\"of 5\"", "");
	assert_hits(bench.archive, "post", "");
	assert_hits(bench.archive, "rain -post", "2 title 1: A cloud.\n");
	bench_end(&bench);
}

static void
a_hit_says_where_in_the_document_its_match_is(void **state)
{
	static const struct {
		const char *words, *place;
	} cases[] = {
	    {"sun", "Sun"},      /* only in the title */
	    {"no", "No such"},   /* behind it, and the place's line */
	    {"such sun", "such"} /* behind it rather than in it */
	};
	struct bench bench;

	(void)state;
	bench_begin(&bench, library, LIBRARY_COUNT);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct error error = {0};
		struct query *query = query_parse(str_of(cases[i].words), &error);
		struct search *search = search_start(bench.archive, query);
		struct strbuf place = {0};
		const struct hit *hits;
		size_t count;

		assert_true(search_step(search, SIZE_MAX));
		hits = search_hits(search, &count);
		for (size_t j = 0; j < count; j++)
			if (hits[j].post == LIBRARY_COUNT - 1)
				append_place(&place, bench.archive, &hits[j],
				    strlen(cases[i].place));
		assert_str(strbuf_str(&place), cases[i].place);
		strbuf_clear(&place);
		search_free(search);
		query_free(query);
	}
	bench_end(&bench);
}

#define FIFTY "one two three four five six seven eight nine ten. "

static void
a_long_text_is_cut_at_words_around_the_match(void **state)
{
	static const char *const texts[] = {
	    "title: Long\n---\n" FIFTY FIFTY "NEEDLE " FIFTY FIFTY FIFTY "\n",
	    "title: Short\n---\nsmall   NEEDLE\nand  \n\n- rest\n",
	    "title: Late\n---\n" FIFTY FIFTY "the NEEDLE.\n",
	};
	struct bench bench;

	(void)state;
	bench_begin(&bench, texts, 3);
	assert_hits(bench.archive, "NEEDLE",
	    "1 1: …one two three four five six seven eight nine ten. [NEEDLE] "
	    "one two three four five six seven eight nine ten. "
	    "one two three four five six seven eight nine ten. one…\n"
	    "2 1: small [NEEDLE] and rest\n"
	    "3 1: …two three four five six seven eight nine ten. the [NEEDLE].\n");
	assert_hits(bench.archive, "late",
	    "3 title 1: one two three four five six seven eight nine ten. "
	    "one two three four five six seven eight nine ten. "
	    "the NEEDLE.\n");
	bench_end(&bench);
}

/* Searches TEXT alone; its snippet is a line of text that fits. */
static void
assert_snippet_fits(const char *text, const char *words)
{
	const char *const texts[] = {text};
	struct error error = {0};
	struct query *query = query_parse(str_of(words), &error);
	struct bench bench;
	struct search *search;
	const struct hit *hits;
	struct str snippet;
	size_t count;

	bench_begin(&bench, texts, 1);
	search = search_start(bench.archive, query);
	assert_true(search_step(search, 1));
	hits = search_hits(search, &count);
	assert_int_equal(count, 1);
	snippet = str_of(hits[0].snippet);
	assert_in_range(snippet.length, 1, 2010);
	assert_in_range(cluster_width(snippet), 0, 162);
	assert_int_equal(utf8_invalid_offset(snippet), snippet.length);
	assert_null(strpbrk(hits[0].snippet, "\n\t\r"));
	assert_true(hits[0].snippet_match.end > hits[0].snippet_match.start);
	search_free(search);
	query_free(query);
	bench_end(&bench);
}

static void
a_snippet_has_its_size_whatever_the_text_is(void **state)
{
	static const struct {
		const char *filling; /* repeated before and behind the match */
		const char *match;
	} cases[] = {
	    {"x", "needle"}, /* no word border */
	    {"\u65e5\u672c", "needle"},
	    {"\u0301", "needle"}, /* takes no room */
	    {"\u200b", "needle"},
	    {"&#9; &#13;", "needle"},
	    {"&#27;[", "needle"},
	    {"a&nbsp;", "needle"},
	    {"\xff", "needle"},
	    {"\u202e", "\u65e5\u672c"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct strbuf text = {0};

		strbuf_append_string(&text, "title: T\n---\n.");
		for (size_t j = 0; j < 3000; j++)
			strbuf_append_string(&text, cases[i].filling);
		strbuf_append_string(&text, cases[i].match);
		for (size_t j = 0; j < 3000; j++)
			strbuf_append_string(&text, cases[i].filling);
		strbuf_append_string(&text, ".\n");
		assert_snippet_fits(text.data, cases[i].match);
		strbuf_clear(&text);
	}
}

static void
a_match_longer_than_a_snippet_is_cut(void **state)
{
	struct strbuf text = {0}, words = {0};

	(void)state;
	strbuf_append_repeated(&words, 'y', 500);
	strbuf_append_string(&text, "title: T\n---\nbefore ");
	strbuf_append(&text, strbuf_str(&words));
	assert_snippet_fits(text.data, words.data);
	strbuf_clear(&text);
	strbuf_clear(&words);
}

static void
an_archive_without_posts_is_searched_at_once(void **state)
{
	struct archive archive = {0};
	struct error error = {0};
	struct query *query = query_parse(str_of("a"), &error);
	struct search *search = search_start(&archive, query);
	size_t count;

	(void)state;
	assert_true(search_step(search, 1));
	assert_int_equal(search_progress(search), 0);
	search_hits(search, &count);
	assert_int_equal(count, 0);
	search_free(search);
	search_free(NULL);
	query_free(query);
}

static void
a_post_that_is_gone_is_searched_for_what_is_said_of_it(void **state)
{
	struct bench bench;
	char *path;

	(void)state;
	bench_begin(&bench, library, LIBRARY_COUNT);
	path = file_join(bench.folder, names[1]);
	unlink(path);
	free(path);
	assert_hits(bench.archive, "moves",
	    "3 1: A cloud [moves] Cloud Many "
	    "clouds.\n");
	bench_end(&bench);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(title_hits_come_first_then_those_with_more_matches),
	    cmocka_unit_test(hits_that_weigh_the_same_stay_in_the_archives_order),
	    cmocka_unit_test(words_may_stand_in_different_parts_of_a_post),
	    cmocka_unit_test(the_line_with_a_posts_place_is_not_searched),
	    cmocka_unit_test(a_hit_says_where_in_the_document_its_match_is),
	    cmocka_unit_test(a_long_text_is_cut_at_words_around_the_match),
	    cmocka_unit_test(a_snippet_has_its_size_whatever_the_text_is),
	    cmocka_unit_test(a_match_longer_than_a_snippet_is_cut),
	    cmocka_unit_test(an_archive_without_posts_is_searched_at_once),
	    cmocka_unit_test(
		a_post_that_is_gone_is_searched_for_what_is_said_of_it),
	};

	locale_start();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
