/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_TESTS_OUTLINE_H
#define CNAI_TESTS_OUTLINE_H

/*
 * A document in a short notation, one word a block:
 *
 *	P(text)  paragraph; H2 heading, C:word code, T term, d cell, h cell of
 *	         a header row, --- rule
 *	Q[ ]     quote; B bullets, N3 numbers from 3, I item, A0:title alert,
 *	         D definitions, d definition, t3 table of 3 columns, r row
 *	<sE>x</> a run with styles: * strong / emphasis ` code @ link ! image
 *	         - struck , small { shortcode, and its link's number
 *	$        a newline in a run
 *
 * and behind it the links. Of a loose list a ~ stands before its [.
 */
#include "unit.h"
#include "cnai/document.h"

static const struct {
	unsigned style;
	char mark;
} outline_styles[] = {{STYLE_STRONG, '*'}, {STYLE_EMPHASIS, '/'}, {STYLE_CODE, '`'},
    {STYLE_LINK, '@'}, {STYLE_IMAGE, '!'}, {STYLE_STRUCK, '-'}, {STYLE_SMALL, ','},
    {STYLE_SHORTCODE, '{'}};

static inline void
outline_run(
    struct strbuf *outline, const struct document *document, const struct run *run)
{
	const size_t before = outline->length;

	strbuf_append_byte(outline, '<');
	for (size_t i = 0; i < sizeof(outline_styles) / sizeof(*outline_styles);
	     i++)
		if (run->styles & outline_styles[i].style)
			strbuf_append_byte(outline, outline_styles[i].mark);
	if (run->link)
		strbuf_printf(outline, "%u", run->link);
	if (outline->length == before + 1)
		strbuf_truncate(outline, before);
	else
		strbuf_append_byte(outline, '>');
	for (size_t i = run->start; i < (size_t)run->start + run->length; i++)
		strbuf_append_byte(outline,
		    document->text.data[i] == '\n' ? '$' : document->text.data[i]);
	if (outline->data[before] == '<' && outline->length > before + 1 &&
	    (run->link ||
		run->styles & ~(unsigned)(STYLE_HEADING | STYLE_SUBHEADING |
					  STYLE_QUOTE | STYLE_CODE_BLOCK |
					  STYLE_TERM | STYLE_TABLE_HEADER)))
		strbuf_append_string(outline, "</>");
}

static inline void
outline_name(struct strbuf *outline, const struct block *block)
{
	static const char *const names[] = {[BLOCK_DESCRIPTION] = "E",
	    [BLOCK_QUOTE] = "Q",
	    [BLOCK_LIST] = "B",
	    [BLOCK_ITEM] = "I",
	    [BLOCK_ALERT] = "A",
	    [BLOCK_DEFINITIONS] = "D",
	    [BLOCK_DEFINITION] = "d",
	    [BLOCK_FOOTNOTES] = "F",
	    [BLOCK_FOOTNOTE] = "f",
	    [BLOCK_TABLE] = "t",
	    [BLOCK_TABLE_ROW] = "r",
	    [BLOCK_TITLE] = "Title",
	    [BLOCK_HEADING] = "H",
	    [BLOCK_PARAGRAPH] = "P",
	    [BLOCK_TERM] = "T",
	    [BLOCK_TABLE_CELL] = "d",
	    [BLOCK_CODE] = "C",
	    [BLOCK_RULE] = "---",
	    [BLOCK_PLACE] = "L"};

	strbuf_append_string(outline, block->is_ordered ? "N" : names[block->kind]);
	if (block->kind == BLOCK_HEADING || block->kind == BLOCK_TABLE ||
	    block->is_ordered)
		strbuf_printf(outline, "%u", block->number);
	if (block->kind == BLOCK_ALERT)
		strbuf_printf(outline, "%d", (int)block->alert);
	if (block->alignment)
		strbuf_printf(outline, "%d", (int)block->alignment);
	if (block->info.length) {
		strbuf_append_byte(outline, ':');
		strbuf_append(outline, block->info);
	}
	if (block->kind == BLOCK_LIST && !block->is_tight)
		strbuf_append_byte(outline, '~');
	if (block->is_header)
		strbuf_append_byte(outline, '#');
}

