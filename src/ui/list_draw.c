/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How the list looks: the archive's title, one row a post, and below or, on a
 * wide terminal, beside them the selected post. What is only known once a
 * post has been read, its time and its links, is counted for the rows in
 * sight, a few between two keys.
 */
#include <stdlib.h>
#include "cnai/cluster.h"
#include "cnai/memory.h"
#include "cnai/page_draw.h"
#include "cnai/post_document.h"
#include "list.h"

enum {
	HEAD_ROWS = 2, /* title and a blank row, where there is room */
	HEAD_FROM_ROWS = 8,
	SUMMARY_FROM_ROWS = 14,
	SUMMARY_ROWS_MAX = 14, /* with the rule above it */
	SUMMARY_INDENT = 3,
	FIGURES_FROM_COLUMNS = 70,
	FIGURES_WIDTH = 17, /* "999 min 999 links" */
	FIGURES_A_TURN = 8,
	DATES_FROM_COLUMNS = 60,
	DATE_LENGTH = sizeof("2024-04-19") - 1,
	TEXT_SIZE = 32,
};

size_t
list_selected(const struct list_view *list)
{
	return list->picker.count ? list->shown.posts[list->picker.selected]
				  : SESSION_NO_POST;
}

int
list_head_rows(const struct list_view *list)
{
	return list->rows >= HEAD_FROM_ROWS ? HEAD_ROWS : 0;
}

bool
list_is_split(const struct list_view *list)
{
	return session_pane_columns(list->view.session, list->columns) > 0;
}

/* Columns of the entries. */
int
list_entry_columns(const struct list_view *list)
{
	const int pane = session_pane_columns(list->view.session, list->columns);

	return pane ? pane : list->columns;
}

/*
 * Rows for the summary: what the entries leave, and at least a third of the
 * screen. 0 where there is no room, or nothing to show for any post.
 */
int
list_summary_rows(const struct list_view *list)
{
	int room = list->rows - list_head_rows(list) - 1;
	int least = list->rows / 3;

	if (list->rows < SUMMARY_FROM_ROWS || !list->has_summaries ||
	    list_is_split(list))
		return 0;
	room -= list->picker.count < (size_t)room ? (int)list->picker.count : room;
	room = room > least ? room : least;
	return room < SUMMARY_ROWS_MAX ? room : SUMMARY_ROWS_MAX;
}

/* The head. */

/* "7 posts, 3 unread · by date", the parts that are as always left out. */
static void
append_counts(const struct list_view *list, struct strbuf *text)
{
	const struct session *session = list->view.session;
	const struct archive *archive = session->archive;
	const struct post_list *shown = &list->shown;
	const size_t unread = state_unread_count(session->state);

	if (shown->filter != POST_FILTER_ALL)
		strbuf_printf(text, "%s only: %zu of ",
		    post_filter_name(shown->filter), shown->count);
	strbuf_printf(
	    text, "%zu post%s", archive->count, archive->count == 1 ? "" : "s");
	if (unread)
		strbuf_printf(text, ", %zu unread", unread);
	if (archive->hidden_count)
		strbuf_printf(text, ", %zu hidden", archive->hidden_count);
	if (shown->sort != POST_SORT_WEIGHT || shown->is_reversed)
		strbuf_printf(text, " · %s%s", post_sort_name(shown->sort),
		    shown->is_reversed ? ", reversed" : "");
}

static void
draw_head(const struct list_view *list, struct canvas *canvas)
{
	const struct archive *archive = list->view.session->archive;
	struct strbuf counts = {0};
	const int columns = list_entry_columns(list);
	int width;

	append_counts(list, &counts);
	width = (int)cluster_width(strbuf_str(&counts));
	if (columns > width + (int)cluster_width(str_of(archive->title)) / 2 + 4)
		screen_put(canvas->screen, 0, columns - width - 1, width,
		    strbuf_str(&counts), screen_look(canvas->screen, STYLE_PLACE));
	else
		width = 0;
	screen_put(canvas->screen, 0, 1, columns - width - 4,
	    str_of(archive->title), screen_look(canvas->screen, STYLE_TITLE));
	strbuf_clear(&counts);
}

/* Entries. */

static int
number_width(size_t count)
{
	int width = 1;

	for (; count >= 10; count /= 10)
		width++;
	return width;
}

/* A column of dates, where the posts have any and there is room for it. */
static void
append_date(
    const struct list_view *list, const struct post *post, struct strbuf *text)
{
	const size_t start = text->length;

	if (!list->has_dates || list_entry_columns(list) < DATES_FROM_COLUMNS)
		return;
	if (post->date.is_set) {
		post_date_append(text, post->date);
		strbuf_truncate(text, start + DATE_LENGTH);
	} else {
		strbuf_append_repeated(text, ' ', DATE_LENGTH);
	}
	strbuf_append_string(text, "  ");
}

