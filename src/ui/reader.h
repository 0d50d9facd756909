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
	struct findings found;
	struct findings found_before; /* while a search is typed: the last one */
	size_t top_before;            /* and where it began */
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

/* Puts ROW, or the last that leaves no room below the page, at the top. */
void reader_scroll_to(struct reader *reader, size_t row);

/* Brings OFFSET of the text into sight, a third from the top if it was not. */
void reader_reveal(struct reader *reader, uint32_t offset);

/* Puts the row with OFFSET of the text at the top, as far as the page goes. */
void reader_show_at(struct reader *reader, uint32_t offset);

/* Notes the place, for the way back, before a jump. */
void reader_leave_place(struct reader *reader);
/* The same, of a place with ROW at the top. */
void reader_leave_row(struct reader *reader, size_t row);
struct outcome reader_jump_back(struct view *view, struct argument argument);

/* Moving by rows; what view_kind.move wants. */
struct outcome reader_move(struct view *view, enum movement movement, size_t count);

/* The focused link; NULL for none. */
const struct link *reader_focused_link(const struct reader *reader);

/* Searching: reader_search.c. */
void reader_find(struct reader *reader, const struct query *query);
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
