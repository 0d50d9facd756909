/* SPDX-License-Identifier: Apache-2.0 */
/* Reading files that may be anything. */
#include "unit.h"
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>
#include "cnai/file.h"

enum { LIMIT = 64 * 1024 * 1024 };

/* A folder that is made and removed with the one file NAME in it. */
struct bench {
	char folder[64];
	char *path;
};

static int
bench_setup(void **state)
{
	struct bench *bench = calloc(1, sizeof(*bench));

	strcpy(bench->folder, "/tmp/cnai-file-XXXXXX");
	assert_non_null(mkdtemp(bench->folder));
	bench->path = file_join(bench->folder, "post.md");
	*state = bench;
	return 0;
}

static int
bench_teardown(void **state)
{
	struct bench *bench = *state;

	unlink(bench->path);
	assert_int_equal(rmdir(bench->folder), 0);
	free(bench->path);
	free(bench);
	return 0;
}

static void
bench_write(const struct bench *bench, struct str text)
{
	FILE *file = fopen(bench->path, "w");

	assert_non_null(file);
	assert_int_equal(fwrite(text.data, 1, text.length, file), text.length);
	assert_int_equal(fclose(file), 0);
}

/* Reading PATH gives RESULT and REASON, and leaves the buffer alone. */
static void
assert_not_read(
    const char *path, uint64_t limit, enum file_result result, const char *reason)
{
	struct strbuf buffer = {0};
	struct error error = {0};

	strbuf_append_string(&buffer, "before");
	assert_int_equal(file_read(path, limit, &buffer, &error), result);
	assert_non_null(error.message);
	if (reason)
		assert_string_equal(error.message, reason);
	assert_str(strbuf_str(&buffer), "before");
	error_clear(&error);
	strbuf_clear(&buffer);
}

static void
assert_read(const char *path, uint64_t limit, struct str expected)
{
	struct strbuf buffer = {0};
	struct error error = {0};

	strbuf_append_string(&buffer, "before");
	assert_int_equal(file_read(path, limit, &buffer, &error), FILE_READ);
	assert_null(error.message);
	assert_true(
	    str_equal(str_slice(strbuf_str(&buffer), 6, buffer.length), expected));
	strbuf_clear(&buffer);
}

static void
a_file_is_read_whole_whatever_its_bytes_are(void **state)
{
	const struct bench *bench = *state;
	struct strbuf large = {0};

	bench_write(bench, str_of(""));
	assert_read(bench->path, LIMIT, str_of(""));
	bench_write(bench, (struct str){"a\0b\xff\r\n", 6});
	assert_read(bench->path, LIMIT, (struct str){"a\0b\xff\r\n", 6});
	strbuf_append_repeated(&large, 'x', 1000000);
	bench_write(bench, strbuf_str(&large));
	assert_read(bench->path, LIMIT, strbuf_str(&large));
	strbuf_clear(&large);
}

static void
a_file_of_exactly_the_limit_is_read_and_one_byte_more_is_too_large(void **state)
{
	const struct bench *bench = *state;
	struct strbuf text = {0};

	strbuf_append_repeated(&text, 'x', 1024 * 1024);
	bench_write(bench, strbuf_str(&text));
	assert_read(bench->path, text.length, strbuf_str(&text));
	strbuf_append_byte(&text, 'x');
	bench_write(bench, strbuf_str(&text));
	assert_not_read(
	    bench->path, text.length - 1, FILE_TOO_LARGE, "is larger than 1 MB");
	strbuf_clear(&text);
}

static void
a_sparse_file_of_three_gigabytes_is_too_large(void **state)
{
	const struct bench *bench = *state;

	bench_write(bench, str_of(""));
	assert_int_equal(truncate(bench->path, (off_t)3 * 1024 * 1024 * 1024), 0);
	assert_not_read(bench->path, LIMIT, FILE_TOO_LARGE, "is larger than 64 MB");
}

static void
what_is_no_file_is_named_and_not_waited_for(void **state)
{
	const struct bench *bench = *state;

	assert_not_read(
	    bench->folder, LIMIT, FILE_NOT_REGULAR, "is a folder, not a file");
	assert_not_read(
	    "/dev/zero", LIMIT, FILE_NOT_REGULAR, "is a device, not a file");
	assert_not_read(
	    "/dev/tty", LIMIT, FILE_NOT_REGULAR, "is a device, not a file");
	assert_int_equal(mkfifo(bench->path, 0600), 0);
	assert_not_read(
	    bench->path, LIMIT, FILE_NOT_REGULAR, "is a FIFO, not a file");
}

static void
a_socket_is_no_file(void **state)
{
	const struct bench *bench = *state;
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	int descriptor = socket(AF_UNIX, SOCK_STREAM, 0);

	assert_true(strlen(bench->path) < sizeof(address.sun_path));
	strcpy(address.sun_path, bench->path);
	assert_int_equal(
	    bind(descriptor, (const struct sockaddr *)&address, sizeof(address)),
	    0);
	assert_not_read(
	    bench->path, LIMIT, FILE_NOT_REGULAR, "is a socket, not a file");
	close(descriptor);
}

static void
a_link_is_what_it_leads_to(void **state)
{
	const struct bench *bench = *state;

	assert_int_equal(symlink("/dev/zero", bench->path), 0);
	assert_not_read(
	    bench->path, LIMIT, FILE_NOT_REGULAR, "is a device, not a file");
	unlink(bench->path);
	assert_int_equal(symlink("missing.md", bench->path), 0);
	assert_not_read(
	    bench->path, LIMIT, FILE_UNREADABLE, "No such file or directory");
	unlink(bench->path);
	assert_int_equal(symlink("post.md", bench->path), 0);
	assert_not_read(bench->path, LIMIT, FILE_UNREADABLE, NULL);
}

