/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_DESTINATION_H
#define CNAI_DESTINATION_H

#include <stdbool.h>
#include "cnai/archive.h"
#include "cnai/str.h"

/* Where a link inside the archive leads to. */
struct destination {
	size_t post;     /* an index into the archive's posts */
	struct str name; /* of the place in it, as the address has it, encoded;
			    part of the address; empty for the post's top */
};

/*
 * Sets *DESTINATION to the post that URL, a link in POST, leads to. URL may be
 * relative to POST's file or to its page on the site, begin with a slash (a
 * path on the site), be the name of one file alone, or begin with BASE_URL,
 * the address of the site or of the archive there (NULL or "": not known). An
 * ending, "index.md" and a slash at the end may be left out; letters A to Z
 * count the same in capitals. The names are only compared with the archive's
 * own, so nothing else can be reached. False where there is no such post.
 */
bool destination_find(struct destination *destination,
    const struct archive *archive, const struct post *post, struct str url,
    const char *base_url);

#endif
