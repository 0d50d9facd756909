/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How the list looks: the archive's title, one row a post, and below or, on a
 * wide terminal, beside them the selected post. What is only known once a
 * post has been read, its time and its links, is counted for the rows in
 * sight, a few between two keys.
 */
#include <stdlib.h>
#include "cnai/cluster.h"
#include "cnai/keymap.h"
#include "cnai/memory.h"
#include "cnai/page_draw.h"
#include "cnai/post_document.h"
#include "list.h"

enum {
	TITLE_FROM_ROWS = 8,
	BLANK_FROM_ROWS = 10, /* below the title */
	ENTRIES_LEAST = 3,    /* that a summary leaves; and of all rows */
	ENTRIES_SHARE = 3,    /* a third */
	PANE_ROWS_LEAST = 3,  /* the rule and two rows of text */
	SUMMARY_INDENT = 3,
	FIGURES_FROM_COLUMNS = 70,
	FIGURES_WIDTH = 17, /* "999 min 999 links" */
	MINUTES_FROM_COLUMNS = 44,
	MINUTES_WIDTH = 7, /* "999 min" */
	FIGURES_GAP = 2,
	FIGURES_A_TURN = 8,
	DATES_FROM_COLUMNS = 60,
	DATE_LENGTH = sizeof("2024-04-19") - 1,
	PART_LEAST = 4, /* columns below which it is left out */
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
	return (list->rows >= TITLE_FROM_ROWS) + (list->rows >= BLANK_FROM_ROWS);
}

bool
list_is_split(const struct list_view *list)
{
	return session_pane_columns(list->view.session, list->columns) > 0;
}

/* Alone, the entries are no wider than the text below them. */
int
list_entry_columns(const struct list_view *list)
{
	const struct session *session = list->view.session;
	const int pane = session_pane_columns(session, list->columns);

	return pane ? pane : picker_columns(session, list->columns);
}

/* Whether keys go to the list, and not to a post beside it. */
static bool
has_keys(const struct list_view *list)
{
	return list->view.session->top == &list->view;
}

/* The head. */

/* "7 posts, 3 unread", the parts that are as always left out. */
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

/* " ● 3  2024-04-19  ", what stands in columns before the title. */
static void
append_front(const struct list_view *list, size_t index, struct strbuf *text)
{
	const struct session *session = list->view.session;
	const struct post *post = &session->archive->posts[index];

	picker_append_number(session, index, post->number, text);
	append_date(list, post, text);
}

/* "★ ! Title" */
static void
append_title(const struct list_view *list, size_t index, struct strbuf *text)
{
	const struct session *session = list->view.session;
	const struct archive *archive = session->archive;
	const struct post *post = &archive->posts[index];

	picker_append_bookmark(session, index, text);
	if (archive_problem(archive, post))
		strbuf_append_string(text, "! ");
	strbuf_append(text, post->title);
}

/* " · Section (not published)", said less loudly than the title. */
static void
append_suffix(const struct list_view *list, size_t index, struct strbuf *text)
{
	const struct post *post = &list->view.session->archive->posts[index];

	if (*post->section)
		strbuf_printf(text, " · %s", post->section);
	if (post->hidden)
		strbuf_append_string(text, " (not published)");
}

/* Columns of the figures: of all, of the minutes alone, or none. */
static int
figures_width(const struct list_view *list)
{
	const int columns = list_entry_columns(list);

	if (columns >= FIGURES_FROM_COLUMNS)
		return FIGURES_WIDTH;
	return columns >= MINUTES_FROM_COLUMNS ? MINUTES_WIDTH : 0;
}

/* Columns that an entry has for what is not a figure. */
static int
entry_room(const struct list_view *list)
{
	const int figures = figures_width(list);

	return list_entry_columns(list) - 1 - (figures ? figures + FIGURES_GAP : 0);
}

static bool
is_entry_cut(const struct list_view *list, size_t post)
{
	struct strbuf text = {0};
	bool is_cut;

	append_front(list, post, &text);
	append_title(list, post, &text);
	is_cut = cluster_width(strbuf_str(&text)) > (size_t)entry_room(list);
	strbuf_clear(&text);
	return is_cut;
}

