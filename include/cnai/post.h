/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_POST_H
#define CNAI_POST_H

#include <stdbool.h>
#include <stdint.h>
#include "cnai/error.h"
#include "cnai/memory.h"
#include "cnai/str.h"

/*
 * A post: what the front matter of one Markdown file says of it. Pure: made
 * from bytes, without looking at the file system.
 */

/* Why Hugo would not show a post; a set of bits. */
enum hidden_reason {
	HIDDEN_DRAFT = 1 << 0,
	HIDDEN_FUTURE = 1 << 1,
	HIDDEN_EXPIRED = 1 << 2,
	HIDDEN_UNLISTED = 1 << 3, /* headless, or build.list: never */
};

struct post_date {
	bool is_set;
	int64_t seconds; /* since 1970-01-01T00:00:00Z */
};

struct post {
	size_t number;          /* from 1, in the archive's order */
	const char *path;       /* relative to the archive; any bytes but NUL */
	const char *section;    /* title of its sub-section; "" at the root */
	struct str title;       /* never empty: see post_parse() */
	bool has_title;         /* false: the title is a stand-in */
	struct str link_title;  /* what is sorted by; empty: the title */
	struct str description; /* Markdown; empty if none */
	struct str type;
	const struct str *tags, *authors, *categories;
	size_t tag_count, author_count, category_count;
	const char *language; /* "ja" of "x.ja.md" beside "x.md"; else "" */
	int64_t weight;       /* 0: none */
	struct post_date date;
	struct post_date publish_date, expiry_date;
	struct post_date last_modified; /* not set: only "date" is known */
	unsigned hidden;                /* bits of enum hidden_reason */
	bool is_draft;
	bool is_readable;    /* false: could not be read, or is too large */
	const char *problem; /* why not readable, for a reader; else NULL */
	size_t body_offset;  /* where the Markdown begins, in bytes */
	size_t body_line;    /* the line it begins on, from 1 */
	void *seen;          /* what archive_options.seen() returned for it */
};

struct yaml_node;

/* Values an _index.md gives to the pages below it that do not set them. */
struct cascade {
	const struct yaml_node *values;
	const struct yaml_node *target; /* which pages; NULL for all */
	const struct cascade *outer;    /* what counts where this has nothing */
};

/* What counts for a post besides its text; all of it may be 0. */
struct post_context {
	int64_t now; /* seconds since 1970: what is future, what is expired */
	const struct cascade *cascade;
	const char *language;  /* see struct post; NULL for "" */
	const char *parent;    /* where the archive is in the site: "/blog/" */
	bool is_section;       /* an _index.md: for cascades with a target */
	bool checks_body;      /* bad UTF-8 and controls are diagnostics */
	struct arena *scratch; /* for memory to use again, else NULL; is reset */
};

/*
 * Fills POST from TEXT, the whole file. Strings are copied to ARENA. PATH is
 * the name relative to the archive. Whatever is wrong with the front matter
 * goes to DIAGNOSTICS and the rest counts. A post without a title takes its
 * first heading, else its file name without the ending. POST->section and
 * number are the archive's business. TEXT.length 0 is a post without front
 * matter. The context's language is borrowed for as long as the post lives.
 */
void post_parse(struct post *post, struct str text, const char *path,
    const struct post_context *context, struct arena *arena,
    struct diagnostics *diagnostics);

/* Fills POST for a file that cannot be read, and says WHY. */
void post_set_unreadable(
    struct post *post, const char *path, const char *why, struct arena *arena);

/* The last part of PATH without its ending; of "x/index.md" it is "x". */
struct str post_name(const char *path);

/* The same without its LANGUAGE, "" for none: of "x.ja.md" it is "x". */
struct str post_name_in(const char *path, const char *language);

/*
 * The text of the first heading (# to ######) of BODY, without markup, in
 * ARENA; empty if there is none.
 */
struct str post_first_heading(struct str body, struct arena *arena);

/*
 * Hugo's order: weight ascending with 0 last, date descending, link title or
 * title, path; a title that is a stand-in counts as empty, and what cannot be
 * read comes last. Never 0 for two different paths.
 */
int post_compare(const struct post *a, const struct post *b);

/* Puts COUNT posts into that order and numbers them from 1. */
void posts_sort(struct post *posts, size_t count);

/*
 * Reads a date as Hugo does; returns one that is not set where it is none.
 * IS_PLAIN: written without quotes, so that a number means seconds.
 */
struct post_date post_date_parse(struct str text, bool is_plain);

/* Appends the date as RFC 3339 in UTC, "2024-04-19T10:00:00Z". */
void post_date_append(struct strbuf *buffer, struct post_date date);

#endif
