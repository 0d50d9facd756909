/* SPDX-License-Identifier: Apache-2.0 */
/*
 * JSON as RFC 8259 has it. Two readers are served: a parser, which gets valid
 * UTF-8 and nothing outside the grammar, and a terminal, on which a line may
 * end up after all: what a terminal might obey or be deceived by is escaped.
 */
#include <inttypes.h>
#include "cnai/cluster.h"
#include "cnai/json.h"
#include "cnai/unicode.h"

static bool
is_escaped(uint32_t character)
{
	return character == '"' || character == '\\' ||
	       cluster_is_deceptive(character);
}

static void
write_escape(FILE *stream, uint32_t character)
{
	static const char plain[] = "\"\\\b\f\n\r\t", letters[] = "\"\\bfnrt";
	const char *found = NULL;

	if (character && character < 0x80)
		found = strchr(plain, (int)character);
	if (found)
		fprintf(stream, "\\%c", letters[found - plain]);
	else if (character < 0x10000)
		fprintf(stream, "\\u%04" PRIX32, character);
	else /* a pair, as no escape is longer than four digits */
		fprintf(stream, "\\u%04" PRIX32 "\\u%04" PRIX32,
		    0xD7C0 + (character >> 10), 0xDC00 + (character & 0x3FF));
}

/* How many bytes from OFFSET stand for themselves without a closer look. */
static size_t
plain_length(struct str text, size_t offset)
{
	size_t end = offset;

	for (; end < text.length; end++) {
		unsigned char byte = (unsigned char)text.data[end];

		if (byte < 0x20 || byte >= 0x7F || byte == '"' || byte == '\\')
			break;
	}
	return end - offset;
}

static void
write_string(FILE *stream, struct str text)
{
	size_t offset = 0, length;

	putc('"', stream);
	while (offset < text.length) {
		uint32_t character;

		length = plain_length(text, offset);
		fwrite(text.data + offset, 1, length, stream);
		offset += length;
		if (offset == text.length)
			break;
		character = utf8_decode(text, offset, &length);
		if (character == UTF8_INVALID)
			fputs("\uFFFD", stream);
		else if (is_escaped(character))
			write_escape(stream, character);
		else
			fwrite(text.data + offset, 1, length, stream);
		offset += length;
	}
	putc('"', stream);
}

static void
write_name(struct json *json, const char *name)
{
	if (json->has_member)
		putc(',', json->stream);
	json->has_member = true;
	write_string(json->stream, str_of(name));
	putc(':', json->stream);
}

void
json_begin(struct json *json, FILE *stream)
{
	*json = (struct json){.stream = stream};
	putc('{', stream);
}

void
json_string(struct json *json, const char *name, struct str value)
{
	write_name(json, name);
	write_string(json->stream, value);
}

void
json_integer(struct json *json, const char *name, int64_t value)
{
	write_name(json, name);
	fprintf(json->stream, "%" PRId64, value);
}

void
json_boolean(struct json *json, const char *name, bool value)
{
	write_name(json, name);
	fputs(value ? "true" : "false", json->stream);
}

void
json_null(struct json *json, const char *name)
{
	write_name(json, name);
	fputs("null", json->stream);
}

void
json_strings(
    struct json *json, const char *name, const struct str *values, size_t count)
{
	write_name(json, name);
	putc('[', json->stream);
	for (size_t i = 0; i < count; i++) {
		if (i)
			putc(',', json->stream);
		write_string(json->stream, values[i]);
	}
	putc(']', json->stream);
}

void
json_ranges(struct json *json, const char *name, const size_t *places, size_t count)
{
	write_name(json, name);
	putc('[', json->stream);
	for (size_t i = 0; i < count; i++)
		fprintf(json->stream, "%s[%zu,%zu]", i ? "," : "", places[2 * i],
		    places[2 * i + 1]);
	putc(']', json->stream);
}

void
json_end(struct json *json)
{
	fputs("}\n", json->stream);
}
