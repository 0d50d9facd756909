/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which of the cells that are drawn are links, and where they lead. A link is
 * known by a hash of its number and address, which outlives what is drawn.
 */
#include <curses.h>
#include <stdlib.h>
#include <string.h>
#include "cnai/memory.h"
#include "cnai/output.h"
#include "screen_parts.h"

enum { NO_LINK = 0 };

struct link_target {
	struct strbuf opening; /* the sequence that begins the link */
	uint64_t identity;
};

struct hyperlinks {
	int rows, columns;
	struct link_target *targets; /* of what is drawn; the first is unused */
	size_t count, capacity;
	uint32_t *drawn; /* by cell: index of its target, or NO_LINK */
};

static size_t
cell_index(const struct hyperlinks *links, int row, int column)
{
	return (size_t)row * (size_t)links->columns + (size_t)column;
}

struct hyperlinks *
hyperlinks_new(void)
{
	return memory_alloc(sizeof(struct hyperlinks));
}

void
hyperlinks_free(struct hyperlinks *links)
{
	if (!links)
		return;
	hyperlinks_erase(links);
	free(links->drawn);
	free(links->targets);
	free(links);
}

void
hyperlinks_erase(struct hyperlinks *links)
{
	for (size_t i = 1; i < links->count; i++)
		strbuf_clear(&links->targets[i].opening);
	links->count = 0;
	if (links->drawn)
		memset(links->drawn, 0,
		    sizeof(*links->drawn) * cell_index(links, links->rows, 0));
}

void
hyperlinks_fit(struct hyperlinks *links)
{
	const int rows = getmaxy(stdscr), columns = getmaxx(stdscr);

	if (rows == links->rows && columns == links->columns)
		return;
	hyperlinks_erase(links);
	free(links->drawn);
	links->rows = rows;
	links->columns = columns;
	links->drawn =
	    memory_alloc(cell_index(links, rows, 0) * sizeof(*links->drawn));
}

static uint64_t
identity_of(struct str url, uint32_t number)
{
	const uint64_t identity = str_hash(STR_HASH_START + number, url);

	return identity ? identity : 1;
}

/* The target that is URL with NUMBER; parts of a link come one by one. */
static uint32_t
target_of(struct hyperlinks *links, struct str url, uint32_t number)
{
	struct link_target target = {.identity = identity_of(url, number)};

	for (size_t i = links->count; i-- > 1;)
		if (links->targets[i].identity == target.identity)
			return (uint32_t)i;
	if (!output_append_link(&target.opening, url, number))
		return NO_LINK;
	if (links->count == 0)
		links->count = 1;
	links->targets = memory_reserve(links->targets, &links->capacity,
	    links->count + 1, sizeof(*links->targets));
	links->targets[links->count] = target;
	return (uint32_t)links->count++;
}

void
screen_put_link(struct screen *screen, int row, int column, int width,
    struct str url, uint32_t number)
{
	struct hyperlinks *links = screen->hyperlinks;
	uint32_t target;
	int end;

	if (!links || row < 0 || row >= links->rows || column < 0)
		return;
	target = url.length > OUTPUT_LINK_SIZE_MAX ? NO_LINK
						   : target_of(links, url, number);
	end = screen->pane_columns && column + width > screen->pane_columns
		  ? screen->pane_columns
		  : column + width;
	for (int i = column; i < end && screen->pane_left + i < links->columns; i++)
		links->drawn[cell_index(links, row, screen->pane_left + i)] =
		    target;
}

uint64_t
hyperlinks_at(const struct hyperlinks *links, int row, int column)
{
	const uint32_t target = links->drawn[cell_index(links, row, column)];

	return target == NO_LINK ? 0 : links->targets[target].identity;
}

struct str
hyperlinks_opening(const struct hyperlinks *links, int row, int column)
{
	return strbuf_str(
	    &links->targets[links->drawn[cell_index(links, row, column)]].opening);
}
