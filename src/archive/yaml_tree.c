/* SPDX-License-Identifier: Apache-2.0 */
/*
 * libyaml's events become a tree, so that a bad line loses only what stands
 * behind it. Everything is bounded: depth, nodes and anchors have limits, an
 * anchor can be named only behind its node's end (so there are no circles),
 * and an alias shares its node instead of copying it.
 */
#include <yaml.h>
#include "cnai/error.h"
#include "cnai/unicode.h"
#include "cnai/yaml_tree.h"
#include "yaml_flat.h"

enum {
	DEPTH_MAX = 64,
	NODES_MAX = 100000,
	ANCHORS_MAX = 256,
	MERGES_MAX = 64,
	DIRECTIVES_MAX = 64
};

/* A list or map that is still open. */
struct level {
	struct yaml_node *node;
	struct yaml_node **next; /* where its next child is linked */
	struct str anchor;
};

struct anchor {
	struct str name;
	struct yaml_node *node;
};

struct builder {
	struct arena *arena;
	struct yaml_node **root;
	struct level levels[DEPTH_MAX];
	size_t depth;
	size_t node_count;
	struct anchor anchors[ANCHORS_MAX];
	size_t anchor_count;
	struct yaml_problem *problem;
	bool is_done;
};

static struct str
copy_to_arena(struct arena *arena, struct str text)
{
	return (struct str){arena_copy(arena, text.data, text.length), text.length};
}

static struct str
copy_name(struct arena *arena, const yaml_char_t *name)
{
	struct str text = str_of((const char *)name);

	return text.length ? copy_to_arena(arena, text) : text;
}

static bool
fail(struct builder *builder, yaml_mark_t mark, const char *message)
{
	*builder->problem =
	    (struct yaml_problem){mark.line + 1, mark.column + 1, message};
	return false;
}

/* The next node in reading order, linked to what is open; NULL at the limit. */
static struct yaml_node *
add_node(struct builder *builder, const yaml_event_t *event, enum yaml_kind kind)
{
	struct level *level =
	    builder->depth ? &builder->levels[builder->depth - 1] : NULL;
	struct yaml_node *node;

	if (builder->node_count == NODES_MAX) {
		fail(builder, event->start_mark, "more than 100000 values");
		return NULL;
	}
	builder->node_count++;
	node = arena_alloc(builder->arena, sizeof(*node));
	node->kind = kind;
	node->line = event->start_mark.line + 1;
	node->column = event->start_mark.column + 1;
	if (!level) {
		*builder->root = node;
		return node;
	}
	*level->next = node;
	level->next = &node->next;
	return node;
}

static bool
add_anchor(struct builder *builder, const yaml_event_t *event, struct str name,
    struct yaml_node *node)
{
	if (!name.length)
		return true;
	if (builder->anchor_count == ANCHORS_MAX)
		return fail(builder, event->start_mark, "more than 256 anchors");
	builder->anchors[builder->anchor_count++] = (struct anchor){name, node};
	return true;
}

static bool
handle_scalar(struct builder *builder, const yaml_event_t *event)
{
	struct yaml_node *node = add_node(builder, event, YAML_SCALAR);

	if (!node)
		return false;
	node->text = copy_to_arena(
	    builder->arena, (struct str){(const char *)event->data.scalar.value,
				event->data.scalar.length});
	node->is_plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
	node->tag = copy_name(builder->arena, event->data.scalar.tag);
	return add_anchor(builder, event,
	    copy_name(builder->arena, event->data.scalar.anchor), node);
}

static bool
handle_alias(struct builder *builder, const yaml_event_t *event)
{
	struct str name = str_of((const char *)event->data.alias.anchor);

	for (size_t i = builder->anchor_count; i-- > 0;) {
		struct yaml_node *node;

		if (!str_equal(builder->anchors[i].name, name))
			continue;
		node = add_node(builder, event, builder->anchors[i].node->kind);
		if (node)
			node->target = builder->anchors[i].node;
		return node != NULL;
	}
	return fail(builder, event->start_mark,
	    "an alias (*) that names no anchor (&) before it");
}

static bool
open_level(struct builder *builder, const yaml_event_t *event, enum yaml_kind kind,
    const yaml_char_t *anchor, const yaml_char_t *tag)
{
	struct yaml_node *node;

	if (builder->depth == DEPTH_MAX)
		return fail(
		    builder, event->start_mark, "nested deeper than 64 levels");
	node = add_node(builder, event, kind);
	if (!node)
		return false;
	node->tag = copy_name(builder->arena, tag);
	builder->levels[builder->depth++] =
	    (struct level){node, &node->first, copy_name(builder->arena, anchor)};
	return true;
}

static bool
handle_list(struct builder *builder, const yaml_event_t *event)
{
	return open_level(builder, event, YAML_LIST,
	    event->data.sequence_start.anchor, event->data.sequence_start.tag);
}

