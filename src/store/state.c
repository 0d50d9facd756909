/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The state of one archive. All of it is in memory, as an array by post and a
 * list of what is known of posts that are not there; the database gets each
 * change when it happens and gives everything back when another session has
 * written. Without a database the same code runs on memory alone.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include "cnai/file.h"
#include "cnai/folders.h"
#include "cnai/memory.h"
#include "cnai/state.h"
#include "state_database.h"

enum {
	HISTORY_MAX = 500,
	AROUND_MAX = 48, /* bytes of text that find a place again */
};

/* What is known of one post. */
struct record {
	char *path, *title;
	bool is_read, is_bookmarked;
	size_t place;
	char *around; /* the text behind the place */
};

/* Sorted by path when posts are looked for; new ones stand at the end. */
struct records {
	struct record **items;
	size_t count, capacity;
};

struct lines {
	char **items;
	size_t count, capacity;
};

struct value {
	char *name, *value;
};

struct state {
	struct state_database *database; /* NULL: memory only */
	int64_t archive_id;
	int64_t visited; /* seconds since 1970; 0: never before */
	struct error notice;
	const struct archive *archive;
	struct records records;
	struct record **by_post; /* NULL: nothing is known of it */
	size_t count;            /* of the archive's posts */
	size_t unread_count;
	size_t *marked; /* the posts that "all read" marked last */
	size_t marked_count;
	struct lines histories[STATE_HISTORIES];
	struct value *values;
	size_t value_count, value_capacity;
};

/* Records. */

static void
records_clear(struct records *records)
{
	for (size_t i = 0; i < records->count; i++) {
		free(records->items[i]->path);
		free(records->items[i]->title);
		free(records->items[i]->around);
		free(records->items[i]);
	}
	free(records->items);
	*records = (struct records){0};
}

static struct record *
records_add(struct records *records, const char *path, struct str title)
{
	struct record *record = memory_alloc(sizeof(*record));

	*record = (struct record){
	    .path = str_copy(str_of(path)),
	    .title = str_copy(title),
	    .around = str_copy(str_of("")),
	};
	records->items = memory_reserve(records->items, &records->capacity,
	    records->count + 1, sizeof(*records->items));
	records->items[records->count++] = record;
	return record;
}

static int
compare_records(const void *a, const void *b)
{
	const struct record *const *left = a, *const *right = b;

	return strcmp((*left)->path, (*right)->path);
}

/* The record of PATH among sorted ones, or NULL. */
static struct record *
records_find(const struct records *records, const char *path)
{
	struct record key = {.path = (char *)path}, *wanted = &key;
	struct record **found = NULL;

	if (records->count)
		found = bsearch(&wanted, records->items, records->count,
		    sizeof(wanted), compare_records);
	return found ? *found : NULL;
}

/* The database. */

/* After a failure the session goes on in memory, and says so once. */
static void
run(struct state *state, const char *sql, const struct state_value *values,
    size_t count, void (*take)(const struct state_row *row, void *data), void *data)
{
	struct error error = {0};

	if (!state->database || state_database_run(state->database, sql, values,
				    count, take, data, &error))
		return;
	error_set(&state->notice,
	    "cannot save what is read: %s: from here on it is forgotten at "
	    "the end of this session",
	    error.message);
	error_clear(&error);
	state_database_close(state->database);
	state->database = NULL;
}

/* Saves one column alone: another session may have changed the others. */
static void
save_column(struct state *state, const struct record *record, const char *column,
    int64_t number)
{
	const struct state_value values[] = {
	    {.number = state->archive_id},
	    {.text = record->path},
	    {.text = record->title},
	    {.number = number},
	};
	char *sql = NULL;
	struct strbuf text = {0};

	strbuf_printf(&text,
	    "INSERT INTO post(archive, path, title, %s) VALUES(?1, ?2, ?3, ?4) "
	    "ON CONFLICT DO UPDATE SET %s = ?4, title = ?3",
	    column, column);
	sql = strbuf_take(&text);
	run(state, sql, values, sizeof(values) / sizeof(*values), NULL, NULL);
	free(sql);
}

