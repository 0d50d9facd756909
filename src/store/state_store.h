/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_STORE_STATE_STORE_H
#define CNAI_STORE_STATE_STORE_H

#include <stdbool.h>
#include <stdint.h>
#include "cnai/error.h"
#include "cnai/str.h"

/* The tables of the state, in a file or in memory. */
struct store;

/* A value for a "?" of a statement: bytes, or a number where data is NULL. */
struct store_value {
	struct str bytes;
	int64_t number;
};

static inline struct store_value
store_number(int64_t number)
{
	return (struct store_value){.number = number};
}

static inline struct store_value
store_bytes(struct str bytes)
{
	return (struct store_value){.bytes = bytes};
}

/* A row of an answer; what it gives lives until the function it was handed to
 * returns. */
struct store_row;
int64_t store_row_number(const struct store_row *row, int column);
struct str store_row_bytes(const struct store_row *row, int column);

/*
 * Opens the file PATH, or memory if PATH is NULL or cannot be used; then
 * NOTICE says why and what to do. Never NULL.
 */
struct store *store_open(const char *path, struct error *notice);
void store_close(struct store *store);

/*
 * Runs the statement SQL, a literal, with COUNT VALUES and hands each row of the
 * answer to TAKE, which may be NULL. When the file fails, what it holds is copied
 * to memory where that can be done, and the statement is run again there: TAKE may
 * see rows twice, and runs nothing itself.
 */
void store_run(struct store *store, const char *sql,
    const struct store_value *values, size_t count,
    void (*take)(void *data, const struct store_row *row), void *data);

/* All that is run between the two is one change. */
void store_begin(struct store *store);
void store_end(struct store *store);

/* Whether another instance has written since this was last asked. */
bool store_has_changed(struct store *store);

/* Moves the notice of a file that failed to NOTICE; false if there is none. */
bool store_take_notice(struct store *store, struct error *notice);

#endif
