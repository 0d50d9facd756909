/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The command line. An option is one row of one table, which says how it is
 * written, what --help tells of it, what it sets and with which modes it
 * makes sense; the arrays of getopt_long() are made from it.
 */
#include <getopt.h>
#include <limits.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include "cnai/check.h"
#include "cnai/nearest.h"
#include "cnai/options.h"
#include "cnai/str.h"

enum group {
	GROUP_MODES,
	GROUP_OUTPUT,
	GROUP_ARCHIVE,
	GROUP_OTHER,
	GROUP_COUNT,
};

static const char *const group_titles[GROUP_COUNT] = {
    [GROUP_MODES] = "What to do (without any of these: browse)",
    [GROUP_OUTPUT] = "How to print",
    [GROUP_ARCHIVE] = "What to read",
    [GROUP_OTHER] = "About the program",
};

struct option_row {
	const char *name;
	char letter;          /* 0: none */
	const char *argument; /* NULL: none; "[...]" may be left out, and
				 "[=...]" is not taken from the next word */
	enum group group;
	const char *help;
	bool (*set)(struct options *options, const struct option_row *row,
	    const char *argument, struct error *error);
	size_t value;   /* for SET: a mode, a part, or where in OPTIONS */
	unsigned modes; /* bits 1 << enum mode it goes with; 0: all */
};

/* Modes that some options are made for. */
enum {
	PRINTS_POST = 1 << MODE_LATEST | 1 << MODE_SHOW,
	PRINTS_JSON = PRINTS_POST | 1 << MODE_LIST | 1 << MODE_SEARCH |
		      1 << MODE_LINKS | 1 << MODE_CHECK | 1 << MODE_NEW,
};

static const char *mode_name(enum mode mode);

static bool
set_mode(struct options *options, const struct option_row *row,
    const char *argument, struct error *error)
{
	const enum mode mode = (enum mode)row->value;

	if (options->mode == mode && row->argument) {
		error_set(error, "--%s is given twice", row->name);
		return false;
	}
	if (options->mode != MODE_NONE && options->mode != mode &&
	    mode != MODE_HELP && mode != MODE_VERSION) {
		error_set(error, "--%s and --%s cannot be used together",
		    mode_name(options->mode), row->name);
		return false;
	}
	options->mode = mode;
	options->argument = argument;
	return true;
}

/* "--check=help" lists the rules, for which no archive is needed. */
static bool
set_check(struct options *options, const struct option_row *row,
    const char *argument, struct error *error)
{
	struct check_choice choice;

	if (argument && strcmp(argument, "help") != 0 &&
	    !check_choose(&choice, argument, error))
		return false;
	if (!set_mode(options, row, argument, error))
		return false;
	if (argument && strcmp(argument, "help") == 0)
		options->mode = MODE_RULES;
	return true;
}

static bool
set_part(struct options *options, const struct option_row *row,
    const char *argument, struct error *error)
{
	const enum post_part part = (enum post_part)row->value;

	(void)argument;
	if (options->part != POST_WHOLE && options->part != part) {
		error_set(error, "--summary and --body cannot be used together");
		return false;
	}
	options->part = part;
	return true;
}

/* The member of OPTIONS that the row is about. */
static void *
member(struct options *options, const struct option_row *row)
{
	return (char *)options + row->value;
}

static bool
set_flag(struct options *options, const struct option_row *row,
    const char *argument, struct error *error)
{
	(void)argument, (void)error;
	*(bool *)member(options, row) = true;
	return true;
}

static bool
set_text(struct options *options, const struct option_row *row,
    const char *argument, struct error *error)
{
	(void)error;
	*(const char **)member(options, row) = argument;
	return true;
}

static bool
set_when(struct options *options, const struct option_row *row,
    const char *argument, struct error *error)
{
	static const char *const names[] = {
	    [WHEN_AUTO] = "auto",
	    [WHEN_ALWAYS] = "always",
	    [WHEN_NEVER] = "never",
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		if (strcmp(argument, names[i]) == 0) {
			*(enum when *)member(options, row) = (enum when)i;
			return true;
		}
	}
	error_set(error, "--%s takes auto, always or never, not '%s'", row->name,
	    argument);
	return false;
}

static bool
set_theme(struct options *options, const struct option_row *row,
    const char *argument, struct error *error)
{
	struct theme theme;
	const char *nearest = theme_nearest(argument);

	options->theme = argument;
	if (theme_init(&theme, argument))
		return true;
	error_set(error, "--%s: no theme is called '%s'%s%s%s", row->name, argument,
	    nearest ? " (did you mean " : "", nearest ? nearest : "",
	    nearest ? "?)" : "");
	return false;
}

