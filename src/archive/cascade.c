/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Values that a section hands down. They form a chain from the inner to the
 * outer, shared by all pages below; which links of it are for a page is asked
 * for each page that has such a link with a target.
 */
#include <stdlib.h>
#include "cascade.h"
#include "cnai/front_matter.h"
#include "cnai/value.h"

static const struct cascade *
add_cascade(const struct cascade *outer, const struct yaml_node *values,
    struct arena *arena)
{
	struct cascade *cascade;

	values = yaml_resolve(values);
	if (!values || values->kind != YAML_MAP)
		return outer;
	cascade = arena_alloc(arena, sizeof(*cascade));
	*cascade = (struct cascade){values, yaml_find(values, "target"), outer};
	if (!cascade->target)
		cascade->target = yaml_find(values, "_target");
	return cascade;
}

/* A list of cascades: the first that has a value wins, so it is added last. */
static const struct cascade *
add_cascades(
    const struct cascade *outer, const struct yaml_node *list, struct arena *arena)
{
	const struct yaml_node **items = NULL;
	size_t count = 0, capacity = 0;

	for (const struct yaml_node *item = list->first; item; item = item->next) {
		items = memory_reserve(items, &capacity, count + 1, sizeof(*items));
		items[count++] = item;
	}
	while (count > 0)
		outer = add_cascade(outer, items[--count], arena);
	free(items);
	return outer;
}

struct section
section_read(struct str text, const char *path, const struct cascade *outer,
    struct arena *arena, struct diagnostics *diagnostics)
{
	struct front_matter front = front_matter_find(text);
	const struct yaml_node *map =
	    front_matter_read(&front, path, arena, diagnostics);
	const struct yaml_node *cascade = yaml_find(map, "cascade");
	struct str title = str_trim(value_text(yaml_find(map, "title")));
	struct section section = {.cascade = outer};

	if (title.length)
		section.title = arena_copy(arena, title.data, title.length);
	if (cascade && cascade->kind == YAML_LIST)
		section.cascade = add_cascades(outer, cascade, arena);
	else
		section.cascade = add_cascade(outer, cascade, arena);
	return section;
}

/* A try to match, with an end to how long it may take. */
struct glob {
	size_t steps_left;
};

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static struct str
skip(struct str text, size_t count)
{
	return str_slice(text, count, text.length);
}

/* The offset behind the bracket that ends what begins PATTERN, or 0. */
static size_t
find_end(struct str pattern, char open, char close)
{
	size_t depth = 0;

	for (size_t i = 0; i < pattern.length; i++) {
		if (pattern.data[i] == '\\')
			i++;
		else if (pattern.data[i] == open && (open != '[' || !depth))
			depth++;
		else if (pattern.data[i] == close && --depth == 0)
			return i + 1;
	}
	return 0;
}

/* Whether C is in SET, the inside of "[a-z]" or "[!a-z]". */
static bool
is_in_set(struct str set, char c)
{
	bool is_negated = set.length && (set.data[0] == '!' || set.data[0] == '^');
	bool is_found = false;

	for (size_t i = is_negated; i < set.length; i++) {
		char first = lower(set.data[i]), last = first;

		if (i + 2 < set.length && set.data[i + 1] == '-') {
			last = lower(set.data[i + 2]);
			i += 2;
		}
		is_found |= c >= first && c <= last;
	}
	return is_found != is_negated;
}

static bool match(
    struct glob *glob, struct str pattern, struct str rest, struct str text);

/* One of the alternatives, and then REST. */
static bool
match_alternatives(
    struct glob *glob, struct str inside, struct str rest, struct str text)
{
	size_t start = 0, depth = 0;

	for (size_t i = 0; i <= inside.length; i++) {
		char c = i < inside.length ? inside.data[i] : ',';

		depth += c == '{';
		depth -= c == '}' && depth;
		if (c != ',' || (depth && i < inside.length))
			continue;
		if (match(glob, str_slice(inside, start, i), rest, text))
			return true;
		start = i + 1;
	}
	return false;
}

