/* SPDX-License-Identifier: Apache-2.0 */
/* YAML as a tree: what is found in it, where it ends, what it costs. */
#include "unit.h"
#include "reading.h"
#include "cnai/yaml_tree.h"
#include "../../src/archive/yaml_flat.h"

static struct reading
read_yaml(struct str text)
{
	return reading_by(yaml_read, text);
}

/* The text KEY has in the map TEXT; "(none)", "(list)" or "(map)" else. */
static void
assert_value(const char *text, const char *key, const char *expected)
{
	static const char *const kinds[] = {"", "(list)", "(map)"};
	struct reading reading = read_yaml(str_of(text));
	const struct yaml_node *value = yaml_find(reading.root, key);
	struct str found = str_of("(none)");

	if (value)
		found = value->kind == YAML_SCALAR ? value->text
						   : str_of(kinds[value->kind]);
	assert_str(found, expected);
	arena_clear(&reading.arena);
}

static const struct {
	const char *text, *key, *value;
} values[] = {
    {"title: News", "title", "News"},
    {"title:  \"two blanks\"\n", "title", "two blanks"},
    {"Title: News", "tITLE", "News"},
    {"title: a\ntitle: b", "title", "b"},
    {"title: a\nTITLE: b", "title", "b"},
    {"title:", "title", ""},
    {"title: |\n  one\n  two\n", "title", "one\ntwo\n"},
    {"title: >-\n  one\n  two\n", "title", "one two"},
    {"a: [x, y]\nb: {c: d}", "a", "(list)"},
    {"a: [x, y]\nb: {c: d}", "b", "(map)"},
    {"a: 1", "b", "(none)"},
    {"", "a", "(none)"},
    {"- a", "a", "(none)"},
    {"a", "a", "(none)"},
    {"{\"title\": \"a\\/b\", \"weight\": 3}", "title", "a/b"},
    {"a: &x one\nb: *x", "b", "one"},
    {"base: &x {a: 1, b: 2}\n<<: *x\nb: 3", "a", "1"},
    {"base: &x {a: 1, b: 2}\n<<: *x\nb: 3", "b", "3"},
    {"b: 3\n<<: {b: 2, c: 4}", "b", "3"},
    {"<<: [{a: 1}, {a: 2, b: 3}]", "a", "1"},
    {"<<: [{a: 1}, {a: 2, b: 3}]", "b", "3"},
    {"<<: {<<: {<<: {deep: yes}}}", "deep", "yes"},
    {"<<: not a map\na: 1", "b", "(none)"},
    {"a: 1\n---\na: 2", "a", "1"},
    {"a: \"\\e[31m\"", "a", "\x1b[31m"},
    {"a\r\n: 1", "b", "(none)"},
    {"a: 1\r\nb: 2\r\n", "a", "1"},
    {"a: 1\rb: 2\r", "b", "2"},
};

static void
a_value_is_found_by_its_key(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(values) / sizeof(*values); i++)
		assert_value(values[i].text, values[i].key, values[i].value);
}

static const struct {
	const char *text;
	size_t line, column;
	const char *kept_key; /* NULL for none */
	const char *message;  /* a part of it */
} problems[] = {
    {"a: 1\nb: [", 3, 1, "a", ""},
    {"a: 1\nb: *nobody\n", 2, 4, "a", "anchor"},
    {"a: 1\nb: c: d\n", 2, 5, "a", "quotes"},
    {"a: 1\n\tb: 2\n", 2, 1, NULL, "tab"},
    {"a: 1\nb: \"never closed\n", 2, 4, "a", "quote"},
    {"a: 1\nno colon\nb: 2\n", 2, 1, "a", "colon"},
    {"a: &x [*x]", 1, 8, "a", "anchor"},
    {"a: 1\nb: \xff\n", 2, 4, "b", "UTF-8"},
    {"a: 1\nb: caf\xc3\xa9 \x1b[0m\n", 2, 9, "b", "control"},
    {"a: 1\r\nb: \x01\r\n", 2, 4, "b", "control"},
    {"a: 1\rb: \x7f", 2, 4, "a", "control"},
    {"a: 1\nb: \xef\xbf\xbf", 2, 4, "b", ""},
    {"@a: 1", 1, 1, NULL, "quotes"},
};

