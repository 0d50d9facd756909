/* SPDX-License-Identifier: Apache-2.0 */
/* The table of modes, and what comes before each: finding and loading the
 * archive it works on. */
#include <stdarg.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include "cnai/cluster.h"
#include "cnai/location.h"
#include "cnai/modes.h"
#include "cnai/ui.h"

static const struct mode_row {
	int (*run)(const struct job *job);
	bool needs_archive;
	bool sees_hidden; /* posts that Hugo hides as well */
} rows[MODE_COUNT] = {
    [MODE_NONE] = {mode_browse, true, false},
    [MODE_LATEST] = {mode_latest, true, false},
    [MODE_LIST] = {mode_list, true, false},
    [MODE_SHOW] = {mode_show, true, false},
    [MODE_SEARCH] = {mode_search, true, false},
    [MODE_LINKS] = {mode_links, true, false},
    [MODE_CHECK] = {mode_check, true, true},
    [MODE_KEYS] = {mode_keys, false, false},
    [MODE_HELP] = {mode_help, false, false},
    [MODE_VERSION] = {mode_version, false, false},
};

void
mode_report(const char *format, ...)
{
	struct strbuf text = {0}, line = {0};
	va_list arguments;

	va_start(arguments, format);
	strbuf_vprintf(&text, format, arguments);
	va_end(arguments);
	strbuf_append_string(&line, "cnai-read: ");
	cluster_append_safe(&line, strbuf_str(&text));
	strbuf_append_byte(&line, '\n');
	fflush(stdout);
	fwrite(line.data, 1, line.length, stderr);
	strbuf_clear(&line);
	strbuf_clear(&text);
}

int
mode_keys(const struct job *job)
{
	(void)job;
	ui_print_keys(stdout);
	return EXIT_FINE;
}

int
mode_help(const struct job *job)
{
	(void)job;
	options_print_help(stdout);
	return EXIT_FINE;
}

int
mode_version(const struct job *job)
{
	(void)job;
	puts("cnai-read " CNAI_VERSION);
	return EXIT_FINE;
}

static int
report_no_archive(const struct location *location)
{
	mode_report("no archive was found; looked at:");
	fwrite(location->tried.data, 1, location->tried.length, stderr);
	mode_report("name a folder of Markdown posts: cnai-read --archive DIR");
	return EXIT_NO_ARCHIVE;
}

static int
report_unreadable(const struct location *location, const struct error *error)
{
	mode_report(
	    "cannot open the archive: %s: %s", location->path, error->message);
	if (location->named_by)
		mode_report("it is named by %s: correct that, or use --archive DIR",
		    location->named_by);
	else
		mode_report(
		    "name a folder of Markdown posts, one Markdown file, or "
		    "- for standard input");
	return EXIT_NO_ARCHIVE;
}

static bool
is_single_post(const char *path)
{
	struct stat status;

	return strcmp(path, "-") == 0 ||
	       (stat(path, &status) == 0 && !S_ISDIR(status.st_mode));
}

static int
run_on_archive(
    const struct mode_row *row, struct job *job, const struct location *location)
{
	const struct archive_options options = {
	    .show_hidden = row->sees_hidden || job->options->show_hidden,
	    .now = time(NULL),
	};
	struct error error = {0};
	struct archive *archive = archive_load(location->path, &options, &error);
	int status;

	if (archive) {
		job->archive = archive;
		job->is_single_post = is_single_post(location->path);
		status = row->run(job);
	} else {
		status = report_unreadable(location, &error);
	}
	error_clear(&error);
	archive_free(archive);
	return status;
}

int
mode_run(const struct options *options, const char *program)
{
	const struct mode_row *row = &rows[options->mode];
	struct job job = {.options = options};
	struct location location;
	int status;

	if (!row->needs_archive)
		return row->run(&job);
	terminal_describe(&job.terminal, options);
	location_find(&location, options->archive, program);
	if (location.path)
		status = run_on_archive(row, &job, &location);
	else
		status = report_no_archive(&location);
	location_clear(&location);
	return status;
}
