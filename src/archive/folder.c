/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Listing a folder: what its names say. The hard names are those with a
 * language: "x.ja.md" is the Japanese x only where there is another x, since
 * Hugo knows its languages from the site's configuration and we do not.
 */
#define _DEFAULT_SOURCE /* d_type, where the system has it */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include "cnai/str.h"
#include "folder.h"

const char *const folder_endings[FOLDER_ENDINGS] = {".md", ".markdown", ".mdown"};

/* How long NAME is without the ending of a post; 0 where it has none. */
static size_t
stem_length(const char *name)
{
	struct str text = str_of(name);

	for (size_t i = 0; i < FOLDER_ENDINGS; i++) {
		struct str ending = str_of(folder_endings[i]);
		size_t length = text.length - ending.length;

		if (text.length > ending.length &&
		    str_equal_ignoring_case(
			str_slice(text, length, text.length), ending))
			return length;
	}
	return 0;
}

static bool
is_ignored(const char *name)
{
	return name[0] == '.' || name[0] == '#' || name[strlen(name) - 1] == '~';
}

bool
folder_may_enter(const char *name)
{
	return !is_ignored(name);
}

bool
folder_may_list(const char *name)
{
	return !is_ignored(name) && stem_length(name) > 0;
}

/* ISO 639-1, and the longer codes that sites are written in. */
static const char languages[] =
    " aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch "
    "co cr cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd "
    "gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka "
    "kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi "
    "mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl "
    "ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw "
    "ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo "
    "za zh zu ast ckb fil gsw haw hsb kab kmr mai nds sat yue ";

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* A country as in "pt-br", a script as in "zh-hant", or nothing. */
static bool
is_region(struct str text)
{
	if (!text.length)
		return true;
	if ((text.length != 3 && text.length != 5) ||
	    (text.data[0] != '-' && text.data[0] != '_'))
		return false;
	for (size_t i = 1; i < text.length; i++)
		if (!is_letter(text.data[i]))
			return false;
	return true;
}

static bool
is_language(struct str text)
{
	char wanted[6] = " ";
	size_t length = 0;

	while (length < text.length && is_letter(text.data[length]) && length < 4) {
		wanted[length + 1] = (char)(text.data[length] | 0x20);
		length++;
	}
	wanted[length + 1] = ' ';
	return length >= 2 && length <= 3 && strstr(languages, wanted) &&
	       is_region(str_slice(text, length, text.length));
}

/* NAME's parts: "x", "ja" and ".md"; the language may be empty. */
struct name_parts {
	struct str base, language;
};

static struct name_parts
split_name(const char *name)
{
	struct str stem = {name, stem_length(name)};
	struct name_parts parts = {stem, {"", 0}};
	size_t dot = stem.length;

	while (dot > 1 && stem.data[dot - 1] != '.')
		dot--;
	if (dot > 1 && is_language(str_slice(stem, dot, stem.length))) {
		parts.base = str_slice(stem, 0, dot - 1);
		parts.language = str_slice(stem, dot, stem.length);
	}
	return parts;
}

/* What an entry is. A link that leads nowhere counts as a file. */
struct kind {
	bool is_folder, is_link, is_known;
};

/* Most file systems say it in the entry, so that few files must be asked. */
static struct kind
find_kind(int descriptor, const struct dirent *found)
{
	struct kind kind = {0};
	struct stat status;

#ifdef DT_UNKNOWN
	kind.is_link = found->d_type == DT_LNK;
	kind.is_folder = found->d_type == DT_DIR;
	kind.is_known = found->d_type == DT_REG;
	if (found->d_type != DT_LNK && found->d_type != DT_UNKNOWN)
		return kind;
#endif
	if (fstatat(descriptor, found->d_name, &status, AT_SYMLINK_NOFOLLOW) == 0)
		kind.is_link = S_ISLNK(status.st_mode);
	if (fstatat(descriptor, found->d_name, &status, 0) == 0)
		kind.is_folder = S_ISDIR(status.st_mode);
	return kind;
}

static void
add_entry(struct folder *folder, const struct dirent *found)
{
	struct entries *list;
	struct kind kind;

	if (is_ignored(found->d_name))
		return;
	kind = find_kind(folder->descriptor, found);
	if (!kind.is_folder && !stem_length(found->d_name))
		return;
	list = kind.is_folder ? &folder->folders : &folder->posts;
	list->items = memory_reserve(
	    list->items, &list->capacity, list->count + 1, sizeof(*list->items));
	list->items[list->count++] = (struct entry){
	    arena_copy(&folder->names, found->d_name, strlen(found->d_name)), "",
	    kind.is_link, kind.is_known && folder->is_ordinary};
}

