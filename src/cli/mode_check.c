/* SPDX-License-Identifier: Apache-2.0 */
/* What is wrong with the posts, in the form that editors know from
 * compilers. */
#include "cnai/check.h"
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

static void
print_findings(const struct diagnostics *list, bool as_json)
{
	for (size_t i = 0; i < list->count; i++) {
		if (as_json)
			print_json(&list->items[i]);
		else
			diagnostic_print(&list->items[i], stdout);
	}
}

int
mode_check(const struct job *job)
{
	const bool as_json = job->options->as_json;
	struct diagnostics found = {0};
	struct check_choice choice;
	struct error error = {0};
	size_t errors;

	if (!check_choose(&choice, job->options->argument, &error)) {
		mode_report("%s", error.message);
		error_clear(&error);
		return EXIT_USAGE;
	}
	check_archive(job->archive, &choice, &found);
	errors = diagnostics_count(&found, SEVERITY_ERROR);
	print_findings(&found, as_json);
	if (!as_json) {
		print_count(job->archive->count, "post", " checked: ");
		print_count(errors, "error", ", ");
		print_count(found.count - errors, "warning", "\n");
	}
	diagnostics_clear(&found);
	if (errors)
		return EXIT_CHECK_FAILED;
	return job->archive->count ? EXIT_FINE : mode_report_empty(job->archive);
}

int
mode_rules(const struct job *job)
{
	(void)job;
	for (size_t i = 0; i < check_rule_count(); i++) {
		const struct check_rule *rule = check_rule(i);

		printf("%-20s%-9s%s%s\n", rule->name,
		    rule->severity == SEVERITY_ERROR ? "error" : "warning",
		    rule->description, rule->is_default ? "" : " (off)");
	}
	return EXIT_FINE;
}
