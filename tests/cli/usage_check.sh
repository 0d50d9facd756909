#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What --help and --version print, and what a wrong command line is told.
cd "$(dirname "$0")/../.." || exit 2
. tests/support.sh

for option in --help -h --version -V --keys; do
	exits 0 "$option" "$option"
	ok "$option: prints something" [ -s "$out" ]
	ok "$option: no message" empty "$err"
	ok "$option: plain text" without_controls "$out"
done
run --version
ok "--version: name and number" grep -qE '^cnai-read [0-9]+\.[0-9]+\.[0-9]+$' "$out"

run --keys
ok "--keys: each table has the same columns" same \
	"$(grep '^  ' "$out" | grep -vcE '^  .{22}  [a-z-]{3,} +[a-z]')" 0

# refuses MESSAGE ARGUMENT...: a usage error with that message.
refuses() {
	local message=$1
	shift
	exits 2 "$*" "$@"
	ok "$*: nothing printed" empty "$out"
	ok "$*: message" same "$(cat "$err")" "cnai-read: $message: try 'cnai-read --help'"
}
refuses "unknown option '--lates-t' (did you mean --latest?)" --lates-t
refuses "unknown option '-x'" -x
refuses "--list and --latest cannot be used together" --list --latest
refuses "--json needs --latest, --list, --show, --search, --links, --new or --check" --json
refuses "--body does not go with --list, only with --latest or --show" --list --body
refuses "--width takes a number from 1 to 10000, not '0'" --latest --width 0
refuses "--color takes auto, always or never, not 'red'" --color red
refuses "--show needs POST behind it" --show
refuses "'b' is one archive too many" a b
refuses "unknown option '--␛[31m'" "--$(printf '\033')[31m"

exits 2 "a query that looks for nothing" --search ' ' archive
ok "a query that looks for nothing: message" has "$err" "cnai-read: cannot search: "
finish
