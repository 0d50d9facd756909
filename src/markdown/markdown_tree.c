/* SPDX-License-Identifier: Apache-2.0 */
/*
 * cmark spends a third of its time in malloc() and free(). Here memory is cut
 * from pieces in order. While a text is parsed, what is freed serves for others
 * of its size, and what held a paragraph's source is cut into the paragraph's
 * nodes. When a tree is taken down, what is freed is only counted: what was cut
 * in order is freed in order, so that one piece after the other has nothing
 * left in it and goes. Running out of memory ends in die(), not in cmark's
 * abort().
 */
#include <assert.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmark.h>
#include "cnai/error.h"
#include "cnai/markdown_tree.h"
#include "cnai/unicode.h"

enum {
	PIECE_SIZE_MIN = 1 << 15,
	PIECE_SIZE_MAX = 1 << 20,
	UNIT = 8,
	SMALL_SIZE_MAX = 128, /* what is cut from a buffer used again */
	/* What is cut up to be used again; what is smaller serves as it is. */
	SPARE_SIZE_MIN = MARKDOWN_EQUALS * UNIT,
	/* A parser's second allocation is the document: cmark 0.30 and before
	 * have no other way to it before all is parsed. */
	ALLOCATION_OF_ROOT = 2,
};

/* Stands before each allocation, because realloc() is not told the old size,
 * nor free() the piece. */
struct prefix {
	uint32_t size; /* bytes, a multiple of UNIT */
	uint32_t piece;
};

/* The functions of struct cmark_mem get no context, so the thread keeps it. */
static _Thread_local struct markdown_tree *thread_tree;

/* A freed buffer, waiting. Its prefix says how large it is. */
struct markdown_spare {
	struct markdown_spare *next;
};

static struct prefix *
prefix_of(void *memory)
{
	return (struct prefix *)memory - 1;
}

static bool
has_room(const struct markdown_room *room, size_t size)
{
	return room->end && (size_t)(room->end - room->unused) >= size;
}

static void
add_piece(struct markdown_tree *tree, size_t needed)
{
	size_t size = tree->piece_size ? 2 * tree->piece_size : PIECE_SIZE_MIN;

	/* All of it is zeroed, which costs more than to parse a short post. */
	if (size > PIECE_SIZE_MAX)
		size = PIECE_SIZE_MAX;
	tree->piece_size = size;
	if (size < needed)
		size = needed;
	tree->pieces = memory_reserve(tree->pieces, &tree->piece_capacity,
	    tree->piece_count + 1, sizeof(*tree->pieces));
	tree->fresh.piece = (uint32_t)tree->piece_count++;
	tree->fresh.unused = memory_alloc(size);
	tree->fresh.end = tree->fresh.unused + size;
	tree->pieces[tree->fresh.piece] =
	    (struct markdown_piece){.bytes = tree->fresh.unused};
}

static void
give_back(struct markdown_piece *piece)
{
	free(piece->bytes);
	piece->bytes = NULL;
}

/* The newest piece stays: more is cut from it. */
static void
give_back_if_empty(struct markdown_tree *tree, uint32_t piece)
{
	if (!tree->pieces[piece].live && piece != tree->fresh.piece)
		give_back(&tree->pieces[piece]);
}

static void
take_spare(struct markdown_tree *tree)
{
	struct markdown_spare *spare = tree->spares;
	const size_t size = prefix_of(spare)->size;

	tree->used_again.piece = prefix_of(spare)->piece;
	tree->spares = spare->next;
	tree->used_again.unused = memset(spare, 0, size);
	tree->used_again.end = tree->used_again.unused + size;
}

/* Where to cut SIZE bytes from, which are zero. */
static struct markdown_room *
find_room(struct markdown_tree *tree, size_t size)
{
	if (size <= SMALL_SIZE_MAX) {
		if (!has_room(&tree->used_again, size) && tree->spares)
			take_spare(tree);
		if (has_room(&tree->used_again, size))
			return &tree->used_again;
	}
	if (!has_room(&tree->fresh, size))
		add_piece(tree, size);
	return &tree->fresh;
}

