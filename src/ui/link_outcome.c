/* SPDX-License-Identifier: Apache-2.0 */
/* Commands on links, the same wherever links are shown. */
#include "cnai/destination.h"
#include "cnai/link_outcome.h"
#include "cnai/url.h"
#include "cnai/views.h"

const struct link *
link_meant(const struct document *document, size_t number, uint32_t focus,
    struct outcome *problem)
{
	const size_t index = document_find_link(document, number);

	if (number && index == document->link_count)
		*problem =
		    outcome_refusal("There is no link %zu: this post has %zu",
			number, document_numbered_links(document));
	else if (number == 0 && focus == 0)
		*problem = outcome_refusal("No link is selected: Tab selects one, "
					   "or type its number first");
	else
		return &document->links[number ? index : focus - 1];
	return NULL;
}

/* Whether URL is the path of a Markdown file, and no address of a site. */
static bool
names_post(struct str url)
{
	const size_t mark = str_find_byte(url, 0, '#');
	const struct str path = str_slice(url, 0, str_find_byte(url, 0, '?'));
	const struct str file =
	    mark < path.length ? str_slice(path, 0, mark) : path;

	return str_ends_with(file, str_of(".md")) &&
	       str_find_byte(file, 0, ':') == file.length;
}

struct outcome
link_open(struct session *session, size_t post, const struct link *link)
{
	const struct archive *archive = session->archive;
	struct destination destination;

	if (post < archive->count &&
	    destination_find(&destination, archive, &archive->posts[post],
		link->url, session->base_url))
		return outcome_open(reader_view_new_at(
		    session, destination.post, destination.name));
	if (names_post(link->url))
		return outcome_refusal(
		    "%.*s\nThere is no such post in this archive",
		    (int)link->url.length, link->url.data);
	return (struct outcome){.open_url = str_copy(link->url)};
}

/* Encoded, so that no line end in an address becomes one in a shell. */
struct outcome
link_copy(const struct link *link)
{
	struct strbuf url = {0};

	url_append_encoded(&url, link->url);
	return (struct outcome){.copy_url = strbuf_take(&url)};
}

struct outcome
link_show(const struct link *link)
{
	struct strbuf url = {0};

	url_append_encoded(&url, link->url);
	return (struct outcome){
	    .errand = {.kind = ERRAND_SHOW, .text = strbuf_take(&url)}};
}
