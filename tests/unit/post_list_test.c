/* SPDX-License-Identifier: Apache-2.0 */
/* Which posts a list shows, and in what order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>
#include "cnai/memory.h"
#include "cnai/post_list.h"

static const char *const titles[] = {
    "beta, 3 May 2024", "Alpha", "gamma", "Älpha 2, 1 June 2024"};
enum { COUNT = sizeof(titles) / sizeof(*titles) };

struct fixture {
	struct post posts[COUNT];
	struct archive archive;
	struct state *state;
	struct post_list list;
};

static int
set_up(void **data)
{
	struct fixture *fixture = memory_alloc(sizeof(*fixture));
	struct error error = {0};
	static const char *const paths[COUNT] = {"a", "b", "c", "d"};

	for (size_t i = 0; i < COUNT; i++)
		fixture->posts[i] =
		    (struct post){.path = paths[i], .title = str_of(titles[i])};
	fixture->posts[2].date = (struct post_date){true, 1714521600};
	fixture->archive.posts = fixture->posts;
	fixture->archive.count = COUNT;
	fixture->state = state_open(NULL, "", &error);
	state_take_archive(fixture->state, &fixture->archive);
	*data = fixture;
	return 0;
}

static int
tear_down(void **data)
{
	struct fixture *fixture = *data;

	post_list_clear(&fixture->list);
	state_close(fixture->state);
	free(fixture);
	return 0;
}

/* Checks that the list shows the posts whose indices are the digits. */
static void
expect(struct fixture *fixture, const char *digits)
{
	struct strbuf shown = {0};

	post_list_fill(&fixture->list, &fixture->archive, fixture->state);
	for (size_t i = 0; i < fixture->list.count; i++)
		strbuf_printf(&shown, "%zu", fixture->list.posts[i]);
	assert_string_equal(shown.length ? shown.data : "", digits);
	strbuf_clear(&shown);
}

static void
sorts(void **data)
{
	struct fixture *fixture = *data;

	expect(fixture, "0123");
	/* Dates of titles count where the front matter has none. */
	fixture->list.sort = POST_SORT_DATE;
	expect(fixture, "3021");
	fixture->list.is_reversed = true;
	expect(fixture, "1203");
	fixture->list.is_reversed = false;
	fixture->list.sort = POST_SORT_TITLE;
	expect(fixture, "1302");
}

static void
filters(void **data)
{
	struct fixture *fixture = *data;

	state_set_read(fixture->state, 1, true);
	state_set_bookmarked(fixture->state, 2, true);
	fixture->list.filter = POST_FILTER_UNREAD;
	expect(fixture, "023");
	fixture->list.filter = POST_FILTER_BOOKMARKED;
	expect(fixture, "2");
	fixture->list.filter = POST_FILTER_ALL;
	expect(fixture, "0123");
}

/* A post that has been read stays where it is until the list is made anew. */
static void
stays(void **data)
{
	struct fixture *fixture = *data;

	fixture->list.filter = POST_FILTER_UNREAD;
	expect(fixture, "0123");
	state_set_read(fixture->state, 1, true);
	assert_int_equal(post_list_find(&fixture->list, 1), 1);
	expect(fixture, "023");
	assert_int_equal(post_list_find(&fixture->list, 1), 3);
	assert_int_equal(post_list_find(&fixture->list, 3), 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(sorts, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(filters, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(stays, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
