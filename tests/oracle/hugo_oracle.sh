#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Whether the list is what Hugo lists: 200 random archives as the sections of
# one site, Hugo asked for the pages below each, and both orders compared.
# Where titles decide, punctuation and scripts may differ: those are counted.
# usage: hugo_oracle.sh [SEED [ARCHIVES]]
set -u
cd "$(dirname "$0")/../.." || exit 2
: "${CNAI_READ:=$PWD/build/cnai-read}"
seed=${1:-1} archives=${2:-200}
for tool in hugo jq; do
	command -v $tool >/dev/null || { echo "$tool is not installed"; exit 77; }
done
[ -x "$CNAI_READ" ] || { echo "$CNAI_READ: no such program"; exit 2; }
site=$(mktemp -d) || exit 2
trap 'rm -rf "$site"' EXIT
trap 'exit 1' HUP INT TERM
export LC_ALL=C.UTF-8 TZ=UTC HOME=$site
unset CNAI_ARCHIVE

mkdir -p "$site/content" "$site/layouts/_default"
for kind in single list; do echo "-" >"$site/layouts/_default/$kind.html"; done
cat >"$site/config.toml" <<'CONFIG'
baseURL = "https://example.org/"
disableKinds = ["taxonomy", "term", "RSS", "sitemap", "robotsTXT", "404"]
CONFIG
cat >"$site/layouts/index.html" <<'TEMPLATE'
{{ range .Site.Sections }}{{ $root := .File.Dir }}{{ range .RegularPagesRecursive }}
{{ printf "%s\t%s" $root .File.Path | safeHTML }}{{ end }}{{ end }}
TEMPLATE
awk -v seed="$seed" -v archives="$archives" -f tests/oracle/archives.awk |
	awk -v root="$site/content" '
	/^=== / {
		if (path) close(path)
		path = root "/" substr($0, 5)
		folder = path; sub(/\/[^\/]*$/, "", folder)
		if (!(folder in made)) { system("mkdir -p \"" folder "\""); made[folder] = 1 }
		printf "" >path
		next
	}
	{ print >path }'
if ! hugo --quiet --source "$site" --destination "$site/public" >"$site/log" 2>&1; then
	echo "hugo failed:"
	head -n 20 "$site/log"
	exit 1
fi

# archive, place, path: what Hugo says
awk -F '\t' 'NF == 2 {
	root = $1; sub(/\/$/, "", root)
	print root "\t" (++place[root]) "\t" substr($2, length(root) + 2)
}' "$site/public/index.html" >"$site/theirs"
# archive, place, path, weight, date, title: what we say
for folder in "$site"/content/*; do
	"$CNAI_READ" --archive "$folder" --list --json 2>/dev/null |
		jq -r --arg root "${folder##*/}" '[$root, .number, .path, .weight, .date // "",
			(.title | gsub("[\t\n]"; " "))] | join("\t")'
done >"$site/ours"

awk -F '\t' -v archives="$archives" -v seed="$seed" '
function is_plain(title) {
	gsub(/[A-Za-z0-9]/, "", title)
	return title == ""
}
FNR == NR { theirs[$1, $2] = $3; listed[$1, $3] = 1; their_count[$1]++; pages++; next }
{
	ours[$1, $2] = $3; our_count[$1]++
	rank[$1, $3] = $4 "\t" $5; title[$1, $3] = $6
	if (!(($1, $3) in listed)) { print "only here: " $1 "/" $3; sets++ }
	seen[$1, $3] = 1
}
END {
	for (pair in listed)
		if (!(pair in seen)) {
			split(pair, part, SUBSEP)
			print "only in Hugo: " part[1] "/" part[2]; sets++
		}
	for (number = 1; number <= archives; number++) {
		root = sprintf("a%03d", number)
		wrong = tied = 0
		for (place = 1; place <= our_count[root]; place++) {
			mine = ours[root, place]; other = theirs[root, place]
			if (mine == other || !((root, mine) in listed) || \
			    !((root, other) in seen)) continue
			if (rank[root, mine] == rank[root, other] &&
			    !(is_plain(title[root, mine]) && is_plain(title[root, other]))) {
				tied++
				print root " place " place ": tie \"" title[root, mine] "\" | \"" \
					title[root, other] "\"" >"/dev/stderr"
				continue
			}
			wrong++
			print root " place " place ": " mine " (" rank[root, mine] " " \
				title[root, mine] "), Hugo: " other " (" rank[root, other] " " \
				title[root, other] ")"
		}
		if (wrong) wrong_archives++
		else if (tied) tied_archives++
		else same++
		ties += tied
	}
	print "Hugo as the oracle, seed " seed ":"
	printf "  %-44s %6d\n", "archives", archives
	printf "  %-44s %6d\n", "pages that Hugo lists", pages
	printf "  %-44s %6d\n", "pages listed by one of the two only", sets
	printf "  %-44s %6d\n", "archives in the same order", same
	printf "  %-44s %6d\n", "  but for titles (punctuation, script)", tied_archives
	printf "  %-44s %6d\n", "places in those", ties
	printf "  %-44s %6d\n", "archives in another order", wrong_archives
	exit sets || wrong_archives || !pages
}' "$site/theirs" "$site/ours"
