/* SPDX-License-Identifier: Apache-2.0 */
/* What the front matter of a file says of a post, as Hugo reads it. */
#include "unit.h"
#include "cnai/post.h"

enum { NOW = 1700000000 }; /* 2023-11-14T22:13:20Z */

struct parsed {
	struct post post;
	struct arena arena;
	struct diagnostics diagnostics;
};

static struct parsed
parse_at(struct str text, const char *path)
{
	const struct post_context context = {.now = NOW, .checks_body = true};
	struct parsed parsed = {0};

	post_parse(
	    &parsed.post, text, path, &context, &parsed.arena, &parsed.diagnostics);
	return parsed;
}

static struct parsed
parse(const char *text)
{
	return parse_at(str_of(text), "folder/name.md");
}

/* A file with TITLE and one line more. */
static struct parsed
parse_line(const char *line)
{
	struct strbuf text = {0};
	struct parsed parsed;

	strbuf_printf(&text, "---\ntitle: T\n%s\n---\nbody\n", line);
	parsed = parse(text.data);
	strbuf_clear(&text);
	return parsed;
}

static void
clear(struct parsed *parsed)
{
	arena_clear(&parsed->arena);
	diagnostics_clear(&parsed->diagnostics);
}

/* "line:column rule", one after the other. */
static void
assert_diagnostics(const struct parsed *parsed, const char *expected)
{
	struct strbuf text = {0};

	for (size_t i = 0; i < parsed->diagnostics.count; i++) {
		const struct diagnostic *item = &parsed->diagnostics.items[i];

		strbuf_printf(&text, "%s%zu:%zu %s", i ? ", " : "", item->line,
		    item->column, item->rule);
	}
	assert_str(strbuf_str(&text), expected);
	strbuf_clear(&text);
}

static const struct {
	const char *written;
	int64_t weight;
	bool is_wrong;
} weights[] = {
    {"5", 5, false},
    {"+5", 5, false},
    {"-5", -5, false},
    {"\"7\"", 7, false},
    {"010", 8, false},
    {"0o10", 8, false},
    {"0x10", 16, false},
    {"0b11", 3, false},
    {"08", 8, false},
    {"1_000", 1000, false},
    {"5.9", 5, false},
    {"-5.9", -5, false},
    {".9", 0, false},
    {"1e3", 1000, false},
    {"1E+2", 100, false},
    {"true", 1, false},
    {"false", 0, false},
    {"9223372036854775807", INT64_MAX, false},
    {"9223372036854775808", INT64_MIN, false},
    {"-99999999999999999999", INT64_MIN, false},
    {"1e300", INT64_MIN, false},
    {"0", 0, false},
    {"", 0, false},
    {"~", 0, false},
    {"null", 0, false},
    {"abc", 0, true},
    {"\"true\"", 0, true},
    {"\" 5 \"", 0, true},
    {"5 apples", 0, true},
    {"[5]", 0, true},
    {"{a: 5}", 0, true},
    {"2024-04-19", 0, true},
    {"_5", 0, true},
    {"5_", 0, true},
    {"0x", 0, true},
    {"1e", 0, true},
    {".", 0, true},
    {"-", 0, true},
    {"1.2.3", 0, true},
};

static void
a_weight_is_read_in_every_form(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(weights) / sizeof(*weights); i++) {
		struct strbuf line = {0};
		struct parsed parsed;

		strbuf_printf(&line, "weight: %s", weights[i].written);
		parsed = parse_line(line.data);
		assert_int_equal(parsed.post.weight, weights[i].weight);
		/* "- " begins a list, so "-" is bad YAML or no weight. */
		if (strcmp(weights[i].written, "-") != 0)
			assert_diagnostics(
			    &parsed, weights[i].is_wrong ? "3:9 weight" : "");
		clear(&parsed);
		strbuf_clear(&line);
	}
}

