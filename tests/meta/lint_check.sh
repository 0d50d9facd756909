#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Lint finds what it is there for: a file with each fault, and one without.
set -u
cd "$(dirname "$0")/../.." || exit 2
scratch=$(mktemp -d) || exit 2
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/man" "$scratch/src"
failed=0
spdx='/* SPDX-License-Identifier: Apache-2.0 */'

# says WHAT FILE TEXT: linting FILE ends in failure and prints TEXT
says() {
	local output
	if output=$(tests/meta/lint.sh "$2" 2>/dev/null); then
		echo "not ok - $1: passed"
		failed=1
	elif [[ $output != *"$3"* ]]; then
		printf 'not ok - %s: no "%s" in:\n%s\n' "$1" "$3" "$output"
		failed=1
	else
		echo "ok - $1"
	fi
}

lines() { yes "$1" | head -n "$2"; }

cp .clang-format "$scratch"
printf '%s\nint good;\n' "$spdx" >"$scratch/good.c"
if tests/meta/lint.sh "$scratch/good.c" >/dev/null; then
	echo "ok - a good file passes"
else
	echo "not ok - a good file was refused"
	failed=1
fi

printf '%s\nint   wide ;\n' "$spdx" >"$scratch/layout.c"
case $(clang-format --version) in
*"version 14."*) says "layout" "$scratch/layout.c" "lint: format" ;;
esac
printf 'int naked;\n' >"$scratch/naked.c"
says "no licence" "$scratch/naked.c" "naked.c: no SPDX line"
printf '%s\nint blank; \n' "$spdx" >"$scratch/blank.c"
says "blanks at the end" "$scratch/blank.c" "blank.c:2: blanks at the end"
printf '%s\nint unfinished;' "$spdx" >"$scratch/unfinished.c"
says "no newline at the end" "$scratch/unfinished.c" "no newline at the end"
{ printf '%s\nint\nlong_one(void)\n{\n' "$spdx"; lines '	f();' 69; echo '}'; } >"$scratch/long.c"
says "a long function" "$scratch/long.c" "long.c:4: long_one() has 71 lines"
{ echo "$spdx"; lines '' 799; echo 'int last;'; } >"$scratch/big.c"
says "a big file" "$scratch/big.c" "big.c: 801 lines"
printf '#!/bin/sh\n# SPDX-License-Identifier: Apache-2.0\nif\n' >"$scratch/broken.sh"
says "a broken script" "$scratch/broken.sh" "broken.sh"
printf '#!/bin/sh\n# SPDX-License-Identifier: Apache-2.0\nrm -rf "$1"; rm -rf "$folder/lib"\n' >"$scratch/careless.sh"
says "a careless script" "$scratch/careless.sh" "careless.sh:3"
exit $failed
