/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the library takes beside cmark's parser, in one process, so that
 * starting and writing count for nothing. Both do the same posts in turn, the
 * ratio is taken within the round, and the median of the rounds is said:
 * milliseconds of ours, of cmark's, and the ratio.
 *
 * usage: lay_out posts ROUNDS FILE...    posts parsed and laid out, one by one
 *        lay_out resize ROUNDS FILE...   documents that are there already laid
 *                                        out at another width
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <cmark.h>
#include "cnai/cluster.h"
#include "cnai/document.h"
#include "cnai/file.h"
#include "cnai/front_matter.h"
#include "cnai/memory.h"
#include "cnai/page.h"

enum { WIDTH = 80, WIDTHS = 40, ROUNDS_MAX = 1000, SIZE_LIMIT = 1 << 28 };

struct post {
	struct strbuf file;
	struct str body;
	struct document *document; /* for "resize" only */
};

struct bench {
	struct post *posts;
	size_t count;
	int width;
};

static double
now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static void
lay_out(const struct document *document, int width)
{
	const struct layout_options options = {
	    .width = width, .number_links = true, .wrap_code = true};

	page_free(page_layout(document, &options));
}

static void
do_posts(const struct bench *bench)
{
	for (size_t i = 0; i < bench->count; i++) {
		struct document *document =
		    document_parse(NULL, bench->posts[i].body);

		lay_out(document, WIDTH);
		document_free(document);
	}
}

static void
do_resize(const struct bench *bench)
{
	for (size_t i = 0; i < bench->count; i++)
		lay_out(bench->posts[i].document, bench->width);
}

static void
do_cmark(const struct bench *bench)
{
	for (size_t i = 0; i < bench->count; i++) {
		const struct str body = bench->posts[i].body;

		cmark_node_free(cmark_parse_document(
		    body.data, body.length, CMARK_OPT_DEFAULT));
	}
}

static double
time_of(void (*work)(const struct bench *bench), const struct bench *bench)
{
	const double start = now();

	work(bench);
	return now() - start;
}

static int
compare(const void *a, const void *b)
{
	const double left = *(const double *)a, right = *(const double *)b;

	return (left > right) - (left < right);
}

static double
median(double *values, size_t count)
{
	qsort(values, count, sizeof(*values), compare);
	return values[count / 2];
}

static bool
read_posts(struct bench *bench, char **paths, bool has_documents)
{
	for (size_t i = 0; i < bench->count; i++) {
		struct post *post = &bench->posts[i];
		struct error error = {0};
		struct str text;

		if (file_read(paths[i], SIZE_LIMIT, &post->file, &error) !=
		    FILE_READ) {
			fprintf(stderr, "lay_out: %s\n", error.message);
			error_clear(&error);
			return false;
		}
		text = strbuf_str(&post->file);
		post->body = str_slice(
		    text, front_matter_find(text).body_offset, text.length);
		if (has_documents)
			post->document = document_parse(NULL, post->body);
	}
	return true;
}

static void
clear_posts(struct bench *bench)
{
	for (size_t i = 0; i < bench->count; i++) {
		document_free(bench->posts[i].document);
		strbuf_clear(&bench->posts[i].file);
	}
	free(bench->posts);
}

static void
measure(struct bench *bench, void (*work)(const struct bench *bench), size_t rounds)
{
	static double ours[ROUNDS_MAX], others[ROUNDS_MAX], ratios[ROUNDS_MAX];

	for (size_t i = 0; i < rounds; i++) {
		bench->width = WIDTH + (int)(i % WIDTHS);
		ours[i] = time_of(work, bench);
		others[i] = time_of(do_cmark, bench);
		ratios[i] = ours[i] / others[i];
	}
	printf("%f %f %f\n", median(ours, rounds), median(others, rounds),
	    median(ratios, rounds));
}

int
main(int argc, char **argv)
{
	struct bench bench = {0};
	size_t rounds = argc > 2 ? (size_t)atoi(argv[2]) : 0;
	bool is_resize, is_read;

	if (argc < 4 || rounds < 1 || rounds > ROUNDS_MAX) {
		fputs("usage: lay_out posts|resize ROUNDS FILE...\n", stderr);
		return 2;
	}
	locale_start();
	bench.count = (size_t)argc - 3;
	bench.posts = memory_alloc(bench.count * sizeof(*bench.posts));
	is_resize = strcmp(argv[1], "resize") == 0;
	is_read = read_posts(&bench, argv + 3, is_resize);
	if (is_read)
		measure(&bench, is_resize ? do_resize : do_posts, rounds);
	clear_posts(&bench);
	return is_read ? 0 : 1;
}
