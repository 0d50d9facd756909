/* SPDX-License-Identifier: Apache-2.0 */
/* The table of modes, and what comes before each: finding and loading the
 * archive it works on. */
#include <stdarg.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include "cnai/cluster.h"
#include "cnai/keymap.h"
#include "cnai/loader.h"
#include "cnai/location.h"
#include "cnai/modes.h"
#include "cnai/ui.h"

static const struct mode_row {
	int (*run)(const struct job *job);
	bool needs_archive;
	bool sees_hidden; /* posts that Hugo hides as well */
	/* What comes before loading, and after all; NULL for nothing. */
	int (*prepare)(struct job *job, struct archive_options *options);
	void (*clear)(struct job *job);
} rows[MODE_COUNT] = {
    [MODE_NONE] = {mode_browse, true, false, NULL, NULL},
    [MODE_PLAIN] = {mode_dialogue, true, false, NULL, NULL},
    [MODE_LATEST] = {mode_latest, true, false, NULL, NULL},
    [MODE_LIST] = {mode_list, true, false, NULL, NULL},
    [MODE_SHOW] = {mode_show, true, false, NULL, NULL},
    [MODE_SEARCH] = {mode_search, true, false, mode_search_prepare,
	mode_search_clear},
    [MODE_LINKS] = {mode_links, true, false, NULL, NULL},
    [MODE_CHECK] = {mode_check, true, true, NULL, NULL},
    [MODE_NEW] = {mode_new, true, false, NULL, NULL},
    [MODE_MARK_READ] = {mode_mark_read, true, false, NULL, NULL},
    [MODE_RULES] = {mode_rules, false, false, NULL, NULL},
    [MODE_KEYS] = {mode_keys, false, false, NULL, NULL},
    [MODE_PRINT_CONFIG] = {mode_print_config, false, false, NULL, NULL},
    [MODE_HELP] = {mode_help, false, false, NULL, NULL},
    [MODE_VERSION] = {mode_version, false, false, NULL, NULL},
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

/* Appends WORD so that a shell reads it as one. */
static void
append_quoted(struct strbuf *buffer, const char *word)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
				    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
				    "-_./+,:@%";

	if (!word[strspn(word, plain)]) {
		strbuf_append_string(buffer, word);
		return;
	}
	strbuf_append_byte(buffer, '\'');
	for (; *word; word++) {
		if (*word == '\'')
			strbuf_append_string(buffer, "'\\'");
		strbuf_append_byte(buffer, *word);
	}
	strbuf_append_byte(buffer, '\'');
}

void
mode_append_command(struct strbuf *buffer, const struct job *job, const char *mode)
{
	const char *archive = job->options->archive;

	strbuf_append_string(buffer, "cnai-read ");
	if (archive) {
		if (archive[0] == '-' && archive[1])
			strbuf_append_string(buffer, "--archive ");
		append_quoted(buffer, archive);
		strbuf_append_byte(buffer, ' ');
	}
	strbuf_append_string(buffer, mode);
}

struct keymap *
mode_keymap(const struct job *job)
{
	struct diagnostics said_before = {0};
	struct keymap *keymap = keymap_new(job->config, &said_before);

	diagnostics_clear(&said_before);
	return keymap;
}

int
mode_keys(const struct job *job)
{
	struct keymap *keymap = mode_keymap(job);

	ui_print_keys(keymap, stdout);
	keymap_free(keymap);
	return EXIT_FINE;
}

