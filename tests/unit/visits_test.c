/* SPDX-License-Identifier: Apache-2.0 */
/* Back and forward through what has been read. */
#include "unit.h"
#include "cnai/visits.h"

static void
assert_visit(const struct visit *visit, const char *path, uint32_t place)
{
	assert_non_null(visit);
	assert_string_equal(visit->path, path);
	assert_int_equal(visit->place, place);
}

static void
leads_back_and_forward(void **state)
{
	struct visits visits = {0};

	(void)state;
	assert_null(visits_last(&visits));
	assert_null(visits_step(&visits, -1));
	assert_null(visits_step(&visits, 1));
	visits_go(&visits, "a", 0);
	visits_note(&visits, "a", 7);
	visits_go(&visits, "b", 0);
	assert_visit(visits_last(&visits), "b", 0);
	assert_visit(visits_step(&visits, -1), "a", 7);
	assert_null(visits_step(&visits, -1));
	assert_visit(visits_last(&visits), "a", 7);
	assert_visit(visits_step(&visits, 1), "b", 0);
	assert_null(visits_step(&visits, 1));
	visits_clear(&visits);
}

static void
forgets_what_lay_ahead(void **state)
{
	struct visits visits = {0};

	(void)state;
	visits_go(&visits, "a", 1);
	visits_go(&visits, "b", 2);
	visits_go(&visits, "c", 3);
	visits_step(&visits, -1);
	visits_step(&visits, -1);
	visits_go(&visits, "d", 4);
	assert_null(visits_step(&visits, 1));
	assert_visit(visits_step(&visits, -1), "a", 1);
	visits_clear(&visits);
}

static void
forgets_the_oldest(void **state)
{
	struct visits visits = {0};
	uint32_t place = VISITS_MAX + 10;

	(void)state;
	for (uint32_t i = 0; i <= place; i++)
		visits_go(&visits, "a", i);
	assert_int_equal(visits.count, VISITS_MAX);
	for (size_t i = 1; i < VISITS_MAX; i++)
		assert_visit(visits_step(&visits, -1), "a", --place);
	assert_null(visits_step(&visits, -1));
	visits_clear(&visits);
}

/* A view that is on its way out may still say where it was. */
static void
notes_only_places_in_the_last_path(void **state)
{
	struct visits visits = {0};

	(void)state;
	visits_note(&visits, "a", 5);
	assert_null(visits_last(&visits));
	visits_go(&visits, "a", 5);
	visits_go(&visits, "b", 6);
	visits_note(&visits, "a", 7);
	assert_visit(visits_last(&visits), "b", 6);
	assert_visit(visits_step(&visits, -1), "a", 5);
	visits_clear(&visits);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(leads_back_and_forward),
	    cmocka_unit_test(forgets_what_lay_ahead),
	    cmocka_unit_test(forgets_the_oldest),
	    cmocka_unit_test(notes_only_places_in_the_last_path),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
