/* SPDX-License-Identifier: Apache-2.0 */
/* Links gathered from posts: the sentence around one, how often an address
 * stands elsewhere, and all of them by host. */
#include "unit.h"
#include "cnai/link_count.h"
#include "cnai/link_sentence.h"
#include "cnai/link_survey.h"
#include "folder.h"

static void
assert_sentence(const char *text, const char *expected, size_t expected_offset)
{
	struct document *document = document_parse(NULL, str_of(text));
	size_t offset;

	assert_true(document->link_count > 0);
	assert_str(link_sentence(document, &document->links[0], &offset), expected);
	assert_int_equal(offset, expected_offset);
	document_free(document);
}

static void
a_sentence_ends_at_full_stops_and_lines(void **state)
{
	(void)state;
	assert_sentence("One. Two [here](x) and on. Three.", "Two here and on.", 4);
	assert_sentence(
	    "A\n\nversion 1.2 is [out](x)!\n\nB", "version 1.2 is out!", 15);
	assert_sentence("* [v. 2](x)\n* other", "v. 2", 0);
	assert_sentence("Why? [Because](x)", "Because", 0);
	assert_sentence("日本語の[題](x)。次", "日本語の題。次", 12);
}

static void
a_footnote_ends_before_its_way_back(void **state)
{
	struct document *document =
	    document_parse(NULL, str_of("Word[^1].\n\n[^1]: Said [Zoe](x)"));
	size_t offset;

	(void)state;
	/* The first link is the reference to the footnote. */
	assert_str(
	    link_sentence(document, &document->links[1], &offset), "Said Zoe");
	assert_int_equal(offset, 5);
	document_free(document);
}

/* The excerpt of the first link as it is drawn, the link in brackets. */
static void
assert_excerpt(const char *text, int width, const char *expected)
{
	struct document *document = document_parse(NULL, str_of(text));
	const struct link_excerpt excerpt =
	    link_excerpt(document, &document->links[0], width);
	struct strbuf shown = {0};

	strbuf_append_string(&shown, excerpt.is_cut_before ? "..." : "");
	strbuf_append(&shown, excerpt.before);
	strbuf_append_byte(&shown, '[');
	strbuf_append(&shown, excerpt.link);
	strbuf_append_byte(&shown, ']');
	strbuf_append(&shown, excerpt.after);
	strbuf_append_string(&shown, excerpt.is_cut_after ? "..." : "");
	assert_str(strbuf_str(&shown), expected);
	strbuf_clear(&shown);
	document_free(document);
}

static void
an_excerpt_is_cut_between_words(void **state)
{
	static const char middle[] =
	    "One two three [four](x) five six seven eight nine";

	(void)state;
	assert_excerpt(
	    middle, 45, "One two three [four] five six seven eight nine");
	assert_excerpt(middle, 40, "One two three [four] five six seven eight...");
	assert_excerpt(middle, 39, "One two three [four] five six seven...");
	assert_excerpt(middle, 24, "One two three [four] five...");
	assert_excerpt(middle, 20, "...two three [four]...");
	/* Nothing follows: all of the room is for what comes before. */
	assert_excerpt(
	    "One two three four [five](x)", 22, "...two three four [five]");
	assert_excerpt("[One](x) two three", 18, "[One] two three");
	/* Where there are no blanks, between characters. */
	assert_excerpt("aaaaaaaaaaaa[x](y)bbbbbbbbbbbb", 13, "...aaaaaaa[x]bbb...");
	/* The link itself is never cut here. */
	assert_excerpt("a [longer than that](y) b", 5, "...[longer than that]...");
}

static void
a_sentence_without_end_is_cut_between_characters(void **state)
{
	struct strbuf text = {0};
	struct document *document;
	struct str sentence;
	size_t offset;

	(void)state;
	for (int i = 0; i < 400; i++)
		strbuf_append_string(&text, "題");
	strbuf_append_string(&text, "[x](y)");
	for (int i = 0; i < 400; i++)
		strbuf_append_string(&text, "a題");
	document = document_parse(NULL, strbuf_str(&text));
	sentence = link_sentence(document, &document->links[0], &offset);
	assert_true(sentence.length < 900);
	assert_true(((unsigned char)sentence.data[0] & 0xC0) != 0x80);
	assert_true(((unsigned char)sentence.data[sentence.length] & 0xC0) != 0x80);
	assert_int_equal(sentence.data[offset], 'x');
	document_free(document);
	strbuf_clear(&text);
}

