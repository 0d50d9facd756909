#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The completions know each option of --help, and no other.
cd "$(dirname "$0")/../.." || exit 2
. tests/support.sh

run --help
long=$(grep -oE -- '--[a-z]+' "$out" | sort -u)
short=$(grep -oE -- '^  -[A-Za-z0-9]' "$out" | tr -d ' ' | sort -u)
ok "--help names options" [ "$(echo "$long" | wc -l)" -gt 10 ]

options_of() { grep -v '^#' "$1" | grep -oE -- '--[a-z]+' | sort -u; }
for shell in bash zsh; do
	ok "$shell: the long options" \
		same "$(options_of "completions/cnai-read.$shell")" "$long"
	for option in $short; do
		ok "$shell: $option" grep -qE -- "[ ({]$option\b" "completions/cnai-read.$shell"
	done
done
ok "fish: the long options" same \
	"$(grep -oE -- ' -l [a-z]+' completions/cnai-read.fish |
		sed 's/ -l /--/' | sort -u)" "$long"
ok "fish: the short options" same \
	"$(grep -oE -- ' -s [A-Za-z0-9]' completions/cnai-read.fish |
		sed 's/ -s /-/' | sort -u)" "$short"

# complete_words WORD...: what bash offers for the last word.
complete_words() {
	bash --norc -c '. completions/cnai-read.bash
		COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMPREPLY=()
		_cnai_read
		printf "%s\n" "${COMPREPLY[@]}"' bash "$@" | sort
}
ok "bash: --l" same "$(complete_words cnai-read --l)" \
	"$(printf '%s\n' --latest --links --list)"
ok "bash: --color a" same "$(complete_words cnai-read --color a)" \
	"$(printf '%s\n' always auto)"
ok "bash: --color=" same "$(complete_words cnai-read --color =)" \
	"$(printf '%s\n' always auto never)"
ok "bash: --color=n" same "$(complete_words cnai-read --color = n)" never
mkdir "$folder/news"
ok "bash: a folder" same \
	"$(complete_words cnai-read "$folder/ne")" "$folder/news"
for shell in zsh fish; do
	command -v "$shell" >/dev/null || continue
	ok "$shell: no syntax error" "$shell" -n "completions/cnai-read.$shell"
done
finish
