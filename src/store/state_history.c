/* SPDX-License-Identifier: Apache-2.0 */
/* What was typed before, and small settings. */
#include <stdlib.h>
#include "state_parts.h"

enum { LINE_KEPT = 4096, LINES_KEPT = 500 };

static void
clear_histories(struct state *state)
{
	for (size_t kind = 0; kind < STATE_HISTORIES; kind++) {
		struct history *history = &state->histories[kind];

		for (size_t i = 0; i < history->count; i++)
			free(history->lines[i]);
		free(history->lines);
		*history = (struct history){0};
	}
}

static void
remove_line(struct history *history, size_t index)
{
	free(history->lines[index]);
	history->count--;
	memmove(history->lines + index, history->lines + index + 1,
	    (history->count - index) * sizeof(*history->lines));
}

/* Adds LINE at the end, or moves it there. */
static void
append_line(struct history *history, struct str line)
{
	for (size_t i = history->count; i-- > 0;)
		if (str_equal(line, str_of(history->lines[i])))
			remove_line(history, i);
	if (history->count == LINES_KEPT)
		remove_line(history, 0);
	history->lines = memory_reserve(history->lines, &history->capacity,
	    history->count + 1, sizeof(*history->lines));
	history->lines[history->count++] = str_copy(line);
}

static void
take_line(void *data, const struct store_row *row)
{
	struct state *state = data;
	const int64_t kind = store_row_number(row, 0);

	if (kind >= 0 && kind < STATE_HISTORIES)
		append_line(&state->histories[kind], store_row_bytes(row, 1));
}

static void
write_line(struct state *state, enum state_history history, struct str line)
{
	const struct store_value added[] = {
	    store_number(history), store_bytes(line)};
	const struct store_value limit[] = {
	    store_number(history), store_number(history), store_number(LINES_KEPT)};

	store_begin(state->store);
	state_run(state, "DELETE FROM history WHERE kind = ? AND line = ?", added,
	    2, NULL, NULL);
	state_run(state, "INSERT INTO history (kind, line) VALUES (?, ?)", added, 2,
	    NULL, NULL);
	state_run(state,
	    "DELETE FROM history WHERE kind = ? AND number <= (SELECT number "
	    "FROM history WHERE kind = ? ORDER BY number DESC LIMIT 1 OFFSET ?)",
	    limit, 3, NULL, NULL);
	store_end(state->store);
}

void
state_add_history(struct state *state, enum state_history kind, struct str line)
{
	struct history *history = &state->histories[kind];

	if (!line.length || line.length > LINE_KEPT ||
	    memchr(line.data, '\0', line.length))
		return;
	if (history->count &&
	    str_equal(line, str_of(history->lines[history->count - 1])))
		return;
	append_line(history, line);
	write_line(state, kind, line);
}

size_t
state_history_count(const struct state *state, enum state_history kind)
{
	return state->histories[kind].count;
}

const char *
state_history_line(const struct state *state, enum state_history kind, size_t index)
{
	return state->histories[kind].lines[index];
}

static struct setting *
find_setting(const struct state *state, const char *name)
{
	for (size_t i = 0; i < state->setting_count; i++)
		if (strcmp(state->settings[i].name, name) == 0)
			return &state->settings[i];
	return NULL;
}

static void
set_setting(struct state *state, const char *name, struct str value)
{
	struct setting *setting = find_setting(state, name);

	if (!setting) {
		state->settings =
		    memory_reserve(state->settings, &state->setting_capacity,
			state->setting_count + 1, sizeof(*state->settings));
		setting = &state->settings[state->setting_count++];
		*setting = (struct setting){str_copy(str_of(name)), NULL};
	}
	free(setting->value);
	setting->value = str_copy(value);
}

static void
take_setting(void *data, const struct store_row *row)
{
	char *name = str_copy(store_row_bytes(row, 0));

	set_setting(data, name, store_row_bytes(row, 1));
	free(name);
}

const char *
state_value(const struct state *state, const char *name)
{
	const struct setting *setting = find_setting(state, name);

	return setting ? setting->value : NULL;
}

void
state_set_value(struct state *state, const char *name, const char *value)
{
	const struct setting *setting = find_setting(state, name);
	const struct store_value values[] = {
	    store_bytes(str_of(name)), store_bytes(str_of(value))};

	if (setting && strcmp(setting->value, value) == 0)
		return;
	set_setting(state, name, str_of(value));
	state_run(state, "REPLACE INTO setting (name, value) VALUES (?, ?)", values,
	    2, NULL, NULL);
}

void
state_take_typed(struct state *state)
{
	clear_histories(state);
	state_run(state, "SELECT kind, line FROM history ORDER BY number", NULL, 0,
	    take_line, state);
	state_run(
	    state, "SELECT name, value FROM setting", NULL, 0, take_setting, state);
}

void
state_free_typed(struct state *state)
{
	clear_histories(state);
	for (size_t i = 0; i < state->setting_count; i++) {
		free(state->settings[i].name);
		free(state->settings[i].value);
	}
	free(state->settings);
}
