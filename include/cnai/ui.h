/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_UI_H
#define CNAI_UI_H

#include <stdbool.h>
#include <stdio.h>
#include "cnai/archive.h"
#include "cnai/config.h"
#include "cnai/copy.h"
#include "cnai/error.h"
#include "cnai/loader.h"
#include "cnai/state.h"

/* The interface on the whole terminal. */

struct command;
struct keymap;
struct view_kind;

struct ui_options {
	const char *terminal;    /* value of TERM */
	const char *alike;       /* what it is taken for; NULL: itself */
	const char *browser;     /* value of BROWSER, or NULL */
	const char *search_path; /* value of PATH, or NULL */
	struct state *state;     /* what has been read and marked; never NULL */
	const char *notice;      /* what to say at first, or NULL */
	const char *base_url;    /* of the archive's site, or NULL */
	const char *editor;      /* VISUAL, else EDITOR; NULL or "": vi */
	const char *home;        /* value of HOME, or NULL */
	const char
	    *copy_command; /* words, gets the text; NULL: the terminal copies */
	enum copy_way copy_way; /* how the terminal is reached for that */
	bool is_remote;         /* the user has no screen for a browser here */
	int colors;             /* that the terminal has, see color.h */
	bool use_hyperlinks;    /* OSC 8 around links */
	bool uses_ascii;        /* the terminal does not take UTF-8 */
	const struct config *config;
	const struct keymap *keymap;
	/* What is wrong in the configuration; NULL: nothing. The first is said at
	 * the start, all of them stand among the messages. */
	const struct diagnostics *config_problems;
	const char *archive_path; /* to load it anew; "-" cannot be */
	struct archive_options archive_options;
	/* Told of each command that KEYS run in a view of KIND; may be NULL. */
	void (*listen)(const struct view_kind *kind, const struct command *command,
	    const int *keys, size_t key_count);
};

/*
 * Lets the user read what LOADER loads until he leaves. Keys come from
 * standard input, or from /dev/tty where that is no terminal. Takes LOADER
 * over. False with ERROR filled when the terminal cannot be used; the remedy
 * is in the message, and LOADER is still the caller's.
 */
bool ui_run(struct archive_loader *loader, const struct ui_options *options,
    struct error *error);

/* Prints all commands and the keys that KEYMAP gives them. */
void ui_print_keys(const struct keymap *keymap, FILE *stream);

#endif
