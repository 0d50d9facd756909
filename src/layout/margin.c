/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Nested blocks must not eat the width. The margin may take half of the page;
 * levels that find no room any more stand where the last one that did stands,
 * and their markers replace its text.
 *
 * Most rows have the same margin as the row before, so the text without
 * markers is written once and shared, and so is that of the rows that go on
 * with a line of code.
 */
#include <assert.h>
#include <stdlib.h>
#include "cnai/margin.h"
#include "cnai/memory.h"

enum { BAR_COLUMNS = 2 };

static const char bar[] = "│ ";

void
margin_init(struct margin *margin, int width, struct strbuf *decoration)
{
	*margin = (struct margin){.limit = width / 2, .decoration = decoration};
}

void
margin_clear(struct margin *margin)
{
	free(margin->levels);
	*margin = (struct margin){0};
}

static struct margin_level *
push_level(struct margin *margin, int columns)
{
	int start = margin_columns(margin);
	struct margin_level *level;

	margin->levels = memory_reserve(margin->levels, &margin->capacity,
	    margin->count + 1, sizeof(*margin->levels));
	margin->wrapped.length = 0;
	level = &margin->levels[margin->count++];
	*level = (struct margin_level){.columns = columns, .end_column = start};
	if (columns <= margin->limit - start)
		level->end_column += columns;
	return level;
}

void
margin_push_bar(struct margin *margin)
{
	push_level(margin, BAR_COLUMNS)->has_bar = true;
}

void
margin_push_indent(struct margin *margin, int columns)
{
	push_level(margin, columns);
}

/* Shows MARKER on the next row in the place of the last level. */
static void
mark(struct margin *margin, struct str marker)
{
	struct margin_level *level = &margin->levels[margin->count - 1];

	assert(marker.length < sizeof(level->marker));
	memcpy(level->marker, marker.data, marker.length);
	level->marker[marker.length] = '\0';
	margin->pending_count += !level->is_pending;
	level->is_pending = true;
}

void
margin_push_marker(struct margin *margin, struct str marker, int columns)
{
	push_level(margin, columns);
	mark(margin, marker);
}

void
margin_pop(struct margin *margin)
{
	margin->count--;
	margin->wrapped.length = 0;
	margin->pending_count -= margin->levels[margin->count].is_pending;
	if (margin->plain_levels > margin->count)
		margin->plain_levels = margin->count;
}

static void
write_plain_level(struct margin *margin, const struct margin_level *level)
{
	if (level->has_bar)
		strbuf_append_string(margin->decoration, bar);
	else
		strbuf_append_repeated(
		    margin->decoration, ' ', (size_t)level->columns);
}

static void
write_plain(struct margin *margin)
{
	int column = 0;

	margin->plain_start = margin->decoration->length;
	for (size_t i = 0; i < margin->count; i++) {
		struct margin_level *level = &margin->levels[i];

		if (level->end_column > column)
			write_plain_level(margin, level);
		column = level->end_column;
		level->end_byte = margin->decoration->length - margin->plain_start;
	}
	margin->plain_levels = margin->count;
}

struct margin_text
margin_outer(struct margin *margin, size_t levels)
{
	struct margin_text text = {.is_blank = true};

	if (levels == 0 || margin->levels[levels - 1].end_column == 0)
		return text;
	if (margin->plain_levels < levels)
		write_plain(margin);
	text.start = margin->plain_start;
	text.length = margin->levels[levels - 1].end_byte;
	for (size_t i = 0; i < levels && text.is_blank; i++)
		text.is_blank = !margin->levels[i].has_bar;
	return text;
}

/* The last level that got its columns, while a margin is written. */
struct place {
	size_t byte;
	int columns;
};

static void
write_marker(struct margin *margin, struct margin_level *level, struct place place)
{
	if (level->columns <= place.columns) {
		strbuf_truncate(margin->decoration, place.byte);
		strbuf_append_repeated(margin->decoration, ' ',
		    (size_t)(place.columns - level->columns));
		strbuf_append_string(margin->decoration, level->marker);
	}
	level->is_pending = false;
}

struct margin_text
margin_next(struct margin *margin)
{
	struct margin_text text = {.start = margin->decoration->length};
	struct place place = {0};
	int column = 0;

	if (margin->pending_count == 0)
		return margin_outer(margin, margin->count);
	for (size_t i = 0; i < margin->count; i++) {
		struct margin_level *level = &margin->levels[i];

		if (level->end_column > column) {
			place.byte = margin->decoration->length;
			place.columns = level->columns;
			write_plain_level(margin, level);
		}
		if (level->is_pending)
			write_marker(margin, level, place);
		column = level->end_column;
	}
	margin->pending_count = 0;
	text.length = margin->decoration->length - text.start;
	return text;
}

struct margin_text
margin_wrapped(struct margin *margin, struct str marker)
{
	if (margin->wrapped.length == 0) {
		mark(margin, marker);
		margin->wrapped = margin_next(margin);
	}
	return margin->wrapped;
}
