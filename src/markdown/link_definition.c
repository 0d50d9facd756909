/* SPDX-License-Identifier: Apache-2.0 */
/* A definition is written anew from what cmark made of it, with everything
 * that could be a mark escaped. */
#include <stdlib.h>
#include <cmark.h>
#include "cnai/link_definition.h"
#include "cnai/memory.h"

enum { LABEL_MAX = 1000 };

/* Where the label that ends at END begins; END if there is none. */
static size_t
label_start(struct str text, size_t end)
{
	size_t start = end;

	while (start && end - start < LABEL_MAX &&
	       !strchr("[]\r\n", text.data[start - 1]))
		start--;
	if (!start || text.data[start - 1] != '[' || text.data[start] == '^')
		return end;
	return start;
}

void
link_labels_find(struct link_labels *labels, struct str text)
{
	for (size_t i = 0; i < text.length; i++) {
		const char *found = memchr(text.data + i, ']', text.length - i);
		size_t start;

		if (!found)
			break;
		i = (size_t)(found - text.data);
		if (i + 1 == text.length || text.data[i + 1] != ':')
			continue;
		start = label_start(text, i);
		if (start == i)
			continue;
		labels->items = memory_reserve(labels->items, &labels->capacity,
		    labels->count + 1, sizeof(*labels->items));
		labels->items[labels->count++] = (struct str){
		    arena_copy(&labels->arena, text.data + start, i - start),
		    i - start};
	}
}

int
link_labels_feed(const struct link_labels *labels, struct markdown_parser *parser)
{
	for (size_t i = 0; i < labels->count; i++) {
		markdown_parser_feed(parser, str_of("["));
		markdown_parser_feed(parser, labels->items[i]);
		markdown_parser_feed(parser, str_of("]\n\n"));
	}
	return (int)labels->count * 2;
}

static void
append_escaped(struct strbuf *markdown, const char *text)
{
	for (; *text; text++) {
		if (strchr("<>\"\\", *text))
			strbuf_append_byte(markdown, '\\');
		strbuf_append_byte(markdown, *text);
		if (*text == '&')
			strbuf_append_string(markdown, "amp;");
	}
}

static void
append_definition(struct strbuf *markdown, struct str label, cmark_node *link)
{
	strbuf_append_byte(markdown, '[');
	strbuf_append(markdown, label);
	strbuf_append_string(markdown, "]: <");
	append_escaped(markdown, cmark_node_get_url(link));
	strbuf_append_string(markdown, "> \"");
	append_escaped(markdown, cmark_node_get_title(link));
	strbuf_append_string(markdown, "\"\n");
}

void
link_labels_take(const struct link_labels *labels, struct cmark_node *root,
    struct strbuf *markdown)
{
	for (size_t i = 0; i < labels->count; i++) {
		cmark_node *paragraph = cmark_node_first_child(root);
		cmark_node *link =
		    paragraph ? cmark_node_first_child(paragraph) : NULL;

		if (link && cmark_node_get_type(link) == CMARK_NODE_LINK)
			append_definition(markdown, labels->items[i], link);
		if (paragraph)
			cmark_node_free(paragraph);
	}
}

void
link_labels_clear(struct link_labels *labels)
{
	free(labels->items);
	arena_clear(&labels->arena);
	*labels = (struct link_labels){0};
}
