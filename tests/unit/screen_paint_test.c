/* SPDX-License-Identifier: Apache-2.0 */
/*
 * After every update, whatever was drawn before, each cell of the terminal
 * shows what was drawn last, in its look and with its link, and little was sent
 * for it. The bytes are read by a model.
 */
#include <unistd.h>
#include "cnai/cluster.h"
#include "cnai/screen.h"
#include "cnai/unicode.h"
#include "terminal_model.h"

enum { ROWS = 24, COLUMNS = 80 };

struct fixture {
	struct screen *screen;
	FILE *input, *output;
	long read; /* bytes that the model has seen */
	unsigned long random;
	bool use_hyperlinks;
	int rows, columns;
	struct model model;
	struct model_cell expected[MODEL_ROWS][MODEL_COLUMNS];
	char bytes[1 << 16]; /* sent for the last update */
};

static unsigned
next_random(struct fixture *fixture, unsigned limit)
{
	fixture->random =
	    fixture->random * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(fixture->random >> 33) % limit;
}

static void
start(struct fixture *fixture, bool use_hyperlinks)
{
	struct error error = {0};
	int ends[2];

	memset(fixture, 0, sizeof(*fixture));
	assert_int_equal(pipe(ends), 0);
	close(ends[1]);
	fixture->input = fdopen(ends[0], "r");
	fixture->output = tmpfile();
	fixture->screen = screen_open(
	    "xterm-256color", fixture->input, fixture->output, COLORS_ALL, &error);
	assert_non_null(fixture->screen);
	if (use_hyperlinks)
		assert_true(screen_use_hyperlinks(fixture->screen));
	screen_resize(fixture->screen, ROWS, COLUMNS);
	fixture->use_hyperlinks = use_hyperlinks;
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
	char *bytes = fixture->bytes;
	size_t length;

	screen_update(fixture->screen);
	fflush(fixture->output);
	fseek(fixture->output, fixture->read, SEEK_SET);
	length = fread(bytes, 1, sizeof(fixture->bytes) - 1, fixture->output);
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

/* Of a wide character that is written over in part, nothing stays. */
static void
expect(struct fixture *fixture, int row, int column, int width)
{
	struct model_cell *cells = fixture->expected[row];

	if (column > 0 && !cells[column].character)
		cells[column - 1].character = ' ';
	if (column + width < fixture->columns && !cells[column + width].character)
		cells[column + width].character = ' ';
}

static struct model_look
model_look_of(struct look look)
{
	return (struct model_look){
	    .attributes = (unsigned)look.is_bold << 1 | (unsigned)look.is_dim << 2 |
			  (unsigned)look.is_italic << 3 |
			  (unsigned)look.is_underlined << 4 |
			  (unsigned)look.is_reversed << 7,
	    .color = look.color,
	};
}

/* Draws TEXT, with NUMBER as a link to a page of that number. */
static void
put(struct fixture *fixture, int row, int column, const char *text, unsigned number,
    struct look look)
{
	const struct str all = str_of(text);
	char url[80], link[MODEL_LINK] = "";

	snprintf(url, sizeof(url), "https://example.org/%u", number);
	if (number && fixture->use_hyperlinks)
		snprintf(link, sizeof(link), "id=%u;%s", number, url);
	for (size_t offset = 0; offset < all.length;) {
		const struct cluster cluster = cluster_next(all, offset);
		struct model_cell *cell = &fixture->expected[row][column];
		size_t length;

		if (column + cluster.width > fixture->columns)
			return;
		screen_put_cluster(
		    fixture->screen, row, column, cluster.text, look);
		screen_put_link(fixture->screen, row, column, cluster.width,
		    number ? str_of(url) : str_of(""), number);
		expect(fixture, row, column, cluster.width);
		for (int i = 0; i < cluster.width; i++) {
			cell[i].character =
			    i ? 0 : utf8_decode(cluster.text, 0, &length);
			cell[i].look = model_look_of(look);
			memcpy(cell[i].link, link, sizeof(link));
		}
		column += cluster.width;
		offset += cluster.source_length;
	}
}

/* On a blank only some of its look is to be seen. */
static bool
looks_the_same(const struct model_cell *a, const struct model_cell *b)
{
	const unsigned seen = 1u << 4 | 1u << 7;

	if (a->character == ' ' && !(a->look.attributes & seen))
		return !(b->look.attributes & seen);
	return a->look.attributes == b->look.attributes &&
	       a->look.color == b->look.color;
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
			    !looks_the_same(is, should) ||
			    strcmp(is->link, should->link) != 0)
				fail_msg("row %d column %d: %lc %x;%d %s, not %lc "
					 "%x;%d %s",
				    row, column, (wint_t)is->character,
				    is->look.attributes, is->look.color, is->link,
				    (wint_t)should->character,
				    should->look.attributes, should->look.color,
				    should->link);
		}
	}
}

