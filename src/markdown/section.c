/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Sections that two documents share. Each section is given a number made of all
 * it says; a section has a twin where the other document has the same number
 * and, looked at byte by byte, the same text and links.
 */
#include <stdlib.h>
#include <string.h>
#include "cnai/memory.h"
#include "cnai/section.h"

/* A section and what it says: a part of the text, and links in it. */
struct saying {
	struct section section;
	struct str text;
	uint32_t first_link, link_count; /* indexes of the document's links */
	uint64_t hash;
};

struct sayings {
	const struct document *document;
	struct saying *items;
	size_t count, capacity;
};

/* The top blocks of a document are gone through by way of "end". */
static bool
ends_section(const struct block *block, uint32_t level)
{
	return block->kind == BLOCK_FOOTNOTES ||
	       (block->kind == BLOCK_HEADING && block->number <= level);
}

static uint32_t
section_end(const struct document *document, uint32_t heading)
{
	const struct block *blocks = document->blocks;
	uint32_t block = blocks[heading].end;

	while (block < document->block_count &&
	       !ends_section(&blocks[block], blocks[heading].number))
		block = blocks[block].end;
	return block;
}

/* Where the text of a section ends; the last blocks may have no runs. */
static size_t
text_end(const struct document *document, struct section section)
{
	for (uint32_t i = section.end; i-- > section.heading;) {
		const struct block *block = &document->blocks[i];
		const struct run *behind =
		    &document->runs[block->first_run + block->run_count];

		if (block->run_count)
			return behind[-1].start + behind[-1].length;
	}
	return document->blocks[section.heading].start;
}

/* Whether something to read stands below the heading. */
static bool
has_text(const struct document *document, struct section section)
{
	const struct section heading = {section.heading, section.heading + 1};

	return text_end(document, section) > text_end(document, heading);
}

/* The first link that begins at OFFSET or behind it. */
static uint32_t
link_from(const struct document *document, size_t offset)
{
	size_t low = 0, high = document->link_count;

	while (low < high) {
		const size_t middle = low + (high - low) / 2;

		if (document->links[middle].start < offset)
			low = middle + 1;
		else
			high = middle;
	}
	return (uint32_t)low;
}

static struct saying
saying_of(const struct document *document, struct section section)
{
	const size_t start = document->blocks[section.heading].start;
	const size_t end = text_end(document, section);
	struct saying saying = {
	    .section = section,
	    .text = str_slice(strbuf_str(&document->text), start, end),
	    .first_link = link_from(document, start),
	};

	saying.link_count = link_from(document, end) - saying.first_link;
	saying.hash = str_hash(STR_HASH_START, saying.text);
	for (uint32_t i = 0; i < saying.link_count; i++)
		saying.hash = str_hash(
		    saying.hash, document->links[saying.first_link + i].url);
	return saying;
}

static void
find_sayings(const struct document *document, struct sayings *sayings)
{
	struct section section = {0};

	*sayings = (struct sayings){.document = document};
	for (; section.heading < document->block_count;
	     section.heading = document->blocks[section.heading].end) {
		if (document->blocks[section.heading].kind != BLOCK_HEADING)
			continue;
		section.end = section_end(document, section.heading);
		if (!has_text(document, section))
			continue;
		sayings->items = memory_reserve(sayings->items, &sayings->capacity,
		    sayings->count + 1, sizeof(*sayings->items));
		sayings->items[sayings->count++] = saying_of(document, section);
	}
}

static int
compare_hashes(const void *a, const void *b)
{
	const uint64_t left = ((const struct saying *)a)->hash;
	const uint64_t right = ((const struct saying *)b)->hash;

	return (left > right) - (left < right);
}

static bool
has_same_links(const struct document *document, const struct saying *saying,
    const struct document *earlier, const struct saying *other)
{
	if (saying->link_count != other->link_count)
		return false;
	for (uint32_t i = 0; i < saying->link_count; i++)
		if (!str_equal(document->links[saying->first_link + i].url,
			earlier->links[other->first_link + i].url))
			return false;
	return true;
}

/* EARLIER's sayings are sorted. */
static bool
has_twin(const struct document *document, const struct saying *saying,
    const struct sayings *earlier)
{
	const struct saying *twin = NULL;

	if (earlier->count)
		twin = bsearch(saying, earlier->items, earlier->count,
		    sizeof(*earlier->items), compare_hashes);
	return twin && str_equal(saying->text, twin->text) &&
	       has_same_links(document, saying, earlier->document, twin);
}

size_t
sections_repeated(const struct document *document, const struct document *earlier,
    struct section **repeated)
{
	struct sayings sayings, others;
	size_t count = 0;
	uint32_t end = 0;

	find_sayings(document, &sayings);
	find_sayings(earlier, &others);
	if (others.count)
		qsort(others.items, others.count, sizeof(*others.items),
		    compare_hashes);
	*repeated =
	    sayings.count ? memory_alloc(sayings.count * sizeof(**repeated)) : NULL;
	for (size_t i = 0; i < sayings.count; i++) {
		const struct saying *saying = &sayings.items[i];

		if (saying->section.heading < end ||
		    !has_twin(document, saying, &others))
			continue;
		end = saying->section.end;
		(*repeated)[count++] = saying->section;
	}
	if (count == 0) {
		free(*repeated);
		*repeated = NULL;
	}
	free(sayings.items);
	free(others.items);
	return count;
}

uint32_t
section_start(const struct document *document, const struct section *section)
{
	return document->blocks[section->heading + 1].start;
}
