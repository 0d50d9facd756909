/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The URLs of the links, numbered as in the text, below the document. A link
 * whose text is its address says itself, unless a row is too short for it: then
 * it is cut where it stands, and whole in the list. Links to places in the
 * document are not listed.
 */
#include <limits.h>
#include <string.h>
#include "cnai/cluster.h"
#include "cnai/layout.h"

static const char title[] = "Links";

/* Whether PREFIX is "scheme://". */
static bool
is_scheme(struct str prefix)
{
	static const char end[] = "://";
	size_t length = 0;

	while (length < prefix.length && !strchr(":/", prefix.data[length]))
		length++;
	return length > 0 &&
	       str_equal(str_slice(prefix, length, prefix.length), str_of(end));
}

static bool
text_is_address(struct str text, struct str url)
{
	struct str prefix;

	if (!str_ends_with(url, text))
		return false;
	prefix = str_slice(url, 0, url.length - text.length);
	return prefix.length == 0 || str_equal(prefix, str_of("mailto:")) ||
	       is_scheme(prefix);
}

bool
layout_link_says_itself(const struct layout *layout, uint32_t number)
{
	const struct link *link = &layout->document->links[number - 1];
	struct str text = document_link_text(layout->document, link);

	if (!layout->unlisted)
		return false;
	/* A table's cells are measured before it is known how wide they are:
	 * what is said last counts. */
	layout->unlisted[number - 1] =
	    link->has_target ||
	    (text_is_address(text, link->url) &&
		cluster_width(text) <= (size_t)layout_room(layout));
	return layout->unlisted[number - 1];
}

static void
put_title(struct layout *layout)
{
	layout->widest = 0;
	layout_gap(layout, 1);
	layout_label(layout, str_of(title),
	    (struct label_look){.styles = STYLE_HEADING}, layout_room(layout));
	layout_underline(layout, "─", layout->widest);
	layout_gap(layout, 1);
}

static void
put_link(struct layout *layout, size_t index, int digits, struct strbuf *marker)
{
	strbuf_truncate(marker, 0);
	strbuf_append_byte(marker, '[');
	strbuf_append_number(marker, layout->document->links[index].number, digits);
	strbuf_append_string(marker, "] ");
	margin_push_marker(&layout->margin, strbuf_str(marker), digits + 3);
	layout_label(layout, layout->document->links[index].url,
	    (struct label_look){.styles = STYLE_URL, .link = (uint32_t)index + 1},
	    layout->options.long_urls ? INT_MAX : layout_room(layout));
	margin_pop(&layout->margin);
}

void
layout_link_list(struct layout *layout)
{
	const size_t count = layout->document->link_count;
	const int digits = str_digits(document_numbered_links(layout->document));
	struct strbuf marker = {0};
	bool has_title = false;

	for (size_t i = 0; i < count; i++) {
		if (layout->unlisted[i])
			continue;
		if (!has_title)
			put_title(layout);
		has_title = true;
		put_link(layout, i, digits, &marker);
	}
	strbuf_clear(&marker);
}
