/* SPDX-License-Identifier: Apache-2.0 */
/* The configuration: where it is, what it says, what is wrong with it. */
#include "unit.h"
#include <sys/stat.h>
#include <unistd.h>
#include "cnai/config.h"
#include "cnai/document.h"

/* A home folder of its own for all tests, with a configuration in it. */
struct home {
	char path[64];
};

static char *
path_in(const struct home *home, const char *name)
{
	struct strbuf path = {0};

	strbuf_printf(&path, "%s%s", home->path, name);
	return strbuf_take(&path);
}

static const char *const folders[] = {"/.config", "/.config/cnai-read"};

static int
make_home(void **state)
{
	struct home *home = calloc(1, sizeof(*home));

	if (!home)
		return -1;
	strcpy(home->path, "/tmp/cnai-config-test-XXXXXX");
	*state = home;
	if (!mkdtemp(home->path))
		return -1;
	for (size_t i = 0; i < 2; i++) {
		char *path = path_in(home, folders[i]);

		mkdir(path, 0777);
		free(path);
	}
	unsetenv("XDG_CONFIG_HOME");
	return setenv("HOME", home->path, 1);
}

static int
remove_home(void **state)
{
	char *path = path_in(*state, "/.config/cnai-read/config.yaml");

	remove(path);
	free(path);
	for (size_t i = 2; i-- > 0;) {
		path = path_in(*state, folders[i]);
		rmdir(path);
		free(path);
	}
	rmdir(((struct home *)*state)->path);
	free(*state);
	return 0;
}

static void
write_config(void **state, const char *text)
{
	char *path = path_in(*state, "/.config/cnai-read/config.yaml");
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fputs(text, file);
	fclose(file);
	free(path);
}

static void
the_path_follows_the_xdg_rules(void **state)
{
	static const struct {
		const char *xdg, *home, *path;
	} rules[] = {
	    {"/x", "/h", "/x/cnai-read/config.yaml"},
	    {"/x/", "/h", "/x/cnai-read/config.yaml"},
	    {"", "/h", "/h/.config/cnai-read/config.yaml"},
	    {"relative", "/h", "/h/.config/cnai-read/config.yaml"},
	    {NULL, "/h", "/h/.config/cnai-read/config.yaml"},
	    {NULL, "", NULL},
	    {NULL, NULL, NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rules) / sizeof(*rules); i++) {
		char *path;

		unsetenv("XDG_CONFIG_HOME");
		unsetenv("HOME");
		if (rules[i].xdg)
			setenv("XDG_CONFIG_HOME", rules[i].xdg, 1);
		if (rules[i].home)
			setenv("HOME", rules[i].home, 1);
		path = config_path();
		if (rules[i].path)
			assert_string_equal(path, rules[i].path);
		else
			assert_null(path);
		free(path);
	}
	unsetenv("XDG_CONFIG_HOME");
}

