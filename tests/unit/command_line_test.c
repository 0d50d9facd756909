/* SPDX-License-Identifier: Apache-2.0 */
/* What is typed behind ":". */
#include "unit.h"
#include "cnai/command_argument.h"
#include "cnai/command_line.h"
#include "cnai/views.h"

/* A view that listens to the commands of the list. */
static const struct view_kind kind = {.commands = &list_commands};

static void
a_line_is_a_count_a_name_and_a_text(void **state)
{
	static const struct {
		const char *line;
		size_t count;
		const char *name, *text;
	} lines[] = {
	    {"", 0, "", ""},
	    {"  ", 0, "", ""},
	    {"12", 12, "", ""},
	    {"top", 0, "top", ""},
	    {" top 5 ", 0, "top", "5"},
	    {"5 top", 5, "top", ""},
	    {"5top", 5, "top", ""},
	    {"w a b", 0, "w", "a b"},
	    {"w 5 b", 0, "w", "5 b"},
	    {"99999999999999999999", 999999999, "", ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++) {
		struct command_line line =
		    command_line_parse(str_of(lines[i].line));

		assert_int_equal(line.count, lines[i].count);
		assert_str(line.name, lines[i].name);
		assert_str(line.text, lines[i].text);
	}
}

static void
names_are_found(void **state)
{
	static const struct {
		const char *name, *found;
	} names[] = {
	    {"top", "top"},
	    {"q", "quit"},
	    {"q!", "quit"},
	    {"h", "help"},
	    {"open", "open"},
	    {"rel", "reload"},
	};
	struct strbuf explanation = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		const struct command *command =
		    command_line_find(&kind, str_of(names[i].name), &explanation);

		assert_non_null(command);
		assert_string_equal(command->name, names[i].found);
	}
	assert_int_equal(explanation.length, 0);
}

static void
what_is_not_found_is_explained(void **state)
{
	static const struct {
		const char *name, *explanation;
	} names[] = {
	    {"line", "line may mean line-down, line-up"},
	    {"quti", "There is no command quti; did you mean quit?"},
	    {"xyzzy", "There is no command xyzzy: Tab behind : lists them all"},
	    {"next-post", "next-post works elsewhere: In a post"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		struct strbuf text = {0};

		assert_null(command_line_find(&kind, str_of(names[i].name), &text));
		assert_str(strbuf_str(&text), names[i].explanation);
		strbuf_clear(&text);
	}
}

static void
names_are_completed(void **state)
{
	static const struct {
		const char *before, *after, *candidates;
	} lines[] = {
	    {"rel", "reload ", ""},
	    {"5 to", "5 top ", ""},
	    {"line", "line-",
		"line-down         one line down\n"
		"line-up           one line up\n"},
	    {"xyzzy", "xyzzy", ""},
	    {"top 5", "top 5", ""},
	    {"top ", "top ", ""},
	    {"sort ", "sort ", "weight\ndate\ntitle\n"},
	    {"sort d", "sort date", ""},
	    {"filter x", "filter x", ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++) {
		struct strbuf line = {0}, candidates = {0};

		strbuf_append_string(&line, lines[i].before);
		command_line_complete(&kind, &line, &candidates);
		assert_str(strbuf_str(&line), lines[i].after);
		assert_str(strbuf_str(&candidates), lines[i].candidates);
		strbuf_clear(&line);
		strbuf_clear(&candidates);
	}
}

static bool
is_command(const char *name)
{
	for (size_t i = 0; all_command_tables[i]; i++)
		for (size_t j = 0; j < all_command_tables[i]->count; j++)
			if (strcmp(all_command_tables[i]->commands[j].name, name) ==
			    0)
				return true;
	return false;
}

static void
only_commands_there_are_take_something(void **state)
{
	const char *name;

	(void)state;
	for (size_t i = 0; (name = command_taking(i)); i++)
		if (!is_command(name))
			fail_msg("no command is called %s", name);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_line_is_a_count_a_name_and_a_text),
	    cmocka_unit_test(names_are_found),
	    cmocka_unit_test(what_is_not_found_is_explained),
	    cmocka_unit_test(only_commands_there_are_take_something),
	    cmocka_unit_test(names_are_completed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
