/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Where the front matter ends and the Markdown begins. The hard case is front
 * matter that is never closed: its keys are taken up to the first blank line,
 * and nothing of the file is lost to the reader.
 */
#include <stdlib.h>
#include "cnai/front_matter.h"
#include "cnai/toml.h"

/* Where the line at OFFSET ends, before its line end. */
static size_t
line_end(struct str text, size_t offset)
{
	while (offset < text.length && !str_is_line_end(text.data[offset]))
		offset++;
	return offset;
}

/* Behind the line end at OFFSET, which may be LF, CR or both. */
static size_t
skip_line_end(struct str text, size_t offset)
{
	if (offset + 1 < text.length && text.data[offset] == '\r' &&
	    text.data[offset + 1] == '\n')
		return offset + 2;
	return offset < text.length ? offset + 1 : offset;
}

/* Line ends between two offsets. */
static size_t
count_lines(struct str text, size_t start, size_t end)
{
	const bool has_returns = memchr(text.data + start, '\r', end - start);
	size_t lines = 0;

	if (!has_returns) {
		const char *at = text.data + start, *stop = text.data + end;

		for (; (at = memchr(at, '\n', (size_t)(stop - at))); at++)
			lines++;
		return lines;
	}
	for (size_t i = start; i < end; i++)
		lines += text.data[i] == '\n' ||
			 (text.data[i] == '\r' &&
			     (i + 1 >= text.length || text.data[i + 1] != '\n'));
	return lines;
}

static size_t
skip_byte_order_mark(struct str text)
{
	return str_starts_with(text, str_of("\xEF\xBB\xBF")) ? 3 : 0;
}

static size_t
skip_white_space(struct str text, size_t offset)
{
	while (offset < text.length && (str_is_blank(text.data[offset]) ||
					   str_is_line_end(text.data[offset])))
		offset++;
	return offset;
}

/* Whether the line from START to END is FENCE and blanks. */
static bool
is_fence(struct str text, size_t start, size_t end, const char *fence)
{
	while (end > start && str_is_blank(text.data[end - 1]))
		end--;
	return str_equal(str_slice(text, start, end), str_of(fence));
}

static bool
is_blank_line(struct str text, size_t start, size_t end)
{
	return is_fence(text, start, end, "");
}

/* The front matter that is never closed ends with its first paragraph. */
static void
end_unclosed(struct front_matter *front, struct str text, size_t start)
{
	size_t offset = start;

	front->body_offset = start;
	front->text = str_slice(text, start, text.length);
	while (offset < text.length) {
		size_t end = line_end(text, offset);

		if (offset > start && is_blank_line(text, offset, end)) {
			front->text = str_slice(text, start, offset);
			front->body_offset = offset;
			return;
		}
		offset = skip_line_end(text, end);
	}
}

/* Where the line that is FENCE stands, from OFFSET on; the length if none. */
static size_t
find_fence(struct str text, size_t offset, const char *fence)
{
	const size_t start = offset;
	const char *found;

	while (offset < text.length && (found = memchr(text.data + offset, fence[0],
					    text.length - offset))) {
		offset = (size_t)(found - text.data);
		if ((offset == start || str_is_line_end(text.data[offset - 1])) &&
		    str_starts_with(
			str_slice(text, offset, text.length), str_of(fence)) &&
		    is_fence(text, offset, line_end(text, offset), fence))
			return offset;
		offset++;
	}
	return text.length;
}

static void
find_fenced(struct front_matter *front, struct str text, const char *fence)
{
	size_t first_end = line_end(text, front->start);
	size_t start = skip_line_end(text, first_end);
	size_t closing = find_fence(text, start, fence);

	front->text_line = front->start_line + 1;
	if (closing == text.length) {
		end_unclosed(front, text, start);
		return;
	}
	front->is_closed = true;
	front->text = str_slice(text, start, closing);
	front->body_offset = skip_line_end(text, line_end(text, closing));
}

