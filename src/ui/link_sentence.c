/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Many links are called "here": what they are about is said around them. Where a
 * row has no room for all of that, what comes before the link is kept longest.
 */
#include "cnai/cluster.h"
#include "cnai/link_sentence.h"

enum { REACH = 400 }; /* bytes of a sentence that count, on either side */

/* Whether a sentence ends with the byte at OFFSET. */
static bool
ends_sentence(struct str text, size_t offset)
{
	return (text.data[offset] == '.' || text.data[offset] == '!' ||
		   text.data[offset] == '?') &&
	       (offset + 1 == text.length || str_is_white(text.data[offset + 1]));
}

/* Whether TEXT begins with the arrow behind a footnote, which says nothing. */
static bool
is_way_back(struct str text)
{
	return str_starts_with(text, str_of("↩"));
}

/* Bytes of the blanks at TEXT's end; before a way back there is one that does
 * not break. */
static size_t
blank_end(struct str text)
{
	const struct str fixed = str_of("\u00a0");
	struct str rest = text;

	while (rest.length) {
		if (str_is_blank(rest.data[rest.length - 1]))
			rest.length--;
		else if (str_ends_with(rest, fixed))
			rest.length -= fixed.length;
		else
			break;
	}
	return text.length - rest.length;
}

static size_t
start_of(struct str text, size_t offset)
{
	const size_t least = offset > REACH ? offset - REACH : 0;
	size_t start = offset;

	while (start > least && text.data[start - 1] != '\n' &&
	       !(start < offset && ends_sentence(text, start - 1)))
		start--;
	/* Not in the middle of a character. */
	while (start < offset && ((unsigned char)text.data[start] & 0xC0) == 0x80)
		start++;
	return start;
}

static size_t
end_of(struct str text, size_t offset)
{
	const size_t most =
	    text.length - offset > REACH ? offset + REACH : text.length;
	size_t end = offset;

	while (end < most && text.data[end] != '\n' &&
	       !is_way_back(str_slice(text, end, text.length)))
		if (ends_sentence(text, end++))
			break;
	while (end > offset && end < text.length &&
	       ((unsigned char)text.data[end] & 0xC0) == 0x80)
		end--;
	return end - blank_end(str_slice(text, offset, end));
}

struct str
link_sentence(
    const struct document *document, const struct link *link, size_t *offset)
{
	const struct str text = strbuf_str(&document->text);
	size_t start = start_of(text, link->start);

	while (start < link->start && str_is_blank(text.data[start]))
		start++;
	*offset = link->start - start;
	return str_slice(text, start, end_of(text, link->end));
}

/* Fitting. */

enum {
	WORD_REACH = 24, /* bytes within which a blank is looked for, to cut at */
	AFTER_SHARE = 3, /* of the room, for what comes behind the link */
	ELLIPSIS_WIDTH = 1,
};

static int
width_of(struct str text)
{
	return (int)cluster_width(text);
}

/* The part of TEXT that is as long as WIDTH allows and begins with it. */
static struct str
head_of(struct str text, int width)
{
	size_t end = 0;

	while (end < text.length) {
		const struct cluster cluster = cluster_next(text, end);

		width -= cluster.width;
		if (width < 0)
			break;
		end += cluster.source_length;
	}
	return str_slice(text, 0, end);
}

/* The same that ends with it. */
static struct str
tail_of(struct str text, int width)
{
	size_t start = 0;

	for (int left = width_of(text); start < text.length && left > width;) {
		const struct cluster cluster = cluster_next(text, start);

		left -= cluster.width;
		start += cluster.source_length;
	}
	return str_slice(text, start, text.length);
}

/* The end of TEXT for WIDTH columns, with an ellipsis if it is cut: between
 * words where there are any. */
static struct str
cut_before(struct str text, int width, bool *is_cut)
{
	struct str kept;

	*is_cut = width_of(text) > width;
	if (!*is_cut)
		return text;
	kept = tail_of(text, width - ELLIPSIS_WIDTH);
	if (str_is_blank(kept.data[-1]))
		return kept;
	for (size_t i = 0; i < kept.length && i < WORD_REACH; i++)
		if (str_is_blank(kept.data[i]))
			return str_slice(kept, i + 1, kept.length);
	return kept;
}

static struct str
cut_after(struct str text, int width, bool *is_cut)
{
	struct str kept;

	*is_cut = width_of(text) > width;
	if (!*is_cut)
		return text;
	kept = head_of(text, width - ELLIPSIS_WIDTH);
	if (kept.length == 0 || str_is_blank(text.data[kept.length]))
		return kept;
	for (size_t i = kept.length; i > 0 && kept.length - i < WORD_REACH; i--)
		if (str_is_blank(kept.data[i - 1]))
			return str_slice(kept, 0, i - 1);
	return kept;
}

struct link_excerpt
link_excerpt(const struct document *document, const struct link *link, int width)
{
	size_t offset;
	const struct str sentence = link_sentence(document, link, &offset);
	const size_t end = offset + link->end - link->start;
	const struct str after = str_slice(sentence, end, sentence.length);
	struct link_excerpt excerpt = {.link = str_slice(sentence, offset, end)};
	const int room =
	    width > width_of(excerpt.link) ? width - width_of(excerpt.link) : 0;
	const int share = width_of(after) < room / AFTER_SHARE ? width_of(after)
							       : room / AFTER_SHARE;

	excerpt.before = cut_before(
	    str_slice(sentence, 0, offset), room - share, &excerpt.is_cut_before);
	excerpt.after = cut_after(after,
	    room - width_of(excerpt.before) -
		(excerpt.is_cut_before ? ELLIPSIS_WIDTH : 0),
	    &excerpt.is_cut_after);
	return excerpt;
}
