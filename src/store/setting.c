/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The settings there are, and how a value of each kind is read. What a key or
 * a look means is for others to say; here they are names with a place.
 */
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include "cnai/file.h"
#include "cnai/memory.h"
#include "cnai/nearest.h"
#include "cnai/str.h"
#include "cnai/value.h"
#include "setting.h"

static const char *const whens[] = {
    [WHEN_AUTO] = "auto",
    [WHEN_ALWAYS] = "always",
    [WHEN_NEVER] = "never",
    NULL,
};

static const char *const presets[] = {
    [KEYS_DEFAULT] = "default",
    [KEYS_NEWSBOAT] = "newsboat",
    [KEYS_LESS] = "less",
    [KEYS_VI] = "vi",
    NULL,
};

const struct setting settings[] = {
    {"archive", SETTING_PATH, offsetof(struct config, archive), NULL,
	"the folder of posts to read where no option names one", 0, 0, NULL},
    {"width", SETTING_NUMBER, offsetof(struct config, width), "88",
	"columns of text at most, 20 to 1000", 20, 1000, NULL},
    {"theme", SETTING_THEME, offsetof(struct config, theme_name), "default",
	"default, dark, light, high-contrast or mono; or base: and roles", 0, 0,
	NULL},
    {"keys-preset", SETTING_CHOICE, offsetof(struct config, keys_preset), "default",
	"keys as in another program: default, newsboat, less or vi", 0, 0, presets},
    {"keys", SETTING_KEYS, offsetof(struct config, keys), NULL,
	"keys and what they do; none: nothing; --keys lists the names", 0, 0, NULL},
    {"browser", SETTING_TEXT, offsetof(struct config, browser), NULL,
	"what opens links, as in $BROWSER, which it goes before", 0, 0, NULL},
    {"copy-command", SETTING_TEXT, offsetof(struct config, copy_command), NULL,
	"a program that takes what is copied on its standard input", 0, 0, NULL},
    {"editor", SETTING_TEXT, offsetof(struct config, editor), NULL,
	"what edits a post, as in $EDITOR, which it goes before", 0, 0, NULL},
    {"mouse", SETTING_BOOL, offsetof(struct config, uses_mouse), "false",
	"whether the mouse is on at the start", 0, 0, NULL},
    {"hyperlinks", SETTING_CHOICE, offsetof(struct config, hyperlinks), "auto",
	"links that the terminal can click: auto, always or never", 0, 0, whens},
    {"fold-repeated", SETTING_BOOL, offsetof(struct config, folds_repeated), "true",
	"whether sections that the previous post has too are folded", 0, 0, NULL},
    {"emoji", SETTING_BOOL, offsetof(struct config, shows_emoji), "true",
	"whether :tada: and the like become characters", 0, 0, NULL},
    {"smart-quotes", SETTING_BOOL, offsetof(struct config, is_smart_quotes), "true",
	"whether quotes and dashes become typographic ones", 0, 0, NULL},
    {"link-numbers", SETTING_BOOL, offsetof(struct config, numbers_links), "false",
	"whether links in a post always show their numbers", 0, 0, NULL},
    {"base-url", SETTING_TEXT, offsetof(struct config, base_url), NULL,
	"the site's address; links below it are opened in the reader", 0, 0, NULL},
    {"bell", SETTING_BOOL, offsetof(struct config, rings_bell), "false",
	"whether the terminal's bell rings where something cannot be done", 0, 0,
	NULL},
};
const size_t setting_count = sizeof(settings) / sizeof(*settings);

void *
setting_member(const struct config *config, const struct setting *setting)
{
	return (char *)config + setting->member;
}

/* A scalar that is text and not empty; else an empty one. */
static struct str
scalar_text(const struct yaml_node *value)
{
	const struct yaml_node *text = yaml_resolve(value);

	if (text->kind != YAML_SCALAR ||
	    str_find_byte(text->text, 0, '\0') < text->text.length)
		return str_of("");
	return text->text;
}

static void
read_bool(const struct setting_reader *reader, const struct setting *setting,
    const struct yaml_node *value)
{
	bool *member = setting_member(reader->config, setting);

	if (!value_boolean(yaml_resolve(value), member))
		setting_complain(
		    reader, value, "%s: write true or false", setting->name);
}

