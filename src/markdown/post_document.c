/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Puts the head above a post's body. A post that cannot be read still gets
 * its head, and a paragraph that says why in the body's place.
 */
#include <time.h>
#include "cnai/document_builder.h"
#include "cnai/front_matter.h"
#include "cnai/octets.h"
#include "cnai/post_document.h"

static const struct {
	unsigned reason;
	const char *name;
} hidden_names[] = {
    {HIDDEN_DRAFT, "draft"},
    {HIDDEN_FUTURE, "future"},
    {HIDDEN_EXPIRED, "expired"},
    {HIDDEN_UNLISTED, "unlisted"},
};

/* Begins a part of the place line. */
static void
separate(struct strbuf *place)
{
	if (place->length)
		strbuf_append_string(place, " · ");
}

static void
append_part(struct strbuf *place, const char *part)
{
	if (!*part)
		return;
	separate(place);
	strbuf_append_string(place, part);
}

/* Day, month in words and year, in UTC; not the locale's words: posts are
 * shown alike everywhere. */
static void
append_date(struct strbuf *place, struct post_date date)
{
	static const char *const months[] = {"January", "February", "March",
	    "April", "May", "June", "July", "August", "September", "October",
	    "November", "December"};
	time_t seconds = (time_t)date.seconds;
	struct tm day;

	if (!date.is_set || !gmtime_r(&seconds, &day))
		return;
	separate(place);
	strbuf_printf(
	    place, "%d %s %d", day.tm_mday, months[day.tm_mon], day.tm_year + 1900);
}

static bool
is_blank(char byte)
{
	return (unsigned char)byte <= ' ';
}

/* Where a word begins or ends blanks change to what is none or back. In octets
 * no decision is needed, which could not be foretold. */
static uint64_t
count_words(struct str text)
{
	uint64_t changes = text.length && !is_blank(*text.data);
	size_t i = 0;

	for (; text.length - i >= OCTETS; i += OCTETS - 1)
		changes += octets_count(
		    octets_changes(octets_from(octets_at(text.data + i), ' ' + 1)));
	for (i++; i < text.length; i++)
		changes += is_blank(text.data[i - 1]) != is_blank(text.data[i]);
	return (changes + 1) / 2;
}

/* Characters in Chinese, Japanese and Korean start with the bytes E3 to ED in
 * UTF-8. */
static uint64_t
count_east_asian(struct str text)
{
	uint64_t characters = 0;

	for (size_t i = 0; i < text.length; i++) {
		const unsigned char byte = (unsigned char)text.data[i];

		if (text.length - i >= OCTETS &&
		    !octets_high(octets_at(text.data + i)))
			i += OCTETS - 1;
		else
			characters += byte >= 0xE3 && byte <= 0xED;
	}
	return characters;
}

/* Of a long text the beginning stands for all of it. */
unsigned long
post_reading_minutes(struct str body)
{
	enum { WORDS = 220, CHARACTERS = 500 }; /* in a minute */
	enum { SAMPLE = 16 * 1024 };
	const size_t sample = body.length < SAMPLE ? body.length : SAMPLE;
	const uint64_t minute =
	    (uint64_t)WORDS * CHARACTERS * (sample ? sample : 1);
	const uint64_t words = count_words(str_slice(body, 0, sample));
	const uint64_t characters = count_east_asian(str_slice(body, 0, sample));

	return (unsigned long)(((words * CHARACTERS + characters * WORDS) *
				       body.length +
				   minute - 1) /
			       minute);
}

/* Where the post stands: "Post 1 of 7 · News · 19 April 2024 · 2 min". */
static struct strbuf
place_of(const struct archive *archive, const struct post *post, struct str body)
{
	const unsigned long minutes = post_reading_minutes(body);
	struct strbuf place = {0};

	if (archive->count > 1) {
		strbuf_printf(
		    &place, "Post %zu of %zu", post->number, archive->count);
		append_part(&place, archive->title);
	}
	append_part(&place, post->section);
	append_date(&place, post->date);
	if (minutes) {
		separate(&place);
		strbuf_printf(&place, "%lu min", minutes);
	}
	for (size_t i = 0; i < sizeof(hidden_names) / sizeof(*hidden_names); i++)
		if (post->hidden & hidden_names[i].reason)
			append_part(&place, hidden_names[i].name);
	return place;
}

