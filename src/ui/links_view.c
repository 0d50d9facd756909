/* SPDX-License-Identifier: Apache-2.0 */
/* All links of a post: number and text, and the whole address below it. */
#include <stdlib.h>
#include "cnai/cluster.h"
#include "cnai/memory.h"
#include "cnai/picker.h"
#include "cnai/post_document.h"
#include "cnai/views.h"

enum { ENTRY_ROWS = 2, INDENT = 6 };

struct links_view {
	struct view view;
	size_t post;
	struct document *document;
	struct picker picker;
	int columns;
};

static struct links_view *
links_of(struct view *view)
{
	return (struct links_view *)view;
}

static const struct link *
selected_link(const struct links_view *links)
{
	return &links->document->links[links->picker.selected];
}

static void
links_resize(struct view *view, int rows, int columns)
{
	struct links_view *links = links_of(view);

	links->columns = columns;
	picker_fit(&links->picker, links->document->link_count, (size_t)rows);
}

static void
draw_entry(
    const struct links_view *links, struct canvas *canvas, int row, size_t index)
{
	const struct link *link = &links->document->links[index];
	const bool is_selected = index == links->picker.selected;
	const struct look look = {
	    .color = COLOR_DEFAULT,
	    .is_reversed = is_selected,
	};
	struct look url_look = theme_look(STYLE_URL);
	struct strbuf text = {0};

	strbuf_printf(&text, "%4zu  ", index + 1);
	strbuf_append(&text, document_link_text(links->document, link));
	if (is_selected) {
		screen_fill(canvas->screen, row, 0, canvas->columns, look);
		canvas->cursor_row = row;
	}
	screen_put(
	    canvas->screen, row, 0, canvas->columns, strbuf_str(&text), look);
	if (row + 1 < canvas->rows)
		screen_put(canvas->screen, row + 1, INDENT,
		    canvas->columns - INDENT, link->url, url_look);
	strbuf_clear(&text);
}

static void
links_draw(struct view *view, struct canvas *canvas)
{
	const struct links_view *links = links_of(view);
	const struct picker *picker = &links->picker;

	for (size_t i = 0; i < picker_capacity(picker); i++)
		if (picker->top + i < picker->count)
			draw_entry(
			    links, canvas, (int)(i * ENTRY_ROWS), picker->top + i);
}

static struct outcome
links_move(struct view *view, enum movement movement, size_t count)
{
	picker_move(&links_of(view)->picker, movement, count);
	return (struct outcome){0};
}

static void
links_status(struct view *view, struct strbuf *left, struct strbuf *right)
{
	const struct links_view *links = links_of(view);

	strbuf_append_string(left, "Links of ");
	strbuf_append(left, view->session->archive->posts[links->post].title);
	picker_append_place(&links->picker, right);
}

/* The address whole, where its row had to cut it. */
static void
links_footer(struct view *view, struct strbuf *text)
{
	const struct links_view *links = links_of(view);
	const struct link *link = selected_link(links);

	if (INDENT + cluster_width(link->url) > (size_t)links->columns)
		strbuf_append(text, link->url);
}

static void
links_free(struct view *view)
{
	document_free(links_of(view)->document);
	free(view);
}

/* A number typed before the key selects that link first. */
static const struct link *
meant_link(struct links_view *links, size_t number)
{
	if (number)
		picker_select(&links->picker, number - 1);
	return selected_link(links);
}

static struct outcome
open_link(struct view *view, struct argument argument)
{
	const struct link *link = meant_link(links_of(view), argument.count);

	return (struct outcome){.open_url = str_copy(link->url)};
}

static struct outcome
copy_link(struct view *view, struct argument argument)
{
	const struct link *link = meant_link(links_of(view), argument.count);

	return (struct outcome){.copy_url = str_copy(link->url)};
}

static const struct command commands[] = {
    {"open-link", "Enter o l Right", "open the selected link", open_link, 0},
    {"copy-link", "y", "copy the link's address", copy_link, 0},
    {"back", "q h Left Backspace", "back to the post", view_close, 0},
};

const struct command_table links_commands = {
    "In the list of links",
    commands,
    sizeof(commands) / sizeof(*commands),
};

static const struct hint hints[] = {
    {"open-link", "open"},
    {"copy-link", "copy"},
    {"help", "help"},
    {"back", "back"},
    {NULL, NULL},
};

static const struct view_kind links_kind = {
    .name = "links",
    .commands = &links_commands,
    .hints = hints,
    .draw = links_draw,
    .move = links_move,
    .free = links_free,
    .status = links_status,
    .footer = links_footer,
    .resize = links_resize,
};

struct view *
links_view_new(struct session *session, size_t post, size_t selected)
{
	struct links_view *links = memory_alloc(sizeof(*links));
	const struct archive *archive = session->archive;

	links->view = (struct view){&links_kind, session};
	links->post = post;
	links->document = post_document(archive, &archive->posts[post], POST_WHOLE);
	links->picker.entry_rows = ENTRY_ROWS;
	links->picker.count = links->document->link_count;
	links->picker.selected = selected;
	return &links->view;
}
