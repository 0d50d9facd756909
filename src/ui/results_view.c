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
#include "cnai/post_commands.h"
#include "cnai/views.h"

enum {
	ENTRY_ROWS = 3, /* title, snippet, blank */
	COUNT_GAP = 2,
	COUNT_SHARE = 4, /* of the row, at most, for the count of matches */
	TEXT_SIZE = 32,
	SEARCH_TIME = 10, /* milliseconds that a key may have to wait */
};

struct results_view {
	struct view view;
	char *text;            /* what was typed */
	char *accepted;        /* the last text that was accepted, or NULL */
	struct query *query;   /* NULL while TEXT is no query */
	struct search *search; /* NULL with it */
	char *problem;         /* why TEXT is no query */
	size_t problem_place;  /* the byte of TEXT that is wrong */
	bool is_done;
	bool is_typed;   /* the prompt shows TEXT */
	bool has_chosen; /* an entry has been selected: it stays so */
	size_t wanted;   /* the post to select when it is found again */
	const struct hit *hits;
	struct picker picker;
	struct trail trail; /* for the readers above */
};

static struct results_view *
results_of(struct view *view)
{
	return (struct results_view *)view;
}

static void
stop(struct results_view *results)
{
	trail_clear(&results->trail);
	search_free(results->search);
	query_free(results->query);
	free(results->text);
	free(results->problem);
	results->search = NULL;
	results->query = NULL;
	results->text = results->problem = NULL;
	results->hits = NULL;
	results->is_done = true;
	results->has_chosen = false;
	results->wanted = SESSION_NO_POST;
	results->picker.selected = 0;
	picker_fit(&results->picker, 0, results->picker.rows);
}

static void
search_for(struct results_view *results, struct str text)
{
	struct error error = {0};

	stop(results);
	results->text = str_copy(text);
	results->query = query_parse_at(text, &results->problem_place, &error);
	results->problem = error.message;
	if (!results->query)
		return;
	results->search =
	    search_start(results->view.session->archive, results->query);
	results->is_done = false;
}

/* Selects the entry of POST; false if it is not there. */
static bool
select_post(struct results_view *results, size_t post)
{
	for (size_t i = 0; i < results->picker.count; i++) {
		if (results->hits[i].post == post) {
			picker_select(&results->picker, i);
			return true;
		}
	}
	return false;
}

/* Shows the hits there are now, in their order of now. */
static void
take_hits(struct results_view *results)
{
	size_t count, chosen = 0;

	if (results->has_chosen)
		chosen = results->hits[results->picker.selected].post;
	results->hits = search_hits(results->search, &count);
	picker_fit(&results->picker, count, results->picker.rows);
	if (results->has_chosen)
		select_post(results, chosen);
	else if (select_post(results, results->wanted))
		results->has_chosen = true;
	trail_set(&results->trail, results->query, results->hits, count);
}

static bool
results_is_busy(struct view *view)
{
	return !results_of(view)->is_done;
}

static void
results_work(struct view *view)
{
	struct results_view *results = results_of(view);

	results->is_done = search_wait(results->search, SEARCH_TIME);
	take_hits(results);
}

static void
results_resize(struct view *view, int rows, int columns)
{
	struct results_view *results = results_of(view);

	(void)columns;
	picker_fit(&results->picker, results->picker.count, (size_t)rows);
}

static struct look
snippet_look(const struct screen *screen, const struct hit *hit, size_t offset)
{
	for (size_t i = 0; i < hit->mark_count; i++)
		if (offset >= hit->marks[i].start && offset < hit->marks[i].end)
			return screen_look(screen, STYLE_MATCH);
	return screen_look(screen, STYLE_PLACE);
}

/* As much of the snippet as has room, with the matches standing out. */
static void
draw_snippet(
    struct canvas *canvas, int row, int column, int end, const struct hit *hit)
{
	const struct str snippet = str_of(hit->snippet);
	const int room = end - column - 2; /* for two ellipses */
	struct match part;

	if (room <= 0)
		return;
	part = search_fit_snippet(hit, (size_t)room);
	if (part.start)
		column += screen_put(canvas->screen, row, column, 1, str_of("…"),
		    screen_look(canvas->screen, STYLE_PLACE));
	for (size_t offset = part.start; offset < part.end;) {
		struct cluster cluster = cluster_next(snippet, offset);

		screen_put_cluster(canvas->screen, row, column, cluster.text,
		    snippet_look(canvas->screen, hit, offset));
		column += cluster.width;
		offset += cluster.source_length;
	}
	if (part.end < snippet.length)
		screen_put(canvas->screen, row, column, 1, str_of("…"),
		    screen_look(canvas->screen, STYLE_PLACE));
}

/* How many matches, at the right end of the row; returns the columns left. */
static int
draw_count(struct canvas *canvas, int columns, int row, const struct hit *hit,
    struct look look)
{
	char text[TEXT_SIZE];
	int width;

