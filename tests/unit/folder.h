/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_TESTS_FOLDER_H
#define CNAI_TESTS_FOLDER_H

/* A folder of its own for each test: the test's state. */
#include <ftw.h>
#include <sys/stat.h>
#include <unistd.h>
#include "unit.h"

struct place {
	char path[64];
};

static inline int
make_place(void **state)
{
	struct place *place = calloc(1, sizeof(*place));

	if (!place)
		return -1;
	strcpy(place->path, "/tmp/cnai-unit-test-XXXXXX");
	*state = place;
	return mkdtemp(place->path) ? 0 : -1;
}

static inline int
remove_one(
    const char *path, const struct stat *status, int kind, struct FTW *position)
{
	(void)status;
	(void)kind;
	(void)position;
	return remove(path);
}

static inline int
remove_place(void **state)
{
	struct place *place = *state;
	int result =
	    nftw(place->path, remove_one, 16, FTW_DEPTH | FTW_PHYS | FTW_MOUNT);

	free(place);
	return result;
}

/* The caller frees it. */
static inline char *
path_of(void **state, const char *name)
{
	struct place *place = *state;
	struct strbuf path = {0};

	strbuf_printf(&path, "%s/%s", place->path, name);
	return strbuf_take(&path);
}

/* Makes the folders above the file NAME, and the file with TEXT. */
static inline void
write_file(void **state, const char *name, const char *text)
{
	char *path = path_of(state, name);
	FILE *file;

	for (char *slash = strchr(path + 1, '/'); slash;
	     slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		mkdir(path, 0777);
		*slash = '/';
	}
	file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
	free(path);
}

#define POST(title, rest) "---\ntitle: " title "\n" rest "---\nbody\n"

#define IN_PLACE(test) \
	cmocka_unit_test_setup_teardown(test, make_place, remove_place)

#endif
