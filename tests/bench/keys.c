/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Runs a program on a terminal of its own, types keys, and counts what each
 * brings: bytes that the program sends, time of the processor that it takes.
 * A key is done when the program sleeps and neither sends nor reckons for a
 * while; bytes do not depend on how long that is, and the time is that of the
 * program alone.
 *
 * usage: keys [-d FILE] COLUMNSxROWS SCRIPT COMMAND [ARGUMENT...]
 * SCRIPT is a file of lines, fields apart by one blank:
 *
 *	type KEYS		keys that do not count
 *	TIMES NAME KEYS		types KEYS as often, and counts each time
 *
 * In KEYS stand \r \t \e \s (a blank) for themselves. What is printed, a line
 * for each NAME, which may stand in more than one line:
 *
 *	NAME MEAN MOST TIME WORST	bytes; milliseconds, the median and most
 *
 * and "memory KB" of the whole session in the end. With -d all that the
 * program sends is written to FILE, below the line of the script it follows.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

enum {
	ACTS_MAX = 32,
	TIMES_MAX = 1000,
	LINE_MAX_SIZE = 512,
	QUIET = 40,         /* milliseconds without a byte */
	PATIENCE = 10000,   /* milliseconds until a program counts as stuck */
	ROUNDING = 100,     /* microseconds; a sleeping program takes none */
	SHUTDOWN = 2000000, /* microseconds it has to end by itself */
};

struct act {
	char name[LINE_MAX_SIZE];
	int times;
	size_t total, most;         /* bytes */
	long long taken[TIMES_MAX]; /* microseconds */
};

struct session {
	int terminal; /* the end that a person would sit at */
	pid_t process;
	clockid_t clock; /* the program's own */
	FILE *dump;      /* NULL: not wanted */
};

static void
fail(const char *what)
{
	fprintf(stderr, "keys: %s: %s\n", what, strerror(errno));
	exit(1);
}

/* The child's side: the terminal becomes its own. */
static void
become(const char *path, char **command)
{
	int terminal;

	setsid();
	terminal = open(path, O_RDWR);
	if (terminal < 0 || ioctl(terminal, TIOCSCTTY, 0) < 0)
		fail(path);
	for (int i = 0; i < 3; i++)
		dup2(terminal, i);
	if (terminal > 2)
		close(terminal);
	execvp(command[0], command);
	fail(command[0]);
}

static void
start(struct session *session, struct winsize size, char **command)
{
	const char *path;

	session->terminal = posix_openpt(O_RDWR | O_NOCTTY);
	if (session->terminal < 0 || grantpt(session->terminal) < 0 ||
	    unlockpt(session->terminal) < 0)
		fail("cannot make a terminal");
	path = ptsname(session->terminal);
	if (!path || ioctl(session->terminal, TIOCSWINSZ, &size) < 0)
		fail("cannot make a terminal");
	session->process = fork();
	if (session->process < 0)
		fail("cannot start a program");
	if (session->process == 0)
		become(path, command);
	errno = clock_getcpuclockid(session->process, &session->clock);
	if (errno)
		fail("no clock");
}

/* Microseconds of the processor that the program has taken. */
static long long
time_taken(const struct session *session)
{
	struct timespec time;

	if (clock_gettime(session->clock, &time) < 0)
		fail("the program has ended");
	return time.tv_sec * 1000000LL + time.tv_nsec / 1000;
}

/* Where there is no /proc, the clock alone has to say it. */
static bool
is_asleep(const struct session *session)
{
	char path[64], state = 'S';
	FILE *file;

	snprintf(path, sizeof(path), "/proc/%ld/stat", (long)session->process);
	file = fopen(path, "r");
	if (!file)
		return true;
	if (fscanf(file, "%*d %*s %c", &state) != 1)
		state = 'S';
	fclose(file);
	if (state == 'Z')
		fail("the program has ended");
	return state == 'S';
}

/* Returns how many bytes came until the program was done. */
static size_t
read_until_quiet(const struct session *session)
{
	struct pollfd bytes = {.fd = session->terminal, .events = POLLIN};
	static char buffer[1 << 16];
	long long before = time_taken(session), now;
	size_t total = 0;

	for (int waited = 0; waited < PATIENCE;) {
		if (poll(&bytes, 1, QUIET) > 0) {
			const ssize_t length =
			    read(session->terminal, buffer, sizeof(buffer));

			if (length <= 0)
				fail("the program has ended");
			total += (size_t)length;
			if (session->dump)
				fwrite(buffer, 1, (size_t)length, session->dump);
			continue;
		}
		now = time_taken(session);
		if (now - before < ROUNDING && is_asleep(session))
			return total;
		before = now;
		waited += QUIET;
	}
	fprintf(stderr, "keys: the program does not come to rest\n");
	exit(1);
}

