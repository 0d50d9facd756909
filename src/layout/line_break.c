/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Where lines may break. Behind blanks, always: this is running prose, in which
 * the older forms of UAX 14, that glue a bracket or a "!" to the word before a
 * blank, only do harm. Inside of words its rules speak about pairs of classes,
 * so for ASCII and what a typographer adds to it, which are most of most posts,
 * they are one small table. As soon
 * as anything else turns up, the Unicode tables are asked about the stretch up
 * to the next blank.
 *
 * Some breaks that the tables allow are not taken, see is_unwanted().
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "cnai/cluster.h"
#include "cnai/line_break.h"
#include "cnai/memory.h"
#include "cnai/unicode.h"

/* UAX 14's classes of the printable ASCII characters and a few others. */
enum class {
	OTHER, /* not printable ASCII */
	SP,    /* blank */
	AL,    /* letter */
	NU,    /* digit */
	EX,    /* ! ? */
	QU,    /* quotation mark */
	PR,    /* before numbers */
	PO,    /* behind numbers */
	OP,    /* opening */
	CP,    /* closing ) ] */
	CL,    /* closing } */
	IS,    /* . , : ; */
	SY,    /* solidus */
	HY,    /* hyphen */
	BA,    /* vertical bar */
	GL,    /* no-break space */
	CLASS_COUNT
};

/* clang-format off */
static const unsigned char classes[256] = {
    OTHER, OTHER, OTHER, OTHER, OTHER, OTHER, OTHER, OTHER,
    OTHER, SP, OTHER, OTHER, OTHER, SP, OTHER, OTHER,
    OTHER, OTHER, OTHER, OTHER, OTHER, OTHER, OTHER, OTHER,
    OTHER, OTHER, OTHER, OTHER, OTHER, OTHER, OTHER, OTHER,
    SP, EX, QU, AL, PR, PR, AL, QU, /*  !"#$%&' */
    OP, CP, AL, PR, IS, HY, IS, SY, /* ()*+,-./ */
    NU, NU, NU, NU, NU, NU, NU, NU, /* 01234567 */
    NU, NU, IS, IS, AL, AL, AL, EX, /* 89:;<=>? */
    AL, AL, AL, AL, AL, AL, AL, AL, /* @ABCDEFG */
    AL, AL, AL, AL, AL, AL, AL, AL, /* HIJKLMNO */
    AL, AL, AL, AL, AL, AL, AL, AL, /* PQRSTUVW */
    AL, AL, AL, OP, PR, CP, AL, AL, /* XYZ[\]^_ */
    AL, AL, AL, AL, AL, AL, AL, AL, /* `abcdefg */
    AL, AL, AL, AL, AL, AL, AL, AL, /* hijklmno */
    AL, AL, AL, AL, AL, AL, AL, AL, /* pqrstuvw */
    AL, AL, AL, OP, BA, CL, AL, OTHER /* xyz{|}~  */
};
/* clang-format on */

/*
 * Row: the class before, column: the class behind, from AL on. '_' a line may
 * break here, '^' it may not; rows that are not here forbid all.
 */
static const char *const pairs[CLASS_COUNT] = {
    /*       ANEQPPOCCISHBG */
    /*       LUXUROPPLSYYAL */
    [EX] = "__^^___^^^^^^^",
    [PR] = "^^^^__^^^^^^^^",
    [PO] = "^^^^__^^^^^^^^",
    [CP] = "^^^^^^_^^^^^^^",
    [CL] = "__^^^^_^^^^^^^",
    [IS] = "_^^^___^^^^^^^",
    [SY] = "_^^^___^^^^^^^",
    [HY] = "_^^^___^^^^^^_",
    [BA] = "__^^___^^^^^^_",
};

/* What may stand before a sign that is the beginning of a word. */
static const bool leads[CLASS_COUNT] = {[SP] = true,
    [EX] = true,
    [QU] = true,
    [OP] = true,
    [IS] = true,
    [SY] = true,
    [HY] = true};