static void
save_place(struct state *state, const struct record *record)
{
	const struct state_value values[] = {
	    {.number = state->archive_id},
	    {.text = record->path},
	    {.text = record->title},
	    {.number = (int64_t)record->place},
	    {.text = record->around},
	};

	run(state,
	    "INSERT INTO post(archive, path, title, place, around) "
	    "VALUES(?1, ?2, ?3, ?4, ?5) "
	    "ON CONFLICT DO UPDATE SET place = ?4, around = ?5, title = ?3",
	    values, sizeof(values) / sizeof(*values), NULL, NULL);
}

static void
take_post(const struct state_row *row, void *data)
{
	struct state *state = data;
	struct record *record = records_add(&state->records, state_row_text(row, 0),
	    str_of(state_row_text(row, 1)));

	record->is_read = state_row_number(row, 2) != 0;
	record->is_bookmarked = state_row_number(row, 3) != 0;
	record->place = (size_t)state_row_number(row, 4);
	free(record->around);
	record->around = str_copy(str_of(state_row_text(row, 5)));
}

static void
take_line(const struct state_row *row, void *data)
{
	struct state *state = data;
	const int64_t kind = state_row_number(row, 0);
	struct lines *lines;

	if (kind < 0 || kind >= STATE_HISTORIES)
		return;
	lines = &state->histories[kind];
	lines->items = memory_reserve(lines->items, &lines->capacity,
	    lines->count + 1, sizeof(*lines->items));
	lines->items[lines->count++] = str_copy(str_of(state_row_text(row, 1)));
}

/* The value called NAME, made where it is missing. */
static struct value *
value_of(struct state *state, const char *name)
{
	for (size_t i = 0; i < state->value_count; i++)
		if (strcmp(state->values[i].name, name) == 0)
			return &state->values[i];
	state->values = memory_reserve(state->values, &state->value_capacity,
	    state->value_count + 1, sizeof(*state->values));
	state->values[state->value_count] =
	    (struct value){.name = str_copy(str_of(name))};
	return &state->values[state->value_count++];
}

static void
take_value(const struct state_row *row, void *data)
{
	struct value *value = value_of(data, state_row_text(row, 0));

	free(value->value);
	value->value = str_copy(str_of(state_row_text(row, 1)));
}

static void
lines_clear(struct lines *lines)
{
	for (size_t i = 0; i < lines->count; i++)
		free(lines->items[i]);
	free(lines->items);
	*lines = (struct lines){0};
}

/* Forgets what the database can give again. */
static void
forget(struct state *state)
{
	records_clear(&state->records);
	for (int i = 0; i < STATE_HISTORIES; i++)
		lines_clear(&state->histories[i]);
	for (size_t i = 0; i < state->value_count; i++) {
		free(state->values[i].name);
		free(state->values[i].value);
	}
	free(state->values);
	state->values = NULL;
	state->value_count = state->value_capacity = 0;
}

static void
load(struct state *state)
{
	const struct state_value archive = {.number = state->archive_id};

	forget(state);
	run(state,
	    "SELECT path, title, read, bookmarked, place, around FROM post "
	    "WHERE archive = ?1 ORDER BY path",
	    &archive, 1, take_post, state);
	run(state, "SELECT kind, line FROM history ORDER BY id", NULL, 0, take_line,
	    state);
	run(state, "SELECT name, value FROM value", NULL, 0, take_value, state);
}

/* Opening. */

static void
take_archive_row(const struct state_row *row, void *data)
{
	struct state *state = data;

	state->archive_id = state_row_number(row, 0);
	state->visited = state_row_number(row, 1);
}