static void
type(const struct session *session, const char *keys)
{
	static const char escapes[] = "r\rt\te\x1bs ";

	for (; *keys; keys++) {
		const char *escape =
		    *keys == '\\' && keys[1] ? strchr(escapes, *++keys) : NULL;
		const char byte = escape ? escape[1] : *keys;

		if (write(session->terminal, &byte, 1) != 1)
			fail("cannot type");
	}
}

static int
compare(const void *a, const void *b)
{
	const long long left = *(const long long *)a;
	const long long right = *(const long long *)b;

	return (left > right) - (left < right);
}

/* The act of that NAME, which is the next one if it is new. */
static struct act *
find_act(struct act *acts, const char *name)
{
	int i = 0;

	while (i + 1 < ACTS_MAX && *acts[i].name && strcmp(acts[i].name, name) != 0)
		i++;
	strcpy(acts[i].name, name);
	return &acts[i];
}

static void
count(const struct session *session, struct act *act, const char *keys)
{
	const long long before = time_taken(session);
	size_t length;

	if (act->times == TIMES_MAX)
		return;
	type(session, keys);
	length = read_until_quiet(session);
	act->taken[act->times++] = time_taken(session) - before;
	act->total += length;
	act->most = length > act->most ? length : act->most;
}

static void
print_act(struct act *act)
{
	const size_t times = (size_t)act->times;

	qsort(act->taken, times, sizeof(*act->taken), compare);
	printf("%s %zu %zu %.2f %.2f\n", act->name,
	    (act->total + times / 2) / times, act->most,
	    (double)act->taken[times / 2] / 1000,
	    (double)act->taken[times - 1] / 1000);
}

static void
play_line(const struct session *session, struct act *acts, const char *line)
{
	char name[LINE_MAX_SIZE], keys[LINE_MAX_SIZE]; /* as in the formats */
	int times;

	if (session->dump)
		fprintf(session->dump, "\n== %s\n", line);
	if (sscanf(line, "type %511s", keys) == 1) {
		type(session, keys);
		read_until_quiet(session);
	} else if (sscanf(line, "%d %511s %511s", &times, name, keys) == 3) {
		while (times-- > 0)
			count(session, find_act(acts, name), keys);
	} else {
		fprintf(stderr, "keys: a line that is none: %s\n", line);
		exit(2);
	}
}

static void
play(const struct session *session, struct act *acts, const char *path)
{
	FILE *script = fopen(path, "r");
	char line[LINE_MAX_SIZE];

	if (!script)
		fail(path);
	read_until_quiet(session);
	while (fgets(line, sizeof(line), script)) {
		line[strcspn(line, "\n")] = '\0';
		play_line(session, acts, line);
	}
	fclose(script);
}

static void
print_memory(const struct session *session)
{
	char path[64], line[LINE_MAX_SIZE];
	FILE *file;
	long peak;

	snprintf(path, sizeof(path), "/proc/%ld/status", (long)session->process);
	file = fopen(path, "r");
	while (file && fgets(line, sizeof(line), file))
		if (sscanf(line, "VmHWM: %ld", &peak) == 1)
			printf("memory %ld\n", peak);
	if (file)
		fclose(file);
}

/* As when a terminal's window is closed; who does not care is killed. */
static void
end(const struct session *session)
{
	const struct timespec step = {.tv_nsec = 1000000};

	close(session->terminal);
	for (int waited = 0; waited < SHUTDOWN; waited += 1000) {
		if (waitpid(session->process, NULL, WNOHANG) != 0)
			return;
		nanosleep(&step, NULL);
	}
	kill(session->process, SIGKILL);
	waitpid(session->process, NULL, 0);
}

int
main(int argc, char **argv)
{
	static struct act acts[ACTS_MAX];
	struct session session = {0};
	const char *dump = NULL;
	unsigned short columns, rows;

	if (argc > 2 && strcmp(argv[1], "-d") == 0) {
		dump = argv[2];
		argv += 2;
		argc -= 2;
	}
	if (argc < 4 || sscanf(argv[1], "%hux%hu", &columns, &rows) != 2) {
		fputs("usage: keys [-d FILE] COLUMNSxROWS SCRIPT COMMAND...\n",
		    stderr);
		return 2;
	}
	session.dump = dump ? fopen(dump, "w") : NULL;
	if (dump && !session.dump)
		fail(dump);
	start(&session, (struct winsize){.ws_row = rows, .ws_col = columns},
	    argv + 3);
	play(&session, acts, argv[2]);
	for (int i = 0; i < ACTS_MAX && acts[i].times; i++)
		print_act(&acts[i]);
	print_memory(&session);
	end(&session);
	if (session.dump)
		fclose(session.dump);
	return 0;
}
