/* SPDX-License-Identifier: Apache-2.0 */
/* A line of input with the keys that readline users have in their fingers. */
#include "cnai/cluster.h"
#include "cnai/key.h"
#include "cnai/line_editor.h"
#include "cnai/unicode.h"

/* Longer input is of no use to anything that asks for a line. */
enum { LINE_LIMIT = 16 * 1024 };

void
line_editor_set(struct line_editor *editor, struct str text)
{
	struct strbuf copy = {0};

	utf8_append_valid(&copy, text);
	strbuf_clear(&editor->text);
	editor->text = copy;
	editor->cursor = copy.length;
}

void
line_editor_clear(struct line_editor *editor)
{
	strbuf_clear(&editor->text);
	editor->cursor = 0;
}

static size_t
after(const struct line_editor *editor, size_t offset)
{
	if (offset >= editor->text.length)
		return editor->text.length;
	return offset +
	       cluster_next(strbuf_str(&editor->text), offset).source_length;
}

static size_t
before(const struct line_editor *editor, size_t offset)
{
	size_t start = 0, next;

	while ((next = after(editor, start)) < offset)
		start = next;
	return offset ? start : 0;
}

static void
replace(struct line_editor *editor, size_t start, size_t end, struct str with)
{
	struct strbuf text = {0};
	struct str old = strbuf_str(&editor->text);

	strbuf_append(&text, str_slice(old, 0, start));
	strbuf_append(&text, with);
	strbuf_append(&text, str_slice(old, end, old.length));
	strbuf_clear(&editor->text);
	editor->text = text;
	editor->cursor = start + with.length;
}

static size_t
word_start(const struct line_editor *editor)
{
	const char *text = editor->text.data;
	size_t offset = editor->cursor;

	while (offset && text[offset - 1] == ' ')
		offset--;
	while (offset && text[offset - 1] != ' ')
		offset--;
	return offset;
}

static void
type(struct line_editor *editor, int character)
{
	char bytes[4];
	size_t length = utf8_encode((uint32_t)character, bytes);

	if (editor->text.length + length <= LINE_LIMIT)
		replace(editor, editor->cursor, editor->cursor,
		    (struct str){bytes, length});
}

static void
move_left(struct line_editor *editor)
{
	editor->cursor = before(editor, editor->cursor);
}

static void
move_right(struct line_editor *editor)
{
	editor->cursor = after(editor, editor->cursor);
}

static void
move_home(struct line_editor *editor)
{
	editor->cursor = 0;
}

static void
move_end(struct line_editor *editor)
{
	editor->cursor = editor->text.length;
}

static void
delete_back(struct line_editor *editor)
{
	replace(editor, before(editor, editor->cursor), editor->cursor, str_of(""));
}

static void
delete_here(struct line_editor *editor)
{
	replace(editor, editor->cursor, after(editor, editor->cursor), str_of(""));
}

static void
delete_to_start(struct line_editor *editor)
{
	replace(editor, 0, editor->cursor, str_of(""));
}

static void
delete_to_end(struct line_editor *editor)
{
	replace(editor, editor->cursor, editor->text.length, str_of(""));
}

static void
delete_word(struct line_editor *editor)
{
	replace(editor, word_start(editor), editor->cursor, str_of(""));
}

enum { CONTROL = 0x1F };

static const struct {
	int key;
	void (*edit)(struct line_editor *editor);
} edits[] = {
    {KEY_CODE_LEFT, move_left},
    {'B' & CONTROL, move_left},
    {KEY_CODE_RIGHT, move_right},
    {'F' & CONTROL, move_right},
    {KEY_CODE_HOME, move_home},
    {'A' & CONTROL, move_home},
    {KEY_CODE_END, move_end},
    {'E' & CONTROL, move_end},
    {KEY_CODE_BACKSPACE, delete_back},
    {KEY_CODE_DELETE, delete_here},
    {'D' & CONTROL, delete_here},
    {'U' & CONTROL, delete_to_start},
    {'K' & CONTROL, delete_to_end},
    {'W' & CONTROL, delete_word},
};

bool
line_editor_key(struct line_editor *editor, int key)
{
	for (size_t i = 0; i < sizeof(edits) / sizeof(*edits); i++) {
		if (edits[i].key == key) {
			edits[i].edit(editor);
			return true;
		}
	}
	if (key < ' ' || key >= KEY_CODE_NONE)
		return false;
	type(editor, key);
	return true;
}
