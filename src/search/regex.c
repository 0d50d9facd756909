/* SPDX-License-Identifier: Apache-2.0 */
/*
 * All ways to read the expression are followed at once, character by
 * character (Thompson's way), so there is nothing to go back to, and no
 * expression makes a search explode. A thread is a place in the program and
 * where its match began; threads stand in the order of their beginnings, and
 * of two at one place the first is kept: it is the one further left.
 */
#include <stdlib.h>
#include "cnai/memory.h"
#include "regex_program.h"

enum {
	NOTHING = UTF8_INVALID + 1, /* before the first and behind the last */
	/* To look on for the longest match behind one that is found may be in
	 * vain again and again. For one text that ends after so many
	 * characters; from there on the matches found may be too short. */
	VAIN_MAX = 1 << 20,
};

struct thread {
	size_t at;    /* instruction */
	size_t start; /* of the match */
};

struct threads {
	struct thread *items;
	size_t count;
};

struct regex_scan {
	const struct regex *regex;
	struct fold_cache cache;
	struct threads pending; /* behind the last character */
	struct threads current; /* those, at instructions that read one */
	uint64_t *seen;         /* for each instruction the last round it was in */
	uint64_t round;
	size_t *stack;
	size_t vain;
	uint32_t before, next; /* the characters around the place looked at */
};

static bool
is_word(uint32_t character)
{
	return character == '_' ||
	       (character < UTF8_INVALID && unicode_is_word(character));
}

static bool
is_digit(uint32_t character)
{
	return character >= '0' && character <= '9';
}

static bool
has_kind(unsigned kinds, uint32_t character)
{
	const bool is_letter =
	    character != '_' && is_word(character) && !is_digit(character);
	const unsigned found =
	    (is_digit(character) ? SET_DIGIT : SET_NOT_DIGIT) |
	    (unicode_is_space(character) ? SET_SPACE : SET_NOT_SPACE) |
	    (is_word(character) ? SET_WORD : SET_NOT_WORD) |
	    (is_letter ? SET_LETTER : 0) |
	    (unicode_is_upper(character) ? SET_UPPER : 0) |
	    (unicode_is_lower(character) ? SET_LOWER : 0) |
	    (character > ' ' && character < 0x7F && !is_letter &&
			!is_digit(character)
		    ? SET_PUNCTUATION
		    : 0);

	return found & kinds;
}

bool
character_set_has(const struct character_set *set, uint32_t character)
{
	if (set->is_negated && character == '\n')
		return false;
	for (size_t i = 0; i < set->count; i++)
		if (character >= set->ranges[i].first &&
		    character <= set->ranges[i].last)
			return !set->is_negated;
	return (set->kinds && has_kind(set->kinds, character)) != set->is_negated;
}

/* Whether INSTRUCTION reads CHARACTER. */
static bool
reads(const struct regex *regex, const struct instruction *instruction,
    uint32_t character)
{
	switch (instruction->kind) {
	case INSTRUCTION_CHARACTER:
		return instruction->character == character;
	case INSTRUCTION_ANY:
		return character != '\n';
	case INSTRUCTION_SET:
		return character_set_has(
		    &regex->sets[instruction->character], character);
	default:
		return false;
	}
}

/* Whether an instruction that reads nothing lets a thread pass here. */
static bool
passes(const struct regex_scan *scan, enum instruction_kind kind)
{
	const bool is_border = is_word(scan->before) != is_word(scan->next);

	switch (kind) {
	case INSTRUCTION_LINE_START:
		return scan->before == NOTHING || scan->before == '\n';
	case INSTRUCTION_LINE_END:
		return scan->next == NOTHING || scan->next == '\n';
	case INSTRUCTION_WORD_BORDER:
		return is_border;
	case INSTRUCTION_NO_WORD_BORDER:
		return !is_border;
	default:
		return false;
	}
}

static size_t
jump(size_t at, int32_t distance)
{
	return distance < 0 ? at - (size_t)-distance : at + (size_t)distance;
}

/* Puts on the stack where a thread goes on from AT without reading. */
static size_t
push_next(const struct regex_scan *scan, size_t *stack, size_t at)
{
	const struct instruction *instruction = &scan->regex->instructions[at];

	if (instruction->kind == INSTRUCTION_JUMP) {
		stack[0] = jump(at, instruction->x);
		return 1;
	}
	if (instruction->kind == INSTRUCTION_SPLIT) {
		stack[0] = jump(at, instruction->y);
		stack[1] = jump(at, instruction->x);
		return 2;
	}
	stack[0] = at + 1;
	return passes(scan, instruction->kind);
}

static bool
is_end_of_step(enum instruction_kind kind)
{
	return kind == INSTRUCTION_CHARACTER || kind == INSTRUCTION_ANY ||
	       kind == INSTRUCTION_SET || kind == INSTRUCTION_MATCH;
}

/* Follows THREAD to all instructions that read a character, or to the end. */
static void
follow(struct regex_scan *scan, struct thread thread)
{
	size_t waiting = 1;

	scan->stack[0] = thread.at;
	while (waiting > 0) {
		const size_t at = scan->stack[--waiting];

		if (scan->seen[at] == scan->round)
			continue;
		scan->seen[at] = scan->round;
		if (is_end_of_step(scan->regex->instructions[at].kind))
			scan->current.items[scan->current.count++] =
			    (struct thread){at, thread.start};
		else
			waiting += push_next(scan, scan->stack + waiting, at);
	}
}

