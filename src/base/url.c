/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Addresses written by strangers. What is handed on is printable ASCII that
 * begins with one of three schemes: it can neither end the escape sequence it
 * is put in nor be taken for an option of the program it is given to.
 */
#include "cnai/url.h"

static const struct scheme {
	const char *name;
	bool has_host; /* behind two slashes; else an address for mail */
} schemes[] = {
    {"http:", true},
    {"https:", true},
    {"mailto:", false},
};

static bool
is_alphanumeric(unsigned char byte)
{
	return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
	       (byte >= 'a' && byte <= 'z');
}

static bool
is_hexadecimal(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') ||
	       (c >= 'a' && c <= 'f');
}

/*
 * RFC 3986's unreserved and reserved characters, without the apostrophe:
 * browsers do not mind it encoded, and scripts that quote their arguments
 * badly are safe from it.
 */
static bool
is_url_byte(char c)
{
	return is_alphanumeric((unsigned char)c) ||
	       (c && strchr("-._~:/?#[]@!$&()*+,;=", c));
}

static bool
is_encoded_byte(struct str url, size_t offset)
{
	return url.data[offset] == '%' && url.length - offset > 2 &&
	       is_hexadecimal(url.data[offset + 1]) &&
	       is_hexadecimal(url.data[offset + 2]);
}

void
url_append_encoded(struct strbuf *buffer, struct str url)
{
	static const char digits[] = "0123456789ABCDEF";
	size_t plain = 0;

	for (size_t i = 0; i < url.length; i++) {
		unsigned char byte = (unsigned char)url.data[i];
		char encoded[] = {'%', digits[byte >> 4], digits[byte & 15]};

		if (is_url_byte(url.data[i]) || is_encoded_byte(url, i))
			continue;
		strbuf_append(buffer, str_slice(url, plain, i));
		strbuf_append(buffer, (struct str){encoded, sizeof(encoded)});
		plain = i + 1;
	}
	strbuf_append(buffer, str_slice(url, plain, url.length));
}

static int
hexadecimal_value(char c)
{
	static const char digits[] = "0123456789abcdef0123456789ABCDEF";
	const char *found = c ? strchr(digits, c) : NULL;

	return found ? (int)(found - digits) % 16 : -1;
}

void
url_append_decoded(struct strbuf *buffer, struct str url)
{
	for (size_t i = 0; i < url.length; i++) {
		const bool has_room = url.data[i] == '%' && url.length - i > 2;
		const int high = has_room ? hexadecimal_value(url.data[i + 1]) : -1;
		const int low = has_room ? hexadecimal_value(url.data[i + 2]) : -1;

		if (high < 0 || low < 0) {
			strbuf_append_byte(buffer, url.data[i]);
			continue;
		}
		strbuf_append_byte(buffer, (char)(high * 16 + low));
		i += 2;
	}
}

static const struct scheme *
find_scheme(struct str url)
{
	for (size_t i = 0; i < sizeof(schemes) / sizeof(*schemes); i++) {
		struct str name = str_of(schemes[i].name);

		if (url.length >= name.length &&
		    str_equal_ignoring_case(str_slice(url, 0, name.length), name))
			return &schemes[i];
	}
	return NULL;
}

/* Whether URL begins with a scheme at all: letters and more before a colon. */
static bool
has_scheme(struct str url)
{
	size_t end = 0;

	while (end < url.length && (is_alphanumeric((unsigned char)url.data[end]) ||
				       strchr("+-.", url.data[end])))
		end++;
	return end > 0 && end < url.length && url.data[end] == ':';
}

static bool
refuse(struct error *error, const char *reason)
{
	if (error)
		error_set(error, "%s", reason);
	return false;
}

static bool
refuse_scheme(struct str url, struct error *error)
{
	if (!url.length)
		return refuse(error, "the link has no address");
	if (url.data[0] == '#')
		return refuse(error, "it leads to a place in the post itself");
	if (!has_scheme(url))
		return refuse(error,
		    "it leads to a file of the archive's site: only http, https "
		    "and mailto addresses can be opened");
	return refuse(error, "only http, https and mailto addresses can be opened");
}

static bool
refuse_empty(const struct scheme *scheme, struct error *error)
{
	if (error)
		error_set(error, "the address has nothing behind %s", scheme->name);
	return false;
}

bool
url_is_openable(struct str url, struct error *error)
{
	const struct scheme *scheme = find_scheme(url);
	struct str rest;

	if (!scheme)
		return refuse_scheme(url, error);
	rest = str_slice(url, strlen(scheme->name), url.length);
	if (rest.length == 0 || str_equal(rest, str_of("//")))
		return refuse_empty(scheme, error);
	if (!scheme->has_host)
		return rest.data[0] != '?' ||
		       refuse(error, "the address names nobody to write to");
	if (!str_starts_with(rest, str_of("//")))
		return refuse(error, "the address lacks the // behind its scheme");
	return !strchr("/?#:", rest.data[2]) ||
	       refuse(error, "the address names no host");
}

/* Where the first of the characters in ENDS stands, or the end. */
static size_t
find_any(struct str text, const char *ends)
{
	size_t i = 0;

	while (i < text.length && (!text.data[i] || !strchr(ends, text.data[i])))
		i++;
	return i;
}

struct str
url_file_name(struct str url)
{
	size_t end = find_any(url, "?#");
	size_t start;

	if (str_starts_with(url, str_of("data:")))
		return str_slice(url, 0, find_any(url, ";,"));
	while (end && url.data[end - 1] == '/')
		end--;
	start = end;
	while (start && url.data[start - 1] != '/')
		start--;
	if (start == end || str_ends_with(str_slice(url, 0, start), str_of("//")))
		return url;
	return str_slice(url, start, end);
}
