/* SPDX-License-Identifier: Apache-2.0 */
/* What is remembered: by post, in the file, by several at once, and where the
 * file cannot be used. */
#include "folder.h"
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include "cnai/state.h"

static struct archive *
load(void **state)
{
	char *path = path_of(state, "news");
	const struct archive_options options = {.threads = 1};
	struct error error = {0};
	struct archive *archive = archive_load(path, &options, &error);

	assert_non_null(archive);
	free(path);
	return archive;
}

/* The state of the test's archive in the test's file, bound to ARCHIVE. */
static struct state *
open_noticed(void **state, const struct archive *archive, struct error *notice)
{
	char *path = path_of(state, "home/cnai-read/state.db");
	struct state *kept = state_open(path, archive->root, notice);

	state_take_archive(kept, archive);
	free(path);
	return kept;
}

static struct state *
open_kept(void **state, const struct archive *archive)
{
	struct error notice = {0};
	struct state *kept = open_noticed(state, archive, &notice);

	assert_null(notice.message);
	return kept;
}

static struct archive *
load_news(void **state)
{
	write_file(state, "news/a.md", POST("Apple", "weight: 1\n") "apple text\n");
	write_file(state, "news/b.md", POST("Birne", "weight: 2\n") "birne text\n");
	write_file(state, "news/c.md", POST("Citron", "weight: 3\n") "citron\n");
	return load(state);
}

/* An archive of three posts and what is kept of it, nothing yet. */
static struct archive *
begin(void **state, struct state **kept)
{
	struct archive *archive;

	archive = load_news(state);
	*kept = open_kept(state, archive);
	return archive;
}

static void
move(void **state, const char *from, const char *to)
{
	char *old = path_of(state, from), *new = path_of(state, to);

	assert_int_equal(rename(old, new), 0);
	free(old);
	free(new);
}

/* The index of the post with the path. */
static size_t
at(const struct archive *archive, const char *path)
{
	for (size_t i = 0; i < archive->count; i++)
		if (strcmp(archive->posts[i].path, path) == 0)
			return i;
	fail_msg("no post %s", path);
	return 0;
}

/* Closes the state and the archive and opens both anew. */
static void
again(void **state, struct state **kept, struct archive **archive)
{
	state_close(*kept);
	archive_free(*archive);
	*archive = load(state);
	*kept = open_kept(state, *archive);
}

static void
marks_outlive_the_session(void **state)
{
	struct archive *archive;
	struct state *kept;

	archive = begin(state, &kept);
	assert_int_equal(state_unread_count(kept), 3);
	state_set_read(kept, 1, true);
	state_set_bookmarked(kept, 1, true);
	state_set_bookmarked(kept, 2, true);
	again(state, &kept, &archive);
	assert_true(state_is_read(kept, 1));
	assert_true(state_is_bookmarked(kept, 1));
	assert_false(state_is_read(kept, 2));
	assert_true(state_is_bookmarked(kept, 2));
	assert_int_equal(state_unread_count(kept), 2);
	state_set_read(kept, 1, false);
	assert_int_equal(state_unread_count(kept), 3);
	again(state, &kept, &archive);
	assert_false(state_is_read(kept, 1));
	assert_true(state_is_bookmarked(kept, 1));
	state_close(kept);
	archive_free(archive);
}

static void
the_folder_is_for_the_user_alone(void **state)
{
	struct archive *archive;
	char *folder = path_of(state, "home/cnai-read");
	struct stat status;

	archive = load_news(state);
	state_close(open_kept(state, archive));
	assert_int_equal(stat(folder, &status), 0);
	assert_int_equal(status.st_mode & 0777, 0700);
	archive_free(archive);
	free(folder);
}

static void
all_read_is_undone(void **state)
{
	struct archive *archive;
	struct state *kept;

	archive = begin(state, &kept);
	assert_false(state_undo_all_read(kept));
	state_set_read(kept, 0, true);
	state_set_all_read(kept);
	assert_int_equal(state_unread_count(kept), 0);
	assert_true(state_undo_all_read(kept));
	assert_int_equal(state_unread_count(kept), 2);
	/* Not once a post has been marked otherwise. */
	state_set_all_read(kept);
	state_set_read(kept, 1, false);
	assert_false(state_undo_all_read(kept));
	again(state, &kept, &archive);
	assert_true(state_is_read(kept, 0));
	assert_int_equal(state_unread_count(kept), 1);
	state_close(kept);
	archive_free(archive);
}

