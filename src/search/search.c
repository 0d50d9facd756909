/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A search reads the posts anew each time, so it is never out of date. Most
 * posts are left out by a look at their bytes; of the others the document is
 * made, because what is searched is what a reader sees. Threads take the next
 * post from a common number and put what they find on a common heap, which is
 * sorted and merged into the hits when somebody asks for them.
 */
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>
#include "cnai/memory.h"
#include "cnai/search.h"
#include "look.h"

enum { THREADS_MAX = 8, POSTS_A_THREAD = 16 };

/* A hit whose post has no place in the archive yet. */
struct found {
	struct hit hit;
	struct found *next;
};

struct search {
	const struct archive *archive;
	const struct query *query;
	struct document_options document; /* of the posts */
	pthread_t threads[THREADS_MAX];
	size_t thread_count;
	atomic_size_t next; /* post that nobody has taken yet */
	atomic_size_t progress, unreadable;
	atomic_bool is_cancelled;
	pthread_mutex_t lock; /* of what follows */
	pthread_cond_t ended;
	size_t running;        /* threads */
	struct look *looks;    /* that no thread has */
	struct found *waiting; /* for search_adopt() */
	struct hit *found;     /* since the hits were last asked for */
	size_t found_count, found_capacity;
	/* The caller's alone. */
	struct hit *hits;
	size_t count;
};

/* Looking. */

static void
add_found(struct search *search, const struct hit *hit)
{
	pthread_mutex_lock(&search->lock);
	search->found = memory_reserve(search->found, &search->found_capacity,
	    search->found_count + 1, sizeof(*search->found));
	search->found[search->found_count++] = *hit;
	pthread_mutex_unlock(&search->lock);
}

/* Looks at the post with number INDEX; false where it cannot be read. */
static bool
look_at_post(struct search *search, struct look *look, size_t index)
{
	const struct post *post = &search->archive->posts[index];
	struct hit hit = {0};

	if (!post->is_readable)
		return false;
	if (!look_may_be_hit(look, post))
		return true;
	if (!look_read(look, search->archive, post))
		return false;
	if (look_at(look, post, strbuf_str(&look->text), &hit)) {
		hit.post = index;
		add_found(search, &hit);
	}
	return true;
}

static void
look_at_posts(struct search *search)
{
	struct look *look = look_new(search->query, search->document);

	while (!atomic_load(&search->is_cancelled)) {
		size_t index = atomic_fetch_add(&search->next, 1);

		if (index >= search->archive->count)
			break;
		if (!look_at_post(search, look, index))
			atomic_fetch_add(&search->unreadable, 1);
		atomic_fetch_add(&search->progress, 1);
	}
	look_free(look);
}

/* Threads. */

static void *
run(void *data)
{
	struct search *search = data;

	look_at_posts(search);
	pthread_mutex_lock(&search->lock);
	search->running--;
	pthread_cond_signal(&search->ended);
	pthread_mutex_unlock(&search->lock);
	return NULL;
}

static size_t
choose_threads(size_t wanted, size_t posts)
{
	const long processors = sysconf(_SC_NPROCESSORS_ONLN);
	const size_t useful = posts / POSTS_A_THREAD + 1;
	size_t threads = wanted;

	if (!threads)
		threads = processors > 0 ? (size_t)processors : 1;
	if (threads > THREADS_MAX)
		threads = THREADS_MAX;
	return wanted || threads < useful ? threads : useful;
}

/* Signals are the main thread's business. Without threads it is done here. */
static void
start_threads(struct search *search, size_t threads)
{
	sigset_t all, before;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	search->running = threads;
	while (search->thread_count < threads &&
	       pthread_create(
		   &search->threads[search->thread_count], NULL, run, search) == 0)
		search->thread_count++;
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	pthread_mutex_lock(&search->lock);
	search->running -= threads - search->thread_count;
	pthread_mutex_unlock(&search->lock);
	if (!search->thread_count)
		look_at_posts(search);
}

static struct search *
search_new(const struct query *query)
{
	struct search *search = memory_alloc(sizeof(*search));
	pthread_condattr_t attributes;

	search->query = query;
	pthread_mutex_init(&search->lock, NULL);
	pthread_condattr_init(&attributes);
	pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
	pthread_cond_init(&search->ended, &attributes);
	pthread_condattr_destroy(&attributes);
	return search;
}

struct search *
search_start_with(
    const struct archive *archive, const struct query *query, size_t threads)
{
	struct search *search = search_new(query);

	search->archive = archive;
	search->document = archive->document;
	start_threads(search, choose_threads(threads, archive->count));
	return search;
}

struct search *
search_start(const struct archive *archive, const struct query *query)
{
	return search_start_with(archive, query, 0);
}

static void
free_hits(struct hit *hits, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free(hits[i].marks);
	free(hits);
}

static void
free_looks(struct look *look)
{
	while (look) {
		struct look *next = look->next;

		look_free(look);
		look = next;
	}
}

static void
free_waiting(struct found *found)
{
	while (found) {
		struct found *next = found->next;

		free(found->hit.marks);
		free(found);
		found = next;
	}
}

