/* SPDX-License-Identifier: Apache-2.0 */
/* Which addresses are handed to other programs, and in what form. */
#include "unit.h"
#include "cnai/url.h"

static void
what_does_not_belong_in_an_address_is_encoded(void **state)
{
	static const struct {
		const char *url, *encoded;
	} cases[] = {
	    {"", ""},
	    {"https://cncf.io/a-b_c.d~e", "https://cncf.io/a-b_c.d~e"},
	    {"https://h:8080/p;v=1?q=a&b=[1]#f!$()*+,@",
		"https://h:8080/p;v=1?q=a&b=[1]#f!$()*+,@"},
	    {"a b", "a%20b"},
	    {"a\"b'c`d", "a%22b%27c%60d"},
	    {"<\\^{|}>", "%3C%5C%5E%7B%7C%7D%3E"},
	    {"caf\u00e9", "caf%C3%A9"},
	    {"\x1b]8;;\a", "%1B]8;;%07"},
	    {"a\r\nb\tc\x7f", "a%0D%0Ab%09c%7F"},
	    {"\xc2\x9b\xff", "%C2%9B%FF"},
	    {"%20%e3%81%82", "%20%e3%81%82"},
	    {"100%", "100%25"},
	    {"%2", "%252"},
	    {"%zz%4g", "%25zz%254g"},
	    {"%%41", "%25%41"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct strbuf encoded = {0};

		url_append_encoded(&encoded, str_of(cases[i].url));
		assert_str(strbuf_str(&encoded), cases[i].encoded);
		strbuf_clear(&encoded);
	}
}

static void
every_byte_becomes_printable_ascii_and_stays_so(void **state)
{
	char bytes[256];
	struct strbuf once = {0}, twice = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(bytes); i++)
		bytes[i] = (char)i;
	url_append_encoded(&once, (struct str){bytes, sizeof(bytes)});
	for (size_t i = 0; i < once.length; i++)
		assert_in_range(once.data[i], 0x21, 0x7E);
	url_append_encoded(&twice, strbuf_str(&once));
	assert_true(str_equal(strbuf_str(&once), strbuf_str(&twice)));
	strbuf_clear(&once);
	strbuf_clear(&twice);
}

static void
encoding_appends_to_what_is_there(void **state)
{
	struct strbuf buffer = {0};

	(void)state;
	strbuf_append_string(&buffer, "url: ");
	url_append_encoded(&buffer, str_of("x y"));
	assert_str(strbuf_str(&buffer), "url: x%20y");
	strbuf_clear(&buffer);
}

static const char no_scheme[] =
    "only http, https and mailto addresses can be opened";
static const char relative[] =
    "it leads to a file of the archive's site: only http, https and mailto "
    "addresses can be opened";
static const char no_slashes[] = "the address lacks the // behind its scheme";
static const char no_host[] = "the address names no host";
static const char nobody[] = "the address names nobody to write to";

static const struct {
	const char *url, *reason; /* no reason: can be opened */
} addresses[] = {
    {"https://cncf.io", NULL},
    {"http://localhost:1313/news/", NULL},
    {"HTTPS://CNCF.IO", NULL},
    {"hTTp://[::1]/", NULL},
    {"mailto:team@example.org", NULL},
    {"MailTo:team@example.org?subject=Hello", NULL},
    {"https://x y", NULL},
    {"", "the link has no address"},
    {"https", relative},
    {"https:", "the address has nothing behind https:"},
    {"HTTP:", "the address has nothing behind http:"},
    {"https:/", no_slashes},
    {"https:cncf.io", no_slashes},
    {" https://cncf.io", relative},
    {"//cncf.io", relative},
    {"/news/", relative},
    {"../2024-04-19", relative},
    {"a/b:c", relative},
    {":", relative},
    {"#heading", "it leads to a place in the post itself"},
    {"--help", relative},
    {"javascript:alert(1)", no_scheme},
    {"file:///etc/passwd", no_scheme},
    {"data:text/html,x", no_scheme},
    {"ftp://example.org/", no_scheme},
    {"httpss://example.org", no_scheme},
    {"https\t://example.org", relative},
    {"https://", "the address has nothing behind https:"},
    {"https:///etc/passwd", no_host},
    {"https://?q", no_host},
    {"https://#f", no_host},
    {"http://:80", no_host},
    {"mailto:", "the address has nothing behind mailto:"},
    {"mailto://", "the address has nothing behind mailto:"},
    {"mailto:?body=x", nobody},
};

static void
only_web_and_mail_addresses_are_openable(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(addresses) / sizeof(*addresses); i++) {
		struct error error = {0};
		bool openable = url_is_openable(str_of(addresses[i].url), &error);

		assert_int_equal(openable, addresses[i].reason == NULL);
		if (openable)
			assert_null(error.message);
		else
			assert_string_equal(error.message, addresses[i].reason);
		error_clear(&error);
	}
}

static void
the_reason_need_not_be_asked_for(void **state)
{
	(void)state;
	assert_true(url_is_openable(str_of("https://cncf.io"), NULL));
	assert_false(url_is_openable(str_of("gopher://x"), NULL));
}

static void
a_nul_does_not_hide_what_stands_behind_it(void **state)
{
	struct str url = {"https://\0/x", 11};
	struct strbuf encoded = {0};

	(void)state;
	assert_false(url_is_openable(url, NULL));
	url_append_encoded(&encoded, url);
	assert_str(strbuf_str(&encoded), "https://%00/x");
	strbuf_clear(&encoded);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_does_not_belong_in_an_address_is_encoded),
	    cmocka_unit_test(every_byte_becomes_printable_ascii_and_stays_so),
	    cmocka_unit_test(encoding_appends_to_what_is_there),
	    cmocka_unit_test(only_web_and_mail_addresses_are_openable),
	    cmocka_unit_test(the_reason_need_not_be_asked_for),
	    cmocka_unit_test(a_nul_does_not_hide_what_stands_behind_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
