/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Dates as Hugo reads them: a handful of exact forms, and nothing that only
 * looks like one. A reader of forms takes what it expects from the front of
 * the text and fails at the first byte that does not fit.
 */
#include "cnai/post.h"

struct calendar {
	int year, month, day, hour, minute, second;
	int zone; /* minutes east of UTC */
};

static bool
take_byte(struct str *text, char byte)
{
	if (!text->length || text->data[0] != byte)
		return false;
	*text = str_slice(*text, 1, text->length);
	return true;
}

static bool
take_digits(struct str *text, size_t count, int *number)
{
	*number = 0;
	if (text->length < count)
		return false;
	for (size_t i = 0; i < count; i++) {
		if (text->data[i] < '0' || text->data[i] > '9')
			return false;
		*number = *number * 10 + (text->data[i] - '0');
	}
	*text = str_slice(*text, count, text->length);
	return true;
}

static bool
take_text(struct str *text, const char *wanted)
{
	struct str start = str_of(wanted);

	if (text->length < start.length ||
	    !str_equal_ignoring_case(str_slice(*text, 0, start.length), start))
		return false;
	*text = str_slice(*text, start.length, text->length);
	return true;
}

/* Three letters of one of the names, or all of it; its number from 0. */
static bool
take_name(struct str *text, const char *const *names, bool is_whole, int *number)
{
	for (*number = 0; *names; names++, ++*number) {
		char start[] = {(*names)[0], (*names)[1], (*names)[2], '\0'};

		if (take_text(text, is_whole ? *names : start))
			return true;
	}
	return false;
}

static const char *const weekdays[] = {"Sunday", "Monday", "Tuesday", "Wednesday",
    "Thursday", "Friday", "Saturday", NULL};
static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
    "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", NULL};

/* The name of a month, and its number from 1. */
static bool
take_month(struct str *text, struct calendar *calendar)
{
	if (!take_name(text, months, false, &calendar->month))
		return false;
	calendar->month++;
	return true;
}

static bool
take_day(struct str *text, struct calendar *calendar)
{
	return take_digits(text, 4, &calendar->year) && take_byte(text, '-') &&
	       take_digits(text, 2, &calendar->month) && take_byte(text, '-') &&
	       take_digits(text, 2, &calendar->day);
}

/* Go wants two digits of all but the hour. */
static bool
take_hour(struct str *text, struct calendar *calendar)
{
	return take_digits(text, 2, &calendar->hour) ||
	       take_digits(text, 1, &calendar->hour);
}

static bool
take_time(struct str *text, struct calendar *calendar)
{
	int digit;

	if (!take_hour(text, calendar) || !take_byte(text, ':') ||
	    !take_digits(text, 2, &calendar->minute) || !take_byte(text, ':') ||
	    !take_digits(text, 2, &calendar->second))
		return false;
	if (!take_byte(text, '.') && !take_byte(text, ','))
		return true;
	if (!take_digits(text, 1, &digit))
		return false;
	while (take_digits(text, 1, &digit))
		;
	return true;
}

/* "Z", "+05:30" or "+0530". */
static bool
take_zone(struct str *text, struct calendar *calendar)
{
	bool is_west = text->length && text->data[0] == '-';
	int hours, minutes;

	if (take_byte(text, 'Z'))
		return true;
	if (!is_west && !(text->length && text->data[0] == '+'))
		return false;
	*text = str_slice(*text, 1, text->length);
	if (!take_digits(text, 2, &hours))
		return false;
	take_byte(text, ':');
	if (!take_digits(text, 2, &minutes) || hours > 24 || minutes > 59)
		return false;
	calendar->zone = (hours * 60 + minutes) * (is_west ? -1 : 1);
	return true;
}

/* A zone's name such as "GMT"; Go takes those it does not know for UTC. */
static bool
take_zone_name(struct str *text)
{
	size_t length = 0;

	while (length < text->length && text->data[length] >= 'A' &&
	       text->data[length] <= 'Z')
		length++;
	if (length < 3 || length > 5)
		return false;
	*text = str_slice(*text, length, text->length);
	return true;
}

