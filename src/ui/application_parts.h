/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_APPLICATION_PARTS_H
#define CNAI_APPLICATION_PARTS_H

#include "cnai/application.h"
#include "cnai/history.h"
#include "cnai/key.h"
#include "cnai/line_editor.h"
#include "cnai/loader.h"
#include "cnai/view.h"

/* What the files of the application share; nobody else includes this. */

struct application {
	const struct ui_options *options;
	struct screen *screen;
	struct session session;
	struct archive *archive;       /* the session's, owned */
	struct archive_loader *loader; /* of the next one; NULL: none */
	size_t generation;   /* archives that there were before this one */
	bool is_asked_for;   /* the user wants to hear what came of it */
	bool is_lost;        /* it could not be read the last time */
	int64_t quiet_until; /* milliseconds; 0: no files have changed */

	struct view **views; /* the top one is the last */
	size_t view_count, view_capacity;

	struct line_editor editor;
	const struct prompt_kind *prompt; /* NULL: no line is asked for */
	bool is_line_changed;             /* the view has not been told yet */
	struct strbuf candidates;         /* above the prompt, a line each */
	struct history histories[STATE_HISTORIES];
	char *message;              /* shown until the next key; may be NULL */
	int message_row;            /* of it, that is the first one shown */
	int message_rest;           /* the first that was not; 0: none */
	char *unread;               /* message with a rest; NULL: none */
	int unread_row;             /* where the rest begins */
	struct history said;        /* messages of the session */
	struct visits visits;       /* the session's */
	int keys[KEY_SEQUENCE_MAX]; /* typed, not a command yet */
	size_t key_count;
	size_t count; /* digits typed; 0 for none */

	bool has_told_copying; /* how tmux is made to do it */
	bool is_mouse_on;
	bool has_followed; /* the last click was Enter where it was */
	int view_rows;     /* of the views on the screen */
	bool is_dirty;
	enum turn next; /* what carrying out has asked for */
};

static inline struct view *
application_top(const struct application *application)
{
	return application->views[application->view_count - 1];
}

/* Takes MESSAGE over; NULL takes the last one away. */
void application_set_message(struct application *application, char *message);
/* Takes the message away; what of it could not be shown yet is kept. */
void application_end_message(struct application *application);
/* The bell, where the configuration wants it. */
void application_ring(struct application *application);

/* Closes all views but the first, which the user has turned to. */
void application_close_covering(struct application *application);

/* Does what a command of the top view has asked for. */
void application_carry_out(struct application *application, struct outcome outcome);

/* application_errand.c: does ERRAND, which is taken over, and says so. */
void application_run_errand(struct application *application, struct errand errand);

/* application_keys.c: obeys a key; tells the view of a line that changed. */
void application_take_key(struct application *application, int key);
void application_tell_change(struct application *application);
void application_end_prompt(struct application *application);
void application_accept_prompt(struct application *application);
/* Takes the line that came with the command as the answer. */
void application_answer_prompt(struct application *application);

/* application_bottom.c: what stands below the status line. */
struct bottom {
	struct strbuf text; /* lines of any length; of a prompt, the candidates */
	struct look look;   /* says how important it is */
	int first;          /* the row of it that is shown first */
};
struct bottom bottom_make(const struct application *application);
void bottom_clear(struct bottom *bottom);
/* How many rows the text from the first on takes; at least 1, but for a prompt. */
int bottom_rows(const struct application *application, const struct bottom *bottom);
void bottom_draw(struct application *application, const struct bottom *bottom,
    int row, int rows);

/* application_draw.c: fits the top view to the screen; draws everything. */
void application_fit(struct application *application);
void application_draw(struct application *application);
/* The screen's column at which the top view begins. */
int application_view_left(const struct application *application);

/* application_archive.c: begins to load the archive anew; takes it when it
 * is there. IS_ASKED_FOR: say what came of it. */
void application_reload(struct application *application, bool is_asked_for);
void application_watch_loader(struct application *application);
int application_archive_timeout(const struct application *application);

/* Into the line of the prompt; without one, pasted text runs no commands. */
void application_take_paste(struct application *application);

/* application_mouse.c: obeys KEY if the mouse sent it. */
bool application_take_mouse(struct application *application, int key);
void application_set_mouse(struct application *application, bool on);

#endif
