/* SPDX-License-Identifier: Apache-2.0 */
/* Folders of files as archives: what is a post, where it belongs, what hides. */
#include "folder.h"
#include <sys/socket.h>
#include <sys/un.h>
#include "cnai/archive.h"

enum { NOW = 1700000000 };

static void
write_link(void **state, const char *name, const char *target)
{
	char *path = path_of(state, name);

	assert_int_equal(symlink(target, path), 0);
	free(path);
}

static struct archive *
load_path(const char *path, bool show_hidden)
{
	struct archive_options options = {
	    .show_hidden = show_hidden, .now = NOW, .checks_bodies = true};
	struct error error = {0};
	struct archive *archive = archive_load(path, &options, &error);

	assert_non_null(archive);
	assert_null(error.message);
	return archive;
}

static struct archive *
load(void **state)
{
	return load_path(((struct place *)*state)->path, false);
}

/* Paths, with the section where there is one: "a.md, x/b.md (Section)". */
static void
assert_posts(const struct archive *archive, const char *expected)
{
	struct strbuf text = {0};

	for (size_t i = 0; i < archive->count; i++) {
		const struct post *post = &archive->posts[i];

		assert_int_equal(post->number, i + 1);
		strbuf_printf(&text, "%s%s", i ? ", " : "", post->path);
		if (*post->section)
			strbuf_printf(&text, " (%s)", post->section);
	}
	assert_str(strbuf_str(&text), expected);
	strbuf_clear(&text);
}

/* "path rule", one after the other. */
static void
assert_diagnostics(const struct archive *archive, const char *expected)
{
	struct strbuf text = {0};

	for (size_t i = 0; i < archive->diagnostics.count; i++)
		strbuf_printf(&text, "%s%s %s", i ? ", " : "",
		    archive->diagnostics.items[i].path,
		    archive->diagnostics.items[i].rule);
	assert_str(strbuf_str(&text), expected);
	strbuf_clear(&text);
}

static void
the_names_of_files_say_which_are_posts(void **state)
{
	static const char *const names[] = {"a.md", "b.markdown", "c.mdown", "D.MD",
	    "_g.md", "README.md", ".hidden.md", "#draft.md", "backup.md~", "x~",
	    "text.txt", "page.mdx", "a.md.bak", "k.mkd", ".md", "md",
	    ".git/config.md", "#old/a.md"};
	struct archive *archive;

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		write_file(state, names[i], POST("Same", ""));
	archive = load(state);
	assert_posts(archive, "_g.md, a.md, b.markdown, c.mdown, D.MD, README.md");
	assert_diagnostics(archive, "");
	archive_free(archive);
}

static void
a_folder_named_like_a_post_is_a_folder(void **state)
{
	struct archive *archive;

	write_file(state, "x.md/inner.md", POST("Inner", ""));
	archive = load(state);
	assert_posts(archive, "x.md/inner.md");
	archive_free(archive);
}

static void
sections_have_names_and_other_folders_none(void **state)
{
	struct archive *archive;

	write_file(state, "_index.md", "---\ntitle: \"News \"\n---\n");
	write_file(state, "a.md", POST("A", ""));
	write_file(state, "plain/b.md", POST("B", ""));
	write_file(state, "named/_index.md", "---\ntitle: Named\n---\n");
	write_file(state, "named/c.md", POST("C", ""));
	write_file(state, "named/plain/d.md", POST("D", ""));
	write_file(state, "named/plain/untitled/_index.md", "text\n");
	write_file(state, "named/plain/untitled/e.md", POST("E", ""));
	archive = load(state);
	assert_string_equal(archive->title, "News");
	assert_posts(archive,
	    "a.md, plain/b.md, named/c.md (Named), named/plain/d.md (Named), "
	    "named/plain/untitled/e.md (untitled)");
	assert_diagnostics(archive, "");
	archive_free(archive);
}

static void
an_archive_without_a_title_has_its_folders_name(void **state)
{
	struct place *place = *state;
	struct archive *archive = load(state);
	char *dotted = path_of(state, "./");

	assert_string_equal(archive->title, strrchr(place->path, '/') + 1);
	assert_posts(archive, "");
	archive_free(archive);
	archive = load_path(dotted, false);
	assert_string_equal(archive->title, strrchr(place->path, '/') + 1);
	archive_free(archive);
	free(dotted);
}

