#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Time and memory grow with the input and not faster: about 1 MB each of what
# makes parsers slow or deep, cmark's own pathological inputs among it.
# usage: linear_check.sh [--full]
# Without --full one of each kind, in some 15 seconds; with it all of them, in
# minutes, with the seconds and memory of each for people to read.
# What is aimed at is 2 seconds and 200 MB. The check allows 10 seconds of
# processor time, whatever else the machine does: what grows with the square of
# its input takes 100 times as long. It allows 230 MB of address space, in which
# the program itself counts too. (A sanitizer needs its own space.)
cd "$(dirname "$0")/../.." || exit 2
. tests/support.sh

is_full=
[ "${1-}" != --full ] || is_full=1
input=$folder/input.md
limit=230000
LC_ALL=C grep -aq __asan_init "$CNAI_READ" && limit=unlimited
shopt -s lastpipe # what meets() counts must be counted here
measure=()
[ ! "$is_full" ] || [ ! -x /usr/bin/time ] ||
	measure=(/usr/bin/time -q -f '%U s %M KB' -o "$folder/measured")

# The check itself: the limits are some, so that keeping to them says much.
if [ $limit != unlimited ]; then
	ok "the limit of memory is one" fails bash -c \
		"ulimit -v $limit && head -c 900000000 /dev/zero | tail -n 1" \
		>/dev/null 2>&1
fi

render() {
	(ulimit -v $limit -t 10
	"${measure[@]}" "$CNAI_READ" - --latest --body --width 80 \
		<"$input" >"$out" 2>"$err")
	status=$?
	LC_ALL=C grep -aqE 'Sanitizer|: runtime error: ' "$err" && status=99
	return 0
}

# meets NAME: prints what standard input holds.
meets() {
	{ echo; cat; } >"$input"
	render
	[ ! -s "$folder/measured" ] || echo "$(tail -n 1 "$folder/measured")  $1"
	ok "$1: exit status" same "$status" 0
	ok "$1: safe text" without_controls "$out"
}

# times COUNT TEXT: TEXT, in which "\n" is a line's end, so many times.
times() {
	awk -v count="$1" -v text="$2" 'BEGIN {
		for (i = 0; i < count; i++) printf "%s", text
	}'
}