/* "  3 min  12 links", in columns of their own. */
static void
draw_figures(const struct list_view *list, struct canvas *canvas, int row,
    size_t post, struct look look)
{
	const int width = figures_width(list);
	const struct list_figures *figures =
	    list->figure_count ? &list->figures[post] : NULL;
	char text[TEXT_SIZE];

	if (!width || !figures || !figures->is_known)
		return;
	if (width == MINUTES_WIDTH)
		snprintf(text, sizeof(text), "%3u min", figures->minutes);
	else
		snprintf(text, sizeof(text), "%3u min %3zu link%s",
		    figures->minutes, figures->links,
		    figures->links == 1 ? "" : "s");
	screen_put(canvas->screen, row, list_entry_columns(list) - width - 1, width,
	    str_of(text), look);
}

/*
 * The look of a part of an entry with STYLES. The selected one is reversed while
 * the list has the keys, else underlined.
 */
static struct look
entry_look(const struct list_view *list, struct screen *screen, unsigned styles,
    bool is_selected)
{
	struct look look = screen_look(screen, styles);

	look.is_dim &= !is_selected;
	if (is_selected && has_keys(list))
		return screen_look_over(screen, look, STYLE_SELECTION);
	look.is_underlined |= is_selected;
	return look;
}

/* Unread posts are bold besides their mark, where there are others to tell them
 * from. */
static unsigned
title_style(const struct list_view *list, size_t post)
{
	const struct session *session = list->view.session;

	return !state_is_read(session->state, post) &&
		       state_unread_count(session->state) < session->archive->count
		   ? STYLE_UNREAD
		   : 0;
}

/* A part of an entry: the function that writes it, and its look. */
struct part {
	void (*append)(
	    const struct list_view *list, size_t index, struct strbuf *text);
	unsigned styles;
};

static void
draw_entry(
    const struct list_view *list, struct canvas *canvas, int row, size_t entry)
{
	const size_t post = list->shown.posts[entry];
	const bool is_selected = entry == list->picker.selected;
	const struct part parts[] = {
	    {append_front, 0},
	    {append_title, title_style(list, post)},
	    {append_suffix, STYLE_PLACE},
	};
	int column = 0;

	if (is_selected) {
		screen_fill(canvas->screen, row, 0, list_entry_columns(list),
		    entry_look(list, canvas->screen, 0, true));
		canvas->cursor_row = row;
	}
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
		struct strbuf text = {0};
		const int room = entry_room(list) - column;

		parts[i].append(list, post, &text);
		if (room >= PART_LEAST)
			column += screen_put(canvas->screen, row, column, room,
			    strbuf_str(&text),
			    entry_look(list, canvas->screen, parts[i].styles,
				is_selected));
		strbuf_clear(&text);
	}
	draw_figures(list, canvas, row, post,
	    entry_look(list, canvas->screen, STYLE_PLACE, is_selected));
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

static void
show_summary(struct list_view *list)
{
	show_preview(list,
	    picker_columns(list->view.session, list->columns) - SUMMARY_INDENT - 1,
	    false);
}

/* Whether there is something to show below the entries that is not seen beside
 * them. */
static bool
has_pane(const struct list_view *list)
{
	return list->has_summaries && list->shown.count && !list_is_split(list) &&
	       has_keys(list);
}

/* Rows for the summary of the selected post and the rule above it. */
static int
wanted_rows(struct list_view *list)
{
	show_summary(list);
	return list->preview.document->text.length
		   ? (int)list->preview.page->row_count + 1
		   : 0;
}

/*
 * The summary takes what its text needs, as far as the entries keep a third of
 * the rows. What it had for a post before it keeps until that would be twice too
 * much: what moves with each key is hard to read.
 */
static int
wanted_pane(struct list_view *list)
{
	const int wanted = wanted_rows(list);

	if (wanted > list->pane_wanted || 2 * wanted < list->pane_wanted)
		list->pane_wanted = wanted;
	return list->pane_wanted;
}

void
list_fit(struct list_view *list)
{
	const int rows = list->rows - list_head_rows(list);
	const int share = rows / ENTRIES_SHARE;
	int entries = share > ENTRIES_LEAST ? share : ENTRIES_LEAST;
	int room;

	if (list->shown.count < (size_t)entries)
		entries = (int)list->shown.count;
	room = rows - entries;
	list->pane_rows = 0;
	if (has_pane(list) && room >= PANE_ROWS_LEAST) {
		const int wanted = wanted_pane(list);

		list->pane_rows = wanted < room ? wanted : room;
	}
	picker_fit(
	    &list->picker, list->shown.count, (size_t)(rows - list->pane_rows));
}

