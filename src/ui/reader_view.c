/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The reader: one post as a page. Where the reader is, is an offset into the
 * document's text (anchor), so that a page laid out anew, for another width
 * or with link numbers, shows the same text at the top.
 */
#include <stdlib.h>
#include "cnai/memory.h"
#include "cnai/page_draw.h"
#include "cnai/post_document.h"
#include "cnai/views.h"

enum { MEASURE = 88, MARGIN_FROM_COLUMNS = 24 };

/* No match is being looked at. */
static const size_t no_match = (size_t)-1;

struct reader_view {
	struct view view;
	size_t post;
	struct document *document;
	struct page *page;  /* NULL until the size is known */
	int rows, columns;  /* of the canvas */
	bool shows_numbers; /* of the links, while digits are typed */
	uint32_t anchor;    /* document offset of the top row */
	size_t top;         /* row of the page */
	uint32_t focus;     /* focused link, index + 1; 0 for none */
	struct matches matches;
	size_t current;         /* match the reader is at, or no_match */
	bool follows_trail;     /* the matches are those of an archive search */
	bool reveals_match;     /* scroll to it once there is a page */
	uint32_t pinned;        /* offset to keep in sight when rows are lost to a
				   long message, or PAGE_NO_SOURCE */
	uint32_t search_anchor; /* where the search that is typed began */
};

static struct reader_view *
reader_of(struct view *view)
{
	return (struct reader_view *)view;
}

static const struct post *
post_of(const struct reader_view *reader)
{
	return &reader->view.session->archive->posts[reader->post];
}

static size_t
last_top(const struct reader_view *reader)
{
	size_t rows = (size_t)reader->rows;

	return reader->page->row_count > rows ? reader->page->row_count - rows : 0;
}

static void
scroll_to(struct reader_view *reader, size_t row)
{
	size_t last = last_top(reader);

	reader->top = row < last ? row : last;
	reader->anchor = reader->top ? reader->page->rows[reader->top].source : 0;
	reader->pinned = PAGE_NO_SOURCE;
}

/* The top row that the anchor and the number of rows ask for. */
static void
place_top(struct reader_view *reader)
{
	size_t last = last_top(reader), rows = (size_t)reader->rows;

	reader->top =
	    reader->anchor ? page_row_at(reader->page, reader->anchor) : 0;
	if (reader->top > last)
		reader->top = last;
	if (reader->pinned != PAGE_NO_SOURCE) {
		size_t row = page_row_at(reader->page, reader->pinned);

		if (row >= reader->top + rows)
			reader->top = row - rows + 1;
	}
}

/* Brings the text at OFFSET into sight, a third from the top if it was not. */
static void
reveal(struct reader_view *reader, uint32_t offset)
{
	size_t row = page_row_at(reader->page, offset);
	size_t third = (size_t)reader->rows / 3;

	if (row < reader->top || row >= reader->top + (size_t)reader->rows)
		scroll_to(reader, row > third ? row - third : 0);
	reader->pinned = offset;
}

static void
reveal_match(struct reader_view *reader)
{
	if (reader->current != no_match)
		reveal(
		    reader, (uint32_t)reader->matches.items[reader->current].start);
}

static int
page_width(const struct reader_view *reader)
{
	int margin = reader->columns >= MARGIN_FROM_COLUMNS ? 1 : 0;
	int width = reader->columns - 2 * margin;

	return width < MEASURE ? width : MEASURE;
}

static void
lay_out(struct reader_view *reader)
{
	const struct layout_options options = {
	    .width = page_width(reader),
	    .number_links = reader->shows_numbers,
	};

	page_free(reader->page);
	reader->page = page_layout(reader->document, &options);
	place_top(reader);
}

static void
reader_resize(struct view *view, int rows, int columns)
{
	struct reader_view *reader = reader_of(view);

	const bool is_other_width = !reader->page || reader->columns != columns;

	reader->rows = rows;
	reader->columns = columns;
	if (is_other_width)
		lay_out(reader);
	else
		place_top(reader);
	if (reader->reveals_match)
		reveal_match(reader);
	reader->reveals_match = false;
}

static void
reader_counting(struct view *view, bool is_counting)
{
	struct reader_view *reader = reader_of(view);

	if (reader->shows_numbers == is_counting)
		return;
	reader->shows_numbers = is_counting;
	if (reader->page)
		lay_out(reader);
}