static inline struct strbuf
outline_of(const struct document *document)
{
	struct strbuf outline = {0};
	size_t ends[200], depth = 0;

	for (size_t i = 0; i < document->block_count; i++) {
		const struct block *block = &document->blocks[i];

		for (; depth && ends[depth - 1] == i; depth--)
			strbuf_append_byte(&outline, ']');
		outline_name(&outline, block);
		if (block->kind < BLOCK_TITLE) {
			strbuf_append_byte(&outline, '[');
			ends[depth++] = block->end;
		} else if (block->kind < BLOCK_RULE) {
			strbuf_append_byte(&outline, '(');
			for (uint32_t j = 0; j < block->run_count; j++)
				outline_run(&outline, document,
				    &document->runs[block->first_run + j]);
			strbuf_append_byte(&outline, ')');
		}
	}
	for (; depth; depth--)
		strbuf_append_byte(&outline, ']');
	for (size_t i = 0; i < document->link_count; i++) {
		strbuf_printf(&outline, " %zu%s=", i + 1,
		    document->links[i].is_image ? "!" : "");
		strbuf_append(&outline, document->links[i].url);
		if (document->links[i].title.length) {
			strbuf_append_byte(&outline, '"');
			strbuf_append(&outline, document->links[i].title);
		}
	}
	return outline;
}

/* Lists are of items, tables of rows that have as many cells each. */
static inline void
assert_parts_sound(const struct document *document, const struct block *block)
{
	const struct block *end = &document->blocks[block->end];

	for (const struct block *part = block + 1; part < end;
	     part = &document->blocks[part->end]) {
		const bool is_definition =
		    part->kind == BLOCK_TERM || part->kind == BLOCK_DEFINITION;

		assert_true(part->end <= block->end);
		if (block->kind == BLOCK_LIST)
			assert_int_equal(part->kind, BLOCK_ITEM);
		if (block->kind == BLOCK_DEFINITIONS)
			assert_true(is_definition);
		if (block->kind == BLOCK_TABLE_ROW)
			assert_int_equal(part->kind, BLOCK_TABLE_CELL);
		if (block->kind != BLOCK_TABLE)
			continue;
		assert_int_equal(part->kind, BLOCK_TABLE_ROW);
		assert_int_equal(
		    &document->blocks[part->end] - part, block->number + 1);
	}
}

/* What document.h promises, as far as it shows in the tree of blocks. */
static inline void
assert_blocks_sound(const struct document *document)
{
	size_t end = 0, last = 0;

	for (size_t i = 0; i < document->block_count; i++) {
		const struct block *block = &document->blocks[i];
		const struct run *run = &document->runs[block->first_run];

		assert_true(block->end > i && block->end <= document->block_count);
		assert_true(block->start >= last);
		last = block->start;
		assert_parts_sound(document, block);
		if (block->run_count && end)
			assert_int_equal(document->text.data[end++], '\n');
		for (size_t j = 0; j < block->run_count; j++) {
			assert_int_equal(run[j].start, end);
			end += run[j].length;
		}
	}
	assert_int_equal(end, document->text.length);
}

static inline void
assert_outline(const char *markdown, const char *expected)
{
	struct document *document = document_parse(NULL, str_of(markdown));
	struct strbuf outline = outline_of(document);

	assert_str(strbuf_str(&outline), expected);
	assert_blocks_sound(document);
	strbuf_clear(&outline);
	document_free(document);
}

struct outline_sample {
	const char *markdown, *expected;
};

static inline void
assert_outlines(const struct outline_sample *samples, size_t count)
{
	for (size_t i = 0; i < count; i++)
		assert_outline(samples[i].markdown, samples[i].expected);
}

#define ASSERT_OUTLINES(samples) \
	assert_outlines(samples, sizeof(samples) / sizeof(*(samples)))

#endif
