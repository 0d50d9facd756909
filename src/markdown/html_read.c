/* SPDX-License-Identifier: Apache-2.0 */
/* The source of HTML, cut into tags, text and what is preformatted. */
#include "cnai/html.h"
#include "cnai/markdown_tree.h"
#include "cnai/shortcode.h"
#include "html_kind.h"

static void add_source(struct html *html, struct str source, bool has_marks);

/* Text with marks of shortcodes, which have no marks in what they become. */
static void
add_text_with_marks(struct html *html, struct str text)
{
	size_t start = 0, offset = 0, end;
	const struct shortcode *found;

	while ((found = shortcode_next(html->shortcodes, text, &offset, &end))) {
		html_handle_text(html, str_slice(text, start, offset));
		add_source(html, shortcode_html(html->shortcodes, found), false);
		start = offset = end;
	}
	html_handle_text(html, str_slice(text, start, text.length));
}

static bool
is_tag_of(const struct html_tag *tag, const char *name)
{
	return str_equal_ignoring_case(tag->name, str_of(name));
}

/* "go" of class="language-go". */
static struct str
language_of(const struct html_tag *tag)
{
	static const char prefix[] = "language-";
	struct str value;

	html_tag_attribute(tag, "class", &value);
	if (!str_starts_with(value, str_of(prefix)))
		return str_of("");
	value = str_slice(value, sizeof(prefix) - 1, value.length);
	for (size_t i = 0; i < value.length; i++)
		if (value.data[i] == ' ')
			return str_slice(value, 0, i);
	return value;
}

static size_t
skip_line_end(struct str text, size_t offset)
{
	if (offset < text.length && text.data[offset] == '\r')
		offset++;
	if (offset < text.length && text.data[offset] == '\n')
		offset++;
	return offset;
}

/* Appends what is preformatted: blanks and lines stay, tags go. */
static void
append_code(struct html *html, struct strbuf *code, struct str text)
{
	struct strbuf plain = {0};

	if (html->shortcodes)
		shortcodes_append_plain(html->shortcodes, &plain, text);
	html_append_decoded(
	    html->tree, code, html->shortcodes ? strbuf_str(&plain) : text);
	strbuf_clear(&plain);
}

/* Reads from behind <pre> to behind </pre>. */
static void
read_preformatted(struct html *html, struct str source, size_t *offset)
{
	struct strbuf code = {0};
	struct str language = str_of("");
	size_t start = skip_line_end(source, *offset), end = start;
	struct html_tag tag;

	*offset = start;
	while (*offset < source.length) {
		end = *offset;
		if (source.data[end] != '<' ||
		    !html_tag_read(source, offset, &tag)) {
			end = ++*offset;
			continue;
		}
		append_code(html, &code, str_slice(source, start, end));
		start = end = *offset;
		if (is_tag_of(&tag, "pre"))
			break;
		if (is_tag_of(&tag, "br"))
			strbuf_append_byte(&code, '\n');
		if (is_tag_of(&tag, "code") && !tag.is_end && !code.length) {
			language = language_of(&tag);
			start = end = *offset = skip_line_end(source, *offset);
		}
	}
	append_code(html, &code, str_slice(source, start, end));
	html_handle_code(html, strbuf_str(&code), language);
	strbuf_clear(&code);
}

/* Moves *OFFSET behind the end tag of what holds no HTML, such as a script;
 * false, at the end of SOURCE, if there is none. */
static bool
skip_raw(struct str source, size_t *offset, struct str name)
{
	for (; *offset < source.length; ++*offset) {
		const size_t start = *offset + 2, end = start + name.length;
		struct html_tag tag;

		if (source.data[*offset] != '<' || end > source.length ||
		    source.data[*offset + 1] != '/' ||
		    !str_equal_ignoring_case(str_slice(source, start, end), name))
			continue;
		html_tag_read(source, offset, &tag);
		return true;
	}
	return false;
}

static bool
is_raw(const struct html_tag *tag)
{
	static const char *const names[] = {
	    "script", "style", "iframe", "title", "noframes"};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (is_tag_of(tag, names[i]))
			return !tag->is_end;
	return false;
}

/* Whether Markdown cut the element in two at an empty line: the rest of a
 * style or script is hidden up to its end, as that of other elements is. */
static bool
is_cut(struct str source, size_t *offset, const struct html_tag *tag)
{
	return !skip_raw(source, offset, tag->name) &&
	       (is_tag_of(tag, "style") || is_tag_of(tag, "script"));
}

/*
 * Handles the tag before *OFFSET and moves past what belongs to it. Between
 * tags in a paragraph stands Markdown; else all of the element IS_WHOLE. What
 * is in a frame is raw, and yet there is something to show for it.
 */
static void
read_tag(struct html *html, struct str source, size_t *offset,
    const struct html_tag *tag, bool is_whole)
{
	const bool is_frame = is_tag_of(tag, "iframe");

	if (is_frame)
		html_handle_tag(html, tag);
	if (is_raw(tag) && is_whole && !is_cut(source, offset, tag))
		return;
	if (is_tag_of(tag, "pre") && !tag->is_end && is_whole)
		read_preformatted(html, source, offset);
	else if (!is_frame)
		html_handle_tag(html, tag);
}

static void
add_source(struct html *html, struct str source, bool has_marks)
{
	size_t start = 0, offset = 0;
	struct html_tag tag;

	while (offset < source.length) {
		const char *found =
		    memchr(source.data + offset, '<', source.length - offset);
		size_t end = found ? (size_t)(found - source.data) : source.length;

		offset = end;
		if (found && !html_tag_read(source, &offset, &tag)) {
			offset = end + 1;
			continue;
		}
		if (has_marks && html->shortcodes)
			add_text_with_marks(html, str_slice(source, start, end));
		else
			html_handle_text(html, str_slice(source, start, end));
		if (found)
			read_tag(html, source, &offset, &tag,
			    !html->is_inline || !has_marks);
		start = offset;
	}
	if (start < source.length)
		html_handle_text(html, str_slice(source, start, source.length));
}

struct str
html_hidden_name(struct str source)
{
	const struct html_kind *kind;
	struct html_tag tag;
	size_t offset = 0;

	if (!html_tag_read(source, &offset, &tag) || tag.is_end)
		return str_of("");
	kind = html_kind_find(tag.name);
	return kind && kind->role == HTML_HIDDEN ? tag.name : str_of("");
}

bool
html_is_end_of(struct str source, struct str name)
{
	struct html_tag tag;
	size_t offset = 0;

	return html_tag_read(source, &offset, &tag) && tag.is_end &&
	       str_equal_ignoring_case(tag.name, name);
}

void
html_add_block(struct html *html, struct str source)
{
	html_begin_block(html);
	add_source(html, source, true);
	html_end_block(html);
}

void
html_add_shortcode(struct html *html, const struct shortcode *shortcode)
{
	html_begin_inline(html);
	add_source(html, shortcode_html(html->shortcodes, shortcode), false);
	html_end_inline(html);
}

void
html_add_inline(struct html *html, struct str source)
{
	html_begin_inline(html);
	add_source(html, source, true);
	html_end_inline(html);
}
