/* SPDX-License-Identifier: Apache-2.0 */
/* Which program opens a link, how it is run, and how a link is copied. */
#include "unit.h"
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include "cnai/file.h"
#include "cnai/opener.h"

static const char url[] = "https://cncf.io/";

/* A folder of programs that the tests may name, made anew for each. */
struct bench {
	char folder[64];
	char path[160]; /* a search path that ends with the folder */
};

static void
write_program(const struct bench *bench, const char *name, const char *script)
{
	char *path = file_join(bench->folder, name);
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fputs(script, file);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(chmod(path, 0700), 0);
	free(path);
}

static const char *const programs[] = {
    "firefox", "lynx", "my browser", "xdg-open", "open"};

static int
bench_setup(void **state)
{
	struct bench *bench = calloc(1, sizeof(*bench));

	strcpy(bench->folder, "/tmp/cnai-opener-XXXXXX");
	assert_non_null(mkdtemp(bench->folder));
	snprintf(bench->path, sizeof(bench->path), "/nowhere::%s", bench->folder);
	for (size_t i = 0; i < sizeof(programs) / sizeof(*programs); i++)
		write_program(bench, programs[i], "#!/bin/sh\n");
	*state = bench;
	return 0;
}

static void
bench_remove(const struct bench *bench, const char *name)
{
	char *path = file_join(bench->folder, name);

	unlink(path);
	free(path);
}

static int
bench_teardown(void **state)
{
	struct bench *bench = *state;

	for (size_t i = 0; i < sizeof(programs) / sizeof(*programs); i++)
		bench_remove(bench, programs[i]);
	bench_remove(bench, "script");
	bench_remove(bench, "out");
	assert_int_equal(rmdir(bench->folder), 0);
	free(bench);
	return 0;
}

/* Appends the words between bars, without the folder of the first. */
static void
append_command(struct strbuf *line, const struct bench *bench, char *const *command)
{
	size_t folder = strlen(bench->folder) + 1;

	for (size_t i = 0; command[i]; i++) {
		bool is_here = i == 0 && str_starts_with(str_of(command[i]),
					     str_of(bench->folder));

		strbuf_printf(line, "|%s", command[i] + (is_here ? folder : 0));
	}
	strbuf_append_byte(line, '|');
}

/* EXPECTED: the commands that would be tried, blanks between. */
static void
assert_command(const struct bench *bench, const char *address, const char *browser,
    const char *expected)
{
	struct error error = {0};
	struct strbuf line = {0};
	struct opener *opener =
	    opener_new(str_of(address), browser, bench->path, &error);

	assert_null(error.message);
	assert_non_null(opener);
	for (size_t i = 0; opener_command(opener, i); i++) {
		if (i)
			strbuf_append_byte(&line, ' ');
		append_command(&line, bench, opener_command(opener, i));
	}
	assert_str(strbuf_str(&line), expected);
	strbuf_clear(&line);
	opener_free(opener);
}

static void
the_browser_variable_says_what_opens_a_link(void **state)
{
	static const struct {
		const char *browser, *command;
	} cases[] = {
	    {"firefox", "|firefox|https://cncf.io/|"},
	    {"firefox %s", "|firefox|https://cncf.io/|"},
	    {"firefox --new-tab=%s -x", "|firefox|--new-tab=https://cncf.io/|-x|"},
	    {"firefox %s %s", "|firefox|https://cncf.io/|https://cncf.io/|"},
	    {"firefox %%s", "|firefox|%s|https://cncf.io/|"},
	    {"firefox 100% %%", "|firefox|100%|%|https://cncf.io/|"},
	    {"  firefox \t -a  ", "|firefox|-a|https://cncf.io/|"},
	    {"'my browser'", "|my browser|https://cncf.io/|"},
	    {"\"my browser\" 'a  b' \"c'd\"",
		"|my browser|a  b|c'd|https://cncf.io/|"},
	    {"my' 'browser", "|my browser|https://cncf.io/|"},
	    {"firefox ''", "|firefox||https://cncf.io/|"},
	    {"firefox '%s'", "|firefox|https://cncf.io/|"},
	    {"firefox 'a:b'", "|firefox|a:b|https://cncf.io/|"},
	    {"firefox 'never closed", "|firefox|never closed|https://cncf.io/|"},
	    {"firefox $HOME `id` ; & | > x",
		"|firefox|$HOME|`id`|;|&|||>|x|https://cncf.io/|"},
	    {"firefox:lynx", "|firefox|https://cncf.io/| |lynx|https://cncf.io/|"},
	    {"missing:lynx", "|lynx|https://cncf.io/|"},
	    {":missing -a:lynx -b %s:firefox",
		"|lynx|-b|https://cncf.io/| |firefox|https://cncf.io/|"},
	};
	const struct bench *bench = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_command(bench, url, cases[i].browser, cases[i].command);
}

