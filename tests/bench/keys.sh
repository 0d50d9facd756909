#!/usr/bin/env bash
# shellcheck disable=SC2154
# SPDX-License-Identifier: Apache-2.0
# What a key costs ("make bench", read by bench.sh): bytes to a terminal beside
# less and newsboat for the same act on the same text. less is given what
# --show prints, with its looks, and is run as "less -R"; its next link is a
# search for the number of one. newsboat is given the posts as a feed in a file,
# the descriptions in front of them, with text as wide as ours, and reads the
# feed once. It has no next link but in a list of the links, so that row has no
# aim. Neither shows line, per cent and heading at each key, and newsboat no
# description below its list.

keys_folder=$scratch/keys
mkdir "$keys_folder" "$keys_folder/long"
cp -R archive "$keys_folder/seven"
grow "$keys_folder/long/long.md" 75000
"${CC:-cc}" -std=c17 -D_DEFAULT_SOURCE -D_XOPEN_SOURCE=700 -O2 \
	-o "$scratch/keys_tool" tests/bench/keys.c || exit 1

# Keys for each program; acts that only one has are not compared.
keys_script() {
	case $1 in
	ours-long) printf '%s\n' 'type \r' '40 line-down j' '5 page-down \s' ;;
	less-long) printf '%s\n' '40 line-down j' '5 page-down \s' ;;
	newsboat-long) printf '%s\n' 'type \r' 'type \r' '40 line-down \eOB' '5 page-down \s' ;;
	ours-seven)
		for _ in 1 2 3 4 5 6 7; do
			printf '%s\n' '1 open \r' '1 back q' 'type \r' 'type \t' '3 next-link \t' \
				'type g' 'type q' 'type j'
		done
		;;
	less-seven)
		for _ in 1 2 3 4 5 6 7; do printf '%s\n' '1 open :n' '1 back :p' 'type :n'; done
		for _ in 1 2 3 4 5 6 7; do
			printf '%s\n' 'type g' 'type /\\[[0-9]' 'type \r' '3 next-link n' 'type :p'
		done
		;;
	newsboat-seven)
		printf '%s\n' 'type \r'
		for _ in 1 2 3 4 5 6 7; do
			printf '%s\n' '1 open \r' '1 back q' 'type \r' 'type u' \
				'3 next-link \eOB' 'type q' 'type q' 'type \eOB'
		done
		;;
	reaction) printf '%s\n' 'type \r' '20 j j' '5 Space \s' '1 G G' '1 g g' '20 Tab \t' \
		'9 ] ]' 'type /the' '1 /the \r' '20 n n' '1 t t' 'type q' '1 L L' ;;
	walk) for _ in 1 2 3 4 5 6 7; do
		printf '%s\n' 'type \r' '1 G G' '1 Tab \t' '1 L L' 'type q' 'type q' 'type j'
	done ;;
	esac
}

# The posts as a feed: feed FILE POST...
feed() {
	local post number=0
	{
		echo '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel>'
		echo '<title>News</title><link>file:///</link><description>-</description>'
		for post in "${@:2}"; do
			number=$((number + 1))
			printf '<item><title><![CDATA[%s]]></title><guid>%d</guid>' \
				"$("$CNAI_READ" "$post" --show 1 --json | jq -r .title)" $number
			printf '<pubDate>Mon, %02d Jul 2024 10:00:00 GMT</pubDate><description><![CDATA[' \
				$((28 - number))
			{
				"$CNAI_READ" "$post" --show 1 --json | jq -r '.description // ""'
				echo
				awk '/^---$/ && fence < 2 { fence++; next } fence == 2' "$post"
			} | cmark -t html --unsafe
			echo ']]></description></item>'
		done
		echo '</channel></rss>'
	} >"$1"
}

# In the order in which the list has them.
seven_posts() {
	"$CNAI_READ" --archive "$keys_folder/seven" --list --json |
		jq -r --arg folder "$keys_folder/seven" '$folder + "/" + .path'
}

# play COLUMNSxROWS SCRIPT COMMAND...: what keys.c prints, in $played
play() {
	keys_script "$2" >"$keys_folder/script"
	played=$(env -u LESS -u LESSOPEN -u VTE_VERSION -u TERM_PROGRAM -u TMUX \
		-u KITTY_WINDOW_ID -u KONSOLE_VERSION -u WT_SESSION \
		TERM=xterm-256color XDG_STATE_HOME="$scratch/state" \
		"$scratch/keys_tool" "$1" "$keys_folder/script" "${@:3}")
}

# figure ACT FIELD: 2 mean bytes, 3 most bytes, 4 median and 5 most time
figure() { awk -v act="$1" -v field="$2" '$1 == act { print $field }' <<<"$played"; }

declare -A keys_bytes
note_bytes() {
	local act
	for act in line-down page-down open back next-link; do
		[ -z "$(figure $act 2)" ] || keys_bytes[$1,$act]=$(figure $act 2)
	done
}