# fill TEXT: the same up to 1 MB.
fill() {
	times $((1000000 / ${#1} + 1)) "$1"
}

# counted COUNT FORMAT: FORMAT for each number up to COUNT, which "%d" stands for.
counted() {
	awk -v count="$1" -v format="$2" 'BEGIN {
		parts = split(format, part, "%d")
		for (i = 1; i <= count; i++) {
			printf "%s", part[1]
			for (j = 2; j <= parts; j++) printf "%d%s", i, part[j]
		}
	}'
}

# pair OPEN MIDDLE CLOSE: nested, about 1 MB.
pair() {
	local count=$((1000000 / (${#1} + ${#3})))
	times $count "$1"; printf '%s' "$2"; times $count "$3"; echo
}

# What stands in one long line, in a cell, in lines of its own.
for text in '[' '[a](<b' '[^a]' '*a_ ' '**x [a*b**c*](d) ' '`a``b```c' '~~a ' '&a' \
	'<a href="' '<!--' '<i><b>' 'a@b.' 'http://a(' '{{< a >}}' ':a' '"a ' '<<a' \
	'&quot;' '\\"' $'a\u0301'; do
	fill "$text" | meets "$text, in a line"
done
for text in '[' '*a ' '~~a '; do
	{ printf '| a | b |\n|---|---|\n| '; fill "$text"; echo ' | b |'; } |
		meets "$text, in a cell"
	{ printf '| '; fill "$text"; printf ' | b |\n|---|---|\n| a | b |\n'; } |
		meets "$text, in a header"
done
for text in '1. a\n' '>\n\n' 'a\n: b\n\n' '|a|\n|-|\n|b|\n\n' '<tr><td>\n\n' \
	'{{< tab >}}\n\n' '- > '; do
	fill "$text" | meets "$text, in lines"
done

more_lines() {
	# What stands in one long line, and the same in a cell and in a quote.
	for text in '[' ']' '![' '![a](' '[a](<b' '[a](b' '[a](b "c' '[a][' '[^' '[^a]' \
		'[^a]: ' '*' '**' '_' '*a ' '**a ' '*a_ ' 'a**b' '**x [a*b**c*](d) ' '_a __b ' \
		'`a' '`a``b```c' '~~' '~~a ' '~a~~b' '|' '|a' '\\|' '&' '&a' '&#' '&#x' '<' \
		'<a' '<b>' '</b>' '<a href="' '<!--' '<?' '<!A' '<![CDATA[' '<div>' '<td>' \
		'<script>' '<i><b>' '<a@b' '<https:' 'https://' 'www.' 'a@' 'a@b.' 'http://a(' \
		'a.b-' '{{<' '{{%' '{{< a' '{{< a "' '{{< a >}}' '{{% a %}}' '{{</* a' \
		'{{< tab >}}' '{{< figure src="a" >}}' ':' ':a:' ':a' ':sparkles:' '::' '{#a}' \
		'{' '{#' '"' "'" '"a ' "'a " '--' '...' '<<' '\' 'x' '(' '()' $'a\u0301' \
		$'\u0301' '日' $'\u200d' '🧑‍🚀' $'\u202e' $'\x01'; do
		fill "$text" | meets "$text, in a line"
	done
	for text in '[' '*a ' '[^a]' '~~a ' '<b>' '`a' '{{< a >}}' '"a ' '&a' 'https://'; do
		{ printf '| a | b |\n|---|---|\n| '; fill "$text"; echo ' | b |'; } |
			meets "$text, in a cell"
		{ printf '| '; fill "$text"; printf ' | b |\n|---|---|\n| a | b |\n'; } |
			meets "$text, in a header"
		{ printf '> '; fill "$text"; } | meets "$text, in a quote"
		{ printf '# '; fill "$text"; } | meets "$text, in a heading"
	done

	# Lines.
	for text in '- \n' '-\n' '* a\n' '1. a\n' '> \n' '>\n\n' '# a\n' '#\n' 'a\n===\n' \
		'a\n---\n' '---\n' '```\n' '~~~\n' '    a\n' '\t\n' '\n' 'a\n' 'a  \n' 'a\\\n' \
		'|\n' '|a|\n' '| a |\n|---|\n' '|a|\n|-|\n|b|\n\n' 'a\n: b\n' ': b\n' \
		'a\n: b\n\n' '[a]: b\n' '[^a]: b\n' '[^a]\n\n' '- [ ] a\n' '> [!NOTE]\n' \
		'> [!NOTE] a\n> b\n\n' '{#a}\n' 'a\n{#a}\n' '<div>\n\n' '</div>\n\n' \
		'<table>\n\n' '<tr><td>\n\n' '<li>\n' '<p>a\n\n' '<pre>\n\n' '<!-- a\n' \
		'<details>\n\n' '<b>\n\n' '{{< a >}}\n' '{{< tab >}}\n\n' '{{% a %}}\n\n' \
		'{{< highlight >}}\n' '{{</ tab >}}\n' '+++\n' '![a](b)\n' '[a](b)\n\n' \
		'https://a.b/c\n' '> - ' '- > ' '- a\n\n  - b\n'; do
		fill "$text" | meets "$text, in lines"
	done
}
[ ! "$is_full" ] || more_lines

# Nested.
pair '[' a ']' | meets "brackets"
pair '*a **a ' b ' a** a*' | meets "emphasis"
pair '<b>' a '</b>' | meets "inline elements"
pair '<table><tr><td>' a '</td></tr></table>' | meets "tables of HTML"
pair '{{< tab >}}' a '{{< /tab >}}' | meets "shortcodes"
{ printf '[a]('; pair '(' b ')'; echo ')'; } | meets "parentheses in an address"
{ fill '>'; echo a; } | meets "quotes"
{ fill '* '; echo a; } | meets "lists on a line"
awk 'BEGIN { for (i = 1; i < 1400; i++) { for (j = 0; j < i; j++) printf "`"; printf "a" } }' |
	meets "backquotes of all lengths"
more_nested() {
	pair '[' a '](b)' | meets "links"
	pair '![' a '](b)' | meets "images"
	pair '*' a '*' | meets "stars around"
	pair '~~a ' b ' a~~' | meets "struck text"
	pair '<div>' a '</div>' | meets "block elements"
	pair '<ul><li>' a '</li></ul>' | meets "lists of HTML"
	pair '<blockquote>' a '</blockquote>' | meets "quotes of HTML"
	pair '{{% alert %}}' a '{{% /alert %}}' | meets "shortcodes of Markdown"
	pair '{{< alert >}}\n\n' a '\n\n{{< /alert >}}\n' | meets "shortcodes on lines"
	pair '(' a ')' | meets "parentheses"
	pair '"a ' b ' a"' | meets "quotation marks"
	{ fill '> '; echo a; } | meets "quotes with blanks"
	{ times 20000 '> '; echo a; fill 'b\n'; } | meets "a deep quote with lazy lines"
	{ fill '1. '; echo a; } | meets "numbered lists on a line"
	{ fill '- > '; echo a; } | meets "lists and quotes"
	{ fill '>- '; echo a; } | meets "quotes and lists"
	awk 'BEGIN { for (i = 0; i < 1400; i++) printf "%*s* a\n", i, "" }' |
		meets "lists by indentation"
	awk 'BEGIN { for (i = 1; i < 1400; i++) { for (j = 0; j < i; j++) printf "~"; printf "a " } }' |
		meets "tildes of all lengths"
	{ fill 'a'; printf '\n'; times 1000 '='; } | meets "a long heading"
}
[ ! "$is_full" ] || more_nested

# Many.
{ counted 50000 '[^%d] '; echo; echo; counted 50000 '[^%d]: a\n\n'; } |
	meets "50,000 footnotes"
{ times 100000 '[^a] '; printf '\n\n[^a]: b\n'; } | meets "100,000 references to a footnote"
{ printf '[^1]\n\n'; counted 30000 '[^%d]: [^%d1] [^1]\n\n'; } |
	meets "footnotes that refer to footnotes"
times 50000 'a\n: b\n\n' | meets "50,000 terms"
{ times 50000 '|a'; echo '|'; times 50000 '|-'; echo '|'; times 50000 '|b'; echo '|'; } |
	meets "50,000 columns"
{ printf '|a|\n|-|\n'; fill '|b|\n'; } | meets "250,000 rows"
{ printf '<table>'; times 4000 '<tr><td colspan=1000 rowspan=65534>a</td></tr>'; } |
	meets "wide cells of HTML"
{ counted 30000 '[%d]: /a\n'; echo; times 50000 '[1] b\n'; printf '|a|\n|-|\n'; } |
	meets "definitions, and lines above a table"
{ printf '[a]: '; times 50000 x; echo; echo; times 200000 '[a] '; } |
	meets "a long address often"
counted 50000 '# a%d {#b%d}\n' | meets "50,000 headings"
{ times 50000 '# a\n'; times 50000 '[b](#a) '; } | meets "headings of one name"
counted 60000 '<b%d>' | meets "60,000 names of tags"
counted 30000 '{{< s%d "a" b=c >}}' | meets "30,000 shortcodes"
{ printf '{{< a '; counted 80000 'b%d="c" '; echo '>}}'; } |
	meets "arguments of a shortcode"
head -c 1000000 /dev/zero | meets "zeros"
head -c 1000000 /dev/zero | tr '\0' '\377' | meets "invalid bytes"
more_of_many() {
	{ printf 'a\n'; times 50000 ': b\n\n'; } | meets "50,000 definitions"
	{ times 400000 'a\n'; echo ': b'; } | meets "a term of 400,000 lines"
	{ times 50000 '|a'; echo '|'; times 50000 '|-'; echo '|'; times 300000 '|\n'; } |
		meets "50,000 columns of rows without cells"
	{ printf '|a|b|\n|-|-|\n'; fill '|\\||`\\|`|\n'; } | meets "escaped pipes"
	{ printf '<table><tr>'; fill '<td rowspan=9999>'; } | meets "tall cells of HTML"
	{ counted 40000 '[%d]: /a "b"\n'; counted 40000 '[%d] '; } | meets "40,000 addresses"
	{ printf '[a]: /b "'; times 50000 x; printf '"\n\n'; times 100000 '![a] '; } |
		meets "a long title often"
	counted 50000 '[a](#b%d) ' | meets "50,000 links to headings"
	counted 50000 '<a c%d=d ' | meets "50,000 attributes"
	{ printf '<a '; counted 80000 'c%d=d '; echo '>a</a>'; } | meets "attributes of a tag"
	{ fill '{{< tab >}}'; fill '{{< /alert >}}'; } | meets "shortcodes that end others"
	{ printf -- '- '; times 50000 a; echo; fill '\n  b\n'; } | meets "a long item"
	counted 100000 '%d. a\n' | meets "100,000 numbers"
	fill '\\[' | meets "escapes"
	{ printf '```\n'; fill '\t'; } | meets "tabs in code"
}
[ ! "$is_full" ] || more_of_many
finish
