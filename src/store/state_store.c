/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The state's tables in SQLite. Where the file cannot be used, the same tables
 * in memory take its place, filled from the file if it can be read: what uses
 * the store knows one way only.
 *
 * A rollback journal and not a log of changes ahead (WAL): it works on network
 * file systems too, the file alone holds all between two changes, and it can be
 * read where nothing may be written. A change takes less than a millisecond.
 */
#include <errno.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <sys/stat.h>
#include "cnai/memory.h"
#include "state_store.h"

enum {
	VERSION = 1,
	APPLICATION = 0x636E6169, /* "cnai" */
	BUSY_TIME = 2000,         /* milliseconds to wait for another instance */
};

struct store {
	sqlite3 *database;
	char *path; /* NULL: in memory */
	int64_t version;
	struct error notice;
	const char *sql; /* what was run last, and may come again */
	sqlite3_stmt *statement;
};

struct store_row {
	sqlite3_stmt *statement;
};

static const char settings[] = "PRAGMA cache_size = -256;"
			       "PRAGMA synchronous = NORMAL;"
			       "PRAGMA journal_mode = TRUNCATE;"
			       "PRAGMA temp_store = MEMORY;";

static const char tables[] =
    "BEGIN IMMEDIATE;"
    "CREATE TABLE IF NOT EXISTS archive (id INTEGER PRIMARY KEY,"
    " root BLOB NOT NULL UNIQUE, visit INTEGER NOT NULL DEFAULT 0, known BLOB);"
    "CREATE TABLE IF NOT EXISTS post (archive INTEGER NOT NULL,"
    " path BLOB NOT NULL, flags INTEGER NOT NULL DEFAULT 0,"
    " title_key INTEGER NOT NULL DEFAULT 0,"
    " size INTEGER NOT NULL DEFAULT 0, text_key INTEGER NOT NULL DEFAULT 0,"
    " place INTEGER NOT NULL DEFAULT 0, around BLOB, before INTEGER,"
    " PRIMARY KEY (archive, path)) WITHOUT ROWID;"
    "CREATE TABLE IF NOT EXISTS history (number INTEGER PRIMARY KEY,"
    " kind INTEGER NOT NULL, line BLOB NOT NULL);"
    "CREATE TABLE IF NOT EXISTS setting (name BLOB PRIMARY KEY,"
    " value BLOB NOT NULL) WITHOUT ROWID;"
    "PRAGMA application_id = 1668178281;"
    "PRAGMA user_version = 1;"
    "COMMIT";

static const struct remedy {
	int code;
	const char *text;
} remedies[] = {
    {SQLITE_FULL, "make room on the disk"},
    {SQLITE_NOTADB, "move the file away to begin a new one"},
    {SQLITE_CORRUPT, "move the file away to begin a new one"},
    {SQLITE_BUSY, "see which other program holds it"},
    {SQLITE_LOCKED, "see which other program holds it"},
    {SQLITE_OK, "see whether the file and its folder can be written"},
};

static void
set_notice(
    struct error *notice, const char *path, const char *why, const char *remedy)
{
	error_set(notice, "%s: %s: %s", path, why, remedy);
}

/* Says why the database failed with CODE. */
static void
explain(struct error *notice, const char *path, int code)
{
	const struct remedy *remedy = remedies;

	while (remedy->code != SQLITE_OK && remedy->code != (code & 0xFF))
		remedy++;
	set_notice(notice, path, sqlite3_errstr(code), remedy->text);
}

/* Makes the folders above PATH that are missing, for the user alone. */
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

static int
run_all(sqlite3 *database, const char *sql)
{
	return sqlite3_exec(database, sql, NULL, NULL, NULL);
}

static sqlite3 *
open_memory(void)
{
	sqlite3 *database = NULL;

	if (sqlite3_open(":memory:", &database) != SQLITE_OK)
		die("out of memory");
	return database;
}

static void
forget_statement(struct store *store)
{
	sqlite3_finalize(store->statement);
	store->statement = NULL;
}

/* Puts memory in the place of the file, with what can be read of it if
 * COPIES. The file is left as it is. */
