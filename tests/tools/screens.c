/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Plays a screen script: real key bytes go through a pipe into ncurses and
 * the real application; what the screen shows comes out.
 *
 *	screens SCRIPT
 *	screens --shared
 *
 * The second form names the views that share a table with others, and the
 * table, by their titles. Of a script, each command that keys run goes to the
 * end of the file $KEYS_PRESSED, if one is named: the view's title, the table's,
 * the command's name and the keys.
 *
 * Prints the script with the shown screens filled in; old ones, lines that
 * begin with "|" or ">", are left out. A test compares the output with the
 * script itself; "make golden" makes it the script. The lines:
 *
 *	# ...			a remark
 *	archive PATH		load it (after that: the application runs)
 *	scratch			makes an empty folder, loads that
 *	write NAME WEIGHT TEXT	a post in it, titled NAME; \\ is a line end
 *	remove NAME		takes it away again
 *	size COLUMNSxROWS	of the terminal; resizes once it runs
 *	browser COMMAND		what $BROWSER holds
 *	base-url URL		of the archive's site
 *	config TEXT		a line of the configuration
 *	editor COMMAND		what $EDITOR holds
 *	copy-command COMMAND	that copies instead of the terminal
 *	ascii			as on a terminal that does not take UTF-8
 *	remote			as over SSH
 *	hyperlinks		of a terminal that takes them
 *	inside tmux|screen	as in one of them
 *	keys WORD...		types; a WORD is a key's name or plain text
 *	mouse BUTTON COLUMN ROW	what a terminal sends for it, from 1; 64 and 65
 *				are the wheel
 *	burst WORD...		types all of it before the program looks
 *	show			the screen, each row between bars
 *	looks			the same with a row of letters under each row
 *	bottom			the last two rows only
 *	edges			the first row and the last
 *	cursor			where the terminal's cursor stands
 *	opened			what the fake browser has been given
 *	copied			the copy sequences sent since the last time
 *	linked			the addresses that drawn cells were made links to
 *				since then, for a terminal that takes hyperlinks
 *	rung			whether the bell has rung since then
 *	within LIMIT WORD...	types, and says which WORDs had more bytes sent
 *	state			whether the application goes on
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "cnai/application.h"
#include "cnai/cluster.h"
#include "cnai/copy.h"
#include "cnai/file.h"
#include "cnai/key.h"
#include "cnai/keymap.h"
#include "cnai/memory.h"
#include "cnai/state.h"
#include "cnai/view.h"

struct player {
	FILE *input, *output;
	int keys; /* where keys are written to */
	int rows, columns;
	long sent; /* bytes of the output looked at by "copied", "rung" */
	struct ui_options options;
	struct config config;
	struct diagnostics problems; /* in it */
	char *browser, *base_url, *editor, *copy_command;
	struct keymap *keymap;
	struct archive_loader *loader;
	char *path;    /* of the archive */
	char *scratch; /* the folder, if there is one */
	struct screen *screen;
	struct application *application;
	enum turn turn;
};

/* What an xterm sends for the keys that type no character. */
static const struct {
	const char *name, *bytes;
} special[] = {
    {"Up", "\033OA"},
    {"Down", "\033OB"},
    {"Right", "\033OC"},
    {"Left", "\033OD"},
    {"M-Left", "\033[1;3D"},
    {"M-Right", "\033[1;3C"},
    {"Home", "\033OH"},
    {"End", "\033OF"},
    {"PgUp", "\033[5~"},
    {"PgDn", "\033[6~"},
    {"Delete", "\033[3~"},
    {"Shift-Tab", "\033[Z"},
    {"F1", "\033OP"},
    {"F5", "\033[15~"},
    {"F9", "\033[20~"},
    {"Insert", "\033[2~"},
    {"Ctrl-Left", "\033[1;5D"},
    {"M-b", "\033b"},
    {"Paste", "\033[200~pasted\rtext\033[201~"},
    {"Enter", "\r"},
    {"Tab", "\t"},
    {"Esc", "\033"},
    {"Space", " "},
    {"Backspace", "\177"},
};

/* Turns until there is nothing left to do without a key. */
static void
settle(struct player *player)
{
	do
		player->turn = application_turn(player->application);
	while (player->turn == TURN_WAIT &&
	       application_timeout(player->application) >= 0);
}