static void
a_missing_file_is_unreadable(void **state)
{
	const struct bench *bench = *state;

	assert_not_read(
	    bench->path, LIMIT, FILE_UNREADABLE, "No such file or directory");
	assert_not_read("", LIMIT, FILE_UNREADABLE, "No such file or directory");
}

static void
a_file_without_permission_is_unreadable(void **state)
{
	const struct bench *bench = *state;

	enum { NOBODY = 65534 };
	bool is_root = geteuid() == 0;

	bench_write(bench, str_of("x"));
	assert_int_equal(chmod(bench->path, 0), 0);
	assert_int_equal(chmod(bench->folder, 0755), 0);
	if (is_root && seteuid(NOBODY) != 0)
		skip(); /* root may read everything */
	assert_not_read(bench->path, LIMIT, FILE_UNREADABLE, "Permission denied");
	if (is_root)
		assert_int_equal(seteuid(0), 0);
}

/* Such files say that they are empty, and give less than is asked for. */
static void
files_that_the_kernel_makes_up_are_read_to_their_end(void **state)
{
	static const char path[] = "/proc/self/smaps";
	struct strbuf buffer = {0};
	struct error error = {0};

	(void)state;
	if (access(path, R_OK) != 0)
		skip();
	assert_int_equal(file_read(path, LIMIT, &buffer, &error), FILE_READ);
	/* It has more than the page that one call gives, and ends with the
	 * stack or what the kernel maps behind it. */
	assert_true(buffer.length > 4096);
	assert_non_null(strstr(buffer.data, "[stack]"));
	assert_int_equal(buffer.data[buffer.length - 1], '\n');
	strbuf_clear(&buffer);
}

static void
a_pipe_is_read_to_its_end(void **state)
{
	struct strbuf text = {0}, buffer = {0};
	struct error error = {0};
	int ends[2];

	(void)state;
	strbuf_append_repeated(&text, 'x', 5000);
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], text.data, text.length), text.length);
	close(ends[1]);
	assert_int_equal(
	    file_read_descriptor(ends[0], 5000, &buffer, &error), FILE_READ);
	assert_true(str_equal(strbuf_str(&buffer), strbuf_str(&text)));
	close(ends[0]);
	strbuf_clear(&buffer);
	strbuf_clear(&text);
}

static void
a_pipe_with_more_than_the_limit_is_too_large(void **state)
{
	struct strbuf buffer = {0};
	struct error error = {0};
	int ends[2];

	(void)state;
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], "abcdef", 6), 6);
	close(ends[1]);
	assert_int_equal(
	    file_read_descriptor(ends[0], 5, &buffer, &error), FILE_TOO_LARGE);
	assert_int_equal(buffer.length, 0);
	close(ends[0]);
	error_clear(&error);
	strbuf_clear(&buffer);
}

static void
a_descriptor_in_the_middle_of_a_file_gives_the_rest(void **state)
{
	const struct bench *bench = *state;
	struct strbuf buffer = {0};
	struct error error = {0};
	int descriptor;

	bench_write(bench, str_of("abcdef"));
	descriptor = open(bench->path, O_RDONLY);
	assert_int_equal(lseek(descriptor, 4, SEEK_SET), 4);
	assert_int_equal(
	    file_read_descriptor(descriptor, LIMIT, &buffer, &error), FILE_READ);
	assert_str(strbuf_str(&buffer), "ef");
	close(descriptor);
	strbuf_clear(&buffer);
}

static void
a_closed_descriptor_is_unreadable(void **state)
{
	struct strbuf buffer = {0};
	struct error error = {0};

	(void)state;
	assert_int_equal(
	    file_read_descriptor(-1, LIMIT, &buffer, &error), FILE_UNREADABLE);
	assert_string_equal(error.message, "Bad file descriptor");
	error_clear(&error);
	strbuf_clear(&buffer);
}

static void
paths_are_joined_by_one_slash(void **state)
{
	static const struct {
		const char *folder, *name, *path;
	} cases[] = {
	    {"a", "b", "a/b"},
	    {"a/", "b", "a/b"},
	    {"/", "b", "/b"},
	    {"", "b", "b"},
	    {".", "b/c", "./b/c"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		char *path = file_join(cases[i].folder, cases[i].name);

		assert_string_equal(path, cases[i].path);
		free(path);
	}
}

#define WITH_BENCH(test) \
	cmocka_unit_test_setup_teardown(test, bench_setup, bench_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    WITH_BENCH(a_file_is_read_whole_whatever_its_bytes_are),
	    WITH_BENCH(
		a_file_of_exactly_the_limit_is_read_and_one_byte_more_is_too_large),
	    WITH_BENCH(a_sparse_file_of_three_gigabytes_is_too_large),
	    WITH_BENCH(what_is_no_file_is_named_and_not_waited_for),
	    WITH_BENCH(a_socket_is_no_file),
	    WITH_BENCH(a_link_is_what_it_leads_to),
	    WITH_BENCH(a_missing_file_is_unreadable),
	    WITH_BENCH(a_file_without_permission_is_unreadable),
	    cmocka_unit_test(files_that_the_kernel_makes_up_are_read_to_their_end),
	    cmocka_unit_test(a_pipe_is_read_to_its_end),
	    cmocka_unit_test(a_pipe_with_more_than_the_limit_is_too_large),
	    WITH_BENCH(a_descriptor_in_the_middle_of_a_file_gives_the_rest),
	    cmocka_unit_test(a_closed_descriptor_is_unreadable),
	    cmocka_unit_test(paths_are_joined_by_one_slash),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
