/* SPDX-License-Identifier: Apache-2.0 */
/* The elements of HTML, in a table that is sorted by name. */
#include <stdlib.h>
#include "html_kind.h"

enum {
	LARGE = STYLE_HEADING,
	LESS = STYLE_SUBHEADING,
};

static const struct html_kind kinds[] = {
    {"a", HTML_LINK, 0, 0, 0},
    {"address", HTML_BLOCK, 0, 0, 0},
    {"article", HTML_BLOCK, 0, 0, 0},
    {"aside", HTML_BLOCK, 0, 0, 0},
    {"audio", HTML_MEDIA, 0, 0, 0},
    {"b", HTML_INLINE, 0, STYLE_STRONG, 0},
    {"blockquote", HTML_CONTAINER, BLOCK_QUOTE, STYLE_QUOTE, 0},
    {"br", HTML_BREAK, 0, 0, 0},
    {"caption", HTML_CAPTION, 0, STYLE_SMALL, 0},
    {"center", HTML_BLOCK, 0, 0, 0},
    {"cite", HTML_INLINE, 0, STYLE_EMPHASIS, 0},
    {"cnai-alert", HTML_CONTAINER, BLOCK_ALERT, 0, 0},
    {"cnai-shortcode", HTML_INLINE, 0, STYLE_SHORTCODE, 0},
    {"code", HTML_INLINE, 0, STYLE_CODE, 0},
    {"dd", HTML_CONTAINER, BLOCK_DEFINITION, 0, 0},
    {"del", HTML_INLINE, 0, STYLE_STRUCK, 0},
    {"details", HTML_BLOCK, 0, 0, 0},
    {"dfn", HTML_INLINE, 0, STYLE_EMPHASIS, 0},
    {"div", HTML_BLOCK, 0, 0, 0},
    {"dl", HTML_CONTAINER, BLOCK_DEFINITIONS, 0, 0},
    {"dt", HTML_LEAF, BLOCK_TERM, STYLE_TERM, 0},
    {"em", HTML_INLINE, 0, STYLE_EMPHASIS, 0},
    {"embed", HTML_MEDIA, 0, 0, 0},
    {"fieldset", HTML_BLOCK, 0, 0, 0},
    {"figcaption", HTML_BLOCK, 0, STYLE_SMALL, 0},
    {"figure", HTML_BLOCK, 0, 0, 0},
    {"footer", HTML_BLOCK, 0, 0, 0},
    {"form", HTML_BLOCK, 0, 0, 0},
    {"h1", HTML_LEAF, BLOCK_HEADING, LARGE, 1},
    {"h2", HTML_LEAF, BLOCK_HEADING, LARGE, 2},
    {"h3", HTML_LEAF, BLOCK_HEADING, LESS, 3},
    {"h4", HTML_LEAF, BLOCK_HEADING, LESS, 4},
    {"h5", HTML_LEAF, BLOCK_HEADING, LESS, 5},
    {"h6", HTML_LEAF, BLOCK_HEADING, LESS, 6},
    {"head", HTML_HIDDEN, 0, 0, 0},
    {"header", HTML_BLOCK, 0, 0, 0},
    {"hr", HTML_RULE, 0, 0, 0},
    {"i", HTML_INLINE, 0, STYLE_EMPHASIS, 0},
    {"iframe", HTML_MEDIA, 0, 0, 0},
    {"img", HTML_IMAGE, 0, 0, 0},
    {"ins", HTML_INLINE, 0, STYLE_EMPHASIS, 0},
    {"kbd", HTML_INLINE, 0, STYLE_CODE, 0},
    {"legend", HTML_BLOCK, 0, STYLE_STRONG, 0},
    {"li", HTML_CONTAINER, BLOCK_ITEM, 0, 0},
    {"main", HTML_BLOCK, 0, 0, 0},
    {"mark", HTML_INLINE, 0, STYLE_STRONG, 0},
    {"nav", HTML_BLOCK, 0, 0, 0},
    {"noframes", HTML_HIDDEN, 0, 0, 0},
    {"object", HTML_MEDIA, 0, 0, 0},
    {"ol", HTML_CONTAINER, BLOCK_LIST, 0, 0},
    {"option", HTML_PARAGRAPH, 0, 0, 0},
    {"p", HTML_PARAGRAPH, 0, 0, 0},
    {"pre", HTML_PREFORMATTED, 0, STYLE_CODE, 0},
    {"q", HTML_QUOTATION, 0, 0, 0},
    {"s", HTML_INLINE, 0, STYLE_STRUCK, 0},
    {"samp", HTML_INLINE, 0, STYLE_CODE, 0},
    {"script", HTML_HIDDEN, 0, 0, 0},
    {"section", HTML_BLOCK, 0, 0, 0},
    {"small", HTML_INLINE, 0, STYLE_SMALL, 0},
    {"source", HTML_MEDIA, 0, 0, 0},
    {"span", HTML_INLINE, 0, 0, 0},
    {"strike", HTML_INLINE, 0, STYLE_STRUCK, 0},
    {"strong", HTML_INLINE, 0, STYLE_STRONG, 0},
    {"style", HTML_HIDDEN, 0, 0, 0},
    {"sub", HTML_INLINE, 0, STYLE_SMALL | HTML_LOWERED, 0},
    {"summary", HTML_BLOCK, 0, STYLE_STRONG, 0},
    {"sup", HTML_INLINE, 0, STYLE_SMALL | HTML_RAISED, 0},
    {"svg", HTML_HIDDEN, 0, 0, 0},
    {"table", HTML_CONTAINER, BLOCK_TABLE, 0, 0},
    {"tbody", HTML_ROW_GROUP, 0, 0, 0},
    {"td", HTML_LEAF, BLOCK_TABLE_CELL, 0, 0},
    {"template", HTML_HIDDEN, 0, 0, 0},
    {"tfoot", HTML_ROW_GROUP, 0, 0, 0},
    {"th", HTML_LEAF, BLOCK_TABLE_CELL, STYLE_TABLE_HEADER, 0},
    {"thead", HTML_ROW_GROUP, 0, 0, 0},
    {"title", HTML_HIDDEN, 0, 0, 0},
    {"tr", HTML_CONTAINER, BLOCK_TABLE_ROW, 0, 0},
    {"tt", HTML_INLINE, 0, STYLE_CODE, 0},
    {"u", HTML_INLINE, 0, STYLE_EMPHASIS, 0},
    {"ul", HTML_CONTAINER, BLOCK_LIST, 0, 0},
    {"var", HTML_INLINE, 0, STYLE_EMPHASIS, 0},
    {"video", HTML_MEDIA, 0, 0, 0},
};

