/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The stack of views and the two lines below them. Keys become commands by
 * the views' tables, commands give outcomes, and only here are outcomes
 * carried out: so a view never needs to know what else there is.
 */
#include <stdlib.h>
#include "application_parts.h"
#include "cnai/keymap.h"
#include "cnai/memory.h"
#include "cnai/views.h"

/* A view is fitted to the screen at once: keys may come before it is drawn. */
static void
push_view(struct application *application, struct view *view)
{
	application->views =
	    memory_reserve(application->views, &application->view_capacity,
		application->view_count + 1, sizeof(*application->views));
	application->views[application->view_count++] = view;
	application->session.top = view;
	application_fit(application);
}

size_t
application_generation(const struct application *application)
{
	return application->generation;
}

/* Also before it goes: all its keys may have come in one turn. */
static void
remember(struct view *view)
{
	if (view->kind->remember)
		view->kind->remember(view);
}

static void
pop_view(struct application *application)
{
	remember(application_top(application));
	view_free(application_top(application));
	application->view_count--;
	application->session.top =
	    application->view_count ? application_top(application) : NULL;
}

/* An archive without posts, to begin with while the real one is loaded. */
static struct archive *
empty_archive(void)
{
	struct archive *archive = memory_alloc(sizeof(*archive));

	archive->root = str_copy(str_of(""));
	archive->title = str_copy(str_of(""));
	return archive;
}

/* "config.yaml:3:1: what is wrong", short enough for a screen. */
static void
append_briefly(const struct diagnostic *diagnostic, struct strbuf *text)
{
	const char *name = strrchr(diagnostic->path, '/');

	strbuf_append_string(text, name ? name + 1 : diagnostic->path);
	if (diagnostic->line)
		strbuf_printf(
		    text, ":%zu:%zu", diagnostic->line, diagnostic->column);
	strbuf_printf(text, ": %s", diagnostic->message);
}

/* The first of the configuration's problems, and how to see the others. */
static void
append_problems(const struct application *application, struct strbuf *text)
{
	const struct diagnostics *problems = application->session.config_problems;
	const struct view_kind *kind = application_top(application)->kind;
	struct strbuf key = {0};

	if (!problems->count)
		return;
	append_briefly(&problems->items[0], text);
	keymap_append_keys(application->session.keymap, kind->commands,
	    view_find_named(kind, "messages"), 1, &key);
	if (problems->count > 1)
		strbuf_printf(text, "\nand %zu more: %s shows %s",
		    problems->count - 1, key.length ? key.data : ":messages",
		    problems->count > 2 ? "them" : "it");
	strbuf_clear(&key);
}

/* What is wrong with the state, and what follows from that. */
static void
append_notice(struct strbuf *text, const char *notice)
{
	strbuf_printf(text,
	    "%s%s\nWhat you read and mark is kept until you quit, and then lost",
	    text->length ? "\n" : "", notice);
}

/* A terminal that is taken for another one; once for each, not each time. */
static void
append_alike(const struct application *application, struct strbuf *text)
{
	static const char told[] = "told-terminal";
	const struct ui_options *options = application->options;
	const char *before = state_value(options->state, told);

	if (!options->alike || (before && strcmp(before, options->terminal) == 0))
		return;
	state_set_value(options->state, told, options->terminal);
	strbuf_printf(text,
	    "%sThis system does not know your terminal, %s, and takes it for %s. "
	    "From where it is known: infocmp -x | ssh HOST tic -x -",
	    text->length ? "\n" : "", options->terminal, options->alike);
}

/* What the user should know before all else, a line each. */
static void
say_first(struct application *application)
{
	struct strbuf text = {0};

	append_problems(application, &text);
	if (application->options->notice)
		append_notice(&text, application->options->notice);
	append_alike(application, &text);
	if (text.length)
		application_set_message(application, strbuf_take(&text));
}

/* The lines that were entered in earlier sessions. */
static void
recall_histories(struct application *application)
{
	const struct state *state = application->session.state;

	for (size_t i = 0; i < STATE_HISTORIES; i++) {
		const enum state_history kind = (enum state_history)i;

		for (size_t j = 0; j < state_history_count(state, kind); j++)
			history_add(&application->histories[i],
			    str_of(state_history_line(state, kind, j)));
	}
}

static const struct diagnostics no_problems;

struct application *
application_new(struct archive_loader *loader, const struct ui_options *options,
    struct screen *screen)
{
	struct application *application = memory_alloc(sizeof(*application));

