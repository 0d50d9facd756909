/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From what is kept to the posts at hand. Rows are known by path; a row whose
 * file is gone is offered to the posts that have none: first to one of the
 * same title and date, then to one with the same text, for which only posts
 * without a row are read, and few of them.
 */
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>
#include "cnai/file.h"
#include "state_key.h"
#include "state_parts.h"

/* Rows that lost their file, and posts that are read to find them. */
enum { ORPHANS_MAX = 1000, READ_MAX = 200 };

struct orphan {
	char *path;
	unsigned char flags;
	int64_t title_key, text_key, size;
	bool is_found;
};

struct binding {
	struct state *state;
	const struct post **by_path; /* made for the first row */
	bool *has_row;
	struct orphan *orphans;
	size_t orphan_count, orphan_capacity;
};

static int
compare_paths(const void *a, const void *b)
{
	const struct post *const *left = a, *const *right = b;

	return strcmp((*left)->path, (*right)->path);
}

static void
sort_by_path(struct binding *binding)
{
	const struct archive *archive = binding->state->archive;

	binding->has_row = memory_alloc(archive->count * sizeof(bool));
	binding->by_path = memory_alloc(archive->count * sizeof(*binding->by_path));
	for (size_t i = 0; i < archive->count; i++)
		binding->by_path[i] = &archive->posts[i];
	qsort(binding->by_path, archive->count, sizeof(*binding->by_path),
	    compare_paths);
}

static bool
is_gone(const char *folder, const char *path)
{
	char *file = file_join(folder, path);
	const bool result =
	    access(file, F_OK) != 0 && (errno == ENOENT || errno == ENOTDIR);

	free(file);
	return result;
}

static void
add_orphan(struct binding *binding, const char *path, const struct store_row *row)
{
	if (binding->orphan_count == ORPHANS_MAX ||
	    !is_gone(binding->state->root, path))
		return;
	binding->orphans =
	    memory_reserve(binding->orphans, &binding->orphan_capacity,
		binding->orphan_count + 1, sizeof(*binding->orphans));
	binding->orphans[binding->orphan_count++] = (struct orphan){
	    .path = str_copy(str_of(path)),
	    .flags = (unsigned char)(store_row_number(row, 1) & FLAGS_KEPT),
	    .title_key = store_row_number(row, 2),
	    .size = store_row_number(row, 3),
	    .text_key = store_row_number(row, 4),
	};
}

static void
take_row(void *data, const struct store_row *row)
{
	struct binding *binding = data;
	struct state *state = binding->state;
	char *path = str_copy(store_row_bytes(row, 0));
	const struct post wanted = {.path = path};
	const struct post *key = &wanted, **found;

	if (!binding->by_path)
		sort_by_path(binding);
	found = bsearch(&key, binding->by_path, state->archive->count,
	    sizeof(*binding->by_path), compare_paths);
	if (found) {
		const size_t index = (size_t)(*found - state->archive->posts);

		binding->has_row[index] = true;
		state->flags[index] =
		    (unsigned char)(store_row_number(row, 1) & FLAGS_KEPT);
	} else {
		add_orphan(binding, path, row);
	}
	free(path);
}

/* Gives what is kept of ORPHAN to POST. */
static void
adopt(struct binding *binding, struct orphan *orphan, size_t index)
{
	struct state *state = binding->state;
	const struct store_value values[] = {
	    store_bytes(str_of(state->archive->posts[index].path)),
	    store_number(state->archive_id), store_bytes(str_of(orphan->path))};

	orphan->is_found = true;
	binding->has_row[index] = true;
	state->flags[index] = orphan->flags;
	state_run(state,
	    "UPDATE OR REPLACE post SET path = ? WHERE archive = ? AND path = ?",
	    values, 3, NULL, NULL);
}

static int
compare_titles(const void *a, const void *b)
{
	const int64_t left = ((const struct orphan *)a)->title_key;
	const int64_t right = ((const struct orphan *)b)->title_key;

	return (left > right) - (left < right);
}

static void
adopt_by_title(struct binding *binding)
{
	const struct archive *archive = binding->state->archive;

	qsort(binding->orphans, binding->orphan_count, sizeof(*binding->orphans),
	    compare_titles);
	for (size_t i = 0; i < archive->count; i++) {
		struct orphan wanted = {0}, *found;

		if (binding->has_row[i])
			continue;
		wanted.title_key = key_of_title(&archive->posts[i]);
		found = wanted.title_key ? bsearch(&wanted, binding->orphans,
					       binding->orphan_count,
					       sizeof(wanted), compare_titles)
					 : NULL;
		if (found && !found->is_found)
			adopt(binding, found, i);
	}
}

