/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_PROGRAM_H
#define CNAI_PROGRAM_H

#include "cnai/str.h"

/* Giving the terminal to another program until it ends. */

enum program_result {
	PROGRAM_DONE,        /* it exited with 0 */
	PROGRAM_FAILED,      /* it could not be run, or ended otherwise */
	PROGRAM_INTERRUPTED, /* ^C, ^\ or a signal to us ended it */
};

/*
 * Runs COMMAND, an argument vector that begins with the program's path and
 * ends with NULL, and waits. Standard input and output are as they are, and
 * all signals at their defaults in it. Unless it is done, FINDING gets what
 * happened: "ended with status 3".
 *
 * Meanwhile ^C, ^\ and ^Z are the program's alone: none of them is pending
 * afterwards. When the program stops, our process stops as well, and both go
 * on together. SIGTERM and SIGHUP, unless ignored, are handed to the program
 * and raised again: they end the wait and reach the caller's handler as soon
 * as its signal mask lets them. Other threads must block all of these signals
 * and SIGCHLD.
 */
enum program_result program_run(char *const *command, struct strbuf *finding);

/* The same with INPUT as the program's standard input, a file. It need not
 * read all of it. */
enum program_result program_run_with_input(
    char *const *command, struct str input, struct strbuf *finding);

/*
 * Waits for a line end from the terminal DESCRIPTOR, or its end. ^C, ^\ and ^Z
 * end the wait and are forgotten; SIGTERM and SIGHUP end it and stay pending.
 */
void program_wait_for_enter(int descriptor);

#endif