static void
find_archive(struct state *state, const char *root)
{
	char *real = realpath(root, NULL);
	const struct state_value value = {.text = real ? real : root};
	static const char select[] =
	    "SELECT id, visited FROM archive WHERE root = ?1";

	run(state, select, &value, 1, take_archive_row, state);
	if (!state->archive_id) {
		run(state, "INSERT OR IGNORE INTO archive(root) VALUES(?1)", &value,
		    1, NULL, NULL);
		run(state, select, &value, 1, take_archive_row, state);
	}
	free(real);
}

struct state *
state_open(const char *path, const char *root, struct error *notice)
{
	struct state *state = memory_alloc(sizeof(*state));
	struct error error = {0};

	if (!path)
		return state;
	state->database = state_database_open(path, &error);
	if (!state->database)
		error_set(notice,
		    "cannot keep what is read: %s: %s: move it away to begin "
		    "anew, or read with --no-state",
		    path, error.message);
	error_clear(&error);
	if (state->database) {
		find_archive(state, root);
		load(state);
	}
	state_take_notice(state, notice);
	return state;
}

void
state_close(struct state *state)
{
	if (!state)
		return;
	forget(state);
	free(state->by_post);
	free(state->marked);
	error_clear(&state->notice);
	state_database_close(state->database);
	free(state);
}

