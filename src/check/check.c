/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The table of rules, and the run over an archive. Some rules are the
 * archive's: what it finds while it reads front matter is passed on. The
 * others look at a post's bytes or at its Markdown, one post at a time, and a
 * few at all posts together, from what was noted of each.
 */
#include <assert.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include "cnai/nearest.h"
#include "cnai/yaml_tree.h"
#include "rules.h"

/* In the order in which --check=help and the manual have them. */
static const struct rule rules[] = {
    {{"unreadable", SEVERITY_ERROR, true, "a file or folder that cannot be read"},
	NULL, NULL, NULL},
    {{"front-matter", SEVERITY_ERROR, true,
	 "front matter that is broken, not closed or not understood"},
	NULL, NULL, NULL},
    {{"duplicate-key", SEVERITY_WARNING, true,
	 "a key that is twice in the front matter"},
	NULL, NULL, NULL},
    {{"title", SEVERITY_WARNING, true, "a post without a title"}, NULL, NULL, NULL},
    {{"description", SEVERITY_WARNING, true, "a post without a description"}, NULL,
	find_no_description, NULL},
    {{"date", SEVERITY_ERROR, true, "a date that is none"}, NULL, NULL, NULL},
    {{"weight", SEVERITY_ERROR, true, "a weight that is not a whole number"}, NULL,
	NULL, NULL},
    {{"weight-missing", SEVERITY_WARNING, true,
	 "a post without a weight among posts that have one"},
	NULL, NULL, find_no_weight},
    {{"weight-equal", SEVERITY_WARNING, true,
	 "two posts of a section with the same weight"},
	NULL, NULL, find_equal_weights},
    {{"order", SEVERITY_WARNING, true,
	 "a post whose weight puts it on the wrong side of older or newer ones"},
	NULL, NULL, find_wrong_order},
    {{"link-text", SEVERITY_WARNING, true,
	 "a link whose text says nothing, like \"here\""},
	see_link_text, NULL, NULL},
    {{"link-target", SEVERITY_ERROR, true,
	 "a relative link to a file that is not there"},
	see_link_target, NULL, NULL},
    {{"heading-anchor", SEVERITY_WARNING, true,
	 "two headings of a post with the same anchor"},
	see_heading, find_equal_anchors, NULL},
    {{"emoji", SEVERITY_WARNING, true, "a name between colons that is no emoji's"},
	see_emoji, NULL, NULL},
    {{"shortcode", SEVERITY_ERROR, true, "a shortcode that is not closed"}, NULL,
	find_shortcodes, find_unclosed_shortcodes},
    {{"utf-8", SEVERITY_WARNING, true, "bytes that are not UTF-8"}, NULL,
	find_bad_utf8, NULL},
    {{"control-characters", SEVERITY_WARNING, true,
	 "a control character in a text"},
	NULL, find_control, NULL},
    {{"final-newline", SEVERITY_WARNING, true, "a file that ends within a line"},
	NULL, find_no_final_newline, NULL},
};

enum { RULE_COUNT = sizeof(rules) / sizeof(*rules) };
_Static_assert((int)RULE_COUNT <= (int)CHECK_RULES_MAX, "CHECK_RULES_MAX is small");

size_t
check_rule_count(void)
{
	return RULE_COUNT;
}

const struct check_rule *
check_rule(size_t index)
{
	return &rules[index].about;
}

static const char *
rule_name(size_t index)
{
	return rules[index].about.name;
}

/* The index of the rule called NAME; RULE_COUNT if there is none. */
static size_t
find_rule(struct str name)
{
	size_t i = 0;

	while (i < RULE_COUNT && !str_equal(str_of(rule_name(i)), name))
		i++;
	return i;
}

static void
explain_no_rule(struct str name, struct error *error)
{
	const char *nearest = nearest_name(name, rule_name, RULE_COUNT);

	if (nearest)
		error_set(error, "unknown rule '%.*s' (did you mean %s?)",
		    check_shown_length(name), name.data, nearest);
	else
		error_set(error, "unknown rule '%.*s': see cnai-read --check=help",
		    check_shown_length(name), name.data);
}

/* One "+rule" or "-rule". */
static bool
choose_one(struct check_choice *choice, struct str word, struct error *error)
{
	const bool is_signed =
	    word.length > 1 && (word.data[0] == '+' || word.data[0] == '-');
	struct str name = str_slice(word, is_signed, word.length);
	const bool is_all = str_equal(name, str_of("all"));
	const size_t rule = find_rule(name);

	if (!is_signed) {
		error_set(error, "--check takes +rule, -rule or help, not '%.*s'",
		    check_shown_length(word), word.data);
		return false;
	}
	if (!is_all && rule == RULE_COUNT) {
		explain_no_rule(name, error);
		return false;
	}
	for (size_t i = 0; i < RULE_COUNT; i++)
		if (is_all || i == rule)
			choice->is_on[i] = word.data[0] == '+';
	return true;
}

bool
check_choose(struct check_choice *choice, const char *text, struct error *error)
{
	*choice = (struct check_choice){0};
	for (size_t i = 0; i < RULE_COUNT; i++)
		choice->is_on[i] = rules[i].about.is_default;
	while (text && *text) {
		const size_t length = strcspn(text, ",");

		if (!choose_one(choice, (struct str){text, length}, error))
			return false;
		text += length;
		text += *text == ',';
	}
	return true;
}

int
check_shown_length(struct str text)
{
	enum { SHOWN_MAX = 80 };

	return (int)(text.length < SHOWN_MAX ? text.length : SHOWN_MAX);
}

