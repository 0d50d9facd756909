/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Labels: text on the page that is not the document's, such as addresses and
 * the place line. It is cut into rows where it must be.
 */
#include <string.h>
#include "cnai/cluster.h"
#include "cnai/layout.h"

/* A part of a label that fits a row. */
struct part {
	size_t length;
	int width;
};

static bool
is_one_of(char byte, const char *good_ends)
{
	return byte != '\0' && strchr(good_ends, byte);
}

/*
 * The longest part from OFFSET on that is no wider than ROOM. It ends behind
 * one of GOOD_ENDS if one stands in the row's second half.
 */
static struct part
fitting_part(struct str text, size_t offset, int room, const char *good_ends)
{
	const size_t left = text.length - offset;
	struct part whole = {0}, good = {0};

	/* Nearly all labels are plain and fit. */
	if (left <= (size_t)room && cluster_plain_length(text, offset) == left)
		return (struct part){left, (int)left};
	while (offset + whole.length < text.length) {
		struct cluster cluster = cluster_next(text, offset + whole.length);

		if (whole.length > 0 &&
		    is_one_of(text.data[offset + whole.length - 1], good_ends))
			good = whole;
		if (whole.width + cluster.width > room)
			return good.width > room / 2 ? good : whole;
		whole.length += cluster.source_length;
		whole.width += cluster.width;
	}
	return whole;
}

void
layout_label(struct layout *layout, struct str text, unsigned styles, uint32_t link,
    const char *good_ends)
{
	struct span span = layout_decoration(layout, text, styles);
	size_t offset = 0;

	span.link = link;
	layout_row_begin(layout);
	while (offset < text.length) {
		struct part part =
		    fitting_part(text, offset, layout_room(layout), good_ends);

		if (part.length == 0) { /* wider than the page */
			struct span stand_in =
			    layout_decoration(layout, str_of("\uFFFD"), styles);

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
