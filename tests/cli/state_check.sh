#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What is remembered, by the modes that print: --new, --mark-read, --no-state.
cd "$(dirname "$0")/../.." || exit 2
. tests/support.sh
export XDG_STATE_HOME=$folder/state
file=$XDG_STATE_HOME/cnai-read/state.db

news=$folder/news
mkdir "$news"
for number in 1 2 3; do
	printf -- '---\ntitle: Post %s\nweight: %s\n---\nText %s.\n' \
		$number $number $number >"$news/$number.md"
done
prints() { same "$(cat "$out")" "$1"; }

for mode in --latest --list "--show 1" "--search text" --links --check; do
	# shellcheck disable=SC2086 # a mode and its argument
	run $mode "$news"
done
ok "what only prints opens no state" [ ! -e "$XDG_STATE_HOME" ]

exits 0 "--new, never visited" --new "$news"
ok "--new: all" prints "$(printf '1  Post 1\n2  Post 2\n3  Post 3')"
exits 0 "--mark-read" --mark-read 2 "$news"
ok "--mark-read says which" prints 'marked as read: 2  Post 2'
run --mark-read 'post 2' "$news"
ok "--mark-read again" prints 'was read already: 2  Post 2'
run --new "$news"
ok "--new: what is left" prints "$(printf '1  Post 1\n3  Post 3')"
run --new --json "$news"
ok "--new --json" same "$(grep -c '"title":"Post [13]"' "$out")" 2
exits 1 "--mark-read of no post" --mark-read 9 "$news"
exits 2 "--mark-read without a post" "$news" --mark-read

mv "$news/2.md" "$news/two.md"
mkdir "$folder/link" && ln -s "$news" "$folder/link/news"
run --new "$folder/link/news"
ok "a moved post, by another way to the archive" \
	prints "$(printf '1  Post 1\n3  Post 3')"
exits 0 "--no-state" --new --no-state "$news"
ok "--no-state recalls nothing" same "$(wc -l <"$out")" 3
exits 2 "--mark-read --no-state" --mark-read 1 --no-state "$news"

exits 0 "--mark-read all" --mark-read all "$news"
ok "--mark-read all says how many" prints '2 posts marked as read'
exits 1 "--new with nothing" --new "$news"
ok "--new with nothing prints nothing" empty "$out"
run --mark-read all "$news"
ok "--mark-read all again" prints 'all posts were read already'
printf -- '---\ntitle: Post 4\n---\n' >"$news/4.md"
exits 0 "--new after one came" --new "$news"
ok "--new: what came" prints '4  Post 4'

printf 'no database, whatever its name says; long enough to be read' >"$file"
cp "$file" "$folder/before"
exits 5 "--mark-read with a broken file" --mark-read 1 "$news"
ok "what is wrong and its remedy, and nothing of a session" \
	grep -q 'state.db: .*: move the file away to begin a new one$' "$err"
ok "it is said" has "$err" "$file"
ok "it prints nothing" empty "$out"
exits 0 "--new with a broken file" --new "$news"
ok "the file stays as it is" cmp -s "$file" "$folder/before"
exits 2 "--mark-read of standard input" --mark-read 1 - <"$news/1.md"
finish
