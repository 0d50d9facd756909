/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The one door between text and the terminal. Safety is decided here, where
 * text becomes something to write, and not where files are read: a Markdown
 * or YAML parser turns harmless bytes such as "&#27;" into live controls.
 */
#include <langinfo.h>
#include <locale.h>
#include <string.h>
#include <wchar.h>
#include "cnai/cluster.h"
#include "cnai/octets.h"
#include "cnai/unicode.h"

enum { REPLACEMENT_BYTES = 3, BLANK_BYTES = 1 };

static const struct str replacement = {"\uFFFD", REPLACEMENT_BYTES};
static const struct str blank = {" ", BLANK_BYTES};
static const struct str nothing = {"", 0};

/* U+2400 to U+2420 and U+2421: a picture for each C0 control, and for DEL. */
static const char control_pictures[] = "␀␁␂␃␄␅␆␇␈␉␊␋␌␍␎␏␐␑␒␓␔␕␖␗␘␙␚␛␜␝␞␟␠␡";

/* Lists of these are in order and end with one behind all characters: a search
 * ends at the first range that reaches as far as its character. */
struct range {
	uint32_t first, last;
};

/* Characters that a terminal obeys, or that reorder or hide what stands around
 * them. */
static const struct range deceptive[] = {
    {0x0000, 0x001F},
    {0x007F, 0x009F},
    {0x061C, 0x061C},
    {0x200E, 0x200F},
    {0x2028, 0x202E},
    {0x2065, 0x206F},
    {0xFFF9, 0xFFFB},
    {0x13430, 0x1345F}, /* of hieroglyphs */
    {0xE0000, 0xE00FF}, /* tags */
    {0xE01F0, 0xE0FFF},
    {UINT32_MAX, UINT32_MAX},
};

/* Characters that mean nothing on a screen and go without a trace. */
static const struct range vanishing[] = {
    {0x00AD, 0x00AD}, /* soft hyphen */
    {0x034F, 0x034F},
    {0x115F, 0x1160}, /* fillers of Korean syllables */
    {0x180B, 0x180F}, /* variants of Mongolian letters */
    {0x200B, 0x200B},
    {0x2060, 0x2064},
    {0x3164, 0x3164},
    {0xFEFF, 0xFEFF},
    {0xFFA0, 0xFFA0},
    {0x1BCA0, 0x1BCA3}, /* of shorthand */
    {0x1D173, 0x1D17A}, /* of music */
    {UINT32_MAX, UINT32_MAX},
};

/* Blanks that libraries of widths and breaks do not take for such. */
static const struct range blanks[] = {
    {0x2800, 0x2800}, /* Braille without a dot */
    {UINT32_MAX, UINT32_MAX},
};

/* Zero-width characters that only mean something behind another one. */
static const struct range joining[] = {
    {0x200C, 0x200D},
    {0xFE00, 0xFE0F},
    {0xE0100, 0xE01EF}, /* variants of ideographs, in names */
    {UINT32_MAX, UINT32_MAX},
};

/* Flags of parts of countries are this one, tags that spell the part's name,
 * and the last tag. A cell has no room for all that: the flag alone is shown. */
enum {
	BLACK_FLAG = 0x1F3F4,
	TAG_FIRST = 0xE0020,
	TAG_END = 0xE007F,
	TAGS_MAX = 16
};

static bool
is_in(const struct range *ranges, uint32_t character)
{
	while (ranges->last < character)
		ranges++;
	return ranges->first <= character;
}

bool
cluster_is_deceptive(uint32_t character)
{
	return is_in(deceptive, character) || is_in(vanishing, character);
}

void
locale_start(void)
{
	setlocale(LC_CTYPE, "");
	if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0 &&
	    !setlocale(LC_CTYPE, "C.UTF-8"))
		setlocale(LC_CTYPE, "en_US.UTF-8");
}

static struct cluster
stand_in(struct str text, size_t source_length, int width)
{
	return (struct cluster){text, source_length, width};
}

static struct cluster
control_cluster(unsigned char control)
{
	size_t picture = control == 0x7F ? 0x21 : control;

	if (control == '\t' || control == '\n' || control == '\r')
		return (struct cluster){blank, 1, 1};
	return stand_in((struct str){control_pictures + picture * REPLACEMENT_BYTES,
			    REPLACEMENT_BYTES},
	    1, 1);
}

/* Whether a mark may join BASE. Letters of the Latin alphabet have no use for
 * joiners and variants, in which messages can be hidden; digits make keycaps. */
static bool
may_join(uint32_t base, uint32_t mark)
{
	if (cluster_is_deceptive(mark) || wcwidth((wchar_t)mark) != 0)
		return false;
	return base >= 0x80 || !is_in(joining, mark) ||
	       (base >= '0' && base <= '9') || base == '#' || base == '*';
}

/* The end of the tags at OFFSET, behind a black flag; OFFSET if they do not
 * spell a name. */
static size_t
skip_tags(struct str text, size_t offset)
{
	size_t end = offset, length;

	for (int count = 0; end < text.length && count < TAGS_MAX; count++) {
		uint32_t character = utf8_decode(text, end, &length);

		end += length;
		if (character == TAG_END)
			return end;
		if (character < TAG_FIRST || character > TAG_END)
			break;
	}
	return offset;
}