static void
a_post_is_known_after_it_moved(void **state)
{
	struct archive *archive;
	struct state *kept;

	archive = begin(state, &kept);
	state_set_read(kept, 0, true);
	state_set_bookmarked(kept, 1, true);
	/* The title stays, the text changes; then the other way round. */
	move(state, "news/a.md", "news/moved.md");
	write_file(state, "news/moved.md", POST("Apple", "") "all new\n");
	move(state, "news/b.md", "news/named.md");
	write_file(
	    state, "news/named.md", POST("Pear", "weight: 2\n") "birne text\n");
	again(state, &kept, &archive);
	assert_true(state_is_read(kept, at(archive, "moved.md")));
	assert_true(state_is_bookmarked(kept, at(archive, "named.md")));
	assert_false(state_is_read(kept, at(archive, "c.md")));
	/* And it stays so. */
	again(state, &kept, &archive);
	assert_true(state_is_read(kept, at(archive, "moved.md")));
	state_close(kept);
	archive_free(archive);
}

static void
a_post_that_is_edited_or_copied_is_itself(void **state)
{
	struct archive *archive;
	struct state *kept;

	archive = begin(state, &kept);
	state_set_read(kept, 0, true);
	write_file(state, "news/a.md", POST("Other", "") "other\n");
	write_file(
	    state, "news/copy.md", POST("Apple", "weight: 1\n") "apple text\n");
	again(state, &kept, &archive);
	assert_true(state_is_read(kept, at(archive, "a.md")));
	assert_false(state_is_read(kept, at(archive, "copy.md")));
	state_close(kept);
	archive_free(archive);
}

static void
an_archive_is_known_after_it_moved(void **state)
{
	struct archive *archive;
	struct state *kept;
	char *path;

	archive = begin(state, &kept);
	state_set_visited(kept);
	state_set_read(kept, 0, true);
	state_close(kept);
	archive_free(archive);
	move(state, "news", "elsewhere");
	path = path_of(state, "elsewhere");
	archive =
	    archive_load(path, &(struct archive_options){0}, &(struct error){0});
	kept = open_kept(state, archive);
	assert_true(state_is_read(kept, 0));
	assert_false(state_is_new(kept, 1));
	state_close(kept);
	archive_free(archive);
	free(path);
}

static void
what_comes_after_a_visit_is_new(void **state)
{
	struct archive *archive;
	struct state *kept;

	archive = begin(state, &kept);
	assert_true(state_is_new(kept, 0));
	state_set_visited(kept);
	assert_true(state_is_new(kept, 0));
	again(state, &kept, &archive);
	assert_false(state_is_new(kept, 0));
	write_file(state, "news/d.md", POST("Dattel", ""));
	again(state, &kept, &archive);
	assert_true(state_is_new(kept, at(archive, "d.md")));
	assert_false(state_is_new(kept, at(archive, "a.md")));
	state_set_read(kept, at(archive, "d.md"), true);
	assert_false(state_is_new(kept, at(archive, "d.md")));
	state_close(kept);
	archive_free(archive);
}

