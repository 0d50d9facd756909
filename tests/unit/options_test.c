/* SPDX-License-Identifier: Apache-2.0 */
#include "unit.h"
#include "cnai/options.h"

enum { WORDS_MAX = 9 };

/* Parses WORDS, which end in NULL and do not name the program. */
static bool
parse(struct options *options, const char *const *words, struct error *error)
{
	char program[] = "cnai-read";
	char *arguments[WORDS_MAX + 2] = {program};
	int count = 1;

	for (; words[count - 1]; count++)
		arguments[count] = (char *)(uintptr_t)words[count - 1];
	return options_parse(options, count, arguments, error);
}

static void
assert_option(const char *actual, const char *expected)
{
	if (expected)
		assert_string_equal(actual ? actual : "(none)", expected);
	else
		assert_null(actual);
}

static void
every_way_to_name_a_mode_and_its_argument(void **state)
{
	static const struct {
		const char *words[WORDS_MAX];
		enum mode mode;
		const char *argument, *archive;
	} cases[] = {
	    {{0}, MODE_NONE, NULL, NULL},
	    {{"--latest"}, MODE_LATEST, NULL, NULL},
	    {{"-1"}, MODE_LATEST, NULL, NULL},
	    {{"--late"}, MODE_LATEST, NULL, NULL},
	    {{"--list", "--list"}, MODE_LIST, NULL, NULL},
	    {{"-l", "folder"}, MODE_LIST, NULL, "folder"},
	    {{"folder", "-l"}, MODE_LIST, NULL, "folder"},
	    {{"-a", "folder", "-l"}, MODE_LIST, NULL, "folder"},
	    {{"--archive=folder"}, MODE_NONE, NULL, "folder"},
	    {{"-"}, MODE_NONE, NULL, "-"},
	    {{"--show", "3"}, MODE_SHOW, "3", NULL},
	    {{"--show=3", "folder"}, MODE_SHOW, "3", "folder"},
	    {{"-s3"}, MODE_SHOW, "3", NULL},
	    {{"--search", "-x word"}, MODE_SEARCH, "-x word", NULL},
	    {{"--links"}, MODE_LINKS, NULL, NULL},
	    {{"--links", "3"}, MODE_LINKS, "3", NULL},
	    {{"--links=3", "folder"}, MODE_LINKS, "3", "folder"},
	    {{"folder", "--links"}, MODE_LINKS, NULL, "folder"},
	    {{"--links", "--", "folder"}, MODE_LINKS, NULL, "folder"},
	    {{"--links", "-j", "folder"}, MODE_LINKS, NULL, "folder"},
	    {{"--check"}, MODE_CHECK, NULL, NULL},
	    {{"--keys"}, MODE_KEYS, NULL, NULL},
	    {{"-h", "--nonsense"}, MODE_HELP, NULL, NULL},
	    {{"--list", "--help"}, MODE_HELP, NULL, NULL},
	    {{"-V"}, MODE_VERSION, NULL, NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct options options;
		struct error error = {0};

		assert_true(parse(&options, cases[i].words, &error));
		assert_int_equal(options.mode, cases[i].mode);
		assert_option(options.argument, cases[i].argument);
		assert_option(options.archive, cases[i].archive);
		assert_null(error.message);
	}
}

static void
modifiers_are_taken_anywhere(void **state)
{
	static const char *const words[] = {"--width=40", "--json", "--latest",
	    "--body", "--color", "never", "--all", "--no-smart", NULL};
	struct options options;
	struct error error = {0};

	(void)state;
	assert_true(parse(&options, words, &error));
	assert_int_equal(options.width, 40);
	assert_true(options.as_json);
	assert_true(options.show_hidden);
	assert_int_equal(options.part, POST_BODY);
	assert_int_equal(options.color, WHEN_NEVER);
	assert_int_equal(options.hyperlinks, WHEN_AUTO);
	assert_true(options.document.plain_quotes);
	assert_false(options.document.plain_emoji);
}

static void
what_makes_no_sense_is_refused_with_the_reason(void **state)
{
	static const struct {
		const char *words[WORDS_MAX];
		const char *message;
	} cases[] = {
	    {{"--list", "--latest"}, "--list and --latest cannot be used together"},
	    {{"--show", "1", "--show", "2"}, "--show is given twice"},
	    {{"--summary", "--body", "-1"},
		"--summary and --body cannot be used together"},
	    {{"--colour=auto"},
		"unknown option '--colour' (did you mean --color?)"},
	    {{"--lates-t"}, "unknown option '--lates-t' (did you mean --latest?)"},
	    {{"folder", "--zzzzzz"}, "unknown option '--zzzzzz'"},
	    {{"--li"}, "'--li' may mean --list, --links"},
	    {{"-x"}, "unknown option '-x'"},
	    {{"-lx"}, "unknown option '-x'"},
	    {{"--show"}, "--show needs POST behind it"},
	    {{"-w"}, "--width needs N behind it"},
	    {{"--show="}, "--show needs POST behind it, which is empty"},
	    {{"--list=3"}, "--list takes no argument"},
	    {{"--width", "0"}, "--width takes a number from 1 to 10000, not '0'"},
	    {{"--width", "10001"},
		"--width takes a number from 1 to 10000, not '10001'"},
	    {{"--width", "99999999999999999999"},
		"--width takes a number from 1 to 10000, not "
		"'99999999999999999999'"},
	    {{"--width", "8x"}, "--width takes a number from 1 to 10000, not '8x'"},
	    {{"--width", "-8"}, "--width takes a number from 1 to 10000, not '-8'"},
	    {{"--color=red"}, "--color takes auto, always or never, not 'red'"},
	    {{"--hyperlinks", "no"},
		"--hyperlinks takes auto, always or never, not 'no'"},
	    {{"a", "b"}, "'b' is one archive too many"},
	    {{"--archive", "a", "b"}, "'b' is one archive too many"},
	    {{""}, "the name of the archive is empty"},
	    {{"--body"}, "--body needs --latest or --show"},
	    {{"--body", "--list"},
		"--body does not go with --list, only with --latest or --show"},
	    {{"--json"}, "--json needs --latest, --list, --show, --search, "
			 "--links, --new or --check"},
	    {{"--json", "--keys"},
		"--json does not go with --keys, only with --latest, --list, "
		"--show, --search, --links, --new or --check"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct options options;
		struct error error = {0};

		assert_false(parse(&options, cases[i].words, &error));
		assert_string_equal(error.message, cases[i].message);
		error_clear(&error);
	}
}

static void
no_line_of_the_help_is_wider_than_80_columns(void **state)
{
	char line[256];
	FILE *stream = tmpfile();
	size_t lines = 0;

	(void)state;
	assert_non_null(stream);
	options_print_help(stream);
	rewind(stream);
	for (; fgets(line, sizeof(line), stream); lines++)
		assert_in_range(strlen(line), 1, 81);
	assert_in_range(lines, 20, 40);
	fclose(stream);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_way_to_name_a_mode_and_its_argument),
	    cmocka_unit_test(modifiers_are_taken_anywhere),
	    cmocka_unit_test(what_makes_no_sense_is_refused_with_the_reason),
	    cmocka_unit_test(no_line_of_the_help_is_wider_than_80_columns),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
