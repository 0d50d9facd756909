/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Pasted text is text, never keys: a line end in it must not send off a
 * prompt, and its letters must not run commands.
 */
#include "application_parts.h"
#include "cnai/unicode.h"

static void
type_paste(struct application *application, struct str text)
{
	for (size_t offset = 0, length; offset < text.length; offset += length) {
		const uint32_t character = utf8_decode(text, offset, &length);
		int key = (int)character;

		if (character == UTF8_INVALID)
			key = 0xFFFD;
		else if (character < ' ' || (character >= 0x7F && character < 0xA0))
			key = ' ';
		line_editor_key(&application->editor, key);
	}
	application->is_line_changed = true;
}

void
application_take_paste(struct application *application)
{
	struct strbuf paste = screen_take_paste(application->screen);
	struct strbuf message = {0};

	if (application->prompt) {
		type_paste(application, strbuf_str(&paste));
	} else {
		strbuf_append_string(&message,
		    "Pasted text does nothing here: / takes it to search for");
		application_set_message(application, strbuf_take(&message));
	}
	strbuf_clear(&paste);
}
