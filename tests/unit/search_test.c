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
	struct archive_options options = {.show_hidden = true};
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
	size_t offset = 0;

	for (size_t i = 0; i < hit->mark_count; i++) {
		struct match mark = hit->marks[i];

		assert_true(offset <= mark.start && mark.start < mark.end &&
			    mark.end <= snippet.length);
		strbuf_append(line, str_slice(snippet, offset, mark.start));
		strbuf_append_byte(line, '[');
		strbuf_append(line, str_slice(snippet, mark.start, mark.end));
		strbuf_append_byte(line, ']');
		offset = mark.end;
	}
	strbuf_append(line, str_slice(snippet, offset, snippet.length));
}

/* Forever, for a test. */
enum { LONG = 100 * 1000 };

/* A line for each hit: post, "title" where it is in it, count, snippet. */
static void
append_hits(struct strbuf *lines, struct search *search)
{
	const struct hit *hits;
	size_t count;

	hits = search_hits(search, &count);
	for (size_t i = 0; i < count; i++) {
		strbuf_printf(lines, "%zu%s %zu: ", hits[i].post + 1,
		    hits[i].is_in_title ? " title" : "", hits[i].count);
		append_snippet(lines, &hits[i]);
		strbuf_append_byte(lines, '\n');
	}
}

static struct query *
must_parse(const char *words)
{
	struct error error = {0};
	struct query *query = query_parse(str_of(words), &error);

	assert_null(error.message);
	return query;
}

static void
assert_hits(const struct archive *archive, const char *words, const char *expected)
{
	struct query *query = must_parse(words);

	for (size_t threads = 0; threads <= 3; threads++) {
		struct search *search = search_start_with(archive, query, threads);
		struct strbuf lines = {0};

		assert_true(search_wait(search, LONG));
		assert_int_equal(search_progress(search), archive->count);
		append_hits(&lines, search);
		assert_str(strbuf_str(&lines), expected);
		strbuf_clear(&lines);
		search_free(search);
	}
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
	    "4 title 3: The [cloud], and the [cloud].\n"
	    "1 title 1: Nothing here.\n"
	    "3 3: A [cloud] moves [Cloud] Many [cloud]s.\n"
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
	    "4 2: [Th]e cloud, and [th]e cloud.\n"
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
	    "3 3: A [cloud] moves [Cloud] Many [cloud]s.\n");
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

/* Searches TEXT alone; its snippet is a line of text that fits, and so are
 * the parts of it for narrow screens. */
static void
assert_snippet_fits(const char *text, const char *words)
{
	const char *const texts[] = {text};
	struct query *query = must_parse(words);
	struct bench bench;
	struct search *search;
	const struct hit *hits;
	struct str snippet;
	size_t count;

	bench_begin(&bench, texts, 1);
	search = search_start(bench.archive, query);
	assert_true(search_wait(search, LONG));
	hits = search_hits(search, &count);
	assert_int_equal(count, 1);
	snippet = str_of(hits[0].snippet);
	assert_in_range(snippet.length, 1, 2010);
	assert_in_range(cluster_width(snippet), 0, 162);
	assert_int_equal(utf8_invalid_offset(snippet), snippet.length);
	assert_null(strpbrk(hits[0].snippet, "\n\t\r"));
	assert_true(hits[0].mark_count > 0);
	for (size_t width = 2; width < 170; width += 12) {
		struct match part = search_fit_snippet(&hits[0], width);

		assert_true(part.start < part.end && part.end <= snippet.length);
		assert_true(part.start <= hits[0].marks[0].start &&
			    part.end > hits[0].marks[0].start);
		assert_in_range(
		    cluster_width(str_slice(snippet, part.start, part.end)), 0,
		    width);
	}
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
a_narrow_screen_gets_the_words_around_the_match(void **state)
{
	static const char *const texts[] = {
	    "title: T\n---\none two three four five six NEEDLE seven eight\n"};
	static const struct {
		size_t width;
		const char *part;
	} cases[] = {
	    {80, "one two three four five six NEEDLE seven eight"},
	    {46, "one two three four five six NEEDLE seven eight"},
	    {40, "one two three four five six NEEDLE seven"},
	    {20, "six NEEDLE seven"},
	    {9, "NEEDLE"},
	    {4, "NEED"},
	};
	struct query *query = must_parse("NEEDLE");
	struct bench bench;
	struct search *search;
	const struct hit *hits;
	size_t count;

	(void)state;
	bench_begin(&bench, texts, 1);
	search = search_start(bench.archive, query);
	assert_true(search_wait(search, LONG));
	hits = search_hits(search, &count);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct match part = search_fit_snippet(hits, cases[i].width);

		assert_str(str_slice(str_of(hits->snippet), part.start, part.end),
		    cases[i].part);
	}
	search_free(search);
	query_free(query);
	bench_end(&bench);
}

