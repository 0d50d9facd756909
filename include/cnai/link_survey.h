/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_LINK_SURVEY_H
#define CNAI_LINK_SURVEY_H

#include <stdbool.h>
#include "cnai/archive.h"

/* All links of an archive, gathered a few posts at a time. Zero it to begin. */

/* One mention of an address. */
struct mention {
	struct str host; /* part of url; empty where it names none */
	struct str url;
	size_t post;    /* an index into the archive's posts */
	uint32_t place; /* of the link in the post's text */
	size_t weight;  /* mentions of the host; 0 without one: last */
};

struct link_survey {
	struct mention *mentions; /* sorted once all posts have been read: hosts
				     with the most mentions first, then by
				     address, post and place */
	size_t count, capacity;
	size_t next; /* the post to read next */
	struct arena arena;
};

bool link_survey_is_busy(
    const struct link_survey *survey, const struct archive *archive);
/* Reads a few posts; after the last one, sorts. */
void link_survey_work(struct link_survey *survey, const struct archive *archive);
void link_survey_clear(struct link_survey *survey);

/* What the survey is shown as, a row each. */
enum survey_row_kind {
	SURVEY_HOST,
	SURVEY_ADDRESS,
	SURVEY_POST,
};

struct survey_row {
	enum survey_row_kind kind;
	size_t mention; /* the first of its mentions */
	size_t count;   /* host: addresses; address: posts */
};

/* Makes the rows of a survey that is done, an array that the caller frees. */
struct survey_row *link_survey_rows(
    const struct link_survey *survey, size_t *count);

#endif
