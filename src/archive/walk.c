/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From folders to posts. Folders that wait to be listed stand on a stack, so
 * that depth costs no recursion. A folder is listed once, however many
 * symbolic links lead to it: circles end, and links cannot multiply the work.
 * What is reached through a link waits until all else is done, so that a post
 * has the path of its real folder where that is in the archive.
 */
#define _DEFAULT_SOURCE /* d_type, where the system has it */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include "cnai/file.h"
#include "cnai/front_matter.h"
#include "cnai/value.h"
#include "cnai/walk.h"

/* Strings are the archive's. */
struct folder {
	const char *path; /* below the root, "" for the root */
	const char *section;
	const struct cascade *cascade;
};

struct folders {
	struct folder *items;
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

struct entry {
	const char *name;
	bool is_folder, is_link;
};

/* A folder's entries by name; strings in the arena. */
struct entries {
	struct entry *items;
	size_t count, capacity;
	struct arena arena;
};

struct walk {
	struct archive *archive;
	const struct archive_options *options;
	struct folders waiting, waiting_links;
	struct visited visited;
	struct strbuf text; /* of the file at hand */
	size_t post_capacity;
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
visit(struct visited *visited, const struct stat *status)
{
	struct identity id = {status->st_dev, status->st_ino};
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

enum { ENDINGS = 3 };
static const char *const endings[ENDINGS] = {".md", ".markdown", ".mdown"};

static bool
has_post_ending(const char *name)
{
	struct str text = str_of(name);

	for (size_t i = 0; i < ENDINGS; i++) {
		struct str ending = str_of(endings[i]);

		if (text.length > ending.length &&
		    str_equal_ignoring_case(
			str_slice(text, text.length - ending.length, text.length),
			ending))
			return true;
	}
	return false;
}

static bool
is_ignored(const char *name)
{
	return name[0] == '.' || name[0] == '#' || name[strlen(name) - 1] == '~';
}

/* Whether NAME is STEM and the ending of a post. */
static bool
is_named(const char *name, const char *stem)
{
	size_t length = strlen(stem);

	return strncmp(name, stem, length) == 0 && name[length] == '.' &&
	       has_post_ending(name) && !strchr(name + length + 1, '.');
}

/*
 * Sets what ENTRY is: most file systems say it in the entry, so that few
 * files have to be asked. A link that leads nowhere counts as a file.
 */
static void
find_kind(struct entry *entry, int descriptor, const struct dirent *found)
{
	struct stat status;

#ifdef DT_UNKNOWN
	entry->is_link = found->d_type == DT_LNK;
	entry->is_folder = found->d_type == DT_DIR;
	if (found->d_type != DT_LNK && found->d_type != DT_UNKNOWN)
		return;
#endif
	if (fstatat(descriptor, found->d_name, &status, AT_SYMLINK_NOFOLLOW) == 0)
		entry->is_link = S_ISLNK(status.st_mode);
	if (fstatat(descriptor, found->d_name, &status, 0) == 0)
		entry->is_folder = S_ISDIR(status.st_mode);
}

static void
add_entry(struct entries *entries, int descriptor, const struct dirent *found)
{
	struct entry entry = {0};

	if (is_ignored(found->d_name))
		return;
	find_kind(&entry, descriptor, found);
	if (!entry.is_folder && !has_post_ending(found->d_name))
		return;
	entry.name =
	    arena_copy(&entries->arena, found->d_name, strlen(found->d_name));
	entries->items = memory_reserve(entries->items, &entries->capacity,
	    entries->count + 1, sizeof(*entries->items));
	entries->items[entries->count++] = entry;
}

static int
compare_entries(const void *left, const void *right)
{
	const struct entry *a = left, *b = right;

	return strcmp(a->name, b->name);
}

static char *
full_path(const struct archive *archive, const char *path)
{
	return *path ? file_join(archive->root, path)
		     : str_copy(str_of(archive->root));
}

/* False with errno if the folder cannot be opened or read to its end. */
static bool
read_entries(struct walk *walk, const char *path, struct entries *entries)
{
	char *full = full_path(walk->archive, path);
	DIR *folder = opendir(full);
	struct dirent *found;
	struct stat status;

	free(full);
	if (!folder)
		return false;
	errno = 0;
	if (fstat(dirfd(folder), &status) == 0 && visit(&walk->visited, &status))
		while ((errno = 0, found = readdir(folder)))
			add_entry(entries, dirfd(folder), found);
	if (entries->count)
		qsort(entries->items, entries->count, sizeof(*entries->items),
		    compare_entries);
	closedir(folder);
	return true;
}

static void
clear_entries(struct entries *entries)
{
	free(entries->items);
	arena_clear(&entries->arena);
}

static const struct entry *
find_named(const struct entries *entries, const char *stem)
{
	for (size_t i = 0; i < entries->count; i++)
		if (!entries->items[i].is_folder &&
		    is_named(entries->items[i].name, stem))
			return &entries->items[i];
	return NULL;
}

/* PATH below the root for NAME in FOLDER; the caller frees it. */
static char *
path_in(const struct folder *folder, const char *name)
{
	return *folder->path ? file_join(folder->path, name)
			     : str_copy(str_of(name));
}

/* Reads the file into walk->text; false with ERROR, and a diagnostic. */
static bool
read_text(struct walk *walk, const char *path, struct error *error)
{
	char *full = full_path(walk->archive, path);
	enum file_result result;

	strbuf_truncate(&walk->text, 0);
	result = file_read(full, archive_post_limit, &walk->text, error);
	free(full);
	if (result != FILE_READ)
		diagnostics_add(&walk->archive->diagnostics, SEVERITY_ERROR,
		    "unreadable", path, 0, 0, "cannot be read: %s", error->message);
	return result == FILE_READ;
}

static struct post *
new_post(struct walk *walk)
{
	struct archive *archive = walk->archive;

	archive->posts = memory_reserve(archive->posts, &walk->post_capacity,
	    archive->count + 1, sizeof(*archive->posts));
	return &archive->posts[archive->count++];
}

static void
add_post(struct walk *walk, const struct folder *folder, const char *name)
{
	struct archive *archive = walk->archive;
	struct post *post = new_post(walk);
	char *path = path_in(folder, name);
	struct error error = {0};

	if (read_text(walk, path, &error))
		post_parse(post, strbuf_str(&walk->text), path, walk->options->now,
		    folder->cascade, &archive->arena, &archive->diagnostics);
	else
		post_set_unreadable(post, path, error.message, &archive->arena);
	post->section = folder->section;
	if (post->hidden && !walk->options->show_hidden) {
		archive->count--;
		archive->hidden_count++;
	}
	error_clear(&error);
	free(path);
}

/* Values that "target" keeps for other kinds of pages are not for posts. */
static bool
is_for_pages(const struct yaml_node *values)
{
	const struct yaml_node *target = yaml_find(values, "target"), *kind;

	if (!target)
		target = yaml_find(values, "_target");
	kind = yaml_find(target, "kind");
	return !kind || kind->kind != YAML_SCALAR ||
	       str_equal_ignoring_case(kind->text, str_of("page"));
}

static void
add_cascade(
    struct walk *walk, struct folder *folder, const struct yaml_node *values)
{
	struct cascade *cascade;

	values = yaml_resolve(values);
	if (!values || values->kind != YAML_MAP || !is_for_pages(values))
		return;
	cascade = arena_alloc(&walk->archive->arena, sizeof(*cascade));
	*cascade = (struct cascade){values, folder->cascade};
	folder->cascade = cascade;
}

/* A list of cascades: the first that has a value wins, so it is added last. */
static void
add_cascades(struct walk *walk, struct folder *folder, const struct yaml_node *list)
{
	const struct yaml_node **items = NULL;
	size_t count = 0, capacity = 0;

	for (const struct yaml_node *item = list->first; item; item = item->next) {
		items = memory_reserve(items, &capacity, count + 1, sizeof(*items));
		items[count++] = item;
	}
	while (count > 0)
		add_cascade(walk, folder, items[--count]);
	free(items);
}

/* The section's title from its _index.md, in the archive's arena, or NULL. */
static const char *
read_section(struct walk *walk, struct folder *folder, const char *name)
{
	struct archive *archive = walk->archive;
	const struct yaml_node *map = NULL, *cascade;
	struct strbuf title = {0};
	struct error error = {0};
	char *path = path_in(folder, name);
	const char *copy = NULL;
	struct str trimmed;

	if (read_text(walk, path, &error)) {
		struct front_matter front =
		    front_matter_find(strbuf_str(&walk->text));

		map = front_matter_read(
		    &front, path, &archive->arena, &archive->diagnostics);
	}
	value_append_text(&title, yaml_find(map, "title"));
	trimmed = str_trim(strbuf_str(&title));
	if (trimmed.length)
		copy = arena_copy(&archive->arena, trimmed.data, trimmed.length);
	cascade = yaml_find(map, "cascade");
	if (cascade && cascade->kind == YAML_LIST)
		add_cascades(walk, folder, cascade);
	else
		add_cascade(walk, folder, cascade);
	strbuf_clear(&title);
	error_clear(&error);
	free(path);
	return copy;
}

static void
enter_section(struct walk *walk, struct folder *folder, const char *name)
{
	const char *title = read_section(walk, folder, name);
	const char *slash = strrchr(folder->path, '/');

	if (*folder->path) {
		folder->section = title ? title : slash ? slash + 1 : folder->path;
	} else if (title) {
		free(walk->archive->title);
		walk->archive->title = str_copy(str_of(title));
	}
}

static void
push_folder(
    struct walk *walk, const struct folder *parent, const struct entry *entry)
{
	struct folders *list =
	    entry->is_link ? &walk->waiting_links : &walk->waiting;
	struct folder folder = *parent;
	char *path = path_in(parent, entry->name);

	folder.path = arena_copy(&walk->archive->arena, path, strlen(path));
	free(path);
	list->items = memory_reserve(
	    list->items, &list->capacity, list->count + 1, sizeof(*list->items));
	list->items[list->count++] = folder;
}

static void
add_folder(struct walk *walk, struct folder folder, const struct entries *entries)
{
	const struct entry *section = find_named(entries, "_index");
	const struct entry *bundle = find_named(entries, "index");

	if (section)
		enter_section(walk, &folder, section->name);
	else if (bundle && *folder.path) {
		/* The other files belong to that one page. */
		add_post(walk, &folder, bundle->name);
		return;
	}
	for (size_t i = 0; i < entries->count; i++) {
		const struct entry *entry = &entries->items[i];

		if (entry->is_folder)
			push_folder(walk, &folder, entry);
		else if (!is_named(entry->name, "_index"))
			add_post(walk, &folder, entry->name);
	}
}

static void
list_folder(struct walk *walk, struct folder folder)
{
	struct entries entries = {0};

	if (read_entries(walk, folder.path, &entries))
		add_folder(walk, folder, &entries);
	else
		diagnostics_add(&walk->archive->diagnostics, SEVERITY_ERROR,
		    "unreadable", folder.path, 0, 0,
		    "the folder cannot be opened: %s", strerror(errno));
	clear_entries(&entries);
}

static bool
take_folder(struct folders *folders, struct folder *folder)
{
	if (!folders->count)
		return false;
	*folder = folders->items[--folders->count];
	return true;
}

static void
walk_clear(struct walk *walk)
{
	free(walk->waiting.items);
	free(walk->waiting_links.items);
	free(walk->visited.slots);
	strbuf_clear(&walk->text);
}

bool
walk_folders(struct archive *archive, const struct archive_options *options,
    struct error *error)
{
	struct walk walk = {.archive = archive, .options = options};
	struct folder folder = {.path = "", .section = ""};
	struct entries entries = {0};
	bool is_open = read_entries(&walk, "", &entries);

	if (is_open)
		add_folder(&walk, folder, &entries);
	else
		error_set(error, "%s", strerror(errno));
	clear_entries(&entries);
	while (take_folder(&walk.waiting, &folder) ||
	       take_folder(&walk.waiting_links, &folder))
		list_folder(&walk, folder);
	walk_clear(&walk);
	return is_open;
}

/* The section's file beside a single post, without listing the folder. */
static void
enter_section_of_file(struct walk *walk, struct folder *folder, const char *post)
{
	for (size_t i = 0; i < ENDINGS; i++) {
		struct strbuf name = {0};
		bool is_there;
		char *full;

		strbuf_printf(&name, "_index%s", endings[i]);
		full = full_path(walk->archive, name.data);
		is_there = strcmp(name.data, post) != 0 && access(full, F_OK) == 0;
		if (is_there)
			enter_section(walk, folder, name.data);
		free(full);
		strbuf_clear(&name);
		if (is_there)
			return;
	}
}

bool
walk_file(struct archive *archive, const char *name,
    const struct archive_options *options, struct error *error)
{
	struct archive_options show_all = {true, options->now};
	struct walk walk = {.archive = archive, .options = &show_all};
	struct folder folder = {.path = "", .section = ""};
	bool is_read;

	enter_section_of_file(&walk, &folder, name);
	add_post(&walk, &folder, name);
	is_read = archive->posts[0].is_readable;
	if (!is_read)
		error_set(error, "%s", archive->posts[0].problem);
	walk_clear(&walk);
	return is_read;
}
