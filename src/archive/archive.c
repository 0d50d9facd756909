/* SPDX-License-Identifier: Apache-2.0 */
/* An archive's life: what kind of place it is, loading, reading, freeing. */
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include "cnai/archive.h"
#include "cnai/file.h"
#include "cnai/walk.h"

const uint64_t archive_post_limit = (uint64_t)64 * 1024 * 1024;

/* The name of the folder PATH, which may be "." or end in a slash. */
static char *
folder_name(const char *path)
{
	char *real = realpath(path, NULL);
	const char *slash = real ? strrchr(real, '/') : NULL;
	char *name = str_copy(str_of(slash && slash[1] ? slash + 1 : path));

	free(real);
	return name;
}

/* The folder that holds the file PATH; *NAME is the rest of PATH. */
static char *
folder_of(const char *path, const char **name)
{
	const char *slash = strrchr(path, '/');

	*name = slash ? slash + 1 : path;
	if (!slash)
		return str_copy(str_of("."));
	return memory_copy(path, slash == path ? 1 : (size_t)(slash - path));
}

static bool
load_folder(struct archive *archive, const char *path,
    const struct archive_options *options, struct error *error)
{
	archive->root = str_copy(str_of(path));
	archive->title = folder_name(path);
	return walk_folders(archive, options, error);
}

static bool
load_file(struct archive *archive, const char *path,
    const struct archive_options *options, struct error *error)
{
	const char *name;

	archive->root = folder_of(path, &name);
	archive->title = folder_name(archive->root);
	return walk_file(archive, name, options, error);
}

static bool
load_standard_input(struct archive *archive, const char *path,
    const struct archive_options *options, struct error *error)
{
	struct strbuf text = {0};
	struct post *post;

	archive->root = str_copy(str_of(""));
	archive->title = str_copy(str_of("Standard input"));
	if (file_read_descriptor(STDIN_FILENO, archive_post_limit, &text, error) !=
	    FILE_READ) {
		strbuf_clear(&text);
		return false;
	}
	archive->posts = post = memory_alloc(sizeof(*post));
	archive->count = 1;
	archive->single_length = text.length;
	archive->single_text = strbuf_take(&text);
	post_parse(post, (struct str){archive->single_text, archive->single_length},
	    path, options->now, NULL, &archive->arena, &archive->diagnostics);
	if (str_equal(post->title, str_of(path)))
		post->title = str_of("Standard input");
	return true;
}

static int
compare_posts(const void *left, const void *right)
{
	return post_compare(left, right);
}

static void
put_in_order(struct archive *archive)
{
	if (archive->count)
		qsort(archive->posts, archive->count, sizeof(*archive->posts),
		    compare_posts);
	for (size_t i = 0; i < archive->count; i++)
		archive->posts[i].number = i + 1;
	diagnostics_sort(&archive->diagnostics);
}

struct archive *
archive_load(
    const char *path, const struct archive_options *options, struct error *error)
{
	struct archive *archive;
	struct stat status;
	bool (*load)(struct archive * archive, const char *path,
	    const struct archive_options *options, struct error *error) =
	    load_standard_input;

	if (strcmp(path, "-") != 0) {
		if (stat(path, &status) != 0) {
			error_set(error, "%s", strerror(errno));
			return NULL;
		}
		load = S_ISDIR(status.st_mode) ? load_folder : load_file;
	}
	archive = memory_alloc(sizeof(*archive));
	if (!load(archive, path, options, error)) {
		archive_free(archive);
		return NULL;
	}
	put_in_order(archive);
	return archive;
}

void
archive_free(struct archive *archive)
{
	if (!archive)
		return;
	free(archive->root);
	free(archive->title);
	free(archive->posts);
	free(archive->single_text);
	diagnostics_clear(&archive->diagnostics);
	arena_clear(&archive->arena);
	free(archive);
}

bool
archive_read_post(const struct archive *archive, const struct post *post,
    struct strbuf *text, struct error *error)
{
	struct error reason = {0};
	char *path;
	bool is_read;

	strbuf_truncate(text, 0);
	if (archive->single_text) {
		strbuf_append(text,
		    (struct str){archive->single_text, archive->single_length});
		return true;
	}
	path = file_join(archive->root, post->path);
	is_read = file_read(path, archive_post_limit, text, &reason) == FILE_READ;
	if (!is_read)
		error_set(error, "%s: %s", path, reason.message);
	error_clear(&reason);
	free(path);
	return is_read;
}
