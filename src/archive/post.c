/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From a file's bytes to a post. A value is looked for in the front matter
 * and then in what the sections above cascade down; whatever is wrong with
 * one is said and costs that one value only.
 */
#include "cascade.h"
#include "cnai/front_matter.h"
#include "cnai/post.h"
#include "cnai/unicode.h"
#include "cnai/value.h"

struct reader {
	struct post *post;
	const struct yaml_node *map;   /* the front matter, or NULL */
	const struct cascade *cascade; /* the links of the chain that reach it */
	size_t first_line;             /* of the front matter in the file */
	int64_t now;
	struct arena *arena;
	struct diagnostics *diagnostics;
};

/* KEY's value, from the page or from above; NULL if nobody sets it. */
static const struct yaml_node *
find_value(const struct reader *reader, const char *key)
{
	const struct yaml_node *value = yaml_find(reader->map, key);

	for (const struct cascade *above = reader->cascade; !value && above;
	     above = above->outer)
		value = yaml_find(above->values, key);
	return value;
}

/* A complaint about a value of the page itself; a section's are its own. */
static void
complain(const struct reader *reader, const char *key, const char *rule,
    const char *message)
{
	const struct yaml_node *value = yaml_find(reader->map, key);
	struct str text;

	if (!value)
		return;
	text = value->kind == YAML_SCALAR ? value->text : str_of("");
	diagnostics_add(reader->diagnostics, SEVERITY_ERROR, rule,
	    reader->post->path, reader->first_line + value->line - 1, value->column,
	    "%s: \"%.*s\" %s", key, (int)(text.length < 80 ? text.length : 80),
	    text.data, message);
}

static struct str
copy_text(const struct reader *reader, const struct yaml_node *value)
{
	struct str text = value_text(value);

	if (text.length)
		text.data = arena_copy(reader->arena, text.data, text.length);
	return text;
}

static struct str
without_last_line_ends(struct str text)
{
	while (text.length && (text.data[text.length - 1] == '\n' ||
				  text.data[text.length - 1] == '\r'))
		text.length--;
	return text;
}

static void
read_texts(const struct reader *reader)
{
	struct post *post = reader->post;

	post->title =
	    without_last_line_ends(copy_text(reader, find_value(reader, "title")));
	post->link_title = without_last_line_ends(
	    copy_text(reader, find_value(reader, "linktitle")));
	post->description = copy_text(reader, find_value(reader, "description"));
	post->type = copy_text(reader, find_value(reader, "type"));
}

/* A list of texts, some of which may be people: maps with a name. */
struct names {
	const struct str *items;
	size_t count;
};

static const struct yaml_node *
name_of(const struct yaml_node *item)
{
	item = yaml_resolve(item);
	return item->kind == YAML_MAP ? yaml_find(item, "name") : item;
}

/* The texts of VALUE, which may be one text, one person, or a list of them. */
static struct names
read_names(const struct reader *reader, const struct yaml_node *value)
{
	const struct yaml_node *item;
	size_t count = 1, kept = 0;
	struct str *names;

	if (value_is_null(value))
		return (struct names){0};
	if (value->kind == YAML_LIST)
		for (count = 0, item = value->first; item; item = item->next)
			count++;
	names = arena_alloc(reader->arena, (count + 1) * sizeof(*names));
	item = value->kind == YAML_LIST ? value->first : value;
	for (size_t i = 0; i < count; i++, item = item->next) {
		struct str name = str_trim(copy_text(reader, name_of(item)));

		if (name.length)
			names[kept++] = name;
	}
	return (struct names){names, kept};
}

/* What the first of the KEYS says that is set. */
static struct names
find_names(const struct reader *reader, const char *const *keys)
{
	struct names names = {0};

	for (; !names.count && *keys; keys++)
		names = read_names(reader, find_value(reader, *keys));
	return names;
}

static void
read_lists(const struct reader *reader)
{
	static const char *const tag_keys[] = {"tags", "tag", NULL};
	static const char *const author_keys[] = {"authors", "author", NULL};
	static const char *const category_keys[] = {"categories", "category", NULL};
	struct names tags = find_names(reader, tag_keys);
	struct names authors = find_names(reader, author_keys);
	struct names categories = find_names(reader, category_keys);
	struct post *post = reader->post;

	post->tags = tags.items;
	post->tag_count = tags.count;
	post->authors = authors.items;
	post->author_count = authors.count;
	post->categories = categories.items;
	post->category_count = categories.count;
}

static void
read_weight(const struct reader *reader)
{
	const struct yaml_node *value = find_value(reader, "weight");

	if (value_is_null(value) || value_integer(value, &reader->post->weight))
		return;
	reader->post->weight = 0;
	complain(reader, "weight", "weight", "is not a whole number");
}

