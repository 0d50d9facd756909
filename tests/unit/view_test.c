/* SPDX-License-Identifier: Apache-2.0 */
/* The command tables: every row can be used, and no key means two things. */
#include "unit.h"
#include "cnai/key.h"
#include "cnai/views.h"

static void
names_of_keys_are_read_back(void **state)
{
	static const char *const words[] = {"j", "^N", "Down", "Space", "Shift-Tab",
	    "F1", "Enter", "Esc", "?", "é"};

	(void)state;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		struct key_sequence sequence;
		struct strbuf name = {0};

		assert_true(key_parse(str_of(words[i]), &sequence));
		assert_int_equal(sequence.count, 1);
		key_append_name(&name, sequence.keys[0]);
		assert_str(strbuf_str(&name), words[i]);
		strbuf_clear(&name);
	}
}

static void
letters_in_a_row_are_typed_in_turn(void **state)
{
	struct key_sequence sequence;

	(void)state;
	assert_true(key_parse(str_of("ZZ"), &sequence));
	assert_int_equal(sequence.count, 2);
	assert_int_equal(sequence.keys[1], 'Z');
	assert_false(key_parse(str_of(""), &sequence));
	assert_false(key_parse(str_of("abcde"), &sequence));
	assert_false(key_parse(str_of("\xff"), &sequence));
}

/* Calls CHECK for each key word of each command. */
static void
for_each_word(const struct command_table *table,
    void (*check)(const struct command *command, struct str word, void *data),
    void *data)
{
	for (size_t i = 0; i < table->count; i++) {
		size_t offset = 0;
		struct str word;

		while (
		    (word = key_next_word(table->commands[i].keys, &offset)).length)
			check(&table->commands[i], word, data);
	}
}

static void
check_word(const struct command *command, struct str word, void *data)
{
	struct key_sequence sequence;
	size_t *words = data;

	assert_true(key_parse(word, &sequence));
	assert_non_null(command->run);
	assert_true(strlen(command->help) > 0);
	(*words)++;
}

static void
every_command_has_keys_that_exist(void **state)
{
	(void)state;
	for (size_t i = 0; all_command_tables[i]; i++) {
		size_t words = 0;

		for_each_word(all_command_tables[i], check_word, &words);
		assert_true(words >= all_command_tables[i]->count);
	}
}

static void
count_word(const struct command *command, struct str word, void *data)
{
	const struct str *wanted = data;

	(void)command;
	assert_false(str_equal(*wanted, word));
}

/* Compares a word with all words of the tables behind its own. */
static void
check_unique(const struct command *command, struct str word, void *data)
{
	const struct command_table *other = data;

	(void)command;
	for_each_word(other, count_word, &word);
}

static void
no_key_hides_one_that_works_everywhere(void **state)
{
	(void)state;
	for_each_word(&movement_commands, check_unique, (void *)&common_commands);
	for (size_t i = 0; all_command_tables[i]; i++)
		if (all_command_tables[i] != &common_commands)
			for_each_word(all_command_tables[i], check_unique,
			    (void *)&common_commands);
}

static void
no_view_hides_a_key_it_shares(void **state)
{
	(void)state;
	for (size_t i = 0; all_command_tables[i]; i++)
		if (all_command_tables[i]->shared)
			for_each_word(all_command_tables[i], check_unique,
			    (void *)all_command_tables[i]->shared);
}

static void
a_row_hides_no_key_of_its_own_table(void **state)
{
	(void)state;
	for (size_t i = 0; all_command_tables[i]; i++) {
		const struct command_table *table = all_command_tables[i];

		for (size_t j = 0; j < table->count; j++) {
			struct command_table one = {
			    .commands = &table->commands[j], .count = 1};
			struct command_table rest = {
			    .commands = &table->commands[j + 1],
			    .count = table->count - j - 1};

			for_each_word(&one, check_unique, &rest);
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(names_of_keys_are_read_back),
	    cmocka_unit_test(letters_in_a_row_are_typed_in_turn),
	    cmocka_unit_test(every_command_has_keys_that_exist),
	    cmocka_unit_test(no_key_hides_one_that_works_everywhere),
	    cmocka_unit_test(no_view_hides_a_key_it_shares),
	    cmocka_unit_test(a_row_hides_no_key_of_its_own_table),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