/* The end of the marks that join BASE, the character before OFFSET. */
static size_t
skip_joined(struct str text, size_t offset, uint32_t base)
{
	for (int count = 1; offset < text.length && count < CLUSTER_MAX_CHARACTERS;
	     count++) {
		size_t length;
		uint32_t character;

		if ((unsigned char)text.data[offset] < 0x80)
			break;
		character = utf8_decode(text, offset, &length);
		if (character == UTF8_INVALID || !may_join(base, character))
			break;
		offset += length;
	}
	return offset;
}

struct cluster
cluster_next(struct str text, size_t offset)
{
	size_t length, end;
	uint32_t character;
	int width;

	if ((unsigned char)text.data[offset] < 0x20 || text.data[offset] == 0x7F)
		return control_cluster((unsigned char)text.data[offset]);
	character = utf8_decode(text, offset, &length);
	if (character == UTF8_INVALID || is_in(deceptive, character))
		return stand_in(replacement, length, 1);
	if (is_in(vanishing, character))
		return stand_in(nothing, length, 0);
	if (is_in(blanks, character))
		return stand_in(blank, length, 1);
	width = character < 0x80 ? 1 : wcwidth((wchar_t)character);
	if (width == 0 && is_in(joining, character))
		return stand_in(nothing, length, 0);
	if (width <= 0) /* no width, or a mark with nothing to stand on */
		return stand_in(replacement, length, 1);
	end = skip_joined(text, offset + length, character);
	return (struct cluster){str_slice(text, offset, end),
	    (character == BLACK_FLAG ? skip_tags(text, end) : end) - offset, width};
}

/* Whether eight bytes are all plain. Added to or taken from, a byte that is not
 * gets or has the high bit. */
static bool
are_plain(uint64_t octets)
{
	return !octets_high(
	    octets | (octets + octets_of(1)) | (octets - octets_of(0x20)));
}

/* Behind the plain bytes from OFFSET on, as far as they are eight together; the
 * last eight of the text may be looked at twice for that. */
static size_t
skip_plain_octets(struct str text, size_t offset)
{
	const size_t start = offset;

	while (text.length - offset >= OCTETS) {
		if (!are_plain(octets_at(text.data + offset)))
			return offset;
		offset += OCTETS;
	}
	if (text.length - start >= OCTETS &&
	    are_plain(octets_at(text.data + text.length - OCTETS)))
		return text.length;
	return offset;
}

size_t
cluster_plain_length(struct str text, size_t offset)
{
	size_t end = skip_plain_octets(text, offset);

	while (end < text.length && text.data[end] >= 0x20 && text.data[end] < 0x7F)
		end++;
	/* A mark may follow and join the last one. */
	if (end > offset && end < text.length &&
	    (unsigned char)text.data[end] >= 0x80)
		end--;
	return end - offset;
}

size_t
cluster_width(struct str text)
{
	size_t width = 0, offset = 0;

	while (offset < text.length) {
		size_t plain = cluster_plain_length(text, offset);

		width += plain;
		offset += plain;
		if (offset < text.length) {
			struct cluster cluster = cluster_next(text, offset);

			width += (size_t)cluster.width;
			offset += cluster.source_length;
		}
	}
	return width;
}

/* Behind the times that CLUSTER, which ends at OFFSET, stands there again, but
 * for the last: before the same bytes they are the same cluster, as what one
 * begins with joins no other. Lines are drawn of such, "───". */
static size_t
skip_repeats(struct str text, size_t offset, const struct cluster *cluster)
{
	const size_t length = cluster->source_length;
	const char *bytes = text.data + offset - length;

	if (cluster->text.data != bytes || cluster->text.length != length)
		return offset;
	while (text.length - offset >= 2 * length &&
	       memcmp(text.data + offset, bytes, 2 * length) == 0)
		offset += length;
	return offset;
}

void
cluster_append_safe(struct strbuf *buffer, struct str text)
{
	size_t offset = 0;

	while (offset < text.length) {
		size_t plain = cluster_plain_length(text, offset);

		strbuf_append(buffer, str_slice(text, offset, offset + plain));
		offset += plain;
		if (offset < text.length) {
			struct cluster cluster = cluster_next(text, offset);

			size_t end = offset + cluster.source_length;

			strbuf_append(buffer, cluster.text);
			offset = skip_repeats(text, end, &cluster);
			strbuf_append(buffer, str_slice(text, end, offset));
		}
	}
}

size_t
cluster_append_fitting(struct strbuf *buffer, struct str text, size_t width)
{
	size_t taken = 0, offset = 0;
	/* Where the text can be cut so that an ellipsis still fits. */
	size_t cut_length = buffer->length, cut_taken = 0;

	while (offset < text.length) {
		struct cluster cluster = cluster_next(text, offset);

		if (taken + (size_t)cluster.width > width) {
			strbuf_truncate(buffer, cut_length);
			if (width > 0)
				strbuf_append_string(buffer, "…");
			return cut_taken + (width > 0);
		}
		strbuf_append(buffer, cluster.text);
		taken += (size_t)cluster.width;
		offset += cluster.source_length;
		if (taken + 1 <= width) {
			cut_length = buffer->length;
			cut_taken = taken;
		}
	}
	return taken;
}
