/* SPDX-License-Identifier: Apache-2.0 */
/*
 * All links of the archive: the hosts, most mentioned first, below each its
 * addresses, below each address the posts that have it. All of these are rows
 * of one list; Enter on a post goes to the link in it.
 */
#include <stdlib.h>
#include "cnai/cluster.h"
#include "cnai/finder.h"
#include "cnai/link_outcome.h"
#include "cnai/link_survey.h"
#include "cnai/memory.h"
#include "cnai/picker.h"
#include "cnai/views.h"

enum { ADDRESS_INDENT = 3, POST_INDENT = 6 };

struct archive_links {
	struct view view;
	struct link_survey survey;
	bool is_done;            /* all posts have been read */
	struct survey_row *rows; /* of them; NULL if there are none */
	struct picker picker;
	struct finder finder;
	size_t wanted; /* the row to select once they are there */
	int height;
};

static struct archive_links *
archive_links_of(struct view *view)
{
	return (struct archive_links *)view;
}

static const struct survey_row *
selected_row(const struct archive_links *links)
{
	return links->picker.count ? &links->rows[links->picker.selected] : NULL;
}

static void
archive_links_resize(struct view *view, int rows, int columns)
{
	struct archive_links *links = archive_links_of(view);

	(void)columns;
	links->height = rows;
	picker_fit(&links->picker, links->picker.count, (size_t)rows);
}

static const char *
plural(size_t count)
{
	return count == 1 ? "" : "s";
}

/* "example.org · 3 addresses"; what has no host is told by what it begins with. */
static void
append_host(struct strbuf *text, const struct survey_row *row,
    const struct mention *mention)
{
	strbuf_append_byte(text, ' ');
	if (mention->host.length)
		strbuf_append(text, mention->host);
	else
		strbuf_append_string(text, "Without a host: files, mail");
	strbuf_printf(
	    text, " · %zu address%s", row->count, row->count == 1 ? "" : "es");
}

static void
append_address(struct strbuf *text, const struct survey_row *row,
    const struct mention *mention)
{
	strbuf_append_repeated(text, ' ', ADDRESS_INDENT);
	strbuf_append(text, mention->url);
	if (row->count > 1)
		strbuf_printf(
		    text, " · %zu post%s", row->count, plural(row->count));
}

static void
append_row(struct view *view, size_t index, struct strbuf *text)
{
	const struct archive_links *links = archive_links_of(view);
	const struct survey_row *row = &links->rows[index];
	const struct mention *mention = &links->survey.mentions[row->mention];
	const struct archive *archive = links->view.session->archive;

	if (row->kind == SURVEY_HOST) {
		append_host(text, row, mention);
	} else if (row->kind == SURVEY_ADDRESS) {
		append_address(text, row, mention);
	} else {
		strbuf_append_repeated(text, ' ', POST_INDENT);
		strbuf_append(text, archive->posts[mention->post].title);
	}
}

/* The whole address, also where its row had to cut it. */
static void
put_link(
    const struct archive_links *links, struct canvas *canvas, int row, size_t index)
{
	const struct str url =
	    links->survey.mentions[links->rows[index].mention].url;
	const int width = (int)cluster_width(url);
	const int room = canvas->columns - ADDRESS_INDENT;

	if (room > 0)
		screen_put_link(canvas->screen, row, ADDRESS_INDENT,
		    width < room ? width : room, url, (uint32_t)index + 1);
}

static void
archive_links_draw(struct view *view, struct canvas *canvas)
{
	static const unsigned styles[] = {
	    [SURVEY_HOST] = STYLE_STRONG,
	    [SURVEY_ADDRESS] = 0,
	    [SURVEY_POST] = STYLE_PLACE,
	};
	const struct archive_links *links = archive_links_of(view);
	const struct picker *picker = &links->picker;

	if (!picker->count)
		screen_put(canvas->screen, 0, 1, canvas->columns - 1,
		    str_of(links->is_done ? "No post has links."
					  : "Reading the posts..."),
		    screen_look(canvas->screen, 0));
	for (size_t i = 0; i < picker_capacity(picker); i++) {
		const size_t index = picker->top + i;
		struct strbuf text = {0};

		if (index >= picker->count)
			break;
		append_row(view, index, &text);
		finder_draw_entry(&links->finder, canvas, (int)i, strbuf_str(&text),
		    screen_look(canvas->screen, styles[links->rows[index].kind]),
		    index);
		if (links->rows[index].kind == SURVEY_ADDRESS)
			put_link(links, canvas, (int)i, index);
		strbuf_clear(&text);
	}
}

static struct outcome
archive_links_move(struct view *view, enum movement movement, size_t count)
{
	picker_move(&archive_links_of(view)->picker, movement, count);
	return (struct outcome){0};
}

/* How many rows up to the selected one, and how many in all, are of KIND. */
static void
append_place(const struct archive_links *links, enum survey_row_kind kind,
    const char *name, struct strbuf *text)
{
	size_t place = 0, count = 0;

	for (size_t i = 0; i < links->picker.count; i++) {
		count += links->rows[i].kind == kind;
		if (i == links->picker.selected)
			place = count;
	}
	strbuf_printf(text, "%s %zu of %zu", name, place, count);
}

static struct finder *
archive_links_finder(struct view *view)
{
	return &archive_links_of(view)->finder;
}

