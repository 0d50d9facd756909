/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Runs are rewritten one by one: a mark may join what stands before it in
 * another run, and does not on the page. What is made safe there stays as it
 * is here.
 */
#include <stdlib.h>
#include "cnai/anchor.h"
#include "cnai/cluster.h"
#include "cnai/transliterate.h"
#include "cnai/url.h"

struct rewriting {
	struct charset *charset;
	struct str text;
	struct strbuf rewritten;
	uint32_t *places; /* where each byte of the text is, rewritten */
	size_t done;      /* the text up to here is rewritten */
};

/* Appends the next LENGTH bytes of the text as AS. */
static void
append(struct rewriting *rewriting, size_t length, struct str as)
{
	const uint32_t place = (uint32_t)rewriting->rewritten.length;

	for (size_t i = 0; i < length; i++)
		rewriting->places[rewriting->done + i] =
		    place + (length == as.length ? (uint32_t)i : 0);
	strbuf_append(&rewriting->rewritten, as);
	rewriting->done += length;
}

static void
append_as_it_is(struct rewriting *rewriting, size_t end)
{
	append(rewriting, end - rewriting->done,
	    str_slice(rewriting->text, rewriting->done, end));
}

static void
rewrite_cluster(struct rewriting *rewriting, struct str run)
{
	const struct cluster cluster = cluster_next(run, 0);
	struct strbuf stand_in = {0};

	if (cluster.width == 0 || cluster.text.data != run.data) {
		append_as_it_is(rewriting, rewriting->done + cluster.source_length);
		return;
	}
	charset_append_utf8(rewriting->charset, &stand_in, cluster.text);
	append(rewriting, cluster.source_length, strbuf_str(&stand_in));
	strbuf_clear(&stand_in);
}

static void
rewrite_run(struct rewriting *rewriting, size_t end)
{
	while (rewriting->done < end) {
		const struct str rest =
		    str_slice(rewriting->text, rewriting->done, end);
		const size_t plain = cluster_plain_length(rest, 0);

		if (plain || (unsigned char)rest.data[0] < 0x80)
			append_as_it_is(
			    rewriting, rewriting->done + (plain ? plain : 1));
		else
			rewrite_cluster(rewriting, rest);
	}
}

/* An address with other letters would be another address. */
static void
encode_address(struct document *document, struct link *link)
{
	struct strbuf url = {0};

	for (size_t i = 0; i < link->url.length; i++)
		if ((unsigned char)link->url.data[i] >= 0x80) {
			url_append_encoded(&url, link->url);
			link->url = (struct str){
			    arena_copy(&document->arena, url.data, url.length),
			    url.length};
			break;
		}
	strbuf_clear(&url);
}

static void
move_places(struct document *document, const uint32_t *places)
{
	for (size_t i = 0; i < document->run_count; i++) {
		struct run *run = &document->runs[i];
		const uint32_t start = places[run->start];

		run->length = places[run->start + run->length] - start;
		run->start = start;
	}
	for (size_t i = 0; i < document->block_count; i++)
		document->blocks[i].start = places[document->blocks[i].start];
	for (size_t i = 0; i < document->link_count; i++) {
		struct link *link = &document->links[i];

		link->start = places[link->start];
		link->end = places[link->end];
		link->target = places[link->target];
		encode_address(document, link);
	}
	document->title_end = places[document->title_end];
}

void
document_transliterate(struct document *document, struct charset *charset)
{
	struct rewriting rewriting = {
	    .charset = charset, .text = strbuf_str(&document->text)};

	rewriting.places = memory_resize(
	    NULL, rewriting.text.length + 1, sizeof(*rewriting.places));
	for (size_t i = 0; i < document->run_count; i++) {
		const struct run *run = &document->runs[i];

		append_as_it_is(&rewriting, run->start);
		rewrite_run(&rewriting, (size_t)run->start + run->length);
	}
	append_as_it_is(&rewriting, rewriting.text.length);
	rewriting.places[rewriting.text.length] =
	    (uint32_t)rewriting.rewritten.length;
	move_places(document, rewriting.places);
	anchors_free(document->anchors);
	document->anchors = NULL;
	strbuf_clear(&document->text);
	document->text = rewriting.rewritten;
	free(rewriting.places);
}
