/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_CREW_H
#define CNAI_CREW_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include "share.h"

/* The threads that read posts, and the posts that wait to be read. */
enum { CREW_THREADS_MAX = 8, CREW_WAITING_MAX = 64 };

/* Some of the posts of a folder, which is held by it. */
struct range {
	struct folder *folder;
	size_t first, end;
};

struct crew_member {
	struct crew *crew;
	pthread_t thread;
	struct share share;
};

struct crew {
	/* The first member is the caller, who has no thread of its own here. */
	struct crew_member members[CREW_THREADS_MAX];
	size_t member_count, members_wanted;
	size_t post_count; /* of all ranges added */
	atomic_size_t posts_read;
	atomic_bool is_cancelled;
	pthread_mutex_t mutex; /* guards what follows */
	pthread_cond_t changed;
	struct range waiting[CREW_WAITING_MAX]; /* a ring */
	size_t first, waiting_count;
	bool is_closed;
};

/* THREADS 0: as many as there are processors; OPTIONS and PARENT are borrowed. */
void crew_init(
    struct crew *crew, const struct archive_options *options, const char *parent);

/*
 * Has the posts of FOLDER read, some of them by the caller where all are
 * busy. False when the crew was cancelled.
 */
bool crew_add(struct crew *crew, struct folder *folder);

/* Helps until all is read, and ends the threads. */
void crew_finish(struct crew *crew);

void crew_clear(struct crew *crew);

#endif
