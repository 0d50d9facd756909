#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# --check as editors use it, and the news that ship with the program.
cd "$(dirname "$0")/../.." || exit 2
. tests/support.sh
manual=man/cnai-read.1 news=archive

# The rules: one table, three places that must agree.
exits 0 "--check=help" --check=help
ok "--check=help: no message" empty "$err"
rules=$(awk '{ print $1 }' "$out")
ok "--check=help: many rules" [ "$(echo "$rules" | wc -l)" -ge 15 ]
ok "the manual documents each rule with its severity, in this order" same \
	"$(sed -n '/^\.Sh RULES/,/^\.Sh JSON/p' "$manual" |
		sed -nE 's/^\.It Cm (\S+) Pq (\S+)$/\1 \2/p')" \
	"$(awk '{ print $1, $2 }' "$out")"
ok "what the archive finds has rules as well" empty <(
	grep -rhoE -A3 'SEVERITY_(ERROR|WARNING),' src/archive |
		grep -oE '"[a-z0-9-]+"' | tr -d '"' | sort -u |
		grep -vxF "$rules")

# What ships: what is true of it and nothing else.
exits 0 "the news" --check "$news"
ok "the news: no message" empty "$err"
ok "the news: the last line counts" same "$(tail -n 1 "$out")" \
	'7 posts checked: 0 errors, 19 warnings'
ok "the news: links called here" same "$(grep -c 'link-text\]$' "$out")" 17
ok "the news: one post blamed for the order" same \
	"$(grep 'order\]$' "$out")" \
	"05_10_May_2024.md:6:9: warning: dated 2024-05-10, it stands above 13_17_May_2024.md, dated 2024-05-17: its weight should be larger than 9997 [order]"
ok "the news: no emoji has that name" same \
	"$(grep 'emoji\]$' "$out" | sed 's/: warning.*":opa:".*/ opa/')" \
	'12_19_April_2024.md:19:235 opa'
sed '$d' "$out" >"$folder/lines"
ok "the news: each line has the form compilers use" same \
	"$(grep -cE '^[^:]+\.md:[0-9]+:[0-9]+: (error|warning): .+ \[[a-z0-9-]+\]$' \
		"$folder/lines")" "$(wc -l <"$folder/lines")"
while IFS=: read -r file line column _; do
	# Columns are characters: what stands there is a link or :opa:.
	echo "$(sed -n "${line}p" "$news/$file" | cut -c "$column-" | cut -c 1-6)"
done < <(grep -E '(link-text|emoji)\]$' "$folder/lines") | sort | uniq -c |
	sed 's/^ *//' >"$folder/places"
ok "the news: the columns are right" same "$(cat "$folder/places")" \
	"$(printf '%s\n' '1 :opa: ' '17 [here]')"

# Choosing rules.
exits 0 "-all" --check=-all "$news"
ok "-all: nothing is found" same "$(cat "$out")" '7 posts checked: 0 errors, 0 warnings'
run --check=-all,+emoji "$news"
ok "-all,+emoji: one is found" same "$(wc -l <"$out")" 2
run --check=-link-text --archive "$news"
ok "-link-text: the others" same "$(wc -l <"$out")" 3
run --check "$news"
ok "--check DIR: a word behind it is the archive" same "$(wc -l <"$out")" 20
exits 2 "an unknown rule" --check=-link-txt "$news"
ok "an unknown rule: the nearest" has "$err" \
	"unknown rule 'link-txt' (did you mean link-text?)"
ok "an unknown rule: nothing printed" empty "$out"
exits 2 "an unknown rule, no archive" --check=+x "$folder/nowhere"
exits 2 "no sign" --check=emoji "$news"
exits 2 "no rules" --check= "$news"
exits 2 "with another mode" --check=help --list

# Errors, and their exit status.
mkdir "$folder/posts"
printf -- '---\ntitle: A\ndescription: x\nweight: 1\n---\n\n[a b](no.md)\n' \
	>"$folder/posts/a.md"
exits 4 "a broken link" --check "$folder/posts"
ok "a broken link: where" same "$(cat "$out")" "$(printf '%s\n' \
	'a.md:7:1: error: there is no file "no.md" for this link [link-target]' \
	'1 post checked: 1 error, 0 warnings')"
exits 0 "a broken link, not looked at" --check=-link-target "$folder/posts"
exits 4 "a broken link in a single post" --check "$folder/posts/a.md"
run --check --json "$folder/posts"
ok "--json" same "$(cat "$out")" \
	'{"path":"a.md","line":7,"column":1,"severity":"error","rule":"link-target","message":"there is no file \"no.md\" for this link"}'
ok "--json: exit status" same "$status" 4
run --check - <"$folder/posts/a.md"
ok "standard input: no file is looked for" same "$(cat "$out")" \
	'1 post checked: 0 errors, 0 warnings'
printf '[\033[31mhere](x)\nhere \302\233 [here](\033)' >"$folder/posts/b.md"
run --check "$folder/posts"
ok "control characters do not reach the terminal" without_controls "$out"

# Input that wants to be slow: each is some hundred thousand findings or more
# in one file, on one line or on many.
hostile() {
	awk -v text="$2" -v count="${3-200000}" \
		'BEGIN { for (i = 0; i < count; i++) printf "%s", text }' >"$folder/slow/a.md"
	run --check "$folder/slow"
	ok "in time: $1" [ "$status" -le 4 ]
}
mkdir "$folder/slow"
hostile "links on one line" '[here](x) '
hostile "links on many lines" '[here](x)\n'
hostile "links that are not where cmark says" '>[here](x)\n  [x\n'
hostile "nested images" '!['
hostile "emoji" ' :aa\\_b: :cc:'
hostile "shortcodes" '{{< a >}}'
hostile "shortcodes and their ends" '{{< a >}}{{< b >}}{{< /a >}}'
hostile "shortcodes that never end" '{{< "\\"'
hostile "headings" '# a\n'
hostile "headings in quotes" '> # a\n\n'
hostile "control characters" '\001 '
hostile "line ends" '\r'
hostile "dates in a heading" '# 1 May 2024 '
finish
