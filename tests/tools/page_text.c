/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Whether pages say what HTML made from the same Markdown says, no more and no
 * less: page_text HTML MARKDOWN WIDTH...
 *
 * Both texts are compared without white space. The page's is what its cells
 * hold but for decoration; a cell that stands in for what is too wide counts as
 * what stands there. Each page is made twice, as written and with typographic
 * marks, which count as what they were made from. Prints a line for each
 * difference and each row that is wider than the page; exits with 1 if there
 * were any, and with 2 for what could not be read.
 *
 * Visible in HTML is what stands between tags, in elements that are not hidden;
 * of images their alternative text. Tags, entities and what is hidden are read
 * here anew; which characters are made safe to show, what is white space and
 * the name of a file are the program's own functions on both sides.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include "cnai/cluster.h"
#include "cnai/file.h"
#include "cnai/memory.h"
#include "cnai/page.h"
#include "cnai/unicode.h"
#include "cnai/url.h"

enum {
	NAME_MAX_LENGTH = 31,
	CONTEXT = 40,
	CHARACTER_MAX = 0x10FFFF,
};

/* ---- HTML: what is visible. ---- */

struct tag {
	char name[NAME_MAX_LENGTH + 1]; /* in small letters */
	struct str source;              /* from "<" to ">" */
	bool is_end;
};

struct reader {
	struct str source;
	size_t offset;
	struct strbuf text;
	char hidden[NAME_MAX_LENGTH + 1]; /* the element that hides; or empty */
	unsigned hidden_depth;
	struct strbuf address; /* of the link that is open */
	size_t link_start;     /* in text */
	size_t quotations;     /* open, in each other */
	bool is_in_paragraph;
};

/* Where MARK begins at OFFSET or behind; the source's length if nowhere. */
static size_t
find(struct str source, size_t offset, const char *mark)
{
	const size_t length = strlen(mark);

	for (; offset + length <= source.length; offset++)
		if (memcmp(source.data + offset, mark, length) == 0)
			return offset;
	return source.length;
}

static size_t
behind(struct str source, size_t offset, const char *mark)
{
	const size_t found = find(source, offset, mark);

	return found < source.length ? found + strlen(mark) : found;
}

/* Names that raw HTML in posts has; cmark writes the first four itself. */
static const struct {
	const char *name, *text;
} entities[] = {
    {"amp", "&"},
    {"lt", "<"},
    {"gt", ">"},
    {"quot", "\""},
    {"apos", "'"},
    {"nbsp", "\u00A0"},
    {"copy", "\u00A9"},
    {"reg", "\u00AE"},
    {"trade", "\u2122"},
    {"hellip", "\u2026"},
    {"ndash", "\u2013"},
    {"mdash", "\u2014"},
    {"lsquo", "\u2018"},
    {"rsquo", "\u2019"},
    {"ldquo", "\u201C"},
    {"rdquo", "\u201D"},
    {"laquo", "\u00AB"},
    {"raquo", "\u00BB"},
    {"bull", "\u2022"},
    {"middot", "\u00B7"},
    {"times", "\u00D7"},
    {"rarr", "\u2192"},
    {"larr", "\u2190"},
    {"ensp", "\u2002"},
    {"emsp", "\u2003"},
    {"auml", "\u00E4"},
    {"ouml", "\u00F6"},
    {"uuml", "\u00FC"},
};

static bool
append_number(struct strbuf *text, struct str digits)
{
	const bool is_hex = digits.length && (digits.data[0] | 32) == 'x';
	char *end, bytes[4];
	unsigned long number =
	    strtoul(digits.data + is_hex, &end, is_hex ? 16 : 10);

	if (digits.length == is_hex || end != digits.data + digits.length)
		return false;
	if (number == 0 || number > CHARACTER_MAX ||
	    (number >= 0xD800 && number < 0xE000))
		number = 0xFFFD;
	strbuf_append(
	    text, (struct str){bytes, utf8_encode((uint32_t)number, bytes)});
	return true;
}

