/* SPDX-License-Identifier: Apache-2.0 */
/* The command tables in print, in columns as wide as what stands in them. */
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

static struct widths
measure(void)
{
	struct widths widths = {0};

	for (size_t i = 0; all_command_tables[i]; i++) {
		const struct command_table *table = all_command_tables[i];

		for (size_t j = 0; j < table->count; j++) {
			widen(&widths.keys, table->commands[j].keys);
			widen(&widths.name, table->commands[j].name);
		}
	}
	return widths;
}

void
ui_print_keys(FILE *stream)
{
	const struct widths widths = measure();

	for (size_t i = 0; all_command_tables[i]; i++) {
		const struct command_table *table = all_command_tables[i];

		fprintf(stream, "%s%s\n", i ? "\n" : "", table->title);
		for (size_t j = 0; j < table->count; j++)
			fprintf(stream, "  %-*s  %-*s  %s\n", (int)widths.keys,
			    table->commands[j].keys, (int)widths.name,
			    table->commands[j].name, table->commands[j].help);
	}
}
