/* SPDX-License-Identifier: Apache-2.0 */
/* No mode named: the interface where it can be used, else what comes nearest
 * to it in print. */
#include <stdlib.h>
#include "cnai/keymap.h"
#include "cnai/modes.h"
#include "cnai/ui.h"

/* The state of the archive at PATH; NOTICE says what is wrong with it. */
static struct state *
open_state(const struct job *job, const char *path, struct error *notice)
{
	char *database = job->options->keeps_nothing ? NULL : state_path();
	struct state *state = state_open(database, path, notice);

	free(database);
	return state;
}

/* Logged in from elsewhere, and without a screen of graphics here. */
static bool
is_remote(void)
{
	return getenv("SSH_CONNECTION") && !getenv("DISPLAY") &&
	       !getenv("WAYLAND_DISPLAY");
}

static const char *
editor(const struct config *config)
{
	const char *visual = getenv("VISUAL");

	if (config->editor)
		return config->editor;
	return visual && *visual ? visual : getenv("EDITOR");
}

bool
mode_browse_screen(const struct job *job, struct archive_loader *loader,
    const char *path, const struct archive_options *archive_options)
{
	struct error error = {0}, notice = {0};
	struct keymap *keymap;
	struct ui_options options;
	bool is_done;

	if (!job->terminal.is_interactive)
		return false;
	keymap = mode_keymap(job);
	options = (struct ui_options){
	    .terminal = getenv("TERM"),
	    .browser =
		job->config->browser ? job->config->browser : getenv("BROWSER"),
	    .config = job->config,
	    .keymap = keymap,
	    .base_url = job->config->base_url,
	    .config_problems = job->config_problems,
	    .search_path = getenv("PATH"),
	    .editor = editor(job->config),
	    .copy_command = job->config->copy_command,
	    .home = getenv("HOME"),
	    .copy_way = copy_way_of(getenv("TMUX"), getenv("STY"), getenv("TERM")),
	    .is_remote = is_remote(),
	    .colors = job->terminal.output.colors,
	    .uses_ascii = job->terminal.output.charset != NULL,
	    .use_hyperlinks = job->terminal.output.use_hyperlinks,
	    .archive_path = path,
	    .archive_options = *archive_options,
	};
	options.state = open_state(job, path, &notice);
	options.notice = notice.message;
	is_done = ui_run(loader, &options, &error);
	state_close(options.state);
	error_clear(&notice);
	keymap_free(keymap);
	if (!is_done)
		mode_report("%s", error.message);
	error_clear(&error);
	return is_done;
}

int
mode_browse(const struct job *job)
{
	if (job->is_single_post && job->archive->count)
		return mode_print_post(job, &job->archive->posts[0]);
	return job->terminal.is_dialogue ? mode_dialogue(job) : mode_list(job);
}
