#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Texts of about half a megabyte that are full of one thing of Hugo's Markdown:
# a line repeated, or a beginning, repeated parts and an end.
cd "$(dirname "$0")/../.." || exit 2
. tests/support.sh

# repeat COUNT FORMAT: FORMAT so often, with its number for %d
repeat() {
	awk -v count="$1" -v format="$2" 'BEGIN {
		for (i = 0; i < count; i++) printf format, i
	}'
}

# make NAME COUNT: a text of about 10 bytes for each of COUNT
make_text() {
	local n=$2
	case $1 in
	footnotes) repeat $((n / 2)) 'a[^%d]\n\n'; repeat $((n / 2)) '[^%d]: b\n' ;;
	references) repeat $((n * 2)) 'a[^1] '; printf '\n\n[^1]: b\n' ;;
	chain) repeat $((n / 2)) '[^%d]: [^0] b\n'; printf '\n[^1]\n' ;;
	labels) repeat $((n * 5)) '[^' ;;
	definitions) repeat "$n" 'a\n: b\n\n' ;;
	deep) repeat $((n / 20)) '- '; printf 'a\n'; repeat $((n * 2)) ': b\n' ;;
	columns) repeat "$n" '|a'; echo '|'; repeat "$n" '|-'; echo '|'; repeat "$n" '|b' ;;
	short) repeat $((n / 2)) '|a'; echo '|'; repeat $((n / 2)) '|-'; echo '|'; repeat "$n" '|\n' ;;
	rows) printf '|a|b|\n|-|-|\n'; repeat "$n" '|c|~~d~~|\n' ;;
	tables) repeat $((n / 2)) '|a|\n|-|\n|b|\n\n' ;;
	rulers) printf 'a\n'; repeat "$n" '|-|-|\n' ;;
	quotes) repeat $((n / 4)) '>'; printf ' a\n'; repeat $((n / 2)) '|a|\n|-|\n\n' ;;
	cells) printf '|[a1]|\n|-|\n'; repeat $((n / 2)) '|[a%d]|\n'; repeat $((n / 2)) '\n[a%d]: /u' ;;
	struck) repeat "$n" '~~a ~b~ '; repeat "$n" 'c~~' ;;
	uneven) repeat $((n * 2)) '~a~~' ;;
	sites) repeat $((n * 2)) '(www.a' ;;
	schemes) repeat "$n" 'http://' ;;
	brackets) printf 'http://a.b/'; repeat $((n * 10)) ')' ;;
	entities) printf 'http://a.b/'; repeat $((n * 2)) '&a;' ;;
	mail) repeat $((n * 4)) 'a@' ;;
	escapes) repeat $((n * 4)) '\\\\~' ;;
	alerts) repeat $((n / 2)) '> [!NOTE] b\n> a\n\n' ;;
	attributes) printf '# a '; repeat $((n * 3)) '{.b ' ; echo '}' ;;
	headings) repeat "$n" '# a\n'; printf '\n'; repeat "$n" '[x](#a-5) ' ;;
	tasks) repeat "$n" '- [ ] a\n' ;;
	esac
}

# What grows faster than its input does not end in time here: 20 seconds is a
# hundred times what the slowest takes.
for name in footnotes references chain labels definitions deep columns short rows \
	tables rulers quotes cells struck uneven sites schemes brackets entities \
	mail escapes alerts attributes headings tasks; do
	make_text $name 50000 >"$folder/long.md"
	exits 0 "$name" --archive "$folder/long.md" --latest --width 80
done
finish