	application->options = options;
	application->screen = screen;
	application->archive = empty_archive();
	application->session.config = options->config;
	application->session.config_problems =
	    options->config_problems ? options->config_problems : &no_problems;
	application->session.keymap = options->keymap;
	application->session.archive = application->archive;
	application->session.state = options->state;
	application->session.visits = &application->visits;
	application->session.post = SESSION_NO_POST;
	session_recall(&application->session);
	recall_histories(application);
	application->session.base_url = options->base_url;
	application->session.is_loading = application->session.is_first = true;
	application->loader = loader;
	application->is_dirty = true;
	push_view(application, list_view_new(&application->session));
	say_first(application);
	if (options->config && options->config->uses_mouse)
		application_set_mouse(application, true);
	state_set_visited(application->session.state);
	application_watch_loader(application);
	return application;
}

void
application_free(struct application *application)
{
	while (application->view_count)
		pop_view(application);
	free(application->views);
	archive_loader_cancel(application->loader);
	archive_free(application->archive);
	line_editor_free(&application->editor);
	strbuf_clear(&application->candidates);
	for (size_t i = 0; i < STATE_HISTORIES; i++)
		history_clear(&application->histories[i]);
	history_clear(&application->said);
	visits_clear(&application->visits);
	free(application->session.phrase);
	free(application->message);
	free(application->unread);
	free(application);
}

const struct archive *
application_archive(const struct application *application)
{
	return application->archive;
}

void
application_set_message(struct application *application, char *message)
{
	free(application->message);
	application->message = message;
	application->message_row = application->message_rest = 0;
	history_add(&application->said, str_of(message));
}

void
application_end_message(struct application *application)
{
	free(application->unread);
	application->unread = NULL;
	if (application->message_rest) {
		application->unread = application->message;
		application->unread_row = application->message_rest;
		application->message = NULL;
	}
	application_set_message(application, NULL);
}

void
application_ring(struct application *application)
{
	const struct config *config = application->session.config;

	if (config && config->rings_bell)
		screen_ring(application->screen);
}

/* Carrying out. */

static void
start_prompt(
    struct application *application, const struct prompt_kind *prompt, char *text)
{
	application->prompt = prompt;
	line_editor_set(&application->editor, str_of(text));
}

static void
act_stay(struct application *application, struct view *view)
{
	(void)application;
	(void)view;
}

/* A post would come to lie on itself: one of the two is enough. */
static bool
is_twin(const struct application *application, struct view *view)
{
	struct view *top = application_top(application);

	return top->kind == view->kind && top->kind->post &&
	       top->kind->post(top) == view->kind->post(view);
}

static void
act_open(struct application *application, struct view *view)
{
	struct view *below = application_top(application);

	if (below->kind->covered)
		below->kind->covered(below);
	push_view(application, view);
}

static void
act_replace(struct application *application, struct view *view)
{
	pop_view(application);
	while (application->view_count && is_twin(application, view))
		pop_view(application);
	push_view(application, view);
}

static void
uncover(struct application *application)
{
	struct view *view = application_top(application);

	if (view->kind->uncovered)
		view->kind->uncovered(view);
	application_fit(application);
}

void
application_close_covering(struct application *application)
{
	while (application->view_count > 1)
		pop_view(application);
	uncover(application);
}

static void
act_close(struct application *application, struct view *view)
{
	(void)view;
	if (application->view_count == 1) {
		application->next = TURN_END;
		return;
	}
	pop_view(application);
	uncover(application);
}

static void
act_quit(struct application *application, struct view *view)
{
	(void)view;
	application->next = TURN_END;
}

static void
act_help(struct application *application, struct view *view)
{
	const struct view_kind *kind = application_top(application)->kind;

	(void)view;
	if (kind->commands != &help_commands)
		act_open(application, help_view_new(&application->session, kind));
}

static void
act_redraw(struct application *application, struct view *view)
{
	(void)view;
	screen_fit(application->screen);
	screen_redraw(application->screen);
}

static void
act_reload(struct application *application, struct view *view)
{
	(void)view;
	application_reload(application, true);
}

static void
act_suspend(struct application *application, struct view *view)
{
	(void)view;
	application->next = TURN_SUSPEND;
}

