/* SPDX-License-Identifier: Apache-2.0 */
/* What is wrong with the posts, in the form that editors know from
 * compilers. */
#include "cnai/modes.h"

static void
add_place(struct json *json, const char *name, size_t place)
{
	if (place)
		json_integer(json, name, (int64_t)place);
	else
		json_null(json, name);
}

static void
print_json(const struct diagnostic *diagnostic)
{
	const bool is_error = diagnostic->severity == SEVERITY_ERROR;
	struct json json;

	json_begin(&json, stdout);
	json_string(&json, "path", str_of(diagnostic->path));
	add_place(&json, "line", diagnostic->line);
	add_place(&json, "column", diagnostic->column);
	json_string(&json, "severity", str_of(is_error ? "error" : "warning"));
	json_string(&json, "rule", str_of(diagnostic->rule));
	json_string(&json, "message", str_of(diagnostic->message));
	json_end(&json);
}

static void
print_count(size_t count, const char *what, const char *end)
{
	printf("%zu %s%s%s", count, what, count == 1 ? "" : "s", end);
}

int
mode_check(const struct job *job)
{
	const struct diagnostics *list = &job->archive->diagnostics;
	const size_t errors = diagnostics_count(list, SEVERITY_ERROR);

	for (size_t i = 0; i < list->count; i++) {
		if (job->options->as_json)
			print_json(&list->items[i]);
		else
			diagnostic_print(&list->items[i], stdout);
	}
	if (!job->options->as_json) {
		print_count(job->archive->count, "post", " checked: ");
		print_count(errors, "error", ", ");
		print_count(list->count - errors, "warning", "\n");
	}
	if (errors)
		return EXIT_CHECK_FAILED;
	return job->archive->count ? EXIT_FINE : mode_report_empty(job->archive);
}
