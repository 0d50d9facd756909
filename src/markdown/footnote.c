/* SPDX-License-Identifier: Apache-2.0 */
/* Labels are compared as Hugo does, byte by byte; halving finds them. */
#include <stdlib.h>
#include "cnai/footnote.h"
#include "cnai/memory.h"

static int
compare_labels(const void *a, const void *b)
{
	const struct footnote *left = a, *right = b;
	const int order = str_compare(left->label, right->label);

	if (order)
		return order;
	return (left->line > right->line) - (left->line < right->line);
}

/* Keeps the first of each label. */
static void
drop_repeated(struct footnotes *footnotes)
{
	size_t kept = 0;

	for (size_t i = 0; i < footnotes->count; i++)
		if (!kept || !str_equal(footnotes->items[kept - 1].label,
				 footnotes->items[i].label))
			footnotes->items[kept++] = footnotes->items[i];
	footnotes->count = kept;
}

void
footnotes_init(struct footnotes *footnotes, const struct special_items *specials)
{
	*footnotes = (struct footnotes){0};
	if (!specials->count)
		return;
	footnotes->items =
	    memory_alloc(specials->count * sizeof(*footnotes->items));
	for (size_t i = 0; i < specials->count; i++)
		if (specials->items[i].kind == SPECIAL_FOOTNOTE)
			footnotes->items[footnotes->count++] =
			    (struct footnote){.label = specials->items[i].label,
				.line = specials->items[i].line};
	qsort(footnotes->items, footnotes->count, sizeof(*footnotes->items),
	    compare_labels);
	drop_repeated(footnotes);
	footnotes->numbered =
	    memory_alloc((footnotes->count + 1) * sizeof(struct footnote *));
}

void
footnotes_clear(struct footnotes *footnotes)
{
	free(footnotes->items);
	free(footnotes->numbered);
	free(footnotes->references);
	*footnotes = (struct footnotes){0};
}

static int
compare_to_label(const void *key, const void *item)
{
	const struct footnote *footnote = item;

	return str_compare(*(const struct str *)key, footnote->label);
}

struct footnote *
footnote_find(const struct footnotes *footnotes, struct str label)
{
	if (!footnotes->count)
		return NULL;
	return bsearch(&label, footnotes->items, footnotes->count,
	    sizeof(*footnotes->items), compare_to_label);
}

void
footnote_refer(struct footnotes *footnotes, struct footnote *footnote,
    struct footnote_reference reference)
{
	const size_t index = footnotes->reference_count++;

	if (!footnote->number) {
		footnotes->numbered[footnotes->numbered_count++] = footnote;
		footnote->number = (uint32_t)footnotes->numbered_count;
	}
	footnotes->references =
	    memory_reserve(footnotes->references, &footnotes->reference_capacity,
		index + 1, sizeof(*footnotes->references));
	footnotes->references[index] = reference;
	if (footnote->last)
		footnotes->references[footnote->last - 1].next =
		    (uint32_t)index + 1;
	else
		footnote->first = (uint32_t)index + 1;
	footnote->last = (uint32_t)index + 1;
}

/* The end of the label at OFFSET: its "]", or what cannot be in one. */
static size_t
label_end(struct str text, size_t offset)
{
	while (offset < text.length && !strchr("[]", text.data[offset]))
		offset++;
	return offset;
}

struct footnote *
footnote_next_reference(const struct footnotes *footnotes, struct str text,
    size_t offset, size_t *start, size_t *end)
{
	while (footnotes->count && offset < text.length) {
		const char *caret =
		    memchr(text.data + offset, '^', text.length - offset);
		struct footnote *footnote = NULL;

		if (!caret)
			break;
		offset = (size_t)(caret - text.data) + 1;
		if (offset < 2 || text.data[offset - 2] != '[')
			continue;
		*start = offset - 2;
		*end = label_end(text, offset);
		if (*end < text.length && text.data[*end] == ']')
			footnote =
			    footnote_find(footnotes, str_slice(text, offset, *end));
		if (footnote) {
			++*end;
			return footnote;
		}
	}
	return NULL;
}

void
footnote_append_number(struct strbuf *text, uint32_t number)
{
	static const char *const raised[] = {
	    "⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
	uint32_t unit = 1;

	while (number / unit >= 10)
		unit *= 10;
	for (; unit; unit /= 10)
		strbuf_append_string(text, raised[number / unit % 10]);
}