static void
read_number(const struct setting_reader *reader, const struct setting *setting,
    const struct yaml_node *value)
{
	int64_t number;

	if (!value_integer(yaml_resolve(value), &number) ||
	    number < setting->least || number > setting->most)
		setting_complain(reader, value, "%s: write a number from %d to %d",
		    setting->name, setting->least, setting->most);
	else
		*(int *)setting_member(reader->config, setting) = (int)number;
}

static void
complain_of_choice(const struct setting_reader *reader,
    const struct setting *setting, const struct yaml_node *value)
{
	const char *nearest = nearest_listed(scalar_text(value), setting->choices);
	struct strbuf text = {0};

	strbuf_printf(&text, "%s: write ", setting->name);
	nearest_append_listed(setting->choices, &text);
	if (nearest)
		strbuf_printf(&text, ": did you mean \"%s\"?", nearest);
	setting_complain(reader, value, "%s", text.data);
	strbuf_clear(&text);
}

static void
read_choice(const struct setting_reader *reader, const struct setting *setting,
    const struct yaml_node *value)
{
	const struct str text = scalar_text(value);

	for (unsigned i = 0; setting->choices[i]; i++) {
		if (str_equal(text, str_of(setting->choices[i]))) {
			*(unsigned *)setting_member(reader->config, setting) = i;
			return;
		}
	}
	complain_of_choice(reader, setting, value);
}

static void
take_text(char **member, char *text)
{
	free(*member);
	*member = text;
}

static void
read_text(const struct setting_reader *reader, const struct setting *setting,
    const struct yaml_node *value)
{
	const struct str text = scalar_text(value);

	if (text.length)
		take_text(setting_member(reader->config, setting), str_copy(text));
	else
		setting_complain(
		    reader, value, "%s: write some text", setting->name);
}

/* "~/x" from the home folder, "x" from the configuration's folder. */
static char *
resolve_path(const struct setting_reader *reader, const char *path)
{
	const char *home = getenv("HOME");
	char *folder, *resolved;

	if (path[0] == '~' && (path[1] == '/' || !path[1]) && home && *home)
		return path[1] ? file_join(home, path + 2) : str_copy(str_of(home));
	if (path[0] == '/')
		return str_copy(str_of(path));
	folder = memory_copy(
	    reader->path, (size_t)(strrchr(reader->path, '/') - reader->path));
	resolved = file_join(folder, path);
	free(folder);
	return resolved;
}

static void
read_path(const struct setting_reader *reader, const struct setting *setting,
    const struct yaml_node *value)
{
	const struct str text = scalar_text(value);

	if (text.length)
		take_text(setting_member(reader->config, setting),
		    resolve_path(reader, text.data));
	else
		setting_complain(reader, value,
		    "%s: name a folder, as in \"%s: ~/news\"", setting->name,
		    setting->name);
}

/* Entries. */

/* Takes the last one away. */
static void
config_entries_drop(struct config_entries *entries)
{
	const struct config_entry *last = &entries->items[--entries->count];

	free(last->group);
	free(last->name);
	free(last->value);
}

void
config_entries_clear(struct config_entries *entries)
{
	while (entries->count)
		config_entries_drop(entries);
	free(entries->items);
	*entries = (struct config_entries){0};
}

static void
read_entry(const struct setting_reader *reader, struct config_entries *entries,
    const struct yaml_node *group, const struct yaml_node *name)
{
	const struct yaml_node *value = name->next;
	const struct str key = scalar_text(name);
	const struct str text = scalar_text(value);

	if (!key.length || !text.length) {
		setting_complain(reader, key.length ? value : name,
		    "write a name, a colon and a name");
		return;
	}
	entries->items = memory_reserve(entries->items, &entries->capacity,
	    entries->count + 1, sizeof(*entries->items));
	entries->items[entries->count++] = (struct config_entry){
	    .group = group ? str_copy(scalar_text(group)) : NULL,
	    .name = str_copy(key),
	    .value = str_copy(text),
	    .line = name->line,
	    .column = name->column,
	    .value_line = value->line,
	    .value_column = value->column,
	};
}

