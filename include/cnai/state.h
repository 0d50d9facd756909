/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_STATE_H
#define CNAI_STATE_H

#include <stdbool.h>
#include <stdint.h>
#include "cnai/archive.h"
#include "cnai/error.h"
#include "cnai/str.h"

/*
 * What the files of an archive do not say: which posts were read, which have
 * a bookmark, where the reader was, what was looked for. Kept in a database,
 * each change at once, so that other sessions see it and a killed one loses
 * nothing. Posts are indices into the archive that was taken last; an index
 * behind its end is a post that nothing is known of.
 */
struct state;

/* The lines that prompts remember. */
enum state_history {
	STATE_SEARCHES,
	STATE_COMMANDS,
	STATE_PATHS,
	STATE_HISTORIES,
};

/*
 * The state of the archive ROOT, a folder or one file of it, from the database
 * at PATH, which is made with its folders where it is missing. Never fails: if
 * the database cannot be used the state lives in memory, with what can be read
 * of it, and NOTICE says why and what to do; the file is left as it is. PATH
 * NULL or ROOT "-" or "", standard input: in memory, without a notice. An
 * archive is known by its real path; one that is gone is the one that is new
 * with half of the same posts.
 */
struct state *state_open(const char *path, const char *root, struct error *notice);
void state_close(struct state *state);

/*
 * Where the database is: under $XDG_STATE_HOME, else ~/.local/state. NULL
 * where neither variable helps. The caller frees it.
 */
char *state_path(void);

/*
 * Takes what has gone wrong since the last time: false where nothing has. The
 * state goes on in memory from there.
 */
bool state_take_notice(struct state *state, struct error *notice);

/*
 * ARCHIVE, which is borrowed until the next is taken, is the one that indices
 * mean. A post that is known at a path which is gone, and one at a new path
 * with the same title and date, or the same text, are the same post, moved.
 * Of texts, those of the first 200 posts without a mark are compared.
 */
void state_take_archive(struct state *state, const struct archive *archive);

bool state_is_read(const struct state *state, size_t post);
bool state_is_bookmarked(const struct state *state, size_t post);
size_t state_unread_count(const struct state *state);
/* Unread, and not there at the last visit. */
bool state_is_new(const struct state *state, size_t post);

void state_set_read(struct state *state, size_t post, bool is_read);
void state_set_bookmarked(struct state *state, size_t post, bool is_bookmarked);
/* Marks all posts read; the second makes those unread again that it marked,
 * and returns false where there are none, or where one has been marked since. */
void state_set_all_read(struct state *state);
bool state_undo_all_read(struct state *state);

/*
 * The place in POST, an offset into TEXT, its document's text, found again by
 * the words around it where the post has been edited. 0: from the top.
 */
size_t state_place(struct state *state, size_t post, struct str text);
void state_set_place(
    struct state *state, size_t post, struct str text, size_t offset);

/* Whether another session has changed something; then it counts here too. */
bool state_refresh(struct state *state);

/*
 * The archive is being visited: its posts, and those that come while it is,
 * are not new the next time. Once a session, before or after the archive is
 * taken. One file alone is no visit.
 */
void state_set_visited(struct state *state);

/* A value that is remembered for the user under NAME; NULL if none. */
const char *state_value(const struct state *state, const char *name);
void state_set_value(struct state *state, const char *name, const char *value);

/*
 * The lines of a history, the oldest first, at most 500; a line added again
 * moves to the end. Borrowed until the next call that adds.
 */
size_t state_history_count(const struct state *state, enum state_history history);
const char *state_history_line(
    const struct state *state, enum state_history history, size_t index);
void state_add_history(
    struct state *state, enum state_history history, struct str line);

#endif
