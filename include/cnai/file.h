/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_FILE_H
#define CNAI_FILE_H

#include <stdbool.h>
#include <stdint.h>
#include "cnai/error.h"
#include "cnai/str.h"

/* What came of reading a file. */
enum file_result {
	FILE_READ,
	FILE_UNREADABLE,  /* missing, not permitted, an I/O error */
	FILE_NOT_REGULAR, /* a folder, FIFO, socket or device */
	FILE_TOO_LARGE,   /* more than LIMIT bytes: none were read */
};

/*
 * Appends the file's bytes to BUFFER. Never waits on a FIFO or a device, and
 * never reads more than LIMIT bytes. Anything but FILE_READ fills ERROR with
 * the reason alone (no path) and leaves BUFFER as it was.
 */
enum file_result file_read(
    const char *path, uint64_t limit, struct strbuf *buffer, struct error *error);

/* As file_read(), for the file NAME in the open folder FOLDER. */
enum file_result file_read_in(int folder, const char *name, uint64_t limit,
    struct strbuf *buffer, struct error *error);

/*
 * As file_read_in(), for a name that the folder itself, on an ordinary file
 * system, calls a regular file: what it is and how long is not asked again.
 */
enum file_result file_read_known(int folder, const char *name, uint64_t limit,
    struct strbuf *buffer, struct error *error);

/* As file_read(), from an open descriptor, which may be a pipe; the caller
 * closes it. */
enum file_result file_read_descriptor(
    int descriptor, uint64_t limit, struct strbuf *buffer, struct error *error);

/* FOLDER and NAME joined by one slash; the caller frees it. */
char *file_join(const char *folder, const char *name);

#endif
