/* SPDX-License-Identifier: Apache-2.0 */
/* Walking through the lines that were entered. */
#include "unit.h"
#include "cnai/history.h"

static void
add(struct history *history, const char *line)
{
	history_add(history, str_of(line));
}

static void
lines_come_back_the_newest_first(void **state)
{
	struct history history = {0};

	(void)state;
	add(&history, "one");
	add(&history, "two");
	assert_string_equal(history_older(&history, str_of("")), "two");
	assert_string_equal(history_older(&history, str_of("two")), "one");
	assert_null(history_older(&history, str_of("one")));
	assert_string_equal(history_newer(&history), "two");
	assert_string_equal(history_newer(&history), "");
	assert_null(history_newer(&history));
	history_clear(&history);
}

static void
only_those_that_begin_as_typed(void **state)
{
	struct history history = {0};

	(void)state;
	add(&history, "kernel news");
	add(&history, "other");
	add(&history, "kernel");
	assert_string_equal(history_older(&history, str_of("ker")), "kernel");
	assert_string_equal(
	    history_older(&history, str_of("kernel")), "kernel news");
	assert_string_equal(history_newer(&history), "kernel");
	assert_string_equal(history_newer(&history), "ker");
	history_leave(&history);
	assert_null(history_older(&history, str_of("x")));
	history_clear(&history);
}

static void
no_empty_lines_and_none_twice_in_a_row(void **state)
{
	struct history history = {0};

	(void)state;
	add(&history, "");
	add(&history, "one");
	add(&history, "one");
	add(&history, "two");
	add(&history, "one");
	assert_int_equal(history.count, 3);
	history_clear(&history);
}

static void
the_oldest_go(void **state)
{
	struct history history = {0};
	char line[16];

	(void)state;
	for (int i = 0; i <= HISTORY_LIMIT; i++) {
		snprintf(line, sizeof(line), "%d", i);
		add(&history, line);
	}
	assert_int_equal(history.count, HISTORY_LIMIT);
	assert_string_equal(history.lines[0], "1");
	history_clear(&history);
}

static void
without_lines_there_is_nothing_to_find(void **state)
{
	struct history history = {0};

	(void)state;
	assert_null(history_newer(&history));
	assert_null(history_older(&history, str_of("a")));
	assert_null(history_newer(&history));
	history_clear(&history);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(lines_come_back_the_newest_first),
	    cmocka_unit_test(only_those_that_begin_as_typed),
	    cmocka_unit_test(no_empty_lines_and_none_twice_in_a_row),
	    cmocka_unit_test(the_oldest_go),
	    cmocka_unit_test(without_lines_there_is_nothing_to_find),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
