/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Links. A relative one is looked for in every way that makes it work: beside
 * the file, as an editor reads it, and below the page's address, as a browser
 * does; as a file, a post without its ending, a bundle or a section. What
 * leads out of the archive cannot be judged from here and is left alone.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "cnai/file.h"
#include "cnai/unicode.h"
#include "cnai/yaml_tree.h"
#include "rules.h"

/* Texts that tell nothing to those who hear or skim only the links. */
static const char *const empty_texts[] = {
    "here",
    "click",
    "click here",
    "see here",
    "look here",
    "read here",
    "right here",
    "over here",
    "this",
    "this one",
    "this link",
    "the link",
    "link",
    "more",
    "read more",
    "see more",
    "learn more",
    "find out more",
    "more info",
    "more information",
};

static bool
is_trimmed(char c)
{
	return c && strchr(" \t\r\n.,:;!?()[]\"'*_<>", c);
}

static struct str
without_signs(struct str text)
{
	static const char *const ends[] = {"\u2026", "\u2192", "\u00BB"};

	while (text.length && is_trimmed(text.data[0]))
		text = str_slice(text, 1, text.length);
	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
		if (str_ends_with(text, str_of(ends[i])))
			text.length -= strlen(ends[i]);
	while (text.length && is_trimmed(text.data[text.length - 1]))
		text.length--;
	return text;
}

static bool
says_nothing(struct str text)
{
	text = without_signs(text);
	for (size_t i = 0; i < sizeof(empty_texts) / sizeof(*empty_texts); i++)
		if (str_equal_ignoring_case(text, str_of(empty_texts[i])))
			return true;
	return false;
}

static bool
is_note_mark(const struct source_item *item)
{
	/* "[^1]" is a footnote, which cmark takes for a link. */
	return item->text.length && item->text.data[0] == '^';
}

void
see_link_text(struct check *check, const struct rule *rule, struct subject *subject,
    const struct source_item *item)
{
	if (item->kind != SOURCE_LINK || is_note_mark(item))
		return;
	if (!str_trim(item->text).length)
		check_report(check, rule, subject, item->offset,
		    "the link has no text: say where it leads to");
	else if (says_nothing(item->text))
		check_report(check, rule, subject, item->offset,
		    "the link text \"%.*s\" does not say where the link leads to",
		    check_shown_length(item->text), item->text.data);
}

/* Whether URL begins with a scheme such as "https:". */
static bool
has_scheme(struct str url)
{
	size_t end = 0;

	while (end < url.length && (unicode_is_word((unsigned char)url.data[end]) ||
				       strchr("+-.", url.data[end])))
		end++;
	return end > 0 && end < url.length && url.data[end] == ':';
}

/* The path of a relative URL, without query and anchor; empty for others. */
static struct str
relative_path(struct str url)
{
	size_t length = 0;

	if (!url.length || url.data[0] == '/' || has_scheme(url))
		return str_of("");
	while (length < url.length && url.data[length] != '?' &&
	       url.data[length] != '#')
		length++;
	return str_slice(url, 0, length);
}

/* What a template or shortcode fills in, and what no file can be called. */
static bool
is_filled_in(struct str path)
{
	for (size_t i = 0; i < path.length; i++)
		if (strchr("{}<>%", path.data[i]) || !path.data[i])
			return true;
	return false;
}

static int
digit_value(char c)
{
	const char *digits = "0123456789abcdef";
	const char *found =
	    strchr(digits, c >= 'A' && c <= 'F' ? c - 'A' + 'a' : c);

	return c && found ? (int)(found - digits) : -1;
}

static void
append_decoded(struct strbuf *buffer, struct str path)
{
	for (size_t i = 0; i < path.length; i++) {
		const bool is_escape = path.data[i] == '%' && path.length - i > 2;
		const int high = is_escape ? digit_value(path.data[i + 1]) : -1;
		const int low = is_escape ? digit_value(path.data[i + 2]) : -1;

		if (high < 0 || low < 0) {
			strbuf_append_byte(buffer, path.data[i]);
			continue;
		}
		strbuf_append_byte(buffer, (char)(high * 16 + low));
		i += 2;
	}
}

