/* SPDX-License-Identifier: Apache-2.0 */
/* Colours: what is read, what terminals with fewer show, what they are sent. */
#include "unit.h"
#include "cnai/color.h"

static const struct {
	const char *word;
	int color;
	int of_256, of_8;
	const char *parameter;
} colors[] = {
    {"black", COLOR_ANSI_BLACK, 0, 0, "30"},
    {"cyan", COLOR_ANSI_CYAN, 6, 6, "36"},
    {"7", COLOR_ANSI_WHITE, 7, 7, "37"},
    {"8", 8, 8, COLOR_ANSI_BLACK, "90"},
    {"9", 9, 9, COLOR_ANSI_RED, "91"},
    {"15", 15, 15, COLOR_ANSI_WHITE, "97"},
    {"16", 16, 16, COLOR_DEFAULT, "38;5;16"},
    {"21", 21, 21, COLOR_ANSI_BLUE, "38;5;21"},
    {"255", 255, 255, COLOR_DEFAULT, "38;5;255"},
    {"#ff0000", COLOR_RGB | 0xFF0000, 196, COLOR_ANSI_RED, "38;2;255;0;0"},
    {"#5FAFFF", COLOR_RGB | 0x5FAFFF, 75, COLOR_ANSI_CYAN, "38;2;95;175;255"},
    {"#808080", COLOR_RGB | 0x808080, 244, COLOR_DEFAULT, "38;2;128;128;128"},
    {"#000000", COLOR_RGB, 16, COLOR_DEFAULT, "38;2;0;0;0"},
};
enum { COUNT = sizeof(colors) / sizeof(*colors) };

static void
are_read(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT; i++) {
		/* What stands behind the word is none of it. */
		struct strbuf line = {0};
		int color = COLOR_DEFAULT;

		strbuf_printf(&line, "%s5", colors[i].word);
		assert_true(color_read(
		    str_slice(strbuf_str(&line), 0, line.length - 1), &color));
		assert_int_equal(color, colors[i].color);
		strbuf_clear(&line);
	}
}

static void
other_words_are_refused(void **state)
{
	static const char *const wrong[] = {"", "Cyan", "cya", "256", "1000", "-1",
	    "+1", "#12", "#12345g", "#1234567", "123456"};

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		int color = COLOR_DEFAULT;

		assert_false(color_read(str_of(wrong[i]), &color));
		assert_int_equal(color, COLOR_DEFAULT);
	}
}

static void
become_the_nearest_there_is(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT; i++) {
		const int color = colors[i].color;

		assert_int_equal(color_shown(color, COLORS_ALL), color);
		assert_int_equal(color_shown(color, COLORS_MANY), colors[i].of_256);
		assert_int_equal(color_shown(color, COLORS_FEW), colors[i].of_8);
		assert_int_equal(color_shown(color, COLORS_NONE), COLOR_DEFAULT);
	}
	assert_int_equal(color_shown(COLOR_DEFAULT, COLORS_ALL), COLOR_DEFAULT);
	assert_int_equal(color_shown(COLOR_DEFAULT, COLORS_FEW), COLOR_DEFAULT);
	/* Some terminals have the bright ones and no more. */
	assert_int_equal(color_shown(9, 16), 9);
}

static void
are_written_as_short_as_can_be(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT; i++) {
		struct strbuf bytes = {0};

		color_append(&bytes, colors[i].color);
		assert_str(strbuf_str(&bytes), colors[i].parameter);
		strbuf_clear(&bytes);
	}
}

static void
eight_have_names(void **state)
{
	(void)state;
	assert_string_equal(color_name(0), "black");
	assert_string_equal(color_name(7), "white");
	assert_null(color_name(8));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(are_read),
	    cmocka_unit_test(other_words_are_refused),
	    cmocka_unit_test(become_the_nearest_there_is),
	    cmocka_unit_test(are_written_as_short_as_can_be),
	    cmocka_unit_test(eight_have_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
