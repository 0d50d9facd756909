/* SPDX-License-Identifier: Apache-2.0 */
/* What a misspelt name was meant to be. */
#include "unit.h"
#include "cnai/nearest.h"

static const char *const names[] = {"archive", "list", "latest", "links", "x",
    "a-name-that-is-longer-than-all-words-that-are-looked-at"};
enum { COUNT = sizeof(names) / sizeof(*names) };

static const char *
name_at(size_t index)
{
	return names[index];
}

static void
the_nearest_name_is_at_most_two_letters_away(void **state)
{
	static const struct {
		const char *word, *nearest;
	} cases[] = {
	    {"archive", "archive"},
	    {"archve", "archive"},
	    {"Archive", "archive"},
	    {"archiive", "archive"},
	    {"arhcive", "archive"},
	    {"archi", "archive"},
	    {"arch", NULL},
	    {"lits", "list"},
	    {"link", "links"},
	    {"lis", "list"},
	    {"lint", "list"}, /* of two as near, the first */
	    {"late", "latest"},
	    {"", NULL},
	    {"y", NULL}, /* not a letter is the same */
	    {"zz", NULL},
	    {"foot", NULL}, /* less than half of it would stay */
	    {"lap", NULL},
	    {"x", "x"},
	    {"a-name-that-is-longer-than-all-words-that-are-looked-at", NULL},
	    {"archivearchivearchivearchivearchive", NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const char *nearest =
		    nearest_name(str_of(cases[i].word), name_at, COUNT);

		if (cases[i].nearest)
			assert_string_equal(
			    nearest ? nearest : "(none)", cases[i].nearest);
		else
			assert_null(nearest);
	}
}

static void
of_no_names_none_is_near(void **state)
{
	(void)state;
	assert_null(nearest_name(str_of("list"), name_at, 0));
}

static void
a_word_need_not_end_in_nul(void **state)
{
	(void)state;
	assert_string_equal(
	    nearest_name((struct str){"liste und mehr", 5}, name_at, COUNT),
	    "list");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_nearest_name_is_at_most_two_letters_away),
	    cmocka_unit_test(of_no_names_none_is_near),
	    cmocka_unit_test(a_word_need_not_end_in_nul),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
