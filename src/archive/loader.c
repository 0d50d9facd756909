/* SPDX-License-Identifier: Apache-2.0 */
/*
 * An archive on its way: a thread that walks and reads with its crew, and
 * somebody who asks now and then how far it is. Who wants to wait anyway
 * loads in the own thread.
 */
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include "cnai/file.h"
#include "cnai/loader.h"
#include "crew.h"
#include "walk.h"

struct archive_loader {
	struct archive *archive; /* what is being filled */
	struct archive_options options;
	bool (*run)(struct archive_loader *loader);
	char *path;   /* as the caller named it */
	char *parent; /* see struct post_context */
	struct error error;
	bool is_good;
	bool has_thread;
	pthread_t thread;
	struct crew crew;
	pthread_mutex_t mutex; /* guards is_done */
	pthread_cond_t done;
	bool is_done;
};

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

/* The name of the folder PATH, which may be "." or end in a slash. */
static char *
folder_name(const char *path, const char *real)
{
	const char *slash = real ? strrchr(real, '/') : NULL;

	return str_copy(str_of(slash && slash[1] ? slash + 1 : path));
}

/*
 * Where the folder REAL is in a Hugo site, "/" where that cannot be seen: a
 * site keeps its pages below "content".
 */
static char *
place_in_site(const char *real)
{
	static const char content[] = "/content/";
	const char *found = NULL, *next = real;
	struct strbuf place = {0};

	while (next && (next = strstr(next, content)))
		found = next++;
	strbuf_append_byte(&place, '/');
	if (found) {
		strbuf_append_string(&place, found + strlen(content));
		strbuf_append_byte(&place, '/');
	}
	return strbuf_take(&place);
}

/* Sets root and what follows from it; takes ROOT over. */
static void
set_root(struct archive_loader *loader, char *root)
{
	char *real = realpath(root, NULL);

	loader->archive->root = root;
	loader->archive->title = folder_name(root, real);
	loader->parent = place_in_site(real);
	free(real);
}

static void
keep_result(struct archive *archive, const struct walk_result *result)
{
	archive->folders = result->folders;
	archive->folder_count = result->folder_count;
	if (!result->title)
		return;
	free(archive->title);
	archive->title = str_copy(str_of(result->title));
}

static bool
visit_folder(void *data, struct folder *folder)
{
	return crew_add(data, folder);
}

/* Puts the shares together: the order then makes all the same again. */
static void
gather(struct archive_loader *loader)
{
	struct archive *archive = loader->archive;

	for (size_t i = 0; i < loader->crew.member_count; i++)
		share_move(&loader->crew.members[i].share, archive);
	posts_sort(archive->posts, archive->count);
	diagnostics_sort(&archive->diagnostics);
}

static bool
load_folder(struct archive_loader *loader)
{
	struct crew *crew = &loader->crew;
	const struct walk_visitor visitor = {visit_folder, crew};
	struct walk_result result = {0};
	bool is_good;

	crew->members[0].share.parent = loader->parent;
	is_good = walk_folders(loader->archive->root, &crew->members[0].share,
	    &visitor, &result, &loader->error);
	crew_finish(crew);
	keep_result(loader->archive, &result);
	if (!atomic_load(&crew->is_cancelled))
		gather(loader);
	return is_good;
}

static bool
load_file(struct archive_loader *loader)
{
	struct share *share = &loader->crew.members[0].share;
	struct archive *archive = loader->archive;
	struct walk_result result = {0};
	const char *name = strrchr(loader->path, '/');
	struct folder *folder;

	/* Who names a post wants to see it. */
	loader->options.show_hidden = true;
	share->parent = loader->parent;
	name = name ? name + 1 : loader->path;
	folder = walk_single(archive->root, name, share, &result);
	share_add_post(share, folder, &folder->posts.items[0]);
	folder_release(folder);
	keep_result(archive, &result);
	gather(loader);
	if (!archive->posts[0].is_readable)
		error_set(&loader->error, "%s", archive->posts[0].problem);
	return archive->posts[0].is_readable;
}

static bool
load_standard_input(struct archive_loader *loader)
{
	struct archive *archive = loader->archive;
	const struct post_context context = {.now = loader->options.now,
	    .checks_body = loader->options.checks_bodies};
	struct strbuf text = {0};
	struct str whole;
	struct post *post;

	if (file_read_descriptor(STDIN_FILENO, archive_post_limit, &text,
		&loader->error) != FILE_READ) {
		strbuf_clear(&text);
		return false;
	}
	archive->posts = post = memory_alloc(sizeof(*post));
	archive->count = 1;
	archive->single_length = text.length;
	archive->single_text = strbuf_take(&text);
	whole = (struct str){archive->single_text, archive->single_length};
	post_parse(post, whole, loader->path, &context, &archive->arena,
	    &archive->diagnostics);
	if (str_equal(post->title, str_of(loader->path)))
		post->title = str_of("Standard input");
	if (loader->options.seen)
		post->seen =
		    loader->options.seen(loader->options.data, post, whole);
	posts_sort(archive->posts, archive->count);
	diagnostics_sort(&archive->diagnostics);
	return true;
}

