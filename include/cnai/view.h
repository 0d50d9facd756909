/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_VIEW_H
#define CNAI_VIEW_H

#include <stdbool.h>
#include <stddef.h>
#include "cnai/archive.h"
#include "cnai/config.h"
#include "cnai/post_list.h"
#include "cnai/errand.h"
#include "cnai/screen.h"
#include "cnai/state.h"
#include "cnai/str.h"
#include "cnai/visits.h"

/*
 * A view is one thing to look at: the list, a post, its links. It knows its
 * own state, its commands and how to draw itself, and nothing of the
 * application: a command says in its outcome what should happen next.
 */
struct view;

/* What all views of a session share. */
struct session {
	const struct archive *archive;
	struct state *state;           /* what the user has read and marked */
	const struct post_list *shown; /* what the list shows, in its order */
	bool is_split; /* list and post side by side, where there is room */
	int columns;   /* of the screen */
	const struct config *config;
	const struct diagnostics *config_problems; /* its wrong entries */
	const struct keymap *keymap;
	size_t post; /* the one read last, an index into the archive's posts */
	const struct view *top; /* the view that is not covered */
	bool is_first;          /* the archive has not been loaded yet */
	bool is_loading;        /* it, or its next state, is being loaded */
	size_t files_read;      /* of the one that is being loaded */
	const char *base_url;   /* the site's address; NULL: not known */
	struct visits *visits;  /* what has been read */
	char *phrase; /* what was searched for last within a post; NULL: nothing */
};

/* Notes TEXT as what was searched for last. */
void session_set_phrase(struct session *session, struct str text);

/*
 * The index of the post at PATH, looked for from HINT on, where it is likely
 * to be. SESSION_NO_POST where there is none.
 */
static const size_t SESSION_NO_POST = (size_t)-1;
size_t session_find_post(
    const struct archive *archive, const char *path, size_t hint);

/*
 * Columns of the list where it stands beside the post on a screen of COLUMNS;
 * 0 where it does not.
 */
int session_pane_columns(const struct session *session, int columns);

/* Takes what the state remembers of other sessions. */
void session_recall(struct session *session);

/* Where a view may draw: rows and columns from 0 at the screen's top left. */
struct canvas {
	struct screen *screen;
	int rows, columns;
	int cursor_row, cursor_column; /* set by the view: the selected thing */
};

/* What a line of input is for; see struct outcome. */
struct prompt_kind {
	const char *label; /* what stands before the input, e.g. "/" */
	const char *hint;  /* a line above it; NULL: none */
	struct outcome (*changed)(struct view *view, struct str text);
	struct outcome (*accepted)(struct view *view, struct str text);
	/* As accepted(), of a text that was not typed here but came with the
	 * command; NULL: no difference. */
	struct outcome (*answered)(struct view *view, struct str text);
	struct outcome (*cancelled)(struct view *view);
	enum state_history history;
	/* Up and Down move in the view; only ^P and ^N fetch older lines. */
	bool arrows_move;
	/*
	 * Makes more of LINE, and appends what it could become to CANDIDATES, a
	 * line each. NULL: Tab does nothing.
	 */
	void (*complete)(
	    struct view *view, struct strbuf *line, struct strbuf *candidates);
};

enum outcome_action {
	OUTCOME_STAY,
	OUTCOME_OPEN,    /* VIEW goes on top */
	OUTCOME_REPLACE, /* VIEW takes the place of this one */
	OUTCOME_CLOSE,   /* back to the view below; from the last one: quit */
	OUTCOME_QUIT,
	OUTCOME_HELP,
	OUTCOME_REDRAW, /* everything, also what should be there already */
	OUTCOME_SUSPEND,
	OUTCOME_RELOAD,   /* the archive */
	OUTCOME_MESSAGES, /* show the last ones again */
	OUTCOME_MOUSE,    /* take it or give it back */
};

/* What a command wants. All zero: draw again, nothing else. */
struct outcome {
	enum outcome_action action;
	struct view *view;                /* handed over */
	const struct prompt_kind *prompt; /* ask for a line, of the view that is
					     on top after ACTION */
	char *prompt_text; /* what the line begins with; handed over */
	char *message;     /* for the bottom line; handed over; may be NULL */
	char *open_url, *copy_url; /* handed over; may be NULL */
	struct errand errand;      /* handed over */
	bool keeps_prompt;         /* from accepted(): the line is not done yet */
	bool answers_prompt;       /* PROMPT_TEXT is the answer: do not ask */
	bool is_refusal;           /* MESSAGE says why nothing was done */
};

struct argument {
	int value;        /* from the command's row */
	size_t count;     /* number typed before the key; 0 if none */
	struct str words; /* typed behind ":" and the name; empty if none */
};

