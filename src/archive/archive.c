/* SPDX-License-Identifier: Apache-2.0 */
/* An archive that is loaded: reading its posts, and freeing it. */
#include <stdlib.h>
#include "cnai/archive.h"
#include "cnai/file.h"

const uint64_t archive_post_limit = (uint64_t)64 * 1024 * 1024;

void
archive_free(struct archive *archive)
{
	if (!archive)
		return;
	free(archive->root);
	free(archive->title);
	free(archive->posts);
	free(archive->folders);
	free(archive->single_text);
	diagnostics_clear(&archive->diagnostics);
	arena_clear(&archive->arena);
	free(archive);
}

bool
archive_read_post(const struct archive *archive, const struct post *post,
    struct strbuf *text, struct error *error)
{
	struct error reason = {0};
	char *path;
	bool is_read;

	strbuf_truncate(text, 0);
	if (archive->single_text) {
		strbuf_append(text,
		    (struct str){archive->single_text, archive->single_length});
		return true;
	}
	path = file_join(archive->root, post->path);
	is_read = file_read(path, archive_post_limit, text, &reason) == FILE_READ;
	if (!is_read)
		error_set(error, "%s: %s", path, reason.message);
	error_clear(&reason);
	free(path);
	return is_read;
}
