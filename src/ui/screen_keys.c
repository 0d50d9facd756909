/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From bytes of the terminal to keys. ncurses tells keys apart by terminfo;
 * what terminfo does not know of, pastes, the mouse and Alt, is told apart
 * here. A sequence that is begun and not ended is waited for a moment, then
 * given up, so that no broken line and no hang-up can hold the reader. One that
 * nobody knows is one key that does nothing: its letters are no commands.
 */
#include <curses.h>
#include <poll.h>
#include <time.h>
#include <unistd.h>
#include "cnai/key.h"
#include "screen_parts.h"

enum {
	/* How long to wait for the next byte of a sequence, in milliseconds. */
	REST_DELAY = 50,
	PASTE_DELAY = 1000, /* a paste may come over a slow line */
	PASTE_MAX = 1 << 20,
	DOUBLE_CLICK_DELAY = 400,
};

/* Codes for sequences that begin something, beyond those of ncurses. */
enum { BEGINS_PASTE = KEY_MAX + 1, BEGINS_MOUSE, ENDS_PASTE, FIRST_OWN_KEY };

static const struct {
	int code;
	int key;
} special_keys[] = {
    {KEY_UP, KEY_CODE_UP},
    {KEY_DOWN, KEY_CODE_DOWN},
    {KEY_LEFT, KEY_CODE_LEFT},
    {KEY_RIGHT, KEY_CODE_RIGHT},
    {KEY_HOME, KEY_CODE_HOME},
    {KEY_END, KEY_CODE_END},
    {KEY_PPAGE, KEY_CODE_PAGE_UP},
    {KEY_NPAGE, KEY_CODE_PAGE_DOWN},
    {KEY_BACKSPACE, KEY_CODE_BACKSPACE},
    {KEY_DC, KEY_CODE_DELETE},
    {KEY_IC, KEY_CODE_INSERT},
    {KEY_BTAB, KEY_CODE_SHIFT_TAB},
    {KEY_ENTER, KEY_CODE_ENTER},
};

/* What most terminals send, whether terminfo says so or not. */
static const struct {
	const char *bytes;
	int key;
} own_keys[] = {
    {"\x1b[1;5D", KEY_CODE_CONTROL_LEFT},
    {"\x1b[1;5C", KEY_CODE_CONTROL_RIGHT},
    {"\x1b[5D", KEY_CODE_CONTROL_LEFT},
    {"\x1b[5C", KEY_CODE_CONTROL_RIGHT},
    {"\x1bOd", KEY_CODE_CONTROL_LEFT},
    {"\x1bOc", KEY_CODE_CONTROL_RIGHT},
    {"\x1b[1;3D", KEY_CODE_ALT | KEY_CODE_LEFT},
    {"\x1b[1;3C", KEY_CODE_ALT | KEY_CODE_RIGHT},
    {"\x1b[Z", KEY_CODE_SHIFT_TAB},
    {"\x1b[A", KEY_CODE_UP},
    {"\x1bOA", KEY_CODE_UP},
    {"\x1b[B", KEY_CODE_DOWN},
    {"\x1bOB", KEY_CODE_DOWN},
    {"\x1b[C", KEY_CODE_RIGHT},
    {"\x1bOC", KEY_CODE_RIGHT},
    {"\x1b[D", KEY_CODE_LEFT},
    {"\x1bOD", KEY_CODE_LEFT},
    {"\x1b[H", KEY_CODE_HOME},
    {"\x1b[F", KEY_CODE_END},
    {"\x1b[5~", KEY_CODE_PAGE_UP},
    {"\x1b[6~", KEY_CODE_PAGE_DOWN},
};

enum { OWN_COUNT = sizeof(own_keys) / sizeof(*own_keys) };

/*
 * Keys are read through a pad, because reading through a window has ncurses
 * send what is drawn on it.
 */
void
screen_keys_start(struct screen *screen)
{
	screen->keys = newpad(1, 1);
	nodelay(screen->keys, TRUE);
	keypad(screen->keys, TRUE);
	define_key("\x1b[200~", BEGINS_PASTE);
	define_key("\x1b[201~", ENDS_PASTE);
	define_key("\x1b[<", BEGINS_MOUSE);
	for (int i = 0; i < OWN_COUNT; i++)
		define_key(own_keys[i].bytes, FIRST_OWN_KEY + i);
}

