#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The program in a real terminal, as a reader uses it: start, read, search,
# open a link, resize, suspend, quit; and the terminal afterwards is the one
# from before, also when the program is told to end.
set -u
cd "$(dirname "$0")/../.." || exit 2
. tests/smoke/terminal.sh
terminal_begin

# Everything a program can leave behind in a terminal, in one line.
terminal_state() {
	terminal_format "#{alternate_on} #{cursor_flag} #{insert_flag} #{keypad_cursor_flag} \
#{keypad_flag} #{mouse_any_flag} #{origin_flag} #{wrap_flag}"
	stty -a <"$(terminal_format '#{pane_tty}')" | sed 's/^speed.*rows.*$//'
}

start_reader() {
	rm -f "$scratch/pid"
	shell "$scratch/reader"
	expect "$1" 'Latest Develop'
	expect_that "$1: its process is known" test -s "$scratch/pid"
}

# The status of the last command, seen on the screen.
expect_status() {
	terminal_type "echo \"status \$?\""
	terminal_keys Enter
	expect "$1" "^status $2\$"
}

expect_same_terminal() {
	terminal_state >"$scratch/after"
	diff "$scratch/before" "$scratch/after"
	verdict $? "$1"
}

cat >"$scratch/reader" <<END
#!/bin/sh
echo \$\$ >"$scratch/pid"
exec "$CNAI_READ" --archive "$PWD/archive"
END
cat >"$scratch/browser" <<END
#!/bin/sh
printf '%s\n' "\$@" >"$scratch/opened.new"
mv "$scratch/opened.new" "$scratch/opened"
END
# One that stays until it reads a line, as a browser in the terminal does.
cat >"$scratch/slow" <<END
#!/bin/sh
echo "slow browser"
read -r line
echo "\$line" >"$scratch/read"
END
chmod +x "$scratch/reader" "$scratch/browser" "$scratch/slow"
echo "PS1='ready> '" >"$scratch/profile"
export BROWSER=$scratch/browser ENV=$scratch/profile

# Not bash: it would put the terminal right again itself.
terminal_open 80 24 'exec sh -i' || exit 1
expect_prompt "a shell is there"
terminal_state >"$scratch/before"

start_reader "the list opens and shows the newest post first"
expect "the list shows the oldest post too" 'April'
terminal_keys Enter
expect "Enter opens the newest post" 'Key Developments'
terminal_keys G
expect "G goes to its end" 'Get Involved'
terminal_keys g
expect "g goes back to its top" 'Key Developments'

terminal_keys /
terminal_type 'scheduling'
expect "/ finds as one types" 'scheduling white paper'
terminal_keys Enter
terminal_keys q
expect "q leads back to the list" 'April'

terminal_keys /
terminal_type 'knative'
expect "/ in the list searches all posts, with snippets" '[Kk]native.*(EventTypes|and what)'
terminal_keys Enter
expect "the hits can be gone through" 'Knative'
terminal_keys Enter
expect "Enter lands on the match" 'Knative EventTypes and what'
terminal_keys q
terminal_keys q
expect "q q leads back to the list" 'April'

terminal_keys g
terminal_keys Enter
expect "the newest post again" 'Key Developments'
terminal_keys Tab
expect "Tab shows where the first link leads" 'youtube.com/watch'
terminal_keys o
expect_that "o opens it with \$BROWSER" test -s "$scratch/opened"
grep -qx 'https://www.youtube.com/watch?v=-sWl4XBRsFs' "$scratch/opened"
verdict $? "the browser is given the address as its one argument"

terminal_keys g
terminal_resize 40 12
expect "40x12 still reads" 'Latest'
terminal_resize 1 1
terminal_keys j
terminal_resize 200 60
expect "after 1x1, 200x60 shows what 80x24 has no room for" 'OPEA Community'
expect "and still its top" 'Latest Developments'
terminal_resize 80 24
expect_gone "80x24 again" 'OPEA Community'

terminal_keys C-z
expect_prompt "C-z gives the shell back"
expect_same_terminal "suspended, the terminal is as before"
shell fg
expect "fg brings the post back" 'Developments'
terminal_keys Q
expect_prompt "Q quits at once"
expect_status "quitting is success" 0
expect_same_terminal "after Q the terminal is as before"

# A browser that stays in the terminal.
open_slow() {
	start_reader "$1: started"
	terminal_keys Enter
	expect "$1: a post" 'Key Developments'
	terminal_keys Tab
	expect "$1: a link" 'youtube.com/watch'
	terminal_keys o
	expect "$1: the browser has the terminal" '^slow browser$'
}

shell "export BROWSER=$scratch/slow"
open_slow "slow browser"
terminal_keys C-z
# The prompt comes below what the browser has written.
expect_prompt "slow browser: C-z gives the shell back"
shell 'echo "in the" shell'
expect "slow browser: the shell obeys" '^in the shell$'
expect_same_terminal "slow browser: stopped, the terminal is as before"
shell fg
expect "slow browser: fg says what goes on" 'reader$'
terminal_type 'a line'
terminal_keys Enter
expect_that "slow browser: it goes on and reads" grep -sqx 'a line' "$scratch/read"
expect "slow browser: then the post is back" 'Developments'
terminal_keys Q
expect_prompt "slow browser: Q quits"
expect_same_terminal "slow browser: the terminal is as before"

open_slow "slow browser, C-c"
terminal_keys C-c
expect "slow browser: C-c ends it alone" 'was interrupted'
terminal_keys g
expect_gone "slow browser: the reader goes on" 'was interrupted'
terminal_keys Q
expect_prompt "slow browser, C-c: Q quits"
expect_status "slow browser, C-c: with success" 0

for signal in TERM HUP; do
	open_slow "slow browser, SIG$signal"
	pid=$(cat "$scratch/pid") && kill -s $signal "$pid"
	expect_prompt "slow browser: SIG$signal ends both"
	expect_same_terminal "slow browser: after SIG$signal the terminal is as before"
done
shell "export BROWSER=$scratch/browser"

# Posts that come, change and go are noticed; more than once.
mkdir "$scratch/live"
write_post() { printf -- '---\ntitle: %s\nweight: 1\n---\n%s\n' "$1" "$2" >"$scratch/live/$3.md"; }
write_post "The one that stays" "Text." stays
write_post "A second post" "Text." second
shell "'$CNAI_READ' '$scratch/live'"
expect "live: started" 'The one that stays'
for round in first second; do
	write_post "The $round newcomer" "Text." new
	expect "live: the $round new post is listed" "The $round newcomer"
	rm "$scratch/live/new.md"
	expect_gone "live: the $round one that goes is not" "The $round newcomer"
done
terminal_keys Q
expect_prompt "live: Q quits"

shell "cat '$PWD/archive/13_17_May_2024.md' | '$CNAI_READ' -"
expect "a post from a pipe can be browsed" '13-17 May'
expect_gone "a post from a pipe: the whole screen" '^ready>'
terminal_keys Q
expect_prompt "a post from a pipe: Q quits"
expect_same_terminal "a post from a pipe: the terminal is as before"

for signal in TERM HUP; do
	start_reader "SIG$signal: started"
	pid=$(cat "$scratch/pid") && kill -s $signal "$pid"
	expect_prompt "SIG$signal ends it"
	expect_status "SIG$signal is an end like any other" 0
	expect_same_terminal "after SIG$signal the terminal is as before"
done

start_reader "a terminal that goes away: started"
pid=$(cat "$scratch/pid")
terminal_close
expect_that "a terminal that goes away ends it" is_gone "$pid"
exit $failed
