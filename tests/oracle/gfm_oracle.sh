#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Whether tables, links, struck text, tasks and footnotes are what cmark-gfm,
# GitHub's own parser, makes of the same text: of the examples beside this
# script, and of the posts in CNAI_UPSTREAM where there are any. Prints how
# many of each kind there are, how many are the same, and those that are not.
# Then whether pages of the examples say what the parsers' HTML of them says.
# Posts are Hugo's: their shortcodes are taken out, and what HTML in them adds
# to the document is no difference.
# usage: gfm_oracle.sh [FILE.md...]
set -u
cd "$(dirname "$0")/../.." || exit 2
: "${BUILD:=$PWD/build}"
upstream=${CNAI_UPSTREAM:-../shared/upstream}
dump=$BUILD/tests/tools/dump_document
command -v cmark-gfm >/dev/null || { echo "cmark-gfm is not installed"; exit 77; }
[ -x "$dump" ] || { echo "$dump: no such program: run make test-programs"; exit 2; }
folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 1' HUP INT TERM
export LC_ALL=C.UTF-8
mkdir "$folder/examples"

awk -v folder="$folder/examples" '
/^=== / {
	if (path) close(path)
	path = sprintf("%s/%03d %s.md", folder, ++count, substr($0, 5))
	printf "" >path
	next
}
{ print >path }' tests/oracle/gfm_examples.txt

# Without the front matter and without shortcodes.
body() {
	awk 'FNR == 1 && /^---$/ { inside = 1; next }
	inside { if (/^---$/) inside = 0; next }
	{ gsub(/\{\{[<%][^}]*[%>]\}\}/, ""); print }' "$1"
}

# White space does not count, nor how the address of "www." begins, nor the
# numbers of footnotes, which one of the two has no text for.
plain() {
	sed -E 's/[⁰¹²³⁴⁵⁶⁷⁸⁹]//g; s/ |\xC2\xA0//g; s#https://www#http://www#; s/\t*$//'
}

# compare NAME FILE IS_STRICT: counts into $counts, differences to $differences
counts=$folder/counts differences=$folder/differences
: >"$counts"; : >"$differences"
compare() {
	"$dump" "$2" -i | plain >"$folder/ours"
	cmark-gfm -e table -e strikethrough -e autolink -e tasklist -e footnotes \
		-t xml "$2" | awk -f tests/oracle/gfm_items.awk | plain >"$folder/theirs"
	local kind
	for kind in row cell link struck task note; do
		grep "^$kind" "$folder/ours" >"$folder/a"
		grep "^$kind" "$folder/theirs" >"$folder/b"
		diff "$folder/b" "$folder/a" >"$folder/diff"
		[ "$3" = strict ] || sed -i '/^>/d' "$folder/diff"
		echo "$kind $(wc -l <"$folder/b") $(grep -c '^<' "$folder/diff") $(
			grep -c '^>' "$folder/diff")" >>"$counts"
		grep '^[<>]' "$folder/diff" | sed "s|^|$1: |" >>"$differences"
	done
}

table() {
	awk -v name="$1" '
	{ all[$1] += $2; missing[$1] += $3; more[$1] += $4 }
	END {
		split("row cell link struck task note", kinds)
		for (i = 1; i in kinds; i++) {
			k = kinds[i]
			printf "%-10s %-8s %6d %6d %6d %6d\n", name, k, all[k],
				all[k] - missing[k], missing[k], more[k]
		}
	}' "$counts"
	: >"$counts"
}

printf '%-10s %-8s %6s %6s %6s %6s\n' text kind theirs same only "only ours"
if [ $# -gt 0 ]; then
	for post; do
		body "$post" >"$folder/post.md"
		compare "${post##*/}" "$folder/post.md" strict
	done
	table files
else
	for example in "$folder"/examples/*.md; do
		name=${example##*/}
		compare "${name%.md}" "$example" strict
	done
	table examples
	tests/proof/lost_text.sh --whole --widths "80 40" "$folder/examples" \
		>"$folder/text"
	sed -n '/^ *width  *examples/,$p' "$folder/text"
	sed -n 's|^.*/examples/\(.*\)\.md: .*|\1: another text|p' "$folder/text" \
		>>"$differences"
	if [ -d "$upstream" ]; then
		while IFS= read -r post; do
			body "$post" >"$folder/post.md"
			compare "${post#"$upstream"/}" "$folder/post.md" html
		done < <(find "$upstream" -name '*.md' | sort)
		table posts
	fi
fi
grep -vE '\((Hugo|ours)\)' "$differences" >"$folder/unexplained"
explained=$(grep -cE '\((Hugo|ours)\)' "$differences")
cut -c 1-160 "$folder/unexplained" | head -n 60
echo "$explained differences are Hugo's or on purpose, $(wc -l <"$folder/unexplained") are not"
[ ! -s "$folder/unexplained" ]
