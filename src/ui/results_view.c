/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Search in all posts, while it is typed: every change of the query begins
 * the search anew, and the search goes on in small steps between the keys.
 */
#include <stdlib.h>
#include "cnai/cluster.h"
#include "cnai/document.h"
#include "cnai/memory.h"
#include "cnai/picker.h"
#include "cnai/views.h"

enum {
	ENTRY_ROWS = 3, /* title, snippet, blank */
	INDENT = 6,
	POSTS_A_STEP = 16,
};

struct results_view {
	struct view view;
	char *text;            /* what was typed */
	struct query *query;   /* NULL while TEXT is no query */
	struct search *search; /* NULL with it */
	char *problem;         /* why TEXT is no query */
	bool is_done;
	const struct hit *hits;
	struct picker picker;
};

static struct results_view *
results_of(struct view *view)
{
	return (struct results_view *)view;
}

static void
stop(struct results_view *results)
{
	search_free(results->search);
	query_free(results->query);
	free(results->text);
	free(results->problem);
	results->search = NULL;
	results->query = NULL;
	results->text = results->problem = NULL;
	results->hits = NULL;
	results->is_done = true;
	results->picker.selected = 0;
	picker_fit(&results->picker, 0, results->picker.rows);
}

static void
search_for(struct results_view *results, struct str text)
{
	struct error error = {0};

	stop(results);
	results->text = str_copy(text);
	results->query = query_parse(text, &error);
	results->problem = error.message;
	if (!results->query)
		return;
	results->search =
	    search_start(results->view.session->archive, results->query);
	results->is_done = false;
}

static bool
step(struct results_view *results, size_t posts)
{
	size_t count;

	if (results->is_done)
		return false;
	results->is_done = search_step(results->search, posts);
	results->hits = search_hits(results->search, &count);
	picker_fit(&results->picker, count, results->picker.rows);
	return !results->is_done;
}

static bool
results_work(struct view *view)
{
	return step(results_of(view), POSTS_A_STEP);
}

static void
results_resize(struct view *view, int rows, int columns)
{
	struct results_view *results = results_of(view);

	(void)columns;
	picker_fit(&results->picker, results->picker.count, (size_t)rows);
}

/* Where a snippet has to begin so that its match is seen, in bytes. */
static size_t
snippet_start(struct str snippet, struct match match, size_t width)
{
	size_t lead = width / 3, start = 0;

	if (cluster_width(str_slice(snippet, 0, match.end)) <= width)
		return 0;
	while (start < match.start &&
	       cluster_width(str_slice(snippet, start, match.start)) > lead)
		start += cluster_next(snippet, start).source_length;
	while (start < match.start && snippet.data[start] != ' ')
		start += cluster_next(snippet, start).source_length;
	return start < match.start ? start + 1 : start;
}

/* Where the words that fit into WIDTH columns from START on end. */
static size_t
snippet_end(struct str snippet, size_t start, size_t width)
{
	size_t end = start, columns = 0, word_end = start;

	while (end < snippet.length) {
		struct cluster cluster = cluster_next(snippet, end);

		if (columns + (size_t)cluster.width > width)
			return word_end > start ? word_end : end;
		if (snippet.data[end] == ' ')
			word_end = end;
		columns += (size_t)cluster.width;
		end += cluster.source_length;
	}
	return end;
}

static struct look
snippet_look(const struct hit *hit, size_t offset)
{
	const struct match match = hit->snippet_match;

	if (offset < match.start || offset >= match.end)
		return theme_look(STYLE_PLACE);
	return (struct look){
	    .is_bold = true,
	    .is_underlined = true,
	    .color = COLOR_ANSI_YELLOW,
	};
}

/* As much of the snippet as has room, with its match standing out. */
static void
draw_snippet(struct canvas *canvas, int row, const struct hit *hit)
{
	const struct str snippet = str_of(hit->snippet);
	const int room = canvas->columns - INDENT - 2; /* for two ellipses */
	int column = INDENT;
	size_t offset, end;

	if (room <= 0)
		return;
	offset = snippet_start(snippet, hit->snippet_match, (size_t)room);
	end = snippet_end(snippet, offset, (size_t)room);
	if (offset)
		column += screen_put(canvas->screen, row, column, 1, str_of("…"),
		    theme_look(STYLE_PLACE));
	while (offset < end) {
		struct cluster cluster = cluster_next(snippet, offset);

		screen_put_cluster(canvas->screen, row, column, cluster.text,
		    snippet_look(hit, offset));
		column += cluster.width;
		offset += cluster.source_length;
	}
	if (end < snippet.length)
		screen_put(canvas->screen, row, column, 1, str_of("…"),
		    theme_look(STYLE_PLACE));
}