static void
terms_near_each_other_come_before_terms_apart(void **state)
{
	static const char *const texts[] = {
	    "title: A\n---\nred " FIFTY FIFTY FIFTY FIFTY "blue\n",
	    "title: B\n---\nred one two blue\n",
	    "title: C\n---\nno colour\n\n# Red\n\n" FIFTY "and blue\n",
	    "title: D red\n---\n" FIFTY FIFTY "blue\n",
	};
	struct bench bench;
	struct strbuf order = {0};
	struct query *query = must_parse("red blue");
	struct search *search;
	const struct hit *hits;
	size_t count;

	(void)state;
	bench_begin(&bench, texts, 4);
	search = search_start(bench.archive, query);
	assert_true(search_wait(search, LONG));
	hits = search_hits(search, &count);
	for (size_t i = 0; i < count; i++)
		strbuf_append(&order, bench.archive->posts[hits[i].post].title);
	assert_str(strbuf_str(&order), "D redCBA");
	strbuf_clear(&order);
	search_free(search);
	query_free(query);
	/* The snippet is where they stand together, not at the first of them. */
	assert_hits(bench.archive, "ten OR one and",
	    "3 3: …Red [one] two three four five six seven eight nine "
	    "[ten]. [and] blue\n");
	bench_end(&bench);
}

static const char *const fields[] = {
    "title: Meetup in Kyoto\ntags: [meetup, Japan]\nauthors: [Ann Onym]\n"
    "date: 2024-04-19\ntype: news\n---\nSee [it](https://example.org/a).\n",
    "title: Release\ntags: release\nauthor: Bob\ndate: 2024-05-01\n---\n"
    "Meetup, too. ![](x/picture.png)\n",
    "title: Plain\ncategories: [kept]\n---\nexample.org, of no date\n",
};

static void
fields_are_looked_for_where_they_are(void **state)
{
	static const struct {
		const char *query, *posts;
	} cases[] = {
	    {"title:meetup", "1"},
	    {"meetup", "12"},
	    {"meetup -title:meetup", "2"},
	    {"title:\"in kyoto\"", "1"},
	    {"title:/^re/", "2"},
	    {"tag:japan", "1"},
	    {"tag:Japan", "1"},
	    {"tag:JAPAN", ""},
	    {"tag:\"release\" OR tag:kept", "23"},
	    {"-tag:release meetup", "1"},
	    {"author:ann", "1"},
	    {"author:bob", "2"},
	    {"type:news", "1"},
	    {"section:x", ""},
	    {"link:example.org", "1"},
	    {"link:picture", "2"},
	    {"example.org", "3"},
	    {"before:2024-05", "1"},
	    {"after:2024-04-19", "12"},
	    {"after:2024-04-20", "2"},
	    {"after:2024 before:2025", "12"},
	    {"before:2024-05-01", "1"},
	    {"-before:2030 plain", "3"},
	};
	struct bench bench;

	(void)state;
	bench_begin(&bench, fields, 3);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct query *query = must_parse(cases[i].query);
		struct search *search = search_start(bench.archive, query);
		struct strbuf posts = {0};
		const struct hit *hits;
		size_t count;

		assert_true(search_wait(search, LONG));
		hits = search_hits(search, &count);
		for (size_t post = 0; post < 3; post++)
			for (size_t j = 0; j < count; j++)
				if (hits[j].post == post)
					strbuf_printf(&posts, "%zu", post + 1);
		assert_str(strbuf_str(&posts), cases[i].posts);
		strbuf_clear(&posts);
		search_free(search);
		query_free(query);
	}
	bench_end(&bench);
}

