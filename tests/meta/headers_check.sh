#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Each header compiles alone, without a warning, twice in one file, and has
# the guard its name asks for. Shown first to fail on headers that do not.
set -u
cd "$(dirname "$0")/../.." || exit 2
scratch=$(mktemp -d) || exit 2
trap 'rm -rf "$scratch"' EXIT
failed=0

# stands_alone FOLDER NAME: the header FOLDER/cnai/NAME.h is well made
stands_alone() {
	local guard
	guard=CNAI_$(printf '%s' "$2" | tr '[:lower:]' '[:upper:]')_H
	grep -qx "#ifndef $guard" "$1/cnai/$2.h" || { echo "no guard $guard"; return 1; }
	# A translation unit may not be empty.
	printf '#include "cnai/%s.h"\n#include "cnai/%s.h"\ntypedef int not_empty;\n' "$2" "$2" |
		"${CC:-cc}" -std=c17 -D_XOPEN_SOURCE=700 -I"$1" -Iinclude -Wall -Wextra \
			-Wpedantic -Wshadow -Wstrict-prototypes -Werror -fsyntax-only -x c -
}

mkdir -p "$scratch/cnai"
printf '#ifndef CNAI_GOOD_H\n#define CNAI_GOOD_H\n#include <stddef.h>\nextern size_t good;\n#endif\n' >"$scratch/cnai/good.h"
printf '#ifndef CNAI_NEEDY_H\n#define CNAI_NEEDY_H\nextern size_t needy;\n#endif\n' >"$scratch/cnai/needy.h"
printf 'struct bare { int x; };\n' >"$scratch/cnai/bare.h"
printf '#ifndef CNAI_TWICE_H\nstruct twice { int x; };\n#endif\n' >"$scratch/cnai/twice.h"
if ! stands_alone "$scratch" good; then
	echo "not ok - a good header was refused"
	failed=1
fi
for name in needy bare twice; do
	if stands_alone "$scratch" $name >/dev/null 2>&1; then
		echo "not ok - the fault in $name.h was not found"
		failed=1
	fi
done

for header in include/cnai/*.h; do
	name=${header##*/}
	if ! stands_alone include "${name%.h}"; then
		echo "not ok - $header"
		failed=1
	fi
done
exit $failed