static inline unsigned
class_at(struct str text, size_t offset)
{
	return classes[(unsigned char)text.data[offset]];
}

/* Whether the byte at OFFSET, or several like it, begin a word: the hyphen
 * of "-x" or "--long", the solidus of "/path", not those of "and/or". */
static bool
is_leading(struct str text, size_t offset)
{
	const char byte = text.data[offset];

	while (offset > 0 && text.data[offset - 1] == byte)
		offset--;
	return offset == 0 || leads[class_at(text, offset - 1)];
}

static bool
is_inside_word(struct str text, size_t offset)
{
	unsigned class = class_at(text, offset);

	return class != OTHER && class != SP;
}

/* Whether the stretch of ASCII around OFFSET is a path or an address. Each
 * stretch of a text is looked at once. */
static bool
is_in_address(struct line_breaker *breaker, struct str text, size_t offset)
{
	if (offset < breaker->stretch_end)
		return breaker->is_address;
	breaker->is_address = false;
	while (offset > 0 && is_inside_word(text, offset - 1))
		offset--;
	for (; offset < text.length && is_inside_word(text, offset); offset++)
		if (text.data[offset] == '/' || text.data[offset] == '@')
			breaker->is_address = true;
	breaker->stretch_end = offset;
	return breaker->is_address;
}

/* Whether one stands before OFFSET. It is not shown, so that a word cut there
 * would look like two. */
static bool
is_soft_hyphen(struct str text, size_t offset)
{
	return str_ends_with(str_slice(text, 0, offset), str_of("\u00AD"));
}

/*
 * Breaks inside of words that the tables allow and a typesetter would not take:
 * behind what begins a word; between a full stop or colon and the letter behind
 * it ("e.g.", "Node.js"; UAX 14 has forbidden that since its rule LB29);
 * between two signs of a kind ("C++"); and anywhere in paths and addresses.
 */
static bool
is_unwanted(struct line_breaker *breaker, struct str text, size_t offset)
{
	unsigned before = class_at(text, offset - 1);

	if (before == OTHER)
		return is_soft_hyphen(text, offset);
	if (before == SP || text.data[offset - 1] == text.data[offset])
		return true; /* a blank that a mark joins is part of the word */
	if (before != AL && before != NU && is_leading(text, offset - 1))
		return true;
	if (!is_inside_word(text, offset))
		return false;
	return (before == IS && class_at(text, offset) == AL) ||
	       is_in_address(breaker, text, offset);
}

/* Where the blanks at OFFSET end, without the last if a mark joins it. */
static size_t
blanks_end(struct str text, size_t offset)
{
	size_t end = offset;

	while (end < text.length && class_at(text, end) == SP)
		end++;
	if (end > offset && end < text.length &&
	    (unsigned char)text.data[end] >= 0x80 &&
	    cluster_next(text, end - 1).source_length > 1)
		end--;
	return end;
}

/* The end of the part from OFFSET on that is to be looked up together. */
static size_t
blank_after(struct str text, size_t offset)
{
	for (size_t end = offset + 1; end < text.length; end++)
		if (class_at(text, end) == SP && blanks_end(text, end) > end)
			return end;
	return text.length;
}

static void
look_up(struct line_breaker *breaker, struct str text, size_t offset)
{
	breaker->start = offset;
	breaker->end = blank_after(text, offset);
	breaker->breaks = memory_reserve(breaker->breaks, &breaker->capacity,
	    breaker->end - offset, sizeof(*breaker->breaks));
	unicode_line_breaks(str_slice(text, offset, breaker->end), breaker->breaks);
}

/* A word that not only plain characters and their pairs decide about. */
static struct word
unicode_word(struct line_breaker *breaker, struct str text, size_t offset)
{
	size_t i = offset + 1;

	if (offset < breaker->start || offset >= breaker->end)
		look_up(breaker, text, offset);
	while (i < breaker->end && (!breaker->breaks[i - breaker->start] ||
				       is_unwanted(breaker, text, i)))
		i++;
	if (i < breaker->end)
		return (struct word){.end = i, .next = i};
	return (struct word){.end = i, .next = blanks_end(text, i)};
}

