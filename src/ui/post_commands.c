/* SPDX-License-Identifier: Apache-2.0 */
/* What can be done with a post as a file, in the list and in the reader. */
#include "cnai/post_commands.h"

/* The errand of KIND for the post VIEW is about; with TEXT, a copy is kept. */
static struct outcome
ask(struct view *view, enum errand_kind kind, struct str text)
{
	const size_t post = view->kind->post(view);

	if (post >= view->session->archive->count)
		return outcome_refusal("There is no post here");
	return (struct outcome){
	    .errand =
		{
		    .kind = kind,
		    .text = str_copy(text),
		    .post = post,
		    .seen = view->kind->seen ? view->kind->seen(view) : str_of(""),
		},
	};
}

static struct outcome
ignore_change(struct view *view, struct str text)
{
	(void)view;
	(void)text;
	return (struct outcome){0};
}

static struct outcome
cancel(struct view *view)
{
	(void)view;
	return (struct outcome){0};
}

static struct outcome
write_to(struct view *view, struct str text)
{
	return ask(view, ERRAND_WRITE, text);
}

static const struct prompt_kind write_prompt = {
    .label = "Write to (or .txt): ",
    .changed = ignore_change,
    .accepted = write_to,
    .cancelled = cancel,
    .history = STATE_PATHS,
};

static struct outcome
pipe_to(struct view *view, struct str text)
{
	if (!str_trim(text).length)
		return (struct outcome){0};
	return ask(view, ERRAND_PIPE, text);
}

static const struct prompt_kind pipe_prompt = {
    .label = "Pipe to: ",
    .changed = ignore_change,
    .accepted = pipe_to,
    .cancelled = cancel,
    .history = STATE_PATHS,
};

struct outcome
post_write(struct view *view, struct argument argument)
{
	const struct archive *archive = view->session->archive;
	const size_t post = view->kind->post(view);
	const char *slash;

	(void)argument;
	if (post >= archive->count)
		return outcome_refusal("There is no post here");
	slash = strrchr(archive->posts[post].path, '/');
	return (struct outcome){
	    .prompt = &write_prompt,
	    .prompt_text =
		str_copy(str_of(slash ? slash + 1 : archive->posts[post].path)),
	};
}

struct outcome
post_pipe(struct view *view, struct argument argument)
{
	(void)argument;
	if (view->kind->post(view) >= view->session->archive->count)
		return outcome_refusal("There is no post here");
	return (struct outcome){.prompt = &pipe_prompt};
}

struct outcome
post_edit(struct view *view, struct argument argument)
{
	(void)argument;
	return ask(view, ERRAND_EDIT, str_of(""));
}

struct outcome
post_copy(struct view *view, struct argument argument)
{
	(void)argument;
	return ask(view, ERRAND_COPY_POST, str_of(""));
}
