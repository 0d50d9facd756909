/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Pasted text is text, never keys: a line end in it must not send off a
 * prompt, and its letters must not run commands.
 */
#include "application_parts.h"

void
application_take_paste(struct application *application)
{
	struct strbuf paste = screen_take_paste(application->screen);
	struct strbuf message = {0};

	if (application->prompt) {
		strbuf_clear(&application->candidates);
		if (!line_editor_paste(&application->editor, strbuf_str(&paste)))
			strbuf_append_string(&application->candidates,
			    "Too long for a line: its end is left out\n");
		application->is_line_changed = true;
	} else {
		strbuf_append_string(&message,
		    "Pasted text does nothing here: / takes it to search for");
		application_set_message(application, strbuf_take(&message));
	}
	strbuf_clear(&paste);
}