/* What stands in most paragraphs beside ASCII and breaks as it does: the quotes
 * that the typographer sets, the numbers of footnotes and the way back. In
 * order. */
static const struct {
	uint32_t character;
	enum class class;
} others[] = {
    {0x00A0, GL},
    {0x00B2, AL},
    {0x00B3, AL},
    {0x00B9, AL},
    {0x2018, QU},
    {0x2019, QU},
    {0x201C, QU},
    {0x201D, QU},
    {0x2070, AL},
    {0x2074, AL},
    {0x2075, AL},
    {0x2076, AL},
    {0x2077, AL},
    {0x2078, AL},
    {0x2079, AL},
    {0x21A9, AL},
    {UINT32_MAX, OTHER},
};

/* The class of the character at OFFSET, which is not ASCII, and its LENGTH in
 * bytes; it is one column wide unless it is OTHER. */
static unsigned
class_of_other(struct str text, size_t offset, size_t *length)
{
	const uint32_t character = utf8_decode(text, offset, length);
	struct cluster cluster;
	size_t i = 0;

	while (others[i].character < character)
		i++;
	if (others[i].character != character)
		return OTHER;
	cluster = cluster_next(text, offset);
	return cluster.width == 1 && cluster.source_length == *length
		   ? others[i].class
		   : OTHER;
}

/* The same of any character; that of a blank at the end. */
static inline unsigned
class_of(struct str text, size_t offset, size_t *length)
{
	*length = 1;
	if (offset == text.length)
		return SP;
	return (unsigned char)text.data[offset] < 0x80
		   ? class_at(text, offset)
		   : class_of_other(text, offset, length);
}

/* Whether the pairs alone decide about a word; WORD if so. */
static bool
plain_word(
    struct line_breaker *breaker, struct str text, size_t offset, struct word *word)
{
	size_t i = offset, length, excess = 0; /* of bytes over columns */
	unsigned before = class_of(text, offset, &length), behind;

	if (before == OTHER || before == SP)
		return false;
	for (;; before = behind) {
		i += length;
		excess += length - 1;
		while (before == AL && i < text.length && class_at(text, i) == AL)
			i++;
		behind = class_of(text, i, &length);
		if (behind == OTHER)
			return false;
		if (behind == SP) {
			*word = (struct word){
			    i, blanks_end(text, i), i - offset - excess};
			return word->next > i || i == text.length;
		}
		if (pairs[before] && pairs[before][behind - AL] == '_' &&
		    !is_unwanted(breaker, text, i)) {
			*word = (struct word){i, i, i - offset - excess};
			return true;
		}
	}
}

struct word
line_break_word(struct line_breaker *breaker, struct str text, size_t offset)
{
	struct word word = {0};

	if (offset >= breaker->end && plain_word(breaker, text, offset, &word))
		return word;
	return unicode_word(breaker, text, offset);
}

/* Whether TEXT ends in the "://" of an address. */
static bool
ends_in_scheme(struct str text)
{
	return str_ends_with(text, str_of("://"));
}

/* Whether an address may be cut behind the first LENGTH bytes. */
static bool
is_good_cut(struct str text, size_t length)
{
	const char last = text.data[length - 1];

	if (length == text.length || !last || !strchr(" /?&-", last))
		return false;
	return text.data[length] != '/' &&
	       (unsigned char)text.data[length] < 0x80 &&
	       !ends_in_scheme(str_slice(text, 0, length));
}

size_t
line_break_inside(struct str text, size_t length)
{
	for (size_t good = length; good > length / 2; good--)
		if (is_good_cut(text, good))
			return good;
	if (length > 3 && ends_in_scheme(str_slice(text, 0, length)))
		return length - 3;
	return length;
}

void
line_breaker_restart(struct line_breaker *breaker)
{
	breaker->start = breaker->end = breaker->stretch_end = 0;
}

void
line_breaker_clear(struct line_breaker *breaker)
{
	free(breaker->breaks);
	*breaker = (struct line_breaker){0};
}
