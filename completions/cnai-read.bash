# SPDX-License-Identifier: Apache-2.0
# Completion of cnai-read for bash.

_cnai_read() {
	local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
	local options='--latest --list --show --search --links --check --summary
		--body --json --width --color --hyperlinks --archive --all --keys
		--help --version -1 -l -s -j -w -a -h -V'

	# "--color=never" comes as three words.
	if [ "$current" = = ]; then
		current=
	elif [ "$previous" = = ] && [ "$COMP_CWORD" -gt 1 ]; then
		previous=${COMP_WORDS[COMP_CWORD - 2]}
	fi
	case $previous in
	--color | --hyperlinks)
		mapfile -t COMPREPLY < <(compgen -W 'auto always never' -- "$current")
		return ;;
	-w | --width | -s | --show | --search)
		COMPREPLY=()
		return ;;
	esac
	case $current in
	-*) mapfile -t COMPREPLY < <(compgen -W "$options" -- "$current") ;;
	*) compopt -o filenames 2>/dev/null
		mapfile -t COMPREPLY < <(compgen -f -- "$current") ;;
	esac
}

complete -F _cnai_read cnai-read