static void
archive_links_status(struct view *view, struct strbuf *left, struct strbuf *right)
{
	const struct archive_links *links = archive_links_of(view);
	const struct archive *archive = view->session->archive;
	const struct survey_row *row = selected_row(links);

	strbuf_printf(left, "All links of %s", archive->title);
	finder_append_count(&links->finder, right);
	if (row && row->kind == SURVEY_HOST)
		append_place(links, SURVEY_HOST, "host", right);
	else if (row)
		append_place(links, SURVEY_ADDRESS, "address", right);
	else if (!links->is_done)
		strbuf_printf(right, "%zu of %zu posts read", links->survey.next,
		    archive->count);
}

/* The address whole, also of the posts below it. */
static void
archive_links_footer(struct view *view, struct strbuf *text)
{
	const struct archive_links *links = archive_links_of(view);
	const struct survey_row *row = selected_row(links);

	if (row && row->kind != SURVEY_HOST)
		strbuf_append(text, links->survey.mentions[row->mention].url);
}

static bool
archive_links_is_busy(struct view *view)
{
	return !archive_links_of(view)->is_done;
}

static void
archive_links_work(struct view *view)
{
	struct archive_links *links = archive_links_of(view);
	size_t count;

	link_survey_work(&links->survey, view->session->archive);
	if (link_survey_is_busy(&links->survey, view->session->archive))
		return;
	links->is_done = true;
	links->rows = link_survey_rows(&links->survey, &count);
	picker_fit(&links->picker, count, (size_t)links->height);
	picker_select(&links->picker, links->wanted);
	finder_look_again(view);
}

static void
forget(struct archive_links *links)
{
	link_survey_clear(&links->survey);
	free(links->rows);
	links->rows = NULL;
	links->is_done = false;
	links->picker.count = 0;
}

/* Gathered anew; the same row is selected again if it is there. */
static struct outcome
archive_links_replaced(struct view *view, const struct archive *before)
{
	struct archive_links *links = archive_links_of(view);

	(void)before;
	if (links->is_done)
		links->wanted = links->picker.selected;
	forget(links);
	return (struct outcome){0};
}

static void
archive_links_free(struct view *view)
{
	forget(archive_links_of(view));
	finder_clear(&archive_links_of(view)->finder);
	free(view);
}

/* The mention that is selected, as a link; a host is none. */
static bool
selected_link(const struct archive_links *links, struct link *link, size_t *post)
{
	const struct survey_row *row = selected_row(links);

	if (!row || row->kind == SURVEY_HOST)
		return false;
	*link = (struct link){.url = links->survey.mentions[row->mention].url};
	*post = links->survey.mentions[row->mention].post;
	return true;
}

static struct outcome
no_link(void)
{
	return outcome_refusal("Select an address or a post below it");
}

/* Out of the program, or to the post inside that the address means. */
static struct outcome
open_link(struct view *view, struct argument argument)
{
	struct link link;
	size_t post;

	(void)argument;
	return selected_link(archive_links_of(view), &link, &post)
		   ? link_open(view->session, post, &link)
		   : no_link();
}

static struct outcome
copy_link(struct view *view, struct argument argument)
{
	struct link link;
	size_t post;

	(void)argument;
	return selected_link(archive_links_of(view), &link, &post)
		   ? link_copy(&link)
		   : no_link();
}

static struct outcome
show_link(struct view *view, struct argument argument)
{
	struct link link;
	size_t post;

	(void)argument;
	return selected_link(archive_links_of(view), &link, &post)
		   ? link_show(&link)
		   : no_link();
}

/* A host opens nothing: on to its first address. */
static struct outcome
enter(struct view *view, struct argument argument)
{
	struct archive_links *links = archive_links_of(view);
	const struct survey_row *row = selected_row(links);
	const struct mention *mention;

	if (!row)
		return (struct outcome){0};
	if (row->kind == SURVEY_HOST)
		return archive_links_move(view, MOVE_LINE_DOWN, 1);
	if (row->kind == SURVEY_ADDRESS)
		return open_link(view, argument);
	mention = &links->survey.mentions[row->mention];
	return outcome_open(
	    reader_view_new_at_place(view->session, mention->post, mention->place));
}

static const struct command commands[] = {
    {"enter", "Enter l Right", "open the address, or the post at the link", enter,
	0},
    {"open-link", "o", "open the address", open_link, 0},
    {"copy-link", "y", "copy the address", copy_link, 0},
    {"show-link", "O", "show the address alone, to select it", show_link, 0},
    {"back", "q h Left Backspace", "back to the list", view_close, 0},
};

const struct command_table archive_links_commands = {
    .title = "In the list of all links",
    .commands = commands,
    .count = sizeof(commands) / sizeof(*commands),
    .shared = &finder_commands,
};

static const struct hint hints[] = {
    {"enter", "open"},
    {"copy-link", "copy"},
    {"search-list", "search"},
    {"help", "help"},
    {"back", "back"},
    {NULL, NULL},
};

static const struct view_kind archive_links_kind = {
    .commands = &archive_links_commands,
    .hints = hints,
    .count_hint = "g go to the row; j k go so many",
    .draw = archive_links_draw,
    .move = archive_links_move,
    .free = archive_links_free,
    .status = archive_links_status,
    .footer = archive_links_footer,
    .resize = archive_links_resize,
    .replaced = archive_links_replaced,
    .finder = archive_links_finder,
    .is_busy = archive_links_is_busy,
    .work = archive_links_work,
};

struct view *
archive_links_view_new(struct session *session)
{
	struct archive_links *links = memory_alloc(sizeof(*links));

	links->view = (struct view){&archive_links_kind, session};
	links->wanted = 1; /* the first address, behind its host */
	links->picker.entry_rows = 1;
	links->finder =
	    (struct finder){.picker = &links->picker, .append_entry = append_row};
	return &links->view;
}
