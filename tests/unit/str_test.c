/* SPDX-License-Identifier: Apache-2.0 */
/* Borrowed and owned bytes. */
#include "unit.h"

static const struct str nothing = {NULL, 0};

static void
equality_is_of_all_bytes(void **state)
{
	(void)state;
	assert_true(str_equal(str_of("abc"), str_of("abc")));
	assert_true(str_equal(str_of(""), nothing));
	assert_false(str_equal(str_of("abc"), str_of("abd")));
	assert_false(str_equal(str_of("abc"), str_of("ab")));
	assert_false(str_equal((struct str){"a\0b", 3}, (struct str){"a\0c", 3}));
}

static void
case_is_ignored_for_a_to_z_only(void **state)
{
	(void)state;
	assert_true(str_equal_ignoring_case(str_of("Title"), str_of("tITLE")));
	assert_true(str_equal_ignoring_case(str_of(""), nothing));
	assert_false(str_equal_ignoring_case(str_of("@["), str_of("`{")));
	assert_false(str_equal_ignoring_case(str_of("É"), str_of("é")));
	assert_false(str_equal_ignoring_case(str_of("a"), str_of("ab")));
}

static void
a_text_starts_and_ends_with_itself_and_with_nothing(void **state)
{
	(void)state;
	assert_true(str_starts_with(str_of("post.md"), str_of("post")));
	assert_true(str_starts_with(str_of("post"), str_of("post")));
	assert_true(str_starts_with(str_of(""), str_of("")));
	assert_false(str_starts_with(str_of("po"), str_of("post")));
	assert_true(str_ends_with(str_of("post.md"), str_of(".md")));
	assert_true(str_ends_with(str_of(".md"), str_of(".md")));
	assert_true(str_ends_with(str_of("x"), str_of("")));
	assert_false(str_ends_with(str_of("md"), str_of(".md")));
}

static void
texts_are_ordered_by_unsigned_bytes(void **state)
{
	static const char *const ordered[] = {
	    "", "A", "Aa", "B", "a", "aa", "\x7f", "\xc3\xa9", "\xff"};
	const size_t count = sizeof(ordered) / sizeof(*ordered);

	(void)state;
	for (size_t i = 0; i < count; i++) {
		for (size_t j = 0; j < count; j++) {
			int order =
			    str_compare(str_of(ordered[i]), str_of(ordered[j]));

			assert_int_equal(
			    (order > 0) - (order < 0), (i > j) - (i < j));
		}
	}
}

static void
trimming_takes_white_space_off_both_ends(void **state)
{
	(void)state;
	assert_str(str_trim(str_of(" \t\r\n a b \n")), "a b");
	assert_str(str_trim(str_of("ab")), "ab");
	assert_str(str_trim(str_of(" \n ")), "");
	assert_str(str_trim(str_of("")), "");
}

static void
no_string_is_the_empty_one(void **state)
{
	(void)state;
	assert_int_equal(str_of(NULL).length, 0);
	assert_non_null(str_of(NULL).data);
}

static void
a_copy_is_ended_by_nul(void **state)
{
	char *copy = str_copy(str_slice(str_of("abcdef"), 1, 4));
	char *empty = str_copy(nothing);

	(void)state;
	assert_string_equal(copy, "bcd");
	assert_string_equal(empty, "");
	free(copy);
	free(empty);
}

static void
a_buffer_grows_by_what_is_appended(void **state)
{
	struct strbuf buffer = {0};

	(void)state;
	assert_str(strbuf_str(&buffer), "");
	strbuf_append(&buffer, nothing);
	assert_string_equal(buffer.data, "");
	strbuf_append(&buffer, str_of("abc"));
	strbuf_append_string(&buffer, "-");
	strbuf_append_string(&buffer, NULL);
	strbuf_append_byte(&buffer, 'x');
	strbuf_append_repeated(&buffer, '=', 3);
	strbuf_append_repeated(&buffer, '!', 0);
	strbuf_printf(&buffer, "%d%s", 42, "");
	assert_string_equal(buffer.data, "abc-x===42");
	assert_int_equal(buffer.length, 10);
	strbuf_clear(&buffer);
	assert_int_equal(buffer.length, 0);
	assert_null(buffer.data);
}

static void
a_buffer_holds_nul_like_other_bytes(void **state)
{
	struct strbuf buffer = {0};

	(void)state;
	strbuf_append(&buffer, (struct str){"a\0b", 3});
	strbuf_append_byte(&buffer, '\0');
	assert_int_equal(buffer.length, 4);
	assert_memory_equal(buffer.data, "a\0b\0", 5);
	strbuf_clear(&buffer);
}

static void
a_buffer_is_a_string_even_where_room_was_only_asked_for(void **state)
{
	struct strbuf buffer = {0};

	(void)state;
	strbuf_reserve(&buffer, 1000);
	assert_string_equal(buffer.data, "");
	assert_true(buffer.capacity > 1000);
	memcpy(strbuf_reserve(&buffer, 3), "abc", 3);
	strbuf_truncate(&buffer, 3);
	assert_string_equal(buffer.data, "abc");
	strbuf_clear(&buffer);
}

