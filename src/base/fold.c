/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A character is taken apart (compatibility decomposition), each part is
 * folded, and what does not count is dropped. Most characters of most texts
 * are settled by their range alone; the others are looked up once and kept
 * in a small cache, because libunistring takes its time.
 */
#include "cnai/fold.h"

struct range {
	uint32_t first, last;
};

static bool
is_in(uint32_t character, const struct range *ranges, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (character >= ranges[i].first && character <= ranges[i].last)
			return true;
	return false;
}

bool
fold_is_accent(uint32_t character)
{
	static const struct range accents[] = {
	    {0x0300, 0x034E},
	    {0x0350, 0x036F},
	    {0x1AB0, 0x1AFF},
	    {0x1DC0, 0x1DFF},
	    {0x20D0, 0x20FF},
	    {0xFE20, 0xFE2F},
	};

	return character >= 0x300 &&
	       is_in(character, accents, sizeof(accents) / sizeof(*accents));
}

/* Soft hyphens, joiners, direction marks: not seen, so not searched. */
static bool
is_invisible(uint32_t character)
{
	static const struct range invisible[] = {
	    {0x00AD, 0x00AD},
	    {0x034F, 0x034F},
	    {0x061C, 0x061C},
	    {0x200B, 0x200F},
	    {0x202A, 0x202E},
	    {0x2060, 0x206F},
	    {0xFE00, 0xFE0F},
	    {0xFEFF, 0xFEFF},
	    {0xE0000, 0xE0FFF},
	};

	return is_in(character, invisible, sizeof(invisible) / sizeof(*invisible));
}

/* Ideographs and Korean syllables, which fold to themselves. */
static bool
is_unchanged(uint32_t character)
{
	static const struct range unchanged[] = {
	    {0x3400, 0x9FFF},
	    {0xAC00, 0xD7A3},
	};

	return character >= 0x3400 &&
	       is_in(character, unchanged, sizeof(unchanged) / sizeof(*unchanged));
}

/*
 * What Unicode does not take apart and readers do: letters with a stroke or
 * joined ones, which count as accents, and what keyboards have no keys for.
 */
static const struct stand_in {
	uint32_t character;
	bool is_accent;
	char text[3];
} stand_ins[] = {
    {0x00C6, true, "AE"},
    {0x00D0, true, "D"},
    {0x00D8, true, "O"},
    {0x00DE, true, "TH"},
    {0x00DF, false, "ss"},
    {0x00E6, true, "ae"},
    {0x00F0, true, "d"},
    {0x00F8, true, "o"},
    {0x00FE, true, "th"},
    {0x0110, true, "D"},
    {0x0111, true, "d"},
    {0x0126, true, "H"},
    {0x0127, true, "h"},
    {0x0131, true, "i"},
    {0x0141, true, "L"},
    {0x0142, true, "l"},
    {0x0152, true, "OE"},
    {0x0153, true, "oe"},
    {0x0166, true, "T"},
    {0x0167, true, "t"},
    {0x1E9E, false, "SS"},
    {0x2010, false, "-"},
    {0x2011, false, "-"},
    {0x2018, false, "'"},
    {0x2019, false, "'"},
    {0x201B, false, "'"},
    {0x201C, false, "\""},
    {0x201D, false, "\""},
    {0x201F, false, "\""},
};

static const struct stand_in *
find_stand_in(uint32_t character)
{
	size_t low = 0, high = sizeof(stand_ins) / sizeof(*stand_ins);

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (stand_ins[middle].character < character)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == sizeof(stand_ins) / sizeof(*stand_ins) ||
	    stand_ins[low].character != character)
		return NULL;
	return &stand_ins[low];
}

bool
fold_has_accent(uint32_t character)
{
	uint32_t parts[UNICODE_PARTS_MAX];
	const struct stand_in *stand_in;
	size_t count;

	if (character < 0x80)
		return false;
	stand_in = find_stand_in(character);
	if (stand_in)
		return stand_in->is_accent;
	count = unicode_decompose(character, parts);
	for (size_t i = 0; i < count; i++)
		if (fold_is_accent(parts[i]))
			return true;
	return false;
}

/* Adds PART of a character, in the case that counts. */
static size_t
add_part(uint32_t part, unsigned keep, uint32_t *folded)
{
	if (is_invisible(part) ||
	    (!(keep & FOLD_KEEP_ACCENTS) && fold_is_accent(part)))
		return 0;
	if (!(keep & FOLD_KEEP_CASE))
		return unicode_fold_case(part, folded);
	*folded = part;
	return 1;
}

