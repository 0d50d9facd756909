/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Marks, and the Markdown that has them in it. A tag on a line of its own
 * that begins or ends a block is set apart with empty lines, which have the
 * prefix of its line: ">" of quotes, the indent of an item.
 */
#include <stdlib.h>
#include "cnai/memory.h"
#include "cnai/parameter.h"
#include "cnai/shortcode.h"
#include "shortcode_tag.h"

/* Marks. */

static const struct str mark = {SHORTCODE_MARK, sizeof(SHORTCODE_MARK) - 1};
static const struct str mark_end = {
    SHORTCODE_MARK_END, sizeof(SHORTCODE_MARK_END) - 1};

/* The number behind a mark at OFFSET, and where the mark ends. */
static bool
read_mark(struct str text, size_t offset, size_t *number, size_t *end)
{
	size_t i = offset + mark.length;

	*number = 0;
	for (; i < text.length && text.data[i] >= '0' && text.data[i] <= '9'; i++)
		*number = *number * 10 + (size_t)(text.data[i] - '0');
	*end = i + mark_end.length;
	return i > offset + mark.length && *end <= text.length &&
	       str_equal(str_slice(text, i, *end), mark_end);
}

const struct shortcode *
shortcode_next(const struct shortcodes *shortcodes, struct str text, size_t *offset,
    size_t *end)
{
	const char *found;
	size_t number;

	while (shortcodes && *offset < text.length &&
	       (found = memchr(
		    text.data + *offset, mark.data[0], text.length - *offset))) {
		*offset = (size_t)(found - text.data);
		if (str_starts_with(str_slice(text, *offset, text.length), mark) &&
		    read_mark(text, *offset, &number, end) &&
		    number < shortcodes->count)
			return &shortcodes->items[number];
		++*offset;
	}
	*offset = text.length;
	return NULL;
}

struct str
shortcode_html(
    const struct shortcodes *shortcodes, const struct shortcode *shortcode)
{
	return str_slice(
	    strbuf_str(&shortcodes->output), shortcode->html, shortcode->html_end);
}

struct str
shortcode_text(
    const struct shortcodes *shortcodes, const struct shortcode *shortcode)
{
	return str_slice(strbuf_str(&shortcodes->output), shortcode->html_end,
	    shortcode->text_end);
}

void
shortcodes_append_plain(
    const struct shortcodes *shortcodes, struct strbuf *plain, struct str text)
{
	size_t start = 0, offset = 0, end;
	const struct shortcode *found;

	while ((found = shortcode_next(shortcodes, text, &offset, &end))) {
		strbuf_append(plain, str_slice(text, start, offset));
		strbuf_append(plain, shortcode_text(shortcodes, found));
		start = offset = end;
	}
	strbuf_append(plain, str_slice(text, start, text.length));
}

/* Writing. */

/* The line that a tag stands alone on. */
struct line {
	struct strbuf prefix;
	bool is_alone;
};

struct writer {
	struct shortcodes *shortcodes;
	struct str source;
	struct shortcode_tags tags;
	size_t done; /* the source up to here is written */
	struct parameters *parameters;
	struct line *lines; /* of each tag */
};

/* A mark that is in the source already would repeat a shortcode. */
static void
append_source(struct strbuf *buffer, struct str text)
{
	size_t start = 0, i = 0;
	const char *found;

	while (i < text.length &&
	       (found = memchr(text.data + i, mark.data[0], text.length - i))) {
		i = (size_t)(found - text.data);
		if (!str_starts_with(str_slice(text, i, text.length), mark)) {
			i++;
			continue;
		}
		strbuf_append(buffer, str_slice(text, start, i));
		strbuf_append_string(buffer, "\uFFFD");
		start = i += mark.length;
	}
	strbuf_append(buffer, str_slice(text, start, text.length));
}