measure_less() {
	local size=$1 width=$2 post
	for post in 1 2 3 4 5 6 7; do
		"$CNAI_READ" --archive "$keys_folder/seven" --color always \
			--hyperlinks never --width "$width" --show $post >"$keys_folder/$post"
	done
	"$CNAI_READ" --archive "$keys_folder/long" --color always \
		--hyperlinks never --width "$width" --show 1 >"$keys_folder/text"
	play "$size" less-long less -R "$keys_folder/text"
	note_bytes "less,$size"
	play "$size" less-seven less -R "$keys_folder/seven/_index.md" \
		"$keys_folder"/[1-7]
	note_bytes "less,$size"
}

measure_newsboat() {
	local size=$1 width=$2 name
	printf '%s\n' 'refresh-on-startup yes' 'auto-reload no' "text-width $width" \
		>"$keys_folder/config"
	for name in long seven; do
		echo "file://$keys_folder/$name.xml" >"$keys_folder/urls"
		rm -f "$keys_folder/cache"*
		play "$size" newsboat-$name newsboat -u "$keys_folder/urls" \
			-c "$keys_folder/cache" -C "$keys_folder/config"
		note_bytes "newsboat,$size"
	done
}

# Beside the one that sends less, and beside the other without an aim.
bytes_rows() {
	local size=$1 act=$2 ours=${keys_bytes[ours,$1,$2]-} other better=
	[ -n "$ours" ] || { echo "$size $act: not measured"; return 0; }
	for other in less newsboat; do
		local bytes=${keys_bytes[$other,$size,$act]-0}
		[ "$bytes" -gt 0 ] || continue
		if [ -z "$better" ] || [ "$bytes" -lt "${keys_bytes[$better,$size,$act]}" ]; then
			better=$other
		fi
	done
	for other in less newsboat; do
		local bytes=${keys_bytes[$other,$size,$act]-0} aim=-
		[ "$bytes" -gt 0 ] || continue
		[ $other = "$better" ] && aim=1.2
		# Its list of links is not the same act.
		[ "$act" = next-link ] && { [ $other = less ] && aim=1.2 || aim=-; }
		row "$size ${act/-/ } | $other" "$ours" "$bytes" B \
			"$(ratio "$ours" "$bytes")" $aim
	done
}
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a / b }'; }

has_programs() {
	local program
	for program; do command -v "$program" >/dev/null || return 1; done
}

keys_rows() {
	local size=$1 width=$2 act tool
	play "$size" ours-long "$CNAI_READ" --no-state --archive "$keys_folder/long"
	note_bytes "ours,$size"
	local most
	most=$(figure line-down 3)
	play "$size" ours-seven "$CNAI_READ" --no-state --archive "$keys_folder/seven"
	note_bytes "ours,$size"
	for tool in less newsboat; do
		if ! command -v $tool >/dev/null; then
			printf '%-34s %s is not installed: skipped\n' "$size keys" $tool
		elif [ $tool = newsboat ] && [ ! -s "$keys_folder/seven.xml" ]; then
			printf '%-34s %s\n' "$size keys | newsboat" \
				"jq or cmark is not installed: skipped"
		else
			measure_$tool "$size" "$width"
		fi
	done
	for act in line-down page-down open back next-link; do
		bytes_rows "$size" $act
	done
	play "$size" ours-long "$CNAI_READ" --no-state --hyperlinks always \
		--archive "$keys_folder/long"
	note_bytes "linked,$size"
	for act in line-down page-down; do
		row "$size ${act/-/ }, OSC 8 | without" "${keys_bytes[linked,$size,$act]}" \
			"${keys_bytes[ours,$size,$act]}" B "$(ratio \
			"${keys_bytes[linked,$size,$act]}" "${keys_bytes[ours,$size,$act]}")" -
	done
	row "$size line down, most | limit" "$most" 150 B "$(ratio "$most" 150)" 1
}

reaction_rows() {
	local size=$1 act slowest=0 time
	play "$size" reaction "$CNAI_READ" --no-state --archive "$keys_folder/long"
	for act in j Space G g Tab ']' /the n t L; do
		time=$(figure "$act" 4)
		slowest=$(awk -v a="$slowest" -v b="$time" 'BEGIN { print (a > b ? a : b) }')
	done
	row "$size key in 75 KB, CPU | limit" "$slowest" 5.00 ms "$(ratio "$slowest" 5)" 1
	play "$size" walk "$CNAI_READ" --no-state --archive "$keys_folder/seven"
	local memory
	memory=$(awk '$1 == "memory" { print $2 }' <<<"$played")
	row "$size all seven read | limit" "$(megabytes "$memory")" 12.0 MB \
		"$(ratio "$memory" 12288)" 1
}

if [[ "keys 80x24 200x50 line down page down open back next link key" == *"$only"* ]]; then
	if has_programs newsboat cmark jq; then
		mapfile -t posts < <(seven_posts)
		feed "$keys_folder/seven.xml" "${posts[@]}"
		feed "$keys_folder/long.xml" "$keys_folder/long/long.md"
	fi
	keys_rows 80x24 78
	keys_rows 200x50 88
	reaction_rows 80x24
	reaction_rows 200x50
fi
