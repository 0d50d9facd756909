/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_POST_DOCUMENT_H
#define CNAI_POST_DOCUMENT_H

#include "cnai/archive.h"
#include "cnai/document.h"
#include "cnai/error.h"

/* From a post of an archive to the document that is read. */

enum post_part {
	POST_WHOLE,   /* the head and the body */
	POST_SUMMARY, /* the title and the description */
	POST_BODY,    /* the body without the head */
};

/*
 * Reads POST and makes its document. A post that cannot be read gives a
 * document that says why, so there always is one. The caller frees it with
 * document_free().
 */
struct document *post_document(
    const struct archive *archive, const struct post *post, enum post_part part);

/* As post_document(), with the file's text at hand. */
struct document *post_document_from(const struct archive *archive,
    const struct post *post, struct str text, enum post_part part);

/*
 * Minutes that reading BODY takes, by Hugo's rule of thumb: words in most
 * scripts, characters in Chinese, Japanese and Korean. 0 for no text.
 */
unsigned long post_reading_minutes(struct str body);

#endif