static void
a_place_is_found_in_a_changed_text(void **state)
{
	static const char text[] =
	    "One. The first paragraph says little.\n\nTwo. The second one, which "
	    "is meant, says the same with other words.\n\nThree. The end.\n";
	static const struct {
		const char *text, *at; /* AT NULL: the end */
	} changed[] = {
	    {text, "Two. The second"},
	    {"Zero. Put in front, as it happens.\n\nOne. The first paragraph says "
	     "little.\n\nTwo. The second one, which is meant, says the same with "
	     "other words.\n\nThree. The end.\n",
		"Two. The second"},
	    {"Two. The second one, which is meant, was changed.", "Two."},
	    {"One. The first paragraph says little.\n\nSecond, it is quite another "
	     "text now, and longer than before.",
		"Second, it"},
	    {"short", NULL},
	    {"", NULL},
	};
	struct archive *archive;
	struct state *kept;

	archive = begin(state, &kept);
	assert_int_equal(state_place(kept, 0, str_of(text)), 0);
	state_set_place(
	    kept, 0, str_of(text), (size_t)(strstr(text, "Two.") - text));
	again(state, &kept, &archive);
	for (size_t i = 0; i < sizeof(changed) / sizeof(*changed); i++) {
		const char *now = changed[i].text;
		const size_t expected =
		    changed[i].at ? (size_t)(strstr(now, changed[i].at) - now)
				  : strlen(now);

		assert_int_equal(state_place(kept, 0, str_of(now)), expected);
	}
	assert_false(state_is_read(kept, 0));
	state_close(kept);
	archive_free(archive);
}

static void
histories_are_bounded_and_without_doubles(void **state)
{
	enum { HISTORY_MAX = 500 };
	struct archive *archive;
	struct state *kept;
	char line[16];

	archive = begin(state, &kept);
	state_add_history(kept, STATE_SEARCHES, str_of("wasm"));
	state_add_history(kept, STATE_SEARCHES, str_of("gpu"));
	state_add_history(kept, STATE_SEARCHES, str_of("wasm"));
	state_add_history(kept, STATE_SEARCHES, str_of(""));
	state_add_history(kept, STATE_COMMANDS, str_of("links"));
	assert_int_equal(state_history_count(kept, STATE_SEARCHES), 2);
	assert_string_equal(state_history_line(kept, STATE_SEARCHES, 1), "wasm");
	for (int i = 0; i < HISTORY_MAX + 2; i++) {
		snprintf(line, sizeof(line), "line %d", i);
		state_add_history(kept, STATE_PATHS, str_of(line));
	}
	for (int i = 0; i < 2; i++) {
		assert_int_equal(state_history_count(kept, STATE_COMMANDS), 1);
		assert_int_equal(
		    state_history_count(kept, STATE_PATHS), HISTORY_MAX);
		assert_string_equal(
		    state_history_line(kept, STATE_PATHS, 0), "line 2");
		again(state, &kept, &archive);
	}
	state_close(kept);
	archive_free(archive);
}

static void
settings_are_kept(void **state)
{
	struct archive *archive;
	struct state *kept;

	archive = begin(state, &kept);
	assert_null(state_value(kept, "sort"));
	state_set_value(kept, "sort", "title");
	state_set_value(kept, "sort", "date");
	again(state, &kept, &archive);
	assert_string_equal(state_value(kept, "sort"), "date");
	state_close(kept);
	archive_free(archive);
}

static void
instances_see_each_other(void **state)
{
	struct archive *archive;
	struct state *one, *two;

	archive = load_news(state);
	one = open_kept(state, archive);
	two = open_kept(state, archive);
	assert_false(state_refresh(two));
	state_set_read(one, 0, true);
	assert_true(state_refresh(two));
	assert_false(state_refresh(two));
	assert_true(state_is_read(two, 0));
	state_set_bookmarked(two, 0, true);
	state_add_history(two, STATE_SEARCHES, str_of("wasm"));
	assert_true(state_refresh(one));
	assert_true(state_is_read(one, 0));
	assert_true(state_is_bookmarked(one, 0));
	assert_string_equal(state_history_line(one, STATE_SEARCHES, 0), "wasm");
	state_close(one);
	state_close(two);
	archive_free(archive);
}

/* Marks and unmarks until it is killed, telling of each through PIPE. */
static void
mark_forever(struct state *kept, int pipe)
{
	for (bool is_set = true;; is_set = !is_set) {
		state_set_read(kept, 0, is_set);
		if (write(pipe, is_set ? "1" : "0", 1) != 1)
			_exit(1);
	}
}

