/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_ERROR_H
#define CNAI_ERROR_H

#include <stddef.h>
#include <stdio.h>

/*
 * Four kinds of trouble: a broken invariant is an assert(); no memory or a
 * lost terminal is die(); an operation that failed fills a struct error and
 * returns false or NULL; bad content is a diagnostic, and life goes on.
 */

/* How the program ends; the manual's EXIT STATUS lists them. */
enum exit_status {
	EXIT_FINE = 0,
	EXIT_NOTHING_FOUND = 1,
	EXIT_USAGE = 2,
	EXIT_NO_ARCHIVE = 3,
	EXIT_CHECK_FAILED = 4,
	EXIT_UNABLE = 5, /* no memory, no terminal, output not written */
};

/*
 * Ends the program with EXIT_UNABLE and "cnai-read: MESSAGE" on standard
 * error, after giving the terminal back.
 */
_Noreturn void die(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* What die() calls first, to restore the terminal; NULL for nothing. */
void die_set_restore(void (*restore)(void));

/* Why an operation failed. Begin with struct error error = {0}. */
struct error {
	char *message; /* NULL while all is well */
};

/* Sets the message, freeing an earlier one. It may hold any bytes: it is
 * made safe where it is printed. */
void error_set(struct error *error, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void error_clear(struct error *error);

enum severity {
	SEVERITY_WARNING,
	SEVERITY_ERROR,
};

/* Something wrong with the content of a file. */
struct diagnostic {
	char *path;    /* relative to the archive */
	size_t line;   /* from 1; 0 where the whole file is meant */
	size_t column; /* from 1, in characters; 0 where not known */
	enum severity severity;
	const char *rule; /* name of the rule, a literal, e.g. "front-matter" */
	char *message;
};

struct diagnostics {
	struct diagnostic *items;
	size_t count;
	size_t capacity;
};

void diagnostics_add(struct diagnostics *list, enum severity severity,
    const char *rule, const char *path, size_t line, size_t column,
    const char *format, ...) __attribute__((format(printf, 7, 8)));
/* By path, line, column; stable. */
void diagnostics_sort(struct diagnostics *list);
size_t diagnostics_count(const struct diagnostics *list, enum severity severity);
/* Appends "path:line:column: error: text [rule]", not yet safe to write. */
struct strbuf;
void diagnostic_append(const struct diagnostic *diagnostic, struct strbuf *buffer);
/* Prints "path:line:column: error: text [rule]", made safe, and a newline. */
void diagnostic_print(const struct diagnostic *diagnostic, FILE *stream);
void diagnostics_clear(struct diagnostics *list);

#endif
