/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Many links are called "here": what they are about is said around them. A row
 * has room for some of that, more of what comes before the link than behind.
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

	while (end < most && text.data[end] != '\n')
		if (ends_sentence(text, end++))
			break;
	while (end > offset && end < text.length &&
	       ((unsigned char)text.data[end] & 0xC0) == 0x80)
		end--;
	return end;
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

/* Where to begin so that TEXT's end up to OFFSET is at most WIDTH wide. */
static size_t
cut_start(struct str text, size_t offset, int width)
{
	size_t start = 0;
	int left = (int)cluster_width(str_slice(text, 0, offset));

	while (start < offset && left > width) {
		const struct cluster cluster = cluster_next(text, start);

		left -= cluster.width;
		start += cluster.source_length;
	}
	return start < offset ? start : offset;
}

void
link_sentence_draw(const struct document *document, const struct link *link,
    struct canvas *canvas, int row, int column)
{
	const struct look dim = screen_look(canvas->screen, STYLE_PLACE);
	size_t offset;
	const struct str sentence = link_sentence(document, link, &offset);
	const size_t end = offset + link->end - link->start;
	const int before = (canvas->columns - column) / 2;
	size_t start = 0;

	if ((int)cluster_width(str_slice(sentence, 0, offset)) > before) {
		start = cut_start(sentence, offset, before > 1 ? before - 1 : 0);
		column += screen_put(canvas->screen, row, column,
		    canvas->columns - column, str_of("…"), dim);
	}
	column += screen_put(canvas->screen, row, column, canvas->columns - column,
	    str_slice(sentence, start, offset), dim);
	column += screen_put(canvas->screen, row, column, canvas->columns - column,
	    str_slice(sentence, offset, end),
	    screen_look(canvas->screen, STYLE_STRONG));
	screen_put(canvas->screen, row, column, canvas->columns - column,
	    str_slice(sentence, end, sentence.length), dim);
}
