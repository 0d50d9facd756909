/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_ERRAND_H
#define CNAI_ERRAND_H

#include <stdbool.h>
#include <stddef.h>
#include "cnai/archive.h"
#include "cnai/screen.h"
#include "cnai/ui.h"

/* What leaves the program: to a browser, the clipboard, a file, an editor. */

enum errand_kind {
	ERRAND_NONE,
	ERRAND_OPEN,      /* TEXT, an address, in the browser */
	ERRAND_COPY,      /* TEXT, an address */
	ERRAND_SHOW,      /* TEXT, an address, on lines of its own */
	ERRAND_COPY_POST, /* POST's Markdown */
	ERRAND_WRITE,     /* POST to the file that TEXT names */
	ERRAND_PIPE,      /* POST's Markdown to the command TEXT */
	ERRAND_EDIT,      /* POST's file */
};

struct errand {
	enum errand_kind kind;
	char *text;      /* see above; the errand's; may be NULL */
	size_t post;     /* an index into the archive's posts */
	struct str seen; /* text of POST that stands at the top of the window:
			    where an editor should begin; borrowed, may be "" */
};

/* What it is done with. */
struct errand_means {
	struct screen *screen;
	const struct ui_options *options;
	const struct archive *archive;
	bool *has_told; /* how tmux is made to copy; said once */
};

/*
 * Does ERRAND and frees what is its own. Returns the message for the user,
 * who owns it; NULL for none.
 */
char *errand_run(struct errand *errand, const struct errand_means *means);

#endif
