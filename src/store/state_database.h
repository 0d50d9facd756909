/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_STATE_DATABASE_H
#define CNAI_STATE_DATABASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "cnai/error.h"

/* The database of the state, as statements with numbered values; only the
 * files of the state include this. */
struct state_database;

/*
 * Opens the database at PATH, makes it where it is missing. NULL with ERROR
 * filled where it cannot be used.
 */
struct state_database *state_database_open(const char *path, struct error *error);
void state_database_close(struct state_database *database);

/* A value of a statement: TEXT where it is not NULL, else NUMBER. */
struct state_value {
	const char *text;
	int64_t number;
};

/* A row that was found; texts are gone with the next row. */
struct state_row {
	void *statement;
};
const char *state_row_text(const struct state_row *row, int column);
int64_t state_row_number(const struct state_row *row, int column);

/*
 * Runs SQL with COUNT VALUES for ?1, ?2 ..., and calls TAKE, which may be
 * NULL, with DATA for each row. False with ERROR filled where it failed.
 */
bool state_database_run(struct state_database *database, const char *sql,
    const struct state_value *values, size_t count,
    void (*take)(const struct state_row *row, void *data), void *data,
    struct error *error);

/* Whether another connection has written since the last time this was asked. */
bool state_database_has_changed(struct state_database *database);

#endif
