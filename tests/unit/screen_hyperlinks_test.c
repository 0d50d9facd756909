/* SPDX-License-Identifier: Apache-2.0 */
/*
 * After every update, whatever was drawn before, each cell of the terminal
 * shows and links to what was drawn last. The bytes are read by a model.
 */
#include <unistd.h>
#include "cnai/cluster.h"
#include "cnai/screen.h"
#include "terminal_model.h"

enum { ROWS = 24, COLUMNS = 80 };

struct fixture {
	struct screen *screen;
	FILE *input, *output;
	long read; /* bytes that the model has seen */
	unsigned long random;
	int rows, columns;
	struct model model;
	struct model_cell expected[MODEL_ROWS][MODEL_COLUMNS];
};

static unsigned
next_random(struct fixture *fixture, unsigned limit)
{
	fixture->random =
	    fixture->random * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(fixture->random >> 33) % limit;
}

static void
start(struct fixture *fixture)
{
	struct error error = {0};
	int ends[2];

	memset(fixture, 0, sizeof(*fixture));
	assert_int_equal(pipe(ends), 0);
	close(ends[1]);
	fixture->input = fdopen(ends[0], "r");
	fixture->output = tmpfile();
	fixture->screen = screen_open(
	    "xterm-256color", fixture->input, fixture->output, true, &error);
	assert_non_null(fixture->screen);
	screen_use_hyperlinks(fixture->screen);
	screen_resize(fixture->screen, ROWS, COLUMNS);
	fixture->rows = ROWS;
	fixture->columns = COLUMNS;
	model_start(&fixture->model, ROWS, COLUMNS);
}

static void
finish(struct fixture *fixture)
{
	screen_close(fixture->screen);
	fclose(fixture->input);
	fclose(fixture->output);
}

/* Lets the model read what was sent since; returns how much that was. */
static size_t
send(struct fixture *fixture)
{
	static char bytes[1 << 18];
	size_t length;

	screen_update(fixture->screen);
	fflush(fixture->output);
	fseek(fixture->output, fixture->read, SEEK_SET);
	length = fread(bytes, 1, sizeof(bytes) - 1, fixture->output);
	bytes[length] = '\0';
	fixture->read += (long)length;
	fseek(fixture->output, 0, SEEK_END);
	model_read(&fixture->model, bytes);
	return length;
}

static void
erase_all(struct fixture *fixture)
{
	screen_erase(fixture->screen);
	for (int row = 0; row < MODEL_ROWS; row++)
		for (int column = 0; column < MODEL_COLUMNS; column++)
			fixture->expected[row][column] =
			    (struct model_cell){.character = ' '};
}

/* Draws TEXT, with NUMBER as a link to a page of that number. */
static void
put(struct fixture *fixture, int row, int column, const char *text, unsigned number,
    struct look look)
{
	char url[80], link[MODEL_LINK] = "";

	snprintf(url, sizeof(url), "https://example.org/%u", number);
	if (number)
		snprintf(link, sizeof(link), "id=%u;%s", number, url);
	for (; *text && column < fixture->columns; text++, column++) {
		struct model_cell *cell = &fixture->expected[row][column];

		screen_put_cluster(
		    fixture->screen, row, column, (struct str){text, 1}, look);
		screen_put_link(fixture->screen, row, column, 1,
		    number ? str_of(url) : str_of(""), number);
		cell->character = *text;
		memcpy(cell->link, link, sizeof(link));
	}
}

static void
assert_shown(const struct fixture *fixture)
{
	for (int row = 0; row < fixture->rows; row++) {
		for (int column = 0; column < fixture->columns; column++) {
			const struct model_cell *is =
			    &fixture->model.cells[row][column];
			const struct model_cell *should =
			    &fixture->expected[row][column];

			if (is->character != should->character ||
			    strcmp(is->link, should->link) != 0)
				fail_msg("row %d column %d: %c %s, not %c %s", row,
				    column, is->character, is->link,
				    should->character, should->link);
		}
	}
}

/* A line of a page that is as long as the page is wide, some words linked. */
static void
put_line(struct fixture *fixture, int row, unsigned line)
{
	const struct look plain = {.color = COLOR_DEFAULT};
	const struct look link = {.is_underlined = true, .color = COLOR_ANSI_CYAN};
	char text[40];

	if (line % 5 == 4)
		return; /* blank, as between paragraphs */
	snprintf(text, sizeof(text), "line %u of the page, in which", line);
	put(fixture, row, 2, text, 0, plain);
	if (line % 3 == 0)
		put(fixture, row, 40, "a link begins and", line + 1, link);
	if (line % 3 == 1)
		put(fixture, row, 2, "ends here", line, link);
}

