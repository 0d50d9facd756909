#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Escape sequences: where they are written and where not; what a full disk and
# a closed pipe do.
cd "$(dirname "$0")/../.." || exit 2
. tests/support.sh
unset COLUMNS TMUX STY KITTY_WINDOW_ID KONSOLE_VERSION WT_SESSION TERM_PROGRAM \
	VTE_VERSION NO_COLOR COLORTERM
export TERM=xterm
esc=$'\033'
color="$esc\[([0-9]+;)*3[0-7]"

for mode in --latest --list '--search the' --links --check; do
	# shellcheck disable=SC2086
	run --archive archive $mode
	ok "in a pipe, $mode: no escape sequence" without_controls "$out"
	# shellcheck disable=SC2086
	run --archive archive --color never $mode
	ok "--color never $mode: no escape sequence" without_controls "$out"
done
run --latest --color always archive
ok "--color always: colour" grep -qaE "$color" "$out"
NO_COLOR=1 run --latest --color always archive
ok "--color always wins over NO_COLOR" grep -qaE "$color" "$out"
ok "each line ends without attributes" [ -z "$(awk -v esc="$esc" '
	{ open = 0; line = $0
	  while (match(line, esc "\\[[0-9;]*m")) {
		code = substr(line, RSTART + 2, RLENGTH - 3)
		open = !(code == "" || code == "0")
		line = substr(line, RSTART + RLENGTH) }
	  if (open) print }' "$out")" ]
sed "s/$esc\[[0-9;]*m//g" "$out" >"$folder/stripped"
run --latest archive
ok "without its colours the text is the same" cmp -s "$folder/stripped" "$out"

if [ -e /dev/full ]; then
	for mode in --latest --list --help --version --keys '--latest --json'; do
		# shellcheck disable=SC2086
		timeout 20 "$CNAI_READ" $mode >/dev/full 2>"$err"
		ok "full disk, $mode: exit status" same $? 5
		ok "full disk, $mode: message" same "$(cat "$err")" \
			'cnai-read: cannot write: No space left on device'
	done
	for _ in {1..400}; do cat archive/[0-9J]*.md; done >"$folder/long.md"
	timeout 20 "$CNAI_READ" "$folder/long.md" >/dev/full 2>"$err"
	ok "full disk, long post: exit status" same $? 5
	ok "full disk, long post: message" has "$err" 'cnai-read: cannot write: No space'
	timeout 20 "$CNAI_READ" "$folder/long.md" 2>"$err" | head -n 1 >/dev/null
	ok "closed pipe: quiet" empty "$err"
	(trap '' PIPE; timeout 20 "$CNAI_READ" "$folder/long.md" 2>"$err" |
		head -n 1 >/dev/null)
	ok "closed pipe, SIGPIPE ignored: quiet" empty "$err"
fi
timeout 20 "$CNAI_READ" --latest archive >&- 2>"$err"
ok "no standard output: exit status" same $? 5
ok "no standard output: message" has "$err" 'cnai-read: cannot write: '

# on_terminal COLUMNS COMMAND: what it prints on a terminal of that width.
on_terminal() {
	timeout 20 script -qec "stty cols $1; exec $2" /dev/null </dev/null 2>"$err" |
		tr -d '\r' >"$out"
}
if script -qec true /dev/null </dev/null >/dev/null 2>&1; then
	reader="$CNAI_READ --archive archive"
	on_terminal 60 "$reader --latest"
	ok "terminal: colour" grep -qaE "$color" "$out"
	ok "terminal: no hyperlinks for one that is not known" lacks "$out" "$esc]8;"
	ok "terminal of 60 columns: as wide" [ "$(widest_text "$out")" -le 60 ]
	on_terminal 200 "$reader --latest --body"
	ok "terminal of 200 columns: 88 at most" [ "$(widest_text "$out")" -le 88 ]
	ok "terminal of 200 columns: more than 80" [ "$(widest_text "$out")" -gt 80 ]
	on_terminal 200 "$reader --latest --body --width 120"
	ok "--width wins" [ "$(widest_text "$out")" -gt 100 ]
	on_terminal 30 "$reader --list"
	ok "terminal of 30 columns: the list is cut" [ "$(widest "$out")" -le 30 ]
	NO_COLOR=1 on_terminal 60 "$reader --latest"
	ok "NO_COLOR: no colour" [ -z "$(grep -aE "$color" "$out")" ]
	ok "NO_COLOR: attributes stay" has "$out" "${esc}["
	NO_COLOR='' on_terminal 60 "$reader --latest"
	ok "an empty NO_COLOR: colour" grep -qaE "$color" "$out"
	mkdir -p "$folder/colors/cnai-read"
	printf 'theme:\n  link: "#5fafff"\n' >"$folder/colors/cnai-read/config.yaml"
	XDG_CONFIG_HOME=$folder/colors COLORTERM=truecolor \
		on_terminal 60 "$reader --latest"
	ok "a terminal of all colours: the one asked for" has "$out" "${esc}[38;2;95;175;255m"
	XDG_CONFIG_HOME=$folder/colors TERM=xterm-256color \
		on_terminal 60 "$reader --latest"
	ok "a terminal of 256 colours: the nearest of them" has "$out" "${esc}[38;5;75m"
	XDG_CONFIG_HOME=$folder/colors on_terminal 60 "$reader --latest"
	ok "a terminal of 8 colours: the nearest of them" has "$out" "${esc}[36m"
	TERM=dumb on_terminal 60 "$reader --latest"
	ok "TERM=dumb: plain text" without_controls "$out"
	TERM=dumb on_terminal 60 "$reader"
	ok "TERM=dumb without a mode: the list" same "$(grep -c '^[1-7]  ' "$out")" 7
	ok "TERM=dumb without a mode: a question" has "$out" 'cnai-read> '
	ok "TERM=dumb without a mode: no message" empty "$err"
	on_terminal 60 "$reader --latest --color never"
	ok "--color never: plain text" without_controls "$out"
	VTE_VERSION=7000 on_terminal 60 "$reader --latest"
	ok "a terminal that takes hyperlinks: written" has "$out" "$esc]8;"
	VTE_VERSION=4000 on_terminal 60 "$reader --latest"
	ok "one too old for them: not written" lacks "$out" "$esc]8;"
	VTE_VERSION=7000 TMUX=x on_terminal 60 "$reader --latest"
	ok "inside tmux: not written" lacks "$out" "$esc]8;"
	TERM_PROGRAM=tmux TERM_PROGRAM_VERSION=3.3a TMUX=x on_terminal 60 "$reader --latest"
	ok "inside tmux 3.3a: not written" lacks "$out" "$esc]8;"
	TERM_PROGRAM=tmux TERM_PROGRAM_VERSION=3.4 TMUX=x on_terminal 60 "$reader --latest"
	ok "inside tmux 3.4: written" has "$out" "$esc]8;"
	VTE_VERSION=7000 on_terminal 60 "$reader --latest --hyperlinks never"
	ok "--hyperlinks never: not written" lacks "$out" "$esc]8;"
	TERM=nonsense on_terminal 60 "$reader"
	ok "an unknown terminal: message" has "$out" \
		'cnai-read: cannot use the terminal: TERM is nonsense'
	ok "an unknown terminal: the list" same "$(grep -c 'CN AI (' "$out")" 6
	(unset TERM; on_terminal 60 "env -u TERM $reader")
	ok "no TERM: message" has "$out" \
		'cnai-read: cannot use the terminal: TERM is not set'
	ok "no TERM: the list" same "$(grep -c 'CN AI (' "$out")" 6
	on_terminal 60 "$CNAI_READ $folder/none"
	ok "a missing archive on a terminal: plain text" without_controls "$out"
fi
finish