static void
reader_draw(struct view *view, struct canvas *canvas)
{
	struct reader_view *reader = reader_of(view);
	const struct page *page = reader->page;
	const struct highlight highlight = {
	    .matches = &reader->matches,
	    .current = reader->current,
	    .link = reader->focus,
	};
	int left = (canvas->columns - page->width) / 2;

	for (int row = 0; row < canvas->rows; row++) {
		size_t page_row = reader->top + (size_t)row;
		int marked;

		if (page_row >= page->row_count)
			break;
		marked = page_draw_row(
		    canvas->screen, row, left, page, page_row, &highlight);
		if (marked >= 0 && canvas->cursor_column == 0) {
			canvas->cursor_row = row;
			canvas->cursor_column = marked;
		}
	}
}

static struct outcome
reader_move(struct view *view, enum movement movement, size_t count)
{
	struct reader_view *reader = reader_of(view);
	size_t rows = (size_t)reader->rows;
	/* Two rows of the old page stay, as a thread to follow. */
	size_t page = rows > 4 ? rows - 2 : rows;
	size_t half = rows > 1 ? rows / 2 : 1;
	size_t times = count ? count : 1;
	const struct {
		size_t distance;
		bool is_down;
	} steps[] = {
	    [MOVE_LINE_DOWN] = {1, true},
	    [MOVE_LINE_UP] = {1, false},
	    [MOVE_PAGE_DOWN] = {page, true},
	    [MOVE_PAGE_UP] = {page, false},
	    [MOVE_HALF_DOWN] = {half, true},
	    [MOVE_HALF_UP] = {half, false},
	};
	size_t distance;

	if (movement == MOVE_TOP || movement == MOVE_END) {
		size_t end = movement == MOVE_TOP ? 0 : reader->page->row_count;

		scroll_to(reader, count ? count - 1 : end);
		return (struct outcome){0};
	}
	distance = steps[movement].distance * times;
	if (steps[movement].is_down)
		scroll_to(reader, reader->top + distance);
	else
		scroll_to(
		    reader, reader->top > distance ? reader->top - distance : 0);
	return (struct outcome){0};
}

static void
reader_status(struct view *view, struct strbuf *left, struct strbuf *right)
{
	struct reader_view *reader = reader_of(view);
	size_t count = reader->page->row_count;
	size_t end = reader->top + (size_t)reader->rows;

	strbuf_append(left, post_of(reader)->title);
	if (reader->matches.count && reader->current != no_match)
		strbuf_printf(right, "match %zu/%zu · ", reader->current + 1,
		    reader->matches.count);
	strbuf_printf(right, "line %zu/%zu · ", reader->top + 1, count);
	strbuf_printf(
	    right, "%zu%%", end >= count ? (size_t)100 : end * 100 / count);
}

static const struct link *
focused_link(const struct reader_view *reader)
{
	return reader->focus ? &reader->document->links[reader->focus - 1] : NULL;
}

static void
reader_footer(struct view *view, struct strbuf *text)
{
	const struct link *link = focused_link(reader_of(view));

	if (link)
		strbuf_append(text, link->url);
}

static void
reader_free(struct view *view)
{
	struct reader_view *reader = reader_of(view);

	page_free(reader->page);
	document_free(reader->document);
	matches_clear(&reader->matches);
	free(reader);
}

/* Matches. */

static void
find(struct reader_view *reader, const struct query *query)
{
	matches_clear(&reader->matches);
	reader->current = no_match;
	if (query)
		query_find(
		    query, strbuf_str(&reader->document->text), &reader->matches);
}

/* The first match that does not end before OFFSET; the first one behind all. */
static size_t
match_from(const struct reader_view *reader, size_t offset)
{
	for (size_t i = 0; i < reader->matches.count; i++)
		if (reader->matches.items[i].end > offset)
			return i;
	return reader->matches.count ? 0 : no_match;
}

/* Back to where the search began. */
static void
return_to_search(struct reader_view *reader)
{
	reader->anchor = reader->search_anchor;
	reader->pinned = PAGE_NO_SOURCE;
	place_top(reader);
}

static struct outcome
search_changed(struct view *view, struct str text)
{
	struct reader_view *reader = reader_of(view);
	struct error error = {0};
	struct query *query = query_phrase(text, &error);

	reader->follows_trail = false;
	find(reader, query);
	query_free(query);
	error_clear(&error);
	reader->current = match_from(reader, reader->search_anchor);
	if (reader->current == no_match)
		return_to_search(reader);
	reveal_match(reader);
	return (struct outcome){0};
}

static struct outcome
search_accepted(struct view *view, struct str text)
{
	struct reader_view *reader = reader_of(view);

	if (text.length && reader->matches.count == 0)
		return outcome_message(
		    "Not in this post: %.*s", (int)text.length, text.data);
	return (struct outcome){0};
}