/* The offset behind the brace that closes the one at OFFSET; 0 for none. */
static size_t
match_brace(struct str text, size_t offset)
{
	size_t depth = 0;
	bool is_in_string = false;

	for (; offset < text.length; offset++) {
		char c = text.data[offset];

		if (is_in_string && c == '\\')
			offset++;
		else if (c == '"')
			is_in_string = !is_in_string;
		else if (!is_in_string && c == '{')
			depth++;
		else if (!is_in_string && c == '}' && --depth == 0)
			return offset + 1;
	}
	return 0;
}

static void
find_object(struct front_matter *front, struct str text, const char *fence)
{
	size_t end = match_brace(text, front->start);

	(void)fence;
	front->text_line = front->start_line;
	if (!end) {
		end_unclosed(front, text, front->start);
		return;
	}
	front->is_closed = true;
	front->text = str_slice(text, front->start, end);
	front->body_offset = end;
	while (end < text.length && str_is_blank(text.data[end]))
		end++;
	if (end < text.length && str_is_line_end(text.data[end]))
		front->body_offset = skip_line_end(text, end);
}

static bool
is_opening_fence(struct str text, size_t start, const char *fence)
{
	return is_fence(text, start, line_end(text, start), fence);
}

/* A brace that a key or its own end follows; "{{<" is a shortcode. */
static bool
is_object(struct str text, size_t start, const char *fence)
{
	size_t next;

	if (!str_starts_with(str_slice(text, start, text.length), str_of(fence)))
		return false;
	next = skip_white_space(text, start + 1);
	return next < text.length &&
	       (text.data[next] == '"' || text.data[next] == '}');
}

static const struct {
	enum front_matter_kind kind;
	const char *fence;
	bool (*is_start)(struct str text, size_t start, const char *fence);
	void (*find_end)(
	    struct front_matter *front, struct str text, const char *fence);
} kinds[] = {
    {FRONT_MATTER_YAML, "---", is_opening_fence, find_fenced},
    {FRONT_MATTER_TOML, "+++", is_opening_fence, find_fenced},
    {FRONT_MATTER_JSON, "{", is_object, find_object},
};

struct front_matter
front_matter_find(struct str text)
{
	size_t mark = skip_byte_order_mark(text);
	struct front_matter front = {
	    .start = skip_white_space(text, mark),
	    .text = str_slice(text, text.length, text.length),
	    .body_offset = mark,
	    .body_line = 1,
	};

	front.start_line = 1 + count_lines(text, 0, front.start);
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		if (!kinds[i].is_start(text, front.start, kinds[i].fence))
			continue;
		front.kind = kinds[i].kind;
		kinds[i].find_end(&front, text, kinds[i].fence);
		front.body_line = 1 + count_lines(text, 0, front.body_offset);
		break;
	}
	return front;
}

static void
take_as_body(struct front_matter *front)
{
	front->body_offset = front->start;
	front->body_line = front->start_line;
}

static int
compare_keys(const void *left, const void *right)
{
	const struct yaml_node *a = *(const struct yaml_node *const *)left;
	const struct yaml_node *b = *(const struct yaml_node *const *)right;
	int order = str_compare(a->text, b->text);

	if (!order)
		order = (a->line > b->line) - (a->line < b->line);
	return order ? order : (a->column > b->column) - (a->column < b->column);
}

/* The keys of MAP, sorted; the caller frees them. */
static const struct yaml_node **
sorted_keys(const struct yaml_node *map, size_t *count)
{
	const struct yaml_node **keys = NULL, *key = map->first;
	size_t capacity = 0;

	*count = 0;
	for (; key && key->next; key = key->next->next) {
		if (key->target || key->kind != YAML_SCALAR)
			continue;
		keys = memory_reserve(keys, &capacity, *count + 1, sizeof(*keys));
		keys[(*count)++] = key;
	}
	if (*count)
		qsort(keys, *count, sizeof(*keys), compare_keys);
	return keys;
}