static void
without_a_browser_that_is_there_the_usual_programs_open_it(void **state)
{
	static const char *const browsers[] = {NULL, "", ":", " ", "''", "missing",
	    "/missing/firefox", "/tmp", "%s", "%s/firefox"};
	const struct bench *bench = *state;

	for (size_t i = 0; i < sizeof(browsers) / sizeof(*browsers); i++)
		assert_command(bench, url, browsers[i],
		    "|xdg-open|https://cncf.io/| |open|https://cncf.io/|");
	bench_remove(bench, "xdg-open");
	assert_command(bench, url, NULL, "|open|https://cncf.io/|");
}

static void
a_file_that_cannot_be_run_is_passed_over(void **state)
{
	const struct bench *bench = *state;
	char *path = file_join(bench->folder, "firefox");

	assert_int_equal(chmod(path, 0600), 0);
	assert_command(bench, url, "firefox:lynx", "|lynx|https://cncf.io/|");
	free(path);
}

static void
a_program_may_be_named_by_its_path(void **state)
{
	const struct bench *bench = *state;
	struct strbuf browser = {0};

	strbuf_printf(&browser, "'%s/my browser'", bench->folder);
	assert_command(bench, url, browser.data, "|my browser|https://cncf.io/|");
	strbuf_clear(&browser);
}

static void
the_address_is_one_encoded_word_whatever_it_holds(void **state)
{
	static const struct {
		const char *url, *command;
	} cases[] = {
	    {"https://x/a b", "|lynx|https://x/a%20b|"},
	    {"https://x/\"';$(id)`id`&|",
		"|lynx|https://x/%22%27;$(id)%60id%60&%7C|"},
	    {"https://x/\x1b]0;\a\n", "|lynx|https://x/%1B]0;%07%0A|"},
	    {"https://x/%s%%s", "|lynx|https://x/%25s%25%25s|"},
	    {"mailto:a@b.org?subject=c d", "|lynx|mailto:a@b.org?subject=c%20d|"},
	};
	const struct bench *bench = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_command(bench, cases[i].url, "lynx %s", cases[i].command);
}

static void
assert_refused(
    const char *address, const char *browser, const char *path, const char *reason)
{
	struct error error = {0};

	assert_null(opener_new(str_of(address), browser, path, &error));
	assert_string_equal(error.message, reason);
	error_clear(&error);
}