/* A command is a row in a table; everything about it comes from there. */
struct command {
	const char *name; /* "line-down" */
	const char *keys; /* default keys, blanks between: "j Down ^N" */
	const char *help; /* what it does, as a short phrase */
	struct outcome (*run)(struct view *view, struct argument argument);
	int value;
};

struct command_table {
	const char *title; /* "In a post" */
	const struct command *commands;
	size_t count;
	const struct command_table *shared; /* with other views, or NULL */
};

/* Ways of moving that every view understands in its own way. */
enum movement {
	MOVE_LINE_DOWN,
	MOVE_LINE_UP,
	MOVE_PAGE_DOWN,
	MOVE_PAGE_UP,
	MOVE_HALF_DOWN,
	MOVE_HALF_UP,
	MOVE_TOP, /* or to the line that the count names */
	MOVE_END,
};

/* A command worth naming on the bottom line, and the word for it there. */
struct hint {
	const char *command;
	const char *label;
};

struct view_kind {
	const struct command_table *commands; /* its own; before the shared */
	const struct hint *hints; /* the most useful first; ends with a NULL */
	void (*draw)(struct view *view, struct canvas *canvas);
	struct outcome (*move)(
	    struct view *view, enum movement movement, size_t count);
	void (*free)(struct view *view);
	/* The rest may be NULL. */
	const char *count_hint; /* what may follow a number that is typed */
	/*
	 * How many entries there are: MOVE_TOP selects them by their numbers, and
	 * so does a number for a command on one. NULL where numbers are others.
	 */
	size_t (*entries)(struct view *view);
	/* Left and right part of the status line. */
	void (*status)(
	    struct view *view, struct strbuf *left, struct strbuf *right);
	/*
	 * The session has another archive than BEFORE, which is freed next: find
	 * the posts again. Only a message is heeded in the outcome.
	 */
	struct outcome (*replaced)(struct view *view, const struct archive *before);
	/* Another view is laid on top. */
	void (*covered)(struct view *view);
	/* What lay on top is gone. */
	void (*uncovered)(struct view *view);
	/* A text of any length for the bottom line, instead of the hints. */
	void (*footer)(struct view *view, struct strbuf *text);
	/* The size of the canvas, before it is drawn on and when it changes. */
	void (*resize)(struct view *view, int rows, int columns);
	/* Tells whether digits are being typed, so numbers are wanted. */
	void (*counting)(struct view *view, bool is_counting);
	/*
	 * Selects what stands at a place of the canvas. False where nothing does
	 * that could be; else Enter would now open it.
	 */
	bool (*point)(struct view *view, int row, int column);
	/* Whether Enter is for what stands at a place of the canvas. */
	bool (*has_focus_at)(struct view *view, int row, int column);
	/*
	 * Whether what stands at a column is not the view's own but what Enter
	 * would open, shown beside; and scrolls that by ROWS, up where negative.
	 */
	bool (*is_beside)(struct view *view, int column);
	void (*scroll_beside)(struct view *view, int rows);
	/* There is work that goes on, also while other views lie on top. */
	bool (*is_busy)(struct view *view);
	/* Does a little of it. */
	void (*work)(struct view *view);
	/* The post that it is about, for the commands of post_marks.c. */
	size_t (*post)(struct view *view);
	/* Tells the state what should outlive the session; after each turn. */
	void (*remember)(struct view *view);
	/* The text of it that stands at the window's top, borrowed. */
	struct str (*seen)(struct view *view);
	/* What searches its entries, for finder_commands. */
	struct finder *(*finder)(struct view *view);
};

/* First member of every view. */
struct view {
	const struct view_kind *kind;
	struct session *session;
};

void view_free(struct view *view);

/* Outcomes that come often. The message is formatted; a refusal may ring. */
struct outcome outcome_message(const char *format, ...)
    __attribute__((format(printf, 1, 2)));
struct outcome outcome_refusal(const char *format, ...)
    __attribute__((format(printf, 1, 2)));
struct outcome outcome_open(struct view *view);

/* Functions for the tables of several views. */
struct outcome view_close(struct view *view, struct argument argument);
struct outcome view_search_all(struct view *view, struct argument argument);
/* Turns side by side on or off. */
struct outcome view_toggle_split(struct view *view, struct argument argument);

/* Commands that are the same in every view. */
extern const struct command_table movement_commands;
extern const struct command_table common_commands;

/* The tables a view listens to, its own first; some may be empty. */
enum { VIEW_TABLE_COUNT = 4 };
void view_tables(const struct view_kind *kind,
    const struct command_table *tables[VIEW_TABLE_COUNT]);

/* The command called NAME in KIND's tables; NULL if there is none. */
const struct command *view_find_named(
    const struct view_kind *kind, const char *name);

/* All tables there are, for the help and the manual; NULL behind the last. */
extern const struct command_table *const all_command_tables[];

#endif
