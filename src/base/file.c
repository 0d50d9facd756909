/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reading whole files that may be anything: opened without waiting, looked at
 * before the first byte is read, and read to their end or to a limit rather
 * than to the size they had a moment ago.
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "cnai/file.h"
#include "cnai/memory.h"

enum { STEP = 64 * 1024 };

static const char *
describe_kind(mode_t mode)
{
	if (S_ISDIR(mode))
		return "is a folder, not a file";
	if (S_ISFIFO(mode))
		return "is a FIFO, not a file";
	if (S_ISSOCK(mode))
		return "is a socket, not a file";
	return "is a device, not a file";
}

static enum file_result
too_large(uint64_t limit, struct error *error)
{
	error_set(error, "is larger than %llu MB",
	    (unsigned long long)(limit / (1024 * 1024)));
	return FILE_TOO_LARGE;
}

/* How much to ask for at once, and what of it is surely the whole file. */
struct request {
	size_t step;
	size_t whole_min, whole_max;
};

/* Reads what DESCRIPTOR has, to its end, and asks for REQUEST at first. */
static enum file_result
read_all(int descriptor, struct request request, uint64_t limit,
    struct strbuf *buffer, struct error *error)
{
	const size_t start = buffer->length;
	size_t step = request.step;

	for (;;) {
		ssize_t got = read(descriptor, strbuf_reserve(buffer, step), step);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0) {
			error_set(error, "%s", strerror(errno));
			strbuf_truncate(buffer, start);
			return FILE_UNREADABLE;
		}
		strbuf_truncate(buffer, buffer->length + (size_t)got);
		if (buffer->length - start > limit) {
			strbuf_truncate(buffer, start);
			return too_large(limit, error);
		}
		if (got == 0 || ((size_t)got >= request.whole_min &&
				    (size_t)got <= request.whole_max))
			return FILE_READ;
		/* Only the first answer can be the whole. */
		request.whole_max = 0;
		step = STEP;
	}
}

/* Reads DESCRIPTOR, of which fstat() said STATUS. */
static enum file_result
read_asked(int descriptor, const struct stat *status, uint64_t limit,
    struct strbuf *buffer, struct error *error)
{
	struct request request = {.step = STEP};

	if (S_ISREG(status->st_mode)) {
		if (status->st_size > 0 && (uint64_t)status->st_size > limit)
			return too_large(limit, error);
		/* One byte more, to see the end in the same call. Files that
		 * the kernel makes up give less than is asked for before their
		 * end: only one of its size is done early. */
		request.step = (size_t)status->st_size + 1;
		request.whole_min = request.whole_max = (size_t)status->st_size;
	}
	return read_all(descriptor, request, limit, buffer, error);
}

enum file_result
file_read_descriptor(
    int descriptor, uint64_t limit, struct strbuf *buffer, struct error *error)
{
	struct stat status;

	if (fstat(descriptor, &status) == 0)
		return read_asked(descriptor, &status, limit, buffer, error);
	error_set(error, "%s", strerror(errno));
	return FILE_UNREADABLE;
}

/* Says why the file could not be opened. */
static enum file_result
not_opened(int folder, const char *name, struct error *error)
{
	const int reason = errno;
	struct stat status;

	error_set(error, "%s", strerror(reason));
	/* Sockets and devices without a driver refuse to be opened. */
	if (reason != ENXIO || fstatat(folder, name, &status, 0) != 0 ||
	    S_ISREG(status.st_mode))
		return FILE_UNREADABLE;
	error_set(error, "%s", describe_kind(status.st_mode));
	return FILE_NOT_REGULAR;
}

static int
open_file(int folder, const char *name)
{
	return openat(folder, name, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
}

enum file_result
file_read_in(int folder, const char *name, uint64_t limit, struct strbuf *buffer,
    struct error *error)
{
	int descriptor = open_file(folder, name);
	enum file_result result = FILE_UNREADABLE;
	struct stat status;

	if (descriptor < 0)
		return not_opened(folder, name, error);
	if (fstat(descriptor, &status) != 0) {
		error_set(error, "%s", strerror(errno));
	} else if (!S_ISREG(status.st_mode)) {
		error_set(error, "%s", describe_kind(status.st_mode));
		result = FILE_NOT_REGULAR;
	} else {
		result = read_asked(descriptor, &status, limit, buffer, error);
	}
	close(descriptor);
	return result;
}

enum file_result
file_read_known(int folder, const char *name, uint64_t limit, struct strbuf *buffer,
    struct error *error)
{
	const struct request request = {STEP, 1, STEP - 1};
	int descriptor = open_file(folder, name);
	enum file_result result;

	if (descriptor < 0)
		return not_opened(folder, name, error);
	result = read_all(descriptor, request, limit, buffer, error);
	close(descriptor);
	return result;
}

enum file_result
file_read(
    const char *path, uint64_t limit, struct strbuf *buffer, struct error *error)
{
	return file_read_in(AT_FDCWD, path, limit, buffer, error);
}

char *
file_join(const char *folder, const char *name)
{
	struct strbuf path = {0};

	strbuf_append_string(&path, folder);
	if (path.length && path.data[path.length - 1] != '/')
		strbuf_append_byte(&path, '/');
	strbuf_append_string(&path, name);
	return strbuf_take(&path);
}
