#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# --search: what it prints, in which order, and what it says of queries that
# make no sense, of posts that cannot be read and of large ones.
cd "$(dirname "$0")/../.." || exit 2
. tests/support.sh

posts=$folder/posts
mkdir -p "$posts/talks"
printf -- '---\ntitle: Talks\n---\n' >"$posts/talks/_index.md"
printf -- '---\ntitle: First\nweight: 1\ndate: 2024-01-01\ntags: [Meetup]\nauthor: Ann\n---\n\nA *cl*oud over the Stra&szlig;e. Another cloud.\n' \
	>"$posts/one.md"
printf -- '---\ntitle: A cloud\nweight: 2\ndate: 2024-03-01\ndescription: of a caf&eacute;\n---\n\nSee [here](https://example.org/cloud).\n' \
	>"$posts/two.md"
printf -- '---\ntitle: Third\nweight: 3\ndate: 2024-02-01\n---\n\n# Clouds\n\n日本語のニュース, ﬁnally.\n' \
	>"$posts/talks/three.md"

# finds QUERY PATH...: the paths of what is found, in order
finds() {
	local query=$1
	shift
	run --search "$query" --json "$posts"
	ok "$query: finds $*" same \
		"$(grep -oE '"path":"[^"]*"' "$out" | cut -d'"' -f4 | tr '\n' ' ')" \
		"${*:+$* }"
}
finds cloud two.md talks/three.md one.md
finds CLOUD
finds CLOUDS talks/three.md
finds STRASSE one.md
finds straße one.md
finds cafe two.md
finds '"cloud over"' one.md
finds 'cloud -over' two.md talks/three.md
finds 'over OR here' one.md two.md
finds ニュース talks/three.md
finds final talks/three.md
finds title:cloud two.md
finds tag:meetup one.md
finds author:ann one.md
finds section:talks talks/three.md
finds link:example.org two.md
finds example.org
finds 'after:2024-02 before:2024-03' talks/three.md
finds '/clouds?\b/ -/over|café/' talks/three.md

order() {
	run --search cloud --sort "$1" "$posts"
	ok "--sort $1" same "$(grep -oE '^[0-9]' "$out" | tr '\n' ' ')" "$2 "
}
order rank '2 3 1'
order weight '1 2 3'
order date '2 3 1'
exits 2 "--sort by nothing known" --search cloud --sort size "$posts"
ok "--sort by nothing known: message" has "$err" \
	"--sort takes rank, weight or date, not 'size'"
exits 2 "--sort without --search" --list --sort date "$posts"

exits 0 "--count" --search cloud --count "$posts"
ok "--count" same "$(cat "$out")" 3
exits 1 "--count of nothing" --search snow --count "$posts"
ok "--count of nothing" same "$(cat "$out" "$err")" 0
run --search cloud --count --json "$posts"
ok "--count --json" same "$(cat "$out")" '{"posts":3,"hits":4}'

run --search cloud --color always "$posts"
ok "every match in a snippet stands out" same \
	"$(LC_ALL=C grep -aoE $'\033\\[1mcloud' "$out" | wc -l)" 2
run --search ニュース --width 20 --color never "$posts"
ok "a snippet has its match" has "$out" 'ニュース'
if command -v jq >/dev/null; then
	run --search 'cloud OR ュ' --json "$posts"; cp "$out" "$folder/hits"
	for path in one.md talks/three.md; do
		"$CNAI_READ" --show "$path" --json "$posts" >"$folder/post"
		ok "--json: offsets are those of the text of $path" same \
			"$(jq -rs --arg path "$path" '.[0] as $post | .[1:][] |
				select(.path == $path) | .offsets[] |
				$post.text[.[0]:.[1]]' "$folder/post" "$folder/hits" |
				tr '\n' ' ')" \
			"$([ $path = one.md ] && echo 'cloud cloud ' || echo 'Cloud ュ ')"
	done
fi

# wrong NAME QUERY MESSAGE COLUMN: a message and a caret below that column
wrong() {
	exits 2 "$1" --search "$2" "$posts"
	ok "$1: message" has "$err" "cnai-read: cannot search: $3"
	ok "$1: caret" same "$(tail -n 1 "$err")" "$(printf '%*s^' $((3 + $4)) '')"
	ok "$1: nothing printed" empty "$out"
}
wrong "no such field" 'a tagg:b' "there is no field 'tagg': did you mean tag:?" 3
wrong "no such field yet" is:unread "there is no field 'is'" 1
wrong "a date that is none" 'after:May' 'after: needs a date' 7
wrong "OR alone" 'cloud OR' 'OR needs a term on both sides' 7
wrong "an open group" '日本 /a(b/' 'the ( is never closed' 8
wrong "an open expression" /etc/passwd 'the regular expression is not closed' 1
wrong "blanks" '  ' 'the query is empty' 1
wrong "only what to leave out" '-cloud' 'leaving words out looks for nothing' 1
exits 2 "an empty query" --search '' "$posts"
wrong "a long query" "$(printf 'word %.0s' {1..2000})" 'more than 100 terms' 31
exits 1 "a long word" --search "$(printf 'x%.0s' {1..10000})" "$posts"
wrong "a long expression" "/$(printf '(a|b)%.0s' {1..2000})/" \
	'the regular expression is too large' 2
wrong "controls" $'\033]0;x\a tagg:b' "there is no field 'tagg'" 8
ok "controls: made visible" without_controls "$err"

# An expression that takes for ever where readings are tried one by one.
{ printf -- '---\ntitle: Long\n---\n\n'; head -c 200000 /dev/zero | tr '\0' a; echo; } >"$posts/long.md"
exits 1 "(a+)+b" --search '/(a+)+b/' "$posts"
exits 0 "a*a*a*" --search '/(a*)*(a*)*(a|aa)*$/' --count "$posts"
rm "$posts/long.md"

if [ "$(id -u)" -ne 0 ]; then
	printf 'cloud\n' >"$posts/secret.md"; chmod 0 "$posts/secret.md"
else
	ln -s nowhere "$posts/secret.md"
fi
finds 'cannot OR shown OR nowhere'
ok "a post that cannot be read: message" has "$err" \
	'1 file could not be read, so not searched'
exits 3 "--links of it" --archive "$posts" --links secret.md
ok "--links of it: message" has "$err" 'cnai-read: cannot read the post: secret.md: '
run --list --json "$posts"
ok "--list --json: it is not readable" has "$out" '"readable":false'
rm -f "$posts/secret.md"

printf -- '---\ntitle: Input\n---\n\nA cloud.\n' >"$folder/input.md"
run --search cloud - <"$folder/input.md"
ok "standard input is searched" has "$out" 'Input  1 match'
run --search cloud "$folder/input.md"
ok "a file alone is searched" has "$out" 'Input  1 match'
finish
