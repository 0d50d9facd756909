/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The archive changes under the reader: the post is found again, and read again
 * once it is seen; of one whose file is gone stays what was read.
 */
#include <stdlib.h>
#include "cnai/post_document.h"
#include "reader.h"

/* What was found, focused or left in a text that is another now. */
static void
forget_places(struct reader *reader)
{
	reader_clear_findings(reader);
	reader_focus(reader, 0, 0);
	reader->pinned = reader->left.pinned = PAGE_NO_SOURCE;
}

/*
 * Reads the post again, for also its number and where its links lead may be
 * others; the place is kept. Whether its text has changed is said.
 */
static struct outcome
refresh(struct reader *reader)
{
	const struct archive *archive = reader->view.session->archive;
	struct document *before = reader->document;
	bool has_changed;

	if (!reader->is_stale)
		return (struct outcome){0};
	reader->is_stale = false;
	reader->document =
	    post_document(archive, &archive->posts[reader->post], POST_WHOLE);
	has_changed = !str_equal(
	    strbuf_str(&before->text), strbuf_str(&reader->document->text));
	if (has_changed || before->link_count != reader->document->link_count)
		forget_places(reader);
	document_free(before);
	reader_find_folds(reader);
	if (reader->columns)
		reader_lay_out(reader);
	return has_changed ? outcome_message("This post has changed")
			   : (struct outcome){0};
}

/* How many of the posts before POST in the archive BEFORE are still there. */
static size_t
count_left(const struct archive *archive, const struct archive *before, size_t post)
{
	size_t left = 0;

	for (size_t i = 0; i < post && i < before->count; i++)
		left += session_find_post(archive, before->posts[i].path, i) !=
			SESSION_NO_POST;
	return left;
}

/* A view that lies on top may use the document: then it is left alone yet. */
struct outcome
reader_replaced(struct view *view, const struct archive *before)
{
	struct reader *reader = reader_of(view);
	const struct session *session = view->session;
	size_t found = SESSION_NO_POST;

	if (reader->post < before->count)
		found = session_find_post(session->archive,
		    before->posts[reader->post].path, reader->post);
	if (found == SESSION_NO_POST) {
		reader->gap = count_left(session->archive, before,
		    reader->post < before->count ? reader->post : reader->gap);
		reader->post = SESSION_NO_POST;
		reader->is_stale = false; /* what it had is all there is */
		return outcome_message("The file of this post is gone");
	}
	reader->post = found;
	reader->is_stale = true;
	return session->top == view ? refresh(reader) : (struct outcome){0};
}

void
reader_uncovered(struct view *view)
{
	const struct archive *archive = view->session->archive;
	struct reader *reader = reader_of(view);
	struct outcome outcome = refresh(reader);

	free(outcome.message);
	if (reader->post < archive->count)
		reader_begin_visit(view->session, archive->posts[reader->post].path,
		    reader->anchor);
}
