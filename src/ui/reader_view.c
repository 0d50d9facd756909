/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The reader: one post as a page. Here is what is drawn and said of it; where it
 * is, what it searches, its links and folds have files of their own.
 */
#include <stdlib.h>
#include <string.h>
#include "cnai/anchor.h"
#include "cnai/cluster.h"
#include "cnai/memory.h"
#include "cnai/page_draw.h"
#include "cnai/post_commands.h"
#include "cnai/post_document.h"
#include "reader.h"
#include "cnai/views.h"

enum { STATUS_GAPS = 4 };

/* Goes on where the post was left the last time. */
static void
resume(struct reader *reader)
{
	const size_t place = state_place(reader->view.session->state, reader->post,
	    strbuf_str(&reader->document->text));

	reader->remembered = place;
	if (place)
		reader_scroll_to(
		    reader, page_row_at(reader->page, (uint32_t)place));
}

static void
reader_resize(struct view *view, int rows, int columns)
{
	struct reader *reader = reader_of(view);
	const bool is_other_width = !reader->page || reader->columns != columns;

	reader->rows = rows;
	reader->columns = columns;
	if (is_other_width)
		reader_lay_out(reader);
	else
		reader_fit_top(reader);
	if (reader->reveals_match)
		reader_reveal_match(reader);
	else if (reader->resumes)
		resume(reader);
	reader->reveals_match = reader->resumes = false;
}

/* For the next time: where the reader is now. */
static void
reader_remember(struct view *view)
{
	struct reader *reader = reader_of(view);
	const size_t place = reader->top ? reader->anchor : 0;

	if (!reader->page)
		return;
	reader_note_visit(reader);
	if (place == reader->remembered)
		return;
	reader->remembered = place;
	state_set_place(view->session->state, reader->post,
	    strbuf_str(&reader->document->text), place);
}

static void
reader_counting(struct view *view, bool is_counting)
{
	struct reader *reader = reader_of(view);

	if (reader->shows_numbers == is_counting)
		return;
	reader->shows_numbers = is_counting;
	if (reader->page)
		reader_lay_out(reader);
}

/* Drawing. */

/* The terminal's cursor stands on what has the focus, else on the match. */
static void
reader_draw(struct view *view, struct canvas *canvas)
{
	const struct reader *reader = reader_of(view);
	const struct page *page = reader->page;
	const struct highlight highlight = {
	    .matches = &reader->found.matches,
	    .current = reader->found.current,
	    .link = reader->focus,
	    .fold = reader_focused_fold(reader),
	};
	int left = (canvas->columns - page->width) / 2;
	bool has_focus = false, has_match = false;

	for (int row = 0; row < canvas->rows; row++) {
		size_t page_row = reader->shown_top + (size_t)row;
		struct marks marks;

		if (page_row >= page->row_count)
			break;
		marks = page_draw_shifted_row(canvas->screen, row, left, page,
		    page_row, &highlight, reader->shift);
		if (marks.focus >= 0
			? !has_focus
			: marks.match >= 0 && !has_focus && !has_match) {
			has_focus = marks.focus >= 0;
			has_match = !has_focus;
			canvas->cursor_row = row;
			canvas->cursor_column =
			    has_focus ? marks.focus : marks.match;
		}
	}
}

/* What can have the focus: a link or the mark of a fold, an index + 1 each. */
struct target {
	uint32_t link;
	size_t fold;
};

static struct target
target_of(const struct reader *reader, const struct cell *cell)
{
	return (struct target){
	    .link = cell->link,
	    .fold = cell->styles & STYLE_FOLD ? reader_fold_at(reader, cell->source)
					      : 0,
	};
}

/* What stands at a place of the canvas; nothing has neither. */
static struct target
target_at(const struct reader *reader, int row, int column)
{
	const struct page *page = reader->page;
	const size_t page_row = reader->shown_top + (size_t)row;
	int end = (reader->columns - page->width) / 2;
	struct cell_cursor cursor;
	struct cell cell;

	if (row >= reader->rows || page_row >= page->row_count)
		return (struct target){0};
	cursor = page_row_cells(page, page_row);
	while (page_cell_next(page, &cursor, &cell)) {
		end += cell.width;
		if (column >= end)
			continue;
		return column >= end - cell.width ? target_of(reader, &cell)
						  : (struct target){0};
	}
	return (struct target){0};
}