/* In the order in which Hugo asks for them. */
enum date_key {
	DATE,
	DATE_PUBLISH,
	DATE_LAST_PUBLISH = DATE_PUBLISH + 2,
	DATE_LAST_MODIFIED = DATE_LAST_PUBLISH + 2,
	DATE_EXPIRY,
	DATE_KEYS = DATE_EXPIRY + 2,
};

static const char *const date_keys[DATE_KEYS] = {
    "date",
    "publishdate",
    "pubdate",
    "published",
    "lastmod",
    "modified",
    "expirydate",
    "unpublishdate",
};

static struct post_date
read_date(const struct reader *reader, enum date_key key)
{
	const struct yaml_node *value = find_value(reader, date_keys[key]);
	struct post_date date = {0};
	bool boolean;

	if (value_is_null(value))
		return date;
	if (value->kind == YAML_SCALAR)
		date = post_date_parse(value->text, value->is_plain);
	/* "published: false" is no date, and fine. */
	if (!date.is_set &&
	    !(key == DATE_LAST_PUBLISH && value_boolean(value, &boolean)))
		complain(reader, date_keys[key], "date",
		    "is not a date: write 2024-04-19 or 2024-04-19T10:00:00Z");
	return date;
}

static struct post_date
first_set(const struct post_date *dates, enum date_key first, enum date_key last)
{
	while (first < last && !dates[first].is_set)
		first++;
	return dates[first];
}

static void
read_dates(const struct reader *reader)
{
	struct post *post = reader->post;
	struct post_date dates[DATE_KEYS], shown_from;

	for (size_t i = 0; i < DATE_KEYS; i++)
		dates[i] = read_date(reader, (enum date_key)i);
	post->date = first_set(dates, DATE, DATE_LAST_MODIFIED);
	post->publish_date = first_set(dates, DATE_PUBLISH, DATE_LAST_PUBLISH);
	post->expiry_date = first_set(dates, DATE_EXPIRY, DATE_KEYS - 1);
	post->last_modified =
	    first_set(dates, DATE_LAST_PUBLISH + 1, DATE_LAST_MODIFIED);
	shown_from = post->publish_date.is_set ? post->publish_date : dates[DATE];
	if (shown_from.is_set && shown_from.seconds > reader->now)
		post->hidden |= HIDDEN_FUTURE;
	if (post->expiry_date.is_set && post->expiry_date.seconds < reader->now)
		post->hidden |= HIDDEN_EXPIRED;
}

static bool
is_true(const struct reader *reader, const char *key)
{
	bool boolean;

	return value_boolean(find_value(reader, key), &boolean) && boolean;
}

static void
read_draft(const struct reader *reader)
{
	const struct yaml_node *published = find_value(reader, "published");
	bool is_published;

	reader->post->is_draft = is_true(reader, "draft");
	if (value_is_null(find_value(reader, "draft")) &&
	    value_boolean(published, &is_published))
		reader->post->is_draft = !is_published;
	if (reader->post->is_draft)
		reader->post->hidden |= HIDDEN_DRAFT;
}

static struct str
last_part(const char *path)
{
	const char *slash = strrchr(path, '/');

	return str_of(slash ? slash + 1 : path);
}

static struct str
without_ending(struct str name)
{
	size_t end = name.length;

	while (end > 0 && name.data[end - 1] != '.')
		end--;
	return end > 1 ? str_slice(name, 0, end - 1) : name;
}

static struct str
without_language(struct str name, const char *language)
{
	size_t length = strlen(language);

	if (length && name.length > length + 1 &&
	    name.data[name.length - length - 1] == '.' &&
	    str_ends_with(name, str_of(language)))
		name.length -= length + 1;
	return name;
}

struct str
post_name_in(const char *path, const char *language)
{
	struct str name = last_part(path);
	size_t start, end;

	name = without_language(without_ending(name), language);
	if (name.data == path || !str_equal(name, str_of("index")))
		return name;
	start = end = (size_t)(name.data - path) - 1;
	while (start > 0 && path[start - 1] != '/')
		start--;
	return (struct str){path + start, end - start};
}

struct str
post_name(const char *path)
{
	return post_name_in(path, "");
}

/* Whether the page is a folder: "x/index.md". */
static bool
is_bundle(const struct post *post)
{
	struct str name = last_part(post->path);

	return name.data != post->path &&
	       post_name_in(post->path, post->language).data != name.data;
}

static void
read_listing(const struct reader *reader)
{
	const struct yaml_node *build = find_value(reader, "build"), *list;
	bool boolean;

	if (!build)
		build = find_value(reader, "_build");
	list = yaml_find(build, "list");
	if (list && list->kind == YAML_SCALAR &&
	    (str_equal_ignoring_case(list->text, str_of("never")) ||
		(value_boolean(list, &boolean) && !boolean)))
		reader->post->hidden |= HIDDEN_UNLISTED;
	if (is_bundle(reader->post) && is_true(reader, "headless"))
		reader->post->hidden |= HIDDEN_UNLISTED;
}

