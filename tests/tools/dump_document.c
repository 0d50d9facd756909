/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Prints the Markdown file named: blocks and runs, for debugging, or with -i
 * what is in it besides paragraphs, a line each, to compare with what others
 * see: tables' cells, links, struck text, tasks, footnotes. With -q nothing.
 */
#include "cnai/document.h"
#include "cnai/file.h"

static void
dump(const struct document *document)
{
	for (size_t i = 0; i < document->block_count; i++) {
		const struct block *block = &document->blocks[i];

		printf("block %zu: kind %d, end %u, number %u\n", i, block->kind,
		    block->end, block->number);
		for (size_t j = 0; j < block->run_count; j++) {
			const struct run *run =
			    &document->runs[block->first_run + j];

			printf("  %x %u: %.*s\n", run->styles, run->link,
			    (int)run->length, document->text.data + run->start);
		}
	}
	for (size_t i = 0; i < document->link_count; i++)
		printf("link %zu: %.*s\n", i + 1,
		    (int)document->links[i].url.length,
		    document->links[i].url.data);
}

/* Begins and ends an item's line; its text is printed without line ends. */
static void
print_text(struct str text)
{
	for (size_t i = 0; i < text.length; i++)
		putchar(text.data[i] == '\n' ? ' ' : text.data[i]);
}

static bool
is_way_back(const struct run *run)
{
	return (run->styles & STYLE_FOOTNOTE) && (run->styles & STYLE_LINK);
}

/* The text of the block's runs, without numbers of footnotes. */
static void
print_block(const struct document *document, const struct block *block)
{
	for (size_t i = 0; i < block->run_count; i++) {
		const struct run *run = &document->runs[block->first_run + i];

		if (!is_way_back(run))
			print_text(str_slice(strbuf_str(&document->text),
			    run->start, (size_t)run->start + run->length));
	}
}

static void
print_inside(const struct document *document, const struct block *block)
{
	for (const struct block *inner = block;
	     inner < document->blocks + block->end; inner++)
		print_block(document, inner);
}

/* What is struck in the block; runs of it that follow each other are one. */
static void
print_struck(const struct document *document, const struct block *block)
{
	bool is_struck = false;

	for (size_t i = 0; i < block->run_count; i++) {
		const struct run *run = &document->runs[block->first_run + i];
		const bool was_struck = is_struck;

		is_struck = (run->styles & STYLE_STRUCK) != 0;
		if (was_struck && !is_struck)
			putchar('\n');
		if (!was_struck && is_struck)
			printf("struck\t");
		if (is_struck)
			print_text(str_slice(strbuf_str(&document->text),
			    run->start, (size_t)run->start + run->length));
	}
	if (is_struck)
		putchar('\n');
}

static void
print_block_items(const struct document *document, const struct block *block)
{
	static const char *const alignments[] = {"", "left", "center", "right"};

	if (block->kind == BLOCK_TABLE_ROW)
		printf(block->is_header ? "row\theader\n" : "row\n");
	if (block->kind == BLOCK_ITEM && block->task)
		printf("task\t%s\n", block->task == TASK_DONE ? "done" : "open");
	if (block->kind == BLOCK_TABLE_CELL) {
		printf("cell\t%s\t", alignments[block->alignment]);
		print_block(document, block);
		putchar('\n');
	} else if (block->kind == BLOCK_FOOTNOTE) {
		printf("note\t");
		print_inside(document, block);
		putchar('\n');
	}
	print_struck(document, block);
}

static void
print_items(const struct document *document)
{
	for (size_t i = 0; i < document->block_count; i++)
		print_block_items(document, &document->blocks[i]);
	for (size_t i = 0; i < document->link_count; i++) {
		const struct link *link = &document->links[i];

		if (link->is_image || str_starts_with(link->url, str_of("#fn")))
			continue;
		printf("link\t");
		print_text(link->url);
		putchar('\t');
		print_text(document_link_text(document, link));
		putchar('\n');
	}
}

int
main(int argument_count, char **arguments)
{
	const struct document_options plain = {true, true};
	const char *option = argument_count > 2 ? arguments[2] : "";
	struct strbuf text = {0};
	struct error error = {0};
	struct document *document;

	if (argument_count < 2 ||
	    file_read(arguments[1], UINT32_MAX / 4, &text, &error) != FILE_READ) {
		fprintf(stderr, "usage: dump_document FILE [-i | -q]\n");
		error_clear(&error);
		return 1;
	}
	document = document_parse_with(NULL, strbuf_str(&text), plain);
	if (strcmp(option, "-i") == 0)
		print_items(document);
	else if (strcmp(option, "-q") != 0)
		dump(document);
	document_free(document);
	strbuf_clear(&text);
	return 0;
}
