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

/* Characters that are not shown as they stand. */
enum kind {
	ORDINARY,
	DECEPTIVE, /* a terminal obeys them, or they reorder or hide what stands
		      around them */
	VANISHING, /* they mean nothing on a screen and go without a trace */
	BLANK,     /* libraries of widths and breaks do not take them for one */
	JOINING,   /* without a width, and only mean something behind another */
};

/* In order. */
static const struct range {
	uint32_t first, last;
	enum kind kind;
} ranges[] = {
    {0x0000, 0x001F, DECEPTIVE},
    {0x007F, 0x009F, DECEPTIVE},
    {0x00AD, 0x00AD, VANISHING}, /* soft hyphen */
    {0x034F, 0x034F, VANISHING},
    {0x061C, 0x061C, DECEPTIVE},
    {0x115F, 0x1160, VANISHING}, /* fillers of Korean syllables */
    {0x180B, 0x180F, VANISHING}, /* variants of Mongolian letters */
    {0x200B, 0x200B, VANISHING},
    {0x200C, 0x200D, JOINING},
    {0x200E, 0x200F, DECEPTIVE},
    {0x2028, 0x202E, DECEPTIVE},
    {0x2060, 0x2064, VANISHING},
    {0x2065, 0x206F, DECEPTIVE},
    {0x2800, 0x2800, BLANK}, /* Braille without a dot */
    {0x3164, 0x3164, VANISHING},
    {0xFE00, 0xFE0F, JOINING},
    {0xFEFF, 0xFEFF, VANISHING},
    {0xFFA0, 0xFFA0, VANISHING},
    {0xFFF9, 0xFFFB, DECEPTIVE},
    {0x13430, 0x1345F, DECEPTIVE}, /* of hieroglyphs */
    {0x1BCA0, 0x1BCA3, VANISHING}, /* of shorthand */
    {0x1D173, 0x1D17A, VANISHING}, /* of music */
    {0xE0000, 0xE00FF, DECEPTIVE}, /* tags */
    {0xE0100, 0xE01EF, JOINING},   /* variants of ideographs, in names */
    {0xE01F0, 0xE0FFF, DECEPTIVE},
};

/* Flags of parts of countries are this one, tags that spell the part's name,
 * and the last tag. A cell has no room for all that: the flag alone is shown. */
enum {
	BLACK_FLAG = 0x1F3F4,
	TAG_FIRST = 0xE0020,
	TAG_END = 0xE007F,
	TAGS_MAX = 16
};

static enum kind
kind_of(uint32_t character)
{
	enum { COUNT = sizeof(ranges) / sizeof(*ranges) };
	size_t low = 0, high = COUNT;

	/* Dashes, quotes and bullets; raised digits, arrows and lines: most of
	 * what is not ASCII in prose. */
	if ((character >= 0x2010 && character < 0x2028) ||
	    (character >= 0x2070 && character < 0x2800))
		return ORDINARY;
	while (low < high) {
		const size_t middle = low + (high - low) / 2;

		if (character > ranges[middle].last)
			low = middle + 1;
		else
			high = middle;
	}
	return low < COUNT && character >= ranges[low].first ? ranges[low].kind
							     : ORDINARY;
}

bool
cluster_is_deceptive(uint32_t character)
{
	const enum kind kind = kind_of(character);

	return kind == DECEPTIVE || kind == VANISHING;
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
	const enum kind kind = kind_of(mark);

	if (kind == DECEPTIVE || kind == VANISHING || wcwidth((wchar_t)mark) != 0)
		return false;
	return base >= 0x80 || kind != JOINING || (base >= '0' && base <= '9') ||
	       base == '#' || base == '*';
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
	enum kind kind = ORDINARY;
	int width = 1;

	if ((unsigned char)text.data[offset] < 0x20 || text.data[offset] == 0x7F)
		return control_cluster((unsigned char)text.data[offset]);
	character = utf8_decode(text, offset, &length);
	if (character >= 0x80) {
		kind = kind_of(character);
		width = wcwidth((wchar_t)character);
	}
	if (character == UTF8_INVALID || kind == DECEPTIVE)
		return stand_in(replacement, length, 1);
	if (kind == VANISHING || (kind == JOINING && width == 0))
		return stand_in(nothing, length, 0);
	if (kind == BLANK)
		return stand_in(blank, length, 1);
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
	const char *at = text.data + offset, *end = text.data + text.length;

	if (end - at < OCTETS)
		return offset;
	for (; end - at >= OCTETS; at += OCTETS)
		if (!are_plain(octets_at(at)))
			return (size_t)(at - text.data);
	return are_plain(octets_at(end - OCTETS)) ? text.length
						  : (size_t)(at - text.data);
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
			const size_t end = offset + cluster.source_length;

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
