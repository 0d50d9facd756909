/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_MODES_H
#define CNAI_MODES_H

#include "cnai/archive.h"
#include "cnai/config.h"
#include "cnai/json.h"
#include "cnai/loader.h"
#include "cnai/options.h"
#include "cnai/str.h"
#include "cnai/terminal.h"

/*
 * What the program does when it is started. Each mode is a function that
 * prints to standard output and returns the program's exit status.
 */
struct job {
	const struct options *options;
	const struct config *config;
	const struct diagnostics *config_problems; /* what is wrong in it */
	struct terminal terminal;
	const struct archive *archive; /* NULL for a mode that needs none */
	bool is_single_post;           /* the archive named is one file */
	struct query *query;           /* of --search */
	struct search *search;
};

/* Runs the mode that OPTIONS name. PROGRAM is the program's first argument,
 * or NULL. Returns the exit status. */
int mode_run(const struct options *options, const char *program);

/*
 * Opens the interface on what LOADER loads from PATH, and takes LOADER over.
 * False where there is no terminal for it, or after saying why it cannot show
 * a screen: then LOADER is still the caller's.
 */
bool mode_browse_screen(const struct job *job, struct archive_loader *loader,
    const char *path, const struct archive_options *options);
int mode_browse(const struct job *job);
int mode_dialogue(const struct job *job);
int mode_latest(const struct job *job);
int mode_list(const struct job *job);
int mode_show(const struct job *job);
int mode_search(const struct job *job);
/* Sets up OPTIONS so that the pass that loads the archive searches it too;
 * returns the exit status if that cannot be done. */
int mode_search_prepare(struct job *job, struct archive_options *options);
void mode_search_clear(struct job *job);
/* Prints what JOB's search has found; returns the exit status. */
int mode_print_found(const struct job *job);
int mode_links(const struct job *job);
int mode_check(const struct job *job);
int mode_new(const struct job *job);
int mode_mark_read(const struct job *job);
int mode_rules(const struct job *job);
int mode_keys(const struct job *job);
int mode_print_config(const struct job *job);
int mode_help(const struct job *job);
int mode_version(const struct job *job);

/* What the modes share. */

/* The keys there are, without a word about wrong ones. The caller frees it with
 * keymap_free(). */
struct keymap *mode_keymap(const struct job *job);

/* Prints "cnai-read: TEXT" to standard error, made safe, after what standard
 * output holds. */
void mode_report(const char *format, ...) __attribute__((format(printf, 1, 2)));

/*
 * Appends "cnai-read ARCHIVE MODE", a command to type: with the archive as the
 * user named it, quoted for a shell, if he did.
 */
void mode_append_command(
    struct strbuf *buffer, const struct job *job, const char *mode);

/* Says that there is no post and why; returns the exit status. */
int mode_report_empty(const struct archive *archive);

/*
 * The one post that the mode's argument names. NULL after saying why there is
 * none, with the exit status in *STATUS.
 */
const struct post *mode_pick_post(const struct job *job, int *status);

/* Prints POST as --show does; returns the exit status. */
int mode_print_post(const struct job *job, const struct post *post);
/* The two parts of that: the page, and what is wrong with the post's file. */
void mode_write_page(const struct job *job, const struct post *post, FILE *stream);
void mode_report_problems(const struct archive *archive, const struct post *post);

/* The state bound to the job's archive, after saying what is wrong with it;
 * the caller closes it. */
struct state *mode_state(const struct job *job);

/* Adds POST's members to a JSON object. */
void mode_add_post(struct json *json, const struct post *post);

/* Appends TEXT as a part of a line: each run of ASCII white space becomes one
 * blank. */
void mode_append_folded(struct strbuf *buffer, struct str text);

/* How the lines of the list look, the same for all of an archive. */
struct entry_form {
	int digits; /* of the numbers */
	bool has_dates;
	size_t columns; /* lines are fitted to them; 0: never */
};

struct entry_form mode_entry_form(const struct archive *archive, size_t columns);

/* Appends a post's line of the list, safe and without a line end. */
void mode_append_entry(
    struct strbuf *buffer, const struct entry_form *form, const struct post *post);

/* Prints POST as --list does: a line, or a JSON object where that is asked
 * for. */
void mode_print_entry(
    const struct job *job, const struct entry_form *form, const struct post *post);

#endif
