/* SPDX-License-Identifier: Apache-2.0 */
/* Reading files one after the other, and keeping what they say. */
#include <stdlib.h>
#include "cnai/file.h"
#include "share.h"

/* The path of ENTRY below the archive's root, until the next one. */
static const char *
set_path(
    struct share *share, const struct folder *folder, const struct entry *entry)
{
	strbuf_truncate(&share->path, 0);
	if (*folder->path) {
		strbuf_append_string(&share->path, folder->path);
		strbuf_append_byte(&share->path, '/');
	}
	strbuf_append_string(&share->path, entry->name);
	return share->path.data;
}

/* Reads the file into share->text; false with ERROR, and a diagnostic. */
static bool
read_text(struct share *share, const struct folder *folder,
    const struct entry *entry, const char *path, struct error *error)
{
	enum { KEPT_MAX = 1024 * 1024 };
	enum file_result (*read)(int in, const char *name, uint64_t limit,
	    struct strbuf *buffer, struct error *error) =
	    entry->is_known ? file_read_known : file_read_in;

	if (share->text.capacity > KEPT_MAX)
		strbuf_clear(&share->text);
	strbuf_truncate(&share->text, 0);
	if (read(folder->descriptor, entry->name, archive_post_limit, &share->text,
		error) == FILE_READ)
		return true;
	diagnostics_add(&share->diagnostics, SEVERITY_ERROR, "unreadable", path, 0,
	    0, "cannot be read: %s", error->message);
	return false;
}

static void
parse_post(struct share *share, struct post *post, const struct folder *folder,
    const struct entry *entry, const char *path)
{
	const struct post_context context = {
	    .now = share->options->now,
	    .cascade = folder->cascade,
	    .language = *entry->language
			    ? arena_copy(&share->arena, entry->language,
				  strlen(entry->language))
			    : NULL,
	    .parent = share->parent,
	    .checks_body = share->options->checks_bodies,
	    .scratch = &share->scratch,
	};

	post_parse(post, strbuf_str(&share->text), path, &context, &share->arena,
	    &share->diagnostics);
}

void
share_add_post(
    struct share *share, const struct folder *folder, const struct entry *entry)
{
	const struct archive_options *options = share->options;
	const char *path = set_path(share, folder, entry);
	struct error error = {0};
	struct post *post;

	share->posts = memory_reserve(share->posts, &share->capacity,
	    share->count + 1, sizeof(*share->posts));
	post = &share->posts[share->count];
	if (read_text(share, folder, entry, path, &error))
		parse_post(share, post, folder, entry, path);
	else
		post_set_unreadable(post, path, error.message, &share->arena);
	error_clear(&error);
	post->section = folder->section;
	if (post->is_readable)
		post->hidden |= folder->hidden;
	if (post->hidden && !options->show_hidden) {
		share->hidden_count++;
		return;
	}
	share->count++;
	if (options->seen && post->is_readable)
		post->seen =
		    options->seen(options->data, post, strbuf_str(&share->text));
}

/*
 * Hugo drops all that is below a section which it would not build, whatever
 * the pages say. Where the section is not listed only, they are.
 */
static unsigned
find_hidden(struct share *share, const struct section *section, const char *path)
{
	const struct post_context context = {
	    .now = share->options->now,
	    .cascade = section->cascade,
	    .parent = share->parent,
	    .is_section = true,
	};
	struct diagnostics said = {0};
	struct arena strings = {0};
	struct post page;

	post_parse(
	    &page, strbuf_str(&share->text), path, &context, &strings, &said);
	arena_clear(&strings);
	diagnostics_clear(&said);
	return page.hidden & ~(unsigned)HIDDEN_UNLISTED;
}

struct section
share_read_section(struct share *share, const struct folder *folder)
{
	const char *path = set_path(share, folder, &folder->index);
	struct error error = {0};
	struct section section;

	/* An _index.md that cannot be read is empty. */
	if (!read_text(share, folder, &folder->index, path, &error))
		strbuf_truncate(&share->text, 0);
	error_clear(&error);
	section = section_read(strbuf_str(&share->text), path, folder->cascade,
	    &share->arena, &share->diagnostics);
	section.hidden = find_hidden(share, &section, path);
	return section;
}

static void
move_diagnostics(struct diagnostics *list, struct diagnostics *from)
{
	if (!from->count)
		return;
	list->items = memory_reserve(list->items, &list->capacity,
	    list->count + from->count, sizeof(*list->items));
	memcpy(list->items + list->count, from->items,
	    from->count * sizeof(*from->items));
	list->count += from->count;
	from->count = 0;
}

static void
move_posts(struct archive *archive, struct share *share)
{
	if (!share->count)
		return;
	/* The first share's array grows where it is: no time with two of all. */
	if (!archive->count) {
		free(archive->posts);
		archive->posts = memory_resize(
		    share->posts, share->count, sizeof(*share->posts));
		share->posts = NULL;
	} else {
		archive->posts = memory_resize(archive->posts,
		    archive->count + share->count, sizeof(*archive->posts));
		memcpy(archive->posts + archive->count, share->posts,
		    share->count * sizeof(*share->posts));
	}
	archive->count += share->count;
}

void
share_move(struct share *share, struct archive *archive)
{
	move_posts(archive, share);
	move_diagnostics(&archive->diagnostics, &share->diagnostics);
	arena_adopt(&archive->arena, &share->arena);
	archive->hidden_count += share->hidden_count;
	share_clear(share);
}

void
share_clear(struct share *share)
{
	free(share->posts);
	diagnostics_clear(&share->diagnostics);
	arena_clear(&share->arena);
	arena_clear(&share->scratch);
	strbuf_clear(&share->text);
	strbuf_clear(&share->path);
	*share = (struct share){0};
}
