#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Files that nobody should meet: each must give a clear message or a visible
# replacement, never a crash, a hang or an escape sequence that is not ours,
# and the other posts must still be there.
cd "$(dirname "$0")/../.." || exit 2
. tests/support.sh

posts=$folder/posts
mkdir "$posts"
good='---\ntitle: Good post\nweight: 1\n---\n\nAll is well here.\n'
# shellcheck disable=SC2059
printf -- "$good" >"$posts/good.md"

# The check itself: it must see what it looks for.
for bytes in '\033[31m' '\xc2\x9b31m' '\x9b31m' 'a\007' '\x7f' 'a\tb' '\x00' '\r'; do
	# shellcheck disable=SC2059
	printf "$bytes" >"$folder/.sample"
	ok "controls are found: $bytes" fails without_controls "$folder/.sample"
done
printf 'Grüße, 日本, ␛\n' >"$folder/.sample"
ok "text is no control" without_controls "$folder/.sample"

# survives NAME FILE [WORD]: with FILE in the archive the list holds it and
# the good post, and everything that prints it ends well, says what is wrong
# only with words, and holds WORD.
survives() {
	local name=$1 file=$2 word=${3-}
	exits 0 "$name: --list" --list "$posts"
	ok "$name: the good post is there" has "$out" 'Good post'
	ok "$name: it is there itself" same "$(wc -l <"$out")" 2
	ok "$name: safe list" without_controls "$out"
	ok "$name: safe messages" without_controls "$err"
	exits "${expected_status:-0}" "$name: --show" --show "$file" "$posts"
	[ -z "$word" ] || ok "$name: shows $word" has "$out" "$word"
	ok "$name: safe text" without_controls "$out"
	ok "$name: safe messages of --show" without_controls "$err"
	run --show "$file" --color always --hyperlinks always --width 40 "$posts"
	LC_ALL=C sed -E $'s/\033\\[[0-9;]*m//g
		s/\033\\]8;[!-:<-~]*;[!-~]*(\007|\033\\\\)//g' "$out" >"$folder/.stripped"
	ok "$name: no escape sequence that is not ours" \
		without_controls "$folder/.stripped"
	for mode in "--search zzz" "--links $file" --check "--show $file --json"; do
		# shellcheck disable=SC2086
		run --archive "$posts" $mode
		ok "$name: $mode ends" [ "$status" -le 4 ]
		ok "$name: $mode is safe" without_controls "$out"
		ok "$name: messages of $mode are safe" without_controls "$err"
	done
}

# meets NAME FORMAT [WORD]: the same for a post made with printf.
meets() {
	# shellcheck disable=SC2059
	printf -- "$2" >"$posts/bad.md"
	survives "$1" bad.md "${3-}"
	rm -f "$posts/bad.md"
}

meets "empty file" ''
meets "one newline" '\n'
meets "no front matter" 'Just text.\n' 'Just text.'
meets "front matter alone" '---\ntitle: Alone\n---' 'Alone'
meets "front matter never closed" '---\ntitle: Open\n\nText.\n'
meets "broken YAML" '---\ntitle: [Broken\nweight: }\n---\n\nStill here.\n' 'Still here.'
meets "tabs in YAML" '---\n\ttitle: T\n---\n\nStill here.\n' 'Still here.'
meets "YAML list" '---\n- a\n---\n\nStill here.\n' 'Still here.'
meets "invalid UTF-8" '---\ntitle: T\n---\n\nBad \xff\xc0\x80\xed\xa0\x80 bytes.\n' '�'
meets "invalid UTF-8 in YAML" '---\ntitle: A\xffB\n---\n\nStill here.\n' 'Still here.'
meets "NUL" '---\ntitle: T\n---\n\nBefore\x00after.\n' 'after.'
meets "NUL in YAML" '---\ntitle: T\x00U\n---\n\nStill here.\n' 'Still here.'
meets "CR line ends" '---\rtitle: T\r---\r\rOld Mac.\r' 'Old Mac.'
meets "CRLF line ends" '---\r\ntitle: T\r\n---\r\n\r\nDOS text.\r\n' 'DOS text.'
meets "byte order mark" '\xef\xbb\xbf---\ntitle: Marked\n---\n\nStill here.\n' 'Marked'
meets "UTF-16" '\xff\xfeT\x00e\x00x\x00t\x00\n\x00'

# Control characters, as bytes and as what Markdown and YAML make of text.
attack='\033]0;owned\007\033[31m\xc2\x9b31m\x9b31m\x7f\b\r\xe2\x80\xae'
entities='&#27;]0;owned&#7;&#x1b;[31m&#x9b;31m&#127;&#8;&#13;&#x202e;&#xFFFE;&#0;'
for kind in raw entities; do
	text=$attack
	[ $kind = raw ] || text=$entities
	meets "controls ($kind) in text" "---\ntitle: T\n---\n\nA${text}Z\n" 'Z'
	meets "controls ($kind) in the title" "---\ntitle: 'A${text}Z'\n---\n\nText.\n"
	meets "controls ($kind) in a heading" "# A${text}Z\n\nText.\n"
	meets "controls ($kind) in code" "\`A${text}Z\`\n\n    A${text}Z\n\n\`\`\`x${text}\nA\n\`\`\`\n"
	meets "controls ($kind) in a URL" "[a](https://example.org/${text}Z) [b](<https://x/${text}>)\n"
	meets "controls ($kind) in HTML" "<p title='${text}'>A${text}Z</p>\n\nb<i>${text}</i>\n"
	meets "controls ($kind) in an image" "![A${text}Z](x${text} 'y${text}')\n"