static struct outcome
search_cancelled(struct view *view)
{
	struct reader_view *reader = reader_of(view);

	find(reader, NULL);
	return_to_search(reader);
	return (struct outcome){0};
}

static const struct prompt_kind search_prompt = {
    .label = "/",
    .changed = search_changed,
    .accepted = search_accepted,
    .cancelled = search_cancelled,
};

static struct outcome
search_post(struct view *view, struct argument argument)
{
	struct reader_view *reader = reader_of(view);

	(void)argument;
	reader->search_anchor = reader->anchor;
	return (struct outcome){.prompt = &search_prompt};
}

/* On into the next or previous post of the archive search. */
static struct outcome
follow_trail(struct reader_view *reader, int step)
{
	struct session *session = reader->view.session;
	struct outcome outcome;
	struct str title;
	size_t next;

	if (!trail_next(&session->trail, reader->post, step, &next))
		return (struct outcome){0};
	title = session->archive->posts[next].title;
	outcome = outcome_message("On to %.*s", (int)title.length, title.data);
	outcome.action = OUTCOME_REPLACE;
	outcome.view = reader_view_new_at_match(session, next, step);
	return outcome;
}

static struct outcome
next_match(struct view *view, struct argument argument)
{
	struct reader_view *reader = reader_of(view);
	const int step = argument.value;
	const size_t count = reader->matches.count;
	bool is_last;

	if (count == 0)
		return outcome_message("Nothing has been searched for: / searches");
	is_last = reader->current == (step > 0 ? count - 1 : 0);
	if (is_last && reader->follows_trail) {
		struct outcome outcome = follow_trail(reader, step);

		if (outcome.action == OUTCOME_REPLACE)
			return outcome;
	}
	reader->current = (reader->current + (step > 0 ? 1 : count - 1)) % count;
	reveal_match(reader);
	if (!is_last)
		return (struct outcome){0};
	return outcome_message(step > 0 ? "Search went on from the top"
					: "Search went on from the end");
}

static struct outcome
forget(struct view *view, struct argument argument)
{
	struct reader_view *reader = reader_of(view);

	(void)argument;
	find(reader, NULL);
	reader->focus = 0;
	return (struct outcome){0};
}

/* Links. */

static bool
is_in_sight(const struct reader_view *reader, const struct link *link)
{
	size_t row = page_row_at(reader->page, link->start);

	return row >= reader->top && row < reader->top + (size_t)reader->rows;
}

/* The link to focus next; counted from the screen if the focus is off it. */
static uint32_t
neighbour_link(const struct reader_view *reader, int step)
{
	const uint32_t count = (uint32_t)reader->document->link_count;
	const struct link *focused = focused_link(reader);
	uint32_t index;

	if (focused && is_in_sight(reader, focused))
		return (reader->focus - 1 + (step > 0 ? 1 : count - 1)) % count;
	for (index = 0; index < count; index++) {
		size_t row =
		    page_row_at(reader->page, reader->document->links[index].start);

		if (step > 0 && row >= reader->top)
			break;
		if (step < 0 && row >= reader->top + (size_t)reader->rows)
			break;
	}
	return step > 0 ? index % count : (index + count - 1) % count;
}

static struct outcome
focus_link(struct view *view, struct argument argument)
{
	struct reader_view *reader = reader_of(view);

	if (reader->document->link_count == 0)
		return outcome_message("This post has no links");
	reader->focus = neighbour_link(reader, argument.value) + 1;
	reveal(reader, focused_link(reader)->start);
	return (struct outcome){0};
}

/* The link meant: the one whose number was typed, else the focused one. */
static const struct link *
meant_link(struct reader_view *reader, size_t number, struct outcome *problem)
{
	size_t count = reader->document->link_count;

	if (number > count)
		*problem = outcome_message(
		    "There is no link %zu: this post has %zu", number, count);
	else if (number == 0 && !reader->focus)
		*problem = outcome_message("No link is selected: Tab selects one, "
					   "or type its number first");
	else
		return &reader->document
			    ->links[(number ? number : reader->focus) - 1];
	return NULL;
}

static char *
copy_url(const struct link *link)
{
	return str_copy(link->url);
}

static struct outcome
open_link(struct view *view, struct argument argument)
{
	struct outcome outcome = {0};
	const struct link *link =
	    meant_link(reader_of(view), argument.count, &outcome);

	if (link)
		outcome.open_url = copy_url(link);
	return outcome;
}