static void
a_killed_instance_loses_its_last_change_at_most(void **state)
{
	enum { ROUNDS = 30 };
	int seen[2] = {0};
	struct archive *archive;

	archive = load_news(state);
	for (int round = 0; round < ROUNDS; round++) {
		int ends[2], marks = 0;
		char last = '0', next;
		struct state *kept;
		pid_t child;

		assert_int_equal(pipe(ends), 0);
		child = fork();
		if (child == 0) {
			kept = open_kept(state, archive);
			state_set_read(kept, 0, false);
			mark_forever(kept, ends[1]);
		}
		close(ends[1]);
		while (read(ends[0], &next, 1) == 1) {
			last = next;
			if (++marks == 10 + round)
				kill(child, SIGKILL);
		}
		close(ends[0]);
		waitpid(child, NULL, 0);
		kept = open_kept(state, archive);
		/* What was told last is there, or the one change after it:
		 * with either the file is whole and can be written. */
		assert_true(marks >= 10);
		seen[state_is_read(kept, 0) == (last == '1')]++;
		state_set_bookmarked(kept, 1, round % 2 == 0);
		state_close(kept);
	}
	assert_int_equal(seen[0] + seen[1], ROUNDS);
	archive_free(archive);
}

static void
two_processes_lose_nothing_of_each_other(void **state)
{
	enum { CHANGES = 40 };
	struct archive *archive;
	struct state *kept;
	int status;
	pid_t child;

	archive = load_news(state);
	child = fork();
	kept = open_kept(state, archive);
	for (int i = 0; i < CHANGES; i++) {
		char line[32];

		snprintf(line, sizeof(line), "%s %d", child ? "one" : "two", i);
		state_add_history(kept, STATE_SEARCHES, str_of(line));
		state_set_read(kept, child ? 0 : 1, i % 2 == 0);
	}
	state_set_read(kept, child ? 0 : 1, true);
	if (!child) {
		state_close(kept);
		_exit(0);
	}
	waitpid(child, &status, 0);
	assert_int_equal(status, 0);
	again(state, &kept, &archive);
	assert_int_equal(state_history_count(kept, STATE_SEARCHES), 2 * CHANGES);
	assert_int_equal(state_unread_count(kept), 1);
	state_close(kept);
	archive_free(archive);
}

static struct strbuf
contents(void **state, const char *name)
{
	char *path = path_of(state, name);
	struct strbuf text = {0};
	FILE *file = fopen(path, "rb");
	int byte;

	while (file && (byte = getc(file)) != EOF)
		strbuf_append_byte(&text, (char)byte);
	if (file)
		fclose(file);
	free(path);
	return text;
}

static const char file_name[] = "home/cnai-read/state.db";

static void
write_bytes(void **state, struct str bytes)
{
	char *path = path_of(state, file_name);
	FILE *file;

	write_file(state, file_name, "");
	file = fopen(path, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes.data, 1, bytes.length, file), bytes.length);
	fclose(file);
	free(path);
}

/* The file cannot be used: that is said once, all works, and it stays as it
 * is. */
static void
assert_left_alone(void **state, const struct archive *archive, const char *reason)
{
	struct strbuf before = contents(state, file_name), after;
	struct error notice = {0};
	struct state *kept = open_noticed(state, archive, &notice);

	state_set_read(kept, 0, true);
	state_set_bookmarked(kept, 1, true);
	state_set_value(kept, "sort", "title");
	state_add_history(kept, STATE_SEARCHES, str_of("wasm"));
	/* Some trouble is only seen when the file is used. */
	if (!notice.message)
		state_take_notice(kept, &notice);
	assert_non_null(notice.message);
	assert_non_null(strstr(notice.message, reason));
	assert_false(state_take_notice(kept, &notice));
	state_take_archive(kept, archive);
	assert_true(state_is_read(kept, 0));
	assert_true(state_is_bookmarked(kept, 1));
	assert_string_equal(state_value(kept, "sort"), "title");
	state_close(kept);
	error_clear(&notice);
	after = contents(state, file_name);
	assert_int_equal(before.length, after.length);
	if (before.length)
		assert_memory_equal(before.data, after.data, before.length);
	strbuf_clear(&before);
	strbuf_clear(&after);
}

/* A file of the state with a mark in it; the caller clears it. */
static struct strbuf
good_file(void **state, const struct archive *archive)
{
	struct state *kept = open_kept(state, archive);

	state_set_read(kept, 2, true);
	state_close(kept);
	return contents(state, file_name);
}

