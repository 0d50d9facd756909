/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_APPLICATION_H
#define CNAI_APPLICATION_H

#include <stdbool.h>
#include "cnai/archive.h"
#include "cnai/screen.h"
#include "cnai/ui.h"

/*
 * The stack of views on one screen, and what happens between them: keys find
 * their commands, commands' outcomes are carried out, the screen is drawn.
 */
struct application;

/* Begins with the list, or with the post itself where there is only one. */
struct application *application_new(const struct archive *archive,
    const struct ui_options *options, struct screen *screen);
void application_free(struct application *application);

/* What the loop around the application should do after a turn. */
enum turn {
	TURN_WAIT,    /* for a key or a signal */
	TURN_GO_ON,   /* there is work left to do without either */
	TURN_SUSPEND, /* give the terminal away until continued */
	TURN_END,
};

/* Takes all keys that have been typed, does a little work, draws. */
enum turn application_turn(struct application *application);

/* The terminal has another size. */
void application_resized(struct application *application);

/* Draws everything again at the next turn. */
void application_redraw(struct application *application);

#endif