static void
a_folder_with_an_index_is_one_page(void **state)
{
	struct archive *archive;

	write_file(state, "one/index.md", POST("One", ""));
	write_file(state, "one/note.md", POST("Note", ""));
	write_file(state, "one/deep/two.md", POST("Two", ""));
	write_file(state, "hidden/index.md", POST("Hidden", "headless: true\n"));
	write_file(state, "untitled/index.markdown", "body\n");
	write_file(state, "both/_index.md", POST("Both", ""));
	write_file(state, "both/index.md", POST("Three", ""));
	write_file(state, "both/four.md", POST("Four", ""));
	archive = load(state);
	assert_posts(archive,
	    "untitled/index.markdown, both/four.md (Both), one/index.md, "
	    "both/index.md (Both)");
	assert_str(archive->posts[0].title, "untitled");
	assert_int_equal(archive->hidden_count, 1);
	archive_free(archive);
}

static void
hidden_posts_are_counted_and_shown_on_demand(void **state)
{
	struct place *place = *state;
	struct archive *archive;

	write_file(state, "a.md", POST("A", ""));
	write_file(state, "b.md", POST("B", "draft: true\n"));
	write_file(state, "c.md", POST("C", "date: 2030-01-01\n"));
	archive = load(state);
	assert_posts(archive, "a.md");
	assert_int_equal(archive->hidden_count, 2);
	archive_free(archive);
	archive = load_path(place->path, true);
	assert_posts(archive, "c.md, a.md, b.md");
	assert_int_equal(archive->hidden_count, 0);
	assert_int_equal(archive->posts[2].hidden, HIDDEN_DRAFT);
	archive_free(archive);
}

static void
values_cascade_to_pages_that_do_not_set_them(void **state)
{
	struct archive *archive;

	write_file(state, "_index.md",
	    "---\ncascade: {type: news, weight: 3, title: No}\n---\n");
	write_file(state, "a.md", POST("A", ""));
	write_file(state, "b.md", POST("B", "weight: 2\ntype: own\n"));
	write_file(state, "s/_index.md",
	    "---\ntitle: S\ncascade:\n- target: {kind: section}\n  weight: 9\n"
	    "- type: inner\n- type: later\n  weight: soon\n---\n");
	write_file(state, "s/c.md", POST("C", ""));
	archive = load(state);
	assert_posts(archive, "b.md, a.md, s/c.md (S)");
	assert_str(archive->posts[0].type, "own");
	assert_str(archive->posts[1].type, "news");
	assert_int_equal(archive->posts[1].weight, 3);
	assert_str(archive->posts[2].type, "inner");
	assert_str(archive->posts[1].title, "A");
	assert_int_equal(archive->posts[2].weight, 0);
	assert_diagnostics(archive, "");
	archive_free(archive);
}

static void
links_are_followed_and_circles_end(void **state)
{
	struct archive *archive;

	write_file(state, "real/a.md", POST("A", ""));
	write_file(state, "outer/b.md", POST("B", ""));
	write_link(state, "real/up", "..");
	write_link(state, "real/self", ".");
	write_link(state, "again", "real");
	write_link(state, "outer/other", "../real");
	write_link(state, "link.md", "real/a.md");
	archive = load(state);
	assert_posts(archive, "link.md, real/a.md, outer/b.md");
	assert_diagnostics(archive, "");
	archive_free(archive);
}

static void
a_folder_outside_is_reached_through_a_link(void **state)
{
	char *inside = path_of(state, "site");
	struct archive *archive;

	write_file(state, "site/a.md", POST("A", ""));
	write_file(state, "elsewhere/_index.md", "---\ntitle: Else\n---\n");
	write_file(state, "elsewhere/b.md", POST("B", ""));
	write_link(state, "site/linked", "../elsewhere");
	archive = load_path(inside, false);
	assert_posts(archive, "a.md, linked/b.md (Else)");
	archive_free(archive);
	free(inside);
}

/* Each of 20 folders holds links to all of them: 20! ways without a limit. */
static void
links_do_not_multiply(void **state)
{
	struct archive *archive;

	for (int i = 0; i < 20; i++) {
		struct strbuf name = {0}, target = {0};

		strbuf_printf(&name, "f%d/a.md", i);
		write_file(state, name.data, POST("A", ""));
		for (int j = 0; j < 20; j++) {
			strbuf_truncate(&name, 0);
			strbuf_printf(&name, "f%d/to%d", i, j);
			strbuf_truncate(&target, 0);
			strbuf_printf(&target, "../f%d", j);
			write_link(state, name.data, target.data);
		}
		strbuf_clear(&name);
		strbuf_clear(&target);
	}
	archive = load(state);
	assert_int_equal(archive->count, 20);
	archive_free(archive);
}

