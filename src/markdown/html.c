/* SPDX-License-Identifier: Apache-2.0 */
/*
 * HTML becomes Markdown: tags turn into the line ends and marks that mean the
 * same, and every character Markdown might heed is escaped. Entities stay as
 * they are, because cmark decodes them. One pass; space and line ends are
 * held back until text follows, so none are written twice or at an end.
 */
#include <string.h>
#include "cnai/html.h"

/* From EFFECT_LINE on, a browser begins a new line. */
enum effect {
	EFFECT_NONE,
	EFFECT_HIDDEN, /* what is inside is not for readers */
	EFFECT_CELL,
	EFFECT_LINE,
	EFFECT_ITEM,
	EFFECT_LIST,
	EFFECT_NUMBERED_LIST,
	EFFECT_PARAGRAPH,
	EFFECT_HEADING,
	EFFECT_RULE,
	EFFECT_PREFORMATTED,
};

/* Tags that are not here are as if they were not in the text. */
static const struct tag_effect {
	const char *name;
	enum effect effect;
} tag_effects[] = {
    {"address", EFFECT_PARAGRAPH},
    {"article", EFFECT_PARAGRAPH},
    {"aside", EFFECT_PARAGRAPH},
    {"blockquote", EFFECT_PARAGRAPH},
    {"br", EFFECT_LINE},
    {"caption", EFFECT_PARAGRAPH},
    {"center", EFFECT_PARAGRAPH},
    {"dd", EFFECT_LINE},
    {"details", EFFECT_PARAGRAPH},
    {"div", EFFECT_PARAGRAPH},
    {"dl", EFFECT_PARAGRAPH},
    {"dt", EFFECT_LINE},
    {"figcaption", EFFECT_PARAGRAPH},
    {"figure", EFFECT_PARAGRAPH},
    {"footer", EFFECT_PARAGRAPH},
    {"form", EFFECT_PARAGRAPH},
    {"h1", EFFECT_HEADING},
    {"h2", EFFECT_HEADING},
    {"h3", EFFECT_HEADING},
    {"h4", EFFECT_HEADING},
    {"h5", EFFECT_HEADING},
    {"h6", EFFECT_HEADING},
    {"header", EFFECT_PARAGRAPH},
    {"hr", EFFECT_RULE},
    {"li", EFFECT_ITEM},
    {"main", EFFECT_PARAGRAPH},
    {"nav", EFFECT_PARAGRAPH},
    {"ol", EFFECT_NUMBERED_LIST},
    {"option", EFFECT_LINE},
    {"p", EFFECT_PARAGRAPH},
    {"pre", EFFECT_PREFORMATTED},
    {"script", EFFECT_HIDDEN},
    {"section", EFFECT_PARAGRAPH},
    {"style", EFFECT_HIDDEN},
    {"summary", EFFECT_PARAGRAPH},
    {"table", EFFECT_PARAGRAPH},
    {"td", EFFECT_CELL},
    {"template", EFFECT_HIDDEN},
    {"th", EFFECT_CELL},
    {"title", EFFECT_HIDDEN},
    {"tr", EFFECT_LINE},
    {"ul", EFFECT_LIST},
};

/* What is between the last text and the next; the greatest one counts. */
enum gap {
	GAP_NONE,
	GAP_BLANK,
	GAP_CELL,
	GAP_LINE,
	GAP_ITEM,
	GAP_PARAGRAPH,
};

static const char *const gap_marks[] = {
    [GAP_NONE] = "",
    [GAP_BLANK] = " ",
    [GAP_CELL] = " \\| ",
    [GAP_LINE] = "\\\n",
    [GAP_ITEM] = "\n",
    [GAP_PARAGRAPH] = "\n\n",
};

struct tag {
	struct str name; /* empty for comments and the like */
	bool is_end;
	enum effect effect;
};

struct html_writer {
	struct strbuf *markdown;
	enum gap gap;
	const char *mark; /* what the next text begins with: "## ", "- " */
	bool in_heading;  /* where a line cannot be broken */
	bool is_numbered; /* the list */
};