static void
send_word(struct player *player, const char *word)
{
	const char *bytes = word;
	char control[2] = {0};

	for (size_t i = 0; i < sizeof(special) / sizeof(*special); i++)
		if (strcmp(word, special[i].name) == 0)
			bytes = special[i].bytes;
	if (word[0] == '^' && word[1] && !word[2]) {
		control[0] = (char)(word[1] & 0x1F);
		bytes = control;
	}
	if (write(player->keys, bytes, strlen(bytes)) < 0)
		die("screens: cannot type: %s", word);
}

static void
do_keys(struct player *player, char *argument)
{
	for (char *word = strtok(argument, " "); word; word = strtok(NULL, " ")) {
		if (player->turn == TURN_END)
			break;
		send_word(player, word);
		settle(player);
	}
}

static void
do_mouse(struct player *player, char *argument)
{
	struct strbuf bytes = {0};
	int button, column, row;

	if (sscanf(argument, "%d %d %d", &button, &column, &row) != 3)
		die("screens: no place of a mouse: %s", argument);
	strbuf_printf(&bytes, "\033[<%d;%d;%dM", button, column, row);
	if (button == 0)
		strbuf_printf(&bytes, "\033[<0;%d;%dm", column, row);
	send_word(player, bytes.data);
	settle(player);
	strbuf_clear(&bytes);
}

static void
do_burst(struct player *player, char *argument)
{
	for (char *word = strtok(argument, " "); word; word = strtok(NULL, " "))
		send_word(player, word);
	settle(player);
}

/* The table in which a view of KIND has COMMAND. */
static const struct command_table *
table_of(const struct view_kind *kind, const struct command *command)
{
	const struct command_table *tables[VIEW_TABLE_COUNT];
	size_t i = 0;

	view_tables(kind, tables);
	while (i + 1 < VIEW_TABLE_COUNT &&
	       !(command >= tables[i]->commands &&
		   command < tables[i]->commands + tables[i]->count))
		i++;
	return tables[i];
}

static void
note_keys(const struct view_kind *kind, const struct command *command,
    const int *keys, size_t key_count)
{
	const char *path = getenv("KEYS_PRESSED");
	FILE *file = path ? fopen(path, "a") : NULL;
	struct strbuf name = {0};

	if (!file)
		return;
	for (size_t i = 0; i < key_count; i++)
		key_append_name(&name, keys[i]);
	fprintf(file, "%s\t%s\t%s\t%s\n", kind->commands->title,
	    table_of(kind, command)->title, command->name, name.data);
	strbuf_clear(&name);
	fclose(file);
}

/* Those from FIRST on: where they stand, and what is wrong. */
static void
print_problems(const struct player *player, size_t first)
{
	for (size_t i = first; i < player->problems.count; i++) {
		const struct diagnostic *problem = &player->problems.items[i];

		printf("> %zu:%zu: %s\n", problem->line, problem->column,
		    problem->message);
	}
}

static void
make_keymap(struct player *player)
{
	const size_t before = player->problems.count;

	player->keymap = keymap_new(&player->config, &player->problems);
	player->options.keymap = player->keymap;
	player->options.config_problems = &player->problems;
	print_problems(player, before);
}

static void
do_archive(struct player *player, char *argument)
{
	struct error error = {0};
	int pipe_ends[2];

	if (player->application)
		die("screens: an archive is loaded already");
	player->path = memory_copy(argument, strlen(argument));
	player->options.archive_path = player->path;
	player->options.archive_options.now = 1800000000;
	player->loader = archive_loader_start(
	    player->path, &player->options.archive_options, &error);
	if (!player->loader)
		die("screens: %s: %s", argument, error.message);
	if (pipe(pipe_ends) != 0)
		die("screens: no pipe");
	player->input = fdopen(pipe_ends[0], "r");
	player->keys = pipe_ends[1];
	player->options.search_path = getenv("PATH");
	player->options.home = getenv("HOME");
	player->options.colors = COLORS_FEW;
	player->options.state = state_open(NULL, player->path, &error);
	make_keymap(player);
	player->screen = screen_open(
	    "xterm-256color", player->input, player->output, COLORS_FEW, &error);
	if (!player->screen)
		die("screens: %s", error.message);
	screen_set_theme(player->screen, &player->config.theme);
	if (player->options.use_hyperlinks)
		screen_use_hyperlinks(player->screen);
	screen_resize(player->screen, player->rows, player->columns);
	if (player->options.uses_ascii)
		screen_use_ascii(player->screen);
	player->application =
	    application_new(player->loader, &player->options, player->screen);
	settle(player);
}

