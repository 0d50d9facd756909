/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Every view has its own list of keys, because a key may mean one thing in the
 * list and another in a post. A key that is bound anew takes the place of what
 * it meant before, and of all keys that could not be told from it while they
 * are typed: "gg" ends "g", and "g" would end "gg".
 */
#include <stdlib.h>
#include "cnai/key.h"
#include "cnai/keymap.h"
#include "cnai/memory.h"
#include "cnai/nearest.h"
#include "cnai/views.h"
#include "keymap_preset.h"

struct binding {
	struct key_sequence sequence;
	const struct command *command;
};

struct view_keys {
	const struct command_table *tables[VIEW_TABLE_COUNT];
	struct binding *bindings;
	size_t count, capacity;
};

struct keymap {
	struct view_keys *views; /* as all_command_tables */
	size_t count;
};

/* What the configuration calls the views. */
static const struct {
	const char *name;
	const struct command_table *table;
} view_names[] = {
    {"list", &list_commands},
    {"reader", &reader_commands},
    {"links", &links_commands},
    {"archive-links", &archive_links_commands},
    {"contents", &contents_commands},
    {"source", &text_commands},
    {"messages", &messages_commands},
    {"results", &results_commands},
    {"help", &help_commands},
};
enum { VIEW_NAMES = sizeof(view_names) / sizeof(*view_names) };

/* Binding. */

/* Whether one of the two is the other, or its beginning. */
static bool
is_entangled(const struct key_sequence *a, const struct key_sequence *b)
{
	const size_t count = a->count < b->count ? a->count : b->count;

	for (size_t i = 0; i < count; i++)
		if (a->keys[i] != b->keys[i])
			return false;
	return true;
}

static bool
is_same(const struct key_sequence *a, const struct key_sequence *b)
{
	return a->count == b->count && is_entangled(a, b);
}

/* Takes away what is IN_THE_WAY of SEQUENCE. */
static void
unbind(struct view_keys *view, const struct key_sequence *sequence,
    bool (*in_the_way)(const struct key_sequence *, const struct key_sequence *))
{
	size_t kept = 0;

	for (size_t i = 0; i < view->count; i++)
		if (!in_the_way(&view->bindings[i].sequence, sequence))
			view->bindings[kept++] = view->bindings[i];
	view->count = kept;
}

static void
bind(struct view_keys *view, const struct key_sequence *sequence,
    const struct command *command)
{
	view->bindings = memory_reserve(view->bindings, &view->capacity,
	    view->count + 1, sizeof(*view->bindings));
	view->bindings[view->count++] = (struct binding){*sequence, command};
}

static bool
is_bound(const struct view_keys *view, const struct key_sequence *sequence)
{
	for (size_t i = 0; i < view->count; i++)
		if (is_same(&view->bindings[i].sequence, sequence))
			return true;
	return false;
}

/* A view's own table comes first, so its keys win over the shared ones. */
static void
bind_defaults(struct view_keys *view, const struct command *command)
{
	size_t offset = 0;
	struct str word;

	while ((word = key_next_word(command->keys, &offset)).length) {
		struct key_sequence sequence;

		if (key_parse(word, &sequence) && !is_bound(view, &sequence))
			bind(view, &sequence, command);
	}
}

static void
fill_view(struct view_keys *view, const struct command_table *table)
{
	const struct view_kind kind = {.commands = table};

	view_tables(&kind, view->tables);
	for (size_t i = 0; i < VIEW_TABLE_COUNT; i++)
		for (size_t j = 0; j < view->tables[i]->count; j++)
			bind_defaults(view, &view->tables[i]->commands[j]);
}

static const struct command *
find_command(const struct view_keys *view, const char *name)
{
	const struct view_kind kind = {.commands = view->tables[0]};

	return view_find_named(&kind, name);
}

/* Whether VIEW is what the configuration calls GROUP; NULL is every view. */
static bool
is_in_group(const struct view_keys *view, const char *group)
{
	if (!group)
		return true;
	for (size_t i = 0; i < VIEW_NAMES; i++)
		if (strcmp(view_names[i].name, group) == 0)
			return view_names[i].table == view->tables[0];
	return false;
}

/* Binds in all views of GROUP that have the command; returns how many. */
static size_t
bind_everywhere(struct keymap *keymap, const char *group,
    const struct key_sequence *sequence, const char *name)
{
	const bool is_none = strcmp(name, "none") == 0;
	size_t bound = 0;

	for (size_t i = 0; i < keymap->count; i++) {
		struct view_keys *view = &keymap->views[i];
		const struct command *command = find_command(view, name);

		if (!is_in_group(view, group) || (!command && !is_none))
			continue;
		unbind(view, sequence, command ? is_entangled : is_same);
		if (command)
			bind(view, sequence, command);
		bound++;
	}
	return bound;
}

static void
bind_preset(struct keymap *keymap, enum keys_preset preset)
{
	const struct preset_key *row = keymap_preset(preset);

	for (; row->key; row++) {
		struct key_sequence sequence;

		if (key_parse(str_of(row->key), &sequence))
			bind_everywhere(keymap, row->view, &sequence, row->command);
	}
}

/* The user's keys, and what is wrong with them. */

struct complaints {
	const char *path;
	struct diagnostics *diagnostics;
};

