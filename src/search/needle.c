/* SPDX-License-Identifier: Apache-2.0 */
/*
 * To make a document of each post takes ten times as long as to read it, so
 * most have to be left out by their bytes alone, and never one too many:
 * markup may stand between any two letters of a word, hide text after it, or
 * spell a letter as an entity. So the bytes are read as all they could mean
 * at once: bit I of a set says that some reading ends with the first I + 1
 * letters of the word. A letter moves the set on (Baeza-Yates and Gonnet's
 * shift-and). A mark that may vanish leaves it as it is. What opens a bracket
 * that may vanish whole puts it aside, and each closing one takes it up
 * again. An entity may be any few letters, or none. The set is too large
 * rather than too small; where it holds the last bit the post is parsed.
 */
#include "cnai/fold.h"
#include "cnai/unicode.h"
#include "needle.h"

/* What a byte may do to the words around it. */
enum role {
	ROLE_BORDER, /* is seen, or is a blank: a word ends */
	ROLE_LETTER,
	ROLE_BLANK,   /* vanishes beside a code span's mark */
	ROLE_MARK,    /* may vanish */
	ROLE_OPENING, /* may vanish with all up to a closing one */
	ROLE_CLOSING,
	ROLE_BRACKET,     /* "[": a mark, or an opening one behind "]" */
	ROLE_PARENTHESIS, /* "(": an opening one behind "]" only */
	ROLE_ENTITY,
	ROLE_SEMICOLON,
	ROLE_WIDE, /* not ASCII */
};

static const unsigned char signs[NEEDLE_BYTES] = {
    [' '] = ROLE_BLANK,
    ['\t'] = ROLE_BLANK,
    ['\n'] = ROLE_BLANK,
    ['\r'] = ROLE_BLANK,
    ['*'] = ROLE_MARK,
    ['_'] = ROLE_MARK,
    ['`'] = ROLE_MARK,
    ['~'] = ROLE_MARK,
    ['!'] = ROLE_MARK,
    ['^'] = ROLE_MARK,
    ['='] = ROLE_MARK,
    ['+'] = ROLE_MARK,
    ['|'] = ROLE_MARK,
    ['['] = ROLE_BRACKET,
    ['('] = ROLE_PARENTHESIS,
    ['<'] = ROLE_OPENING,
    ['{'] = ROLE_OPENING,
    [']'] = ROLE_CLOSING,
    [')'] = ROLE_CLOSING,
    ['>'] = ROLE_CLOSING,
    ['}'] = ROLE_CLOSING,
    ['&'] = ROLE_ENTITY,
    [';'] = ROLE_SEMICOLON,
};

struct scan {
	const struct needle *needle;
	struct str text;
	size_t offset;
	uint64_t set;      /* readings that end here */
	uint64_t found;    /* or within a wide character */
	uint64_t aside;    /* those that may go on behind a closing bracket */
	uint64_t entity;   /* those that stood before the last "&" */
	size_t entity_end; /* an entity that began there ends before */
	size_t skip_from;  /* before that a reading may begin */
	struct fold_cache cache;
	struct fold_reader reader;
};

static bool
is_letter(unsigned char byte)
{
	return (byte >= '0' && byte <= '9') ||
	       ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z');
}

static enum role
role_of(unsigned char byte)
{
	if (byte >= 0x80)
		return ROLE_WIDE;
	return is_letter(byte) ? ROLE_LETTER : (enum role)signs[byte];
}

static uint64_t
move_on(uint64_t set, uint64_t places)
{
	return (set << 1 | 1) & places;
}

/* Where CHARACTER stands in the needle. */
static uint64_t
find_places(const struct needle *needle, uint32_t character)
{
	uint64_t places = 0;

	if (character < NEEDLE_BYTES)
		return needle->places[character];
	for (size_t i = 0; i < needle->length; i++)
		places |= (uint64_t)(needle->characters[i] == character) << i;
	return places;
}

/* Whatever is not seen at all leaves the set alone. */
static void
read_wide(struct scan *scan)
{
	struct fold_reader *reader = &scan->reader;
	size_t length;

	utf8_decode(scan->text, scan->offset, &length);
	reader->text = str_slice(scan->text, 0, scan->offset + length);
	reader->offset = scan->offset;
	while (fold_next(reader)) {
		scan->set = move_on(
		    scan->set, find_places(scan->needle, reader->unit.character));
		scan->found |= scan->set;
	}
	scan->offset += length;
}

/*
 * A blank is a border, but beside the mark of a code span it may be left out,
 * with the marks of quotes and lists behind a line end.
 */
