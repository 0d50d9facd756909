/* SPDX-License-Identifier: Apache-2.0 */
/* Prints the blocks and runs of the Markdown file named: for debugging. */
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

int
main(int argument_count, char **arguments)
{
	struct strbuf text = {0};
	struct error error = {0};
	struct document *document;

	if (argument_count < 2 ||
	    file_read(arguments[1], UINT32_MAX / 4, &text, &error) != FILE_READ) {
		fprintf(stderr, "usage: dump_document FILE [-q]\n");
		error_clear(&error);
		return 1;
	}
	document = document_parse(NULL, strbuf_str(&text));
	if (argument_count == 2)
		dump(document);
	document_free(document);
	strbuf_clear(&text);
	return 0;
}