static void
note_beginnings(struct regex *regex)
{
	struct regex_scan *scan = regex_scan_new(regex);
	uint32_t folded[FOLD_MAX];

	/* Whatever depends on the neighbours may pass: two rounds see both. */
	for (uint32_t byte = 0; byte < 0x80; byte++) {
		fold_character(byte, regex->keep, folded);
		for (int round = 0; round < 2; round++) {
			scan->before = round ? 'a' : NOTHING;
			scan->next = folded[0];
			scan->round++;
			scan->current.count = 0;
			follow(scan, (struct thread){0, 0});
			for (size_t i = 0; i < scan->current.count; i++)
				regex->begins[byte] |= reads(regex,
				    &regex->instructions[scan->current.items[i].at],
				    folded[0]);
		}
	}
	for (size_t byte = 0x80; byte < sizeof(regex->begins); byte++)
		regex->begins[byte] = true;
	regex_scan_free(scan);
}

struct regex *
regex_new(struct str text, size_t *place, struct error *error)
{
	struct regex *regex = memory_alloc(sizeof(*regex));

	if (regex_compile(regex, text, place, error)) {
		note_beginnings(regex);
		return regex;
	}
	regex_free(regex);
	return NULL;
}

void
regex_free(struct regex *regex)
{
	if (!regex)
		return;
	for (size_t i = 0; i < regex->set_count; i++)
		free(regex->sets[i].ranges);
	free(regex->sets);
	free(regex->instructions);
	free(regex);
}

struct regex_scan *
regex_scan_new(const struct regex *regex)
{
	struct regex_scan *scan = memory_alloc(sizeof(*scan));

	scan->regex = regex;
	scan->pending.items =
	    memory_alloc(regex->count * sizeof(*scan->pending.items));
	scan->current.items =
	    memory_alloc(regex->count * sizeof(*scan->current.items));
	scan->seen = memory_alloc(regex->count * sizeof(*scan->seen));
	/* Each instruction puts two on the stack, once a round. */
	scan->stack = memory_alloc((2 * regex->count + 1) * sizeof(*scan->stack));
	return scan;
}

void
regex_scan_free(struct regex_scan *scan)
{
	if (!scan)
		return;
	free(scan->pending.items);
	free(scan->current.items);
	free(scan->seen);
	free(scan->stack);
	free(scan);
}

static uint32_t
character_before(struct str text, size_t offset)
{
	size_t start = offset, length;

	if (offset == 0)
		return NOTHING;
	do
		start--;
	while (start && offset - start < 4 &&
	       ((unsigned char)text.data[start] & 0xC0) == 0x80);
	return utf8_decode(text, start, &length);
}

static void
skip_to_beginning(struct regex_scan *scan, struct fold_reader *reader)
{
	const size_t start = reader->offset;

	while (
	    reader->offset < reader->text.length &&
	    !scan->regex->begins[(unsigned char)reader->text.data[reader->offset]])
		reader->offset++;
	/* What is skipped is ASCII. */
	if (reader->offset > start)
		scan->before = (unsigned char)reader->text.data[reader->offset - 1];
}

/*
 * Notes the longest of the matches furthest left that end at END; without a
 * character in it is none. Those that began later are of no use any more.
 */
static void
note_match(struct regex_scan *scan, size_t end, struct match *match)
{
	const struct instruction *instructions = scan->regex->instructions;

	for (size_t i = 0; i < scan->current.count; i++) {
		const struct thread *thread = &scan->current.items[i];

		if (match->end && thread->start > match->start) {
			scan->current.count = i;
			return;
		}
		if (instructions[thread->at].kind == INSTRUCTION_MATCH &&
		    thread->start < end)
			*match = (struct match){thread->start, end};
	}
}

static void
read_character(struct regex_scan *scan)
{
	scan->pending.count = 0;
	for (size_t i = 0; i < scan->current.count; i++) {
		const struct thread *thread = &scan->current.items[i];

		if (reads(scan->regex, &scan->regex->instructions[thread->at],
			scan->next))
			scan->pending.items[scan->pending.count++] =
			    (struct thread){thread->at + 1, thread->start};
	}
	scan->before = scan->next;
}

/* All threads to where they read what comes next; one begins at START. */
static void
follow_all(struct regex_scan *scan, bool begins, size_t start)
{
	scan->round++;
	scan->current.count = 0;
	for (size_t i = 0; i < scan->pending.count; i++)
		follow(scan, scan->pending.items[i]);
	if (begins)
		follow(scan, (struct thread){0, start});
}

bool
regex_find(
    struct regex_scan *scan, struct str text, size_t offset, struct match *match)
{
	struct fold_reader reader = {
	    .text = text,
	    .offset = offset,
	    .keep = scan->regex->keep,
	    .cache = &scan->cache,
	};
	size_t end = offset;
	bool is_more = true;

	*match = (struct match){0};
	scan->pending.count = 0;
	scan->before = character_before(text, offset);
	if (offset == 0)
		scan->vain = 0;
	while (is_more) {
		if (!scan->pending.count && reader.next == reader.count)
			skip_to_beginning(scan, &reader);
		is_more = fold_next(&reader);
		scan->next = is_more ? reader.unit.character : NOTHING;
		follow_all(scan, is_more && !match->end && reader.next == 1,
		    reader.unit.start);
		note_match(scan, end, match);
		read_character(scan);
		end = reader.unit.end;
		if (match->end && (!scan->pending.count || scan->vain++ > VAIN_MAX))
			break;
	}
	if (match->end)
		match->end = fold_skip_ignored(text, match->end, scan->regex->keep);
	return match->end > 0;
}
