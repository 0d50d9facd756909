/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From a regular expression to instructions, in one pass. Jumps say how far,
 * not where to, so a piece of program can be moved and copied as it stands:
 * an operator behind it puts an instruction before it or after it, and a
 * count repeats it.
 */
#include <stdlib.h>
#include "cnai/memory.h"
#include "pattern.h"
#include "regex_program.h"

enum {
	INSTRUCTIONS_MAX = 1000,
	DEPTH_MAX = 50,
	REPEAT_MAX = 255,
	WITHOUT_LIMIT = -1,
};

struct compiler {
	struct regex *regex;
	struct str text;
	size_t offset;
	size_t depth; /* of open groups */
	size_t *place;
	struct error *error;
};

static bool parse_alternatives(struct compiler *compiler);

static bool
fail(struct compiler *compiler, size_t place, const char *message)
{
	*compiler->place = place;
	error_set(compiler->error, "%s", message);
	return false;
}

static bool
is_at_end(const struct compiler *compiler)
{
	return compiler->offset == compiler->text.length;
}

/* Whether BYTE stands at the offset; NUL where the text has ended. */
static char
peek(const struct compiler *compiler)
{
	return is_at_end(compiler) ? '\0' : compiler->text.data[compiler->offset];
}

static bool
has_at(const struct compiler *compiler, const char *what)
{
	return str_starts_with(
	    str_slice(compiler->text, compiler->offset, compiler->text.length),
	    str_of(what));
}

static bool
take(struct compiler *compiler, const char *what)
{
	if (!has_at(compiler, what))
		return false;
	compiler->offset += strlen(what);
	return true;
}

static uint32_t
take_character(struct compiler *compiler)
{
	size_t length;
	uint32_t character = utf8_decode(compiler->text, compiler->offset, &length);

	compiler->offset += length;
	return character == UTF8_INVALID ? 0xFFFD : character;
}

/* Puts INSTRUCTION at position AT and moves what is there back by one. */
static bool
insert(struct compiler *compiler, size_t at, struct instruction instruction)
{
	struct regex *regex = compiler->regex;

	if (regex->count == INSTRUCTIONS_MAX)
		return fail(compiler, 0, "the regular expression is too large");
	regex->instructions = memory_reserve(regex->instructions, &regex->capacity,
	    regex->count + 1, sizeof(*regex->instructions));
	memmove(&regex->instructions[at + 1], &regex->instructions[at],
	    (regex->count - at) * sizeof(*regex->instructions));
	regex->instructions[at] = instruction;
	regex->count++;
	return true;
}

static bool
append(struct compiler *compiler, struct instruction instruction)
{
	return insert(compiler, compiler->regex->count, instruction);
}

static bool
append_character(struct compiler *compiler, uint32_t character)
{
	uint32_t folded[FOLD_MAX];
	size_t count = fold_character(character, compiler->regex->keep, folded);

	for (size_t i = 0; i < count; i++)
		if (!append(compiler,
			(struct instruction){
			    .kind = INSTRUCTION_CHARACTER, .character = folded[i]}))
			return false;
	return true;
}

/* As one character, for a set. */
static uint32_t
fold_one(const struct compiler *compiler, uint32_t character)
{
	uint32_t folded[FOLD_MAX];

	if (fold_character(character, compiler->regex->keep, folded) == 1)
		return folded[0];
	return character;
}

static struct character_set *
new_set(struct compiler *compiler)
{
	struct regex *regex = compiler->regex;
	struct character_set *set;

	regex->sets = memory_reserve(regex->sets, &regex->set_capacity,
	    regex->set_count + 1, sizeof(*regex->sets));
	set = &regex->sets[regex->set_count++];
	*set = (struct character_set){0};
	return set;
}

static bool
append_set(struct compiler *compiler)
{
	return append(
	    compiler, (struct instruction){.kind = INSTRUCTION_SET,
			  .character = (uint32_t)compiler->regex->set_count - 1});
}

