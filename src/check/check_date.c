/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Dates as people write them. A text is a row of numbers and words; the three
 * that stand before or at a year are looked at, so that in a span like "29
 * April - 03 May 2024" its end is what counts.
 */
#include <string.h>
#include "cnai/check_date.h"

/* A number, a month's name or anything else. */
struct word {
	enum { WORD_OTHER, WORD_NUMBER, WORD_MONTH } kind;
	unsigned value;
	size_t digits; /* of a number */
};

/* The words before the one at hand, the nearest first. */
enum { REMEMBERED = 4 };
struct words {
	struct word last[REMEMBERED];
};

enum { MONTHS = 12 };
static const char *const months[MONTHS] = {
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* 1 to 12 for a month's name, written out or cut to three letters; else 0. */
static unsigned
month_number(struct str word)
{
	if (str_equal_ignoring_case(word, str_of("sept")))
		return 9;
	for (unsigned i = 0; i < MONTHS; i++) {
		struct str name = str_of(months[i]);

		if (str_equal_ignoring_case(word, name) ||
		    str_equal_ignoring_case(word, str_slice(name, 0, 3)))
			return i + 1;
	}
	return 0;
}

static bool
is_ordinal_ending(struct str word)
{
	static const char *const endings[] = {"st", "nd", "rd", "th"};

	for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++)
		if (str_equal_ignoring_case(word, str_of(endings[i])))
			return true;
	return false;
}

static size_t
run_length(struct str text, size_t offset, bool (*belongs)(char c))
{
	size_t end = offset;

	while (end < text.length && belongs(text.data[end]))
		end++;
	return end - offset;
}

static struct word
read_number(struct str digits)
{
	struct word word = {WORD_NUMBER, 0, digits.length};

	if (digits.length > 4)
		return (struct word){WORD_OTHER, 0, 0};
	for (size_t i = 0; i < digits.length; i++)
		word.value = word.value * 10 + (unsigned)(digits.data[i] - '0');
	return word;
}

static struct word
read_letters(struct str letters)
{
	const unsigned month = month_number(letters);

	return (struct word){month ? WORD_MONTH : WORD_OTHER, month, 0};
}

/* The number at OFFSET, which goes behind it: "19th" is 19, "4x" is none. */
static struct word
take_number(struct str text, size_t *offset)
{
	const size_t end = *offset + run_length(text, *offset, is_digit);
	const size_t length = run_length(text, end, is_letter);
	struct word word = read_number(str_slice(text, *offset, end));

	if (length && !is_ordinal_ending(str_slice(text, end, end + length)))
		word.kind = WORD_OTHER;
	*offset = end + length;
	return word;
}

/* The word at or behind *OFFSET, which goes behind it. False at the end. */
static bool
next_word(struct str text, size_t *offset, struct word *word)
{
	while (*offset < text.length) {
		const size_t start = *offset;
		const size_t length = run_length(text, start, is_letter);

		if (is_digit(text.data[start])) {
			*word = take_number(text, offset);
			return true;
		}
		*offset += length ? length : 1;
		if (length) {
			*word = read_letters(str_slice(text, start, *offset));
			return true;
		}
	}
	return false;
}

static bool
is_leap_year(unsigned year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static unsigned
days_in_month(unsigned year, unsigned month)
{
	static const unsigned char days[MONTHS] = {
	    31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	return days[month - 1] + (month == 2 && is_leap_year(year) ? 1U : 0U);
}

/* Days since 1970-01-01; the year is at least 1970. */
static int64_t
day_number(unsigned year, unsigned month, unsigned day)
{
	int64_t days = (int64_t)day - 1;

	for (unsigned i = 1; i < month; i++)
		days += days_in_month(year, i);
	for (unsigned i = 1970; i < year; i++)
		days += 365 + is_leap_year(i);
	return days;
}

static bool
is_year(const struct word *word)
{
	return word->kind == WORD_NUMBER && word->digits == 4 &&
	       word->value >= 1970 && word->value < 2200;
}

static bool
is_short_number(const struct word *word)
{
	return word->kind == WORD_NUMBER && word->digits <= 2;
}

static bool
make_date(const struct word *year, unsigned month, const struct word *day,
    int64_t *result)
{
	if (!is_year(year) || !is_short_number(day) || month < 1 ||
	    month > MONTHS || day->value < 1 ||
	    day->value > days_in_month(year->value, month))
		return false;
	*result = day_number(year->value, month, day->value);
	return true;
}

/* Whether a date ends with the first of the words, which stand backwards. */
static bool
ends_date(const struct word *words, int64_t *day)
{
	/* 2024-04-19 */
	if (is_short_number(&words[0]) && is_short_number(&words[1]) &&
	    is_year(&words[2]))
		return make_date(&words[2], words[1].value, &words[0], day);
	if (!is_year(&words[0]))
		return false;
	/* 19 April 2024 */
	if (words[1].kind == WORD_MONTH)
		return make_date(&words[0], words[1].value, &words[2], day);
	/* April 19, 2024 and April 15-19, 2024 */
	if (words[2].kind == WORD_MONTH)
		return make_date(&words[0], words[2].value, &words[1], day);
	if (words[3].kind == WORD_MONTH && is_short_number(&words[2]))
		return make_date(&words[0], words[3].value, &words[1], day);
	return false;
}

bool
check_date_find(struct str text, int64_t *day)
{
	struct words words = {0};
	struct word word = {0};
	size_t offset = 0;
	bool is_found = false;

	while (next_word(text, &offset, &word)) {
		memmove(&words.last[1], &words.last[0],
		    (REMEMBERED - 1) * sizeof(word));
		words.last[0] = word;
		if (ends_date(words.last, day))
			is_found = true;
	}
	return is_found;
}
