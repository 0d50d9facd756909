/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The list: the archive's title, one row a post, and below them what the
 * selected post says of itself.
 */
#include <stdlib.h>
#include "cnai/cluster.h"
#include "cnai/memory.h"
#include "cnai/page_draw.h"
#include "cnai/picker.h"
#include "cnai/post_document.h"
#include "cnai/views.h"

enum {
	HEAD_ROWS = 2, /* title and a blank row, where there is room */
	HEAD_FROM_ROWS = 8,
	SUMMARY_FROM_ROWS = 14,
	SUMMARY_ROWS_MAX = 14, /* with the rule above it */
	SUMMARY_INDENT = 3,
	MEASURE = 88,
};

struct list_view {
	struct view view;
	struct picker picker;
	int rows, columns;
	bool has_summaries; /* some post says something of itself */
	/* The summary of the selected post, made when it is first drawn. */
	struct document *document;
	struct page *page;
	size_t shown_post;
};

static int
head_rows(const struct list_view *list)
{
	return list->rows >= HEAD_FROM_ROWS ? HEAD_ROWS : 0;
}

/*
 * Rows for the summary: what the entries leave, and at least a third of the
 * screen. 0 where there is no room, or nothing to show for any post.
 */
static int
summary_rows(const struct list_view *list)
{
	int room = list->rows - head_rows(list) - 1;
	int least = list->rows / 3;

	if (list->rows < SUMMARY_FROM_ROWS || !list->has_summaries)
		return 0;
	room -= list->picker.count < (size_t)room ? (int)list->picker.count : room;
	room = room > least ? room : least;
	return room < SUMMARY_ROWS_MAX ? room : SUMMARY_ROWS_MAX;
}

static void
forget_summary(struct list_view *list)
{
	page_free(list->page);
	document_free(list->document);
	list->page = NULL;
	list->document = NULL;
}

static void
list_resize(struct view *view, int rows, int columns)
{
	struct list_view *list = (struct list_view *)view;

	if (columns != list->columns)
		forget_summary(list);
	list->rows = rows;
	list->columns = columns;
	picker_fit(&list->picker, view->session->archive->count,
	    (size_t)(rows - head_rows(list) - summary_rows(list)));
}

static void
draw_head(const struct list_view *list, struct canvas *canvas)
{
	const struct archive *archive = list->view.session->archive;
	struct strbuf counts = {0};
	int width;

	strbuf_printf(
	    &counts, "%zu post%s", archive->count, archive->count == 1 ? "" : "s");
	if (archive->hidden_count)
		strbuf_printf(&counts, ", %zu hidden", archive->hidden_count);
	width = (int)counts.length;
	if (canvas->columns > 2 * width)
		screen_put(canvas->screen, 0, canvas->columns - width - 1, width,
		    strbuf_str(&counts), theme_look(STYLE_PLACE));
	screen_put(canvas->screen, 0, 1, canvas->columns - width - 4,
	    str_of(archive->title), theme_look(STYLE_TITLE));
	strbuf_clear(&counts);
}

static int
number_width(size_t count)
{
	int width = 1;

	for (; count >= 10; count /= 10)
		width++;
	return width;
}

/* "  3  Title · Section (not published)" */
static void
append_entry(const struct list_view *list, size_t index, struct strbuf *text)
{
	const struct archive *archive = list->view.session->archive;
	const struct post *post = &archive->posts[index];

	strbuf_printf(text, " %*zu  ", number_width(archive->count), post->number);
	if (archive_problem(archive, post))
		strbuf_append_string(text, "! ");
	strbuf_append(text, post->title);
	if (*post->section)
		strbuf_printf(text, " · %s", post->section);
	if (post->hidden)
		strbuf_append_string(text, " (not published)");
}

static void
draw_entry(
    const struct list_view *list, struct canvas *canvas, int row, size_t index)
{
	struct strbuf text = {0};

	append_entry(list, index, &text);
	picker_draw_entry(canvas, row, strbuf_str(&text), theme_look(0),
	    index == list->picker.selected);
	strbuf_clear(&text);
}

/* What the post says of itself; of a broken file, what is wrong with it. */
static struct document *
make_summary(const struct archive *archive, const struct post *post)
{
	const struct diagnostic *problem = archive_problem(archive, post);
	struct document_head head = {.description = post->description};
	struct strbuf text = {0};
	struct document *document;

	if (problem) {
		diagnostic_append(problem, &text);
		head.place = strbuf_str(&text);
	}
	document = document_parse(&head, str_of(""));
	strbuf_clear(&text);
	return document;
}

static void
show_summary(struct list_view *list)
{
	const struct archive *archive = list->view.session->archive;
	const size_t selected = list->picker.selected;
	int width = list->columns - SUMMARY_INDENT - 1;
	struct layout_options options = {
	    .width = width < MEASURE ? width : MEASURE};

	if (list->document && list->shown_post == selected)
		return;
	forget_summary(list);
	list->document = make_summary(archive, &archive->posts[selected]);
	list->page = page_layout(list->document, &options);
	list->shown_post = selected;
}