/* The freed allocations of the same BYTES; NULL for sizes that are cut up. */
static struct markdown_spare **
equals_of(struct markdown_tree *tree, size_t bytes)
{
	if (bytes < sizeof(struct markdown_spare) || bytes >= SPARE_SIZE_MIN)
		return NULL;
	return &tree->equals[bytes / UNIT];
}

/* One of them, zeroed; NULL if there is none. */
static void *
take_equal(struct markdown_tree *tree, size_t bytes)
{
	struct markdown_spare **equals = equals_of(tree, bytes), *taken;

	if (!equals || !*equals)
		return NULL;
	taken = *equals;
	*equals = taken->next;
	return memset(taken, 0, bytes);
}

/* BYTES of zeros, a multiple of UNIT, never used before or cut anew. */
static void *
cut(struct markdown_tree *tree, size_t bytes)
{
	struct prefix *prefix;
	struct markdown_room *room = find_room(tree, sizeof(*prefix) + bytes);

	prefix = (struct prefix *)(void *)room->unused;
	*prefix = (struct prefix){(uint32_t)bytes, room->piece};
	room->unused += sizeof(*prefix) + bytes;
	return prefix + 1;
}

static void *
tree_calloc(size_t count, size_t size)
{
	size_t bytes;
	void *memory;

	if (size && count > (UINT32_MAX / 2) / size)
		die("out of memory");
	bytes = (count * size + UNIT - 1) / UNIT * UNIT;
	memory = take_equal(thread_tree, bytes);
	if (!memory)
		memory = cut(thread_tree, bytes);
	thread_tree->pieces[prefix_of(memory)->piece].live++;
	if (++thread_tree->allocations == ALLOCATION_OF_ROOT)
		thread_tree->root = memory;
	return memory;
}

/* Has freed MEMORY serve again. */
static void
keep_spare(struct markdown_tree *tree, void *memory)
{
	struct markdown_spare *spare = memory, **list;

	if (prefix_of(memory)->size < sizeof(*spare))
		return;
	list = equals_of(tree, prefix_of(memory)->size);
	if (!list)
		list = &tree->spares;
	spare->next = *list;
	*list = spare;
}

static void
tree_free(void *memory)
{
	struct markdown_tree *tree = thread_tree;
	size_t live;

	if (!memory)
		return;
	live = --tree->pieces[prefix_of(memory)->piece].live;
	if (!tree->gives_back)
		keep_spare(tree, memory);
	else if (!live)
		give_back_if_empty(tree, prefix_of(memory)->piece);
}

/* The newest allocation grows where it is: cmark's buffers mostly are. */
static bool
grow_in_place(struct markdown_room *room, char *memory, size_t size)
{
	struct prefix *prefix = prefix_of(memory);
	size_t extra = (size - prefix->size + UNIT - 1) / UNIT * UNIT;

	if (memory + prefix->size != room->unused || !has_room(room, extra))
		return false;
	prefix->size += (uint32_t)extra;
	room->unused += extra;
	return true;
}

static void *
tree_realloc(void *memory, size_t size)
{
	void *moved;

	if (!memory)
		return tree_calloc(1, size);
	if (size <= prefix_of(memory)->size ||
	    grow_in_place(&thread_tree->fresh, memory, size))
		return memory;
	moved = tree_calloc(1, size);
	memcpy(moved, memory, prefix_of(memory)->size);
	tree_free(memory);
	return moved;
}

void
markdown_tree_init(struct markdown_tree *tree)
{
	assert(!thread_tree);
	*tree = (struct markdown_tree){0};
	thread_tree = tree;
}

