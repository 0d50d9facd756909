/* SPDX-License-Identifier: Apache-2.0 */
/*
 * cmark spends a third of its time in malloc() and free(). Here memory is cut
 * from pieces in order and freed with the whole tree. What is freed meanwhile
 * serves for others of its size, and what held a paragraph's source is cut into
 * the paragraph's nodes. Running out of memory ends in die(), not in cmark's
 * abort().
 */
#include <assert.h>
#include <stdbool.h>
#include <stdint.h>
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

/* Stands before each allocation, because realloc() is not told the old size. */
struct prefix {
	size_t size;
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
	tree->fresh.unused = arena_alloc(&tree->arena, size);
	tree->fresh.end = tree->fresh.unused + size;
}

static void
take_spare(struct markdown_tree *tree)
{
	struct markdown_spare *spare = tree->spares;
	size_t size = prefix_of(spare)->size;

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
	prefix->size = bytes;
	room->unused += sizeof(*prefix) + bytes;
	return prefix + 1;
}

static void *
tree_calloc(size_t count, size_t size)
{
	size_t bytes;
	void *memory;

	if (size && count > (SIZE_MAX / 2) / size)
		die("out of memory");
	bytes = (count * size + UNIT - 1) / UNIT * UNIT;
	memory = take_equal(thread_tree, bytes);
	if (!memory)
		memory = cut(thread_tree, bytes);
	if (++thread_tree->allocations == ALLOCATION_OF_ROOT)
		thread_tree->root = memory;
	return memory;
}

static void
tree_free(void *memory)
{
	struct markdown_spare *spare = memory, **list;

	if (!memory || prefix_of(memory)->size < sizeof(*spare))
		return;
	list = equals_of(thread_tree, prefix_of(memory)->size);
	if (!list)
		list = &thread_tree->spares;
	spare->next = *list;
	*list = spare;
}

/* The newest allocation grows where it is: cmark's buffers mostly are. */
static bool
grow_in_place(struct markdown_room *room, char *memory, size_t size)
{
	struct prefix *prefix = prefix_of(memory);
	size_t extra = (size - prefix->size + UNIT - 1) / UNIT * UNIT;

	if (memory + prefix->size != room->unused || !has_room(room, extra))
		return false;
	prefix->size += extra;
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
	return root;
}

struct cmark_node *
markdown_tree_parse(struct markdown_tree *tree, struct str text)
{
	struct markdown_parser parser = markdown_parser_begin(tree, text);

	markdown_parser_feed(&parser, text);
	return markdown_parser_end(&parser);
}

/* From a mark on no buffer from before it is used, so that all there is to
 * take back stands in one row. */
struct markdown_tree
markdown_tree_mark(struct markdown_tree *tree)
{
	struct markdown_tree mark = *tree;

	tree->used_again = (struct markdown_room){0};
	tree->spares = NULL;
	memset(tree->equals, 0, sizeof(tree->equals));
	return mark;
}

/* Where it took a new piece, only that piece's rest goes on being used. */
void
markdown_tree_release(struct markdown_tree *tree, struct markdown_tree mark)
{
	if (tree->fresh.end == mark.fresh.end) {
		memset(mark.fresh.unused, 0,
		    (size_t)(tree->fresh.unused - mark.fresh.unused));
		tree->fresh.unused = mark.fresh.unused;
	}
	tree->used_again = mark.used_again;
	tree->spares = mark.spares;
	memcpy(tree->equals, mark.equals, sizeof(tree->equals));
}

void
markdown_tree_clear(struct markdown_tree *tree)
{
	assert(tree == thread_tree);
	thread_tree = NULL;
	arena_clear(&tree->arena);
}