static void
a_title_term_is_marked_in_the_title_alone(void **state)
{
	struct bench bench;
	struct query *query = must_parse("title:cloud");
	struct matches matches = {0};
	struct document *document;

	(void)state;
	bench_begin(&bench, library, LIBRARY_COUNT);
	assert_hits(bench.archive, "title:cloud",
	    "1 title 1: Nothing here.\n"
	    "4 title 1: The cloud, and the cloud.\n");
	document =
	    post_document(bench.archive, &bench.archive->posts[3], POST_WHOLE);
	query_find_in(query, document, &matches);
	assert_int_equal(matches.count, 1);
	assert_int_equal(matches.items[0].start, strlen("A "));
	matches_clear(&matches);
	document_free(document);
	query_free(query);
	bench_end(&bench);
}

static void
an_archive_without_posts_is_searched_at_once(void **state)
{
	struct archive archive = {0};
	struct query *query = must_parse("a");
	struct search *search = search_start(&archive, query);
	size_t count;

	(void)state;
	assert_true(search_wait(search, LONG));
	assert_int_equal(search_progress(search), 0);
	search_hits(search, &count);
	assert_int_equal(count, 0);
	search_free(search);
	search_free(NULL);
	query_free(query);
}

static void
a_post_that_cannot_be_read_is_counted_and_not_searched(void **state)
{
	struct query *query = must_parse("post OR cloud OR shown");
	struct bench bench;
	struct search *search;
	size_t count;
	char *path;

	(void)state;
	bench_begin(&bench, library, LIBRARY_COUNT);
	path = file_join(bench.folder, names[1]);
	unlink(path);
	free(path);
	search = search_start(bench.archive, query);
	assert_true(search_wait(search, LONG));
	assert_int_equal(search_unreadable(search), 1);
	assert_int_equal(search_progress(search), LIBRARY_COUNT);
	search_hits(search, &count);
	assert_int_equal(count, 3);
	search_free(search);
	query_free(query);
	bench_end(&bench);
}

static void
a_search_can_end_at_any_time(void **state)
{
	struct query *query = must_parse("cloud");
	struct bench bench;

	(void)state;
	bench_begin(&bench, library, LIBRARY_COUNT);
	for (int i = 0; i < 50; i++) {
		struct search *search = search_start_with(bench.archive, query, 3);
		size_t count;

		search_wait(search, 0);
		if (i % 2)
			search_hits(search, &count);
		search_free(search);
	}
	query_free(query);
	bench_end(&bench);
}

/* Hits that came in several lots are in the order of hits that came in one. */
static void
hits_asked_for_meanwhile_are_merged(void **state)
{
	struct query *query = must_parse("cloud OR th");
	struct bench bench;
	struct strbuf expected = {0}, lines = {0};
	struct search *search;
	size_t count;

	(void)state;
	bench_begin(&bench, library, LIBRARY_COUNT);
	search = search_start_with(bench.archive, query, 1);
	assert_true(search_wait(search, LONG));
	append_hits(&expected, search);
	search_free(search);
	search = search_start_with(bench.archive, query, 1);
	while (!search_wait(search, 0))
		search_hits(search, &count);
	append_hits(&lines, search);
	assert_str(strbuf_str(&lines), expected.data);
	search_free(search);
	strbuf_clear(&expected);
	strbuf_clear(&lines);
	query_free(query);
	bench_end(&bench);
}

static void
the_pass_that_loads_finds_the_same(void **state)
{
	static const char *const queries[] = {
	    "cloud", "th", "title:cloud", "snow", "cloud -rain", "/c.o/ OR such"};
	struct bench bench;

	(void)state;
	bench_begin(&bench, library, LIBRARY_COUNT);
	for (size_t i = 0; i < sizeof(queries) / sizeof(*queries); i++) {
		struct query *query = must_parse(queries[i]);
		struct archive_options options = {.threads = 2};
		struct search *search = search_watch(query, &options);
		struct strbuf lines = {0};
		struct error error = {0};
		struct archive *archive =
		    archive_load(bench.folder, &options, &error);

		assert_non_null(archive);
		search_adopt(search, archive);
		assert_true(search_wait(search, 0));
		append_hits(&lines, search);
		assert_hits(
		    bench.archive, queries[i], lines.data ? lines.data : "");
		strbuf_clear(&lines);
		search_free(search);
		archive_free(archive);
		query_free(query);
	}
	bench_end(&bench);
}