/* Chooses what to load; false with ERROR if there is nothing at PATH. */
static bool
choose(struct archive_loader *loader, const char *path, struct error *error)
{
	struct stat status;
	const char *name;

	if (strcmp(path, "-") == 0) {
		loader->run = load_standard_input;
		loader->archive->root = str_copy(str_of(""));
		loader->archive->title = str_copy(str_of("Standard input"));
		return true;
	}
	if (stat(path, &status) != 0) {
		error_set(error, "%s", strerror(errno));
		return false;
	}
	loader->run = S_ISDIR(status.st_mode) ? load_folder : load_file;
	set_root(loader, S_ISDIR(status.st_mode) ? str_copy(str_of(path))
						 : folder_of(path, &name));
	return true;
}

static void
loader_free(struct archive_loader *loader)
{
	archive_free(loader->archive);
	crew_clear(&loader->crew);
	error_clear(&loader->error);
	free(loader->path);
	free(loader->parent);
	pthread_mutex_destroy(&loader->mutex);
	pthread_cond_destroy(&loader->done);
	free(loader);
}

static struct archive_loader *
loader_new(
    const char *path, const struct archive_options *options, struct error *error)
{
	struct archive_loader *loader = memory_alloc(sizeof(*loader));
	pthread_condattr_t clock;

	loader->options = *options;
	loader->archive = memory_alloc(sizeof(*loader->archive));
	loader->archive->document = options->document;
	loader->path = str_copy(str_of(path));
	crew_init(&loader->crew, &loader->options, NULL);
	pthread_condattr_init(&clock);
	pthread_condattr_setclock(&clock, CLOCK_MONOTONIC);
	pthread_mutex_init(&loader->mutex, NULL);
	pthread_cond_init(&loader->done, &clock);
	pthread_condattr_destroy(&clock);
	if (choose(loader, path, error))
		return loader;
	loader_free(loader);
	return NULL;
}

static void
run(struct archive_loader *loader)
{
	loader->is_good = loader->run(loader);
	pthread_mutex_lock(&loader->mutex);
	loader->is_done = true;
	pthread_cond_broadcast(&loader->done);
	pthread_mutex_unlock(&loader->mutex);
}

static void *
run_thread(void *data)
{
	run(data);
	return NULL;
}

struct archive_loader *
archive_loader_start(
    const char *path, const struct archive_options *options, struct error *error)
{
	struct archive_loader *loader = loader_new(path, options, error);
	sigset_t all, before;

	if (!loader)
		return NULL;
	/* Waiting for standard input cannot be cancelled, so nobody asks; and one
	 * file is read sooner than a thread is started. */
	if (loader->run == load_folder) {
		sigfillset(&all);
		pthread_sigmask(SIG_SETMASK, &all, &before);
		loader->has_thread =
		    pthread_create(&loader->thread, NULL, run_thread, loader) == 0;
		pthread_sigmask(SIG_SETMASK, &before, NULL);
	}
	if (!loader->has_thread)
		run(loader);
	return loader;
}

/* The moment MILLISECONDS from now. */
static struct timespec
deadline_of(int milliseconds)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	time.tv_sec += milliseconds / 1000;
	time.tv_nsec += milliseconds % 1000 * 1000000L;
	if (time.tv_nsec >= 1000000000L) {
		time.tv_nsec -= 1000000000L;
		time.tv_sec++;
	}
	return time;
}

bool
archive_loader_wait(struct archive_loader *loader, int milliseconds)
{
	const struct timespec deadline = deadline_of(milliseconds);
	bool is_done;

	pthread_mutex_lock(&loader->mutex);
	while (!loader->is_done && pthread_cond_timedwait(&loader->done,
				       &loader->mutex, &deadline) == 0)
		;
	is_done = loader->is_done;
	pthread_mutex_unlock(&loader->mutex);
	return is_done;
}

size_t
archive_loader_progress(struct archive_loader *loader)
{
	return atomic_load(&loader->crew.posts_read);
}

struct archive *
archive_loader_finish(struct archive_loader *loader, struct error *error)
{
	struct archive *archive = NULL;

	if (loader->has_thread)
		pthread_join(loader->thread, NULL);
	if (loader->is_good) {
		archive = loader->archive;
		loader->archive = NULL;
	} else {
		error_set(error, "%s", loader->error.message);
	}
	loader_free(loader);
	return archive;
}

void
archive_loader_cancel(struct archive_loader *loader)
{
	if (!loader)
		return;
	atomic_store(&loader->crew.is_cancelled, true);
	if (loader->has_thread)
		pthread_join(loader->thread, NULL);
	loader_free(loader);
}

struct archive *
archive_load(
    const char *path, const struct archive_options *options, struct error *error)
{
	struct archive_loader *loader = loader_new(path, options, error);

	if (!loader)
		return NULL;
	run(loader);
	return archive_loader_finish(loader, error);
}