static bool
set_width(struct options *options, const struct option_row *row,
    const char *argument, struct error *error)
{
	enum { WIDTH_MAX = 10000 };
	const size_t digits = strspn(argument, "0123456789");
	const long width = argument[digits] ? 0 : strtol(argument, NULL, 10);

	if (width < 1 || width > WIDTH_MAX) {
		error_set(error, "--%s takes a number from 1 to %d, not '%s'",
		    row->name, WIDTH_MAX, argument);
		return false;
	}
	options->width = (int)width;
	return true;
}

static bool
set_order(struct options *options, const struct option_row *row,
    const char *argument, struct error *error)
{
	static const char *const names[] = {
	    [HIT_ORDER_RANK] = "rank",
	    [HIT_ORDER_WEIGHT] = "weight",
	    [HIT_ORDER_DATE] = "date",
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		if (strcmp(argument, names[i]) == 0) {
			options->hit_order = (enum hit_order)i;
			return true;
		}
	}
	error_set(error, "--%s takes rank, weight or date, not '%s'", row->name,
	    argument);
	return false;
}

static const struct option_row rows[] = {
    {"plain", 0, NULL, GROUP_MODES, "browse on ordinary lines: type ? there",
	set_mode, MODE_PLAIN, 0},
    {"latest", '1', NULL, GROUP_MODES, "print the latest post", set_mode,
	MODE_LATEST, 0},
    {"list", 'l', NULL, GROUP_MODES, "list all posts, the latest first", set_mode,
	MODE_LIST, 0},
    {"show", 's', "POST", GROUP_MODES, "print a post by number, file name or title",
	set_mode, MODE_SHOW, 0},
    {"search", 0, "QUERY", GROUP_MODES,
	"find posts: words, \"a phrase\", -without, tag:x", set_mode, MODE_SEARCH,
	0},
    {"links", 0, "[POST]", GROUP_MODES, "list the links of a post, or of all",
	set_mode, MODE_LINKS, 0},
    {"new", 0, NULL, GROUP_MODES, "list what is unread since your last visit",
	set_mode, MODE_NEW, 0},
    {"mark-read", 0, "POST", GROUP_MODES,
	"mark a post as read, or with \"all\" every one", set_mode, MODE_MARK_READ,
	0},
    {"check", 0, "[=RULES]", GROUP_MODES,
	"say what is wrong; +rule,-rule, help lists them", set_check, MODE_CHECK,
	0},
    {"summary", 0, NULL, GROUP_OUTPUT, "only the title and the description",
	set_part, POST_SUMMARY, PRINTS_POST},
    {"body", 0, NULL, GROUP_OUTPUT, "only the text, without the head", set_part,
	POST_BODY, PRINTS_POST},
    {"json", 'j', NULL, GROUP_OUTPUT, "one JSON object a line", set_flag,
	offsetof(struct options, as_json), PRINTS_JSON},
    {"sort", 0, "ORDER", GROUP_OUTPUT, "what was found by rank, weight or date",
	set_order, 0, 1 << MODE_SEARCH},
    {"count", 0, NULL, GROUP_OUTPUT, "only how many posts were found", set_flag,
	offsetof(struct options, counts_only), 1 << MODE_SEARCH},
    {"width", 'w', "N", GROUP_OUTPUT,
	"columns; else the terminal's up to 88, else 80", set_width, 0, 0},
    {"theme", 0, "NAME", GROUP_OUTPUT,
	"default, dark, light, high-contrast or mono", set_theme, 0, 0},
    {"color", 0, "WHEN", GROUP_OUTPUT, "auto, always or never", set_when,
	offsetof(struct options, color), 0},
    {"hyperlinks", 0, "WHEN", GROUP_OUTPUT,
	"auto, always or never (then links are numbered)", set_when,
	offsetof(struct options, hyperlinks), 0},
    {"no-emoji", 0, NULL, GROUP_OUTPUT, "leave :sparkles: as it is written",
	set_flag, offsetof(struct options, document.plain_emoji), 0},
    {"no-smart", 0, NULL, GROUP_OUTPUT, "leave quotes, -- and ... as written",
	set_flag, offsetof(struct options, document.plain_quotes), 0},
    {"archive", 'a', "DIR", GROUP_ARCHIVE,
	"a folder of Markdown files, one file, or - (input)", set_text,
	offsetof(struct options, archive), 0},
    {"all", 0, NULL, GROUP_ARCHIVE, "drafts, future and other hidden posts too",
	set_flag, offsetof(struct options, show_hidden), 0},
    {"no-state", 0, NULL, GROUP_ARCHIVE, "remember and recall nothing", set_flag,
	offsetof(struct options, keeps_nothing), 0},
    {"keys", 0, NULL, GROUP_OTHER, "list the keys and exit", set_mode, MODE_KEYS,
	0},
    {"print-config", 0, NULL, GROUP_OTHER,
	"print the configuration, with what each setting does", set_mode,
	MODE_PRINT_CONFIG, 0},
    {"help", 'h', NULL, GROUP_OTHER, "show this help and exit", set_mode, MODE_HELP,
	0},
    {"version", 'V', NULL, GROUP_OTHER, "show the version and exit", set_mode,
	MODE_VERSION, 0},
};