static void
bad_yaml_is_said_with_its_place_and_the_rest_is_kept(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(problems) / sizeof(*problems); i++) {
		struct reading reading = read_yaml(str_of(problems[i].text));

		assert_false(reading.is_good);
		assert_int_equal(reading.problem.line, problems[i].line);
		assert_int_equal(reading.problem.column, problems[i].column);
		assert_non_null(
		    strstr(reading.problem.message, problems[i].message));
		if (problems[i].kept_key)
			assert_non_null(
			    yaml_find(reading.root, problems[i].kept_key));
		arena_clear(&reading.arena);
	}
}

static void
nothing_is_a_document_without_a_root(void **state)
{
	static const char *const texts[] = {
	    "", "\n\n", "# a comment\n", "---\n..."};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct reading reading = read_yaml(str_of(texts[i]));

		assert_true(reading.is_good);
		if (i < 3)
			assert_null(reading.root);
		arena_clear(&reading.arena);
	}
}

static void
nodes_know_their_place(void **state)
{
	struct reading reading = read_yaml(str_of("a: 1\nlong: \"x\"\n"));
	const struct yaml_node *value = yaml_find(reading.root, "long");

	(void)state;
	assert_int_equal(value->line, 2);
	assert_int_equal(value->column, 7);
	assert_false(value->is_plain);
	assert_true(yaml_find(reading.root, "a")->is_plain);
	arena_clear(&reading.arena);
}

static void
nul_is_replaced_and_not_the_end(void **state)
{
	struct reading reading = read_yaml((struct str){"a: x\0y\nb: 2", 11});

	(void)state;
	assert_false(reading.is_good);
	assert_int_equal(reading.problem.column, 5);
	assert_str(yaml_find(reading.root, "a")->text, "x\uFFFDy");
	assert_str(yaml_find(reading.root, "b")->text, "2");
	arena_clear(&reading.arena);
}

static const struct {
	const char *start, *repeated, *end;
	size_t count;
	const char *message; /* NULL if it is good */
} hostile[] = {
    {"a: ", "[", "", 200000, "64 levels"},
    {"a: ", "{x: ", "", 50000, "64 levels"},
    {"", "- ", "", 50000, "64 levels"},
    {"a: ", "[", "1", 63, ""},
    {"a: [", "1,", "]", 200000, "more than 100000 values"},
    {"a: [", "&x 1, ", "]", 300, "more than 256 anchors"},
    {"a: [&x 1, ", "*x, ", "]", 50000, NULL},
    {"a: \"", "x", "\"", 1000000, NULL},
    {"", "k: v\n", "", 40000, NULL},
    {"? ", "x", "\n: 1", 5000, NULL},
    {"", "%TAG !a! x\n", "---\na: 1", 200000, "directives"},
    {"", "%YAML 1.1\r", "", 200000, "directives"},
};

static void
hostile_yaml_ends_soon(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(hostile) / sizeof(*hostile); i++) {
		struct strbuf text = {0};
		struct reading reading;

		strbuf_append_string(&text, hostile[i].start);
		for (size_t n = 0; n < hostile[i].count; n++)
			strbuf_append_string(&text, hostile[i].repeated);
		strbuf_append_string(&text, hostile[i].end);
		reading = read_yaml(strbuf_str(&text));
		assert_int_equal(reading.is_good, hostile[i].message == NULL);
		if (hostile[i].message)
			assert_non_null(
			    strstr(reading.problem.message, hostile[i].message));
		arena_clear(&reading.arena);
		strbuf_clear(&text);
	}
}

/* Each map merges the one before it twice: 2 to the power of 200 ways. */
static void
merges_of_merges_do_not_multiply(void **state)
{
	struct strbuf text = {0};
	struct reading reading;

	(void)state;
	strbuf_append_string(&text, "m0: &m0 {deep: 1}\n");
	for (int i = 1; i < 200; i++)
		strbuf_printf(
		    &text, "m%d: &m%d {<<: [*m%d, *m%d]}\n", i, i, i - 1, i - 1);
	strbuf_append_string(&text, "<<: *m199\n");
	reading = read_yaml(strbuf_str(&text));
	assert_true(reading.is_good);
	assert_null(yaml_find(reading.root, "nowhere"));
	arena_clear(&reading.arena);
	strbuf_clear(&text);
}

