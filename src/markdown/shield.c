/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The characters that stand in are noncharacters from U+FDD2 on. In code and
 * HTML, where a "\" escapes nothing, they are brought back as they were; and
 * so the text need not be understood to shield something in it.
 */
#include <limits.h>
#include <cmark.h>
#include "cnai/autolink.h"
#include "cnai/shield.h"

/* What each begins with, and the last byte of the first one. */
static const char stand_in[] = "\xEF\xB7";
enum { FIRST_BYTE = 0x92, PLAIN_COUNT = 3 };

/* The first two are shielded in addresses, the third behind another "<", the
 * others behind a "\". */
static const char shielded_bytes[] = "_*<~@:.[^!{\"'-";

/* The number behind them is that of an entity, a quote that stays straight. */
enum { ENTITY_NUMBER = sizeof(shielded_bytes) - 1 };
static const char entity[] = "&quot;";

enum lifting {
	LIFT_PLAIN,    /* what is escaped stays */
	LIFT_VERBATIM, /* the "\" stays */
	LIFT_ESCAPED,
};

/* The number of the byte that the character at OFFSET stands in for; -1 if it
 * is no such character. */
static int
stand_in_at(struct str text, size_t offset)
{
	int number;

	if (text.length - offset < 3 ||
	    memcmp(text.data + offset, stand_in, 2) != 0)
		return -1;
	number = (unsigned char)text.data[offset + 2] - FIRST_BYTE;
	return number >= 0 && number <= ENTITY_NUMBER ? number : -1;
}

static size_t
find_stand_in(struct str text, size_t offset)
{
	do {
		offset = str_find_byte(text, offset, *stand_in);
		if (offset == text.length || stand_in_at(text, offset) >= 0)
			return offset;
		offset++;
	} while (true);
}

bool
shield_is_in(struct str text)
{
	return find_stand_in(text, 0) < text.length;
}

struct shielder {
	struct str text;
	struct strbuf *shielded;
	size_t copied;
	size_t done; /* what stands before is shielded or escaped */
	bool has_escaped;
};

/* Puts a stand-in in the place of LENGTH bytes at OFFSET. */
static void
put_stand_in(struct shielder *shielder, size_t offset, size_t length, int number)
{
	strbuf_append(shielder->shielded,
	    str_slice(shielder->text, shielder->copied, offset));
	strbuf_append_string(shielder->shielded, stand_in);
	strbuf_append_byte(shielder->shielded, (char)(FIRST_BYTE + number));
	shielder->copied = shielder->done = offset + length;
	shielder->has_escaped |= number >= PLAIN_COUNT;
}

/* Shields the byte at OFFSET. */
static void
shield_byte(struct shielder *shielder, size_t offset)
{
	const char *found = strchr(shielded_bytes, shielder->text.data[offset]);

	put_stand_in(shielder, offset, 1, (int)(found - shielded_bytes));
}

/* Whether OFFSET is in "<scheme:...", where a "\" escapes nothing. */
static bool
is_in_angles(struct str text, size_t offset)
{
	enum { LOOK_BACK = 256 };
	size_t start = offset;

	while (start > 0 && offset - start < LOOK_BACK &&
	       text.data[start - 1] > ' ' && text.data[start - 1] != '<' &&
	       text.data[start - 1] != '>')
		start--;
	return start > 0 && start < offset && text.data[start - 1] == '<' &&
	       memchr(text.data + start, ':', offset - start);
}

/* Whether the quote at OFFSET ends the value of an attribute of HTML, where a
 * "\" escapes nothing. */
static bool
ends_value(struct str text, size_t offset)
{
	enum { LOOK_BACK = 256 };
	const char quote = text.data[offset];
	size_t start = offset;

	if (quote != '"' && quote != '\'')
		return false;
	while (start > 0 && offset - start < LOOK_BACK &&
	       text.data[start - 1] != quote)
		start--;
	return start > 1 && text.data[start - 1] == quote &&
	       text.data[start - 2] == '=';
}

/* Shields what is escaped at OFFSET, where a "\" stands. */
static size_t
shield_escaped(struct shielder *shielder, size_t offset)
{
	const struct str text = shielder->text;

	if (offset + 1 < text.length && text.data[offset + 1] &&
	    !is_in_angles(text, offset) && !ends_value(text, offset + 1) &&
	    strchr(shielded_bytes + PLAIN_COUNT, text.data[offset + 1]))
		shield_byte(shielder, offset + 1);
	shielder->done = offset + 2;
	return offset + 2;
}