char *
state_path(void)
{
	return folders_path("XDG_STATE_HOME", ".local/state", "cnai-read/state.db");
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

/* Posts. */

static void
count_unread(struct state *state)
{
	state->unread_count = 0;
	for (size_t i = 0; i < state->count; i++)
		state->unread_count += !state_is_read(state, i);
}

/* Finds the records of the posts by their paths. */
static void
bind_posts(struct state *state)
{
	struct records *records = &state->records;

	if (records->count)
		qsort(records->items, records->count, sizeof(*records->items),
		    compare_records);
	for (size_t i = 0; i < state->count; i++)
		state->by_post[i] =
		    records_find(records, state->archive->posts[i].path);
	count_unread(state);
}

/* The only post without a record that is called TITLE; count if none. */
static size_t
find_moved(const struct state *state, const char *title)
{
	size_t found = state->count;

	for (size_t i = 0; i < state->count; i++) {
		const struct post *post = &state->archive->posts[i];

		if (state->by_post[i] || !post->has_title ||
		    !str_equal(post->title, str_of(title)))
			continue;
		if (found < state->count)
			return state->count;
		found = i;
	}
	return found;
}

/* Gives a moved post the record of its old path. */
static void
move_record(struct state *state, struct record *record, const char *path)
{
	const struct state_value values[] = {
	    {.number = state->archive_id},
	    {.text = record->path},
	    {.text = path},
	};

	run(state,
	    "UPDATE OR REPLACE post SET path = ?3 "
	    "WHERE archive = ?1 AND path = ?2",
	    values, sizeof(values) / sizeof(*values), NULL, NULL);
}

static int
compare_paths(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/*
 * Looks for posts behind the records that have none any more. At most so many:
 * an archive that has lost a thousand posts was not moved about.
 */
static void
find_moved_posts(struct state *state)
{
	enum { MOVES_MAX = 1000 };
	const char **paths = memory_alloc((state->count + 1) * sizeof(*paths));
	size_t moves = 0;

	for (size_t i = 0; i < state->count; i++)
		paths[i] = state->archive->posts[i].path;
	qsort(paths, state->count, sizeof(*paths), compare_paths);
	for (size_t i = 0; i < state->records.count && moves < MOVES_MAX; i++) {
		struct record *record = state->records.items[i];
		const char *path = record->path;
		size_t post;

		if (bsearch(
			&path, paths, state->count, sizeof(*paths), compare_paths))
			continue;
		moves++;
		post = find_moved(state, record->title);
		if (post == state->count)
			continue;
		path = state->archive->posts[post].path;
		move_record(state, record, path);
		state->by_post[post] = record;
		free(record->path);
		record->path = str_copy(str_of(path));
	}
	free(paths);
}

void
state_take_archive(struct state *state, const struct archive *archive)
{
	free(state->by_post);
	free(state->marked);
	state->marked = NULL;
	state->marked_count = 0;
	state->archive = archive;
	state->count = archive->count;
	state->by_post =
	    memory_alloc((archive->count + 1) * sizeof(*state->by_post));
	bind_posts(state);
	if (!state->records.count)
		return;
	find_moved_posts(state);
	count_unread(state);
}

static const struct record *
record_of(const struct state *state, size_t post)
{
	return post < state->count ? state->by_post[post] : NULL;
}

/* The record of POST to be changed, made where there is none. */
static struct record *
own_record(struct state *state, size_t post)
{
	const struct post *known = &state->archive->posts[post];

	if (!state->by_post[post])
		state->by_post[post] =
		    records_add(&state->records, known->path, known->title);
	return state->by_post[post];
}

bool
state_is_read(const struct state *state, size_t post)
{
	const struct record *record = record_of(state, post);

	return record && record->is_read;
}

bool
state_is_bookmarked(const struct state *state, size_t post)
{
	const struct record *record = record_of(state, post);

	return record && record->is_bookmarked;
}

size_t
state_unread_count(const struct state *state)
{
	return state->unread_count;
}

bool
state_is_new(const struct state *state, size_t post)
{
	struct stat status;
	char *path;
	bool is_new;

	if (post >= state->count || state_is_read(state, post))
		return false;
	if (!state->visited)
		return true;
	path = file_join(state->archive->root, state->archive->posts[post].path);
	is_new = stat(path, &status) == 0 && status.st_mtime >= state->visited;
	free(path);
	return is_new;
}

void
state_set_read(struct state *state, size_t post, bool is_read)
{
	struct record *record;

	if (post >= state->count || state_is_read(state, post) == is_read)
		return;
	record = own_record(state, post);
	record->is_read = is_read;
	state->unread_count += is_read ? (size_t)-1 : 1;
	save_column(state, record, "read", is_read);
}

void
state_set_bookmarked(struct state *state, size_t post, bool is_bookmarked)
{
	struct record *record;

	if (post >= state->count ||
	    state_is_bookmarked(state, post) == is_bookmarked)
		return;
	record = own_record(state, post);
	record->is_bookmarked = is_bookmarked;
	save_column(state, record, "bookmarked", is_bookmarked);
}

/* Many marks at once are one change of the database. */
static void
set_many(struct state *state, const size_t *posts, size_t count, bool is_read)
{
	run(state, "BEGIN IMMEDIATE", NULL, 0, NULL, NULL);
	for (size_t i = 0; i < count; i++)
		state_set_read(state, posts[i], is_read);
	run(state, "COMMIT", NULL, 0, NULL, NULL);
}

void
state_set_all_read(struct state *state)
{
	free(state->marked);
	state->marked = memory_alloc((state->count + 1) * sizeof(*state->marked));
	state->marked_count = 0;
	for (size_t i = 0; i < state->count; i++)
		if (!state_is_read(state, i))
			state->marked[state->marked_count++] = i;
	set_many(state, state->marked, state->marked_count, true);
}

bool
state_undo_all_read(struct state *state)
{
	const bool has_marked = state->marked_count > 0;

	set_many(state, state->marked, state->marked_count, false);
	state->marked_count = 0;
	return has_marked;
}

/* Places. */

/* Where AROUND stands in TEXT, as near to OFFSET as can be; OFFSET if not. */
static size_t
find_around(struct str text, struct str around, size_t offset)
{
	size_t best = text.length, best_distance = text.length;

	if (!around.length ||
	    str_starts_with(str_slice(text, offset, text.length), around))
		return offset;
	for (size_t at = 0; at + around.length <= text.length; at++) {
		const size_t distance = at > offset ? at - offset : offset - at;
		const char *found = memchr(text.data + at, around.data[0],
		    text.length - around.length + 1 - at);

		if (!found)
			break;
		at = (size_t)(found - text.data);
		if (distance < best_distance &&
		    memcmp(found, around.data, around.length) == 0) {
			best_distance = distance;
			best = at;
		}
	}
	return best < text.length ? best : offset;
}

size_t
state_place(const struct state *state, size_t post, struct str text)
{
	const struct record *record = record_of(state, post);
	size_t place;

	if (!record || !record->place)
		return 0;
	place = record->place < text.length ? record->place : 0;
	return find_around(text, str_of(record->around), place);
}

void
state_set_place(struct state *state, size_t post, struct str text, size_t offset)
{
	struct record *record =
	    record_of(state, post) ? state->by_post[post] : NULL;
	size_t end = offset;

	if (post >= state->count || offset > text.length ||
	    (record ? record->place == offset : !offset))
		return;
	while (end < text.length && end - offset < AROUND_MAX && text.data[end] &&
	       text.data[end] != '\n')
		end++;
	record = own_record(state, post);
	free(record->around);
	record->around = str_copy(str_slice(text, offset, end));
	record->place = offset;
	save_place(state, record);
}

/* What other sessions do. */

bool
state_refresh(struct state *state)
{
	if (!state->database || !state_database_has_changed(state->database))
		return false;
	load(state);
	if (state->archive)
		bind_posts(state);
	return true;
}

void
state_set_visited(struct state *state)
{
	const struct state_value values[] = {
	    {.number = state->archive_id},
	    {.number = (int64_t)time(NULL)},
	};

	run(state, "UPDATE archive SET visited = ?2 WHERE id = ?1", values, 2, NULL,
	    NULL);
}

/* Values and histories. */

const char *
state_value(const struct state *state, const char *name)
{
	for (size_t i = 0; i < state->value_count; i++)
		if (strcmp(state->values[i].name, name) == 0)
			return state->values[i].value;
	return NULL;
}

void
state_set_value(struct state *state, const char *name, const char *text)
{
	struct value *value = value_of(state, name);
	const struct state_value values[] = {{.text = name}, {.text = text}};

	if (value->value && strcmp(value->value, text) == 0)
		return;
	free(value->value);
	value->value = str_copy(str_of(text));
	run(state, "INSERT OR REPLACE INTO value(name, value) VALUES(?1, ?2)",
	    values, 2, NULL, NULL);
}

size_t
state_history_count(const struct state *state, enum state_history history)
{
	return state->histories[history].count;
}

const char *
state_history_line(
    const struct state *state, enum state_history history, size_t index)
{
	return state->histories[history].items[index];
}

/* Takes the line at INDEX out. */
static void
remove_line(struct lines *lines, size_t index)
{
	free(lines->items[index]);
	memmove(&lines->items[index], &lines->items[index + 1],
	    (--lines->count - index) * sizeof(*lines->items));
}

void
state_add_history(struct state *state, enum state_history history, struct str line)
{
	struct lines *lines = &state->histories[history];
	char *text = str_copy(line);
	const struct state_value values[] = {
	    {.number = history},
	    {.text = text},
	    {.number = HISTORY_MAX},
	};

	for (size_t i = 0; i < lines->count; i++)
		if (strcmp(lines->items[i], text) == 0)
			remove_line(lines, i--);
	if (lines->count == HISTORY_MAX)
		remove_line(lines, 0);
	lines->items = memory_reserve(lines->items, &lines->capacity,
	    lines->count + 1, sizeof(*lines->items));
	lines->items[lines->count++] = text;
	run(state, "INSERT OR REPLACE INTO history(kind, line) VALUES(?1, ?2)",
	    values, 2, NULL, NULL);
	run(state,
	    "DELETE FROM history WHERE kind = ?1 AND id NOT IN (SELECT id FROM "
	    "history WHERE kind = ?1 ORDER BY id DESC LIMIT ?3)",
	    values, 3, NULL, NULL);
}
