/* SPDX-License-Identifier: Apache-2.0 */
/* Names of emoji: the block is found by halves, the line by reading on. */
#include "cnai/emoji.h"
#include "emoji_names.h"

/* The name that LINE begins with. */
static struct str
name_of(const char *line)
{
	return (struct str){line, strcspn(line, " ")};
}

/* The last block whose first name is not behind NAME. */
static const char *
find_block(struct str name)
{
	size_t low = 0, high = EMOJI_BLOCKS;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (str_compare(name_of(emoji_names[middle]), name) <= 0)
			low = middle;
		else
			high = middle;
	}
	return emoji_names[low];
}

struct str
emoji_find(struct str name)
{
	const char *line = find_block(name);

	while (*line) {
		struct str found = name_of(line);
		const char *emoji = line + found.length + 1;
		const size_t length = strcspn(emoji, "\n");

		if (str_equal(found, name))
			return (struct str){emoji, length};
		line = emoji + length + 1;
	}
	return str_of("");
}