	snprintf(text, sizeof(text), "%zu match%s", hit->count,
	    hit->count == 1 ? "" : "es");
	width = (int)strlen(text);
	if (columns < COUNT_SHARE * width)
		return columns - 1;
	screen_put(
	    canvas->screen, row, columns - width - 1, width, str_of(text), look);
	return columns - width - 1 - COUNT_GAP;
}

static void
draw_entry(const struct results_view *results, struct canvas *canvas, int row,
    size_t index)
{
	const struct session *session = results->view.session;
	const struct hit *hit = &results->hits[index];
	const bool is_selected = index == results->picker.selected;
	const int columns = picker_columns(session, canvas->columns);
	struct look look = screen_look(canvas->screen, STYLE_STRONG);
	struct look quiet = screen_look(canvas->screen, STYLE_PLACE);
	struct strbuf text = {0};

	if (is_selected) {
		look = screen_look_over(canvas->screen, look, STYLE_SELECTION);
		quiet = screen_look(canvas->screen, STYLE_SELECTION);
		screen_fill(canvas->screen, row, 0, columns, look);
		canvas->cursor_row = row;
	}
	picker_append_number(session, hit->post, index + 1, &text);
	picker_append_bookmark(session, hit->post, &text);
	strbuf_append(&text, session->archive->posts[hit->post].title);
	screen_put(canvas->screen, row, 0,
	    draw_count(canvas, columns, row, hit, quiet), strbuf_str(&text), look);
	if (row + 1 < canvas->rows)
		draw_snippet(
		    canvas, row + 1, picker_number_width(session), columns, hit);
	strbuf_clear(&text);
}

static const char *const introduction[] = {
    "word word      posts that hold both, in any form of letters",
    "\"a phrase\"     posts that hold these words in a row",
    "-word          not those that hold it",
    "this OR that   posts that hold one of them",
    "title:word     in the title; also tag: author: type: section: link:",
    "after:2024-04  by date; before: too",
    "/wor[dk]/      a regular expression",
    "Word           with a capital: only so written",
};

enum { INTRODUCTION_ROWS = sizeof(introduction) / sizeof(*introduction) };

static void
draw_introduction(struct canvas *canvas)
{
	for (int i = 0; i < INTRODUCTION_ROWS && i < canvas->rows; i++)
		screen_put(canvas->screen, i, 1, canvas->columns - 1,
		    str_of(introduction[i]),
		    screen_look(canvas->screen, STYLE_PLACE));
}

static bool
is_empty(const struct results_view *results)
{
	return !results->text || !*results->text;
}

/* What there is to say where there are no results. */
static const char *
explain_nothing(const struct results_view *results)
{
	if (is_empty(results))
		return "Nothing to search for yet";
	if (results->problem)
		return results->problem;
	return results->is_done ? "No post holds that." : "Searching...";
}

/* The query with a caret under what is wrong in it, and why. */
static void
draw_problem(const struct results_view *results, struct canvas *canvas)
{
	const struct str text = str_of(results->text);
	const size_t place = results->problem_place < text.length
				 ? results->problem_place
				 : text.length;
	const int caret = 1 + (int)cluster_width(str_slice(text, 0, place));

	screen_put(canvas->screen, 0, 1, canvas->columns - 1, text,
	    screen_look(canvas->screen, 0));
	screen_put(canvas->screen, 1, caret, 1, str_of("^"),
	    screen_look(canvas->screen, STYLE_STRONG));
	screen_put(canvas->screen, 2, 1, canvas->columns - 1,
	    str_of(results->problem), screen_look(canvas->screen, 0));
}

static void
results_draw(struct view *view, struct canvas *canvas)
{
	const struct results_view *results = results_of(view);
	const struct picker *picker = &results->picker;

	if (is_empty(results))
		draw_introduction(canvas);
	else if (results->problem)
		draw_problem(results, canvas);
	else if (picker->count == 0)
		screen_put(canvas->screen, 0, 1, canvas->columns - 1,
		    str_of(explain_nothing(results)),
		    screen_look(canvas->screen, STYLE_PLACE));
	for (size_t i = 0; i < picker_capacity(picker); i++)
		if (picker->top + i < picker->count)
			draw_entry(results, canvas, (int)(i * ENTRY_ROWS),
			    picker->top + i);
}

static struct outcome
results_move(struct view *view, enum movement movement, size_t count)
{
	struct results_view *results = results_of(view);

	results->has_chosen = results->picker.count > 0;
	picker_move(&results->picker, movement, count);
	return (struct outcome){0};
}

static bool
results_point(struct view *view, int row, int column)
{
	struct results_view *results = results_of(view);

	(void)column;
	if (!picker_point(&results->picker, row))
		return false;
	results->has_chosen = true;
	return true;
}