/* A name with a language, and what is compared. */
struct candidate {
	struct name_parts parts;
	size_t entry;
};

static int
compare_candidates(const void *left, const void *right)
{
	const struct candidate *a = left, *b = right;

	return str_compare(a->parts.base, b->parts.base);
}

static bool
has_language(const struct candidate *candidate)
{
	return candidate->parts.language.length > 0;
}

/*
 * Those of one base name stand together from FIRST to END: they get their
 * languages if they differ in them.
 */
static void
set_languages(struct folder *folder, const struct candidate *first,
    const struct candidate *end)
{
	if (end - first < 2)
		return;
	for (; first < end; first++)
		if (has_language(first))
			folder->posts.items[first->entry].language =
			    arena_copy(&folder->names, first->parts.language.data,
				first->parts.language.length);
}

static void
find_languages(struct folder *folder)
{
	struct candidate *list;
	size_t count = folder->posts.count, languages_found = 0, first = 0;

	for (size_t i = 0; i < count; i++)
		languages_found +=
		    split_name(folder->posts.items[i].name).language.length > 0;
	if (!languages_found)
		return;
	list = memory_alloc(count * sizeof(*list));
	for (size_t i = 0; i < count; i++)
		list[i] =
		    (struct candidate){split_name(folder->posts.items[i].name), i};
	qsort(list, count, sizeof(*list), compare_candidates);
	for (size_t i = 1; i <= count; i++)
		if (i == count || compare_candidates(&list[first], &list[i])) {
			set_languages(folder, &list[first], &list[i]);
			first = i;
		}
	free(list);
}

static int
compare_entries(const void *left, const void *right)
{
	const struct entry *a = left, *b = right;

	return strcmp(a->name, b->name);
}

/* "_index.md" comes before "_index.ja.md". */
static bool
is_better_index(const struct entry *entry, const struct entry *index)
{
	size_t length, other;

	if (!index->name)
		return true;
	length = split_name(entry->name).language.length;
	other = split_name(index->name).language.length;
	if ((length > 0) != (other > 0))
		return length == 0;
	return compare_entries(entry, index) < 0;
}

/* The section's own files are no posts; the best of them is its index. */
static void
take_index(struct folder *folder)
{
	struct entries *posts = &folder->posts;
	size_t kept = 0;

	for (size_t i = 0; i < posts->count; i++) {
		const struct entry *entry = &posts->items[i];

		if (!str_equal(split_name(entry->name).base, str_of("_index")))
			posts->items[kept++] = *entry;
		else if (is_better_index(entry, &folder->index))
			folder->index = *entry;
	}
	posts->count = kept;
}

/* A folder with an index.md is that one page, once for each language. */
static void
keep_bundle(struct folder *folder)
{
	struct entries *posts = &folder->posts;
	size_t kept = 0;

	if (folder->index.name || !*folder->path)
		return;
	for (size_t i = 0; i < posts->count; i++) {
		const struct entry entry = posts->items[i];
		size_t stem = stem_length(entry.name);
		bool is_index = stem == 5 && strncmp(entry.name, "index", 5) == 0;

		if (!is_index &&
		    !(*entry.language && strncmp(entry.name, "index.", 6) == 0 &&
			stem == 6 + strlen(entry.language)))
			continue;
		posts->items[kept++] = entry;
	}
	if (!kept)
		return;
	posts->count = kept;
	folder->folders.count = 0;
}

struct folder *
folder_new(const char *path, const char *section, const struct cascade *cascade)
{
	struct folder *folder = memory_alloc(sizeof(*folder));

	folder->path = path;
	folder->section = section;
	folder->cascade = cascade;
	folder->descriptor = -1;
	atomic_init(&folder->users, 1);
	return folder;
}

bool
folder_list(struct folder *folder, DIR *stream)
{
	const struct dirent *found;
	int reason;

	folder->descriptor = fcntl(dirfd(stream), F_DUPFD_CLOEXEC, 0);
	if (folder->descriptor < 0)
		return false;
	while ((errno = 0, found = readdir(stream)))
		add_entry(folder, found);
	reason = errno;
	if (folder->folders.count)
		qsort(folder->folders.items, folder->folders.count,
		    sizeof(*folder->folders.items), compare_entries);
	find_languages(folder);
	take_index(folder);
	keep_bundle(folder);
	errno = reason;
	return reason == 0;
}

void
folder_take(struct folder *folder)
{
	atomic_fetch_add(&folder->users, 1);
}

void
folder_release(struct folder *folder)
{
	if (atomic_fetch_sub(&folder->users, 1) != 1)
		return;
	if (folder->descriptor >= 0)
		close(folder->descriptor);
	free(folder->posts.items);
	free(folder->folders.items);
	arena_clear(&folder->names);
	free(folder);
}
