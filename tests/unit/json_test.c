/* SPDX-License-Identifier: Apache-2.0 */
/* Lines of JSON, compared as text and read by a strict checker of grammar. */
#include "unit.h"
#include "cnai/json.h"
#include "cnai/unicode.h"

/*
 * A reader of RFC 8259 without depth: each function returns what stands
 * behind the thing it reads, or NULL where that is not to be seen.
 */
static const char *
read_text(const char *at, const char *text)
{
	if (!at || strncmp(at, text, strlen(text)) != 0)
		return NULL;
	return at + strlen(text);
}

/* Four hexadecimal digits between LOW and HIGH. */
static const char *
read_unit(const char *at, unsigned long low, unsigned long high)
{
	char digits[5] = {0};
	unsigned long unit;

	if (!at || strspn(at, "0123456789ABCDEFabcdef") < 4)
		return NULL;
	memcpy(digits, at, 4);
	unit = strtoul(digits, NULL, 16);
	return unit >= low && unit <= high ? at + 4 : NULL;
}

static const char *
read_escape(const char *at)
{
	const char *pair = read_unit(read_text(at, "\\u"), 0xD800, 0xDBFF);

	if (pair)
		return read_unit(read_text(pair, "\\u"), 0xDC00, 0xDFFF);
	if (at[1] != 'u')
		return at[1] && strchr("\"\\/bfnrt", at[1]) ? at + 2 : NULL;
	return read_unit(at + 2, 0xDC00, 0xDFFF) ? NULL
						 : read_unit(at + 2, 0, 0xFFFF);
}

static const char *
read_string(const char *at)
{
	at = read_text(at, "\"");
	while (at && *at != '"') {
		if ((unsigned char)*at < 0x20)
			return NULL;
		at = *at == '\\' ? read_escape(at) : at + 1;
	}
	return at ? at + 1 : NULL;
}

static const char *
read_integer(const char *at)
{
	size_t sign = *at == '-', digits = strspn(at + sign, "0123456789");

	if (digits == 0 || (digits > 1 && at[sign] == '0'))
		return NULL;
	return at + sign + digits;
}

static const char *
read_value(const char *at)
{
	static const char *const names[] = {"true", "false", "null"};

	for (size_t i = 0; at && i < sizeof(names) / sizeof(*names); i++)
		if (read_text(at, names[i]))
			return read_text(at, names[i]);
	if (at && *at == '"')
		return read_string(at);
	return at ? read_integer(at) : NULL;
}

static const char *
read_array(const char *at)
{
	at = read_text(at, "[");
	if (read_text(at, "]"))
		return at + 1;
	for (at = read_value(at); at && *at == ',';)
		at = read_value(at + 1);
	return read_text(at, "]");
}

static const char *
read_member(const char *at)
{
	at = read_text(read_string(at), ":");
	return at && *at == '[' ? read_array(at) : read_value(at);
}

static bool
is_json_line(const char *at)
{
	at = read_text(at, "{");
	if (read_text(at, "}\n"))
		return at[2] == '\0';
	for (at = read_member(at); at && *at == ',';)
		at = read_member(at + 1);
	at = read_text(at, "}\n");
	return at && *at == '\0';
}

/* A stream in memory, and what was written to it. */
struct output {
	char *bytes;
	size_t length;
	FILE *stream;
	struct json json;
};

static void
output_begin(struct output *output)
{
	*output = (struct output){0};
	output->stream = open_memstream(&output->bytes, &output->length);
	assert_non_null(output->stream);
	json_begin(&output->json, output->stream);
}

static void
output_end(struct output *output, const char *expected)
{
	json_end(&output->json);
	assert_int_equal(fclose(output->stream), 0);
	assert_true(is_json_line(output->bytes));
	assert_int_equal(strlen(output->bytes), output->length);
	assert_int_equal(
	    utf8_invalid_offset(str_of(output->bytes)), output->length);
	if (expected)
		assert_string_equal(output->bytes, expected);
	free(output->bytes);
}

static void
the_checker_of_these_tests_is_strict(void **state)
{
	static const char *const good[] = {"{}\n", "{\"a\":1}\n",
	    "{\"a\":-10,\"b\":[],\"c\":[\"x\",\"y\"]}\n",
	    "{\"a\":\"\\uD83D\\uDE00\\n\"}\n"};
	static const char *const bad[] = {"", "{}", "{}\n\n", "{\"a\"}\n",
	    "{\"a\":01}\n", "{\"a\":1,}\n", "{a:1}\n", "{\"a\":[1,]}\n",
	    "{\"a\":\"\t\"}\n", "{\"a\":\"\\x\"}\n", "{\"a\":\"\\uD83D\"}\n",
	    "{\"a\":\"\\uDE00\"}\n", "{\"a\":\"\\u12\"}\n", "{\"a\":\"}\n",
	    "{\"a\":nul}\n", "{\"a\":}\n", "{\"a\":-}\n"};

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++)
		assert_true(is_json_line(good[i]));
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		assert_false(is_json_line(bad[i]));
}

