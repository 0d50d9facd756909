/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Sections that stand word for word in the previous post, the next older one of
 * the same section of the archive: what every reader of it has seen. They are
 * folded to their heading and a mark, which Tab stops at. Whatever goes to a
 * place inside a fold opens it.
 */
#include <stdlib.h>
#include <string.h>
#include "cnai/memory.h"
#include "cnai/post_document.h"
#include "cnai/section.h"
#include "reader.h"

/* The post before POST, or NULL. Newer ones stand first. */
static const struct post *
previous_post(const struct archive *archive, size_t post)
{
	for (size_t i = post + 1; i < archive->count; i++) {
		const struct post *newer = &archive->posts[post];
		const struct post *older = &archive->posts[i];

		if (strcmp(older->section, newer->section) == 0 &&
		    strcmp(older->language, newer->language) == 0)
			return older;
	}
	return NULL;
}

/* Opens those that were open before, among OLD, which is in order too; new ones
 * are as the configuration has them. */
static void
open_as_before(struct reader *reader, const struct fold *old, size_t old_count)
{
	size_t i = 0;

	for (size_t j = 0; j < reader->fold_count; j++) {
		struct fold *fold = &reader->folds[j];

		while (
		    i < old_count && old[i].section.heading < fold->section.heading)
			i++;
		fold->is_open =
		    i < old_count && old[i].section.heading == fold->section.heading
			? old[i].is_open
			: !reader->view.session->config->folds_repeated;
	}
}

void
reader_find_folds(struct reader *reader)
{
	const struct archive *archive = reader->view.session->archive;
	const struct post *previous = previous_post(archive, reader->post);
	struct fold *old = reader->folds;
	const size_t old_count = reader->fold_count;
	struct section *sections = NULL;
	struct document *earlier;

	reader->folds = NULL;
	reader->fold_count = 0;
	if (previous) {
		earlier = post_document(archive, previous, POST_BODY);
		reader->fold_count =
		    sections_repeated(reader->document, earlier, &sections);
		reader->folds =
		    memory_alloc(reader->fold_count * sizeof(*reader->folds));
		document_free(earlier);
	}
	for (size_t i = 0; i < reader->fold_count; i++)
		reader->folds[i].section = sections[i];
	open_as_before(reader, old, old_count);
	/* A search that is being typed noted others. */
	if (reader->open_before)
		reader_note_folds(reader);
	if (reader->fold_focus > reader->fold_count)
		reader_focus(reader, 0, 0);
	free(sections);
	free(old);
}

static uint32_t
fold_start(const struct reader *reader, const struct fold *fold)
{
	return section_start(reader->document, &fold->section);
}

static uint32_t
fold_end(const struct reader *reader, const struct fold *fold)
{
	const struct document *document = reader->document;

	return fold->section.end < document->block_count
		   ? document->blocks[fold->section.end].start
		   : (uint32_t)document->text.length;
}

/* The fold with the text at OFFSET, open or not; NULL for none. */
static struct fold *
fold_around(const struct reader *reader, uint32_t offset)
{
	size_t low = 0, high = reader->fold_count;

	while (low < high) {
		const size_t middle = low + (high - low) / 2;

		if (fold_end(reader, &reader->folds[middle]) <= offset)
			low = middle + 1;
		else
			high = middle;
	}
	return low < reader->fold_count &&
		       fold_start(reader, &reader->folds[low]) <= offset
		   ? &reader->folds[low]
		   : NULL;
}

bool
reader_is_folded(const struct reader *reader, uint32_t offset)
{
	const struct fold *fold = fold_around(reader, offset);

	return fold && !fold->is_open;
}

/* Before there is a page, the first one will show it. */
static void
set_open(struct reader *reader, struct fold *fold, bool is_open)
{
	if (fold->is_open == is_open)
		return;
	fold->is_open = is_open;
	if (reader->page)
		reader_lay_out(reader);
}

