/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_STR_H
#define CNAI_STR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/*
 * A struct str borrows bytes that somebody else owns; it need not end in NUL
 * and may hold one. A struct strbuf owns bytes and grows. Lengths are bytes.
 */
struct str {
	const char *data;
	size_t length;
};

struct strbuf {
	char *data; /* NULL while empty, else always with a NUL behind length */
	size_t length;
	size_t capacity;
};

/* The bytes of a C string; NULL is the empty string. */
static inline struct str
str_of(const char *string)
{
	return (struct str){string ? string : "", string ? strlen(string) : 0};
}

static inline struct str
str_slice(struct str text, size_t start, size_t end)
{
	return (struct str){text.data + start, end - start};
}

/* What separates words on a line, what ends one, and either. */
static inline bool
str_is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static inline bool
str_is_line_end(char c)
{
	return c == '\n' || c == '\r';
}

static inline bool
str_is_white(char c)
{
	return str_is_blank(c) || str_is_line_end(c);
}

/* Where the first BYTE from OFFSET on stands; text.length if none does. */
size_t str_find_byte(struct str text, size_t offset, char byte);
bool str_equal(struct str a, struct str b);
/* Equal but for the case of the letters A to Z. */
bool str_equal_ignoring_case(struct str a, struct str b);
bool str_starts_with(struct str text, struct str start);
bool str_ends_with(struct str text, struct str end);
/* Bytes compared as unsigned numbers; <0, 0 or >0 as strcmp(). */
int str_compare(struct str a, struct str b);
/* FNV-1a of the bytes, going on from HASH, at first STR_HASH_START. It stays as
 * it is: the state's keys are made with it. */
static const uint64_t STR_HASH_START = UINT64_C(0xCBF29CE484222325);
uint64_t str_hash(uint64_t hash, struct str text);
/* Without the blanks, tabs and line ends at both ends. */
struct str str_trim(struct str text);
/* How many decimal digits NUMBER has; and writes them to BYTES, without a NUL. */
int str_digits(uint64_t number);
int str_write_number(char *bytes, uint64_t number);
/* A NUL-terminated copy the caller frees. */
char *str_copy(struct str text);

/* What the buffer holds; valid until it changes. */
static inline struct str
strbuf_str(const struct strbuf *buffer)
{
	return (struct str){buffer->data ? buffer->data : "", buffer->length};
}

/* What strbuf_reserve() does where there is not enough room yet. */
char *strbuf_grow(struct strbuf *buffer, size_t extra);

/* Room for EXTRA more bytes and a NUL; returns where they go. */
static inline char *
strbuf_reserve(struct strbuf *buffer, size_t extra)
{
	if (extra < buffer->capacity - buffer->length)
		return buffer->data + buffer->length;
	return strbuf_grow(buffer, extra);
}

void strbuf_append(struct strbuf *buffer, struct str text);

static inline void
strbuf_append_byte(struct strbuf *buffer, char byte)
{
	char *end = strbuf_reserve(buffer, 1);

	end[0] = byte;
	end[1] = '\0';
	buffer->length++;
}

void strbuf_append_string(struct strbuf *buffer, const char *string);
/* NUMBER in decimal digits, with blanks before it if they are fewer than
 * COLUMNS: as "%*llu" prints it, but much sooner. */
void strbuf_append_number(struct strbuf *buffer, uint64_t number, int columns);
void strbuf_append_repeated(struct strbuf *buffer, char byte, size_t count);
void strbuf_printf(struct strbuf *buffer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void strbuf_vprintf(struct strbuf *buffer, const char *format, va_list arguments)
    __attribute__((format(printf, 2, 0)));
/* Cuts the buffer to LENGTH bytes, which must not be more than it has. */
void strbuf_truncate(struct strbuf *buffer, size_t length);
/* Hands the bytes to the caller, who frees them, and empties the buffer. */
char *strbuf_take(struct strbuf *buffer);
/* Frees what the buffer owns; it can be used again. */
void strbuf_clear(struct strbuf *buffer);

#endif