static void
formatting_is_as_long_as_it_has_to_be(void **state)
{
	struct strbuf buffer = {0};

	(void)state;
	strbuf_printf(&buffer, "%0*d", 5000, 7);
	assert_int_equal(buffer.length, 5000);
	assert_int_equal(strlen(buffer.data), 5000);
	assert_int_equal(buffer.data[4999], '7');
	strbuf_clear(&buffer);
}

static void
truncating_keeps_the_beginning(void **state)
{
	struct strbuf buffer = {0};

	(void)state;
	strbuf_truncate(&buffer, 0);
	assert_str(strbuf_str(&buffer), "");
	strbuf_append_string(&buffer, "abcdef");
	strbuf_truncate(&buffer, 2);
	assert_str(strbuf_str(&buffer), "ab");
	assert_string_equal(buffer.data, "ab");
	strbuf_clear(&buffer);
}

static void
what_is_taken_leaves_an_empty_buffer(void **state)
{
	struct strbuf buffer = {0};
	char *taken = strbuf_take(&buffer);

	(void)state;
	assert_string_equal(taken, "");
	free(taken);
	strbuf_append_string(&buffer, "abc");
	taken = strbuf_take(&buffer);
	assert_string_equal(taken, "abc");
	assert_int_equal(buffer.length, 0);
	assert_int_equal(buffer.capacity, 0);
	free(taken);
}

static void
a_byte_is_found_from_an_offset_on(void **state)
{
	const struct str text = {"a\0ba", 4};

	(void)state;
	assert_int_equal(str_find_byte(text, 0, 'a'), 0);
	assert_int_equal(str_find_byte(text, 1, 'a'), 3);
	assert_int_equal(str_find_byte(text, 0, '\0'), 1);
	assert_int_equal(str_find_byte(text, 0, 'x'), 4);
	assert_int_equal(str_find_byte(text, 9, 'a'), 4);
	assert_int_equal(str_find_byte(str_of(""), 0, 'a'), 0);
}

static void
numbers_are_what_printf_makes_of_them(void **state)
{
	static const struct {
		uint64_t number;
		int columns;
	} numbers[] = {{0, 0}, {0, 3}, {9, 1}, {10, 1}, {10, 5}, {99, 2}, {100, 2},
	    {1234567, 0}, {UINT32_MAX, 12}, {UINT64_MAX, 0}, {UINT64_MAX, 22}};

	(void)state;
	for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++) {
		struct strbuf buffer = {0}, printed = {0};

		strbuf_append_string(&buffer, "=");
		strbuf_append_number(
		    &buffer, numbers[i].number, numbers[i].columns);
		strbuf_printf(&printed, "=%*llu", numbers[i].columns,
		    (unsigned long long)numbers[i].number);
		assert_str(strbuf_str(&buffer), printed.data);
		strbuf_clear(&buffer);
		strbuf_clear(&printed);
	}
}

/* The values that FNV-1a is published with; the state has keys made of it. */
static void
a_hash_is_the_same_everywhere(void **state)
{
	(void)state;
	assert_true(str_hash(STR_HASH_START, str_of("")) == STR_HASH_START);
	assert_true(
	    str_hash(STR_HASH_START, str_of("a")) == UINT64_C(0xAF63DC4C8601EC8C));
	assert_true(str_hash(STR_HASH_START, str_of("foobar")) ==
		    UINT64_C(0x85944171F73967E8));
	assert_true(str_hash(str_hash(STR_HASH_START, str_of("foo")),
			str_of("bar")) == UINT64_C(0x85944171F73967E8));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_hash_is_the_same_everywhere),
	    cmocka_unit_test(a_byte_is_found_from_an_offset_on),
	    cmocka_unit_test(equality_is_of_all_bytes),
	    cmocka_unit_test(case_is_ignored_for_a_to_z_only),
	    cmocka_unit_test(a_text_starts_and_ends_with_itself_and_with_nothing),
	    cmocka_unit_test(texts_are_ordered_by_unsigned_bytes),
	    cmocka_unit_test(trimming_takes_white_space_off_both_ends),
	    cmocka_unit_test(no_string_is_the_empty_one),
	    cmocka_unit_test(a_copy_is_ended_by_nul),
	    cmocka_unit_test(a_buffer_grows_by_what_is_appended),
	    cmocka_unit_test(a_buffer_holds_nul_like_other_bytes),
	    cmocka_unit_test(
		a_buffer_is_a_string_even_where_room_was_only_asked_for),
	    cmocka_unit_test(formatting_is_as_long_as_it_has_to_be),
	    cmocka_unit_test(truncating_keeps_the_beginning),
	    cmocka_unit_test(what_is_taken_leaves_an_empty_buffer),
	    cmocka_unit_test(numbers_are_what_printf_makes_of_them),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
