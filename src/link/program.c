/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The signals that matter are blocked and fetched with sigwait(), so none can
 * slip in between looking and waiting. What the keyboard sends goes to the
 * program and to us; ours is thrown away at the end. It cannot be ignored
 * beforehand: a signal that is blocked is kept even then.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>
#include "cnai/program.h"

static const int keyboard_signals[] = {SIGINT, SIGQUIT, SIGTSTP};
static const int ending_signals[] = {SIGTERM, SIGHUP};

enum {
	KEYBOARD_COUNT = sizeof(keyboard_signals) / sizeof(*keyboard_signals),
	ENDING_COUNT = sizeof(ending_signals) / sizeof(*ending_signals),
};

struct waiting {
	sigset_t mask;          /* what was blocked before */
	sigset_t awaited;       /* for sigwait() */
	struct sigaction child; /* what SIGCHLD did before */
	int ending;             /* the signal that ended the wait, or 0 */
};

/* A signal without a handler may be lost although it is blocked. */
static void
note_child(int number)
{
	(void)number;
}

static bool
is_ignored(int number)
{
	struct sigaction action;

	return sigaction(number, NULL, &action) == 0 &&
	       action.sa_handler == SIG_IGN;
}

static void
waiting_begin(struct waiting *waiting)
{
	struct sigaction action = {.sa_handler = note_child};
	sigset_t blocked;

	*waiting = (struct waiting){0};
	sigemptyset(&action.sa_mask);
	sigemptyset(&waiting->awaited);
	sigaddset(&waiting->awaited, SIGCHLD);
	for (size_t i = 0; i < ENDING_COUNT; i++)
		if (!is_ignored(ending_signals[i]))
			sigaddset(&waiting->awaited, ending_signals[i]);
	blocked = waiting->awaited;
	for (size_t i = 0; i < KEYBOARD_COUNT; i++)
		sigaddset(&blocked, keyboard_signals[i]);
	sigaction(SIGCHLD, &action, &waiting->child);
	sigprocmask(SIG_BLOCK, &blocked, &waiting->mask);
}

/* Throws a pending signal away: what begins to be ignored is forgotten. */
static void
discard(int number)
{
	struct sigaction action = {.sa_handler = SIG_IGN}, before;

	sigemptyset(&action.sa_mask);
	sigaction(number, &action, &before);
	sigaction(number, &before, NULL);
}

static void
waiting_end(const struct waiting *waiting)
{
	for (size_t i = 0; i < KEYBOARD_COUNT; i++)
		discard(keyboard_signals[i]);
	sigaction(SIGCHLD, &waiting->child, NULL);
	sigprocmask(SIG_SETMASK, &waiting->mask, NULL);
}

/* Stops as CHILD has, and lets it go on when we are let go on ourselves. */
static void
stop_with(pid_t child)
{
	struct sigaction action = {.sa_handler = SIG_DFL}, before;
	sigset_t stopping, blocked;

	sigemptyset(&action.sa_mask);
	sigemptyset(&stopping);
	sigaddset(&stopping, SIGTSTP);
	sigaction(SIGTSTP, &action, &before);
	raise(SIGTSTP);
	/* Here we stop. */
	sigprocmask(SIG_UNBLOCK, &stopping, &blocked);
	sigprocmask(SIG_SETMASK, &blocked, NULL);
	sigaction(SIGTSTP, &before, NULL);
	kill(child, SIGCONT);
}

/* Hands NUMBER on to CHILD and keeps it for our caller. */
static void
end_with(pid_t child, int number)
{
	kill(child, number);
	kill(child, SIGCONT);
	raise(number);
}

/* Waits for CHILD and returns its status, or 0 with WAITING's ending set. */
static int
wait_for(struct waiting *waiting, pid_t child)
{
	for (;;) {
		int status = 0, number = 0;
		pid_t changed = waitpid(child, &status, WNOHANG | WUNTRACED);

		if (changed < 0 || (changed == child && !WIFSTOPPED(status)))
			return status;
		if (changed == child)
			stop_with(child);
		else if (sigwait(&waiting->awaited, &number) == 0 &&
			 number != SIGCHLD) {
			end_with(child, number);
			waiting->ending = number;
			return 0;
		}
	}
}

/* In the child: only calls that are allowed between fork() and exec(). */
static _Noreturn void
become(char *const *command, int input, int report)
{
	struct sigaction action = {.sa_handler = SIG_DFL};
	sigset_t none;
	int reason;

	sigemptyset(&action.sa_mask);
	for (int i = 1; i <= SIGRTMAX; i++)
		sigaction(i, &action, NULL); /* a few refuse */
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	if (input < 0 || dup2(input, STDIN_FILENO) >= 0)
		execv(command[0], command);
	reason = errno;
	if (write(report, &reason, sizeof(reason)) < 0)
		_exit(126);
	_exit(127);
}