static void
make_socket(void **state, const char *name)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	char *path = path_of(state, name);
	int descriptor = socket(AF_UNIX, SOCK_STREAM, 0);

	strncpy(address.sun_path, path, sizeof(address.sun_path) - 1);
	assert_int_equal(
	    bind(descriptor, (struct sockaddr *)&address, sizeof(address)), 0);
	close(descriptor);
	free(path);
}

static void
what_cannot_be_read_is_listed_last_with_its_reason(void **state)
{
	static const struct {
		const char *path, *problem;
	} expected[] = {
	    {"dangling.md", "No such file or directory"},
	    {"device.md", "is a device, not a file"},
	    {"fifo.md", "is a FIFO, not a file"},
	    {"huge.md", "is larger than 64 MB"},
	    {"loop.md", "Too many levels of symbolic links"},
	    {"socket.md", "is a socket, not a file"},
	};
	char *fifo = path_of(state, "fifo.md"), *huge = path_of(state, "huge.md");
	struct archive *archive;

	write_file(state, "good.md", "text\n");
	write_file(state, "huge.md", "");
	assert_int_equal(truncate(huge, (off_t)3 << 30), 0);
	assert_int_equal(mkfifo(fifo, 0666), 0);
	make_socket(state, "socket.md");
	write_link(state, "device.md", "/dev/zero");
	write_link(state, "dangling.md", "nowhere");
	write_link(state, "loop.md", "loop.md");
	archive = load(state);
	assert_int_equal(archive->count, 7);
	assert_string_equal(archive->posts[0].path, "good.md");
	for (size_t i = 0; i < 6; i++) {
		const struct post *post = &archive->posts[i + 1];

		assert_string_equal(post->path, expected[i].path);
		assert_string_equal(post->problem, expected[i].problem);
		assert_str(post->title, expected[i].path);
		assert_false(post->is_readable);
	}
	assert_diagnostics(archive,
	    "dangling.md unreadable, device.md unreadable, fifo.md unreadable, "
	    "good.md title, huge.md unreadable, loop.md unreadable, "
	    "socket.md unreadable");
	archive_free(archive);
	free(fifo);
	free(huge);
}

static void
what_is_not_permitted_is_said_and_the_rest_is_listed(void **state)
{
	struct archive *archive;
	char *file, *folder;

	if (geteuid() == 0)
		skip(); /* all is permitted */
	file = path_of(state, "a.md");
	folder = path_of(state, "folder");
	write_file(state, "a.md", POST("A", ""));
	write_file(state, "b.md", POST("B", ""));
	write_file(state, "folder/c.md", POST("C", ""));
	chmod(file, 0);
	chmod(folder, 0);
	archive = load(state);
	chmod(folder, 0777);
	assert_posts(archive, "b.md, a.md");
	assert_string_equal(archive->posts[1].problem, "Permission denied");
	assert_diagnostics(archive, "a.md unreadable, folder unreadable");
	archive_free(archive);
	free(file);
	free(folder);
}

/* Folders NAME, COUNT deep, with a post in each but the last; made and
 * removed by steps, as no path may be so long. */
static struct archive *
load_deep(void **state, const char *name, int count)
{
	struct place *place = *state;
	char *before = getcwd(NULL, 0);
	struct archive *archive;

	assert_int_equal(chdir(place->path), 0);
	for (int i = 0; i < count; i++) {
		fclose(fopen("a.md", "w"));
		assert_int_equal(mkdir(name, 0777), 0);
		assert_int_equal(chdir(name), 0);
	}
	archive = load(state);
	for (int i = 0; i < count; i++) {
		assert_int_equal(chdir(".."), 0);
		assert_int_equal(rmdir(name), 0);
		assert_int_equal(remove("a.md"), 0);
	}
	assert_int_equal(chdir(before), 0);
	free(before);
	return archive;
}

static void
a_thousand_folders_deep_is_deep_and_no_more(void **state)
{
	struct archive *archive = load_deep(state, "d", 1000);

	assert_int_equal(archive->count, 1000);
	archive_free(archive);
}

