/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From a root to all folders below it. Those that wait to be listed stand on
 * a stack, so that depth costs no recursion. A folder is listed once, however
 * many symbolic links lead to it: circles end, and links cannot multiply the
 * work. What is reached through a link waits until all else is done, so that
 * a post has the path of its real folder where that is in the archive.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include "cnai/file.h"
#include "walk.h"

/* A folder that waits; strings are the archive's. */
struct place {
	const char *path; /* below the root, "" for the root */
	const char *section;
	const struct cascade *cascade;
	unsigned hidden;
};

struct places {
	struct place *items;
	size_t count, capacity;
};

struct identity {
	dev_t device;
	ino_t file;
};

/* Folders listed so far: a hash table with room for one in two. */
struct visited {
	struct identity *slots; /* file 0: free */
	size_t count, size;
};

struct walk {
	const char *root;
	struct share *share;
	const struct walk_visitor *visitor;
	struct walk_result *result;
	struct places waiting, waiting_links;
	struct visited visited;
	bool is_ended;
};

static size_t
slot_of(const struct visited *visited, struct identity id)
{
	uint64_t hash = ((uint64_t)id.file + (uint64_t)id.device * 31) *
			UINT64_C(0x9E3779B97F4A7C15);
	size_t slot = (size_t)(hash >> 32) % visited->size;

	while (visited->slots[slot].file != 0 &&
	       (visited->slots[slot].file != id.file ||
		   visited->slots[slot].device != id.device))
		slot = (slot + 1) % visited->size;
	return slot;
}

static void
grow_visited(struct visited *visited)
{
	struct visited grown = {.size = visited->size ? visited->size * 2 : 64};

	grown.slots = memory_alloc(grown.size * sizeof(*grown.slots));
	for (size_t i = 0; i < visited->size; i++)
		if (visited->slots[i].file != 0)
			grown.slots[slot_of(&grown, visited->slots[i])] =
			    visited->slots[i];
	grown.count = visited->count;
	free(visited->slots);
	*visited = grown;
}

/* Whether this is the first time that the folder is seen. */
static bool
is_first_visit(struct visited *visited, const struct stat *status)
{
	const struct identity id = {status->st_dev, status->st_ino};
	size_t slot;

	if (visited->count * 2 >= visited->size)
		grow_visited(visited);
	slot = slot_of(visited, id);
	if (visited->slots[slot].file != 0)
		return false;
	visited->slots[slot] = id;
	visited->count++;
	return true;
}

static DIR *
open_folder(const char *root, const char *path)
{
	char *full = *path ? file_join(root, path) : NULL;
	DIR *stream = opendir(full ? full : root);
	int reason = errno;

	free(full);
	errno = reason;
	return stream;
}

static void
push_place(
    struct walk *walk, const struct folder *parent, const struct entry *entry)
{
	struct places *list =
	    entry->is_link ? &walk->waiting_links : &walk->waiting;
	char *path = *parent->path ? file_join(parent->path, entry->name) : NULL;
	struct str text = str_of(path ? path : entry->name);

	list->items = memory_reserve(
	    list->items, &list->capacity, list->count + 1, sizeof(*list->items));
	list->items[list->count++] =
	    (struct place){arena_copy(&walk->share->arena, text.data, text.length),
		parent->section, parent->cascade, parent->hidden};
	free(path);
}

static bool
take_place(struct places *places, struct place *place)
{
	if (!places->count)
		return false;
	*place = places->items[--places->count];
	return true;
}

/* The folder is a section of its own. */
static void
enter_section(
    struct folder *folder, struct share *share, struct walk_result *result)
{
	const struct section section = share_read_section(share, folder);
	const char *slash = strrchr(folder->path, '/');

	folder->cascade = section.cascade;
	/* Who asks for the root itself wants to see it. */
	if (*folder->path)
		folder->hidden |= section.hidden;
	if (!*folder->path)
		result->title = section.title;
	else if (section.title)
		folder->section = section.title;
	else
		folder->section = slash ? slash + 1 : folder->path;
}

static void
add_folder(struct walk_result *result, const char *path)
{
	result->folders = memory_reserve(result->folders, &result->folder_capacity,
	    result->folder_count + 1, sizeof(*result->folders));
	result->folders[result->folder_count++] = path;
}

static void
visit_folder(struct walk *walk, struct folder *folder)
{
	add_folder(walk->result, folder->path);
	if (folder->index.name)
		enter_section(folder, walk->share, walk->result);
	for (size_t i = 0; i < folder->folders.count; i++)
		push_place(walk, folder, &folder->folders.items[i]);
	walk->is_ended = !walk->visitor->visit(walk->visitor->data, folder);
}

/* False with errno if the folder cannot be opened or read to its end. */
static bool
list_place(struct walk *walk, const struct place *place)
{
	DIR *stream = open_folder(walk->root, place->path);
	struct folder *folder;
	struct stat status;
	bool is_whole = true;
	int reason;

	if (!stream)
		return false;
	if (fstat(dirfd(stream), &status) == 0 &&
	    is_first_visit(&walk->visited, &status)) {
		folder = folder_new(place->path, place->section, place->cascade);
		folder->hidden = place->hidden;
		/* Folders that the kernel makes up have no size. */
		folder->is_ordinary = status.st_size > 0;
		is_whole = folder_list(folder, stream);
		reason = errno;
		visit_folder(walk, folder);
		folder_release(folder);
		errno = reason;
	}
	reason = errno;
	closedir(stream);
	errno = reason;
	return is_whole;
}

static void
list_waiting(struct walk *walk)
{
	struct place place;

	while (!walk->is_ended && (take_place(&walk->waiting, &place) ||
				      take_place(&walk->waiting_links, &place)))
		if (!list_place(walk, &place))
			diagnostics_add(&walk->share->diagnostics, SEVERITY_ERROR,
			    "unreadable", place.path, 0, 0,
			    "the folder cannot be opened: %s", strerror(errno));
}

bool
walk_folders(const char *root, struct share *share,
    const struct walk_visitor *visitor, struct walk_result *result,
    struct error *error)
{
	struct walk walk = {
	    .root = root, .share = share, .visitor = visitor, .result = result};
	const struct place place = {"", "", NULL, 0};
	bool is_open = list_place(&walk, &place);

	if (is_open)
		list_waiting(&walk);
	else
		error_set(error, "%s", strerror(errno));
	free(walk.waiting.items);
	free(walk.waiting_links.items);
	free(walk.visited.slots);
	return is_open;
}

/* The section's file beside a single post, without listing the folder. */
static void
find_index(struct folder *folder, const char *post)
{
	for (size_t i = 0; i < FOLDER_ENDINGS; i++) {
		struct strbuf name = {0};

		strbuf_printf(&name, "_index%s", folder_endings[i]);
		if (strcmp(name.data, post) != 0 &&
		    faccessat(folder->descriptor, name.data, F_OK, 0) == 0)
			folder->index.name =
			    arena_copy(&folder->names, name.data, name.length);
		strbuf_clear(&name);
		if (folder->index.name)
			return;
	}
}

struct folder *
walk_single(const char *root, const char *name, struct share *share,
    struct walk_result *result)
{
	struct folder *folder = folder_new("", "", NULL);

	folder->descriptor = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	folder->posts.items = memory_alloc(sizeof(*folder->posts.items));
	folder->posts.items[folder->posts.count++] = (struct entry){
	    arena_copy(&folder->names, name, strlen(name)), "", false, false};
	add_folder(result, folder->path);
	find_index(folder, name);
	if (folder->index.name)
		enter_section(folder, share, result);
	return folder;
}
