#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The manual's options and keys are those of the program: man_check.sh
# With --update it writes the keys of the program into the manual.
cd "$(dirname "$0")/../.." || exit 2
: "${CNAI_READ:=build/cnai-read}"
. tests/support.sh
manual=man/cnai-read.1

# The tables of --keys in mdoc: a title, then rows of keys, name and what it
# does.
keys_in_mdoc() {
	"$CNAI_READ" --keys | awk '
	function safe(text) {
		gsub(/\\/, "\\e", text); gsub(/-/, "\\-", text)
		gsub(/\^/, "\\(ha", text); gsub(/~/, "\\(ti", text)
		gsub(/`/, "\\(ga", text); gsub(/\047/, "\\(aq", text)
		gsub(/"/, "\\(dq", text)
		return text
	}
	function close_list() { if (open) print ".El"; open = 0 }
	/^$/ { next }
	/^[^ ]/ {
		close_list()
		title = ".Ss"
		for (i = 1; i <= NF; i++) title = title " \\&" safe($i)
		print title
		print ".Bl -tag -width \"q h Left Backspace Esc\" -compact"
		open = 1
		next
	}
	{	# The name is the first word of small letters that is long enough.
		line = ".It"
		for (i = 1; i <= NF && $i !~ /^[a-z][a-z-][a-z-]+$/; i++)
			line = line " Ic \\&" safe($i)
		if (i >= NF) print "unclear: " $0
		help = substr($0, index($0, " " $i " ") + length($i) + 2)
		sub(/^ +/, "", help)
		print line; print "\\&" safe(help)
	}
	END { close_list() }'
}

# between FROM TO: the lines of the manual between two comments.
between() {
	awk -v from="$1" -v to="$2" \
		'index($0, to) { on = 0 } on; index($0, from) { on = 1 }' "$manual"
}

if [ "${1-}" = --update ]; then
	keys_in_mdoc >"$folder/keys" || exit 2
	awk -v keys="$folder/keys" '
		/^\.\\" end of keys/ { skip = 0 }
		!skip
		/^\.\\" keys:/ { skip = 1; while ((getline line <keys) > 0) print line }
	' "$manual" >"$folder/manual" && cp "$folder/manual" "$manual"
	exit
fi

ok "the keys of --keys stand in the manual (tests/meta/man_check.sh --update)" \
	diff <(between '\" keys:' '\" end of keys') <(keys_in_mdoc)
ok "--keys has keys" [ "$(keys_in_mdoc | grep -c '^\.It')" -gt 20 ]
ok "--keys can be read" [ -z "$(keys_in_mdoc | grep '^unclear')" ]

run --help
# "-s, --show POST" of --help is ".It Fl s , Fl -show Ar POST" in mdoc.
ok "the options of --help stand in the manual, and no others" diff \
	<(grep -E '^  (-., |    )--' "$out" | sed -E 's/^ +//; s/   .*//' | sort) \
	<(sed -n '/^\.Sh OPTIONS/,/^\.Sh KEYS/p' "$manual" | grep '^\.It Fl' |
		sed -E 's/^\.It //; s/ Ns Op Cm = Ns Ar (\S+)/[=\1]/; s/Op Ar (\S+)/[\1]/; s/Fl /-/g; s/ ,/,/g; s/Ar //g' |
		sort)

ok "the exit statuses of the program stand in the manual" diff \
	<(grep -oE '^	EXIT_[A-Z_]+ = [0-9]+' include/cnai/error.h |
		grep -oE '[0-9]+$') \
	<(sed -n '/^\.Sh EXIT STATUS/,/^\.El/p' "$manual" | grep -oE '^\.It [0-9]+' |
		grep -oE '[0-9]+')

"$CNAI_READ" --print-config >"$folder/config"
ok "the settings of --print-config stand in cnai-read.5, in their order" diff \
	<(grep -oE '^(# )?[a-z-]+:' "$folder/config" | tr -d '# :') \
	<(sed -n '/^\.Sh SETTINGS/,/^\.Sh KEYS/p' man/cnai-read.5 |
		sed -n 's/^\.It Cm \([a-z-]*\).*/\1/p')

if command -v mandoc >/dev/null; then
	ok "mandoc finds nothing wrong" empty \
		<(mandoc -Tlint -W warning "$manual" man/cnai-read.5 2>&1 | grep -v 'outdated mandoc.db')
	ok "each line of the page fits 80 columns" [ -z \
		"$(mandoc -Tascii "$manual" man/cnai-read.5 | col -b | awk 'length > 80')" ]
fi
finish
