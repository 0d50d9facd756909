#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Where the archive is looked for, in which order, and what is said if it is
# not there.
cd "$(dirname "$0")/../.." || exit 2
. tests/support.sh

# made NAME: an archive of one post called NAME.
made() {
	mkdir -p "$folder/$1"
	printf -- '---\ntitle: %s\n---\n\nText.\n' "$1" >"$folder/$1/post.md"
}
lists() { same "$(sed 's/^ *[0-9]* *//' "$out")" "$1"; }
made option; made variable; made setting; made moved
export XDG_CONFIG_HOME=$folder/config
mkdir -p "$XDG_CONFIG_HOME/cnai-read"

run --list
ok "run from the source tree: its archive" [ "$(wc -l <"$out")" -eq 7 ]
(cd / && timeout 20 "$CNAI_READ" --list) >"$out" 2>"$err"
ok "from elsewhere too" [ "$(wc -l <"$out")" -eq 7 ]

echo "archive: $folder/setting" >"$XDG_CONFIG_HOME/cnai-read/config.yaml"
run --list
ok "the configuration before the source tree" lists setting
CNAI_ARCHIVE=$folder/variable run --list
ok "CNAI_ARCHIVE before the configuration" lists variable
CNAI_ARCHIVE='' run --list
ok "an empty CNAI_ARCHIVE is none" lists setting
CNAI_ARCHIVE=$folder/variable run --list --archive "$folder/option"
ok "--archive before CNAI_ARCHIVE" lists option
CNAI_ARCHIVE=$folder/variable run --list "$folder/option"
ok "a name alone is the same" lists option

mkdir -p "$folder/tree/bin" "$folder/tree/share/cnai-read"
cp "$CNAI_READ" "$folder/tree/bin/cnai-read"
cp -r "$folder/moved" "$folder/tree/share/cnai-read/archive"
rm "$XDG_CONFIG_HOME/cnai-read/config.yaml"
(cd / && timeout 20 "$folder/tree/bin/cnai-read" --list) >"$out" 2>"$err"
ok "an installation that was moved" lists moved

rm -r "$folder/tree/share"
(cd / && timeout 20 "$folder/tree/bin/cnai-read" --list) >"$out" 2>"$err"
status=$?
if [ "$status" -ne 0 ]; then # else one is installed on this machine
	ok "no archive at all: exit status" same "$status" 3
	ok "no archive at all: nothing printed" empty "$out"
	for place in 'cnai-read: no archive was found' '  --archive: not given' \
		'  CNAI_ARCHIVE: not set' "  $XDG_CONFIG_HOME/cnai-read/config.yaml: No such file or directory" \
		"  $folder/tree/share/cnai-read/archive: No such file or directory" \
		'cnai-read --archive DIR'; do
		ok "no archive at all: says what was tried" has "$err" "$place"
	done
fi

exits 3 "a missing archive" --list --archive "$folder/none"
ok "a missing archive: message" has "$err" \
	"cnai-read: cannot open the archive: $folder/none: No such file or directory"
ok "a missing archive: remedy" same "$(wc -l <"$err")" 2
ok "a missing archive: what can be named" has "$err" 'cnai-read: name a folder'
mkfifo "$folder/fifo"
exits 3 "a FIFO as archive" --list "$folder/fifo"
ok "a FIFO as archive: remedy" same "$(tail -n 1 "$err")" \
	"cnai-read: read what comes from it as one post: cnai-read - < $folder/fifo"
truncate -s 65M "$folder/large.md"
exits 3 "a file that is too large" --list "$folder/large.md"
ok "a file that is too large: remedy" same "$(tail -n 1 "$err")" \
	'cnai-read: name a folder of posts, or a part of the file'
if [ "$(id -u)" -ne 0 ]; then
	made closed; chmod 0 "$folder/closed"
	exits 3 "a folder without permission" --list "$folder/closed"
	ok "a folder without permission: remedy" has "$err" "ls -ld $folder/closed"
	chmod 700 "$folder/closed"
fi
CNAI_ARCHIVE=$folder/none run --latest
ok "a missing CNAI_ARCHIVE: exit status" same "$status" 3
ok "a missing CNAI_ARCHIVE: says who named it" has "$err" \
	"cnai-read: it is named by CNAI_ARCHIVE"
echo "archive: $folder/none" >"$XDG_CONFIG_HOME/cnai-read/config.yaml"
run --latest
ok "a missing archive in the configuration: exit status" same "$status" 3
ok "a missing archive in the configuration: says who named it" has "$err" \
	"named by $XDG_CONFIG_HOME/cnai-read/config.yaml"
finish