struct markdown_parser
markdown_parser_begin(struct markdown_tree *tree, struct str whole)
{
	static cmark_mem memory = {tree_calloc, tree_realloc, tree_free};
	struct markdown_parser parser;
	int options = CMARK_OPT_DEFAULT;

	assert(tree == thread_tree);
	/* cmark sees no fence or heading in a line with a bad byte. */
	if (utf8_invalid_offset(whole) < whole.length)
		options = CMARK_OPT_VALIDATE_UTF8;
#if CMARK_VERSION >= 0x001F00
	parser.root = cmark_node_new_with_mem(CMARK_NODE_DOCUMENT, &memory);
	parser.parser =
	    cmark_parser_new_with_mem_into_root(options, &memory, parser.root);
#else
	tree->allocations = 0;
	parser.parser = cmark_parser_new_with_mem(options, &memory);
	parser.root = tree->root;
#endif
	return parser;
}

void
markdown_parser_feed(struct markdown_parser *parser, struct str text)
{
	cmark_parser_feed(parser->parser, text.data, text.length);
}

struct cmark_node *
markdown_parser_end(struct markdown_parser *parser)
{
	struct cmark_node *root = cmark_parser_finish(parser->parser);

	assert(root == parser->root);
	cmark_parser_free(parser->parser);
	return root;
}

struct cmark_node *
markdown_tree_parse(struct markdown_tree *tree, struct str text)
{
	struct markdown_parser parser = markdown_parser_begin(tree, text);

	markdown_parser_feed(&parser, text);
	return markdown_parser_end(&parser);
}

/* What waited to be used again may be in a piece that goes. */
static void
forget_spares(struct markdown_tree *tree)
{
	tree->used_again = (struct markdown_room){0};
	tree->spares = NULL;
	memset(tree->equals, 0, sizeof(tree->equals));
}

void
markdown_tree_give_back(struct markdown_tree *tree)
{
	if (tree->piece_size < PIECE_SIZE_MAX)
		return;
	forget_spares(tree);
	tree->gives_back = true;
	for (size_t i = 0; i < tree->piece_count; i++)
		give_back_if_empty(tree, (uint32_t)i);
}

/* From a mark on no buffer from before it is used, so that all there is to
 * take back stands in one row. */
struct markdown_mark
markdown_tree_mark(struct markdown_tree *tree)
{
	struct markdown_mark mark = {.tree = *tree};

	if (tree->piece_count)
		mark.live = tree->pieces[tree->fresh.piece].live;
	forget_spares(tree);
	tree->gives_back = false;
	return mark;
}

/* Of the pieces from FIRST on the newest stays, at that place, to be used. */
static void
give_newer_back(struct markdown_tree *tree, size_t first)
{
	while (tree->piece_count > first + 1) {
		struct markdown_piece *newest = &tree->pieces[--tree->piece_count];

		give_back(newest - 1);
		newest[-1] = *newest;
	}
	tree->fresh.piece = (uint32_t)first;
	tree->pieces[first].live = 0;
}

/* Has all that was cut from START on in the newest piece be zero again. */
static void
cut_back(struct markdown_tree *tree, char *start)
{
	memset(start, 0, (size_t)(tree->fresh.unused - start));
	tree->fresh.unused = start;
}

/* Nothing is counted down: what was cut since the mark is all there is to go.
 * Where it took new pieces, the rest of the one before them is not used. */
void
markdown_tree_release(struct markdown_tree *tree, struct markdown_mark mark)
{
	const struct markdown_tree *before = &mark.tree;
	const uint32_t piece = before->fresh.piece;

	if (tree->piece_count == before->piece_count) {
		cut_back(tree, before->fresh.unused);
	} else {
		give_newer_back(tree, before->piece_count);
		cut_back(tree, tree->pieces[before->piece_count].bytes);
	}
	tree->used_again = before->used_again;
	tree->spares = before->spares;
	memcpy(tree->equals, before->equals, sizeof(tree->equals));
	tree->gives_back = before->gives_back;
	if (!before->piece_count)
		return;
	tree->pieces[piece].live = mark.live;
	if (tree->gives_back)
		give_back_if_empty(tree, piece);
}

void
markdown_tree_clear(struct markdown_tree *tree)
{
	assert(tree == thread_tree);
	thread_tree = NULL;
	for (size_t i = 0; i < tree->piece_count; i++)
		give_back(&tree->pieces[i]);
	free(tree->pieces);
	arena_clear(&tree->arena);
}
