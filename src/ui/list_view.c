/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The list: which posts it shows, in what order, and what can be done with
 * the selected one. The order stays as it is while posts are read; it is made
 * anew by the keys that change it and when the archive is another.
 */
#include <stdlib.h>
#include "cnai/cluster.h"
#include "cnai/memory.h"
#include "cnai/post_commands.h"
#include "cnai/views.h"
#include "list.h"

/* The entry that stands for "sort" and the like in the remembered values. */
static const char filter_value[] = "list-filter", sort_value[] = "list-sort",
		  reverse_value[] = "list-reversed";

static const char *const filter_titles[POST_FILTERS] = {
    [POST_FILTER_ALL] = "All",
    [POST_FILTER_UNREAD] = "Unread",
    [POST_FILTER_BOOKMARKED] = "Bookmarked",
};

static void
list_resize(struct view *view, int rows, int columns)
{
	struct list_view *list = list_of(view);

	if (columns != list->columns)
		list_forget_preview(list);
	if (columns != list->columns || rows != list->rows)
		list->pane_wanted = 0;
	list->rows = rows;
	list->columns = columns;
	list_fit(list);
}

/* Makes the order anew; POST stays selected where it is still shown. */
static void
fill(struct list_view *list, size_t post)
{
	const struct session *session = list->view.session;

	post_list_fill(&list->shown, session->archive, session->state);
	list->picker.count = list->shown.count;
	if (post != SESSION_NO_POST)
		picker_select(&list->picker, post_list_find(&list->shown, post));
}

static struct outcome
list_move(struct view *view, enum movement movement, size_t count)
{
	picker_move(&list_of(view)->picker, movement, count);
	return (struct outcome){0};
}

