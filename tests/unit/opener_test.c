/* SPDX-License-Identifier: Apache-2.0 */
/* Which program opens a link, how it is run, and how a link is copied. */
#include "unit.h"
#include <signal.h>
#include <sys/stat.h>
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

static void
assert_command(const struct bench *bench, const char *address, const char *browser,
    const char *expected)
{
	struct error error = {0};
	struct strbuf line = {0};
	char **command =
	    opener_command(str_of(address), browser, bench->path, &error);

	assert_null(error.message);
	assert_non_null(command);
	append_command(&line, bench, command);
	assert_str(strbuf_str(&line), expected);
	strbuf_clear(&line);
	opener_free(command);
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
	    {"firefox:lynx", "|firefox|https://cncf.io/|"},
	    {"missing:lynx", "|lynx|https://cncf.io/|"},
	    {":missing -a:lynx -b %s:firefox", "|lynx|-b|https://cncf.io/|"},
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
		assert_command(
		    bench, url, browsers[i], "|xdg-open|https://cncf.io/|");
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

	assert_null(opener_command(str_of(address), browser, path, &error));
	assert_string_equal(error.message, reason);
	error_clear(&error);
}

static void
what_is_missing_is_named_with_its_remedy(void **state)
{
	(void)state;
	assert_refused(url, NULL, "/nowhere",
	    "neither xdg-open nor open is there: set BROWSER to a program");
	assert_refused(url, "", "",
	    "neither xdg-open nor open is there: set BROWSER to a program");
	assert_refused(url, "missing:gone", "/nowhere:",
	    "no program of BROWSER (missing:gone) is there, nor xdg-open or "
	    "open: set BROWSER to a program");
}

static void
addresses_that_may_not_be_opened_are_refused(void **state)
{
	const struct bench *bench = *state;

	assert_refused("javascript:alert(1)", "lynx", bench->path,
	    "only http, https and mailto addresses can be opened");
	assert_refused(
	    "https://", "lynx", bench->path, "the address names no host");
}

/* Runs SCRIPT with the address; the message, which the caller frees, or NULL. */
static char *
run_script(const struct bench *bench, const char *script)
{
	struct error error = {0};
	char **command;
	bool succeeded;

	write_program(bench, "script", script);
	command =
	    opener_command(str_of(url), "script 'two words'", bench->path, &error);
	assert_non_null(command);
	succeeded = opener_run(command, &error);
	assert_int_equal(succeeded, error.message == NULL);
	opener_free(command);
	return error.message;
}

static void
assert_message(const struct bench *bench, const char *script, const char *end)
{
	char *message = run_script(bench, script);
	struct strbuf expected = {0};

	strbuf_printf(&expected, "%s/script %s: set BROWSER to another program",
	    bench->folder, end);
	assert_non_null(message);
	assert_string_equal(message, expected.data);
	strbuf_clear(&expected);
	free(message);
}

static void
a_program_gets_its_words_as_they_are(void **state)
{
	const struct bench *bench = *state;
	char *path = file_join(bench->folder, "out");
	struct strbuf text = {0};
	struct error error = {0};

	assert_null(run_script(
	    bench, "#!/bin/sh\nprintf '%s\\n' \"$@\" > \"${0%/*}/out\"\n"));
	assert_int_equal(file_read(path, 1000, &text, &error), FILE_READ);
	assert_str(strbuf_str(&text), "two words\nhttps://cncf.io/\n");
	strbuf_clear(&text);
	free(path);
}

static void
how_a_program_ended_is_told(void **state)
{
	const struct bench *bench = *state;

	assert_message(bench, "#!/bin/sh\nexit 3\n", "ended with status 3");
	assert_message(bench, "#!/bin/sh\nkill -9 $$\n", "was ended by signal 9");
	assert_message(bench, "#!/missing/shell\n",
	    "cannot be run: No such file or directory");
	assert_message(bench,
	    "\x7f"
	    "ELF",
	    "cannot be run: Exec format error");
}

static volatile sig_atomic_t handled;

static void
count_signal(int number)
{
	handled += number == SIGINT;
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
	assert_message(
	    bench, "#!/bin/sh\nkill -TERM $$\n", "was ended by signal 15");
	assert_message(bench, "#!/bin/sh\nkill -HUP $$\n", "was ended by signal 1");
	assert_message(bench, "#!/bin/sh\nkill -INT $$\n", "was ended by signal 2");
	signal(SIGHUP, SIG_DFL);
	sigprocmask(SIG_SETMASK, &before, NULL);
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
no_command_is_freed_like_one(void **state)
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
	    WITH_BENCH(a_program_has_its_signals_at_their_defaults),
	    WITH_BENCH(
		the_reader_waits_through_an_interrupt_and_has_its_handlers_back),
	    cmocka_unit_test(what_a_terminal_copies_is_in_base64),
	    cmocka_unit_test(no_command_is_freed_like_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
