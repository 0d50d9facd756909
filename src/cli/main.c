/* SPDX-License-Identifier: Apache-2.0 */
/* The program: reads the command line, runs what it asks for, and makes sure
 * that what was printed has arrived. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "cnai/cluster.h"
#include "cnai/memory.h"
#include "cnai/modes.h"
#include "cnai/options.h"

/* Why output failed: its error number is long gone, but one byte more meets
 * the same obstacle. */
static void
fail_again(void)
{
	clearerr(stdout);
	errno = 0;
	putchar('\n');
	fflush(stdout);
}

/* Some file systems tell only when a file is closed. False where it failed. */
static bool
close_output(void)
{
	return close(STDOUT_FILENO) == 0 || errno == EBADF;
}

/* STATUS, or what comes of output that could not be written. */
static int
finish_output(int status)
{
	if (fflush(stdout) != 0 || ferror(stdout))
		fail_again();
	else if (close_output())
		return status;
	/* Whoever closed a pipe has seen enough and needs no message. */
	if (errno != EPIPE)
		mode_report("cannot write: %s",
		    errno ? strerror(errno) : "the output was not taken");
	return EXIT_UNABLE;
}

int
main(int count, char **arguments)
{
	struct options options;
	struct error error = {0};
	int status = EXIT_USAGE;

	memory_start();
	locale_start();
	if (options_parse(&options, count, arguments, &error))
		status = mode_run(&options, count ? arguments[0] : NULL);
	else
		mode_report("%s: try 'cnai-read --help'", error.message);
	error_clear(&error);
	return finish_output(status);
}
