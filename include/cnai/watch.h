/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_WATCH_H
#define CNAI_WATCH_H

#include <stdbool.h>
#include "cnai/archive.h"

/*
 * Noticing that an archive's files have changed. New folders are not watched
 * until the archive was loaded again and a new watch begun.
 */
struct watch;

/*
 * Begins to watch all folders of ARCHIVE. NULL where the system cannot tell,
 * or there is no folder (standard input). The caller ends it by watch_free().
 */
struct watch *watch_start(const struct archive *archive);

/* What to poll for reading: it is ready when watch_take() has news. */
int watch_descriptor(const struct watch *watch);

/*
 * Takes all news, without waiting, and says whether any may have changed the
 * archive: a post, an _index.md or a folder came, went or changed. A change
 * often brings more within moments, so the caller waits until it is quiet.
 */
bool watch_take(struct watch *watch);

/* NULL is allowed. */
void watch_free(struct watch *watch);

#endif