/* Names as a part of LINE: "Ada, Grace". */
static void
append_names(struct strbuf *line, const struct str *names, size_t count)
{
	if (count)
		separate(line);
	for (size_t i = 0; i < count; i++) {
		strbuf_append_string(line, i ? ", " : "");
		strbuf_append(line, names[i]);
	}
}

/* What else is said of the post, and what is wrong with its file. */
static struct strbuf
details_of(const struct archive *archive, const struct post *post)
{
	const struct diagnostic *problem = archive_problem(archive, post);
	struct strbuf details = {0};

	append_names(&details, post->authors, post->author_count);
	append_names(&details, post->categories, post->category_count);
	append_names(&details, post->tags, post->tag_count);
	if (problem) {
		separate(&details);
		diagnostic_append(problem, &details);
	}
	return details;
}

/* OWNER, if not NULL, has FILE with BODY in it: see document_parse_post(). */
static struct document *
make_document(const struct archive *archive, const struct post *post,
    struct str body, struct str file, struct strbuf *owner, enum post_part part)
{
	struct strbuf place = place_of(archive, post, body);
	struct strbuf details = details_of(archive, post);
	struct document_head head = {post->title, strbuf_str(&place),
	    post->description, strbuf_str(&details)};
	struct document *document;

	if (part == POST_SUMMARY)
		body = str_of("");
	document = document_parse_post(
	    part == POST_BODY ? NULL : &head, body, file, owner, archive->document);
	strbuf_clear(&place);
	strbuf_clear(&details);
	return document;
}

/*
 * The Markdown of TEXT, which may have changed since the archive was read. The
 * keys need not be read again to find it, but behind a fence that is never
 * closed, where they tell whether there is front matter at all.
 */
static struct str
body_of(struct str text)
{
	struct front_matter front = front_matter_find(text);

	if (front.kind != FRONT_MATTER_NONE && !front.is_closed) {
		struct arena arena = {0};
		struct diagnostics ignored = {0};

		front_matter_read(&front, "", &arena, &ignored);
		diagnostics_clear(&ignored);
		arena_clear(&arena);
	}
	return str_slice(text, front.body_offset, text.length);
}

struct document *
post_document_from(const struct archive *archive, const struct post *post,
    struct str text, enum post_part part)
{
	return make_document(archive, post, body_of(text), text, NULL, part);
}

/* The head of a post with a paragraph that says WHY it has no body. */
static struct document *
make_apology(const struct archive *archive, const struct post *post, struct str why,
    enum post_part part)
{
	struct document_builder builder = {.document = make_document(archive, post,
					       str_of(""), str_of(""), NULL, part)};
	struct strbuf text = {0};

	strbuf_append_string(&text, "This post cannot be shown: ");
	strbuf_append(&text, why);
	strbuf_append_byte(&text, '.');
	builder_add_leaf(&builder, BLOCK_PARAGRAPH, 0, strbuf_str(&text));
	strbuf_clear(&text);
	return builder.document;
}

static struct document *
explain_unreadable(
    const struct archive *archive, const struct post *post, enum post_part part)
{
	struct strbuf why = {0};
	struct document *document;

	strbuf_append_string(&why, post->path);
	strbuf_append_string(&why, ": ");
	strbuf_append_string(
	    &why, post->problem ? post->problem : "cannot be read");
	document = make_apology(archive, post, strbuf_str(&why), part);
	strbuf_clear(&why);
	return document;
}

struct document *
post_document(
    const struct archive *archive, const struct post *post, enum post_part part)
{
	struct strbuf text = {0};
	struct error error = {0};
	struct document *document;

	if (!post->is_readable)
		return explain_unreadable(archive, post, part);
	if (archive_read_post(archive, post, &text, &error))
		document = make_document(archive, post, body_of(strbuf_str(&text)),
		    strbuf_str(&text), &text, part);
	else
		document = make_apology(archive, post, str_of(error.message), part);
	error_clear(&error);
	strbuf_clear(&text);
	return document;
}
