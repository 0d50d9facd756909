/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_CHARSET_H
#define CNAI_CHARSET_H

#include <stdbool.h>
#include "cnai/str.h"

/*
 * Text for terminals that do not take UTF-8: what their character set has not
 * is written with what it has: quotes, bullets, boxes and letters without
 * their accents; nothing is lost without a trace.
 */

enum { CHARSET_NAME_SIZE = 32 };

/* Writes the name of the environment's character set, as iconv knows it; false
 * and empty if that is UTF-8. */
bool charset_of_environment(char name[CHARSET_NAME_SIZE]);

struct charset; /* of what is written */

/* NULL if iconv does not know NAME, or if it is UTF-8. The caller closes it. */
struct charset *charset_open(const char *name);
void charset_close(struct charset *charset);

/*
 * Appends CLUSTER, one that cluster_next() made, in CHARSET. It takes WIDTH
 * columns as the cluster does; where a better text is longer ("..."), that is
 * taken if it is no more than *SPARE columns longer, which it uses up.
 */
void charset_append(struct charset *charset, struct strbuf *buffer,
    struct str cluster, int width, int *spare);

/* Appends in UTF-8 what stands for CLUSTER in the set, however wide: CLUSTER
 * itself if the set has it. */
void charset_append_utf8(
    struct charset *charset, struct strbuf *buffer, struct str cluster);

#endif