/* "<<a>>" is no tag in angles: Hugo makes quotation marks of it. */
static size_t
shield_angles(struct shielder *shielder, size_t offset)
{
	shield_byte(shielder, offset + 1);
	return offset + 2;
}

static size_t
shield_entity(struct shielder *shielder, size_t offset)
{
	put_stand_in(shielder, offset, sizeof(entity) - 1, ENTITY_NUMBER);
	return offset + sizeof(entity) - 1;
}

/* Where the address around OFFSET ends at the latest, even in a link's text. */
static size_t
address_end(struct str text, size_t offset)
{
	static const bool is_end[UCHAR_MAX + 1] = {[']'] = true,
	    ['"'] = true,
	    ['`'] = true,
	    ['<'] = true,
	    ['>'] = true,
	    ['|'] = true,
	    ['\\'] = true};

	while (offset < text.length && text.data[offset] > ' ' &&
	       !is_end[(unsigned char)text.data[offset]])
		offset++;
	return offset;
}

static bool
is_letter_or_digit(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9');
}

/* Between letters "_" is no mark anyway. */
static bool
may_be_mark(struct str text, size_t offset)
{
	return text.data[offset] == '*' ||
	       (text.data[offset] == '_' &&
		   (!is_letter_or_digit(text.data[offset - 1]) ||
		       offset + 1 == text.length ||
		       !is_letter_or_digit(text.data[offset + 1])));
}

static bool
has_mark(struct str text, size_t start, size_t end)
{
	if (!memchr(text.data + start, '_', end - start) &&
	    !memchr(text.data + start, '*', end - start))
		return false;
	for (size_t i = start; i < end; i++)
		if (may_be_mark(text, i))
			return true;
	return false;
}

/* The address of a link in Markdown or HTML is behind one of these. */
static bool
is_quoted(struct str text, size_t start)
{
	if (!start)
		return false;
	return (text.data[start - 1] && strchr("<\"'=", text.data[start - 1])) ||
	       (text.data[start - 1] == '(' && start > 1 &&
		   text.data[start - 2] == ']');
}

/* Shields what is in the addresses from the one around the "://" at COLON on,
 * up to a blank or anything that is escaped; where to go on. */
static size_t
shield_addresses(struct shielder *shielder, size_t colon)
{
	const struct str text = shielder->text;
	struct autolink_reader reader;
	struct autolink link;
	size_t start = colon, end;

	while (start > shielder->copied && is_letter_or_digit(text.data[start - 1]))
		start--;
	if (is_quoted(text, start))
		return colon + 1;
	end = shielder->done = address_end(text, colon);
	if (!has_mark(text, colon, end))
		return end;
	reader = autolink_begin(str_slice(text, start, end));
	while (autolink_next(&reader, &link))
		for (size_t i = link.start; i < link.end; i++)
			if (i && may_be_mark(text, start + i))
				shield_byte(shielder, start + i);
	shielder->done = end;
	return end;
}

/* The next place of WHAT from OFFSET on, or the end of TEXT. */
static size_t
find_string(struct str text, size_t offset, const char *what)
{
	for (;; offset++) {
		offset = str_find_byte(text, offset, *what);
		if (offset == text.length ||
		    str_starts_with(
			str_slice(text, offset, text.length), str_of(what)))
			return offset;
	}
}

/* What is looked for, and what to do at a place where it stands: where to go
 * on looking for it. */
static const struct shield {
	const char *mark;
	size_t (*put)(struct shielder *shielder, size_t offset);
} shields[] = {
    {"\\", shield_escaped},
    {"://", shield_addresses},
    {"<<", shield_angles},
    {entity, shield_entity},
};

enum { SHIELD_COUNT = sizeof(shields) / sizeof(*shields) };

static size_t
first_of(const size_t places[SHIELD_COUNT])
{
	size_t first = 0;

	for (size_t i = 1; i < SHIELD_COUNT; i++)
		if (places[i] < places[first])
			first = i;
	return first;
}