/* 2024-04-19, with T or a blank 10:00:00.5, with +05:30 or a blank +0530. */
static bool
read_numbers(struct str text, struct calendar *calendar)
{
	bool has_blank;

	if (!take_day(&text, calendar))
		return false;
	if (!text.length)
		return true;
	has_blank = take_byte(&text, ' ');
	if (!has_blank && !take_byte(&text, 'T'))
		return false;
	if (!take_time(&text, calendar))
		return false;
	if (!text.length)
		return true;
	if (!(has_blank && take_byte(&text, ' '))) {
		if (!take_zone(&text, calendar))
			return false;
		return !text.length;
	}
	if (!take_zone(&text, calendar))
		return false;
	/* "+0000 UTC" is how Go prints a time. */
	return !text.length ||
	       (take_byte(&text, ' ') && take_zone_name(&text) && !text.length);
}

/* GMT or +0200. */
static bool
take_any_zone(struct str *text, struct calendar *calendar)
{
	return take_zone(text, calendar) || take_zone_name(text);
}

/* Of two digits, as Go does: 69 is 1969, 68 is 2068. */
static bool
take_short_year(struct str *text, struct calendar *calendar)
{
	if (!take_digits(text, 2, &calendar->year))
		return false;
	calendar->year += calendar->year >= 69 ? 1900 : 2000;
	return true;
}

/* 19 Apr 2024 */
static bool
take_named_day(struct str *text, struct calendar *calendar)
{
	return take_digits(text, 2, &calendar->day) && take_byte(text, ' ') &&
	       take_month(text, calendar) && take_byte(text, ' ') &&
	       take_digits(text, 4, &calendar->year);
}

static bool
read_named_day(struct str text, struct calendar *calendar)
{
	return take_named_day(&text, calendar) && !text.length;
}

/* RFC 1123: Fri, 19 Apr 2024 10:00:00 GMT */
static bool
read_mail(struct str text, struct calendar *calendar)
{
	int weekday;

	return take_name(&text, weekdays, false, &weekday) &&
	       take_text(&text, ", ") && take_named_day(&text, calendar) &&
	       take_byte(&text, ' ') && take_time(&text, calendar) &&
	       take_byte(&text, ' ') && take_any_zone(&text, calendar) &&
	       !text.length;
}

/* RFC 822: 19 Apr 24 10:00 GMT */
static bool
read_short_mail(struct str text, struct calendar *calendar)
{
	return take_digits(&text, 2, &calendar->day) && take_byte(&text, ' ') &&
	       take_month(&text, calendar) && take_byte(&text, ' ') &&
	       take_short_year(&text, calendar) && take_byte(&text, ' ') &&
	       take_hour(&text, calendar) && take_byte(&text, ':') &&
	       take_digits(&text, 2, &calendar->minute) && take_byte(&text, ' ') &&
	       take_any_zone(&text, calendar) && !text.length;
}

/* RFC 850: Friday, 19-Apr-24 10:00:00 GMT */
static bool
read_news(struct str text, struct calendar *calendar)
{
	int weekday;

	return take_name(&text, weekdays, true, &weekday) &&
	       take_text(&text, ", ") && take_digits(&text, 2, &calendar->day) &&
	       take_byte(&text, '-') && take_month(&text, calendar) &&
	       take_byte(&text, '-') && take_short_year(&text, calendar) &&
	       take_byte(&text, ' ') && take_time(&text, calendar) &&
	       take_byte(&text, ' ') && take_zone_name(&text) && !text.length;
}

