/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Pages are laid out as if the terminal took UTF-8; what is not in its set is
 * replaced cluster by cluster by something as wide. iconv could do that too,
 * but what it makes of a bullet or of an accent depends on the locale, and is
 * a question mark in the one that needs it most, "C".
 */
#include <iconv.h>
#include <langinfo.h>
#include <limits.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include "cnai/charset.h"
#include "cnai/memory.h"
#include "cnai/unicode.h"

struct charset {
	iconv_t converter;
};

/* In ASCII: what is as wide as the character, and what says it better if there
 * is room. The first range a character is in counts. */
static const struct stand_in {
	uint32_t first, last;
	const char *text;
	const char *longer;
} stand_ins[] = {
    {0x00A0, 0x00A0, " ", NULL}, {0x00A1, 0x00A1, "!", NULL},
    {0x00A9, 0x00A9, "c", "(c)"}, {0x00AB, 0x00AB, "<", "<<"},
    {0x00AE, 0x00AE, "R", "(R)"}, {0x00B0, 0x00B0, "o", "deg"},
    {0x00B1, 0x00B1, "+", "+/-"}, {0x00B2, 0x00B2, "2", "^2"},
    {0x00B3, 0x00B3, "3", "^3"}, {0x00B7, 0x00B7, "-", NULL},
    {0x00B9, 0x00B9, "1", "^1"}, {0x00BB, 0x00BB, ">", ">>"},
    {0x00BF, 0x00BF, "?", NULL}, {0x00C6, 0x00C6, "A", "AE"},
    {0x00D0, 0x00D0, "D", NULL}, {0x00D7, 0x00D7, "x", NULL},
    {0x00D8, 0x00D8, "O", NULL}, {0x00DE, 0x00DE, "T", "Th"},
    {0x00DF, 0x00DF, "s", "ss"}, {0x00E6, 0x00E6, "a", "ae"},
    {0x00F0, 0x00F0, "d", NULL}, {0x00F7, 0x00F7, "/", NULL},
    {0x00F8, 0x00F8, "o", NULL}, {0x00FE, 0x00FE, "t", "th"},
    {0x0110, 0x0110, "D", NULL}, {0x0111, 0x0111, "d", NULL},
    {0x0131, 0x0131, "i", NULL}, {0x0141, 0x0141, "L", NULL},
    {0x0142, 0x0142, "l", NULL}, {0x0152, 0x0152, "O", "OE"},
    {0x0153, 0x0153, "o", "oe"}, {0x2000, 0x200A, " ", NULL},
    {0x2010, 0x2015, "-", NULL}, {0x2018, 0x201B, "'", NULL},
    {0x201C, 0x201F, "\"", NULL}, {0x2020, 0x2021, "+", NULL},
    {0x2022, 0x2023, "*", NULL}, {0x2026, 0x2026, ".", "..."},
    {0x2032, 0x2032, "'", NULL}, {0x2033, 0x2033, "\"", NULL},
    {0x2039, 0x2039, "<", NULL}, {0x203A, 0x203A, ">", NULL},
    {0x2044, 0x2044, "/", NULL}, {0x2070, 0x2070, "0", "^0"},
    {0x2074, 0x2074, "4", "^4"}, {0x2075, 0x2075, "5", "^5"},
    {0x2076, 0x2076, "6", "^6"}, {0x2077, 0x2077, "7", "^7"},
    {0x2078, 0x2078, "8", "^8"}, {0x2079, 0x2079, "9", "^9"},
    {0x20AC, 0x20AC, "E", "EUR"}, {0x2190, 0x2190, "<", "<-"},
    {0x2191, 0x2191, "^", NULL}, {0x2192, 0x2192, ">", "->"},
    {0x2193, 0x2193, "v", NULL}, {0x21A9, 0x21A9, "^", NULL},
    {0x21AA, 0x21AA, ">", NULL}, {0x21D0, 0x21D0, "<", "<="},
    {0x21D2, 0x21D2, ">", "=>"}, {0x2212, 0x2212, "-", NULL},
    {0x2215, 0x2215, "/", NULL}, {0x2219, 0x2219, "*", NULL},
    {0x2248, 0x2248, "~", NULL}, {0x2260, 0x2260, "#", "!="},
    {0x2264, 0x2264, "<", "<="}, {0x2265, 0x2265, ">", ">="},
    {0x2400, 0x2421, "^", NULL}, /* pictures of controls */
    {0x2500, 0x2501, "-", NULL}, {0x2502, 0x2503, "|", NULL},
    {0x2504, 0x2505, "-", NULL}, {0x2506, 0x2507, "|", NULL},
    {0x2508, 0x2509, "-", NULL}, {0x250A, 0x250B, "|", NULL},
    {0x250C, 0x254B, "+", NULL}, {0x254C, 0x254D, "-", NULL},
    {0x254E, 0x254F, "|", NULL}, {0x2550, 0x2550, "=", NULL},
    {0x2551, 0x2551, "|", NULL}, {0x2552, 0x256C, "+", NULL},
    {0x256D, 0x2570, "+", NULL}, {0x2580, 0x259F, "#", NULL},
    {0x25A0, 0x25AB, "-", NULL}, /* squares: bullets of the third depth */
    {0x25B6, 0x25B9, ">", NULL}, /* triangles: folds */
    {0x25BC, 0x25BF, "v", NULL}, {0x25CF, 0x25CF, "*", NULL},
    {0x25CB, 0x25CB, "o", NULL}, {0x25E6, 0x25E6, "o", NULL},
    {0x2605, 0x2606, "*", NULL}, {0x2610, 0x2610, "_", "[ ]"},
    {0x2611, 0x2612, "x", "[x]"}, {0x2713, 0x2714, "x", NULL},
    {0x2715, 0x2718, "x", NULL}, {0x2600, 0x27BF, "*", NULL}, /* symbols */
    {0x3000, 0x3000, " ", NULL}, {0x3001, 0x3001, ",", NULL},
    {0x3002, 0x3002, ".", NULL}, {0x1F000, 0x1FAFF, "*", NULL}, /* emoji */
};

