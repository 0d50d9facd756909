/* SPDX-License-Identifier: Apache-2.0 */
/* TOML as a tree: every form of value, and what bad lines cost. */
#include "unit.h"
#include "reading.h"
#include "cnai/toml.h"

static struct reading
read_toml(struct str text)
{
	return reading_by(toml_read, text);
}

/* Appends NODE: plain text, "quoted", [lists], {maps}. */
static void
append_node(struct strbuf *text, const struct yaml_node *node)
{
	static const char *const brackets[] = {"\"\"", "[]", "{}"};
	const char *pair = brackets[node ? node->kind : 0];

	if (!node) {
		strbuf_append_string(text, "(none)");
		return;
	}
	if (node->kind != YAML_SCALAR || !node->is_plain)
		strbuf_append_byte(text, pair[0]);
	strbuf_append(text, node->text);
	for (const struct yaml_node *item = node->first; item; item = item->next) {
		append_node(text, item);
		strbuf_append_string(text, item->next ? " " : "");
	}
	if (node->kind != YAML_SCALAR || !node->is_plain)
		strbuf_append_byte(text, pair[1]);
}

static void
assert_tree(struct str text, const char *expected)
{
	struct reading reading = read_toml(text);
	struct strbuf found = {0};

	append_node(&found, reading.root);
	assert_str(strbuf_str(&found), expected);
	strbuf_clear(&found);
	arena_clear(&reading.arena);
}

static const struct {
	const char *text, *tree;
} good[] = {
    {"", "(none)"},
    {"# comment only", "(none)"},
    {"a = \"b\"", "{a \"b\"}"},
    {"a='b\\n'", "{a \"b\\n\"}"},
    {"a = \"\"", "{a \"\"}"},
    {"a = \"\\\"\\\\\\t\\u00e9\\U0001F600\"", "{a \"\"\\\t\u00e9\U0001F600\"}"},
    {"a = \"\"\"\none\ntwo\"\"\"", "{a \"one\ntwo\"}"},
    {"a = \"\"\"one \\\n   two\"\"\"", "{a \"one two\"}"},
    {"a = \"\"\"\"x\"\"\"\"\"", "{a \"\"x\"\"\"}"},
    {"a = '''\r\n\\x\r\ny'''", "{a \"\\x\ny\"}"},
    {"a = 1_000\nb = 0x1F\nc = -5\nd = +1.50e3", "{a 1_000 b 0x1F c -5 d +1.50e3}"},
    {"a = true # yes\nb = false", "{a true b false}"},
    {"a = inf\nb = -nan", "{a inf b -nan}"},
    {"a = 2024-04-19\nb = 10:00:00", "{a 2024-04-19 b 10:00:00}"},
    {"a = 2024-04-19t10:00:00z", "{a 2024-04-19T10:00:00Z}"},
    {"a = 2024-04-19 10:00:00.5+02:00", "{a 2024-04-19 10:00:00.5+02:00}"},
    {"a = [\"x\", 'y']", "{a [\"x\" \"y\"]}"},
    {"a = [ # one\n \"x\",\n\n \"y\", # two\n]\nb = 1", "{a [\"x\" \"y\"] b 1}"},
    {"a = []", "{a []}"},
    {"a = [[1, 2], [3]]", "{a [[1 2] [3]]}"},
    {"a = {b = 1, \"c\" = \"d\"}", "{a {b 1 \"c\" \"d\"}}"},
    {"a.b.c = 1\na.b.d = 2", "{a {b {c 1 d 2}}}"},
    {"\"a b\" = 1\n'c.d' = 2", "{\"a b\" 1 \"c.d\" 2}"},
    {"a = 1\n[b]\nc = 2\n[b.d]\ne = 3\n[ f ]\ng = 4",
	"{a 1 b {c 2 d {e 3}} f {g 4}}"},
    {"[[a]]\nb = 1\n[[a]]\nb = 2\n[a.c]\nd = 3", "{a [{b 1} {b 2 c {d 3}}]}"},
    {"a = 1\r\nb = 2\r\n", "{a 1 b 2}"},
};

static void
every_form_of_value_is_read(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++) {
		struct reading reading = read_toml(str_of(good[i].text));

		assert_true(reading.is_good);
		arena_clear(&reading.arena);
		assert_tree(str_of(good[i].text), good[i].tree);
	}
}