static void
what_is_missing_is_named_with_its_remedy(void **state)
{
	static const struct {
		const char *browser, *message;
	} cases[] = {
	    {NULL, "no program to open links: set BROWSER"},
	    {"", "no program to open links: set BROWSER"},
	    {"missing", "no program to open links: missing is not there: set "
			"BROWSER to a program"},
	    {"missing:/tmp -x", "no program to open links: missing is not there, "
				"/tmp is a folder: set BROWSER to a program"},
	    {"/dev/null", "no program to open links: /dev/null is no program: "
			  "set BROWSER to a program"},
	    {"''", "no program to open links: an empty name is not there: set "
		   "BROWSER to a program"},
	    {"%s/x", "no program to open links: https://cncf.io//x is the "
		     "address itself: set BROWSER to a program"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_refused(
		    url, cases[i].browser, "/nowhere:", cases[i].message);
	assert_refused(url, "tmp", "/",
	    "no program to open links: tmp is a "
	    "folder: set BROWSER to a program");
	assert_refused(url, NULL, "", "no program to open links: set BROWSER");
}

static void
addresses_that_may_not_be_opened_are_refused(void **state)
{
	const struct bench *bench = *state;

	assert_refused("javascript:alert(1)", "lynx", bench->path,
	    "only http, https and mailto addresses can be "
	    "opened");
	assert_refused("", "lynx", bench->path, "the link has no address");
}

/* Opens the address with BROWSER; the message, which the caller frees, or
 * NULL. */
static char *
run_browser(const struct bench *bench, const char *browser)
{
	struct error error = {0};
	struct opener *opener =
	    opener_new(str_of(url), browser, bench->path, &error);

	bool is_open;

	assert_non_null(opener);
	is_open = opener_run(opener, &error);
	assert_int_equal(is_open, error.message == NULL);
	opener_free(opener);
	return error.message;
}

/* The same with SCRIPT as the browser. */
static char *
run_script(const struct bench *bench, const char *script)
{
	write_program(bench, "script", script);
	return run_browser(bench, "script 'two words'");
}

static void
assert_message(char *message, const char *expected)
{
	assert_non_null(message);
	assert_string_equal(message, expected);
	free(message);
}

/* What the programs have written to the file "out". */
static void
assert_written(const struct bench *bench, const char *expected)
{
	char *path = file_join(bench->folder, "out");
	struct strbuf text = {0};
	struct error error = {0};

	assert_int_equal(file_read(path, 1000, &text, &error), FILE_READ);
	assert_str(strbuf_str(&text), expected);
	strbuf_clear(&text);
	free(path);
}

static void
a_program_gets_its_words_as_they_are(void **state)
{
	const struct bench *bench = *state;

	assert_null(run_script(
	    bench, "#!/bin/sh\nprintf '%s\\n' \"$@\" > \"${0%/*}/out\"\n"));
	assert_written(bench, "two words\nhttps://cncf.io/\n");
}

static void
how_a_program_ended_is_told(void **state)
{
	static const struct {
		const char *script, *message;
	} cases[] = {
	    {"#!/bin/sh\nexit 3\n",
		"script 'two words' %s ended with status 3: set "
		"BROWSER to another program"},
	    {"#!/bin/sh\nkill -9 $$\n", "script 'two words' %s was ended by signal "
					"9: set BROWSER to another program"},
	    {"#!/missing/shell\n",
		"script 'two words' %s cannot be run (No such file or directory): "
		"set BROWSER to another program"},
	    {"\x7f"
	     "ELF",
		"script 'two words' %s cannot be run (Exec format error): set "
		"BROWSER to another program"},
	    {"#!/bin/sh\nkill -INT $$\n", "script 'two words' %s was interrupted"},
	    {"#!/bin/sh\nexit 130\n", "script 'two words' %s was interrupted"},
	};
	const struct bench *bench = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_message(
		    run_script(bench, cases[i].script), cases[i].message);
}

static void
after_a_program_that_fails_the_next_is_tried(void **state)
{
	const struct bench *bench = *state;

	write_program(bench, "script", "#!/bin/sh\nexit 3\n");
	write_program(bench, "lynx", "#!/bin/sh\necho $1 >>\"${0%/*}/out\"\n");
	assert_null(run_browser(bench, "script:missing:lynx %s:firefox"));
	assert_written(bench, "https://cncf.io/\n");
	assert_message(run_browser(bench, "script:script -x"),
	    "script %s ended with status 3, script -x %s ended with status 3: "
	    "set BROWSER to another program");
}

static void
after_an_interrupt_no_other_is_tried(void **state)
{
	const struct bench *bench = *state;

	write_program(bench, "script", "#!/bin/sh\nkill -INT $$\n");
	assert_message(
	    run_browser(bench, "script:firefox"), "script %s was interrupted");
}

static volatile sig_atomic_t handled;

static void
count_signal(int number)
{
	(void)number;
	handled++;
}

static void
a_program_has_its_signals_at_their_defaults(void **state)
{
	const struct bench *bench = *state;
	sigset_t blocked, before;

	sigemptyset(&blocked);
	sigaddset(&blocked, SIGTERM);
	sigprocmask(SIG_BLOCK, &blocked, &before);
	signal(SIGHUP, SIG_IGN);
	assert_message(run_script(bench, "#!/bin/sh\nkill -TERM $$\n"),
	    "script 'two words' %s was ended by signal 15: set BROWSER to another "
	    "program");
	assert_message(run_script(bench, "#!/bin/sh\nkill -HUP $$\n"),
	    "script 'two words' %s was ended by signal 1: set BROWSER to another "
	    "program");
	signal(SIGHUP, SIG_DFL);
	sigprocmask(SIG_SETMASK, &before, NULL);
}

/* As the interface does: handlers, and signals blocked but while it waits. */
static void
block_with_handlers(sigset_t *before)
{
	static const int numbers[] = {
	    SIGINT, SIGQUIT, SIGTSTP, SIGTERM, SIGHUP, SIGCONT};
	sigset_t blocked;

	handled = 0;
	sigemptyset(&blocked);
	for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++) {
		signal(numbers[i], count_signal);
		sigaddset(&blocked, numbers[i]);
	}
	sigprocmask(SIG_BLOCK, &blocked, before);
}

static bool
is_pending(int number)
{
	sigset_t pending;

	sigpending(&pending);
	return sigismember(&pending, number) == 1;
}

static void
the_reader_waits_through_an_interrupt_and_has_its_handlers_back(void **state)
{
	const struct bench *bench = *state;

	handled = 0;
	signal(SIGINT, count_signal);
	signal(SIGCHLD, SIG_IGN);
	assert_null(run_script(bench, "#!/bin/sh\nkill -INT $PPID\n"));
	assert_int_equal(handled, 0);
	raise(SIGINT);
	assert_int_equal(handled, 1);
	assert_true(signal(SIGCHLD, SIG_DFL) == SIG_IGN);
	signal(SIGINT, SIG_DFL);
}

static void
no_key_that_was_the_programs_reaches_the_reader_later(void **state)
{
	const struct bench *bench = *state;
	sigset_t before;

	block_with_handlers(&before);
	assert_null(run_script(bench,
	    "#!/bin/sh\nkill -INT $PPID\nkill -QUIT $PPID\nkill -TSTP $PPID\n"));
	assert_false(is_pending(SIGINT));
	assert_false(is_pending(SIGQUIT));
	assert_false(is_pending(SIGTSTP));
	sigprocmask(SIG_SETMASK, &before, NULL);
	assert_int_equal(handled, 0);
}

static void
told_to_end_the_reader_ends_the_program_too(void **state)
{
	static const int numbers[] = {SIGTERM, SIGHUP};
	const struct bench *bench = *state;

	for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++) {
		struct strbuf script = {0};
		sigset_t before;
		int status;
		char *message;

		block_with_handlers(&before);
		/* Bounded, should nobody end it. */
		strbuf_printf(&script,
		    "#!/bin/sh\nkill -%d $PPID\ni=0\n"
		    "while [ $i -lt 3000000 ]; do i=$((i + 1)); done\n",
		    numbers[i]);
		message = run_script(bench, script.data);
		assert_non_null(
		    strstr(message, "script 'two words' %s was ended by signal"));
		assert_true(wait(&status) > 0);
		assert_true(WIFSIGNALED(status));
		assert_int_equal(WTERMSIG(status), numbers[i]);
		assert_true(is_pending(numbers[i]));
		sigprocmask(SIG_SETMASK, &before, NULL);
		assert_int_equal(handled, 1);
		free(message);
		strbuf_clear(&script);
	}
}

