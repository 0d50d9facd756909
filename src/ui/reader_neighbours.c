/* SPDX-License-Identifier: Apache-2.0 */
/* From a post to the next ones: of the list as it is shown, or of the archive. */
#include "reader.h"
#include "cnai/views.h"

/* The place of the post in the list, or in the archive if the list does not
 * show it; of a post that is gone, that of the next one. */
struct order {
	const size_t *posts; /* NULL: the archive's order */
	size_t count;
	size_t place;
	bool is_gone;
};

static struct order
order_of(const struct reader *reader)
{
	const struct session *session = reader->view.session;
	const struct post_list *shown = session->shown;
	const size_t place = post_list_find(shown, reader->post);
	const bool is_gone = reader->post >= session->archive->count;

	if (place < shown->count)
		return (struct order){shown->posts, shown->count, place, false};
	return (struct order){NULL, session->archive->count,
	    is_gone ? reader->gap : reader->post, is_gone};
}

/* More than there are lead to the first or the last. */
struct outcome
reader_next_post(struct view *view, struct argument argument)
{
	const struct order order = order_of(reader_of(view));
	const size_t steps = argument.count ? argument.count : 1;
	/* The next one has moved up to where the one that is gone was. */
	const size_t ahead = order.is_gone ? steps - 1 : steps;
	size_t next;

	if (argument.value > 0 &&
	    order.place + (order.is_gone ? 0 : 1) >= order.count)
		return outcome_refusal("This is the last post");
	if (argument.value < 0 && order.place == 0)
		return outcome_refusal("This is the first post");
	if (argument.value > 0)
		next = ahead < order.count - order.place ? order.place + ahead
							 : order.count - 1;
	else
		next = order.place > steps ? order.place - steps : 0;
	return (struct outcome){
	    .action = OUTCOME_REPLACE,
	    .view = reader_view_new(
		view->session, order.posts ? order.posts[next] : next),
	};
}

struct outcome
reader_next_unread(struct view *view, struct argument argument)
{
	const struct session *session = view->session;
	const struct post_list *shown = session->shown;
	const size_t place = post_list_find(shown, reader_of(view)->post);
	const size_t first = place < shown->count ? place + 1 : 0;

	(void)argument;
	for (size_t i = 0; i < shown->count; i++) {
		const size_t post = shown->posts[(first + i) % shown->count];

		if (!state_is_read(session->state, post))
			return (struct outcome){
			    .action = OUTCOME_REPLACE,
			    .view = reader_view_new(view->session, post),
			};
	}
	return outcome_refusal("Nothing unread");
}
