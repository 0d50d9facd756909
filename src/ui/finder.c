/* SPDX-License-Identifier: Apache-2.0 */
/*
 * All entries that hold the phrase are found at once, when it changes: then
 * they can be counted, and going on is a step in a sorted array.
 */
#include "cnai/finder.h"
#include <stdlib.h>
#include "cnai/cluster.h"
#include "cnai/memory.h"

static struct finder *
finder_of(struct view *view)
{
	return view->kind->finder(view);
}

static void
forget(struct finder *finder)
{
	query_free(finder->query);
	free(finder->phrase);
	free(finder->entries);
	finder->query = NULL;
	finder->phrase = NULL;
	finder->entries = NULL;
	finder->count = 0;
}

void
finder_clear(struct finder *finder)
{
	forget(finder);
	free(finder->phrase_before);
	finder->phrase_before = NULL;
}

static void
collect(struct view *view, struct finder *finder)
{
	struct strbuf text = {0};

	finder->entries =
	    memory_alloc((finder->picker->count + 1) * sizeof(*finder->entries));
	for (size_t i = 0; i < finder->picker->count; i++) {
		strbuf_truncate(&text, 0);
		finder->append_entry(view, i, &text);
		if (query_accepts(finder->query, strbuf_str(&text)))
			finder->entries[finder->count++] = i;
	}
	strbuf_clear(&text);
}

static void
look_for(struct view *view, struct str phrase)
{
	struct finder *finder = finder_of(view);
	struct error error = {0};

	forget(finder);
	finder->query = query_phrase(phrase, &error);
	error_clear(&error);
	if (!finder->query)
		return;
	finder->phrase = str_copy(phrase);
	collect(view, finder);
}

void
finder_look_again(struct view *view)
{
	struct finder *finder = finder_of(view);
	char *phrase = finder->phrase;

	finder->phrase = NULL;
	if (phrase)
		look_for(view, str_of(phrase));
	free(phrase);
}

/* Going to an entry. */

static bool
is_in_sight(const struct picker *picker, size_t entry)
{
	return entry >= picker->top &&
	       entry - picker->top < picker_capacity(picker);
}

/* The entry to go on from; it need not be one that was found. */
static size_t
present_entry(const struct finder *finder)
{
	if (!finder->scrolls)
		return finder->picker->selected;
	return is_in_sight(finder->picker, finder->place) ? finder->place
							  : finder->picker->top;
}

/* An entry that was out of sight comes a third from the window's top. */
static void
reveal(struct finder *finder, size_t entry)
{
	struct picker *picker = finder->picker;
	const size_t third = picker_capacity(picker) / 3;

	if (!is_in_sight(picker, entry))
		picker_scroll_to(picker, entry > third ? entry - third : 0);
	if (!finder->scrolls)
		picker_select(picker, entry);
	finder->place = entry;
}

/* The first of the entries found that is not above ENTRY; COUNT if none. */
static size_t
found_from(const struct finder *finder, size_t entry)
{
	size_t i = 0;

	while (i < finder->count && finder->entries[i] < entry)
		i++;
	return i;
}

static void
go_back(struct finder *finder)
{
	struct picker *picker = finder->picker;

	picker_scroll_to(picker, finder->top_before);
	picker_select(picker, finder->selected_before);
	finder->place = finder->selected_before;
}

static struct outcome
next_match(struct view *view, struct argument argument)
{
	struct finder *finder = finder_of(view);
	const int step = argument.value;
	size_t present, next;
	bool wraps;

	if (!finder->query)
		return outcome_refusal("Nothing has been searched for: / searches");
	if (!finder->count)
		return outcome_refusal("Not in this list: %s", finder->phrase);
	present = present_entry(finder);
	next = found_from(finder, step > 0 ? present + 1 : present);
	if (step < 0)
		next = next ? next - 1 : finder->count;
	wraps = next == finder->count;
	if (wraps)
		next = step > 0 ? 0 : finder->count - 1;
	reveal(finder, finder->entries[next]);
	if (!wraps)
		return (struct outcome){0};
	return outcome_message(
	    step > 0 ? "Search wrapped to the top" : "Search wrapped to the end");
}

/* The phrase. */