static bool
is_white(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
is_alphanumeric(char c)
{
	return is_letter(c) || (c >= '0' && c <= '9');
}

static enum effect
find_effect(struct str name)
{
	for (size_t i = 0; i < sizeof(tag_effects) / sizeof(*tag_effects); i++)
		if (str_equal_ignoring_case(name, str_of(tag_effects[i].name)))
			return tag_effects[i].effect;
	return EFFECT_NONE;
}

/* Where what begins with a bare "<" at OFFSET ends: after END, or nowhere. */
static size_t
skip_past(struct str text, size_t offset, struct str end)
{
	for (; offset + end.length <= text.length; offset++)
		if (str_equal_ignoring_case(
			str_slice(text, offset, offset + end.length), end))
			return offset + end.length;
	return text.length;
}

/* Past the ">" of a tag; one in a quoted value does not count. */
static size_t
skip_attributes(struct str text, size_t offset)
{
	char quote = '\0';

	for (; offset < text.length; offset++) {
		char c = text.data[offset];

		if (quote) {
			if (c == quote)
				quote = '\0';
		} else if (c == '>') {
			return offset + 1;
		} else if ((c == '"' || c == '\'') &&
			   text.data[offset - 1] == '=') {
			quote = c;
		}
	}
	return offset;
}

static bool
has_at(struct str text, size_t offset, const char *what)
{
	return str_starts_with(str_slice(text, offset, text.length), str_of(what));
}

/* Past the comment, declaration or instruction at OFFSET; else OFFSET. */
static size_t
skip_markup(struct str text, size_t offset)
{
	static const struct {
		const char *start, *end;
	} markups[] = {
	    {"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<!", ">"}, {"<?", "?>"}};

	for (size_t i = 0; i < sizeof(markups) / sizeof(*markups); i++)
		if (has_at(text, offset, markups[i].start))
			return skip_past(text, offset + 2, str_of(markups[i].end));
	return offset;
}

/*
 * Reads the tag or other markup at *OFFSET, where a "<" stands, and moves
 * past it; false where the "<" is text.
 */
static bool
read_tag(struct str text, size_t *offset, struct tag *tag)
{
	size_t start = *offset + 1, end;

	*tag = (struct tag){.name = {"", 0}};
	end = skip_markup(text, *offset);
	if (end > *offset) {
		*offset = end;
		return true;
	}
	tag->is_end = start < text.length && text.data[start] == '/';
	start += tag->is_end;
	for (end = start; end < text.length && is_alphanumeric(text.data[end]);)
		end++;
	if (end == start || !is_letter(text.data[start]))
		return false;
	tag->name = str_slice(text, start, end);
	tag->effect = find_effect(tag->name);
	*offset = skip_attributes(text, end);
	return true;
}

bool
html_tag_breaks_line(struct str text)
{
	size_t offset = 0;
	struct tag tag;

	return text.length && text.data[0] == '<' &&
	       read_tag(text, &offset, &tag) && tag.effect >= EFFECT_LINE;
}

static void
widen_gap(struct html_writer *writer, enum gap gap)
{
	if (gap > writer->gap)
		writer->gap = gap;
}

static void
write_gap(struct html_writer *writer)
{
	enum gap gap = writer->gap;

	if (gap == GAP_PARAGRAPH || *writer->mark)
		writer->in_heading = *writer->mark == '#';
	else if (gap == GAP_LINE && writer->in_heading)
		gap = GAP_BLANK;
	if (writer->markdown->length)
		strbuf_append_string(writer->markdown, gap_marks[gap]);
	strbuf_append_string(writer->markdown, writer->mark);
	writer->gap = GAP_NONE;
	writer->mark = "";
}

/* An entity's own characters stay, all else that could be a mark is escaped. */
static void
write_character(struct strbuf *markdown, char c)
{
	bool begins_number = c == '#' && markdown->length &&
			     markdown->data[markdown->length - 1] == '&';

	if (c > ' ' && c < 0x7F && !is_alphanumeric(c) && c != '&' && c != ';' &&
	    !begins_number)
		strbuf_append_byte(markdown, '\\');
	strbuf_append_byte(markdown, c);
}

static void
write_text(struct html_writer *writer, char c)
{
	if (is_white(c)) {
		widen_gap(writer, GAP_BLANK);
		return;
	}
	if (writer->gap || *writer->mark || writer->markdown->length == 0)
		write_gap(writer);
	write_character(writer->markdown, c);
}

static void
write_rule(struct html_writer *writer)
{
	writer->gap = GAP_PARAGRAPH;
	writer->mark = "";
	write_gap(writer);
	strbuf_append_string(writer->markdown, "***");
	writer->gap = GAP_PARAGRAPH;
}

static void
write_tag(struct html_writer *writer, struct tag tag)
{
	static const enum gap gaps[] = {[EFFECT_CELL] = GAP_CELL,
	    [EFFECT_LINE] = GAP_LINE,
	    [EFFECT_ITEM] = GAP_ITEM,
	    [EFFECT_LIST] = GAP_PARAGRAPH,
	    [EFFECT_NUMBERED_LIST] = GAP_PARAGRAPH,
	    [EFFECT_PARAGRAPH] = GAP_PARAGRAPH,
	    [EFFECT_HEADING] = GAP_PARAGRAPH,
	    [EFFECT_RULE] = GAP_NONE,
	    [EFFECT_PREFORMATTED] = GAP_PARAGRAPH};
	static const char *const headings[] = {
	    "# ", "## ", "### ", "#### ", "##### ", "###### "};

	widen_gap(writer, gaps[tag.effect]);
	if (tag.effect == EFFECT_LIST || tag.effect == EFFECT_NUMBERED_LIST)
		writer->is_numbered = tag.effect == EFFECT_NUMBERED_LIST;
	else if (tag.effect == EFFECT_ITEM)
		writer->mark = tag.is_end ? "" : writer->is_numbered ? "1. " : "- ";
	else if (tag.effect == EFFECT_HEADING)
		writer->mark = tag.is_end ? "" : headings[tag.name.data[1] - '1'];
	else if (tag.effect == EFFECT_RULE)
		write_rule(writer);
}

/* Moves past the end tag of NAME. */
static void
skip_element(struct html_reader *reader, struct str name)
{
	struct strbuf end = {0};

	strbuf_append_string(&end, "</");
	strbuf_append(&end, name);
	reader->offset =
	    skip_past(reader->source, reader->offset, strbuf_str(&end));
	if (reader->offset < reader->source.length)
		reader->offset = skip_attributes(reader->source, reader->offset);
	strbuf_clear(&end);
}

/* Blanks and line ends survive in Markdown as entities. */
static void
write_preformatted(struct strbuf *markdown, struct str source, size_t offset)
{
	char c = source.data[offset];

	if (c == '\r' && has_at(source, offset, "\r\n"))
		return;
	if (is_white(c))
		strbuf_printf(markdown, "&#%d;", c == '\r' ? '\n' : c);
	else
		write_character(markdown, c);
}

static enum html_part
read_preformatted(struct html_reader *reader, struct strbuf *markdown)
{
	struct str source = reader->source;
	struct tag tag;

	if (has_at(source, reader->offset, "\n"))
		reader->offset++;
	else if (has_at(source, reader->offset, "\r\n"))
		reader->offset += 2;
	while (reader->offset < source.length) {
		if (source.data[reader->offset] == '<' &&
		    read_tag(source, &reader->offset, &tag)) {
			if (tag.is_end && tag.effect == EFFECT_PREFORMATTED)
				break;
			continue;
		}
		write_preformatted(markdown, source, reader->offset);
		reader->offset++;
	}
	return HTML_PREFORMATTED;
}

enum html_part
html_next(struct html_reader *reader, struct strbuf *markdown)
{
	struct html_writer writer = {.markdown = markdown, .mark = ""};
	struct str source = reader->source;
	size_t start = reader->offset;
	struct tag tag;

	strbuf_truncate(markdown, 0);
	while (reader->offset < source.length) {
		size_t before = reader->offset;

		if (source.data[before] != '<' ||
		    !read_tag(source, &reader->offset, &tag)) {
			write_text(&writer, source.data[reader->offset++]);
		} else if (tag.effect == EFFECT_PREFORMATTED && !tag.is_end) {
			if (markdown->length == 0)
				return read_preformatted(reader, markdown);
			reader->offset = before;
			return HTML_PROSE;
		} else if (tag.effect == EFFECT_HIDDEN) {
			if (!tag.is_end)
				skip_element(reader, tag.name);
		} else {
			write_tag(&writer, tag);
		}
	}
	return start < source.length ? HTML_PROSE : HTML_END;
}