/* As C and the command "date": Fri Apr 19 10:00:00 2024, or with a zone. */
static bool
read_machine(struct str text, struct calendar *calendar)
{
	int weekday;

	if (!take_name(&text, weekdays, false, &weekday) ||
	    !take_byte(&text, ' ') || !take_month(&text, calendar) ||
	    !take_byte(&text, ' '))
		return false;
	take_byte(&text, ' ');
	if (!take_digits(&text, 2, &calendar->day) &&
	    !take_digits(&text, 1, &calendar->day))
		return false;
	if (!take_byte(&text, ' ') || !take_time(&text, calendar) ||
	    !take_byte(&text, ' '))
		return false;
	if (take_any_zone(&text, calendar) && !take_byte(&text, ' '))
		return false;
	return take_digits(&text, 4, &calendar->year) && !text.length;
}

static bool
is_leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int
days_of_month(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	return days[month - 1] + (month == 2 && is_leap(year));
}

static bool
is_possible(const struct calendar *calendar)
{
	return calendar->year >= 1 && calendar->month >= 1 &&
	       calendar->month <= 12 && calendar->day >= 1 &&
	       calendar->day <= days_of_month(calendar->year, calendar->month) &&
	       calendar->hour <= 23 && calendar->minute <= 59 &&
	       calendar->second <= 59;
}

/*
 * Days between 1 January 1970 and a day, counted in years that begin in
 * March, so that the leap day is a year's last.
 */
static int64_t
days_from_calendar(const struct calendar *calendar)
{
	int64_t year = calendar->year - (calendar->month <= 2);
	int64_t month = (calendar->month + 9) % 12;

	return year * 365 + year / 4 - year / 100 + year / 400 +
	       (month * 153 + 2) / 5 + calendar->day - 1 - 719468;
}

/* The years that four digits can write: 1 to 9999. */
static const int64_t first_second = -62135596800, last_second = 253402300799;

static struct post_date
date_of(int64_t seconds)
{
	if (seconds < first_second || seconds > last_second)
		return (struct post_date){0};
	return (struct post_date){true, seconds};
}

static bool
read_seconds(struct str text, int64_t *seconds)
{
	bool is_negative = take_byte(&text, '-');
	int digit;

	*seconds = 0;
	if (!text.length || text.length > 12)
		return false;
	while (take_digits(&text, 1, &digit))
		*seconds = *seconds * 10 + digit;
	if (is_negative)
		*seconds = -*seconds;
	return !text.length;
}

static bool
read_calendar(struct str text, struct calendar *calendar)
{
	static bool (*const forms[])(
	    struct str text, struct calendar * calendar) = {
	    read_numbers,
	    read_mail,
	    read_named_day,
	    read_short_mail,
	    read_news,
	    read_machine,
	};

	for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++) {
		*calendar = (struct calendar){0};
		if (forms[i](text, calendar))
			return is_possible(calendar);
	}
	return false;
}

struct post_date
post_date_parse(struct str text, bool is_plain)
{
	struct calendar calendar;
	int64_t seconds;

	if (is_plain && read_seconds(text, &seconds))
		return date_of(seconds);
	if (!read_calendar(text, &calendar))
		return (struct post_date){0};
	seconds = days_from_calendar(&calendar) * 86400 + calendar.hour * 3600 +
		  calendar.minute * 60 + calendar.second - calendar.zone * 60;
	return date_of(seconds);
}

void
post_date_append(struct strbuf *buffer, struct post_date date)
{
	/* Days and seconds since 1 March of the year 0. */
	int64_t since = date.seconds + (int64_t)719468 * 86400;
	int day = (int)(since / 86400), second = (int)(since % 86400);
	int era_day = day % 146097, era_year, year, year_day, month;

	era_year =
	    (era_day - era_day / 1460 + era_day / 36524 - era_day / 146096) / 365;
	year_day = era_day - (365 * era_year + era_year / 4 - era_year / 100);
	month = (year_day * 5 + 2) / 153; /* from March */
	year = day / 146097 * 400 + era_year + (month >= 10);
	strbuf_printf(buffer, "%04d-%02d-%02dT%02d:%02d:%02dZ", year,
	    month < 10 ? month + 3 : month - 9,
	    year_day - (month * 153 + 2) / 5 + 1, second / 3600, second / 60 % 60,
	    second % 60);
}