/* The entries of a map; a map in it is a group of entries. */
static void
read_keys(const struct setting_reader *reader, const struct setting *setting,
    const struct yaml_node *value)
{
	struct config_entries *entries = setting_member(reader->config, setting);
	const struct yaml_node *map = yaml_resolve(value);

	if (map->kind != YAML_MAP) {
		setting_complain(reader, value,
		    "%s: write \"key: command\" in lines below it", setting->name);
		return;
	}
	for (const struct yaml_node *name = map->first; name && name->next;
	     name = name->next->next) {
		const struct yaml_node *inner = yaml_resolve(name->next);

		if (inner->kind != YAML_MAP) {
			read_entry(reader, entries, NULL, name);
			continue;
		}
		for (const struct yaml_node *key = inner->first; key && key->next;
		     key = key->next->next)
			read_entry(reader, entries, name, key);
	}
}

static void
complain_of_role(const struct setting_reader *reader, const struct yaml_node *node,
    const char *name)
{
	const char *nearest = theme_nearest_role(name);

	if (nearest)
		setting_complain(reader, node,
		    "no role is called \"%s\": did you mean \"%s\"?", name,
		    nearest);
	else
		setting_complain(reader, node, "no role is called \"%s\"", name);
}

static void
read_base(const struct setting_reader *reader, const struct yaml_node *value)
{
	struct config *config = reader->config;
	const struct str name = scalar_text(value);
	struct theme theme;

	if (theme_init(&theme, name.data)) {
		config->theme = theme;
		take_text(&config->theme_name, str_copy(name));
	} else {
		const char *nearest = theme_nearest(name.data);

		if (nearest)
			setting_complain(reader, value,
			    "no theme is called \"%s\": did you mean \"%s\"?",
			    name.data, nearest);
		else
			setting_complain(
			    reader, value, "no theme is called \"%s\"", name.data);
	}
}

/* The role that was read last; a wrong one is forgotten. */
static void
set_role(const struct setting_reader *reader, const struct yaml_node *name)
{
	struct config_entries *roles = &reader->config->roles;
	const struct config_entry *entry = &roles->items[roles->count - 1];
	struct error error = {0};

	if (theme_set_role(
		&reader->config->theme, entry->name, entry->value, &error))
		return;
	if (theme_has_role(entry->name))
		setting_complain(reader, name->next, "%s", error.message);
	else
		complain_of_role(reader, name, entry->name);
	error_clear(&error);
	config_entries_drop(roles);
}

/* The base comes first, wherever it stands. */
static void
read_theme(const struct setting_reader *reader, const struct setting *setting,
    const struct yaml_node *value)
{
	struct config_entries *roles = &reader->config->roles;
	const struct yaml_node *map = yaml_resolve(value);

	(void)setting;
	if (map->kind != YAML_MAP) {
		read_base(reader, value);
		return;
	}
	for (const struct yaml_node *name = map->first; name && name->next;
	     name = name->next->next)
		if (str_equal(scalar_text(name), str_of("base")))
			read_base(reader, name->next);
	for (const struct yaml_node *name = map->first; name && name->next;
	     name = name->next->next) {
		const size_t before = roles->count;

		if (str_equal(scalar_text(name), str_of("base")))
			continue;
		read_entry(reader, roles, NULL, name);
		if (roles->count > before)
			set_role(reader, name);
	}
}

static void (*const readers[])(const struct setting_reader *reader,
    const struct setting *setting, const struct yaml_node *value) = {
    [SETTING_BOOL] = read_bool,
    [SETTING_NUMBER] = read_number,
    [SETTING_CHOICE] = read_choice,
    [SETTING_TEXT] = read_text,
    [SETTING_PATH] = read_path,
    [SETTING_KEYS] = read_keys,
    [SETTING_THEME] = read_theme,
};

void
setting_read(const struct setting_reader *reader, const struct setting *setting,
    const struct yaml_node *value)
{
	if (!value_is_null(yaml_resolve(value)))
		readers[setting->kind](reader, setting, value);
}
