/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The configuration. A wrong entry is said with its place and costs itself
 * alone; a misspelt key is answered with the one that was probably meant.
 */
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <unistd.h>
#include "cnai/config.h"
#include "cnai/file.h"
#include "cnai/folders.h"
#include "cnai/memory.h"
#include "cnai/nearest.h"
#include "cnai/value.h"
#include "setting.h"

enum { CONFIG_SIZE_MAX = 1024 * 1024, NAME_SHOWN_MAX = 32 };

char *
config_path(void)
{
	return folders_path("XDG_CONFIG_HOME", ".config", "cnai-read/config.yaml");
}

void
setting_complain(const struct setting_reader *reader, const struct yaml_node *node,
    const char *format, ...)
{
	struct strbuf message = {0};
	va_list arguments;

	va_start(arguments, format);
	strbuf_vprintf(&message, format, arguments);
	va_end(arguments);
	diagnostics_add(reader->diagnostics, SEVERITY_ERROR, "config", reader->path,
	    node->line, node->column, "%s", message.data);
	strbuf_clear(&message);
}

static const char *
setting_name(size_t index)
{
	return settings[index].name;
}

static void
complain_of_key(const struct setting_reader *reader, const struct yaml_node *key)
{
	struct strbuf message = {0};
	struct str name = key->kind == YAML_SCALAR ? key->text : str_of("");
	const char *near = nearest_name(name, setting_name, setting_count);

	strbuf_append_string(&message, "unknown setting \"");
	strbuf_append(&message, name.length > NAME_SHOWN_MAX
				    ? str_slice(name, 0, NAME_SHOWN_MAX)
				    : name);
	strbuf_append_string(&message, "\"");
	if (near)
		strbuf_printf(&message, ": did you mean \"%s\"?", near);
	setting_complain(reader, key, "%s", message.data);
	strbuf_clear(&message);
}

/* The index of the setting that KEY names, or setting_count. */
static size_t
find_setting(const struct yaml_node *key)
{
	const struct yaml_node *name = yaml_resolve(key);
	size_t i = 0;

	while (i < setting_count &&
	       !(name->kind == YAML_SCALAR &&
		   str_equal(name->text, str_of(settings[i].name))))
		i++;
	return i;
}

/* The lines in the order of the file, so that of two the last one counts. */
static void
read_lines(const struct setting_reader *reader, const struct yaml_node *key)
{
	size_t *lines = memory_alloc(setting_count * sizeof(*lines));

	for (; key && key->next; key = key->next->next) {
		const size_t index = find_setting(key);

		if (index == setting_count) {
			complain_of_key(reader, key);
			continue;
		}
		if (lines[index])
			setting_complain(reader, key,
			    "%s stands in line %zu too: this one counts",
			    settings[index].name, lines[index]);
		lines[index] = key->line;
		setting_read(reader, &settings[index], key->next);
	}
	free(lines);
}

static void
read_settings(const struct setting_reader *reader, struct str text)
{
	struct arena arena = {0};
	struct yaml_problem problem;
	struct yaml_node *root;

	if (!yaml_read(text, &arena, &root, &problem))
		diagnostics_add(reader->diagnostics, SEVERITY_ERROR, "config",
		    reader->path, problem.line, problem.column, "%s",
		    problem.message);
	if (root && root->kind == YAML_MAP)
		read_lines(reader, root->first);
	else if (!value_is_null(root))
		setting_complain(reader, root, "write lines of \"setting: value\"");
	arena_clear(&arena);
}

static bool
is_missing(const char *path)
{
	return access(path, F_OK) != 0 && (errno == ENOENT || errno == ENOTDIR);
}

void
config_init(struct config *config)
{
	struct diagnostics none = {0};
	const struct setting_reader reader = {config, "/", &none};

	*config = (struct config){0};
	for (size_t i = 0; i < setting_count; i++) {
		const struct yaml_node initial = {
		    .text = str_of(settings[i].initial), .is_plain = true};

		setting_read(&reader, &settings[i], &initial);
	}
}

void
config_read(struct config *config, struct str text, const char *path,
    struct diagnostics *diagnostics)
{
	const struct setting_reader reader = {config, path, diagnostics};

	read_settings(&reader, text);
}

void
config_load(struct config *config, struct diagnostics *diagnostics)
{
	char *path = config_path();
	struct strbuf text = {0};
	struct error error = {0};

	config_init(config);
	if (!path)
		return;
	if (file_read(path, CONFIG_SIZE_MAX, &text, &error) == FILE_READ)
		config_read(config, strbuf_str(&text), path, diagnostics);
	else if (!is_missing(path))
		diagnostics_add(diagnostics, SEVERITY_ERROR, "config", path, 0, 0,
		    "cannot be read: %s", error.message);
	error_clear(&error);
	strbuf_clear(&text);
	free(path);
}

bool
config_set_theme(struct config *config, const char *name)
{
	struct theme theme;

	if (!theme_init(&theme, name))
		return false;
	config->theme = theme;
	free(config->theme_name);
	config->theme_name = str_copy(str_of(name));
	config_entries_clear(&config->roles);
	return true;
}

void
config_clear(struct config *config)
{
	free(config->archive);
	free(config->theme_name);
	free(config->browser);
	free(config->copy_command);
	free(config->editor);
	free(config->base_url);
	config_entries_clear(&config->roles);
	config_entries_clear(&config->keys);
	*config = (struct config){0};
}
