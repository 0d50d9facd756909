/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The loop: take keys, do a little work, draw, wait. Signals are blocked but
 * while waiting; their handlers set flags, and all that follows from them
 * happens here, on the ordinary path.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/select.h>
#include <unistd.h>
#include "cnai/application.h"
#include "cnai/ui.h"
#include "cnai/watch.h"

static volatile sig_atomic_t is_ending, is_resized, is_suspending, is_continued;

static void
note_signal(int number)
{
	if (number == SIGWINCH)
		is_resized = 1;
	else if (number == SIGTSTP)
		is_suspending = 1;
	else if (number == SIGCONT)
		is_continued = 1;
	else
		is_ending = 1;
}

static const int noted_signals[] = {
    SIGWINCH, SIGTSTP, SIGCONT, SIGTERM, SIGHUP, SIGINT, SIGQUIT};

enum { SIGNAL_COUNT = sizeof(noted_signals) / sizeof(*noted_signals) };

/* What was in force before, to be put back at the end. */
struct signals {
	struct sigaction actions[SIGNAL_COUNT];
	sigset_t mask;
};

static void
signals_take(struct signals *before)
{
	struct sigaction action = {.sa_handler = note_signal};
	sigset_t blocked;

	sigemptyset(&blocked);
	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < SIGNAL_COUNT; i++) {
		sigaddset(&blocked, noted_signals[i]);
		sigaction(noted_signals[i], NULL, &before->actions[i]);
		/* Whoever had a signal ignored (nohup) wants it so. */
		if (before->actions[i].sa_handler != SIG_IGN)
			sigaction(noted_signals[i], &action, NULL);
	}
	sigprocmask(SIG_BLOCK, &blocked, &before->mask);
}

static void
signals_give_back(const struct signals *before)
{
	/* First the mask: what is still pending goes to our handlers. */
	sigprocmask(SIG_SETMASK, &before->mask, NULL);
	for (size_t i = 0; i < SIGNAL_COUNT; i++)
		sigaction(noted_signals[i], &before->actions[i], NULL);
}

/* Stops as if there were no handler; comes back when continued. */
static void
stop_here(void)
{
	struct sigaction action = {.sa_handler = SIG_DFL}, ours;
	sigset_t stopping;

	sigemptyset(&stopping);
	sigaddset(&stopping, SIGTSTP);
	sigaddset(&stopping, SIGCONT); /* or it would come a second time */
	sigaction(SIGTSTP, &action, &ours);
	raise(SIGTSTP);
	sigprocmask(SIG_UNBLOCK, &stopping, NULL);
	sigprocmask(SIG_BLOCK, &stopping, NULL);
	sigaction(SIGTSTP, &ours, NULL);
}

static void
suspend(struct application *application, struct screen *screen)
{
	screen_leave(screen);
	stop_here();
	screen_return(screen);
	is_continued = 0;
	application_redraw(application);
}

static void
obey_signals(struct application *application, struct screen *screen)
{
	if (is_suspending) {
		is_suspending = 0;
		suspend(application, screen);
	}
	if (is_continued) {
		/* Stopped by force: the terminal's settings may be the shell's. */
		is_continued = 0;
		screen_return(screen);
		application_redraw(application);
	}
	if (is_resized) {
		is_resized = 0;
		application_resized(application);
	}
}

/* Descriptors to wait on. */
struct sources {
	int keys;
	int files; /* -1: nothing tells of files that change */
};

/*
 * Waits until there may be something to do, but for MILLISECONDS at most (-1:
 * for ever). False when the terminal is gone. pselect() and not ppoll():
 * POSIX.1-2008 has only the former.
 */
static bool
wait_for_news(
    const struct sources *sources, int milliseconds, const sigset_t *unblocked)
{
	const struct timespec limit = {
	    milliseconds / 1000, milliseconds % 1000 * 1000000L};
	struct pollfd hang_up = {.fd = sources->keys, .events = POLLIN};
	int last = sources->keys > sources->files ? sources->keys : sources->files;
	fd_set readable;

	FD_ZERO(&readable);
	FD_SET(sources->keys, &readable);
	if (sources->files >= 0)
		FD_SET(sources->files, &readable);
	if (pselect(last + 1, &readable, NULL, NULL,
		milliseconds < 0 ? NULL : &limit, unblocked) < 0)
		return errno == EINTR;
	return poll(&hang_up, 1, 0) <= 0 ||
	       !(hang_up.revents & (POLLHUP | POLLERR | POLLNVAL));
}

/*
 * Milliseconds to wait for keys. Without anything to do it is looked now and
 * then whether other sessions have marked posts, or an archive that was gone
 * is there again: that takes a few system calls.
 */
static int
waiting_time(const struct application *application)
{
	enum { LOOK_AROUND = 1000 };
	const int wanted = application_timeout(application);

	return wanted < 0 ? LOOK_AROUND : wanted;
}

