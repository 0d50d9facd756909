/* SPDX-License-Identifier: Apache-2.0 */
/*
 * cmark says where a piece of Markdown stands, and is nearly right: a link's
 * line is that of its end, and columns are off in lines that are indented
 * otherwise than the first of their block. So its place is a guess, from
 * which the mark that must stand there is looked for.
 */
#include <stdint.h>
#include <stdlib.h>
#include <cmark.h>
#include "cnai/markdown_tree.h"
#include "cnai/memory.h"
#include "cnai/source.h"

struct walk {
	struct str markdown;
	uint32_t *lines; /* where each begins, and one more behind the last */
	size_t line_count, line_capacity;
	size_t found;       /* behind the mark found last */
	struct strbuf text; /* the pieces of text seen since text_offset */
	size_t text_offset;
	void (*see)(void *data, const struct source_item *item);
	void *data;
};

static bool
ends_line(struct str text, size_t offset)
{
	const char c = text.data[offset];

	return c == '\n' || (c == '\r' && (offset + 1 == text.length ||
					      text.data[offset + 1] != '\n'));
}

static void
add_line(struct walk *walk, size_t offset)
{
	walk->lines = memory_reserve(walk->lines, &walk->line_capacity,
	    walk->line_count + 2, sizeof(*walk->lines));
	walk->lines[walk->line_count++] = (uint32_t)offset;
	walk->lines[walk->line_count] = (uint32_t)walk->markdown.length;
}

static void
find_lines(struct walk *walk)
{
	/* cmark takes a byte order mark away, and counts without it. */
	add_line(walk, str_starts_with(walk->markdown, str_of("\uFEFF")) ? 3 : 0);
	for (size_t i = 0; i < walk->markdown.length; i++)
		if (ends_line(walk->markdown, i))
			add_line(walk, i + 1);
}

/* The index of cmark's line; what it does not know is the first. */
static size_t
line_index(const struct walk *walk, int line)
{
	const size_t index = line > 0 ? (size_t)line - 1 : 0;

	return index < walk->line_count ? index : walk->line_count - 1;
}

static size_t
offset_of(const struct walk *walk, int line, int column)
{
	const size_t index = line_index(walk, line);
	const size_t start = walk->lines[index], end = walk->lines[index + 1];
	const size_t offset = start + (column > 0 ? (size_t)column - 1 : 0);

	return offset < end ? offset : end;
}

/* The line without its end and what stands around it. */
static struct str
line_text(const struct walk *walk, size_t index)
{
	return str_trim(
	    str_slice(walk->markdown, walk->lines[index], walk->lines[index + 1]));
}

/* The first byte out of MARKS from OFFSET up to END, or END. */
static size_t
find_mark(const struct walk *walk, size_t offset, size_t end, const char *marks)
{
	while (offset < end && (!walk->markdown.data[offset] ||
				   !strchr(marks, walk->markdown.data[offset])))
		offset++;
	return offset;
}

/* Where the mark stands that cmark says is at OFFSET of line INDEX. */
static size_t
settle(struct walk *walk, size_t index, size_t offset, const char *marks)
{
	const size_t end = walk->lines[index + 1];
	size_t start = walk->lines[index], found = offset;

	if (start < walk->found)
		start = walk->found;
	if (offset < start || find_mark(walk, offset, offset + 1, marks) != offset)
		found = find_mark(walk, start, end, marks);
	if (found >= end) {
		walk->found = end; /* so that nobody looks there again */
		return offset;
	}
	walk->found = found + 1;
	return found;
}

static struct source_item
item_at(enum source_kind kind, size_t offset)
{
	return (struct source_item){kind, offset, str_of(""), str_of("")};
}

static void
hand_out_text(struct walk *walk)
{
	struct source_item item = item_at(SOURCE_TEXT, walk->text_offset);

	if (!walk->text.length)
		return;
	item.text = strbuf_str(&walk->text);
	walk->see(walk->data, &item);
	strbuf_truncate(&walk->text, 0);
}

static void
see_text(struct walk *walk, cmark_node *node)
{
	if (!walk->text.length)
		walk->text_offset = offset_of(walk, cmark_node_get_start_line(node),
		    cmark_node_get_start_column(node));
	strbuf_append_string(&walk->text, cmark_node_get_literal(node));
}

/*
 * The text below NODE, code included; a line's end is a blank. Only its
 * beginning where it is long: images stand in images, to any depth.
 */
