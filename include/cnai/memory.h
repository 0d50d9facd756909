/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_MEMORY_H
#define CNAI_MEMORY_H

#include <stddef.h>

/*
 * Memory that is always there: a request that cannot be met ends the program
 * through die(), so no caller checks for NULL.
 */

/* Before all else: has large pieces of memory go back to the system when they
 * are freed, whatever was freed before. */
void memory_start(void);

/* SIZE bytes, all zero; the caller frees them with free(). SIZE 0 gives 1. */
void *memory_alloc(size_t size);

/* ITEMS with room for COUNT elements of SIZE bytes; what is new is not zeroed. */
void *memory_resize(void *items, size_t count, size_t size);

/* What memory_reserve() does where there is not enough room yet. */
void *memory_grow(void *items, size_t *capacity, size_t needed, size_t size);

/*
 * Makes room for NEEDED elements of SIZE bytes in the growing array ITEMS,
 * whose room *CAPACITY (in elements) is raised geometrically. Returns the
 * array, which may have moved.
 */
static inline void *
memory_reserve(void *items, size_t *capacity, size_t needed, size_t size)
{
	if (needed <= *capacity)
		return items;
	return memory_grow(items, capacity, needed, size);
}

/* A copy of LENGTH bytes with a NUL behind them; the caller frees it. */
char *memory_copy(const char *bytes, size_t length);

/*
 * An arena hands out memory that is freed all at once. Zero it to begin:
 * struct arena arena = {0}.
 */
struct arena_chunk;
struct arena {
	struct arena_chunk *newest;
};

/* SIZE bytes from the arena, all zero, aligned for any type. */
void *arena_alloc(struct arena *arena, size_t size);

/* A copy of LENGTH bytes with a NUL behind them, owned by the arena. */
char *arena_copy(struct arena *arena, const char *bytes, size_t length);

/* Frees all the arena handed out; it can be used again. */
void arena_clear(struct arena *arena);

/* As arena_clear(), but keeps a chunk at hand for what comes next. */
void arena_reset(struct arena *arena);

/* Makes all that FROM handed out ARENA's; FROM is empty afterwards. */
void arena_adopt(struct arena *arena, struct arena *from);

#endif
