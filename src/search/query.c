/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Whether a post is what is looked for is asked three times, each time of
 * more: of its front matter, of its file's bytes, of its document. A term
 * that cannot be answered yet is a "maybe"; where the answers so far rule the
 * post out it is asked no further.
 */
#include <stdlib.h>
#include "cnai/memory.h"
#include "query_terms.h"

enum verdict {
	VERDICT_NO,
	VERDICT_MAYBE,
	VERDICT_YES,
};

/* Folded differently, a character has to be remembered apart. */
enum { CACHES = FOLD_KEEP_CASE + FOLD_KEEP_ACCENTS + 1 };

/* What a term has for looking. */
struct seeker {
	struct pattern_scan pattern;
	struct regex_scan *regex;
	struct match next; /* its next place; ends at 0 where there is none */
};

struct query_scan {
	const struct query *query;
	struct str text;
	size_t title_end;
	struct seeker *seekers; /* one for each term */
	struct fold_cache caches[CACHES];
	struct match joined; /* a place that may grow yet; ends at 0 if none */
};

/* What is known of a post when it is judged. */
struct subject {
	const struct post *post;         /* NULL for a text of no post */
	const struct str *file;          /* the bytes, or NULL */
	const struct str *text;          /* the document's, or NULL */
	const struct document *document; /* NULL for a text of no post */
};

static void
seeker_init(struct seeker *seeker, const struct term *term, struct query_scan *scan)
{
	if (term->regex)
		seeker->regex = regex_scan_new(term->regex);
	if (!term->pattern)
		return;
	seeker->pattern.starts = memory_alloc(
	    pattern_length(term->pattern) * sizeof(*seeker->pattern.starts));
	seeker->pattern.cache = &scan->caches[pattern_kept(term->pattern)];
}

struct query_scan *
query_scan_new(const struct query *query)
{
	struct query_scan *scan = memory_alloc(sizeof(*scan));

	scan->query = query;
	scan->seekers = memory_alloc(query->count * sizeof(*scan->seekers));
	for (size_t i = 0; i < query->count; i++)
		seeker_init(&scan->seekers[i], &query->terms[i], scan);
	return scan;
}

void
query_scan_free(struct query_scan *scan)
{
	if (!scan)
		return;
	for (size_t i = 0; i < scan->query->count; i++) {
		free(scan->seekers[i].pattern.starts);
		regex_scan_free(scan->seekers[i].regex);
	}
	free(scan->seekers);
	free(scan);
}

static bool
find_term(struct query_scan *scan, size_t i, struct str text, size_t offset,
    struct match *match)
{
	const struct seeker *seeker = &scan->seekers[i];

	if (seeker->regex)
		return regex_find(seeker->regex, text, offset, match);
	return pattern_find(
	    scan->query->terms[i].pattern, &seeker->pattern, text, offset, match);
}

/* Terms of fields. */

static bool
is_in(struct query_scan *scan, size_t i, struct str text)
{
	struct match match;

	return find_term(scan, i, text, 0, &match);
}

static bool
is_in_one(struct query_scan *scan, size_t i, const struct str *texts, size_t count)
{
	for (size_t j = 0; j < count; j++)
		if (is_in(scan, i, texts[j]))
			return true;
	return false;
}

static bool
fits_title(struct query_scan *scan, size_t i, const struct post *post)
{
	return is_in(scan, i, post->title);
}

static bool
fits_tag(struct query_scan *scan, size_t i, const struct post *post)
{
	return is_in_one(scan, i, post->tags, post->tag_count) ||
	       is_in_one(scan, i, post->categories, post->category_count);
}

static bool
fits_author(struct query_scan *scan, size_t i, const struct post *post)
{
	return is_in_one(scan, i, post->authors, post->author_count);
}

static bool
fits_type(struct query_scan *scan, size_t i, const struct post *post)
{
	return is_in(scan, i, post->type);
}

/* The section's title, or the folder. */
static bool
fits_section(struct query_scan *scan, size_t i, const struct post *post)
{
	const char *slash = strrchr(post->path, '/');

	if (is_in(scan, i, str_of(post->section)))
		return true;
	return slash && is_in(scan, i,
			    (struct str){post->path, (size_t)(slash - post->path)});
}

static bool
fits_before(struct query_scan *scan, size_t i, const struct post *post)
{
	return post->date.is_set &&
	       post->date.seconds < scan->query->terms[i].seconds;
}

static bool
fits_after(struct query_scan *scan, size_t i, const struct post *post)
{
	return post->date.is_set &&
	       post->date.seconds >= scan->query->terms[i].seconds;
}

/* What the front matter answers. */
static bool (*const field_tests[FIELD_COUNT])(
    struct query_scan *scan, size_t i, const struct post *post) = {
    [FIELD_TITLE] = fits_title,
    [FIELD_TAG] = fits_tag,
    [FIELD_AUTHOR] = fits_author,
    [FIELD_TYPE] = fits_type,
    [FIELD_SECTION] = fits_section,
    [FIELD_BEFORE] = fits_before,
    [FIELD_AFTER] = fits_after,
};

/* Judging. */

static enum verdict
verdict_of(bool holds)
{
	return holds ? VERDICT_YES : VERDICT_NO;
}

static bool
has_link(struct query_scan *scan, size_t i, const struct document *document)
{
	for (size_t j = 0; j < document->link_count; j++)
		if (is_in(scan, i, document->links[j].url))
			return true;
	return false;
}

/* The title and the description are taken from the post rather than from its
 * file, where YAML might spell their letters. */
