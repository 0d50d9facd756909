#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The dialogue on a terminal: long posts page by page, ^C, the end of input.
set -u
cd "$(dirname "$0")/../.." || exit 2
. tests/smoke/terminal.sh
terminal_begin
{
	printf -- '---\ntitle: A long post\n---\n'
	for i in {1..40}; do printf 'Paragraph %d of it.\n\n' "$i"; done
} >"$scratch/long.md"
printf -- '---\ntitle: A short post\nweight: 1\n---\nShort.\n' >"$scratch/short.md"

terminal_open 60 12 "sh -c 'trap : INT; TERM=dumb \"$CNAI_READ\" \"$scratch\"; echo status \$?; exec cat'"
expect "the list, and a prompt" '^cnai-read>'
terminal_type 2
terminal_keys Enter
expect "a long post waits after a page" '^Enter for more, q stops>'
expect "it begins with its title" 'A long post'
terminal_keys Enter
expect "Enter: the next page" 'Paragraph 10 of it'
expect "which waits too" '^Enter for more, q stops>'
terminal_type q
terminal_keys Enter
expect "q: leaves the rest out" '^cnai-read>'
expect_gone "and prints none of it" 'Paragraph 40'

terminal_type 'm 1 and nobody knows what'
expect "a line is being typed" 'nobody knows'
terminal_keys C-c
terminal_type '?'
terminal_keys Enter
expect "^C: the program goes on" 'this help'
expect_gone "and does not obey the line" 'is marked as'
terminal_type 2
terminal_keys Enter
expect "a long post again" '^Enter for more, q stops>$'
terminal_keys C-c
expect "^C: leaves the rest out" '^cnai-read> *$'
terminal_keys C-d
expect "the end of input ends it well" '^status 0'
exit $failed