int
mode_print_config(const struct job *job)
{
	config_print(job->config, stdout);
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

/* What to do about an archive that was named and cannot be read. */
static void
report_remedy(const char *path)
{
	struct stat status;

	if (strcmp(path, "-") == 0 || stat(path, &status) != 0)
		mode_report(
		    "name a folder of Markdown posts, one Markdown file, or "
		    "- for standard input");
	else if (S_ISREG(status.st_mode) &&
		 (uint64_t)status.st_size > archive_post_limit)
		mode_report("name a folder of posts, or a part of the file");
	else if (S_ISREG(status.st_mode) || S_ISDIR(status.st_mode))
		mode_report("see who may read it: ls -ld %s", path);
	else
		mode_report(
		    "read what comes from it as one post: cnai-read - < %s", path);
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
		report_remedy(location->path);
	return EXIT_NO_ARCHIVE;
}

static bool
is_single_post(const char *path)
{
	struct stat status;

	return strcmp(path, "-") == 0 ||
	       (stat(path, &status) == 0 && !S_ISDIR(status.st_mode));
}

/* Milliseconds before it is said, and between two times, how far loading is. */
enum { PROGRESS_TIME = 250 };

/* Waits for the archive; on a terminal it is said how far it is, or, where a
 * line cannot be written over, only that it takes a while. */
static struct archive *
wait_for_archive(
    const struct job *job, struct archive_loader *loader, struct error *error)
{
	static const char erase[] = "\r\033[K";
	const bool is_plain = job->terminal.is_plain;
	const bool is_seen = isatty(STDERR_FILENO) && !is_plain;
	bool is_said = false;

	if (is_plain && isatty(STDERR_FILENO) &&
	    !archive_loader_wait(loader, PROGRESS_TIME))
		mode_report("reading the archive");
	while (!archive_loader_wait(loader, PROGRESS_TIME)) {
		if (is_seen)
			fprintf(stderr, "\rReading the archive: %zu files",
			    archive_loader_progress(loader));
		is_said = is_seen;
	}
	if (is_said)
		fputs(erase, stderr);
	return archive_loader_finish(loader, error);
}

static int
run_with_loader(const struct mode_row *row, struct job *job,
    const struct location *location, struct archive_loader *loader)
{
	struct error error = {0};
	struct archive *archive = wait_for_archive(job, loader, &error);
	int status;

	job->archive = archive;
	status = archive ? row->run(job) : report_unreadable(location, &error);
	error_clear(&error);
	archive_free(archive);
	return status;
}

/* Off is what either the command line or the configuration turns off. */
static struct document_options
document_options_of(const struct job *job)
{
	struct document_options document = job->options->document;

	document.plain_emoji |= !job->config->shows_emoji;
	document.plain_quotes |= !job->config->is_smart_quotes;
	return document;
}

static int
run_on_archive(
    const struct mode_row *row, struct job *job, const struct location *location)
{
	struct archive_options options = {
	    .show_hidden = row->sees_hidden || job->options->show_hidden,
	    .checks_bodies = row->run == mode_check,
	    .now = time(NULL),
	    .document = document_options_of(job),
	};
	struct error error = {0};
	struct archive_loader *loader;
	int status = row->prepare ? row->prepare(job, &options) : EXIT_FINE;

	if (status != EXIT_FINE)
		return status;
	job->is_single_post = is_single_post(location->path);
	loader = archive_loader_start(location->path, &options, &error);
	if (!loader)
		status = report_unreadable(location, &error);
	else if (row->run == mode_browse &&
		 mode_browse_screen(job, loader, location->path, &options))
		status = EXIT_FINE;
	else
		status = run_with_loader(row, job, location, loader);
	if (row->clear)
		row->clear(job);
	error_clear(&error);
	return status;
}

/* Finds the archive first. */
static int
run_with_archive(const struct mode_row *row, struct job *job, const char *program)
{
	const struct options *options = job->options;
	struct location location;
	char charset[CHARSET_NAME_SIZE];
	int status;

	location_find(&location, options->archive, job->config, program);
	terminal_describe(&job->terminal, options, job->config, location.path);
	if (charset_of_environment(charset))
		job->terminal.output.charset = charset_open(charset);
	if (location.path)
		status = run_on_archive(row, job, &location);
	else
		status = report_no_archive(&location);
	location_clear(&location);
	charset_close(job->terminal.output.charset);
	return status;
}

/*
 * Wrong entries are said at once, whatever is done next: whoever mends the
 * configuration should not have to try each mode. A screen that follows hides
 * them until it is gone, so it says them again.
 */
static void
load_config(struct config *config, struct diagnostics *problems)
{
	config_load(config, problems);
	if (config->keys.count)
		keymap_free(keymap_new(config, problems));
	for (size_t i = 0; i < problems->count; i++)
		diagnostic_print(&problems->items[i], stderr);
}

int
mode_run(const struct options *options, const char *program)
{
	const struct mode_row *row = &rows[options->mode];
	struct diagnostics problems = {0};
	struct config config;
	struct job job = {
	    .options = options, .config = &config, .config_problems = &problems};
	int status;

	load_config(&config, &problems);
	if (options->theme)
		config_set_theme(&config, options->theme);
	if (row->needs_archive)
		status = run_with_archive(row, &job, program);
	else
		status = row->run(&job);
	diagnostics_clear(&problems);
	config_clear(&config);
	return status;
}
