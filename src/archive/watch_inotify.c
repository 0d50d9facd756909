/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Linux tells of each change in a folder by name, so that what editors and
 * version control leave beside the posts can be told from posts.
 */
#include "cnai/watch.h"

#ifdef __linux__

#include <errno.h>
#include <stdlib.h>
#include <sys/inotify.h>
#include <unistd.h>
#include "cnai/file.h"
#include "folder.h"

struct watch {
	int descriptor;
	char *single; /* the archive's only file, whatever its ending; or NULL */
};

static void
add_folder(const struct watch *watch, const char *path)
{
	/* Not each write counts, but that a writer is done. */
	static const uint32_t changes = IN_CLOSE_WRITE | IN_CREATE | IN_DELETE |
					IN_MOVED_FROM | IN_MOVED_TO | IN_ATTRIB |
					IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR;

	/* Where the system's watches run out, the rest goes unnoticed. */
	inotify_add_watch(watch->descriptor, path, changes);
}

struct watch *
watch_start(const struct archive *archive)
{
	struct watch *watch;
	int descriptor;

	if (!archive->folder_count)
		return NULL;
	descriptor = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
	if (descriptor < 0)
		return NULL;
	watch = memory_alloc(sizeof(*watch));
	watch->descriptor = descriptor;
	if (archive->count == 1 && !strchr(archive->posts[0].path, '/'))
		watch->single = str_copy(str_of(archive->posts[0].path));
	for (size_t i = 0; i < archive->folder_count; i++) {
		const char *folder = archive->folders[i];
		char *path = *folder ? file_join(archive->root, folder) : NULL;

		add_folder(watch, path ? path : archive->root);
		free(path);
	}
	return watch;
}

int
watch_descriptor(const struct watch *watch)
{
	return watch->descriptor;
}

static bool
matters(const struct watch *watch, const struct inotify_event *event)
{
	const uint32_t always =
	    IN_Q_OVERFLOW | IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT;

	if (event->mask & always)
		return true;
	if (!event->len)
		return false;
	if (watch->single && strcmp(watch->single, event->name) == 0)
		return true;
	return (event->mask & IN_ISDIR) ? folder_may_enter(event->name)
					: folder_may_list(event->name);
}

bool
watch_take(struct watch *watch)
{
	/* The system gives whole events, aligned as they begin. */
	_Alignas(struct inotify_event) char events[16 * 1024];
	bool is_changed = false;
	ssize_t length;

	for (;;) {
		length = read(watch->descriptor, events, sizeof(events));
		if (length < 0 && errno == EINTR)
			continue;
		if (length <= 0)
			return is_changed;
		for (ssize_t i = 0; i < length;) {
			const struct inotify_event *event =
			    (const void *)(events + i);

			is_changed = is_changed || matters(watch, event);
			i += (ssize_t)(sizeof(*event) + event->len);
		}
	}
}

void
watch_free(struct watch *watch)
{
	if (!watch)
		return;
	close(watch->descriptor);
	free(watch->single);
	free(watch);
}

#endif