/* Posts that are watched, and then never adopted. */
static void
a_search_whose_archive_was_not_loaded_is_freed(void **state)
{
	struct query *query = must_parse("cloud");
	struct archive_options options = {0};
	struct search *search = search_watch(query, &options);
	struct post post = {.title = str_of("cloud"), .path = "x"};

	(void)state;
	assert_non_null(options.seen(options.data, &post, str_of("a cloud")));
	search_free(search);
	query_free(query);
}

/*
 * The look at a file's bytes must never leave out a post whose document has
 * the word. Random documents put all kinds of markup inside words.
 */

static uint32_t
next_random(uint32_t *seed)
{
	*seed = *seed * 1664525 + 1013904223;
	return *seed >> 8;
}

static const char *const pieces[] = {"n", "e", "d", "l", "ne", "ed", "dle", "nee",
    "needle", "N", "É", "é", "e\u0301", "ｎ", "ﬁ", "fi", "f", "i", "ß", "s", "ss",
    "Ⅷ", "viii", "カ", "ガ", "ｶ", "ﾞ", "日", "本", "*", "**", "_", "`", "``", "~~",
    "[", "](x)", "](<a b>)", "][d]", "](e \"t)\")", "![", "<b>", "</b>", "<br>",
    "<i title=\">\">", "<!-- x -->", "<script>d</script>", "<p>", "</p>\n\n",
    "<pre>", "</pre>", "{{< x >}}", "{{% e %}}", "{#n}", "&#110;", "&#x65;",
    "&eacute;", "&shy;", "&ffilig;", "&amp;", "&nbsp;", "&lt", "&", ";", "\\",
    "\\*", "\\\n", " ", " ", "\n", "\n\n", "\n> ", "\n- ", "\n1. ", "\n# ",
    "\n\n[d]: x\n\n", "\n```\n", "    ", "\t", "\u00AD", "\u200B", "\u2019",
    "\u00A0", "\xff", "\xc3", "(", ")", "<", ">", "'", "\"", "-", "!", "|", "^",
    "https://n.e/dle", "![](", "[](e.d/nee)", "[<b></b>](nee)",
    "[![&#32;](ne)](ed)", "[*<b></b>*][d]", "![][", "?", "#", "/", "nee.png)",
    "<https://n.e>", "![](n/eedle.png)", "&#x4E;", "\r\n"};

static void
append_random(struct strbuf *text, uint32_t *seed, size_t count)
{
	const size_t kinds = sizeof(pieces) / sizeof(*pieces);

	while (count--)
		strbuf_append_string(text, pieces[next_random(seed) % kinds]);
}

static const char *const searched[] = {"needle", "need", "ee", "éed", "nedle",
    "edl", "fi", "ss", "viii", "ßs", "カ", "ガ", "日本", "NEED", "needle need",
    "\"ne ed\"", "need OR dle", "-need e", "link:needle", "d.n", "e-d", "n", "dn",
    "ned", "ｎｅ", "needl"};

enum { SEARCHED = sizeof(searched) / sizeof(*searched) };

/* Returns whether the document has what is looked for. */
static bool
check_filter(struct query_scan *scan, const char *query, const struct post *post,
    struct str file)
{
	const struct document_head head = {
	    .title = post->title, .description = post->description};
	struct document *document =
	    document_parse(&head, str_slice(file, post->body_offset, file.length));
	const bool is_there = query_scan_accepts(scan, post, document);

	if (is_there && !(query_scan_may_accept(scan, post, NULL) &&
			    query_scan_may_accept(scan, post, &file)))
		fail_msg(
		    "%s leaves out: title '%.*s', description '%.*s', file '%.*s'",
		    query, (int)post->title.length, post->title.data,
		    (int)post->description.length, post->description.data,
		    (int)file.length, file.data);
	document_free(document);
	return is_there;
}