done
meets "controls in YAML strings" '---\ntitle: "A\\e]0;owned\\a\\x9b31m\\u202eZ"\ndescription: "\\e[31m"\ntags: ["\\e[0m"]\n---\n\nText.\n'
name=$(printf 'a\033[31m\302\233b.md')
echo 'Text.' >"$posts/$name"
survives "controls in the file name" "$name" 'Text.'
rm -f "$posts/$name"
name=$(printf 'a\377\nb.md')
echo 'Text.' >"$posts/$name"
exits 0 "a file name with a line end: --list" --list "$posts"
ok "a file name with a line end: two lines" same "$(wc -l <"$out")" 2
ok "a file name with a line end: safe" without_controls "$out"
rm -f "$posts/$name"

# Large and deep.
yes 'A line of a post that is much too long to be read by anybody at all.' |
	head -c 10000000 >"$posts/bad.md"
survives "10 MB" bad.md 'much too long'
head -c 1000000 /dev/zero | tr '\0' 'x' >"$posts/bad.md"
survives "a line of 1 MB" bad.md xxxx
{ head -c 10000 /dev/zero | tr '\0' '>'; echo ' Deep inside.'; } >"$posts/bad.md"
survives "10,000 nested quotes" bad.md
for ((i = 0; i < 1000; i++)); do printf '%*s- x\n' $((i * 2)) ''; done >"$posts/bad.md"
survives "1,000 nested lists" bad.md x
for open in '[' '![' '**a ' '_a ' '<b>' '`' '&' '<!--' '(' '"'; do
	yes "$open" | head -n 50000 | tr -d '\n' >"$posts/bad.md"
	survives "50,000 times $open" bad.md
done
{ printf -- '---\ntitle: '; head -c 200000 /dev/zero | tr '\0' '['; printf '\n---\n\nStill here.\n'; } >"$posts/bad.md"
survives "YAML nested 200,000 deep" bad.md 'Still here.'
{ echo '---'; echo 'a: &a [x, x, x, x, x, x, x, x, x]'
	for pair in ab bc cd de ef fg gh hi; do
		b=${pair#?} a=${pair%?}
		echo "$b: &$b [*$a, *$a, *$a, *$a, *$a, *$a, *$a, *$a, *$a]"
	done; printf 'title: *i\ntags: *i\n---\n\nStill here.\n'; } >"$posts/bad.md"
survives "YAML aliases of aliases" bad.md 'Still here.'
rm -f "$posts/bad.md"

# Not files, or not readable: listed as such.
expected_status=3
mkfifo "$posts/bad.md"
survives "FIFO" bad.md 'FIFO'
exits 3 "FIFO as the archive" --list "$posts/bad.md"
rm "$posts/bad.md"
ln -s /dev/zero "$posts/bad.md"
survives "link to a device" bad.md 'device'
exits 3 "device as the archive" --list /dev/zero
rm "$posts/bad.md"
ln -s nowhere "$posts/bad.md"
survives "dangling link" bad.md 'No such file'
rm "$posts/bad.md"
ln -s bad.md "$posts/bad.md"
survives "link to itself" bad.md
rm "$posts/bad.md"
if command -v python3 >/dev/null && (cd "$posts" && python3 -c \
	'import socket; socket.socket(socket.AF_UNIX).bind("bad.md")') 2>/dev/null; then
	survives "socket" bad.md 'socket'
	rm "$posts/bad.md"
fi
if truncate -s 3G "$posts/bad.md" 2>/dev/null; then
	survives "sparse file of 3 GB" bad.md 'larger than 64 MB'
	exits 3 "3 GB as the archive" --list "$posts/bad.md"
	timeout 20 "$CNAI_READ" - <"$posts/bad.md" >"$out" 2>"$err"
	ok "3 GB on standard input" same $? 3
	rm "$posts/bad.md"
fi
timeout 20 "$CNAI_READ" - </dev/zero >"$out" 2>"$err"
ok "a device without an end on standard input" same $? 3
if [ "$(id -u)" -ne 0 ]; then
	echo x >"$posts/bad.md"; chmod 0 "$posts/bad.md"
	survives "unreadable file" bad.md 'Permission denied'
	rm -f "$posts/bad.md"
fi
expected_status=0

# Folders.
mkdir "$posts/folder.md"
exits 0 "a folder named as a post" --list "$posts"
ok "a folder named as a post: only the good post" same "$(wc -l <"$out")" 1
rmdir "$posts/folder.md"
mkdir -p "$posts/a/b"; ln -s ../.. "$posts/a/b/up"; ln -s . "$posts/a/here"
exits 0 "links in a circle" --list "$posts"
ok "links in a circle: the good post" has "$out" 'Good post'
rm -r "$posts/a"
deep=$posts
for ((i = 0; i < 300; i++)); do deep=$deep/d; done
mkdir -p "$deep"; echo 'Deep.' >"$deep/deep.md"
exits 0 "300 folders deep" --list "$posts"
ok "300 folders deep: both posts" same "$(wc -l <"$out")" 2
rm -r "$posts/d"

timeout 20 "$CNAI_READ" - </dev/null >"$out" 2>"$err"
ok "nothing on standard input" [ $? -le 1 ]
timeout 20 "$CNAI_READ" - <&- >"$out" 2>"$err"
ok "no standard input" same $? 3
printf '\033]0;owned\007\xff' | timeout 20 "$CNAI_READ" - >"$out" 2>"$err"
ok "controls on standard input" without_controls "$out"
exits 3 "a NUL-like name" --list "$(printf 'a\033[31mb')"
ok "a name with controls: safe message" without_controls "$err"
exits 1 "a search with controls" --search "$(printf 'a\033[31mb')" "$posts"
ok "a search with controls: safe message" without_controls "$err"
exits 1 "a post named with controls" --show "$(printf 'a\033[31mb')" "$posts"
ok "a post named with controls: safe message" without_controls "$err"
finish