static void
results_status(struct view *view, struct strbuf *left, struct strbuf *right)
{
	const struct results_view *results = results_of(view);

	/* The prompt says the rest while it is there. */
	if (results->is_typed || is_empty(results))
		strbuf_append_string(left, view->session->archive->title);
	else
		strbuf_printf(left, "Search: %s", results->text);
	if (!results->is_done)
		strbuf_printf(right, "%zu/%zu searched · ",
		    search_progress(results->search),
		    view->session->archive->count);
	if (results->picker.count)
		picker_append_place(&results->picker, right);
	else if (results->query)
		strbuf_append_string(right, "0 posts");
}

static void
results_covered(struct view *view)
{
	const struct results_view *results = results_of(view);

	if (results->picker.count)
		view->session->post = results->hits[results->picker.selected].post;
}

/* The post that was read last, if it is one of the results. */
static void
results_uncovered(struct view *view)
{
	struct results_view *results = results_of(view);

	select_post(results, view->session->post);
	results->has_chosen = results->picker.count > 0;
}

/* The archive has changed: search it again, and keep the choice. */
static struct outcome
results_replaced(struct view *view, const struct archive *before)
{
	struct results_view *results = results_of(view);
	const struct archive *archive = view->session->archive;
	size_t chosen = SESSION_NO_POST;
	char *text = results->text;

	if (results->has_chosen) {
		size_t old = results->hits[results->picker.selected].post;

		chosen = session_find_post(archive, before->posts[old].path, old);
	}
	results->text = NULL;
	if (text)
		search_for(results, str_of(text));
	free(text);
	results->wanted = chosen;
	return (struct outcome){0};
}

static void
results_free(struct view *view)
{
	stop(results_of(view));
	free(results_of(view)->accepted);
	free(view);
}

static struct outcome
open_result(struct view *view, struct argument argument)
{
	struct results_view *results = results_of(view);
	const struct hit *hit;

	(void)argument;
	if (results->picker.count == 0)
		return outcome_refusal("%s", explain_nothing(results));
	hit = &results->hits[results->picker.selected];
	results->has_chosen = true;
	return outcome_open(
	    reader_view_new_at_match(view->session, hit->post, &results->trail, 1));
}

/* What post_commands are about: the selected one. */
static size_t
results_post(struct view *view)
{
	const struct results_view *results = results_of(view);

	return results->picker.count ? results->hits[results->picker.selected].post
				     : SESSION_NO_POST;
}

static struct outcome
query_changed(struct view *view, struct str text)
{
	results_of(view)->is_typed = true;
	search_for(results_of(view), text);
	return (struct outcome){0};
}

static struct outcome
query_accepted(struct view *view, struct str text)
{
	struct results_view *results = results_of(view);
	struct outcome outcome = open_result(view, (struct argument){0});

	outcome.keeps_prompt = outcome.action == OUTCOME_STAY;
	results->is_typed = outcome.keeps_prompt;
	if (!outcome.keeps_prompt) {
		free(results->accepted);
		results->accepted = str_copy(text);
	}
	return outcome;
}

/* A search that was given whole: its results are there to be chosen from. */
static struct outcome
query_answered(struct view *view, struct str text)
{
	struct results_view *results = results_of(view);

	free(results->accepted);
	results->accepted = str_copy(text);
	return (struct outcome){0};
}

static size_t
results_entries(struct view *view)
{
	return results_of(view)->picker.count;
}

/* Back to the results there were, or to the view below if there were none. */
static struct outcome
query_cancelled(struct view *view)
{
	struct results_view *results = results_of(view);

	results->is_typed = false;
	if (!results->accepted)
		return (struct outcome){.action = OUTCOME_CLOSE};
	if (!str_equal(str_of(results->text), str_of(results->accepted)))
		search_for(results, str_of(results->accepted));
	return (struct outcome){0};
}

const struct prompt_kind results_prompt = {
    .label = "Search all posts: ",
    .changed = query_changed,
    .accepted = query_accepted,
    .answered = query_answered,
    .cancelled = query_cancelled,
    .history = STATE_SEARCHES,
    .arrows_move = true,
};

static struct outcome
edit_query(struct view *view, struct argument argument)
{
	const char *text = results_of(view)->text;

	(void)argument;
	results_of(view)->is_typed = true;
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
    .title = "In search results",
    .commands = commands,
    .count = sizeof(commands) / sizeof(*commands),
    .shared = &post_commands,
};

static const struct hint hints[] = {
    {"open", "read"},
    {"search", "search"},
    {"help", "help"},
    {"back", "back"},
    {NULL, NULL},
};

static const struct view_kind results_kind = {
    .commands = &results_commands,
    .hints = hints,
    .count_hint = "Enter read that post; g select it",
    .entries = results_entries,
    .draw = results_draw,
    .move = results_move,
    .point = results_point,
    .free = results_free,
    .status = results_status,
    .resize = results_resize,
    .covered = results_covered,
    .uncovered = results_uncovered,
    .replaced = results_replaced,
    .work = results_work,
    .is_busy = results_is_busy,
    .post = results_post,
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