static void
a_broken_file_is_left_alone(void **state)
{
	struct archive *archive;
	struct strbuf good, random = {0};
	uint32_t number = 1;

	archive = load_news(state);
	good = good_file(state, archive);
	for (int i = 0; i < 10000; i++) {
		number = number * 1664525U + 1013904223U;
		strbuf_append_byte(&random, (char)(number >> 24));
	}
	write_bytes(state, strbuf_str(&random));
	assert_left_alone(state, archive, "move the file away");
	for (size_t length = 1; length < good.length; length += 3001) {
		write_bytes(state, str_slice(strbuf_str(&good), 0, length));
		assert_left_alone(state, archive, "");
	}
	strbuf_clear(&good);
	strbuf_clear(&random);
	archive_free(archive);
}

static void
a_newer_or_foreign_file_is_left_alone(void **state)
{
	enum { VERSION_AT = 63, APPLICATION_AT = 68 };
	struct archive *archive;
	struct strbuf good;

	archive = load_news(state);
	good = good_file(state, archive);
	good.data[VERSION_AT]++;
	write_bytes(state, strbuf_str(&good));
	assert_left_alone(state, archive, "newer");
	good.data[VERSION_AT]--;
	good.data[APPLICATION_AT]++;
	write_bytes(state, strbuf_str(&good));
	assert_left_alone(state, archive, "is not a file of cnai-read");
	strbuf_clear(&good);
	archive_free(archive);
}

static void
an_empty_file_is_a_new_one(void **state)
{
	struct archive *archive;

	write_file(state, file_name, "");
	archive = load_news(state);
	state_close(open_kept(state, archive));
	archive_free(archive);
}

static void
a_folder_in_the_way_is_said(void **state)
{
	struct archive *archive;

	write_file(state, "home/cnai-read/state.db/x", "");
	archive = load_news(state);
	assert_left_alone(state, archive, "see whether");
	archive_free(archive);
}

/* In a child without rights or room, which then checks; cmocka's failures end
 * it with a status. */
static void
in_child(void **state, const struct archive *archive,
    void (*check)(void **state, const struct archive *archive))
{
	int status;
	const pid_t child = fork();

	if (child == 0) {
		/* Root may write everywhere. */
		if (geteuid() == 0 && seteuid(65534) != 0)
			_exit(2);
		check(state, archive);
		_exit(0);
	}
	waitpid(child, &status, 0);
	assert_int_equal(status, 0);
}

static void
read_and_mark(void **state, const struct archive *archive)
{
	struct error notice = {0};
	struct state *kept = open_noticed(state, archive, &notice);

	if (!state_is_read(kept, 2))
		_exit(3);
	error_clear(&notice);
	state_close(kept);
	assert_left_alone(state, archive, "see whether");
}

static void
what_is_read_only_is_read(void **state)
{
	struct archive *archive;
	char *file = path_of(state, file_name);
	char *folder = path_of(state, "home/cnai-read");
	char *home = path_of(state, "home");
	struct strbuf good;

	archive = load_news(state);
	good = good_file(state, archive);
	strbuf_clear(&good);
	chmod(((struct place *)*state)->path, 0755);
	chmod(home, 0755);
	chmod(file, 0444);
	chmod(folder, 0555);
	in_child(state, archive, read_and_mark);
	/* The file alone may be written. */
	chmod(file, 0666);
	in_child(state, archive, read_and_mark);
	chmod(folder, 0755);
	free(file);
	free(folder);
	free(home);
	archive_free(archive);
}

/* No file may grow: what a full disk looks like. */
static void
mark_without_room(void **state, const struct archive *archive)
{
	const struct rlimit none = {0, 0};
	struct error notice = {0};
	struct state *kept = open_noticed(state, archive, &notice);

	signal(SIGXFSZ, SIG_IGN);
	if (notice.message || setrlimit(RLIMIT_FSIZE, &none) != 0)
		_exit(3);
	state_set_read(kept, 0, true);
	state_set_read(kept, 1, true);
	if (!state_take_notice(kept, &notice) || state_unread_count(kept) != 0)
		_exit(4);
	state_take_archive(kept, archive);
	if (state_unread_count(kept) != 0)
		_exit(5);
	error_clear(&notice);
	state_close(kept);
}

