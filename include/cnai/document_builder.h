/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_DOCUMENT_BUILDER_H
#define CNAI_DOCUMENT_BUILDER_H

#include "cnai/document.h"

/*
 * Writes a document from its beginning to its end. The builder keeps what
 * document.h promises: valid UTF-8, runs that do not overlap, one newline
 * between the texts of blocks, no empty blocks of text.
 */

/* Containers nested deeper than this are not represented, their text is. */
enum { CONTAINER_DEPTH_MAX = 100 };

struct document_builder {
	struct document *document;
	unsigned styles;     /* of what is added next; the caller's to change */
	unsigned tag_styles; /* more of them, of HTML around it; html.c's */
	bool is_flat;        /* blocks inside the open one become lines of it */
	bool is_hidden;      /* what is added is left out */
	bool is_shielded;    /* prose may have what shield.h brings back */
	uint32_t link;       /* as in struct run; 0 for none */
	size_t leaf;         /* index of the block of runs that is open */
	size_t leaf_start;   /* where its text begins */
	size_t depth;        /* of open containers, with those not represented */
	uint32_t open[CONTAINER_DEPTH_MAX];
};

/* Begins a document; SIZE, in bytes, is about how long its text will be. */
void builder_init(struct document_builder *builder, size_t size);

/* Gives back what was reserved and not needed; the document. */
struct document *builder_finish(struct document_builder *builder);

/* Opens and closes a container. An empty one vanishes, but for items and what
 * has a title. */
void builder_enter(struct document_builder *builder, struct block container);
void builder_leave(struct document_builder *builder);

/* Whether LEVELS containers can be opened in each other and be represented. */
bool builder_has_room(const struct document_builder *builder, size_t levels);

/* TEXT as valid UTF-8 with a NUL behind it, the document's. */
struct str builder_copy(struct document_builder *builder, struct str text);

/* Opens the paragraph again that has just been closed; false if the document
 * ends with something else. */
bool builder_reopen(struct document_builder *builder);

/* Opens and closes a block of runs, which vanishes if it got no text. */
void builder_begin(struct document_builder *builder, struct block leaf);
void builder_end(struct document_builder *builder);

/* A block of runs whose text is TEXT in STYLES; a place line; a rule. */
void builder_add_leaf(struct document_builder *builder, enum block_kind kind,
    unsigned styles, struct str text);
void builder_add_place(struct document_builder *builder, struct str place);
void builder_add_rule(struct document_builder *builder);
/* A block of code; the last line end of TEXT is left out. */
void builder_add_code(
    struct document_builder *builder, struct str text, struct str info);

/* Text inside a block of runs: white space becomes single blanks. */
void builder_add_prose(struct document_builder *builder, struct str text);
/* The same with blanks kept as they are. */
void builder_add_literal(struct document_builder *builder, struct str text);
/* A forced line break; none at the beginning of a block. */
void builder_add_break(struct document_builder *builder);

/* As builder_add_break(), but not behind another break. */
void builder_add_line_end(struct document_builder *builder);

/* Begins and ends a link, not inside another. One without text, or with
 * nothing but blanks, gets its address as its text. It ends with its block at
 * the latest. */
void builder_link_begin(struct document_builder *builder, struct str url,
    struct str title, bool is_image);
void builder_link_end(struct document_builder *builder);

#endif
