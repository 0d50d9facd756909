/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A document grows only at its end. A block's separating newline is written
 * when the block begins, so that links and runs can note where they start,
 * and is taken back if the block stays empty.
 */
#include "cnai/document_builder.h"
#include "cnai/octets.h"
#include "cnai/shield.h"
#include "cnai/unicode.h"

/* Offsets have 32 bits; text beyond this is left out. */
static const size_t text_limit = UINT32_MAX / 2;

static bool
is_white(unsigned char byte)
{
	return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

void
builder_init(struct document_builder *builder, size_t size)
{
	struct document *document = memory_alloc(sizeof(*document));

	*builder = (struct document_builder){.document = document};
	strbuf_reserve(&document->text, size);
	document->blocks = memory_reserve(NULL, &document->block_capacity,
	    size / 64 + 8, sizeof(*document->blocks));
	document->runs = memory_reserve(
	    NULL, &document->run_capacity, size / 32 + 8, sizeof(*document->runs));
	document->links = memory_reserve(NULL, &document->link_capacity,
	    size / 128 + 8, sizeof(*document->links));
}

static struct block *
add_block(struct document_builder *builder, struct block block)
{
	struct document *document = builder->document;
	size_t index = document->block_count++;

	document->blocks = memory_reserve(document->blocks,
	    &document->block_capacity, index + 1, sizeof(*document->blocks));
	block.end = (uint32_t)index + 1;
	block.first_run = (uint32_t)document->run_count;
	block.start = (uint32_t)document->text.length;
	document->blocks[index] = block;
	return &document->blocks[index];
}

bool
builder_has_room(const struct document_builder *builder, size_t levels)
{
	return !builder->is_flat && !builder->is_hidden &&
	       builder->depth + levels <= CONTAINER_DEPTH_MAX;
}

/* A list needs room for its items, so that no list goes without. */
static bool
is_represented(const struct document_builder *builder, enum block_kind kind)
{
	return builder_has_room(
	    builder, kind == BLOCK_LIST || kind == BLOCK_DEFINITIONS ||
			     kind == BLOCK_FOOTNOTES || kind == BLOCK_TABLE
			 ? 2
			 : 1);
}

void
builder_enter(struct document_builder *builder, struct block container)
{
	if (is_represented(builder, container.kind)) {
		builder->open[builder->depth] =
		    (uint32_t)builder->document->block_count;
		add_block(builder, container);
	} else if (builder->depth < CONTAINER_DEPTH_MAX) {
		builder->open[builder->depth] = UINT32_MAX;
	}
	builder->depth++;
}

void
builder_leave(struct document_builder *builder)
{
	struct document *document = builder->document;
	size_t index;
	struct block *container;

	builder->depth--;
	if (builder->depth >= CONTAINER_DEPTH_MAX ||
	    builder->open[builder->depth] == UINT32_MAX)
		return;
	index = builder->open[builder->depth];
	container = &document->blocks[index];
	container->end = (uint32_t)document->block_count;
	if (container->end > index + 1)
		container->start = container[1].start;
	else if (container->kind != BLOCK_ITEM && !container->info.length)
		document->block_count--;
}

void
builder_begin(struct document_builder *builder, struct block leaf)
{
	struct document *document = builder->document;

	if (builder->is_flat || builder->is_hidden) {
		builder_add_line_end(builder);
		return;
	}
	builder->leaf = document->block_count;
	if (document->text.length)
		strbuf_append_byte(&document->text, '\n');
	builder->leaf_start = document->text.length;
	add_block(builder, leaf);
}

/* Takes the blanks and breaks at the end of the block back. */
static void
trim_end(struct document_builder *builder)
{
	struct document *document = builder->document;
	size_t length = document->text.length;
	struct run *run;

	while (length > builder->leaf_start &&
	       is_white((unsigned char)document->text.data[length - 1])) {
		length--;
		run = &document->runs[document->run_count - 1];
		if (--run->length == 0)
			document->run_count--;
	}
	if (length < document->text.length)
		strbuf_truncate(&document->text, length);
	while (document->link_count &&
	       document->links[document->link_count - 1].start >= length)
		document->link_count--;
	if (document->link_count &&
	    document->links[document->link_count - 1].end > length)
		document->links[document->link_count - 1].end = (uint32_t)length;
}

void
builder_end(struct document_builder *builder)
{
	struct document *document = builder->document;
	struct block *leaf = &document->blocks[builder->leaf];

	if (builder->is_flat || builder->is_hidden)
		return;
	builder_link_end(builder);
	if (leaf->kind != BLOCK_CODE)
		trim_end(builder);
	leaf->run_count = (uint32_t)document->run_count - leaf->first_run;
	if (leaf->run_count)
		return;
	if (builder->leaf_start)
		strbuf_truncate(&document->text, builder->leaf_start - 1);
	if (leaf->kind == BLOCK_TABLE_CELL)
		leaf->start = (uint32_t)document->text.length;
	else
		document->block_count = builder->leaf;
}

bool
builder_reopen(struct document_builder *builder)
{
	const struct document *document = builder->document;
	const struct block *last = document->blocks + document->block_count - 1;

	if (builder->is_flat || builder->is_hidden || !document->block_count ||
	    last->kind != BLOCK_PARAGRAPH)
		return false;
	builder->leaf = document->block_count - 1;
	builder->leaf_start = last->start;
	return true;
}

void
builder_add_leaf(struct document_builder *builder, enum block_kind kind,
    unsigned styles, struct str text)
{
	unsigned outer = builder->styles;

	builder->styles |= styles;
	builder_begin(builder, (struct block){.kind = kind});
	builder_add_prose(builder, text);
	builder_end(builder);
	builder->styles = outer;
}

void
builder_add_place(struct document_builder *builder, struct str place)
{
	struct strbuf valid = {0};

	utf8_append_valid(&valid, place);
	if (valid.length)
		add_block(
		    builder, (struct block){
				 .kind = BLOCK_PLACE,
				 .info = {arena_copy(&builder->document->arena,
					      valid.data, valid.length),
				     valid.length},
			     });
	strbuf_clear(&valid);
}

void
builder_add_rule(struct document_builder *builder)
{
	if (builder->is_flat || builder->is_hidden)
		builder_add_line_end(builder);
	else
		add_block(builder, (struct block){.kind = BLOCK_RULE});
}

/* Makes what was added from START on valid UTF-8. */
static void
repair_text(struct strbuf *text, size_t start)
{
	struct str added = str_slice(strbuf_str(text), start, text->length);
	struct strbuf valid = {0};

	if (utf8_invalid_offset(added) == added.length)
		return;
	utf8_append_valid(&valid, added);
	strbuf_truncate(text, start);
	strbuf_append(text, strbuf_str(&valid));
	strbuf_clear(&valid);
}

/* Makes a run of what was added from START on, or lengthens the last one. */
static void
add_run(struct document_builder *builder, size_t start)
{
	struct document *document = builder->document;
	uint32_t length = (uint32_t)(document->text.length - start);
	const unsigned styles = builder->styles | builder->tag_styles;
	size_t count = document->run_count;
	struct run *last = count > document->blocks[builder->leaf].first_run
			       ? &document->runs[count - 1]
			       : NULL;

	if (length == 0)
		return;
	if (last && last->styles == styles && last->link == builder->link) {
		last->length += length;
		return;
	}
	document->runs = memory_reserve(document->runs, &document->run_capacity,
	    count + 1, sizeof(*document->runs));
	document->runs[count] =
	    (struct run){(uint32_t)start, length, styles, builder->link};
	document->run_count++;
}

static bool
has_room(const struct document_builder *builder, struct str text)
{
	return !builder->is_hidden &&
	       text.length < text_limit - builder->document->text.length;
}

static bool
ends_in_white(const struct document_builder *builder)
{
	const struct strbuf *text = &builder->document->text;

	return text->length == builder->leaf_start ||
	       is_white((unsigned char)text->data[text->length - 1]);
}

/* What text has that is not plain prose. */
struct peculiarities {
	bool has_loose_white; /* that is not a single blank */
	bool has_other;       /* that is not ASCII */
};

/* Eight bytes are looked at together, the last of them once more with the next:
 * of two bytes beside each other both are blanks, whichever comes first. */
static struct peculiarities
look_at(struct str text)
{
	struct peculiarities found = {false, false};
	uint64_t loose = 0, other = 0;
	size_t i = 0;

	for (; text.length - i >= OCTETS; i += OCTETS - 1) {
		const uint64_t octets = octets_at(text.data + i);
		const uint64_t blanks = ~octets_from(octets, ' ' + 1);

		loose |= ~octets_from(octets, ' ') | (blanks & blanks << 8);
		other |= octets;
	}
	found.has_loose_white = octets_high(loose);
	found.has_other = octets_high(other);
	for (; i < text.length; i++) {
		const unsigned char byte = (unsigned char)text.data[i];

		found.has_loose_white |=
		    byte < ' ' || (byte == ' ' && i && text.data[i - 1] == ' ');
		found.has_other |= byte >= 0x80;
	}
	return found;
}

/* Appends TEXT with each stretch of white space as one blank. */
static void
append_tightened(struct strbuf *buffer, struct str text, bool after_white)
{
	char *end = strbuf_reserve(buffer, text.length);

	for (size_t i = 0; i < text.length; i++) {
		const unsigned char byte = (unsigned char)text.data[i];
		const bool white = is_white(byte);

		*end = white ? ' ' : (char)byte;
		end += !(white && after_white);
		after_white = white;
	}
	strbuf_truncate(buffer, (size_t)(end - buffer->data));
}

static void
add_prose(struct document_builder *builder, struct str text)
{
	struct strbuf *whole = &builder->document->text;
	const size_t start = whole->length;
	const bool after_white = ends_in_white(builder);
	const struct peculiarities found = look_at(text);

	if (!has_room(builder, text))
		return;
	if (found.has_loose_white)
		append_tightened(whole, text, after_white);
	else if (after_white && text.length && *text.data == ' ')
		strbuf_append(whole, str_slice(text, 1, text.length));
	else
		strbuf_append(whole, text);
	if (found.has_other)
		repair_text(whole, start);
	add_run(builder, start);
}

void
builder_add_prose(struct document_builder *builder, struct str text)
{
	struct strbuf lifted = {0};

	if (builder->is_shielded && shield_is_in(text)) {
		shield_lift(text, &lifted);
		text = strbuf_str(&lifted);
	}
	add_prose(builder, text);
	strbuf_clear(&lifted);
}

void
builder_add_literal(struct document_builder *builder, struct str text)
{
	struct strbuf *whole = &builder->document->text;
	size_t start = whole->length;

	if (!has_room(builder, text))
		return;
	strbuf_append(whole, text);
	for (size_t i = start; i < whole->length; i++)
		if (is_white((unsigned char)whole->data[i]))
			whole->data[i] = ' ';
	repair_text(whole, start);
	add_run(builder, start);
}

void
builder_add_break(struct document_builder *builder)
{
	struct strbuf *text = &builder->document->text;
	size_t start = text->length;

	if (start == builder->leaf_start || builder->is_hidden)
		return;
	strbuf_append_byte(text, '\n');
	add_run(builder, start);
}

void
builder_add_line_end(struct document_builder *builder)
{
	const struct strbuf *text = &builder->document->text;

	if (text->length && text->data[text->length - 1] != '\n')
		builder_add_break(builder);
}

/* Appends TEXT with every line end as one newline. */
static void
append_lines(struct strbuf *buffer, struct str text)
{
	size_t start = 0;

	for (size_t i = 0; i < text.length; i++) {
		if (text.data[i] != '\r')
			continue;
		strbuf_append(buffer, str_slice(text, start, i));
		start = i + 1;
		if (start == text.length || text.data[start] != '\n')
			strbuf_append_byte(buffer, '\n');
	}
	strbuf_append(buffer, str_slice(text, start, text.length));
}

static struct str
copy_valid(struct document *document, struct str text)
{
	struct strbuf valid = {0};
	struct str copy = {"", text.length};

	if (utf8_invalid_offset(text) < text.length) {
		utf8_append_valid(&valid, text);
		text = strbuf_str(&valid);
		copy.length = text.length;
	}
	if (copy.length)
		copy.data = arena_copy(&document->arena, text.data, text.length);
	strbuf_clear(&valid);
	return copy;
}

struct str
builder_copy(struct document_builder *builder, struct str text)
{
	struct strbuf lifted = {0};
	struct str copy;

	if (builder->is_shielded && shield_is_in(text)) {
		shield_lift(text, &lifted);
		text = strbuf_str(&lifted);
	}
	copy = copy_valid(builder->document, text);
	strbuf_clear(&lifted);
	return copy;
}

/* Code inside a block of runs: each of its lines is one there. */
static void
add_code_lines(struct document_builder *builder, struct str text)
{
	const unsigned outer = builder->styles;
	size_t start = 0;

	builder->styles |= STYLE_CODE;
	for (size_t i = 0; i <= text.length; i++) {
		if (i < text.length && text.data[i] != '\n')
			continue;
		builder_add_line_end(builder);
		builder_add_literal(builder, str_slice(text, start, i));
		start = i + 1;
	}
	builder->styles = outer;
	builder_add_line_end(builder);
}

void
builder_add_code(struct document_builder *builder, struct str text, struct str info)
{
	struct strbuf *whole = &builder->document->text;
	unsigned outer = builder->styles;
	size_t start;

	if (builder->is_flat || builder->is_hidden) {
		add_code_lines(builder, text);
		return;
	}
	builder_begin(builder, (struct block){.kind = BLOCK_CODE,
				   .info = copy_valid(builder->document, info)});
	builder->styles |= STYLE_CODE_BLOCK;
	start = whole->length;
	if (has_room(builder, text)) {
		append_lines(whole, text);
		if (whole->length > start && whole->data[whole->length - 1] == '\n')
			strbuf_truncate(whole, whole->length - 1);
		repair_text(whole, start);
	}
	add_run(builder, start);
	builder_end(builder);
	builder->styles = outer;
}

void
builder_link_begin(struct document_builder *builder, struct str url,
    struct str title, bool is_image)
{
	struct document *document = builder->document;
	size_t index = document->link_count++;
	uint32_t start = (uint32_t)document->text.length;

	document->links = memory_reserve(document->links, &document->link_capacity,
	    index + 1, sizeof(*document->links));
	document->links[index] = (struct link){.url = copy_valid(document, url),
	    .title = copy_valid(document, title),
	    .start = start,
	    .end = start,
	    .is_image = is_image};
	builder->link = (uint32_t)index + 1;
}

static bool
is_white_from(const struct strbuf *text, size_t start)
{
	while (start < text->length && is_white((unsigned char)text->data[start]))
		start++;
	return start == text->length;
}

void
builder_link_end(struct document_builder *builder)
{
	struct document *document = builder->document;
	struct link *link;

	if (!builder->link)
		return;
	link = &document->links[builder->link - 1];
	if (is_white_from(&document->text, link->start))
		builder_add_prose(builder, link->url);
	link->end = (uint32_t)document->text.length;
	if (link->end == link->start)
		document->link_count--;
	builder->link = 0;
}

/* Links that lead out of the document are what readers know by a number. */
static void
number_links(struct document *document)
{
	uint32_t number = 0;

	for (size_t i = 0; i < document->link_count; i++)
		document->links[i].number =
		    document->links[i].has_target ? 0 : ++number;
}

struct document *
builder_finish(struct document_builder *builder)
{
	struct document *document = builder->document;

	if (document->text.data) {
		document->text.capacity = document->text.length + 1;
		document->text.data =
		    memory_resize(document->text.data, document->text.capacity, 1);
	}
	document->block_capacity = document->block_count;
	document->blocks = memory_resize(
	    document->blocks, document->block_count, sizeof(*document->blocks));
	document->run_capacity = document->run_count;
	document->runs = memory_resize(
	    document->runs, document->run_count, sizeof(*document->runs));
	number_links(document);
	document->link_capacity = document->link_count;
	document->links = memory_resize(
	    document->links, document->link_count, sizeof(*document->links));
	return document;
}
