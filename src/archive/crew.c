/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reading in threads. Who walks through the folders puts ranges of posts into
 * a short queue and reads itself where the queue is full, so that one thread
 * alone needs nothing special and no more folders are open than the queue is
 * long. Each thread keeps what it read in a share of its own; nothing is
 * shared but the queue.
 */
#include <signal.h>
#include <unistd.h>
#include "crew.h"

static size_t
count_threads(unsigned wanted)
{
	long processors = wanted ? (long)wanted : sysconf(_SC_NPROCESSORS_ONLN);

	if (processors < 1)
		return 1;
	return processors < CREW_THREADS_MAX ? (size_t)processors
					     : CREW_THREADS_MAX;
}

static void
add_member(struct crew *crew)
{
	const struct share *first = &crew->members[0].share;
	struct crew_member *member = &crew->members[crew->member_count++];

	member->crew = crew;
	member->share.options = first->options;
	member->share.parent = first->parent;
}

void
crew_init(
    struct crew *crew, const struct archive_options *options, const char *parent)
{
	*crew = (struct crew){0};
	atomic_init(&crew->posts_read, 0);
	atomic_init(&crew->is_cancelled, false);
	pthread_mutex_init(&crew->mutex, NULL);
	pthread_cond_init(&crew->changed, NULL);
	crew->members[0].share.options = options;
	crew->members[0].share.parent = parent;
	add_member(crew);
}

static void
read_range(struct crew_member *member, struct range range)
{
	for (size_t i = range.first; i < range.end; i++) {
		if (atomic_load_explicit(
			&member->crew->is_cancelled, memory_order_relaxed))
			break;
		share_add_post(
		    &member->share, range.folder, &range.folder->posts.items[i]);
		atomic_fetch_add_explicit(
		    &member->crew->posts_read, 1, memory_order_relaxed);
	}
	folder_release(range.folder);
}

/* Takes the next range; waits for one, until there will be none. */
static bool
take_range(struct crew *crew, struct range *range)
{
	bool is_there;

	pthread_mutex_lock(&crew->mutex);
	while (!crew->waiting_count && !crew->is_closed)
		pthread_cond_wait(&crew->changed, &crew->mutex);
	is_there = crew->waiting_count > 0;
	if (is_there) {
		*range = crew->waiting[crew->first];
		crew->first = (crew->first + 1) % CREW_WAITING_MAX;
		crew->waiting_count--;
	}
	pthread_mutex_unlock(&crew->mutex);
	return is_there;
}

/* False if the queue is full. */
static bool
put_range(struct crew *crew, struct range range)
{
	bool has_room;

	pthread_mutex_lock(&crew->mutex);
	has_room = crew->waiting_count < CREW_WAITING_MAX;
	if (has_room) {
		size_t last =
		    (crew->first + crew->waiting_count++) % CREW_WAITING_MAX;

		crew->waiting[last] = range;
		pthread_cond_signal(&crew->changed);
	}
	pthread_mutex_unlock(&crew->mutex);
	return has_room;
}

static void
read_ranges(struct crew_member *member)
{
	struct range range;

	while (take_range(member->crew, &range))
		read_range(member, range);
}

static void *
run_member(void *data)
{
	read_ranges(data);
	return NULL;
}

/* Signals are for the thread that asked for them. */
static bool
start_thread(struct crew_member *member)
{
	sigset_t all, before;
	int problem;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	problem = pthread_create(&member->thread, NULL, run_member, member);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return problem == 0;
}

/* A few posts are read sooner than a thread is started. */
static void
start_threads(struct crew *crew)
{
	enum { POSTS_LEAST = 64 };

	if (crew->post_count > POSTS_LEAST && !crew->members_wanted)
		crew->members_wanted =
		    count_threads(crew->members[0].share.options->threads);
	while (crew->post_count > POSTS_LEAST &&
	       crew->member_count < crew->members_wanted) {
		add_member(crew);
		if (start_thread(&crew->members[crew->member_count - 1]))
			continue;
		/* The system has no more: those there are have to do. */
		crew->member_count--;
		crew->members_wanted = crew->member_count;
	}
}

bool
crew_add(struct crew *crew, struct folder *folder)
{
	enum { RANGE = 32 };
	const size_t count = folder->posts.count;

	crew->post_count += count;
	start_threads(crew);
	for (size_t first = 0; first < count; first += RANGE) {
		size_t end = first + RANGE < count ? first + RANGE : count;
		struct range range = {folder, first, end};

		folder_take(folder);
		if (!put_range(crew, range))
			read_range(&crew->members[0], range);
	}
	return !atomic_load(&crew->is_cancelled);
}

void
crew_finish(struct crew *crew)
{
	pthread_mutex_lock(&crew->mutex);
	crew->is_closed = true;
	pthread_cond_broadcast(&crew->changed);
	pthread_mutex_unlock(&crew->mutex);
	read_ranges(&crew->members[0]);
	for (size_t i = 1; i < crew->member_count; i++)
		pthread_join(crew->members[i].thread, NULL);
}

void
crew_clear(struct crew *crew)
{
	for (size_t i = 0; i < crew->member_count; i++)
		share_clear(&crew->members[i].share);
	pthread_mutex_destroy(&crew->mutex);
	pthread_cond_destroy(&crew->changed);
}
