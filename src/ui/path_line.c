/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The names in a folder that begin as the line ends. Names that cannot be
 * typed, with controls or not in UTF-8, are left out.
 */
#include <dirent.h>
#include <stdlib.h>
#include <sys/stat.h>
#include "cnai/file.h"
#include "cnai/memory.h"
#include "cnai/path_line.h"
#include "cnai/unicode.h"

/* More names than anybody reads are not listed. */
enum { LISTED_MAX = 200 };

char *
path_line_file(struct str name, const char *home)
{
	char *rest, *path;

	if (!home || !str_starts_with(name, str_of("~/")))
		return str_copy(name);
	rest = str_copy(str_slice(name, 2, name.length));
	path = *rest ? file_join(home, rest) : str_copy(str_of(home));
	free(rest);
	return path;
}

struct names {
	char **items; /* folders with "/" behind */
	size_t count, capacity;
};

static void
names_add(struct names *names, char *name)
{
	names->items = memory_reserve(names->items, &names->capacity,
	    names->count + 1, sizeof(*names->items));
	names->items[names->count++] = name;
}

static void
names_clear(struct names *names)
{
	for (size_t i = 0; i < names->count; i++)
		free(names->items[i]);
	free(names->items);
}

static bool
can_be_typed(struct str name)
{
	struct strbuf valid = {0};
	bool is_same;

	for (size_t i = 0; i < name.length; i++)
		if ((unsigned char)name.data[i] < ' ' || name.data[i] == 0x7F)
			return false;
	utf8_append_valid(&valid, name);
	is_same = str_equal(strbuf_str(&valid), name);
	strbuf_clear(&valid);
	return is_same;
}

static bool
is_folder(const char *folder, const char *name)
{
	char *path = file_join(folder, name);
	struct stat status;
	const bool is = stat(path, &status) == 0 && S_ISDIR(status.st_mode);

	free(path);
	return is;
}

/* Whether the name of a file is one that START may become. */
static bool
fits(struct str name, struct str start)
{
	return str_starts_with(name, start) &&
	       (name.data[0] != '.' || start.length) && can_be_typed(name) &&
	       !str_equal(name, str_of(".")) && !str_equal(name, str_of(".."));
}

/* Those in FOLDER that begin with START. */
static void
find_names(struct names *names, const char *folder, struct str start)
{
	DIR *directory = opendir(folder);
	const struct dirent *entry;

	while (directory && (entry = readdir(directory))) {
		struct strbuf name = {0};

		if (!fits(str_of(entry->d_name), start))
			continue;
		strbuf_append_string(&name, entry->d_name);
		if (is_folder(folder, entry->d_name))
			strbuf_append_byte(&name, '/');
		names_add(names, strbuf_take(&name));
	}
	if (directory)
		closedir(directory);
}

/* What all names begin with; at most the whole first. */
static struct str
common_start(const struct names *names)
{
	struct str common = str_of(names->items[0]);

	for (size_t i = 1; i < names->count; i++) {
		size_t length = 0;

		while (length < common.length &&
		       common.data[length] == names->items[i][length])
			length++;
		while (length && (common.data[length] & 0xC0) == 0x80)
			length--;
		common = str_slice(common, 0, length);
	}
	return common;
}

static int
compare_names(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Length of the part of LINE that names the folder, with its "/". */
static size_t
folder_length(struct str line)
{
	size_t length = line.length;

	while (length && line.data[length - 1] != '/')
		length--;
	return length;
}

void
path_line_complete(struct strbuf *line, struct strbuf *candidates, const char *home)
{
	const size_t length = folder_length(strbuf_str(line));
	const struct str part = str_slice(strbuf_str(line), 0, length);
	char *folder = length ? path_line_file(part, home) : str_copy(str_of("."));
	struct names names = {0};

	find_names(
	    &names, folder, str_slice(strbuf_str(line), length, line->length));
	if (names.count) {
		qsort(
		    names.items, names.count, sizeof(*names.items), compare_names);
		strbuf_truncate(line, length);
		strbuf_append(line, common_start(&names));
	}
	for (size_t i = 0; names.count > 1 && i < names.count; i++)
		if (i < LISTED_MAX)
			strbuf_printf(candidates, "%s\n", names.items[i]);
	names_clear(&names);
	free(folder);
}
