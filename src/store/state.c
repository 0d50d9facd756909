/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a reader has read, marked and typed. Flags of all posts are in memory,
 * a byte each; the store has a row only for posts that were touched. A change
 * is made in memory and written at once as a mask, so that two instances do
 * not undo each other's.
 */
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include "cnai/folders.h"
#include "state_key.h"
#include "state_parts.h"
#include "state_place.h"

char *
state_path(void)
{
	return folders_path("XDG_STATE_HOME", ".local/state", "cnai-read/state.db");
}

/* Memory took the file's place: what the session knows goes there. */
static void
rewrite_flags(struct state *state)
{
	state->archive_id = 0;
	for (size_t i = 0; state->archive && i < state->archive->count; i++) {
		const unsigned flags = state->flags[i] & FLAGS_KEPT;
		const struct store_value values[] = {
		    store_number(flags ? state_archive_id(state) : 0),
		    store_bytes(str_of(state->archive->posts[i].path)),
		    store_number(flags), store_number(flags)};

		if (flags)
			store_run(state->store,
			    "INSERT INTO post (archive, path, flags) "
			    "VALUES (?, ?, ?) ON CONFLICT (archive, path) "
			    "DO UPDATE SET flags = flags | ?",
			    values, 4, NULL, NULL);
	}
}

void
state_run(struct state *state, const char *sql, const struct store_value *values,
    size_t count, void (*take)(void *data, const struct store_row *row), void *data)
{
	store_run(state->store, sql, values, count, take, data);
	if (store_take_notice(state->store, &state->notice))
		rewrite_flags(state);
}

/* The real path of the folder of the archive ROOT; "" for standard input. */
static char *
real_folder(const char *root)
{
	struct stat status;
	const bool is_input = strcmp(root, "-") == 0;
	char *real = is_input ? NULL : realpath(root, NULL);

	if (!real)
		return str_copy(str_of(is_input ? "" : root));
	if (stat(real, &status) == 0 && !S_ISDIR(status.st_mode))
		strrchr(real, '/')[1] = '\0';
	if (real[1] && str_ends_with(str_of(real), str_of("/")))
		*strrchr(real, '/') = '\0';
	return real;
}

struct state *
state_open(const char *path, const char *root, struct error *notice)
{
	struct state *state = memory_alloc(sizeof(*state));

	state->root = real_folder(root);
	state->store = store_open(*state->root ? path : NULL, notice);
	state->last_post = (size_t)-1;
	state_find_archive(state);
	state_take_typed(state);
	return state;
}

void
state_close(struct state *state)
{
	if (!state)
		return;
	store_close(state->store);
	state_free_typed(state);
	strbuf_clear(&state->known);
	error_clear(&state->notice);
	free(state->unread_before);
	free(state->flags);
	free(state->root);
	free(state);
}

bool
state_take_notice(struct state *state, struct error *notice)
{
	if (!state->notice.message)
		return false;
	error_clear(notice);
	*notice = state->notice;
	state->notice = (struct error){0};
	return true;
}

static void
take_id(void *data, const struct store_row *row)
{
	*(int64_t *)data = store_row_number(row, 0);
}

int64_t
state_archive_id(struct state *state)
{
	const struct store_value root = store_bytes(str_of(state->root));

	if (state->archive_id)
		return state->archive_id;
	store_run(state->store, "INSERT OR IGNORE INTO archive (root) VALUES (?)",
	    &root, 1, NULL, NULL);
	store_run(state->store, "SELECT id FROM archive WHERE root = ?", &root, 1,
	    take_id, &state->archive_id);
	return state->archive_id;
}

static void
write_known(struct state *state)
{
	struct strbuf known = key_set_of(state->archive);
	const struct store_value values[] = {store_number((int64_t)time(NULL)),
	    store_bytes(strbuf_str(&known)), store_number(state_archive_id(state))};

	state_run(state, "UPDATE archive SET visit = ?, known = ? WHERE id = ?",
	    values, 3, NULL, NULL);
	strbuf_clear(&known);
}

/* Writes down which posts are there, so that they are not new again. */
static void
note_known(struct state *state)
{
	/* An archive that went away in the middle will come again; a single
	 * post is not all of its folder. */
	if (!state->archive || !state->archive->count ||
	    !state->archive->folder_count)
		return;
	state->has_known = true;
	write_known(state);
}

static void
forget_undo(struct state *state)
{
	free(state->unread_before);
	state->unread_before = NULL;
	state->unread_before_count = 0;
}

void
state_take_archive(struct state *state, const struct archive *archive)
{
	state->archive = archive;
	state->last_post = (size_t)-1;
	forget_undo(state);
	state->flags = memory_resize(state->flags, archive->count, 1);
	memset(state->flags, 0, archive->count);
	state_find_archive(state);
	state_take_flags(state);
	if (state->is_visiting)
		note_known(state);
}

bool
state_refresh(struct state *state)
{
	if (!store_has_changed(state->store))
		return false;
	state->last_post = (size_t)-1;
	state_find_archive(state);
	state_take_typed(state);
	if (state->archive)
		state_take_flags(state);
	return true;
}

static bool
has_post(const struct state *state, size_t post)
{
	return state->archive && post < state->archive->count;
}

static unsigned
flags_of(const struct state *state, size_t post)
{
	return has_post(state, post) ? state->flags[post] : 0;
}

bool
state_is_read(const struct state *state, size_t post)
{
	return flags_of(state, post) & FLAG_READ;
}

