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
	struct look look = theme_look(NULL, 0);

	(void)state;
	assert_false(has_attribute(look));
	assert_int_equal(look.color, COLOR_DEFAULT);
	assert_true(look_equal(theme_look(NULL, STYLE_DECORATION), look));
}

/* Bars stand before quotes and an indent before code blocks; hints have a row
 * of their own. What is decoration or wide has no look of its own. */
static const unsigned set_apart =
    STYLE_QUOTE | STYLE_CODE_BLOCK | STYLE_HINT | STYLE_DECORATION | STYLE_WIDE;

static void
no_role_is_told_by_colour_alone(void **state)
{
	(void)state;
	for (unsigned style = 1; style <= STYLE_HINT; style <<= 1)
		if (!(style & set_apart))
			assert_true(has_attribute(theme_look(NULL, style)));
}

static const char *const names[] = {
    "default", "dark", "light", "high-contrast", "mono"};
enum { NAMES = sizeof(names) / sizeof(*names) };

static void
no_theme_tells_a_role_by_colour_alone(void **state)
{
	(void)state;
	for (size_t i = 0; i < NAMES; i++) {
		struct theme theme;

		assert_true(theme_init(&theme, names[i]));
		for (unsigned style = 1; style <= STYLE_HINT; style <<= 1)
			if (!(style & set_apart))
				assert_true(
				    has_attribute(theme_look(&theme, style)));
	}
}

static void
mono_and_high_contrast_keep_their_word(void **state)
{
	struct theme mono, contrast;

	(void)state;
	theme_init(&mono, "mono");
	theme_init(&contrast, "high-contrast");
	for (unsigned style = 1; style <= STYLE_HINT; style <<= 1) {
		assert_int_equal(theme_look(&mono, style).color, COLOR_DEFAULT);
		assert_false(theme_look(&contrast, style).is_dim);
	}
}

static void
an_unknown_theme_is_the_default_one(void **state)
{
	struct theme theme;

	(void)state;
	assert_false(theme_init(&theme, "drak"));
	assert_true(look_equal(
	    theme_look(&theme, STYLE_HEADING), theme_look(NULL, STYLE_HEADING)));
	assert_string_equal(theme_nearest("drak"), "dark");
	assert_string_equal(theme_nearest_role("haeding"), "heading");
}

static void
a_role_is_set_in_words(void **state)
{
	static const struct {
		const char *text;
		struct look look;
	} looks[] = {
	    {"plain", {.color = COLOR_DEFAULT}},
	    {"bold cyan", {.is_bold = true, .color = COLOR_ANSI_CYAN}},
	    {"  red   italic ", {.is_italic = true, .color = COLOR_ANSI_RED}},
	    {"reverse underline struck dim", {.is_reversed = true,
						 .is_underlined = true,
						 .is_struck = true,
						 .is_dim = true,
						 .color = COLOR_DEFAULT}},
	    {"bold #5FAFFF", {.is_bold = true, .color = COLOR_RGB | 0x5FAFFF}},
	    {"21", {.color = 21}},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(looks) / sizeof(*looks); i++) {
		struct error error = {0};
		struct theme theme;

		theme_init(&theme, "default");
		assert_true(theme_set_role(&theme, "link", looks[i].text, &error));
		assert_true(
		    look_equal(theme_look(&theme, STYLE_LINK), looks[i].look));
	}
}

static void
a_wrong_look_changes_nothing(void **state)
{
	static const char *const wrong[] = {
	    "blod", "256", "#12", "#12345g", "1000", "-1", "bold, red"};
	struct theme theme;

	(void)state;
	theme_init(&theme, "default");
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		struct error error = {0};

		assert_false(theme_set_role(&theme, "link", wrong[i], &error));
		assert_non_null(error.message);
		assert_true(look_equal(
		    theme_look(&theme, STYLE_LINK), theme_look(NULL, STYLE_LINK)));
		error_clear(&error);
	}
}

static void
roles_add_up(void **state)
{
	struct look look = theme_look(
	    NULL, STYLE_STRONG | STYLE_EMPHASIS | STYLE_LINK | STYLE_STRUCK);

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
	struct look look = theme_look(NULL, STYLE_HEADING | STYLE_LINK);

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
	    cmocka_unit_test(no_theme_tells_a_role_by_colour_alone),
	    cmocka_unit_test(mono_and_high_contrast_keep_their_word),
	    cmocka_unit_test(an_unknown_theme_is_the_default_one),
	    cmocka_unit_test(a_role_is_set_in_words),
	    cmocka_unit_test(a_wrong_look_changes_nothing),
	    cmocka_unit_test(roles_add_up),
	    cmocka_unit_test(a_link_in_a_heading_is_both),
	    cmocka_unit_test(looks_differ_by_any_attribute_or_colour),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
