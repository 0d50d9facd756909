/* SPDX-License-Identifier: Apache-2.0 */
/* The four kinds of trouble that error.h describes. */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "cnai/cluster.h"
#include "cnai/error.h"
#include "cnai/memory.h"
#include "cnai/str.h"

/* The one hook that must be reachable from anywhere: see die(). */
static void (*restore_terminal)(void);

void
die_set_restore(void (*restore)(void))
{
	restore_terminal = restore;
}

void
die(const char *format, ...)
{
	va_list arguments;

	if (restore_terminal)
		restore_terminal();
	/* No allocation here: memory may be what ran out. */
	fputs("cnai-read: ", stderr);
	va_start(arguments, format);
	vfprintf(stderr, format, arguments);
	va_end(arguments);
	fputc('\n', stderr);
	_exit(EXIT_UNABLE);
}

static char *format_message(const char *format, va_list arguments)
    __attribute__((format(printf, 1, 0)));

static char *
format_message(const char *format, va_list arguments)
{
	struct strbuf message = {0};

	strbuf_vprintf(&message, format, arguments);
	return strbuf_take(&message);
}

void
error_set(struct error *error, const char *format, ...)
{
	va_list arguments;
	char *message;

	/* Formatted before the old one is freed: it may be an argument. */
	va_start(arguments, format);
	message = format_message(format, arguments);
	va_end(arguments);
	free(error->message);
	error->message = message;
}

void
error_clear(struct error *error)
{
	free(error->message);
	error->message = NULL;
}

void
diagnostics_add(struct diagnostics *list, enum severity severity, const char *rule,
    const char *path, size_t line, size_t column, const char *format, ...)
{
	struct diagnostic *added;
	va_list arguments;

	list->items = memory_reserve(
	    list->items, &list->capacity, list->count + 1, sizeof(*list->items));
	added = &list->items[list->count++];
	*added = (struct diagnostic){
	    .path = str_copy(str_of(path)),
	    .line = line,
	    .column = column,
	    .severity = severity,
	    .rule = rule,
	};
	va_start(arguments, format);
	added->message = format_message(format, arguments);
	va_end(arguments);
}

static int
compare_numbers(size_t a, size_t b)
{
	return (a > b) - (a < b);
}

static int
compare_diagnostics(const void *left, const void *right)
{
	const struct diagnostic *a = left, *b = right;
	int order = strcmp(a->path, b->path);

	if (!order)
		order = compare_numbers(a->line, b->line);
	if (!order)
		order = compare_numbers(a->column, b->column);
	if (!order)
		order = strcmp(a->rule, b->rule);
	return order ? order : strcmp(a->message, b->message);
}

void
diagnostics_sort(struct diagnostics *list)
{
	if (list->count)
		qsort(list->items, list->count, sizeof(*list->items),
		    compare_diagnostics);
}

size_t
diagnostics_count(const struct diagnostics *list, enum severity severity)
{
	size_t count = 0;

	for (size_t i = 0; i < list->count; i++)
		count += list->items[i].severity == severity;
	return count;
}

void
diagnostic_append(const struct diagnostic *diagnostic, struct strbuf *buffer)
{
	strbuf_append_string(buffer, diagnostic->path);
	if (diagnostic->line)
		strbuf_printf(buffer, ":%zu", diagnostic->line);
	if (diagnostic->line && diagnostic->column)
		strbuf_printf(buffer, ":%zu", diagnostic->column);
	strbuf_printf(buffer, ": %s: %s [%s]",
	    diagnostic->severity == SEVERITY_ERROR ? "error" : "warning",
	    diagnostic->message, diagnostic->rule);
}

void
diagnostic_print(const struct diagnostic *diagnostic, FILE *stream)
{
	struct strbuf line = {0}, safe = {0};

	diagnostic_append(diagnostic, &line);
	cluster_append_safe(&safe, strbuf_str(&line));
	strbuf_append_byte(&safe, '\n');
	fwrite(safe.data, 1, safe.length, stream);
	strbuf_clear(&line);
	strbuf_clear(&safe);
}

void
diagnostics_clear(struct diagnostics *list)
{
	for (size_t i = 0; i < list->count; i++) {
		free(list->items[i].path);
		free(list->items[i].message);
	}
	free(list->items);
	*list = (struct diagnostics){0};
}