/* What is watched, and for which of the archives that follow each other. */
struct watcher {
	size_t generation;
	struct watch *watch; /* NULL where there is no such thing */
};

/*
 * Hears of changed files. Each archive is watched anew, for it may have other
 * folders, after the last word of the old watch, which saw what happened while
 * the new archive was being loaded.
 */
static void
look_at_files(struct watcher *watcher, struct application *application)
{
	const size_t generation = application_generation(application);
	struct watch *next = NULL;

	/* The new one begins before the old one ends: nothing falls between. */
	if (watcher->generation != generation)
		next = watch_start(application_archive(application));
	if (watcher->watch && watch_take(watcher->watch))
		application_files_changed(application);
	if (watcher->generation == generation)
		return;
	watch_free(watcher->watch);
	watcher->watch = next;
	watcher->generation = generation;
}

static void
loop(struct application *application, struct screen *screen,
    const sigset_t *unblocked)
{
	struct watcher watcher = {0};
	enum turn turn;

	do {
		struct sources sources = {screen_descriptor(screen), -1};

		obey_signals(application, screen);
		turn = application_turn(application);
		/* Behind the turn: an archive it took is watched at once. */
		look_at_files(&watcher, application);
		if (watcher.watch)
			sources.files = watch_descriptor(watcher.watch);
		if (turn == TURN_SUSPEND)
			suspend(application, screen);
		else if (turn == TURN_WAIT &&
			 !wait_for_news(
			     &sources, waiting_time(application), unblocked))
			turn = TURN_END;
	} while (turn != TURN_END && !is_ending);
	watch_free(watcher.watch);
}

/* Standard input, or the terminal itself where that is something else. */
static FILE *
open_input(struct error *error)
{
	FILE *input = NULL;
	int descriptor;

	if (isatty(STDIN_FILENO))
		return stdin;
	descriptor = open("/dev/tty", O_RDONLY | O_CLOEXEC);
	if (descriptor >= 0)
		input = fdopen(descriptor, "r");
	if (!input)
		error_set(error, "cannot read keys: /dev/tty: %s", strerror(errno));
	if (!input && descriptor >= 0)
		close(descriptor);
	return input;
}

/*
 * What a terminal obeys that this system does not know: newer ones than its
 * terminfo, as they are met over SSH, speak what an older one does. The first
 * row that fits the beginning of TERM counts.
 */
static const struct {
	const char *start, *alike;
} alikes[] = {
    {"xterm", "xterm-256color"}, /* kitty and ghostty as well */
    {"foot", "xterm-256color"},
    {"alacritty", "xterm-256color"},
    {"wezterm", "xterm-256color"},
    {"contour", "xterm-256color"},
    {"rio", "xterm-256color"},
    {"konsole", "xterm-256color"},
    {"vte", "xterm-256color"},
    {"gnome", "xterm-256color"},
    {"iterm", "xterm-256color"},
    {"st-", "xterm-256color"},
    {"tmux", "screen-256color"},
    {"screen", "screen-256color"},
};

static const char *
find_alike(const char *terminal)
{
	for (size_t i = 0; terminal && i < sizeof(alikes) / sizeof(*alikes); i++)
		if (strncmp(terminal, alikes[i].start, strlen(alikes[i].start)) ==
		    0)
			return alikes[i].alike;
	return NULL;
}

/* The screen; *ALIKE is what the terminal had to be taken for, or NULL. */
static struct screen *
open_screen(const struct ui_options *options, FILE *input, const char **alike,
    struct error *error)
{
	struct screen *screen =
	    screen_open(options->terminal, input, stdout, options->colors, error);
	struct error no_better = {0};

	*alike = screen ? NULL : find_alike(options->terminal);
	if (*alike)
		screen =
		    screen_open(*alike, input, stdout, options->colors, &no_better);
	if (screen)
		error_clear(error);
	error_clear(&no_better);
	return screen;
}

bool
ui_run(struct archive_loader *loader, const struct ui_options *options,
    struct error *error)
{
	struct ui_options own = *options;
	FILE *input = open_input(error);
	struct application *application;
	struct screen *screen;
	struct signals before;

	if (!input)
		return false;
	signals_take(&before);
	screen = open_screen(options, input, &own.alike, error);
	if (screen) {
		screen_set_theme(screen, &options->config->theme);
		if (options->uses_ascii)
			screen_use_ascii(screen);
		if (options->use_hyperlinks)
			screen_use_hyperlinks(screen);
		application = application_new(loader, &own, screen);
		loop(application, screen, &before.mask);
		application_free(application);
		screen_close(screen);
	}
	signals_give_back(&before);
	if (input != stdin)
		fclose(input);
	return screen != NULL;
}
