/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Addresses written by strangers. What is handed on is printable ASCII that
 * begins with one of three schemes: it can neither end the escape sequence it
 * is put in nor be taken for an option of the program it is given to.
 */
#include "cnai/url.h"

enum scheme_shape { HAS_HOST, HAS_ADDRESS };

static const struct scheme {
	const char *start;
	enum scheme_shape shape;
} schemes[] = {
    {"http://", HAS_HOST},
    {"https://", HAS_HOST},
    {"mailto:", HAS_ADDRESS},
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

static const struct scheme *
find_scheme(struct str url)
{
	for (size_t i = 0; i < sizeof(schemes) / sizeof(*schemes); i++) {
		struct str start = str_of(schemes[i].start);

		if (url.length >= start.length &&
		    str_equal_ignoring_case(str_slice(url, 0, start.length), start))
			return &schemes[i];
	}
	return NULL;
}

static bool
refuse(struct error *error, const char *reason)
{
	if (error)
		error_set(error, "%s", reason);
	return false;
}

bool
url_is_openable(struct str url, struct error *error)
{
	const struct scheme *scheme = find_scheme(url);
	size_t start;

	if (!scheme)
		return refuse(
		    error, "only http, https and mailto addresses can be opened");
	start = strlen(scheme->start);
	if (scheme->shape == HAS_HOST &&
	    (start == url.length || strchr("/?#:", url.data[start])))
		return refuse(error, "the address names no host");
	if (start == url.length || url.data[start] == '?')
		return refuse(error, "the address names nobody to write to");
	return true;
}
