/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A post's file as it is written. Its text is a document of one block of code,
 * so it is made safe, laid out and searched as a post is; the numbers of the
 * file's lines stand in the margin.
 */
#include <stdlib.h>
#include <string.h>
#include "cnai/document_builder.h"
#include "cnai/memory.h"
#include "cnai/page.h"
#include "cnai/page_draw.h"
#include "cnai/picker.h"
#include "cnai/query.h"
#include "cnai/views.h"

enum { MARGIN_FROM_COLUMNS = 24 };

struct text_view {
	struct view view;
	enum text_part part;
	char *title;
	struct document *document;
	struct page *page; /* NULL until the size is known */
	size_t *rows;      /* of the page, where each line of the file begins */
	size_t line_count;
	int margin; /* columns of the numbers; 0 for none */
	int columns;
	struct picker picker; /* the window over the page's rows */
	struct matches matches;
	size_t current;                /* match */
	struct matches matches_before; /* while a phrase is typed: the last ones */
	size_t current_before;
	uint32_t top_before; /* and where it began: a byte of the text */
};

static struct text_view *
text_of(struct view *view)
{
	return (struct text_view *)view;
}

/* Layout. */

static int
number_columns(size_t number)
{
	int columns = 0;

	for (; number; number /= 10)
		columns++;
	return columns;
}

/* Each line of the file begins on the row of its first byte. */
static void
find_lines(struct text_view *text)
{
	const struct str bytes = strbuf_str(&text->document->text);

	text->line_count = 0;
	for (size_t i = 0; i < bytes.length; i++) {
		if (i > 0 && bytes.data[i - 1] != '\n')
			continue;
		text->rows[text->line_count++] =
		    page_row_at(text->page, (uint32_t)i);
	}
}

static size_t
count_lines(struct str bytes)
{
	size_t count = 1;

	for (size_t i = 0; i < bytes.length; i++)
		count += bytes.data[i] == '\n';
	return count;
}

static void
lay_out(struct text_view *text, int columns)
{
	const size_t lines = count_lines(strbuf_str(&text->document->text));
	struct layout_options options = {.wrap_code = true};

	text->columns = columns;
	text->margin =
	    columns >= MARGIN_FROM_COLUMNS ? number_columns(lines) + 2 : 0;
	options.width = columns - text->margin;
	page_free(text->page);
	text->page = page_layout(text->document, &options);
	if (!text->rows)
		text->rows = memory_alloc(lines * sizeof(*text->rows));
	find_lines(text);
}

static void
text_resize(struct view *view, int rows, int columns)
{
	struct text_view *text = text_of(view);
	const bool is_first = !text->page;
	const uint32_t anchor =
	    is_first ? 0 : text->page->rows[text->picker.top].source;

	if (is_first || text->columns != columns)
		lay_out(text, columns);
	picker_fit(&text->picker, text->page->row_count, (size_t)rows);
	picker_scroll_to(&text->picker, page_row_at(text->page, anchor));
}

/* Drawing. */

