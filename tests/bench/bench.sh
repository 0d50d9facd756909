#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# How quick the program is ("make bench"), always beside another program that
# does the same or less on the same file in the same run: times of one machine
# mean nothing on the next, ratios do. Nothing is installed; what is missing
# is said to be missing.
# usage: bench.sh [WORD]     only rows whose name holds WORD
set -u
cd "$(dirname "$0")/../.." || exit 2
: "${CNAI_READ:=$PWD/build/cnai-read}"
[ -x "$CNAI_READ" ] || { echo "bench: $CNAI_READ is not built: run make" >&2; exit 1; }
upstream=${CNAI_UPSTREAM:-../shared/upstream}
only=${1-}
scratch=$(mktemp -d) || exit 2
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM
export LC_ALL=C.UTF-8 HOME=$scratch XDG_CONFIG_HOME=$scratch
unset CNAI_ARCHIVE

for tool in measure read_files; do
	"${CC:-cc}" -std=c17 -D_DEFAULT_SOURCE -D_XOPEN_SOURCE=700 -O2 \
		-o "$scratch/$tool" "tests/bench/$tool.c" || exit 1
done

library=$(dirname "$CNAI_READ")/libcnai.a
# shellcheck disable=SC2046
"${CC:-cc}" -std=c17 -D_XOPEN_SOURCE=700 -O2 -Iinclude \
	$(pkg-config --cflags libcmark) -o "$scratch/lay_out" tests/bench/lay_out.c \
	"$library" $(pkg-config --libs libcmark yaml-0.1) -lunistring || exit 1

# The same posts in the same order give the same input each time.
bodies() {
	awk 'FNR == 1 { fence = 0 } /^---$/ && fence < 2 { fence++; next } fence == 2' \
		archive/[0-9]*.md archive/July*.md
}

# grow FILE BYTES: repeats the posts' text up to at least BYTES
grow() {
	printf -- '---\ntitle: Grown\n---\n' >"$1"
	bodies >"$scratch/bodies"
	local size count
	size=$(wc -c <"$scratch/bodies")
	for ((count = 0; count * size < $2; count++)); do cat "$scratch/bodies"; done >>"$1"
}