void
reader_unfold(struct reader *reader, uint32_t offset)
{
	struct fold *fold = fold_around(reader, offset);

	if (fold)
		set_open(reader, fold, true);
}

static bool
is_mark(const struct page *page, size_t row)
{
	const struct cell_cursor cells = page_row_cells(page, row);

	return cells.span < cells.end_span &&
	       page->spans[cells.span].styles & STYLE_FOLD;
}

/* Of the rows that stand for the section's start the mark is not always the
 * first: the rule below a heading has no place of its own. */
size_t
reader_fold_row(const struct reader *reader, const struct fold *fold)
{
	const uint32_t heading =
	    reader->document->blocks[fold->section.heading].start;
	size_t row = page_row_at(reader->page, heading);

	while (row + 1 < reader->page->row_count && !is_mark(reader->page, row))
		row++;
	return row;
}

size_t
reader_fold_at(const struct reader *reader, uint32_t source)
{
	const struct fold *fold = fold_around(reader, source);

	return fold && fold_start(reader, fold) == source
		   ? (size_t)(fold - reader->folds) + 1
		   : 0;
}

const struct fold *
reader_focused_fold(const struct reader *reader)
{
	return reader->fold_focus ? &reader->folds[reader->fold_focus - 1] : NULL;
}

void
reader_note_folds(struct reader *reader)
{
	free(reader->open_before);
	reader->open_before = memory_alloc(reader->fold_count);
	for (size_t i = 0; i < reader->fold_count; i++)
		reader->open_before[i] = reader->folds[i].is_open;
}

void
reader_restore_folds(struct reader *reader)
{
	bool has_changed = false;

	for (size_t i = 0; i < reader->fold_count; i++) {
		struct fold *fold = &reader->folds[i];

		has_changed |= fold->is_open != reader->open_before[i];
		fold->is_open = reader->open_before[i];
	}
	if (has_changed)
		reader_lay_out(reader);
}

/* The fold that is meant: with the focus, around what is read, or in sight. */
static struct fold *
fold_meant(struct reader *reader)
{
	const size_t end = reader->shown_top + (size_t)reader->rows;
	const struct page *page = reader->page;
	struct fold *around =
	    fold_around(reader, page->rows[reader->shown_top].source);

	if (reader->fold_focus)
		return &reader->folds[reader->fold_focus - 1];
	if (around)
		return around;
	for (size_t i = 0; i < reader->fold_count; i++) {
		const size_t row = reader_fold_row(reader, &reader->folds[i]);

		if (row >= reader->shown_top && row < end)
			return &reader->folds[i];
	}
	return NULL;
}

/* Brings as much of a section into sight as there is room for. */
static void
reveal_section(struct reader *reader, const struct fold *fold)
{
	const struct block *heading =
	    &reader->document->blocks[fold->section.heading];
	const size_t rows = (size_t)reader->rows;
	const size_t first = page_row_at(reader->page, heading->start);
	const size_t last = page_row_at(reader->page, fold_end(reader, fold) - 1);

	if (first < reader->shown_top)
		reader_scroll_to(reader, first);
	else if (last >= reader->shown_top + rows)
		reader_scroll_to(
		    reader, first < last + 1 - rows ? first : last + 1 - rows);
}

/* A link that would be hidden loses the focus. */
struct outcome
reader_toggle_fold(struct view *view, struct argument argument)
{
	struct reader *reader = reader_of(view);
	struct fold *fold = fold_meant(reader);
	const struct link *link = reader_focused_link(reader);

	(void)argument;
	if (!fold)
		return outcome_refusal(
		    reader->fold_count
			? "No section in sight is as in the previous post"
			: "No section is as in the previous post");
	set_open(reader, fold, !fold->is_open);
	if (link && reader_is_folded(reader, link->start))
		reader_focus(reader, 0, 0);
	reveal_section(reader, fold);
	return (struct outcome){0};
}
