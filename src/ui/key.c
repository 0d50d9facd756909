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
    {"F5", KEY_CODE_F5},
    {"This key", KEY_CODE_UNKNOWN},
    {"Enter", KEY_CODE_ENTER},
    {"Tab", KEY_CODE_TAB},
    {"Esc", KEY_CODE_ESCAPE},
    {"Space", ' '},
};

enum { NAME_COUNT = sizeof(names) / sizeof(*names) };

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
