/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The front matter that people write is a few lines of "key: value", and a
 * parser for all of YAML takes longer for it than reading the file does. So
 * what is surely simple is read here, and at the first sign of anything else
 * all of it is left to libyaml. Tests hold the two against each other.
 */
#include "yaml_flat.h"

struct flat {
	struct str text;
	size_t offset, line;          /* of the line at hand, from 0 */
	size_t column_offset, column; /* counted so far, on this line */
	struct arena *arena;
	struct yaml_node **next; /* where the next node is linked */
};

/* A part of the line at hand. */
struct part {
	size_t start, end;
};

static bool
holds_byte(struct str text, int byte)
{
	return memchr(text.data, byte, text.length) != NULL;
}

/* Tabs, CR and Unicode's own line ends have rules of their own. */
static bool
has_odd_characters(struct str text)
{
	static const char *const breaks[] = {
	    "\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xA9", "\xEF\xBB\xBF"};

	if (!holds_byte(text, 0xC2) && !holds_byte(text, 0xE2) &&
	    !holds_byte(text, 0xEF))
		return holds_byte(text, '\t') || holds_byte(text, '\r');
	for (size_t i = 0; i < text.length; i++) {
		unsigned char byte = (unsigned char)text.data[i];

		if (byte == '\t' || byte == '\r')
			return true;
		if (byte != 0xC2 && byte != 0xE2 && byte != 0xEF)
			continue;
		for (size_t j = 0; j < sizeof(breaks) / sizeof(*breaks); j++)
			if (str_starts_with(
				str_slice(text, i, text.length), str_of(breaks[j])))
				return true;
	}
	return false;
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static char
byte_at(const struct flat *flat, size_t offset)
{
	return offset < flat->text.length ? flat->text.data[offset] : '\n';
}

static bool
is_at_end(const struct flat *flat)
{
	return flat->offset >= flat->text.length;
}

static size_t
line_end(const struct flat *flat)
{
	const char *start = flat->text.data + flat->offset;
	const char *end = memchr(start, '\n', flat->text.length - flat->offset);

	return end ? (size_t)(end - flat->text.data) : flat->text.length;
}

static void
next_line(struct flat *flat, size_t end)
{
	flat->offset = flat->column_offset = end + 1;
	flat->column = 1;
	flat->line++;
}

static size_t
skip_blanks(const struct flat *flat, size_t offset)
{
	while (byte_at(flat, offset) == ' ')
		offset++;
	return offset;
}

/* PART without the blanks at its end. */
static struct part
trim_end(const struct flat *flat, struct part part)
{
	while (part.end > part.start && flat->text.data[part.end - 1] == ' ')
		part.end--;
	return part;
}

static struct yaml_node *
add_node(struct flat *flat, enum yaml_kind kind, size_t offset)
{
	struct yaml_node *node = arena_alloc(flat->arena, sizeof(*node));

	node->kind = kind;
	node->line = flat->line + 1;
	for (; flat->column_offset < offset; flat->column_offset++)
		flat->column +=
		    (flat->text.data[flat->column_offset] & 0xC0) != 0x80;
	node->column = flat->column;
	*flat->next = node;
	flat->next = &node->next;
	return node;
}

static void
add_scalar(struct flat *flat, size_t offset, struct str text, bool is_plain)
{
	struct yaml_node *node = add_node(flat, YAML_SCALAR, offset);

	node->text.data = arena_copy(flat->arena, text.data, text.length);
	node->text.length = text.length;
	node->is_plain = is_plain;
	node->tag = str_of("");
}

/* A text in quotes that hold neither a quote nor an escape. */
static bool
read_quoted(struct flat *flat, struct part part)
{
	char quote = flat->text.data[part.start];
	struct str inside;

	if (part.end - part.start < 2 || flat->text.data[part.end - 1] != quote)
		return false;
	inside = str_slice(flat->text, part.start + 1, part.end - 1);
	if (inside.length && (memchr(inside.data, quote, inside.length) ||
				 memchr(inside.data, '\\', inside.length)))
		return false;
	add_scalar(flat, part.start, inside, false);
	return true;
}

/* No mark of YAML's stands at the beginning, and none within. */
static bool
is_plain(const struct flat *flat, struct part part, bool is_in_list)
{
	const char *text = flat->text.data;
	char first = text[part.start];

	if (!is_letter(first) && !is_digit(first) && (unsigned char)first < 0x80 &&
	    !memchr("/(._+$", first, 6) &&
	    !(first == '-' && part.end - part.start > 1 &&
		is_digit(text[part.start + 1])))
		return false;
	for (size_t i = part.start; i < part.end; i++) {
		char next = i + 1 < part.end ? text[i + 1] : ' ';

		if (text[i] == ':' && (next == ' ' || is_in_list))
			return false;
		if (text[i] == ' ' && next == '#')
			return false;
		if (is_in_list && memchr("[]{}#?\"'", text[i], 8))
			return false;
	}
	return true;
}

static bool
read_text(struct flat *flat, struct part part, bool is_in_list)
{
	part = trim_end(flat, part);
	if (part.start == part.end)
		return false;
	if (memchr("\"'", flat->text.data[part.start], 2))
		return read_quoted(flat, part);
	if (!is_plain(flat, part, is_in_list))
		return false;
	add_scalar(
	    flat, part.start, str_slice(flat->text, part.start, part.end), true);
	return true;
}

/* Where the item of a list on one line ends: at a comma or the list's end. */
static size_t
item_end(const struct flat *flat, struct part list)
{
	char quote = flat->text.data[list.start];
	size_t offset = list.start;

	if (quote == '"' || quote == '\'') {
		offset++;
		while (offset < list.end && flat->text.data[offset] != quote)
			offset++;
	}
	while (offset < list.end && flat->text.data[offset] != ',')
		offset++;
	return offset;
}

/* [one, two] */
static bool
read_flow_list(struct flat *flat, struct part part)
{
	struct yaml_node *list;
	struct part inside;
	bool is_good = true;

	part = trim_end(flat, part);
	if (flat->text.data[part.end - 1] != ']')
		return false;
	list = add_node(flat, YAML_LIST, part.start);
	list->tag = str_of("");
	flat->next = &list->first;
	inside = (struct part){part.start + 1, part.end - 1};
	inside.start = skip_blanks(flat, inside.start);
	while (is_good && inside.start < inside.end) {
		size_t end = item_end(flat, inside);

		is_good = read_text(flat, (struct part){inside.start, end}, true);
		inside.start = end < inside.end ? skip_blanks(flat, end + 1) : end;
		/* "[a,]" is fine for YAML, and not flat. */
		is_good =
		    is_good && (end == inside.end || inside.start < inside.end);
	}
	flat->next = &list->next;
	return is_good;
}

/* Behind a key without a value: nothing, or lines of "- text". */
static bool
read_block_list(struct flat *flat)
{
	size_t indent = skip_blanks(flat, flat->offset) - flat->offset;
	struct yaml_node *list = NULL;

	while (!is_at_end(flat)) {
		size_t dash = skip_blanks(flat, flat->offset), end = line_end(flat);

		if (byte_at(flat, dash) != '-' || byte_at(flat, dash + 1) != ' ')
			break;
		if (dash - flat->offset != indent)
			return false;
		if (!list) {
			list = add_node(flat, YAML_LIST, dash);
			list->tag = str_of("");
			flat->next = &list->first;
		}
		if (!read_text(flat,
			(struct part){skip_blanks(flat, dash + 1), end}, false))
			return false;
		next_line(flat, end);
	}
	if (list)
		flat->next = &list->next;
	return list != NULL;
}

/* What is read of a literal block. */
struct block {
	struct strbuf text;
	size_t indent;
	size_t kept; /* how long it is without the empty lines at its end */
};

/* The lines from here that are part of the block; false if one is odd. */
static bool
read_block_lines(struct flat *flat, struct block *block)
{
	block->indent = skip_blanks(flat, flat->offset) - flat->offset;
	if (!block->indent)
		return false;
	while (!is_at_end(flat)) {
		size_t end = line_end(flat), text = skip_blanks(flat, flat->offset);

		if (end == flat->text.length)
			return false;
		if (text == flat->offset && text != end)
			break;
		if (text != end && text - flat->offset < block->indent)
			return false;
		/* A line of blanks alone may be text or not. */
		if (text == end && text != flat->offset)
			return false;
		if (text != end)
			strbuf_append(
			    &block->text, str_slice(flat->text,
					      flat->offset + block->indent, end));
		strbuf_append_byte(&block->text, '\n');
		if (text != end)
			block->kept = block->text.length;
		next_line(flat, end);
	}
	return block->kept > 0;
}

/* A literal block: "|", "|-" or "|+", and the lines below it. */
static bool
read_block(struct flat *flat, struct part part)
{
	struct block block = {0};
	struct yaml_node *node;
	char chomping = '\0';
	bool is_good;

	part = trim_end(flat, part);
	if (part.end - part.start > 2)
		return false;
	if (part.end - part.start == 2)
		chomping = flat->text.data[part.start + 1];
	if (chomping && chomping != '-' && chomping != '+')
		return false;
	node = add_node(flat, YAML_SCALAR, part.start);
	node->tag = str_of("");
	next_line(flat, line_end(flat));
	is_good = read_block_lines(flat, &block);
	if (is_good) {
		size_t length = chomping == '+' ? block.text.length : block.kept;

		node->text.length = length - (chomping == '-');
		node->text.data =
		    arena_copy(flat->arena, block.text.data, node->text.length);
	}
	strbuf_clear(&block.text);
	return is_good;
}

/* Where the key of the line ends, at its colon; 0 if there is none. */
static size_t
key_end(const struct flat *flat)
{
	enum { KEY_MAX = 128 };
	size_t end = flat->offset;

	if (!is_letter(byte_at(flat, end)))
		return 0;
	while (is_letter(byte_at(flat, end)) || is_digit(byte_at(flat, end)) ||
	       byte_at(flat, end) == '_' || byte_at(flat, end) == '-')
		end++;
	if (byte_at(flat, end) != ':' || end - flat->offset > KEY_MAX)
		return 0;
	return byte_at(flat, end + 1) == ' ' || byte_at(flat, end + 1) == '\n' ? end
									       : 0;
}

/* The value behind the colon at COLON, which may go on below. */
static bool
read_value(struct flat *flat, size_t colon)
{
	const size_t end = line_end(flat);
	const struct part part = {skip_blanks(flat, colon + 1), end};
	char first = byte_at(flat, part.start);

	if (part.start >= end) {
		next_line(flat, end);
		/* Nothing at all is rare: libyaml knows where it stands. */
		return !is_at_end(flat) && read_block_list(flat);
	}
	if (first == '|')
		return read_block(flat, part);
	if (first == '[' ? !read_flow_list(flat, part)
			 : !read_text(flat, part, false))
		return false;
	next_line(flat, end);
	return true;
}

/* Lines that say nothing; anything else in them is not flat. */
static bool
skip_empty_line(struct flat *flat)
{
	size_t end = line_end(flat);

	if (end != flat->offset && byte_at(flat, flat->offset) != '#')
		return false;
	next_line(flat, end);
	return true;
}

bool
yaml_read_flat(struct str text, struct arena *arena, struct yaml_node **root)
{
	enum { SIZE_MAX_OF_FLAT = 64 * 1024 };
	struct flat flat = {
	    .text = text, .column = 1, .arena = arena, .next = root};
	struct yaml_node *map = NULL;

	*root = NULL;
	if (text.length > SIZE_MAX_OF_FLAT || !text.length ||
	    has_odd_characters(text))
		return false;
	while (!is_at_end(&flat)) {
		size_t colon = key_end(&flat);

		if (!colon) {
			if (skip_empty_line(&flat))
				continue;
			return false;
		}
		if (!map) {
			map = add_node(&flat, YAML_MAP, flat.offset);
			map->tag = str_of("");
			flat.next = &map->first;
		}
		add_scalar(
		    &flat, flat.offset, str_slice(text, flat.offset, colon), true);
		if (!read_value(&flat, colon))
			return false;
	}
	return map != NULL;
}