/* " ● 3  2024-04-19  ★ ! Title · Section (not published)" */
static void
append_entry(const struct list_view *list, size_t index, struct strbuf *text)
{
	const struct session *session = list->view.session;
	const struct archive *archive = session->archive;
	const struct post *post = &archive->posts[index];

	strbuf_printf(text, "%s%*zu  ",
	    state_is_read(session->state, index) ? "   " : " ● ",
	    number_width(archive->count), post->number);
	append_date(list, post, text);
	if (state_is_bookmarked(session->state, index))
		strbuf_append_string(text, "★ ");
	if (archive_problem(archive, post))
		strbuf_append_string(text, "! ");
	strbuf_append(text, post->title);
	if (*post->section)
		strbuf_printf(text, " · %s", post->section);
	if (post->hidden)
		strbuf_append_string(text, " (not published)");
}

static bool
has_figures(const struct list_view *list)
{
	return list_entry_columns(list) >= FIGURES_FROM_COLUMNS;
}

/* Columns that an entry has for append_entry()'s text. */
static int
entry_room(const struct list_view *list)
{
	return list_entry_columns(list) -
	       (has_figures(list) ? FIGURES_WIDTH + 3 : 1);
}

static bool
is_entry_cut(const struct list_view *list, size_t post)
{
	struct strbuf text = {0};
	bool is_cut;

	append_entry(list, post, &text);
	is_cut = cluster_width(strbuf_str(&text)) > (size_t)entry_room(list);
	strbuf_clear(&text);
	return is_cut;
}

/* "  3 min  12 links", in columns of their own. */
static void
draw_figures(const struct list_view *list, struct canvas *canvas, int row,
    size_t post, struct look look)
{
	const struct list_figures *figures =
	    list->figure_count ? &list->figures[post] : NULL;
	char text[TEXT_SIZE];

	if (!figures || !figures->is_known)
		return;
	snprintf(text, sizeof(text), "%3u min %3zu link%s", figures->minutes,
	    figures->links, figures->links == 1 ? "" : "s");
	screen_put(canvas->screen, row,
	    list_entry_columns(list) - FIGURES_WIDTH - 1, FIGURES_WIDTH,
	    str_of(text), look);
}

/* An unread post is bold besides its mark, the selected one reversed. */
static void
draw_entry(
    const struct list_view *list, struct canvas *canvas, int row, size_t entry)
{
	const size_t post = list->shown.posts[entry];
	const bool is_selected = entry == list->picker.selected;
	struct look look = screen_look(canvas->screen,
	    state_is_read(list->view.session->state, post) ? 0 : STYLE_UNREAD);
	struct canvas part = *canvas;
	struct strbuf text = {0};

	part.columns = list_entry_columns(list);
	append_entry(list, post, &text);
	if (is_selected) {
		look = screen_look_over(canvas->screen, look, STYLE_SELECTION);
		screen_fill(canvas->screen, row, 0, part.columns, look);
		canvas->cursor_row = row;
	}
	screen_put(
	    canvas->screen, row, 0, entry_room(list), strbuf_str(&text), look);
	look.is_bold = false;
	if (has_figures(list))
		draw_figures(list, canvas, row, post,
		    is_selected ? look : screen_look(canvas->screen, STYLE_PLACE));
	strbuf_clear(&text);
}

/* The preview. */

void
list_forget_preview(struct list_view *list)
{
	page_free(list->preview.page);
	document_free(list->preview.document);
	list->preview = (struct list_preview){.post = SESSION_NO_POST};
}

/*
 * What the post says of itself; of a broken file, what is wrong with it. The
 * title, too, where the entry has no room for all of it.
 */
static struct document *
make_summary(const struct list_view *list, size_t index)
{
	const struct archive *archive = list->view.session->archive;
	const struct post *post = &archive->posts[index];
	const struct diagnostic *problem = archive_problem(archive, post);
	struct document_head head = {.description = post->description,
	    .title = is_entry_cut(list, index) ? post->title : str_of("")};
	struct strbuf text = {0};
	struct document *document;

	if (problem) {
		diagnostic_append(problem, &text);
		head.place = strbuf_str(&text);
	}
	document = document_parse_with(&head, str_of(""), archive->document);
	strbuf_clear(&text);
	return document;
}

/* Makes the page of the selected post, WIDTH columns wide. */
static void
show_preview(struct list_view *list, int width, bool is_whole)
{
	const struct archive *archive = list->view.session->archive;
	const size_t selected = list_selected(list);
	const struct post *post = &archive->posts[selected];
	const int measure = list->view.session->config->width;
	struct layout_options options = {
	    .width = width < measure ? width : measure,
	    .wrap_code = true,
	};
	struct list_preview *preview = &list->preview;

	if (preview->document && preview->post == selected &&
	    preview->is_whole == is_whole)
		return;
	list_forget_preview(list);
	preview->document = is_whole ? post_document(archive, post, POST_WHOLE)
				     : make_summary(list, selected);
	preview->page = page_layout(preview->document, &options);
	preview->post = selected;
	preview->is_whole = is_whole;
}

