/* SPDX-License-Identifier: Apache-2.0 */
/* Loading while the caller goes on, in any number of threads. */
#include "folder.h"
#include <stdatomic.h>
#include "cnai/loader.h"

/* Folders, sections, bundles, hidden posts, bad posts: 900 files. */
static void
write_archive(void **state)
{
	static const char *const fronts[] = {
	    POST("Same", ""),
	    POST("Same", "weight: 3\n"),
	    POST("Same", "date: 2024-04-19\n"),
	    POST("Same", "draft: true\n"),
	    "---\ntitle: [\nweight: x\n---\n",
	    "+++\ntitle = \"T\"\nweight = 2\n+++\n",
	    "no front matter \x01\n",
	};

	for (int i = 0; i < 900; i++) {
		struct strbuf name = {0};

		strbuf_printf(&name, "f%d/g%d/p%d.md", i % 7, i % 3, i);
		write_file(state, name.data, fronts[i % 7]);
		strbuf_clear(&name);
	}
	write_file(
	    state, "f1/_index.md", "---\ntitle: One\ncascade: {weight: 1}\n---\n");
	write_file(state, "f2/b/index.md", POST("Bundle", ""));
}

static void
append_archive(struct strbuf *text, const struct archive *archive)
{
	for (size_t i = 0; i < archive->count; i++)
		strbuf_printf(text, "%s %s %d\n", archive->posts[i].path,
		    archive->posts[i].section, (int)archive->posts[i].weight);
	for (size_t i = 0; i < archive->diagnostics.count; i++)
		strbuf_printf(text, "%s: %s\n", archive->diagnostics.items[i].path,
		    archive->diagnostics.items[i].message);
	strbuf_printf(text, "%zu hidden\n", archive->hidden_count);
}

static void
any_number_of_threads_gives_the_same(void **state)
{
	struct place *place = *state;
	struct strbuf first = {0};

	write_archive(state);
	for (unsigned threads = 0; threads <= 9; threads++) {
		struct archive_options options = {
		    .threads = threads, .checks_bodies = true};
		struct error error = {0};
		struct archive *archive =
		    archive_load(place->path, &options, &error);
		struct strbuf text = {0};

		assert_non_null(archive);
		append_archive(&text, archive);
		if (!first.length)
			strbuf_append(&first, strbuf_str(&text));
		assert_str(strbuf_str(&text), first.data);
		strbuf_clear(&text);
		archive_free(archive);
	}
	strbuf_clear(&first);
}

static void
a_loader_says_how_far_it_is(void **state)
{
	struct place *place = *state;
	struct archive_options options = {.show_hidden = true};
	struct error error = {0};
	struct archive_loader *loader;
	struct archive *archive;

	write_archive(state);
	loader = archive_loader_start(place->path, &options, &error);
	assert_non_null(loader);
	while (!archive_loader_wait(loader, 1))
		assert_in_range(archive_loader_progress(loader), 0, 901);
	assert_int_equal(archive_loader_progress(loader), 901);
	archive = archive_loader_finish(loader, &error);
	assert_non_null(archive);
	assert_int_equal(archive->count, 901);
	/* f0 to f6 and three below each, f2/b, and the root. */
	assert_int_equal(archive->folder_count, 1 + 7 * 4 + 1);
	assert_string_equal(archive->folders[0], "");
	archive_free(archive);
}

static void
a_cancelled_loader_leaves_nothing(void **state)
{
	struct place *place = *state;
	struct archive_options options = {0};
	struct error error = {0};

	write_archive(state);
	for (int i = 0; i < 20; i++) {
		options.threads = (unsigned)i % 4;
		archive_loader_cancel(
		    archive_loader_start(place->path, &options, &error));
	}
	archive_loader_cancel(NULL);
	assert_null(error.message);
}

static void
the_reason_comes_at_once_or_at_the_end(void **state)
{
	struct archive_options options = {0};
	struct error error = {0};
	char *nowhere = path_of(state, "nowhere"), *fifo = path_of(state, "fifo");
	struct archive_loader *loader;

	assert_null(archive_loader_start(nowhere, &options, &error));
	assert_string_equal(error.message, "No such file or directory");
	assert_int_equal(mkfifo(fifo, 0666), 0);
	loader = archive_loader_start(fifo, &options, &error);
	assert_non_null(loader);
	assert_null(archive_loader_finish(loader, &error));
	assert_string_equal(error.message, "is a FIFO, not a file");
	error_clear(&error);
	free(nowhere);
	free(fifo);
}

/* What seen() is given: how often, and how many bytes. */
struct seen {
	atomic_size_t count, bytes;
};

static void *
see(void *data, const struct post *post, struct str text)
{
	struct seen *seen = data;

	atomic_fetch_add(&seen->count, 1);
	atomic_fetch_add(&seen->bytes, text.length);
	return (void *)(uintptr_t)post->path;
}

static void
each_post_is_seen_once_with_its_file(void **state)
{
	struct place *place = *state;
	struct seen seen = {0};
	struct archive_options options = {.seen = see, .data = &seen, .threads = 3};
	struct error error = {0};
	struct archive *archive;

	write_archive(state);
	archive = archive_load(place->path, &options, &error);
	assert_non_null(archive);
	assert_int_equal(atomic_load(&seen.count), archive->count);
	assert_true(atomic_load(&seen.bytes) > archive->count * 10);
	for (size_t i = 0; i < archive->count; i++)
		assert_ptr_equal(archive->posts[i].seen, archive->posts[i].path);
	archive_free(archive);
}

/* Files come, shrink and go while the folders are walked: no crash. */
static void
an_archive_may_change_while_it_is_read(void **state)
{
	struct place *place = *state;
	struct archive_options options = {.threads = 2};
	struct error error = {0};

	write_archive(state);
	for (int i = 0; i < 10; i++) {
		struct archive_loader *loader =
		    archive_loader_start(place->path, &options, &error);
		struct archive *archive;

		for (int post = i; post < 900; post += 10) {
			struct strbuf name = {0};
			char *path;

			strbuf_printf(
			    &name, "f%d/g%d/p%d.md", post % 7, post % 3, post);
			path = path_of(state, name.data);
			assert_int_equal(
			    post % 2 ? remove(path) : truncate(path, 3), 0);
			free(path);
			strbuf_clear(&name);
		}
		archive = archive_loader_finish(loader, &error);
		assert_non_null(archive);
		archive_free(archive);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    IN_PLACE(any_number_of_threads_gives_the_same),
	    IN_PLACE(a_loader_says_how_far_it_is),
	    IN_PLACE(a_cancelled_loader_leaves_nothing),
	    IN_PLACE(the_reason_comes_at_once_or_at_the_end),
	    IN_PLACE(each_post_is_seen_once_with_its_file),
	    IN_PLACE(an_archive_may_change_while_it_is_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