/* In ARCHIVE, "~" stands for the home folder; NULL: not set. */
static const struct {
	const char *text, *archive, *diagnostics;
} configs[] = {
    {"", NULL, ""},
    {"# nothing\n", NULL, ""},
    {"~", NULL, ""},
    {"archive: /srv/news\n", "/srv/news", ""},
    {"archive: \"/srv/my news\"\n", "/srv/my news", ""},
    {"archive: ~/news\n", "~/news", ""},
    {"archive: \"~\"\n", "~", ""},
    {"archive: news\n", "~/.config/cnai-read/news", ""},
    {"archive: ~else/news\n", "~/.config/cnai-read/~else/news", ""},
    {"archive:\n", NULL, ""},
    {"archive: \"\"\n", NULL,
	"1:10 archive: name a folder, as in \"archive: ~/news\""},
    {"archive: \"a\\0b\"\n", NULL,
	"1:10 archive: name a folder, as in \"archive: ~/news\""},
    {"\narchive: [a, b]\n", NULL,
	"2:10 archive: name a folder, as in \"archive: ~/news\""},
    {"archve: /a\n", NULL,
	"1:1 unknown setting \"archve\": did you mean \"archive\"?"},
    {"Archive: /a\n", NULL,
	"1:1 unknown setting \"Archive\": did you mean \"archive\"?"},
    {"archive: /a\n  \nflavour: b\n", "/a", "3:1 unknown setting \"flavour\""},
    {"keys: b\narchive: /a\n", "/a",
	"1:7 keys: write \"key: command\" in lines below it"},
    {"keys: {j: [a], b: }\narchive: /a\n", "/a",
	"1:11 write a name, a colon and a name; "
	"1:19 write a name, a colon and a name"},
    {"widht: 3\n", NULL, "1:1 unknown setting \"widht\": did you mean \"width\"?"},
    {"width: 3\n", NULL, "1:8 width: write a number from 20 to 1000"},
    {"width: wide\n", NULL, "1:8 width: write a number from 20 to 1000"},
    {"mouse: rat\n", NULL, "1:8 mouse: write true or false"},
    {"hyperlinks: no\n", NULL, "1:13 hyperlinks: write auto, always or never"},
    {"hyperlinks: alway\n", NULL,
	"1:13 hyperlinks: write auto, always or never: did you mean \"always\"?"},
    {"keys-preset: emacs\n", NULL,
	"1:14 keys-preset: write default, newsboat, less or vi"},
    {"width: 40\narchive: /a\nwidth: 50\n", "/a",
	"3:1 width stands in line 1 too: this one counts"},
    {"theme: drak\n", NULL,
	"1:8 no theme is called \"drak\": did you mean \"dark\"?"},
    {"theme: {haeding: bold, link: blod, code: \"#12\", url: 7}\n", NULL,
	"1:9 no role is called \"haeding\": did you mean \"heading\"?; "
	"1:30 no look is called \"blod\": did you mean \"bold\"?; "
	"1:42 no look is called \"#12\""},
    {"browser: [w3m]\n", NULL, "1:10 browser: write some text"},
    {"archive: /a\nx: b: c\n", "/a",
	"2:5 a colon where none can stand: put the value in quotes; "
	"2:1 unknown setting \"x\""},
    {"- archive\n", NULL, "1:1 write lines of \"setting: value\""},
    {"archive\n", NULL, "1:1 write lines of \"setting: value\""},
    {"a: &x /a\narchive: *x\n", "/a", "1:1 unknown setting \"a\""},
    {"[k]: v\n", NULL, "1:1 unknown setting \"\""},
};

static void
assert_archive(void **state, const struct config *config, const char *expected)
{
	char *path;

	if (!expected) {
		assert_null(config->archive);
		return;
	}
	path = expected[0] == '~' ? path_in(*state, expected + 1)
				  : str_copy(str_of(expected));
	assert_non_null(config->archive);
	assert_string_equal(config->archive, path);
	free(path);
}

static void
a_wrong_entry_costs_itself_alone(void **state)
{
	setenv("HOME", ((struct home *)*state)->path, 1);
	for (size_t i = 0; i < sizeof(configs) / sizeof(*configs); i++) {
		struct diagnostics diagnostics = {0};
		struct strbuf text = {0};
		struct config config;

		write_config(state, configs[i].text);
		config_load(&config, &diagnostics);
		for (size_t j = 0; j < diagnostics.count; j++)
			strbuf_printf(&text, "%s%zu:%zu %s", j ? "; " : "",
			    diagnostics.items[j].line, diagnostics.items[j].column,
			    diagnostics.items[j].message);
		assert_str(strbuf_str(&text), configs[i].diagnostics);
		assert_archive(state, &config, configs[i].archive);
		config_clear(&config);
		diagnostics_clear(&diagnostics);
		strbuf_clear(&text);
	}
}

static const char everything[] =
    "archive: /srv/news\n"
    "width: 100\n"
    "theme: {base: dark, heading: bold cyan}\n"
    "keys-preset: less\n"
    "keys: {J: next-post, list: {a: end, b: top}, reader: {'\\': none}}\n"
    "browser: w3m \"%s\"\n"
    "copy-command: wl-copy\n"
    "editor: \"vi\\te\"\n"
    "mouse: true\nhyperlinks: never\nfold-repeated: false\nemoji: false\n"
    "smart-quotes: false\nlink-numbers: true\n"
    "base-url: https://example.org/news/\nbell: true\n";