static void
an_object_may_be_empty(void **state)
{
	struct output output;

	(void)state;
	output_begin(&output);
	output_end(&output, "{}\n");
}

static void
members_of_every_kind_stand_in_order(void **state)
{
	const struct str tags[] = {{"a", 1}, {"\"b\"", 3}};
	struct output output;

	(void)state;
	output_begin(&output);
	json_integer(&output.json, "number", 1);
	json_string(&output.json, "title", str_of("News"));
	json_boolean(&output.json, "draft", false);
	json_boolean(&output.json, "shown", true);
	json_null(&output.json, "date");
	json_strings(&output.json, "tags", tags, 2);
	json_strings(&output.json, "none", NULL, 0);
	output_end(&output,
	    "{\"number\":1,\"title\":\"News\",\"draft\":false,\"shown\":true,"
	    "\"date\":null,\"tags\":[\"a\",\"\\\"b\\\"\"],\"none\":[]}\n");
}

static void
integers_have_all_their_digits(void **state)
{
	struct output output;

	(void)state;
	output_begin(&output);
	json_integer(&output.json, "least", INT64_MIN);
	json_integer(&output.json, "most", INT64_MAX);
	json_integer(&output.json, "zero", 0);
	output_end(&output,
	    "{\"least\":-9223372036854775808,\"most\":9223372036854775807,"
	    "\"zero\":0}\n");
}

static void
strings_hold_nothing_a_terminal_obeys(void **state)
{
	static const struct {
		struct str text;
		const char *written;
	} cases[] = {
	    {{"", 0}, ""},
	    {{"caf\u00e9 \u65e5\u672c \U0001F600", 17},
		"caf\u00e9 \u65e5\u672c \U0001F600"},
	    {{"\"quoted\" \\ /", 12}, "\\\"quoted\\\" \\\\ /"},
	    {{"a\nb\tc\rd\be\f", 10}, "a\\nb\\tc\\rd\\be\\f"},
	    {{"\x1b[31m", 5}, "\\u001B[31m"},
	    {{"a\0b", 3}, "a\\u0000b"},
	    {{"\x7f\xc2\x80\xc2\x9b\xc2\x9f", 7}, "\\u007F\\u0080\\u009B\\u009F"},
	    {{"\xc2\xa0", 2}, "\u00a0"},
	    {{"\u2028\u2029", 6}, "\\u2028\\u2029"},
	    {{"\u202e\u2066\u200f", 9}, "\\u202E\\u2066\\u200F"},
	    {{"\ufeff", 3}, "\\uFEFF"},
	    {{"\u200b\u2060\u2065", 9}, "\\u200B\\u2060\\u2065"},
	    /* What joins the parts of one sign stays. */
	    {{"\U0001F468\u200D\U0001F4BB\ufe0f", 14},
		"\U0001F468\u200D\U0001F4BB\ufe0f"},
	    {{"\U000E0041", 4}, "\\uDB40\\uDC41"},
	    {{"\xff", 1}, "\uFFFD"},
	    {{"a\xe2\x82", 3}, "a\uFFFD"},
	    {{"\xed\xa0\x80", 3}, "\uFFFD\uFFFD\uFFFD"},
	    {{"\xf4\x8f\xbf\xbf", 4}, "\U0010FFFF"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct strbuf expected = {0};
		struct output output;

		strbuf_printf(&expected, "{\"s\":\"%s\"}\n", cases[i].written);
		output_begin(&output);
		json_string(&output.json, "s", cases[i].text);
		output_end(&output, expected.data);
		strbuf_clear(&expected);
	}
}

static void
any_bytes_make_a_valid_line(void **state)
{
	uint32_t random = 1;

	(void)state;
	for (int round = 0; round < 200; round++) {
		char bytes[300];
		struct output output;

		for (size_t i = 0; i < sizeof(bytes); i++) {
			random = random * 1664525 + 1013904223;
			bytes[i] = (char)(random >> 24);
		}
		output_begin(&output);
		json_string(&output.json, "s", (struct str){bytes, sizeof(bytes)});
		output_end(&output, NULL);
	}
}

static void
every_character_is_written_as_itself_or_escaped(void **state)
{
	(void)state;
	for (uint32_t c = 0; c < UTF8_INVALID; c += c < 0x3000 ? 1 : 251) {
		char bytes[4];
		struct output output;

		output_begin(&output);
		json_string(
		    &output.json, "s", (struct str){bytes, utf8_encode(c, bytes)});
		output_end(&output, NULL);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_checker_of_these_tests_is_strict),
	    cmocka_unit_test(an_object_may_be_empty),
	    cmocka_unit_test(members_of_every_kind_stand_in_order),
	    cmocka_unit_test(integers_have_all_their_digits),
	    cmocka_unit_test(strings_hold_nothing_a_terminal_obeys),
	    cmocka_unit_test(any_bytes_make_a_valid_line),
	    cmocka_unit_test(every_character_is_written_as_itself_or_escaped),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
