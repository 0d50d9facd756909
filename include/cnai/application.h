/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_APPLICATION_H
#define CNAI_APPLICATION_H

#include <stdbool.h>
#include "cnai/archive.h"
#include "cnai/loader.h"
#include "cnai/screen.h"
#include "cnai/ui.h"

/*
 * The stack of views on one screen, and what happens between them: keys find
 * their commands, commands' outcomes are carried out, the screen is drawn.
 */
struct application;

/*
 * Begins with the list, or with the post itself where there is only one.
 * Takes over LOADER, which may still be at work: the list says how far it is.
 */
struct application *application_new(struct archive_loader *loader,
    const struct ui_options *options, struct screen *screen);
void application_free(struct application *application);

/* What the loop around the application should do after a turn. */
enum turn {
	TURN_WAIT,    /* for a key, a signal, or application_timeout() */
	TURN_SUSPEND, /* and then give the terminal away until continued */
	TURN_END,
};

/* Takes all keys that have been typed, does a little work, draws. */
enum turn application_turn(struct application *application);

/*
 * Milliseconds until the application has something to do without a key or a
 * signal: 0 at once, -1 never.
 */
int application_timeout(const struct application *application);

/* The terminal has another size. */
void application_resized(struct application *application);

/* Draws everything again at the next turn. */
void application_redraw(struct application *application);

/* Files of the archive have changed: it is loaded anew when they have been
 * quiet for a moment. */
void application_files_changed(struct application *application);

/* The archive shown now, and how many have been shown before it. */
const struct archive *application_archive(const struct application *application);
size_t application_generation(const struct application *application);

#endif
