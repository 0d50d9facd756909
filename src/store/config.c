/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The configuration. A wrong entry is said with its place and costs itself
 * alone; a misspelt key is answered with the one that was probably meant.
 */
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>
#include "cnai/config.h"
#include "cnai/file.h"
#include "cnai/folders.h"
#include "cnai/memory.h"
#include "cnai/nearest.h"
#include "cnai/value.h"
#include "cnai/yaml_tree.h"

enum { CONFIG_SIZE_MAX = 1024 * 1024, NAME_SHOWN_MAX = 32 };

struct reader {
	struct config *config;
	const char *path;
	struct diagnostics *diagnostics;
};

char *
config_path(void)
{
	return folders_path("XDG_CONFIG_HOME", ".config", "cnai-read/config.yaml");
}

static void
complain(
    const struct reader *reader, const struct yaml_node *node, const char *message)
{
	diagnostics_add(reader->diagnostics, SEVERITY_ERROR, "config", reader->path,
	    node->line, node->column, "%s", message);
}

/* "~/x" from the home folder, "x" from the configuration's folder. */
static char *
resolve_path(const struct reader *reader, const char *path)
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
read_archive(const struct reader *reader, const struct yaml_node *value)
{
	const struct yaml_node *text = yaml_resolve(value);

	if (value_is_null(text))
		return;
	if (text->kind != YAML_SCALAR || !text->text.length ||
	    memchr(text->text.data, '\0', text->text.length)) {
		complain(reader, value,
		    "archive: name a folder, as in \"archive: ~/news\"");
		return;
	}
	free(reader->config->archive);
	reader->config->archive = resolve_path(reader, text->text.data);
}

static const struct {
	const char *name;
	void (*read)(const struct reader *reader, const struct yaml_node *value);
} settings[] = {
    {"archive", read_archive},
};
enum { SETTINGS = sizeof(settings) / sizeof(*settings) };

static const char *
setting_name(size_t index)
{
	return settings[index].name;
}

static void
complain_of_key(const struct reader *reader, const struct yaml_node *key)
{
	struct strbuf message = {0};
	struct str name = key->kind == YAML_SCALAR ? key->text : str_of("");
	const char *near = nearest_name(name, setting_name, SETTINGS);

	strbuf_append_string(&message, "unknown setting \"");
	strbuf_append(&message, name.length > NAME_SHOWN_MAX
				    ? str_slice(name, 0, NAME_SHOWN_MAX)
				    : name);
	strbuf_append_string(&message, "\"");
	if (near)
		strbuf_printf(&message, ": did you mean \"%s\"?", near);
	complain(reader, key, message.data);
	strbuf_clear(&message);
}

static void
read_setting(const struct reader *reader, const struct yaml_node *key,
    const struct yaml_node *value)
{
	const struct yaml_node *name = yaml_resolve(key);

	for (size_t i = 0; i < SETTINGS; i++) {
		if (name->kind == YAML_SCALAR &&
		    str_equal(name->text, str_of(settings[i].name))) {
			settings[i].read(reader, value);
			return;
		}
	}
	complain_of_key(reader, key);
}

static void
read_settings(const struct reader *reader, struct str text)
{
	struct arena arena = {0};
	struct yaml_problem problem;
	struct yaml_node *root;

	if (!yaml_read(text, &arena, &root, &problem))
		diagnostics_add(reader->diagnostics, SEVERITY_ERROR, "config",
		    reader->path, problem.line, problem.column, "%s",
		    problem.message);
	if (root && root->kind == YAML_MAP) {
		const struct yaml_node *key = root->first;

		for (; key && key->next; key = key->next->next)
			read_setting(reader, key, key->next);
	} else if (!value_is_null(root)) {
		complain(reader, root, "write lines of \"setting: value\"");
	}
	arena_clear(&arena);
}

static bool
is_missing(const char *path)
{
	return access(path, F_OK) != 0 && (errno == ENOENT || errno == ENOTDIR);
}

void
config_load(struct config *config, struct diagnostics *diagnostics)
{
	char *path = config_path();
	struct strbuf text = {0};
	struct error error = {0};
	struct reader reader = {NULL, path, diagnostics};

	*config = (struct config){0};
	reader.config = config;
	if (!path)
		return;
	if (file_read(path, CONFIG_SIZE_MAX, &text, &error) == FILE_READ)
		read_settings(&reader, strbuf_str(&text));
	else if (!is_missing(path))
		diagnostics_add(diagnostics, SEVERITY_ERROR, "config", path, 0, 0,
		    "cannot be read: %s", error.message);
	error_clear(&error);
	strbuf_clear(&text);
	free(path);
}

void
config_clear(struct config *config)
{
	free(config->archive);
	*config = (struct config){0};
}
