/* SPDX-License-Identifier: Apache-2.0 */
/* Typing a line: "|" is the cursor. */
#include "unit.h"
#include "cnai/cluster.h"
#include "cnai/key.h"
#include "cnai/line_editor.h"

enum { CONTROL = 0x1F };

static void
set(struct line_editor *editor, const char *marked)
{
	struct strbuf text = {0};
	size_t cursor = strcspn(marked, "|");

	strbuf_append(&text, (struct str){marked, cursor});
	strbuf_append_string(&text, marked + cursor + 1);
	line_editor_set(editor, strbuf_str(&text));
	editor->cursor = cursor;
	strbuf_clear(&text);
}

static void
assert_line(const struct line_editor *editor, const char *marked)
{
	struct strbuf text = {0};
	struct str line = strbuf_str(&editor->text);

	strbuf_append(&text, str_slice(line, 0, editor->cursor));
	strbuf_append_byte(&text, '|');
	strbuf_append(&text, str_slice(line, editor->cursor, line.length));
	assert_str(strbuf_str(&text), marked);
	strbuf_clear(&text);
}

static void
keys_edit_as_in_readline(void **state)
{
	static const struct {
		const char *before;
		int key;
		const char *after;
	} edits[] = {
	    {"|", 'a', "a|"},
	    {"a|c", 'b', "ab|c"},
	    {"日|", 0x672C, "日本|"},
	    {"ab|", KEY_CODE_BACKSPACE, "a|"},
	    {"|ab", KEY_CODE_BACKSPACE, "|ab"},
	    {"日本|", KEY_CODE_BACKSPACE, "日|"},
	    {"e\u0301|", KEY_CODE_BACKSPACE, "|"},
	    {"|ab", KEY_CODE_DELETE, "|b"},
	    {"ab|", 'D' & CONTROL, "ab|"},
	    {"ab|", KEY_CODE_LEFT, "a|b"},
	    {"|ab", KEY_CODE_LEFT, "|ab"},
	    {"a|b", KEY_CODE_RIGHT, "ab|"},
	    {"ab|", KEY_CODE_RIGHT, "ab|"},
	    {"日|本", 'B' & CONTROL, "|日本"},
	    {"日|本", 'F' & CONTROL, "日本|"},
	    {"ab|c", 'A' & CONTROL, "|abc"},
	    {"|abc", 'E' & CONTROL, "abc|"},
	    {"one two |three", 'U' & CONTROL, "|three"},
	    {"one |two", 'K' & CONTROL, "one |"},
	    {"one two  |x", 'W' & CONTROL, "one |x"},
	    {"|x", 'W' & CONTROL, "|x"},
	    {"/a/b|", 'W' & CONTROL, "|"},
	    {"one two-x|", KEY_CODE_ALT | 'b', "one two-|x"},
	    {"one, |two", KEY_CODE_ALT | 'b', "|one, two"},
	    {"on|e, 日本", KEY_CODE_ALT | 'f', "one|, 日本"},
	    {"one|, 日本", KEY_CODE_ALT | 'f', "one, 日本|"},
	    {"one| two", KEY_CODE_ALT | 'd', "one|"},
	    {"/a/b|", KEY_CODE_ALT | KEY_CODE_BACKSPACE, "/a/|"},
	    {"|", KEY_CODE_ALT | 'd', "|"},
	    {"ab|", 'T' & CONTROL, "ba|"},
	    {"a|日c", 'T' & CONTROL, "日a|c"},
	    {"|ab", 'T' & CONTROL, "|ab"},
	    {"|", 'T' & CONTROL, "|"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(edits) / sizeof(*edits); i++) {
		struct line_editor editor = {0};

		set(&editor, edits[i].before);
		assert_true(line_editor_key(&editor, edits[i].key));
		assert_line(&editor, edits[i].after);
		line_editor_free(&editor);
	}
}

static void
what_was_cut_comes_back(void **state)
{
	struct line_editor editor = {0};

	(void)state;
	set(&editor, "one two|");
	line_editor_key(&editor, 'W' & CONTROL);
	line_editor_key(&editor, 'A' & CONTROL);
	line_editor_key(&editor, 'Y' & CONTROL);
	assert_line(&editor, "two|one ");
	line_editor_key(&editor, KEY_CODE_BACKSPACE);
	line_editor_clear(&editor);
	line_editor_key(&editor, 'Y' & CONTROL);
	assert_line(&editor, "two|");
	line_editor_key(&editor, 'K' & CONTROL);
	line_editor_key(&editor, 'Y' & CONTROL);
	assert_line(&editor, "twotwo|");
	line_editor_free(&editor);
}

static void
a_paste_is_one_line(void **state)
{
	struct line_editor editor = {0};

	(void)state;
	set(&editor, "<|>");
	assert_true(
	    line_editor_paste(&editor, str_of("a\tb\r\n\033c\xc2\x85\xff")));
	assert_line(&editor, "<a b   c  \uFFFD|>");
	line_editor_paste(&editor, str_of(""));
	assert_line(&editor, "<a b   c  \uFFFD|>");
	line_editor_free(&editor);
}

/* 100 KB, of which only whole characters are kept. */
static void
a_long_paste_is_cut_between_characters(void **state)
{
	struct line_editor editor = {0};
	struct strbuf paste = {0};

	(void)state;
	for (size_t i = 0; i < 34000; i++)
		strbuf_append_string(&paste, "日");
	assert_false(line_editor_paste(&editor, strbuf_str(&paste)));
	assert_int_equal(editor.text.length, 16 * 1024 / 3 * 3);
	assert_int_equal(editor.cursor, editor.text.length);
	strbuf_clear(&paste);
	line_editor_free(&editor);
}

static void
other_keys_are_left_to_others(void **state)
{
	static const int keys[] = {KEY_CODE_UP, KEY_CODE_F1, 'Z' & CONTROL, 0};
	struct line_editor editor = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		assert_false(line_editor_key(&editor, keys[i]));
	assert_int_equal(editor.text.length, 0);
	line_editor_free(&editor);
}

static void
a_paste_without_end_is_cut(void **state)
{
	struct line_editor editor = {0};

	(void)state;
	for (size_t i = 0; i < 20000; i++)
		assert_true(line_editor_key(&editor, 'x'));
	assert_int_equal(editor.text.length, 16 * 1024);
	line_editor_free(&editor);
}

static void
text_that_is_not_utf8_is_made_so(void **state)
{
	struct line_editor editor = {0};

	(void)state;
	line_editor_set(&editor, str_of("a\xff"));
	assert_line(&editor, "a\uFFFD|");
	line_editor_free(&editor);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(keys_edit_as_in_readline),
	    cmocka_unit_test(what_was_cut_comes_back),
	    cmocka_unit_test(a_paste_is_one_line),
	    cmocka_unit_test(a_long_paste_is_cut_between_characters),
	    cmocka_unit_test(other_keys_are_left_to_others),
	    cmocka_unit_test(a_paste_without_end_is_cut),
	    cmocka_unit_test(text_that_is_not_utf8_is_made_so),
	};

	locale_start();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
