#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# --json: each line an object with exactly the promised members and types, as
# another program reads it.
cd "$(dirname "$0")/../.." || exit 2
command -v jq >/dev/null || { echo "jq is not installed"; exit 77; }
. tests/support.sh

posts=$folder/posts
mkdir -p "$posts/talks"
printf -- '---\ntitle: Talks\n---\n' >"$posts/talks/_index.md"
printf -- '---\ntitle: "A \\"quoted\\" \\e title"\ntype: news\ndate: 2024-04-19T12:00:00+02:00\nweight: -3\ntags: [one, "t\\two"]\n---\n\nBody [l\\&nk](https://example.org/?a=1&b=2).\n' \
	>"$posts/a.md"
printf -- '---\ntitle: B\ndraft: true\n---\n\nBad \xff\xfe bytes\x00 &#27; body.\n' \
	>"$posts/talks/b.md"
printf 'no front matter \xe2\x80\xa8 body\n' >"$posts/$(printf 'c\xff.md')"
printf -- '---\nweight: x\ntitle: D\n---\n\nBody.\n' >"$posts/d.md"

# objects FILTER: each line is one object for which the filter holds.
objects() {
	local lines
	lines=$(wc -l <"$out")
	[ "$lines" -gt 0 ] && without_controls "$out" &&
		same "$(jq -s length "$out")" "$lines" &&
		same "$(jq -c "select(($1) | not)" "$out")" ''
}
post='(.number | type == "number") and (.path | type == "string")
	and (.title | type == "string" and length > 0)
	and (.description | type == "string")
	and (.type | type == "string") and (.section | type == "string")
	and (.weight == null or (.weight | type == "number"))
	and (.date == null or (.date | test("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z$")))
	and (.lastmod == null or (.lastmod | type == "string"))
	and ([.tags, .authors, .categories, .hidden] |
		all(type == "array" and all(type == "string")))
	and (.language | type == "string")
	and (.draft | type == "boolean") and (.readable | type == "boolean")'
members='"authors","categories","date","description","draft","hidden","language","lastmod","number","path","readable","section","tags","title","type","weight"'
link='(keys == ["number","path","text","url"]) and (.number | type == "number")
	and ([.path, .text, .url] | all(type == "string"))'
place='. == null or (type == "number" and . >= 1)'
finding="(keys == [\"column\",\"line\",\"message\",\"path\",\"rule\",\"severity\"])
	and (.line | $place) and (.column | $place)
	and ([.path, .rule, .message] | all(type == \"string\"))
	and (.severity == \"error\" or .severity == \"warning\")"

for archive in archive "$posts"; do
	run --list --all --json "$archive"
	ok "--list $archive" objects "(keys == [$members]) and $post"
	run --latest --json "$archive"
	ok "--latest $archive" objects \
		"(keys == ([$members,\"text\"] | sort)) and $post and (.text | type == \"string\")"
	for number in 1 2 3 4; do
		run --show "$number" --all --json "$archive"
		ok "--show $number $archive" objects \
			"(keys == ([$members,\"text\"] | sort)) and .number == $number"
	done
	run --latest --summary --json "$archive"
	ok "--latest --summary $archive" objects "(keys == [$members])"
	run --archive "$archive" --links --json
	ok "--links $archive" objects "$link"
	run --search o --all --json "$archive"
	ok "--search $archive" objects "(keys == ([$members,\"snippet\",\"hits\",\"offsets\"] | sort))
		and $post and (.snippet | type == \"string\") and (.hits >= 1)"
done
run --check --json "$posts"
ok "--check" same "$status" 4
ok "--check" objects "$finding"
run --check --json archive
ok "--check of the news" objects "$finding and .severity == \"warning\""

run --list --all --json "$posts"
field() { jq -r --arg path "$1" "select(.path == \$path) | $2" "$out"; }
printf -- '---\ntitle: E\ndescription: |\n  Two\n  lines.\n\n---\n' >"$posts/e.md"
run --list --all --json "$posts"
ok "description: without the line end at its end" same \
	"$(field e.md '.description | tojson')" '"Two\nlines."'
rm "$posts/e.md"
run --list --all --json "$posts"
ok "weight" same "$(field a.md .weight)" -3
ok "no weight" same "$(field d.md .weight)" null
ok "date" same "$(field a.md .date)" 2024-04-19T10:00:00Z
ok "no date" same "$(field d.md .date)" null
ok "section" same "$(field talks/b.md .section)" Talks
ok "draft" same "$(field talks/b.md .draft)" true
ok "tags" same "$(field a.md '.tags | tojson')" '["one","t\two"]'
ok "title" same "$(field a.md '.title | tojson')" '"A \"quoted\" \u001b title"'
ok "a path that is not UTF-8" same "$(field $'c\xef\xbf\xbd.md' .draft)" false
run --links a.md --json "$posts"
ok "url" same "$(jq -r .url "$out")" 'https://example.org/?a=1&b=2'
ok "text" same "$(jq -r .text "$out")" 'l&nk'
run --archive archive --links --json
ok "70 links" same "$(wc -l <"$out")" 70
ok "46 addresses" same "$(jq -r .url "$out" | sort -u | wc -l)" 46
finish
