/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The BSDs and macOS tell that a folder has changed, not what in it, and want
 * an open file for each that is watched. So the folders come first, and then
 * as many posts as there is room for.
 */
#if defined(__FreeBSD__) || defined(__NetBSD__) || defined(__OpenBSD__) || \
    defined(__DragonFly__) || defined(__APPLE__)
#define HAS_KQUEUE 1
/* kqueue is no part of POSIX: ask for all that the system has. */
#undef _XOPEN_SOURCE
#endif

#include "cnai/watch.h"

#ifdef HAS_KQUEUE

#include <sys/types.h>
#include <sys/event.h>
#include <sys/time.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>
#include "cnai/file.h"

enum { FILES_MAX = 128 }; /* macOS allows a program 256 open files at first */

struct watch {
	int queue;
	int *files;
	size_t count, capacity;
};

static void
add_file(struct watch *watch, const char *root, const char *name)
{
	char *path = *name ? file_join(root, name) : NULL;
	int file = open(path ? path : root, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	struct kevent change;

	free(path);
	if (file < 0)
		return;
	watch->files = memory_reserve(watch->files, &watch->capacity,
	    watch->count + 1, sizeof(*watch->files));
	watch->files[watch->count++] = file;
	EV_SET(&change, file, EVFILT_VNODE, EV_ADD | EV_CLEAR,
	    NOTE_WRITE | NOTE_DELETE | NOTE_RENAME | NOTE_ATTRIB, 0, 0);
	kevent(watch->queue, &change, 1, NULL, 0, NULL);
}

struct watch *
watch_start(const struct archive *archive)
{
	struct watch *watch;
	int queue;

	if (!archive->folder_count || (queue = kqueue()) < 0)
		return NULL;
	fcntl(queue, F_SETFD, FD_CLOEXEC);
	watch = memory_alloc(sizeof(*watch));
	watch->queue = queue;
	for (size_t i = 0; i < archive->folder_count; i++)
		if (watch->count < FILES_MAX)
			add_file(watch, archive->root, archive->folders[i]);
	for (size_t i = 0; i < archive->count; i++)
		if (watch->count < FILES_MAX && archive->posts[i].is_readable)
			add_file(watch, archive->root, archive->posts[i].path);
	return watch;
}

int
watch_descriptor(const struct watch *watch)
{
	return watch->queue;
}

bool
watch_take(struct watch *watch)
{
	static const struct timespec now = {0, 0};
	struct kevent events[32];
	bool is_changed = false;

	while (kevent(watch->queue, NULL, 0, events, 32, &now) > 0)
		is_changed = true;
	return is_changed;
}

void
watch_free(struct watch *watch)
{
	if (!watch)
		return;
	for (size_t i = 0; i < watch->count; i++)
		close(watch->files[i]);
	close(watch->queue);
	free(watch->files);
	free(watch);
}

#elif !defined(__linux__)

/* A system that cannot tell. */
struct watch *
watch_start(const struct archive *archive)
{
	(void)archive;
	return NULL;
}

int
watch_descriptor(const struct watch *watch)
{
	(void)watch;
	return -1;
}

bool
watch_take(struct watch *watch)
{
	(void)watch;
	return false;
}

void
watch_free(struct watch *watch)
{
	(void)watch;
}

#endif
