/* SPDX-License-Identifier: Apache-2.0 */
/* Back and forward through what has been read. */
#include <string.h>
#include "cnai/post_commands.h"
#include "cnai/views.h"

/* The post of VISIT; SESSION_NO_POST if its file is gone. */
static size_t
post_of(const struct session *session, const struct visit *visit)
{
	return session_find_post(session->archive, visit->path, session->post);
}

/*
 * The visit to go to: the next one in the direction of STEP that is somewhere
 * else than HERE and whose post is still there. NULL, and nothing changed, if
 * there is none.
 */
static const struct visit *
find_visit(struct session *session, const struct visit *here, int step)
{
	struct visits *visits = session->visits;
	const size_t before = visits->current;
	const struct visit *visit;

	while ((visit = visits_step(visits, step))) {
		const bool is_here = visit->place == here->place &&
				     strcmp(visit->path, here->path) == 0;

		if (!is_here && post_of(session, visit) != SESSION_NO_POST)
			return visit;
	}
	visits->current = before;
	return NULL;
}

/* From the list, back leads to what was read last: that is not here. */
struct outcome
post_visit(struct view *view, struct argument argument)
{
	struct session *session = view->session;
	const bool is_reader = view->kind->commands == &reader_commands;
	const struct visit *visit;
	size_t post = SESSION_NO_POST;

	if (view->kind->remember) /* where it is now */
		view->kind->remember(view);
	visit = visits_last(session->visits);
	if (visit && (is_reader || argument.value > 0))
		visit = find_visit(session, visit, argument.value);
	if (visit)
		post = post_of(session, visit);
	if (post == SESSION_NO_POST)
		return outcome_refusal(argument.value > 0
					   ? "Nothing was read after this"
					   : "Nothing was read before this");
	if (is_reader && post == view->kind->post(view)) {
		reader_view_show(view, visit->place);
		return (struct outcome){0};
	}
	return (struct outcome){
	    .action = is_reader ? OUTCOME_REPLACE : OUTCOME_OPEN,
	    .view = reader_view_new_at_place(session, post, visit->place),
	};
}
