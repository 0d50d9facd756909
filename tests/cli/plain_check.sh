#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Browsing on ordinary lines, from a pipe and on terminals without a screen.
cd "$(dirname "$0")/../.." || exit 2
. tests/support.sh
unset COLUMNS

# talk LINE...: what --plain answers to these lines.
talk() {
	printf '%s\n' "$@" | run_input --plain "$news"
}
# As run, with an input.
run_input() {
	timeout 20 "$CNAI_READ" "$@" >"$out" 2>"$err"
	status=$?
	LC_ALL=C grep -aqE 'Sanitizer|: runtime error: ' "$err" && status=99
	echo "$status" >"$folder/.status"
}
ends_well() { same "$(cat "$folder/.status")" 0 && empty "$err"; }

news=archive
talk
ok "an empty line, then the end" ends_well
ok "the list comes first" same "$(head -n 1 "$out")" \
	'1  [July] Cloud Native AI Working Group: Latest Developments (unread)'
ok "no prompt in a pipe" lacks "$out" 'cnai-read>'
talk q 2
ok "q: ends" ends_well
ok "q: nothing after it" same "$(grep -c . "$out")" 8
talk 2
ok "2: prints it" has "$out" 'Post 2 of 7'
ok "2: its links are numbered" has "$out" 'https://'
talk 2 n p p p
ok "n and p: next and before" same \
	"$(grep -oE 'Post [0-9] of 7|There is no .*' "$out" | tr '\n' ,)" \
	'Post 2 of 7,Post 3 of 7,Post 2 of 7,Post 1 of 7,There is no post before.,'
talk n
ok "n: the first one at the start" has "$out" 'Post 1 of 7'
talk 7 n
ok "n: not past the last" has "$out" 'That was the last post.'
talk /Kubernetes
ok "/: hits with the numbers of posts" grep -qE '^[1-7]  .* match' "$out"
talk '/zzz qqq' q
ok "/: nothing found" has "$err" 'nothing found: zzz qqq'
talk '/"' / '/tag:'
ok "/: what is no query is explained" same "$(cat "$folder/.status")" 0
BROWSER=true talk 2 'o 1' o2 'o 0' 'o 99999999999999999999' o
ok "o: opens" same "$(grep -c '^Opened' "$out")" 2
ok "o: other numbers" same "$(grep -c '^Say o and the number' "$out")" 3
BROWSER=false talk 2 'o 1'
ok "o: what fails is said" has "$out" 'Not opened: '
talk 'o 1'
ok "o: without a post" has "$out" 'Print a post first'
talk 'y 1' 2 'y 1' 'y 99'
ok "y: without a post" has "$out" 'Print a post first: y is for a link of it.'
ok "y: the address alone on a line" grep -qE '^https://[^ ]+$' "$out"
ok "y: other numbers" has "$out" 'Say y and the number of a link'
talk 'f x' 2 'f kubernetes' 'f zzzz' f
ok "f: without a post" has "$out" 'Print a post first: f finds words in it'
ok "f: where the words stand" grep -qiE 'match(es)? in post 2\.' "$out"
ok "f: nothing" has "$out" '0 matches in post 2.'
talk '?' help
ok "?: each command" same "$(grep -c '^/words' "$out")" 2
talk x 99999999999999999999999 0 $'\xff\e[31m' 'lx'
ok "what means nothing is said" same \
	"$(grep -cE '^(That means|There is no post)' "$out")" 5
ok "what means nothing ends nothing" ends_well
head -c 300000 /dev/zero | tr '\0' 3 | run_input --plain "$news"
ok "a line of 300 KB" ends_well
head -c 100000 /dev/urandom | run_input --plain "$news"
ok "bytes without sense" same "$(cat "$folder/.status")" 0

printf '2\n/the\n?\n' | run_input --plain --color always --hyperlinks always "$news"
ok "no escape sequence, whatever is asked for" without_controls "$out"
for width in 20 40 72; do
	printf 'l\n2\n' | run_input --plain --width "$width" "$news"
	ok "--width $width: nothing is wider" [ "$(widest_text "$out")" -le "$width" ]
done

mkdir "$folder/many"
for i in {1..45}; do
	printf -- '---\ntitle: Post %d\nweight: %d\n---\nText.\n' "$i" "$i" \
		>"$folder/many/$i.md"
done
news=$folder/many
talk ''
ok "twenty posts at a time" same "$(grep -cE '^ *[0-9]+  Post' "$out")" 40
talk '' '' '' l
ok "l: from the start" same "$(grep -cE '^ *[0-9]+  Post' "$out")" 65
mkdir "$folder/few"
cp "$folder/many/"[1-3].md "$folder/few"
news=$folder/few
# unread: how many entries are listed as unread
unread() { grep -c '(unread)' "$out"; }
talk 'm 3' l 'm 3' l m 'm 99'
ok "m: read, and unread again" same "$(grep -oE 'Post 3 is marked as .*' "$out" | tr '\n' ,)" \
	'Post 3 is marked as read.,Post 3 is marked as unread.,'
ok "m: seen in the list" same "$(unread)" 8
ok "m: without a post" has "$out" 'Say m and the number of a post.'
ok "m: other numbers" has "$out" 'There is no post 99'
talk 2 l m
ok "what is printed is read" same "$(unread)" 5
ok "m: the post printed last" has "$out" 'Post 2 is marked as unread.'
talk 1
talk l
ok "and stays so" same "$(unread)" 4
printf 'l\n2\nl\n' | run_input --plain --no-state "$news"
ok "--no-state: remembers until the end" same "$(unread)" 8
mkdir "$folder/none"
exits 1 "an archive without posts" --plain "$folder/none"
exits 2 "--plain and --list" --plain --list "$news"

# on_terminal TERM WORDS: what a terminal gets; "q" is typed.
on_terminal() {
	printf 'q\n' | TERM=$1 timeout 20 script -qec "stty -echo; exec $2" /dev/null |
		tr -d '\r' >"$out"
}
if command -v script >/dev/null; then
	on_terminal dumb "$CNAI_READ archive"
	ok "TERM=dumb: the dialogue" has "$out" 'cnai-read> '
	ok "TERM=dumb: no escape sequence" without_controls "$out"
	on_terminal xterm "$CNAI_READ --plain archive"
	ok "--plain on an xterm: the dialogue" has "$out" 'cnai-read> '
	ok "--plain on an xterm: no escape sequence" without_controls "$out"
	on_terminal no-such-terminal "$CNAI_READ archive"
	ok "an unknown terminal: the dialogue" has "$out" 'cnai-read> '

	# typed ROWS KEYS: what a terminal of so many rows gets for what is typed.
	typed() {
		# shellcheck disable=SC2059 # with its escapes
		printf "$2" | TERM=dumb timeout 20 script -qec "stty -echo rows $1 cols 80; \
			exec $CNAI_READ archive" /dev/null | tr -d '\r' >"$out"
		echo "${PIPESTATUS[1]}" >"$folder/.status"
	}
	typed 10 '2\n\nq\nq\n'
	ok "a long post waits after each page" same \
		"$(grep -o 'Enter for more' "$out" | wc -l)" 2
	ok "q: the rest is left out" lacks "$out" 'Get Involved'
	typed 0 '2\nq\n'
	ok "a terminal without a height: no waiting" lacks "$out" 'Enter for more'
fi
finish