static bool
is_on(const struct check *check, const struct rule *rule)
{
	return check->choice->is_on[rule - rules];
}

static void add_finding(struct check *check, const struct rule *rule,
    const struct post *post, struct place place, const char *format,
    va_list arguments) __attribute__((format(printf, 5, 0)));

static void
add_finding(struct check *check, const struct rule *rule, const struct post *post,
    struct place place, const char *format, va_list arguments)
{
	struct strbuf message = {0};

	strbuf_vprintf(&message, format, arguments);
	diagnostics_add(check->found, rule->about.severity, rule->about.name,
	    post->path, place.line, place.column, "%s", message.data);
	strbuf_clear(&message);
}

void
check_report_at(struct check *check, const struct rule *rule,
    const struct post *post, struct place place, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	add_finding(check, rule, post, place, format, arguments);
	va_end(arguments);
}

bool
check_is_full(const struct rule *rule, const struct subject *subject)
{
	enum { REPORTED_MAX = 100 };

	return subject->reported[rule - rules] >= REPORTED_MAX;
}

void
check_report(struct check *check, const struct rule *rule, struct subject *subject,
    size_t offset, const char *format, ...)
{
	va_list arguments;

	if (check_is_full(rule, subject))
		return;
	subject->reported[rule - rules]++;
	va_start(arguments, format);
	add_finding(check, rule, subject->post,
	    place_find(&subject->places, offset), format, arguments);
	va_end(arguments);
}

/* The archive's findings, but for those that are made here with more care. */
static void
take_from_archive(struct check *check)
{
	const struct diagnostics *list = &check->archive->diagnostics;

	for (size_t i = 0; i < list->count; i++) {
		const struct diagnostic *item = &list->items[i];
		const size_t rule = find_rule(str_of(item->rule));

		if (rule < RULE_COUNT &&
		    (!check->choice->is_on[rule] || rules[rule].look))
			continue;
		diagnostics_add(check->found, item->severity, item->rule,
		    item->path, item->line, item->column, "%s", item->message);
	}
}

struct place
subject_key_place(const struct subject *subject, const char *key)
{
	const struct yaml_node *value = yaml_find(subject->map, key);
	const struct front_matter *front = &subject->front;

	if (value && value->line)
		return (struct place){
		    front->text_line + value->line - 1, value->column};
	return (struct place){front->kind ? front->start_line : 1, 1};
}

/* The item at hand, on its way from source_walk() to the rules. */
struct viewing {
	struct check *check;
	struct subject *subject;
};

static void
see_item(void *data, const struct source_item *item)
{
	const struct viewing *viewing = data;
	struct source_item moved = *item;

	moved.offset += viewing->subject->front.body_offset;
	for (size_t i = 0; i < RULE_COUNT; i++)
		if (rules[i].see && is_on(viewing->check, &rules[i]))
			rules[i].see(
			    viewing->check, &rules[i], viewing->subject, &moved);
}

static bool
reads_markdown(const struct check *check)
{
	for (size_t i = 0; i < RULE_COUNT; i++)
		if (rules[i].see && is_on(check, &rules[i]))
			return true;
	return false;
}

static void
look_at(struct check *check, struct subject *subject)
{
	struct diagnostics known = {0}; /* the archive has them already */
	struct viewing viewing = {check, subject};

	subject->front = front_matter_find(subject->text);
	subject->map = front_matter_read(
	    &subject->front, subject->post->path, &subject->arena, &known);
	subject->is_understood = true;
	for (size_t i = 0; i < known.count; i++)
		if (strcmp(known.items[i].rule, "front-matter") == 0)
			subject->is_understood = false;
	diagnostics_clear(&known);
	note_post(check, subject);
	if (reads_markdown(check))
		source_walk(str_slice(subject->text, subject->front.body_offset,
				subject->text.length),
		    see_item, &viewing);
	for (size_t i = 0; i < RULE_COUNT; i++)
		if (rules[i].look && is_on(check, &rules[i]))
			rules[i].look(check, &rules[i], subject);
}

static void
check_post(struct check *check, size_t index, struct strbuf *text)
{
	struct subject subject = {
	    .post = &check->archive->posts[index],
	    .note = &check->notes[index],
	};
	struct error error = {0};

	if (subject.post->is_readable &&
	    archive_read_post(check->archive, subject.post, text, &error)) {
		subject.text = strbuf_str(text);
		subject.places.text = subject.text;
		look_at(check, &subject);
	}
	error_clear(&error);
	place_clear(&subject.places);
	free(subject.anchors);
	arena_clear(&subject.arena);
}

void
check_archive(const struct archive *archive, const struct check_choice *choice,
    struct diagnostics *found)
{
	struct check check = {
	    .archive = archive,
	    .choice = choice,
	    .found = found,
	    .notes = memory_alloc(archive->count * sizeof(*check.notes)),
	    .shortcodes = shortcodes_new(),
	};
	struct strbuf text = {0};

	take_from_archive(&check);
	for (size_t i = 0; i < archive->count; i++)
		check_post(&check, i, &text);
	for (size_t i = 0; i < RULE_COUNT; i++)
		if (rules[i].finish && is_on(&check, &rules[i]))
			rules[i].finish(&check, &rules[i]);
	diagnostics_sort(found);
	strbuf_clear(&text);
	addresses_free(check.addresses);
	shortcodes_free(check.shortcodes);
	free(check.notes);
}
