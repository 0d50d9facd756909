/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What each tag does, and what the nodes of Markdown around it ask for. Text
 * of Markdown goes to the block of runs that Markdown began; where HTML ended
 * that one, the next begins with the next text.
 */
#include "cnai/html.h"
#include "cnai/url.h"
#include "html_kind.h"

void
html_init(struct html *html, struct document_builder *builder,
    struct markdown_tree *tree, const struct shortcodes *shortcodes)
{
	*html = (struct html){
	    .builder = builder, .tree = tree, .shortcodes = shortcodes};
}

/* Inside a heading, term or cell of Markdown's no block begins or ends. */
static bool
is_in_part(const struct html *html)
{
	return html->is_inline && html->is_leaf_open && !html->builder->is_flat &&
	       !html->builder->is_hidden && !html_can_begin_block(html);
}

static void
hide(struct html *html, const struct html_kind *kind)
{
	if (html->depth + 1 > HTML_DEPTH_MAX || html->overflow)
		return;
	if ((kind->role >= HTML_PARAGRAPH && !is_in_part(html)) ||
	    (kind->role == HTML_HIDDEN && !html->is_inline))
		html_end_before(html, kind);
	html_pause_link(html);
	html_push(html, kind)->is_hidden = true;
	html->builder->is_hidden = true;
	html->hidden_depth = 1;
}

/* Inline elements. */

static void
add_text(struct html *html, struct str text)
{
	struct str trimmed = str_trim(text);

	if (html->builder->is_hidden || (!html->is_leaf_open && !trimmed.length))
		return;
	html_begin_text(html);
	if (trimmed.length)
		html_begin_link(html);
	builder_add_prose(html->builder, html_set_script(html, text));
}

static void
open_link(struct html *html, const struct html_tag *tag)
{
	struct str url = html_attribute(html, tag, "href");

	html_end_link(html);
	if (url.length == 0 || html->builder->link)
		return;
	strbuf_truncate(&html->url, 0);
	strbuf_append(&html->url, url);
	strbuf_truncate(&html->title, 0);
	strbuf_append(&html->title, html_attribute(html, tag, "title"));
	html->has_link = html->is_link_empty = true;
}

/* What has nothing in it is seen by its address. */
static void
close_link(struct html *html)
{
	if (html->has_link && html->is_link_empty) {
		html_begin_text(html);
		html_begin_link(html);
	}
	html_end_link(html);
}

static void
add_image(struct html *html, const struct html_tag *tag)
{
	struct document_builder *builder = html->builder;
	const unsigned styles = builder->tag_styles;
	struct strbuf url = {0}, title = {0};
	struct str text;
	bool is_link;

	strbuf_append(&url, html_attribute(html, tag, "src"));
	strbuf_append(&title, html_attribute(html, tag, "title"));
	text = html_attribute(html, tag, "alt");
	if (text.length == 0)
		text = url_file_name(strbuf_str(&url));
	if (text.length && !builder->is_hidden) {
		html_begin_text(html);
		html_begin_link(html);
		is_link = url.length && !builder->link;
		if (is_link)
			builder_link_begin(
			    builder, strbuf_str(&url), strbuf_str(&title), true);
		builder->tag_styles |= STYLE_IMAGE;
		builder_add_prose(builder, text);
		builder->tag_styles = styles;
		if (is_link)
			builder_link_end(builder);
		html_set_styles(html);
	}
	strbuf_clear(&url);
	strbuf_clear(&title);
}

/* Marks of a quotation in another are single. */
static void
add_quotation_mark(struct html *html, bool is_end)
{
	static const char *const marks[2][2] = {
	    {"\u201C", "\u201D"}, {"\u2018", "\u2019"}};

	if (is_end && html->quotations)
		html->quotations--;
	add_text(html, str_of(marks[html->quotations % 2][is_end]));
	html->quotations += !is_end;
}

/* A film or a page within the page: a link to it, by its title, else by the
 * name of its file. */
