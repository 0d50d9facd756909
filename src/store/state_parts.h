/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_STORE_STATE_PARTS_H
#define CNAI_STORE_STATE_PARTS_H

/* What the files of the state share. */
#include "cnai/memory.h"
#include "cnai/state.h"
#include "state_store.h"

/* Bits kept with a post; FLAG_NEW is found anew for each archive. */
enum {
	FLAG_READ = 1 << 0,
	FLAG_BOOKMARKED = 1 << 1,
	FLAG_NEW = 1 << 2,
	FLAGS_KEPT = FLAG_READ | FLAG_BOOKMARKED,
};

struct history {
	char **lines; /* the oldest first */
	size_t count;
	size_t capacity;
};

/* A small setting that is remembered. */
struct setting {
	char *name, *value;
};

struct state {
	struct store *store;
	char *root;         /* the archive's real path */
	int64_t archive_id; /* 0: nothing is kept of it yet */
	const struct archive *archive;
	unsigned char *flags; /* of each post */
	size_t read_count;
	size_t *unread_before; /* posts to be unread again; NULL: no undo */
	size_t unread_before_count;
	struct strbuf known; /* the posts of the last visit, a set of keys */
	bool has_known;      /* that of the last visit is taken, once */
	bool is_visiting;
	size_t last_post, last_offset; /* the place last set */
	struct history histories[STATE_HISTORIES];
	struct setting *settings;
	size_t setting_count, setting_capacity;
	struct error notice;
};

/* As store_run(); what the session knows is written anew if the file fails. */
void state_run(struct state *state, const char *sql,
    const struct store_value *values, size_t count,
    void (*take)(void *data, const struct store_row *row), void *data);

/* The archive's number, which it is given if it has none. */
int64_t state_archive_id(struct state *state);
/* Finds what is kept of the archive, which may have been elsewhere. */
void state_find_archive(struct state *state);
/* Takes all flags from the store; posts that moved keep theirs. */
void state_take_flags(struct state *state);
/* Takes what was typed and set from the store. */
void state_take_typed(struct state *state);
void state_free_typed(struct state *state);

#endif
