/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_OPTIONS_H
#define CNAI_OPTIONS_H

#include <stdbool.h>
#include <stdio.h>
#include "cnai/config.h"
#include "cnai/error.h"
#include "cnai/post_document.h"

/* What the command line asks for. */

enum mode {
	MODE_NONE,  /* browse, or print the list where there is no terminal */
	MODE_PLAIN, /* browse on ordinary lines */
	MODE_LATEST,
	MODE_LIST,
	MODE_SHOW,
	MODE_SEARCH,
	MODE_LINKS,
	MODE_CHECK,
	MODE_NEW,
	MODE_MARK_READ,
	MODE_RULES, /* list the rules of --check */
	MODE_KEYS,
	MODE_PRINT_CONFIG,
	MODE_HELP,
	MODE_VERSION,
	MODE_COUNT,
};

/* The order in which --search prints what it found. */
enum hit_order {
	HIT_ORDER_RANK,
	HIT_ORDER_WEIGHT, /* the archive's */
	HIT_ORDER_DATE,
};

/* The strings are borrowed from the argument vector. */
struct options {
	enum mode mode;
	const char *argument; /* of the mode; NULL if it has none */
	const char *archive;  /* NULL: not named */
	enum post_part part;
	bool as_json;
	bool show_hidden;
	bool counts_only;
	bool keeps_nothing; /* --no-state: remember and recall nothing */
	enum hit_order hit_order;
	int width;         /* columns; 0: not named */
	const char *theme; /* a name that is one; NULL: not named */
	enum when color;
	enum when hyperlinks;
	struct document_options document;
};

/*
 * Reads the command line into OPTIONS. ARGUMENTS is reordered. False with
 * ERROR filled where it makes no sense.
 */
bool options_parse(
    struct options *options, int count, char **arguments, struct error *error);

/* Prints what --help shows. */
void options_print_help(FILE *stream);

#endif
