/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Who writes an address as a link's text makes its readers believe that they
 * see where it leads. Hosts are read as browsers read them: what stands before
 * an "@" is not the host, and "\" is as good as "/".
 */
#include <limits.h>
#include <string.h>
#include "cnai/cluster.h"
#include "cnai/link_host.h"

static bool
is_letter(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static bool
is_slash(char byte)
{
	return byte == '/' || byte == '\\';
}

static bool
is_host_byte(char byte)
{
	return is_letter(byte) || (byte >= '0' && byte <= '9') || byte == '-' ||
	       byte == '.' || (unsigned char)byte >= 0x80;
}

/* The length of "scheme:" and the slashes behind it; 0 without two of them. */
static size_t
scheme_length(struct str url)
{
	size_t length = 0, slashes = 0;

	while (length < url.length && is_letter(url.data[length]))
		length++;
	if (length == 0 || length == url.length || url.data[length] != ':')
		return 0;
	for (length++; length < url.length && is_slash(url.data[length]); length++)
		slashes++;
	return slashes >= 2 ? length : 0;
}

static const bool ends_authority[UCHAR_MAX + 1] = {['\0'] = true,
    ['/'] = true,
    ['\\'] = true,
    ['?'] = true,
    ['#'] = true,
    [' '] = true,
    ['\t'] = true,
    ['\r'] = true,
    ['\n'] = true};

/* The host at the beginning of TEXT, where an authority stands. */
static struct str
host_at(struct str text)
{
	size_t start = 0, end = 0;

	for (; end < text.length && !ends_authority[(unsigned char)text.data[end]];
	     end++)
		if (text.data[end] == '@')
			start = end + 1;
	for (end = start; end < text.length && is_host_byte(text.data[end]); end++)
		continue;
	while (end > start && text.data[end - 1] == '.')
		end--;
	return str_slice(text, start, end);
}

struct str
link_host(struct str url)
{
	size_t scheme = scheme_length(url);

	if (scheme == 0)
		return str_slice(url, 0, 0);
	return host_at(str_slice(url, scheme, url.length));
}

static bool
starts_with_www(struct str text)
{
	static const char www[] = "www.";
	const size_t length = sizeof(www) - 1;

	return text.length > length &&
	       str_equal_ignoring_case(str_slice(text, 0, length), str_of(www));
}

static struct str
without_www(struct str host)
{
	return starts_with_www(host) ? str_slice(host, 4, host.length) : host;
}

/* Ends of names that are hosts and hardly ever files, such as "notes.md". */
static const char *const domains[] = {"app", "biz", "ca", "cloud", "cn", "co",
    "com", "de", "dev", "edu", "eu", "fr", "gov", "info", "int", "io", "jp", "mil",
    "net", "org", "ru", "uk", "us"};

/* Whether TEXT is nothing but a host, or one with a path behind it. */
static bool
is_bare_address(struct str text, struct str host)
{
	size_t dot = host.length;

	if (host.data != text.data ||
	    (host.length < text.length && !strchr("/:?#", text.data[host.length])))
		return false;
	while (dot > 0 && host.data[dot - 1] != '.')
		dot--;
	for (size_t i = 0; dot > 0 && i < sizeof(domains) / sizeof(*domains); i++)
		if (str_equal_ignoring_case(
			str_slice(host, dot, host.length), str_of(domains[i])))
			return true;
	return false;
}

/* The host that a link's text seems to lead to; empty if it names none. */
static struct str
host_said(struct str text)
{
	struct str host;

	if (scheme_length(text))
		return link_host(text);
	host = host_at(text);
	if (starts_with_www(text) || is_bare_address(text, host))
		return host;
	return str_slice(text, 0, 0);
}

/* SAID is what a reader sees. */
static bool
differs(struct str said, struct str url)
{
	struct str real;
	size_t outer;

	said = without_www(host_said(str_trim(said)));
	if (said.length == 0) /* as nearly always */
		return false;
	real = without_www(link_host(url));
	if (real.length == 0)
		return false;
	if (real.length <= said.length)
		return !str_equal_ignoring_case(said, real);
	outer = real.length - said.length;
	return real.data[outer - 1] != '.' ||
	       !str_equal_ignoring_case(str_slice(real, outer, real.length), said);
}

bool
link_host_differs(struct str text, struct str url)
{
	struct strbuf seen = {0};
	bool result;

	if (cluster_plain_length(text, 0) == text.length)
		return differs(text, url);
	/* What leaves no trace on the page must not hide a name here. */
	cluster_append_safe(&seen, text);
	result = differs(strbuf_str(&seen), url);
	strbuf_clear(&seen);
	return result;
}
