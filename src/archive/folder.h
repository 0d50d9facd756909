/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_FOLDER_H
#define CNAI_FOLDER_H

#include <dirent.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include "cnai/memory.h"
#include "cnai/post.h"

/*
 * What one folder holds. It is filled by the one who walks and then shared by
 * those who read its posts; the last to let go frees it.
 */
struct entry {
	const char *name;
	const char *language; /* see struct post; "" for none */
	bool is_link;
	bool is_known; /* surely a regular file: see file_read_known() */
};

struct entries {
	struct entry *items;
	size_t count, capacity;
};

struct folder {
	const char *path; /* below the root, "" for the root; the archive's */
	const char *section;
	const struct cascade *cascade;
	unsigned hidden; /* why all below is hidden: bits of enum hidden_reason */
	int descriptor;
	bool is_ordinary;       /* on disk, not made up by the kernel */
	struct entries posts;   /* in the order the system gave */
	struct entries folders; /* by name */
	struct entry index;     /* the _index.md; name NULL: none */
	struct arena names;
	atomic_size_t users;
};

/* A folder with one user that knows nothing of its entries yet. */
struct folder *folder_new(
    const char *path, const char *section, const struct cascade *cascade);

/*
 * Lists the folder from STREAM, which it takes over as far as its descriptor
 * goes. False with errno if it could not be read to its end.
 */
bool folder_list(struct folder *folder, DIR *stream);

void folder_take(struct folder *folder);
void folder_release(struct folder *folder);

/* Whether NAME may be a post's or a section's file, or a folder's, at all. */
bool folder_may_list(const char *name);
bool folder_may_enter(const char *name);

enum { FOLDER_ENDINGS = 3 };
/* The endings of posts: ".md" and the like. */
extern const char *const folder_endings[FOLDER_ENDINGS];

#endif
