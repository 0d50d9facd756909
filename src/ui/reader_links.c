/* SPDX-License-Identifier: Apache-2.0 */
/* The reader's links: focus (marks of folds have it too), opening, copying. */
#include <stdlib.h>
#include "cnai/link_outcome.h"
#include "cnai/memory.h"
#include "reader.h"
#include "cnai/views.h"

const struct link *
reader_focused_link(const struct reader *reader)
{
	return reader->focus ? &reader->document->links[reader->focus - 1] : NULL;
}

void
reader_focus(struct reader *reader, uint32_t link, size_t fold)
{
	reader->focus = link;
	reader->fold_focus = fold;
}

void
reader_drop_unseen_focus(struct reader *reader)
{
	const struct link *link = reader_focused_link(reader);
	const struct fold *fold = reader_focused_fold(reader);
	const size_t end = reader->shown_top + (size_t)reader->rows;
	size_t row;

	if (!link && !fold)
		return;
	row = link ? page_row_at(reader->page, link->start)
		   : reader_fold_row(reader, fold);
	if (row < reader->shown_top || row >= end)
		reader_focus(reader, 0, 0);
}

/* What Tab stops at: a link or the mark of a fold, an index + 1 each. */
struct stop {
	size_t row;
	uint32_t link;
	size_t fold;
};

/* Whether the mark of FOLD, an index, is there and stands before PLACE. */
static bool
is_fold_before(const struct reader *reader, size_t fold, uint32_t place)
{
	return fold < reader->fold_count &&
	       section_start(reader->document, &reader->folds[fold].section) <=
		   place;
}

/* All of them in reading order; the caller frees them. */
static struct stop *
find_stops(const struct reader *reader, size_t *count)
{
	const struct document *document = reader->document;
	const size_t link_count = document->link_count;
	struct stop *stops =
	    memory_alloc((link_count + reader->fold_count) * sizeof(*stops));
	size_t fold = 0;

	*count = 0;
	for (uint32_t link = 0; link <= link_count; link++) {
		const uint32_t place = link < link_count
					   ? document->links[link].start
					   : PAGE_NO_SOURCE;

		for (; is_fold_before(reader, fold, place); fold++)
			stops[(*count)++] = (struct stop){
			    .row = reader_fold_row(reader, &reader->folds[fold]),
			    .fold = fold + 1,
			};
		if (link < link_count && !reader_is_folded(reader, place))
			stops[(*count)++] = (struct stop){
			    .row = page_row_at(reader->page, place),
			    .link = link + 1,
			};
	}
	return stops;
}

/* The stop that has the focus and can be seen; COUNT if there is none. */
static size_t
focused_stop(const struct reader *reader, const struct stop *stops, size_t count)
{
	const size_t end = reader->shown_top + (size_t)reader->rows;
	size_t i = 0;

	while (i < count && (stops[i].link != reader->focus ||
				stops[i].fold != reader->fold_focus))
		i++;
	return i < count && stops[i].row >= reader->shown_top && stops[i].row < end
		   ? i
		   : count;
}

/* The first stop not above ROW, or COUNT. */
static size_t
stop_from_row(const struct stop *stops, size_t count, size_t row)
{
	size_t i = 0;

	while (i < count && stops[i].row < row)
		i++;
	return i;
}

/* The stop to focus next; counted from the screen if the focus is off it. */
static size_t
next_stop(
    const struct reader *reader, const struct stop *stops, size_t count, int step)
{
	const size_t focused = focused_stop(reader, stops, count);
	const size_t end = reader->shown_top + (size_t)reader->rows;

	if (focused < count)
		return (focused + (step > 0 ? 1 : count - 1)) % count;
	if (step > 0)
		return stop_from_row(stops, count, reader->shown_top) % count;
	return (stop_from_row(stops, count, end) + count - 1) % count;
}

static void
focus_link(struct reader *reader, uint32_t index)
{
	reader_focus(reader, index + 1, 0);
	reader_reveal(reader, reader->document->links[index].start);
}

struct outcome
reader_focus_link(struct view *view, struct argument argument)
{
	struct reader *reader = reader_of(view);
	size_t count;
	struct stop *stops = find_stops(reader, &count);
	const struct stop stop =
	    count ? stops[next_stop(reader, stops, count, argument.value)]
		  : (struct stop){0};

	free(stops);
	if (count == 0)
		return outcome_refusal("This post has no links");
	if (stop.link) {
		focus_link(reader, stop.link - 1);
	} else {
		reader_focus(reader, 0, stop.fold);
		reader_reveal_row(reader, stop.row);
	}
	return (struct outcome){0};
}

/*
 * To a place in the post: a heading, a footnote or back from one. The way back
 * gets the focus, or the link that stands at that place.
 */
static void
follow(struct reader *reader, const struct link *link)
{
	const struct document *document = reader->document;

	reader_focus(reader, 0, 0);
	reader_leave_place(reader);
	reader_reveal(reader, link->target);
	for (uint32_t i = 0; i < document->link_count; i++) {
		const struct link *other = &document->links[i];

		if (other->start == link->target ||
		    (other->has_target && other->target == link->start))
			reader->focus = i + 1;
	}
}

struct outcome
reader_open_link(struct view *view, struct argument argument)
{
	struct reader *reader = reader_of(view);
	struct outcome outcome = {0};
	const struct link *link =
	    link_meant(reader->document, argument.count, reader->focus, &outcome);

	if (link && link->has_target)
		follow(reader, link);
	else if (link)
		outcome = link_open(view->session, reader->post, link);
	return outcome;
}

struct outcome
reader_copy_link(struct view *view, struct argument argument)
{
	const struct reader *reader = reader_of(view);
	struct outcome outcome = {0};
	const struct link *link =
	    link_meant(reader->document, argument.count, reader->focus, &outcome);

	return link ? link_copy(link) : outcome;
}

struct outcome
reader_show_link(struct view *view, struct argument argument)
{
	const struct reader *reader = reader_of(view);
	struct outcome outcome = {0};
	const struct link *link =
	    link_meant(reader->document, argument.count, reader->focus, &outcome);

	return link ? link_show(link) : outcome;
}

/* Enter: a number focuses that link, a focused link opens, else a line down. */
struct outcome
reader_enter(struct view *view, struct argument argument)
{
	struct reader *reader = reader_of(view);
	struct outcome outcome = {0};
	const struct link *link;

	if (argument.count == 0 && reader->fold_focus)
		return reader_toggle_fold(view, argument);
	if (argument.count == 0 && reader->focus == 0)
		return reader_move(view, MOVE_LINE_DOWN, 0);
	if (argument.count == 0)
		return reader_open_link(view, argument);
	link = link_meant(reader->document, argument.count, 0, &outcome);
	if (link)
		focus_link(reader, (uint32_t)(link - reader->document->links));
	return outcome;
}

struct outcome
reader_show_links(struct view *view, struct argument argument)
{
	const struct reader *reader = reader_of(view);
	struct view *links = links_view_new(view->session, view, reader->post,
	    reader->document, reader_focused_link(reader));

	(void)argument;
	return links ? outcome_open(links)
		     : outcome_refusal("This post has no links");
}
