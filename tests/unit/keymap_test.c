/* SPDX-License-Identifier: Apache-2.0 */
/* The keymap: the tables' keys, presets, the user's keys, and mistakes. */
#include "unit.h"
#include "cnai/key.h"
#include "cnai/keymap.h"
#include "cnai/views.h"
#include "../../src/ui/keymap_preset.h"

/* The name of what KEYS run in a view: "-" nothing, "..." more is to come. */
static const char *
run_by(const struct keymap *keymap, const struct command_table *table,
    const char *keys)
{
	const struct view_kind kind = {.commands = table};
	const struct command *command;
	struct key_sequence sequence;
	bool is_prefix;

	assert_true(key_parse(str_of(keys), &sequence));
	command =
	    keymap_find(keymap, &kind, sequence.keys, sequence.count, &is_prefix);
	return command ? command->name : is_prefix ? "..." : "-";
}

static struct keymap *
keymap_from(const char *text, const char *expected)
{
	struct diagnostics diagnostics = {0};
	struct strbuf said = {0};
	struct config config;
	struct keymap *keymap;

	config_init(&config);
	config_read(&config, str_of(text), "/config.yaml", &diagnostics);
	keymap = keymap_new(&config, &diagnostics);
	for (size_t i = 0; i < diagnostics.count; i++)
		strbuf_printf(&said, "%s%zu:%zu %s", i ? "; " : "",
		    diagnostics.items[i].line, diagnostics.items[i].column,
		    diagnostics.items[i].message);
	assert_str(strbuf_str(&said), expected);
	strbuf_clear(&said);
	diagnostics_clear(&diagnostics);
	config_clear(&config);
	return keymap;
}

static const struct {
	const char *config;
	const struct command_table *view;
	const char *keys, *command;
} cases[] = {
    /* The tables' own keys; a view's own before the shared ones. */
    {"", &list_commands, "j", "line-down"},
    {"", &list_commands, "Enter", "open"},
    {"", &reader_commands, "Enter", "enter"},
    {"", &list_commands, "Z", "..."},
    {"", &list_commands, "ZZ", "quit"},
    {"", &list_commands, "Zx", "-"},
    /* A key of the user's, where there is such a command. */
    {"keys: {x: next-post}", &reader_commands, "x", "next-post"},
    {"keys: {x: next-post}", &reader_commands, "J", "next-post"},
    {"keys: {x: next-post}", &list_commands, "x", "-"},
    {"keys: {j: next-post}", &reader_commands, "j", "next-post"},
    {"keys: {j: next-post}", &list_commands, "j", "line-down"},
    {"keys: {\"q\": none}", &list_commands, "q", "-"},
    {"keys: {^G: end, Space: top}", &list_commands, "^G", "end"},
    {"keys: {^G: end, Space: top}", &list_commands, "Space", "top"},
    /* Sequences and their beginnings. */
    {"keys: {gg: top}", &list_commands, "gg", "top"},
    {"keys: {gg: top}", &list_commands, "g", "..."},
    {"keys: {gg: top}", &list_commands, "Home", "top"},
    {"keys: {Z: end}", &list_commands, "Z", "end"},
    {"keys: {gg: none}", &list_commands, "g", "top"},
    /* One view, which wins over all views wherever it stands. */
    {"keys: {list: {x: end}, x: top}", &list_commands, "x", "end"},
    {"keys: {list: {x: end}, x: top}", &reader_commands, "x", "top"},
    {"keys: {list: {j: none}}", &list_commands, "j", "-"},
    {"keys: {list: {j: none}}", &reader_commands, "j", "line-down"},
    /* Presets, and keys on top of them. */
    {"keys-preset: vi", &reader_commands, "gg", "top"},
    {"keys-preset: less", &reader_commands, "y", "line-up"},
    {"keys-preset: newsboat", &reader_commands, "u", "links"},
    {"keys-preset: newsboat", &list_commands, "u", "half-up"},
    {"keys-preset: newsboat", &list_commands, "n", "next-unread"},
    {"{keys-preset: less, keys: {y: end}}", &reader_commands, "y", "end"},
};

static void
keys_run_what_was_said_last(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct keymap *keymap = keymap_from(cases[i].config, "");

		assert_string_equal(
		    run_by(keymap, cases[i].view, cases[i].keys), cases[i].command);
		keymap_free(keymap);
	}
}

