/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Allocation that cannot fail, and arenas: chunks from which memory is cut in
 * order and which are freed together. A request larger than a chunk gets a
 * chunk of its own, so an arena never refuses a size.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include "cnai/error.h"
#include "cnai/memory.h"

enum { CHUNK_SIZE_MIN = 4096, CHUNK_SIZE_MAX = 1 << 20 };

struct arena_chunk {
	struct arena_chunk *older;
	size_t used;
	size_t size;
	_Alignas(max_align_t) char bytes[];
};

void
memory_start(void)
{
#ifdef __GLIBC__
	/* Where it begins; but by itself it rises to the largest size that was
	 * freed, and what is below it stays with the program. */
	mallopt(M_MMAP_THRESHOLD, 128 * 1024);
#endif
}

void *
memory_alloc(size_t size)
{
	void *memory = calloc(1, size ? size : 1);

	if (!memory)
		die("out of memory");
	return memory;
}

void *
memory_resize(void *items, size_t count, size_t size)
{
	size_t bytes;
	void *moved;

	if (size && count > SIZE_MAX / size)
		die("out of memory");
	bytes = count * size;
	moved = realloc(items, bytes ? bytes : 1);
	if (!moved)
		die("out of memory");
	return moved;
}

void *
memory_grow(void *items, size_t *capacity, size_t needed, size_t size)
{
	/* Below 2 it would not grow. */
	size_t wanted = *capacity > 8 ? *capacity : 8;

	while (wanted < needed) {
		if (wanted > SIZE_MAX / 2)
			die("out of memory");
		wanted += wanted / 2;
	}
	*capacity = wanted;
	return memory_resize(items, wanted, size);
}

char *
memory_copy(const char *bytes, size_t length)
{
	char *copy = memory_alloc(length + 1);

	if (length)
		memcpy(copy, bytes, length);
	return copy;
}

static struct arena_chunk *
chunk_new(struct arena *arena, size_t size)
{
	size_t room = CHUNK_SIZE_MIN;
	struct arena_chunk *chunk;

	if (arena->newest && arena->newest->size < CHUNK_SIZE_MAX)
		room = arena->newest->size * 2;
	else if (arena->newest)
		room = CHUNK_SIZE_MAX;
	if (room < size)
		room = size;
	if (room > SIZE_MAX - sizeof(*chunk))
		die("out of memory");
	chunk = memory_alloc(sizeof(*chunk) + room);
	chunk->size = room;
	chunk->older = arena->newest;
	arena->newest = chunk;
	return chunk;
}

void *
arena_alloc(struct arena *arena, size_t size)
{
	const size_t unit = _Alignof(max_align_t);
	struct arena_chunk *chunk = arena->newest;
	void *memory;

	if (size > SIZE_MAX - unit)
		die("out of memory");
	size = (size + unit - 1) / unit * unit;
	if (!chunk || chunk->size - chunk->used < size)
		chunk = chunk_new(arena, size);
	memory = chunk->bytes + chunk->used;
	chunk->used += size;
	return memory;
}

char *
arena_copy(struct arena *arena, const char *bytes, size_t length)
{
	char *copy = arena_alloc(arena, length + 1);

	if (length)
		memcpy(copy, bytes, length);
	return copy;
}

void
arena_clear(struct arena *arena)
{
	struct arena_chunk *chunk = arena->newest;

	while (chunk) {
		struct arena_chunk *older = chunk->older;

		free(chunk);
		chunk = older;
	}
	arena->newest = NULL;
}

void
arena_reset(struct arena *arena)
{
	struct arena_chunk *kept = arena->newest;
	struct arena rest;

	if (!kept)
		return;
	rest.newest = kept->older;
	arena_clear(&rest);
	kept->older = NULL;
	memset(kept->bytes, 0, kept->used);
	kept->used = 0;
}

void
arena_adopt(struct arena *arena, struct arena *from)
{
	struct arena_chunk *oldest = from->newest;

	if (!oldest)
		return;
	while (oldest->older)
		oldest = oldest->older;
	oldest->older = arena->newest;
	arena->newest = from->newest;
	from->newest = NULL;
}