static void
do_scratch(struct player *player, char *argument)
{
	char folder[] = "/tmp/cnai-screens-XXXXXX";

	(void)argument;
	if (!mkdtemp(folder))
		die("screens: no folder");
	player->scratch = file_join(folder, "scratch");
	if (mkdir(player->scratch, 0700) != 0)
		die("screens: no folder");
	do_archive(player, player->scratch);
}

static char *
scratch_path(const struct player *player, const char *name)
{
	struct strbuf path = {0};

	strbuf_printf(&path, "%s/%s.md", player->scratch, name);
	return strbuf_take(&path);
}

static void
do_write(struct player *player, char *argument)
{
	char *name = strtok(argument, " "), *weight = strtok(NULL, " ");
	char *text = strtok(NULL, ""), *path = scratch_path(player, name);
	FILE *file = fopen(path, "w");

	if (file) {
		fprintf(file, "---\ntitle: %s\nweight: %s\n---\n", name, weight);
		for (; *text; text++)
			fputc(*text == '\\' ? '\n' : *text, file);
		fputc('\n', file);
		fclose(file);
	}
	free(path);
}

static void
do_remove(struct player *player, char *argument)
{
	char *path = scratch_path(player, argument);

	unlink(path);
	free(path);
}

static void
remove_scratch(struct player *player)
{
	DIR *folder = player->scratch ? opendir(player->scratch) : NULL;
	const struct dirent *entry;

	while (folder && (entry = readdir(folder))) {
		char *path = file_join(player->scratch, entry->d_name);

		if (entry->d_name[0] != '.')
			unlink(path);
		free(path);
	}
	if (folder)
		closedir(folder);
	if (player->scratch) {
		rmdir(player->scratch);
		*strrchr(player->scratch, '/') = '\0';
		rmdir(player->scratch);
	}
	free(player->scratch);
}

static void
do_size(struct player *player, char *argument)
{
	if (sscanf(argument, "%dx%d", &player->columns, &player->rows) != 2)
		die("screens: no size: %s", argument);
	if (!player->screen)
		return;
	screen_resize(player->screen, player->rows, player->columns);
	application_redraw(player->application);
	settle(player);
}

/* A line of the configuration; what is wrong with it is shown as a message. */
static void
do_config(struct player *player, char *argument)
{
	const size_t before = player->problems.count;

	config_read(
	    &player->config, str_of(argument), "/config.yaml", &player->problems);
	print_problems(player, before);
}

static void
do_browser(struct player *player, char *argument)
{
	free(player->browser);
	player->browser = memory_copy(argument, strlen(argument));
	player->options.browser = player->browser;
}

static void
do_base_url(struct player *player, char *argument)
{
	free(player->base_url);
	player->base_url = memory_copy(argument, strlen(argument));
	player->options.base_url = player->base_url;
}

static void
do_editor(struct player *player, char *argument)
{
	free(player->editor);
	player->editor = memory_copy(argument, strlen(argument));
	player->options.editor = player->editor;
}

static void
do_copy_command(struct player *player, char *argument)
{
	free(player->copy_command);
	player->copy_command = memory_copy(argument, strlen(argument));
	player->options.copy_command = player->copy_command;
}

static void
do_ascii(struct player *player, char *argument)
{
	(void)argument;
	player->options.uses_ascii = true;
}

static void
do_remote(struct player *player, char *argument)
{
	(void)argument;
	player->options.is_remote = true;
}

static void
do_hyperlinks(struct player *player, char *argument)
{
	(void)argument;
	player->options.use_hyperlinks = true;
}

static void
do_inside(struct player *player, char *argument)
{
	const bool is_tmux = strcmp(argument, "tmux") == 0;

	player->options.copy_way =
	    copy_way_of(is_tmux ? "set" : NULL, is_tmux ? NULL : "set", NULL);
}

