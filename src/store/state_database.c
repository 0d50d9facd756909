/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The door to SQLite. The log in front of the database (WAL) makes a change
 * one write without waiting for the disk: a killed program loses nothing, a
 * machine that loses its power the last moments at most. Where the file
 * system cannot have it, SQLite falls back to its older journal by itself.
 */
#include <errno.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "cnai/memory.h"
#include "cnai/str.h"
#include "state_database.h"

enum {
	SCHEMA_VERSION = 1,
	BUSY_TIME = 500, /* milliseconds to wait for another session's write */
};

struct state_database {
	sqlite3 *handle;
	int64_t seen_version;
};

static const char schema[] =
    "CREATE TABLE IF NOT EXISTS archive("
    "id INTEGER PRIMARY KEY, root TEXT NOT NULL UNIQUE,"
    "visited INTEGER NOT NULL DEFAULT 0);"
    "CREATE TABLE IF NOT EXISTS post("
    "archive INTEGER NOT NULL REFERENCES archive(id), path TEXT NOT NULL,"
    "title TEXT NOT NULL DEFAULT '', read INTEGER NOT NULL DEFAULT 0,"
    "bookmarked INTEGER NOT NULL DEFAULT 0, place INTEGER NOT NULL DEFAULT 0,"
    "around TEXT NOT NULL DEFAULT '', PRIMARY KEY(archive, path)"
    ") WITHOUT ROWID;"
    "CREATE TABLE IF NOT EXISTS history("
    "id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, line TEXT NOT NULL,"
    "UNIQUE(kind, line));"
    "CREATE TABLE IF NOT EXISTS value("
    "name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;"
    "PRAGMA user_version=1;";

/* Makes the folders above PATH, for the user alone. */
static void
make_folders(const char *path)
{
	char *folder = str_copy(str_of(path));

	for (char *slash = strchr(folder + 1, '/'); slash;
	     slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		mkdir(folder, 0700);
		*slash = '/';
	}
	free(folder);
}

static void
take_number(const struct state_row *row, void *data)
{
	*(int64_t *)data = state_row_number(row, 0);
}

static int64_t
read_pragma(struct state_database *database, const char *sql)
{
	struct error error = {0};
	int64_t number = -1;

	state_database_run(database, sql, NULL, 0, take_number, &number, &error);
	error_clear(&error);
	return number;
}

static bool
prepare(struct state_database *database, struct error *error)
{
	int64_t version;

	sqlite3_busy_timeout(database->handle, BUSY_TIME);
	version = read_pragma(database, "PRAGMA user_version");
	if (version > SCHEMA_VERSION) {
		error_set(error, "was written by a newer cnai-read");
		return false;
	}
	/* A cache of 256 KiB: the whole state is smaller. */
	sqlite3_exec(database->handle,
	    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
	    "PRAGMA cache_size=-256;",
	    NULL, NULL, NULL);
	/* What is there already may be read by one who may not write. */
	if (version == SCHEMA_VERSION)
		return true;
	if (sqlite3_exec(database->handle, schema, NULL, NULL, NULL) == SQLITE_OK)
		return true;
	error_set(error, "%s", sqlite3_errmsg(database->handle));
	return false;
}

struct state_database *
state_database_open(const char *path, struct error *error)
{
	struct state_database *database = memory_alloc(sizeof(*database));
	const int flags =
	    SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
	bool is_open;

	make_folders(path);
	is_open =
	    sqlite3_open_v2(path, &database->handle, flags, NULL) == SQLITE_OK;
	if (!is_open)
		error_set(error, "%s", sqlite3_errmsg(database->handle));
	if (is_open && prepare(database, error)) {
		state_database_has_changed(database);
		return database;
	}
	state_database_close(database);
	return NULL;
}

void
state_database_close(struct state_database *database)
{
	if (!database)
		return;
	sqlite3_close_v2(database->handle);
	free(database);
}

const char *
state_row_text(const struct state_row *row, int column)
{
	const void *text = sqlite3_column_text(row->statement, column);

	return text ? text : "";
}

int64_t
state_row_number(const struct state_row *row, int column)
{
	return sqlite3_column_int64(row->statement, column);
}

static void
bind(sqlite3_stmt *statement, const struct state_value *values, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const int place = (int)i + 1;

		if (values[i].text)
			sqlite3_bind_text(
			    statement, place, values[i].text, -1, SQLITE_STATIC);
		else
			sqlite3_bind_int64(statement, place, values[i].number);
	}
}

bool
state_database_run(struct state_database *database, const char *sql,
    const struct state_value *values, size_t count,
    void (*take)(const struct state_row *row, void *data), void *data,
    struct error *error)
{
	sqlite3_stmt *statement = NULL;
	int result =
	    sqlite3_prepare_v2(database->handle, sql, -1, &statement, NULL);

	if (result == SQLITE_OK) {
		bind(statement, values, count);
		while ((result = sqlite3_step(statement)) == SQLITE_ROW)
			if (take)
				take(&(struct state_row){statement}, data);
	}
	if (result != SQLITE_DONE)
		error_set(error, "%s", sqlite3_errmsg(database->handle));
	sqlite3_finalize(statement);
	return result == SQLITE_DONE;
}

bool
state_database_has_changed(struct state_database *database)
{
	const int64_t version = read_pragma(database, "PRAGMA data_version");
	const bool has_changed = version != database->seen_version;

	database->seen_version = version;
	return has_changed;
}
