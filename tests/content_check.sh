#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Checks the posts of the archive.
# usage: tests/content_check.sh [ARCHIVE]     (default: archive in the repo root)
# With the upstream site at $CNAI_UPSTREAM (default: ../shared/upstream beside
# the repo) each post is also compared with the post of the same name there.

LC_ALL=C
export LC_ALL

root=$(cd "$(dirname "$0")/.." && pwd) || exit 1
dir=${1:-$root/archive}
real=${CNAI_UPSTREAM:-$root/../shared/upstream}/wgs/cnai/news

# file:weight, sorted by file name
posts='05_10_May_2024.md:9995
12_19_April_2024.md:10000
13_17_May_2024.md:9997
20_25_May_2024.md:9996
26_April_2024.md:9999
29_April_03_May_2024.md:9998
July_latest_in_CNAI.md:9994'
want_links=70
want_urls=46

passed=0 failed=0 skipped=0

# check NAME COMMAND...: one line of output, ok if the command succeeds
check() {
    name=$1
    shift
    if "$@" 2>/dev/null; then
        passed=$((passed + 1))
        echo "ok - $name"
    else
        failed=$((failed + 1))
        echo "not ok - $name"
    fi
}

# same A B: equal and not empty
same() { [ -n "$1" ] && [ "$1" = "$2" ]; }

# field KEY FILE: a front matter line with its key, to the letter
field() {
    awk -v key="$1:" '
        /^---$/ { if (++fence == 2) exit; next }
        fence == 1 && index($0, key) == 1 { print }' "$2"
}

# has_text KEY FILE: the key is there once and has a value (or a block below it)
has_text() {
    awk -v key="$1:" '
        /^---$/ { if (++fence == 2) exit; next }
        fence != 1 { next }
        index($0, key) == 1 {
            n++; v = substr($0, length(key) + 1)
            gsub(/[ "|]/, "", v); text = v != ""; block = v == ""; next
        }
        block && /^ +[^ ]/ { text = 1 }
        /^[^ ]/ { block = 0 }
        END { exit !(n == 1 && text) }' "$2"
}

# urls FILE...: the target of every inline link, in order
urls() { cat "$@" | grep -o ']([^)]*)' | sed -e 's/^](//' -e 's/)$//'; }

# words FILE...: the running text, one lower-case word a line; front matter
# keys, headings, links and bare URLs are left out
words() {
    sed -e '/^#/d' -e '/^---$/d' \
        -e '/^title:/d' -e '/^type:/d' -e '/^weight:/d' -e '/^description:/d' \
        -e 's/\[[^]]*]([^)]*)//g' -e 's,https*://[^ )]*,,g' "$@" |
        tr '[:upper:]' '[:lower:]' | tr -cs 'a-z0-9' '\n' | sed '/^$/d'
}

# no_run N A B: files of words A and B share no run of N words; prints the runs
no_run() {
    awk -v n="$1" '
        FNR == 1 { file++; split("", w) }
        {
            w[FNR] = $0
            if (FNR < n) next
            run = w[FNR - n + 1]
            for (i = FNR - n + 2; i <= FNR; i++) run = run " " w[i]
            if (file == 1) seen[run] = 1
            else if (run in seen) { print "# shared: " run; bad = 1 }
        }
        END { exit bad || file != 2 }' "$2" "$3"
}

utf8() { [ -s "$1" ] && iconv -f UTF-8 -t UTF-8 "$1" >/dev/null; }
lf_ends() { [ -s "$1" ] && ! grep -q "$(printf '\r')" "$1"; }
# the last byte is a newline and the last line is not empty
one_newline() { [ -s "$1" ] && [ -z "$(tail -c 1 "$1")" ] && [ -n "$(tail -n 1 "$1")" ]; }

tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
trap 'exit 1' HUP INT TERM

files=$(echo "$posts" | sed 's/:.*//')
check 'seven posts and _index.md, nothing else' \
    same "$(ls -A "$dir" 2>/dev/null)" "$(printf '%s\n_index.md' "$files")"

for post in $posts; do
    f=${post%:*}
    check "$f: weight ${post#*:}" same "$(field weight "$dir/$f" 2>/dev/null)" "weight: ${post#*:}"
    for key in title description type weight; do
        check "$f: has $key" has_text $key "$dir/$f"
    done
done

for f in $files _index.md; do
    check "$f: valid UTF-8" utf8 "$dir/$f"
    check "$f: LF line ends" lf_ends "$dir/$f"
    check "$f: ends with one newline" one_newline "$dir/$f"
done

urls "$dir"/*.md >"$tmp/urls" 2>/dev/null
check "$want_links links" [ "$(wc -l <"$tmp/urls")" -eq $want_links ]
check "$want_urls distinct URLs" [ "$(sort -u "$tmp/urls" | wc -l)" -eq $want_urls ]

if [ -d "$real" ]; then
    words "$real"/*.md >"$tmp/real"
    for f in $files; do
        for key in title weight; do
            check "$f: $key as upstream" same \
                "$(field $key "$dir/$f" 2>/dev/null)" "$(field $key "$real/$f" 2>/dev/null)"
        done
        check "$f: links as upstream" same \
            "$(urls "$dir/$f" 2>/dev/null)" "$(urls "$real/$f" 2>/dev/null)"
        words "$dir/$f" >"$tmp/own" 2>/dev/null
        check "$f: no 8 words in a row as upstream" no_run 8 "$tmp/real" "$tmp/own"
    done
else
    skipped=$((skipped + 1))
    echo 'skip: upstream not present'
fi

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
