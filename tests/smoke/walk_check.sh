#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A walk through every view in a real terminal, at three sizes, here and over a
# real sshd; and what is different over SSH: links are copied, the terminal may
# go away.
set -u
cd "$(dirname "$0")/../.." || exit 2
. tests/smoke/terminal.sh
. tests/smoke/sshd.sh

terminal_begin
trap 'sshd_stop; terminal_end' EXIT
unset SSH_CONNECTION SSH_TTY DISPLAY WAYLAND_DISPLAY BROWSER

mkdir "$scratch/posts"
cp archive/*.md "$scratch/posts/"
printf -- '---\ntitle: "Broken\nweight: 99999\n---\nText.\n' >"$scratch/posts/z.md"

# What is typed ("=" begins text, else names of keys), what the screen then shows
# and did not show before, and what that is about.
walk='
Enter          ; line 1/             ; Enter opens a post
G              ; 100%                ; G goes to its end
g              ; line 1/             ; g goes back
=/             ; ^/                  ; / asks what to find
=knative       ; match 1/2           ; and finds while it is typed
Enter          ; q back$             ; Enter keeps what is found
n              ; match 2/2           ; n finds more
v              ; Source of           ; v shows the file
q              ; match 2/2           ; q leads back
i              ; Front matter of     ; i shows what is above the text
q              ; match 2/2           ; q leads back
L              ; Links of            ; L lists the links
q              ; match 2/2           ; q leads back
t              ; Contents of         ; t shows the contents
Enter          ; match 2/2           ; Enter goes on at a heading
Tab            ; https?://[a-z]      ; Tab shows where a link leads
q              ; of 8$               ; q leads to the list
!              ; Messages:           ; ! shows what is wrong
q              ; of 8$               ; q leads back
L              ; All links of        ; L lists the links of all posts
q              ; of 8$               ; q leads back
?              ; In the list         ; ? shows the keys
q              ; of 8$               ; q leads back
=/             ; ^Search all         ; / in the list asks what to find
=meetup        ; [0-9] match         ; and finds while it is typed
Enter          ; match 1/            ; Enter lands on the match
q              ; Search: meetup      ; q leads back to the results
q              ; of 8$               ; q leads back to the list
=:bookm        ; ^:bookm             ; : asks for a command
Tab            ; ^:bookmark          ; Tab completes it
Enter          ; Bookmark set        ; Enter runs it
p              ; [Ss]ide by side     ; p shows list and post
g              ; 1 of 8$             ; g selects the first
p              ; at a time|from 110  ; p shows one of them
j              ; 2 of 8$             ; j selects the next
'


# take_step WHERE KEYS PATTERN WHAT
take_step() {
	local words
	if terminal_shows "$3"; then verdict 1 "$1: before $4: no $3"; fi
	read -ra words <<<"$2"
	press "${words[@]}"
	expect "$1: $4" "$3"
}

# start WHERE: the reader as the script "reader" starts it
start() {
	rm -f "$scratch/pid"
	shell "$scratch/reader"
	expect "$1: the list opens" '1 of 8'
}

quit() {
	terminal_keys Q
	expect_prompt "$1: Q quits"
}

walk_through() {
	local where=$1 keys pattern what
	terminal_resize "$2" "$3"
	start "$where"
	while IFS=';' read -r keys pattern what; do
		[ -z "$keys" ] ||
			take_step "$where" "$keys" "$(trim "$pattern")" "$(trim "$what")"
	done <<<"$walk"
	terminal_keys C-z
	expect_prompt "$where: C-z gives the shell back"
	shell fg
	expect "$where: fg brings the list back" '2 of 8'
	quit "$where"
}


walk_all_sizes() {
	walk_through "$1, 80x24" 80 24
	walk_through "$1, 40x10" 40 10
	walk_through "$1, 200x50" 200 50
	terminal_resize 80 24
}

# A link of the first post, opened with "o".
address='https://www.youtube.com/watch?v=-sWl4XBRsFs'
open_link() {
	start "$1"
	terminal_keys Enter
	expect "$1: a post" 'line 1/'
	terminal_keys Tab
	expect "$1: a link" 'youtube.com/watch'
	terminal_keys o
}

shows_line() { terminal_text | sed 's/^ //' | grep -qxF -- "$1"; }
buffer_is() { [ "$(terminal_tmux show-buffer 2>/dev/null)" = "$1" ]; }

cat >"$scratch/reader" <<END
#!/bin/sh
echo \$\$ >"$scratch/pid.new"
mv "$scratch/pid.new" "$scratch/pid"
exec "$CNAI_READ" --no-state --archive "$scratch/posts"
END
cat >"$scratch/browser" <<END
#!/bin/sh
printf '%s\n' "\$@" >"$scratch/opened.new"
mv "$scratch/opened.new" "$scratch/opened"
END
chmod +x "$scratch/reader" "$scratch/browser"
echo "PS1='ready> '" >"$scratch/profile"
export ENV=$scratch/profile

terminal_open 80 24 'exec sh -i' || exit 1
expect_prompt "a shell is there"
walk_all_sizes "here"

if sshd_missing >"$scratch/log" || ! sshd_start "$scratch"; then
	echo "not over SSH: $(grep -v 'login records' "$scratch/log" | tail -n 1)"
	[ $failed -eq 0 ] && exit 77
	exit 1
fi

# The same over the wire, in a shell of the other side.
shell "${ssh[*]} -tt env -u DISPLAY -u WAYLAND_DISPLAY -u BROWSER \
	LC_ALL=C.UTF-8 ENV='$scratch/profile' ASAN_OPTIONS=${ASAN_OPTIONS-} sh -i"
expect "over SSH: a shell is there" '^ready>$'
terminal_type 'clear; echo "from ${SSH_CONNECTION%% *}"'
terminal_keys Enter
expect "over SSH: the connection is known" '^from 127'
walk_all_sizes "over SSH"

# A browser on the other machine is of no use: the terminal here copies.
terminal_tmux set-option -s set-clipboard on
open_link "over SSH, a link"
expect "over SSH, a link: says what is done" 'Over SSH nothing is opened here'
expect "over SSH, a link: the host apart" 'Host: www.youtube.com'
expect_that "over SSH, a link: the address is whole" shows_line "$address"
expect_that "over SSH, a link: it arrives" buffer_is "$address"
terminal_tmux delete-buffer
terminal_keys g y
expect "over SSH, y: says what is done" 'Sent to the clipboard$'
expect_that "over SSH, y: it arrives" buffer_is "$address"
terminal_tmux delete-buffer
quit "over SSH, a link"

# tmux drops the sequence unless told otherwise; the reader says how. What
# it writes is read in order: when its words are there, nothing more comes.
terminal_tmux set-option -s set-clipboard external
open_link "over SSH, tmux as it is"
expect "over SSH, tmux as it is: says what tmux needs" 'set -g set-clipboard on'
buffer_is ''
verdict $? "over SSH, tmux as it is: nothing arrives"
quit "over SSH, tmux as it is"

shell "export BROWSER='$scratch/browser'"
open_link "over SSH, \$BROWSER"
expect_that "over SSH, \$BROWSER: it is started" grep -sqxF -e "$address" "$scratch/opened"
expect "over SSH, \$BROWSER: the address is shown" 'youtube.com/watch'
quit "over SSH, \$BROWSER"

# The connection breaks: the reader ends with it.
start "over SSH, broken off"
pid=$(cat "$scratch/pid")
terminal_close
expect_that "over SSH, broken off: the reader ends" is_gone "$pid"
exit $failed
