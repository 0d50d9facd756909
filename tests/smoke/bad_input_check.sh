#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What a real terminal can do to a reader: change its size all the time, be
# taken away and given back in any view, send keys that nobody knows, too many
# of them, half of them, or a whole book; and what becomes of the archive
# meanwhile.
set -u
cd "$(dirname "$0")/../.." || exit 2
. tests/smoke/terminal.sh
terminal_begin
unset SSH_CONNECTION BROWSER

mkdir "$scratch/posts"
cp archive/*.md "$scratch/posts/"
printf -- '---\ntitle: "Broken\nweight: 99999\n---\nText.\n' >"$scratch/posts/z.md"
cat >"$scratch/reader" <<END
#!/bin/sh
echo \$\$ >"$scratch/pid.new"
mv "$scratch/pid.new" "$scratch/pid"
exec "$CNAI_READ" --no-state --archive "$scratch/posts"
END
chmod +x "$scratch/reader"
echo "PS1='ready> '" >"$scratch/profile"
export ENV=$scratch/profile

start() {
	shell "${2-}$scratch/reader"
	expect "$1: the list opens" '1 of 8'
}
quit() {
	terminal_keys Q
	expect_prompt "$1: Q quits"
}

# A view: what is typed in the list to see it ("=" begins text, else names of
# keys), what is then seen, its name.
views='
j            ; 2 of 8               ; the list
Enter G      ; 100%                 ; a post
L            ; Links of             ; its links
q t          ; Contents of          ; its contents
q =/the      ; ^/the                ; the prompt of its search
C-c v        ; Source of            ; its file
q i          ; Front matter of      ; its front matter
q q !        ; Messages:            ; the messages
q L G        ; All links of         ; all links
q ?          ; In the list          ; the help
q =/kaito    ; kaito$               ; the prompt of a search
Enter q      ; back$                ; its results
q =w         ; ^Write to            ; the prompt of a file
C-c =|       ; ^Pipe                ; the prompt of a program
C-c =:line   ; ^:line               ; the prompt of a command
'

is_as_before() { terminal_text | cmp -s - "$scratch/before"; }
expect_as_before() {
	terminal_until is_as_before
	verdict $? "$1"
	terminal_text | diff "$scratch/before" - | sed 's/^/    /'
}

# Sizes in a row, quicker than anybody can draw; among them the smallest.
storm() {
	local size
	for size in 1x1 200x50 2x1 1x2 40x10 3x30 1x1 110x4 1x1; do
		terminal_resize "${size%x*}" "${size#*x}"
	done
	terminal_resize 80 24
}

terminal_open 80 24 'exec sh -i' || exit 1
expect_prompt "a shell is there"

start "views"
while IFS=';' read -r keys pattern name; do
	[ -n "$keys" ] || continue
	name=$(trim "$name")
	read -ra words <<<"$keys"
	press "${words[@]}"
	expect "$name" "$(trim "$pattern")"
	terminal_keep "$scratch/before"
	storm
	expect_as_before "$name: as before when all sizes have been"
	terminal_keys C-z
	expect_prompt "$name: C-z gives the shell back"
	shell fg
	expect_as_before "$name: as before when the shell has been"
done <<<"$views"
terminal_keys C-c
quit "views"

# send NAME BYTES...: as a keyboard would, in hexadecimal
send() { terminal_keys -H "$@"; }
bytes_of() { printf '%s' "$1" | od -An -v -tx1 | tr '\n' ' '; }
# survives NAME BYTES [PATTERN]: they change nothing, and the next key is obeyed,
# here once PATTERN is there
survives() {
	# shellcheck disable=SC2086 # words
	send $2
	[ -z "${3-}" ] || expect "$1: it is waited for, and given up" "$3"
	terminal_keys 2 g
	expect "$1: the next key is obeyed" '2 of 8'
	terminal_keep "$scratch/after"
	diff "$scratch/before" "$scratch/after"
	verdict $? "$1: nothing else is done"
	terminal_keys 1 g
	expect "$1: and the one after it" '1 of 8'
}

start "keys"
terminal_keys 2 g
expect "keys: the second post" '2 of 8'
terminal_keep "$scratch/before"
terminal_keys 1 g
expect "keys: the first post" '1 of 8'
survives "an unknown key" "$(bytes_of $'\e[99;7~')"
survives "Shift-Up of another terminal" "$(bytes_of $'\e[1;2A')"
survives "a late answer" "$(bytes_of $'\e[?64;1;2c\e]11;rgb:0000/0000/0000\e\\')"
survives "a change of focus" "$(bytes_of $'\e[I\e[O')"
survives "half an escape sequence" "$(bytes_of $'\e[1;')" 'does nothing here'
# What comes behind half a character may be taken for its rest: a 0 is lost.
survives "half a character" "e6 97 30"
survives "bytes that are no characters" "ff fe 80 00 c0 30"

# More than can be drawn: a thousand lines down, and half as many up again.
terminal_keys Enter
expect "many keys: a post" 'line 1/'
for _ in {1..50}; do terminal_type jjjjjjjjjjkkkkk; done
terminal_keys G
expect "many keys: all of them are obeyed" '100%'
for _ in {1..50}; do terminal_keys q Enter L q t q; done
terminal_keys q
expect "many views: all of them are left" '1 of 8'

# A book into a line of input; its line ends send nothing off.
yes 'needle in a haystack' | head -c 100000 >"$scratch/book"
terminal_tmux load-buffer "$scratch/book"
# paste_into KEYS PATTERN NAME BACK: where KEYS ask for a line
paste_into() {
	press "$1"
	expect "a paste into $3: it is asked for" "$2"
	terminal_tmux paste-buffer -p -t main
	expect "a paste into $3: it is too long, and that is said" '^ ?Too long'
	expect "a paste into $3: most of it is there" 'needle$|haystack$| in a h?a?y?s?t?a?c?$|need$'
	terminal_keys C-c
	expect "a paste into $3: C-c gives up" "$4"
}
terminal_keys g
expect "the first post" '1 of 8'
paste_into / '^Search all' "a search" '1 of 8'
paste_into "=:" '^:$' "a command" 'q quit$'
terminal_keys Enter
expect "a post" 'back$'
paste_into / '^/' "the search of a post" 'back$'
terminal_tmux paste-buffer -p -t main
expect "a paste where nothing is asked: no commands" '[Pp]ast'
terminal_keys g j
expect "and then the keys are keys" 'line 2/'
quit "keys"

# Every terminal shows the same.
terminals='xterm-256color vt100 linux screen tmux'
for name in $terminals; do
	start "$name" "TERM=$name "
	terminal_keep "$scratch/$name"
	terminal_keys Enter g Tab
	expect "$name: a post and a link" '^ ?https://'
	terminal_keep "$scratch/after"
	cat "$scratch/after" >>"$scratch/$name"
	quit "$name"
	diff "$scratch/xterm-256color" "$scratch/$name"
	verdict $? "$name: shows what every other shows"
done

# The archive goes away while one of its posts is read.
start "no archive"
terminal_keys Enter g
expect "no archive: a post" 'line 1/'
rm -r "$scratch/posts"
expect "no archive: it is said" '^ ?Cannot read the archive: '
terminal_keys G
expect "no archive: reading goes on" '100%'
terminal_keys v
expect "no archive: no file to show" 'No such file'
quit "no archive"

# The terminal goes away in the middle of something.
mkdir "$scratch/posts"
cp archive/*.md "$scratch/posts/"
# leaves_with NAME KEYS BYTES
leaves_with() {
	local pid
	rm -f "$scratch/pid"
	shell "$scratch/reader"
	expect "$1: the list opens" '1 of 7'
	pid=$(cat "$scratch/pid")
	# shellcheck disable=SC2086 # words
	[ -z "$2" ] || press $2
	# shellcheck disable=SC2086
	[ -z "$3" ] || send $3
	terminal_close
	expect_that "$1: the reader ends with its terminal" is_gone "$pid"
	terminal_open 80 24 'exec sh -i' || exit 1
	expect_prompt "$1: another terminal"
}
leaves_with "in a prompt" "Enter =/the" ""
leaves_with "in a paste" "=/" "$(bytes_of $'\e[200~half of i')"
leaves_with "in an escape sequence" "" "$(bytes_of $'\e[1;')"
leaves_with "in a mouse report" "M" "$(bytes_of $'\e[<0;1')"
exit $failed