/* The summary behind the entries, as far as there is room for it. */
static void
draw_summary(struct list_view *list, struct canvas *canvas)
{
	const struct highlight none = {0};
	const int rows = list_summary_rows(list);
	const int first = canvas->rows - rows;
	const struct page *page;

	if (rows == 0)
		return;
	show_preview(list, list->columns - SUMMARY_INDENT - 1, false);
	page = list->preview.page;
	for (int column = 1; column < canvas->columns - 1; column++)
		screen_put_cluster(canvas->screen, first, column, str_of("─"),
		    screen_look(canvas->screen, STYLE_MARKER));
	for (int i = 0; i + 1 < rows && (size_t)i < page->row_count; i++) {
		if (i + 2 == rows && (size_t)i + 1 < page->row_count)
			screen_put(canvas->screen, first + 1 + i, SUMMARY_INDENT, 1,
			    str_of("…"),
			    screen_look(canvas->screen, STYLE_DESCRIPTION));
		else
			page_draw_row(canvas->screen, first + 1 + i, SUMMARY_INDENT,
			    page, (size_t)i, &none);
	}
}

/* The selected post beside the entries. */
static void
draw_beside(struct list_view *list, struct canvas *canvas)
{
	const struct highlight none = {0};
	const int left = list_entry_columns(list) + 2;

	for (int row = 0; row < canvas->rows; row++)
		screen_put(canvas->screen, row, left - 2, 1, str_of("│"),
		    screen_look(canvas->screen, STYLE_MARKER));
	show_preview(list, canvas->columns - left - 1, true);
	for (int row = 0; row < canvas->rows; row++)
		if (list->preview.top + (size_t)row < list->preview.page->row_count)
			page_draw_row(canvas->screen, row, left, list->preview.page,
			    list->preview.top + (size_t)row, &none);
}

static const char *
empty_message(const struct list_view *list)
{
	if (list->view.session->is_first)
		return "Reading the archive...";
	if (list->shown.filter == POST_FILTER_UNREAD)
		return "Nothing unread. F shows other posts.";
	if (list->shown.filter == POST_FILTER_BOOKMARKED)
		return "No bookmarks yet: * sets one. F shows other posts.";
	return "No posts here.";
}

void
list_draw(struct view *view, struct canvas *canvas)
{
	struct list_view *list = list_of(view);
	struct picker *picker = &list->picker;
	int row = list_head_rows(list);

	list_follow_reader(list);
	if (row)
		draw_head(list, canvas);
	if (picker->count == 0) {
		screen_put(canvas->screen, row, 1, canvas->columns - 1,
		    str_of(empty_message(list)), screen_look(canvas->screen, 0));
		return;
	}
	for (size_t i = 0; i < picker_capacity(picker); i++)
		if (picker->top + i < picker->count)
			draw_entry(list, canvas, row + (int)i, picker->top + i);
	if (list_is_split(list))
		draw_beside(list, canvas);
	else
		draw_summary(list, canvas);
}

/* Figures. */

/* The first entry in sight whose figures are not known, or the count. */
static size_t
next_unknown(const struct list_view *list)
{
	const struct picker *picker = &list->picker;
	size_t end = picker->top + picker_capacity(picker);

	if (!has_figures(list) || !list->figure_count)
		return picker->count;
	end = end < picker->count ? end : picker->count;
	for (size_t i = picker->top; i < end; i++)
		if (!list->figures[list->shown.posts[i]].is_known)
			return i;
	return picker->count;
}

bool
list_is_busy(struct view *view)
{
	const struct list_view *list = list_of(view);

	return view->session->top == view &&
	       next_unknown(list) < list->picker.count;
}

/* Reads the post once for both. */
static void
count_figures(struct list_figures *figures, const struct archive *archive,
    const struct post *post)
{
	struct error error = {0};
	struct strbuf text = {0};
	struct document *document;

	figures->is_known = true;
	if (archive_read_post(archive, post, &text, &error)) {
		document =
		    post_document_from(archive, post, strbuf_str(&text), POST_BODY);
		figures->minutes = (unsigned)post_reading_minutes(
		    str_slice(strbuf_str(&text), post->body_offset, text.length));
		figures->links = document_numbered_links(document);
		document_free(document);
	}
	strbuf_clear(&text);
	error_clear(&error);
}

void
list_work(struct view *view)
{
	struct list_view *list = list_of(view);
	const struct archive *archive = view->session->archive;

	for (int i = 0; i < FIGURES_A_TURN; i++) {
		const size_t entry = next_unknown(list);
		size_t post;

		if (entry == list->picker.count)
			return;
		post = list->shown.posts[entry];
		count_figures(&list->figures[post], archive, &archive->posts[post]);
	}
}