/* The next byte, or -1 when none comes within DELAY milliseconds. */
static int
next_byte(const struct screen *screen, int delay)
{
	struct pollfd keys = {.fd = fileno(screen->input), .events = POLLIN};
	unsigned char byte;

	if (poll(&keys, 1, delay) <= 0 || read(keys.fd, &byte, 1) != 1)
		return -1;
	return byte;
}

/* All up to the sequence that ends a paste; what is too much is dropped. */
static int
read_paste(struct screen *screen)
{
	static const char ending[] = "\x1b[201~";
	enum { ENDING_LENGTH = sizeof(ending) - 1 };
	size_t matched = 0;
	int byte;

	strbuf_truncate(&screen->paste, 0);
	while (matched < ENDING_LENGTH &&
	       (byte = next_byte(screen, PASTE_DELAY)) >= 0) {
		if (screen->paste.length < PASTE_MAX + ENDING_LENGTH)
			strbuf_append_byte(&screen->paste, (char)byte);
		matched = byte == ending[matched] ? matched + 1
			  : byte == ending[0]     ? 1
						  : 0;
	}
	if (matched == ENDING_LENGTH && screen->paste.length <= PASTE_MAX)
		strbuf_truncate(
		    &screen->paste, screen->paste.length - ENDING_LENGTH);
	if (screen->paste.length > PASTE_MAX)
		strbuf_truncate(&screen->paste, PASTE_MAX);
	return KEY_CODE_PASTE;
}

struct strbuf
screen_take_paste(struct screen *screen)
{
	struct strbuf paste = screen->paste;

	screen->paste = (struct strbuf){0};
	return paste;
}

static long long
milliseconds_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

static int
click(struct screen *screen, int row, int column)
{
	struct mouse *mouse = &screen->mouse;
	const long long now = milliseconds_now();
	const bool is_second = mouse->is_clicked && mouse->row == row &&
			       mouse->column == column &&
			       now - mouse->time <= DOUBLE_CLICK_DELAY;

	/* A third click begins anew. */
	*mouse = (struct mouse){mouse->is_on, !is_second, row, column, now};
	return is_second ? KEY_CODE_DOUBLE_CLICK : KEY_CODE_CLICK;
}

/* Whether a sequence that began with ESC [ ends with BYTE. */
static bool
is_final(int byte)
{
	return byte >= '@' && byte <= '~';
}

/* Three numbers and the letter that ends them; 0 where it is anything else. */
static int
read_report(const struct screen *screen, int numbers[3])
{
	enum { NUMBER_MAX = 100000 };
	int count = 0, byte;

	while (!is_final(byte = next_byte(screen, REST_DELAY))) {
		if (byte < ' ')
			return 0;
		if (byte == ';')
			count++;
		else if (byte < '0' || byte > '9')
			count = 3; /* one too many */
		else if (count < 3 && numbers[count] < NUMBER_MAX)
			numbers[count] = numbers[count] * 10 + byte - '0';
	}
	return count == 2 ? byte : 0;
}

/* What happened, as xterm tells it in its "SGR" form: button;column;row. */
static int
read_mouse(struct screen *screen)
{
	enum { BUTTON = 0, WHEEL_UP = 64, WHEEL_DOWN = 65, MODIFIERS = 4 | 8 | 16 };
	int numbers[3] = {0};
	const int ending = read_report(screen, numbers);
	const int button = numbers[0] & ~MODIFIERS;
	const int column = numbers[1] - 1, row = numbers[2] - 1;

	if (ending != 'M' || row < 0 || column < 0)
		return KEY_CODE_NONE;
	if (button == BUTTON)
		return click(screen, row, column);
	if (button != WHEEL_UP && button != WHEEL_DOWN)
		return KEY_CODE_NONE;
	screen->mouse.row = row;
	screen->mouse.column = column;
	screen->mouse.is_clicked = false;
	return button == WHEEL_UP ? KEY_CODE_WHEEL_UP : KEY_CODE_WHEEL_DOWN;
}

void
screen_mouse_place(const struct screen *screen, int *row, int *column)
{
	*row = screen->mouse.row;
	*column = screen->mouse.column;
}

/* The next character of what came in one go, or -1; other keys stay. */
static int
rest_character(const struct screen *screen)
{
	wint_t next;
	int kind;

	wtimeout(screen->keys, REST_DELAY);
	kind = wget_wch(screen->keys, &next);
	wtimeout(screen->keys, 0);
	if (kind == KEY_CODE_YES)
		ungetch((int)next);
	return kind == OK ? (int)next : -1;
}

