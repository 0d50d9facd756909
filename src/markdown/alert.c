/* SPDX-License-Identifier: Apache-2.0 */
/* Marks at the beginning of quotes and items that make more of them. */
#include "cnai/alert.h"

static const struct {
	const char *name;
	enum alert alert;
} alerts[] = {
    {"note", ALERT_NOTE},
    {"tip", ALERT_TIP},
    {"important", ALERT_IMPORTANT},
    {"warning", ALERT_WARNING},
    {"caution", ALERT_CAUTION},
};

static bool
find_alert(struct str name, enum alert *alert)
{
	for (size_t i = 0; i < sizeof(alerts) / sizeof(*alerts); i++) {
		if (str_equal_ignoring_case(name, str_of(alerts[i].name))) {
			*alert = alerts[i].alert;
			return true;
		}
	}
	return false;
}

static bool
is_blank_at(struct str text, size_t offset)
{
	return offset < text.length &&
	       (text.data[offset] == ' ' || text.data[offset] == '\t');
}

static size_t
skip_blanks(struct str text, size_t offset)
{
	while (is_blank_at(text, offset))
		offset++;
	return offset;
}

size_t
alert_read(struct str text, enum alert *alert)
{
	const char *end;
	size_t offset;

	if (!str_starts_with(text, str_of("[!")))
		return 0;
	end = memchr(text.data, ']', text.length);
	if (!end)
		return 0;
	offset = (size_t)(end - text.data);
	if (!find_alert(str_slice(text, 2, offset), alert))
		return 0;
	offset++;
	if (offset < text.length &&
	    (text.data[offset] == '+' || text.data[offset] == '-'))
		offset++;
	if (offset < text.length && !is_blank_at(text, offset))
		return 0;
	return skip_blanks(text, offset);
}

size_t
task_read(struct str text, bool is_alone, enum task *task)
{
	const size_t length = 3;

	if (text.length < length || text.data[0] != '[' || text.data[2] != ']' ||
	    !strchr(" xX", text.data[1]))
		return 0;
	if (text.length == length ? !is_alone : !is_blank_at(text, length))
		return 0;
	*task = text.data[1] == ' ' ? TASK_OPEN : TASK_DONE;
	return skip_blanks(text, length);
}
