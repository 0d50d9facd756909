/* SPDX-License-Identifier: Apache-2.0 */
/* Bytes as terminals send them become keys, also when they break off. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "cnai/key.h"
#include "cnai/screen.h"
#include "cnai/cluster.h"
#include "unit.h"

struct terminal {
	struct screen *screen;
	FILE *input, *output;
	int keys;
};

static struct terminal
terminal_open(const char *name)
{
	struct terminal terminal = {0};
	struct error error = {0};
	int ends[2];

	assert_int_equal(pipe(ends), 0);
	terminal.input = fdopen(ends[0], "r");
	terminal.output = fopen("/dev/null", "w");
	terminal.keys = ends[1];
	terminal.screen =
	    screen_open(name, terminal.input, terminal.output, true, &error);
	assert_non_null(terminal.screen);
	return terminal;
}

static void
terminal_close(struct terminal *terminal)
{
	screen_close(terminal->screen);
	fclose(terminal->input);
	fclose(terminal->output);
	close(terminal->keys);
}

static void
type(const struct terminal *terminal, const char *bytes)
{
	const size_t length = strlen(bytes);

	assert_int_equal(write(terminal->keys, bytes, length), length);
}

static int
next_key(const struct terminal *terminal)
{
	return screen_read_key(terminal->screen);
}

static void
keys_of_every_terminal(void **state)
{
	static const char *const names[] = {
	    "xterm-256color", "tmux-256color", "screen", "linux", "vt100"};
	static const struct {
		const char *bytes;
		int key;
	} cases[] = {
	    {"a", 'a'},
	    {"\r", KEY_CODE_ENTER},
	    {"\x7f", KEY_CODE_BACKSPACE},
	    {"\x1b", KEY_CODE_ESCAPE},
	    {"\x1b[Z", KEY_CODE_SHIFT_TAB},
	    {"\x1b[1;5D", KEY_CODE_CONTROL_LEFT},
	    {"\x1b[1;5C", KEY_CODE_CONTROL_RIGHT},
	    {"\x1b"
	     "b",
		KEY_CODE_ALT | 'b'},
	    {"\x1b\x7f", KEY_CODE_ALT | KEY_CODE_BACKSPACE},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		struct terminal terminal = terminal_open(names[i]);

		for (size_t k = 0; k < sizeof(cases) / sizeof(*cases); k++) {
			type(&terminal, cases[k].bytes);
			assert_int_equal(next_key(&terminal), cases[k].key);
			assert_int_equal(next_key(&terminal), KEY_CODE_NONE);
		}
		terminal_close(&terminal);
	}
}

static void
keys_of_terminfo(void **state)
{
	static const struct {
		const char *bytes;
		int key;
	} cases[] = {
	    {"\x1b[2~", KEY_CODE_INSERT},
	    {"\x1bOP", KEY_CODE_F1},
	    {"\x1bOQ", KEY_CODE_F2},
	    {"\x1b[24~", KEY_CODE_F12},
	    {"\x1bOA", KEY_CODE_UP},
	    {"\x1b[5~", KEY_CODE_PAGE_UP},
	};
	struct terminal terminal = terminal_open("xterm-256color");

	(void)state;
	for (size_t k = 0; k < sizeof(cases) / sizeof(*cases); k++) {
		type(&terminal, cases[k].bytes);
		assert_int_equal(next_key(&terminal), cases[k].key);
	}
	terminal_close(&terminal);
}

static void
escape_twice_is_no_alt(void **state)
{
	struct terminal terminal = terminal_open("xterm-256color");

	(void)state;
	type(&terminal, "\x1b\x1b");
	assert_int_equal(next_key(&terminal), KEY_CODE_ESCAPE);
	assert_int_equal(next_key(&terminal), KEY_CODE_ESCAPE);
	type(&terminal, "\x1b\x1bOA");
	assert_int_equal(next_key(&terminal), KEY_CODE_ESCAPE);
	assert_int_equal(next_key(&terminal), KEY_CODE_UP);
	terminal_close(&terminal);
}

static void
assert_paste(const struct terminal *terminal, const char *expected)
{
	struct strbuf paste;

	assert_int_equal(next_key(terminal), KEY_CODE_PASTE);
	paste = screen_take_paste(terminal->screen);
	assert_int_equal(paste.length, strlen(expected));
	assert_memory_equal(paste.data, expected, paste.length);
	strbuf_clear(&paste);
}

static void
pastes_are_told_from_typing(void **state)
{
	struct terminal terminal = terminal_open("xterm-256color");

	(void)state;
	type(&terminal, "\x1b[200~one\rtwo\x1b[20\x1b[201~q");
	assert_paste(&terminal, "one\rtwo\x1b[20");
	assert_int_equal(next_key(&terminal), 'q');
	assert_int_equal(screen_take_paste(terminal.screen).length, 0);
	terminal_close(&terminal);
}

/* The terminal went away in the middle: what came is given, and the end told. */
static void
paste_without_end(void **state)
{
	struct terminal terminal = terminal_open("xterm-256color");

	(void)state;
	type(&terminal, "\x1b[200~half\x1b[201");
	close(terminal.keys);
	assert_paste(&terminal, "half\x1b[201");
	assert_int_equal(next_key(&terminal), KEY_CODE_NONE);
	terminal.keys = dup(STDERR_FILENO);
	terminal_close(&terminal);
}

