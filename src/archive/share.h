/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_SHARE_H
#define CNAI_SHARE_H

#include <stdbool.h>
#include "cnai/archive.h"
#include "cascade.h"
#include "folder.h"

/* What one thread reads of an archive, with all it needs for itself. */
struct share {
	const struct archive_options *options;
	const char *parent; /* see struct post_context */
	struct post *posts;
	size_t count, capacity;
	size_t hidden_count;
	struct diagnostics diagnostics;
	struct arena arena;       /* the posts' strings */
	struct arena scratch;     /* for one post at a time */
	struct strbuf text, path; /* of the file at hand */
};

/* Reads the post ENTRY of FOLDER and adds it, unless it is to be hidden. */
void share_add_post(
    struct share *share, const struct folder *folder, const struct entry *entry);

/* Reads FOLDER's _index.md. */
struct section share_read_section(struct share *share, const struct folder *folder);

/* Moves all that SHARE has to the end of ARCHIVE, and frees the rest. */
void share_move(struct share *share, struct archive *archive);
void share_clear(struct share *share);

#endif
