/* SPDX-License-Identifier: Apache-2.0 */
/* What can be done with a post wherever one is shown. */
#include <stdlib.h>
#include "cnai/path_line.h"
#include "cnai/post_commands.h"
#include "cnai/views.h"

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

static void
complete_path(struct view *view, struct strbuf *line, struct strbuf *candidates)
{
	(void)view;
	path_line_complete(line, candidates, getenv("HOME"));
}

static const struct prompt_kind write_prompt = {
    .label = "Write to: ",
    .hint = "Markdown, or as text where the name ends in .txt; Tab completes; "
	    "! behind the name replaces a file",
    .complete = complete_path,
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
    .hint = "A program and its words; it gets the post's Markdown",
    .changed = ignore_change,
    .accepted = pipe_to,
    .cancelled = cancel,
    .history = STATE_PATHS,
};

static struct outcome
write_post(struct view *view, struct argument argument)
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

static struct outcome
pipe_post(struct view *view, struct argument argument)
{
	(void)argument;
	if (view->kind->post(view) >= view->session->archive->count)
		return outcome_refusal("There is no post here");
	return (struct outcome){.prompt = &pipe_prompt};
}

static struct outcome
edit_post(struct view *view, struct argument argument)
{
	(void)argument;
	return ask(view, ERRAND_EDIT, str_of(""));
}

static struct outcome
copy_post(struct view *view, struct argument argument)
{
	(void)argument;
	return ask(view, ERRAND_COPY_POST, str_of(""));
}

static const struct command commands[] = {
    {"go-back", "^O M-Left", "back to the place read before", post_visit, -1},
    {"go-forward", "^Y M-Right", "forward again", post_visit, 1},
    {"mark-read", "m", "mark the post read, or unread again", post_mark_read, 0},
    {"bookmark", "*", "set or take away the post's bookmark", post_bookmark, 0},
    {"source", "v", "the post's file as it is written", post_show_text,
	TEXT_SOURCE},
    {"front-matter", "i", "what its file says above the text", post_show_text,
	TEXT_FRONT_MATTER},
    {"messages", "!", "what is wrong with the files and the configuration",
	view_show_messages, 0},
    {"side-by-side", "p", "list and post side by side, where there is room",
	view_toggle_split, 0},
    {"write", "w", "write the post to a file", write_post, 0},
    {"pipe", "|", "give the post's Markdown to a program", pipe_post, 0},
    {"edit", "E", "edit the post's file", edit_post, 0},
    {"copy-post", "c", "copy the post's Markdown", copy_post, 0},
};

const struct command_table post_commands = {
    .title = "On a post: in the list, in results, in a post",
    .commands = commands,
    .count = sizeof(commands) / sizeof(*commands),
};
