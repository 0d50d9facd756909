/* SPDX-License-Identifier: Apache-2.0 */
/* Selection and scrolling in a list of 10 entries and a window of 4 rows. */
#include "unit.h"
#include "cnai/picker.h"

static struct picker
ten_in_four(size_t selected)
{
	struct picker picker = {.entry_rows = 1};

	picker_fit(&picker, 10, 4);
	picker_select(&picker, selected);
	return picker;
}

static void
movements_go_where_pagers_go(void **state)
{
	static const struct {
		size_t from;
		enum movement movement;
		size_t count, to;
	} moves[] = {
	    {0, MOVE_LINE_DOWN, 0, 1},
	    {0, MOVE_LINE_DOWN, 3, 3},
	    {9, MOVE_LINE_DOWN, 0, 9},
	    {8, MOVE_LINE_DOWN, 1000000000, 9},
	    {0, MOVE_LINE_UP, 0, 0},
	    {5, MOVE_LINE_UP, 2, 3},
	    {0, MOVE_PAGE_DOWN, 0, 4},
	    {9, MOVE_PAGE_UP, 0, 5},
	    {0, MOVE_HALF_DOWN, 0, 2},
	    {9, MOVE_HALF_UP, 0, 7},
	    {5, MOVE_TOP, 0, 0},
	    {0, MOVE_TOP, 5, 4},
	    {0, MOVE_END, 0, 9},
	    {0, MOVE_END, 5, 4},
	    {0, MOVE_END, 99, 9},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(moves) / sizeof(*moves); i++) {
		struct picker picker = ten_in_four(moves[i].from);

		picker_move(&picker, moves[i].movement, moves[i].count);
		assert_int_equal(picker.selected, moves[i].to);
	}
}

static void
the_selection_stays_in_sight(void **state)
{
	(void)state;
	for (size_t entry = 0; entry < 10; entry++) {
		struct picker picker = ten_in_four(entry);

		assert_true(picker.top <= entry && entry < picker.top + 4);
		picker_fit(&picker, 10, 1);
		assert_int_equal(picker.top, entry);
		picker_fit(&picker, 10, 50);
		assert_int_equal(picker.top, 0);
		assert_int_equal(picker.selected, entry);
	}
}

/* A window that was small for a while shows what it showed before. */
static void
the_window_is_as_before_when_it_is_as_large(void **state)
{
	struct picker picker = ten_in_four(5);

	(void)state;
	picker_scroll_to(&picker, 2);
	picker_select(&picker, 4);
	for (size_t rows = 4; rows > 0; rows--)
		picker_fit(&picker, 10, rows);
	assert_int_equal(picker.top, 4);
	picker_fit(&picker, 10, 4);
	assert_int_equal(picker.top, 2);
}

static void
fewer_entries_select_the_last(void **state)
{
	struct picker picker = ten_in_four(9);

	(void)state;
	picker_fit(&picker, 3, 4);
	assert_int_equal(picker.selected, 2);
	picker_fit(&picker, 0, 4);
	assert_int_equal(picker.selected, 0);
	picker_move(&picker, MOVE_END, 0);
	assert_int_equal(picker.selected, 0);
}

static void
an_entry_may_take_several_rows(void **state)
{
	struct picker picker = {.entry_rows = 3};

	(void)state;
	picker_fit(&picker, 10, 8);
	assert_int_equal(picker_capacity(&picker), 2);
	picker_fit(&picker, 10, 2);
	assert_int_equal(picker_capacity(&picker), 1);
	picker_select(&picker, 5);
	assert_int_equal(picker.top, 5);
}

static void
the_place_counts_from_one(void **state)
{
	struct picker picker = ten_in_four(2), empty = {.entry_rows = 1};
	struct strbuf place = {0};

	(void)state;
	picker_append_place(&empty, &place);
	assert_int_equal(place.length, 0);
	picker_append_place(&picker, &place);
	assert_str(strbuf_str(&place), "3 of 10");
	strbuf_clear(&place);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(movements_go_where_pagers_go),
	    cmocka_unit_test(the_selection_stays_in_sight),
	    cmocka_unit_test(the_window_is_as_before_when_it_is_as_large),
	    cmocka_unit_test(fewer_entries_select_the_last),
	    cmocka_unit_test(an_entry_may_take_several_rows),
	    cmocka_unit_test(the_place_counts_from_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
