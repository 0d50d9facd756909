/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_TESTS_DOCUMENT_DUMP_H
#define CNAI_TESTS_DOCUMENT_DUMP_H

/*
 * Documents in a short notation:
 *
 *	P(text)            a paragraph; H2( ) heading, C:word( ) code, --- rule,
 *	                   T( ) title, L( ) place
 *	Q[ ]  B[ ]  N3[ ]  I[ ]  D[ ]
 *	                   quote, bullets, numbers from 3, item, description;
 *	                   a loose list has a ~ before its [, an open task is
 *	                   Io[ ], one that is done Ix[ ]
 *	A2:title[ ]        an alert, of what kind
 *	DL[ ] DT( ) DD[ ]  definitions: terms and what they mean
 *	FN[ ]  F1[ ]       footnotes
 *	TB2[ ]  RH[ ] R[ ] tables and how many columns, the header, rows
 *	c( )               cells, with < ^ > for left, in the middle, right
 *	<sE>text</>        a run with styles: * strong / emphasis ` code @ link
 *	                   ! image ~ struck # heading ' subheading > quote
 *	                   | code block t title p place d description
 *	                   f footnote = term + table header, and its link's
 *	                   number
 *	$                  a newline in a run
 *	1=u"t" 2!=v 3=w{x} links, images and links to a place, where x stands
 */
#include "unit.h"
#include "cnai/document.h"
#include "cnai/unicode.h"

/* Some have no mark of their own. */
static const char style_marks[] = "*/`@!~tpd#'>|???f=+???";

static inline void
append_text(struct strbuf *dump, struct str text)
{
	for (size_t i = 0; i < text.length; i++)
		strbuf_append_byte(dump, text.data[i] == '\n' ? '$' : text.data[i]);
}

static inline void
append_run(
    struct strbuf *dump, const struct document *document, const struct run *run)
{
	struct str text = strbuf_str(&document->text);

	if (run->styles) {
		strbuf_append_byte(dump, '<');
		for (size_t i = 0; style_marks[i]; i++)
			if (run->styles & 1u << i && style_marks[i] != '?')
				strbuf_append_byte(dump, style_marks[i]);
		if (run->link)
			strbuf_printf(dump, "%u", run->link);
		strbuf_append_byte(dump, '>');
	}
	append_text(dump, str_slice(text, run->start, run->start + run->length));
	if (run->styles)
		strbuf_append_string(dump, "</>");
}

static inline void
append_name(struct strbuf *dump, const struct block *block)
{
	static const char *const names[] = {[BLOCK_DESCRIPTION] = "D",
	    [BLOCK_QUOTE] = "Q",
	    [BLOCK_LIST] = "B",
	    [BLOCK_ITEM] = "I",
	    [BLOCK_ALERT] = "A",
	    [BLOCK_DEFINITIONS] = "DL",
	    [BLOCK_DEFINITION] = "DD",
	    [BLOCK_FOOTNOTES] = "FN",
	    [BLOCK_FOOTNOTE] = "F",
	    [BLOCK_TABLE] = "TB",
	    [BLOCK_TABLE_ROW] = "R",
	    [BLOCK_TITLE] = "T",
	    [BLOCK_HEADING] = "H",
	    [BLOCK_PARAGRAPH] = "P",
	    [BLOCK_TERM] = "DT",
	    [BLOCK_TABLE_CELL] = "c",
	    [BLOCK_CODE] = "C",
	    [BLOCK_RULE] = "---",
	    [BLOCK_PLACE] = "L"};
	static const char *const tasks[] = {"", "o", "x"};
	static const char *const alignments[] = {"", "<", "^", ">"};

	strbuf_append_string(dump, block->is_ordered ? "N" : names[block->kind]);
	if (block->is_ordered || block->number)
		strbuf_printf(dump, "%u", block->number);
	if (block->kind == BLOCK_ALERT)
		strbuf_printf(dump, "%d", block->alert);
	if (block->is_header)
		strbuf_append_byte(dump, 'H');
	strbuf_append_string(dump, tasks[block->task]);
	strbuf_append_string(dump, alignments[block->alignment]);
	if (block->info.length) {
		strbuf_append_byte(dump, ':');
		strbuf_append(dump, block->info);
	}
	if (block->kind == BLOCK_LIST && !block->is_tight)
		strbuf_append_byte(dump, '~');
}

