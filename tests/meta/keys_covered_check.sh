#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Every key that "cnai-read --keys" names is pressed by a screen script, in the
# view it is for. What views share, moving and what works everywhere, is done
# in every view with one of its keys, and with each of its keys in some view.
set -u
cd "$(dirname "$0")/../.." || exit 2
. tests/support.sh
: "${BUILD:=build}"
pressed=$folder/pressed
export OPENED=$folder/opened HOME=$folder KEYS_PRESSED=$pressed
# Several at a time, for they mostly wait; what they show is not looked at.
ok "the scripts are played" sh -c "printf '%s\\0' tests/screen/*.screen |
	xargs -0 -n 1 -P 8 '$BUILD/tests/tools/screens' >/dev/null"

# Views that share a table have its keys too.
"$BUILD/tests/tools/screens" --shared >"$folder/sharing"
ok "some views share a table" test -s "$folder/sharing"

# not_pressed: rows of the table on standard input that no script has pressed.
not_pressed() {
	awk -F '\t' -v pressed="$pressed" -v sharing="$folder/sharing" '
	BEGIN {
		while ((getline <sharing) > 0)
			shares[$2] = shares[$2] $1 "\t"
		while ((getline <pressed) > 0) {
			views[$1]
			in_view[$1, $3]
			in_view[$1, $3, $4]
			anywhere[$3, $4]
		}
	}
	function must(view, name, key) {
		if (!((view, name, key) in in_view))
			print view ": " name ": " key
	}
	function must_in_every_view(name, key, view) {
		for (view in views)
			if (!((view, name) in in_view))
				print view ": " name ": none of its keys"
		for (key in keys)
			if (!((name, keys[key]) in anywhere))
				print title ": " name ": " keys[key]
	}
	/^[^ ]/ { title = $0 }
	/^ / {
		split(substr($0, 3), columns, /  +/)
		split(columns[1], keys, " ")
		if (title == "Moving" || title == "Everywhere")
			must_in_every_view(columns[2])
		else {
			count = split((title in shares) ? shares[title] : title, listening, "\t")
			for (key in keys)
				for (i = 1; i <= count; i++)
					if (listening[i] != "")
						must(listening[i], columns[2], keys[key])
		}
	}'
}

run --keys
ok "--keys" same "$status" 0
not_pressed <"$out" | sort >"$folder/missing"
ok "every key is pressed by a script" empty "$folder/missing"
cut -f 2 "$folder/sharing" >"$folder/shared"
grep '^In ' "$out" | grep -vxFf "$folder/shared" | sort >"$folder/named"
cut -f 1 "$pressed" | sort -u >"$folder/seen"
ok "every view is there" diff "$folder/named" "$folder/seen"

# The check itself: it must miss what is not there.
printf 'In the help\n  ~  nothing  not there\n' | not_pressed >"$folder/missing"
ok "a key nobody presses is missed" same "$(cat "$folder/missing")" \
	'In the help: nothing: ~'
printf 'Everywhere\n  ~  nothing  not there\n' | not_pressed >"$folder/missing"
ok "and what is to work everywhere" has "$folder/missing" \
	'In the list: nothing: none of its keys'
finish