/* The newest first: what the screen has no room for is the oldest. */
static char *
list_messages(const struct application *application)
{
	enum { SHOWN = 20 };
	const struct history *said = &application->said;
	struct strbuf text = {0};

	for (size_t i = said->count; i > 0 && said->count - i < SHOWN; i--)
		strbuf_printf(
		    &text, "%s%s", text.length ? "\n" : "", said->lines[i - 1]);
	if (!text.length)
		strbuf_append_string(&text, "Nothing has been said yet");
	return strbuf_take(&text);
}

/* First what there was no room for in the message that was there until now. */
static void
act_messages(struct application *application, struct view *view)
{
	const bool goes_on = application->unread != NULL;

	(void)view;
	free(application->message);
	application->message =
	    goes_on ? application->unread : list_messages(application);
	application->message_row = goes_on ? application->unread_row : 0;
	application->unread = NULL;
}

static void
act_mouse(struct application *application, struct view *view)
{
	struct outcome said;

	(void)view;
	application_set_mouse(application, !application->is_mouse_on);
	said = application->is_mouse_on
		   ? outcome_message("The mouse is on; with Shift it selects text")
		   : outcome_message("The mouse is off: it is the terminal's");
	application_set_message(application, said.message);
}

static void (*const actions[])(
    struct application *application, struct view *view) = {
    [OUTCOME_STAY] = act_stay,
    [OUTCOME_OPEN] = act_open,
    [OUTCOME_REPLACE] = act_replace,
    [OUTCOME_CLOSE] = act_close,
    [OUTCOME_QUIT] = act_quit,
    [OUTCOME_HELP] = act_help,
    [OUTCOME_REDRAW] = act_redraw,
    [OUTCOME_SUSPEND] = act_suspend,
    [OUTCOME_RELOAD] = act_reload,
    [OUTCOME_MESSAGES] = act_messages,
    [OUTCOME_MOUSE] = act_mouse,
};

void
application_carry_out(struct application *application, struct outcome outcome)
{
	application->is_dirty = true;
	actions[outcome.action](application, outcome.view);
	if (outcome.message)
		application_set_message(application, outcome.message);
	if (outcome.is_refusal)
		application_ring(application);
	if (outcome.open_url)
		application_run_errand(application,
		    (struct errand){ERRAND_OPEN, .text = outcome.open_url});
	if (outcome.copy_url)
		application_run_errand(application,
		    (struct errand){ERRAND_COPY, .text = outcome.copy_url});
	application_run_errand(application, outcome.errand);
	if (outcome.prompt)
		start_prompt(application, outcome.prompt, outcome.prompt_text);
	if (outcome.prompt && outcome.answers_prompt)
		application_answer_prompt(application);
	free(outcome.prompt_text);
}

/* Lets all views work, also those below: their results are waited for too. */
static void
work(struct application *application)
{
	for (size_t i = 0; i < application->view_count; i++) {
		struct view *view = application->views[i];

		if (view->kind->is_busy && view->kind->is_busy(view)) {
			view->kind->work(view);
			application->is_dirty = true;
		}
	}
}

/* What other sessions mark, and what has gone wrong with saving. */
static void
watch_state(struct application *application)
{
	struct error notice = {0};
	struct strbuf text = {0};

	if (state_refresh(application->session.state))
		application->is_dirty = true;
	if (!state_take_notice(application->session.state, &notice))
		return;
	append_notice(&text, notice.message);
	application_set_message(application, strbuf_take(&text));
	error_clear(&notice);
	application->is_dirty = true;
}

enum turn
application_turn(struct application *application)
{
	int key;

	application->next = TURN_WAIT;
	while (application->next == TURN_WAIT &&
	       (key = screen_read_key(application->screen)) != KEY_CODE_NONE)
		application_take_key(application, key);
	if (application->prompt)
		application_tell_change(application);
	if (application->next != TURN_WAIT)
		return application->next;
	application_watch_loader(application);
	watch_state(application);
	work(application);
	if (application->is_dirty)
		application_draw(application);
	remember(application_top(application));
	return TURN_WAIT;
}

int
application_timeout(const struct application *application)
{
	for (size_t i = 0; i < application->view_count; i++) {
		struct view *view = application->views[i];

		if (view->kind->is_busy && view->kind->is_busy(view))
			return 0;
	}
	return application_archive_timeout(application);
}

void
application_resized(struct application *application)
{
	screen_fit(application->screen);
	application->is_dirty = true;
}

void
application_redraw(struct application *application)
{
	screen_redraw(application->screen);
	application->is_dirty = true;
}
