/* SPDX-License-Identifier: Apache-2.0 */
/*
 * All links of a post: number, the sentence in which the link stands, and the
 * whole address below it. Those that lead to a place in the same post are among
 * them, without a number; footnotes and their ways back are not.
 */
#include <stdlib.h>
#include "cnai/cluster.h"
#include "cnai/finder.h"
#include "cnai/link_count.h"
#include "cnai/link_outcome.h"
#include "cnai/link_sentence.h"
#include "cnai/memory.h"
#include "cnai/views.h"

enum {
	ENTRY_ROWS = 3, /* sentence, address, blank */
	INDENT = 6,
	COUNT_GAP = 2,
	TEXT_SIZE = 48,
};

struct links_view {
	struct view view;
	struct view *reader;             /* it lies below */
	size_t post;                     /* an index into the archive's posts */
	const struct document *document; /* the reader's */
	size_t *entries;                 /* what is listed: indices of its links */
	struct link_count counts;        /* of the same addresses elsewhere */
	struct picker picker;
	struct finder finder;
	int columns;
};

static struct links_view *
links_of(struct view *view)
{
	return (struct links_view *)view;
}

static const struct link *
link_at(const struct links_view *links, size_t entry)
{
	return &links->document->links[links->entries[entry]];
}

static void
links_resize(struct view *view, int rows, int columns)
{
	struct links_view *links = links_of(view);

	links->columns = columns;
	/* The last entry needs no blank row below it. */
	picker_fit(&links->picker, links->picker.count, (size_t)rows + 1);
}

/* A stretch of a row, from left to right. */
struct stretch {
	const struct links_view *links;
	struct screen *screen;
	size_t entry;
	int row, column, end;
	bool is_selected;
};

static void
put(struct stretch *stretch, struct str text, struct look look)
{
	const int room = stretch->end - stretch->column;
	int width;

	if (stretch->is_selected) {
		look.is_dim = false;
		look = screen_look_over(stretch->screen, look, STYLE_SELECTION);
	}
	width = screen_put(
	    stretch->screen, stretch->row, stretch->column, room, text, look);
	finder_mark(&stretch->links->finder, stretch->screen, stretch->row,
	    stretch->column, room, text, look, stretch->entry);
	stretch->column += width;
}

/* Writes TEXT as a link to where LINK leads, also where it has to be cut. */
static void
put_address(struct stretch *stretch, const struct link *link, struct str text,
    unsigned styles)
{
	const int left = stretch->column;

	put(stretch, text, screen_look(stretch->screen, styles));
	screen_put_link(stretch->screen, stretch->row, left, stretch->column - left,
	    link->url, (uint32_t)(link - stretch->links->document->links) + 1);
}

/* "also in 3 posts"; empty where it is in none. */
static void
write_count(
    const struct links_view *links, const struct link *link, char text[TEXT_SIZE])
{
	const size_t posts = link_count_of(&links->counts, link->url);

	*text = '\0';
	if (link->has_target)
		snprintf(text, TEXT_SIZE, "in this post");
	else if (posts)
		snprintf(text, TEXT_SIZE, "also in %zu post%s", posts,
		    posts == 1 ? "" : "s");
}

static void
draw_sentence(struct stretch *stretch, const struct link *link)
{
	const struct look around = screen_look(stretch->screen, STYLE_PLACE);
	const struct link_excerpt excerpt = link_excerpt(
	    stretch->links->document, link, stretch->end - stretch->column);

	if (excerpt.is_cut_before)
		put(stretch, str_of("…"), around);
	put(stretch, excerpt.before, around);
	put_address(stretch, link, excerpt.link, STYLE_STRONG);
	put(stretch, excerpt.after, around);
	if (excerpt.is_cut_after)
		put(stretch, str_of("…"), around);
}

/* Whether the sentence's row says all of the address already. */
static bool
is_own_text(const struct links_view *links, const struct link *link)
{
	return str_equal(document_link_text(links->document, link), link->url) &&
	       INDENT + cluster_width(link->url) < (size_t)links->columns;
}

/* The address, and where else it stands behind it. */
static void
draw_address(struct stretch *stretch, const struct link *link)
{
	const int left = stretch->column, end = stretch->end;
	const struct look quiet = screen_look(stretch->screen, STYLE_PLACE);
	char count[TEXT_SIZE];

	write_count(stretch->links, link, count);
	if (!is_own_text(stretch->links, link)) {
		if (*count && end - left > 2 * (int)strlen(count))
			stretch->end = end - (int)strlen(count) - COUNT_GAP;
		put_address(stretch, link, link->url, STYLE_URL);
		stretch->column += COUNT_GAP;
	}
	stretch->end = end;
	if (*count && end - stretch->column >= (int)strlen(count))
		put(stretch, str_of(count), quiet);
}

