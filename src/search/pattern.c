/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Looking for a word in the text as it stands: characters are folded while
 * they are read, so that no folded copy is made and every place found is one
 * of the original text. Folding may change how many characters there are,
 * which rules out memmem(); Knuth, Morris and Pratt's way compares characters,
 * never goes back, and so stays linear where a long run of one letter is
 * sought in a longer one. Text that cannot begin a match, which is most of
 * it, is skipped byte by byte.
 */
#include <stdlib.h>
#include "cnai/memory.h"
#include "pattern.h"

enum { BYTE_VALUES = 256, ASCII_VALUES = 128 };

struct pattern {
	uint32_t *characters; /* folded */
	size_t length, capacity;
	/* How much of the first I characters still counts when the next one
	 * does not fit: the longest beginning that is an end of them too. */
	size_t *shorter;
	unsigned keep;
	bool has_space;           /* any run of white space is one blank */
	bool begins[BYTE_VALUES]; /* bytes a match can begin with */
};

/* What is noted of a text to see how it is written. */
struct spelling {
	bool has_upper, has_lower, has_accent, has_space;
	size_t capitals, most_capitals; /* of one word */
};

static struct spelling
read_spelling(struct str text)
{
	struct spelling spelling = {0};
	size_t length;

	for (size_t offset = 0; offset < text.length; offset += length) {
		uint32_t character = utf8_decode(text, offset, &length);
		const bool is_upper = unicode_is_upper(character);

		spelling.has_upper |= is_upper;
		spelling.has_lower |= unicode_is_lower(character);
		spelling.has_accent |=
		    fold_is_accent(character) || fold_has_accent(character);
		spelling.has_space |= unicode_is_space(character);
		spelling.capitals = is_upper ? spelling.capitals + 1 : 0;
		if (spelling.capitals > spelling.most_capitals)
			spelling.most_capitals = spelling.capitals;
	}
	return spelling;
}

/*
 * A capital is typed on purpose, so case counts. Only a long word all in
 * capitals is shouted: it is no abbreviation, and in running text it will not
 * be written like that.
 */
static unsigned
spelling_keep(struct spelling spelling)
{
	enum { ABBREVIATION_MAX = 5 };
	const bool is_shouted =
	    !spelling.has_lower && spelling.most_capitals > ABBREVIATION_MAX;
	unsigned keep = 0;

	if (spelling.has_upper && !is_shouted)
		keep |= FOLD_KEEP_CASE;
	if (spelling.has_accent)
		keep |= FOLD_KEEP_ACCENTS;
	return keep;
}

unsigned
pattern_keep(struct str text)
{
	return spelling_keep(read_spelling(text));
}

static void
note_beginnings(struct pattern *pattern)
{
	const uint32_t first = pattern->characters[0];
	uint32_t folded[FOLD_MAX];

	for (uint32_t byte = 0; byte < ASCII_VALUES; byte++) {
		fold_character(byte, pattern->keep, folded);
		pattern->begins[byte] =
		    *folded == first || (first == ' ' && unicode_is_space(byte));
	}
	for (size_t byte = ASCII_VALUES; byte < BYTE_VALUES; byte++)
		pattern->begins[byte] = true;
}

static void
note_repetitions(struct pattern *pattern)
{
	size_t kept = 0;

	/* One more than there are characters, so that I is a valid index. */
	pattern->shorter =
	    memory_alloc((pattern->length + 1) * sizeof(*pattern->shorter));
	for (size_t i = 1; i < pattern->length; i++) {
		while (kept && pattern->characters[i] != pattern->characters[kept])
			kept = pattern->shorter[kept];
		kept += pattern->characters[i] == pattern->characters[kept];
		pattern->shorter[i + 1] = kept;
	}
}

struct pattern *
pattern_new(struct str text)
{
	struct pattern *pattern = memory_alloc(sizeof(*pattern));
	const struct spelling spelling = read_spelling(text);
	struct fold_reader reader = {
	    .text = text,
	    .keep = spelling_keep(spelling),
	    .joins_space = spelling.has_space,
	};

	pattern->keep = reader.keep;
	pattern->has_space = spelling.has_space;
	while (fold_next(&reader)) {
		pattern->characters =
		    memory_reserve(pattern->characters, &pattern->capacity,
			pattern->length + 1, sizeof(*pattern->characters));
		pattern->characters[pattern->length++] = reader.unit.character;
	}
	if (pattern->length == 0 ||
	    (pattern->length == 1 && pattern->characters[0] == ' ')) {
		pattern_free(pattern);
		return NULL;
	}
	note_beginnings(pattern);
	note_repetitions(pattern);
	return pattern;
}

void
pattern_free(struct pattern *pattern)
{
	if (!pattern)
		return;
	free(pattern->characters);
	free(pattern->shorter);
	free(pattern);
}

size_t
pattern_length(const struct pattern *pattern)
{
	return pattern->length;
}

unsigned
pattern_kept(const struct pattern *pattern)
{
	return pattern->keep;
}

static size_t
skip_to_beginning(const struct pattern *pattern, struct str text, size_t offset)
{
	while (offset < text.length &&
	       !pattern->begins[(unsigned char)text.data[offset]])
		offset++;
	return offset;
}

/*
 * Whether a mark that counts follows what has been read: then the last letter
 * of the match is not the one that was looked for. The voice of a kana always
 * counts.
 */
static bool
goes_on(const struct fold_reader *reader)
{
	uint32_t next = 0;
	size_t length;

	if (reader->next < reader->count)
		next = reader->waiting[reader->next];
	else if (reader->offset < reader->text.length)
		next = utf8_decode(reader->text, reader->offset, &length);
	if (fold_is_voice(next))
		return true;
	return reader->keep & FOLD_KEEP_ACCENTS && fold_is_accent(next);
}

bool
pattern_find(const struct pattern *pattern, const struct pattern_scan *scan,
    struct str text, size_t offset, struct match *match)
{
	struct fold_reader reader = {
	    .text = text,
	    .offset = offset,
	    .keep = pattern->keep,
	    .joins_space = pattern->has_space,
	    .cache = scan->cache,
	};
	size_t fitting = 0;

	for (size_t slot = 0;; slot = slot + 1 < pattern->length ? slot + 1 : 0) {
		if (!fitting && reader.next == reader.count)
			reader.offset =
			    skip_to_beginning(pattern, text, reader.offset);
		if (!fold_next(&reader))
			return false;
		/* Where the newest characters came from, as many as it takes. */
		scan->starts[slot] = reader.unit.start;
		while (fitting &&
		       pattern->characters[fitting] != reader.unit.character)
			fitting = pattern->shorter[fitting];
		fitting += pattern->characters[fitting] == reader.unit.character;
		if (fitting < pattern->length)
			continue;
		if (!goes_on(&reader)) {
			match->start = scan->starts[(slot + 1) % pattern->length];
			match->end =
			    fold_skip_ignored(text, reader.unit.end, pattern->keep);
			return true;
		}
		fitting = pattern->shorter[fitting];
	}
}