static void
a_signal_that_is_ignored_stays_so(void **state)
{
	const struct bench *bench = *state;

	signal(SIGHUP, SIG_IGN);
	assert_null(run_script(bench, "#!/bin/sh\nkill -HUP $PPID\n"));
	signal(SIGHUP, SIG_DFL);
}

/* The rest of the test in a process of its own, which may be stopped. */
static _Noreturn void
run_and_exit(const struct bench *bench, const char *script)
{
	sigset_t before;
	char *message;

	setpgid(0, 0);
	block_with_handlers(&before);
	message = run_script(bench, script);
	_exit(message || is_pending(SIGTSTP) ? 1 : 0);
}

static void
a_program_that_stops_stops_the_reader_and_both_go_on(void **state)
{
	static const char *const scripts[] = {
	    "#!/bin/sh\nkill -TSTP $$\necho on >\"${0%/*}/out\"\n",
	    "#!/bin/sh\nkill -TSTP 0\necho on >\"${0%/*}/out\"\n", /* ^Z */
	    "#!/bin/sh\nkill -STOP $$\necho on >\"${0%/*}/out\"\n",
	};
	const struct bench *bench = *state;

	for (size_t i = 0; i < sizeof(scripts) / sizeof(*scripts); i++) {
		int status;
		pid_t child = fork();

		assert_true(child >= 0);
		if (child == 0)
			run_and_exit(bench, scripts[i]);
		assert_int_equal(waitpid(child, &status, WUNTRACED), child);
		assert_true(WIFSTOPPED(status));
		assert_int_equal(kill(child, SIGCONT), 0);
		assert_int_equal(waitpid(child, &status, 0), child);
		assert_true(WIFEXITED(status));
		assert_int_equal(WEXITSTATUS(status), 0);
		assert_written(bench, "on\n");
		bench_remove(bench, "out");
	}
}