/* The summary behind the entries, as far as there is room for it. */
static void
draw_summary(struct list_view *list, struct canvas *canvas)
{
	const struct highlight none = {0};
	const int rows = summary_rows(list);
	const int first = canvas->rows - rows;

	if (rows == 0)
		return;
	show_summary(list);
	for (int column = 1; column < canvas->columns - 1; column++)
		screen_put_cluster(canvas->screen, first, column, str_of("─"),
		    theme_look(STYLE_MARKER));
	for (int i = 0; i + 1 < rows && (size_t)i < list->page->row_count; i++) {
		if (i + 2 == rows && (size_t)i + 1 < list->page->row_count)
			screen_put(canvas->screen, first + 1 + i, SUMMARY_INDENT, 1,
			    str_of("…"), theme_look(STYLE_DESCRIPTION));
		else
			page_draw_row(canvas->screen, first + 1 + i, SUMMARY_INDENT,
			    list->page, (size_t)i, &none);
	}
}

static void
list_draw(struct view *view, struct canvas *canvas)
{
	struct list_view *list = (struct list_view *)view;
	const struct picker *picker = &list->picker;
	int row = head_rows(list);

	if (row)
		draw_head(list, canvas);
	if (picker->count == 0) {
		screen_put(canvas->screen, row, 1, canvas->columns - 1,
		    str_of(view->session->is_first ? "Reading the archive..."
						   : "No posts here."),
		    theme_look(0));
		return;
	}
	for (size_t i = 0; i < picker_capacity(picker); i++)
		if (picker->top + i < picker->count)
			draw_entry(list, canvas, row + (int)i, picker->top + i);
	draw_summary(list, canvas);
}

static struct outcome
list_move(struct view *view, enum movement movement, size_t count)
{
	picker_move(&((struct list_view *)view)->picker, movement, count);
	return (struct outcome){0};
}

/* PATH without as many of its first folders as it takes to fit WIDTH. */
static struct str
path_end(struct str path, size_t width)
{
	while (cluster_width(path) > width) {
		const char *slash = memchr(path.data, '/', path.length);

		if (!slash)
			break;
		path =
		    str_slice(path, (size_t)(slash - path.data) + 1, path.length);
	}
	return path;
}

static void
list_status(struct view *view, struct strbuf *left, struct strbuf *right)
{
	const struct list_view *list = (struct list_view *)view;
	const struct archive *archive = view->session->archive;

	if (view->session->is_loading)
		strbuf_printf(right, "%zu files read", view->session->files_read);
	if (view->session->is_loading && list->picker.count)
		strbuf_append_string(right, " · ");
	picker_append_place(&list->picker, right);
	if (list->picker.count) {
		struct str path =
		    str_of(archive->posts[list->picker.selected].path);
		int room = list->columns - (int)right->length - 6;
		struct str end = path_end(path, room > 0 ? (size_t)room : 0);

		if (end.length < path.length)
			strbuf_append_string(left, "…/");
		strbuf_append(left, end);
	}
}

/* The post that was read last is the one to go on from. */
static void
list_uncovered(struct view *view)
{
	picker_select(&((struct list_view *)view)->picker, view->session->post);
}

static bool
has_summaries(const struct archive *archive)
{
	for (size_t i = 0; i < archive->count; i++)
		if (archive->posts[i].description.length)
			return true;
	return archive->diagnostics.count > 0;
}

/* The selected post stays selected; one that is gone, its neighbour. */
static struct outcome
list_replaced(struct view *view, const struct archive *before)
{
	struct list_view *list = (struct list_view *)view;
	const struct archive *archive = view->session->archive;
	size_t selected = list->picker.selected;

	if (selected < before->count) {
		size_t found = session_find_post(
		    archive, before->posts[selected].path, selected);

		selected = found == SESSION_NO_POST ? selected : found;
	}
	forget_summary(list);
	list->has_summaries = has_summaries(archive);
	list->picker.count = archive->count;
	picker_select(&list->picker, selected);
	return (struct outcome){0};
}

static void
list_free(struct view *view)
{
	forget_summary((struct list_view *)view);
	free(view);
}

static struct outcome
open_post(struct view *view, struct argument argument)
{
	struct list_view *list = (struct list_view *)view;

	(void)argument;
	if (list->picker.count == 0)
		return outcome_message("There is no post to open");
	return outcome_open(reader_view_new(view->session, list->picker.selected));
}

static const struct command commands[] = {
    {"open", "Enter l Right", "read the selected post", open_post, 0},
    {"search", "/ s", "search all posts", view_search_all, 0},
    {"back", "q", "quit", view_close, 0},
};

const struct command_table list_commands = {
    "In the list",
    commands,
    sizeof(commands) / sizeof(*commands),
};

static const struct hint hints[] = {
    {"open", "read"},
    {"search", "search"},
    {"line-down", "down"},
    {"help", "help"},
    {"back", "quit"},
    {NULL, NULL},
};

static const struct view_kind list_kind = {
    .commands = &list_commands,
    .hints = hints,
    .count_hint = "g go to the entry; j k go so many",
    .draw = list_draw,
    .move = list_move,
    .free = list_free,
    .status = list_status,
    .resize = list_resize,
    .uncovered = list_uncovered,
    .replaced = list_replaced,
};

struct view *
list_view_new(struct session *session)
{
	struct list_view *list = memory_alloc(sizeof(*list));

	list->view = (struct view){&list_kind, session};
	list->picker.entry_rows = 1;
	list->picker.count = session->archive->count;
	list->has_summaries = has_summaries(session->archive);
	return &list->view;
}
