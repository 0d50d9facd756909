/* SPDX-License-Identifier: Apache-2.0 */
/* No mode named: the interface where it can be used, else what comes nearest
 * to it in print. */
#include <stdlib.h>
#include "cnai/modes.h"
#include "cnai/ui.h"

static int
browse(const struct job *job)
{
	const char *no_color = getenv("NO_COLOR");
	const struct ui_options options = {
	    .terminal = getenv("TERM"),
	    .browser = getenv("BROWSER"),
	    .search_path = getenv("PATH"),
	    .use_color =
		job->options->color == WHEN_ALWAYS ||
		(job->options->color == WHEN_AUTO && (!no_color || !*no_color)),
	};
	struct error error = {0};
	int status = EXIT_FINE;

	if (!ui_run(job->archive, &options, &error)) {
		mode_report("%s", error.message);
		status = EXIT_UNABLE;
	}
	error_clear(&error);
	return status;
}

int
mode_browse(const struct job *job)
{
	if (job->terminal.is_interactive && job->archive->count)
		return browse(job);
	if (job->is_single_post && job->archive->count)
		return mode_print_post(job, &job->archive->posts[0]);
	return mode_list(job);
}
