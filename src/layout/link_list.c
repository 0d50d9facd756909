/* SPDX-License-Identifier: Apache-2.0 */
/* The URLs of all links, numbered as in the text, below the document. */
#include <stdio.h>
#include <string.h>
#include "cnai/cluster.h"
#include "cnai/layout.h"

static const char title[] = "Links";

/* A URL is cut behind one of these if one stands in the row's second half. */
static const char good_ends[] = "/?&-";

static int
digits_of(size_t number)
{
	return snprintf(NULL, 0, "%zu", number);
}

static void
put_title(struct layout *layout)
{
	struct span span = layout_decoration(layout, str_of(title), STYLE_HEADING);

	layout->widest = 0;
	layout_gap(layout, 2);
	for (; span.length > 0; span.start++, span.length--) {
		struct span letter = span;

		letter.length = 1;
		if (layout->column == layout_room(layout))
			layout_row_end(layout);
		layout_put(layout, letter, 1);
	}
	layout_row_end(layout);
	layout_underline(layout, "─", layout->widest);
	layout_gap(layout, 1);
}

/* A part of a URL that fits a row. */
struct part {
	size_t length;
	int width;
};

/* The longest part from OFFSET on that is no wider than ROOM. */
static struct part
fitting_part(struct str url, size_t offset, int room)
{
	struct part whole = {0}, good = {0};

	while (offset + whole.length < url.length) {
		struct cluster cluster = cluster_next(url, offset + whole.length);

		if (whole.width + cluster.width > room)
			return good.width > room / 2 ? good : whole;
		if (whole.length > 0 &&
		    strchr(good_ends, url.data[offset + whole.length - 1]) &&
		    url.data[offset + whole.length - 1] != '\0')
			good = whole;
		whole.length += cluster.source_length;
		whole.width += cluster.width;
	}
	return whole;
}

static void
put_url(struct layout *layout, struct str url, uint32_t link)
{
	struct span span = layout_decoration(layout, url, STYLE_URL);
	int room = layout_room(layout);
	size_t offset = 0;

	span.link = link;
	layout_row_begin(layout);
	while (offset < url.length) {
		struct part part = fitting_part(url, offset, room);

		if (part.length == 0) { /* wider than the page */
			struct span stand_in =
			    layout_decoration(layout, str_of("\uFFFD"), STYLE_URL);

			part.length = cluster_next(url, offset).source_length;
			layout_put(layout, stand_in, 1);
		} else {
			span.length = (uint32_t)part.length;
			layout_put(layout, span, part.width);
		}
		layout_row_end(layout);
		span.start += (uint32_t)part.length;
		offset += part.length;
	}
	layout_row_end(layout);
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
		put_url(layout, document->links[i].url, (uint32_t)i + 1);
		margin_pop(&layout->margin);
	}
}