static void
a_wrong_key_costs_itself_alone(void **state)
{
	static const struct {
		const char *config, *said;
	} wrong[] = {
	    {"keys: {x: nxt-post}",
		"1:11 no command is called \"nxt-post\": did you mean "
		"\"next-post\"?"},
	    {"keys: {list: {x: next-post}}",
		"1:18 this view has no command \"next-post\""},
	    {"keys: {lst: {x: end}}",
		"1:14 no view is called \"lst\": did you mean \"list\"?"},
	    {"keys: {Spcae: end}",
		"1:8 no key is called \"Spcae\": did you mean \"Space\"?"},
	    {"keys: {5x: end}",
		"1:8 digits are counts, so no command can begin with \"5x\""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		struct strbuf config = {0};
		struct keymap *keymap;

		strbuf_append_string(&config, wrong[i].config);
		strbuf_truncate(&config, config.length - 1);
		strbuf_append_string(&config, ", a: end}");
		keymap = keymap_from(config.data, wrong[i].said);
		assert_string_equal(run_by(keymap, &list_commands, "a"), "end");
		keymap_free(keymap);
		strbuf_clear(&config);
	}
}

static void
the_keys_of_a_command_are_told(void **state)
{
	struct keymap *keymap = keymap_from("keys: {x: top, g: none, gg: top}", "");
	const struct view_kind kind = {.commands = &list_commands};
	const struct command *top = view_find_named(&kind, "top");
	struct strbuf all = {0}, first = {0};

	(void)state;
	keymap_append_keys(keymap, &list_commands, top, SIZE_MAX, &all);
	keymap_append_keys(keymap, &list_commands, top, 1, &first);
	assert_str(strbuf_str(&all), "Home x gg");
	assert_str(strbuf_str(&first), "Home");
	strbuf_clear(&all);
	strbuf_clear(&first);
	keymap_free(keymap);
}

/* Whether TABLE, as a view, has a key for COMMAND. */
static bool
has_key(const struct keymap *keymap, const struct command_table *table,
    const struct command *command)
{
	struct strbuf keys = {0};
	bool has;

	keymap_append_keys(keymap, table, command, 1, &keys);
	has = keys.length > 0;
	strbuf_clear(&keys);
	return has;
}

static void
assert_all_have_keys(const struct keymap *keymap, const struct command_table *view,
    const char *preset)
{
	const struct view_kind kind = {.commands = view};
	const struct command_table *tables[VIEW_TABLE_COUNT];

	view_tables(&kind, tables);
	for (size_t i = 0; i < VIEW_TABLE_COUNT; i++) {
		for (size_t j = 0; j < tables[i]->count; j++) {
			const struct command *command = &tables[i]->commands[j];

			if (view_find_named(&kind, command->name) == command &&
			    *command->keys && !has_key(keymap, view, command))
				fail_msg("%s: %s: no key for %s", preset,
				    view->title, command->name);
		}
	}
}

static void
a_preset_leaves_nothing_without_a_key(void **state)
{
	static const char *const presets[] = {"default", "newsboat", "less", "vi"};

	(void)state;
	for (size_t i = 0; i < sizeof(presets) / sizeof(*presets); i++) {
		struct strbuf config = {0};
		struct keymap *keymap;

		strbuf_printf(&config, "keys-preset: %s", presets[i]);
		keymap = keymap_from(config.data, "");
		for (size_t j = 0; all_command_tables[j]; j++)
			assert_all_have_keys(
			    keymap, all_command_tables[j], presets[i]);
		keymap_free(keymap);
		strbuf_clear(&config);
	}
}

/* A row that names no command would bind nothing, and nobody would know. */
static void
presets_name_commands_there_are(void **state)
{
	(void)state;
	for (int preset = KEYS_DEFAULT; preset <= KEYS_VI; preset++) {
		const struct preset_key *row =
		    keymap_preset((enum keys_preset)preset);

		for (; row->key; row++) {
			bool is_found = false;

			for (size_t i = 0; all_command_tables[i]; i++) {
				const struct view_kind kind = {
				    .commands = all_command_tables[i]};

				is_found |=
				    view_find_named(&kind, row->command) != NULL;
			}
			if (!is_found)
				fail_msg("no command is called %s", row->command);
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(keys_run_what_was_said_last),
	    cmocka_unit_test(a_wrong_key_costs_itself_alone),
	    cmocka_unit_test(a_preset_leaves_nothing_without_a_key),
	    cmocka_unit_test(presets_name_commands_there_are),
	    cmocka_unit_test(the_keys_of_a_command_are_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
