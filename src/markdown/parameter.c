/* SPDX-License-Identifier: Apache-2.0 */
/* A name is looked for whole and then, as Hugo does, part by part at its dots. */
#include "cnai/front_matter.h"
#include "cnai/parameter.h"
#include "cnai/value.h"

/* A long front matter is not gone through any number of times. */
enum { NAME_LENGTH_MAX = 200, PARTS_MAX = 16, ASKED_MAX = 1000 };

static void
read_values(struct parameters *parameters)
{
	struct front_matter front = front_matter_find(parameters->file);
	struct diagnostics ignored = {0};

	parameters->is_read = true;
	parameters->values =
	    front_matter_read(&front, "", &parameters->arena, &ignored);
	diagnostics_clear(&ignored);
}

static const struct yaml_node *
find_in(const struct yaml_node *map, struct str name)
{
	char key[NAME_LENGTH_MAX + 1] = {0};

	memcpy(key, name.data, name.length);
	return yaml_resolve(yaml_find(map, key));
}

static size_t
find_dot(struct str name)
{
	const char *dot = memchr(name.data, '.', name.length);

	return dot ? (size_t)(dot - name.data) : name.length;
}

static const struct yaml_node *
find_path(const struct yaml_node *map, struct str name)
{
	const struct yaml_node *found = find_in(map, name);

	for (int i = 0; !found && map && i < PARTS_MAX; i++) {
		const size_t dot = find_dot(name);

		if (dot == name.length)
			return NULL;
		map = find_in(map, str_slice(name, 0, dot));
		name = str_slice(name, dot + 1, name.length);
		found = find_in(map, name);
	}
	return found;
}

struct str
parameters_find(struct parameters *parameters, struct str name)
{
	const struct yaml_node *found;

	if (!parameters->file.length || !name.length ||
	    name.length > NAME_LENGTH_MAX || parameters->asked++ >= ASKED_MAX)
		return str_of("");
	if (!parameters->is_read)
		read_values(parameters);
	found = find_path(parameters->values, name);
	if (!found)
		found = find_path(yaml_find(parameters->values, "params"), name);
	return value_text(found);
}

void
parameters_clear(struct parameters *parameters)
{
	arena_clear(&parameters->arena);
}