/* The date as text; "" for none. */
static const struct {
	const char *written, *date;
} dates[] = {
    {"2024-04-19", "2024-04-19T00:00:00Z"},
    {"2024-04-19T10:00:00", "2024-04-19T10:00:00Z"},
    {"2024-04-19T10:00:00Z", "2024-04-19T10:00:00Z"},
    {"2024-04-19T10:00:00+05:30", "2024-04-19T04:30:00Z"},
    {"2024-04-19T10:00:00-0800", "2024-04-19T18:00:00Z"},
    {"2024-04-19T10:00:00.123456Z", "2024-04-19T10:00:00Z"},
    {"2024-04-19 10:00:00", "2024-04-19T10:00:00Z"},
    {"2024-04-19 10:00:00 +0200", "2024-04-19T08:00:00Z"},
    {"2024-04-19 10:00:00 +02:00", "2024-04-19T08:00:00Z"},
    {"2024-04-19 10:00:00 +0000 UTC", "2024-04-19T10:00:00Z"},
    {"Fri, 19 Apr 2024 10:00:00 GMT", "2024-04-19T10:00:00Z"},
    {"Fri, 19 Apr 2024 10:00:00 +0200", "2024-04-19T08:00:00Z"},
    {"19 Apr 2024", "2024-04-19T00:00:00Z"},
    {"2024-04-19T10:00:00,5Z", "2024-04-19T10:00:00Z"},
    {"0001-01-01", "0001-01-01T00:00:00Z"},
    {"9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"},
    {"2024-02-29", "2024-02-29T00:00:00Z"},
    {"2000-02-29", "2000-02-29T00:00:00Z"},
    {"1969-12-31", "1969-12-31T00:00:00Z"},
    {"1600-03-01", "1600-03-01T00:00:00Z"},
    {"2023-02-29", ""},
    {"1900-02-29", ""},
    {"2024-02-30", ""},
    {"2024-13-01", ""},
    {"2024-00-01", ""},
    {"2024-01-00", ""},
    {"0000-01-01", ""},
    {"0001-01-01T00:00:00+01:00", ""},
    {"2024-04", ""},
    {"19 April 2024", ""},
    {"2024-04-19t10:00:00z", ""},
    {"2024-04-19T24:00:00", ""},
    {"2024-04-19T10:60:00", ""},
    {"2024-04-19T10:00:60", ""},
    {"2024-04-19T10:00", ""},
    {"2024-04-19T10:00:00.", ""},
    {"2024-04-19T10:00:00+5", ""},
    {"2024-04-19 ", ""},
    {" 2024-04-19", ""},
    {"2024-04-19x", ""},
    {"Fri, 19 Foo 2024 10:00:00 GMT", ""},
    {"", ""},
    {"1713520800", ""},
};

static void
a_date_is_read_in_the_forms_hugo_knows(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(dates) / sizeof(*dates); i++) {
		struct post_date date =
		    post_date_parse(str_of(dates[i].written), false);
		struct strbuf text = {0};

		if (date.is_set)
			post_date_append(&text, date);
		assert_str(strbuf_str(&text), dates[i].date);
		strbuf_clear(&text);
	}
}

static void
a_plain_number_is_seconds_since_1970(void **state)
{
	static const struct {
		const char *written;
		bool is_set;
		int64_t seconds;
	} numbers[] = {
	    {"1713520800", true, 1713520800},
	    {"-1", true, -1},
	    {"0", true, 0},
	    {"253402300800", false, 0},
	    {"99999999999999999999", false, 0},
	    {"-", false, 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++) {
		struct post_date date =
		    post_date_parse(str_of(numbers[i].written), true);

		assert_int_equal(date.is_set, numbers[i].is_set);
		assert_int_equal(date.seconds, numbers[i].seconds);
	}
}

static const struct {
	const char *line, *date, *diagnostics;
} date_keys[] = {
    {"date: 2020-01-01\nlastmod: 2021-01-01", "2020-01-01T00:00:00Z", ""},
    {"lastmod: 2021-01-01\npubdate: 2022-01-01", "2022-01-01T00:00:00Z", ""},
    {"modified: 2021-01-01", "2021-01-01T00:00:00Z", ""},
    {"published: 2021-01-01", "2021-01-01T00:00:00Z", ""},
    {"published: true", "", ""},
    {"date: 1713520800", "2024-04-19T10:00:00Z", ""},
    {"date: soon\npublishDate: 2021-01-01", "2021-01-01T00:00:00Z", "3:7 date"},
    {"date: 2024-02-30", "", "3:7 date"},
    {"date:", "", ""},
    {"date: [2024-01-01]", "", "3:7 date"},
    {"Date: 2021-01-01", "2021-01-01T00:00:00Z", ""},
};

static void
the_first_key_with_a_date_gives_the_date(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(date_keys) / sizeof(*date_keys); i++) {
		struct parsed parsed = parse_line(date_keys[i].line);
		struct strbuf text = {0};

		if (parsed.post.date.is_set)
			post_date_append(&text, parsed.post.date);
		assert_str(strbuf_str(&text), date_keys[i].date);
		assert_diagnostics(&parsed, date_keys[i].diagnostics);
		strbuf_clear(&text);
		clear(&parsed);
	}
}