static struct outcome
copy_link(struct view *view, struct argument argument)
{
	struct outcome outcome = {0};
	const struct link *link =
	    meant_link(reader_of(view), argument.count, &outcome);

	if (link)
		outcome.copy_url = copy_url(link);
	return outcome;
}

/* Enter: a number focuses that link, a focused link opens, else a line down. */
static struct outcome
enter(struct view *view, struct argument argument)
{
	struct reader_view *reader = reader_of(view);
	struct outcome outcome = {0};

	if (argument.count) {
		if (meant_link(reader, argument.count, &outcome)) {
			reader->focus = (uint32_t)argument.count;
			reveal(reader, focused_link(reader)->start);
		}
		return outcome;
	}
	if (reader->focus)
		return open_link(view, argument);
	return reader_move(view, MOVE_LINE_DOWN, 0);
}

static struct outcome
show_links(struct view *view, struct argument argument)
{
	struct reader_view *reader = reader_of(view);

	(void)argument;
	if (reader->document->link_count == 0)
		return outcome_message("This post has no links");
	return outcome_open(links_view_new(
	    view->session, reader->post, reader->focus ? reader->focus - 1 : 0));
}

static struct outcome
next_post(struct view *view, struct argument argument)
{
	struct reader_view *reader = reader_of(view);
	size_t count = view->session->archive->count;

	if (argument.value > 0 && reader->post + 1 == count)
		return outcome_message("This is the last post");
	if (argument.value < 0 && reader->post == 0)
		return outcome_message("This is the first post");
	return reader_view_open(
	    view->session, reader->post + (size_t)argument.value, OUTCOME_REPLACE);
}

static const struct command commands[] = {
    {"back", "q h Left Backspace", "back to where you came from", view_close, 0},
    {"search-post", "/", "search this post", search_post, 0},
    {"search", "s", "search all posts", view_search_all, 0},
    {"next-match", "n", "next match, on into the next post found", next_match, 1},
    {"previous-match", "N", "previous match", next_match, -1},
    {"forget", "Esc", "take search marks and link focus away", forget, 0},
    {"next-link", "Tab", "focus the next link", focus_link, 1},
    {"previous-link", "Shift-Tab", "focus the previous link", focus_link, -1},
    {"enter", "Enter", "open the focused link, else a line down", enter, 0},
    {"open-link", "o", "open the focused link; 3o opens link 3", open_link, 0},
    {"copy-link", "y", "copy the link's address; 3y of link 3", copy_link, 0},
    {"links", "L", "all links of this post", show_links, 0},
    {"next-post", "J", "next post", next_post, 1},
    {"previous-post", "K", "previous post", next_post, -1},
};

const struct command_table reader_commands = {
    "In a post",
    commands,
    sizeof(commands) / sizeof(*commands),
};

static const struct hint hints[] = {
    {"next-link", "link"},
    {"search-post", "search"},
    {"links", "links"},
    {"next-post", "next post"},
    {"help", "help"},
    {"back", "back"},
    {NULL, NULL},
};

static const struct view_kind reader_kind = {
    .name = "reader",
    .commands = &reader_commands,
    .hints = hints,
    .draw = reader_draw,
    .move = reader_move,
    .free = reader_free,
    .status = reader_status,
    .footer = reader_footer,
    .resize = reader_resize,
    .counting = reader_counting,
};

struct view *
reader_view_new(struct session *session, size_t post)
{
	struct reader_view *reader = memory_alloc(sizeof(*reader));
	const struct archive *archive = session->archive;

	reader->view = (struct view){&reader_kind, session};
	reader->post = post;
	reader->current = no_match;
	reader->pinned = PAGE_NO_SOURCE;
	reader->document =
	    post_document(archive, &archive->posts[post], POST_WHOLE);
	return &reader->view;
}

struct outcome
reader_view_open(struct session *session, size_t post, enum outcome_action action)
{
	const struct archive *archive = session->archive;
	const struct diagnostic *problem =
	    archive_problem(archive, &archive->posts[post]);
	struct outcome outcome = {0};

	if (problem)
		outcome = outcome_message(
		    "%s:%zu: %s", problem->path, problem->line, problem->message);
	outcome.action = action;
	outcome.view = reader_view_new(session, post);
	return outcome;
}

struct view *
reader_view_new_at_match(struct session *session, size_t post, int step)
{
	struct view *view = reader_view_new(session, post);
	struct reader_view *reader = reader_of(view);

	find(reader, session->trail.query);
	reader->follows_trail = true;
	reader->reveals_match = true;
	if (reader->matches.count)
		reader->current =
		    step > 0 ? match_from(reader, reader->document->title_end)
			     : reader->matches.count - 1;
	return view;
}
