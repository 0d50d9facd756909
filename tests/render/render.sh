#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The pages of tests/render/*.md as text: render.sh [--update]
# Compares them with the golden files, or writes these anew. A golden file
# holds the page at four widths and once with numbered links.
set -u
cd "$(dirname "$0")" || exit 2
BUILD=${BUILD:-build}
case $BUILD in /*) ;; *) BUILD=../../$BUILD ;; esac
render=$BUILD/tests/tools/render
export LC_ALL=C.UTF-8
status=0

pages() {
	local width
	for width in 20 40 80 120; do
		echo "== width $width"
		"$render" "$1" "$width" || exit 2
	done
	echo "== width 80, links"
	"$render" "$1" 80 --links || exit 2
}

[ -x "$render" ] || { echo "no $render: run make test-programs" >&2; exit 2; }
for input in *.md; do
	golden=${input%.md}.golden
	if [ "${1-}" = --update ]; then
		pages "$input" >"$golden" || status=2
	elif ! pages "$input" | diff -u --label "$golden" --label now "$golden" -; then
		status=1
	fi
done
exit $status
