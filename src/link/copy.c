/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The terminal copies (OSC 52), for it runs where the user is. What stands in
 * between keeps such sequences back unless they are wrapped. tmux takes the
 * bare one where "set-clipboard" is on, and hands a wrapped one on where
 * "allow-passthrough" is: it gets both, for copying twice does no harm.
 */
#include "cnai/command.h"
#include "cnai/copy.h"
#include "cnai/opener.h"
#include "cnai/program.h"

enum {
	ENCODED_LIMIT = 100000, /* what xterm and others take at most */
	SCREEN_CHUNK = 700,     /* screen's strings end at 768 bytes */
};

const size_t copy_limit = ENCODED_LIMIT / 4 * 3;

enum copy_way
copy_way_of(const char *tmux, const char *sty, const char *term)
{
	if (tmux && *tmux)
		return COPY_THROUGH_TMUX;
	if (sty && *sty)
		return COPY_THROUGH_SCREEN;
	return term && str_starts_with(str_of(term), str_of("tmux"))
		   ? COPY_THROUGH_TMUX
		   : COPY_DIRECT;
}

bool
copy_fits(struct str text)
{
	return text.length <= copy_limit;
}

static void
append_for_tmux(struct strbuf *buffer, struct str sequence)
{
	strbuf_append(buffer, sequence);
	strbuf_append_string(buffer, "\x1bPtmux;");
	for (size_t i = 0; i < sequence.length; i++) {
		if (sequence.data[i] == '\x1b')
			strbuf_append_byte(buffer, '\x1b');
		strbuf_append_byte(buffer, sequence.data[i]);
	}
	strbuf_append_string(buffer, "\x1b\\");
}

static void
append_for_screen(struct strbuf *buffer, struct str sequence)
{
	for (size_t start = 0; start < sequence.length; start += SCREEN_CHUNK) {
		const size_t left = sequence.length - start;
		const size_t length = left < SCREEN_CHUNK ? left : SCREEN_CHUNK;

		strbuf_append_string(buffer, "\x1bP");
		strbuf_append(buffer, str_slice(sequence, start, start + length));
		strbuf_append_string(buffer, "\x1b\\");
	}
}

void
copy_append_sequence(struct strbuf *buffer, struct str text, enum copy_way way)
{
	static void (*const append[])(struct strbuf *, struct str) = {
	    [COPY_DIRECT] = strbuf_append,
	    [COPY_THROUGH_TMUX] = append_for_tmux,
	    [COPY_THROUGH_SCREEN] = append_for_screen,
	};
	struct strbuf sequence = {0};

	opener_append_copy_sequence(&sequence, text);
	append[way](buffer, strbuf_str(&sequence));
	strbuf_clear(&sequence);
}

bool
copy_run(
    struct str text, const char *command, const char *path, struct error *error)
{
	char **words = command_new(str_of(command), path, error);
	enum program_result result;
	struct strbuf finding = {0};

	if (!words)
		return false;
	result = program_run_with_input(words, text, &finding);
	if (result != PROGRAM_DONE)
		error_set(error, "%s %s", command, finding.data);
	strbuf_clear(&finding);
	command_free(words);
	return result == PROGRAM_DONE;
}
