#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What each mode prints, on the archive that ships and on a small one with
# everything in it.
cd "$(dirname "$0")/../.." || exit 2
. tests/support.sh
news=archive

small=$folder/small
mkdir -p "$small/talks"
printf -- '---\ntitle: Small\n---\n' >"$small/_index.md"
printf -- '---\ntitle: Talks\n---\n' >"$small/talks/_index.md"
cat >"$small/one.md" <<'END'
---
title: "First  post"
description: A *short* summary.
weight: 1
date: 2024-04-19
tags: [a, b]
---

Some **bold** text with [a link](https://example.org/one) and
<https://example.org/two>.
END
cat >"$small/talks/two.md" <<'END'
---
title: Second post
weight: 2
---

Text without anything to click. Needle.
END
cat >"$small/three.md" <<'END'
---
title: Not finished
draft: true
---

A draft.
END
# prints TEXT: exactly that was printed.
prints() { same "$(cat "$out")" "$1"; }

exits 0 "--list" --list "$small"
ok "--list" prints "$(printf '%s\n' '1  2024-04-19  First post' \
	'2              Second post · Talks')"
ok "--list: no message" empty "$err"
run --list --all "$small"
ok "--list --all" prints "$(printf '%s\n' '1  2024-04-19  First post' \
	'2              Second post · Talks' '3              Not finished  [draft]')"
run "$small"
ok "without a mode and a terminal: the list" same "$(head -n 1 "$out")" \
	'1  2024-04-19  First post'
run --list --width 20 "$small"
ok "--list --width 20: cut" prints "$(printf '%s\n' '1  2024-04-19  Firs…' \
	'2              Seco…')"
for width in 1 2 5 8 200; do
	exits 0 "--list --width $width" --list --width "$width" "$news"
	ok "--list --width $width: no line is wider" [ "$(widest "$out")" -le "$width" ]
	ok "--list --width $width: seven lines" same "$(wc -l <"$out")" 7
done
exits 0 "--list of the news" --list "$news"
ok "--list of the news: in order, not cut" same "$(head -n 1 "$out")" \
	'1  [July] Cloud Native AI Working Group: Latest Developments'

exits 0 "--latest" --latest "$small"
ok "--latest: no message" empty "$err"
for text in 'First  *post' 'A short summary.' 'Some bold text' \
	'1\] https://example.org/one' 'and https://example.org/two'; do
	ok "--latest: $text" grep -q "$text" "$out"
done
run --latest "$small"; cp "$out" "$folder/latest"
run -1 "$small"
ok "-1 is --latest" cmp -s "$out" "$folder/latest"
run --show one.md "$small"
ok "--show one.md" cmp -s "$out" "$folder/latest"
run --show 1 "$small"
ok "--show 1" cmp -s "$out" "$folder/latest"
run --show 'FIRST' "$small"
ok "--show FIRST" cmp -s "$out" "$folder/latest"
run "$small/one.md"
ok "a file alone: that post" has "$out" 'Some bold text'
run - <"$small/one.md"
ok "standard input: that post" has "$out" 'Some bold text'
run --summary --latest "$small"
ok "--summary: the description" has "$out" 'A short summary.'
ok "--summary: not the text" lacks "$out" 'Some bold'
run --body --latest "$small"
ok "--body: the text" has "$out" 'Some bold text'
ok "--body: not the description" lacks "$out" 'summary'
ok "--body: not the title" lacks "$out" 'First'
run --latest --hyperlinks always "$small"
ok "--hyperlinks: the link" has "$out" $'\033]8;'
ok "--hyperlinks: no list" lacks "$out" '1] https'
run --latest --hyperlinks always "$news"; cp "$out" "$folder/links"
ok "--hyperlinks: as many closed as opened" same \
	"$(LC_ALL=C grep -aoE $'\033]8;;(\033|\007)' "$folder/links" | wc -l)" \
	"$(LC_ALL=C grep -aoE $'\033]8;[^;]*;[a-z]+:' "$folder/links" | wc -l)"
for width in 1 20 200; do
	exits 0 "--latest --width $width" --latest --width "$width" "$news"
	ok "--latest --width $width: no line is wider" [ "$(widest "$out")" -le "$width" ]
done
printf '# Caf\303\251 \302\275\n\n| a \342\211\245 b | c |\n|---|---|\n| 1 | 2 |\n' >"$folder/signs.md"
LC_ALL=C run --body --show 1 "$folder/signs.md"
ok "a locale without UTF-8: its characters, in columns" same "$(cat "$out")" \
	"$(printf '%s\n' 'Cafe 1/2' '========' '' 'a >= b  c' '------  -' '1       2')"
exits 0 "--latest of the news" --latest "$news"
ok "--latest of the news: 80 columns" [ "$(widest_text "$out")" -le 80 ]
ok "--latest of the news: the July post" has "$out" '[July] Cloud Native AI'

exits 1 "--show of nothing" --show nonsense "$small"
ok "--show of nothing: message" same "$(cat "$err")" \
	"cnai-read: no post fits 'nonsense': see cnai-read $small --list, or try --all for hidden posts"
ok "--show of nothing: nothing printed" empty "$out"
for number in 0 -1 99 99999999999999999999999; do
	exits 1 "--show $number" --show "$number" "$news"
	ok "--show $number: message" same "$(cat "$err")" \
		"cnai-read: there is no post $number: the archive has 7"
done
run --show 2 "$news"; cp "$out" "$folder/second"
for path in "$news/05_10_May_2024.md" "$PWD/$news/05_10_May_2024.md" \
	"../${PWD##*/}/$news/05_10_May_2024.md" 05_10_May_2024; do
	exits 0 "--show $path" --show "$path"
	ok "--show $path: that post" cmp -s "$out" "$folder/second"
done
exits 1 "--show of a file that is no post" --show /dev/null "$news"
exits 1 "--show of another file" --show README.md "$news"
exits 1 "--show of several" --show post "$small"
ok "--show of several: message" has "$err" "cnai-read: 'post' fits 2 posts"
ok "--show of several: them" has "$err" 'Second post'
exits 1 "--show of a hidden one" --show unfinished "$small"
ok "--show of a hidden one: remedy" has "$err" '--all'
exits 0 "--show --all" --show 'not finished' --all "$small"

exits 0 "--search" --search needle "$small"
ok "--search" prints "$(printf '%s\n' \
	'2              Second post · Talks  1 match' \
	'    Text without anything to click. Needle.')"
run --search needle --color always "$small"
ok "--search --color always: the match stands out" grep -qaE \
	$'\033\\[[0-9;]*mNeedle\033' "$out"
run --search needle --width 24 "$small"
ok "--search --width 24: the snippet has two lines" same "$(tail -n +2 "$out")" \
	"$(printf '    %s\n' '…without anything to' 'click. Needle.')"
exits 1 "--search for what is not there" --search haystack "$small"
ok "--search for what is not there: message" same "$(cat "$err")" \
	'cnai-read: nothing found: haystack'
ok "--search for what is not there: nothing printed" empty "$out"
exits 0 "--search in the news" --search kubernetes "$news"

exits 0 "--links POST" --links 1 "$small"
ok "--links POST" prints "$(printf '%s\n' '  1  a link' \
	'     https://example.org/one' '  2  https://example.org/two')"
exits 0 "--links of all" --archive "$small" --links
ok "--links of all: below the titles" same "$(head -n 1 "$out")" \
	'Post 1  2024-04-19  First post'
ok "--links of all: no post without links" lacks "$out" 'Second'
exits 1 "--links of a post without any" --links 2 "$small"
ok "--links of a post without any: message" same "$(cat "$err")" \
	'cnai-read: no links found'
run --archive "$news" --links
ok "--links of the news: all 70" same \
	"$(grep -cE '^ *[0-9]+  http|^     http' "$out")" 70
ok "--links of the news: a blank line between the posts" same \
	"$(grep -c '^$' "$out") $(awk '/^Post /&&NR>1&&last!=""{n++} {last=$0} END{print n+0}' "$out")" \
	"$(($(grep -c '^Post [0-9]' "$out") - 1)) 0"
ok "--links of the news: each address" same \
	"$(grep -oE 'https?://[^ ]*$' "$out" | sort -u | wc -l)" 46

exits 0 "--check of the news" --check "$news"
ok "--check of the news: no error" grep -qE \
	'^7 posts checked: 0 errors, [0-9]+ warnings?$' "$out"
printf -- '---\ntitle: [\n---\n\nStill here.\n' >"$small/bad.md"
exits 4 "--check of a broken post" --check "$small"
ok "--check of a broken post: the place" grep -qE \
	'^bad\.md:[0-9]+(:[0-9]+)?: error: .* \[front-matter\]$' "$out"
ok "--check of a broken post: the count" grep -qE \
	'^4 posts checked: 1 error, [0-9]+ warnings?$' "$out"
exits 0 "--list with a broken post" --list "$small"
ok "--list with a broken post: it is there" same "$(wc -l <"$out")" 3
ok "--list with a broken post: message" same "$(cat "$err")" \
	"cnai-read: 1 file has problems: see cnai-read $small --check"
cp -r "$small" "$folder/it's small"
run --list "$folder/it's small"
ok "--list with a broken post: a name for the shell" same "$(cat "$err")" \
	"cnai-read: 1 file has problems: see cnai-read '$folder/it'\\''s small' --check"
cp -r "$small" "$folder/-x"
(cd "$folder" && timeout 20 "$CNAI_READ" --list --archive=-x 2>"$err" >"$out")
ok "--list with a broken post: a name like an option" has "$err" \
	'see cnai-read --archive -x --check'
(cd "$folder" && CNAI_ARCHIVE=-x timeout 20 "$CNAI_READ" --list 2>"$err" >"$out")
ok "--list with a broken post: an archive that is found again" has "$err" \
	'see cnai-read --check'
exits 0 "--show of a broken post" --show bad.md "$small"
ok "--show of a broken post: its text" has "$out" 'Still here.'
ok "--show of a broken post: what is wrong" has "$err" 'bad.md:'

mkdir "$folder/empty"
for mode in --list --latest '--show 1' '--search x' --links --check ''; do
	# shellcheck disable=SC2086
	exits 1 "empty archive $mode" --archive "$folder/empty" $mode
	ok "empty archive $mode: message" has "$err" 'cnai-read: no posts in the archive'
done
mkdir "$folder/drafts"; cp "$small/three.md" "$folder/drafts"
exits 1 "only drafts" --list "$folder/drafts"
ok "only drafts: remedy" has "$err" '--all'

# What is left as it is written, in all that one run prints.
printf -- '---\ntitle: T\ndescription: "x -- :tada:"\n---\n"a" :tada:\n' >"$folder/plain.md"
run --latest --no-smart "$folder/plain.md"
ok "--no-smart: straight quotes and dashes" has "$out" '"a" 🎉'
ok "--no-smart: in the description" has "$out" 'x -- 🎉'
run --latest --no-emoji "$folder/plain.md"
ok "--no-emoji: the names" has "$out" '“a” :tada:'
run --search ':tada:' --no-emoji "$folder/plain.md"
ok "--no-emoji: what is searched is what is read" has "$out" ':tada:'
mkdir -p "$XDG_CONFIG_HOME/cnai-read"
printf 'emoji: false\nsmart-quotes: false\n' >"$XDG_CONFIG_HOME/cnai-read/config.yaml"
run --latest "$folder/plain.md"
ok "the configuration turns both off" has "$out" '"a" :tada:'
rm "$XDG_CONFIG_HOME/cnai-read/config.yaml"
finish
