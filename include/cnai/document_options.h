/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_DOCUMENT_OPTIONS_H
#define CNAI_DOCUMENT_OPTIONS_H

#include <stdbool.h>

/*
 * What is left in posts as it is written: by default nothing is. An archive
 * has these for all of its posts, so that what is read, searched and printed
 * in one run is the same text.
 */
struct document_options {
	bool plain_emoji;  /* ":sparkles:" */
	bool plain_quotes; /* straight quotes, "--", "...", <sup>2</sup> */
};

#endif
