/* SPDX-License-Identifier: Apache-2.0 */
/* The reader's links: focus, opening, copying. */
#include "cnai/link_outcome.h"
#include "reader.h"
#include "cnai/views.h"

const struct link *
reader_focused_link(const struct reader *reader)
{
	return reader->focus ? &reader->document->links[reader->focus - 1] : NULL;
}

static bool
is_in_sight(const struct reader *reader, const struct link *link)
{
	size_t row = page_row_at(reader->page, link->start);

	return row >= reader->shown_top &&
	       row < reader->shown_top + (size_t)reader->rows;
}

/* The first link not above ROW, or the number of links. */
static uint32_t
link_from_row(const struct reader *reader, size_t row)
{
	const struct document *document = reader->document;
	uint32_t index = 0;

	while (index < document->link_count &&
	       page_row_at(reader->page, document->links[index].start) < row)
		index++;
	return index;
}

/* The link to focus next; counted from the screen if the focus is off it. */
static uint32_t
neighbour_link(const struct reader *reader, int step)
{
	const uint32_t count = (uint32_t)reader->document->link_count;
	const struct link *focused = reader_focused_link(reader);

	if (focused && is_in_sight(reader, focused))
		return (reader->focus - 1 + (step > 0 ? 1 : count - 1)) % count;
	if (step > 0)
		return link_from_row(reader, reader->shown_top) % count;
	return (link_from_row(reader, reader->shown_top + (size_t)reader->rows) +
		   count - 1) %
	       count;
}

static void
focus(struct reader *reader, uint32_t index)
{
	reader->focus = index + 1;
	reader_reveal(reader, reader->document->links[index].start);
}

struct outcome
reader_focus_link(struct view *view, struct argument argument)
{
	struct reader *reader = reader_of(view);

	if (reader->document->link_count == 0)
		return outcome_refusal("This post has no links");
	focus(reader, neighbour_link(reader, argument.value));
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

	reader->focus = 0;
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

	if (argument.count == 0 && reader->focus == 0)
		return reader_move(view, MOVE_LINE_DOWN, 0);
	if (argument.count == 0)
		return reader_open_link(view, argument);
	link = link_meant(reader->document, argument.count, 0, &outcome);
	if (link)
		focus(reader, (uint32_t)(link - reader->document->links));
	return outcome;
}

struct outcome
reader_show_links(struct view *view, struct argument argument)
{
	const struct reader *reader = reader_of(view);
	const struct link *focused = reader_focused_link(reader);
	const uint32_t number = focused ? focused->number : 0;

	(void)argument;
	if (document_numbered_links(reader->document) == 0)
		return outcome_refusal("This post has no links");
	return outcome_open(links_view_new(view->session, reader->post,
	    reader->document, number ? number - 1 : 0));
}
