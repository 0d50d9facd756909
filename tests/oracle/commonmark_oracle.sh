#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Nothing lost and nothing invented in the 652 examples of the CommonMark
# specification, at widths 80 and 40. Its text is COMMONMARK_SPEC, or that of
# the npm package commonmark-spec where npm can fetch it.
set -u
cd "$(dirname "$0")/../.." || exit 2
: "${BUILD:=$PWD/build}"
export BUILD
folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 1' HUP INT TERM
version=0.31.2

fetch_spec() {
	command -v npm >/dev/null || return
	(cd "$folder" && timeout 60 npm pack --silent "commonmark-spec@$version" &&
		tar -xzf "commonmark-spec-$version.tgz") >/dev/null 2>&1
	[ -f "$folder/package/spec.txt" ] && echo "$folder/package/spec.txt"
}

spec=${COMMONMARK_SPEC:-$(fetch_spec)}
[ -f "$spec" ] || { echo "no specification: set COMMONMARK_SPEC to its spec.txt"; exit 77; }

# An example stands between lines of backquotes; its HTML follows a ".". Tabs
# are written as arrows.
mkdir "$folder/examples"
awk -v folder="$folder/examples" '
/^`+ example$/ {
	mark = $1
	path = sprintf("%s/%03d.md", folder, ++count)
	printf "" >path
	inside = 1
	next
}
inside && $0 == mark { inside = 0; close(path); next }
inside == 1 && $0 == "." { inside = 2; next }
inside == 1 { gsub(/→/, "\t"); print >path }' "$spec"

count=$(find "$folder/examples" -name '*.md' | wc -l)
echo "$count examples of $(sed -n 's/^version: //p' "$spec" | head -n 1)"
[ "$count" -gt 0 ] || exit 2
tests/proof/lost_text.sh --whole --widths "${CNAI_WIDTHS:-80 40}" "$folder/examples" |
	sed "s|^$folder/examples/|example |"
exit "${PIPESTATUS[0]}"
