/* SPDX-License-Identifier: Apache-2.0 */
/* Text for terminals that do not take UTF-8. */
#include "unit.h"
#include <limits.h>
#include "cnai/charset.h"
#include "cnai/cluster.h"

static const struct {
	const char *charset, *text;
	int spare;
	const char *bytes;
} cases[] = {
    {"ASCII", "plain", 0, "plain"},
    {"ASCII", "\u201Cquoted\u201D \u2013 it\u2019s", 0, "\"quoted\" - it's"},
    {"ASCII", "caf\u00E9 \u00C5ngstr\u00F6m \u0141\u00F3d\u017A", 0,
	"cafe Angstrom Lodz"},
    {"ASCII", "cafe\u0301", 0, "cafe"},
    {"ASCII", "Stra\u00DFe", 0, "Strase"},
    {"ASCII", "Stra\u00DFe", 1, "Strasse"},
    {"ASCII", "more\u2026", 1, "more."},
    {"ASCII", "more\u2026", 2, "more..."},
    {"ASCII", "a\u2026b\u2026", 3, "a...b."},
    {"ASCII", "\u2022 a \u2502 b \u2500\u2550 \u25E6", 0, "* a | b -= o"},
    {"ASCII", "\u2610 a \u2611 b", 0, "_ a x b"},
    {"ASCII", "\u2610 a \u2611 b", 9, "[ ] a [x] b"},
    {"ASCII", "\uFF21\uFB01", 9, "A fi"},
    {"ASCII", "a\u00B9 x\u2074", 1, "a^1 x4"},
    {"ASCII", "\U0001F680!", 0, "* !"},
    {"ASCII", "\u65E5", 0, "? "},
    {"ISO-8859-1", "caf\u00E9 \u201Cx\u201D", 0, "caf\xE9 \"x\""},
    {"ISO-8859-1", "\u00AB \u00DF \u00B7", 0, "\xAB \xDF \xB7"},
    {"ISO-8859-1", "\u017C", 0, "z"},
    {"EUC-JP", "\u65E5\u672C", 0, "\xC6\xFC\xCB\xDC"},
};

static void
what_the_set_has_not_is_replaced_by_what_it_has(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct charset *charset = charset_open(cases[i].charset);
		struct str text = str_of(cases[i].text);
		struct strbuf bytes = {0};
		int spare = cases[i].spare;

		assert_non_null(charset);
		for (size_t offset = 0; offset < text.length;) {
			struct cluster cluster = cluster_next(text, offset);

			charset_append(
			    charset, &bytes, cluster.text, cluster.width, &spare);
			offset += cluster.source_length;
		}
		assert_str(strbuf_str(&bytes), cases[i].bytes);
		assert_true(spare >= 0);
		strbuf_clear(&bytes);
		charset_close(charset);
	}
}

static void
utf8_needs_no_conversion(void **state)
{
	(void)state;
	assert_null(charset_open("UTF-8"));
	assert_null(charset_open("no such set"));
	charset_close(NULL);
}

static void
the_environment_names_the_set(void **state)
{
	char name[CHARSET_NAME_SIZE];

	(void)state;
	setenv("LC_ALL", "C.UTF-8", 1);
	assert_false(charset_of_environment(name));
	assert_string_equal(name, "");
	setenv("LC_ALL", "C", 1);
	assert_true(charset_of_environment(name));
	assert_non_null(strstr(name, "ANSI_X3.4"));
	setenv("LC_ALL", "no_WHERE", 1);
	assert_true(charset_of_environment(name));
	setenv("LC_ALL", "C.UTF-8", 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_the_set_has_not_is_replaced_by_what_it_has),
	    cmocka_unit_test(utf8_needs_no_conversion),
	    cmocka_unit_test(the_environment_names_the_set),
	};

	locale_start();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
