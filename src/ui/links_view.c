/* SPDX-License-Identifier: Apache-2.0 */
/* All links of a post: number and text, the sentence around it, and the whole
 * address below. */
#include <stdlib.h>
#include "cnai/cluster.h"
#include "cnai/link_count.h"
#include "cnai/link_outcome.h"
#include "cnai/link_sentence.h"
#include "cnai/memory.h"
#include "cnai/picker.h"
#include "cnai/views.h"

enum { ENTRY_ROWS = 3, INDENT = 6 };

struct links_view {
	struct view view;
	size_t post;                     /* an index into the archive's posts */
	const struct document *document; /* the reader's, which lies below */
	struct link_count counts;        /* of the same addresses elsewhere */
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
	return &links->document->links[document_find_link(
	    links->document, links->picker.selected + 1)];
}

static void
links_resize(struct view *view, int rows, int columns)
{
	struct links_view *links = links_of(view);

	links->columns = columns;
	picker_fit(
	    &links->picker, document_numbered_links(links->document), (size_t)rows);
}

/* "also in 3 posts", where there is room behind the link's text. */
static void
draw_count(const struct links_view *links, struct canvas *canvas, int row,
    const struct link *link, bool is_selected)
{
	const size_t posts = link_count_of(&links->counts, link->url);
	struct look look = screen_look(canvas->screen, STYLE_PLACE);
	struct strbuf text = {0};
	int width;

	if (!posts)
		return;
	look.is_reversed = is_selected;
	strbuf_printf(&text, "also in %zu post%s", posts, posts == 1 ? "" : "s");
	width = (int)text.length;
	if (canvas->columns > 2 * width)
		screen_put(canvas->screen, row, canvas->columns - width - 1, width,
		    strbuf_str(&text), look);
	strbuf_clear(&text);
}

static void
draw_entry(
    const struct links_view *links, struct canvas *canvas, int row, size_t index)
{
	const struct link *link =
	    &links->document->links[document_find_link(links->document, index + 1)];
	const bool is_selected = index == links->picker.selected;
	struct strbuf text = {0};

	strbuf_printf(&text, "%4zu  ", index + 1);
	strbuf_append(&text, document_link_text(links->document, link));
	picker_draw_entry(canvas, row, strbuf_str(&text),
	    screen_look(canvas->screen, 0), is_selected);
	draw_count(links, canvas, row, link, is_selected);
	if (row + 1 < canvas->rows)
		link_sentence_draw(links->document, link, canvas, row + 1, INDENT);
	if (row + 2 < canvas->rows)
		screen_put(canvas->screen, row + 2, INDENT,
		    canvas->columns - INDENT, link->url,
		    screen_look(canvas->screen, STYLE_URL));
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

static bool
links_point(struct view *view, int row, int column)
{
	(void)column;
	return picker_point(&links_of(view)->picker, row);
}

static void
links_status(struct view *view, struct strbuf *left, struct strbuf *right)
{
	const struct links_view *links = links_of(view);

	strbuf_append_string(left, "Links of ");
	strbuf_append(left, str_slice(strbuf_str(&links->document->text), 0,
				links->document->title_end));
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

static struct outcome
links_replaced(struct view *view, const struct archive *before)
{
	struct links_view *links = links_of(view);

	links->post = links->post < before->count
			  ? session_find_post(view->session->archive,
				before->posts[links->post].path, links->post)
			  : SESSION_NO_POST;
	link_count_clear(&links->counts);
	link_count_begin(&links->counts, links->document, links->post);
	return (struct outcome){0};
}

static bool
links_is_busy(struct view *view)
{
	return link_count_is_busy(&links_of(view)->counts, view->session->archive);
}

static void
links_work(struct view *view)
{
	link_count_work(&links_of(view)->counts, view->session->archive);
}

static void
links_free(struct view *view)
{
	link_count_clear(&links_of(view)->counts);
	free(view);
}

/* Selects the link that a number means. */
static const struct link *
meant_link(struct links_view *links, size_t number, struct outcome *problem)
{
	const struct link *link = link_meant(
	    links->document, number, (uint32_t)links->picker.selected + 1, problem);

	if (link && number)
		picker_select(&links->picker, number - 1);
	return link;
}

static struct outcome
open_link(struct view *view, struct argument argument)
{
	struct outcome outcome = {0};
	const struct link *link =
	    meant_link(links_of(view), argument.count, &outcome);

	return link ? link_open(view->session, links_of(view)->post, link)
		    : outcome;
}

static struct outcome
copy_link(struct view *view, struct argument argument)
{
	struct outcome outcome = {0};
	const struct link *link =
	    meant_link(links_of(view), argument.count, &outcome);

	return link ? link_copy(link) : outcome;
}

static struct outcome
show_link(struct view *view, struct argument argument)
{
	struct outcome outcome = {0};
	const struct link *link =
	    meant_link(links_of(view), argument.count, &outcome);

	return link ? link_show(link) : outcome;
}

static const struct command commands[] = {
    {"open-link", "Enter o l Right", "open the selected link", open_link, 0},
    {"copy-link", "y", "copy the link's address", copy_link, 0},
    {"show-link", "O", "show the address alone, to select it", show_link, 0},
    {"back", "q h Left Backspace", "back to the post", view_close, 0},
};

const struct command_table links_commands = {
    .title = "In the list of links",
    .commands = commands,
    .count = sizeof(commands) / sizeof(*commands),
};

static const struct hint hints[] = {
    {"open-link", "open"},
    {"copy-link", "copy"},
    {"help", "help"},
    {"back", "back"},
    {NULL, NULL},
};

static const struct view_kind links_kind = {
    .commands = &links_commands,
    .hints = hints,
    .count_hint = "Enter open, y copy; g go to the link",
    .draw = links_draw,
    .move = links_move,
    .point = links_point,
    .free = links_free,
    .status = links_status,
    .footer = links_footer,
    .resize = links_resize,
    .replaced = links_replaced,
    .is_busy = links_is_busy,
    .work = links_work,
};

struct view *
links_view_new(struct session *session, size_t post,
    const struct document *document, size_t selected)
{
	struct links_view *links = memory_alloc(sizeof(*links));

	links->view = (struct view){&links_kind, session};
	links->post = post;
	links->document = document;
	link_count_begin(&links->counts, document, post);
	links->picker.entry_rows = ENTRY_ROWS;
	links->picker.count = document_numbered_links(document);
	links->picker.selected = selected;
	return &links->view;
}