static void
read_blank(struct scan *scan)
{
	const char *data = scan->text.data;
	const size_t start = scan->offset;
	size_t end = start;
	bool is_beside_code;

	while (
	    end < scan->text.length &&
	    (role_of((unsigned char)data[end]) == ROLE_BLANK || data[end] == '>'))
		end++;
	is_beside_code = (start > 0 && data[start - 1] == '`') ||
			 (end < scan->text.length && data[end] == '`');
	if (!is_beside_code)
		scan->set = 0;
	if (memchr(data + start, '>', end - start))
		scan->set |= scan->aside;
	scan->offset = end;
}

static void
open_bracket(struct scan *scan, bool may_vanish)
{
	const bool follows =
	    scan->offset > 0 && scan->text.data[scan->offset - 1] == ']';

	if (may_vanish || follows)
		scan->aside |= scan->set;
}

static void
begin_entity(struct scan *scan)
{
	enum { ENTITY_MAX = 40 };

	scan->entity = scan->set;
	scan->entity_end = scan->offset + ENTITY_MAX;
	scan->set = 0;
}

/* Those that are seen in nearly every post, and are no letters. */
static bool
is_plain_entity(struct str text, size_t end)
{
	static const char *const names[] = {
	    "&amp", "&lt", "&gt", "&quot", "&nbsp", "&ndash", "&mdash", "&hellip"};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (str_ends_with(str_slice(text, 0, end), str_of(names[i])))
			return true;
	return false;
}

/* A letter, a ligature of up to four ("viii"), or nothing at all. */
static void
end_entity(struct scan *scan)
{
	enum { LETTERS_MAX = 4 };
	uint64_t set = scan->entity;

	scan->set = 0;
	if (scan->offset >= scan->entity_end ||
	    is_plain_entity(scan->text, scan->offset))
		return;
	scan->set = set;
	for (int i = 0; i < LETTERS_MAX; i++)
		scan->set |= set = move_on(set, UINT64_MAX);
	scan->entity_end = 0;
}

static void
read_sign(struct scan *scan, enum role role)
{
	switch (role) {
	case ROLE_OPENING:
		open_bracket(scan, true);
		scan->set = 0;
		break;
	case ROLE_PARENTHESIS:
		open_bracket(scan, false);
		scan->set = 0;
		break;
	case ROLE_BRACKET:
		open_bracket(scan, false);
		break;
	case ROLE_CLOSING:
		scan->set |= scan->aside;
		break;
	case ROLE_ENTITY:
		begin_entity(scan);
		break;
	case ROLE_SEMICOLON:
		end_entity(scan);
		break;
	case ROLE_MARK:
		break;
	default:
		scan->set = 0;
	}
	scan->offset++;
}

/*
 * Whether a reading can begin in the bytes at OFFSET: with the first letter
 * and what may follow it, or with what may be a letter.
 */
static bool
has_beginning(const struct needle *needle, const unsigned char *bytes, size_t count)
{
	/* What is not ASCII is found as such. */
	const unsigned char first =
	    needle->characters[0] < 0x80 ? (unsigned char)needle->characters[0] : 0;
	/* A needle of one letter has any other behind it. */
	const bool is_short = needle->length == 1;
	const unsigned char second = (unsigned char)needle->characters[!is_short];
	unsigned char found = 0;

	for (size_t i = 0; i < count; i++) {
		const unsigned char byte = bytes[i] | 0x20;
		const unsigned char next = bytes[i + 1] | 0x20;

		found |= (unsigned char)((byte == first) &
					 (is_short | (next == second) |
					     ((unsigned char)(next - 'a') > 25)));
		found |= (unsigned char)((bytes[i] >= 0x80) | (bytes[i] == '&'));
	}
	return found;
}

/* Behind text in which no reading can begin, while none is going on. */
static void
skip(struct scan *scan)
{
	enum { BLOCK = 32 };
	const unsigned char *bytes = (const unsigned char *)scan->text.data;

	/* In blocks of fixed size, so that the compiler can use vectors. */
	while (scan->text.length - scan->offset > BLOCK &&
	       !has_beginning(scan->needle, bytes + scan->offset, BLOCK))
		scan->offset += BLOCK;
	scan->skip_from = scan->offset + BLOCK;
}

/* Whether the text ahead may be skipped, and is worth a look. */
static bool
can_skip(const struct scan *scan)
{
	return !scan->set && !scan->aside && scan->offset >= scan->skip_from &&
	       scan->offset >= scan->entity_end;
}

