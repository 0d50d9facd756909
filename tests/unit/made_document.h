/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_TESTS_MADE_DOCUMENT_H
#define CNAI_TESTS_MADE_DOCUMENT_H

/* Documents made block by block, without any Markdown. */
#include "cnai/document.h"
#include "cnai/memory.h"

struct made {
	struct document *document;
	uint32_t open[16];
	size_t depth;
};

static inline struct made
made_begin(void)
{
	return (struct made){.document = memory_alloc(sizeof(struct document))};
}

/* Begins a block; its text is what is added up to made_leave(). */
static inline void
made_enter(struct made *made, struct block block)
{
	struct document *document = made->document;
	size_t index = document->block_count++;

	document->blocks = memory_reserve(document->blocks,
	    &document->block_capacity, index + 1, sizeof(*document->blocks));
	block.first_run = (uint32_t)document->run_count;
	block.start = (uint32_t)document->text.length;
	document->blocks[index] = block;
	made->open[made->depth++] = (uint32_t)index;
}

static inline void
made_leave(struct made *made)
{
	struct document *document = made->document;
	struct block *block = &document->blocks[made->open[--made->depth]];

	block->end = (uint32_t)document->block_count;
	if (block->end == (size_t)(block - document->blocks) + 1)
		block->run_count = (uint32_t)document->run_count - block->first_run;
}

/* Adds a run to the block, below the text of the blocks before. */
static inline void
made_run(struct made *made, const char *text, unsigned styles, uint32_t link)
{
	struct document *document = made->document;
	const struct block *block = &document->blocks[made->open[made->depth - 1]];

	if (document->run_count == block->first_run && document->text.length)
		strbuf_append_byte(&document->text, '\n');
	document->runs = memory_reserve(document->runs, &document->run_capacity,
	    document->run_count + 1, sizeof(*document->runs));
	document->runs[document->run_count++] = (struct run){
	    (uint32_t)document->text.length, (uint32_t)strlen(text), styles, link};
	strbuf_append_string(&document->text, text);
}

static inline void
made_leaf(struct made *made, struct block block, const char *text)
{
	made_enter(made, block);
	if (*text)
		made_run(made, text, 0, 0);
	made_leave(made);
}

static inline void
made_paragraph(struct made *made, const char *text)
{
	made_leaf(made, (struct block){.kind = BLOCK_PARAGRAPH}, text);
}

/* Adds a run that is a link of its own to URL. */
static inline void
made_link(struct made *made, const char *text, const char *url)
{
	struct document *document = made->document;
	size_t index = document->link_count++;

	document->links = memory_reserve(document->links, &document->link_capacity,
	    index + 1, sizeof(*document->links));
	made_run(made, text, STYLE_LINK, (uint32_t)index + 1);
	document->links[index] = (struct link){.url = str_of(url),
	    .number = (uint32_t)index + 1,
	    .title = str_of(""),
	    .start = (uint32_t)(document->text.length - strlen(text)),
	    .end = (uint32_t)document->text.length};
}

/*
 * Adds a table: rows end in a newline, cells in "|", and ";" is a line break in
 * a cell. ALIGNMENTS has an "l", "r", "c" or "-" for each column. The first row
 * is the header unless NO_HEADER. A cell "<text" is a link.
 */
static inline void
made_table(
    struct made *made, const char *rows, const char *alignments, bool has_header)
{
	static const char kinds[] = "-lcr";
	bool is_header = has_header;

	made_enter(made, (struct block){.kind = BLOCK_TABLE,
			     .number = (uint32_t)strlen(alignments)});
	while (*rows) {
		made_enter(made, (struct block){.kind = BLOCK_TABLE_ROW,
				     .is_header = is_header});
		for (size_t i = 0; *rows != '\n'; i++) {
			size_t length = strcspn(rows, "|");
			char *text = memory_copy(rows, length);
			const char *kind =
			    alignments[i] ? strchr(kinds, alignments[i]) : kinds;

			for (char *c = text; *c; c++)
				if (*c == ';')
					*c = '\n';
			made_enter(
			    made, (struct block){.kind = BLOCK_TABLE_CELL,
				      .alignment = (enum alignment)(kind - kinds)});
			if (*text == '<')
				made_link(made, text + 1, "https://a.b/");
			else if (*text)
				made_run(made, text,
				    is_header ? STYLE_TABLE_HEADER : 0U, 0);
			made_leave(made);
			free(text);
			rows += length + 1;
		}
		made_leave(made);
		is_header = false;
		rows++;
	}
	made_leave(made);
}

#endif