static void
add_media(struct html *html, const struct html_tag *tag)
{
	struct strbuf text = {0};
	struct str ignored, url = html_attribute(html, tag, "src");

	if (url.length == 0)
		url = html_attribute(html, tag, "data");
	if (url.length == 0 || html->has_link || html->builder->link ||
	    html_tag_attribute(tag, "hidden", &ignored))
		return;
	strbuf_truncate(&html->url, 0);
	strbuf_append(&html->url, url);
	strbuf_truncate(&html->title, 0);
	strbuf_append(&text, html_attribute(html, tag, "title"));
	if (text.length == 0)
		strbuf_append(&text, url_file_name(strbuf_str(&html->url)));
	html->has_link = true;
	add_text(html, strbuf_str(&text));
	html_end_link(html);
	add_text(html, str_of(" ")); /* before what others show in its stead */
	strbuf_clear(&text);
}

static void
open_tag(
    struct html *html, const struct html_kind *kind, const struct html_tag *tag)
{
	struct str ignored;

	if (kind->role == HTML_HIDDEN ||
	    (kind->role != HTML_IMAGE && kind->role != HTML_MEDIA &&
		kind->role != HTML_BREAK && kind->role != HTML_RULE &&
		html_tag_attribute(tag, "hidden", &ignored))) {
		hide(html, kind);
	} else if (kind->role == HTML_INLINE) {
		html_count(html, kind->styles, false);
	} else if (kind->role == HTML_LINK) {
		open_link(html, tag);
	} else if (kind->role == HTML_QUOTATION) {
		add_quotation_mark(html, false);
	} else if (kind->role == HTML_IMAGE) {
		add_image(html, tag);
	} else if (kind->role == HTML_MEDIA) {
		add_media(html, tag);
	} else if (kind->role == HTML_BREAK) {
		if (html->is_leaf_open)
			builder_add_break(html->builder);
	} else if (kind->role == HTML_RULE) {
		html_end_before(html, kind);
		html_open_missing(html, HTML_NO_PART);
		if (html_can_begin_block(html))
			builder_add_rule(html->builder);
	} else {
		html_open_block(html, kind, tag);
	}
}

static void
close_tag(struct html *html, const struct html_kind *kind)
{
	if (kind->role == HTML_INLINE) {
		html_count(html, kind->styles, true);
	} else if (kind->role == HTML_QUOTATION) {
		add_quotation_mark(html, true);
	} else if (kind->role == HTML_LINK) {
		close_link(html);
	} else if (kind->role == HTML_BREAK) {
		if (html->is_leaf_open)
			builder_add_break(html->builder);
	} else if (kind->role >= HTML_PARAGRAPH && kind->role != HTML_RULE) {
		html_close_block(html, kind);
	}
}

/* Inside what is hidden only the element's own tags count. */
static void
pass_hidden(struct html *html, const struct html_kind *kind, bool is_end)
{
	size_t i = html->depth;

	while (i > 0 && !html->stack[i - 1].is_hidden)
		i--;
	if (i == 0 || html->stack[i - 1].kind != kind)
		return;
	if (!is_end)
		html->hidden_depth++;
	else if (--html->hidden_depth == 0 && i == html->depth)
		html_pop(html);
	else if (html->hidden_depth == 0)
		html->hidden_depth = 1; /* in another container than it began */
}

static void
handle_block_in_part(
    struct html *html, const struct html_kind *kind, const struct html_tag *tag)
{
	struct str ignored;

	if (!tag->is_end && html_tag_attribute(tag, "hidden", &ignored))
		hide(html, kind);
	else
		builder_add_line_end(html->builder);
	html_mark_item(html, kind, tag);
}

void
html_handle_tag(struct html *html, const struct html_tag *tag)
{
	const struct html_kind *kind = html_kind_find(tag->name);

	if (!kind)
		return;
	if (html->builder->is_hidden)
		pass_hidden(html, kind, tag->is_end);
	else if (kind->role >= HTML_PARAGRAPH && is_in_part(html))
		handle_block_in_part(html, kind, tag);
	else if (tag->is_end)
		close_tag(html, kind);
	else
		open_tag(html, kind, tag);
}