bool
state_is_bookmarked(const struct state *state, size_t post)
{
	return flags_of(state, post) & FLAG_BOOKMARKED;
}

bool
state_is_new(const struct state *state, size_t post)
{
	return (flags_of(state, post) & (FLAG_NEW | FLAG_READ)) == FLAG_NEW;
}

size_t
state_unread_count(const struct state *state)
{
	return state->archive ? state->archive->count - state->read_count : 0;
}

/* Sets the flags of MASK of one post to those of FLAGS, here and in the
 * store. READS: with what finds it again if it is moved. */
static void
write_flags(
    struct state *state, size_t index, unsigned mask, unsigned flags, bool reads)
{
	const struct post *post = &state->archive->posts[index];
	int64_t size = 0;
	const int64_t text = reads ? key_of_text(state->archive, post, &size) : 0;
	const struct store_value values[] = {store_number(state_archive_id(state)),
	    store_bytes(str_of(post->path)), store_number(flags),
	    store_number(key_of_title(post)), store_number(size),
	    store_number(text), store_number(~(int64_t)mask), store_number(flags)};

	state->flags[index] =
	    (unsigned char)((state->flags[index] & ~mask) | flags);
	state_run(state,
	    "INSERT INTO post (archive, path, flags, title_key, size, text_key) "
	    "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (archive, path) DO UPDATE SET "
	    "flags = (flags & ?) | ?, title_key = excluded.title_key, "
	    "size = coalesce(nullif(excluded.size, 0), size), "
	    "text_key = coalesce(nullif(excluded.text_key, 0), text_key)",
	    values, 8, NULL, NULL);
}

static void
set_flag(struct state *state, size_t post, unsigned flag, bool is_set, bool reads)
{
	const bool was_set = flags_of(state, post) & flag;

	if (was_set == is_set || !has_post(state, post))
		return;
	if (flag == FLAG_READ)
		state->read_count += is_set ? 1 : (size_t)-1;
	write_flags(state, post, flag, is_set ? flag : 0, reads);
}

void
state_set_read(struct state *state, size_t post, bool is_read)
{
	/* Whoever marks one after all has taken them as they are. */
	if (has_post(state, post) && state_is_read(state, post) != is_read)
		forget_undo(state);
	set_flag(state, post, FLAG_READ, is_read, true);
}

void
state_set_bookmarked(struct state *state, size_t post, bool is_bookmarked)
{
	set_flag(state, post, FLAG_BOOKMARKED, is_bookmarked, true);
}

void
state_set_all_read(struct state *state)
{
	const size_t count = state->archive ? state->archive->count : 0;

	forget_undo(state);
	state->unread_before = memory_alloc(count * sizeof(size_t));
	state_archive_id(state);
	store_begin(state->store);
	for (size_t i = 0; i < count; i++) {
		if (state_is_read(state, i))
			continue;
		state->unread_before[state->unread_before_count++] = i;
		set_flag(state, i, FLAG_READ, true, false);
	}
	store_end(state->store);
}

bool
state_undo_all_read(struct state *state)
{
	const bool is_undone = state->unread_before_count > 0;

	store_begin(state->store);
	for (size_t i = 0; i < state->unread_before_count; i++)
		set_flag(state, state->unread_before[i], FLAG_READ, false, false);
	store_end(state->store);
	forget_undo(state);
	return is_undone;
}

struct place_search {
	struct str text;
	size_t offset;
};

static size_t
smaller(size_t a, size_t b)
{
	return a < b ? a : b;
}

static void
take_place(void *data, const struct store_row *row)
{
	struct place_search *search = data;
	const int64_t offset = store_row_number(row, 0);
	struct place place = {.offset = offset > 0 ? (size_t)offset : 0,
	    .around = store_row_bytes(row, 1)};

	/* The file may hold anything. */
	place.before = smaller((size_t)store_row_number(row, 2),
	    smaller(place.around.length, place.offset));
	search->offset = place.offset ? place_recall(&place, search->text) : 0;
}

size_t
state_place(struct state *state, size_t post, struct str text)
{
	struct place_search search = {text, 0};
	const char *path =
	    has_post(state, post) ? state->archive->posts[post].path : NULL;
	const struct store_value values[] = {
	    store_number(state->archive_id), store_bytes(str_of(path))};

	if (state->archive_id && path)
		state_run(state,
		    "SELECT place, around, before FROM post "
		    "WHERE archive = ? AND path = ?",
		    values, 2, take_place, &search);
	return search.offset;
}

static void
write_place(struct state *state, size_t post, struct str text, size_t offset)
{
	const struct post *at = &state->archive->posts[post];
	const struct place place = place_keep(text, offset);
	const struct store_value values[] = {store_number(state_archive_id(state)),
	    store_bytes(str_of(at->path)), store_number(key_of_title(at)),
	    store_number((int64_t)place.offset), store_bytes(place.around),
	    store_number((int64_t)place.before)};

	state_run(state,
	    "INSERT INTO post (archive, path, title_key, place, around, before) "
	    "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (archive, path) DO UPDATE SET "
	    "place = excluded.place, around = excluded.around, "
	    "before = excluded.before",
	    values, 6, NULL, NULL);
}

void
state_set_place(struct state *state, size_t post, struct str text, size_t offset)
{
	if (!has_post(state, post) ||
	    (state->last_post == post && state->last_offset == offset))
		return;
	state->last_post = post;
	state->last_offset = offset;
	write_place(state, post, text, offset);
}

void
state_set_visited(struct state *state)
{
	state->is_visiting = true;
	note_known(state);
}