static bool
handle_map(struct builder *builder, const yaml_event_t *event)
{
	return open_level(builder, event, YAML_MAP,
	    event->data.mapping_start.anchor, event->data.mapping_start.tag);
}

static bool
handle_end(struct builder *builder, const yaml_event_t *event)
{
	struct level *level = &builder->levels[--builder->depth];

	return add_anchor(builder, event, level->anchor, level->node);
}

/* Only the first document counts. */
static bool
handle_document_end(struct builder *builder, const yaml_event_t *event)
{
	(void)event;
	builder->is_done = true;
	return true;
}

static const struct {
	yaml_event_type_t type;
	bool (*handle)(struct builder *builder, const yaml_event_t *event);
} handlers[] = {
    {YAML_SCALAR_EVENT, handle_scalar},
    {YAML_ALIAS_EVENT, handle_alias},
    {YAML_SEQUENCE_START_EVENT, handle_list},
    {YAML_SEQUENCE_END_EVENT, handle_end},
    {YAML_MAPPING_START_EVENT, handle_map},
    {YAML_MAPPING_END_EVENT, handle_end},
    {YAML_DOCUMENT_END_EVENT, handle_document_end},
    {YAML_STREAM_END_EVENT, handle_document_end},
};

static bool
handle_event(struct builder *builder, const yaml_event_t *event)
{
	for (size_t i = 0; i < sizeof(handlers) / sizeof(*handlers); i++)
		if (handlers[i].type == event->type)
			return handlers[i].handle(builder, event);
	return true;
}

/*
 * libyaml's words for the commonest mistakes, and ours with a remedy. Some
 * are found far behind the place where they begin.
 */
static const struct message {
	const char *theirs, *ours;
	bool is_at_beginning;
} messages[] = {
    {"mapping values are not allowed in this context",
	"a colon where none can stand: put the value in quotes", false},
    {"found character that cannot start any token",
	"a value cannot begin like this: put it in quotes, and indent with "
	"blanks, not tabs",
	false},
    {"found a tab character that violates indentation", "a tab: indent with blanks",
	false},
    {"could not find expected ':'", "a line without a colon", true},
    {"found unexpected end of stream", "a quote that is never closed", true},
    {"did not find expected key",
	"neither a key nor part of a value: see to quotes and indentation", false},
};

static bool
fail_as(struct builder *builder, const yaml_parser_t *parser)
{
	const char *problem = parser->problem ? parser->problem : "not YAML";

	if (parser->error == YAML_MEMORY_ERROR)
		die("out of memory");
	for (size_t i = 0; i < sizeof(messages) / sizeof(*messages); i++)
		if (strcmp(problem, messages[i].theirs) == 0)
			return fail(builder,
			    messages[i].is_at_beginning ? parser->context_mark
							: parser->problem_mark,
			    messages[i].ours);
	return fail(builder, parser->problem_mark,
	    arena_copy(builder->arena, problem, strlen(problem)));
}

static bool
read_events(struct builder *builder, yaml_parser_t *parser)
{
	bool is_good = true;

	while (is_good && !builder->is_done) {
		yaml_event_t event;

		if (!yaml_parser_parse(parser, &event))
			return fail_as(builder, parser);
		is_good = handle_event(builder, &event);
		yaml_event_delete(&event);
	}
	return is_good;
}

/* The characters YAML knows. libyaml refuses a whole file for any other. */
static bool
is_allowed(uint32_t character)
{
	if (character < 0x20)
		return character == '\t' || character == '\n' || character == '\r';
	return character < 0x7F || character == 0x85 ||
	       (character >= 0xA0 && character <= 0xFFFD) ||
	       (character >= 0x10000 && character < UTF8_INVALID);
}

/* Whether all of 8 bytes are ASCII and no controls. */
static bool
is_printable(const char *bytes)
{
	const uint64_t ones = UINT64_C(0x0101010101010101), high = ones * 0x80;
	uint64_t word, is_delete;

	memcpy(&word, bytes, sizeof(word));
	is_delete = word ^ (ones * 0x7F);
	return !((word | (word - ones * ' ') | (is_delete - ones)) & high);
}

/* Where the first character stands that YAML does not know. */
static size_t
find_forbidden(struct str text, size_t offset)
{
	while (offset < text.length) {
		size_t length;

		if (text.length - offset >= 8 && is_printable(text.data + offset)) {
			offset += 8;
			continue;
		}
		if (!is_allowed(utf8_decode(text, offset, &length)))
			return offset;
		offset += length;
	}
	return text.length;
}

/* Appends TEXT with each character YAML does not know replaced. */
static void
append_allowed(struct strbuf *buffer, struct str text)
{
	size_t offset = 0;

	while (offset < text.length) {
		size_t end = find_forbidden(text, offset), length;

		strbuf_append(buffer, str_slice(text, offset, end));
		if (end == text.length)
			return;
		utf8_decode(text, end, &length);
		strbuf_append_string(buffer, "\uFFFD");
		offset = end + length;
	}
}