# crowd FOLDER COUNT: an archive of COUNT posts, each like one of the real
# ones; one in a thousand holds a word that the others do not
crowd() {
	mkdir "$1"
	awk -v folder="$1" -v wanted="$2" '
	FNR == 1 { file++ }
	/^title:/ { title[file] = $0; sub(/"$/, "", title[file]); next }
	/^weight:/ { next }
	FNR == 1 { next }
	{ text[file] = text[file] $0 "\n" }
	END {
		for (i = 1; i <= wanted; i++) {
			post = (i - 1) % file + 1
			path = folder "/post_" i ".md"
			printf "---\n%s, number %d\"\nweight: %d\n%s", title[post], i, i, text[post] >path
			if (i % 1000 == 500) print "\nA zephyr blew." >path
			close(path)
		}
	}' archive/[0-9]*.md archive/July*.md
}

printf '%-34s %10s %10s %7s  %s\n' "what" "ours" "other" "ratio" "aim"

# row NAME OURS OTHER UNIT RATIO AIM: the aim is at most that ratio; "-" for none
row() {
	local verdict=
	if [ "$6" = - ]; then
		verdict=-
	elif awk -v r="$5" -v a="$6" 'BEGIN { exit !(r <= a) }'; then
		verdict="at most $6"
	else
		verdict="at most $6: MISSED"
	fi
	printf '%-34s %7s %s %7s %s %7s  %s\n' "$1" "$2" "$4" "$3" "$4" "$5" "$verdict"
}

# compare NAME ROUNDS TIME_AIM MEMORY_AIM COMMAND... -- COMMAND...: two rows
compare() {
	local name=$1 rounds=$2 time_aim=$3 memory_aim=$4 result
	shift 4
	[[ $name == *"$only"* ]] || return 0
	local other other_at=1
	for other; do
		other_at=$((other_at + 1))
		[ "$other" = -- ] && break
	done
	if ! command -v "${!other_at}" >/dev/null; then
		printf '%-34s %s is not installed: skipped\n' "$name" "${!other_at}"
		return 0
	fi
	result=$("$scratch/measure" "$rounds" "$@") || { echo "$name: failed"; return 0; }
	# milliseconds, ratio, KB and status of ours, then of the other
	# shellcheck disable=SC2086
	set -- $result
	if [ "$4" -ne 0 ] || [ "$8" -ne 0 ]; then
		echo "$name: exit status $4 and $8: not measured"
		return 0
	fi
	row "$name" "$(printf '%.2f' "$1")" "$(printf '%.2f' "$5")" ms "$(printf '%.2f' "$6")" "$time_aim"
	row "    peak memory" "$(megabytes "$3")" "$(megabytes "$7")" MB \
		"$(awk -v a="$3" -v b="$7" 'BEGIN { printf "%.2f", a / b }')" "$memory_aim"
}
megabytes() { awk -v kb="$1" 'BEGIN { printf "%.1f", kb / 1024 }'; }

latest=archive/July_latest_in_CNAI.md
compare "--latest | cat" 301 2 - "$CNAI_READ" --archive archive --latest -- cat $latest
compare "--latest | lowdown" 301 - - "$CNAI_READ" --archive archive --latest -- \
	lowdown -Tterm $latest
compare "--latest | glow" 21 - - "$CNAI_READ" --archive archive --latest -- glow $latest

paper=$upstream/wgs/cnai/whitepapers/cloudnativeai.md
if [ ! -r "$paper" ]; then
	paper=$scratch/paper.md
	grow "$paper" 75000
fi
grow "$scratch/large.md" 10000000
show() { printf '%s\n' "$CNAI_READ" --archive "$1" --width 80 --show 1; }
for size in "75 KB:$paper:101" "10 MB:$scratch/large.md:7"; do
	IFS=: read -r name file rounds <<<"$size"
	mapfile -t ours < <(show "$file")
	compare "--show of $name | cmark" "$rounds" 1.6 - "${ours[@]}" -- cmark -t html "$file"
	compare "--show of $name | lowdown" "$rounds" - 1 "${ours[@]}" -- \
		lowdown -Tterm --term-columns=80 "$file"
	compare "--show of $name | glow" 3 - - "${ours[@]}" -- glow -w 80 "$file"
done

# beside_cmark NAME AIM MODE ROUNDS FILE...: in one process, against the time
# cmark takes to parse the same
beside_cmark() {
	[[ $1 == *"$only"* ]] || return 0
	local result
	result=$("$scratch/lay_out" "${@:3}") || { echo "$1: failed"; return 0; }
	# shellcheck disable=SC2086
	set -- "$1" "$2" $result
	row "$1" "$(printf '%.2f' "$3")" "$(printf '%.2f' "$4")" ms \
		"$(printf '%.2f' "$5")" "$2"
}
beside_cmark "laying 75 KB out anew | its parse" 1 resize 201 "$paper"
name="5000 posts laid out | their parse"
if [[ $name == *"$only"* ]]; then
	crowd "$scratch/crowd" 5000
	beside_cmark "$name" 3 posts 7 "$scratch"/crowd/*.md
	rm -rf "$scratch/crowd"
fi

# memory_of_file NAME FILE: the peak while it is shown, beside its size
memory_of_file() {
	[[ $1 == *"$only"* ]] || return 0
	mapfile -t ours < <(show "$2")
	local kilobytes size
	kilobytes=$("$scratch/measure" 1 "${ours[@]}" -- true | awk 'NR == 1 { print $3 }')
	size=$(($(wc -c <"$2") / 1024))
	row "$1" "$(megabytes "$kilobytes")" "$(megabytes "$size")" MB \
		"$(awk -v a="$kilobytes" -v b="$size" 'BEGIN { printf "%.2f", a / b }')" 8
}
memory_of_file "memory for 10 MB | the file" "$scratch/large.md"

# The cost of an archive grows with its posts and with nothing else. Of memory
# 1 KB a post and 16 MB are allowed.
peak_limit() {
	[[ $1 == *"$only"* ]] || return 0
	local kilobytes
	kilobytes=$("$scratch/measure" 1 "${@:3}" -- true | awk '{ print $3 }')
	row "    peak memory, limit" "$(megabytes "$kilobytes")" \
		"$(megabytes $(($2 + 16384)))" MB \
		"$(awk -v a="$kilobytes" -v b=$(($2 + 16384)) 'BEGIN { printf "%.2f", a / b }')" 1
}

declare -A aims=([5000]=1.5 [100000]=1.3)
for count in 1000 5000 10000 100000; do
	folder=$scratch/crowd
	crowd "$folder" "$count"
	rounds=$((count < 100000 ? 40000 / count + 3 : 3))
	aim=${aims[$count]--}
	list=("$CNAI_READ" --archive "$folder" --list)
	compare "--list of $count | reading" $rounds "$aim" - "${list[@]}" -- \
		"$scratch/read_files" "$folder"
	peak_limit "--list of $count" "$count" "${list[@]}"
	search=("$CNAI_READ" --archive "$folder" --search zephyr)
	compare "--search of $count | reading" $rounds "$aim" - "${search[@]}" -- \
		"$scratch/read_files" "$folder"
	peak_limit "--search of $count" "$count" "${search[@]}"
	compare "--search of $count | rg -i -c" $rounds 1 - "${search[@]}" -- \
		rg -i -c --threads 2 zephyr "$folder"
	compare "--search, in one of 7 | reading" $rounds - - "$CNAI_READ" \
		--archive "$folder" --search wasmedge -- "$scratch/read_files" "$folder"
	rm -rf "$folder"
done

. tests/bench/keys.sh