static void
a_path_that_is_too_long_is_said(void **state)
{
	struct strbuf name = {0};
	struct archive *archive;
	const struct diagnostics *list;

	strbuf_append_repeated(&name, 'n', 250);
	archive = load_deep(state, name.data, 20);
	list = &archive->diagnostics;
	assert_in_range(archive->count, 10, 19);
	assert_string_equal(list->items[list->count - 1].message,
	    "the folder cannot be opened: File name too long");
	archive_free(archive);
	strbuf_clear(&name);
}

static void
one_file_is_an_archive_too(void **state)
{
	char *path = path_of(state, "notes.txt");
	struct archive *archive;

	write_file(state, "_index.md", "---\ntitle: News\n---\n");
	write_file(state, "other.md", POST("Other", ""));
	write_file(state, "notes.txt", POST("Notes", "draft: true\n"));
	archive = load_path(path, false);
	assert_string_equal(archive->title, "News");
	assert_posts(archive, "notes.txt");
	assert_int_equal(archive->posts[0].hidden, HIDDEN_DRAFT);
	archive_free(archive);
	free(path);
}

static void
where_there_is_nothing_the_reason_is_given(void **state)
{
	static const struct {
		const char *name, *reason;
	} places[] = {
	    {"nowhere", "No such file or directory"},
	    {"file.md/x", "Not a directory"},
	    {"fifo", "is a FIFO, not a file"},
	};
	struct archive_options options = {.now = NOW};
	char *fifo = path_of(state, "fifo");

	write_file(state, "file.md", "");
	assert_int_equal(mkfifo(fifo, 0666), 0);
	for (size_t i = 0; i < sizeof(places) / sizeof(*places); i++) {
		char *path = path_of(state, places[i].name);
		struct error error = {0};

		assert_null(archive_load(path, &options, &error));
		assert_string_equal(error.message, places[i].reason);
		error_clear(&error);
		free(path);
	}
	free(fifo);
}

static void
standard_input_is_an_archive_of_one(void **state)
{
	static const char text[] = POST("Piped", "");
	struct archive_options options = {.now = NOW};
	int ends[2], before = dup(STDIN_FILENO);
	struct strbuf read_text = {0};
	struct error error = {0};
	struct archive *archive;

	(void)state;
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], text, strlen(text)), strlen(text));
	close(ends[1]);
	dup2(ends[0], STDIN_FILENO);
	close(ends[0]);
	archive = archive_load("-", &options, &error);
	dup2(before, STDIN_FILENO);
	close(before);
	assert_non_null(archive);
	assert_posts(archive, "-");
	assert_str(archive->posts[0].title, "Piped");
	assert_true(
	    archive_read_post(archive, &archive->posts[0], &read_text, &error));
	assert_str(strbuf_str(&read_text), text);
	strbuf_clear(&read_text);
	archive_free(archive);
}

static void
a_post_is_read_whole_or_the_reason_is_given(void **state)
{
	struct strbuf text = {0};
	struct error error = {0};
	struct archive *archive;
	char *path = path_of(state, "s/a.md");

	write_file(state, "s/a.md", POST("A", ""));
	archive = load(state);
	strbuf_append_string(&text, "old");
	assert_true(archive_read_post(archive, &archive->posts[0], &text, &error));
	assert_str(strbuf_str(&text), POST("A", ""));
	assert_int_equal(remove(path), 0);
	assert_false(archive_read_post(archive, &archive->posts[0], &text, &error));
	assert_non_null(strstr(error.message, "s/a.md: No such file"));
	error_clear(&error);
	strbuf_clear(&text);
	archive_free(archive);
	free(path);
}

static const struct {
	const char *what, *numbers;
} findings[] = {
    {"1", "1"},
    {"5", "5"},
    {"0", ""},
    {"8", ""},
    {"99999999999999999999", ""},
    {"a.md", "1"},
    {"./a.md", "1"},
    {"a", "1"},
    {"s/b.md", "2"},
    {"s/b", "2"},
    {"b", "2"},
    {"b.md", "2"},
    {"s/page", "4"},
    {"page", "4"},
    {"s/page/index.md", "4"},
    {"this week", "4"},
    {"this", "1 2 4"},
    {"WEEK   (7", "2"},
    {"this week (7", "2"},
    {" \xC3\xA4rger ", "3"},
    {"ocean", "5"},
    {"the ocean", "6 7"},
    {"nothing like it", ""},
    {"", ""},
    {"  ", ""},
    {"A.MD", ""},
    {"\xff", ""},
};