static void
assert_mouse(const struct terminal *terminal, int key, int row, int column)
{
	int row_now, column_now;

	assert_int_equal(next_key(terminal), key);
	screen_mouse_place(terminal->screen, &row_now, &column_now);
	assert_int_equal(row_now, row);
	assert_int_equal(column_now, column);
}

static void
mouse_is_heard(void **state)
{
	struct terminal terminal = terminal_open("xterm-256color");

	(void)state;
	screen_set_mouse(terminal.screen, true);
	type(&terminal, "\x1b[<0;5;3M\x1b[<0;5;3m\x1b[<0;5;3M\x1b[<0;5;3m");
	assert_mouse(&terminal, KEY_CODE_CLICK, 2, 4);
	assert_mouse(&terminal, KEY_CODE_DOUBLE_CLICK, 2, 4);
	type(&terminal, "\x1b[<0;5;3M\x1b[<0;6;3M\x1b[<64;1;2M\x1b[<65;300;100M");
	assert_mouse(&terminal, KEY_CODE_CLICK, 2, 4);
	assert_mouse(&terminal, KEY_CODE_CLICK, 2, 5);
	assert_mouse(&terminal, KEY_CODE_WHEEL_UP, 1, 0);
	assert_mouse(&terminal, KEY_CODE_WHEEL_DOWN, 99, 299);
	terminal_close(&terminal);
}

/* Each of these says nothing, and the key behind it is the next. */
static void
broken_sequences(void **state)
{
	static const char *const broken[] = {"\x1b[<0;0;0M", "\x1b[<M", "\x1b[<;;M",
	    "\x1b[<999999999999;1;1M", "\x1b[<0;1;1;M", "\x1b[<0;1?M", "\x1b[<Q",
	    "\x1b[<0;1\x1b", "\x1b[201~"};
	struct terminal terminal = terminal_open("xterm-256color");

	(void)state;
	for (size_t i = 0; i < sizeof(broken) / sizeof(*broken); i++) {
		type(&terminal, broken[i]);
		assert_int_equal(next_key(&terminal), KEY_CODE_NONE);
		type(&terminal, "q");
		assert_int_equal(next_key(&terminal), 'q');
	}
	type(&terminal, "\x1b[<0;1");
	assert_int_equal(next_key(&terminal), KEY_CODE_NONE);
	terminal_close(&terminal);
}

/* Keys that nobody knows, and answers that came too late: one key each, and no
 * letter of them is typed. */