/* Links can be pointed at, and the marks of folds. */
static bool
reader_point(struct view *view, int row, int column)
{
	struct reader *reader = reader_of(view);
	const struct target target = target_at(reader, row, column);

	if (target.link || target.fold)
		reader_focus(reader, target.link, target.fold);
	return target.link || target.fold;
}

static bool
reader_has_focus_at(struct view *view, int row, int column)
{
	const struct reader *reader = reader_of(view);
	const struct target target = target_at(reader, row, column);

	return (target.link && target.link == reader->focus) ||
	       (target.fold && target.fold == reader->fold_focus);
}

static void
append_match_count(const struct findings *found, struct strbuf *text)
{
	if (!found->is_searched)
		return;
	if (found->matches.count == 0)
		strbuf_append_string(text, "no match · ");
	else
		strbuf_printf(text, "match %zu/%zu · ", found->current + 1,
		    found->matches.count);
}

static void
reader_status(struct view *view, struct strbuf *left, struct strbuf *right)
{
	const struct reader *reader = reader_of(view);
	size_t count = reader->page->row_count;
	size_t end = reader->shown_top + (size_t)reader->rows;
	size_t width;

	append_match_count(&reader->found, right);
	if (reader->shift)
		strbuf_printf(right, "col %d · ", reader->shift + 1);
	strbuf_printf(right, "line %zu/%zu · ", reader->shown_top + 1, count);
	strbuf_printf(
	    right, "%zu%%", end >= count ? (size_t)100 : end * 100 / count);
	width = cluster_width(strbuf_str(right)) + STATUS_GAPS;
	reader_append_title(reader, left,
	    width < (size_t)reader->columns ? (size_t)reader->columns - width : 0);
}

static void
reader_footer(struct view *view, struct strbuf *text)
{
	const struct reader *reader = reader_of(view);
	const struct link *link = reader_focused_link(reader);
	const struct fold *fold = reader_focused_fold(reader);

	if (link)
		strbuf_append(text, link->url);
	if (fold)
		strbuf_append_string(text, fold->is_open
					       ? "Enter folds this section"
					       : "Enter opens this section");
}

static void
reader_free(struct view *view)
{
	struct reader *reader = reader_of(view);

	page_free(reader->page);
	document_free(reader->document);
	reader_clear_findings(reader);
	free(reader->folds);
	free(reader->open_before);
	free(reader);
}

static size_t
reader_post(struct view *view)
{
	return reader_of(view)->post;
}

/* Nothing while the window begins with the title. */
static struct str
reader_seen(struct view *view)
{
	const struct reader *reader = reader_of(view);
	const struct str text = strbuf_str(&reader->document->text);

	return reader->shown_top
		   ? str_slice(text, reader->page->rows[reader->shown_top].source,
			 text.length)
		   : str_of("");
}