void
search_free(struct search *search)
{
	if (!search)
		return;
	atomic_store(&search->is_cancelled, true);
	for (size_t i = 0; i < search->thread_count; i++)
		pthread_join(search->threads[i], NULL);
	pthread_cond_destroy(&search->ended);
	pthread_mutex_destroy(&search->lock);
	free_looks(search->looks);
	free_waiting(search->waiting);
	free_hits(search->found, search->found_count);
	free_hits(search->hits, search->count);
	free(search);
}

static struct timespec
time_after(int milliseconds)
{
	enum { MILLION = 1000000, THOUSAND_MILLION = 1000000000 };
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	time.tv_sec += milliseconds / 1000;
	time.tv_nsec += (long)(milliseconds % 1000) * MILLION;
	if (time.tv_nsec >= THOUSAND_MILLION) {
		time.tv_nsec -= THOUSAND_MILLION;
		time.tv_sec++;
	}
	return time;
}

bool
search_wait(struct search *search, int milliseconds)
{
	const struct timespec end = time_after(milliseconds);
	bool is_done;

	pthread_mutex_lock(&search->lock);
	while (search->running && pthread_cond_timedwait(&search->ended,
				      &search->lock, &end) != ETIMEDOUT)
		;
	is_done = !search->running;
	pthread_mutex_unlock(&search->lock);
	return is_done;
}

size_t
search_progress(const struct search *search)
{
	return atomic_load(&search->progress);
}

size_t
search_unreadable(const struct search *search)
{
	return atomic_load(&search->unreadable);
}

/* Hits. */

/* The larger first. */
static int
compare_sizes(size_t a, size_t b)
{
	return (a < b) - (a > b);
}

static int
compare_hits(const void *left, const void *right)
{
	const struct hit *a = left, *b = right;
	int order = compare_sizes(a->title_terms, b->title_terms);

	if (!order)
		order = compare_sizes(a->heading_terms, b->heading_terms);
	if (!order)
		order = compare_sizes(a->score, b->score);
	return order ? order : compare_sizes(b->post, a->post);
}

/* Puts the sorted hits NEWER between the sorted hits there are. */
static void
merge(struct search *search, const struct hit *newer, size_t count)
{
	struct hit *merged =
	    memory_resize(NULL, search->count + count, sizeof(*merged));
	size_t i = 0, j = 0;

	while (i < search->count || j < count) {
		const bool is_newer =
		    i == search->count ||
		    (j < count && compare_hits(&newer[j], &search->hits[i]) < 0);

		merged[i + j] = is_newer ? newer[j] : search->hits[i];
		i += !is_newer;
		j += is_newer;
	}
	free(search->hits);
	search->hits = merged;
	search->count += count;
}

const struct hit *
search_hits(struct search *search, size_t *count)
{
	struct hit *newer;
	size_t newer_count;

	pthread_mutex_lock(&search->lock);
	newer = search->found;
	newer_count = search->found_count;
	search->found = NULL;
	search->found_count = search->found_capacity = 0;
	pthread_mutex_unlock(&search->lock);
	if (newer_count)
		qsort(newer, newer_count, sizeof(*newer), compare_hits);
	if (newer_count && !search->count) {
		search->hits = newer;
		search->count = newer_count;
	} else if (newer_count) {
		merge(search, newer, newer_count);
		free(newer);
	}
	*count = search->count;
	return search->hits;
}

/* Searching while loading. */

/* One of the looks that no other thread has. */
static struct look *
take_look(struct search *search)
{
	struct look *look;

	pthread_mutex_lock(&search->lock);
	look = search->looks;
	if (look)
		search->looks = look->next;
	pthread_mutex_unlock(&search->lock);
	return look ? look : look_new(search->query, search->document);
}

static void
give_look(struct search *search, struct look *look)
{
	pthread_mutex_lock(&search->lock);
	look->next = search->looks;
	search->looks = look;
	pthread_mutex_unlock(&search->lock);
}

static struct found *
found_new(struct search *search, const struct hit *hit)
{
	struct found *found = memory_alloc(sizeof(*found));

	found->hit = *hit;
	pthread_mutex_lock(&search->lock);
	found->next = search->waiting;
	search->waiting = found;
	pthread_mutex_unlock(&search->lock);
	return found;
}

/* Called for each post that is loaded, in several threads. */
static void *
see_post(void *data, const struct post *post, struct str file)
{
	struct search *search = data;
	struct look *look = take_look(search);
	struct found *found = NULL;
	struct hit hit = {0};

	if (look_may_be_hit(look, post) && look_at(look, post, file, &hit))
		found = found_new(search, &hit);
	give_look(search, look);
	return found;
}

struct search *
search_watch(const struct query *query, struct archive_options *options)
{
	struct search *search = search_new(query);

	search->document = options->document;
	options->seen = see_post;
	options->data = search;
	return search;
}

void
search_adopt(struct search *search, const struct archive *archive)
{
	search->archive = archive;
	for (size_t i = 0; i < archive->count; i++) {
		struct found *found = archive->posts[i].seen;

		if (!archive->posts[i].is_readable)
			atomic_fetch_add(&search->unreadable, 1);
		if (!found)
			continue;
		found->hit.post = i;
		add_found(search, &found->hit);
		found->hit.marks = NULL;
	}
	free_waiting(search->waiting);
	search->waiting = NULL;
	atomic_store(&search->progress, archive->count);
}
