/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A link to another post is written in many ways: to the file beside it, to
 * the page that Hugo makes of it, or as an address of the site. Each way gives
 * a path inside the archive, which is looked for among the posts' paths; the
 * first way that finds one wins. No file is touched on the way.
 */
#include "cnai/destination.h"
#include "cnai/url.h"

/* The part of PATH before its last slash; empty if it has none. */
static struct str
folder_of(struct str path)
{
	size_t end = path.length;

	while (end && path.data[end - 1] != '/')
		end--;
	return str_slice(path, 0, end ? end - 1 : 0);
}

/* PATH without a Markdown or HTML ending, and of "x/index.md" only "x". */
static struct str
page_of(struct str path)
{
	static const char *const endings[] = {".md", ".markdown", ".html"};

	for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++) {
		struct str ending = str_of(endings[i]);

		if (path.length > ending.length &&
		    str_equal_ignoring_case(
			str_slice(path, path.length - ending.length, path.length),
			ending)) {
			path = str_slice(path, 0, path.length - ending.length);
			break;
		}
	}
	if (str_equal(path, str_of("index")) ||
	    str_ends_with(path, str_of("/index")))
		return folder_of(path);
	return path;
}

/* The same without the ".ja" of a post in another language. */
static struct str
page_of_post(const struct post *post)
{
	struct str page = page_of(str_of(post->path));
	const size_t length = post->language ? strlen(post->language) : 0;

	if (length && page.length > length + 1 &&
	    str_ends_with(page, str_of(post->language)) &&
	    page.data[page.length - length - 1] == '.')
		return str_slice(page, 0, page.length - length - 1);
	return page;
}

/* In addresses Hugo writes small letters, and "-" for a blank. */
static bool
is_same_page(struct str page, struct str wanted)
{
	if (page.length != wanted.length)
		return false;
	for (size_t i = 0; i < page.length; i++) {
		const char c = page.data[i] == ' ' ? '-' : page.data[i];
		const char w = wanted.data[i] == ' ' ? '-' : wanted.data[i];

		if (!str_equal_ignoring_case(
			(struct str){&c, 1}, (struct str){&w, 1}))
			return false;
	}
	return true;
}

/*
 * How well POST fits the path WANTED: 3 for the very file, 2 for its page in
 * the language of FROM, 1 for its page, 0 if it does not.
 */
static int
fit(const struct post *post, struct str wanted, const struct post *from)
{
	const struct str page = page_of(wanted);

	if (str_equal(str_of(post->path), wanted))
		return 3;
	if (!page.length || (!is_same_page(page_of_post(post), page) &&
				!is_same_page(page_of(str_of(post->path)), page)))
		return 0;
	return str_equal(str_of(post->language), str_of(from->language)) ? 2 : 1;
}

static bool
find_page(struct destination *destination, const struct archive *archive,
    const struct post *from, struct str wanted)
{
	int best = 0;

	for (size_t i = 0; i < archive->count && wanted.length; i++) {
		const int found = fit(&archive->posts[i], wanted, from);

		if (found > best)
			destination->post = i;
		best = found > best ? found : best;
	}
	return best > 0;
}

/* Takes the last folder off PATH; false where there is none left. */
static bool
go_up(struct strbuf *path)
{
	if (!path->length)
		return false;
	strbuf_truncate(path, folder_of(strbuf_str(path)).length);
	return true;
}

/* Adds one part of a path; false where it leads out, or is no name. */
static bool
append_part(struct strbuf *path, struct str part)
{
	const size_t start = path->length;

	if (!part.length || str_equal(part, str_of(".")))
		return true;
	if (str_equal(part, str_of("..")))
		return go_up(path);
	if (path->length)
		strbuf_append_byte(path, '/');
	url_append_decoded(path, part);
	part = str_slice(strbuf_str(path), start + (start > 0), path->length);
	return str_find_byte(part, 0, '/') == part.length &&
	       str_find_byte(part, 0, '\0') == part.length &&
	       !str_equal(part, str_of(".."));
}

/* Appends FOLDER and, seen from there, ADDRESS; false if that leads out. */
static bool
append_path(struct strbuf *path, struct str folder, struct str address)
{
	bool is_inside = true;

	strbuf_append(path, folder);
	for (size_t start = 0; is_inside && start <= address.length;) {
		const size_t end = str_find_byte(address, start, '/');

		is_inside = append_part(path, str_slice(address, start, end));
		start = end + 1;
	}
	return is_inside;
}