static void
append_text_below(struct strbuf *text, cmark_node *node)
{
	enum { STEPS_MAX = 200 };
	cmark_iter *iterator = cmark_iter_new(node);

	for (int i = 0; i < STEPS_MAX; i++) {
		if (cmark_iter_next(iterator) == CMARK_EVENT_DONE)
			break;
		cmark_node *inner = cmark_iter_get_node(iterator);
		const char *literal = cmark_node_get_literal(inner);

		if (literal)
			strbuf_append_string(text, literal);
		else if (cmark_node_get_type(inner) == CMARK_NODE_SOFTBREAK ||
			 cmark_node_get_type(inner) == CMARK_NODE_LINEBREAK)
			strbuf_append_byte(text, ' ');
	}
}

/* The line that a link begins on: cmark knows it of the text in it. */
static int
first_line_of(cmark_node *node)
{
	cmark_node *child = cmark_node_first_child(node);

	if (child && cmark_node_get_type(child) == CMARK_NODE_SOFTBREAK &&
	    cmark_node_next(child))
		return cmark_node_get_start_line(cmark_node_next(child)) - 1;
	return cmark_node_get_start_line(child ? child : node);
}

static void
see_link(struct walk *walk, cmark_node *node)
{
	const bool is_link = cmark_node_get_type(node) == CMARK_NODE_LINK;
	const int line = first_line_of(node);
	struct source_item item = item_at(is_link ? SOURCE_LINK : SOURCE_IMAGE, 0);
	struct strbuf text = {0};

	item.offset = settle(walk, line_index(walk, line),
	    offset_of(walk, line, cmark_node_get_start_column(node)),
	    is_link ? "[<" : "!");
	append_text_below(&text, node);
	item.text = strbuf_str(&text);
	item.url = str_of(cmark_node_get_url(node));
	walk->see(walk->data, &item);
	strbuf_clear(&text);
}

/* "## Text ##" without its marks. */
static struct str
without_marks(struct str line)
{
	size_t start = 0, end = line.length;

	while (start < end && line.data[start] == '#')
		start++;
	while (end > start && line.data[end - 1] == '#')
		end--;
	/* Only behind a blank are they no part of the text. */
	if (end > start && line.data[end - 1] != ' ' && line.data[end - 1] != '\t')
		end = line.length;
	return str_trim(str_slice(line, start, end));
}

/* The last line of what is underlined, as Hugo takes it for the anchor. */
static struct str
underlined_text(const struct walk *walk, cmark_node *node)
{
	cmark_node *last = cmark_node_last_child(node);
	const int line = cmark_node_get_start_line(last ? last : node);
	struct str text = line_text(walk, line_index(walk, line));

	while (text.length && strchr("> \t", text.data[0]))
		text = str_slice(text, 1, text.length);
	return text;
}

static void
see_heading(struct walk *walk, cmark_node *node)
{
	const int line = cmark_node_get_start_line(node);
	struct source_item item = item_at(SOURCE_HEADING,
	    offset_of(walk, line, cmark_node_get_start_column(node)));
	const size_t end = walk->lines[line_index(walk, line) + 1];

	if (item.offset < end && walk->markdown.data[item.offset] == '#')
		item.text = without_marks(
		    str_trim(str_slice(walk->markdown, item.offset, end)));
	else
		item.text = underlined_text(walk, node);
	walk->see(walk->data, &item);
}

static void
enter(struct walk *walk, cmark_node *node)
{
	static void (*const functions[CMARK_NODE_LAST_INLINE + 1])(
	    struct walk * walk, cmark_node * node) = {
	    [CMARK_NODE_TEXT] = see_text,
	    [CMARK_NODE_LINK] = see_link,
	    [CMARK_NODE_IMAGE] = see_link,
	    [CMARK_NODE_HEADING] = see_heading,
	};
	const cmark_node_type type = cmark_node_get_type(node);

	if (type != CMARK_NODE_TEXT)
		hand_out_text(walk);
	if (functions[type])
		functions[type](walk, node);
}

static void
walk_tree(struct walk *walk, cmark_node *root)
{
	cmark_iter *iterator = cmark_iter_new(root);
	cmark_event_type event;

	while ((event = cmark_iter_next(iterator)) != CMARK_EVENT_DONE) {
		if (event == CMARK_EVENT_ENTER)
			enter(walk, cmark_iter_get_node(iterator));
		else
			hand_out_text(walk);
	}
}

void
source_walk(struct str markdown,
    void (*see)(void *data, const struct source_item *item), void *data)
{
	struct walk walk = {.markdown = markdown, .see = see, .data = data};
	struct markdown_tree tree;

	if (!markdown.length)
		return;
	find_lines(&walk);
	markdown_tree_init(&tree);
	walk_tree(&walk, markdown_tree_parse(&tree, markdown));
	markdown_tree_clear(&tree);
	free(walk.lines);
	strbuf_clear(&walk.text);
}
