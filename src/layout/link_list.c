/* SPDX-License-Identifier: Apache-2.0 */
/* The URLs of all links, numbered as in the text, below the document. */
#include <stdio.h>
#include "cnai/layout.h"

static const char title[] = "Links";

/* Where a URL may end a row. */
static const char url_ends[] = "/?&-";

static int
digits_of(size_t number)
{
	return snprintf(NULL, 0, "%zu", number);
}

static void
put_title(struct layout *layout)
{
	layout->widest = 0;
	layout_gap(layout, 2);
	layout_label(layout, str_of(title), STYLE_HEADING, 0, "");
	layout_underline(layout, "─", layout->widest);
	layout_gap(layout, 1);
}

void
layout_link_list(struct layout *layout)
{
	const struct document *document = layout->document;
	int digits = digits_of(document->link_count);

	if (document->link_count == 0)
		return;
	put_title(layout);
	for (size_t i = 0; i < document->link_count; i++) {
		char marker[MARKER_SIZE];

		snprintf(marker, sizeof(marker), "[%*zu] ", digits, i + 1);
		margin_push_marker(&layout->margin, marker, digits + 3);
		layout_label(layout, document->links[i].url, STYLE_URL,
		    (uint32_t)i + 1, url_ends);
		margin_pop(&layout->margin);
	}
}
