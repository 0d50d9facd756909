/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_LINK_HOST_H
#define CNAI_LINK_HOST_H

#include <stdbool.h>
#include "cnai/str.h"

/* Links that say one place and lead to another. */

/* The host of an address with a scheme; empty if it has none. A part of URL. */
struct str link_host(struct str url);

/*
 * Whether TEXT, that of a link to URL, is an address of another host than
 * URL's. Hosts are the same but for case and a "www."; one may also lead to
 * another inside of it, as from example.org to lists.example.org.
 */
bool link_host_differs(struct str text, struct str url);

#endif