static void
add_range(struct character_set *set, uint32_t first, uint32_t last)
{
	set->ranges = memory_reserve(
	    set->ranges, &set->capacity, set->count + 1, sizeof(*set->ranges));
	set->ranges[set->count++] = (struct character_range){first, last};
}

/* The kind of characters that the letter behind a backslash means; 0: none. */
static unsigned
kind_of_escape(char letter)
{
	static const struct {
		char letter;
		unsigned kind;
	} kinds[] = {
	    {'d', SET_DIGIT},
	    {'s', SET_SPACE},
	    {'w', SET_WORD},
	    {'D', SET_NOT_DIGIT},
	    {'S', SET_NOT_SPACE},
	    {'W', SET_NOT_WORD},
	};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (kinds[i].letter == letter)
			return kinds[i].kind;
	return 0;
}

/* The character that is behind a backslash, itself or by its letter. */
static bool
take_escaped(struct compiler *compiler, uint32_t *character)
{
	const size_t place = compiler->offset - 1;

	if (is_at_end(compiler))
		return fail(compiler, place, "nothing follows the backslash");
	*character = take_character(compiler);
	if (*character == 'n')
		*character = '\n';
	else if (*character == 't')
		*character = '\t';
	else if (*character >= '0' && *character <= '9')
		return fail(
		    compiler, place, "back-references cannot be looked for");
	else if (*character < 0x80 && unicode_is_word(*character))
		return fail(compiler, place,
		    "this letter means nothing behind a backslash");
	return true;
}

static const struct class_name {
	const char *name;
	unsigned kinds;
} class_names[] = {
    {"[:alnum:]", SET_LETTER | SET_DIGIT},
    {"[:alpha:]", SET_LETTER},
    {"[:digit:]", SET_DIGIT},
    {"[:lower:]", SET_LOWER},
    {"[:punct:]", SET_PUNCTUATION},
    {"[:space:]", SET_SPACE},
    {"[:upper:]", SET_UPPER},
};

static unsigned
take_class_name(struct compiler *compiler)
{
	for (size_t i = 0; i < sizeof(class_names) / sizeof(*class_names); i++)
		if (take(compiler, class_names[i].name))
			return class_names[i].kinds;
	return 0;
}

/* One character or kind of them; *KINDS is 0 for a character. */
static bool
take_set_item(struct compiler *compiler, uint32_t *character, unsigned *kinds)
{
	*kinds = take_class_name(compiler);
	if (*kinds)
		return true;
	if (has_at(compiler, "[:"))
		return fail(compiler, compiler->offset,
		    "there is no such kind of characters: write [:alpha:], "
		    "[:digit:], [:space:] ...");
	*character = take_character(compiler);
	if (*character != '\\')
		return true;
	*kinds = kind_of_escape(peek(compiler));
	if (!*kinds)
		return take_escaped(compiler, character);
	compiler->offset++;
	return true;
}

static bool
parse_set_item(struct compiler *compiler, struct character_set *set)
{
	const size_t place = compiler->offset;
	uint32_t first, last;
	unsigned kinds;

	if (!take_set_item(compiler, &first, &kinds))
		return false;
	set->kinds |= kinds;
	if (kinds)
		return true;
	last = first;
	if (peek(compiler) == '-' && !has_at(compiler, "-]")) {
		compiler->offset++;
		if (!is_at_end(compiler) && !take_set_item(compiler, &last, &kinds))
			return false;
		if (kinds || last < first)
			return fail(compiler, place,
			    "this range has its end before its beginning");
	}
	add_range(set, fold_one(compiler, first), fold_one(compiler, last));
	return true;
}

/* Behind "[". */
static bool
parse_set(struct compiler *compiler)
{
	const size_t place = compiler->offset - 1;
	struct character_set *set = new_set(compiler);
	size_t start;

	set->is_negated = take(compiler, "^");
	start = compiler->offset;
	while (!is_at_end(compiler)) {
		if (peek(compiler) == ']' && compiler->offset > start) {
			compiler->offset++;
			return append_set(compiler);
		}
		if (!parse_set_item(compiler, set))
			return false;
	}
	return fail(compiler, place, "the [ is never closed: add a ]");
}