static size_t
fold_stand_in(const struct stand_in *stand_in, unsigned keep, uint32_t *folded)
{
	size_t count = 0;

	for (; count < sizeof(stand_in->text) && stand_in->text[count]; count++) {
		uint32_t part = (unsigned char)stand_in->text[count];

		folded[count] = keep & FOLD_KEEP_CASE ? part : unicode_lower(part);
	}
	return count;
}

bool
fold_is_voice(uint32_t character)
{
	return character == 0x3099 || character == 0x309A || character == 0xFF9E ||
	       character == 0xFF9F;
}

static size_t
fold_rare(uint32_t character, unsigned keep, uint32_t *folded)
{
	uint32_t parts[UNICODE_PARTS_MAX];
	const struct stand_in *stand_in = find_stand_in(character);
	size_t count, length = 0;

	if (stand_in && !(stand_in->is_accent && keep & FOLD_KEEP_ACCENTS))
		return fold_stand_in(stand_in, keep, folded);
	count = unicode_decompose(character, parts);
	/* An accent alone is spelt as a blank with an accent there. */
	if (parts[0] == ' ' && count > 1)
		parts[0] = character, count = 1;
	for (size_t i = 0; i < count; i++)
		length += add_part(parts[i], keep, folded + length);
	if (!(keep & FOLD_KEEP_WHOLE) || length < 2 ||
	    !(fold_is_voice(folded[1]) || fold_is_accent(folded[1])))
		return length;
	folded[0] = keep & FOLD_KEEP_CASE ? character : unicode_lower(character);
	return 1;
}

size_t
fold_character(uint32_t character, unsigned keep, uint32_t *folded)
{
	if (character >= 0x80 && !is_unchanged(character))
		return fold_rare(character, keep, folded);
	*folded = keep & FOLD_KEEP_CASE || character >= 0x80
		      ? character
		      : unicode_lower(character);
	return 1;
}

static size_t
fold_cached(struct fold_reader *reader, uint32_t character)
{
	const size_t count_max =
	    sizeof(reader->cache->entries->folded) / sizeof(uint32_t);
	struct fold_entry *entry;
	size_t count;

	if (!reader->cache || character < 0x80 || is_unchanged(character))
		return fold_character(character, reader->keep, reader->waiting);
	entry = &reader->cache->entries[character % 256];
	if (entry->character == character) {
		memcpy(reader->waiting, entry->folded,
		    entry->count * sizeof(*entry->folded));
		return entry->count;
	}
	count = fold_character(character, reader->keep, reader->waiting);
	if (count > count_max)
		return count;
	entry->character = character;
	entry->count = (uint32_t)count;
	memcpy(entry->folded, reader->waiting, count * sizeof(*entry->folded));
	return count;
}

/* The character at OFFSET; bad bytes are what is shown for them. */
static uint32_t
decode(struct str text, size_t offset, size_t *length)
{
	uint32_t character = (unsigned char)text.data[offset];

	*length = 1;
	if (character < 0x80)
		return character;
	character = utf8_decode(text, offset, length);
	return character == UTF8_INVALID ? 0xFFFD : character;
}

static size_t
skip_space(struct str text, size_t offset)
{
	size_t length;

	while (
	    offset < text.length && unicode_is_space(decode(text, offset, &length)))
		offset += length;
	return offset;
}

static void
read_character(struct fold_reader *reader)
{
	size_t length;
	uint32_t character = decode(reader->text, reader->offset, &length);

	reader->next = 0;
	reader->unit.start = reader->offset;
	if (reader->joins_space && unicode_is_space(character)) {
		reader->offset = skip_space(reader->text, reader->offset);
		reader->waiting[0] = ' ';
		reader->count = 1;
	} else {
		reader->offset += length;
		reader->count = fold_cached(reader, character);
	}
	reader->unit.end = reader->offset;
}

bool
fold_next(struct fold_reader *reader)
{
	while (reader->next == reader->count) {
		if (reader->offset == reader->text.length)
			return false;
		read_character(reader);
	}
	reader->unit.character = reader->waiting[reader->next++];
	return true;
}

size_t
fold_skip_ignored(struct str text, size_t offset, unsigned keep)
{
	size_t length;

	while (offset < text.length && (unsigned char)text.data[offset] >= 0x80) {
		uint32_t character = decode(text, offset, &length);

		if (!is_invisible(character) &&
		    (keep & FOLD_KEEP_ACCENTS || !fold_is_accent(character)))
			break;
		offset += length;
	}
	return offset;
}