static void
put_page(struct fixture *fixture, unsigned top)
{
	const struct look reversed = {.is_reversed = true, .color = COLOR_DEFAULT};
	char status[20];

	erase_all(fixture);
	for (int row = 0; row + 1 < fixture->rows; row++)
		put_line(fixture, row, top + (unsigned)row);
	snprintf(status, sizeof(status), "line %u", top);
	put(fixture, fixture->rows - 1, 0, status, 0, reversed);
}

static void
links_follow_scrolling(void **state)
{
	static const unsigned tops[] = {
	    0, 1, 2, 3, 2, 1, 10, 30, 29, 7, 100, 99, 101};
	struct fixture fixture;

	(void)state;
	start(&fixture);
	for (size_t i = 0; i < sizeof(tops) / sizeof(*tops); i++) {
		put_page(&fixture, tops[i]);
		send(&fixture);
		assert_shown(&fixture);
	}
	finish(&fixture);
}

static void
a_line_down_is_few_bytes(void **state)
{
	struct fixture fixture;
	size_t most = 0;

	(void)state;
	start(&fixture);
	for (int i = 0; i < 2; i++) {
		put_page(&fixture, 0);
		send(&fixture);
	}
	for (unsigned top = 1; top < 30; top++) {
		size_t length;

		put_page(&fixture, top);
		length = send(&fixture);
		most = length > most ? length : most;
	}
	print_message("a line down: %zu bytes at most\n", most);
	assert_true(most <= 250); /* a link that comes into sight included */
	finish(&fixture);
}

static void
the_same_again_is_no_link_again(void **state)
{
	struct fixture fixture;

	(void)state;
	start(&fixture);
	for (int i = 0; i < 2; i++) {
		put_page(&fixture, 0);
		send(&fixture);
	}
	put_page(&fixture, 0);
	assert_int_equal(send(&fixture), 0);
	finish(&fixture);
}

/* The text stays, and only what it links to changes or ends. */
static void
links_end_without_a_change_of_text(void **state)
{
	const struct look look = {.color = COLOR_DEFAULT};
	static const unsigned numbers[] = {1, 2, 0, 3, 0};
	struct fixture fixture;

	(void)state;
	start(&fixture);
	for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++) {
		erase_all(&fixture);
		put(&fixture, 3, 10, "text that stays", numbers[i], look);
		send(&fixture);
		assert_shown(&fixture);
	}
	finish(&fixture);
}

/* Pages, overlays, highlights, redraws and sizes in any order. */
static void
any_order(void **state)
{
	const struct look bold = {.is_bold = true, .color = COLOR_ANSI_YELLOW};
	static struct fixture fixture;
	unsigned top = 0;

	(void)state;
	start(&fixture);
	fixture.random = 5;
	for (int turn = 0; turn < 3000; turn++) {
		const unsigned choice = next_random(&fixture, 40);

		if (choice == 0) {
			fixture.rows = 1 + (int)next_random(&fixture, 40);
			fixture.columns = 1 + (int)next_random(&fixture, 100);
			screen_resize(
			    fixture.screen, fixture.rows, fixture.columns);
			model_start(&fixture.model, fixture.rows, fixture.columns);
		} else if (choice == 1) {
			screen_redraw(fixture.screen);
		} else if (choice < 20) {
			top += next_random(&fixture, 3);
		} else {
			top = next_random(&fixture, 60);
		}
		put_page(&fixture, top);
		for (unsigned i = next_random(&fixture, 4); i > 0; i--)
			put(&fixture,
			    (int)next_random(&fixture, (unsigned)fixture.rows),
			    (int)next_random(&fixture, (unsigned)fixture.columns),
			    "marked", next_random(&fixture, 3), bold);
		send(&fixture);
		assert_shown(&fixture);
	}
	finish(&fixture);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(links_follow_scrolling),
	    cmocka_unit_test(a_line_down_is_few_bytes),
	    cmocka_unit_test(the_same_again_is_no_link_again),
	    cmocka_unit_test(links_end_without_a_change_of_text),
	    cmocka_unit_test(any_order),
	};

	locale_start();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
