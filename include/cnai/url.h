/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_URL_H
#define CNAI_URL_H

#include <stdbool.h>
#include "cnai/error.h"
#include "cnai/str.h"

/* Which addresses may be handed to other programs, and in what form. */

/*
 * Appends URL with every byte that does not belong in one percent-encoded
 * (controls, blanks, quotes, non-ASCII ...); what is encoded already stays.
 * The result is printable ASCII.
 */
void url_append_encoded(struct strbuf *buffer, struct str url);

/* Appends URL with percent-encoded bytes as they are meant, NUL among them. */
void url_append_decoded(struct strbuf *buffer, struct str url);

/*
 * The name of the file at URL, the last part of its path; all of the URL where
 * it has none. Of a data: URL only its type: the rest is not for reading.
 */
struct str url_file_name(struct str url);

/*
 * Whether a browser may be started for URL: http, https or mailto, with
 * something behind it. Otherwise false, and ERROR, unless NULL, says why.
 */
bool url_is_openable(struct str url, struct error *error);

#endif