static const struct {
	const char *text, *tree;
	size_t line, column;
} bad[] = {
    {"a = 1\nb\nc = 3", "{a 1 c 3}", 2, 2},
    {"a = 1\n= 2\nc = 3", "{a 1 c 3}", 2, 1},
    {"a = Some text\nc = 3", "{a \"Some text\" c 3}", 1, 5},
    {"a =\nc = 3", "{c 3}", 1, 4},
    {"a = \"x\nc = 3", "{c 3}", 1, 7},
    {"a = \"\\q\"\nc = 3", "{c 3}", 1, 7},
    {"a = \"\\ud800\"\nc = 3", "{c 3}", 1, 12},
    {"a = 1 2\nc = 3", "{a \"1 2\" c 3}", 1, 5},
    {"a = \"1\" 2\nc = 3", "{a \"1\" c 3}", 1, 9},
    {"a = [1 2\nc = 3", "(none)", 1, 6},
    {"a = [\"x\" \"y\"]\nc = 3", "{c 3}", 1, 10},
    {"a = [", "(none)", 1, 6},
    {"a = {b = 1", "(none)", 1, 11},
    {"[b\nc = 3", "(none)", 1, 3},
    {"a = 1\n[b]]\nc = 3", "{a 1 b {c 3}}", 2, 4},
    {"\u00e9\u00e9 = 1\nc = 3", "{c 3}", 1, 1},
    {"a = \"\u00e9\" x\nc = 3", "{a \"\u00e9\" c 3}", 1, 9},
    {"a = '''x", "(none)", 1, 9},
};

static void
a_bad_line_is_said_and_costs_itself(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		struct reading reading = read_toml(str_of(bad[i].text));

		assert_tree(str_of(bad[i].text), bad[i].tree);
		assert_int_equal(reading.is_good, bad[i].line == 0);
		assert_int_equal(reading.problem.line, bad[i].line);
		assert_int_equal(reading.problem.column, bad[i].column);
		arena_clear(&reading.arena);
	}
}

static void
bad_bytes_are_replaced_and_said(void **state)
{
	struct reading reading = read_toml(str_of("a = \"x\xFFy\"\nb = 2"));

	(void)state;
	assert_false(reading.is_good);
	assert_string_equal(reading.problem.message, "bytes that are not UTF-8");
	assert_str(yaml_find(reading.root, "a")->text, "x\uFFFDy");
	assert_str(yaml_find(reading.root, "B")->text, "2");
	arena_clear(&reading.arena);
}

static void
hostile_toml_ends_soon(void **state)
{
	static const char *const units[] = {"[", "a=[", "a={b=", "[a.", "a=1\n",
	    "[a]\n", "[[a]]\n", "a.b.c.d=1\n", "\"", "'''", "a=\"\\u", "#", "\r",
	    ",", "a=\"\"\"\"", "\\", "a=[1,", "a.", "\xFF"};

	(void)state;
	for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++) {
		struct strbuf text = {0};
		struct reading reading;

		while (text.length < 400000)
			strbuf_append_string(&text, units[i]);
		reading = read_toml(strbuf_str(&text));
		yaml_find(reading.root, "title");
		arena_clear(&reading.arena);
		strbuf_clear(&text);
	}
}

static void
every_truncation_is_read(void **state)
{
	static const char text[] = "title = \"x\"\n[params]\na.b = [\"\\u00e9\", "
				   "'''y''']\n[[c]]\nd = {e = 1}";

	(void)state;
	for (size_t length = 0; length < sizeof(text); length++) {
		char *copy = malloc(length + 1);
		struct reading reading;

		memcpy(copy, text, length);
		reading = read_toml((struct str){copy, length});
		if (length > 12)
			assert_str(yaml_find(reading.root, "title")->text, "x");
		arena_clear(&reading.arena);
		free(copy);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_form_of_value_is_read),
	    cmocka_unit_test(a_bad_line_is_said_and_costs_itself),
	    cmocka_unit_test(bad_bytes_are_replaced_and_said),
	    cmocka_unit_test(hostile_toml_ends_soon),
	    cmocka_unit_test(every_truncation_is_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