static const struct {
	const char *line;
	unsigned hidden;
} hidden[] = {
    {"draft: false", 0},
    {"draft: true", HIDDEN_DRAFT},
    {"draft: \"true\"", HIDDEN_DRAFT},
    {"draft: 1", HIDDEN_DRAFT},
    {"draft: 0", 0},
    {"draft: no idea", 0},
    {"Draft: True", HIDDEN_DRAFT},
    {"published: false", HIDDEN_DRAFT},
    {"published: true", 0},
    {"published: false\ndraft: false", 0},
    {"date: 2024-01-01", HIDDEN_FUTURE},
    {"publishDate: 2024-01-01", HIDDEN_FUTURE},
    {"publishDate: 2020-01-01\ndate: 2024-01-01", 0},
    {"lastmod: 2024-01-01", 0},
    {"expiryDate: 2020-01-01", HIDDEN_EXPIRED},
    {"unpublishdate: 2020-01-01", HIDDEN_EXPIRED},
    {"expiryDate: 2024-01-01", 0},
    {"build: {list: never}", HIDDEN_UNLISTED},
    {"_build:\n  list: false", HIDDEN_UNLISTED},
    {"build: {list: local}", 0},
    {"build: never", 0},
    {"headless: true", 0},
    {"draft: true\nexpiryDate: 2020-01-01", HIDDEN_DRAFT | HIDDEN_EXPIRED},
};

static void
a_post_hugo_would_not_show_says_why(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(hidden) / sizeof(*hidden); i++) {
		struct parsed parsed = parse_line(hidden[i].line);

		assert_int_equal(parsed.post.hidden, hidden[i].hidden);
		assert_int_equal(
		    parsed.post.is_draft, (hidden[i].hidden & HIDDEN_DRAFT) != 0);
		clear(&parsed);
	}
}

static void
only_a_folder_can_be_headless(void **state)
{
	struct parsed parsed =
	    parse_at(str_of("---\nheadless: true\n---\n"), "a/b/index.md");

	(void)state;
	assert_int_equal(parsed.post.hidden, HIDDEN_UNLISTED);
	assert_str(parsed.post.title, "b");
	clear(&parsed);
}

static const struct {
	const char *text, *title;
} titles[] = {
    {"---\ntitle: News\n---\n# Heading\n", "News"},
    {"---\ntitle:  \"This Week:  x\"\n---\n", "This Week:  x"},
    {"---\ntitle: 123\n---\n", "123"},
    {"---\ntitle: true\n---\n", "true"},
    {"---\ntitle: 2024-04-19\n---\n", "2024-04-19"},
    {"---\ntitle: 1.50\n---\n", "1.5"},
    {"---\ntitle: 2.0\n---\n", "2"},
    {"---\ntitle: \"1.50\"\n---\n", "1.50"},
    {"---\ntitle: v1.50\n---\n", "v1.50"},
    {"---\ntitle: |\n  one\n  two\n---\n", "one\ntwo"},
    {"---\ntitle: &t News\nx: *t\n---\n", "News"},
    {"---\nx: &t News\ntitle: *t\n---\n", "News"},
    {"---\ntitle: null\n---\n# Heading\n", "Heading"},
    {"---\ntitle: [a]\n---\n# Heading\n", "Heading"},
    {"---\ntitle: \"  \"\n---\n# Heading\n", "Heading"},
    {"# Heading\n", "Heading"},
    {"text\n\n## Two *words* and `code`  ##\n", "Two words and code"},
    {"   ###### Six\n", "Six"},
    {"# snake_case _word_\n", "snake_case word"},
    {"# With an id {#id}\n", "With an id"},
    {"# C#\n", "C#"},
    {"# 1\\* \\x\n", "1* \\x"},
    {"#\n# \n# ##\n## Third\n", "Third"},
    {"#no heading\n####### seven\n    # code\n", "name"},
    {"```\n# code\n```\n# Heading\n", "Heading"},
    {"~~~ sh\n# code\n```\n# code\n~~~\n# Heading\n", "Heading"},
    {"````\n```\n# code\n", "name"},
    {"a\r# Heading\rb", "Heading"},
    {"\xEF\xBB\xBF# Heading\r\n", "Heading"},
    {"", "name"},
    {"no heading", "name"},
};

