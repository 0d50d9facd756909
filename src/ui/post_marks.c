/* SPDX-License-Identifier: Apache-2.0 */
/* What a reader marks: a post as read, and its bookmark. */
#include "cnai/post_commands.h"

struct outcome
post_mark_read(struct view *view, struct argument argument)
{
	struct state *state = view->session->state;
	const size_t post = view->kind->post(view);

	(void)argument;
	if (post == SESSION_NO_POST)
		return outcome_refusal("There is no post to mark");
	state_set_read(state, post, !state_is_read(state, post));
	return outcome_message(
	    state_is_read(state, post) ? "Marked as read" : "Marked as unread");
}

struct outcome
post_bookmark(struct view *view, struct argument argument)
{
	struct state *state = view->session->state;
	const size_t post = view->kind->post(view);

	(void)argument;
	if (post == SESSION_NO_POST)
		return outcome_refusal("There is no post to mark");
	state_set_bookmarked(state, post, !state_is_bookmarked(state, post));
	return outcome_message(state_is_bookmarked(state, post)
				   ? "Bookmark set"
				   : "Bookmark taken away");
}
