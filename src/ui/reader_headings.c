/* SPDX-License-Identifier: Apache-2.0 */
/* The reader's headings: which one is read now, and going from one to another. */
#include "cnai/cluster.h"
#include "cnai/views.h"
#include "reader.h"

/* Columns below which there is room for the title alone; of the longest heading
 * that the title makes room for. */
enum { HEADING_FROM_COLUMNS = 20, HEADING_COLUMNS_MAX = 40 };

/* Where reading is: at the place jumped to, else at the top of the canvas. */
static uint32_t
place_read(const struct reader *reader)
{
	return reader->pinned == PAGE_NO_SOURCE
		   ? reader->page->rows[reader->shown_top].source
		   : reader->pinned;
}

static bool
is_heading(const struct reader *reader, const struct block *block)
{
	return block->kind == BLOCK_HEADING &&
	       !reader_is_folded(reader, block->start);
}

/*
 * The heading that is STEPS ahead of OFFSET, or the last there is; NULL for none.
 * One way through the blocks finds it, however many steps there are.
 */
static const struct block *
heading_behind(const struct reader *reader, uint32_t offset, size_t steps)
{
	const struct document *document = reader->document;
	const struct block *found = NULL;

	for (size_t i = 0; i < document->block_count && steps; i++) {
		const struct block *block = &document->blocks[i];

		if (block->start <= offset || !is_heading(reader, block))
			continue;
		found = block;
		steps--;
	}
	return found;
}

/* The same in the direction of the top. */
static const struct block *
heading_before(const struct reader *reader, uint32_t offset, size_t steps)
{
	const struct document *document = reader->document;
	const struct block *found = NULL;

	for (size_t i = document->block_count; i > 0 && steps; i--) {
		const struct block *block = &document->blocks[i - 1];

		if (block->start >= offset || !is_heading(reader, block))
			continue;
		found = block;
		steps--;
	}
	return found;
}

const struct block *
reader_heading(const struct reader *reader)
{
	return heading_before(reader, place_read(reader) + 1, 1);
}

/* A number beyond the last heading means the last. */
struct outcome
reader_next_heading(struct view *view, struct argument argument)
{
	struct reader *reader = reader_of(view);
	const size_t steps = argument.count ? argument.count : 1;
	const uint32_t place = place_read(reader);
	const struct block *found = argument.value > 0
					? heading_behind(reader, place, steps)
					: heading_before(reader, place, steps);

	if (!found)
		return outcome_refusal(
		    argument.value > 0 ? "No heading below" : "No heading above");
	reader_view_jump(view, found->start);
	return (struct outcome){0};
}

void
reader_view_jump(struct view *view, uint32_t offset)
{
	struct reader *reader = reader_of(view);

	reader_leave_place(reader);
	reader_show_at(reader, offset);
}

void
reader_view_show(struct view *view, uint32_t offset)
{
	struct reader *reader = reader_of(view);

	if (offset < reader->document->text.length)
		reader_show_at(reader, offset);
}

struct outcome
reader_show_contents(struct view *view, struct argument argument)
{
	struct reader *reader = reader_of(view);

	(void)argument;
	if (!heading_behind(reader, 0, 1))
		return outcome_refusal("This post has no headings");
	return outcome_open(contents_view_new(
	    view->session, view, reader->document, reader_heading(reader)));
}

/* The title makes room for the heading, but for a third of the columns. */
void
reader_append_title(const struct reader *reader, struct strbuf *text, size_t room)
{
	const struct document *document = reader->document;
	const struct str title =
	    str_slice(strbuf_str(&document->text), 0, document->title_end);
	const struct block *heading = reader_heading(reader);
	static const char between[] = " › ";
	size_t wanted, left;

	if (!heading || room < HEADING_FROM_COLUMNS) {
		strbuf_append(text, title);
		return;
	}
	wanted = cluster_width(str_of(between)) +
		 cluster_width(document_block_text(document, heading));
	if (wanted > HEADING_COLUMNS_MAX)
		wanted = HEADING_COLUMNS_MAX;
	left = wanted < room - room / 3 ? room - wanted : room / 3;
	left -= cluster_append_fitting(text, title, left);
	strbuf_append_string(text, between);
	cluster_append_fitting(
	    text, document_block_text(document, heading), wanted + left);
}
