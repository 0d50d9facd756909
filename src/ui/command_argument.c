/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which commands take a number or words. All others take nothing, and say so
 * when they are called by name: a word that is silently left out is a command
 * that does something else than was asked for.
 */
#include <stdlib.h>
#include "cnai/command_argument.h"
#include "cnai/nearest.h"

enum {
	TAKES_COUNT = 1, /* times, a line, or what else the command counts */
	TAKES_ENTRY = 2, /* the number of the entry that it is about */
	TAKES_WORDS = 4, /* the answer to what it asks for, or a choice */
};

static const char *const filters[] = {"all", "unread", "bookmarked", NULL};
static const char *const sorts[] = {"weight", "date", "title", NULL};

static const struct taking {
	const char *name;
	int takes;
	const char *const *choices; /* of words; NULL: any */
} takings[] = {
    {"line-down", TAKES_COUNT, NULL},
    {"line-up", TAKES_COUNT, NULL},
    {"page-down", TAKES_COUNT, NULL},
    {"page-up", TAKES_COUNT, NULL},
    {"half-down", TAKES_COUNT, NULL},
    {"half-up", TAKES_COUNT, NULL},
    {"top", TAKES_COUNT, NULL},
    {"end", TAKES_COUNT, NULL},
    {"right", TAKES_COUNT, NULL},
    {"left", TAKES_COUNT, NULL},
    {"next-heading", TAKES_COUNT, NULL},
    {"previous-heading", TAKES_COUNT, NULL},
    {"enter", TAKES_COUNT, NULL},
    {"open-link", TAKES_COUNT, NULL},
    {"copy-link", TAKES_COUNT, NULL},
    {"show-link", TAKES_COUNT, NULL},
    {"command", TAKES_COUNT, NULL},
    {"open", TAKES_COUNT | TAKES_ENTRY, NULL},
    {"mark-read", TAKES_ENTRY, NULL},
    {"bookmark", TAKES_ENTRY, NULL},
    {"source", TAKES_ENTRY, NULL},
    {"front-matter", TAKES_ENTRY, NULL},
    {"edit", TAKES_ENTRY, NULL},
    {"copy-post", TAKES_ENTRY, NULL},
    {"write", TAKES_ENTRY | TAKES_WORDS, NULL},
    {"pipe", TAKES_ENTRY | TAKES_WORDS, NULL},
    {"search", TAKES_WORDS, NULL},
    {"search-post", TAKES_WORDS, NULL},
    {"search-file", TAKES_WORDS, NULL},
    {"search-list", TAKES_WORDS, NULL},
    {"filter", TAKES_WORDS, filters},
    {"sort", TAKES_WORDS, sorts},
};

enum { TAKING_COUNT = sizeof(takings) / sizeof(*takings) };

const char *
command_taking(size_t index)
{
	return index < TAKING_COUNT ? takings[index].name : NULL;
}

static const struct taking *
find_taking(struct str name)
{
	static const struct taking nothing;

	for (size_t i = 0; i < TAKING_COUNT; i++)
		if (str_equal(name, str_of(takings[i].name)))
			return &takings[i];
	return &nothing;
}

const char *const *
command_choices(struct str name)
{
	return find_taking(name)->choices;
}

size_t
command_count_digit(size_t count, int digit)
{
	enum { COUNT_LIMIT = 100000000 }; /* nothing has so many lines */

	return count < COUNT_LIMIT ? count * 10 + (size_t)(digit - '0') : count;
}

size_t
command_take_count(struct str *text)
{
	size_t count = 0;

	while (text->length && *text->data >= '0' && *text->data <= '9') {
		count = command_count_digit(count, *text->data);
		*text = str_slice(*text, 1, text->length);
	}
	return count;
}

/* Selects entry NUMBER; false with the refusal where there is none. */
static bool
select_entry(struct view *view, size_t number, struct outcome *refusal)
{
	const size_t count = view->kind->entries(view);

	if (number <= count) {
		free(view->kind->move(view, MOVE_TOP, number).message);
		return true;
	}
	*refusal =
	    outcome_refusal("There is no %zu: the last one is %zu", number, count);
	return false;
}

static bool
is_about_entry(const struct view *view, const struct command *command)
{
	return view->kind->entries &&
	       (find_taking(str_of(command->name))->takes & TAKES_ENTRY);
}

struct outcome
command_run(struct view *view, const struct command *command, size_t count)
{
	struct argument argument = {.value = command->value, .count = count};
	struct outcome refusal;

	if (count && is_about_entry(view, command)) {
		if (!select_entry(view, count, &refusal))
			return refusal;
		argument.count = 0;
	}
	return command->run(view, argument);
}

/* The one of CHOICES that WORDS are, or begin and nothing else does. */
static struct str
find_choice(const char *const *choices, struct str words)
{
	struct str found = {0};
	size_t count = 0;

	for (; *choices; choices++) {
		if (str_equal(str_of(*choices), words))
			return words;
		if (str_starts_with(str_of(*choices), words)) {
			found = str_of(*choices);
			count++;
		}
	}
	return count == 1 ? found : (struct str){0};
}

static struct outcome
refuse_choice(const struct taking *taking, struct str words)
{
	const char *nearest = nearest_listed(words, taking->choices);
	struct strbuf choices = {0};
	struct outcome refusal;

	nearest_append_listed(taking->choices, &choices);
	refusal = nearest ? outcome_refusal("%s takes %s: did you mean %s?",
				taking->name, choices.data, nearest)
			  : outcome_refusal("%s takes %s, not %.*s", taking->name,
				choices.data, (int)words.length, words.data);
	strbuf_clear(&choices);
	return refusal;
}

/* WORDS answer what the command asks for, if it asks. */
static struct outcome
run_with_words(struct view *view, const struct command *command, struct str words)
{
	const struct taking *taking = find_taking(str_of(command->name));
	struct argument argument = {.value = command->value, .words = words};
	struct outcome outcome;

	if (taking->choices) {
		argument.words = find_choice(taking->choices, words);
		if (!argument.words.length)
			return refuse_choice(taking, words);
	}
	outcome = command->run(view, argument);
	if (outcome.prompt) {
		free(outcome.prompt_text);
		outcome.prompt_text = str_copy(words);
		outcome.answers_prompt = true;
	}
	return outcome;
}

/* Whether BEHIND is nothing but a number, which is then the count. */
static bool
is_count(struct str behind, size_t *count)
{
	struct str rest = behind;
	const size_t number = command_take_count(&rest);

	if (!behind.length || rest.length)
		return false;
	*count = number;
	return true;
}

struct outcome
command_run_with(struct view *view, const struct command *command, size_t count,
    struct str behind)
{
	const int takes = find_taking(str_of(command->name))->takes;
	const bool counts = (takes & TAKES_COUNT) || is_about_entry(view, command);
	struct outcome refusal;

	if (!(takes & TAKES_WORDS) && is_count(behind, &count))
		behind = (struct str){0};
	if (count && !counts)
		return outcome_refusal("%s takes no number here", command->name);
	if (!behind.length)
		return command_run(view, command, count);
	if (!(takes & TAKES_WORDS))
		return outcome_refusal("%s takes nothing behind it, not \"%.*s\"",
		    command->name, (int)behind.length, behind.data);
	if (count && !select_entry(view, count, &refusal))
		return refusal;
	return run_with_words(view, command, behind);
}
