/* SPDX-License-Identifier: Apache-2.0 */
/* The modes that look into what is remembered: what is new, and that it is
 * read. Of the others only the dialogue and the interface do. */
#include <stdlib.h>
#include <string.h>
#include "cnai/modes.h"
#include "cnai/state.h"

static void
report_notice(struct error *notice)
{
	if (notice->message)
		mode_report("%s", notice->message);
	error_clear(notice);
}

struct state *
mode_state(const struct job *job)
{
	char *path = job->options->keeps_nothing ? NULL : state_path();
	struct error notice = {0};
	struct state *state = state_open(path, job->archive->root, &notice);

	state_take_archive(state, job->archive);
	report_notice(&notice);
	free(path);
	return state;
}

int
mode_new(const struct job *job)
{
	const struct entry_form form =
	    mode_entry_form(job->archive, (size_t)job->terminal.columns);
	struct state *state;
	int status = EXIT_NOTHING_FOUND;

	if (!job->archive->count)
		return mode_report_empty(job->archive);
	state = mode_state(job);
	for (size_t i = 0; i < job->archive->count; i++) {
		if (!state_is_new(state, i))
			continue;
		mode_print_entry(job, &form, &job->archive->posts[i]);
		status = EXIT_FINE;
	}
	state_close(state);
	if (status != EXIT_FINE)
		mode_report("nothing new");
	return status;
}

static int
mark_all(struct state *state)
{
	const size_t count = state_unread_count(state);

	state_set_all_read(state);
	if (count)
		printf("%zu %s as read\n", count,
		    count == 1 ? "post marked" : "posts marked");
	else
		puts("all posts were read already");
	return EXIT_FINE;
}

static int
mark_one(const struct job *job, struct state *state)
{
	int status;
	const struct post *post = mode_pick_post(job, &status);
	const struct entry_form form =
	    mode_entry_form(job->archive, (size_t)job->terminal.columns);
	struct strbuf line = {0};
	size_t index;

	if (!post)
		return status;
	index = (size_t)(post - job->archive->posts);
	strbuf_append_string(&line, state_is_read(state, index)
					? "was read already: "
					: "marked as read: ");
	state_set_read(state, index, true);
	mode_append_entry(&line, &form, post);
	puts(line.data);
	strbuf_clear(&line);
	return EXIT_FINE;
}

/* Says why nothing would be kept: then nothing is marked either. */
static bool
can_keep(const struct job *job, const char *path)
{
	if (job->options->keeps_nothing)
		mode_report("--mark-read keeps something and --no-state nothing: "
			    "use one of them");
	else if (!*job->archive->root)
		mode_report("nothing is kept of standard input: name a folder");
	else if (!path)
		mode_report("nowhere to keep it: set HOME or XDG_STATE_HOME");
	else
		return true;
	return false;
}

int
mode_mark_read(const struct job *job)
{
	char *path = state_path();
	struct error notice = {0};
	struct state *state;
	int status = EXIT_USAGE;

	if (!job->archive->count) {
		free(path);
		return mode_report_empty(job->archive);
	}
	if (!can_keep(job, path)) {
		free(path);
		return status;
	}
	state = state_open(path, job->archive->root, &notice);
	free(path);
	if (!notice.message) {
		state_take_archive(state, job->archive);
		if (strcmp(job->options->argument, "all") == 0)
			status = mark_all(state);
		else
			status = mark_one(job, state);
		state_take_notice(state, &notice);
	}
	if (notice.message)
		status = EXIT_UNABLE;
	report_notice(&notice);
	state_close(state);
	return status;
}