static struct yaml_problem
describe_forbidden(struct str text, size_t offset)
{
	struct yaml_problem problem = {1, 1, "a control character"};
	size_t length;

	for (size_t i = 0; i < offset; i += length) {
		uint32_t character = utf8_decode(text, i, &length);
		bool is_in_pair = character == '\r' && text.data[i + 1] == '\n';

		problem.column++;
		if ((character == '\n' || character == '\r') && !is_in_pair) {
			problem.line++;
			problem.column = 1;
		}
	}
	if (utf8_decode(text, offset, &length) == UTF8_INVALID)
		problem.message = "bytes that are not UTF-8";
	return problem;
}

/*
 * Whether more lines of %DIRECTIVES than anybody writes stand at the top: for
 * each, libyaml looks at all before it.
 */
static bool
has_many_directives(struct str text)
{
	size_t count = 0;
	bool is_line_start = true;

	for (size_t i = 0; i < text.length && count <= DIRECTIVES_MAX; i++) {
		char c = text.data[i];

		/* Anything else begins the document. */
		if (is_line_start && (unsigned char)c < 0x80 &&
		    !memchr("%# \t\r\n", c, 6))
			break;
		count += is_line_start && c == '%';
		is_line_start = c == '\n' || c == '\r' || (unsigned char)c >= 0x80;
	}
	return count > DIRECTIVES_MAX;
}

static bool
read_allowed(struct str text, struct builder *builder)
{
	yaml_parser_t parser;
	bool is_good;

	if (!yaml_parser_initialize(&parser))
		die("out of memory");
	yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(
	    &parser, (const unsigned char *)text.data, text.length);
	is_good = read_events(builder, &parser);
	yaml_parser_delete(&parser);
	return is_good;
}

bool
yaml_read(struct str text, struct arena *arena, struct yaml_node **root,
    struct yaml_problem *problem)
{
	struct builder builder;
	size_t forbidden = find_forbidden(text, 0);
	struct strbuf allowed = {0};

	/* Not zeroed as a whole: the tables are large and start unused. */
	builder.arena = arena;
	builder.root = root;
	builder.problem = problem;
	builder.depth = builder.node_count = builder.anchor_count = 0;
	builder.is_done = false;
	*root = NULL;
	if (forbidden == text.length && yaml_read_flat(text, arena, root))
		return true;
	*root = NULL;
	if (has_many_directives(text)) {
		*problem =
		    (struct yaml_problem){1, 1, "more than 64 directives (%)"};
		return false;
	}
	if (forbidden == text.length)
		return read_allowed(text, &builder);
	append_allowed(&allowed, text);
	read_allowed(strbuf_str(&allowed), &builder);
	strbuf_clear(&allowed);
	*problem = describe_forbidden(text, forbidden);
	return false;
}

const struct yaml_node *
yaml_resolve(const struct yaml_node *node)
{
	return node && node->target ? node->target : node;
}

/* What a map itself has for a key, and its merge key's value. */
struct own {
	const struct yaml_node *value, *merge;
};

static struct own
find_own(const struct yaml_node *map, struct str key)
{
	struct own own = {0};
	const struct yaml_node *name;

	for (name = map->first; name && name->next; name = name->next->next) {
		const struct yaml_node *real = name->target ? name->target : name;

		if (real->kind != YAML_SCALAR)
			continue;
		if (real->text.length == key.length &&
		    str_equal_ignoring_case(real->text, key))
			own.value = name->next;
		if (real->text.length == 2 && memcmp(real->text.data, "<<", 2) == 0)
			own.merge = name->next;
	}
	return (struct own){yaml_resolve(own.value), yaml_resolve(own.merge)};
}

/* Maps that merge keys bring in, nearest first. */
struct merges {
	const struct yaml_node *maps[MERGES_MAX];
	size_t count;
};

static void
add_merge(struct merges *merges, const struct yaml_node *value)
{
	if (value && value->kind == YAML_MAP && merges->count < MERGES_MAX)
		merges->maps[merges->count++] = value;
}

static void
add_merges(struct merges *merges, const struct yaml_node *value)
{
	add_merge(merges, value);
	if (!value || value->kind != YAML_LIST)
		return;
	for (value = value->first; value; value = value->next)
		add_merge(merges, yaml_resolve(value));
}

const struct yaml_node *
yaml_find(const struct yaml_node *map, const char *key)
{
	const struct str name = str_of(key);
	struct merges merges;
	struct own own;

	map = yaml_resolve(map);
	if (!map || map->kind != YAML_MAP)
		return NULL;
	own = find_own(map, name);
	merges.count = 0;
	if (!own.value)
		add_merges(&merges, own.merge);
	for (size_t i = 0; !own.value && i < merges.count; i++) {
		own = find_own(merges.maps[i], name);
		add_merges(&merges, own.merge);
	}
	return own.value;
}