/* A line of a page that is as long as the page is wide, some words linked. */
static void
put_line(struct fixture *fixture, int row, unsigned line)
{
	const struct look plain = {.color = COLOR_DEFAULT};
	const struct look link = {.is_underlined = true, .color = COLOR_ANSI_CYAN};
	const struct look bold = {.is_bold = true, .color = COLOR_DEFAULT};
	char text[40];

	if (line % 5 == 4)
		return; /* blank, as between paragraphs */
	snprintf(text, sizeof(text), "line %u of the page, in which", line);
	put(fixture, row, 2, text, 0, plain);
	if (line % 4 == 0)
		put(fixture, row, 60, "日本語 und é", 0, bold);
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
	static struct fixture fixture;

	(void)state;
	start(&fixture, true);
	for (size_t i = 0; i < sizeof(tops) / sizeof(*tops); i++) {
		put_page(&fixture, tops[i]);
		send(&fixture);
		assert_shown(&fixture);
	}
	finish(&fixture);
}

/* The most bytes that were sent for a line down in a page. */
static size_t
most_for_a_line(bool use_hyperlinks)
{
	static struct fixture fixture;
	size_t most = 0;

	start(&fixture, use_hyperlinks);
	put_page(&fixture, 0);
	send(&fixture);
	for (unsigned top = 1; top < 60; top++) {
		size_t length;

		put_page(&fixture, top);
		length = send(&fixture);
		assert_shown(&fixture);
		most = length > most ? length : most;
	}
	finish(&fixture);
	return most;
}

static void
a_line_down_is_few_bytes(void **state)
{
	(void)state;
	assert_in_range(most_for_a_line(false), 60, 120);
	/* Two links that come into sight included, with their addresses. */
	assert_in_range(most_for_a_line(true), 120, 200);
}

/* Nothing but the text, where the scroll left the cursor, and the line. */
static void
what_a_line_down_sends(void **state)
{
	static struct fixture fixture;

	(void)state;
	start(&fixture, false);
	for (unsigned top = 10; top < 15; top++) {
		put_page(&fixture, top);
		send(&fixture);
	}
	assert_string_equal(fixture.bytes, "\x1b[23;3H\n"
					   "line 36 of the page, in which"
					   "\x1b[4;36m\x1b[9Ca link begins and"
					   "\x1b[;1m   日本語 und é"
					   "\x1b"
					   "8"
					   "4\x1b[m\x1b[H");
	finish(&fixture);
}

static void
the_same_again_is_nothing(void **state)
{
	static struct fixture fixture;

	(void)state;
	for (int i = 0; i < 2; i++) {
		start(&fixture, i == 1);
		put_page(&fixture, 0);
		send(&fixture);
		put_page(&fixture, 0);
		assert_int_equal(send(&fixture), 0);
		finish(&fixture);
	}
}

/* All but the row that is new was there. */
static void
a_line_up_is_few_bytes(void **state)
{
	static struct fixture fixture;

	(void)state;
	start(&fixture, false);
	for (unsigned top = 40; top > 20; top--) {
		size_t length;

		put_page(&fixture, top);
		length = send(&fixture);
		assert_shown(&fixture);
		assert_true(top == 40 || length <= 120);
	}
	finish(&fixture);
}

/* The text stays, and only what it links to changes or ends. */
static void
links_end_without_a_change_of_text(void **state)
{
	const struct look look = {.color = COLOR_DEFAULT};
	static const unsigned numbers[] = {1, 2, 0, 3, 0};
	static struct fixture fixture;

	(void)state;
	start(&fixture, true);
	for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++) {
		erase_all(&fixture);
		put(&fixture, 3, 10, "text that stays", numbers[i], look);
		send(&fixture);
		assert_shown(&fixture);
	}
	finish(&fixture);
}

static struct look
random_look(struct fixture *fixture)
{
	static const int colors[] = {COLOR_DEFAULT, COLOR_DEFAULT, COLOR_ANSI_RED,
	    COLOR_ANSI_BLUE, 12, 200, COLOR_RGB | 0x102030};

	return (struct look){
	    .is_bold = next_random(fixture, 2),
	    .is_dim = next_random(fixture, 4) == 0,
	    .is_italic = next_random(fixture, 4) == 0,
	    .is_underlined = next_random(fixture, 3) == 0,
	    .is_reversed = next_random(fixture, 3) == 0,
	    .color = colors[next_random(fixture, sizeof(colors) / sizeof(*colors))],
	};
}

static void
put_anything(struct fixture *fixture)
{
	static const char *const texts[] = {
	    "marked", "x", "two words", "   ", "語", "日本語の題", "é — “q”"};

	put(fixture, (int)next_random(fixture, (unsigned)fixture->rows),
	    (int)next_random(fixture, (unsigned)fixture->columns),
	    texts[next_random(fixture, sizeof(texts) / sizeof(*texts))],
	    next_random(fixture, 3), random_look(fixture));
}

/* Pages, overlays, highlights, redraws and sizes in any order. */
static void
draw_in_any_order(bool use_hyperlinks)
{
	static struct fixture fixture;
	unsigned top = 0;

	start(&fixture, use_hyperlinks);
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
			put_anything(&fixture);
		send(&fixture);
		assert_shown(&fixture);
	}
	finish(&fixture);
}

static void
any_order(void **state)
{
	(void)state;
	draw_in_any_order(false);
	draw_in_any_order(true);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(links_follow_scrolling),
	    cmocka_unit_test(a_line_down_is_few_bytes),
	    cmocka_unit_test(what_a_line_down_sends),
	    cmocka_unit_test(a_line_up_is_few_bytes),
	    cmocka_unit_test(the_same_again_is_nothing),
	    cmocka_unit_test(links_end_without_a_change_of_text),
	    cmocka_unit_test(any_order),
	};

	locale_start();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
