/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From what a reader types to terms. It is parsed anew with each key, so what
 * is not finished should mean something where it can: a phrase may lack its
 * closing quote. What makes no sense gets a message and its place.
 */
#include <stdlib.h>
#include "cnai/memory.h"
#include "cnai/nearest.h"
#include "query_terms.h"

enum { TERMS_MAX = 100 };

static const char *const field_names[FIELD_COUNT] = {
    [FIELD_TEXT] = "",
    [FIELD_TITLE] = "title",
    [FIELD_TAG] = "tag",
    [FIELD_AUTHOR] = "author",
    [FIELD_TYPE] = "type",
    [FIELD_SECTION] = "section",
    [FIELD_LINK] = "link",
    [FIELD_BEFORE] = "before",
    [FIELD_AFTER] = "after",
};

struct parser {
	struct query *query;
	struct str text;
	size_t offset;
	bool is_joined; /* the next term belongs to the clause of the last */
	size_t *place;
	struct error *error;
};

static bool
is_space_at(struct str text, size_t offset, size_t *length)
{
	return unicode_is_space(utf8_decode(text, offset, length));
}

static size_t
skip_space(struct str text, size_t offset)
{
	size_t length;

	while (offset < text.length && is_space_at(text, offset, &length))
		offset += length;
	return offset;
}

static size_t
find_space(struct str text, size_t offset)
{
	size_t length;

	while (offset < text.length && !is_space_at(text, offset, &length))
		offset += length;
	return offset;
}

static bool
fail_at(struct parser *parser, size_t place)
{
	*parser->place = place;
	return false;
}

/* Adds TERM, with what it owns; false where there are too many. */
static bool
add_term(struct parser *parser, struct term term, size_t place)
{
	struct query *query = parser->query;

	if (!parser->is_joined)
		query->clause_count++;
	parser->is_joined = false;
	term.clause = query->clause_count - 1;
	query->terms = memory_reserve(query->terms, &query->capacity,
	    query->count + 1, sizeof(*query->terms));
	query->terms[query->count++] = term;
	if (query->count <= TERMS_MAX)
		return true;
	error_set(parser->error,
	    "more than %d terms: put words that belong together in quotes",
	    TERMS_MAX);
	return fail_at(parser, place);
}

/* A blank text adds nothing, but a field must have something to look for. */
static bool
add_text(struct parser *parser, struct term term, struct str text, size_t place)
{
	term.pattern = pattern_new(text);
	if (term.pattern) {
		needle_init(&term.needle, text);
		return add_term(parser, term, place);
	}
	if (term.field == FIELD_TEXT)
		return true;
	error_set(parser->error, "%s: needs a word to look for behind it",
	    field_names[term.field]);
	return fail_at(parser, place);
}

static bool
add_date(struct parser *parser, struct term term, struct str text, size_t place)
{
	enum { YEAR = sizeof("2024") - 1, MONTH = sizeof("2024-04") - 1 };
	struct strbuf full = {0};
	struct post_date date;

	strbuf_append(&full, text);
	if (text.length == YEAR)
		strbuf_append_string(&full, "-01-01");
	else if (text.length == MONTH)
		strbuf_append_string(&full, "-01");
	date = post_date_parse(strbuf_str(&full), false);
	strbuf_clear(&full);
	term.seconds = date.seconds;
	if (date.is_set)
		return add_term(parser, term, place);
	error_set(parser->error, "%s: needs a date: 2024, 2024-04 or 2024-04-19",
	    field_names[term.field]);
	return fail_at(parser, place);
}

static bool
is_date(enum field field)
{
	return field == FIELD_BEFORE || field == FIELD_AFTER;
}

static bool
add_value(struct parser *parser, struct term term, struct str text, size_t place)
{
	if (is_date(term.field))
		return add_date(parser, term, str_trim(text), place);
	return add_text(parser, term, text, place);
}

static bool
parse_phrase(struct parser *parser, struct term term)
{
	const struct str text = parser->text;
	const size_t start = parser->offset + 1;
	const char *quote = memchr(text.data + start, '"', text.length - start);
	const size_t end = quote ? (size_t)(quote - text.data) : text.length;

	parser->offset = end + (quote != NULL);
	return add_value(parser, term, str_slice(text, start, end), start);
}

/* Where the "/" stands that ends the regular expression: one with nothing
 * behind it, because others are meant as they are. */
static size_t
find_slash(struct str text, size_t offset)
{
	size_t length;

	for (; offset < text.length; offset++) {
		if (text.data[offset] == '\\')
			offset++;
		else if (text.data[offset] == '/' &&
			 (offset + 1 == text.length ||
			     is_space_at(text, offset + 1, &length)))
			return offset;
	}
	return text.length;
}

static bool
parse_regex(struct parser *parser, struct term term)
{
	const size_t start = parser->offset + 1;
	const size_t end = find_slash(parser->text, start);

	if (end == parser->text.length) {
		error_set(parser->error,
		    "the regular expression is not closed: end it with /, or "
		    "put the text in quotes");
		return fail_at(parser, start - 1);
	}
	if (end == start) {
		error_set(parser->error, "the regular expression is empty");
		return fail_at(parser, start);
	}
	term.regex = regex_new(
	    str_slice(parser->text, start, end), parser->place, parser->error);
	if (!term.regex)
		return fail_at(parser, *parser->place + start);
	parser->offset = end + 1;
	return add_term(parser, term, start);
}

static bool
parse_word(struct parser *parser, struct term term)
{
	const size_t start = parser->offset;

	parser->offset = find_space(parser->text, start);
	return add_value(
	    parser, term, str_slice(parser->text, start, parser->offset), start);
}

