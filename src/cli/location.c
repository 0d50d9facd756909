/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Finding the archive. Each place is a function that gives a path or leaves a
 * line saying that it was looked at; the first path counts. What the program
 * finds by itself must be there; what somebody named is taken at their word,
 * so that a mistake is reported and not passed over.
 */
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "cnai/cluster.h"
#include "cnai/config.h"
#include "cnai/file.h"
#include "cnai/location.h"

struct clues {
	const char *option; /* what --archive said; NULL */
	const struct config *config;
	const char *program; /* the program's first argument; NULL */
};

static void
note(struct location *location, const char *place, const char *finding)
{
	strbuf_append_string(&location->tried, "  ");
	cluster_append_safe(&location->tried, str_of(place));
	strbuf_append_string(&location->tried, ": ");
	cluster_append_safe(&location->tried, str_of(finding));
	strbuf_append_byte(&location->tried, '\n');
}

static char *
from_option(struct location *location, const struct clues *clues)
{
	if (clues->option)
		return str_copy(str_of(clues->option));
	note(location, "--archive", "not given");
	return NULL;
}

static char *
from_environment(struct location *location, const struct clues *clues)
{
	const char *value = getenv("CNAI_ARCHIVE");

	(void)clues;
	if (value && *value) {
		location->named_by = str_copy(str_of("CNAI_ARCHIVE"));
		return str_copy(str_of(value));
	}
	note(location, "CNAI_ARCHIVE", "not set");
	return NULL;
}

static char *
from_configuration(struct location *location, const struct clues *clues)
{
	char *file = config_path();

	if (clues->config->archive) {
		location->named_by = file;
		return str_copy(str_of(clues->config->archive));
	}
	note(location, file ? file : "the configuration",
	    file && access(file, F_OK) != 0 ? strerror(errno) : "names no archive");
	free(file);
	return NULL;
}

/* Cuts the last part off an absolute PATH; false where none is left. */
static bool
go_up(char *path)
{
	char *slash = strrchr(path, '/');

	if (!slash || !slash[1])
		return false;
	if (slash == path)
		slash++;
	*slash = '\0';
	return true;
}

/* The folder the program is in; NULL where that cannot be told. */
static char *
program_folder(const struct clues *clues)
{
	char path[PATH_MAX];
	const ssize_t length = readlink("/proc/self/exe", path, sizeof(path) - 1);

	if (length > 0)
		path[length] = '\0';
	else if (!clues->program || !strchr(clues->program, '/') ||
		 !realpath(clues->program, path))
		return NULL;
	return go_up(path) ? str_copy(str_of(path)) : NULL;
}

static bool
has_file(const char *folder, const char *name)
{
	char *path = file_join(folder, name);
	const bool is_there = access(path, F_OK) == 0;

	free(path);
	return is_there;
}

/* The archive below FOLDER if that is the program's source tree. */
static char *
archive_of_source_tree(const char *folder)
{
	if (!has_file(folder, "src/cli/main.c") ||
	    !has_file(folder, "archive/_index.md"))
		return NULL;
	return file_join(folder, "archive");
}

static char *
from_source_tree(struct location *location, const struct clues *clues)
{
	/* The program is in build/ or build/NAME/ of it. */
	enum { LEVELS = 2 };
	char *folder = program_folder(clues);
	char *path = NULL;

	for (int i = 0; folder && !path && i < LEVELS && go_up(folder); i++)
		path = archive_of_source_tree(folder);
	free(folder);
	if (!path)
		path = archive_of_source_tree(".");
	if (!path)
		note(location, "the source tree", "not run from there");
	return path;
}

static char *
take_if_there(struct location *location, char *path)
{
	if (access(path, F_OK) == 0)
		return path;
	note(location, path, strerror(errno));
	free(path);
	return NULL;
}

/* An installation that was moved is found by where the program is now. */
static char *
from_program_folder(struct location *location, const struct clues *clues)
{
	static const char data[] = "share/cnai-read/archive";
	char *folder = program_folder(clues);
	char *path = NULL;

	if (folder && go_up(folder))
		path = take_if_there(location, file_join(folder, data));
	free(folder);
	return path;
}

static char *
from_data_folder(struct location *location, const struct clues *clues)
{
	(void)clues;
	return take_if_there(location, file_join(CNAI_DATA_DIR, "archive"));
}

static char *(*const places[])(struct location *, const struct clues *) = {
    from_option,
    from_environment,
    from_configuration,
    from_source_tree,
    from_program_folder,
    from_data_folder,
};

void
location_find(struct location *location, const char *option,
    const struct config *config, const char *program)
{
	const struct clues clues = {option, config, program};

	*location = (struct location){0};
	for (size_t i = 0; i < sizeof(places) / sizeof(*places); i++) {
		location->path = places[i](location, &clues);
		if (location->path)
			return;
	}
}

void
location_clear(struct location *location)
{
	free(location->path);
	free(location->named_by);
	strbuf_clear(&location->tried);
	*location = (struct location){0};
}