static void
read_next(struct scan *scan)
{
	const unsigned char byte = (unsigned char)scan->text.data[scan->offset];
	const enum role role = role_of(byte);

	if (role == ROLE_LETTER) {
		scan->set = move_on(scan->set, scan->needle->places[byte]);
		scan->offset++;
	} else if (role == ROLE_WIDE) {
		read_wide(scan);
	} else if (role == ROLE_BLANK) {
		read_blank(scan);
	} else {
		read_sign(scan, role);
	}
}

static bool
is_word_before(struct str text, size_t offset)
{
	enum role role;

	if (!offset)
		return false;
	role = role_of((unsigned char)text.data[offset - 1]);
	return role == ROLE_LETTER || role == ROLE_WIDE;
}

/* Whether the ")" before OFFSET closes a word in parentheses, and not the
 * address of an image. */
static bool
is_parenthesis_before(struct str text, size_t offset)
{
	enum { LENGTH_MAX = 100 };
	size_t start = offset - 1;

	if (!is_word_before(text, start))
		return false;
	while (start && offset - start < LENGTH_MAX && text.data[start] != '(')
		start--;
	return start && text.data[start] == '(' &&
	       !strchr("]\\", text.data[start - 1]);
}

/* Whether what ends before OFFSET is sure to be seen: a word or the like, in
 * whatever emphasis. */
static bool
is_seen_before(struct str text, size_t offset)
{
	while (offset && text.data[offset - 1] &&
	       strchr("*_`~ \t", text.data[offset - 1]))
		offset--;
	if (is_word_before(text, offset))
		return true;
	if (!offset || !text.data[offset - 1])
		return false;
	if (text.data[offset - 1] == ')')
		return is_parenthesis_before(text, offset);
	return strchr(".,:?!'\"-/%@$", text.data[offset - 1]);
}

static bool
is_blank_at(struct str text, size_t offset)
{
	return offset >= text.length ||
	       role_of((unsigned char)text.data[offset]) == ROLE_BLANK;
}

/* Whether the "]" at OFFSET is that of "![](...)" with a plain address and
 * blanks around it, so that its name stands alone. */
static bool
is_lonely_image(struct str text, size_t offset)
{
	size_t end = offset + 2;

	if (offset < 2 || memcmp(text.data + offset - 2, "![](", 4) != 0 ||
	    (offset > 2 && !is_blank_at(text, offset - 3)))
		return false;
	while (!is_blank_at(text, end) && !strchr("()<\\", text.data[end]))
		end++;
	return end < text.length && text.data[end] == ')' &&
	       is_blank_at(text, end + 1);
}

/*
 * Whether there may be a link or an image without a text of its own, which is
 * shown by its address: that may stand anywhere, and end within a word.
 */
static bool
may_show_address(struct str text)
{
	const char *end = text.data + text.length, *sign = text.data;

	while (sign < end &&
	       (sign = memchr(sign, ']', (size_t)(end - sign))) != NULL) {
		const size_t offset = (size_t)(sign++ - text.data);

		if (sign < end && strchr("([:", *sign) && *sign &&
		    !is_seen_before(text, offset) && !is_lonely_image(text, offset))
			return true;
	}
	return false;
}

bool
needle_may_be_in(const struct needle *needle, struct str markdown)
{
	const uint64_t last =
	    needle->length ? UINT64_C(1) << (needle->length - 1) : 0;
	struct scan scan = {.needle = needle, .text = markdown};

	if (!last)
		return true;
	scan.reader.cache = &scan.cache;
	while (scan.offset < markdown.length) {
		if (can_skip(&scan))
			skip(&scan);
		read_next(&scan);
		if ((scan.set | scan.found) & last)
			return true;
	}
	return may_show_address(markdown);
}

/* What no markup stands for or is made of: letters and digits of any script. */
static bool
is_easy(uint32_t character)
{
	if (character < 0x80)
		return is_letter((unsigned char)character);
	return unicode_is_word(character);
}

static void
note_places(struct needle *needle)
{
	for (uint32_t byte = 0; byte < NEEDLE_BYTES; byte++)
		for (size_t i = 0; i < needle->length; i++)
			needle->places[byte] |=
			    (uint64_t)(needle->characters[i] == unicode_lower(byte))
			    << i;
}

void
needle_init(struct needle *needle, struct str text)
{
	struct fold_reader reader = {.text = text};
	struct needle run = {.length = 0};

	*needle = run;
	while (fold_next(&reader)) {
		if (!is_easy(reader.unit.character))
			run.length = 0;
		else if (run.length < NEEDLE_MAX)
			run.characters[run.length++] = reader.unit.character;
		if (run.length > needle->length)
			*needle = run;
	}
	note_places(needle);
}