static struct orphan *
find_text(struct binding *binding, int64_t size, int64_t key)
{
	for (size_t i = 0; i < binding->orphan_count; i++) {
		struct orphan *orphan = &binding->orphans[i];

		if (!orphan->is_found && key && orphan->text_key == key &&
		    orphan->size == size)
			return orphan;
	}
	return NULL;
}

static void
adopt_by_text(struct binding *binding)
{
	const struct archive *archive = binding->state->archive;
	size_t left = 0, reads = 0;

	for (size_t i = 0; i < binding->orphan_count; i++)
		left +=
		    !binding->orphans[i].is_found && binding->orphans[i].text_key;
	for (size_t i = 0; left && i < archive->count && reads < READ_MAX; i++) {
		struct orphan *found;
		int64_t size, key;

		if (binding->has_row[i])
			continue;
		reads++;
		key = key_of_text(archive, &archive->posts[i], &size);
		found = find_text(binding, size, key);
		if (found) {
			adopt(binding, found, i);
			left--;
		}
	}
}

static void
mark_new(struct state *state)
{
	const struct str known = strbuf_str(&state->known);

	for (size_t i = 0; i < state->archive->count; i++) {
		const struct post *post = &state->archive->posts[i];

		if (!key_set_has(known, key_of_path(post)) &&
		    !key_set_has(known, key_of_title(post)))
			state->flags[i] |= FLAG_NEW;
	}
}

static void
count_read(struct state *state)
{
	state->read_count = 0;
	for (size_t i = 0; i < state->archive->count; i++)
		state->read_count += state->flags[i] & FLAG_READ;
}

void
state_take_flags(struct state *state)
{
	struct binding binding = {.state = state};
	const struct store_value id = store_number(state->archive_id);

	memset(state->flags, 0, state->archive->count);
	if (state->archive_id && state->archive->count)
		state_run(state,
		    "SELECT path, flags, title_key, size, text_key FROM post "
		    "WHERE archive = ?",
		    &id, 1, take_row, &binding);
	if (binding.orphan_count) {
		adopt_by_title(&binding);
		adopt_by_text(&binding);
	}
	for (size_t i = 0; i < binding.orphan_count; i++)
		free(binding.orphans[i].path);
	free(binding.orphans);
	free(binding.by_path);
	free(binding.has_row);
	mark_new(state);
	count_read(state);
}

struct finding {
	struct state *state;
	struct str present; /* the keys of the archive at hand */
};

static void
take_archive_row(void *data, const struct store_row *row)
{
	struct state *state = ((struct finding *)data)->state;

	state->archive_id = store_row_number(row, 0);
	if (state->has_known)
		return;
	state->has_known = true;
	strbuf_append(&state->known, store_row_bytes(row, 1));
}

/* An archive whose folder is gone and that had the same posts. */
static void
take_lost_row(void *data, const struct store_row *row)
{
	struct finding *finding = data;
	char *root = str_copy(store_row_bytes(row, 2));

	if (!finding->state->archive_id && is_gone("/", root) &&
	    key_sets_are_alike(store_row_bytes(row, 1), finding->present))
		take_archive_row(data, row);
	free(root);
}

void
state_find_archive(struct state *state)
{
	struct finding finding = {.state = state};
	const struct store_value root = store_bytes(str_of(state->root));
	struct strbuf present;

	if (state->archive_id)
		return;
	state_run(state, "SELECT id, known FROM archive WHERE root = ?", &root, 1,
	    take_archive_row, &finding);
	if (state->archive_id || !state->archive || !state->archive->count)
		return;
	present = key_set_of(state->archive);
	finding.present = strbuf_str(&present);
	state_run(state,
	    "SELECT id, known, root FROM archive WHERE known IS NOT NULL", NULL, 0,
	    take_lost_row, &finding);
	strbuf_clear(&present);
	if (state->archive_id) {
		const struct store_value values[] = {
		    root, store_number(state->archive_id)};

		state_run(state, "UPDATE archive SET root = ? WHERE id = ?", values,
		    2, NULL, NULL);
	}
}