/* The rule is right below the entries, with a blank row between if it can be. */
static int
pane_top(const struct list_view *list)
{
	const int lowest = list->rows - list->pane_rows;
	const size_t below = (size_t)list_head_rows(list) + list->picker.count + 1;

	return below < (size_t)lowest ? (int)below : lowest;
}

/* Rows of the page that have room below the rule. */
static size_t
seen_rows(const struct list_view *list)
{
	const size_t rows = (size_t)(list->rows - pane_top(list) - 1);
	const size_t left = list->preview.page->row_count - list->preview.top;

	return left < rows ? left : rows;
}

/* "──── Tab reads on ─" above a summary that goes on. */
static void
draw_rule(const struct list_view *list, struct canvas *canvas, int row)
{
	const struct look look = screen_look(canvas->screen, STYLE_MARKER);
	const int end = list_entry_columns(list) - 1;
	struct strbuf note = {0};

	for (int column = 1; column < end; column++)
		screen_put_cluster(canvas->screen, row, column, str_of("─"), look);
	if (list->preview.top + seen_rows(list) >= list->preview.page->row_count)
		return;
	strbuf_append_byte(&note, ' ');
	keymap_append_keys(list->view.session->keymap, list->view.kind->commands,
	    view_find_named(list->view.kind, "read-on"), 1, &note);
	strbuf_append_string(&note, " reads on ");
	if (end > 2 * (int)note.length)
		screen_put(canvas->screen, row, end - (int)note.length - 1,
		    (int)note.length, strbuf_str(&note), look);
	strbuf_clear(&note);
}

/* What the post says of itself, as far as there is room for it. */
static void
draw_summary(struct list_view *list, struct canvas *canvas)
{
	const struct highlight none = {0};
	const int top = pane_top(list) + 1;

	if (!list->pane_rows)
		return;
	show_summary(list);
	draw_rule(list, canvas, top - 1);
	for (size_t i = 0; i < seen_rows(list); i++)
		page_draw_row(canvas->screen, top + (int)i, SUMMARY_INDENT,
		    list->preview.page, list->preview.top + i, &none);
}

/* The column of the post beside the entries. */
static int
beside_left(const struct list_view *list)
{
	return list_entry_columns(list) + 2;
}

static void
show_beside(struct list_view *list)
{
	show_preview(list, list->columns - beside_left(list) - 1, true);
}

static void
draw_beside(struct list_view *list, struct canvas *canvas)
{
	const struct highlight none = {0};
	const int left = beside_left(list);

	for (int row = 0; row < canvas->rows; row++)
		screen_put(canvas->screen, row, left - 2, 1, str_of("│"),
		    screen_look(canvas->screen, STYLE_MARKER));
	show_beside(list);
	for (int row = 0; row < canvas->rows; row++)
		if (list->preview.top + (size_t)row < list->preview.page->row_count)
			page_draw_row(canvas->screen, row, left, list->preview.page,
			    list->preview.top + (size_t)row, &none);
}

/* All that the post says of itself, where it has no rows of its own. */
static struct outcome
say_summary(struct list_view *list)
{
	struct str text;

	show_summary(list);
	text = str_trim(strbuf_str(&list->preview.document->text));
	if (!text.length)
		return outcome_refusal("This post does not say what it is about");
	return outcome_message("%.*s", (int)text.length, text.data);
}

struct outcome
list_read_on(struct view *view, struct argument argument)
{
	struct list_view *list = list_of(view);
	const bool is_split = list_is_split(list);

	(void)argument;
	if (list_selected(list) == SESSION_NO_POST)
		return outcome_refusal("There is no post here");
	if (!is_split && !list->pane_rows)
		return say_summary(list);
	if (is_split)
		show_beside(list);
	else
		show_summary(list);
	list->preview.top += is_split ? (size_t)list->rows : seen_rows(list);
	if (list->preview.top >= list->preview.page->row_count)
		list->preview.top = 0;
	return (struct outcome){0};
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

	if (!figures_width(list) || !list->figure_count)
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