/* "ESC [ 1 ; 2 A" and "ESC O 2 A"; the Linux console has "ESC [ [ A", and mice
 * of old three bytes behind "ESC [ M". */
static void
skip_function(const struct screen *screen, int introducer, int character)
{
	int more = introducer == '[' && character == '[' ? 1 : 0;

	if (introducer == '[' && character == 'M')
		more = 3;
	while (more--)
		rest_character(screen);
	while (character >= ' ' && !is_final(character))
		character = rest_character(screen);
}

static int
special_key(struct screen *screen, wint_t code)
{
	if (code == BEGINS_PASTE)
		return read_paste(screen);
	if (code == BEGINS_MOUSE)
		return read_mouse(screen);
	if (code == KEY_MOUSE) /* "ESC [ M" where terminfo has it */
		skip_function(screen, '[', 'M');
	if (code >= FIRST_OWN_KEY && code < FIRST_OWN_KEY + OWN_COUNT)
		return own_keys[code - FIRST_OWN_KEY].key;
	if (code >= KEY_F(1) && code <= KEY_F(12))
		return KEY_CODE_F1 + (int)(code - KEY_F(1));
	for (size_t i = 0; i < sizeof(special_keys) / sizeof(*special_keys); i++)
		if ((wint_t)special_keys[i].code == code)
			return special_keys[i].key;
	return KEY_CODE_UNKNOWN;
}

static int
typed_key(wint_t typed)
{
	if (typed == 0x7F || typed == '\b')
		return KEY_CODE_BACKSPACE;
	return typed == '\n' ? KEY_CODE_ENTER : (int)typed;
}

/* A terminal's answer to somebody: "ESC ] 11 ; rgb:0/0/0 BEL", with ESC \ too. */
static void
skip_answer(const struct screen *screen, int character)
{
	while (character >= ' ')
		character = rest_character(screen);
	if (character == KEY_CODE_ESCAPE)
		rest_character(screen);
}

/* The key that INTRODUCER, which came with Escape in front, is or begins. */
static int
alt_or_sequence(const struct screen *screen, int introducer)
{
	const bool is_function = introducer == '[' || introducer == 'O';
	const bool is_answer = introducer == ']' || introducer == 'P';
	int character;

	if (!is_function && !is_answer)
		return KEY_CODE_ALT | introducer;
	character = rest_character(screen);
	if (is_function && character >= ' ')
		skip_function(screen, introducer, character);
	else if (is_answer && character >= ' ' && character < '@')
		skip_answer(screen, character);
	else {
		if (character >= 0)
			unget_wch((wchar_t)character);
		return KEY_CODE_ALT | introducer;
	}
	return KEY_CODE_UNKNOWN;
}

/*
 * Escape, or Alt with the letter that came in one go with it. Other keys that
 * follow at once are keys of their own, as Escape typed twice is.
 */
static int
escape_or_alt(const struct screen *screen)
{
	wint_t next;
	const int kind = wget_wch(screen->keys, &next);
	int key = KEY_CODE_NONE;

	if (kind == OK)
		key = typed_key(next);
	else if (kind == KEY_CODE_YES && next == KEY_BACKSPACE)
		key = KEY_CODE_BACKSPACE;
	if (key == KEY_CODE_BACKSPACE)
		return KEY_CODE_ALT | key;
	if (key > ' ' && key < KEY_CODE_NONE)
		return alt_or_sequence(screen, key);
	if (kind == OK)
		unget_wch((wchar_t)next);
	else if (kind == KEY_CODE_YES)
		ungetch((int)next);
	return KEY_CODE_ESCAPE;
}

int
screen_read_key(struct screen *screen)
{
	for (;;) {
		wint_t typed;
		const int kind = wget_wch(screen->keys, &typed);
		int key = KEY_CODE_NONE;

		if (kind == ERR)
			return KEY_CODE_NONE;
		if (kind == OK)
			return typed == KEY_CODE_ESCAPE ? escape_or_alt(screen)
							: typed_key(typed);
		if (typed != KEY_RESIZE && typed != ENDS_PASTE)
			key = special_key(screen, typed);
		if (key != KEY_CODE_NONE)
			return key;
	}
}
