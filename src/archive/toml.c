/* SPDX-License-Identifier: Apache-2.0 */
/*
 * TOML, line by line. The one hard idea is what to do with a line that is
 * wrong: its place is noted, reading goes on behind the next line end, and
 * the keys above and below it count. Reading has a limit of steps, because
 * keys are looked up one after the other.
 */
#include "cnai/toml.h"
#include "cnai/unicode.h"

enum { DEPTH_MAX = 64, KEY_PARTS_MAX = 16, STEPS_MAX = 4000000 };
enum { DATE_LENGTH = sizeof("2024-04-19") - 1 };

struct toml {
	struct str text;
	size_t offset;
	size_t line, line_start;      /* the line from 1, and its offset */
	size_t column_offset, column; /* counted so far, on this line */
	struct arena *arena;
	struct yaml_node *root, *table; /* TABLE: where keys go now */
	size_t steps, depth;
	struct yaml_problem *problem;
	bool is_good;
};

struct key {
	struct yaml_node *parts[KEY_PARTS_MAX];
	size_t count;
};

static bool read_value(struct toml *toml, struct yaml_node **value);

static char
byte_at(const struct toml *toml, size_t offset)
{
	return offset < toml->text.length ? toml->text.data[offset] : '\n';
}

static char
here(const struct toml *toml)
{
	return byte_at(toml, toml->offset);
}

static bool
is_at_end(const struct toml *toml)
{
	return toml->offset >= toml->text.length;
}

static bool
is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c == '_' || c == '-';
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Counts on from the last place asked for, so that a long line is cheap. */
static size_t
column_of(struct toml *toml)
{
	for (; toml->column_offset < toml->offset; toml->column_offset++)
		toml->column +=
		    (toml->text.data[toml->column_offset] & 0xC0) != 0x80;
	return toml->column;
}

/* Notes a problem at the place at hand, if it is the first. */
static bool
fail(struct toml *toml, const char *message)
{
	if (toml->is_good)
		*toml->problem =
		    (struct yaml_problem){toml->line, column_of(toml), message};
	toml->is_good = false;
	return false;
}

static void
take_line_end(struct toml *toml)
{
	if (here(toml) == '\r' && byte_at(toml, toml->offset + 1) == '\n')
		toml->offset++;
	toml->offset++;
	toml->line++;
	toml->line_start = toml->column_offset = toml->offset;
	toml->column = 1;
}

static void
skip_blanks(struct toml *toml)
{
	while (here(toml) == ' ' || here(toml) == '\t')
		toml->offset++;
}

static void
skip_to_line_end(struct toml *toml)
{
	while (!is_at_end(toml) && !str_is_line_end(here(toml)))
		toml->offset++;
}

/* Blanks, line ends and comments. */
static void
skip_space(struct toml *toml)
{
	for (;;) {
		skip_blanks(toml);
		if (here(toml) == '#')
			skip_to_line_end(toml);
		if (is_at_end(toml) || !str_is_line_end(here(toml)))
			return;
		take_line_end(toml);
	}
}

static struct yaml_node *
new_node(struct toml *toml, enum yaml_kind kind)
{
	struct yaml_node *node = arena_alloc(toml->arena, sizeof(*node));

	node->kind = kind;
	node->text = node->tag = (struct str){"", 0};
	node->line = toml->line;
	node->column = column_of(toml);
	return node;
}

static void
set_text(struct toml *toml, struct yaml_node *node, struct str text)
{
	node->text = (struct str){
	    arena_copy(toml->arena, text.data, text.length), text.length};
}