static void
what_a_terminal_copies_is_in_base64(void **state)
{
	/* RFC 4648, section 10, and the last two digits. */
	static const struct {
		const char *text, *sequence;
	} cases[] = {
	    {"", "\x1b]52;c;\a"},
	    {"f", "\x1b]52;c;Zg==\a"},
	    {"fo", "\x1b]52;c;Zm8=\a"},
	    {"foo", "\x1b]52;c;Zm9v\a"},
	    {"foob", "\x1b]52;c;Zm9vYg==\a"},
	    {"fooba", "\x1b]52;c;Zm9vYmE=\a"},
	    {"foobar", "\x1b]52;c;Zm9vYmFy\a"},
	    {"\xfb\xff\xbf", "\x1b]52;c;+/+/\a"},
	    {"\x1b]0;\a", "\x1b]52;c;G10wOwc=\a"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct strbuf sequence = {0};

		opener_append_copy_sequence(&sequence, str_of(cases[i].text));
		assert_str(strbuf_str(&sequence), cases[i].sequence);
		strbuf_clear(&sequence);
	}
}

static void
no_opener_is_freed_like_one(void **state)
{
	(void)state;
	opener_free(NULL);
}

#define WITH_BENCH(test) \
	cmocka_unit_test_setup_teardown(test, bench_setup, bench_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    WITH_BENCH(the_browser_variable_says_what_opens_a_link),
	    WITH_BENCH(without_a_browser_that_is_there_the_usual_programs_open_it),
	    WITH_BENCH(a_file_that_cannot_be_run_is_passed_over),
	    WITH_BENCH(a_program_may_be_named_by_its_path),
	    WITH_BENCH(the_address_is_one_encoded_word_whatever_it_holds),
	    cmocka_unit_test(what_is_missing_is_named_with_its_remedy),
	    WITH_BENCH(addresses_that_may_not_be_opened_are_refused),
	    WITH_BENCH(a_program_gets_its_words_as_they_are),
	    WITH_BENCH(how_a_program_ended_is_told),
	    WITH_BENCH(after_a_program_that_fails_the_next_is_tried),
	    WITH_BENCH(after_an_interrupt_no_other_is_tried),
	    WITH_BENCH(a_program_has_its_signals_at_their_defaults),
	    WITH_BENCH(
		the_reader_waits_through_an_interrupt_and_has_its_handlers_back),
	    WITH_BENCH(no_key_that_was_the_programs_reaches_the_reader_later),
	    WITH_BENCH(told_to_end_the_reader_ends_the_program_too),
	    WITH_BENCH(a_signal_that_is_ignored_stays_so),
	    WITH_BENCH(a_program_that_stops_stops_the_reader_and_both_go_on),
	    cmocka_unit_test(what_a_terminal_copies_is_in_base64),
	    cmocka_unit_test(no_opener_is_freed_like_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
