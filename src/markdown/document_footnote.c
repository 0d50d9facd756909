/* SPDX-License-Identifier: Apache-2.0 */
/*
 * References and what they refer to lead to each other. A footnote's place is
 * known when it has been added, at the end, and its number of references too,
 * but for those that stand in footnotes behind it.
 */
#include <stdlib.h>
#include <cmark.h>
#include "document_walk.h"

static void
add_link(struct walk *walk, const char *anchor, uint32_t number, struct str text)
{
	struct document_builder *builder = &walk->builder;
	const unsigned outer = builder->styles;
	struct strbuf url = {0};

	strbuf_append_string(&url, anchor);
	strbuf_append_number(&url, number, 0);
	builder_link_begin(builder, strbuf_str(&url), str_of(""), false);
	builder->styles |= STYLE_LINK | STYLE_FOOTNOTE;
	builder_add_prose(builder, text);
	builder_link_end(builder);
	builder->styles = outer;
	strbuf_clear(&url);
}

/* Inside a link it is nothing but a number. */
void
walk_add_reference(struct walk *walk, struct footnote *footnote)
{
	struct document_builder *builder = &walk->builder;
	const struct document *document = builder->document;
	const size_t place = document->text.length;
	const size_t link_count = document->link_count;
	const unsigned outer = builder->styles;
	const uint32_t number = footnote->number
				    ? footnote->number
				    : (uint32_t)walk->footnotes.numbered_count + 1;
	struct strbuf text = {0};

	footnote_append_number(&text, number);
	if (builder->link) {
		builder->styles |= STYLE_FOOTNOTE;
		builder_add_prose(builder, strbuf_str(&text));
		builder->styles = outer;
	} else {
		add_link(walk, "#fn:", number, strbuf_str(&text));
	}
	if (document->text.length > place)
		footnote_refer(&walk->footnotes, footnote,
		    (struct footnote_reference){.place = (uint32_t)place,
			.link = document->link_count > link_count
				    ? (uint32_t)document->link_count
				    : 0});
	strbuf_clear(&text);
}

/* Links back, at the end of the footnote's last paragraph. */
static void
add_ways_back(struct walk *walk, const struct footnote *footnote)
{
	struct document_builder *builder = &walk->builder;
	struct document *document = builder->document;
	uint32_t number = footnote->first;

	if (builder_reopen(builder))
		builder_add_prose(builder, str_of("\u00A0"));
	else
		builder_begin(builder, (struct block){.kind = BLOCK_PARAGRAPH});
	while (number) {
		const struct footnote_reference *reference =
		    &walk->footnotes.references[number - 1];
		const uint32_t target = reference->place;
		const size_t link = document->link_count;

		if (number != footnote->first)
			builder_add_prose(builder, str_of(" "));
		add_link(walk, "#fnref:", footnote->number, str_of("↩"));
		document->links[link].has_target = true;
		document->links[link].target = target;
		number = reference->next;
	}
	builder_end(builder);
}

/* Adds a footnote; where it begins. */
static uint32_t
add_footnote(struct walk *walk, const struct footnote *footnote)
{
	struct document_builder *builder = &walk->builder;
	const size_t index = builder->document->block_count;
	cmark_node *node =
	    footnote->item ? cmark_node_first_child(footnote->item) : NULL;

	builder_enter(builder,
	    (struct block){.kind = BLOCK_FOOTNOTE, .number = footnote->number});
	html_enter_scope(&walk->html);
	for (; node; node = cmark_node_next(node))
		walk_tree(walk, node);
	html_leave_scope(&walk->html);
	add_ways_back(walk, footnote);
	builder_leave(builder);
	return builder->document->blocks[index].start;
}

static void
lead_to(struct walk *walk, const struct footnote *footnote, uint32_t target)
{
	uint32_t number = footnote->first;

	while (number) {
		const struct footnote_reference *reference =
		    &walk->footnotes.references[number - 1];
		struct link *links = walk->builder.document->links;

		if (reference->link) {
			links[reference->link - 1].has_target = true;
			links[reference->link - 1].target = target;
		}
		number = reference->next;
	}
}

/* In footnotes others may be referred to: there are more of them then. */
void
walk_add_footnotes(struct walk *walk)
{
	struct footnotes *footnotes = &walk->footnotes;
	uint32_t *targets;

	if (!footnotes->numbered_count)
		return;
	targets = memory_alloc(footnotes->count * sizeof(*targets));
	builder_enter(&walk->builder, (struct block){.kind = BLOCK_FOOTNOTES});
	for (size_t i = 0; i < footnotes->numbered_count; i++)
		targets[i] = add_footnote(walk, footnotes->numbered[i]);
	builder_leave(&walk->builder);
	for (size_t i = 0; i < footnotes->numbered_count; i++)
		lead_to(walk, footnotes->numbered[i], targets[i]);
	free(targets);
}