static const struct command commands[] = {
    {"back", "q h Left Backspace", "back to where you came from", view_close, 0},
    {"search-post", "/", "search this post", reader_search, 0},
    {"search", "s", "search all posts", view_search_all, 0},
    {"next-match", "n", "next match, on into the next post found",
	reader_next_match, 1},
    {"previous-match", "N", "previous match", reader_next_match, -1},
    {"right", ">", "wide code further to the left; 3> three times", reader_sideways,
	1},
    {"left", "<", "wide code back to the right", reader_sideways, -1},
    {"next-heading", "]", "to the next heading", reader_next_heading, 1},
    {"previous-heading", "[", "to this heading, or the one before",
	reader_next_heading, -1},
    {"contents", "t", "all headings of this post", reader_show_contents, 0},
    {"fold", "z", "open or fold a section that is repeated", reader_toggle_fold, 0},
    {"jump-back", "''", "to where the last jump began; again: forth",
	reader_jump_back, 0},
    {"forget", "Esc", "take search marks and link focus away", reader_forget, 0},
    {"next-link", "Tab", "focus the next link", reader_focus_link, 1},
    {"previous-link", "Shift-Tab", "focus the previous link", reader_focus_link,
	-1},
    {"enter", "Enter",
	"open the focused link, else a line down; 3 Enter focuses "
	"link 3",
	reader_enter, 0},
    {"open-link", "o", "open the focused link; 3o opens link 3", reader_open_link,
	0},
    {"copy-link", "y", "copy the link's address; 3y of link 3", reader_copy_link,
	0},
    {"show-link", "O", "show the link's address alone, to select it",
	reader_show_link, 0},
    {"links", "L", "all links of this post", reader_show_links, 0},
    {"next-post", "J", "next post", reader_next_post, 1},
    {"previous-post", "K", "previous post", reader_next_post, -1},
    {"next-unread", "U", "next unread post", reader_next_unread, 0},
};

const struct command_table reader_commands = {
    .title = "In a post",
    .commands = commands,
    .count = sizeof(commands) / sizeof(*commands),
    .shared = &post_commands,
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
    .commands = &reader_commands,
    .hints = hints,
    .count_hint = "o open, y copy, Enter focus the link; g go to the line",
    .draw = reader_draw,
    .move = reader_move,
    .point = reader_point,
    .has_focus_at = reader_has_focus_at,
    .free = reader_free,
    .status = reader_status,
    .footer = reader_footer,
    .resize = reader_resize,
    .counting = reader_counting,
    .uncovered = reader_uncovered,
    .replaced = reader_replaced,
    .post = reader_post,
    .remember = reader_remember,
    .seen = reader_seen,
};

static struct reader *
reader_new(struct session *session, size_t post)
{
	struct reader *reader = memory_alloc(sizeof(*reader));
	const struct archive *archive = session->archive;

	reader->view = (struct view){&reader_kind, session};
	reader->post = session->post = post;
	/* All keys may have come in one turn: what is left was told nothing yet. */
	if (session->top->kind == &reader_kind)
		reader_note_visit((const struct reader *)session->top);
	reader_begin_visit(session, archive->posts[post].path, 0);
	reader->found.current = READER_NO_MATCH;
	reader->pinned = reader->left.pinned = PAGE_NO_SOURCE;
	state_set_read(session->state, post, true);
	reader->document =
	    post_document(archive, &archive->posts[post], POST_WHOLE);
	reader_find_folds(reader);
	return reader;
}

/* Before there is a page: the first layout keeps the anchor at the top. */
static void
begin_at(struct reader *reader, uint32_t place)
{
	reader->anchor = reader->pinned = place;
	reader_unfold(reader, place);
}

struct view *
reader_view_new(struct session *session, size_t post)
{
	struct reader *reader = reader_new(session, post);

	reader->resumes = true;
	return &reader->view;
}

struct view *
reader_view_new_at(struct session *session, size_t post, struct str name)
{
	struct reader *reader = reader_new(session, post);
	uint32_t place;

	if (anchors_find(reader->document, name, &place))
		begin_at(reader, place);
	return &reader->view;
}

struct view *
reader_view_new_at_place(struct session *session, size_t post, uint32_t place)
{
	struct reader *reader = reader_new(session, post);

	if (place < reader->document->text.length)
		begin_at(reader, place);
	for (uint32_t i = 0; i < reader->document->link_count; i++)
		if (reader->document->links[i].start == place)
			reader->focus = i + 1;
	return &reader->view;
}

struct view *
reader_view_new_at_match(
    struct session *session, size_t post, const struct trail *trail, int step)
{
	struct reader *reader = reader_new(session, post);

	reader_find(reader, trail->query);
	reader->trail = trail;
	reader->found.follows_trail = true;
	reader->reveals_match = true;
	if (reader->found.matches.count)
		reader->found.current = step > 0 ? reader_match_from(reader,
						       reader->document->title_end)
						 : reader->found.matches.count - 1;
	return &reader->view;
}
