/* SPDX-License-Identifier: Apache-2.0 */
/* The command tables in print, with the keys there are, in columns as wide as
 * what stands in them. */
#include <stdint.h>
#include "cnai/keymap.h"
#include "cnai/ui.h"
#include "cnai/views.h"

struct widths {
	size_t keys, name;
};

static void
widen(size_t *width, const char *text)
{
	const size_t length = strlen(text);

	if (length > *width)
		*width = length;
}

/* The keys of the command at INDEX of TABLE; to be cleared. */
static struct strbuf
keys_of(
    const struct keymap *keymap, const struct command_table *table, size_t index)
{
	struct strbuf keys = {0};

	strbuf_append_string(&keys, "");
	keymap_append_keys(keymap, table, &table->commands[index], SIZE_MAX, &keys);
	return keys;
}

static struct widths
measure(const struct keymap *keymap)
{
	struct widths widths = {0};

	for (size_t i = 0; all_command_tables[i]; i++) {
		const struct command_table *table = all_command_tables[i];

		for (size_t j = 0; j < table->count; j++) {
			struct strbuf keys = keys_of(keymap, table, j);

			widen(&widths.keys, keys.data);
			widen(&widths.name, table->commands[j].name);
			strbuf_clear(&keys);
		}
	}
	return widths;
}

void
ui_print_keys(const struct keymap *keymap, FILE *stream)
{
	const struct widths widths = measure(keymap);

	for (size_t i = 0; all_command_tables[i]; i++) {
		const struct command_table *table = all_command_tables[i];

		fprintf(stream, "%s%s\n", i ? "\n" : "", table->title);
		for (size_t j = 0; j < table->count; j++) {
			struct strbuf keys = keys_of(keymap, table, j);

			fprintf(stream, "  %-*s  %-*s  %s\n", (int)widths.keys,
			    keys.data, (int)widths.name, table->commands[j].name,
			    table->commands[j].help);
			strbuf_clear(&keys);
		}
	}
}
