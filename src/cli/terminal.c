/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What standard output is. The terminal itself is never asked anything, for
 * its answer may come when nobody waits for it any more: what it can do is
 * told from the environment alone.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include "cnai/terminal.h"

enum { WIDTH_DEFAULT = 80 };

/* A variable's value; one that is not set is empty. */
static struct str
environment(const char *name)
{
	return str_of(getenv(name));
}

/* What tells a terminal by; VALUE NULL: any. */
struct sign {
	const char *variable;
	const char *value;
};

/* Whether one of the signs is there; the last one has no variable. */
static bool
shows_sign(const struct sign *signs)
{
	for (; signs->variable; signs++) {
		const struct str value = environment(signs->variable);

		if (signs->value ? str_equal(value, str_of(signs->value))
				 : value.length > 0)
			return true;
	}
	return false;
}

/* Signs of terminals that show all colours. */
static const struct sign color_signs[] = {
    {"COLORTERM", "truecolor"},
    {"COLORTERM", "24bit"},
    {"TERM", "alacritty"},
    {"TERM", "contour"},
    {"TERM", "foot"},
    {"TERM", "foot-extra"},
    {"TERM", "wezterm"},
    {"TERM", "xterm-direct"},
    {"TERM", "xterm-ghostty"},
    {"TERM", "xterm-kitty"},
    {NULL, NULL},
};

static int
count_colors(void)
{
	if (shows_sign(color_signs))
		return COLORS_ALL;
	return strstr(environment("TERM").data, "256color") ? COLORS_MANY
							    : COLORS_FEW;
}

/* Signs of terminals that take hyperlinks. */
static const struct sign hyperlink_signs[] = {
    {"KITTY_WINDOW_ID", NULL},
    {"KONSOLE_VERSION", NULL},
    {"WT_SESSION", NULL},
    {"TERM_PROGRAM", "iTerm.app"},
    {"TERM_PROGRAM", "WezTerm"},
    {"TERM_PROGRAM", "vscode"},
    {"TERM_PROGRAM", "ghostty"},
    {"TERM", "alacritty"},
    {"TERM", "contour"},
    {"TERM", "foot"},
    {"TERM", "foot-extra"},
    {"TERM", "wezterm"},
    {"TERM", "xterm-ghostty"},
    {"TERM", "xterm-kitty"},
    {NULL, NULL},
};

static bool
is_multiplexer(void)
{
	const struct str term = environment("TERM");

	return environment("TMUX").length || environment("STY").length ||
	       str_starts_with(term, str_of("screen")) ||
	       str_starts_with(term, str_of("tmux"));
}

/* tmux passes links on, since 3.4, to the terminals it knows to take them. */
static bool
is_linking_tmux(void)
{
	enum { MAJOR_FIRST = 3, MINOR_FIRST = 4 };
	const struct str version = environment("TERM_PROGRAM_VERSION");
	char *rest = NULL;
	long major;

	if (environment("STY").length || !environment("TMUX").length ||
	    !str_equal(environment("TERM_PROGRAM"), str_of("tmux")) ||
	    !version.length)
		return false;
	major = strtol(version.data, &rest, 10);
	return major > MAJOR_FIRST ||
	       (major == MAJOR_FIRST && *rest == '.' &&
		   strtol(rest + 1, NULL, 10) >= MINOR_FIRST);
}

static bool
takes_hyperlinks(void)
{
	enum { VTE_FIRST = 5000 };

	if (is_multiplexer())
		return is_linking_tmux();
	return shows_sign(hyperlink_signs) ||
	       strtol(environment("VTE_VERSION").data, NULL, 10) >= VTE_FIRST;
}

static bool
is_dumb(void)
{
	return str_equal(environment("TERM"), str_of("dumb"));
}

/* One that obeys escape sequences. */
static bool
is_capable(void)
{
	return environment("TERM").length && !is_dumb();
}

/*
 * Input that is no terminal means that nobody sits there, unless it is the
 * post: then the terminal itself is asked for keys.
 */
static bool
has_keys(const char *archive)
{
	int terminal;

	if (isatty(STDIN_FILENO))
		return true;
	if (!archive || strcmp(archive, "-") != 0)
		return false;
	terminal = open("/dev/tty", O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (terminal >= 0)
		close(terminal);
	return terminal >= 0;
}

static bool
decide(enum when when, bool is_possible)
{
	return when == WHEN_ALWAYS || (when == WHEN_AUTO && is_possible);
}

static int
count_columns(void)
{
	enum { COLUMNS_MAX = 10000 };
	struct winsize size = {0};
	long columns;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
		return size.ws_col;
	columns = strtol(environment("COLUMNS").data, NULL, 10);
	return columns > 0 && columns <= COLUMNS_MAX ? (int)columns : WIDTH_DEFAULT;
}

void
terminal_describe(struct terminal *terminal, const struct options *options,
    const struct config *config, const char *archive)
{
	const enum when hyperlinks =
	    options->hyperlinks ? options->hyperlinks : config->hyperlinks;
	const bool is_terminal = isatty(STDOUT_FILENO);
	const bool is_obeying = is_terminal && is_capable();
	const bool is_colorful = is_obeying && !environment("NO_COLOR").length;

	*terminal = (struct terminal){
	    .is_interactive = is_terminal && !is_dumb() && has_keys(archive),
	    .is_plain = options->mode == MODE_PLAIN || !is_capable(),
	    .is_dialogue = is_terminal && isatty(STDIN_FILENO),
	    .columns = is_terminal ? count_columns() : 0,
	    .width = WIDTH_DEFAULT,
	    .output.theme = &config->theme,
	    .output.use_attributes = decide(options->color, is_obeying),
	    .output.colors =
		decide(options->color, is_colorful) ? count_colors() : COLORS_NONE,
	    .output.use_hyperlinks =
		decide(hyperlinks, is_obeying && takes_hyperlinks()),
	};
	if (options->width)
		terminal->columns = terminal->width = options->width;
	else if (terminal->columns > config->width)
		terminal->width = config->width;
	else if (terminal->columns)
		terminal->width = terminal->columns;
}