static bool
list_point(struct view *view, int row, int column)
{
	struct list_view *list = list_of(view);

	return column < list_entry_columns(list) &&
	       picker_point(&list->picker, row - list_head_rows(list));
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

/* Appends where the selected post's file is, as far as ROOM columns go. */
static void
append_path(const struct list_view *list, int room, struct strbuf *text)
{
	const struct archive *archive = list->view.session->archive;
	const struct str path = str_of(archive->posts[list_selected(list)].path);
	const struct str end = path_end(path, room > 0 ? (size_t)room : 0);

	if (room < (int)cluster_width(end))
		return;
	strbuf_printf(text, " · %s", end.length < path.length ? "…/" : "");
	strbuf_append(text, end);
}

/* "All posts by weight · path.md", and "3 of 7" at the right. */
static void
list_status(struct view *view, struct strbuf *left, struct strbuf *right)
{
	enum { AROUND = 9 }; /* columns of dots, ellipsis and margins */
	const struct list_view *list = list_of(view);
	const struct post_list *shown = &list->shown;

	if (view->session->is_loading)
		strbuf_printf(right, "%zu files read", view->session->files_read);
	if (view->session->is_loading && list->picker.count)
		strbuf_append_string(right, " · ");
	picker_append_place(&list->picker, right);
	strbuf_printf(left, "%s posts %s%s", filter_titles[shown->filter],
	    post_sort_name(shown->sort), shown->is_reversed ? ", reversed" : "");
	if (list->picker.count)
		append_path(list,
		    list->columns - (int)cluster_width(strbuf_str(left)) -
			(int)cluster_width(strbuf_str(right)) - AROUND,
		    left);
}

static void
select_read(struct list_view *list)
{
	const size_t entry = post_list_find(&list->shown, list->view.session->post);

	if (entry < list->shown.count)
		picker_select(&list->picker, entry);
}

void
list_follow_reader(struct list_view *list)
{
	const struct session *session = list->view.session;

	if (session->top == &list->view || session->post == list->followed)
		return;
	list->followed = session->post;
	select_read(list);
}

static bool
list_is_beside(struct view *view, int column)
{
	const struct list_view *list = list_of(view);

	return list_is_split(list) && list->picker.count &&
	       column > list_entry_columns(list);
}

static void
list_scroll_beside(struct view *view, int rows)
{
	struct list_preview *preview = &list_of(view)->preview;
	const size_t height = (size_t)list_of(view)->rows;
	const size_t count = preview->page ? preview->page->row_count : 0;
	const size_t last = count > height ? count - height : 0;
	const size_t up = rows < 0 ? (size_t)-rows : 0;

	preview->top = preview->top > up ? preview->top - up : 0;
	preview->top += rows > 0 ? (size_t)rows : 0;
	if (preview->top > last)
		preview->top = last;
}

/* Where nothing is read in between, the selected post is the one to go on from. */
static void
list_covered(struct view *view)
{
	view->session->post = list_selected(list_of(view));
	list_of(view)->followed = SESSION_NO_POST;
}

/* The post that was read last is the one to go on from. */
static void
list_uncovered(struct view *view)
{
	select_read(list_of(view));
}

static bool
has_summaries(const struct archive *archive)
{
	for (size_t i = 0; i < archive->count; i++)
		if (archive->posts[i].description.length)
			return true;
	return archive->diagnostics.count > 0;
}

/* Whether a column of dates would be full rather than empty. */
static bool
has_dates(const struct archive *archive)
{
	size_t dated = 0;

	for (size_t i = 0; i < archive->count; i++)
		dated += archive->posts[i].date.is_set;
	return dated > archive->count / 2;
}

static void
begin_archive(struct list_view *list)
{
	const struct archive *archive = list->view.session->archive;

	list_forget_preview(list);
	list->pane_wanted = 0;
	list->has_summaries = has_summaries(archive);
	list->has_dates = has_dates(archive);
	free(list->figures);
	list->figures = memory_alloc(
	    (archive->count ? archive->count : 1) * sizeof(*list->figures));
	list->figure_count = archive->count;
}

/* Where POST of the archive BEFORE is now. */
static size_t
find_again(const struct session *session, const struct archive *before, size_t post)
{
	if (post >= before->count)
		return SESSION_NO_POST;
	return session_find_post(session->archive, before->posts[post].path, post);
}

/* The selected post stays selected; one that is gone, its neighbour. */
static struct outcome
list_replaced(struct view *view, const struct archive *before)
{
	struct list_view *list = list_of(view);
	const size_t entry = list->picker.selected;
	const size_t found = find_again(view->session, before, list_selected(list));

	begin_archive(list);
	fill(list, found);
	if (found == SESSION_NO_POST)
		picker_select(&list->picker, entry);
	return (struct outcome){0};
}

static void
list_free(struct view *view)
{
	struct list_view *list = list_of(view);

	list_forget_preview(list);
	post_list_clear(&list->shown);
	free(list->figures);
	free(list);
}

static struct outcome
open_post(struct view *view, struct argument argument)
{
	const size_t selected = list_selected(list_of(view));

	(void)argument;
	if (selected == SESSION_NO_POST)
		return outcome_refusal("There is no post to open");
	return outcome_open(reader_view_new(view->session, selected));
}

/* Which posts, and in what order. */

static void
remember(struct list_view *list)
{
	struct state *state = list->view.session->state;

	state_set_value(state, filter_value, post_filter_name(list->shown.filter));
	state_set_value(state, sort_value, post_sort_name(list->shown.sort));
	state_set_value(
	    state, reverse_value, list->shown.is_reversed ? "yes" : "no");
}

static void
recall(struct list_view *list)
{
	const struct state *state = list->view.session->state;
	const char *filter = state_value(state, filter_value);
	const char *sort = state_value(state, sort_value);
	const char *reverse = state_value(state, reverse_value);

	for (int i = 0; filter && i < POST_FILTERS; i++)
		if (strcmp(filter, post_filter_name((enum post_filter)i)) == 0)
			list->shown.filter = (enum post_filter)i;
	for (int i = 0; sort && i < POST_SORTS; i++)
		if (strcmp(sort, post_sort_name((enum post_sort)i)) == 0)
			list->shown.sort = (enum post_sort)i;
	list->shown.is_reversed = reverse && strcmp(reverse, "yes") == 0;
}

/* After a change of what is shown: keeps the selected post, or begins anew. */
static void
show_again(struct list_view *list)
{
	fill(list, list_selected(list));
	remember(list);
}

static struct outcome
next_filter(struct view *view, struct argument argument)
{
	struct list_view *list = list_of(view);
	struct post_list *shown = &list->shown;

	shown->filter = (enum post_filter)((shown->filter + 1) % POST_FILTERS);
	for (int i = 0; argument.words.length && i < POST_FILTERS; i++)
		if (str_equal(argument.words,
			str_of(post_filter_name((enum post_filter)i))))
			shown->filter = (enum post_filter)i;
	show_again(list);
	return outcome_message(
	    "Showing %s posts: %zu", post_filter_name(shown->filter), shown->count);
}

static struct outcome
say_order(const struct list_view *list)
{
	return outcome_message("Sorted %s%s", post_sort_name(list->shown.sort),
	    list->shown.is_reversed ? ", reversed" : "");
}

static struct outcome
next_sort(struct view *view, struct argument argument)
{
	struct list_view *list = list_of(view);
	struct post_list *shown = &list->shown;

	shown->sort = (enum post_sort)((shown->sort + 1) % POST_SORTS);
	/* Words are "date", names "by date". */
	for (int i = 0; argument.words.length && i < POST_SORTS; i++)
		if (str_ends_with(
			str_of(post_sort_name((enum post_sort)i)), argument.words))
			shown->sort = (enum post_sort)i;
	show_again(list);
	return say_order(list);
}

static struct outcome
reverse_sort(struct view *view, struct argument argument)
{
	struct list_view *list = list_of(view);

	(void)argument;
	list->shown.is_reversed = !list->shown.is_reversed;
	show_again(list);
	return say_order(list);
}

/* Marks. */

static struct outcome
mark_all_read(struct view *view, struct argument argument)
{
	struct state *state = view->session->state;
	const size_t unread = state_unread_count(state);

	(void)argument;
	if (!unread && state_undo_all_read(state))
		return outcome_message(
		    "Unread again: %zu", state_unread_count(state));
	if (!unread)
		return outcome_refusal("All posts are read already");
	state_set_all_read(state);
	return outcome_message(
	    "Marked as read: %zu; A again takes it back", unread);
}

static size_t
list_entries(struct view *view)
{
	return list_of(view)->picker.count;
}

/* What post_mark_commands are about: the selected one. */
static size_t
list_post(struct view *view)
{
	return list_selected(list_of(view));
}

static struct outcome
next_unread(struct view *view, struct argument argument)
{
	struct list_view *list = list_of(view);
	const struct post_list *shown = &list->shown;

	(void)argument;
	for (size_t i = 1; i <= shown->count; i++) {
		const size_t entry = (list->picker.selected + i) % shown->count;

		if (!state_is_read(view->session->state, shown->posts[entry])) {
			picker_select(&list->picker, entry);
			return (struct outcome){0};
		}
	}
	return outcome_refusal("Nothing unread");
}

static struct outcome
show_archive_links(struct view *view, struct argument argument)
{
	(void)argument;
	return outcome_open(archive_links_view_new(view->session));
}

static const struct command commands[] = {
    {"open", "Enter l Right", "read the selected post", open_post, 0},
    {"search", "/ s", "search all posts", view_search_all, 0},
    {"read-on", "Tab", "more of what the post says", list_read_on, 0},
    {"next-unread", "U", "select the next unread post", next_unread, 0},
    {"mark-all-read", "A", "mark all posts read; twice: take it back",
	mark_all_read, 0},
    {"filter", "F", "show all, unread or bookmarked posts", next_filter, 0},
    {"sort", "S", "sort by weight, date or title", next_sort, 0},
    {"reverse", "I", "turn the order round", reverse_sort, 0},
    {"links", "L", "the links of all posts, by host", show_archive_links, 0},
    {"back", "q", "quit", view_close, 0},
};

const struct command_table list_commands = {
    .title = "In the list",
    .commands = commands,
    .count = sizeof(commands) / sizeof(*commands),
    .shared = &post_commands,
};

static const struct hint hints[] = {
    {"open", "read"},
    {"search", "search"},
    {"next-unread", "next unread"},
    {"help", "help"},
    {"back", "quit"},
    {NULL, NULL},
};

static const struct view_kind list_kind = {
    .commands = &list_commands,
    .hints = hints,
    .count_hint = "g go to the entry, Enter read it; j k go so many",
    .entries = list_entries,
    .draw = list_draw,
    .move = list_move,
    .point = list_point,
    .is_beside = list_is_beside,
    .scroll_beside = list_scroll_beside,
    .free = list_free,
    .status = list_status,
    .resize = list_resize,
    .covered = list_covered,
    .uncovered = list_uncovered,
    .replaced = list_replaced,
    .is_busy = list_is_busy,
    .work = list_work,
    .post = list_post,
};

struct view *
list_view_new(struct session *session)
{
	struct list_view *list = memory_alloc(sizeof(*list));

	list->view = (struct view){&list_kind, session};
	list->picker.entry_rows = 1;
	list->preview.post = list->followed = SESSION_NO_POST;
	session->shown = &list->shown;
	recall(list);
	begin_archive(list);
	fill(list, SESSION_NO_POST);
	return &list->view;
}
