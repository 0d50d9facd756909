/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Pages as a stream of bytes. What goes out is gathered and written in large
 * parts; an escape sequence is written only where the look changes, and each
 * line leaves the terminal as it found it, so that lines can be cut, mixed and
 * filtered.
 */
#include <limits.h>
#include "cnai/cluster.h"
#include "cnai/output.h"
#include "cnai/theme.h"
#include "cnai/url.h"

enum {
	WRITE_SIZE = 1 << 14,
	ROW_SIZE = 1 << 12, /* that few rows are longer than */
	NO_LINK = 0,
};

struct writer {
	const struct output_options *options;
	FILE *stream;
	struct strbuf bytes;
	struct look look;
	unsigned styles; /* that gave the look */
	uint32_t link;   /* the hyperlink that is open */
};

static struct writer
writer_of(const struct output_options *options, FILE *stream)
{
	return (struct writer){
	    .options = options, .stream = stream, .look = {.color = COLOR_DEFAULT}};
}

static void
writer_flush(struct writer *writer)
{
	if (writer->bytes.length)
		fwrite(writer->bytes.data, 1, writer->bytes.length, writer->stream);
	strbuf_truncate(&writer->bytes, 0);
}

void
output_append_look(struct strbuf *bytes, struct look look, bool from_plain)
{
	const struct {
		bool is_on;
		const char *parameter;
	} attributes[] = {
	    {!from_plain, "0"},
	    {look.is_bold, "1"},
	    {look.is_dim, "2"},
	    {look.is_italic, "3"},
	    {look.is_underlined, "4"},
	    {look.is_reversed, "7"},
	    {look.is_struck, "9"},
	};
	const char *separator = "\x1b[";

	for (size_t i = 0; i < sizeof(attributes) / sizeof(*attributes); i++) {
		if (!attributes[i].is_on)
			continue;
		strbuf_append_string(bytes, separator);
		strbuf_append_string(bytes, attributes[i].parameter);
		separator = ";";
	}
	if (look.color != COLOR_DEFAULT) {
		strbuf_append_string(bytes, separator);
		color_append(bytes, look.color);
	}
	strbuf_append_byte(bytes, 'm');
}

static void
set_styles(struct writer *writer, unsigned styles)
{
	const struct look plain = {.color = COLOR_DEFAULT};
	struct look look;

	if (!writer->options->use_attributes || styles == writer->styles)
		return;
	writer->styles = styles;
	look = theme_look(writer->options->theme, styles);
	look.color = color_shown(look.color, writer->options->colors);
	if (look_equal(look, writer->look))
		return;
	output_append_look(&writer->bytes, look, look_equal(writer->look, plain));
	writer->look = look;
}

bool
output_append_link(struct strbuf *bytes, struct str url, uint32_t link)
{
	size_t start = bytes->length, url_start;

	if (url.length > OUTPUT_LINK_SIZE_MAX || !url_is_openable(url, NULL))
		return false;
	strbuf_printf(bytes, "\x1b]8;id=%u;", link);
	url_start = bytes->length;
	url_append_encoded(bytes, url);
	if (bytes->length - url_start > OUTPUT_LINK_SIZE_MAX) {
		strbuf_truncate(bytes, start);
		return false;
	}
	strbuf_append_string(bytes, "\x1b\\");
	return true;
}

static void
set_link(struct writer *writer, const struct page *page, uint32_t link)
{
	if (!writer->options->use_hyperlinks || link == writer->link)
		return;
	if (writer->link != NO_LINK)
		strbuf_append_string(&writer->bytes, "\x1b]8;;\x1b\\");
	writer->link = NO_LINK;
	if (link != NO_LINK && output_append_link(&writer->bytes,
				   page->document->links[link - 1].url, link))
		writer->link = link;
}

/* Blanks at the end, in front of what only closes looks and links. */
static void
drop_trailing_blanks(struct strbuf *bytes, size_t start)
{
	size_t length = bytes->length;

	while (length > start && bytes->data[length - 1] == ' ')
		length--;
	strbuf_truncate(bytes, length);
}

/* TEXT in the character set of the terminal, up to SPARE columns wider. */
static void
append_in_charset(struct writer *writer, struct str text, int *spare)
{
	size_t offset = 0;

	while (offset < text.length) {
		size_t plain = cluster_plain_length(text, offset);

		strbuf_append(
		    &writer->bytes, str_slice(text, offset, offset + plain));
		offset += plain;
		if (offset < text.length) {
			struct cluster cluster = cluster_next(text, offset);

			charset_append(writer->options->charset, &writer->bytes,
			    cluster.text, cluster.width, spare);
			offset += cluster.source_length;
		}
	}
}

static void
append_text(struct writer *writer, struct str text, int *spare)
{
	if (writer->options->charset)
		append_in_charset(writer, text, spare);
	else
		cluster_append_safe(&writer->bytes, text);
}

/* Columns that are free at the end of a row. */
static int
spare_columns(const struct page *page, size_t row)
{
	struct cell_cursor cursor = page_row_cells(page, row);
	int spare = page->width;
	struct cell cell;

	while (page_cell_next(page, &cursor, &cell))
		spare -= cell.width;
	return spare;
}

static void
put_row(struct writer *writer, const struct page *page, size_t row)
{
	size_t end = page->rows[row + 1].first_span;
	size_t start = writer->bytes.length;
	int spare = writer->options->charset ? spare_columns(page, row) : 0;

	for (size_t i = page->rows[row].first_span; i < end; i++) {
		const struct span *span = &page->spans[i];

		set_link(writer, page, span->link);
		set_styles(writer, span->styles);
		append_text(writer, page_span_text(page, span), &spare);
	}
	drop_trailing_blanks(&writer->bytes, start);
	set_styles(writer, 0);
	set_link(writer, page, NO_LINK);
	strbuf_append_byte(&writer->bytes, '\n');
}

void
output_page(
    const struct page *page, const struct output_options *options, FILE *stream)
{
	struct writer writer = writer_of(options, stream);

	strbuf_reserve(&writer.bytes, WRITE_SIZE + ROW_SIZE);
	for (size_t i = 0; i < page->row_count; i++) {
		put_row(&writer, page, i);
		if (writer.bytes.length >= WRITE_SIZE)
			writer_flush(&writer);
	}
	writer_flush(&writer);
	strbuf_clear(&writer.bytes);
}

void
output_text(struct str text, unsigned styles, const struct output_options *options,
    FILE *stream)
{
	struct writer writer = writer_of(options, stream);
	int spare = INT_MAX;

	set_styles(&writer, styles);
	append_text(&writer, text, &spare);
	set_styles(&writer, 0);
	writer_flush(&writer);
	strbuf_clear(&writer.bytes);
}
