/* SPDX-License-Identifier: Apache-2.0 */
/* Memory that is always there, and arenas. */
#include "unit.h"
#include "cnai/memory.h"

static bool
is_zero(const char *bytes, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if (bytes[i])
			return false;
	return true;
}

static void
new_memory_is_zero_and_there_even_for_no_size(void **state)
{
	char *some = memory_alloc(1000), *none = memory_alloc(0);

	(void)state;
	assert_true(is_zero(some, 1000));
	assert_non_null(none);
	free(some);
	free(none);
}

static void
resizing_keeps_what_was_there(void **state)
{
	int *items = memory_resize(NULL, 2, sizeof(*items));

	(void)state;
	items[0] = 1;
	items[1] = 2;
	items = memory_resize(items, 1000, sizeof(*items));
	assert_int_equal(items[0], 1);
	assert_int_equal(items[1], 2);
	items = memory_resize(items, 0, sizeof(*items));
	assert_non_null(items);
	free(items);
}

static void
an_array_grows_geometrically_from_any_capacity(void **state)
{
	(void)state;
	for (size_t capacity = 0; capacity < 20; capacity++) {
		size_t room = capacity;
		char *items = capacity ? memory_resize(NULL, capacity, 1) : NULL;

		items = memory_reserve(items, &room, capacity + 1, 1);
		assert_in_range(room, capacity + 1, 40);
		items[capacity] = 'x';
		free(items);
	}
}

static void
an_array_with_room_stays_where_it_is(void **state)
{
	size_t capacity = 0, moves = 0;
	int *items = NULL;

	(void)state;
	for (size_t count = 0; count < 100000; count++) {
		size_t before = capacity;

		items = memory_reserve(items, &capacity, count + 1, sizeof(*items));
		items[count] = (int)count;
		moves += capacity != before;
	}
	assert_in_range(moves, 1, 40);
	assert_int_equal(items[0], 0);
	assert_int_equal(items[99999], 99999);
	assert_ptr_equal(
	    memory_reserve(items, &capacity, 5, sizeof(*items)), items);
	free(items);
}

static void
a_copy_has_a_nul_behind_it(void **state)
{
	char *copy = memory_copy("ab\0c", 4), *empty = memory_copy(NULL, 0);

	(void)state;
	assert_memory_equal(copy, "ab\0c", 5);
	assert_string_equal(empty, "");
	free(copy);
	free(empty);
}

static void
an_arena_gives_zeroed_memory_aligned_for_anything(void **state)
{
	static const size_t sizes[] = {
	    0, 1, 7, 16, 17, 4095, 4096, 4097, 100000, 3 << 20, 1, 1 << 20};
	const size_t count = sizeof(sizes) / sizeof(*sizes);
	struct arena arena = {0};
	char *pieces[sizeof(sizes) / sizeof(*sizes)];

	(void)state;
	for (size_t i = 0; i < count; i++) {
		pieces[i] = arena_alloc(&arena, sizes[i]);
		assert_int_equal((uintptr_t)pieces[i] % _Alignof(max_align_t), 0);
		assert_true(is_zero(pieces[i], sizes[i]));
		memset(pieces[i], (int)i + 1, sizes[i]);
	}
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < sizes[i]; j++)
			if (pieces[i][j] != (char)(i + 1))
				fail_msg("piece %zu was overwritten", i);
	arena_clear(&arena);
	assert_null(arena.newest);
}

static void
an_arena_of_many_pieces_takes_few_chunks(void **state)
{
	struct arena arena = {0};
	char *previous = arena_alloc(&arena, 16);
	size_t breaks = 0;

	(void)state;
	for (int i = 0; i < 100000; i++) {
		char *piece = arena_alloc(&arena, 16);

		breaks += piece != previous + 16;
		previous = piece;
	}
	assert_in_range(breaks, 1, 20);
	arena_clear(&arena);
}

static void
an_arena_can_be_used_again(void **state)
{
	struct arena arena = {0};

	(void)state;
	arena_clear(&arena);
	assert_string_equal(arena_copy(&arena, "abc", 2), "ab");
	arena_clear(&arena);
	assert_string_equal(arena_copy(&arena, NULL, 0), "");
	arena_clear(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(new_memory_is_zero_and_there_even_for_no_size),
	    cmocka_unit_test(resizing_keeps_what_was_there),
	    cmocka_unit_test(an_array_grows_geometrically_from_any_capacity),
	    cmocka_unit_test(an_array_with_room_stays_where_it_is),
	    cmocka_unit_test(a_copy_has_a_nul_behind_it),
	    cmocka_unit_test(an_arena_gives_zeroed_memory_aligned_for_anything),
	    cmocka_unit_test(an_arena_of_many_pieces_takes_few_chunks),
	    cmocka_unit_test(an_arena_can_be_used_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