static void
posts_are_found_by_number_path_name_or_title(void **state)
{
	struct archive *archive;
	char *whole = path_of(state, "s/b.md");
	size_t *matches, count;

	write_file(state, "a.md", POST("\"This Week (1)\"", "weight: 1\n"));
	write_file(state, "s/b.md", POST("\"This Week  (7)\"", "weight: 2\n"));
	write_file(state, "c.md", POST("\"Viel \xC3\x84RGER\"", "weight: 3\n"));
	write_file(state, "s/page/index.md", POST("This week", "weight: 4\n"));
	write_file(state, "d.md", POST("Ocean", "weight: 5\n"));
	write_file(state, "e.md", POST("By the ocean", "weight: 6\n"));
	write_file(state, "f.md", POST("Of the Ocean", "weight: 6\n"));
	archive = load(state);
	count = archive_find_posts(archive, whole, &matches);
	assert_int_equal(count, 1);
	assert_int_equal(matches[0], 1);
	free(matches);
	for (size_t i = 0; i < sizeof(findings) / sizeof(*findings); i++) {
		struct strbuf numbers = {0};

		count = archive_find_posts(archive, findings[i].what, &matches);
		for (size_t j = 0; j < count; j++)
			strbuf_printf(
			    &numbers, "%s%zu", j ? " " : "", matches[j] + 1);
		assert_str(strbuf_str(&numbers), findings[i].numbers);
		strbuf_clear(&numbers);
		free(matches);
	}
	archive_free(archive);
	free(whole);
}

static void
a_name_with_a_language_has_it_beside_another_only(void **state)
{
	static const struct {
		const char *path, *language, *title;
	} expected[] = {
	    {"alone.ja.md", "", "alone.ja"},
	    {"a.de.md", "de", "a"},
	    {"a.md", "", "a"},
	    {"a.pt-br.md", "pt-br", "a"},
	    {"b.old.md", "", "b.old"},
	    {"b.md", "", "b"},
	    {"c.ja.md", "ja", "c"},
	    {"c.zh.md", "zh", "c"},
	    {"d/index.ja.md", "ja", "d"},
	    {"d/index.md", "", "d"},
	};
	enum { COUNT = sizeof(expected) / sizeof(*expected) };
	struct archive *archive;

	for (size_t i = 0; i < COUNT; i++)
		write_file(state, expected[i].path, "text\n");
	write_file(state, "d/other.md", "text\n");
	write_file(state, "_index.md", "---\ntitle: News\n---\n");
	write_file(state, "_index.ja.md", "---\ntitle: Other\n---\n");
	archive = load(state);
	assert_string_equal(archive->title, "News");
	assert_int_equal(archive->count, COUNT);
	for (size_t i = 0; i < COUNT; i++) {
		size_t post = 0;

		while (strcmp(archive->posts[post].path, expected[i].path) != 0)
			assert_in_range(++post, 0, COUNT - 1);
		assert_string_equal(
		    archive->posts[post].language, expected[i].language);
		assert_str(archive->posts[post].title, expected[i].title);
	}
	archive_free(archive);
}

static void
a_cascade_reaches_the_pages_its_target_names(void **state)
{
	struct archive *archive;

	write_file(state, "_index.md",
	    "---\ncascade:\n- _target: {path: \"/s/**\"}\n  type: below\n"
	    "- _target: {path: \"/{x,y}*\", kind: page}\n  type: xy\n"
	    "- _target: {lang: ja}\n  categories: [Japanese]\n---\n");
	write_file(state, "a.md", POST("1", ""));
	write_file(state, "s/t/b.md", POST("2", ""));
	write_file(state, "x1.md", POST("3", ""));
	write_file(state, "x1.de.md", POST("4", ""));
	archive = load(state);
	assert_int_equal(archive->count, 4);
	assert_str(archive->posts[0].type, "");
	assert_str(archive->posts[1].type, "below");
	assert_str(archive->posts[2].type, "xy");
	assert_int_equal(archive->posts[2].category_count, 1);
	assert_str(archive->posts[3].type, "xy");
	assert_int_equal(archive->posts[3].category_count, 0);
	archive_free(archive);
}