static struct stretch
begin_row(
    const struct links_view *links, struct canvas *canvas, int row, size_t entry)
{
	const struct stretch stretch = {
	    .links = links,
	    .screen = canvas->screen,
	    .entry = entry,
	    .row = row,
	    .column = INDENT,
	    .end = canvas->columns - 1,
	    .is_selected = entry == links->picker.selected,
	};

	if (stretch.is_selected)
		screen_fill(canvas->screen, row, 0, canvas->columns,
		    screen_look(canvas->screen, STYLE_SELECTION));
	return stretch;
}

static void
draw_entry(
    const struct links_view *links, struct canvas *canvas, int row, size_t entry)
{
	const struct link *link = link_at(links, entry);
	struct stretch stretch = begin_row(links, canvas, row, entry);
	char number[TEXT_SIZE];

	snprintf(
	    number, sizeof(number), link->number ? "%4u" : "   #", link->number);
	stretch.column = 0;
	put(&stretch, str_of(number), screen_look(canvas->screen, 0));
	stretch.column = INDENT;
	draw_sentence(&stretch, link);
	if (stretch.is_selected)
		canvas->cursor_row = row;
	if (row + 1 >= canvas->rows)
		return;
	stretch = begin_row(links, canvas, row + 1, entry);
	draw_address(&stretch, link);
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
	finder_append_count(&links->finder, right);
	picker_append_place(&links->picker, right);
}

static struct finder *
links_finder(struct view *view)
{
	return &links_of(view)->finder;
}

static void
append_entry(struct view *view, size_t entry, struct strbuf *text)
{
	const struct links_view *links = links_of(view);
	const struct link *link = link_at(links, entry);
	size_t offset;

	strbuf_append(text, link_sentence(links->document, link, &offset));
	strbuf_append_byte(text, '\n');
	strbuf_append(text, link->url);
}

/* The address whole, where its row had to cut it. */
static void
links_footer(struct view *view, struct strbuf *text)
{
	const struct links_view *links = links_of(view);
	const struct link *link = link_at(links, links->picker.selected);

	if (INDENT + cluster_width(link->url) >= (size_t)links->columns)
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
	struct links_view *links = links_of(view);

	finder_clear(&links->finder);
	link_count_clear(&links->counts);
	free(links->entries);
	free(links);
}

/* The entry of the link at INDEX; the count of entries where it has none. */
static size_t
find_entry(const struct links_view *links, size_t index)
{
	size_t entry = 0;

	while (entry < links->picker.count && links->entries[entry] != index)
		entry++;
	return entry;
}

/* Selects the link that a number means. */
static const struct link *
meant_link(struct links_view *links, size_t number, struct outcome *problem)
{
	const size_t selected = links->entries[links->picker.selected];
	const struct link *link =
	    link_meant(links->document, number, (uint32_t)selected + 1, problem);

	if (link && number)
		picker_select(&links->picker,
		    find_entry(links, (size_t)(link - links->document->links)));
	return link;
}

/* A place in the post is gone to in the reader below. */
static struct outcome
open_link(struct view *view, struct argument argument)
{
	struct links_view *links = links_of(view);
	struct outcome outcome = {0};
	const struct link *link = meant_link(links, argument.count, &outcome);

	if (!link)
		return outcome;
	if (!link->has_target)
		return link_open(view->session, links->post, link);
	reader_view_jump(links->reader, link->target);
	return (struct outcome){.action = OUTCOME_CLOSE};
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
    .shared = &finder_commands,
};

static const struct hint hints[] = {
    {"open-link", "open"},
    {"copy-link", "copy"},
    {"search-list", "search"},
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
    .finder = links_finder,
};

/* Which links are references to footnotes, or back; the caller frees it. */
static bool *
find_notes(const struct document *document)
{
	bool *is_note = memory_alloc(document->link_count);

	for (size_t i = 0; i < document->run_count; i++) {
		const struct run *run = &document->runs[i];

		if (run->link && run->styles & STYLE_FOOTNOTE)
			is_note[run->link - 1] = true;
	}
	return is_note;
}

static void
collect(struct links_view *links)
{
	const struct document *document = links->document;
	bool *is_note = find_notes(document);

	links->entries =
	    memory_alloc((document->link_count + 1) * sizeof(*links->entries));
	for (size_t i = 0; i < document->link_count; i++)
		if (document->links[i].number || !is_note[i])
			links->entries[links->picker.count++] = i;
	free(is_note);
}

struct view *
links_view_new(struct session *session, struct view *reader, size_t post,
    const struct document *document, const struct link *selected)
{
	struct links_view *links = memory_alloc(sizeof(*links));
	size_t entry = 0;

	links->view = (struct view){&links_kind, session};
	links->reader = reader;
	links->post = post;
	links->document = document;
	link_count_begin(&links->counts, document, post);
	links->picker.entry_rows = ENTRY_ROWS;
	links->finder =
	    (struct finder){.picker = &links->picker, .append_entry = append_entry};
	collect(links);
	if (selected)
		entry = find_entry(links, (size_t)(selected - document->links));
	links->picker.selected = entry < links->picker.count ? entry : 0;
	if (links->picker.count)
		return &links->view;
	view_free(&links->view);
	return NULL;
}
