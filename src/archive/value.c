/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Hugo reads values twice: YAML gives a plain scalar a type, then Go turns
 * that type into the wanted one. Both steps have their own idea of what a
 * number is; here they are one.
 */
#include <stdlib.h>
#include "cnai/value.h"

static bool
is_one_of(struct str text, const char *const *words)
{
	for (; *words; words++)
		if (str_equal(text, str_of(*words)))
			return true;
	return false;
}

bool
value_is_null(const struct yaml_node *node)
{
	static const char *const nulls[] = {"", "~", "null", "Null", "NULL", NULL};

	return !node || (node->kind == YAML_SCALAR && node->is_plain &&
			    is_one_of(node->text, nulls));
}

static int
digit_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return 99;
}

/* The base a number's beginning tells, and how long that beginning is. */
static const struct {
	const char *prefix;
	int base;
} bases[] = {
    {"0x", 16},
    {"0X", 16},
    {"0o", 8},
    {"0O", 8},
    {"0b", 2},
    {"0B", 2},
    {"0", 8},
    {"", 10},
};

static int
take_base(struct str *digits)
{
	for (size_t i = 0; i < sizeof(bases) / sizeof(*bases); i++) {
		struct str prefix = str_of(bases[i].prefix);

		if (digits->length > prefix.length &&
		    str_starts_with(*digits, prefix)) {
			*digits = str_slice(*digits, prefix.length, digits->length);
			return bases[i].base;
		}
	}
	return 10;
}

/* False if a byte is no digit; *IS_LARGE if 63 bits do not hold the number. */
static bool
read_digits(struct str digits, int base, uint64_t *number, bool *is_large)
{
	*number = 0;
	*is_large = false;
	if (!digits.length || digits.data[digits.length - 1] == '_')
		return false;
	for (size_t i = 0; i < digits.length; i++) {
		int digit = digit_value(digits.data[i]);

		if (digits.data[i] == '_')
			continue;
		if (digit >= base)
			return false;
		if (*number >
		    ((uint64_t)INT64_MAX - (uint64_t)digit) / (uint64_t)base)
			*is_large = true;
		else
			*number = *number * (uint64_t)base + (uint64_t)digit;
	}
	return true;
}

static bool
take_sign(struct str *text)
{
	bool is_negative = text->length && text->data[0] == '-';

	if (is_negative || (text->length && text->data[0] == '+'))
		*text = str_slice(*text, 1, text->length);
	return is_negative;
}

static bool
read_integer(struct str text, int64_t *integer)
{
	bool is_negative = take_sign(&text), is_large;
	uint64_t number;
	int base = take_base(&text);

	if (text.length && text.data[0] == '_')
		return false;
	if (!read_digits(text, base, &number, &is_large))
		return false;
	if (is_large)
		*integer = INT64_MIN;
	else
		*integer = is_negative ? -(int64_t)number : (int64_t)number;
	return true;
}

static size_t
skip_digits(struct str text, size_t offset)
{
	while (offset < text.length && text.data[offset] >= '0' &&
	       text.data[offset] <= '9')
		offset++;
	return offset;
}

/* Digits with a point or an exponent; *FRACTION is where the point stands. */
static bool
is_decimal(struct str text, size_t *point, size_t *exponent)
{
	size_t digits, end;

	take_sign(&text);
	*point = end = skip_digits(text, 0);
	digits = end;
	if (end < text.length && text.data[end] == '.') {
		end = skip_digits(text, end + 1);
		digits = end - 1;
	}
	*exponent = end;
	if (digits && end < text.length &&
	    (text.data[end] == 'e' || text.data[end] == 'E')) {
		struct str power = str_slice(text, end + 1, text.length);

		take_sign(&power);
		return power.length && skip_digits(power, 0) == power.length;
	}
	return digits && end == text.length;
}

static bool
read_decimal(struct str text, int64_t *integer)
{
	size_t point, exponent;
	double number;

	if (!is_decimal(text, &point, &exponent))
		return false;
	/* The tree's scalars end in NUL, and no NUL is in a decimal. */
	number = strtod(text.data, NULL);
	*integer =
	    number > -9.2e18 && number < 9.2e18 ? (int64_t)number : INT64_MIN;
	return true;
}

static const char *const trues[] = {"true", "True", "TRUE", NULL};
static const char *const falses[] = {"false", "False", "FALSE", NULL};

bool
value_integer(const struct yaml_node *node, int64_t *integer)
{
	if (!node || node->kind != YAML_SCALAR)
		return false;
	if (read_integer(node->text, integer))
		return true;
	if (!node->is_plain)
		return false;
	*integer = is_one_of(node->text, trues);
	return *integer || is_one_of(node->text, falses) ||
	       read_decimal(node->text, integer);
}

bool
value_boolean(const struct yaml_node *node, bool *boolean)
{
	static const char *const short_trues[] = {"t", "T", "1", NULL};
	static const char *const short_falses[] = {"f", "F", "0", NULL};
	int64_t integer;

	if (!node || node->kind != YAML_SCALAR)
		return false;
	*boolean =
	    is_one_of(node->text, trues) || is_one_of(node->text, short_trues);
	if (*boolean || is_one_of(node->text, falses) ||
	    is_one_of(node->text, short_falses))
		return true;
	if (!node->is_plain || !value_integer(node, &integer))
		return false;
	*boolean = integer != 0;
	return true;
}

/* A number that YAML reads as one loses the zeros at its end: 1.50 is 1.5. */
static struct str
without_last_zeros(struct str text)
{
	size_t point, exponent, end = text.length;
	size_t sign = text.length && (text.data[0] == '+' || text.data[0] == '-');

	if (!is_decimal(text, &point, &exponent) ||
	    sign + exponent != text.length || sign + point == text.length)
		return text;
	while (text.data[end - 1] == '0')
		end--;
	return str_slice(text, 0, end - (text.data[end - 1] == '.'));
}

struct str
value_text(const struct yaml_node *node)
{
	if (value_is_null(node) || node->kind != YAML_SCALAR)
		return (struct str){"", 0};
	return node->is_plain ? without_last_zeros(node->text) : node->text;
}
