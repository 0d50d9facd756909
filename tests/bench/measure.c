/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Runs commands in turn, many times, and says how they compare. A machine is
 * never equally quick twice, so A and B run right after each other in each
 * round, the ratio is taken within the round, and the median of all rounds is
 * what counts.
 *
 * usage: measure ROUNDS COMMAND [ARGUMENT...] [-- COMMAND [ARGUMENT...]]...
 * A line for each command: median milliseconds, median ratio of the first
 * command's time to this one's, peak memory in KB, exit status.
 */
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* Not in POSIX, but in every system: usage of one child, not of all. */
pid_t wait4(pid_t process, int *status, int options, struct rusage *usage);

extern char **environ;

enum { COMMANDS_MAX = 8, ROUNDS_MAX = 10000 };

struct command {
	char **arguments;
	double *times; /* seconds, one a round */
	long peak;     /* KB */
	int status;
};

static double
now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static pid_t
start(char **arguments)
{
	posix_spawn_file_actions_t actions;
	pid_t process;
	int problem;

	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
	problem = posix_spawnp(
	    &process, arguments[0], &actions, NULL, arguments, environ);
	posix_spawn_file_actions_destroy(&actions);
	if (!problem)
		return process;
	fprintf(stderr, "measure: cannot run %s: %s\n", arguments[0],
	    strerror(problem));
	exit(1);
}

static void
run(struct command *command, size_t round)
{
	struct rusage usage;
	double begin = now();
	pid_t process = start(command->arguments);

	while (wait4(process, &command->status, 0, &usage) < 0)
		if (errno != EINTR)
			exit(1);
	command->times[round] = now() - begin;
	if (usage.ru_maxrss > command->peak)
		command->peak = usage.ru_maxrss;
}

static int
compare(const void *a, const void *b)
{
	double left = *(const double *)a, right = *(const double *)b;

	return (left > right) - (left < right);
}

/* Of COUNT values, which it sorts. */
static double
median(double *values, size_t count)
{
	qsort(values, count, sizeof(*values), compare);
	return (values[(count - 1) / 2] + values[count / 2]) / 2;
}

/* Cuts the words at each "--"; returns how many commands there are. */
static size_t
split(char **words, struct command *commands)
{
	size_t count = 0;

	while (*words && count < COMMANDS_MAX) {
		commands[count++].arguments = words;
		while (*words && strcmp(*words, "--") != 0)
			words++;
		if (*words)
			*words++ = NULL;
	}
	return count;
}

static void
print(const struct command *first, const struct command *command, size_t rounds,
    double *values)
{
	memcpy(values, command->times, rounds * sizeof(*values));
	printf("%.3f ", 1000 * median(values, rounds));
	for (size_t i = 0; i < rounds; i++)
		values[i] = first->times[i] / command->times[i];
	printf("%.3f %ld %d\n", median(values, rounds), command->peak,
	    WIFEXITED(command->status) ? WEXITSTATUS(command->status) : 128);
}

static void
measure(struct command *commands, size_t count, size_t rounds, double *values)
{
	/* The first turn warms the caches and does not count. */
	for (size_t i = 0; i < count; i++)
		run(&commands[i], 0);
	for (size_t round = 0; round < rounds; round++)
		for (size_t i = 0; i < count; i++)
			run(&commands[i], round);
	for (size_t i = 0; i < count; i++)
		print(&commands[0], &commands[i], rounds, values);
}

int
main(int argc, char **argv)
{
	struct command commands[COMMANDS_MAX] = {0};
	size_t rounds = argc > 2 ? strtoul(argv[1], NULL, 10) : 0;
	size_t count;
	double *times;

	if (rounds == 0 || rounds > ROUNDS_MAX) {
		fputs("usage: measure ROUNDS COMMAND... [-- COMMAND...]...\n",
		    stderr);
		return 2;
	}
	count = split(argv + 2, commands);
	times = calloc(rounds * (count + 1), sizeof(*times));
	if (!times)
		return 1;
	for (size_t i = 0; i < count; i++)
		commands[i].times = times + rounds * i;
	measure(commands, count, rounds, times + rounds * count);
	free(times);
	return 0;
}
