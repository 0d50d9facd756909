/* SPDX-License-Identifier: Apache-2.0 */
/* Borrowed and owned bytes. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "cnai/error.h"
#include "cnai/memory.h"
#include "cnai/str.h"

static char
lower_ascii(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

size_t
str_find_byte(struct str text, size_t offset, char byte)
{
	const char *found = offset < text.length ? memchr(text.data + offset, byte,
						       text.length - offset)
						 : NULL;

	return found ? (size_t)(found - text.data) : text.length;
}

bool
str_equal(struct str a, struct str b)
{
	return a.length == b.length &&
	       (a.length == 0 || memcmp(a.data, b.data, a.length) == 0);
}

bool
str_equal_ignoring_case(struct str a, struct str b)
{
	if (a.length != b.length)
		return false;
	for (size_t i = 0; i < a.length; i++)
		if (lower_ascii(a.data[i]) != lower_ascii(b.data[i]))
			return false;
	return true;
}

bool
str_starts_with(struct str text, struct str start)
{
	return text.length >= start.length &&
	       str_equal(str_slice(text, 0, start.length), start);
}

bool
str_ends_with(struct str text, struct str end)
{
	return text.length >= end.length &&
	       str_equal(
		   str_slice(text, text.length - end.length, text.length), end);
}

uint64_t
str_hash(uint64_t hash, struct str text)
{
	for (size_t i = 0; i < text.length; i++)
		hash =
		    (hash ^ (unsigned char)text.data[i]) * UINT64_C(0x100000001B3);
	return hash;
}

int
str_compare(struct str a, struct str b)
{
	size_t shorter = a.length < b.length ? a.length : b.length;
	int order = shorter ? memcmp(a.data, b.data, shorter) : 0;

	if (order)
		return order;
	return (a.length > b.length) - (a.length < b.length);
}

struct str
str_trim(struct str text)
{
	size_t start = 0, end = text.length;

	while (start < end && str_is_white(text.data[start]))
		start++;
	while (end > start && str_is_white(text.data[end - 1]))
		end--;
	return str_slice(text, start, end);
}

int
str_digits(uint64_t number)
{
	int digits = 1;

	for (; number >= 10; number /= 10)
		digits++;
	return digits;
}

int
str_write_number(char *bytes, uint64_t number)
{
	const int digits = str_digits(number);

	for (int i = digits; i-- > 0; number /= 10)
		bytes[i] = (char)('0' + number % 10);
	return digits;
}

char *
str_copy(struct str text)
{
	return memory_copy(text.data, text.length);
}

char *
strbuf_grow(struct strbuf *buffer, size_t extra)
{
	if (extra > (size_t)-1 - buffer->length - 1)
		die("out of memory");
	buffer->data = memory_reserve(
	    buffer->data, &buffer->capacity, buffer->length + extra + 1, 1);
	buffer->data[buffer->length] = '\0'; /* it may be new */
	return buffer->data + buffer->length;
}

void
strbuf_append(struct strbuf *buffer, struct str text)
{
	char *end = strbuf_reserve(buffer, text.length);

	if (text.length)
		memcpy(end, text.data, text.length);
	end[text.length] = '\0';
	buffer->length += text.length;
}

void
strbuf_append_string(struct strbuf *buffer, const char *string)
{
	strbuf_append(buffer, str_of(string));
}

void
strbuf_append_number(struct strbuf *buffer, uint64_t number, int columns)
{
	const int digits = str_digits(number);
	char *end;

	if (digits < columns)
		strbuf_append_repeated(buffer, ' ', (size_t)(columns - digits));
	end = strbuf_reserve(buffer, (size_t)digits);
	end[str_write_number(end, number)] = '\0';
	buffer->length += (size_t)digits;
}

void
strbuf_append_repeated(struct strbuf *buffer, char byte, size_t count)
{
	char *end = strbuf_reserve(buffer, count);

	memset(end, byte, count);
	end[count] = '\0';
	buffer->length += count;
}

void
strbuf_vprintf(struct strbuf *buffer, const char *format, va_list arguments)
{
	enum { MOSTLY = 64 }; /* bytes that are enough */
	va_list again;
	int length;

	va_copy(again, arguments);
	length =
	    vsnprintf(strbuf_reserve(buffer, MOSTLY), MOSTLY + 1, format, again);
	va_end(again);
	if (length < 0)
		die("cannot format a message");
	if (length > MOSTLY)
		vsnprintf(strbuf_reserve(buffer, (size_t)length),
		    (size_t)length + 1, format, arguments);
	buffer->length += (size_t)length;
}

void
strbuf_printf(struct strbuf *buffer, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	strbuf_vprintf(buffer, format, arguments);
	va_end(arguments);
}

void
strbuf_truncate(struct strbuf *buffer, size_t length)
{
	if (buffer->data)
		buffer->data[length] = '\0';
	buffer->length = length;
}

char *
strbuf_take(struct strbuf *buffer)
{
	char *bytes = buffer->data ? buffer->data : memory_alloc(1);

	*buffer = (struct strbuf){0};
	return bytes;
}

void
strbuf_clear(struct strbuf *buffer)
{
	free(buffer->data);
	*buffer = (struct strbuf){0};
}
