#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Makes the pictures in docs/ from the program itself, running in a terminal
# of 80 by 24 on the archive that ships with it.
# usage: screenshots.sh [FOLDER]     (default: docs)
set -u
cd "$(dirname "$0")/../.." || exit 2
. tests/smoke/terminal.sh
folder=${1:-docs}
columns=80 rows=24
: "${BUILD:=build}"
"${MAKE:-make}" -s BUILD="$BUILD" "$BUILD/cnai-read" "$BUILD/tests/tools/ansi_to_svg" || exit 1

home=$(mktemp -d) || exit 2
trap 'terminal_close; rm -rf "$home"' EXIT
trap 'exit 1' HUP INT TERM
export LC_ALL=C.UTF-8 HOME=$home XDG_CONFIG_HOME=$home COLORTERM=
unset NO_COLOR CNAI_ARCHIVE BROWSER

# ready PATTERN: waits until the screen shows it, and ends in tears if not
ready() {
	terminal_until terminal_shows "$1" && return
	echo "screenshots: no \"$1\" on this screen:" >&2
	terminal_text >&2
	exit 1
}

# picture NAME: what the screen shows now becomes FOLDER/NAME.svg
picture() {
	terminal_tmux capture-pane -t main -e -N -p |
		"$BUILD/tests/tools/ansi_to_svg" $columns $rows "cnai-read" >"$home/picture.svg" &&
		mv "$home/picture.svg" "$folder/$1.svg" && echo "screenshots: $folder/$1.svg"
}

mkdir -p "$folder" || exit 1
terminal_open $columns $rows "exec $BUILD/cnai-read --archive archive" || exit 1
ready 'Latest Developments'
picture screenshot-list
terminal_keys Enter
ready 'Key Developments'
terminal_keys Tab
ready 'youtube.com/watch'
picture screenshot-reader
terminal_keys q
ready 'April'
terminal_keys /
terminal_type 'white paper'
ready 'white paper.*'
ready '[0-9]'
picture screenshot-search
terminal_keys Q