/* Each row between bars, so that blanks at its end can be seen. */
static void
print_screen(struct player *player, bool looks)
{
	struct strbuf dump = {0};
	char *line;

	screen_dump(player->screen, looks, &dump);
	for (line = strtok(dump.data, "\n"); line; line = strtok(NULL, "\n"))
		printf("%s\n", line);
	strbuf_clear(&dump);
}

static void
do_show(struct player *player, char *argument)
{
	(void)argument;
	print_screen(player, false);
}

static void
do_looks(struct player *player, char *argument)
{
	(void)argument;
	print_screen(player, true);
}

static void
do_bottom(struct player *player, char *argument)
{
	struct strbuf dump = {0};
	size_t start, rows = 0;

	(void)argument;
	screen_dump(player->screen, false, &dump);
	for (start = dump.length - 1; start > 0; start--)
		if (dump.data[start - 1] == '\n' && ++rows == 2)
			break;
	fputs(dump.data + start, stdout);
	strbuf_clear(&dump);
}

static void
do_edges(struct player *player, char *argument)
{
	struct strbuf dump = {0};
	struct str rows;
	size_t last;

	(void)argument;
	screen_dump(player->screen, false, &dump);
	rows = strbuf_str(&dump);
	for (last = rows.length - 1; last > 0 && rows.data[last - 1] != '\n';
	     last--)
		continue;
	fwrite(rows.data, 1, str_find_byte(rows, 0, '\n') + 1, stdout);
	fputs(rows.data + last, stdout);
	strbuf_clear(&dump);
}

static void
do_cursor(struct player *player, char *argument)
{
	int row, column;

	(void)argument;
	screen_get_cursor(player->screen, &row, &column);
	printf("> row %d, column %d\n", row, column);
}

static void
do_opened(struct player *player, char *argument)
{
	const char *path = getenv("OPENED");
	struct strbuf text = {0};
	struct error error = {0};

	(void)player;
	(void)argument;
	if (path && file_read(path, 1 << 20, &text, &error) == FILE_READ)
		for (char *line = strtok(text.data, "\n"); line;
		     line = strtok(NULL, "\n"))
			printf("> %s\n", line);
	else
		puts("> nothing");
	if (path)
		unlink(path);
	strbuf_clear(&text);
	error_clear(&error);
}

/* All that the terminal was sent so far. */
static struct strbuf
read_sent(const struct player *player)
{
	struct strbuf bytes = {0};
	struct error error = {0};

	fflush(player->output);
	lseek(fileno(player->output), 0, SEEK_SET);
	if (file_read_descriptor(fileno(player->output), 1 << 26, &bytes, &error) !=
	    FILE_READ)
		die("screens: %s", error.message);
	return bytes;
}

/* The sequences that begin with ESC ] since the last look, made visible. */
static void
do_copied(struct player *player, char *argument)
{
	struct strbuf bytes = read_sent(player), safe = {0};
	char *start;

	(void)argument;
	for (char *at = bytes.data + player->sent; (start = strstr(at, "\033]"));
	     at = start + 1) {
		size_t length = strcspn(start, "\007") + 1;

		cluster_append_safe(&safe, (struct str){start, length});
		printf("> %s\n", safe.data);
		strbuf_clear(&safe);
	}
	player->sent = (long)bytes.length;
	strbuf_clear(&bytes);
}

/* One that follows itself, over several parts of a row, is printed once. */
static void
do_linked(struct player *player, char *argument)
{
	static const char opening[] = "\033]8;id=";
	struct strbuf bytes = read_sent(player);
	struct str last = {0};
	char *at = bytes.data + player->sent;

	(void)argument;
	while ((at = strstr(at, opening))) {
		struct str url;

		at += strcspn(at + 4, ";") + 5;
		url = (struct str){at, strcspn(at, "\033")};
		if (!str_equal(url, last))
			printf("> %.*s\n", (int)url.length, url.data);
		last = url;
	}
	player->sent = (long)bytes.length;
	strbuf_clear(&bytes);
}

static void
do_rung(struct player *player, char *argument)
{
	struct strbuf bytes = read_sent(player);

	(void)argument;
	printf("> %s\n",
	    strchr(bytes.data + player->sent, '\a') ? "the bell" : "silence");
	player->sent = (long)bytes.length;
	strbuf_clear(&bytes);
}