static struct archive *
load(void **state)
{
	struct place *place = *state;
	const struct archive_options options = {.now = 1800000000};
	struct error error = {0};
	struct archive *archive;

	write_file(state, "a.md",
	    "---\nweight: 1\n---\n[x](https://b.org/) [y](https://B.org/2) "
	    "[z](https://a.org/) [m](mailto:me)\n");
	write_file(state, "b.md",
	    "---\nweight: 2\n---\n[x](https://b.org/) and again "
	    "[x](https://b.org/)\n");
	write_file(state, "c.md", "---\nweight: 3\n---\nnone\n");
	archive = archive_load(place->path, &options, &error);
	assert_non_null(archive);
	return archive;
}

static void
hosts_addresses_and_posts_stand_below_each_other(void **state)
{
	static const struct {
		enum survey_row_kind kind;
		const char *url;
		size_t post, count;
	} expected[] = {
	    {SURVEY_HOST, "https://B.org/2", 0, 2},
	    {SURVEY_ADDRESS, "https://B.org/2", 0, 1},
	    {SURVEY_POST, "https://B.org/2", 0, 0},
	    {SURVEY_ADDRESS, "https://b.org/", 0, 2},
	    {SURVEY_POST, "https://b.org/", 0, 0},
	    {SURVEY_POST, "https://b.org/", 1, 0},
	    {SURVEY_HOST, "https://a.org/", 0, 1},
	    {SURVEY_ADDRESS, "https://a.org/", 0, 1},
	    {SURVEY_POST, "https://a.org/", 0, 0},
	    {SURVEY_HOST, "mailto:me", 0, 1},
	    {SURVEY_ADDRESS, "mailto:me", 0, 1},
	    {SURVEY_POST, "mailto:me", 0, 0},
	};
	struct archive *archive = load(state);
	struct link_survey survey = {0};
	struct survey_row *rows;
	size_t count;

	while (link_survey_is_busy(&survey, archive))
		link_survey_work(&survey, archive);
	rows = link_survey_rows(&survey, &count);
	assert_int_equal(survey.count, 6);
	for (size_t i = 0; i < count; i++) {
		const struct mention *mention = &survey.mentions[rows[i].mention];

		if (i >= sizeof(expected) / sizeof(*expected))
			break;
		assert_int_equal(rows[i].kind, expected[i].kind);
		assert_int_equal(rows[i].count, expected[i].count);
		assert_int_equal(mention->post, expected[i].post);
		if (rows[i].kind != SURVEY_HOST)
			assert_str(mention->url, expected[i].url);
	}
	assert_int_equal(count, sizeof(expected) / sizeof(*expected));
	free(rows);
	link_survey_clear(&survey);
	archive_free(archive);
}

static void
an_address_is_counted_once_in_each_other_post(void **state)
{
	struct archive *archive = load(state);
	struct document *document = document_parse(
	    NULL, str_of("[x](https://b.org/) [x](https://b.org/) [n](no)"));
	struct link_count counts;

	link_count_begin(&counts, document, 0);
	while (link_count_is_busy(&counts, archive))
		link_count_work(&counts, archive);
	assert_int_equal(link_count_of(&counts, str_of("https://b.org/")), 1);
	assert_int_equal(link_count_of(&counts, str_of("no")), 0);
	assert_int_equal(link_count_of(&counts, str_of("https://a.org/")), 0);
	link_count_clear(&counts);
	document_free(document);
	archive_free(archive);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_sentence_ends_at_full_stops_and_lines),
	    cmocka_unit_test(a_footnote_ends_before_its_way_back),
	    cmocka_unit_test(an_excerpt_is_cut_between_words),
	    cmocka_unit_test(a_sentence_without_end_is_cut_between_characters),
	    IN_PLACE(hosts_addresses_and_posts_stand_below_each_other),
	    IN_PLACE(an_address_is_counted_once_in_each_other_post),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
