/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_READER_H
#define CNAI_READER_H

#include "cnai/document.h"
#include "cnai/page.h"
#include "cnai/query.h"
#include "cnai/view.h"

/* What the files of the reader share; nobody else includes this. */

/* Matches in the document's text and which of them the reader is at. */
struct findings {
	struct matches matches;
	size_t current;     /* index, or READER_NO_MATCH */
	bool is_searched;   /* something has been looked for */
	bool follows_trail; /* by an archive search: n goes on to other posts */
};

static const size_t READER_NO_MATCH = (size_t)-1;

/* Where the reader is, in a way that outlives layouts. */
struct reader_place {
	uint32_t anchor, pinned; /* as in struct reader */
	size_t anchor_gap;
};

struct reader {
	struct view view;
	size_t post;   /* an index into the archive's posts, which may have none */
	size_t gap;    /* where in the archive it would be, if it is gone */
	bool is_stale; /* the file may have changed since it was read */
	struct document *document;
	struct page *page;  /* NULL until the size is known */
	int rows, columns;  /* of the canvas */
	bool shows_numbers; /* of the links, while digits are typed */

	size_t top;        /* row of the page at the top of the canvas */
	uint32_t anchor;   /* its place in the text, for the next layout */
	size_t anchor_gap; /* rows without text between it and that place */
	size_t shown_top;  /* TOP, moved so that PINNED is in sight */
	uint32_t pinned;   /* place to keep in sight, or PAGE_NO_SOURCE */

	int shift; /* columns that rows too wide are scrolled sideways */
	struct reader_place left; /* before the last jump */

	uint32_t focus; /* focused link, index + 1; 0 for none */

	struct fold *folds; /* sections that the previous post has too */
	size_t fold_count;
	size_t fold_focus; /* the one whose mark is focused, index + 1; 0 */
	bool *open_before; /* while a search is typed: the folds that were open */

	struct findings found;
	struct findings found_before; /* while a search is typed: the last one */
	struct reader_place before;   /* and where it began */
	bool reveals_match;           /* scroll to it once there is a page */
	bool resumes;                 /* else to where it was left the last time */
	size_t remembered;            /* the place that the state has now */
	const struct trail *trail;    /* of the results below; NULL for none */
};

static inline struct reader *
reader_of(struct view *view)
{
	return (struct reader *)view;
}

/* Where it is: reader_place.c. */

/* Puts ROW, or the last that leaves no room below the page, at the top. */
void reader_scroll_to(struct reader *reader, size_t row);

/* Brings a row, or that of OFFSET of the text, into sight, a third from the top
 * if it was not. What hides OFFSET is opened. */
void reader_reveal_row(struct reader *reader, size_t row);
void reader_reveal(struct reader *reader, uint32_t offset);

/* Puts the row with OFFSET of the text at the top, as far as the page goes. */
void reader_show_at(struct reader *reader, uint32_t offset);

/* Where the reader is now, for the list of what has been read; nothing if another
 * post has come into its place there. */
void reader_note_visit(const struct reader *reader);
/* Says that PATH is read from now on; what leads back or forward is there. */
void reader_begin_visit(struct session *session, const char *path, uint32_t place);
/* Notes the place, for the way back, before a jump. */
void reader_leave_place(struct reader *reader);
struct outcome reader_jump_back(struct view *view, struct argument argument);

/* Puts PLACE at the top again; of a new layout too. */
void reader_return_to(struct reader *reader, struct reader_place place);
/* The place that has ROW at the top. */
struct reader_place reader_place_of_row(const struct reader *reader, size_t row);

/* Keeps the top where it is as long as the page reaches down to the bottom. */
void reader_fit_top(struct reader *reader);
/* Makes the page anew; what stands at the top stays there. */
void reader_lay_out(struct reader *reader);

/* Moving by rows; what view_kind.move wants. */
struct outcome reader_move(struct view *view, enum movement movement, size_t count);

/* When the archive changes: reader_reload.c. What view_kind wants. */
struct outcome reader_replaced(struct view *view, const struct archive *before);
void reader_uncovered(struct view *view);

/* To other posts: reader_neighbours.c. */
struct outcome reader_next_post(struct view *view, struct argument argument);
struct outcome reader_next_unread(struct view *view, struct argument argument);

/* The focused link; NULL for none. */
const struct link *reader_focused_link(const struct reader *reader);

/* Gives the focus to a link or to the mark of a fold: an index + 1. Both 0 take
 * it away. */
void reader_focus(struct reader *reader, uint32_t link, size_t fold);
/* Takes it from what has been scrolled out of sight: nobody opens that. */
void reader_drop_unseen_focus(struct reader *reader);

/* Sections that the previous post has too: reader_folds.c. */
void reader_find_folds(struct reader *reader);
/* Whether a closed fold hides what stands at OFFSET. */
bool reader_is_folded(const struct reader *reader, uint32_t offset);
/* Opens the fold that hides OFFSET, if one does. */
void reader_unfold(struct reader *reader, uint32_t offset);
/* The row of a fold's mark. */
size_t reader_fold_row(const struct reader *reader, const struct fold *fold);
/* The fold whose mark stands for the text at SOURCE: an index + 1; 0 for none. */
size_t reader_fold_at(const struct reader *reader, uint32_t source);
/* The same of the mark that has the focus. */
const struct fold *reader_focused_fold(const struct reader *reader);
/* Notes which folds are open, and brings that back. */
void reader_note_folds(struct reader *reader);
void reader_restore_folds(struct reader *reader);
struct outcome reader_toggle_fold(struct view *view, struct argument argument);

/* Searching: reader_search.c. */
void reader_find(struct reader *reader, const struct query *query);
/* Forgets what was found, also before the search that is being typed. */
void reader_clear_findings(struct reader *reader);
void reader_reveal_match(struct reader *reader);
/* The match to begin with behind OFFSET, or the first, or none. */
size_t reader_match_from(const struct reader *reader, size_t offset);
struct outcome reader_search(struct view *view, struct argument argument);
struct outcome reader_next_match(struct view *view, struct argument argument);
struct outcome reader_forget(struct view *view, struct argument argument);

/* Rows that are too wide: reader_sideways.c. */
struct outcome reader_sideways(struct view *view, struct argument argument);
/* Scrolls sideways until OFFSET of the text is in sight. */
void reader_reveal_column(struct reader *reader, uint32_t offset);
/* Keeps within a new page. */
void reader_fit_shift(struct reader *reader);

/* Headings: reader_headings.c. */
/* The heading of what is read now; NULL above the first. */
const struct block *reader_heading(const struct reader *reader);
struct outcome reader_next_heading(struct view *view, struct argument argument);
struct outcome reader_show_contents(struct view *view, struct argument argument);
/* Appends the post's title and the heading, which share ROOM columns. */
void reader_append_title(
    const struct reader *reader, struct strbuf *text, size_t room);

/* Links: reader_links.c. */
struct outcome reader_focus_link(struct view *view, struct argument argument);
struct outcome reader_open_link(struct view *view, struct argument argument);
struct outcome reader_copy_link(struct view *view, struct argument argument);
struct outcome reader_show_link(struct view *view, struct argument argument);
struct outcome reader_enter(struct view *view, struct argument argument);
struct outcome reader_show_links(struct view *view, struct argument argument);

#endif