static void
leave_file(struct store *store, bool copies)
{
	sqlite3 *memory = open_memory();
	sqlite3_backup *backup = NULL;

	forget_statement(store);
	if (store->database && !sqlite3_get_autocommit(store->database))
		run_all(store->database, "ROLLBACK");
	if (store->database && copies)
		backup =
		    sqlite3_backup_init(memory, "main", store->database, "main");
	if (backup) {
		sqlite3_backup_step(backup, -1);
		if (sqlite3_backup_finish(backup) != SQLITE_OK) {
			sqlite3_close(memory);
			memory = open_memory();
		}
	}
	sqlite3_close(store->database);
	store->database = memory;
	free(store->path);
	store->path = NULL;
	run_all(memory, tables);
	store_has_changed(store);
}

/* The single number SQL gives; *CODE tells whether it could be read. */
static int64_t
ask_number(sqlite3 *database, const char *sql, int *code)
{
	sqlite3_stmt *statement = NULL;
	int64_t number = 0;

	*code = sqlite3_prepare_v2(database, sql, -1, &statement, NULL);
	if (*code == SQLITE_OK) {
		*code = sqlite3_step(statement);
		if (*code == SQLITE_ROW) {
			number = sqlite3_column_int64(statement, 0);
			*code = SQLITE_OK;
		}
	}
	sqlite3_finalize(statement);
	return number;
}

/* Looks whose file it is and makes its tables; false with the store in memory
 * if it is none to use. */
static bool
check_file(struct store *store, struct error *notice)
{
	int code, other;
	const int64_t version =
	    ask_number(store->database, "PRAGMA user_version", &code);
	const int64_t application =
	    ask_number(store->database, "PRAGMA application_id", &other);
	const int64_t parts = ask_number(
	    store->database, "SELECT count(*) FROM sqlite_master", &other);

	if (code == SQLITE_OK)
		code = other;
	if (code == SQLITE_OK && parts && application != APPLICATION)
		set_notice(notice, store->path, "is not a file of cnai-read",
		    "move it away to begin a new one");
	else if (code == SQLITE_OK && version > VERSION)
		set_notice(notice, store->path, "was written by a newer cnai-read",
		    "use that one");
	else if (code == SQLITE_OK && sqlite3_db_readonly(store->database, "main"))
		explain(notice, store->path, SQLITE_READONLY);
	else if (code == SQLITE_OK && version < VERSION)
		code = run_all(store->database, tables);
	if (code != SQLITE_OK)
		explain(notice, store->path, code);
	if (notice->message)
		leave_file(store, code == SQLITE_OK && version == VERSION &&
				      application == APPLICATION);
	return !notice->message;
}

static uint32_t
number_at(const unsigned char *bytes, size_t length)
{
	uint32_t number = 0;

	for (size_t i = 0; i < length; i++)
		number = number << 8 | bytes[i];
	return number;
}

/*
 * Whether the file is shorter than it says, which SQLite finds only when it
 * meets what is missing. Asked before SQLite has it, whose locks go with any
 * descriptor that is closed.
 */
static bool
is_cut_short(const char *path)
{
	enum { HEADER = 100, PAGE_AT = 16, COUNT_AT = 28 };
	unsigned char header[HEADER];
	struct strbuf journal = {0};
	struct stat status;
	FILE *file = NULL;
	bool is_short = false, has_journal;

	/* A change that was broken off is taken back by SQLite. */
	strbuf_printf(&journal, "%s-journal", path);
	has_journal = stat(journal.data, &status) == 0 && status.st_size > 0;
	strbuf_clear(&journal);
	if (!has_journal && stat(path, &status) == 0 && S_ISREG(status.st_mode))
		file = fopen(path, "rb");
	if (file && fread(header, 1, HEADER, file) < HEADER)
		is_short = status.st_size > 0;
	else if (file)
		is_short = (uint64_t)number_at(header + PAGE_AT, 2) *
			       number_at(header + COUNT_AT, 4) >
			   (uint64_t)status.st_size;
	if (file)
		fclose(file);
	return is_short;
}