static void
complain(const struct complaints *complaints, size_t line, size_t column,
    const char *what, const char *word, const char *nearest)
{
	if (nearest)
		diagnostics_add(complaints->diagnostics, SEVERITY_ERROR, "config",
		    complaints->path, line, column,
		    "%s \"%s\": did you mean \"%s\"?", what, word, nearest);
	else
		diagnostics_add(complaints->diagnostics, SEVERITY_ERROR, "config",
		    complaints->path, line, column, "%s \"%s\"", what, word);
}

static const char *
view_name(size_t index)
{
	return view_names[index].name;
}

/* The names of all commands, table by table; "none" is the last. */
static const char *
command_name(size_t index)
{
	for (size_t i = 0; all_command_tables[i]; i++) {
		if (index < all_command_tables[i]->count)
			return all_command_tables[i]->commands[index].name;
		index -= all_command_tables[i]->count;
	}
	return "none";
}

static size_t
command_count(void)
{
	size_t count = 1;

	for (size_t i = 0; all_command_tables[i]; i++)
		count += all_command_tables[i]->count;
	return count;
}

static bool
is_command(const char *name)
{
	for (size_t i = 0; i < command_count(); i++)
		if (strcmp(command_name(i), name) == 0)
			return true;
	return false;
}

static bool
read_key(const struct config_entry *entry, struct key_sequence *sequence,
    const struct complaints *complaints)
{
	const bool is_key = key_parse(str_of(entry->name), sequence);

	if (!is_key)
		complain(complaints, entry->line, entry->column, "no key is called",
		    entry->name, key_nearest(str_of(entry->name)));
	else if (sequence->keys[0] >= '0' && sequence->keys[0] <= '9')
		complain(complaints, entry->line, entry->column,
		    "digits are counts, so no command can begin with", entry->name,
		    NULL);
	else
		return true;
	return false;
}

static bool
is_view(const char *name)
{
	for (size_t i = 0; i < VIEW_NAMES; i++)
		if (strcmp(view_names[i].name, name) == 0)
			return true;
	return false;
}

static void
bind_entry(struct keymap *keymap, const struct config_entry *entry,
    const struct complaints *complaints)
{
	struct key_sequence sequence;

	if (entry->group && !is_view(entry->group))
		complain(complaints, entry->line, entry->column,
		    "no view is called", entry->group,
		    nearest_name(str_of(entry->group), view_name, VIEW_NAMES));
	else if (read_key(entry, &sequence, complaints) &&
		 !bind_everywhere(keymap, entry->group, &sequence, entry->value))
		complain(complaints, entry->value_line, entry->value_column,
		    is_command(entry->value) ? "this view has no command"
					     : "no command is called",
		    entry->value,
		    is_command(entry->value) ? NULL
					     : nearest_name(str_of(entry->value),
						   command_name, command_count()));
}

/* What is said of one view wins over what is said of all. */
static void
bind_entries(struct keymap *keymap, const struct config_entries *entries,
    struct diagnostics *diagnostics)
{
	char *path = config_path();
	const struct complaints complaints = {path ? path : "", diagnostics};

	for (int is_grouped = 0; is_grouped < 2; is_grouped++)
		for (size_t i = 0; i < entries->count; i++)
			if (is_grouped == (entries->items[i].group != NULL))
				bind_entry(keymap, &entries->items[i], &complaints);
	free(path);
}

struct keymap *
keymap_new(const struct config *config, struct diagnostics *diagnostics)
{
	struct keymap *keymap = memory_alloc(sizeof(*keymap));

	while (all_command_tables[keymap->count])
		keymap->count++;
	keymap->views = memory_alloc(keymap->count * sizeof(*keymap->views));
	for (size_t i = 0; i < keymap->count; i++)
		fill_view(&keymap->views[i], all_command_tables[i]);
	bind_preset(keymap, config->keys_preset);
	bind_entries(keymap, &config->keys, diagnostics);
	return keymap;
}

void
keymap_free(struct keymap *keymap)
{
	if (!keymap)
		return;
	for (size_t i = 0; i < keymap->count; i++)
		free(keymap->views[i].bindings);
	free(keymap->views);
	free(keymap);
}

/* Asking. */

static const struct view_keys *
keys_of(const struct keymap *keymap, const struct command_table *view)
{
	size_t i = 0;

	while (i + 1 < keymap->count && all_command_tables[i] != view)
		i++;
	return &keymap->views[i];
}

const struct command *
keymap_find(const struct keymap *keymap, const struct view_kind *kind,
    const int *keys, size_t count, bool *is_prefix)
{
	const struct view_keys *view = keys_of(keymap, kind->commands);
	struct key_sequence typed = {.count = count};

	*is_prefix = false;
	if (count > KEY_SEQUENCE_MAX)
		return NULL;
	memcpy(typed.keys, keys, count * sizeof(*keys));
	for (size_t i = 0; i < view->count; i++) {
		const struct binding *binding = &view->bindings[i];

		if (!is_entangled(&typed, &binding->sequence) ||
		    binding->sequence.count < count)
			continue;
		if (binding->sequence.count == count)
			return binding->command;
		*is_prefix = true;
	}
	return NULL;
}

void
keymap_append_keys(const struct keymap *keymap, const struct command_table *table,
    const struct command *command, size_t most, struct strbuf *text)
{
	const struct view_keys *view = keys_of(keymap, table);
	size_t shown = 0;

	for (size_t i = 0; i < view->count && shown < most; i++) {
		const struct binding *binding = &view->bindings[i];

		if (binding->command != command)
			continue;
		if (shown++)
			strbuf_append_byte(text, ' ');
		for (size_t j = 0; j < binding->sequence.count; j++)
			key_append_name(text, binding->sequence.keys[j]);
	}
}