/* What --print-config says of the configuration TEXT. */
static struct strbuf
printed(const char *text)
{
	struct diagnostics diagnostics = {0};
	struct strbuf result = {0};
	struct config config;
	char *data = NULL;
	size_t length = 0;
	FILE *stream = open_memstream(&data, &length);

	config_init(&config);
	config_read(&config, str_of(text), "/config.yaml", &diagnostics);
	assert_int_equal(diagnostics.count, 0);
	config_print(&config, stream);
	fclose(stream);
	strbuf_append(&result, (struct str){data, length});
	free(data);
	config_clear(&config);
	return result;
}

static void
what_is_printed_is_read_back_as_the_same(void **state)
{
	static const char *const texts[] = {"", everything};

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct strbuf once = printed(texts[i]);
		struct strbuf twice = printed(once.data);

		assert_str(strbuf_str(&twice), once.data);
		strbuf_clear(&once);
		strbuf_clear(&twice);
	}
}

static void
every_setting_is_taken(void **state)
{
	struct diagnostics diagnostics = {0};
	struct config config;

	(void)state;
	config_init(&config);
	assert_int_equal(config.width, 88);
	assert_true(config.shows_emoji);
	config_read(&config, str_of(everything), "/config.yaml", &diagnostics);
	assert_int_equal(diagnostics.count, 0);
	assert_string_equal(config.archive, "/srv/news");
	assert_int_equal(config.width, 100);
	assert_string_equal(config.theme_name, "dark");
	assert_true(theme_look(&config.theme, STYLE_STRONG).is_bold);
	assert_int_equal(config.roles.count, 1);
	assert_string_equal(config.roles.items[0].value, "bold cyan");
	assert_int_equal(config.keys_preset, KEYS_LESS);
	assert_int_equal(config.keys.count, 4);
	assert_string_equal(config.keys.items[2].group, "list");
	assert_string_equal(config.keys.items[2].name, "b");
	assert_string_equal(config.editor, "vi\te");
	assert_int_equal(config.hyperlinks, WHEN_NEVER);
	assert_true(config.uses_mouse && config.numbers_links && config.rings_bell);
	assert_false(
	    config.folds_repeated || config.shows_emoji || config.is_smart_quotes);
	config_clear(&config);
}

static void
no_configuration_is_an_empty_one(void **state)
{
	struct diagnostics diagnostics = {0};
	struct config config;

	(void)state;
	setenv("XDG_CONFIG_HOME", "/nonexistent", 1);
	config_load(&config, &diagnostics);
	assert_null(config.archive);
	assert_int_equal(diagnostics.count, 0);
	config_clear(&config);
	setenv("XDG_CONFIG_HOME", "/dev/null", 1);
	config_load(&config, &diagnostics);
	assert_int_equal(diagnostics.count, 0);
	config_clear(&config);
	unsetenv("XDG_CONFIG_HOME");
	unsetenv("HOME");
	config_load(&config, &diagnostics);
	assert_null(config.archive);
	assert_int_equal(diagnostics.count, 0);
	config_clear(&config);
}

static void
a_configuration_that_cannot_be_read_is_said(void **state)
{
	struct diagnostics diagnostics = {0};
	struct config config;
	char *path = path_in(*state, "/.config/cnai-read/config.yaml");

	setenv("HOME", ((struct home *)*state)->path, 1);
	remove(path);
	assert_int_equal(mkfifo(path, 0666), 0);
	config_load(&config, &diagnostics);
	assert_null(config.archive);
	assert_int_equal(diagnostics.count, 1);
	assert_string_equal(diagnostics.items[0].path, path);
	assert_string_equal(
	    diagnostics.items[0].message, "cannot be read: is a FIFO, not a file");
	diagnostics_clear(&diagnostics);
	config_clear(&config);
	free(path);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_path_follows_the_xdg_rules),
	    cmocka_unit_test(a_wrong_entry_costs_itself_alone),
	    cmocka_unit_test(every_setting_is_taken),
	    cmocka_unit_test(what_is_printed_is_read_back_as_the_same),
	    cmocka_unit_test(no_configuration_is_an_empty_one),
	    cmocka_unit_test(a_configuration_that_cannot_be_read_is_said),
	};

	return cmocka_run_group_tests(tests, make_home, remove_home);
}
