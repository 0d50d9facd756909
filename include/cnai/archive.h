/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_ARCHIVE_H
#define CNAI_ARCHIVE_H

#include <stdbool.h>
#include <stdint.h>
#include "cnai/document_options.h"
#include "cnai/error.h"
#include "cnai/post.h"
#include "cnai/str.h"

/*
 * An archive: all posts of a folder in Hugo's order. Holds what the front
 * matter says, not the text: archive_read_post() reads that when it is
 * wanted, so an archive is small however large its posts are.
 */
struct archive {
	char *root;  /* the folder, or the single file's folder; "" for "-" */
	char *title; /* from _index.md, else the folder's name; never empty */
	struct post *posts; /* in order; posts[i].number is i + 1 */
	size_t count;
	const char **folders; /* all that were listed, the root first, as "" */
	size_t folder_count;
	size_t hidden_count;            /* posts left out because Hugo hides them */
	struct diagnostics diagnostics; /* sorted */
	struct arena arena;             /* owns the posts' strings */
	char *single_text; /* the post read from standard input, else NULL */
	size_t single_length;
	struct document_options document; /* of its posts, as was asked for */
};

struct archive_options {
	bool show_hidden;   /* drafts, future posts and the like too */
	int64_t now;        /* seconds since 1970 */
	bool checks_bodies; /* look for bad UTF-8 and controls in the text */
	unsigned threads;   /* 0: as many as there are processors, at most 8 */
	/*
	 * Called for each post that is read and not left out, with its whole
	 * file, in the thread that read it, several at once. POST and TEXT are
	 * gone afterwards, but POST->path stays the same string in the archive.
	 * What it returns is kept in the post's member "seen". May be NULL.
	 */
	void *(*seen)(void *data, const struct post *post, struct str text);
	void *data;
	struct document_options document; /* of the posts, for their readers */
};

/* Posts larger than this are listed and not read: 64 MB. */
extern const uint64_t archive_post_limit;

/*
 * Loads the archive at PATH: a folder, one Markdown file, or "-" for a post
 * on standard input. NULL with ERROR filled (reason alone, without PATH)
 * where there is nothing to read; a folder without posts is an archive with
 * count 0. The caller frees it with archive_free().
 */
struct archive *archive_load(
    const char *path, const struct archive_options *options, struct error *error);
void archive_free(struct archive *archive);

/*
 * Reads the whole text of POST, front matter included, into TEXT (emptied
 * first). False with ERROR filled (path and reason) when it cannot be read.
 */
bool archive_read_post(const struct archive *archive, const struct post *post,
    struct strbuf *text, struct error *error);

/* The first error found in the post's file, or NULL. */
const struct diagnostic *archive_problem(
    const struct archive *archive, const struct post *post);

/*
 * Finds the posts that WHAT names: a number in the list, a path or file name
 * (with or without its ending), or a part of titles, case ignored; the first
 * of these ways that gives any. Sets *MATCHES to an array of indices into
 * posts that the caller frees, and returns how many there are.
 */
size_t archive_find_posts(
    const struct archive *archive, const char *what, size_t **matches);

#endif