void
html_handle_text(struct html *html, struct str text)
{
	if (html->builder->is_hidden || text.length == 0)
		return;
	if (memchr(text.data, '&', text.length)) {
		strbuf_truncate(&html->text, 0);
		html_append_decoded(html->tree, &html->text, text);
		text = strbuf_str(&html->text);
	}
	add_text(html, text);
}

void
html_handle_code(struct html *html, struct str text, struct str info)
{
	if (html->builder->is_hidden)
		return;
	html_end_paragraph(html);
	html_open_missing(html, HTML_NO_PART);
	if (html_can_begin_block(html) || html->builder->is_flat)
		builder_add_code(html->builder, text, info);
	else
		builder_add_literal(html->builder, text);
}

/* Around what is Markdown's. */

void
html_begin_block(struct html *html)
{
	html->is_inline = false;
	html->is_leaf_open = html->builder->is_flat;
}

/* Of what is open, blocks and cells stay so: Markdown may stand in them. */
void
html_end_block(struct html *html)
{
	struct html_element *top = html_top_of(html);

	if (top && top->is_hidden && top->kind->role < HTML_HIDDEN)
		html_pop(html);
	html_pop_to(html, html_find_heading(html));
	top = html_top_of(html);
	if (top && top->kind && top->kind->role == HTML_PARAGRAPH)
		html_pop(html);
	html_end_paragraph(html);
	html_end_link(html);
	memset(html->counts, 0, sizeof(html->counts));
	html->quotations = 0;
	html_set_styles(html);
}

/* The block of runs is Markdown's, unless it was ended before, or began where
 * all was hidden. */
void
html_begin_inline(struct html *html)
{
	const struct html_element *top = html_top_of(html);
	const bool was_hidden =
	    html->builder->is_hidden && !(top && top->is_hidden && top->is_in_leaf);

	html->is_inline = true;
	html->is_leaf_open =
	    html->builder->is_flat || !(html->is_suspended || was_hidden);
}

void
html_end_inline(struct html *html)
{
	html->is_suspended = !html->is_leaf_open;
	html->is_leaf_open = html->builder->is_flat;
	html->is_inline = false;
}

void
html_enter_scope(struct html *html)
{
	if (html->depth == HTML_DEPTH_MAX || html->overflow)
		html->overflow++;
	else
		html_push(html, NULL);
}

void
html_leave_scope(struct html *html)
{
	if (html->overflow) {
		html->overflow--;
		return;
	}
	while (html->depth && html_top_of(html)->kind)
		html_pop(html);
	if (html->depth) /* not html_pop(): there is nothing to end */
		html->depth--;
}

void
html_before_block(struct html *html)
{
	if (html->depth && html_top_of(html)->kind)
		html_open_missing(html, HTML_NO_PART);
}

bool
html_before_text(struct html *html, bool is_blank)
{
	if (html->is_suspended && !html->builder->is_hidden) {
		if (is_blank)
			return false;
		html_begin_text(html);
		html->is_suspended = false;
		html->is_leaf_open = html->builder->is_flat;
	}
	if (!is_blank)
		html_begin_link(html);
	return true;
}

/* Elements that stand inside a paragraph without blocks in it end with it. */
static bool
ends_with_leaf(const struct html_element *element)
{
	return element->kind && element->is_in_leaf &&
	       (element->is_hidden || element->kind->role < HTML_BLOCK);
}

void
html_end_leaf(struct html *html)
{
	html_end_link(html);
	while (html->depth && ends_with_leaf(html_top_of(html)))
		html_pop(html);
	memset(html->counts, 0, sizeof(html->counts));
	html->quotations = 0;
	html_set_styles(html);
	if (!html->is_suspended)
		return;
	html->is_suspended = false;
	builder_begin(html->builder, (struct block){.kind = BLOCK_PARAGRAPH});
}

void
html_finish(struct html *html)
{
	html_pop_to(html, 0);
	html->overflow = 0;
	strbuf_clear(&html->url);
	strbuf_clear(&html->title);
	strbuf_clear(&html->text);
	strbuf_clear(&html->small);
}