/* Newer Hugos refuse a key that is there twice; the later value counts. */
static void
check_repeated_keys(const struct front_matter *front, const struct yaml_node *map,
    const char *path, struct diagnostics *diagnostics)
{
	enum { REPORTED_MAX = 10, SHOWN_MAX = 80 };
	size_t count, reported = 0;
	const struct yaml_node **keys = sorted_keys(map, &count);

	for (size_t i = 1; i < count && reported < REPORTED_MAX; i++) {
		const struct yaml_node *key = keys[i];
		size_t length = key->text.length;

		if (!str_equal(key->text, keys[i - 1]->text))
			continue;
		reported++;
		diagnostics_add(diagnostics, SEVERITY_WARNING, "duplicate-key",
		    path, front->text_line + key->line - 1, key->column,
		    "the key \"%.*s\" is there twice, the last one counts",
		    (int)(length < SHOWN_MAX ? length : SHOWN_MAX), key->text.data);
	}
	free(keys);
}

static void
check_closed(const struct front_matter *front, const char *path,
    struct diagnostics *diagnostics)
{
	static const char *const remedies[] = {
	    [FRONT_MATTER_YAML] = "a line ---",
	    [FRONT_MATTER_TOML] = "a line +++",
	    [FRONT_MATTER_JSON] = "a }",
	};

	if (!front->is_closed)
		diagnostics_add(diagnostics, SEVERITY_ERROR, "front-matter", path,
		    front->start_line, 1,
		    "the front matter is never closed: end it with %s",
		    remedies[front->kind]);
}

static size_t
count_keys(const struct yaml_node *map)
{
	size_t count = 0;

	if (!map || map->kind != YAML_MAP)
		return 0;
	for (const struct yaml_node *key = map->first; key; key = key->next)
		count++;
	return count;
}

/* Makes line NUMBER of TEXT, from 1, a blank one. */
static void
blank_line(struct strbuf *text, size_t number)
{
	size_t offset = 0, end = line_end(strbuf_str(text), 0);

	while (--number > 0 && end < text->length) {
		offset = skip_line_end(strbuf_str(text), end);
		end = line_end(strbuf_str(text), offset);
	}
	memset(text->data + offset, ' ', end - offset);
}

/*
 * One bad line should not cost what stands below it: reads again without the
 * lines that are bad, a few times, and keeps what gives the most keys.
 */
static struct yaml_node *
read_around(struct str text, struct arena *arena, struct yaml_node *root,
    struct yaml_problem problem)
{
	enum { TRIES = 4, SIZE_MAX_TO_REPEAT = 64 * 1024 };
	struct strbuf rest = {0};
	bool is_good = text.length > SIZE_MAX_TO_REPEAT;

	strbuf_append(&rest, text);
	for (int i = 0; !is_good && i < TRIES; i++) {
		struct yaml_node *other;

		blank_line(&rest, problem.line);
		is_good = yaml_read(strbuf_str(&rest), arena, &other, &problem);
		if (count_keys(other) >= count_keys(root))
			root = other;
	}
	strbuf_clear(&rest);
	return root;
}

/* The number that TEXT writes as \uXXXX at its beginning; 0 if it does not. */
static unsigned
half_of(struct str text)
{
	enum { LENGTH = 6 };
	unsigned number = 0;

	if (text.length < LENGTH || text.data[0] != '\\' || text.data[1] != 'u')
		return 0;
	for (size_t i = 2; i < LENGTH; i++) {
		static const char digits[] = "0123456789abcdefABCDEF";
		const char *digit = memchr(digits, text.data[i], 22);

		if (!digit)
			return 0;
		number = number * 16 + (unsigned)(digit - digits);
		number -= digit - digits > 15 ? 6 : 0;
	}
	return number;
}