static bool
append_entity(struct strbuf *text, struct str name)
{
	if (name.length && name.data[0] == '#')
		return append_number(text, str_slice(name, 1, name.length));
	for (size_t i = 0; i < sizeof(entities) / sizeof(*entities); i++)
		if (str_equal(name, str_of(entities[i].name))) {
			strbuf_append_string(text, entities[i].text);
			return true;
		}
	return false;
}

/* What is no entity stays as it is written. */
static void
append_decoded(struct strbuf *text, struct str source)
{
	for (size_t i = 0; i < source.length; i++) {
		const size_t end =
		    source.data[i] == '&' ? find(source, i, ";") : source.length;

		if (end < source.length && end - i <= NAME_MAX_LENGTH &&
		    append_entity(text, str_slice(source, i + 1, end)))
			i = end;
		else
			strbuf_append_byte(text, source.data[i]);
	}
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Where the name or value at OFFSET ends: behind the quote if it has one. */
static size_t
value_end(struct str source, size_t offset)
{
	const char quote = source.data[offset];

	if (quote == '"' || quote == '\'')
		return behind(source, offset + 1, quote == '"' ? "\"" : "'");
	while (offset < source.length && !is_blank(source.data[offset]) &&
	       source.data[offset] != '>')
		offset++;
	return offset;
}

static size_t
skip_blanks(struct str source, size_t offset)
{
	while (offset < source.length && is_blank(source.data[offset]))
		offset++;
	return offset;
}

struct attribute {
	struct str name, value; /* the value with its quotes */
};

/* Takes the attribute at *OFFSET; false at the tag's end. */
static bool
next_attribute(struct str source, size_t *offset, struct attribute *attribute)
{
	size_t start = skip_blanks(source, *offset), end;

	while (start < source.length && source.data[start] == '/')
		start = skip_blanks(source, start + 1);
	if (start >= source.length || source.data[start] == '>')
		return false;
	for (end = start + 1; end < source.length && !is_blank(source.data[end]) &&
			      !strchr("=>/", source.data[end]);)
		end++;
	attribute->name = str_slice(source, start, end);
	attribute->value = str_of("");
	*offset = end;
	start = skip_blanks(source, end);
	if (start >= source.length || source.data[start] != '=')
		return true;
	start = skip_blanks(source, start + 1);
	if (start >= source.length || source.data[start] == '>')
		return true;
	*offset = value_end(source, start);
	attribute->value = str_slice(source, start, *offset);
	return true;
}

/* Reads the tag at OFFSET; one that does not end takes all that is left. */
static void
read_tag(struct str source, size_t offset, struct tag *tag)
{
	const size_t start = offset;
	struct attribute ignored;
	size_t length = 0;

	tag->is_end = source.data[offset + 1] == '/';
	offset += tag->is_end ? 2 : 1;
	while (offset < source.length && !is_blank(source.data[offset]) &&
	       !strchr("/>", source.data[offset])) {
		if (length < NAME_MAX_LENGTH)
			tag->name[length++] =
			    (char)(source.data[offset] |
				   (is_letter(source.data[offset]) ? 32 : 0));
		offset++;
	}
	tag->name[length] = 0;
	while (next_attribute(source, &offset, &ignored))
		;
	offset = find(source, offset, ">");
	tag->source =
	    str_slice(source, start, offset < source.length ? offset + 1 : offset);
}

/* Whether the tag has the attribute NAME; its value, decoded, to VALUE. */
static bool
find_attribute(const struct tag *tag, const char *name, struct strbuf *value)
{
	size_t offset = 1 + strlen(tag->name);
	struct attribute attribute;

	while (next_attribute(tag->source, &offset, &attribute)) {
		struct str text = attribute.value;

		if (!str_equal_ignoring_case(attribute.name, str_of(name)))
			continue;
		if (text.length > 1 && strchr("\"'", text.data[0]))
			text = str_slice(text, 1, text.length - 1);
		append_decoded(value, text);
		return true;
	}
	return false;
}

static bool
is_one_of(const char *name, const char *const *names)
{
	for (; *names; names++)
		if (strcmp(name, *names) == 0)
			return true;
	return false;
}

/* Numbers of footnotes and ways back to them are the program's own. */
static bool
is_footnote_mark(const struct tag *tag)
{
	struct strbuf class = {0};
	const bool is_mark =
	    find_attribute(tag, "class", &class) &&
	    (str_starts_with(strbuf_str(&class), str_of("footnote-ref")) ||
		str_starts_with(strbuf_str(&class), str_of("footnote-backref")));

	strbuf_clear(&class);
	return is_mark;
}

static bool
hides(const struct tag *tag)
{
	static const char *const hidden[] = {"head", "noframes", "script", "style",
	    "svg", "template", "title", NULL};
	static const char *const empty[] = {"br", "col", "embed", "hr", "img",
	    "input", "link", "meta", "source", "track", "wbr", NULL};
	struct strbuf value = {0};
	bool has_attribute;

	if (tag->is_end || is_one_of(tag->name, empty))
		return false;
	has_attribute = find_attribute(tag, "hidden", &value);
	strbuf_clear(&value);
	return has_attribute || is_one_of(tag->name, hidden) ||
	       is_footnote_mark(tag);
}

/* The rest of an element in which nothing is a tag. */
static void
skip_to_end(struct reader *reader, const char *name)
{
	char end[NAME_MAX_LENGTH + 3] = "</";

	strcat(end, name);
	while (reader->offset < reader->source.length &&
	       (reader->source.length - reader->offset < strlen(end) ||
		   strncasecmp(reader->source.data + reader->offset, end,
		       strlen(end)) != 0))
		reader->offset++;
}

/* Whether a tag in a paragraph begins what does not end in it, which then is
 * not hidden. */
static bool
is_lone(const struct reader *reader, const struct tag *tag)
{
	char end[NAME_MAX_LENGTH + 3] = "</";
	const struct str source = reader->source;

	if (!reader->is_in_paragraph)
		return false;
	strcat(end, tag->name);
	for (size_t i = reader->offset; i + strlen(end) <= source.length; i++) {
		if (strncasecmp(source.data + i, end, strlen(end)) == 0)
			return false;
		if (strncasecmp(source.data + i, "</p>", 4) == 0)
			break;
	}
	return true;
}

static void
begin_hidden(struct reader *reader, const struct tag *tag)
{
	static const char *const raw[] = {
	    "noframes", "script", "style", "title", NULL};

	strcpy(reader->hidden, tag->name);
	reader->hidden_depth = 1;
	if (is_one_of(tag->name, raw))
		skip_to_end(reader, tag->name);
}

static void
pass_hidden(struct reader *reader, const struct tag *tag)
{
	if (strcmp(tag->name, reader->hidden) != 0)
		return;
	if (!tag->is_end)
		reader->hidden_depth++;
	else if (--reader->hidden_depth == 0)
		reader->hidden[0] = 0;
}

/* An image without alternative text has its file's name. */
static void
add_image(struct reader *reader, const struct tag *tag)
{
	struct strbuf text = {0}, address = {0};

	find_attribute(tag, "alt", &text);
	find_attribute(tag, "src", &address);
	strbuf_append(&reader->text, str_trim(strbuf_str(&text)).length
					 ? strbuf_str(&text)
					 : url_file_name(strbuf_str(&address)));
	strbuf_clear(&text);
	strbuf_clear(&address);
}

/* A film, a page within the page: its title or its file's name. */
static void
add_media(struct reader *reader, const struct tag *tag)
{
	struct strbuf text = {0}, address = {0};

	if (!find_attribute(tag, "src", &address) || !address.length)
		find_attribute(tag, "data", &address);
	if (address.length && !reader->address.length) {
		find_attribute(tag, "title", &text);
		strbuf_append(
		    &reader->text, str_trim(strbuf_str(&text)).length
				       ? strbuf_str(&text)
				       : url_file_name(strbuf_str(&address)));
	}
	strbuf_clear(&text);
	strbuf_clear(&address);
}

/* A link without text has its address. */
static void
end_link(struct reader *reader)
{
	const struct str text = str_slice(
	    strbuf_str(&reader->text), reader->link_start, reader->text.length);

	if (reader->address.length && str_trim(text).length == 0)
		strbuf_append(&reader->text, strbuf_str(&reader->address));
}

/* A quotation in another has single marks. */
static void
add_quotation_mark(struct reader *reader, bool is_end)
{
	if (is_end && reader->quotations)
		reader->quotations--;
	strbuf_append_string(
	    &reader->text, is_end ? reader->quotations % 2 ? "\u2019" : "\u201D"
			   : reader->quotations % 2 ? "\u2018"
						    : "\u201C");
	reader->quotations += !is_end;
}

static void
handle_tag(struct reader *reader, const struct tag *tag)
{
	static const char *const media[] = {
	    "audio", "embed", "iframe", "object", "source", "video", NULL};

	if (reader->hidden[0]) {
		pass_hidden(reader, tag);
	} else if (hides(tag)) {
		if (!is_lone(reader, tag))
			begin_hidden(reader, tag);
	} else if (strcmp(tag->name, "img") == 0) {
		add_image(reader, tag);
	} else if (!tag->is_end && is_one_of(tag->name, media)) {
		add_media(reader, tag);
		if (strcmp(tag->name, "iframe") == 0)
			skip_to_end(reader, tag->name);
	} else if (strcmp(tag->name, "q") == 0) {
		add_quotation_mark(reader, tag->is_end);
	} else if (strcmp(tag->name, "p") == 0) {
		reader->quotations = 0;
		reader->is_in_paragraph = !tag->is_end;
	} else if (strcmp(tag->name, "a") == 0) {
		if (tag->is_end)
			end_link(reader);
		strbuf_truncate(&reader->address, 0);
		reader->link_start = reader->text.length;
		if (!tag->is_end)
			find_attribute(tag, "href", &reader->address);
	}
}

/* Where what is neither text nor a tag ends; 0 if there is none at OFFSET. */
static size_t
markup_end(struct str source, size_t offset)
{
	static const struct {
		const char *start, *end;
		size_t shared; /* bytes that may be part of both */
	} kinds[] = {{"<!--", "-->", 2}, {"<?", "?>", 0}, {"<![CDATA[", "]]>", 0},
	    {"<!", ">", 0}};
	const struct str rest = str_slice(source, offset, source.length);

	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (str_starts_with(rest, str_of(kinds[i].start)) &&
		    rest.length > 2 && (i < 3 || is_letter(rest.data[2])))
			return behind(source,
			    offset + strlen(kinds[i].start) - kinds[i].shared,
			    kinds[i].end);
	return 0;
}

static bool
begins_tag(struct str source, size_t offset)
{
	size_t name = offset + 1;

	if (name < source.length && source.data[name] == '/')
		name++;
	return name < source.length && is_letter(source.data[name]);
}

/* Moves past the "<" at the reader's place, and what it begins. */
static void
read_markup(struct reader *reader)
{
	const size_t end = markup_end(reader->source, reader->offset);
	struct tag tag;

	if (end) {
		reader->offset = end;
	} else if (begins_tag(reader->source, reader->offset)) {
		read_tag(reader->source, reader->offset, &tag);
		reader->offset += tag.source.length;
		handle_tag(reader, &tag);
	} else {
		if (!reader->hidden[0])
			strbuf_append_byte(&reader->text, '<');
		reader->offset++;
	}
}

/* Appends what a reader sees of HTML. */
static void
append_visible(struct strbuf *text, struct str html)
{
	struct reader reader = {.source = html};

	while (reader.offset < html.length) {
		const size_t end = find(html, reader.offset, "<");

		if (!reader.hidden[0])
			append_decoded(
			    &reader.text, str_slice(html, reader.offset, end));
		reader.offset = end;
		if (end < html.length)
			read_markup(&reader);
	}
	strbuf_append(text, strbuf_str(&reader.text));
	strbuf_clear(&reader.text);
	strbuf_clear(&reader.address);
}

/* ---- What both texts become before they are compared. ---- */

static const struct {
	const char *mark, *source;
} typographic[] = {{"\u2018", "'"}, {"\u2019", "'"}, {"\u201C", "\""},
    {"\u201D", "\""}, {"\u2013", "--"}, {"\u2014", "---"}, {"\u2026", "..."},
    {"\u00AB", "<<"}, {"\u00BB", ">>"}, {"\u2070", "0"}, {"\u00B9", "1"},
    {"\u00B2", "2"}, {"\u00B3", "3"}, {"\u2074", "4"}, {"\u2075", "5"},
    {"\u2076", "6"}, {"\u2077", "7"}, {"\u2078", "8"}, {"\u2079", "9"},
    {"\u207A", "+"}, {"\u207B", "-"}, {"\u207C", "="}, {"\u207D", "("},
    {"\u207E", ")"}, {"\u2080", "0"}, {"\u2081", "1"}, {"\u2082", "2"},
    {"\u2083", "3"}, {"\u2084", "4"}, {"\u2085", "5"}, {"\u2086", "6"},
    {"\u2087", "7"}, {"\u2088", "8"}, {"\u2089", "9"}, {"\u208A", "+"},
    {"\u208B", "-"}, {"\u208C", "="}, {"\u208D", "("}, {"\u208E", ")"}};

static struct str
source_of_mark(struct str character)
{
	for (size_t i = 0; i < sizeof(typographic) / sizeof(*typographic); i++)
		if (str_equal(character, str_of(typographic[i].mark)))
			return str_of(typographic[i].source);
	return character;
}

static void
append_plain(struct strbuf *plain, struct str text, bool is_typographic)
{
	size_t length;

	for (size_t i = 0; i < text.length; i += length) {
		const uint32_t character = utf8_decode(text, i, &length);
		const struct str bytes = str_slice(text, i, i + length);

		if (!unicode_is_space(character) && character != 0xA0)
			strbuf_append(
			    plain, is_typographic ? source_of_mark(bytes) : bytes);
	}
}

/* ---- The page. ---- */

/* A cell, to be put in the order of the text. */
struct piece {
	uint32_t source;
	size_t number;
	struct str text;
};

struct pieces {
	struct piece *all;
	size_t count, capacity;
};

static int
compare_pieces(const void *a, const void *b)
{
	const struct piece *one = a, *other = b;

	if (one->source != other->source)
		return one->source < other->source ? -1 : 1;
	return one->number < other->number ? -1 : 1;
}

/* The text of CELL that counts; empty for decoration. A cell too wide for the
 * page has one in its stead that knows its place; titles of alerts are set as
 * labels. */
static struct str
cell_text(const struct page *page, const struct cell *cell)
{
	const struct str text = strbuf_str(&page->document->text);

	if (cell->styles & STYLE_FOOTNOTE)
		return str_of("");
	if (!(cell->styles & STYLE_DECORATION) || (cell->styles & STYLE_ALERT))
		return cell->text;
	if (!str_equal(cell->text, str_of("\uFFFD")) ||
	    cell->source == PAGE_NO_SOURCE)
		return str_of("");
	return cluster_next(text, cell->source).text;
}

/* Adds what counts in ROW; how wide the row is. */
static int
add_row(struct pieces *pieces, const struct page *page, size_t row)
{
	struct cell_cursor cursor = page_row_cells(page, row);
	struct cell cell;
	int width = 0;

	while (page_cell_next(page, &cursor, &cell)) {
		const struct str text = cell_text(page, &cell);

		width += cell.width;
		if (text.length == 0)
			continue;
		pieces->all = memory_reserve(pieces->all, &pieces->capacity,
		    pieces->count + 1, sizeof(*pieces->all));
		pieces->all[pieces->count] =
		    (struct piece){cell.source, pieces->count, text};
		pieces->count++;
	}
	return width;
}

/* Within the rows of one row of a table text is in the order of cells. */
static void
sort_bands(struct pieces *pieces, const struct page *page, const size_t *starts)
{
	for (size_t i = 0; i < page->band_count; i++) {
		const struct band *band = &page->bands[i];
		const size_t first = starts[band->first];

		qsort(pieces->all + first,
		    starts[band->first + band->count] - first, sizeof(*pieces->all),
		    compare_pieces);
	}
}

/* Appends the page's text; the number of rows that are too wide. */
static size_t
append_page(struct strbuf *text, const struct page *page, bool is_typographic)
{
	struct pieces pieces = {0};
	size_t *starts = memory_alloc((page->row_count + 1) * sizeof(*starts));
	size_t too_wide = 0;

	for (size_t i = 0; i < page->row_count; i++) {
		starts[i] = pieces.count;
		too_wide += add_row(&pieces, page, i) > page->width;
	}
	starts[page->row_count] = pieces.count;
	sort_bands(&pieces, page, starts);
	for (size_t i = 0; i < pieces.count; i++)
		append_plain(text, pieces.all[i].text, is_typographic);
	free(starts);
	free(pieces.all);
	return too_wide;
}

/* ---- Both. ---- */

static size_t
first_difference(struct str a, struct str b)
{
	size_t i = 0;

	while (i < a.length && i < b.length && a.data[i] == b.data[i])
		i++;
	return i;
}

static void
print_around(const char *name, struct str text, size_t offset)
{
	const size_t start = offset > CONTEXT / 2 ? offset - CONTEXT / 2 : 0;
	const size_t end =
	    start + CONTEXT < text.length ? start + CONTEXT : text.length;

	printf("    %s %.*s\n", name, (int)(end - start), text.data + start);
}

/* Whether the page of DOCUMENT at WIDTH says what HTML says. */
static bool
check_page(const struct document *document, struct str visible, int width,
    bool is_typographic)
{
	const struct layout_options options = {
	    .width = width, .wrap_code = true, .draws_struck = true};
	struct page *page = page_layout(document, &options);
	struct strbuf expected = {0}, actual = {0};
	const size_t too_wide = append_page(&actual, page, is_typographic);
	bool is_same;

	append_plain(&expected, visible, is_typographic);
	is_same = str_equal(strbuf_str(&expected), strbuf_str(&actual));
	if (!is_same) {
		const size_t place =
		    first_difference(strbuf_str(&expected), strbuf_str(&actual));

		printf("  width %d%s, byte %zu:\n", width,
		    is_typographic ? ", typographic" : "", place);
		print_around("html:", strbuf_str(&expected), place);
		print_around("page:", strbuf_str(&actual), place);
	}
	if (too_wide)
		printf("  width %d: %zu rows are wider\n", width, too_wide);
	page_free(page);
	strbuf_clear(&expected);
	strbuf_clear(&actual);
	return is_same && too_wide == 0;
}

static bool
check_document(
    struct str markdown, struct str visible, char **widths, bool is_typographic)
{
	const struct document_options options = {
	    .plain_emoji = true, .plain_quotes = !is_typographic};
	struct document *document = document_parse_with(NULL, markdown, options);
	bool is_same = true;

	for (; *widths; widths++)
		if (!check_page(document, visible, atoi(*widths), is_typographic))
			is_same = false;
	document_free(document);
	return is_same;
}

static void
read_or_end(const char *path, struct strbuf *text)
{
	struct error error = {0};

	if (file_read(path, UINT32_MAX / 4, text, &error) == FILE_READ)
		return;
	fprintf(stderr, "page_text: cannot read: %s\n", path);
	error_clear(&error);
	exit(2);
}

int
main(int argument_count, char **arguments)
{
	struct strbuf html = {0}, markdown = {0}, visible = {0}, safe = {0};
	bool is_same;

	locale_start();
	if (argument_count < 4) {
		fprintf(stderr, "usage: page_text HTML MARKDOWN WIDTH...\n");
		return 2;
	}
	read_or_end(arguments[1], &html);
	read_or_end(arguments[2], &markdown);
	append_visible(&visible, strbuf_str(&html));
	cluster_append_safe(&safe, strbuf_str(&visible));
	is_same = check_document(
	    strbuf_str(&markdown), strbuf_str(&safe), arguments + 3, false);
	if (!check_document(
		strbuf_str(&markdown), strbuf_str(&safe), arguments + 3, true))
		is_same = false;
	strbuf_clear(&html);
	strbuf_clear(&markdown);
	strbuf_clear(&visible);
	strbuf_clear(&safe);
	return is_same ? 0 : 1;
}
