/* SPDX-License-Identifier: Apache-2.0 */
/* The memory of cmark's tree: it is used again while the tree grows, and given
 * back while it is taken down. That all of it is freed in the end is for the
 * leak checker of the build with sanitizers to say. */
#include "unit.h"
#include <cmark.h>
#include "cnai/markdown_tree.h"

static size_t
pieces_held(const struct markdown_tree *tree)
{
	size_t held = 0;

	for (size_t i = 0; i < tree->piece_count; i++)
		held += tree->pieces[i].bytes != NULL;
	return held;
}

/* LINE so often that it is about so many bytes; the caller clears it. */
static struct strbuf
repeated(const char *line, size_t bytes)
{
	struct strbuf text = {0};

	while (text.length < bytes)
		strbuf_append_string(&text, line);
	return text;
}

static struct cmark_node *
parse_repeated(struct markdown_tree *tree, const char *line, size_t bytes)
{
	struct strbuf text = repeated(line, bytes);
	struct cmark_node *root = markdown_tree_parse(tree, strbuf_str(&text));

	strbuf_clear(&text);
	return root;
}

static size_t
count_children(cmark_node *node)
{
	size_t count = 0;

	for (node = cmark_node_first_child(node); node;
	     node = cmark_node_next(node))
		count++;
	return count;
}

static void
free_children(cmark_node *root, size_t count)
{
	while (count--)
		cmark_node_free(cmark_node_first_child(root));
}

static const char paragraph[] = "Some *words* in a [link](/there), and `code`.\n\n";

static void
pieces_go_as_what_is_in_them_is_freed(void **state)
{
	struct markdown_tree tree;
	cmark_node *root;
	size_t all, blocks;

	(void)state;
	markdown_tree_init(&tree);
	root = parse_repeated(&tree, paragraph, 1 << 20);
	all = pieces_held(&tree);
	blocks = count_children(root);
	assert_in_range(all, 10, 100);

	markdown_tree_give_back(&tree);
	assert_in_range(pieces_held(&tree), all - 2, all);
	free_children(root, blocks / 2);
	assert_in_range(pieces_held(&tree), all / 4, all * 3 / 4);
	assert_int_equal(count_children(root), blocks - blocks / 2);
	free_children(root, blocks - blocks / 2);
	/* The first holds the parser and the root, and more is cut from the last.
	 */
	assert_in_range(pieces_held(&tree), 1, 2);
	markdown_tree_clear(&tree);
}

static void
what_is_left_is_as_it_was(void **state)
{
	struct markdown_tree tree;
	cmark_node *root, *text;

	(void)state;
	markdown_tree_init(&tree);
	root = parse_repeated(&tree, paragraph, 1 << 20);
	markdown_tree_give_back(&tree);
	free_children(root, count_children(root) - 1);
	text = cmark_node_first_child(cmark_node_first_child(root));
	assert_string_equal(cmark_node_get_literal(text), "Some ");
	cmark_node_set_literal(text, "Other ");
	assert_string_equal(cmark_node_get_literal(text), "Other ");
	markdown_tree_clear(&tree);
}

static void
until_then_what_is_freed_is_used_again(void **state)
{
	struct markdown_tree tree;
	size_t once, twice;

	(void)state;
	markdown_tree_init(&tree);
	cmark_node_free(parse_repeated(&tree, paragraph, 1 << 20));
	once = pieces_held(&tree);
	cmark_node_free(parse_repeated(&tree, paragraph, 1 << 20));
	twice = pieces_held(&tree);
	assert_in_range(twice, once, once + once / 2);
	markdown_tree_clear(&tree);
}

/* Parses what takes many pieces, between a mark and its release. */
static void
parse_for_a_moment(struct markdown_tree *tree, const char *line, int depth)
{
	const struct markdown_mark mark = markdown_tree_mark(tree);
	cmark_node *root = parse_repeated(tree, line, 1 << 18);

	if (depth)
		parse_for_a_moment(tree, line, depth - 1);
	assert_in_range(count_children(root), 1, 1 << 18);
	cmark_node_free(root);
	markdown_tree_release(tree, mark);
}

static void
what_is_for_the_moment_takes_no_more_than_once(void **state)
{
	static const char *const lines[] = {paragraph, "- a\n", "x", "*a "};
	struct markdown_tree tree;

	(void)state;
	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++) {
		cmark_node *root;
		size_t before;

		markdown_tree_init(&tree);
		root = parse_repeated(&tree, paragraph, 1 << 20);
		markdown_tree_give_back(&tree);
		before = pieces_held(&tree);
		for (int round = 0; round < 8; round++)
			parse_for_a_moment(&tree, lines[i], round % 3);
		assert_in_range(pieces_held(&tree), before, before + 1);
		assert_string_equal(cmark_node_get_literal(cmark_node_first_child(
					cmark_node_last_child(root))),
		    "Some ");
		free_children(root, count_children(root));
		assert_in_range(pieces_held(&tree), 1, 3);
		markdown_tree_clear(&tree);
	}
}

static void
a_moment_can_come_first(void **state)
{
	struct markdown_tree tree;

	(void)state;
	markdown_tree_init(&tree);
	parse_for_a_moment(&tree, paragraph, 2);
	assert_int_equal(pieces_held(&tree), 1);
	assert_int_equal(
	    count_children(markdown_tree_parse(&tree, str_of("a\n\nb"))), 2);
	markdown_tree_clear(&tree);
}

static void
a_small_tree_is_left_as_it_is(void **state)
{
	struct markdown_tree tree;

	(void)state;
	markdown_tree_init(&tree);
	markdown_tree_parse(&tree, str_of(paragraph));
	markdown_tree_give_back(&tree);
	assert_false(tree.gives_back);
	markdown_tree_clear(&tree);
}

/* What is deep, wide, or one long line. */
static void
trees_of_any_form_are_freed_whole(void **state)
{
	static const char *const lines[] = {"> ", "- ", "* a\n", "[", "[a](b",
	    "![a](b)", "**x [a*b**c*](d) ", "`a``b```c", "<b>", "x", "# a\n",
	    "[a]: b\n", "&a;", "\n", "\xff", "    a\n\n", "1. a\n   > b\n\n"};

	(void)state;
	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++)
		for (int parts = 0; parts < 3; parts++) {
			struct markdown_tree tree;
			cmark_node *root;

			markdown_tree_init(&tree);
			root = parse_repeated(&tree, lines[i], 1 << 16);
			if (parts)
				markdown_tree_give_back(&tree);
			if (parts > 1)
				free_children(root, count_children(root));
			if (parts > 1 && tree.gives_back) {
				assert_in_range(pieces_held(&tree), 1, 2);
				assert_int_equal(tree.pieces[0].live, 1);
			}
			markdown_tree_clear(&tree);
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(pieces_go_as_what_is_in_them_is_freed),
	    cmocka_unit_test(what_is_left_is_as_it_was),
	    cmocka_unit_test(until_then_what_is_freed_is_used_again),
	    cmocka_unit_test(what_is_for_the_moment_takes_no_more_than_once),
	    cmocka_unit_test(a_moment_can_come_first),
	    cmocka_unit_test(a_small_tree_is_left_as_it_is),
	    cmocka_unit_test(trees_of_any_form_are_freed_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