enum { ROW_COUNT = sizeof(rows) / sizeof(*rows) };

/* getopt_long()'s value for a long option; above every letter. */
enum { FIRST_LONG_VALUE = UCHAR_MAX + 1 };

static bool
sets_mode(const struct option_row *row)
{
	return row->group == GROUP_MODES || row->group == GROUP_OTHER;
}

static const char *
mode_name(enum mode mode)
{
	if (mode == MODE_RULES)
		mode = MODE_CHECK;
	for (size_t i = 0; i < ROW_COUNT; i++)
		if (sets_mode(&rows[i]) && rows[i].value == mode)
			return rows[i].name;
	return "";
}

static int
argument_kind(const struct option_row *row)
{
	if (!row->argument)
		return no_argument;
	return row->argument[0] == '[' ? optional_argument : required_argument;
}

static void
make_long_options(struct option *options)
{
	for (size_t i = 0; i < ROW_COUNT; i++)
		options[i] = (struct option){
		    .name = rows[i].name,
		    .has_arg = argument_kind(&rows[i]),
		    .val = FIRST_LONG_VALUE + (int)i,
		};
	options[ROW_COUNT] = (struct option){0};
}

static void
append_letters(struct strbuf *letters)
{
	/* The colon: a missing argument is told apart from an unknown option. */
	strbuf_append_string(letters, ":");
	for (size_t i = 0; i < ROW_COUNT; i++) {
		if (!rows[i].letter)
			continue;
		strbuf_append_byte(letters, rows[i].letter);
		if (rows[i].argument)
			strbuf_append_byte(letters, ':');
	}
}

/* The row of what getopt_long() returned; NULL for an unknown letter. */
static const struct option_row *
find_row(int value)
{
	if (value >= FIRST_LONG_VALUE)
		return &rows[value - FIRST_LONG_VALUE];
	for (size_t i = 0; i < ROW_COUNT; i++)
		if (rows[i].letter && rows[i].letter == value)
			return &rows[i];
	return NULL;
}

static const char *
row_name(size_t row)
{
	return rows[row].name;
}

/* NAME is no option, or the beginning of several. */
static void
explain_unknown(struct str name, struct error *error)
{
	const char *nearest = nearest_name(name, row_name, ROW_COUNT);
	struct strbuf names = {0};
	size_t count = 0;

	for (size_t i = 0; i < ROW_COUNT; i++) {
		if (!str_starts_with(str_of(rows[i].name), name))
			continue;
		strbuf_printf(&names, "%s--%s", count ? ", " : "", rows[i].name);
		count++;
	}
	if (count > 1)
		error_set(error, "'--%.*s' may mean %s", (int)name.length,
		    name.data, names.data);
	else if (nearest)
		error_set(error, "unknown option '--%.*s' (did you mean --%s?)",
		    (int)name.length, name.data, nearest);
	else
		error_set(
		    error, "unknown option '--%.*s'", (int)name.length, name.data);
	strbuf_clear(&names);
}

/* Says why getopt_long() returned '?' or ':' after reading WORD. */
static void
explain_refusal(int result, const char *word, struct error *error)
{
	const struct option_row *row = optopt ? find_row(optopt) : NULL;

	if (row && result == ':') {
		error_set(
		    error, "--%s needs %s behind it", row->name, row->argument);
	} else if (row) {
		error_set(error, "--%s takes no argument", row->name);
	} else if (optopt) {
		error_set(error, "unknown option '-%c'", optopt);
	} else {
		const char *name = word + strlen("--");

		explain_unknown((struct str){name, strcspn(name, "=")}, error);
	}
}

/*
 * An argument that may be left out is taken from the next word as well, which
 * getopt_long() does not do.
 */
static const char *
take_argument(const struct option_row *row, int count, char **arguments)
{
	if (optarg || argument_kind(row) != optional_argument ||
	    row->argument[1] == '=')
		return optarg;
	if (optind < count && arguments[optind][0] != '-')
		return arguments[optind++];
	return NULL;
}