static struct outcome
phrase_changed(struct view *view, struct str text)
{
	struct finder *finder = finder_of(view);
	size_t first;

	look_for(view, text);
	go_back(finder);
	if (!finder->count)
		return (struct outcome){0};
	first = found_from(finder, finder->selected_before);
	reveal(finder, finder->entries[first < finder->count ? first : 0]);
	return (struct outcome){0};
}

static struct outcome
phrase_cancelled(struct view *view)
{
	struct finder *finder = finder_of(view);
	char *phrase = finder->phrase_before;

	finder->phrase_before = NULL;
	look_for(view, str_of(phrase));
	free(phrase);
	go_back(finder);
	return (struct outcome){0};
}

/* An empty line means the last search again, as in vi and less. */
static struct outcome
phrase_accepted(struct view *view, struct str text)
{
	struct finder *finder = finder_of(view);

	if (text.length == 0) {
		phrase_cancelled(view);
		return next_match(view, (struct argument){.value = 1});
	}
	if (finder->count == 0)
		return outcome_refusal(
		    "Not in this list: %.*s", (int)text.length, text.data);
	return (struct outcome){0};
}

static const struct prompt_kind phrase_prompt = {
    .label = "/",
    .changed = phrase_changed,
    .accepted = phrase_accepted,
    .cancelled = phrase_cancelled,
    .history = STATE_SEARCHES,
};

static struct outcome
search(struct view *view, struct argument argument)
{
	struct finder *finder = finder_of(view);

	(void)argument;
	free(finder->phrase_before);
	finder->phrase_before = finder->phrase;
	finder->phrase = NULL;
	forget(finder);
	finder->selected_before = finder->picker->selected;
	finder->top_before = finder->picker->top;
	return (struct outcome){.prompt = &phrase_prompt};
}

static const struct command commands[] = {
    {"search-list", "/", "search what is listed here", search, 0},
    {"next-match", "n", "the next entry that was found", next_match, 1},
    {"previous-match", "N", "the previous one", next_match, -1},
};

const struct command_table finder_commands = {
    .title = "Searching lists: links, contents, messages, help",
    .commands = commands,
    .count = sizeof(commands) / sizeof(*commands),
};

/* Showing. */

void
finder_append_count(const struct finder *finder, struct strbuf *text)
{
	const size_t present = present_entry(finder);
	const size_t found = found_from(finder, present);

	if (!finder->count)
		return;
	if (found < finder->count && finder->entries[found] == present)
		strbuf_printf(text, "match %zu/%zu · ", found + 1, finder->count);
	else
		strbuf_printf(text, "%zu match%s · ", finder->count,
		    finder->count == 1 ? "" : "es");
}

/* Where no entry is selected the one that was gone to stands out more. */
static struct look
match_look(const struct finder *finder, const struct screen *screen,
    struct look look, size_t entry)
{
	const bool is_current = finder->scrolls && entry == present_entry(finder);

	look.is_dim = false;
	return screen_look_over(
	    screen, look, STYLE_MATCH | (is_current ? STYLE_CURRENT : 0));
}

void
finder_mark(const struct finder *finder, struct screen *screen, int row, int column,
    int width, struct str text, struct look look, size_t entry)
{
	const bool is_cut = (int)cluster_width(text) > width;
	const int end = column + width - (is_cut ? 1 : 0);
	struct matches matches = {0};

	if (!finder->query)
		return;
	query_find(finder->query, text, &matches);
	for (size_t i = 0; i < matches.count; i++) {
		const struct match *match = &matches.items[i];
		const int from =
		    column + (int)cluster_width(str_slice(text, 0, match->start));

		if (from < end)
			screen_put(screen, row, from, end - from,
			    str_slice(text, match->start, match->end),
			    match_look(finder, screen, look, entry));
	}
	matches_clear(&matches);
}

void
finder_draw_entry(const struct finder *finder, struct canvas *canvas, int row,
    struct str text, struct look look, size_t entry)
{
	const bool is_selected =
	    !finder->scrolls && entry == finder->picker->selected;

	picker_draw_entry(canvas, row, text, look, is_selected);
	if (is_selected)
		look = screen_look_over(canvas->screen, look, STYLE_SELECTION);
	finder_mark(
	    finder, canvas->screen, row, 0, canvas->columns, text, look, entry);
}
