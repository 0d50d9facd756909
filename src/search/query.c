/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Looking for terms in the text as it stands: characters are folded while
 * they are read, so that no folded copy is made and every place found is one
 * of the original text. Folding may change how many bytes a character has,
 * which rules out memmem(); Knuth, Morris and Pratt's way compares characters,
 * never goes back by more than it went forward, and so stays linear where a
 * long run of one letter is sought in a longer one. Text that cannot begin a
 * term, which is most of it, is skipped byte by byte.
 */
#include <stdlib.h>
#include "cnai/memory.h"
#include "cnai/query.h"
#include "cnai/unicode.h"

enum { TERMS_MAX = 100, BYTE_VALUES = 256 };

struct term {
	uint32_t *characters;
	size_t length, capacity; /* characters */
	/* How much of the first I characters still counts when the next one
	 * does not fit: the longest beginning that is an end of them too. */
	size_t *shorter;
	bool begins[BYTE_VALUES]; /* bytes a match can begin with */
	bool is_excluded;
	bool is_exact;  /* it has a capital: case counts */
	bool has_space; /* any run of white space is one blank */
};

struct query {
	struct term *terms;
	size_t count, capacity;
};

struct query_scan {
	const struct query *query;
	struct str text;
	struct match *next; /* for each term the next place; none: ends at 0 */
};

static uint32_t
decode(struct str text, size_t offset, size_t *length)
{
	uint32_t character = (unsigned char)text.data[offset];

	*length = 1;
	if (character < 0x80)
		return character;
	character = utf8_decode(text, offset, length);
	/* What is shown for bad bytes is what they are found by. */
	return character == UTF8_INVALID ? 0xFFFD : character;
}

/* The end of the white space that OFFSET stands in or before. */
static size_t
skip_space(struct str text, size_t offset)
{
	size_t length;

	while (
	    offset < text.length && unicode_is_space(decode(text, offset, &length)))
		offset += length;
	return offset;
}

/* The character at OFFSET as TERM sees it, and the bytes that make it up. */
static uint32_t
read_folded(const struct term *term, struct str text, size_t offset, size_t *length)
{
	uint32_t character = decode(text, offset, length);

	if (term->has_space && unicode_is_space(character)) {
		*length = skip_space(text, offset) - offset;
		return ' ';
	}
	return term->is_exact ? character : unicode_lower(character);
}

static void
note_kind(struct term *term, struct str text)
{
	size_t offset = 0, length;

	term->is_exact = term->has_space = false;
	while (offset < text.length) {
		uint32_t character = decode(text, offset, &length);

		term->is_exact |= unicode_is_upper(character);
		term->has_space |= unicode_is_space(character);
		offset += length;
	}
}

static void
note_beginnings(struct term *term)
{
	uint32_t first = term->characters[0];
	/* U+0130 and U+212A are the only characters outside ASCII whose lower
	 * case is inside. */
	bool is_wide = first >= 0x80 || first == ' ' ||
		       (!term->is_exact && (first == 'i' || first == 'k'));

	for (uint32_t byte = 0; byte < 0x80; byte++)
		term->begins[byte] =
		    (term->is_exact ? byte : unicode_lower(byte)) == first ||
		    (first == ' ' && unicode_is_space(byte));
	for (size_t byte = 0x80; byte < BYTE_VALUES; byte++)
		term->begins[byte] = is_wide;
}

static void
note_repetitions(struct term *term)
{
	size_t kept = 0;

	/* One more than there are characters, so that I is a valid index. */
	term->shorter = memory_alloc((term->length + 1) * sizeof(*term->shorter));
	for (size_t i = 1; i < term->length; i++) {
		while (kept && term->characters[i] != term->characters[kept])
			kept = term->shorter[kept];
		kept += term->characters[i] == term->characters[kept];
		term->shorter[i + 1] = kept;
	}
}

static void
term_init(struct term *term, struct str text, bool is_excluded)
{
	size_t offset = 0, length;

	*term = (struct term){.is_excluded = is_excluded};
	note_kind(term, text);
	while (offset < text.length) {
		term->characters = memory_reserve(term->characters, &term->capacity,
		    term->length + 1, sizeof(*term->characters));
		term->characters[term->length++] =
		    read_folded(term, text, offset, &length);
		offset += length;
	}
	note_beginnings(term);
	note_repetitions(term);
}

static bool
is_blank(struct str text)
{
	return skip_space(text, 0) == text.length;
}

static bool
add_term(
    struct query *query, struct str text, bool is_excluded, struct error *error)
{
	if (is_blank(text))
		return true;
	if (query->count == TERMS_MAX) {
		error_set(error,
		    "more than %d terms: put words that belong together in "
		    "quotes",
		    TERMS_MAX);
		return false;
	}
	query->terms = memory_reserve(query->terms, &query->capacity,
	    query->count + 1, sizeof(*query->terms));
	term_init(&query->terms[query->count++], text, is_excluded);
	return true;
}

static size_t
find_quote(struct str text, size_t offset)
{
	const char *quote = memchr(text.data + offset, '"', text.length - offset);

	return quote ? (size_t)(quote - text.data) : text.length;
}

static size_t
find_space(struct str text, size_t offset)
{
	size_t length;

	while (offset < text.length &&
	       !unicode_is_space(decode(text, offset, &length)))
		offset += length;
	return offset;
}