static void
unknown_sequences(void **state)
{
	static const char *const names[] = {"xterm-256color", "linux", "vt100"};
	static const char *const unknown[] = {"\x1b[1;9A", "\x1b[99~",
	    "\x1b[12;40R", "\x1b[?64;1;2c", "\x1b[I", "\x1b[M !!", "\x1b[1;2;3;4 X",
	    "\x1bO9z", "\x1b]11;rgb:0/0/0\a", "\x1b]0;Q\x1b\\", "\x1bP1$r0m\x1b\\",
	    "\x1bP>|Q(1)\x1b\\"};

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		struct terminal terminal = terminal_open(names[i]);

		for (size_t k = 0; k < sizeof(unknown) / sizeof(*unknown); k++) {
			type(&terminal, unknown[k]);
			type(&terminal, "q");
			assert_int_equal(next_key(&terminal), KEY_CODE_UNKNOWN);
			assert_int_equal(next_key(&terminal), 'q');
			assert_int_equal(next_key(&terminal), KEY_CODE_NONE);
		}
		terminal_close(&terminal);
	}
}

/* Where nothing follows, or nothing that could be part of a sequence. */
static void
alt_with_what_begins_sequences(void **state)
{
	static const char letters[] = "[O]P";
	struct terminal terminal = terminal_open("xterm-256color");

	(void)state;
	for (size_t i = 0; letters[i]; i++) {
		const char bytes[] = {'\x1b', letters[i], '\0'};

		type(&terminal, bytes);
		assert_int_equal(next_key(&terminal), KEY_CODE_ALT | letters[i]);
		assert_int_equal(next_key(&terminal), KEY_CODE_NONE);
		type(&terminal, bytes);
		type(&terminal, "\x1b[A");
		assert_int_equal(next_key(&terminal), KEY_CODE_ALT | letters[i]);
		assert_int_equal(next_key(&terminal), KEY_CODE_UP);
	}
	type(&terminal, "\x1bPq");
	assert_int_equal(next_key(&terminal), KEY_CODE_ALT | 'P');
	assert_int_equal(next_key(&terminal), 'q');
	terminal_close(&terminal);
}

/* Arrows come in two forms, whichever of them terminfo has. */
static void
arrows_in_both_forms(void **state)
{
	static const char *const names[] = {"xterm-256color", "linux", "vt100"};
	static const struct {
		const char *bytes;
		int key;
	} cases[] = {
	    {"\x1b[A", KEY_CODE_UP},
	    {"\x1bOA", KEY_CODE_UP},
	    {"\x1b[D", KEY_CODE_LEFT},
	    {"\x1bOC", KEY_CODE_RIGHT},
	    {"\x1b[B", KEY_CODE_DOWN},
	    {"\x1b[6~", KEY_CODE_PAGE_DOWN},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		struct terminal terminal = terminal_open(names[i]);

		for (size_t k = 0; k < sizeof(cases) / sizeof(*cases); k++) {
			type(&terminal, cases[k].bytes);
			assert_int_equal(next_key(&terminal), cases[k].key);
		}
		terminal_close(&terminal);
	}
}

static void
names_of_keys(void **state)
{
	static const char *const names[] = {"M-b", "M-Backspace", "F12", "Insert",
	    "Ctrl-Left", "Wheel-Up", "Double-Click"};

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		struct key_sequence sequence;
		struct strbuf name = {0};

		assert_true(key_parse(str_of(names[i]), &sequence));
		assert_int_equal(sequence.count, 1);
		key_append_name(&name, sequence.keys[0]);
		assert_int_equal(name.length, strlen(names[i]));
		assert_memory_equal(name.data, names[i], name.length);
		strbuf_clear(&name);
	}
	assert_false(key_parse(str_of("M-M-b"), &(struct key_sequence){0}));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(keys_of_every_terminal),
	    cmocka_unit_test(keys_of_terminfo),
	    cmocka_unit_test(escape_twice_is_no_alt),
	    cmocka_unit_test(pastes_are_told_from_typing),
	    cmocka_unit_test(paste_without_end),
	    cmocka_unit_test(mouse_is_heard),
	    cmocka_unit_test(broken_sequences),
	    cmocka_unit_test(unknown_sequences),
	    cmocka_unit_test(alt_with_what_begins_sequences),
	    cmocka_unit_test(arrows_in_both_forms),
	    cmocka_unit_test(names_of_keys),
	};

	locale_start();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