static void
a_section_that_is_not_built_hides_all_below(void **state)
{
	static const char *const sections[][2] = {
	    {"draft", "draft: true"},
	    {"future", "date: 2999-01-01"},
	    {"expired", "expiryDate: 2001-01-01"},
	    {"handed", "cascade: {draft: true}"},
	    {"unlisted", "_build: {list: never}"},
	    {"shown", "title: Shown"},
	};
	struct archive *archive;

	write_file(state, "_index.md", "---\ndraft: true\n---\n");
	for (size_t i = 0; i < sizeof(sections) / sizeof(*sections); i++) {
		struct strbuf path = {0}, text = {0};

		strbuf_printf(&path, "%s/_index.md", sections[i][0]);
		strbuf_printf(&text, "---\n%s\n---\n", sections[i][1]);
		write_file(state, path.data, text.data);
		strbuf_truncate(&path, 0);
		strbuf_printf(&path, "%s/deep/a.md", sections[i][0]);
		write_file(state, path.data, POST("Same", "draft: false\n"));
		strbuf_clear(&path);
		strbuf_clear(&text);
	}
	archive = load(state);
	assert_posts(
	    archive, "shown/deep/a.md (Shown), unlisted/deep/a.md (unlisted)");
	assert_int_equal(archive->hidden_count, 4);
	archive_free(archive);
	archive = load_path(((struct place *)*state)->path, true);
	assert_int_equal(archive->posts[0].hidden, HIDDEN_DRAFT);
	assert_int_equal(archive->count, 6);
	archive_free(archive);
}

static void
names_may_hold_any_bytes(void **state)
{
	static const char *const names[] = {
	    "line\nend.md", "escape\033[2J.md", "bad\xff.md", "tab\t.md", " .md"};
	struct archive *archive;

	for (size_t i = 0; i < 5; i++)
		write_file(state, names[i], POST("Same", ""));
	write_file(state, "fol\nder/\x80/a.md", POST("Same", ""));
	archive = load(state);
	assert_int_equal(archive->count, 6);
	assert_diagnostics(archive, "");
	archive_free(archive);
}

static void
ten_thousand_posts_may_be_in_one_folder(void **state)
{
	struct archive *archive;

	for (int i = 0; i < 10000; i++) {
		struct strbuf name = {0};

		strbuf_printf(&name, "%d.md", i);
		write_file(state, name.data, i % 2 ? "text\n" : "");
		strbuf_clear(&name);
	}
	archive = load(state);
	assert_int_equal(archive->count, 10000);
	archive_free(archive);
}

static void
a_body_is_checked_only_when_asked_for(void **state)
{
	struct place *place = *state;
	struct archive_options options = {0};
	struct error error = {0};
	struct archive *archive;

	write_file(state, "a.md", "---\ntitle: A\n---\n\x01\xff\n");
	archive = archive_load(place->path, &options, &error);
	assert_diagnostics(archive, "");
	archive_free(archive);
	archive = load(state);
	assert_diagnostics(archive, "a.md control-characters, a.md utf-8");
	archive_free(archive);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    IN_PLACE(the_names_of_files_say_which_are_posts),
	    IN_PLACE(a_folder_named_like_a_post_is_a_folder),
	    IN_PLACE(sections_have_names_and_other_folders_none),
	    IN_PLACE(an_archive_without_a_title_has_its_folders_name),
	    IN_PLACE(a_folder_with_an_index_is_one_page),
	    IN_PLACE(hidden_posts_are_counted_and_shown_on_demand),
	    IN_PLACE(values_cascade_to_pages_that_do_not_set_them),
	    IN_PLACE(links_are_followed_and_circles_end),
	    IN_PLACE(a_folder_outside_is_reached_through_a_link),
	    IN_PLACE(links_do_not_multiply),
	    IN_PLACE(what_cannot_be_read_is_listed_last_with_its_reason),
	    IN_PLACE(what_is_not_permitted_is_said_and_the_rest_is_listed),
	    IN_PLACE(a_thousand_folders_deep_is_deep_and_no_more),
	    IN_PLACE(a_path_that_is_too_long_is_said),
	    IN_PLACE(one_file_is_an_archive_too),
	    IN_PLACE(where_there_is_nothing_the_reason_is_given),
	    IN_PLACE(standard_input_is_an_archive_of_one),
	    IN_PLACE(a_post_is_read_whole_or_the_reason_is_given),
	    IN_PLACE(posts_are_found_by_number_path_name_or_title),
	    IN_PLACE(a_name_with_a_language_has_it_beside_another_only),
	    IN_PLACE(a_cascade_reaches_the_pages_its_target_names),
	    IN_PLACE(a_section_that_is_not_built_hides_all_below),
	    IN_PLACE(names_may_hold_any_bytes),
	    IN_PLACE(ten_thousand_posts_may_be_in_one_folder),
	    IN_PLACE(a_body_is_checked_only_when_asked_for),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
