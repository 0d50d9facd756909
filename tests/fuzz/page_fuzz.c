/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From any bytes to a document and a page: page_problem.h says what is true of
 * each. The last two bytes choose how it is laid out, so that files of Markdown
 * can be begun with. "make fuzz" runs it for a while.
 */
#include <stdio.h>
#include "cnai/cluster.h"
#include "cnai/document.h"
#include "../unit/page_problem.h"

int LLVMFuzzerInitialize(int *count, char ***arguments);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerInitialize(int *count, char ***arguments)
{
	(void)count;
	(void)arguments;
	locale_start();
	return 0;
}

static struct layout_options
options_from(uint8_t choice, uint8_t width)
{
	return (struct layout_options){.width = 1 + width,
	    .number_links = choice & 1,
	    .list_urls = choice & 2,
	    .draws_struck = choice & 4,
	    .wrap_code = true};
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct layout_options options;
	struct document *document;
	struct page *page;
	const char *problem;

	if (size < 2)
		return 0;
	options = options_from(data[size - 2], data[size - 1]);
	document = document_parse(NULL, (struct str){(const char *)data, size - 2});
	page = page_layout(document, &options);
	problem = page_problem(page);
	if (problem) {
		fprintf(stderr, "at width %d: %s\n", options.width, problem);
		abort();
	}
	page_free(page);
	document_free(document);
	return 0;
}
