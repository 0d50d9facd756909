/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The archive under the views. It is loaded by a loader's threads, the first
 * time and whenever files have changed, and replaced between two turns: then
 * each view finds its posts in the new one.
 */
#include <stdlib.h>
#include <time.h>
#include <unistd.h>
#include "application_parts.h"
#include "cnai/memory.h"
#include "cnai/views.h"

/* Milliseconds without a change before the archive is loaded anew, so that a
 * pull of many files is one; and between two looks at a loader. */
enum { QUIET_TIME = 300, LOADER_TIME = 50 };

static int64_t
now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

void
application_files_changed(struct application *application)
{
	application->quiet_until = now() + QUIET_TIME;
}

/*
 * The archive could not be read. That is said once; until it is there again
 * it is looked for now and then, for nothing tells of a folder that is gone.
 */
static void
lose_archive(struct application *application, struct error *error)
{
	struct strbuf text = {0};

	if (!application->is_lost || application->is_asked_for) {
		strbuf_printf(&text,
		    "Cannot read the archive: %s: %s\nIt is read again when it "
		    "is there",
		    application->options->archive_path, error->message);
		application_set_message(application, strbuf_take(&text));
	}
	error_clear(error);
	application->is_lost = application->is_dirty = true;
}

void
application_reload(struct application *application, bool is_asked_for)
{
	const struct ui_options *options = application->options;
	struct error error = {0};

	if (application->loader)
		return;
	if (strcmp(options->archive_path, "-") == 0) {
		application_set_message(application,
		    str_copy(str_of("Standard input cannot be read again")));
		return;
	}
	application->is_asked_for = is_asked_for;
	application->loader = archive_loader_start(
	    options->archive_path, &options->archive_options, &error);
	if (!application->loader)
		lose_archive(application, &error);
	application->session.is_loading = application->loader != NULL;
}

/* How many posts of A are not in B. */
static size_t
count_missing(const struct archive *a, const struct archive *b)
{
	size_t missing = 0;

	for (size_t i = 0; i < a->count; i++)
		missing +=
		    session_find_post(b, a->posts[i].path, i) == SESSION_NO_POST;
	return missing;
}

static char *
describe_change(const struct archive *before, const struct archive *after)
{
	const size_t added = count_missing(after, before);
	const size_t gone = count_missing(before, after);
	struct strbuf text = {0};

	strbuf_printf(&text, "Read again: %zu post%s", after->count,
	    after->count == 1 ? "" : "s");
	if (added)
		strbuf_printf(&text, ", %zu new", added);
	if (gone)
		strbuf_printf(&text, ", %zu gone", gone);
	return strbuf_take(&text);
}

/* Lets all views find their posts again; what the top one says is shown. */
static void
tell_views(struct application *application, const struct archive *before)
{
	for (size_t i = 0; i < application->view_count; i++) {
		struct view *view = application->views[i];
		struct outcome outcome = {0};

		if (view->kind->replaced)
			outcome = view->kind->replaced(view, before);
		if (i + 1 == application->view_count)
			application_carry_out(application, outcome);
		else
			free(outcome.message);
	}
}

/* One post alone needs no list. */
static void
open_only_post(struct application *application)
{
	if (application->archive->count == 1 && application->view_count == 1)
		application_carry_out(application,
		    (struct outcome){
			.action = OUTCOME_REPLACE,
			.view = reader_view_new(&application->session, 0),
		    });
}

/* The post read last is the same in the new archive, at whatever index. */
static void
find_read_post(struct session *session, const struct archive *before)
{
	session->post = session->post < before->count
			    ? session_find_post(session->archive,
				  before->posts[session->post].path, session->post)
			    : SESSION_NO_POST;
}

static void
take_archive(struct application *application, struct archive *archive)
{
	struct archive *before = application->archive;
	const bool is_first = application->session.is_first;

	if (application->is_asked_for || application->is_lost)
		application_set_message(
		    application, describe_change(before, archive));
	application->is_lost = false;
	application->archive = archive;
	application->generation++;
	application->session.archive = archive;
	application->session.is_first = false;
	find_read_post(&application->session, before);
	state_take_archive(application->session.state, archive);
	tell_views(application, before);
	archive_free(before);
	if (is_first)
		open_only_post(application);
	application_fit(application);
	application->is_dirty = true;
}

/* Whether an archive that was gone is there again. */
static bool
is_found(const struct application *application)
{
	return application->is_lost &&
	       access(application->options->archive_path, R_OK) == 0;
}

/* What changes while an archive is being loaded waits for its turn. */
static void
begin_loading(struct application *application)
{
	const bool is_quiet =
	    application->quiet_until && application->quiet_until <= now();

	if (application->loader || !(is_quiet || is_found(application)))
		return;
	application->quiet_until = 0;
	application_reload(application, false);
}

void
application_watch_loader(struct application *application)
{
	struct error error = {0};
	struct archive *archive;

	begin_loading(application);
	if (!application->loader)
		return;
	application->session.files_read =
	    archive_loader_progress(application->loader);
	application->is_dirty = true;
	if (!archive_loader_wait(application->loader, 0))
		return;
	archive = archive_loader_finish(application->loader, &error);
	application->loader = NULL;
	application->session.is_loading = false;
	if (archive)
		take_archive(application, archive);
	else
		lose_archive(application, &error);
}

int
application_archive_timeout(const struct application *application)
{
	int64_t left;

	if (application->loader)
		return LOADER_TIME;
	if (!application->quiet_until)
		return -1;
	left = application->quiet_until - now();
	return left > 0 ? (int)left : 0;
}