static void
a_full_disk_is_said_once(void **state)
{
	struct archive *archive;
	struct state *kept;
	struct strbuf good;
	int status;
	pid_t child;

	archive = load_news(state);
	good = good_file(state, archive);
	strbuf_clear(&good);
	child = fork();
	if (child == 0) {
		mark_without_room(state, archive);
		_exit(0);
	}
	waitpid(child, &status, 0);
	assert_int_equal(status, 0);
	kept = open_kept(state, archive);
	assert_true(state_is_read(kept, 2));
	assert_int_equal(state_unread_count(kept), 2);
	state_close(kept);
	archive_free(archive);
}

static void
without_a_file_all_works_in_memory(void **state)
{
	struct archive *archive;
	struct state *kept;
	struct error notice = {0};

	archive = load_news(state);
	kept = state_open(NULL, archive->root, &notice);
	assert_null(notice.message);
	assert_int_equal(state_unread_count(kept), 0);
	state_take_archive(kept, archive);
	state_set_all_read(kept);
	assert_false(state_refresh(kept));
	assert_int_equal(state_unread_count(kept), 0);
	state_close(kept);
	archive_free(archive);
}

static double
milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static void
many_posts_are_bound_at_once(void **state)
{
	enum { COUNT = 100000 };
	struct archive archive = {.root = (char *)"/nowhere", .count = COUNT};
	static const char *const root[] = {""};
	char *path = path_of(state, file_name);
	struct error notice = {0};
	struct state *kept;
	double start;

	archive.folders = (const char **)root;
	archive.folder_count = 1;
	archive.posts = calloc(COUNT, sizeof(*archive.posts));
	assert_non_null(archive.posts);
	for (size_t i = 0; i < COUNT; i++) {
		char *name = arena_alloc(&archive.arena, 32);

		snprintf(name, 32, "2024/post-%zu.md", i * 7919 % COUNT);
		archive.posts[i].path = name;
		archive.posts[i].title = str_of(name);
		archive.posts[i].has_title = true;
	}
	for (int round = 0; round < 2; round++) {
		kept = state_open(path, archive.root, &notice);
		start = milliseconds();
		state_take_archive(kept, &archive);
		print_message("bound in %.0f ms, %zu unread\n",
		    milliseconds() - start, state_unread_count(kept));
		assert_int_equal(state_unread_count(kept), round ? 0 : COUNT);
		state_set_visited(kept);
		start = milliseconds();
		state_set_all_read(kept);
		print_message("all read in %.0f ms\n", milliseconds() - start);
		state_close(kept);
	}
	arena_clear(&archive.arena);
	free(archive.posts);
	free(path);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    IN_PLACE(marks_outlive_the_session),
	    IN_PLACE(the_folder_is_for_the_user_alone),
	    IN_PLACE(all_read_is_undone),
	    IN_PLACE(a_post_is_known_after_it_moved),
	    IN_PLACE(a_post_that_is_edited_or_copied_is_itself),
	    IN_PLACE(an_archive_is_known_after_it_moved),
	    IN_PLACE(what_comes_after_a_visit_is_new),
	    IN_PLACE(a_place_is_found_in_a_changed_text),
	    IN_PLACE(histories_are_bounded_and_without_doubles),
	    IN_PLACE(settings_are_kept),
	    IN_PLACE(instances_see_each_other),
	    IN_PLACE(a_killed_instance_loses_its_last_change_at_most),
	    IN_PLACE(two_processes_lose_nothing_of_each_other),
	    IN_PLACE(a_broken_file_is_left_alone),
	    IN_PLACE(a_newer_or_foreign_file_is_left_alone),
	    IN_PLACE(an_empty_file_is_a_new_one),
	    IN_PLACE(a_folder_in_the_way_is_said),
	    IN_PLACE(what_is_read_only_is_read),
	    IN_PLACE(a_full_disk_is_said_once),
	    IN_PLACE(without_a_file_all_works_in_memory),
	    IN_PLACE(many_posts_are_bound_at_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