static void
find_stand_in_title(const struct reader *reader, struct str body)
{
	struct post *post = reader->post;

	diagnostics_add(reader->diagnostics, SEVERITY_WARNING, "title", post->path,
	    1, 0, "the post has no title: add a line \"title: ...\" at the top");
	post->title = post_first_heading(body, reader->arena);
	if (!str_trim(post->title).length)
		post->title = post_name_in(post->path, post->language);
}

/* A control that no text needs. */
static bool
is_control(unsigned char byte)
{
	return (byte < 0x20 && (byte < '\t' || byte > '\r')) || byte == 0x7F;
}

/* Where the first control character stands; TEXT.length if none does. */
static size_t
find_control(struct str text)
{
	enum { BLOCK = 64 };
	const unsigned char *bytes = (const unsigned char *)text.data;
	size_t offset = 0;

	/* In blocks of fixed size, so that the compiler can use vectors. */
	for (; text.length - offset >= BLOCK; offset += BLOCK) {
		unsigned char found = 0;

		for (size_t i = 0; i < BLOCK; i++)
			found |= (unsigned char)is_control(bytes[offset + i]);
		if (found)
			break;
	}
	while (offset < text.length && !is_control(bytes[offset]))
		offset++;
	return offset;
}

static size_t
line_of(const struct post *post, struct str body, size_t offset)
{
	size_t line = post->body_line;

	for (size_t i = 0; i < offset; i++)
		line += body.data[i] == '\n' ||
			(body.data[i] == '\r' && body.data[i + 1] != '\n');
	return line;
}

static void
check_body(const struct reader *reader, struct str body)
{
	size_t invalid = utf8_invalid_offset(body), control = find_control(body);
	const struct post *post = reader->post;

	if (invalid < body.length)
		diagnostics_add(reader->diagnostics, SEVERITY_WARNING, "utf-8",
		    post->path, line_of(post, body, invalid), 0,
		    "bytes that are not UTF-8");
	if (control < body.length)
		diagnostics_add(reader->diagnostics, SEVERITY_WARNING,
		    "control-characters", post->path, line_of(post, body, control),
		    0, "a control character (U+%04X)",
		    (unsigned)(unsigned char)body.data[control]);
}

/* The links of the chain that are for the page; most chains are whole. */
static const struct cascade *
choose_cascades(
    const char *path, const struct post_context *context, struct arena *scratch)
{
	const struct cascade *link = context->cascade, *chosen = NULL;
	const struct cascade **end = &chosen;

	while (link && !link->target)
		link = link->outer;
	if (!link)
		return context->cascade;
	for (link = context->cascade; link; link = link->outer) {
		struct cascade *copy;

		if (!cascade_reaches(link, path, context))
			continue;
		copy = arena_alloc(scratch, sizeof(*copy));
		copy->values = link->values;
		*end = copy;
		end = &copy->outer;
	}
	return chosen;
}

static void
read_front_matter(struct reader *reader)
{
	struct post *post = reader->post;

	read_texts(reader);
	read_lists(reader);
	read_weight(reader);
	read_dates(reader);
	read_draft(reader);
	read_listing(reader);
	post->has_title = str_trim(post->title).length > 0;
}

void
post_parse(struct post *post, struct str text, const char *path,
    const struct post_context *context, struct arena *arena,
    struct diagnostics *diagnostics)
{
	struct arena own_scratch = {0};
	struct arena *scratch = context->scratch ? context->scratch : &own_scratch;
	struct front_matter front = front_matter_find(text);
	struct reader reader = {
	    .post = post,
	    .cascade = choose_cascades(path, context, scratch),
	    .first_line = front.text_line,
	    .now = context->now,
	    .arena = arena,
	    .diagnostics = diagnostics,
	};
	struct str body;

	*post = (struct post){
	    .path = arena_copy(arena, path, strlen(path)),
	    .section = "",
	    .language = context->language ? context->language : "",
	    .is_readable = true,
	};
	reader.map = front_matter_read(&front, path, scratch, diagnostics);
	post->body_offset = front.body_offset;
	post->body_line = front.body_line;
	body = str_slice(text, post->body_offset, text.length);
	read_front_matter(&reader);
	if (!post->has_title)
		find_stand_in_title(&reader, body);
	if (context->checks_body)
		check_body(&reader, body);
	arena_reset(scratch);
	arena_clear(&own_scratch);
}

void
post_set_unreadable(
    struct post *post, const char *path, const char *why, struct arena *arena)
{
	*post = (struct post){
	    .path = arena_copy(arena, path, strlen(path)),
	    .section = "",
	    .language = "",
	    .problem = arena_copy(arena, why, strlen(why)),
	    .body_line = 1,
	};
	post->title = last_part(post->path);
}
