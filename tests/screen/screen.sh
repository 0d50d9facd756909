#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Plays the screen scripts, tests/screen/*.screen, and compares each with what
# comes out; --update makes them what comes out. See tests/tools/screens.c.
set -u
cd "$(dirname "$0")/../.." || exit 2
BUILD=${BUILD:-build}
folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
# The messages name the configuration.
export OPENED=$folder/opened HOME=$folder XDG_CONFIG_HOME=/config
status=0
for script in tests/screen/*.screen; do
	played=$folder/played
	if ! "$BUILD/tests/tools/screens" "$script" >"$played"; then
		echo "$script: could not be played"
		status=1
	elif [ "${1-}" = --update ]; then
		cmp -s "$played" "$script" || cp "$played" "$script"
	elif ! diff -u "$script" "$played"; then
		status=1
	fi
done
exit $status