/* Takes the last part off; false if there is none, so that the path leads out
 * of the archive. */
static bool
go_up(struct strbuf *path)
{
	size_t end = path->length;

	if (!end)
		return false;
	while (end > 0 && path->data[end - 1] != '/')
		end--;
	strbuf_truncate(path, end ? end - 1 : 0);
	return true;
}

/* Goes from the folder PATH along STEPS; false if that leads out. */
static bool
go_along(struct strbuf *path, struct str steps)
{
	while (steps.length) {
		const char *slash = memchr(steps.data, '/', steps.length);
		const size_t length =
		    slash ? (size_t)(slash - steps.data) : steps.length;
		const struct str step = str_slice(steps, 0, length);

		if (str_equal(step, str_of(".."))) {
			if (!go_up(path))
				return false;
		} else if (length && !str_equal(step, str_of("."))) {
			if (path->length)
				strbuf_append_byte(path, '/');
			strbuf_append(path, step);
		}
		steps = str_slice(steps, length + (slash != NULL), steps.length);
	}
	return true;
}

static bool
is_there(const struct check *check, const char *path, const char *ending)
{
	struct strbuf full = {0};
	bool is_found;

	strbuf_printf(&full, "%s/%s%s", check->archive->root, path, ending);
	is_found = access(full.data, F_OK) == 0;
	strbuf_clear(&full);
	return is_found;
}

/* Whether PATH, below the archive, is something that Hugo makes a page of. */
static bool
is_page_or_file(struct check *check, const char *path)
{
	static const char *const endings[] = {
	    "", ".md", ".markdown", ".mdown", ".html"};

	for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++)
		if (is_there(check, path, endings[i]))
			return true;
	return addresses_have(check, path);
}

/* Whether STEPS lead from FOLDER to something, or out of the archive. */
static bool
leads_somewhere(struct check *check, struct str folder, struct str steps)
{
	struct strbuf path = {0};
	bool is_found;

	strbuf_append(&path, folder);
	is_found = !go_along(&path, steps) || !path.length ||
		   is_page_or_file(check, path.data);
	strbuf_clear(&path);
	return is_found;
}

static bool
is_target_there(struct check *check, const struct post *post, struct str steps)
{
	const struct str name = post_name(post->path);
	const char *slash = strrchr(post->path, '/');
	const size_t folder_end = slash ? (size_t)(slash - post->path) : 0;
	/* The page's own address; a bundle's is that of its folder. */
	const struct str page = {
	    post->path, (size_t)(name.data + name.length - post->path)};

	return leads_somewhere(
		   check, (struct str){post->path, folder_end}, steps) ||
	       leads_somewhere(check, page, steps);
}

/* "www.example.org/page", which somebody took for an address. */
static bool
looks_like_host(struct str path)
{
	static const char *const ends[] = {".org", ".com", ".net", ".io", ".dev"};
	const char *slash = memchr(path.data, '/', path.length);
	const struct str host =
	    slash ? str_slice(path, 0, (size_t)(slash - path.data)) : path;

	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
		if (str_ends_with(host, str_of(ends[i])))
			return true;
	return str_starts_with(host, str_of("www."));
}

void
see_link_target(struct check *check, const struct rule *rule,
    struct subject *subject, const struct source_item *item)
{
	const struct str path = relative_path(item->url);
	struct strbuf steps = {0};

	if ((item->kind != SOURCE_LINK && item->kind != SOURCE_IMAGE) ||
	    !path.length || is_note_mark(item) || check->archive->single_text ||
	    check_is_full(rule, subject))
		return;
	append_decoded(&steps, path);
	if (!is_filled_in(strbuf_str(&steps)) &&
	    !is_target_there(check, subject->post, strbuf_str(&steps)))
		check_report(check, rule, subject, item->offset,
		    "there is no file \"%.*s\" for this %s%s",
		    check_shown_length(path), path.data,
		    item->kind == SOURCE_LINK ? "link" : "image",
		    looks_like_host(path) ? ": begin the address with https://"
					  : "");
	strbuf_clear(&steps);
}