static enum verdict
judge_file(const struct term *term, const struct post *post, struct str file)
{
	const size_t body =
	    post->body_offset < file.length ? post->body_offset : file.length;

	if (!term->pattern || needle_may_be_in(&term->needle, post->title) ||
	    needle_may_be_in(&term->needle, post->description) ||
	    needle_may_be_in(&term->needle, str_slice(file, body, file.length)))
		return VERDICT_MAYBE;
	return VERDICT_NO;
}

static enum verdict
judge_term(struct query_scan *scan, size_t i, const struct subject *subject)
{
	const struct term *term = &scan->query->terms[i];

	if (field_tests[term->field])
		return verdict_of(subject->post &&
				  field_tests[term->field](scan, i, subject->post));
	if (subject->text && term->field == FIELD_LINK)
		return verdict_of(
		    subject->document && has_link(scan, i, subject->document));
	if (subject->text)
		return verdict_of(is_in(scan, i, *subject->text));
	if (subject->file)
		return judge_file(term, subject->post, *subject->file);
	return VERDICT_MAYBE;
}

/* The clause whose first term is *I, and moves *I behind it. */
static enum verdict
judge_clause(struct query_scan *scan, size_t *i, const struct subject *subject)
{
	const struct query *query = scan->query;
	const size_t clause = query->terms[*i].clause;
	enum verdict best = VERDICT_NO;

	for (; *i < query->count && query->terms[*i].clause == clause; ++*i) {
		enum verdict verdict;

		if (best == VERDICT_YES)
			continue;
		verdict = judge_term(scan, *i, subject);
		if (query->terms[*i].is_excluded)
			verdict = (enum verdict)(VERDICT_YES - verdict);
		if (verdict > best)
			best = verdict;
	}
	return best;
}

static bool
may_hold(struct query_scan *scan, const struct subject *subject)
{
	size_t i = 0;

	while (i < scan->query->count)
		if (judge_clause(scan, &i, subject) == VERDICT_NO)
			return false;
	return true;
}

bool
query_scan_may_accept(
    struct query_scan *scan, const struct post *post, const struct str *file)
{
	return may_hold(scan, &(struct subject){.post = post, .file = file});
}

bool
query_scan_accepts(struct query_scan *scan, const struct post *post,
    const struct document *document)
{
	const struct str text = strbuf_str(&document->text);

	return may_hold(scan,
	    &(struct subject){.post = post, .text = &text, .document = document});
}

bool
query_accepts(const struct query *query, struct str text)
{
	struct query_scan *scan = query_scan_new(query);
	const bool holds = may_hold(scan, &(struct subject){.text = &text});

	query_scan_free(scan);
	return holds;
}

/* Places. */

/* Looks for the next place of the term with number I, from OFFSET on. */
static void
advance(struct query_scan *scan, size_t i, size_t offset)
{
	const struct term *term = &scan->query->terms[i];
	struct match *next = &scan->seekers[i].next;
	struct str text = scan->text;

	*next = (struct match){0};
	if (term->field == FIELD_TITLE)
		text.length = scan->title_end;
	else if (term->field != FIELD_TEXT)
		return;
	if (!term->is_excluded && offset < text.length &&
	    !find_term(scan, i, text, offset, next))
		*next = (struct match){0};
}

void
query_scan_start(
    struct query_scan *scan, struct str text, size_t title_end, size_t offset)
{
	scan->text = text;
	scan->title_end = title_end;
	scan->joined = (struct match){0};
	for (size_t i = 0; i < scan->query->count; i++)
		advance(scan, i, offset);
}

bool
query_scan_next_term(struct query_scan *scan, struct match *match, size_t *clause)
{
	const struct query *query = scan->query;
	size_t first = query->count;

	for (size_t i = 0; i < query->count; i++) {
		const struct match *next = &scan->seekers[i].next;

		if (next->end && (first == query->count ||
				     next->start < scan->seekers[first].next.start))
			first = i;
	}
	if (first == query->count)
		return false;
	*match = scan->seekers[first].next;
	*clause = query->terms[first].clause;
	advance(scan, first, match->end);
	return true;
}

bool
query_scan_next(struct query_scan *scan, struct match *match)
{
	struct match next;
	size_t clause;

	*match = scan->joined;
	scan->joined = (struct match){0};
	if (!match->end && !query_scan_next_term(scan, match, &clause))
		return false;
	while (query_scan_next_term(scan, &next, &clause)) {
		if (next.start >= match->end) {
			scan->joined = next;
			break;
		}
		if (next.end > match->end)
			match->end = next.end;
	}
	return true;
}

static void
append_all(struct query_scan *scan, struct matches *matches)
{
	struct match match;

	while (query_scan_next(scan, &match)) {
		matches->items = memory_reserve(matches->items, &matches->capacity,
		    matches->count + 1, sizeof(*matches->items));
		matches->items[matches->count++] = match;
	}
	query_scan_free(scan);
}

void
query_find(const struct query *query, struct str text, struct matches *matches)
{
	struct query_scan *scan = query_scan_new(query);

	query_scan_start(scan, text, 0, 0);
	append_all(scan, matches);
}

void
query_find_in(const struct query *query, const struct document *document,
    struct matches *matches)
{
	struct query_scan *scan = query_scan_new(query);

	query_scan_start(scan, strbuf_str(&document->text), document->title_end, 0);
	append_all(scan, matches);
}

void
matches_clear(struct matches *matches)
{
	free(matches->items);
	*matches = (struct matches){0};
}