/* Reads one term from OFFSET, which is not white space, and moves it on. */
static bool
parse_term(
    struct query *query, struct str text, size_t *offset, struct error *error)
{
	size_t start = *offset, end, length;
	bool is_excluded = text.data[start] == '-' && start + 1 < text.length &&
			   !unicode_is_space(decode(text, start + 1, &length));

	start += is_excluded;
	if (text.data[start] == '"') {
		end = find_quote(text, ++start);
		*offset = end < text.length ? end + 1 : end;
	} else {
		*offset = end = find_space(text, start);
	}
	return add_term(query, str_slice(text, start, end), is_excluded, error);
}

static bool
is_looking_for_something(const struct query *query, struct error *error)
{
	for (size_t i = 0; i < query->count; i++)
		if (!query->terms[i].is_excluded)
			return true;
	if (query->count)
		error_set(error,
		    "leaving words out looks for nothing: add a word to find");
	else
		error_set(error, "the query is empty: give a word to find");
	return false;
}

struct query *
query_parse(struct str text, struct error *error)
{
	struct query *query = memory_alloc(sizeof(*query));
	size_t offset = skip_space(text, 0);

	while (offset < text.length) {
		if (!parse_term(query, text, &offset, error)) {
			query_free(query);
			return NULL;
		}
		offset = skip_space(text, offset);
	}
	if (is_looking_for_something(query, error))
		return query;
	query_free(query);
	return NULL;
}

struct query *
query_phrase(struct str text, struct error *error)
{
	struct query *query = memory_alloc(sizeof(*query));

	if (add_term(query, text, false, error) &&
	    is_looking_for_something(query, error))
		return query;
	query_free(query);
	return NULL;
}

void
query_free(struct query *query)
{
	if (!query)
		return;
	for (size_t i = 0; i < query->count; i++) {
		free(query->terms[i].characters);
		free(query->terms[i].shorter);
	}
	free(query->terms);
	free(query);
}

static size_t
skip_characters(
    const struct term *term, struct str text, size_t offset, size_t count)
{
	size_t length;

	while (count--) {
		read_folded(term, text, offset, &length);
		offset += length;
	}
	return offset;
}

static size_t
skip_to_beginning(const struct term *term, struct str text, size_t offset)
{
	while (
	    offset < text.length && !term->begins[(unsigned char)text.data[offset]])
		offset++;
	return offset;
}

/* The first place of TERM in TEXT from OFFSET on. */
static bool
find_term(
    const struct term *term, struct str text, size_t offset, struct match *match)
{
	size_t start = offset, fitting = 0, length;

	while (offset < text.length) {
		uint32_t character;

		if (!fitting)
			start = offset = skip_to_beginning(term, text, offset);
		if (offset == text.length)
			break;
		character = read_folded(term, text, offset, &length);
		while (fitting && term->characters[fitting] != character) {
			size_t kept = term->shorter[fitting];

			start = kept ? skip_characters(
					   term, text, start, fitting - kept)
				     : offset;
			fitting = kept;
		}
		fitting += term->characters[fitting] == character;
		offset += length;
		if (fitting == term->length) {
			*match = (struct match){start, offset};
			return true;
		}
	}
	return false;
}

bool
query_accepts(const struct query *query, struct str text)
{
	struct match match;

	for (size_t i = 0; i < query->count; i++)
		if (find_term(&query->terms[i], text, 0, &match) ==
		    query->terms[i].is_excluded)
			return false;
	return true;
}

/* Looks for the next place of the term with number I, from OFFSET on. */
static void
scan_advance(struct query_scan *scan, size_t i, size_t offset)
{
	const struct term *term = &scan->query->terms[i];

	if (term->is_excluded ||
	    !find_term(term, scan->text, offset, &scan->next[i]))
		scan->next[i] = (struct match){scan->text.length, 0};
}

struct query_scan *
query_scan_start(const struct query *query, struct str text)
{
	struct query_scan *scan = memory_alloc(sizeof(*scan));

	scan->query = query;
	scan->text = text;
	scan->next = memory_alloc(query->count * sizeof(*scan->next));
	for (size_t i = 0; i < query->count; i++)
		scan_advance(scan, i, 0);
	return scan;
}

/* Which term comes next; the number of terms if none does. */
static size_t
scan_first(const struct query_scan *scan)
{
	size_t first = scan->query->count, start = scan->text.length;

	for (size_t i = 0; i < scan->query->count; i++) {
		if (scan->next[i].end && scan->next[i].start < start) {
			first = i;
			start = scan->next[i].start;
		}
	}
	return first;
}

bool
query_scan_next(struct query_scan *scan, struct match *match)
{
	size_t i = scan_first(scan);

	if (i == scan->query->count)
		return false;
	*match = scan->next[i];
	while (i < scan->query->count && scan->next[i].start < match->end) {
		if (scan->next[i].end > match->end)
			match->end = scan->next[i].end;
		scan_advance(scan, i, scan->next[i].end);
		i = scan_first(scan);
	}
	return true;
}

void
query_scan_free(struct query_scan *scan)
{
	if (!scan)
		return;
	free(scan->next);
	free(scan);
}

void
query_find(const struct query *query, struct str text, struct matches *matches)
{
	struct query_scan *scan = query_scan_start(query, text);
	struct match match;

	while (query_scan_next(scan, &match)) {
		matches->items = memory_reserve(matches->items, &matches->capacity,
		    matches->count + 1, sizeof(*matches->items));
		matches->items[matches->count++] = match;
	}
	query_scan_free(scan);
}

void
matches_clear(struct matches *matches)
{
	free(matches->items);
	*matches = (struct matches){0};
}
