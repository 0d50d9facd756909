/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_EMOJI_NAMES_H
#define CNAI_EMOJI_NAMES_H

/*
 * Lines of a name, a blank and the emoji, sorted by name, in blocks that are
 * short enough for a string. There are no pointers in it, which would have to
 * be set at each start of the program.
 */
enum {
	EMOJI_BLOCK_SIZE = 4000,
	EMOJI_BLOCKS = 9,
};

extern const char emoji_names[EMOJI_BLOCKS][EMOJI_BLOCK_SIZE];

#endif