static bool
find_from(struct destination *destination, const struct archive *archive,
    const struct post *from, struct str folder, struct str address)
{
	struct strbuf path = {0};
	const bool is_found =
	    append_path(&path, folder, address) &&
	    find_page(destination, archive, from, strbuf_str(&path));

	strbuf_clear(&path);
	return is_found;
}

/* Whether ROOT, the archive's folder, ends with all of PLACE's folders. */
static bool
root_ends_with(struct str root, struct str place)
{
	while (root.length && root.data[root.length - 1] == '/')
		root.length--;
	if (root.length < place.length ||
	    !str_equal_ignoring_case(
		str_slice(root, root.length - place.length, root.length), place))
		return false;
	return !place.length || root.length == place.length ||
	       root.data[root.length - place.length - 1] == '/';
}

/*
 * A path of the site: it may name the folders that the archive is in, as far
 * as these are those that it really is in.
 */
static bool
find_on_site(struct destination *destination, const struct archive *archive,
    const struct post *from, struct str path)
{
	size_t start = 0;

	while (start < path.length && path.data[start] == '/')
		start++;
	path = str_slice(path, start, path.length);
	for (start = 0; start < path.length;) {
		if (root_ends_with(str_of(archive->root),
			str_slice(path, 0, start ? start - 1 : 0)) &&
		    find_from(destination, archive, from, str_of(""),
			str_slice(path, start, path.length)))
			return true;
		start = str_find_byte(path, start, '/') + 1;
	}
	return false;
}

/* A name without folders, as "ref" takes it: where one post alone has it. */
static bool
find_name(
    struct destination *destination, const struct archive *archive, struct str name)
{
	size_t count = 0;

	if (!name.length || str_find_byte(name, 0, '/') < name.length)
		return false;
	for (size_t i = 0; i < archive->count; i++) {
		const struct post *post = &archive->posts[i];

		if (!str_equal(post_name(post->path), page_of(name)))
			continue;
		destination->post = i;
		count++;
	}
	return count == 1;
}

/* What stands behind the host of an address; empty if it has none. */
static struct str
path_on_host(struct str url)
{
	size_t start = str_find_byte(url, 0, ':');

	if (start == url.length)
		return url;
	start = start + 3 < url.length ? str_find_byte(url, start + 3, '/')
				       : url.length;
	return str_slice(url, start, url.length);
}

/*
 * Whether URL begins with BASE, whose slash at the end does not count; then
 * REST is what follows.
 */
static bool
take_base(struct str url, struct str base, struct str *rest)
{
	while (base.length && base.data[base.length - 1] == '/')
		base.length--;
	if (!base.length || url.length <= base.length ||
	    url.data[base.length] != '/' ||
	    !str_equal_ignoring_case(str_slice(url, 0, base.length), base))
		return false;
	*rest = str_slice(url, base.length, url.length);
	return true;
}

/* Without what asks for a part or a form of the page. */
static struct str
without_query(struct str url)
{
	const size_t query = str_find_byte(url, 0, '?');
	const size_t name = str_find_byte(url, 0, '#');

	return str_slice(url, 0, query < name ? query : name);
}

static bool
has_scheme(struct str address)
{
	return str_find_byte(address, 0, ':') < str_find_byte(address, 0, '/') ||
	       str_starts_with(address, str_of("//"));
}

bool
destination_find(struct destination *destination, const struct archive *archive,
    const struct post *post, struct str url, const char *base_url)
{
	const struct str address = without_query(url), base = str_of(base_url);
	const struct str page = page_of_post(post);
	const size_t name = str_find_byte(url, 0, '#');
	struct str rest;

	destination->name =
	    name < url.length ? str_slice(url, name + 1, url.length) : str_of("");
	if (take_base(address, base, &rest))
		return find_on_site(destination, archive, post, rest);
	if (has_scheme(address) || !address.length)
		return false;
	if (address.data[0] == '/')
		return (take_base(address, path_on_host(base), &rest) &&
			   find_on_site(destination, archive, post, rest)) ||
		       find_on_site(destination, archive, post, address);
	return find_from(destination, archive, post, folder_of(str_of(post->path)),
		   address) ||
	       find_from(destination, archive, post, page, address) ||
	       find_name(destination, archive, address);
}
