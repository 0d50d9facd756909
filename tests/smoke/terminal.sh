# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
# A real terminal for scripts: tmux with a server of its own, one window, a
# shell in it. Nothing waits for a time; it waits for what it wants to see,
# and gives up after TERMINAL_PATIENCE seconds.
#
# A test begins with terminal_begin. What only takes pictures does not: it ends
# with terminal_close itself.

# The sanitizers' build on a busy machine is slow to start.
: "${TERMINAL_PATIENCE:=60}"
terminal_socket=cnai-read-test-$$

terminal_tmux() { tmux -L "$terminal_socket" -f /dev/null "$@"; }

# terminal_open COLUMNS ROWS COMMAND: a window of that size that runs COMMAND
terminal_open() {
	unset TMUX
	terminal_tmux new-session -d -s main -x "$1" -y "$2" "$3" \; \
		set-option -g status off \; set-option -g default-terminal tmux-256color \; \
		set-option -g remain-on-exit on \; set-option -sg escape-time 0 \; \
		set-option -g window-size manual
}

terminal_close() { terminal_tmux kill-server 2>/dev/null; }

# terminal_begin: the program is there, in CNAI_READ, and a folder in scratch, with
# what the program remembers in it; both go with the test
terminal_begin() {
	command -v tmux >/dev/null || { echo "tmux is missing"; exit 77; }
	: "${CNAI_READ:=$PWD/build/cnai-read}"
	[ -x "$CNAI_READ" ] || { echo "$CNAI_READ is not built"; exit 1; }
	scratch=$(mktemp -d) || exit 2
	trap terminal_end EXIT
	trap 'exit 1' HUP INT TERM
	export LC_ALL=C.UTF-8
	export XDG_STATE_HOME=$scratch/state XDG_CONFIG_HOME=$scratch/config
}
terminal_end() { terminal_close; rm -rf "$scratch"; }

terminal_keys() { terminal_tmux send-keys -t main "$@"; }
# terminal_type TEXT: as typed, without looking for names of keys in it
terminal_type() { terminal_tmux send-keys -t main -l "$1"; }
# press WORD...: names of keys; what begins with "=" is text
press() {
	local word
	for word; do
		case $word in
		=*) terminal_type "${word#=}" ;;
		*) terminal_keys "$word" ;;
		esac
	done
}
terminal_resize() { terminal_tmux resize-window -t main -x "$1" -y "$2"; }
terminal_text() { terminal_tmux capture-pane -t main -p; }
terminal_format() { terminal_tmux display-message -t main -p "$1"; }

# terminal_keep FILE: what is shown, once it stays so for two looks
terminal_keep() {
	terminal_text >"$1"
	until terminal_text | cmp -s - "$1"; do terminal_text >"$1"; done
}

# terminal_until COMMAND...: runs it again and again until it succeeds
terminal_until() {
	local end=$((SECONDS + TERMINAL_PATIENCE))
	until "$@"; do
		[ $SECONDS -lt $end ] || return 1
		sleep 0.05
	done
}

failed=0

terminal_shows() { terminal_text | grep -qE -- "$1"; }
terminal_lacks() { ! terminal_shows "$1"; }

# verdict STATUS WHAT: counts it, and shows the screen where it is not as it
# should be
verdict() {
	if [ "$1" -eq 0 ]; then
		echo "ok - $2"
	else
		echo "not ok - $2; the screen:"
		terminal_text | sed 's/^/    |/'
		# shellcheck disable=SC2034 # of whoever sources this
		failed=1
		TERMINAL_PATIENCE=5 # what follows from it need not be waited for
	fi
}

# expect WHAT PATTERN: the screen comes to show it
expect() { terminal_until terminal_shows "$2"; verdict $? "$1"; }
expect_gone() { terminal_until terminal_lacks "$2"; verdict $? "$1"; }
# expect_that WHAT COMMAND...: it comes to succeed
expect_that() { local what=$1; shift; terminal_until "$@"; verdict $? "$what"; }

# trim TEXT: without the blanks around it, as in tables
trim() { local text=${1#"${1%%[! ]*}"}; printf '%s' "${text%"${text##*[! ]}"}"; }

is_gone() { ! kill -0 "$1" 2>/dev/null; }

# Types a command at the shell's prompt. The prompt is a fresh one: the screen
# was cleared, and nothing else puts "ready>" on it.
shell() {
	terminal_type "clear; $1"
	terminal_keys Enter
}
expect_prompt() { expect "$1" '^ready>$'; }