/* The first line that begins on ROW or below it, counted from 0. */
static size_t
line_from_row(const struct text_view *text, size_t row)
{
	size_t low = 0, high = text->line_count;

	while (low < high) {
		const size_t middle = low + (high - low) / 2;

		if (text->rows[middle] < row)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void
draw_number(
    const struct text_view *text, struct canvas *canvas, int row, size_t line)
{
	struct strbuf number = {0};

	strbuf_printf(&number, "%*zu", text->margin - 1, line + 1);
	screen_put(canvas->screen, row, 0, text->margin, strbuf_str(&number),
	    screen_look(canvas->screen, STYLE_MARKER));
	strbuf_clear(&number);
}

static void
text_draw(struct view *view, struct canvas *canvas)
{
	const struct text_view *text = text_of(view);
	const struct highlight highlight = {
	    .matches = &text->matches,
	    .current = text->current,
	};
	size_t line = line_from_row(text, text->picker.top);

	for (int row = 0; row < canvas->rows; row++) {
		const size_t page_row = text->picker.top + (size_t)row;
		struct marks marks;

		if (page_row >= text->page->row_count)
			break;
		if (line < text->line_count && text->rows[line] == page_row) {
			if (text->margin)
				draw_number(text, canvas, row, line);
			line++;
		}
		marks = page_draw_row(canvas->screen, row, text->margin, text->page,
		    page_row, &highlight);
		if (marks.match >= 0) {
			canvas->cursor_row = row;
			canvas->cursor_column = marks.match;
		}
	}
}

static void
text_status(struct view *view, struct strbuf *left, struct strbuf *right)
{
	const struct text_view *text = text_of(view);
	const struct picker *picker = &text->picker;
	const size_t end = picker->top + picker->rows;
	const size_t line = line_from_row(text, picker->top);

	strbuf_append_string(
	    left, text->part == TEXT_SOURCE ? "Source of " : "Front matter of ");
	strbuf_append_string(left, text->title);
	if (text->matches.count)
		strbuf_printf(right, "match %zu/%zu · ", text->current + 1,
		    text->matches.count);
	strbuf_printf(right, "line %zu/%zu · %zu%%",
	    line < text->line_count ? line + 1 : text->line_count, text->line_count,
	    end >= picker->count ? (size_t)100 : end * 100 / picker->count);
}

/* Moving and searching. */

static struct outcome
text_move(struct view *view, enum movement movement, size_t count)
{
	struct text_view *text = text_of(view);

	if (count && (movement == MOVE_TOP || movement == MOVE_END))
		picker_scroll_to(&text->picker, count <= text->line_count
						    ? text->rows[count - 1]
						    : text->picker.count);
	else
		picker_scroll(&text->picker, movement, count);
	return (struct outcome){0};
}

static void
reveal_match(struct text_view *text)
{
	const size_t row = page_row_at(
	    text->page, (uint32_t)text->matches.items[text->current].start);
	const size_t third = text->picker.rows / 3;

	if (row < text->picker.top || row >= text->picker.top + text->picker.rows)
		picker_scroll_to(&text->picker, row > third ? row - third : 0);
}

static struct outcome
next_match(struct view *view, struct argument argument)
{
	struct text_view *text = text_of(view);
	const size_t count = text->matches.count;
	bool wraps;

	if (count == 0)
		return outcome_refusal("Nothing has been found: / searches");
	wraps = text->current == (argument.value > 0 ? count - 1 : 0);
	text->current =
	    (text->current + (argument.value > 0 ? 1 : count - 1)) % count;
	reveal_match(text);
	if (!wraps)
		return (struct outcome){0};
	return outcome_message(argument.value > 0 ? "Search wrapped to the top"
						  : "Search wrapped to the end");
}

static void
find(struct text_view *text, struct str pattern)
{
	struct error error = {0};
	struct query *query = query_phrase(pattern, &error);

	error_clear(&error);
	matches_clear(&text->matches);
	text->current = 0;
	if (query)
		query_find_in(query, text->document, &text->matches);
	query_free(query);
}

static void
go_back(struct text_view *text)
{
	picker_scroll_to(&text->picker, page_row_at(text->page, text->top_before));
}

/* To the first match from where it began on, or else the first of all. */
static struct outcome
search_changed(struct view *view, struct str pattern)
{
	struct text_view *text = text_of(view);
	const struct matches *matches = &text->matches;

	find(text, pattern);
	go_back(text);
	if (matches->count == 0)
		return (struct outcome){0};
	while (text->current < matches->count &&
	       matches->items[text->current].end <= text->top_before)
		text->current++;
	text->current %= matches->count;
	reveal_match(text);
	return (struct outcome){0};
}

static struct outcome
search_cancelled(struct view *view)
{
	struct text_view *text = text_of(view);

	matches_clear(&text->matches);
	text->matches = text->matches_before;
	text->current = text->current_before;
	text->matches_before = (struct matches){0};
	go_back(text);
	return (struct outcome){0};
}

/* An empty line means the last search again. */
static struct outcome
search_accepted(struct view *view, struct str pattern)
{
	struct text_view *text = text_of(view);

	if (pattern.length == 0) {
		search_cancelled(view);
		return next_match(view, (struct argument){.value = 1});
	}
	matches_clear(&text->matches_before);
	if (text->matches.count == 0)
		return outcome_refusal(
		    "Not in this file: %.*s", (int)pattern.length, pattern.data);
	return (struct outcome){0};
}

static const struct prompt_kind search_prompt = {
    .label = "/",
    .changed = search_changed,
    .cancelled = search_cancelled,
    .accepted = search_accepted,
    .history = STATE_SEARCHES,
};

static struct outcome
search(struct view *view, struct argument argument)
{
	struct text_view *text = text_of(view);

	(void)argument;
	text->matches_before = text->matches;
	text->current_before = text->current;
	text->top_before = text->page->rows[text->picker.top].source;
	text->matches = (struct matches){0};
	text->current = 0;
	return (struct outcome){.prompt = &search_prompt};
}

static void
text_free(struct view *view)
{
	struct text_view *text = text_of(view);

	page_free(text->page);
	document_free(text->document);
	matches_clear(&text->matches);
	matches_clear(&text->matches_before);
	free(text->rows);
	free(text->title);
	free(text);
}

static const struct command commands[] = {
    {"search-file", "/", "search this file", search, 0},
    {"next-match", "n", "next match", next_match, 1},
    {"previous-match", "N", "previous match", next_match, -1},
    {"back", "q h Left Backspace", "back to where you came from", view_close, 0},
};

const struct command_table text_commands = {
    .title = "In a post's file",
    .commands = commands,
    .count = sizeof(commands) / sizeof(*commands),
};

static const struct hint hints[] = {
    {"search-file", "search"},
    {"help", "help"},
    {"back", "back"},
    {NULL, NULL},
};

static const struct view_kind text_kind = {
    .commands = &text_commands,
    .hints = hints,
    .count_hint = "g go to the line",
    .draw = text_draw,
    .move = text_move,
    .free = text_free,
    .status = text_status,
    .resize = text_resize,
};

static struct document *
document_of_text(struct str text)
{
	struct document_builder builder;

	builder_init(&builder, text.length);
	builder_add_code(&builder, text, str_of(""));
	return builder_finish(&builder);
}

struct view *
text_view_new(struct session *session, size_t index, enum text_part part,
    struct outcome *problem)
{
	const struct post *post = &session->archive->posts[index];
	struct strbuf bytes = {0};
	struct error error = {0};
	struct text_view *text = NULL;
	struct str shown;

	if (!archive_read_post(session->archive, post, &bytes, &error)) {
		*problem = outcome_message("%s", error.message);
		error_clear(&error);
		return NULL;
	}
	shown = strbuf_str(&bytes);
	if (part == TEXT_FRONT_MATTER && post->body_offset < shown.length)
		shown = str_slice(shown, 0, post->body_offset);
	if (shown.length == 0) {
		*problem = outcome_refusal(part == TEXT_SOURCE
					       ? "The file is empty"
					       : "This post has no front matter");
	} else {
		text = memory_alloc(sizeof(*text));
		text->view = (struct view){&text_kind, session};
		text->part = part;
		text->title = memory_copy(post->path, strlen(post->path));
		text->document = document_of_text(shown);
		text->picker.entry_rows = 1;
	}
	strbuf_clear(&bytes);
	return text ? &text->view : NULL;
}

struct outcome
post_show_text(struct view *view, struct argument argument)
{
	const size_t post = view->kind->post(view);
	struct outcome outcome = {0};
	struct view *text;

	if (post == SESSION_NO_POST)
		return outcome_refusal("There is no post here");
	text = text_view_new(
	    view->session, post, (enum text_part)argument.value, &outcome);
	return text ? outcome_open(text) : outcome;
}