static void
a_post_always_has_a_title(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(titles) / sizeof(*titles); i++) {
		struct parsed parsed = parse(titles[i].text);

		assert_str(parsed.post.title, titles[i].title);
		clear(&parsed);
	}
}

static void
names_stand_in_for_titles(void **state)
{
	static const struct {
		const char *path, *name;
	} names[] = {
	    {"a.md", "a"},
	    {"a/b.c.markdown", "b.c"},
	    {"a/index.md", "a"},
	    {"a/b/index.md", "b"},
	    {"index.md", "index"},
	    {"README", "README"},
	    {".md", ".md"},
	    {"-", "-"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		assert_str(post_name(names[i].path), names[i].name);
}

static const struct {
	const char *text, *body, *title;
	size_t line;
	const char *diagnostics;
} bodies[] = {
    {"---\ntitle: T\n---\nbody", "body", "T", 4, ""},
    {"---\r\ntitle: T\r\n---\r\nbody", "body", "T", 4, ""},
    {"---\rtitle: T\r---\rbody", "body", "T", 4, ""},
    {"\xEF\xBB\xBF---\ntitle: T\n---\nbody", "body", "T", 4, ""},
    {"\n \t\n--- \t\ntitle: T\n---  \nbody", "body", "T", 6, ""},
    {"---\ntitle: T\n---", "", "T", 3, ""},
    {"---\ntitle: |\n  T\n  ---\n---\nbody", "body", "T\n---", 6, ""},
    {"---\ntitle: T\n...\n---\nbody", "body", "T", 5, ""},
    {"---\n---\nbody", "body", "name", 3, "1:0 title"},
    {"{\"title\": \"T}\\\"\"}\nbody", "body", "T}\"", 2, ""},
    {"{\n \"title\": \"T\",\n\t\"a\": {\"b\": 1}\n}\n\nbody", "\nbody", "T", 5, ""},
    {"{{< shortcode >}}", "{{< shortcode >}}", "name", 1, "1:0 title"},
    {"+++\ntitle = 1\n+++\nbody", "body", "1", 4, ""},
    {"+++\nbody", "+++\nbody", "name", 1, "1:1 front-matter, 1:0 title"},
    {"---\ntitle: T\n\nbody", "\nbody", "T", 3, "1:1 front-matter"},
    {"---\ntitle: T\nbody", "title: T\nbody", "T", 2, "1:1 front-matter"},
    {"---\nSome words.\n\nMore.", "---\nSome words.\n\nMore.", "name", 1,
	"1:1 front-matter, 1:0 title"},
    {"{\"title\": \"T\"\n\nbody", "\nbody", "T", 2, "1:1 front-matter"},
    {"---\n- a\n---\nbody", "body", "name", 4, "2:1 front-matter, 1:0 title"},
    {"---\nwords\n---\nbody", "body", "name", 4, "2:1 front-matter, 1:0 title"},
    {"---\ntitle: T\nx: a: b\n---\nbody", "body", "T", 5, "3:5 front-matter"},
    {"---\ntitle: T\n\tx: 1\n---\nbody", "body", "T", 5, "3:1 front-matter"},
    {"---\ntitle: T\nx: \xff\nweight: 1\n---\nbody", "body", "T", 6,
	"3:4 front-matter"},
    {"---\ntitle: S\ntitle: T\n---\nbody", "body", "T", 5, "3:1 duplicate-key"},
    {"---\ntitle: T\n---\na\nb \xff\n\xff", "a\nb \xff\n\xff", "T", 4, "5:0 utf-8"},
    {"---\ntitle: T\n---\r\na\r\nb \x1b", "a\r\nb \x1b", "T", 4,
	"5:0 control-characters"},
    {"----\nnot front matter", "----\nnot front matter", "name", 1, "1:0 title"},
    {"-- -\n", "-- -\n", "name", 1, "1:0 title"},
};

static void
the_body_begins_behind_the_front_matter(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(bodies) / sizeof(*bodies); i++) {
		struct str text = str_of(bodies[i].text);
		struct parsed parsed = parse(bodies[i].text);

		assert_str(str_slice(text, parsed.post.body_offset, text.length),
		    bodies[i].body);
		assert_int_equal(parsed.post.body_line, bodies[i].line);
		assert_str(parsed.post.title, bodies[i].title);
		assert_diagnostics(&parsed, bodies[i].diagnostics);
		clear(&parsed);
	}
}

static void
a_bad_line_costs_itself_alone(void **state)
{
	static const char *const lines[] = {
	    "x: a: b\nweight: 7",
	    "\tx: 1\nweight: 7",
	    "no colon\nweight: 7",
	    "@x: 1\nweight: 7",
	    "x: *nobody\nweight: 7",
	    "weight: 7\nx: \"never closed",
	    "x: \x1b\nweight: 7",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++) {
		struct parsed parsed = parse_line(lines[i]);

		assert_str(parsed.post.title, "T");
		assert_int_equal(parsed.post.weight, 7);
		assert_int_equal(parsed.diagnostics.count, 1);
		clear(&parsed);
	}
}

static void
a_nul_in_the_body_is_said_and_kept(void **state)
{
	struct str text = {"# T\na\0b", 7};
	struct parsed parsed = parse_at(text, "x.md");

	(void)state;
	assert_str(parsed.post.title, "T");
	assert_diagnostics(&parsed, "1:0 title, 2:0 control-characters");
	clear(&parsed);
}

static void
the_other_values_are_taken(void **state)
{
	struct parsed parsed =
	    parse_line("linkTitle: L\ndescription: |\n  one\n  two\ntype: news\n"
		       "tags: [a, 2, null, \"b c\"]\n");
	struct parsed other = parse_line("linkTitle: \"\"\ntags: a b\n");

	(void)state;
	assert_str(parsed.post.link_title, "L");
	assert_str(parsed.post.description, "one\ntwo\n");
	assert_str(parsed.post.type, "news");
	assert_int_equal(parsed.post.tag_count, 3);
	assert_str(parsed.post.tags[1], "2");
	assert_str(parsed.post.tags[2], "b c");
	assert_str(other.post.link_title, "");
	assert_int_equal(other.post.tag_count, 1);
	assert_str(other.post.tags[0], "a b");
	clear(&parsed);
	clear(&other);
}

/* In order; each must come before the next. */
static const struct {
	bool is_readable;
	int64_t weight;
	int64_t date; /* 0: none */
	const char *title, *link_title, *path;
} order[] = {
    {true, INT64_MIN, 0, "z", "", "z"},
    {true, -1, 0, "z", "", "z"},
    {true, 1, 0, "z", "", "z"},
    {true, 2, 9, "z", "", "z"},
    {true, 2, 8, "z", "", "z"},
    {true, 2, -8, "z", "", "z"},
    {true, 2, 0, "", "", "z"},
    {true, 2, 0, " a", "", "z"},
    {true, 2, 0, "[a", "", "z"},
    {true, 2, 0, "10", "", "z"},
    {true, 2, 0, "2", "", "z"},
    {true, 2, 0, "ab", "", "A"},
    {true, 2, 0, "ab", "", "a"},
    {true, 2, 0, "ab", "", "a/b"},
    {true, 2, 0, "ab", "", "B"},
    {true, 2, 0, "aB", "", "a"},
    {true, 2, 0, "Ab", "", "a"},
    {true, 2, 0, "AB", "", "a"},
    {true, 2, 0, "áb", "", "a"},
    {true, 2, 0, "zz", "b", "a"},
    {true, 2, 0, "c", "", "a"},
    {true, INT64_MAX, 0, "a", "", "a"},
    {true, 0, 5, "a", "", "a"},
    {true, 0, 0, "a", "", "a"},
    {false, 0, 0, "a", "", "a"},
};

static struct post
order_post(size_t i)
{
	return (struct post){
	    .is_readable = order[i].is_readable,
	    .weight = order[i].weight,
	    .date = {order[i].date != 0, order[i].date},
	    .title = str_of(order[i].title),
	    .has_title = order[i].title[0] != '\0',
	    .link_title = str_of(order[i].link_title),
	    .path = order[i].path,
	};
}

static void
posts_are_in_hugos_order(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(order) / sizeof(*order); i++) {
		for (size_t j = 0; j < sizeof(order) / sizeof(*order); j++) {
			struct post a = order_post(i), b = order_post(j);
			int compared = post_compare(&a, &b);

			assert_int_equal(
			    (compared > 0) - (compared < 0), (i > j) - (i < j));
		}
	}
}