static void
the_look_at_the_bytes_leaves_out_no_post_with_the_word(void **state)
{
	enum { DOCUMENTS = 4000, PIECES = 12 };
	uint32_t seed = 20240419;
	struct query_scan *scans[SEARCHED];
	struct query *queries[SEARCHED];
	size_t found = 0;

	(void)state;
	for (size_t i = 0; i < SEARCHED; i++) {
		queries[i] = must_parse(searched[i]);
		scans[i] = query_scan_new(queries[i]);
	}
	for (size_t i = 0; i < DOCUMENTS; i++) {
		struct strbuf title = {0}, description = {0}, file = {0};
		struct post post = {.path = "", .section = ""};

		append_random(&title, &seed, next_random(&seed) % 3);
		append_random(&description, &seed, next_random(&seed) % 4);
		strbuf_append_string(&file, "---\n---\n");
		post.body_offset = file.length;
		append_random(&file, &seed, next_random(&seed) % PIECES);
		post.title = strbuf_str(&title);
		post.description = strbuf_str(&description);
		for (size_t j = 0; j < SEARCHED; j++)
			found += check_filter(
			    scans[j], searched[j], &post, strbuf_str(&file));
		strbuf_clear(&title);
		strbuf_clear(&description);
		strbuf_clear(&file);
	}
	assert_true(found > DOCUMENTS);
	for (size_t i = 0; i < SEARCHED; i++) {
		query_scan_free(scans[i]);
		query_free(queries[i]);
	}
}

static void
the_look_at_the_bytes_leaves_out_plain_posts_without_it(void **state)
{
	static const char *const texts[] = {
	    ("A plain text about **needs** and [needful](https://x.org/need-le) "
	     "things.\n"),
	    "# Nee dle\n\n- nee, dle\n- *nee* dle\n",
	    "Tom &amp; Jerry need&nbsp;le – “need” le\n",
	    "日本語 need 日本語 le ☺ need🎉le\n",
	    "nee.dle nee-dle nee/dle nee@dle\n",
	};
	struct query *query = must_parse("needle");
	struct query_scan *scan = query_scan_new(query);
	struct post post = {.path = "", .section = ""};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct str file = str_of(texts[i]);

		post.title = post.description = str_of("");
		assert_false(query_scan_may_accept(scan, &post, &file));
	}
	query_scan_free(scan);
	query_free(query);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(title_hits_come_first_then_those_with_more_matches),
	    cmocka_unit_test(hits_that_weigh_the_same_stay_in_the_archives_order),
	    cmocka_unit_test(words_may_stand_in_different_parts_of_a_post),
	    cmocka_unit_test(the_line_with_a_posts_place_is_not_searched),
	    cmocka_unit_test(a_long_text_is_cut_at_words_around_the_match),
	    cmocka_unit_test(a_snippet_has_its_size_whatever_the_text_is),
	    cmocka_unit_test(a_match_longer_than_a_snippet_is_cut),
	    cmocka_unit_test(an_archive_without_posts_is_searched_at_once),
	    cmocka_unit_test(a_narrow_screen_gets_the_words_around_the_match),
	    cmocka_unit_test(terms_near_each_other_come_before_terms_apart),
	    cmocka_unit_test(fields_are_looked_for_where_they_are),
	    cmocka_unit_test(a_title_term_is_marked_in_the_title_alone),
	    cmocka_unit_test(
		a_post_that_cannot_be_read_is_counted_and_not_searched),
	    cmocka_unit_test(a_search_can_end_at_any_time),
	    cmocka_unit_test(hits_asked_for_meanwhile_are_merged),
	    cmocka_unit_test(the_pass_that_loads_finds_the_same),
	    cmocka_unit_test(a_search_whose_archive_was_not_loaded_is_freed),
	    cmocka_unit_test(
		the_look_at_the_bytes_leaves_out_no_post_with_the_word),
	    cmocka_unit_test(
		the_look_at_the_bytes_leaves_out_plain_posts_without_it),
	};

	locale_start();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