static int
hex_value(char c)
{
	if (is_digit(c))
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The character that COUNT digits name. */
static bool
take_code(struct toml *toml, size_t count, struct strbuf *text)
{
	uint32_t character = 0;
	char bytes[4];

	for (size_t i = 0; i < count; i++) {
		int digit = hex_value(here(toml));

		if (digit < 0)
			return fail(toml, "an escape with too few digits");
		character = character << 4 | (uint32_t)digit;
		toml->offset++;
	}
	if (character >= UTF8_INVALID ||
	    (character >= 0xD800 && character < 0xE000))
		return fail(toml, "an escape that names no character");
	strbuf_append(text, (struct str){bytes, utf8_encode(character, bytes)});
	return true;
}

/* Behind a backslash: an escape, or a line end that does not count. */
static bool
take_escape(struct toml *toml, bool is_long, struct strbuf *text)
{
	static const char names[] = "btnfre\"\\";
	static const char bytes[] = "\b\t\n\f\r\033\"\\";
	char c = here(toml);
	const char *name = memchr(names, c, sizeof(names) - 1);

	if (is_long && (c == ' ' || c == '\t' || str_is_line_end(c))) {
		skip_blanks(toml);
		if (!str_is_line_end(here(toml)))
			return fail(toml, "a backslash before a blank");
		while (!is_at_end(toml) && str_is_line_end(here(toml))) {
			take_line_end(toml);
			skip_blanks(toml);
		}
		return true;
	}
	toml->offset++;
	if (name) {
		strbuf_append_byte(text, bytes[name - names]);
		return true;
	}
	if (c == 'u' || c == 'U')
		return take_code(toml, c == 'u' ? 4 : 8, text);
	toml->offset--;
	return fail(toml, "an unknown escape: write \\\\ for a backslash");
}

/* How many quotes of this kind stand here. */
static size_t
count_quotes(const struct toml *toml, char quote)
{
	size_t count = 0;

	while (byte_at(toml, toml->offset + count) == quote)
		count++;
	return count;
}

/* The inside of a string up to its closing QUOTE, or three of them. */
static bool
take_string_text(struct toml *toml, char quote, bool is_long, struct strbuf *text)
{
	for (;;) {
		char c = here(toml);

		if (is_at_end(toml) || (!is_long && str_is_line_end(c)))
			return fail(toml, "a string without an end");
		if (c == quote && (!is_long || count_quotes(toml, quote) >= 3))
			return true;
		if (str_is_line_end(c)) {
			take_line_end(toml);
			strbuf_append_byte(text, '\n');
			continue;
		}
		toml->offset++;
		if (c == '\\' && quote == '"') {
			if (!take_escape(toml, is_long, text))
				return false;
		} else {
			strbuf_append_byte(text, c);
		}
	}
}

static bool
read_string(struct toml *toml, struct yaml_node **value)
{
	char quote = here(toml);
	bool is_long = count_quotes(toml, quote) >= 3;
	struct strbuf text = {0};
	bool is_good;

	*value = new_node(toml, YAML_SCALAR);
	toml->offset += is_long ? 3 : 1;
	if (is_long && str_is_line_end(here(toml)) && !is_at_end(toml))
		take_line_end(toml);
	is_good = take_string_text(toml, quote, is_long, &text);
	if (is_good) {
		size_t count = is_long ? count_quotes(toml, quote) : 1;

		/* Up to two quotes may stand before the three that close. */
		for (size_t i = 3; is_long && i < count && i < 5; i++)
			strbuf_append_byte(&text, quote);
		toml->offset += count < 5 ? count : 5;
		set_text(toml, *value, strbuf_str(&text));
	}
	strbuf_clear(&text);
	return is_good;
}

/* Whether TEXT begins as a number, a date, a time or a word of TOML does. */
static bool
is_known(struct str text)
{
	static const char *const words[] = {
	    "true", "false", "inf", "nan", "+inf", "-inf", "+nan", "-nan"};
	size_t sign = text.data[0] == '+' || text.data[0] == '-';

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (str_equal(text, str_of(words[i])))
			return true;
	if (text.length <= sign || !is_digit(text.data[sign]))
		return false;
	for (size_t i = sign; i < text.length; i++)
		if (!is_word(text.data[i]) && !memchr("+.:", text.data[i], 3) &&
		    (text.data[i] != ' ' || i != DATE_LENGTH))
			return false;
	return true;
}

/* The date and time of TOML may have a small t and z. */
static void
write_date_large(struct yaml_node *node, char *text)
{
	enum { T = DATE_LENGTH };

	if (node->text.length <= T || text[4] != '-' || text[7] != '-')
		return;
	text[T] = text[T] == 't' ? 'T' : text[T];
	if (text[node->text.length - 1] == 'z')
		text[node->text.length - 1] = 'Z';
}

/* Anything without quotes. What is no value of TOML's is taken as a text. */
static bool
read_plain(struct toml *toml, struct yaml_node **value)
{
	size_t start = toml->offset;
	struct str text;
	char *copy;

	*value = new_node(toml, YAML_SCALAR);
	while (!is_at_end(toml) && !str_is_line_end(here(toml)) &&
	       !memchr(",]}#", here(toml), 4))
		toml->offset++;
	text = str_trim(str_slice(toml->text, start, toml->offset));
	(*value)->is_plain = true;
	if (!text.length)
		return fail(toml, "a key without a value");
	copy = arena_copy(toml->arena, text.data, text.length);
	(*value)->text = (struct str){copy, text.length};
	if (is_known(text)) {
		write_date_large(*value, copy);
		return true;
	}
	(*value)->is_plain = false;
	toml->offset = start;
	fail(toml, "a text without quotes: write \"...\"");
	toml->offset = start + text.length;
	return true;
}

static bool
read_array(struct toml *toml, struct yaml_node **value)
{
	struct yaml_node **next;

	*value = new_node(toml, YAML_LIST);
	next = &(*value)->first;
	toml->offset++;
	for (;;) {
		skip_space(toml);
		if (is_at_end(toml))
			return fail(toml, "a list without an end");
		if (here(toml) == ']')
			break;
		if (!read_value(toml, next))
			return false;
		next = &(*next)->next;
		skip_space(toml);
		if (here(toml) == ',' && !is_at_end(toml))
			toml->offset++;
		else if (here(toml) != ']')
			return fail(toml, "items of a list without a comma");
	}
	toml->offset++;
	return true;
}

/* One part of a key: bare or in quotes. */
static bool
read_key_part(struct toml *toml, struct yaml_node **part)
{
	size_t start = toml->offset;

	if (here(toml) == '"' || here(toml) == '\'')
		return read_string(toml, part);
	*part = new_node(toml, YAML_SCALAR);
	while (is_word(here(toml)))
		toml->offset++;
	(*part)->is_plain = true;
	set_text(toml, *part, str_slice(toml->text, start, toml->offset));
	return toml->offset > start ||
	       fail(toml, "a line that is not \"key = value\"");
}

static bool
read_key(struct toml *toml, struct key *key)
{
	key->count = 0;
	for (;;) {
		skip_blanks(toml);
		if (key->count == KEY_PARTS_MAX)
			return fail(toml, "a key of more than 16 parts");
		if (!read_key_part(toml, &key->parts[key->count]))
			return false;
		key->count++;
		skip_blanks(toml);
		if (here(toml) != '.')
			return true;
		toml->offset++;
	}
}

static bool
may_step(struct toml *toml)
{
	if (toml->steps++ < STEPS_MAX)
		return true;
	toml->offset = toml->text.length;
	return fail(toml, "too many keys: the rest is not read");
}

/* Puts KEY and VALUE at the end of MAP. */
static void
add_pair(struct toml *toml, struct yaml_node *map, struct yaml_node *key,
    struct yaml_node *value)
{
	struct yaml_node **end = &map->first;

	while (*end && may_step(toml))
		end = &(*end)->next;
	if (*end)
		return;
	*end = key;
	key->next = value;
}

/* The table KEY in MAP: the last of a list of them, or a new one. */
static struct yaml_node *
open_table(struct toml *toml, struct yaml_node *map, struct yaml_node *key)
{
	struct yaml_node *found = NULL, *table;

	for (struct yaml_node *name = map->first; name && may_step(toml);
	     name = name->next->next)
		if (str_equal(name->text, key->text))
			found = name->next;
	if (found && found->kind == YAML_MAP)
		return found;
	if (found && found->kind == YAML_LIST && found->first) {
		for (found = found->first; found->next && may_step(toml);)
			found = found->next;
		if (found->kind == YAML_MAP)
			return found;
	}
	table = new_node(toml, YAML_MAP);
	add_pair(toml, map, key, table);
	return table;
}

/* Goes to the table that all parts of KEY but the last name. */
static struct yaml_node *
open_tables(struct toml *toml, struct yaml_node *map, const struct key *key)
{
	for (size_t i = 0; i + 1 < key->count; i++)
		map = open_table(toml, map, key->parts[i]);
	return map;
}

/* key = value, in MAP. */
static bool
read_pair(struct toml *toml, struct yaml_node *map)
{
	struct yaml_node *value = NULL;
	struct key key;

	if (!read_key(toml, &key))
		return false;
	if (here(toml) != '=')
		return fail(toml, "a line that is not \"key = value\"");
	toml->offset++;
	skip_blanks(toml);
	if (!read_value(toml, &value))
		return false;
	map = open_tables(toml, map, &key);
	add_pair(toml, map, key.parts[key.count - 1], value);
	return true;
}

static bool
read_inline_table(struct toml *toml, struct yaml_node **value)
{
	*value = new_node(toml, YAML_MAP);
	toml->offset++;
	for (;;) {
		skip_space(toml);
		if (is_at_end(toml))
			return fail(toml, "a table without an end");
		if (here(toml) == '}')
			break;
		if (!read_pair(toml, *value))
			return false;
		skip_space(toml);
		if (here(toml) == ',' && !is_at_end(toml))
			toml->offset++;
		else if (here(toml) != '}')
			return fail(toml, "keys of a table without a comma");
	}
	toml->offset++;
	return true;
}

static bool
read_value(struct toml *toml, struct yaml_node **value)
{
	static const struct {
		char first;
		bool (*read)(struct toml *toml, struct yaml_node **value);
	} kinds[] = {
	    {'"', read_string},
	    {'\'', read_string},
	    {'[', read_array},
	    {'{', read_inline_table},
	};
	bool (*read)(struct toml * toml, struct yaml_node * *value) = read_plain;
	bool is_good;

	if (toml->depth == DEPTH_MAX)
		return fail(toml, "nested deeper than 64 levels");
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (here(toml) == kinds[i].first)
			read = kinds[i].read;
	toml->depth++;
	is_good = read(toml, value);
	toml->depth--;
	return is_good;
}

/* A table of a list of tables: [[name]]. */
static struct yaml_node *
open_item(struct toml *toml, struct yaml_node *map, struct yaml_node *key)
{
	struct yaml_node *list = NULL, **end;

	for (struct yaml_node *name = map->first; name && may_step(toml);
	     name = name->next->next)
		if (str_equal(name->text, key->text))
			list = name->next;
	if (!list || list->kind != YAML_LIST) {
		list = new_node(toml, YAML_LIST);
		add_pair(toml, map, key, list);
	}
	end = &list->first;
	while (*end && may_step(toml))
		end = &(*end)->next;
	if (!*end)
		*end = new_node(toml, YAML_MAP);
	return *end;
}

/* [name] or [[name]]: the keys that follow belong to that table. */
static bool
read_header(struct toml *toml)
{
	bool is_item = byte_at(toml, toml->offset + 1) == '[';
	struct yaml_node *map, *last;
	struct key key;

	/* The keys of a table that is not understood belong to nobody. */
	toml->table = new_node(toml, YAML_MAP);
	toml->offset += is_item ? 2 : 1;
	if (!read_key(toml, &key))
		return false;
	if (here(toml) != ']' ||
	    (is_item && byte_at(toml, toml->offset + 1) != ']'))
		return fail(toml, "a table's name without its ]");
	toml->offset += is_item ? 2 : 1;
	map = open_tables(toml, toml->root, &key);
	last = key.parts[key.count - 1];
	toml->table =
	    is_item ? open_item(toml, map, last) : open_table(toml, map, last);
	return true;
}

static void
read_line(struct toml *toml)
{
	bool is_good =
	    here(toml) == '[' ? read_header(toml) : read_pair(toml, toml->table);

	skip_blanks(toml);
	if (is_good && !str_is_line_end(here(toml)) && here(toml) != '#')
		fail(toml, "something behind the value");
	skip_to_line_end(toml);
}

static struct str
valid_text(struct str text, struct arena *arena)
{
	struct strbuf valid = {0};
	struct str copy;

	utf8_append_valid(&valid, text);
	copy =
	    (struct str){arena_copy(arena, valid.data, valid.length), valid.length};
	strbuf_clear(&valid);
	return copy;
}

bool
toml_read(struct str text, struct arena *arena, struct yaml_node **root,
    struct yaml_problem *problem)
{
	struct toml toml = {.text = text,
	    .line = 1,
	    .column = 1,
	    .arena = arena,
	    .problem = problem,
	    .is_good = true};
	size_t invalid = utf8_invalid_offset(text);

	toml.root = toml.table = new_node(&toml, YAML_MAP);
	if (invalid < text.length)
		toml.text = valid_text(text, arena);
	for (skip_space(&toml); !is_at_end(&toml); skip_space(&toml)) {
		if (invalid < toml.offset)
			fail(&toml, "bytes that are not UTF-8");
		read_line(&toml);
	}
	if (invalid < text.length)
		fail(&toml, "bytes that are not UTF-8");
	*root = toml.root->first ? toml.root : NULL;
	return toml.is_good;
}