static bool
apply(struct options *options, const struct option_row *row, const char *argument,
    struct error *error)
{
	if (argument && !*argument) {
		error_set(error, "--%s needs %s behind it, which is empty",
		    row->name, row->argument);
		return false;
	}
	return row->set(options, row, argument, error);
}

static bool
is_finished(const struct options *options)
{
	return options->mode == MODE_HELP || options->mode == MODE_VERSION;
}

static bool
parse_rows(struct options *options, int count, char **arguments, bool *given,
    struct error *error)
{
	struct option long_options[ROW_COUNT + 1];
	struct strbuf letters = {0};
	bool is_fine = true;
	int result;

	make_long_options(long_options);
	append_letters(&letters);
	opterr = 0;
	optind = 0; /* begin anew, whoever parsed before */
	while (is_fine && !is_finished(options)) {
		result =
		    getopt_long(count, arguments, letters.data, long_options, NULL);
		if (result == -1)
			break;
		if (result == '?' || result == ':') {
			explain_refusal(result, arguments[optind - 1], error);
			is_fine = false;
		} else {
			const struct option_row *row = find_row(result);

			given[row - rows] = true;
			is_fine = apply(options, row,
			    take_argument(row, count, arguments), error);
		}
	}
	strbuf_clear(&letters);
	return is_fine;
}

/* The words that are no options: at most one, which names the archive. */
static bool
take_words(
    struct options *options, int count, char *const *words, struct error *error)
{
	if (count == 0)
		return true;
	if (count > 1 || options->archive) {
		error_set(error, "'%s' is one archive too many",
		    words[options->archive ? 0 : 1]);
		return false;
	}
	if (!**words) {
		error_set(error, "the name of the archive is empty");
		return false;
	}
	options->archive = *words;
	return true;
}

/* "--a, --b or --c". */
static void
append_modes(struct strbuf *names, unsigned modes)
{
	unsigned left = modes;

	for (size_t i = 0; i < ROW_COUNT; i++) {
		if (!sets_mode(&rows[i]) || !(modes & 1U << rows[i].value))
			continue;
		left &= ~(1U << rows[i].value);
		if (names->length)
			strbuf_append_string(names, left ? ", " : " or ");
		strbuf_printf(names, "--%s", rows[i].name);
	}
}

static bool
fits_mode(const struct option_row *row, enum mode mode, struct error *error)
{
	struct strbuf names = {0};

	if (!row->modes || row->modes & 1U << mode)
		return true;
	append_modes(&names, row->modes);
	if (mode == MODE_NONE)
		error_set(error, "--%s needs %s", row->name, names.data);
	else
		error_set(error, "--%s does not go with --%s, only with %s",
		    row->name, mode_name(mode), names.data);
	strbuf_clear(&names);
	return false;
}

bool
options_parse(
    struct options *options, int count, char **arguments, struct error *error)
{
	bool given[ROW_COUNT] = {false};

	*options = (struct options){0};
	if (count == 0)
		return true;
	if (!parse_rows(options, count, arguments, given, error))
		return false;
	if (is_finished(options))
		return true;
	if (!take_words(options, count - optind, arguments + optind, error))
		return false;
	for (size_t i = 0; i < ROW_COUNT; i++)
		if (given[i] && !fits_mode(&rows[i], options->mode, error))
			return false;
	return true;
}

static void
print_row(const struct option_row *row, FILE *stream)
{
	enum { HELP_COLUMN = 25 };
	struct strbuf line = {0};

	if (row->letter)
		strbuf_printf(&line, "  -%c, --%s", row->letter, row->name);
	else
		strbuf_printf(&line, "      --%s", row->name);
	if (row->argument)
		strbuf_printf(&line, "%s%s", row->argument[1] == '=' ? "" : " ",
		    row->argument);
	fprintf(stream, "%-*s %s\n", HELP_COLUMN, line.data, row->help);
	strbuf_clear(&line);
}

void
options_print_help(FILE *stream)
{
	fputs("Usage: cnai-read [OPTION]... [DIR]\n"
	      "Reads an archive of news posts: a folder of Markdown files.\n",
	    stream);
	for (size_t group = 0; group < GROUP_COUNT; group++) {
		fprintf(stream, "\n%s:\n", group_titles[group]);
		for (size_t i = 0; i < ROW_COUNT; i++)
			if (rows[i].group == (enum group)group)
				print_row(&rows[i], stream);
	}
	fputs("\nDIR is the same as --archive DIR. More: man cnai-read\n", stream);
}
