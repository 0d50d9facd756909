/* SPDX-License-Identifier: Apache-2.0 */
/* Names of keys, the same in tables, in the help and in the manual. */
#include "cnai/key.h"
#include "cnai/nearest.h"
#include "cnai/unicode.h"

static const struct {
	const char *name;
	int key;
} names[] = {
    {"Up", KEY_CODE_UP},
    {"Down", KEY_CODE_DOWN},
    {"Left", KEY_CODE_LEFT},
    {"Right", KEY_CODE_RIGHT},
    {"Home", KEY_CODE_HOME},
    {"End", KEY_CODE_END},
    {"PgUp", KEY_CODE_PAGE_UP},
    {"PgDn", KEY_CODE_PAGE_DOWN},
    {"Backspace", KEY_CODE_BACKSPACE},
    {"Delete", KEY_CODE_DELETE},
    {"Shift-Tab", KEY_CODE_SHIFT_TAB},
    {"F1", KEY_CODE_F1},
    {"F2", KEY_CODE_F2},
    {"F3", KEY_CODE_F3},
    {"F4", KEY_CODE_F4},
    {"F5", KEY_CODE_F5},
    {"F6", KEY_CODE_F6},
    {"F7", KEY_CODE_F7},
    {"F8", KEY_CODE_F8},
    {"F9", KEY_CODE_F9},
    {"F10", KEY_CODE_F10},
    {"F11", KEY_CODE_F11},
    {"F12", KEY_CODE_F12},
    {"Insert", KEY_CODE_INSERT},
    {"Ctrl-Left", KEY_CODE_CONTROL_LEFT},
    {"Ctrl-Right", KEY_CODE_CONTROL_RIGHT},
    {"Wheel-Up", KEY_CODE_WHEEL_UP},
    {"Wheel-Down", KEY_CODE_WHEEL_DOWN},
    {"Click", KEY_CODE_CLICK},
    {"Double-Click", KEY_CODE_DOUBLE_CLICK},
    {"Paste", KEY_CODE_PASTE},
    {"This key", KEY_CODE_UNKNOWN},
    {"Enter", KEY_CODE_ENTER},
    {"Tab", KEY_CODE_TAB},
    {"Esc", KEY_CODE_ESCAPE},
    {"Space", ' '},
};

enum { NAME_COUNT = sizeof(names) / sizeof(*names) };

static const char alt_prefix[] = "M-";

static int
find_name(struct str word)
{
	for (size_t i = 0; i < NAME_COUNT; i++)
		if (str_equal(word, str_of(names[i].name)))
			return names[i].key;
	return KEY_CODE_NONE;
}

bool
key_parse(struct str word, struct key_sequence *sequence)
{
	int named = find_name(word);

	*sequence = (struct key_sequence){0};
	if (word.length > 2 && str_starts_with(word, str_of(alt_prefix))) {
		const struct str rest = str_slice(word, 2, word.length);

		if (str_starts_with(rest, str_of(alt_prefix)) ||
		    !key_parse(rest, sequence) || sequence->count != 1)
			return false;
		sequence->keys[0] |= KEY_CODE_ALT;
		return true;
	}
	if (named == KEY_CODE_NONE && word.length == 2 && word.data[0] == '^')
		named = word.data[1] & 0x1F;
	if (named != KEY_CODE_NONE) {
		sequence->keys[sequence->count++] = named;
		return true;
	}
	for (size_t offset = 0, length; offset < word.length; offset += length) {
		uint32_t character = utf8_decode(word, offset, &length);

		if (character == UTF8_INVALID ||
		    sequence->count == KEY_SEQUENCE_MAX)
			return false;
		sequence->keys[sequence->count++] = (int)character;
	}
	return sequence->count > 0;
}

static const char *
name_at(size_t index)
{
	return names[index].name;
}

const char *
key_nearest(struct str word)
{
	return nearest_name(word, name_at, NAME_COUNT);
}

void
key_append_name(struct strbuf *buffer, int key)
{
	char bytes[4];

	if (key & KEY_CODE_ALT) {
		strbuf_append_string(buffer, alt_prefix);
		key &= ~KEY_CODE_ALT;
	}
	for (size_t i = 0; i < NAME_COUNT; i++) {
		if (names[i].key == key) {
			strbuf_append_string(buffer, names[i].name);
			return;
		}
	}
	if (key < ' ')
		strbuf_printf(buffer, "^%c", key + '@');
	else if (key < KEY_CODE_NONE)
		strbuf_append(
		    buffer, (struct str){bytes, utf8_encode((uint32_t)key, bytes)});
}

struct str
key_next_word(const char *words, size_t *offset)
{
	size_t start, end = *offset;

	while (words[end] == ' ')
		end++;
	start = end;
	while (words[end] && words[end] != ' ')
		end++;
	*offset = end;
	return (struct str){words + start, end - start};
}
