# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# What the test scripts share: running the program, saying what came of it,
# counting. A script sources this, calls check functions, ends with finish.
set -u
: "${CNAI_READ:?is set by tests/run to the program}"
[ -x "$CNAI_READ" ] || { echo "$CNAI_READ: no such program"; exit 2; }
folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 1' HUP INT TERM
passed=0 failed=0

# ok NAME COMMAND...: passes if the command succeeds.
ok() {
	local name=$1
	shift
	if "$@"; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "not ok - $name"
	fi
}

# run ARGUMENT...: runs the program; its status, output and errors are in
# $status and the files $out and $err. Never longer than 20 seconds.
out=$folder/.out err=$folder/.err status=0
run() {
	timeout 20 "$CNAI_READ" "$@" >"$out" 2>"$err"
	status=$?
	# What a sanitizer found is no exit status of the program.
	LC_ALL=C grep -aqE 'Sanitizer|: runtime error: ' "$err" && status=99
	return 0
}

# same A B: equal texts; shows both if not.
same() {
	[ "$1" = "$2" ] && return
	printf '    expected: %s\n    actual:   %s\n' "$2" "$1"
	return 1
}

# has FILE TEXT: the file holds the text, byte for byte.
has() {
	LC_ALL=C grep -aqF -e "$2" "$1" && return
	echo "    not there: $2"
	sed 's/^/    | /' "$1" | head -n 20 | cat -v
	return 1
}
fails() { ! "$@"; }
lacks() { ! LC_ALL=C grep -aqF -e "$2" "$1"; }

# empty FILE: holds nothing; shows what it holds if it does.
empty() {
	local text
	text=$(head -n 20 "$1" | cat -v)
	[ -z "$text" ] && return
	printf '%s\n' "$text" | sed 's/^/    | /'
	return 1
}

# without_controls FILE: no C0 control but the newline, no DEL, no C1 control
# in UTF-8, no byte that is not UTF-8.
without_controls() {
	! LC_ALL=C grep -aqP '[\x00-\x09\x0b-\x1f\x7f]|\xc2[\x80-\x9f]' "$1" &&
		iconv -f UTF-8 -t UTF-8 "$1" >/dev/null 2>&1
}

# widest FILE: columns of the longest line, escape sequences left out.
widest() {
	sed -E $'s/\033\\[[0-9;]*m//g; s/\033\\]8;[^\033\007]*(\007|\033\\\\)//g' "$1" | wc -L
}

# widest_text FILE: the same without the addresses of the list of links, which
# are never broken.
widest_text() {
	sed -E $'s/\033\\[[0-9;]*m//g; /^(\\[ *[0-9]+\\] )?[a-z]+:[^ ]+$/d' "$1" >"$folder/.text"
	widest "$folder/.text"
}

# exits STATUS NAME ARGUMENT...: runs the program and checks its exit status.
exits() {
	local expected=$1 name=$2
	shift 2
	run "$@"
	ok "$name: exit status" same "$status" "$expected"
}

finish() {
	echo "$passed passed, $failed failed"
	[ "$failed" -eq 0 ]
	exit
}
