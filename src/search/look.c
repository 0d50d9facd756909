/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One post: whether it is a hit, and how good a one. What stands in the title
 * or in headings says what a post is about; in the text it is how often, and
 * whether the terms stand near each other.
 */
#include <stdlib.h>
#include "cnai/memory.h"
#include "look.h"
#include "query_terms.h"
#include "snippet.h"

/* Where a clause was found last, and in what. */
struct clause_place {
	bool is_wanted; /* it has places in the text */
	bool is_found;  /* behind the title */
	bool is_in_title, is_in_heading;
	size_t start;
};

/* The post while its matches are gone through. */
struct rating {
	struct look *look;
	const struct document *document;
	struct hit *hit;
	size_t block;   /* the first that does not end before the match */
	size_t counted; /* where the last match counted ends */
	size_t span;    /* bytes in which all terms stand; SIZE_MAX: nowhere */
	size_t best;    /* where they begin */
	size_t first;   /* the first match behind the title */
};

struct look *
look_new(const struct query *query, struct document_options document)
{
	struct look *look = memory_alloc(sizeof(*look));

	look->scan = query_scan_new(query);
	look->clause_count = query->clause_count;
	look->document = document;
	look->places = memory_alloc(look->clause_count * sizeof(*look->places));
	for (size_t i = 0; i < query->count; i++)
		look->places[query->terms[i].clause].is_wanted |=
		    query->terms[i].field == FIELD_TEXT &&
		    !query->terms[i].is_excluded;
	return look;
}

void
look_free(struct look *look)
{
	if (!look)
		return;
	query_scan_free(look->scan);
	strbuf_clear(&look->text);
	free(look->places);
	free(look);
}

bool
look_may_be_hit(struct look *look, const struct post *post)
{
	return query_scan_may_accept(look->scan, post, NULL);
}

bool
look_read(struct look *look, const struct archive *archive, const struct post *post)
{
	struct error error = {0};
	const bool is_read = archive_read_post(archive, post, &look->text, &error);

	error_clear(&error);
	return is_read;
}

static void
begin_places(struct look *look)
{
	for (size_t i = 0; i < look->clause_count; i++)
		look->places[i] =
		    (struct clause_place){.is_wanted = look->places[i].is_wanted};
}

/* Whether the match at START stands in a heading; they come in order. */
static bool
is_in_heading(struct rating *rating, size_t start)
{
	const struct document *document = rating->document;

	for (; rating->block < document->block_count; rating->block++) {
		const struct block *block = &document->blocks[rating->block];
		const struct str text = document_block_text(document, block);

		if (block->run_count == 0)
			continue;
		if (start < block->start + text.length)
			return block->kind == BLOCK_HEADING;
	}
	return false;
}

/* Notes it where all terms stand closer together than before. */
static void
note_span(struct rating *rating, struct match match)
{
	const struct look *look = rating->look;
	size_t start = match.start;

	for (size_t i = 0; i < look->clause_count; i++) {
		const struct clause_place *place = &look->places[i];

		if (place->is_wanted && !place->is_found)
			return;
		if (place->is_wanted && place->start < start)
			start = place->start;
	}
	if (match.end - start >= rating->span)
		return;
	rating->span = match.end - start;
	rating->best = start;
}

static void
note_match(struct rating *rating, struct match match, size_t clause)
{
	struct clause_place *place = &rating->look->places[clause];
	const bool is_in_title = match.start < rating->document->title_end;

	rating->hit->count += match.start >= rating->counted;
	if (match.end > rating->counted)
		rating->counted = match.end;
	place->is_in_title |= is_in_title;
	if (is_in_title)
		return;
	if (rating->first == SIZE_MAX)
		rating->first = match.start;
	place->is_found = true;
	place->start = match.start;
	if (is_in_heading(rating, match.start))
		place->is_in_heading = true;
	note_span(rating, match);
}

/* How much more a match is worth where the terms stand in SPAN bytes. */
static size_t
closeness(size_t span)
{
	static const size_t limits[] = {500, 100, 40};
	size_t worth = 1;

	for (size_t i = 0; i < sizeof(limits) / sizeof(*limits); i++)
		worth += span <= limits[i];
	return worth;
}

static void
sum_up(struct rating *rating)
{
	const struct look *look = rating->look;
	struct hit *hit = rating->hit;
	size_t wanted = 0;

	for (size_t i = 0; i < look->clause_count; i++) {
		hit->title_terms += look->places[i].is_in_title;
		hit->heading_terms += look->places[i].is_in_heading;
		wanted += look->places[i].is_wanted;
	}
	hit->is_in_title = hit->title_terms > 0;
	hit->score = hit->count;
	if (wanted > 1)
		hit->score *= closeness(rating->span);
}

/* Rates the post, and returns where the best match behind its title is. */
static size_t
rate(struct look *look, const struct document *document, struct hit *hit)
{
	struct rating rating = {
	    .look = look,
	    .document = document,
	    .hit = hit,
	    .span = SIZE_MAX,
	    .best = SIZE_MAX,
	    .first = SIZE_MAX,
	};
	struct match match;
	size_t clause;

	begin_places(look);
	query_scan_start(
	    look->scan, strbuf_str(&document->text), document->title_end, 0);
	while (query_scan_next_term(look->scan, &match, &clause))
		note_match(&rating, match, clause);
	sum_up(&rating);
	if (rating.best != SIZE_MAX)
		return rating.best;
	return rating.first != SIZE_MAX ? rating.first : document->title_end;
}

static struct document *
make_document(const struct look *look, const struct post *post, struct str file)
{
	const struct document_head head = {
	    .title = post->title, .description = post->description};
	const size_t body =
	    post->body_offset < file.length ? post->body_offset : file.length;

	return document_parse_post(
	    &head, str_slice(file, body, file.length), file, NULL, look->document);
}

bool
look_at(
    struct look *look, const struct post *post, struct str file, struct hit *hit)
{
	struct document *document;
	bool is_hit;

	if (!query_scan_may_accept(look->scan, post, &file))
		return false;
	document = make_document(look, post, file);
	is_hit = query_scan_accepts(look->scan, post, document);
	if (is_hit) {
		size_t at = rate(look, document, hit);

		snippet_fill(hit, look->scan, strbuf_str(&document->text),
		    document->title_end, at);
	}
	document_free(document);
	return is_hit;
}
