/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Searching in the reader. What was found before stays until a new search is
 * accepted: Esc while typing brings it back, with the place.
 */
#include "reader.h"
#include "cnai/views.h"

static void
findings_clear(struct findings *found)
{
	matches_clear(&found->matches);
	*found = (struct findings){.current = READER_NO_MATCH};
}

void
reader_clear_findings(struct reader *reader)
{
	findings_clear(&reader->found);
	findings_clear(&reader->found_before);
}

void
reader_find(struct reader *reader, const struct query *query)
{
	findings_clear(&reader->found);
	if (!query)
		return;
	reader->found.is_searched = true;
	query_find_in(query, reader->document, &reader->found.matches);
}

void
reader_reveal_match(struct reader *reader)
{
	const struct findings *found = &reader->found;

	if (found->current != READER_NO_MATCH)
		reader_reveal(
		    reader, (uint32_t)found->matches.items[found->current].start);
}

size_t
reader_match_from(const struct reader *reader, size_t offset)
{
	const struct matches *matches = &reader->found.matches;

	for (size_t i = 0; i < matches->count; i++)
		if (matches->items[i].end > offset)
			return i;
	return matches->count ? 0 : READER_NO_MATCH;
}

/* To where the search began, with nothing opened by it. */
static void
go_back(struct reader *reader)
{
	reader_restore_folds(reader);
	reader_return_to(reader, reader->before);
}

static struct outcome
search_changed(struct view *view, struct str text)
{
	struct reader *reader = reader_of(view);
	struct error error = {0};
	struct query *query = query_phrase(text, &error);

	reader_find(reader, query);
	query_free(query);
	error_clear(&error);
	go_back(reader);
	reader->found.current = reader_match_from(
	    reader, reader->top ? reader->page->rows[reader->top].source : 0);
	reader_reveal_match(reader);
	return (struct outcome){0};
}

static void
restore_findings(struct reader *reader)
{
	findings_clear(&reader->found);
	reader->found = reader->found_before;
	reader->found_before = (struct findings){0};
}

static struct outcome
search_cancelled(struct view *view)
{
	struct reader *reader = reader_of(view);

	restore_findings(reader);
	go_back(reader);
	return (struct outcome){0};
}

/* An empty line means the last search again, as in vi and less. */
static struct outcome
search_accepted(struct view *view, struct str text)
{
	struct reader *reader = reader_of(view);

	if (text.length == 0) {
		search_cancelled(view);
		return reader_next_match(view, (struct argument){.value = 1});
	}
	session_set_phrase(view->session, text);
	findings_clear(&reader->found_before);
	if (reader->found.matches.count == 0)
		return outcome_refusal(
		    "Not in this post: %.*s", (int)text.length, text.data);
	reader->left = reader->before;
	return (struct outcome){0};
}

static const struct prompt_kind search_prompt = {
    .label = "/",
    .changed = search_changed,
    .accepted = search_accepted,
    .cancelled = search_cancelled,
    .history = STATE_SEARCHES,
};

struct outcome
reader_search(struct view *view, struct argument argument)
{
	struct reader *reader = reader_of(view);

	(void)argument;
	reader->before = reader_place_of_row(reader, reader->shown_top);
	reader_note_folds(reader);
	reader->found_before = reader->found;
	reader->found = (struct findings){.current = READER_NO_MATCH};
	return (struct outcome){.prompt = &search_prompt};
}

/* On into the next or previous post of the archive search, if there is one. */
static bool
follow_trail(const struct reader *reader, int step, struct outcome *outcome)
{
	struct session *session = reader->view.session;
	struct str title;
	size_t next;

	if (!reader->found.follows_trail ||
	    !trail_next(reader->trail, reader->post, step, &next))
		return false;
	title = session->archive->posts[next].title;
	*outcome = outcome_message("On to %.*s", (int)title.length, title.data);
	outcome->action = OUTCOME_REPLACE;
	outcome->view =
	    reader_view_new_at_match(session, next, reader->trail, step);
	return true;
}

/* The first match that does not stand above ROW, or the number of them. */
static size_t
match_from_row(const struct reader *reader, size_t row)
{
	const struct matches *matches = &reader->found.matches;
	size_t i = 0;

	while (i < matches->count &&
	       page_row_at(reader->page, (uint32_t)matches->items[i].start) < row)
		i++;
	return i;
}

/* How many matches there are from where reading is to the end, or, backward, to
 * the top: behind the current one if that can be seen, else in the window. */
static size_t
matches_ahead(const struct reader *reader, int step)
{
	const struct findings *found = &reader->found;
	const size_t top = match_from_row(reader, reader->shown_top);
	const size_t end =
	    match_from_row(reader, reader->shown_top + (size_t)reader->rows);
	const bool is_seen = found->current != READER_NO_MATCH &&
			     found->current >= top && found->current < end;

	if (step > 0)
		return found->matches.count - (is_seen ? found->current + 1 : top);
	return is_seen ? found->current : end;
}

/* What was searched for in another post is looked for here too. */
static void
find_phrase(struct reader *reader)
{
	const char *phrase = reader->view.session->phrase;
	struct error error = {0};
	struct query *query = phrase ? query_phrase(str_of(phrase), &error) : NULL;

	if (query)
		reader_find(reader, query);
	query_free(query);
	error_clear(&error);
}

static struct outcome
no_match(const struct reader *reader)
{
	const char *phrase = reader->view.session->phrase;

	if (!reader->found.is_searched)
		return outcome_refusal("Nothing has been searched for: / searches");
	return phrase && !reader->found.follows_trail
		   ? outcome_refusal("Not in this post: %s", phrase)
		   : outcome_refusal("Not in this post");
}

struct outcome
reader_next_match(struct view *view, struct argument argument)
{
	struct reader *reader = reader_of(view);
	struct findings *found = &reader->found;
	const size_t steps = argument.count ? argument.count : 1;
	const int step = argument.value;
	struct outcome outcome = {0};
	size_t count, ahead;

	if (!found->is_searched)
		find_phrase(reader);
	count = found->matches.count;
	if (count == 0)
		return no_match(reader);
	ahead = matches_ahead(reader, step);
	if (steps > ahead && follow_trail(reader, step, &outcome))
		return outcome;
	/* The one that is so many steps before the end, or behind the top. */
	found->current = step > 0 ? (count - ahead + (steps - 1) % count) % count
				  : (ahead + count - steps % count) % count;
	reader_leave_place(reader);
	reader_reveal_match(reader);
	if (steps > ahead)
		outcome = outcome_message(step > 0 ? "Search wrapped to the top"
						   : "Search wrapped to the end");
	return outcome;
}

struct outcome
reader_forget(struct view *view, struct argument argument)
{
	struct reader *reader = reader_of(view);

	(void)argument;
	findings_clear(&reader->found);
	reader_focus(reader, 0, 0);
	return (struct outcome){0};
}