/*
 * Starts COMMAND; returns its process, or -1 with errno set. REPORT is a
 * pipe that closes by itself when the program is running, and brings errno
 * where it could not be.
 */
static pid_t
start(char *const *command, int input, const int *report)
{
	sigset_t all, before;
	pid_t child;

	/* No handler of ours may run in the child. */
	sigfillset(&all);
	sigprocmask(SIG_SETMASK, &all, &before);
	child = fork();
	if (child == 0)
		become(command, input, report[1]);
	sigprocmask(SIG_SETMASK, &before, NULL);
	return child;
}

/* Starts COMMAND and waits; 0 with STATUS set, or why it could not be run. */
static int
run(struct waiting *waiting, char *const *command, int input, int *status)
{
	int report[2], reason = 0;
	pid_t child;

	if (pipe(report) != 0)
		return errno;
	fcntl(report[0], F_SETFD, FD_CLOEXEC);
	fcntl(report[1], F_SETFD, FD_CLOEXEC);
	child = start(command, input, report);
	if (child < 0)
		reason = errno;
	close(report[1]);
	if (child > 0)
		*status = wait_for(waiting, child);
	/* Read behind the wait: a child that is stopped before it has become
	 * the program would be waited for in vain. */
	if (child > 0 && !waiting->ending &&
	    read(report[0], &reason, sizeof(reason)) < 0)
		reason = errno;
	close(report[0]);
	return reason;
}

/* Whether ^C or ^\ ended the program; shells tell it by 128 and the signal. */
static bool
is_interrupted(int status)
{
	const int number =
	    WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status) - 128;

	return number == SIGINT || number == SIGQUIT;
}

static enum program_result
describe_end(struct strbuf *finding, int status)
{
	if (is_interrupted(status)) {
		strbuf_append_string(finding, "was interrupted");
		return PROGRAM_INTERRUPTED;
	}
	if (WIFSIGNALED(status))
		strbuf_printf(finding, "was ended by signal %d", WTERMSIG(status));
	else
		strbuf_printf(finding, "ended with status %d", WEXITSTATUS(status));
	return PROGRAM_FAILED;
}

static enum program_result
run_on(char *const *command, int input, struct strbuf *finding)
{
	struct waiting waiting;
	int status = 0, reason;

	waiting_begin(&waiting);
	reason = run(&waiting, command, input, &status);
	waiting_end(&waiting);
	if (waiting.ending) {
		strbuf_printf(finding, "was ended by signal %d", waiting.ending);
		return PROGRAM_INTERRUPTED;
	}
	if (reason) {
		strbuf_printf(finding, "cannot be run (%s)", strerror(reason));
		return PROGRAM_FAILED;
	}
	return status == 0 ? PROGRAM_DONE : describe_end(finding, status);
}

enum program_result
program_run(char *const *command, struct strbuf *finding)
{
	return run_on(command, -1, finding);
}

/*
 * By way of a file without a name: a pipe would have to be fed while the
 * program runs, which may not want all of it.
 */
enum program_result
program_run_with_input(
    char *const *command, struct str input, struct strbuf *finding)
{
	enum program_result result = PROGRAM_FAILED;
	FILE *file = tmpfile();

	if (file && fwrite(input.data, 1, input.length, file) == input.length &&
	    fflush(file) == 0 && lseek(fileno(file), 0, SEEK_SET) == 0)
		result = run_on(command, fileno(file), finding);
	else
		strbuf_printf(finding,
		    "cannot be given the text (temporary file: %s)",
		    strerror(errno));
	if (file)
		fclose(file);
	return result;
}

static bool
is_ending(const struct waiting *waiting)
{
	sigset_t pending;

	sigpending(&pending);
	for (size_t i = 0; i < ENDING_COUNT; i++)
		if (sigismember(&waiting->awaited, ending_signals[i]) &&
		    sigismember(&pending, ending_signals[i]))
			return true;
	for (size_t i = 0; i < KEYBOARD_COUNT; i++)
		if (sigismember(&pending, keyboard_signals[i]))
			return true;
	return false;
}

void
program_wait_for_enter(int descriptor)
{
	enum { LOOK_AT_SIGNALS = 200 }; /* milliseconds */
	struct pollfd source = {.fd = descriptor, .events = POLLIN};
	struct waiting waiting;
	char byte = 0;

	waiting_begin(&waiting);
	while (byte != '\n' && byte != '\r' && !is_ending(&waiting))
		if (poll(&source, 1, LOOK_AT_SIGNALS) > 0 &&
		    read(descriptor, &byte, 1) <= 0)
			break;
	waiting_end(&waiting);
}
