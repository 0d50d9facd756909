/* SPDX-License-Identifier: Apache-2.0 */
/* Links whose text names another host than they lead to. */
#include "unit.h"
#include "cnai/link_host.h"

static const struct {
	const char *text, *url;
	bool differs;
} cases[] = {
    {"https://example.org/", "https://example.org/", false},
    {"https://example.org/a", "http://EXAMPLE.org/b", false},
    {"example.org", "https://www.example.org/", false},
    {"www.example.org", "https://example.org", false},
    {"example.org", "https://lists.example.org/x", false},
    {"https://example.org", "https://evil.net/", true},
    {"http://example.org/login", "https://evil.net/", true},
    {" https://example.org ", "https://evil.net/", true},
    {"www.example.org", "https://evil.net/", true},
    {"example.org", "https://evil.net/", true},
    {"example.org/login", "https://evil.net/", true},
    {"example.org", "https://example.org.evil.net/", true},
    {"example.org", "https://evilexample.org/", true},
    {"lists.example.org", "https://example.org/", true},
    {"https://example.org", "https://example.org@evil.net/", true},
    {"https://example.org", "https://evil.net\\@example.org/", true},
    {"https://example.org", "https:\\\\evil.net/", true},
    {"https://exam\u200Bple.org", "https://evil.net/", true},
    {"exam\u00ADple.org", "https://evil.net/", true},
    {"exam\u2060ple.o\u200Drg", "https://example.org/", false},
    {"https://example.org", "https://example.org:8080/", false},
    {"https://example.org.", "https://example.org/", false},
    /* Not an address. */
    {"here", "https://evil.net/", false},
    {"the example.org site", "https://evil.net/", false},
    {"notes.md", "https://evil.net/", false},
    {"Node.js", "https://evil.net/", false},
    {"v1.2.3", "https://evil.net/", false},
    {"", "https://evil.net/", false},
    /* Not a host. */
    {"https://example.org", "mailto:a@example.org", false},
    {"https://example.org", "#there", false},
    {"https://example.org", "", false},
};

static void
another_host_is_seen(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		if (link_host_differs(str_of(cases[i].text),
			str_of(cases[i].url)) != cases[i].differs)
			fail_msg("%s -> %s", cases[i].text, cases[i].url);
}

static void
a_host_is_what_a_browser_asks(void **state)
{
	(void)state;
	assert_str(link_host(str_of("https://a.b:80/c?d")), "a.b");
	assert_str(link_host(str_of("https://u:p@a.b/")), "a.b");
	assert_str(link_host(str_of("ftp://a.b")), "a.b");
	assert_str(link_host(str_of("a.b/c")), "");
	assert_str(link_host(str_of("mailto:a@b.c")), "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(another_host_is_seen),
	    cmocka_unit_test(a_host_is_what_a_browser_asks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