static bool
match_star(struct glob *glob, struct str pattern, struct str rest, struct str text)
{
	size_t stars = 1;

	while (stars < pattern.length && pattern.data[stars] == '*')
		stars++;
	pattern = skip(pattern, stars);
	for (size_t i = 0; i <= text.length; i++) {
		if (match(glob, pattern, rest, skip(text, i)))
			return true;
		if (stars == 1 && i < text.length && text.data[i] == '/')
			return false;
	}
	return false;
}

/* How long the part is that stands for the first byte of TEXT; 0: none. */
static size_t
match_one(struct str pattern, struct str text)
{
	size_t end;

	if (!text.length)
		return 0;
	if (pattern.data[0] == '?')
		return text.data[0] != '/';
	end = pattern.data[0] == '[' ? find_end(pattern, '[', ']') : 0;
	if (end)
		return is_in_set(
			   str_slice(pattern, 1, end - 1), lower(text.data[0]))
			   ? end
			   : 0;
	end = pattern.data[0] == '\\' && pattern.length > 1;
	return lower(pattern.data[end]) == lower(text.data[0]) ? end + 1 : 0;
}

/* Whether TEXT is PATTERN and then REST. */
static bool
match(struct glob *glob, struct str pattern, struct str rest, struct str text)
{
	while (glob->steps_left && glob->steps_left--) {
		size_t length;

		if (!pattern.length) {
			if (!rest.length)
				return !text.length;
			pattern = rest;
			rest.length = 0;
			continue;
		}
		if (pattern.data[0] == '*')
			return match_star(glob, pattern, rest, text);
		length = pattern.data[0] == '{' ? find_end(pattern, '{', '}') : 0;
		/* Braces in braces have no room for what stands behind both. */
		if (length && !rest.length)
			return match_alternatives(glob,
			    str_slice(pattern, 1, length - 1),
			    skip(pattern, length), text);
		length = match_one(pattern, text);
		if (!length)
			return false;
		pattern = skip(pattern, length);
		text = skip(text, 1);
	}
	return false;
}

bool
glob_matches(struct str pattern, struct str text)
{
	enum { PATTERN_MAX = 256, STEPS_MAX = 20000 };
	struct glob glob = {STEPS_MAX};

	return pattern.length <= PATTERN_MAX &&
	       match(&glob, pattern, (struct str){"", 0}, text);
}

/* Whether the target leaves KEY open or its pattern fits TEXT. */
static bool
is_meant(const struct yaml_node *target, const char *key, struct str text)
{
	const struct yaml_node *pattern = yaml_find(target, key);

	return value_is_null(pattern) || pattern->kind != YAML_SCALAR ||
	       glob_matches(pattern->text, text);
}

/* Old versions have the ending in a page's path, new ones do not. */
static bool
is_meant_by_path(const struct yaml_node *target, const char *path,
    const struct post_context *context)
{
	struct str name =
	    post_name_in(path, context->language ? context->language : "");
	struct strbuf whole = {0};
	size_t start;
	bool is_found;

	strbuf_append_string(&whole, context->parent ? context->parent : "/");
	start = whole.length;
	strbuf_append_string(&whole, path);
	is_found = is_meant(target, "path", strbuf_str(&whole));
	strbuf_truncate(&whole, start + (size_t)(name.data - path) + name.length);
	is_found = is_found || is_meant(target, "path", strbuf_str(&whole));
	strbuf_clear(&whole);
	return is_found;
}

bool
cascade_reaches(const struct cascade *cascade, const char *path,
    const struct post_context *context)
{
	const struct yaml_node *target = cascade->target;
	bool has_language = context->language && *context->language;

	return !target ||
	       (is_meant(target, "kind",
		    str_of(context->is_section ? "section" : "page")) &&
		   is_meant(target, "environment", str_of("production")) &&
		   (!has_language ||
		       is_meant(target, "lang", str_of(context->language))) &&
		   is_meant_by_path(target, path, context));
}