static void
draw_entry(const struct results_view *results, struct canvas *canvas, int row,
    size_t index)
{
	const struct hit *hit = &results->hits[index];
	const struct post *post = &results->view.session->archive->posts[hit->post];
	const bool is_selected = index == results->picker.selected;
	const struct look look = {
	    .color = COLOR_DEFAULT,
	    .is_reversed = is_selected,
	    .is_bold = !is_selected,
	};
	struct strbuf text = {0};

	strbuf_printf(&text, "%4zu  ", post->number);
	strbuf_append(&text, post->title);
	strbuf_printf(&text, "  (%zu)", hit->count);
	if (is_selected) {
		screen_fill(canvas->screen, row, 0, canvas->columns, look);
		canvas->cursor_row = row;
	}
	screen_put(
	    canvas->screen, row, 0, canvas->columns, strbuf_str(&text), look);
	if (row + 1 < canvas->rows)
		draw_snippet(canvas, row + 1, hit);
	strbuf_clear(&text);
}

/* What there is to say where there are no results. */
static const char *
explain_nothing(const struct results_view *results)
{
	if (!results->text || !*results->text)
		return "Type words to find: all must occur. \"A phrase\" stands in "
		       "quotes, -word leaves out.";
	if (results->problem)
		return results->problem;
	return results->is_done ? "No post holds that." : "Searching...";
}

static void
results_draw(struct view *view, struct canvas *canvas)
{
	const struct results_view *results = results_of(view);
	const struct picker *picker = &results->picker;

	if (picker->count == 0)
		screen_put(canvas->screen, 0, 1, canvas->columns - 1,
		    str_of(explain_nothing(results)), theme_look(STYLE_PLACE));
	for (size_t i = 0; i < picker_capacity(picker); i++)
		if (picker->top + i < picker->count)
			draw_entry(results, canvas, (int)(i * ENTRY_ROWS),
			    picker->top + i);
}

static struct outcome
results_move(struct view *view, enum movement movement, size_t count)
{
	picker_move(&results_of(view)->picker, movement, count);
	return (struct outcome){0};
}

static void
results_status(struct view *view, struct strbuf *left, struct strbuf *right)
{
	const struct results_view *results = results_of(view);

	if (results->text && *results->text)
		strbuf_printf(left, "Posts with %s", results->text);
	else
		strbuf_append_string(left, "Search all posts");
	if (!results->is_done)
		strbuf_printf(right, "%zu/%zu posts searched · ",
		    search_progress(results->search),
		    view->session->archive->count);
	picker_append_place(&results->picker, right);
}

static void
results_free(struct view *view)
{
	stop(results_of(view));
	free(view);
}

static struct outcome
open_result(struct view *view, struct argument argument)
{
	struct results_view *results = results_of(view);
	struct error error = {0};
	struct query *query;
	size_t count;

	(void)argument;
	while (step(results, POSTS_A_STEP))
		;
	if (results->picker.count == 0)
		return outcome_message("%s", explain_nothing(results));
	query = query_parse(str_of(results->text), &error);
	error_clear(&error);
	results->hits = search_hits(results->search, &count);
	trail_set(&view->session->trail, query, results->hits, count);
	return outcome_open(reader_view_new_at_match(
	    view->session, results->hits[results->picker.selected].post, 1));
}

static struct outcome
query_changed(struct view *view, struct str text)
{
	search_for(results_of(view), text);
	return (struct outcome){0};
}

static struct outcome
query_accepted(struct view *view, struct str text)
{
	struct outcome outcome = open_result(view, (struct argument){0});

	(void)text;
	outcome.keeps_prompt = outcome.action == OUTCOME_STAY;
	return outcome;
}

static struct outcome
query_cancelled(struct view *view)
{
	(void)view;
	return (struct outcome){.action = OUTCOME_CLOSE};
}

const struct prompt_kind results_prompt = {
    .label = "Search all posts: ",
    .changed = query_changed,
    .accepted = query_accepted,
    .cancelled = query_cancelled,
};

static struct outcome
edit_query(struct view *view, struct argument argument)
{
	const char *text = results_of(view)->text;

	(void)argument;
	return (struct outcome){
	    .prompt = &results_prompt,
	    .prompt_text = text ? str_copy(str_of(text)) : NULL,
	};
}

static const struct command commands[] = {
    {"open", "Enter l Right", "read the selected post, at the match", open_result,
	0},
    {"search", "/ s", "change what is searched for", edit_query, 0},
    {"back", "q h Left Backspace", "back to where you came from", view_close, 0},
};

const struct command_table results_commands = {
    "In search results",
    commands,
    sizeof(commands) / sizeof(*commands),
};

static const struct hint hints[] = {
    {"open", "read"},
    {"search", "change the search"},
    {"help", "help"},
    {"back", "back"},
    {NULL, NULL},
};

static const struct view_kind results_kind = {
    .name = "results",
    .commands = &results_commands,
    .hints = hints,
    .draw = results_draw,
    .move = results_move,
    .free = results_free,
    .status = results_status,
    .resize = results_resize,
    .work = results_work,
};

struct view *
results_view_new(struct session *session)
{
	struct results_view *results = memory_alloc(sizeof(*results));

	results->view = (struct view){&results_kind, session};
	results->picker.entry_rows = ENTRY_ROWS;
	results->is_done = true;
	return &results->view;
}
