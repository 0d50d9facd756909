/* SPDX-License-Identifier: Apache-2.0 */
/* Which changes of a folder are changes of the archive. */
#include "folder.h"
#include <poll.h>
#include "cnai/watch.h"

static struct archive *
load(void **state)
{
	struct archive_options options = {0};
	struct error error = {0};
	struct archive *archive =
	    archive_load(((struct place *)*state)->path, &options, &error);

	assert_non_null(archive);
	return archive;
}

/* NULL, and the test skipped, where the system cannot tell. */
static struct watch *
start(void **state)
{
	struct archive *archive = load(state);
	struct watch *watch = watch_start(archive);

	archive_free(archive);
	if (!watch)
		skip();
	assert_false(watch_take(watch));
	return watch;
}

static void
remove_file(void **state, const char *name)
{
	char *path = path_of(state, name);

	assert_int_equal(remove(path), 0);
	free(path);
}

static void
rename_file(void **state, const char *name, const char *other)
{
	char *from = path_of(state, name), *to = path_of(state, other);

	assert_int_equal(rename(from, to), 0);
	free(from);
	free(to);
}

static void
posts_and_folders_are_news(void **state)
{
	struct watch *watch;
	struct pollfd news = {.events = POLLIN};

	write_file(state, "a.md", "");
	write_file(state, "deep/er/b.md", "");
	watch = start(state);
	news.fd = watch_descriptor(watch);
	assert_int_equal(poll(&news, 1, 0), 0);
	write_file(state, "a.md", "changed");
	assert_int_equal(poll(&news, 1, 0), 1);
	assert_true(watch_take(watch));
	assert_false(watch_take(watch));
	write_file(state, "deep/er/new.markdown", "");
	assert_true(watch_take(watch));
	write_file(state, "_index.md", "");
	assert_true(watch_take(watch));
	remove_file(state, "deep/er/b.md");
	assert_true(watch_take(watch));
	write_file(state, "folder/c.md", "");
	assert_true(watch_take(watch));
	rename_file(state, "deep", "deeper");
	assert_true(watch_take(watch));
	watch_free(watch);
}

#ifdef __linux__
static void
what_editors_leave_is_no_news(void **state)
{
	static const char *const names[] = {
	    ".a.md.swp", "a.md~", "#a.md#", ".#a.md", "4913", "notes.txt", "x.jpg"};
	struct watch *watch;

	write_file(state, "a.md", "");
	watch = start(state);
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		write_file(state, names[i], "x");
		remove_file(state, names[i]);
		assert_false(watch_take(watch));
	}
	write_file(state, ".git/index.md", "");
	assert_false(watch_take(watch));
	write_file(state, "a.md.new", "x");
	rename_file(state, "a.md.new", "a.md");
	assert_true(watch_take(watch));
	watch_free(watch);
}
#endif

static void
hundreds_of_changes_are_taken_at_once(void **state)
{
	struct watch *watch = start(state);

	for (int i = 0; i < 500; i++) {
		struct strbuf name = {0};

		strbuf_printf(&name, "post_with_a_name_that_is_long_%d.md", i);
		write_file(state, name.data, "");
		strbuf_clear(&name);
	}
	assert_true(watch_take(watch));
	assert_false(watch_take(watch));
	watch_free(watch);
}

static void
a_single_file_is_watched_whatever_its_name(void **state)
{
	struct archive_options options = {0};
	struct error error = {0};
	char *path = path_of(state, "notes.txt");
	struct archive *archive;
	struct watch *watch;

	write_file(state, "notes.txt", "");
	archive = archive_load(path, &options, &error);
	assert_non_null(archive);
	watch = watch_start(archive);
	archive_free(archive);
	free(path);
	if (!watch)
		skip();
	write_file(state, "notes.txt", "changed");
	assert_true(watch_take(watch));
	watch_free(watch);
	watch_free(NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    IN_PLACE(posts_and_folders_are_news),
#ifdef __linux__
	    IN_PLACE(what_editors_leave_is_no_news),
#endif
	    IN_PLACE(hundreds_of_changes_are_taken_at_once),
	    IN_PLACE(a_single_file_is_watched_whatever_its_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
