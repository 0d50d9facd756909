/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reads all files of a folder from beginning to end and does nothing with
 * them: what a program that looks into all of them cannot be quicker than.
 *
 * usage: read_files FOLDER
 */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

static int
read_file(int folder, const char *name)
{
	static char buffer[65536];
	int file = openat(folder, name, O_RDONLY);
	ssize_t length;

	if (file < 0)
		return 0;
	do
		length = read(file, buffer, sizeof(buffer));
	while (length > 0);
	close(file);
	return length == 0;
}

int
main(int argc, char **argv)
{
	DIR *folder = argc == 2 ? opendir(argv[1]) : NULL;
	struct dirent *entry;

	if (!folder) {
		fputs("usage: read_files FOLDER\n", stderr);
		return 2;
	}
	while ((entry = readdir(folder)))
		if (entry->d_name[0] != '.' &&
		    !read_file(dirfd(folder), entry->d_name)) {
			perror(entry->d_name);
			return 1;
		}
	closedir(folder);
	return 0;
}