static void
append_escaped(struct strbuf *buffer, struct str text)
{
	static const char *const escapes[] = {
	    ['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['"'] = "&quot;"};

	for (size_t i = 0; i < text.length; i++) {
		const unsigned char c = (unsigned char)text.data[i];

		if (c < sizeof(escapes) / sizeof(*escapes) && escapes[c])
			strbuf_append_string(buffer, escapes[c]);
		else
			strbuf_append_byte(buffer, text.data[i]);
	}
}

/* Begins an item; its HTML is what is appended to the output from now on. */
static void
begin_item(struct shortcodes *shortcodes)
{
	const uint32_t start = (uint32_t)shortcodes->output.length;

	shortcodes->items = memory_reserve(shortcodes->items, &shortcodes->capacity,
	    shortcodes->count + 1, sizeof(*shortcodes->items));
	shortcodes->items[shortcodes->count] =
	    (struct shortcode){start, start, start};
}

/* Ends its HTML, adds TEXT for code and URLs, and writes its mark. */
static void
end_item(struct shortcodes *shortcodes, struct str text)
{
	struct shortcode *item = &shortcodes->items[shortcodes->count];

	item->html_end = (uint32_t)shortcodes->output.length;
	strbuf_append(&shortcodes->output, text);
	item->text_end = (uint32_t)shortcodes->output.length;
	if (item->text_end == item->html)
		return;
	strbuf_printf(&shortcodes->markdown,
	    SHORTCODE_MARK "%zu" SHORTCODE_MARK_END, shortcodes->count);
	shortcodes->count++;
}

/* Appends what NAME, "a", "=a" or "$a", stands for. */
static void
append_named(struct writer *writer, struct strbuf *value,
    const struct shortcode_tag *tag, struct str name)
{
	const struct str rest = str_slice(name, 1, name.length);
	struct strbuf parameter = {0};

	if (*name.data == '=') {
		strbuf_append(value, rest);
	} else if (*name.data == '$') {
		shortcode_argument(&parameter, tag, rest);
		strbuf_append(value,
		    parameters_find(writer->parameters, strbuf_str(&parameter)));
		strbuf_clear(&parameter);
	} else {
		shortcode_argument(value, tag, name);
	}
}

/* The value of "{a|b|=c}" at *FORM, which moves to behind it. */
static struct strbuf
read_place(
    struct writer *writer, const struct shortcode_tag *tag, const char **form)
{
	struct strbuf value = {0};
	const char *name = *form + 1;

	*form += strcspn(*form, "}") + 1;
	while (*name && value.length == 0) {
		const size_t length = strcspn(name, "|}");

		append_named(writer, &value, tag, (struct str){name, length});
		if (name[length] == '}')
			break;
		name += length + 1;
	}
	return value;
}

/* Whether all places in "[...]" at FORM have values. */
static bool
is_filled(struct writer *writer, const struct shortcode_tag *tag, const char *form)
{
	const char *end = form + strcspn(form, "]");

	while ((form += strcspn(form, "{")) < end) {
		struct strbuf value = read_place(writer, tag, &form);
		const bool is_empty = value.length == 0;

		strbuf_clear(&value);
		if (is_empty)
			return false;
	}
	return true;
}

static void
append_place(struct writer *writer, const struct shortcode_tag *tag,
    const char **form, bool is_markdown)
{
	struct shortcodes *shortcodes = writer->shortcodes;
	struct strbuf value = read_place(writer, tag, form);

	if (is_markdown)
		append_source(&shortcodes->markdown, strbuf_str(&value));
	else
		append_escaped(&shortcodes->output, strbuf_str(&value));
	strbuf_clear(&value);
}

/* Writes the items and the Markdown that FORM makes of TAG. */
static void
write_form(struct writer *writer, const struct shortcode_tag *tag, const char *form,
    struct str text)
{
	struct shortcodes *shortcodes = writer->shortcodes;
	bool is_markdown = false;

	begin_item(shortcodes);
	while (*form) {
		if (*form == '{') {
			append_place(writer, tag, &form, is_markdown);
			continue;
		}
		if (*form == '~') {
			if (is_markdown)
				begin_item(shortcodes);
			else
				end_item(shortcodes, text);
			is_markdown = !is_markdown;
			text = str_of("");
		} else if (*form == '[' && !is_filled(writer, tag, form)) {
			form += strcspn(form, "]");
		} else if (*form != '[' && *form != ']') {
			strbuf_append_byte(&shortcodes->output, *form);
		}
		form++;
	}
	end_item(shortcodes, text);
}

/* The form that TAG begins with. A parameter that the front matter has is its
 * value alone, and not the name of a shortcode. */
static const char *
start_form(struct writer *writer, const struct shortcode_tag *tag,
    const struct shortcode_meaning *meaning)
{
	const char *known = "[{$0}]";

	return str_equal(tag->name, str_of("param")) &&
		       is_filled(writer, tag, known + 1)
		   ? known
		   : meaning->start;
}

static const struct shortcode_meaning *
meaning_of(const struct shortcode_tag *tag)
{
	static const struct shortcode_meaning unknown = {
	    .name = "", .start = "", .end = "", .text = "", .is_block = true};
	const struct shortcode_meaning *meaning = shortcode_meaning_find(tag->name);

	return meaning ? meaning : &unknown;
}

/* The name, between marks that nobody takes for the post's own words. */
static void
write_unknown(struct writer *writer, const struct shortcode_tag *tag, bool is_alone)
{
	struct shortcodes *shortcodes = writer->shortcodes;
	struct strbuf *output = &shortcodes->output;

	begin_item(shortcodes);
	strbuf_append_string(output, is_alone ? "<p>" : "");
	strbuf_append_string(output, "<cnai-shortcode>\u2039");
	append_escaped(output, tag->name);
	strbuf_append_string(output, "\u203A</cnai-shortcode>");
	strbuf_append_string(output, is_alone ? "</p>" : "");
	end_item(shortcodes, str_slice(writer->source, tag->start, tag->end));
}

static void
write_tag(struct writer *writer, size_t index, bool is_alone)
{
	const struct shortcode_tag *tag = &writer->tags.items[index];
	const struct shortcode_meaning *meaning = meaning_of(tag);
	struct str source = str_slice(writer->source, tag->start, tag->end);

	if (tag->is_end) {
		write_form(writer, &writer->tags.items[tag->mate],
		    tag->mate == index ? "" : meaning->end, source);
	} else if (!*meaning->name) {
		write_unknown(writer, tag, is_alone && tag->mate != index);
	} else if (*meaning->text) {
		const char *form = meaning->text;
		struct strbuf text = read_place(writer, tag, &form);

		write_form(writer, tag, start_form(writer, tag, meaning),
		    strbuf_str(&text));
		strbuf_clear(&text);
	} else {
		write_form(writer, tag, meaning->start, source);
	}
}

/* Code. */

static bool
argument_is(const struct shortcode_tag *tag, const char *name, const char *value)
{
	struct strbuf found = {0};
	bool is_equal;

	shortcode_argument(&found, tag, str_of(name));
	is_equal = str_equal(strbuf_str(&found), str_of(value));
	strbuf_clear(&found);
	return is_equal;
}

static bool
has_fence(struct str text)
{
	for (size_t i = 0; i + 3 <= text.length; i++)
		if (memcmp(text.data + i, "```", 3) == 0)
			return true;
	return false;
}

static struct str
inner_of(const struct writer *writer, size_t index)
{
	const struct shortcode_tag *tag = &writer->tags.items[index];

	size_t end = writer->tags.items[tag->mate].start;
	size_t start = tag->end;

	/* The line that the tag ends belongs to the tag. */
	if (start < end && writer->source.data[start] == '\r')
		start++;
	if (start < end && writer->source.data[start] == '\n')
		start++;
	while (end > start && str_is_blank(writer->source.data[end - 1]))
		end--;
	return str_slice(writer->source, start, end);
}

/* Docsy's tabs hold code unless they say otherwise; its cards if they do. */
static bool
holds_code(const struct writer *writer, size_t index)
{
	const struct shortcode_tag *tag = &writer->tags.items[index];
	const struct shortcode_tag *outer = &writer->tags.items[tag->outer];

	if (tag->mate == index || tag->is_end)
		return false;
	if (meaning_of(tag)->is_verbatim)
		return true;
	if (str_equal(tag->name, str_of("card")))
		return argument_is(tag, "code", "true");
	return str_equal(tag->name, str_of("tab")) && !tag->is_percent &&
	       str_equal(outer->name, str_of("tabpane")) &&
	       !argument_is(tag, "text", "true") &&
	       !argument_is(outer, "text", "true") &&
	       !has_fence(inner_of(writer, index));
}

static void
append_language(struct writer *writer, const struct shortcode_tag *tag)
{
	const char *form = "{lang|language|=}";
	struct strbuf value = {0};

	if (meaning_of(tag)->is_verbatim)
		form = meaning_of(tag)->start;
	value = read_place(writer, tag, &form);
	if (value.length) {
		strbuf_append_string(
		    &writer->shortcodes->output, " class=\"language-");
		append_escaped(&writer->shortcodes->output, strbuf_str(&value));
		strbuf_append_byte(&writer->shortcodes->output, '"');
	}
	strbuf_clear(&value);
}

/* Writes all of the code at INDEX; returns the tag to go on with. */
static size_t
write_code(struct writer *writer, size_t index)
{
	const struct shortcode_tag *tag = &writer->tags.items[index];
	struct strbuf *output = &writer->shortcodes->output;
	const struct str inner = inner_of(writer, index);

	if (!meaning_of(tag)->is_verbatim)
		write_form(writer, tag, meaning_of(tag)->start, str_of(""));
	begin_item(writer->shortcodes);
	strbuf_append_string(output, "<pre><code");
	append_language(writer, tag);
	strbuf_append_byte(output, '>');
	append_escaped(output, inner);
	strbuf_append_string(output, "</code></pre>");
	end_item(writer->shortcodes, inner);
	if (!meaning_of(tag)->is_verbatim)
		write_tag(writer, tag->mate, false);
	writer->done = writer->tags.items[tag->mate].end;
	return tag->mate + 1;
}

/* Lines. */

/* Of the line that TAG stands alone on: how it begins. */
static bool
find_prefix(const struct writer *writer, const struct shortcode_tag *first,
    const struct shortcode_tag *last, struct str *prefix)
{
	enum { PREFIX_LENGTH_MAX = 200 };
	const struct str source = writer->source;
	size_t start = first->start, end = last->end;

	while (start > 0 && source.data[start - 1] != '\n') {
		const char c = source.data[start - 1];

		if (first->start - start > PREFIX_LENGTH_MAX || !c ||
		    !strchr(" \t>-*+.)0123456789", c))
			return false;
		start--;
	}
	while (end < source.length &&
	       (str_is_blank(source.data[end]) || source.data[end] == '\r'))
		if (end++ - last->end > PREFIX_LENGTH_MAX)
			return false;
	*prefix = str_slice(source, start, first->start);
	return end == source.length || source.data[end] == '\n';
}

static bool
is_list_marker(struct str prefix)
{
	for (size_t i = 0; i < prefix.length; i++)
		if (!str_is_blank(prefix.data[i]) && prefix.data[i] != '>')
			return true;
	return false;
}

/* The prefix of lines that go on in the same containers. */
static struct strbuf
continue_prefix(struct str prefix)
{
	struct strbuf lines = {0};

	for (size_t i = 0; i < prefix.length; i++) {
		const char c = prefix.data[i];

		strbuf_append_byte(&lines, str_is_blank(c) || c == '>' ? c : ' ');
	}
	return lines;
}

static void
end_line(struct strbuf *markdown, const struct strbuf *prefix)
{
	strbuf_append_byte(markdown, '\n');
	strbuf_append(markdown, strbuf_str(prefix));
}

/*
 * Writes a tag of a block that stands alone on its line, with empty lines
 * around it: what is before it must not go on in it, nor it in what follows.
 * A closing tag stands in the same containers as its opening one.
 */
static void
write_alone(struct writer *writer, size_t index, struct str prefix)
{
	const struct shortcode_tag *tag = &writer->tags.items[index];
	struct strbuf *markdown = &writer->shortcodes->markdown;
	struct strbuf *lines = &writer->lines[index].prefix;

	const size_t like = tag->mate < index ? tag->mate : tag->outer;

	if ((tag->mate < index ||
		meaning_of(&writer->tags.items[like])->is_frame) &&
	    writer->lines[like].is_alone)
		strbuf_append(lines, strbuf_str(&writer->lines[like].prefix));
	else
		*lines = continue_prefix(prefix);
	writer->lines[index].is_alone = true;
	if (!is_list_marker(prefix)) {
		strbuf_truncate(markdown, markdown->length - prefix.length);
		strbuf_append(markdown, strbuf_str(lines));
		end_line(markdown, lines);
	}
	write_tag(writer, index, true);
	end_line(markdown, lines);
}

/* Writes the tag at INDEX; returns the tag to go on with. */
static size_t
write_next(struct writer *writer, size_t index)
{
	const struct shortcode_tag *tag = &writer->tags.items[index];
	struct strbuf *markdown = &writer->shortcodes->markdown;
	struct str prefix;

	append_source(
	    markdown, str_slice(writer->source, writer->done, tag->start));
	writer->done = tag->end;
	if (tag->is_comment) {
		strbuf_append_string(markdown, tag->is_percent ? "{{%" : "{{<");
		append_source(markdown, tag->arguments);
		strbuf_append_string(markdown, tag->is_percent ? "%}}" : ">}}");
		return index + 1;
	}
	if (str_equal(tag->name, str_of("comment")) && tag->mate > index) {
		writer->done = writer->tags.items[tag->mate].end;
		return tag->mate + 1;
	}
	if (holds_code(writer, index))
		return write_code(writer, index);
	if (meaning_of(tag)->is_block &&
	    (tag->mate != index || *meaning_of(tag)->name) &&
	    find_prefix(writer, tag, tag, &prefix) &&
	    markdown->length >= prefix.length)
		write_alone(writer, index, prefix);
	else
		write_tag(writer, index, false);
	return index + 1;
}

static void
write_all(struct writer *writer)
{
	const size_t limit = UINT32_MAX / 4;
	size_t i = 0;

	while (i < writer->tags.count && writer->shortcodes->output.length < limit)
		i = write_next(writer, i);
	append_source(&writer->shortcodes->markdown,
	    str_slice(writer->source, writer->done, writer->source.length));
}

static bool
may_have_tags(struct str text)
{
	const char *found;

	for (size_t i = 0; i + 3 <= text.length &&
			   (found = memchr(text.data + i, '{', text.length - i));
	     i++) {
		i = (size_t)(found - text.data);
		if (i + 3 <= text.length && found[1] == '{' &&
		    (found[2] == '<' || found[2] == '%'))
			return true;
	}
	return false;
}

bool
shortcodes_read(struct shortcodes *shortcodes, struct str markdown,
    struct parameters *parameters)
{
	struct writer writer = {
	    .shortcodes = shortcodes, .source = markdown, .parameters = parameters};

	*shortcodes = (struct shortcodes){0};
	if (!may_have_tags(markdown))
		return false;
	shortcode_tags_read(&writer.tags, markdown);
	writer.lines =
	    memory_alloc((writer.tags.count + 1) * sizeof(*writer.lines));
	if (writer.tags.count)
		write_all(&writer);
	for (size_t i = 0; i < writer.tags.count; i++)
		strbuf_clear(&writer.lines[i].prefix);
	free(writer.lines);
	free(writer.tags.items);
	return writer.tags.count > 0;
}

void
shortcodes_clear(struct shortcodes *shortcodes)
{
	strbuf_clear(&shortcodes->markdown);
	strbuf_clear(&shortcodes->output);
	free(shortcodes->items);
}