/* Appends TEXT with \uD83D\uDE00 written as \U0001F600, halves as \uFFFD. */
static void
append_joined(struct strbuf *buffer, struct str text)
{
	enum { LENGTH = 6 };
	size_t offset = 0;

	while (offset < text.length) {
		struct str rest = str_slice(text, offset, text.length);
		unsigned first = half_of(rest), second = 0;
		bool is_pair;

		if (first >= 0xD800 && first < 0xDC00)
			second = half_of(str_slice(rest, LENGTH, rest.length));
		is_pair = second >= 0xDC00 && second < 0xE000;
		if (first < 0xD800 || first >= 0xE000) {
			/* A backslash goes with what it escapes. */
			size_t length =
			    rest.data[0] == '\\' && rest.length > 1 ? 2 : 1;

			strbuf_append(buffer, str_slice(rest, 0, length));
			offset += length;
			continue;
		}
		if (is_pair)
			strbuf_printf(buffer, "\\U%08X",
			    0x10000 + ((first - 0xD800) << 10) + second - 0xDC00);
		else
			strbuf_append_string(buffer, "\\uFFFD");
		offset += is_pair ? 2 * LENGTH : LENGTH;
	}
}

/*
 * JSON is YAML but for characters that it writes as two halves, which
 * libyaml does not know.
 */
static bool
read_json(struct str text, struct arena *arena, struct yaml_node **root,
    struct yaml_problem *problem)
{
	struct strbuf joined = {0};
	bool is_good;

	append_joined(&joined, text);
	is_good = yaml_read(strbuf_str(&joined), arena, root, problem);
	strbuf_clear(&joined);
	return is_good;
}

static bool (*const readers[])(struct str text, struct arena *arena,
    struct yaml_node **root, struct yaml_problem *problem) = {
    [FRONT_MATTER_YAML] = yaml_read,
    [FRONT_MATTER_TOML] = toml_read,
    [FRONT_MATTER_JSON] = read_json,
};

/* Reads FRONT's text and says what is wrong with it. */
static struct yaml_node *
read_text(const struct front_matter *front, const char *path, struct arena *arena,
    struct diagnostics *diagnostics)
{
	enum { SIZE_MAX_TO_READ = 1024 * 1024 };
	struct str text = front->text;
	struct yaml_problem problem = {
	    1, 1, "longer than 1 MB: the rest is not read"};
	bool is_too_long = text.length > SIZE_MAX_TO_READ;
	struct yaml_problem found;
	struct yaml_node *root;

	if (is_too_long)
		text.length = SIZE_MAX_TO_READ;
	if (readers[front->kind](text, arena, &root, &found) && !is_too_long)
		return root;
	if (!is_too_long)
		problem = found;
	if (front->is_closed)
		diagnostics_add(diagnostics, SEVERITY_ERROR, "front-matter", path,
		    front->text_line + problem.line - 1, problem.column, "%s",
		    problem.message);
	if (is_too_long || front->kind == FRONT_MATTER_TOML)
		return root;
	return read_around(text, arena, root, problem);
}

const struct yaml_node *
front_matter_read(struct front_matter *front, const char *path, struct arena *arena,
    struct diagnostics *diagnostics)
{
	struct yaml_node *root;

	if (front->kind == FRONT_MATTER_NONE)
		return NULL;
	check_closed(front, path, diagnostics);
	root = read_text(front, path, arena, diagnostics);
	if (root && root->kind == YAML_MAP) {
		check_repeated_keys(front, root, path, diagnostics);
		return root;
	}
	if (!front->is_closed)
		take_as_body(front);
	else if (root)
		diagnostics_add(diagnostics, SEVERITY_ERROR, "front-matter", path,
		    front->text_line, 1,
		    "the front matter is %s: write lines of \"key: value\"",
		    root->kind == YAML_LIST ? "a list" : "a text");
	return NULL;
}
