/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_EMOJI_H
#define CNAI_EMOJI_H

#include "cnai/str.h"

/*
 * The emoji that GitHub and Hugo show for NAME, as written between colons
 * (":sparkles:" without them); empty if there is none. Valid for ever.
 */
struct str emoji_find(struct str name);

#endif