struct store *
store_open(const char *path, struct error *notice)
{
	struct store *store = memory_alloc(sizeof(*store));
	int code;

	if (!path) {
		leave_file(store, false);
		return store;
	}
	make_folders(path);
	store->path = str_copy(str_of(path));
	if (is_cut_short(path)) {
		explain(notice, path, SQLITE_CORRUPT);
		leave_file(store, false);
		return store;
	}
	code = sqlite3_open_v2(path, &store->database,
	    SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);
	if (code != SQLITE_OK) {
		explain(notice, path, code);
		leave_file(store, false);
		return store;
	}
	sqlite3_busy_timeout(store->database, BUSY_TIME);
	run_all(store->database, settings);
	if (check_file(store, notice))
		store_has_changed(store);
	return store;
}

void
store_close(struct store *store)
{
	forget_statement(store);
	sqlite3_close(store->database);
	error_clear(&store->notice);
	free(store->path);
	free(store);
}

int64_t
store_row_number(const struct store_row *row, int column)
{
	return sqlite3_column_int64(row->statement, column);
}

struct str
store_row_bytes(const struct store_row *row, int column)
{
	const char *bytes = sqlite3_column_blob(row->statement, column);

	return (struct str){bytes ? bytes : "",
	    bytes ? (size_t)sqlite3_column_bytes(row->statement, column) : 0};
}

static void
bind_values(sqlite3_stmt *statement, const struct store_value *values, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const int place = (int)i + 1;

		if (values[i].bytes.data)
			sqlite3_bind_blob64(statement, place, values[i].bytes.data,
			    values[i].bytes.length, SQLITE_STATIC);
		else
			sqlite3_bind_int64(statement, place, values[i].number);
	}
}

/* The statement of SQL, which is most often the last one again. */
static int
prepare(struct store *store, const char *sql)
{
	if (store->statement && store->sql == sql)
		return SQLITE_OK;
	forget_statement(store);
	store->sql = sql;
	return sqlite3_prepare_v2(
	    store->database, sql, -1, &store->statement, NULL);
}

static int
try_run(struct store *store, const char *sql, const struct store_value *values,
    size_t count, void (*take)(void *data, const struct store_row *row), void *data)
{
	int code = prepare(store, sql);
	const struct store_row row = {store->statement};

	if (code != SQLITE_OK)
		return code;
	bind_values(row.statement, values, count);
	while ((code = sqlite3_step(row.statement)) == SQLITE_ROW)
		if (take)
			take(data, &row);
	/* What was bound is the caller's. */
	sqlite3_reset(row.statement);
	sqlite3_clear_bindings(row.statement);
	return code == SQLITE_DONE ? SQLITE_OK : code;
}

void
store_run(struct store *store, const char *sql, const struct store_value *values,
    size_t count, void (*take)(void *data, const struct store_row *row), void *data)
{
	const int code = try_run(store, sql, values, count, take, data);
	const int kind = code & 0xFF;

	if (code == SQLITE_OK || !store->path)
		return;
	explain(&store->notice, store->path, code);
	leave_file(store, kind != SQLITE_CORRUPT && kind != SQLITE_NOTADB);
	try_run(store, sql, values, count, take, data);
}

void
store_begin(struct store *store)
{
	store_run(store, "BEGIN IMMEDIATE", NULL, 0, NULL, NULL);
}

void
store_end(struct store *store)
{
	/* Memory that took the file's place in between has none begun. */
	if (!sqlite3_get_autocommit(store->database))
		store_run(store, "COMMIT", NULL, 0, NULL, NULL);
}

bool
store_has_changed(struct store *store)
{
	int code;
	const int64_t before = store->version;

	store->version = ask_number(store->database, "PRAGMA data_version", &code);
	return code == SQLITE_OK && store->version != before;
}

bool
store_take_notice(struct store *store, struct error *notice)
{
	if (!store->notice.message)
		return false;
	error_clear(notice);
	*notice = store->notice;
	store->notice = (struct error){0};
	return true;
}