static inline size_t
append_ends(struct strbuf *dump, const size_t *ends, size_t depth, size_t index)
{
	for (; depth && ends[depth - 1] == index; depth--)
		strbuf_append_byte(dump, ']');
	return depth;
}

static inline struct strbuf
dump_document(const struct document *document)
{
	struct strbuf dump = {0};
	size_t ends[200], depth = 0;

	for (size_t i = 0; i < document->block_count; i++) {
		const struct block *block = &document->blocks[i];

		depth = append_ends(&dump, ends, depth, i);
		append_name(&dump, block);
		if (block->kind < BLOCK_TITLE) {
			strbuf_append_byte(&dump, '[');
			ends[depth++] = block->end;
			continue;
		}
		if (block->kind == BLOCK_RULE || block->kind == BLOCK_PLACE)
			continue;
		strbuf_append_byte(&dump, '(');
		for (size_t j = 0; j < block->run_count; j++)
			append_run(
			    &dump, document, &document->runs[block->first_run + j]);
		strbuf_append_byte(&dump, ')');
	}
	assert_int_equal(append_ends(&dump, ends, depth, document->block_count), 0);
	for (size_t i = 0; i < document->link_count; i++) {
		const struct link *link = &document->links[i];

		strbuf_printf(&dump, " %zu%s=", i + 1, link->is_image ? "!" : "");
		append_text(&dump, link->url);
		if (link->title.length) {
			strbuf_append_byte(&dump, '"');
			append_text(&dump, link->title);
			strbuf_append_byte(&dump, '"');
		}
		if (link->has_target)
			strbuf_printf(&dump, "{%.*s}",
			    (int)strcspn(document->text.data + link->target, " \n"),
			    document->text.data + link->target);
	}
	return dump;
}

/* What document.h promises of every document. */
static inline void
assert_sound(const struct document *document)
{
	struct str text = strbuf_str(&document->text);
	size_t end = 0, runs = 0, last = 0;

	assert_int_equal(utf8_invalid_offset(text), text.length);
	for (size_t i = 0; i < document->block_count; i++) {
		const struct block *block = &document->blocks[i];
		const struct run *run = &document->runs[block->first_run];

		assert_true(block->end > i && block->end <= document->block_count);
		assert_true(block->start >= last && block->start <= text.length);
		last = block->start;
		if (block->run_count == 0)
			continue;
		assert_int_equal(block->first_run, runs);
		assert_int_equal(block->start, run->start);
		runs += block->run_count;
		if (end)
			assert_int_equal(text.data[end++], '\n');
		for (size_t j = 0; j < block->run_count; j++) {
			assert_int_equal(run[j].start, end);
			assert_true(run[j].length > 0);
			assert_true(run[j].link <= document->link_count);
			end += run[j].length;
		}
	}
	assert_int_equal(end, text.length);
	assert_int_equal(runs, document->run_count);
	for (size_t i = 0; i < document->link_count; i++) {
		assert_true(document->links[i].start < document->links[i].end);
		assert_true(document->links[i].end <= text.length);
		assert_true(document->links[i].target <= text.length);
	}
}

static inline void
assert_dump(const struct document_head *head, struct str body, const char *expected)
{
	struct document *document = document_parse(head, body);
	struct strbuf dump;

	assert_sound(document);
	dump = dump_document(document);
	assert_str(strbuf_str(&dump), expected);
	strbuf_clear(&dump);
	document_free(document);
}

struct sample {
	const char *markdown, *expected;
};

static inline void
assert_samples(const struct sample *samples, size_t count)
{
	for (size_t i = 0; i < count; i++)
		assert_dump(NULL, str_of(samples[i].markdown), samples[i].expected);
}

#define ASSERT_SAMPLES(samples) \
	assert_samples(samples, sizeof(samples) / sizeof(*(samples)))

#endif