static void
every_truncation_of_a_front_matter_is_read(void **state)
{
	static const char text[] = "title: \"a: b\" # c\ntags: [x, &a y]\n"
				   "d: |\n  one\n  tw\xc3\xb6\nm: {<<: {k: *a}}\n";

	(void)state;
	for (size_t length = 0; length < sizeof(text); length++) {
		struct reading reading = read_yaml((struct str){text, length});

		yaml_find(reading.root, "k");
		if (length > 16)
			assert_str(yaml_find(reading.root, "title")->text, "a: b");
		arena_clear(&reading.arena);
	}
}

static bool
is_same_tree(const struct yaml_node *a, const struct yaml_node *b)
{
	for (; a && b; a = a->next, b = b->next)
		if (a->kind != b->kind || a->is_plain != b->is_plain ||
		    a->line != b->line || a->column != b->column ||
		    !str_equal(a->text, b->text) || !str_equal(a->tag, b->tag) ||
		    !is_same_tree(a->first, b->first))
			return false;
	return !a && !b;
}

/*
 * Plain front matter is read without libyaml. A comment with a tab is not
 * plain and means nothing, so with it the same text is read by libyaml.
 */
static bool
is_flat_and_the_same(struct str text)
{
	struct arena arena = {0};
	struct strbuf commented = {0};
	struct reading by_library;
	struct yaml_node *root;
	bool is_flat = yaml_read_flat(text, &arena, &root);

	strbuf_append(&commented, text);
	strbuf_append_string(&commented, "#\t\n");
	by_library = read_yaml(strbuf_str(&commented));
	if (is_flat &&
	    (!by_library.is_good || !is_same_tree(root, by_library.root)))
		fail_msg("not the same: %s", commented.data);
	strbuf_clear(&commented);
	arena_clear(&arena);
	arena_clear(&by_library.arena);
	return is_flat;
}

static void
plain_front_matter_is_read_as_libyaml_reads_it(void **state)
{
	static const char *const parts[] = {"title:", "a:", "tags:", " ", " ", "  ",
	    "\n", "\n", "\n", "\n\n", "text", "two words", "\"", "'", "\"x\"",
	    "'y'", "|", "|-", "|+", ">", "[", "]", ",", ", ", "- ", "-", "- item\n",
	    "  - item\n", "  line\n", "   more\n", "#", " # c", ":", ": ", "{", "}",
	    "\\", "5", "-3", "2024-04-19", "10:00", "?", "*", "&x", "!t", "%", "@",
	    "`", "---", "...", "\xC3\xA9", "\xE2\x80\x99", "\xE2\x80\xA8",
	    "<<:", "http://x.org/#y", "(a)", "~", "null", "=", "$", "+1", "/p",
	    "\t"};
	uint32_t random = 1;
	int flat_count = 0;

	(void)state;
	for (int round = 0; round < 60000; round++) {
		struct strbuf text = {0};

		strbuf_append_string(&text, round % 2 ? "a: b\nkey: " : "k:");
		for (int i = 0; i < 1 + round % 9; i++) {
			random = random * 1664525 + 1013904223;
			strbuf_append_string(
			    &text, parts[(random >> 8) %
					 (sizeof(parts) / sizeof(*parts))]);
		}
		strbuf_append_byte(&text, '\n');
		flat_count += is_flat_and_the_same(strbuf_str(&text));
		strbuf_clear(&text);
	}
	assert_in_range(flat_count, 2000, 30000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_value_is_found_by_its_key),
	    cmocka_unit_test(bad_yaml_is_said_with_its_place_and_the_rest_is_kept),
	    cmocka_unit_test(nothing_is_a_document_without_a_root),
	    cmocka_unit_test(nodes_know_their_place),
	    cmocka_unit_test(nul_is_replaced_and_not_the_end),
	    cmocka_unit_test(hostile_yaml_ends_soon),
	    cmocka_unit_test(merges_of_merges_do_not_multiply),
	    cmocka_unit_test(every_truncation_of_a_front_matter_is_read),
	    cmocka_unit_test(plain_front_matter_is_read_as_libyaml_reads_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
