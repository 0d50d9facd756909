/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_VIEWS_H
#define CNAI_VIEWS_H

#include "cnai/document.h"
#include "cnai/trail.h"
#include "cnai/view.h"

/*
 * The views there are. Each constructor gives a view that the caller owns and
 * frees with view_free(); SESSION is borrowed.
 */

/* All posts of the archive. */
struct view *list_view_new(struct session *session);

/* A post, from its top. POST is an index into the archive's posts. */
struct view *reader_view_new(struct session *session, size_t post);
/* The same at the place that NAME, the end of an address, stands for: from its
 * top where there is none. */
struct view *reader_view_new_at(
    struct session *session, size_t post, struct str name);
/* The same at the offset PLACE of its text; a link that begins there has the
 * focus. */
struct view *reader_view_new_at_place(
    struct session *session, size_t post, uint32_t place);
/*
 * The same at the first (STEP 1) or last (-1) match of TRAIL, which is
 * borrowed and must live as long as readers that follow it.
 */
struct view *reader_view_new_at_match(
    struct session *session, size_t post, const struct trail *trail, int step);

/* The links of DOCUMENT, that of POST, which is borrowed; SELECTED, one of them
 * or NULL, is where to begin. READER, the view below, goes to places in the post
 * itself. NULL where there are none but footnotes. */
struct view *links_view_new(struct session *session, struct view *reader,
    size_t post, const struct document *document, const struct link *selected);

/* The links of all posts, by host. */
struct view *archive_links_view_new(struct session *session);

/*
 * The headings of DOCUMENT, which is borrowed, with CURRENT, a block of it or
 * NULL, marked; READER, the view below, shows the one that is chosen.
 */
struct view *contents_view_new(struct session *session, struct view *reader,
    const struct document *document, const struct block *current);
/* Has READER, whose post is on the screen, jump to OFFSET of its text; the
 * second way leaves no place to come back to. */
void reader_view_jump(struct view *reader, uint32_t offset);
void reader_view_show(struct view *reader, uint32_t offset);

/* The file of POST as it is written: all of it, or what stands above the text.
 * NULL with *PROBLEM saying why where there is nothing to show. */
enum text_part { TEXT_SOURCE, TEXT_FRONT_MATTER };
struct view *text_view_new(struct session *session, size_t post,
    enum text_part part, struct outcome *problem);
/* For the tables of views that are about a post; the value is the part. */
struct outcome post_show_text(struct view *view, struct argument argument);

/* What was wrong with the archive's files as they were read. */
struct view *messages_view_new(struct session *session);
/* For tables; says so where nothing was wrong. */
struct outcome view_show_messages(struct view *view, struct argument argument);

/* Search in all posts. */
struct view *results_view_new(struct session *session);
/* What is asked for in the results view, also by those who open it. */
extern const struct prompt_kind results_prompt;

/* The keys of the view KIND. */
struct view *help_view_new(struct session *session, const struct view_kind *kind);

extern const struct command_table list_commands;
extern const struct command_table reader_commands;
extern const struct command_table links_commands;
extern const struct command_table archive_links_commands;
extern const struct command_table contents_commands;
extern const struct command_table text_commands;
extern const struct command_table messages_commands;
extern const struct command_table results_commands;
extern const struct command_table help_commands;

#endif
