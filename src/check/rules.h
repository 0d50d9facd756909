/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_CHECK_RULES_H
#define CNAI_CHECK_RULES_H

#include <stdint.h>
#include "cnai/check.h"
#include "cnai/front_matter.h"
#include "cnai/source.h"

/* What the rules share. A rule is a row of the table in check.c. */

struct check_addresses;
struct check_shortcodes;

/* Where something is said to be wrong. */
struct place {
	size_t line, column; /* as in struct diagnostic */
};

/* What is remembered of a post when its text is gone. */
struct post_note {
	struct place weight; /* of the key, or of the front matter */
	bool is_understood;  /* the front matter */
	bool has_bad_weight; /* one that is no number */
	bool has_day;
	int64_t day; /* the post's date, in days since 1970-01-01 */
};

/* A run over an archive. */
struct check {
	const struct archive *archive;
	const struct check_choice *choice;
	struct diagnostics *found;
	struct post_note *notes; /* as many as the archive has posts */
	struct check_shortcodes *shortcodes;
	struct check_addresses *addresses; /* NULL until needed */
};

/* Turns offsets into places. Begin with {.text = text}. */
struct place_reader {
	struct str text;
	uint32_t *lines; /* where each line begins; made when first needed */
	size_t line_count, line_capacity;
	size_t offset, column; /* of the place found last, in its line */
	size_t line;
};

/* A heading's anchor; strings are the subject's. */
struct anchor {
	struct str name;
	size_t offset;
};

/* The post at hand. */
struct subject {
	const struct post *post;
	struct post_note *note;
	struct str text; /* the whole file */
	struct front_matter front;
	const struct yaml_node *map; /* the front matter, or NULL */
	bool is_understood; /* all of it: what is not there was not written */
	struct place_reader places;
	size_t reported[CHECK_RULES_MAX];
	struct anchor *anchors;
	size_t anchor_count, anchor_capacity;
	struct arena arena;
};

/* What a rule does; any of the functions may be NULL. */
struct rule {
	struct check_rule about;
	/* for each piece of a post's Markdown; offsets are of the whole file */
	void (*see)(struct check *check, const struct rule *rule,
	    struct subject *subject, const struct source_item *item);
	/* for each post, after its items */
	void (*look)(
	    struct check *check, const struct rule *rule, struct subject *subject);
	/* once, when all posts have been seen */
	void (*finish)(struct check *check, const struct rule *rule);
};

/*
 * Reports what RULE found at an offset, or at a place, of a post. Of the same
 * rule and post only so many are told; then check_is_full().
 */
void check_report(struct check *check, const struct rule *rule,
    struct subject *subject, size_t offset, const char *format, ...)
    __attribute__((format(printf, 5, 6)));
void check_report_at(struct check *check, const struct rule *rule,
    const struct post *post, struct place place, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

bool check_is_full(const struct rule *rule, const struct subject *subject);

struct place place_find(struct place_reader *reader, size_t offset);
void place_clear(struct place_reader *reader);

/* Where KEY stands in the subject's front matter, else where that begins. */
struct place subject_key_place(const struct subject *subject, const char *key);

/* How much of a text that somebody wrote a message shows. */
int check_shown_length(struct str text);

/* The rules' functions, by file. */
void note_post(struct check *check, struct subject *subject);
void find_no_weight(struct check *check, const struct rule *rule);
void find_equal_weights(struct check *check, const struct rule *rule);
void find_wrong_order(struct check *check, const struct rule *rule);

void find_no_description(
    struct check *check, const struct rule *rule, struct subject *subject);
void find_bad_utf8(
    struct check *check, const struct rule *rule, struct subject *subject);
void find_control(
    struct check *check, const struct rule *rule, struct subject *subject);
void find_no_final_newline(
    struct check *check, const struct rule *rule, struct subject *subject);

void see_link_text(struct check *check, const struct rule *rule,
    struct subject *subject, const struct source_item *item);
void see_link_target(struct check *check, const struct rule *rule,
    struct subject *subject, const struct source_item *item);
void see_heading(struct check *check, const struct rule *rule,
    struct subject *subject, const struct source_item *item);
void find_equal_anchors(
    struct check *check, const struct rule *rule, struct subject *subject);
void see_emoji(struct check *check, const struct rule *rule,
    struct subject *subject, const struct source_item *item);

/* Whether Hugo gives PATH, or something below it, to a post as its address. */
bool addresses_have(struct check *check, const char *path);
void addresses_free(struct check_addresses *addresses);

struct check_shortcodes *shortcodes_new(void);
void shortcodes_free(struct check_shortcodes *shortcodes);
void find_shortcodes(
    struct check *check, const struct rule *rule, struct subject *subject);
void find_unclosed_shortcodes(struct check *check, const struct rule *rule);

#endif
