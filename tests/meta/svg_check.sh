#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The tool that makes pictures of the screen: what goes in, what comes out.
set -u
tool=${BUILD:-build}/tests/tools/ansi_to_svg
[ -x "$tool" ] || { echo "$tool is not built"; exit 77; }
failed=0

# draws WHAT INPUT PATTERN: the picture has a line that fits
draws() {
	local svg
	svg=$(printf '%b' "$2" | "$tool" 80 24 test)
	if grep -qE -- "$3" <<<"$svg"; then
		echo "ok - $1"
	else
		printf 'not ok - %s: no "%s" in:\n%s\n' "$1" "$3" "$svg"
		failed=1
	fi
}

place='x="14\.0" y="45\.5"'
draws "text stands in the first cell" 'a' "<text $place .*>a</text>"
draws "a row is 18 pixels high" '\nb' '<text x="14\.0" y="63\.5" .*>b</text>'
draws "a column is 8.4 pixels wide" '    c' '<text x="47\.6" .*>c</text>'
draws "a length is given in columns" 'abcd' 'textLength="33\.6"'
draws "wide characters take two" '漢x' 'x="14\.0" .*textLength="16\.8".*>漢<'
draws "what follows wide ones stands right of them" '漢x' 'x="30\.8" .*>x<'
draws "bold" '\033[1mbold' 'font-weight="bold">bold<'
draws "underlined" '\033[4mu' 'text-decoration="underline">u<'
draws "a named colour" '\033[31mred' 'fill="#F07178">red<'
draws "a colour of 256" '\033[38;5;196mred' 'fill="#FF0000">red<'
draws "an RGB colour" '\033[38;2;1;2;3mrgb' 'fill="#010203">rgb<'
draws "reset" '\033[1;31mx\033[0my' 'fill="#D8DEE4">y<'
draws "reversed text is dark on a light box" '\033[7mr' 'fill="#14191F">r<'
draws "the box is as wide as the text" '\033[7mrev ' '<rect .*width="33\.6" height="18\.0" fill="#D8DEE4"/>'
draws "markup is escaped" '<a&b>' '>&lt;a&amp;b&gt;<'
draws "controls are made visible" 'a\001b' '>a␁b<'
draws "other sequences draw nothing" '\033[2Jx\033' ">x</text>"
draws "nothing is drawn outside" "$(printf '%090d' 7)" 'textLength="672\.0".*>0{80}<'
exit $failed