enum { NAME_LENGTH_MAX = 16 };

static int
compare_names(const void *name, const void *kind)
{
	return strcmp(name, ((const struct html_kind *)kind)->name);
}

const struct html_kind *
html_kind_find(struct str name)
{
	char small[NAME_LENGTH_MAX + 1] = {0};

	if (name.length == 0 || name.length > NAME_LENGTH_MAX)
		return NULL;
	for (size_t i = 0; i < name.length; i++)
		small[i] = name.data[i] >= 'A' && name.data[i] <= 'Z'
			       ? (char)(name.data[i] | 32)
			       : name.data[i];
	return bsearch(small, kinds, sizeof(kinds) / sizeof(*kinds), sizeof(*kinds),
	    compare_names);
}

static bool
is_block(const struct html_kind *kind, enum block_kind block)
{
	return (kind->role == HTML_LEAF || kind->role == HTML_CONTAINER) &&
	       kind->block == block;
}

enum html_part
html_kind_part(const struct html_kind *kind)
{
	if (is_block(kind, BLOCK_ITEM))
		return HTML_ITEM;
	if (is_block(kind, BLOCK_TERM) || is_block(kind, BLOCK_DEFINITION))
		return HTML_DEFINITION;
	if (is_block(kind, BLOCK_TABLE_CELL))
		return HTML_CELL;
	if (is_block(kind, BLOCK_TABLE_ROW) || kind->role == HTML_ROW_GROUP)
		return HTML_ROW;
	return HTML_NO_PART;
}

bool
html_kind_holds(const struct html_kind *outer, enum html_part part)
{
	static const enum block_kind holders[] = {[HTML_ITEM] = BLOCK_LIST,
	    [HTML_DEFINITION] = BLOCK_DEFINITIONS,
	    [HTML_CELL] = BLOCK_TABLE_ROW,
	    [HTML_ROW] = BLOCK_TABLE};

	return part != HTML_NO_PART &&
	       (is_block(outer, holders[part]) ||
		   (part == HTML_CELL && is_block(outer, BLOCK_TABLE)));
}