static bool
parse_escape(struct compiler *compiler)
{
	const unsigned kind = kind_of_escape(peek(compiler));
	uint32_t character;

	if (kind) {
		compiler->offset++;
		new_set(compiler)->kinds = kind;
		return append_set(compiler);
	}
	if (take(compiler, "b"))
		return append(compiler,
		    (struct instruction){.kind = INSTRUCTION_WORD_BORDER});
	if (take(compiler, "B"))
		return append(compiler,
		    (struct instruction){.kind = INSTRUCTION_NO_WORD_BORDER});
	return take_escaped(compiler, &character) &&
	       append_character(compiler, character);
}

static bool
parse_group(struct compiler *compiler)
{
	const size_t place = compiler->offset - 1;

	take(compiler, "?:"); /* groups are never asked for */
	if (compiler->depth == DEPTH_MAX)
		return fail(compiler, place, "the groups are nested too deep");
	compiler->depth++;
	if (!parse_alternatives(compiler))
		return false;
	compiler->depth--;
	if (!take(compiler, ")"))
		return fail(compiler, place, "the ( is never closed: add a )");
	return true;
}

static bool
parse_atom(struct compiler *compiler)
{
	static const struct {
		const char *sign;
		enum instruction_kind kind;
	} signs[] = {
	    {".", INSTRUCTION_ANY},
	    {"^", INSTRUCTION_LINE_START},
	    {"$", INSTRUCTION_LINE_END},
	};

	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++)
		if (take(compiler, signs[i].sign))
			return append(
			    compiler, (struct instruction){.kind = signs[i].kind});
	if (take(compiler, "("))
		return parse_group(compiler);
	if (take(compiler, "["))
		return parse_set(compiler);
	if (take(compiler, "\\"))
		return parse_escape(compiler);
	if (peek(compiler) && strchr("*+?", peek(compiler)))
		return fail(compiler, compiler->offset,
		    "there is nothing before this to repeat");
	return append_character(compiler, take_character(compiler));
}

static int
take_number(struct compiler *compiler)
{
	int number = 0;

	while (peek(compiler) >= '0' && peek(compiler) <= '9') {
		number = number * 10 + (peek(compiler) - '0');
		if (number > REPEAT_MAX)
			number = REPEAT_MAX + 1;
		compiler->offset++;
	}
	return number;
}

/* Behind "{"; false where it is no count. */
static bool
take_counts(struct compiler *compiler, int *least, int *most)
{
	const size_t start = compiler->offset;

	if (peek(compiler) >= '0' && peek(compiler) <= '9') {
		*least = *most = take_number(compiler);
		if (take(compiler, ","))
			*most = peek(compiler) == '}' ? WITHOUT_LIMIT
						      : take_number(compiler);
		if (take(compiler, "}"))
			return true;
	}
	compiler->offset = start;
	return false;
}

static bool
is_repetition(struct compiler *compiler, int *least, int *most)
{
	static const struct {
		const char *sign;
		int least, most;
	} signs[] = {
	    {"*", 0, WITHOUT_LIMIT},
	    {"+", 1, WITHOUT_LIMIT},
	    {"?", 0, 1},
	};

	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++) {
		if (take(compiler, signs[i].sign)) {
			*least = signs[i].least;
			*most = signs[i].most;
			return true;
		}
	}
	if (!take(compiler, "{"))
		return false;
	if (take_counts(compiler, least, most))
		return true;
	compiler->offset--;
	return false;
}

/* Adds the COUNT instructions of PIECE. */
static bool
append_piece(
    struct compiler *compiler, const struct instruction *piece, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!append(compiler, piece[i]))
			return false;
	return true;
}

static bool
append_split(struct compiler *compiler, size_t x, size_t y)
{
	return append(compiler,
	    (struct instruction){
		.kind = INSTRUCTION_SPLIT, .x = (int32_t)x, .y = (int32_t)y});
}

