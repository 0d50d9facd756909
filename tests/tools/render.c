/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Prints a page so that its looks can be read: render FILE WIDTH [--links]
 *
 * Each row stands between two bars; if it has any look, a line with a letter
 * for the look of each column follows. A file may begin with a head:
 *	---
 *	title: plain text
 *	place: plain text
 *	description: Markdown
 *	---
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "cnai/cluster.h"
#include "cnai/error.h"
#include "cnai/file.h"
#include "cnai/page.h"

/* The first that a cell has is shown. */
static const struct {
	unsigned style;
	char letter;
} letters[] = {
    {STYLE_MARKER, 'm'},
    {STYLE_SHORTCODE, 's'},
    {STYLE_ALERT, 'A'},
    {STYLE_TABLE_HEADER, 'B'},
    {STYLE_TERM, 't'},
    {STYLE_SMALL, 'z'},
    {STYLE_FOLD, 'f'},
    {STYLE_URL, 'u'},
    {STYLE_IMAGE, 'I'},
    {STYLE_FOOTNOTE, 'F'},
    {STYLE_LINK, 'L'},
    {STYLE_CODE, 'c'},
    {STYLE_CODE_BLOCK, 'K'},
    {STYLE_STRUCK, 'X'},
    {STYLE_STRONG, 'S'},
    {STYLE_EMPHASIS, 'E'},
    {STYLE_TITLE, 'T'},
    {STYLE_PLACE, 'P'},
    {STYLE_HEADING, 'H'},
    {STYLE_SUBHEADING, 'h'},
    {STYLE_DESCRIPTION, 'D'},
    {STYLE_QUOTE, 'Q'},
    {0, '.'},
};

static char
letter_of(unsigned styles)
{
	size_t i = 0;

	while (letters[i].style && !(styles & letters[i].style))
		i++;
	return letters[i].letter;
}

static void
print_row(const struct page *page, size_t row)
{
	struct cell_cursor cursor = page_row_cells(page, row);
	struct strbuf text = {0}, looks = {0};
	struct cell cell;

	while (page_cell_next(page, &cursor, &cell)) {
		strbuf_append(&text, cell.text);
		strbuf_append_repeated(
		    &looks, letter_of(cell.styles), (size_t)cell.width);
	}
	strbuf_append_string(&text, "|");
	printf("|%s\n", text.data);
	if (strspn(strbuf_str(&looks).data, ".") < looks.length)
		printf(" %s\n", looks.data);
	strbuf_clear(&text);
	strbuf_clear(&looks);
}

/* Takes the line "NAME: text" from the beginning of REST, if it is there. */
static struct str
take_line(struct str *rest, const char *name)
{
	size_t start = strlen(name), end;

	if (!str_starts_with(*rest, str_of(name)))
		return str_of("");
	for (end = start; end < rest->length && rest->data[end] != '\n'; end++)
		continue;
	struct str line = str_trim(str_slice(*rest, start, end));
	*rest = str_slice(*rest, end + (end < rest->length), rest->length);
	return line;
}

static struct document *
parse(struct str text)
{
	struct document_head head = {0};

	if (str_starts_with(text, str_of("---\n"))) {
		take_line(&text, "---");
		head.title = take_line(&text, "title:");
		head.place = take_line(&text, "place:");
		head.description = take_line(&text, "description:");
		take_line(&text, "---");
	}
	return document_parse(&head, text);
}

int
main(int argc, char **argv)
{
	struct error error = {0};
	struct strbuf text = {0};
	struct layout_options options = {.wrap_code = true};
	struct document *document;
	struct page *page;

	locale_start();
	if (argc < 3 || file_read(argv[1], 1 << 30, &text, &error) != FILE_READ) {
		fprintf(stderr, "usage: render FILE WIDTH [--links]\n");
		return 2;
	}
	options.width = atoi(argv[2]);
	options.number_links = options.list_urls =
	    argc > 3 && strcmp(argv[3], "--links") == 0;
	if (options.width < 1)
		options.width = 1;
	document = parse(strbuf_str(&text));
	page = page_layout(document, &options);
	for (size_t i = 0; i < page->row_count; i++)
		print_row(page, i);
	page_free(page);
	document_free(document);
	strbuf_clear(&text);
	return 0;
}