struct shielding
shield_text(struct str text, struct strbuf *shielded)
{
	struct shielder shielder = {.text = text, .shielded = shielded};
	size_t places[SHIELD_COUNT], first;

	if (shield_is_in(text))
		return (struct shielding){false, false};
	for (size_t i = 0; i < SHIELD_COUNT; i++)
		places[i] = find_string(text, 0, shields[i].mark);
	while (places[first = first_of(places)] < text.length) {
		const struct shield *shield = &shields[first];
		size_t end = places[first] + 1;

		if (places[first] >= shielder.done)
			end = shield->put(&shielder, places[first]);
		places[first] = find_string(text, end, shield->mark);
	}
	if (shielder.copied)
		strbuf_append(
		    shielded, str_slice(text, shielder.copied, text.length));
	return (struct shielding){shielder.copied > 0, shielder.has_escaped};
}

static void
append_shielded(struct strbuf *lifted, int number, enum lifting lifting)
{
	if (number < ENTITY_NUMBER)
		strbuf_append_byte(lifted, shielded_bytes[number]);
	else
		strbuf_append_string(
		    lifted, lifting == LIFT_VERBATIM ? entity : "\"");
}

static void
lift(struct str text, enum lifting lifting, struct strbuf *lifted)
{
	size_t start = 0;

	for (;;) {
		const size_t found = find_stand_in(text, start);
		const bool is_end = found == text.length;
		const int number = is_end ? -1 : stand_in_at(text, found);
		const bool is_escaped = number >= PLAIN_COUNT;

		strbuf_append(lifted, str_slice(text, start, found));
		if (is_end)
			return;
		start = found + 3;
		if (is_escaped && lifting == LIFT_PLAIN) {
			strbuf_append(lifted, str_slice(text, found, start));
			continue;
		}
		if (is_escaped && number != ENTITY_NUMBER &&
		    lifting == LIFT_ESCAPED && lifted->length &&
		    lifted->data[lifted->length - 1] == '\\')
			strbuf_truncate(lifted, lifted->length - 1);
		append_shielded(lifted, number, lifting);
	}
}

void
shield_lift(struct str text, struct strbuf *lifted)
{
	lift(text, LIFT_ESCAPED, lifted);
}

typedef const char *get_function(cmark_node *node);
typedef int set_function(cmark_node *node, const char *text);

/* A part of a node in which there may be something to bring back. */
struct node_part {
	get_function *get;
	set_function *set;
	enum lifting lifting;
};

enum { NODE_PARTS = 2 };
static const struct node_part parts[CMARK_NODE_LAST_INLINE + 1][NODE_PARTS] = {
    [CMARK_NODE_CODE_BLOCK] = {{cmark_node_get_literal, cmark_node_set_literal,
				   LIFT_VERBATIM},
	{cmark_node_get_fence_info, cmark_node_set_fence_info, LIFT_ESCAPED}},
    [CMARK_NODE_HTML_BLOCK] = {{cmark_node_get_literal, cmark_node_set_literal,
	LIFT_VERBATIM}},
    [CMARK_NODE_TEXT] = {{cmark_node_get_literal, cmark_node_set_literal,
	LIFT_PLAIN}},
    [CMARK_NODE_CODE] = {{cmark_node_get_literal, cmark_node_set_literal,
	LIFT_VERBATIM}},
    [CMARK_NODE_HTML_INLINE] = {{cmark_node_get_literal, cmark_node_set_literal,
	LIFT_VERBATIM}},
    [CMARK_NODE_LINK] = {{cmark_node_get_url, cmark_node_set_url, LIFT_ESCAPED},
	{cmark_node_get_title, cmark_node_set_title, LIFT_ESCAPED}},
    [CMARK_NODE_IMAGE] = {{cmark_node_get_url, cmark_node_set_url, LIFT_ESCAPED},
	{cmark_node_get_title, cmark_node_set_title, LIFT_ESCAPED}},
};

static void
lift_part(cmark_node *node, const struct node_part *part)
{
	const struct str text = str_of(part->get(node));
	struct strbuf lifted = {0};

	if (!shield_is_in(text))
		return;
	lift(text, part->lifting, &lifted);
	part->set(node, lifted.data);
	strbuf_clear(&lifted);
}

static void
lift_node(cmark_node *node)
{
	const struct node_part *part = parts[cmark_node_get_type(node)];

	for (int i = 0; i < NODE_PARTS && part[i].get; i++)
		lift_part(node, &part[i]);
}

void
shield_lift_tree(struct cmark_node *root)
{
	cmark_iter *iterator = cmark_iter_new(root);
	cmark_event_type event;

	while ((event = cmark_iter_next(iterator)) != CMARK_EVENT_DONE)
		if (event == CMARK_EVENT_ENTER)
			lift_node(cmark_iter_get_node(iterator));
}