/* PIECE any number of times. */
static bool
append_loop(
    struct compiler *compiler, const struct instruction *piece, size_t count)
{
	return append_split(compiler, 1, count + 2) &&
	       append_piece(compiler, piece, count) &&
	       append(compiler, (struct instruction){.kind = INSTRUCTION_JUMP,
				    .x = -(int32_t)count - 1});
}

/* Writes the PIECE LEAST to MOST times. */
static bool
append_repeated(struct compiler *compiler, const struct instruction *piece,
    size_t count, int least, int most)
{
	for (int i = 0; i < least; i++)
		if (!append_piece(compiler, piece, count))
			return false;
	if (most == WITHOUT_LIMIT)
		return append_loop(compiler, piece, count);
	for (int i = least; i < most; i++)
		if (!append_split(compiler, 1, (size_t)(most - i) * (count + 1)) ||
		    !append_piece(compiler, piece, count))
			return false;
	return true;
}

/* What was written from START on is to be repeated. */
static bool
repeat(struct compiler *compiler, size_t start, int least, int most)
{
	struct regex *regex = compiler->regex;
	const size_t count = regex->count - start;
	struct instruction *piece;
	bool is_fine;

	if (least > REPEAT_MAX || most > REPEAT_MAX ||
	    (most != WITHOUT_LIMIT && most < least))
		return fail(compiler, compiler->offset - 1,
		    "counts go from 0 to 255, the smaller one first");
	if (count == 0)
		return true;
	piece = memory_alloc(count * sizeof(*piece));
	memcpy(piece, &regex->instructions[start], count * sizeof(*piece));
	regex->count = start;
	is_fine = append_repeated(compiler, piece, count, least, most);
	free(piece);
	return is_fine;
}

static bool
parse_sequence(struct compiler *compiler)
{
	int least, most;

	while (!is_at_end(compiler) && peek(compiler) != '|' &&
	       !(peek(compiler) == ')' && compiler->depth)) {
		const size_t start = compiler->regex->count;

		if (!parse_atom(compiler))
			return false;
		while (is_repetition(compiler, &least, &most))
			if (!repeat(compiler, start, least, most))
				return false;
	}
	return true;
}

static bool
parse_alternatives(struct compiler *compiler)
{
	struct regex *regex = compiler->regex;
	const size_t start = regex->count;
	size_t jump;

	if (!parse_sequence(compiler))
		return false;
	while (take(compiler, "|")) {
		const size_t length = regex->count - start;

		if (!insert(compiler, start,
			(struct instruction){.kind = INSTRUCTION_SPLIT,
			    .x = 1,
			    .y = (int32_t)length + 2}) ||
		    !append(
			compiler, (struct instruction){.kind = INSTRUCTION_JUMP}))
			return false;
		jump = regex->count - 1;
		if (!parse_sequence(compiler))
			return false;
		regex->instructions[jump].x = (int32_t)(regex->count - jump);
	}
	return true;
}

/* Which FOLD_KEEP bits the letters ask for that stand for themselves. */
static unsigned
find_keep(struct str text)
{
	struct strbuf letters = {0};
	unsigned keep = FOLD_KEEP_WHOLE;

	for (size_t i = 0; i < text.length; i++) {
		if (text.data[i] == '\\')
			i++;
		else
			strbuf_append_byte(&letters, text.data[i]);
	}
	keep |= pattern_keep(strbuf_str(&letters));
	if (letters.data && (strstr(letters.data, "[:upper:]") ||
				strstr(letters.data, "[:lower:]")))
		keep |= FOLD_KEEP_CASE;
	strbuf_clear(&letters);
	return keep;
}

bool
regex_compile(
    struct regex *regex, struct str text, size_t *place, struct error *error)
{
	struct compiler compiler = {
	    .regex = regex, .text = text, .place = place, .error = error};

	regex->keep = find_keep(text);
	return parse_alternatives(&compiler) &&
	       append(&compiler, (struct instruction){.kind = INSTRUCTION_MATCH});
}
