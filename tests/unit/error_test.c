/* SPDX-License-Identifier: Apache-2.0 */
/* Errors, diagnostics, and the end when nothing else is left. */
#include "unit.h"
#include <sys/wait.h>
#include <unistd.h>
#include "cnai/cluster.h"
#include "cnai/error.h"
#include "cnai/file.h"

static void
an_error_holds_its_last_message(void **state)
{
	struct error error = {0};

	(void)state;
	error_set(&error, "%s", "first");
	error_set(&error, "line %d", 2);
	assert_string_equal(error.message, "line 2");
	error_clear(&error);
	assert_null(error.message);
	error_clear(&error);
}

static void
a_message_may_be_made_from_the_one_before(void **state)
{
	struct error error = {0};

	(void)state;
	error_set(&error, "is a folder");
	error_set(&error, "%s: %s", "news", error.message);
	assert_string_equal(error.message, "news: is a folder");
	error_clear(&error);
}

/* What diagnostic_print() writes for all of LIST; the caller frees it. */
static char *
print_all(const struct diagnostics *list)
{
	char *bytes = NULL;
	size_t length = 0;
	FILE *stream = open_memstream(&bytes, &length);

	for (size_t i = 0; i < list->count; i++)
		diagnostic_print(&list->items[i], stream);
	assert_int_equal(fclose(stream), 0);
	return bytes;
}

static void
diagnostics_are_sorted_by_path_line_and_column(void **state)
{
	struct diagnostics list = {0};
	char *printed;

	(void)state;
	diagnostics_add(&list, SEVERITY_ERROR, "b", "b.md", 0, 0, "whole");
	diagnostics_add(&list, SEVERITY_ERROR, "a", "a.md", 10, 1, "ten");
	diagnostics_add(&list, SEVERITY_WARNING, "a", "a.md", 9, 12, "late");
	diagnostics_add(&list, SEVERITY_WARNING, "z", "a.md", 9, 2, "z");
	diagnostics_add(&list, SEVERITY_WARNING, "a", "a.md", 9, 2, "%d", 2);
	diagnostics_add(&list, SEVERITY_WARNING, "a", "a.md", 9, 2, "%d", 1);
	diagnostics_add(&list, SEVERITY_WARNING, "a", "a.md", 9, 0, "line");
	diagnostics_sort(&list);
	printed = print_all(&list);
	assert_string_equal(printed, "a.md:9: warning: line [a]\n"
				     "a.md:9:2: warning: 1 [a]\n"
				     "a.md:9:2: warning: 2 [a]\n"
				     "a.md:9:2: warning: z [z]\n"
				     "a.md:9:12: warning: late [a]\n"
				     "a.md:10:1: error: ten [a]\n"
				     "b.md: error: whole [b]\n");
	free(printed);
	diagnostics_clear(&list);
}

static void
diagnostics_are_counted_by_severity(void **state)
{
	struct diagnostics list = {0};

	(void)state;
	diagnostics_sort(&list);
	assert_int_equal(diagnostics_count(&list, SEVERITY_ERROR), 0);
	for (size_t i = 0; i < 30; i++)
		diagnostics_add(&list, i % 3 ? SEVERITY_WARNING : SEVERITY_ERROR,
		    "r", "p", i, 0, "m");
	assert_int_equal(diagnostics_count(&list, SEVERITY_ERROR), 10);
	assert_int_equal(diagnostics_count(&list, SEVERITY_WARNING), 20);
	diagnostics_clear(&list);
	assert_int_equal(list.count, 0);
	assert_null(list.items);
}

static void
what_is_printed_holds_nothing_a_terminal_obeys(void **state)
{
	struct diagnostics list = {0};
	char *printed;

	(void)state;
	diagnostics_add(&list, SEVERITY_ERROR, "rule", "\x1b[2J\nx.md", 1, 0,
	    "bad key '%s'",
	    "\xc2\x9b"
	    "1m\xff\a");
	printed = print_all(&list);
	assert_string_equal(
	    printed, "␛[2J x.md:1: error: bad key '\uFFFD1m\uFFFD␇' [rule]\n");
	free(printed);
	diagnostics_clear(&list);
}

static void
say_restored(void)
{
	static const char text[] = "restored; ";

	if (write(STDERR_FILENO, text, sizeof(text) - 1) < 0)
		_exit(99);
}

/* Runs ACTION in a child; appends its standard error, returns its status. */
static int
run_apart(void (*action)(void), struct strbuf *errors)
{
	struct error error = {0};
	int ends[2], status = 0;
	pid_t child;

	assert_int_equal(pipe(ends), 0);
	child = fork();
	if (child == 0) {
		dup2(ends[1], STDERR_FILENO);
		close(ends[0]);
		close(ends[1]);
		action();
		_exit(98);
	}
	close(ends[1]);
	assert_int_equal(
	    file_read_descriptor(ends[0], 10000, errors, &error), FILE_READ);
	close(ends[0]);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static void
die_restored(void)
{
	die_set_restore(say_restored);
	die("cannot write %s", "x");
}

static void
die_plainly(void)
{
	die_set_restore(NULL);
	die("out of memory");
}

static void
dying_gives_the_terminal_back_and_says_why(void **state)
{
	struct strbuf errors = {0};

	(void)state;
	assert_int_equal(run_apart(die_restored, &errors), EXIT_UNABLE);
	assert_str(strbuf_str(&errors), "restored; cnai-read: cannot write x\n");
	strbuf_truncate(&errors, 0);
	assert_int_equal(run_apart(die_plainly, &errors), EXIT_UNABLE);
	assert_str(strbuf_str(&errors), "cnai-read: out of memory\n");
	strbuf_clear(&errors);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(an_error_holds_its_last_message),
	    cmocka_unit_test(a_message_may_be_made_from_the_one_before),
	    cmocka_unit_test(diagnostics_are_sorted_by_path_line_and_column),
	    cmocka_unit_test(diagnostics_are_counted_by_severity),
	    cmocka_unit_test(what_is_printed_holds_nothing_a_terminal_obeys),
	    cmocka_unit_test(dying_gives_the_terminal_back_and_says_why),
	};

	locale_start();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
