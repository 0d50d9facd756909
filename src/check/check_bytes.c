/* SPDX-License-Identifier: Apache-2.0 */
/* Rules about the bytes of a file, and the front matter's description. */
#include "cnai/unicode.h"
#include "rules.h"

void
find_no_description(
    struct check *check, const struct rule *rule, struct subject *subject)
{
	if (str_trim(subject->post->description).length || !subject->is_understood)
		return;
	check_report_at(check, rule, subject->post,
	    subject_key_place(subject, "description"),
	    "the post has no description: add \"description: ...\" at the top");
}

void
find_bad_utf8(struct check *check, const struct rule *rule, struct subject *subject)
{
	const struct str text = subject->text;
	size_t offset = utf8_invalid_offset(text);

	/* One is enough: a file in another encoding is full of them. */
	if (offset < text.length)
		check_report(check, rule, subject, offset,
		    "a byte that is not UTF-8 (0x%02X)",
		    (unsigned)(unsigned char)text.data[offset]);
}

/* Whether a control character that no text needs stands at OFFSET. */
static bool
is_control_at(struct str text, size_t offset)
{
	const unsigned char byte = (unsigned char)text.data[offset];

	if (byte == 0xC2 && offset + 1 < text.length)
		return (unsigned char)text.data[offset + 1] < 0xA0;
	return (byte < 0x20 && (byte < '\t' || byte > '\r')) || byte == 0x7F;
}

void
find_control(struct check *check, const struct rule *rule, struct subject *subject)
{
	const struct str text = subject->text;
	size_t length;

	for (size_t i = 0; i < text.length; i += length) {
		uint32_t character;

		length = 1;
		if (!is_control_at(text, i))
			continue;
		character = utf8_decode(text, i, &length);
		if (character == UTF8_INVALID)
			continue;
		check_report(check, rule, subject, i,
		    "a control character (U+%04X)", (unsigned)character);
		/* A row of them is one finding. */
		while (i + length < text.length && is_control_at(text, i + length))
			length++;
	}
}

void
find_no_final_newline(
    struct check *check, const struct rule *rule, struct subject *subject)
{
	const struct str text = subject->text;

	if (text.length && text.data[text.length - 1] != '\n' &&
	    text.data[text.length - 1] != '\r')
		check_report(check, rule, subject, text.length,
		    "the file ends within a line: add a line end");
}
