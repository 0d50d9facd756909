/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The configuration as a file that could have given it. Texts stand in double
 * quotes, where YAML leaves nothing to guess.
 */
#include "cnai/str.h"
#include "setting.h"

static void
print_quoted(const char *text, FILE *stream)
{
	putc('"', stream);
	for (; *text; text++) {
		const unsigned char byte = (unsigned char)*text;

		if (byte == '"' || byte == '\\')
			fprintf(stream, "\\%c", byte);
		else if (byte < ' ' || byte == 0x7F)
			fprintf(stream, "\\x%02X", byte);
		else
			putc(byte, stream);
	}
	putc('"', stream);
}

static void
print_entry(const char *indent, const struct config_entry *entry, FILE *stream)
{
	fputs(indent, stream);
	print_quoted(entry->name, stream);
	fputs(": ", stream);
	print_quoted(entry->value, stream);
	putc('\n', stream);
}

static bool
is_same_group(const struct config_entry *a, const struct config_entry *b)
{
	return str_equal(str_of(a->group), str_of(b->group));
}

/* Entries of one group that follow each other stand together. */
static void
print_entries(const struct config_entries *entries, FILE *stream)
{
	for (size_t i = 0; i < entries->count; i++) {
		const struct config_entry *entry = &entries->items[i];

		if (entry->group && (i == 0 || !is_same_group(entry - 1, entry))) {
			fputs("  ", stream);
			print_quoted(entry->group, stream);
			fputs(":\n", stream);
		}
		print_entry(entry->group ? "    " : "  ", entry, stream);
	}
}

static void
print_bool(const struct config *config, const struct setting *setting, FILE *stream)
{
	const bool *member = setting_member(config, setting);

	fprintf(stream, "%s: %s\n", setting->name, *member ? "true" : "false");
}

static void
print_number(
    const struct config *config, const struct setting *setting, FILE *stream)
{
	const int *member = setting_member(config, setting);

	fprintf(stream, "%s: %d\n", setting->name, *member);
}

static void
print_choice(
    const struct config *config, const struct setting *setting, FILE *stream)
{
	const unsigned *member = setting_member(config, setting);

	fprintf(stream, "%s: %s\n", setting->name, setting->choices[*member]);
}

static void
print_text(const struct config *config, const struct setting *setting, FILE *stream)
{
	char *const *member = setting_member(config, setting);

	if (!*member) {
		fprintf(stream, "# %s:\n", setting->name);
		return;
	}
	fprintf(stream, "%s: ", setting->name);
	print_quoted(*member, stream);
	putc('\n', stream);
}

static void
print_keys(const struct config *config, const struct setting *setting, FILE *stream)
{
	const struct config_entries *entries = setting_member(config, setting);

	fprintf(stream, "%s%s:\n", entries->count ? "" : "# ", setting->name);
	print_entries(entries, stream);
}

static void
print_theme(
    const struct config *config, const struct setting *setting, FILE *stream)
{
	if (!config->roles.count) {
		print_text(config, setting, stream);
		return;
	}
	fprintf(stream, "%s:\n  base: ", setting->name);
	print_quoted(config->theme_name, stream);
	putc('\n', stream);
	print_entries(&config->roles, stream);
}

static void (*const printers[])(
    const struct config *config, const struct setting *setting, FILE *stream) = {
    [SETTING_BOOL] = print_bool,
    [SETTING_NUMBER] = print_number,
    [SETTING_CHOICE] = print_choice,
    [SETTING_TEXT] = print_text,
    [SETTING_PATH] = print_text,
    [SETTING_KEYS] = print_keys,
    [SETTING_THEME] = print_theme,
};

void
config_print(const struct config *config, FILE *stream)
{
	for (size_t i = 0; i < setting_count; i++) {
		fprintf(stream, "%s# %s\n", i ? "\n" : "", settings[i].help);
		printers[settings[i].kind](config, &settings[i], stream);
	}
}
