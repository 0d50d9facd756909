/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Where lines may break. The rules of UAX 14 speak about pairs of classes, so
 * for ASCII, which is most of most posts, they are one small table. As soon as
 * anything else turns up, the Unicode tables are asked about the stretch up to
 * the next blank between two ASCII letters: a line may break there whatever
 * stands around it, and no rule looks across it.
 *
 * Two breaks that the tables allow are not taken, see is_unwanted().
 */
#include <stdint.h>
#include <stdlib.h>
#include "cnai/line_break.h"
#include "cnai/memory.h"
#include "cnai/unicode.h"

/* UAX 14's classes of the printable ASCII characters. */
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
 * Row: the class before, column: the class behind, from AL on.
 * '_' a line may break here, '%' only if blanks stand between, '^' never.
 */
static const char pairs[CLASS_COUNT][CLASS_COUNT + 1] = {
    /*       ANEQPPOCCISHB */
    /*       LUXUROPPLSYYA */
    [AL] = "%%^%%%%^^^^%%",
    [NU] = "%%^%%%%^^^^%%",
    [EX] = "__^%___^^^^%%",
    [QU] = "%%^%%%^^^^^%%",
    [PR] = "%%^%__%^^^^%%",
    [PO] = "%%^%__%^^^^%%",
    [OP] = "^^^^^^^^^^^^^",
    [CP] = "%%^%%%_^^^^%%",
    [CL] = "__^%%%_^^^^%%",
    [IS] = "_%^%___^^^^%%",
    [SY] = "_%^%___^^^^%%",
    [HY] = "_%^%___^^^^%%",
    [BA] = "__^%___^^^^%%",
};

static inline unsigned
class_at(struct str text, size_t offset)
{
	return classes[(unsigned char)text.data[offset]];
}

static bool
is_letter_or_digit(unsigned class)
{
	return class == AL || class == NU;
}

/* The hyphen of "-x" or "--long", not the one of "well-known". */
static bool
is_leading_hyphen(struct str text, size_t offset)
{
	unsigned before;

	while (offset > 0 && text.data[offset] == '-')
		offset--;
	before = class_at(text, offset);
	return before == SP || before == HY || before == OP || before == QU;
}

/*
 * Breaks that the tables allow and a typesetter would not take: between a
 * full stop or colon and the letter behind it ("e.g.", "Node.js"; UAX 14 has
 * forbidden that since its rule LB29), and behind the hyphens that begin an
 * option ("--help", its rule LB20a).
 */
static bool
is_unwanted(struct str text, size_t offset)
{
	unsigned before = class_at(text, offset - 1);

	if (before == HY)
		return is_leading_hyphen(text, offset - 1);
	return before == IS && class_at(text, offset) == AL;
}

/*
 * The end of the stretch from OFFSET on that is to be looked up together: the
 * next letter behind a blank behind a letter, all of them ASCII.
 */
static size_t
stretch_end(struct str text, size_t offset)
{
	for (size_t i = offset + 2; i < text.length; i++)
		if (text.data[i - 1] == ' ' &&
		    is_letter_or_digit(class_at(text, i)) &&
		    is_letter_or_digit(class_at(text, i - 2)))
			return i;
	return text.length;
}

static void
look_up(struct line_breaker *breaker, struct str text, size_t offset)
{
	breaker->start = offset;
	breaker->end = stretch_end(text, offset);
	breaker->breaks = memory_reserve(breaker->breaks, &breaker->capacity,
	    breaker->end - offset, sizeof(*breaker->breaks));
	unicode_line_breaks(str_slice(text, offset, breaker->end), breaker->breaks);
}

/* A word that not only plain characters and their pairs decide about. */
static struct word
unicode_word(struct line_breaker *breaker, struct str text, size_t offset)
{
	struct word word = {0};
	size_t i = offset + 1;

	if (offset < breaker->start || offset >= breaker->end)
		look_up(breaker, text, offset);
	while (i < breaker->end &&
	       (!breaker->breaks[i - breaker->start] || is_unwanted(text, i)))
		i++;
	word.next = i;
	while (i > offset && line_break_is_blank(text.data[i - 1]))
		i--;
	word.end = i;
	return word;
}

/* Whether the pairs alone decide about a word; WORD if so. */
static bool
plain_word(struct str text, size_t offset, struct word *word)
{
	unsigned before = class_at(text, offset), behind;
	size_t i = offset;

	if (before == OTHER || before == SP)
		return false;
	for (word->is_plain = true;; before = behind) {
		char pair;

		i++;
		while (before == AL && i < text.length && class_at(text, i) == AL)
			i++;
		word->end = i;
		while (i < text.length && class_at(text, i) == SP)
			i++;
		word->next = i;
		if (i == text.length)
			return true;
		behind = class_at(text, i);
		if (behind == OTHER)
			return false;
		pair = pairs[before][behind - AL];
		if (pair == '_' || (pair == '%' && i > word->end)) {
			if (i > word->end || !is_unwanted(text, i))
				return true;
		} else if (i > word->end) {
			word->is_plain = false;
		}
	}
}

struct word
line_break_word(struct line_breaker *breaker, struct str text, size_t offset)
{
	struct word word = {0};

	if (offset >= breaker->end && plain_word(text, offset, &word))
		return word;
	return unicode_word(breaker, text, offset);
}

void
line_breaker_restart(struct line_breaker *breaker)
{
	breaker->start = breaker->end = 0;
}

void
line_breaker_clear(struct line_breaker *breaker)
{
	free(breaker->breaks);
	*breaker = (struct line_breaker){0};
}
