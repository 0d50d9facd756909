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

void
line_editor_free(struct line_editor *editor)
{
	line_editor_clear(editor);
	strbuf_clear(&editor->killed);
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

/* In place: the keys of a long paste come one by one. */
static void
insert(struct line_editor *editor, struct str with)
{
	struct strbuf *text = &editor->text;
	const size_t behind = text->length - editor->cursor;
	char *gap;

	strbuf_append(text, with);
	gap = text->data + editor->cursor;
	memmove(gap + with.length, gap, behind);
	memcpy(gap, with.data, with.length);
	editor->cursor += with.length;
}

static void
remove_bytes(struct line_editor *editor, size_t start, size_t end)
{
	struct strbuf *text = &editor->text;

	editor->cursor = start;
	if (start == end)
		return;
	memmove(text->data + start, text->data + end, text->length - end);
	strbuf_truncate(text, text->length - (end - start));
}

/* Deletes, and keeps what it was for ^Y. */
static void
cut(struct line_editor *editor, size_t start, size_t end)
{
	const struct str text = strbuf_str(&editor->text);

	if (start == end)
		return;
	strbuf_clear(&editor->killed);
	strbuf_append(&editor->killed, str_slice(text, start, end));
	remove_bytes(editor, start, end);
}

/* What ^W takes away. */
static size_t
blank_word_start(const struct line_editor *editor)
{
	const char *text = editor->text.data;
	size_t offset = editor->cursor;

	while (offset && text[offset - 1] == ' ')
		offset--;
	while (offset && text[offset - 1] != ' ')
		offset--;
	return offset;
}

/* Letters and digits make words; so does all that is not ASCII. */
static bool
is_word_byte(const struct line_editor *editor, size_t offset)
{
	const unsigned char byte = (unsigned char)editor->text.data[offset];
	const unsigned char letter = byte | 0x20;

	return byte >= 0x80 || (byte >= '0' && byte <= '9') ||
	       (letter >= 'a' && letter <= 'z');
}

static size_t
word_start(const struct line_editor *editor)
{
	size_t offset = editor->cursor;

	while (offset && !is_word_byte(editor, offset - 1))
		offset--;
	while (offset && is_word_byte(editor, offset - 1))
		offset--;
	return offset;
}

static size_t
word_end(const struct line_editor *editor)
{
	size_t offset = editor->cursor;

	while (offset < editor->text.length && !is_word_byte(editor, offset))
		offset++;
	while (offset < editor->text.length && is_word_byte(editor, offset))
		offset++;
	return offset;
}

static size_t
room(const struct line_editor *editor)
{
	return LINE_LIMIT - editor->text.length;
}

static void
type(struct line_editor *editor, int character)
{
	char bytes[4];
	size_t length = utf8_encode((uint32_t)character, bytes);

	if (length <= room(editor))
		insert(editor, (struct str){bytes, length});
}

/* TEXT is UTF-8: a control of C1 is two bytes, the first of them 0xC2. */
static void
blank_controls(char *text, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		const unsigned char byte = (unsigned char)text[i];

		if (byte < ' ' || byte == 0x7F)
			text[i] = ' ';
		if (byte == 0xC2 && i + 1 < length &&
		    (unsigned char)text[i + 1] < 0xA0)
			memset(text + i, ' ', 2);
	}
}

bool
line_editor_paste(struct line_editor *editor, struct str text)
{
	struct strbuf valid = {0};
	size_t length;
	bool is_whole;

	utf8_append_valid(&valid, text);
	length = valid.length < room(editor) ? valid.length : room(editor);
	while (length < valid.length && (valid.data[length] & 0xC0) == 0x80)
		length--;
	blank_controls(valid.data, length);
	if (length)
		insert(editor, str_slice(strbuf_str(&valid), 0, length));
	is_whole = length == valid.length;
	strbuf_clear(&valid);
	return is_whole;
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
move_word_left(struct line_editor *editor)
{
	editor->cursor = word_start(editor);
}

static void
move_word_right(struct line_editor *editor)
{
	editor->cursor = word_end(editor);
}

static void
delete_back(struct line_editor *editor)
{
	remove_bytes(editor, before(editor, editor->cursor), editor->cursor);
}

static void
delete_here(struct line_editor *editor)
{
	remove_bytes(editor, editor->cursor, after(editor, editor->cursor));
}

static void
kill_to_start(struct line_editor *editor)
{
	cut(editor, 0, editor->cursor);
}

static void
kill_to_end(struct line_editor *editor)
{
	cut(editor, editor->cursor, editor->text.length);
}

static void
kill_blank_word(struct line_editor *editor)
{
	cut(editor, blank_word_start(editor), editor->cursor);
}

static void
kill_word_back(struct line_editor *editor)
{
	cut(editor, word_start(editor), editor->cursor);
}

static void
kill_word(struct line_editor *editor)
{
	cut(editor, editor->cursor, word_end(editor));
}

static void
yank(struct line_editor *editor)
{
	line_editor_paste(editor, strbuf_str(&editor->killed));
}

/* The clusters around the cursor; at the end of the line the last two. */
static void
transpose(struct line_editor *editor)
{
	const size_t end = after(editor, editor->cursor);
	const size_t middle = before(editor, end), start = before(editor, middle);
	struct strbuf moved = {0};

	if (start == middle)
		return;
	strbuf_append(&moved, str_slice(strbuf_str(&editor->text), start, middle));
	remove_bytes(editor, start, middle);
	editor->cursor = end - moved.length;
	insert(editor, strbuf_str(&moved));
	strbuf_clear(&moved);
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
    {'U' & CONTROL, kill_to_start},
    {'K' & CONTROL, kill_to_end},
    {'W' & CONTROL, kill_blank_word},
    {'Y' & CONTROL, yank},
    {'T' & CONTROL, transpose},
    {KEY_CODE_ALT | 'b', move_word_left},
    {KEY_CODE_ALT | 'f', move_word_right},
    {KEY_CODE_ALT | 'd', kill_word},
    {KEY_CODE_ALT | KEY_CODE_BACKSPACE, kill_word_back},
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
