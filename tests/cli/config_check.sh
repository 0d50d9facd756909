#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The configuration in the program as a whole: what it changes in print, what
# is wrong in it, and what is printed of it.
cd "$(dirname "$0")/../.." || exit 2
: "${CNAI_READ:=build/cnai-read}"
. tests/support.sh
export XDG_CONFIG_HOME=$folder/config
file=$XDG_CONFIG_HOME/cnai-read/config.yaml
mkdir -p "${file%/*}"

echo 'widht: 40' >"$file"
run --list archive
ok "a wrong entry: the rest goes on" same "$status" 0
ok "a wrong entry: place and the right name" has "$err" \
	"$file:1:1: error: unknown setting \"widht\": did you mean \"width\"?"

echo 'keys: {x: nxt-post, z: end}' >"$file"
run --keys
ok "a wrong command: the right name" has "$err" \
	'1:11: error: no command is called "nxt-post": did you mean "next-post"?'
ok "a key that was bound is listed" grep -qE '^  G End z +end ' "$out"
run --list archive
ok "wrong keys are said where none are used, too" has "$err" \
	'1:11: error: no command is called "nxt-post": did you mean "next-post"?'

printf 'hyperlinks: always\ntheme: {base: light, url: bold red}\n' >"$file"
run --print-config
cp "$out" "$file"
run --print-config
ok "what is printed is read back as the same" same "$(cat "$out")" "$(cat "$file")"
ok "and nothing is wrong with it" empty "$err"
run --latest archive
ok "hyperlinks as configured" grep -q $'\033]8;' "$out"
run --latest --hyperlinks never archive
ok "an option wins" lacks "$out" $'\033]8;'

run --links --color always archive
ok "a role that was set" has "$out" $'\033[1;31m'
run --links --color always --theme mono archive
ok "--theme: without the roles that were set" lacks "$out" $'\033[1;31m'
run --list --theme drak archive
ok "no such theme: exit status" same "$status" 2
ok "no such theme: the right name" has "$err" "'drak' (did you mean dark?)"
finish