static bool
parse_value(struct parser *parser, struct term term)
{
	const char byte = parser->offset < parser->text.length
			      ? parser->text.data[parser->offset]
			      : ' ';

	if (byte == '"')
		return parse_phrase(parser, term);
	if (byte == '/' && !is_date(term.field) && term.field != FIELD_LINK)
		return parse_regex(parser, term);
	return parse_word(parser, term);
}

static const char *
field_name_at(size_t index)
{
	return field_names[index + 1];
}

static bool
report_unknown_field(struct parser *parser, struct str name)
{
	const char *nearest = nearest_name(name, field_name_at, FIELD_COUNT - 1);

	if (nearest)
		error_set(parser->error,
		    "there is no field '%.*s': did you mean %s:? (Quotes make "
		    "it text.)",
		    (int)name.length, name.data, nearest);
	else
		error_set(parser->error,
		    "there is no field '%.*s': there are title:, tag:, author:, "
		    "type:, section:, link:, before: and after: (quotes make it "
		    "text)",
		    (int)name.length, name.data);
	return fail_at(parser, (size_t)(name.data - parser->text.data));
}

static size_t
count_letters(struct str text, size_t offset)
{
	size_t end = offset;

	while (end < text.length &&
	       ((text.data[end] | 0x20) >= 'a' && (text.data[end] | 0x20) <= 'z'))
		end++;
	return end - offset;
}

/* Addresses, times and the like have a colon too, but no field's. */
static bool
looks_like_field(struct str text, size_t colon, size_t length)
{
	const char next = colon + 1 < text.length ? text.data[colon + 1] : ' ';

	return length > 1 && !strchr(" \t\r\n:/", next) &&
	       !(next >= '0' && next <= '9');
}

/* Reads "name:" into *FIELD, if that is what comes. */
static bool
parse_field(struct parser *parser, enum field *field)
{
	const struct str text = parser->text;
	const size_t start = parser->offset;
	const size_t length = count_letters(text, start);
	const size_t colon = start + length;
	const struct str name = str_slice(text, start, colon);

	*field = FIELD_TEXT;
	if (!length || colon == text.length || text.data[colon] != ':')
		return true;
	for (size_t i = FIELD_TEXT + 1; i < FIELD_COUNT; i++) {
		if (str_equal_ignoring_case(name, str_of(field_names[i]))) {
			*field = (enum field)i;
			parser->offset = colon + 1;
			return true;
		}
	}
	return !looks_like_field(text, colon, length) ||
	       report_unknown_field(parser, name);
}

static bool
parse_term(struct parser *parser)
{
	const struct str text = parser->text;
	struct term term = {.field = FIELD_TEXT};
	size_t length;

	term.is_excluded = text.data[parser->offset] == '-' &&
			   parser->offset + 1 < text.length &&
			   !is_space_at(text, parser->offset + 1, &length);
	parser->offset += term.is_excluded;
	return parse_field(parser, &term.field) && parse_value(parser, term);
}

static bool
report_lonely_or(struct parser *parser, size_t place)
{
	error_set(parser->error, "OR needs a term on both sides");
	return fail_at(parser, place);
}

/* Reads "OR", if that is what comes. */
static bool
parse_or(struct parser *parser, bool *is_or)
{
	const size_t start = parser->offset;
	const size_t end = find_space(parser->text, start);

	*is_or = str_equal(str_slice(parser->text, start, end), str_of("OR"));
	if (!*is_or)
		return true;
	if (parser->is_joined || !parser->query->count ||
	    skip_space(parser->text, end) == parser->text.length)
		return report_lonely_or(parser, start);
	parser->is_joined = true;
	parser->offset = end;
	return true;
}

static bool
is_looking_for_something(struct parser *parser)
{
	const struct query *query = parser->query;

	*parser->place = 0;
	for (size_t i = 0; i < query->count; i++)
		if (!query->terms[i].is_excluded)
			return true;
	if (query->count)
		error_set(parser->error,
		    "leaving words out looks for nothing: add a word to find");
	else
		error_set(parser->error, "the query is empty: give a word to find");
	return false;
}

static bool
parse_terms(struct parser *parser)
{
	bool is_or;

	for (;;) {
		parser->offset = skip_space(parser->text, parser->offset);
		if (parser->offset == parser->text.length)
			break;
		if (!parse_or(parser, &is_or) || (!is_or && !parse_term(parser)))
			return false;
	}
	if (parser->is_joined)
		return report_lonely_or(parser, parser->text.length);
	return is_looking_for_something(parser);
}

struct query *
query_parse_at(struct str text, size_t *place, struct error *error)
{
	struct parser parser = {
	    .query = memory_alloc(sizeof(*parser.query)),
	    .text = text,
	    .place = place,
	    .error = error,
	};

	if (parse_terms(&parser))
		return parser.query;
	query_free(parser.query);
	return NULL;
}

struct query *
query_parse(struct str text, struct error *error)
{
	size_t place;

	return query_parse_at(text, &place, error);
}

struct query *
query_phrase(struct str text, struct error *error)
{
	size_t place;
	struct parser parser = {
	    .query = memory_alloc(sizeof(*parser.query)),
	    .text = text,
	    .place = &place,
	    .error = error,
	};

	if (add_text(&parser, (struct term){.field = FIELD_TEXT}, text, 0) &&
	    is_looking_for_something(&parser))
		return parser.query;
	query_free(parser.query);
	return NULL;
}

void
query_free(struct query *query)
{
	if (!query)
		return;
	for (size_t i = 0; i < query->count; i++) {
		pattern_free(query->terms[i].pattern);
		regex_free(query->terms[i].regex);
	}
	free(query->terms);
	free(query);
}
