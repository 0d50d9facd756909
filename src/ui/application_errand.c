/* SPDX-License-Identifier: Apache-2.0 */
/* What the outcome of a command sends out of the program. */
#include "application_parts.h"

void
application_run_errand(struct application *application, struct errand errand)
{
	const struct errand_means means = {
	    .screen = application->screen,
	    .options = application->options,
	    .archive = application->archive,
	    .has_told = &application->has_told_copying,
	};
	const bool is_edit = errand.kind == ERRAND_EDIT;
	char *message;

	if (errand.kind == ERRAND_NONE)
		return;
	message = errand_run(&errand, &means);
	if (message)
		application_set_message(application, message);
	/* Where nothing tells of changed files, this one is known to be. */
	if (is_edit)
		application_files_changed(application);
}
