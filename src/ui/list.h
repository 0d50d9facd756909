/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_LIST_H
#define CNAI_LIST_H

#include "cnai/document.h"
#include "cnai/page.h"
#include "cnai/picker.h"
#include "cnai/post_list.h"
#include "cnai/view.h"

/* What the files of the list share; nobody else includes this. */

/* What reading a post tells of it; counted when its row is first shown. */
struct list_figures {
	bool is_known;
	unsigned minutes;
	size_t links;
};

/* The page of one post, beside the entries or below them. */
struct list_preview {
	struct document *document;
	struct page *page;
	size_t post;   /* SESSION_NO_POST: none */
	bool is_whole; /* the post, else what it says of itself */
	size_t top;    /* first row shown of a page that has no room */
};

struct list_view {
	struct view view;
	struct picker picker; /* over the posts shown */
	struct post_list shown;
	size_t followed; /* the post read beside it that was selected last */
	int rows, columns;
	bool has_summaries; /* some post says something of itself */
	bool has_dates;     /* most posts have one in their front matter */
	int pane_rows;      /* of the summary and the rule above it; 0: none */
	int pane_wanted;    /* the most that a post's summary has taken so far */
	struct list_preview preview;
	struct list_figures *figures; /* by post */
	size_t figure_count;
};

static inline struct list_view *
list_of(struct view *view)
{
	return (struct list_view *)view;
}

/* The selected post, or SESSION_NO_POST. */
size_t list_selected(const struct list_view *list);

/* Selects the post that is read beside the list, once for each. */
void list_follow_reader(struct list_view *list);

/* list_draw.c */
void list_draw(struct view *view, struct canvas *canvas);
void list_forget_preview(struct list_view *list);
/* Rows above the entries. */
int list_head_rows(const struct list_view *list);
/* Divides the rows between entries and the summary below them. */
void list_fit(struct list_view *list);
/* Goes on in a summary that has no room; says all of it where it has none. */
struct outcome list_read_on(struct view *view, struct argument argument);
/* Whether the post is shown beside the entries. */
bool list_is_split(const struct list_view *list);
/* Columns of the entries. */
int list_entry_columns(const struct list_view *list);
/* Entries on the screen whose figures are not known yet; counts some. */
bool list_is_busy(struct view *view);
void list_work(struct view *view);

#endif
