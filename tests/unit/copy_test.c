/* SPDX-License-Identifier: Apache-2.0 */
/* How a text reaches the clipboard through what stands in between. */
#include "unit.h"
#include "cnai/command.h"
#include "cnai/copy.h"
#include "cnai/program.h"

static const char path[] = "/usr/bin:/bin";

static void
the_variables_say_what_is_in_between(void **state)
{
	(void)state;
	assert_int_equal(copy_way_of(NULL, NULL, "xterm"), COPY_DIRECT);
	assert_int_equal(copy_way_of("", "", NULL), COPY_DIRECT);
	assert_int_equal(copy_way_of("/tmp/tmux", NULL, NULL), COPY_THROUGH_TMUX);
	assert_int_equal(
	    copy_way_of("/tmp/tmux", "1.tty", NULL), COPY_THROUGH_TMUX);
	assert_int_equal(copy_way_of(NULL, "1.tty", "tmux"), COPY_THROUGH_SCREEN);
	assert_int_equal(
	    copy_way_of(NULL, NULL, "tmux-256color"), COPY_THROUGH_TMUX);
}

static void
what_only_a_shell_would_obey_is_found(void **state)
{
	static const struct {
		const char *line, *sign;
	} lines[] = {
	    {"cat | wc > x", "|"},
	    {"cat >x", ">x"},
	    {"cat 2>/dev/null", "2>/dev/null"},
	    {"true && false", "&&"},
	    {"wc ;ls", ";ls"},
	    {"grep '| x' \"> y\"", ""},
	    {"curl https://example.org/?a=1&b=2", ""},
	    {"head -n 20", ""},
	    {"sh -c 'wc | tee x'", ""},
	    {"", ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++)
		assert_str(
		    command_shell_sign(str_of(lines[i].line)), lines[i].sign);
}

static void
words_are_shown_as_they_would_be_written(void **state)
{
	static char program[] = "/bin/false", words[] = "two words", empty[] = "";
	char *const command[] = {program, words, empty, NULL};
	struct strbuf text = {0};

	(void)state;
	command_append_words(command, &text);
	assert_str(strbuf_str(&text), "/bin/false 'two words' ''");
	strbuf_clear(&text);
}

static void
assert_sequence(const char *text, enum copy_way way, const char *expected)
{
	struct strbuf sequence = {0};

	copy_append_sequence(&sequence, str_of(text), way);
	assert_str(strbuf_str(&sequence), expected);
	strbuf_clear(&sequence);
}

static void
each_wraps_the_sequence_in_its_own_way(void **state)
{
	(void)state;
	assert_sequence("abc", COPY_DIRECT, "\x1b]52;c;YWJj\a");
	assert_sequence("abc", COPY_THROUGH_TMUX,
	    "\x1b]52;c;YWJj\a\x1bPtmux;\x1b\x1b]52;c;YWJj\a\x1b\\");
	assert_sequence("abc", COPY_THROUGH_SCREEN, "\x1bP\x1b]52;c;YWJj\a\x1b\\");
}

static void
screen_gets_no_string_that_is_too_long(void **state)
{
	static const char filler[5000];
	struct strbuf sequence = {0}, plain = {0}, joined = {0};
	size_t start = 0;

	(void)state;
	copy_append_sequence(
	    &plain, (struct str){filler, sizeof(filler)}, COPY_DIRECT);
	copy_append_sequence(
	    &sequence, (struct str){filler, sizeof(filler)}, COPY_THROUGH_SCREEN);
	while (start < sequence.length) {
		const char *end = strstr(sequence.data + start, "\x1b\\");
		const size_t length = (size_t)(end - sequence.data) - start;

		assert_memory_equal(sequence.data + start, "\x1bP", 2);
		assert_true(length <= 768);
		strbuf_append(
		    &joined, (struct str){sequence.data + start + 2, length - 2});
		start += length + 2;
	}
	assert_str(strbuf_str(&joined), plain.data);
	strbuf_clear(&sequence);
	strbuf_clear(&plain);
	strbuf_clear(&joined);
}

static void
what_is_too_large_does_not_fit(void **state)
{
	(void)state;
	assert_true(copy_fits((struct str){"", copy_limit}));
	assert_false(copy_fits((struct str){"", copy_limit + 1}));
}

static void
a_command_copies_instead(void **state)
{
	struct error error = {0};

	(void)state;
	assert_true(copy_run(str_of("abc"), "grep -q '^abc$'", path, &error));
	assert_false(copy_run(str_of("abd"), "grep -q '^abc$'", path, &error));
	assert_string_equal(error.message, "grep -q '^abc$' ended with status 1");
	assert_false(copy_run(str_of("abc"), "", path, &error));
	assert_string_equal(error.message, "no program is named");
	assert_false(copy_run(str_of("abc"), "no-such-one x", path, &error));
	assert_string_equal(error.message, "no-such-one is not there");
	error_clear(&error);
}

static void
a_program_need_not_read_all_of_its_input(void **state)
{
	const size_t length = 10000000;
	char *text = calloc(1, length);
	struct strbuf finding = {0};
	char **command = command_new(str_of("head -c 1"), path, NULL);
	char **other = command_new(str_of("true"), path, NULL);

	(void)state;
	command = command_append(command, str_copy(str_of("-q")));
	assert_int_equal(
	    program_run_with_input(other, (struct str){text, length}, &finding),
	    PROGRAM_DONE);
	assert_int_equal(finding.length, 0);
	assert_string_equal(command[3], "-q");
	assert_null(command[4]);
	command_free(command);
	command_free(other);
	strbuf_clear(&finding);
	free(text);
}

static void
words_are_held_together_by_quotes_alone(void **state)
{
	char **command = command_new(
	    str_of(" env  'a b'\t\"c $d\" %s %% e:f ; > g"), path, NULL);
	static const char *const words[] = {
	    "a b", "c $d", "%s", "%%", "e:f", ";", ">", "g"};

	(void)state;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		assert_string_equal(command[i + 1], words[i]);
	command_free(command);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_only_a_shell_would_obey_is_found),
	    cmocka_unit_test(words_are_shown_as_they_would_be_written),
	    cmocka_unit_test(the_variables_say_what_is_in_between),
	    cmocka_unit_test(each_wraps_the_sequence_in_its_own_way),
	    cmocka_unit_test(screen_gets_no_string_that_is_too_long),
	    cmocka_unit_test(what_is_too_large_does_not_fit),
	    cmocka_unit_test(a_command_copies_instead),
	    cmocka_unit_test(a_program_need_not_read_all_of_its_input),
	    cmocka_unit_test(words_are_held_together_by_quotes_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
