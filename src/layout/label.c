/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Labels: text on the page that is not the document's, such as addresses and
 * the place line. It is cut into rows where it must be.
 */
#include "cnai/cluster.h"
#include "cnai/layout.h"

/* A part of a label that fits a row. */
struct part {
	size_t length;
	int width;
};

/* The plain bytes TEXT begins with, ROOM of them at most; one more is looked at,
 * which might join the last. */
static struct part
plain_part(struct str text, int room)
{
	const size_t length =
	    text.length <= (size_t)room ? text.length : (size_t)room + 1;
	const size_t plain = cluster_plain_length(str_slice(text, 0, length), 0);
	const int width = plain < (size_t)room ? (int)plain : room;

	return (struct part){(size_t)width, width};
}

/* The longest part from OFFSET on that is no wider than ROOM, or a shorter one
 * that ends better. */
static struct part
fitting_part(struct str text, size_t offset, int room)
{
	const struct str rest = str_slice(text, offset, text.length);
	struct part part = plain_part(rest, room); /* of most labels, all */

	while (part.length < rest.length) {
		struct cluster cluster = cluster_next(rest, part.length);

		if (part.width + cluster.width > room) {
			part.length = line_break_inside(rest, part.length);
			part.width =
			    (int)cluster_width(str_slice(rest, 0, part.length));
			break;
		}
		part.length += cluster.source_length;
		part.width += cluster.width;
	}
	return part;
}

void
layout_label(
    struct layout *layout, struct str text, struct label_look look, int room)
{
	struct span span = layout_decoration(layout, text, look.styles);
	size_t offset = 0;

	span.link = look.link;
	if (look.has_source)
		span.source = look.source;
	layout_row_begin(layout);
	while (offset < text.length) {
		struct part part = fitting_part(text, offset, room);

		if (part.length == 0) { /* wider than the page */
			struct span stand_in = layout_decoration(
			    layout, str_of("\uFFFD"), look.styles);

			part.length = cluster_next(text, offset).source_length;
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