bool
charset_of_environment(char name[CHARSET_NAME_SIZE])
{
	locale_t locale = newlocale(LC_CTYPE_MASK, "", (locale_t)0);
	const char *codeset = "ASCII"; /* of a locale that is not there */

	if (locale != (locale_t)0)
		codeset = nl_langinfo_l(CODESET, locale);
	snprintf(name, CHARSET_NAME_SIZE, "%s", codeset);
	if (locale != (locale_t)0)
		freelocale(locale);
	if (str_equal_ignoring_case(str_of(name), str_of("UTF-8")))
		name[0] = '\0';
	return name[0] != '\0';
}

struct charset *
charset_open(const char *name)
{
	struct charset *charset;
	iconv_t converter;

	if (str_equal_ignoring_case(str_of(name), str_of("UTF-8")))
		return NULL;
	converter = iconv_open(name, "UTF-8");
	if (converter == (iconv_t)-1)
		return NULL;
	charset = memory_alloc(sizeof(*charset));
	charset->converter = converter;
	return charset;
}

void
charset_close(struct charset *charset)
{
	if (!charset)
		return;
	iconv_close(charset->converter);
	free(charset);
}

/* Appends TEXT if all of it is in the set. */
static bool
append_converted(struct charset *charset, struct strbuf *buffer, struct str text)
{
	enum { ROOM = 64 };
	char bytes[ROOM], *in, *out = bytes;
	char copy[ROOM];
	size_t in_left = text.length, out_left = sizeof(bytes);

	if (text.length > sizeof(copy))
		return false;
	memcpy(copy, text.data, text.length);
	in = copy;
	iconv(charset->converter, NULL, NULL, NULL, NULL);
	if (iconv(charset->converter, &in, &in_left, &out, &out_left) != 0 ||
	    iconv(charset->converter, NULL, NULL, &out, &out_left) != 0)
		return false;
	strbuf_append(buffer, (struct str){bytes, sizeof(bytes) - out_left});
	return true;
}

static const struct stand_in *
find_stand_in(uint32_t character)
{
	for (size_t i = 0; i < sizeof(stand_ins) / sizeof(*stand_ins); i++)
		if (character >= stand_ins[i].first &&
		    character <= stand_ins[i].last)
			return &stand_ins[i];
	return NULL;
}

/* What stands for one CHARACTER outside the set: in ASCII, or empty. */
static struct str
text_for(uint32_t character, int width, int *spare)
{
	const struct stand_in *found = find_stand_in(character);
	int more;

	if (!found)
		return str_of("");
	more = found->longer ? (int)strlen(found->longer) - width : 0;
	if (!found->longer || more > *spare)
		return str_of(found->text);
	if (more > 0)
		*spare -= more;
	return str_of(found->longer);
}

/* The letters that CHARACTER is made of, in ASCII, without its accents. */
static void
append_letters(struct strbuf *letters, uint32_t character)
{
	uint32_t parts[UNICODE_PARTS_MAX];
	size_t count = unicode_decompose(character, parts);
	int none = 0;

	for (size_t i = 0; i < count; i++) {
		if (parts[i] < 0x80)
			strbuf_append_byte(letters, (char)parts[i]);
		else if (parts[i] != character)
			strbuf_append(letters, text_for(parts[i], 1, &none));
	}
}

/* A character outside the set, in ASCII, as wide as it or up to SPARE wider. */
static void
append_ascii(struct strbuf *buffer, uint32_t character, int width, int *spare)
{
	struct strbuf letters = {0};
	struct str text = text_for(character, width, spare);
	int more;

	if (text.length == 0) {
		append_letters(&letters, character);
		text = strbuf_str(&letters);
		more = (int)text.length - width;
		if (more > *spare)
			text = str_slice(text, 0, (size_t)width);
		else if (more > 0)
			*spare -= more;
	}
	if (text.length == 0)
		text = str_of("?"); /* another script */
	strbuf_append(buffer, text);
	for (size_t i = text.length; i < (size_t)width; i++)
		strbuf_append_byte(buffer, ' ');
	strbuf_clear(&letters);
}

/* The character may be in the set without the marks that join it. */
static struct str
without_marks(struct str cluster, uint32_t *character)
{
	size_t length;

	*character = utf8_decode(cluster, 0, &length);
	return str_slice(cluster, 0, length);
}

void
charset_append(struct charset *charset, struct strbuf *buffer, struct str cluster,
    int width, int *spare)
{
	uint32_t character;

	if (cluster.length == 0 || append_converted(charset, buffer, cluster))
		return;
	if (!append_converted(charset, buffer, without_marks(cluster, &character)))
		append_ascii(buffer, character, width, spare);
}

void
charset_append_utf8(
    struct charset *charset, struct strbuf *buffer, struct str cluster)
{
	struct strbuf converted = {0};
	uint32_t character;
	const struct str base = without_marks(cluster, &character);
	int spare = INT_MAX;

	if (append_converted(charset, &converted, cluster))
		strbuf_append(buffer, cluster);
	else if (append_converted(charset, &converted, base))
		strbuf_append(buffer, base);
	else
		append_ascii(buffer, character, 1, &spare);
	strbuf_clear(&converted);
}
