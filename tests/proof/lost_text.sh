#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Nothing lost, nothing invented: whether the page of each Markdown file says
# what cmark's HTML of it says, compared without white space.
# usage: lost_text.sh [--whole] [--widths "80 40"] [FOLDER or FILE...]
# Without names: the posts in archive/, and those in CNAI_UPSTREAM, if there
# are any, at widths 1, 20, 40, 80 and 120. A file's front matter is left out,
# but with --whole. Prints each file that differs, with the first place where
# it does, and each row that is wider than the page; then a table of the
# share. What these count as, because it is meant so:
#   on every page
#     bullets, numbers, rules, bars, marks of wrapped code, a table's lines and
#     repeated headers: decoration, no text
#     typographic marks, digits of sub and sup: what they were made from (each
#     page is also made without them); emoji names: as written
#     an image without text: its file's name; a link without text: its address
#     a film, a frame and the like: its title or its file's name
#     comments, processing instructions, CDATA, declarations, script, style,
#     head, title, template, svg, what has the attribute hidden: nothing; but
#     the tags alone of one in a paragraph that does not end there
#     a tag that never ends: nothing, as in browsers
#     controls and invisible characters: what the program shows in their stead
#   "dialect", tried where a file differs: what Hugo's Markdown has beyond
#   CommonMark is compared with cmark-gfm's HTML, if it is there
#     tables, struck text, tasks, footnotes (their marks are decoration)
#     shortcodes: taken out of the source for both sides
#     attributes {#id .class}, ": " before definitions: taken out for cmark-gfm
#     [!NOTE] at the head of an alert: its kind and title
set -u
cd "$(dirname "$0")/../.." || exit 2
: "${BUILD:=$PWD/build}"
compare=$BUILD/tests/tools/page_text
upstream=${CNAI_UPSTREAM:-../shared/upstream}
command -v cmark >/dev/null || { echo "cmark is not installed"; exit 77; }
[ -x "$compare" ] || { echo "$compare: no such program: run make test-programs"; exit 2; }
folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 1' HUP INT TERM
export LC_ALL=C.UTF-8

is_whole='' widths=''
while :; do
	case ${1-} in
	--whole) is_whole=1; shift ;;
	--widths) widths=$2; shift 2 ;;
	*) break ;;
	esac
done

# The Markdown of a post.
body() {
	if [ "$is_whole" ]; then cat "$1"; return; fi
	awk 'NR == 1 && /^(---|\+\+\+)\r?$/ { mark = substr($0, 1, 3); next }
	mark != "" { if (substr($0, 1, 3) == mark) mark = ""; next }
	{ print }' "$1"
}

without_shortcodes() {
	sed -E 's/\{\{[<%][^}]*[%>]\}\}//g' "$1"
}

# What means something to Hugo and nothing to cmark-gfm.
without_hugo() {
	sed -E 's/[ \t]*\{[#.][^}]*\}[ \t]*$//
		s/^:[ \t]+//
		s/^( *(> ?)+)\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][ \t]+([^ \t])/\1\u\L\3\E: \4/I
		s/^( *(> ?)+)\[!NOTE\][ \t]*$/\1Note\n\1/I
		s/^( *(> ?)+)\[!TIP\][ \t]*$/\1Tip\n\1/I
		s/^( *(> ?)+)\[!IMPORTANT\][ \t]*$/\1Important\n\1/I
		s/^( *(> ?)+)\[!WARNING\][ \t]*$/\1Warning\n\1/I
		s/^( *(> ?)+)\[!CAUTION\][ \t]*$/\1Caution\n\1/I' "$1"
}

html_of_dialect() {
	if command -v cmark-gfm >/dev/null; then
		cmark-gfm -e table -e strikethrough -e autolink -e tasklist \
			-e footnotes -t html --unsafe "$1"
	else
		cmark -t html --unsafe "$1"
	fi
}

# compare_file FILE: "WIDTH equal|dialect|different" for each width to
# $results; differences to standard output.
results=$folder/results differences=$folder/differences
: >"$results"
compare_file() {
	local width kind as_written='' as_dialect='' status
	body "$1" >"$folder/text.md"
	cmark -t html --unsafe "$folder/text.md" >"$folder/text.html"
	# shellcheck disable=SC2086
	"$compare" "$folder/text.html" "$folder/text.md" $widths >"$differences" 2>&1
	status=$?
	if [ $status -eq 1 ]; then
		cp "$differences" "$folder/first"
		as_written=$(awk '$1 == "width" { print $2 + 0 }' "$differences")
		without_shortcodes "$folder/text.md" >"$folder/dialect.md"
		without_hugo "$folder/dialect.md" >"$folder/reference.md"
		html_of_dialect "$folder/reference.md" >"$folder/text.html"
		# shellcheck disable=SC2086
		"$compare" "$folder/text.html" "$folder/dialect.md" $widths \
			>"$differences" 2>&1
		status=$?
		as_dialect=$(awk '$1 == "width" { print $2 + 0 }' "$differences")
		if [ $status -eq 1 ]; then
			echo "$1: not what cmark makes of it"
			cat "$folder/first"
			echo "  nor, as dialect, cmark-gfm:"
			cat "$differences"
		elif [ "${CNAI_DIALECT-}" ]; then
			echo "$1: dialect"
			cat "$folder/first"
		fi
	fi
	if [ $status -gt 1 ]; then
		echo "$1: page_text ended with $status"
		cat "$differences"
		as_written=$widths as_dialect=$widths
	fi
	for width in $widths; do
		kind=equal
		grep -qxF "$width" <<<"${as_written// /$'\n'}" && kind=dialect
		[ $kind = equal ] ||
			! grep -qxF "$width" <<<"${as_dialect// /$'\n'}" ||
			kind=different
		echo "$width $kind" >>"$results"
	done
}

# The files of the names given, one a line.
list_files() {
	local name
	for name; do
		if [ -d "$name" ]; then find "$name" -name '*.md' | sort
		else echo "$name"; fi
	done
}

if [ $# -eq 0 ]; then
	: "${widths:=1 20 40 80 120}"
	set -- archive
	[ -d "$upstream" ] && set -- archive "$upstream"
fi
: "${widths:=80 40}"
list_files "$@" >"$folder/files"
[ -s "$folder/files" ] || { echo "no Markdown files there"; exit 77; }
while IFS= read -r file; do compare_file "$file"; done <"$folder/files"

awk -v widths="$widths" '
{ all[$1]++; count[$1, $2]++ }
END {
	printf "%6s %9s %9s %9s %10s %9s\n", "width", "examples", "equal",
		"dialect", "different", "share"
	n = split(widths, list)
	for (i = 1; i <= n; i++) {
		w = list[i]
		same = count[w, "equal"] + count[w, "dialect"]
		bad += count[w, "different"]
		printf "%6d %9d %9d %9d %10d %8.2f%%\n", w, all[w],
			count[w, "equal"], count[w, "dialect"],
			count[w, "different"], 100 * same / all[w]
	}
	exit bad > 0
}' "$results"