static void
a_long_heading_of_a_hostile_post_is_read_once(void **state)
{
	struct strbuf text = {0};
	struct parsed parsed;

	(void)state;
	strbuf_append_repeated(&text, '\r', 300000);
	strbuf_append_repeated(&text, '#', 300000);
	strbuf_append_string(&text, "\n# ");
	strbuf_append_repeated(&text, '#', 300000);
	strbuf_append_string(&text, "\n---\n# T");
	strbuf_append_repeated(&text, '{', 300000);
	parsed = parse_at(strbuf_str(&text), "x.md");
	assert_int_equal(parsed.post.title.length, 300001);
	clear(&parsed);
	strbuf_clear(&text);
}

static void
front_matter_of_many_megabytes_is_read_in_part(void **state)
{
	struct strbuf text = {0};
	struct parsed parsed;

	(void)state;
	strbuf_append_string(&text, "---\ntitle: T\nx: \"");
	strbuf_append_repeated(&text, '\xff', 8 << 20);
	strbuf_append_string(&text, "\"\nweight: 1\n---\nbody");
	parsed = parse_at(strbuf_str(&text), "x.md");
	assert_str(parsed.post.title, "T");
	assert_int_equal(parsed.post.body_line, 6);
	assert_diagnostics(&parsed, "2:1 front-matter");
	clear(&parsed);
	strbuf_clear(&text);
}