static void
do_within(struct player *player, char *argument)
{
	const char *limit = strtok(argument, " ");
	bool is_within = true;

	for (char *word = strtok(NULL, " "); word; word = strtok(NULL, " ")) {
		struct strbuf bytes = read_sent(player);
		const size_t before = bytes.length;

		strbuf_clear(&bytes);
		send_word(player, word);
		settle(player);
		bytes = read_sent(player);
		if (bytes.length - before > strtoul(limit, NULL, 10)) {
			printf("> %s: %zu bytes\n", word, bytes.length - before);
			is_within = false;
		}
		strbuf_clear(&bytes);
	}
	if (is_within)
		printf("> each at most %s bytes\n", limit);
}

static void
do_state(struct player *player, char *argument)
{
	static const char *const names[] = {
	    [TURN_WAIT] = "waits",
	    [TURN_SUSPEND] = "suspends",
	    [TURN_END] = "ends",
	};

	(void)argument;
	printf("> %s\n", names[player->turn]);
}

static const struct {
	const char *name;
	void (*run)(struct player *player, char *argument);
	bool comes_before; /* the archive is loaded */
} verbs[] = {
    {"archive", do_archive, true},
    {"scratch", do_scratch, true},
    {"write", do_write, false},
    {"remove", do_remove, false},
    {"size", do_size, true},
    {"browser", do_browser, true},
    {"base-url", do_base_url, true},
    {"config", do_config, true},
    {"editor", do_editor, true},
    {"copy-command", do_copy_command, true},
    {"ascii", do_ascii, true},
    {"remote", do_remote, true},
    {"hyperlinks", do_hyperlinks, true},
    {"inside", do_inside, true},
    {"keys", do_keys, false},
    {"mouse", do_mouse, false},
    {"burst", do_burst, false},
    {"show", do_show, false},
    {"looks", do_looks, false},
    {"bottom", do_bottom, false},
    {"edges", do_edges, false},
    {"cursor", do_cursor, false},
    {"opened", do_opened, false},
    {"copied", do_copied, false},
    {"linked", do_linked, false},
    {"rung", do_rung, false},
    {"within", do_within, false},
    {"state", do_state, false},
};

static void
play_line(struct player *player, char *line)
{
	size_t length = strcspn(line, " \n");

	line[strcspn(line, "\n")] = '\0';
	if (line[0] == '|' || line[0] == '>')
		return;
	puts(line);
	if (line[0] == '#' || line[0] == '\0')
		return;
	for (size_t i = 0; i < sizeof(verbs) / sizeof(*verbs); i++) {
		if (strlen(verbs[i].name) == length &&
		    strncmp(line, verbs[i].name, length) == 0) {
			if (!player->application && !verbs[i].comes_before)
				die("screens: no archive before: %s", line);
			verbs[i].run(player, line + length + (line[length] == ' '));
			return;
		}
	}
	die("screens: unknown line: %s", line);
}

static void
finish(struct player *player)
{
	if (player->application)
		application_free(player->application);
	state_close(player->options.state);
	if (player->screen)
		screen_close(player->screen);
	if (player->input) {
		fclose(player->input);
		close(player->keys);
	}
	remove_scratch(player);
	free(player->path);
	free(player->browser);
	free(player->base_url);
	keymap_free(player->keymap);
	config_clear(&player->config);
	diagnostics_clear(&player->problems);
	free(player->editor);
	free(player->copy_command);
	fclose(player->output);
}

static void
print_shared(void)
{
	for (size_t i = 0; all_command_tables[i]; i++)
		if (all_command_tables[i]->shared)
			printf("%s\t%s\n", all_command_tables[i]->title,
			    all_command_tables[i]->shared->title);
}

int
main(int count, char **arguments)
{
	struct player player = {
	    .rows = 24,
	    .columns = 80,
	    .output = tmpfile(),
	};
	FILE *script = count == 2 ? fopen(arguments[1], "r") : NULL;
	char *line = NULL;
	size_t capacity = 0;

	if (count == 2 && strcmp(arguments[1], "--shared") == 0) {
		print_shared();
		fclose(player.output);
		return 0;
	}
	if (!script || !player.output)
		die("usage: screens SCRIPT");
	locale_start();
	config_init(&player.config);
	player.options.config = &player.config;
	player.options.listen = note_keys;
	while (getline(&line, &capacity, script) > 0)
		play_line(&player, line);
	free(line);
	fclose(script);
	finish(&player);
	return 0;
}
