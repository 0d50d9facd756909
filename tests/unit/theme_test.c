/* SPDX-License-Identifier: Apache-2.0 */
/* What roles look like. */
#include "unit.h"
#include "cnai/document.h"
#include "cnai/theme.h"

static bool
has_attribute(struct look look)
{
	return look.is_bold || look.is_dim || look.is_italic ||
	       look.is_underlined || look.is_struck || look.is_reversed;
}

static void
plain_text_has_the_terminals_own_look(void **state)
{
	struct look look = theme_look(0);

	(void)state;
	assert_false(has_attribute(look));
	assert_int_equal(look.color, COLOR_DEFAULT);
	assert_true(look_equal(theme_look(STYLE_DECORATION), look));
}

static void
no_role_is_told_by_colour_alone(void **state)
{
	/* Bars stand before quotes and an indent before code blocks. */
	static const unsigned set_apart =
	    STYLE_QUOTE | STYLE_CODE_BLOCK | STYLE_DECORATION;

	(void)state;
	for (unsigned style = 1; style <= STYLE_SMALL; style <<= 1)
		if (!(style & set_apart))
			assert_true(has_attribute(theme_look(style)));
}

static void
roles_add_up(void **state)
{
	struct look look =
	    theme_look(STYLE_STRONG | STYLE_EMPHASIS | STYLE_LINK | STYLE_STRUCK);

	(void)state;
	assert_true(look.is_bold);
	assert_true(look.is_italic);
	assert_true(look.is_underlined);
	assert_true(look.is_struck);
	assert_false(look.is_dim);
}

static void
a_link_in_a_heading_is_both(void **state)
{
	struct look look = theme_look(STYLE_HEADING | STYLE_LINK);

	(void)state;
	assert_true(look.is_bold);
	assert_true(look.is_underlined);
}

static void
looks_differ_by_any_attribute_or_colour(void **state)
{
	const struct look plain = {.color = COLOR_DEFAULT};
	const struct look others[] = {
	    {.is_bold = true, .color = COLOR_DEFAULT},
	    {.is_dim = true, .color = COLOR_DEFAULT},
	    {.is_italic = true, .color = COLOR_DEFAULT},
	    {.is_underlined = true, .color = COLOR_DEFAULT},
	    {.is_struck = true, .color = COLOR_DEFAULT},
	    {.is_reversed = true, .color = COLOR_DEFAULT},
	    {.color = COLOR_ANSI_RED},
	};

	(void)state;
	assert_true(look_equal(plain, plain));
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
		assert_false(look_equal(plain, others[i]));
		assert_true(look_equal(others[i], others[i]));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(plain_text_has_the_terminals_own_look),
	    cmocka_unit_test(no_role_is_told_by_colour_alone),
	    cmocka_unit_test(roles_add_up),
	    cmocka_unit_test(a_link_in_a_heading_is_both),
	    cmocka_unit_test(looks_differ_by_any_attribute_or_colour),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
