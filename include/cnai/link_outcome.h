/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_LINK_OUTCOME_H
#define CNAI_LINK_OUTCOME_H

#include "cnai/document.h"
#include "cnai/view.h"

/* What the views that show links have in common. */

/*
 * The link a command means: the one whose number was typed, or, with 0, the
 * one at FOCUS (index + 1; 0 for none). NULL with PROBLEM saying why not.
 */
const struct link *link_meant(const struct document *document, size_t number,
    uint32_t focus, struct outcome *problem);

/*
 * Opens the post that LINK, of the post at index POST of the archive, leads to;
 * asks for any other link to be opened outside.
 */
struct outcome link_open(
    struct session *session, size_t post, const struct link *link);
/* Asks for the link's address to be copied. */
struct outcome link_copy(const struct link *link);
/* Asks for the address to be shown on a line of its own, outside of curses. */
struct outcome link_show(const struct link *link);

#endif
