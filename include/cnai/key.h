/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_KEY_H
#define CNAI_KEY_H

#include <stdbool.h>
#include <stddef.h>
#include "cnai/str.h"

/*
 * A key is an int: the character it types (controls included: ^A is 1), or
 * one of these codes behind the last character.
 */
enum {
	KEY_CODE_NONE = 0x110000,
	KEY_CODE_UP,
	KEY_CODE_DOWN,
	KEY_CODE_LEFT,
	KEY_CODE_RIGHT,
	KEY_CODE_HOME,
	KEY_CODE_END,
	KEY_CODE_PAGE_UP,
	KEY_CODE_PAGE_DOWN,
	KEY_CODE_BACKSPACE,
	KEY_CODE_DELETE,
	KEY_CODE_SHIFT_TAB,
	KEY_CODE_F1,
	KEY_CODE_F2,
	KEY_CODE_F3,
	KEY_CODE_F4,
	KEY_CODE_F5,
	KEY_CODE_F6,
	KEY_CODE_F7,
	KEY_CODE_F8,
	KEY_CODE_F9,
	KEY_CODE_F10,
	KEY_CODE_F11,
	KEY_CODE_F12,
	KEY_CODE_INSERT,
	KEY_CODE_CONTROL_LEFT,
	KEY_CODE_CONTROL_RIGHT,
	KEY_CODE_PASTE,    /* its text: screen_take_paste() */
	KEY_CODE_WHEEL_UP, /* where: screen_mouse_place() */
	KEY_CODE_WHEEL_DOWN,
	KEY_CODE_CLICK,
	KEY_CODE_DOUBLE_CLICK,
	KEY_CODE_UNKNOWN, /* a key that sends something, but nothing we name */
	KEY_CODE_ALT = 0x200000, /* a bit: the other key with Alt held down */
	KEY_CODE_ENTER = '\r',
	KEY_CODE_TAB = '\t',
	KEY_CODE_ESCAPE = 0x1B,
};

enum { KEY_SEQUENCE_MAX = 4 };

/* Keys typed one after the other, such as "ZZ". */
struct key_sequence {
	int keys[KEY_SEQUENCE_MAX];
	size_t count;
};

/*
 * Reads one word of a key table: a name ("Down", "Space"), "^N", "M-x" or
 * "M-Backspace" for a key with Alt, one character, or several characters typed in
 * turn. False if it is none.
 */
bool key_parse(struct str word, struct key_sequence *sequence);

/* The name that WORD was probably meant to be, or NULL. */
const char *key_nearest(struct str word);

/* Appends the name of KEY as key_parse() reads it. */
void key_append_name(struct strbuf *buffer, int key);

/* The word at *OFFSET in a list of words with blanks between, moving *OFFSET
 * behind it; empty at the end. */
struct str key_next_word(const char *words, size_t *offset);

#endif