static void
every_truncation_of_a_post_is_a_post(void **state)
{
	static const char text[] =
	    "\xEF\xBB\xBF---\r\ntitle: |\r\n  T\xc3\xb6\r\ntags: [a, b]\r\n"
	    "date: 2024-01-01\r\n---\r\n# H\xc3\xb6 `x`\r\n```\r\n";

	(void)state;
	for (size_t length = 0; length < sizeof(text); length++) {
		struct parsed parsed = parse_at((struct str){text, length}, "x.md");

		assert_true(parsed.post.title.length > 0);
		assert_true(parsed.post.body_offset <= length);
		clear(&parsed);
	}
}

/* "a, b" */
static void
assert_names(const struct str *names, size_t count, const char *expected)
{
	struct strbuf text = {0};

	for (size_t i = 0; i < count; i++) {
		strbuf_append_string(&text, i ? ", " : "");
		strbuf_append(&text, names[i]);
	}
	assert_str(strbuf_str(&text), expected);
	strbuf_clear(&text);
}

static void
people_and_categories_are_texts_lists_or_maps(void **state)
{
	static const struct {
		const char *line, *authors, *categories;
	} lines[] = {
	    {"author: Ann", "Ann", ""},
	    {"authors: [Ann, \"Bo B\"]", "Ann, Bo B", ""},
	    {"author: {name: Ann, email: a@example.org}", "Ann", ""},
	    {"authors:\n- name: Ann\n- Bo\n- {mail: x}", "Ann, Bo", ""},
	    {"authors: []\nauthor: Ann", "Ann", ""},
	    {"author: Bo\nauthors: Ann", "Ann", ""},
	    {"author: ~\ncategories: [a, 1.50, \"\"]", "", "a, 1.5"},
	    {"category: news", "", "news"},
	    {"author: {email: x}", "", ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++) {
		struct parsed parsed = parse_line(lines[i].line);
		const struct post *post = &parsed.post;

		assert_names(post->authors, post->author_count, lines[i].authors);
		assert_names(
		    post->categories, post->category_count, lines[i].categories);
		assert_diagnostics(&parsed, "");
		clear(&parsed);
	}
}

static void
the_day_of_the_last_change_is_known(void **state)
{
	struct parsed parsed = parse_line("date: 2024-04-19\nlastmod: 2024-04-20");

	(void)state;
	assert_int_equal(parsed.post.date.seconds, 1713484800);
	assert_true(parsed.post.last_modified.is_set);
	assert_int_equal(parsed.post.last_modified.seconds, 1713571200);
	clear(&parsed);
	parsed = parse_line("published: 1713520800");
	assert_int_equal(parsed.post.date.seconds, 1713520800);
	assert_false(parsed.post.last_modified.is_set);
	clear(&parsed);
}

static void
json_may_write_a_character_in_halves(void **state)
{
	static const struct {
		const char *written, *title;
	} halves[] = {
	    {"\\ud83d\\ude00", "\U0001F600"},
	    {"a\\uD83D\\uDE00b", "a\U0001F600b"},
	    {"\\u00e9", "\u00e9"},
	    {"\\ud83d", "\uFFFD"},
	    {"\\ud83dx", "\uFFFDx"},
	    {"\\ude00\\ud83d", "\uFFFD\uFFFD"},
	    {"\\\\ud83d", "\\ud83d"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(halves) / sizeof(*halves); i++) {
		struct strbuf text = {0};
		struct parsed parsed;

		strbuf_printf(&text, "{\"title\": \"%s\", \"weight\": 3}\nbody",
		    halves[i].written);
		parsed = parse(text.data);
		assert_str(parsed.post.title, halves[i].title);
		assert_int_equal(parsed.post.weight, 3);
		clear(&parsed);
		strbuf_clear(&text);
	}
}

static void
toml_gives_what_yaml_gives(void **state)
{
	struct parsed parsed =
	    parse("+++\ntitle = \"T\"\nweight = 0x10\n"
		  "date = 2024-04-19T10:00:00+02:00\ndraft = true\n"
		  "tags = [\"a\",\n  'b', # c\n]\n[build]\n"
		  "list = \"never\"\n[[authors]]\nname = \"Ann\"\n"
		  "+++\nbody");

	(void)state;
	assert_str(parsed.post.title, "T");
	assert_int_equal(parsed.post.weight, 16);
	assert_int_equal(parsed.post.date.seconds, 1713513600);
	assert_int_equal(
	    parsed.post.hidden, HIDDEN_DRAFT | HIDDEN_FUTURE | HIDDEN_UNLISTED);
	assert_names(parsed.post.tags, parsed.post.tag_count, "a, b");
	assert_names(parsed.post.authors, parsed.post.author_count, "Ann");
	assert_int_equal(parsed.post.body_line, 14);
	assert_diagnostics(&parsed, "");
	clear(&parsed);
	parsed = parse("+++\ntitle = T\nweight = \"soon\"\n+++\nbody");
	assert_str(parsed.post.title, "T");
	assert_diagnostics(&parsed, "2:9 front-matter, 3:10 weight");
	clear(&parsed);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_weight_is_read_in_every_form),
	    cmocka_unit_test(a_date_is_read_in_the_forms_hugo_knows),
	    cmocka_unit_test(a_plain_number_is_seconds_since_1970),
	    cmocka_unit_test(the_first_key_with_a_date_gives_the_date),
	    cmocka_unit_test(a_post_hugo_would_not_show_says_why),
	    cmocka_unit_test(only_a_folder_can_be_headless),
	    cmocka_unit_test(a_post_always_has_a_title),
	    cmocka_unit_test(names_stand_in_for_titles),
	    cmocka_unit_test(the_body_begins_behind_the_front_matter),
	    cmocka_unit_test(a_bad_line_costs_itself_alone),
	    cmocka_unit_test(a_nul_in_the_body_is_said_and_kept),
	    cmocka_unit_test(the_other_values_are_taken),
	    cmocka_unit_test(posts_are_in_hugos_order),
	    cmocka_unit_test(a_long_heading_of_a_hostile_post_is_read_once),
	    cmocka_unit_test(front_matter_of_many_megabytes_is_read_in_part),
	    cmocka_unit_test(every_truncation_of_a_post_is_a_post),
	    cmocka_unit_test(people_and_categories_are_texts_lists_or_maps),
	    cmocka_unit_test(the_day_of_the_last_change_is_known),
	    cmocka_unit_test(json_may_write_a_character_in_halves),
	    cmocka_unit_test(toml_gives_what_yaml_gives),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
