# SPDX-License-Identifier: Apache-2.0
# Completion of cnai-read for bash.

_cnai_read() {
	local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
	local joined=no
	local options='--plain --latest --list --show --search --links --new
		--mark-read --check --summary --body --json --sort --count --width
		--color --theme --hyperlinks --no-emoji --no-smart --archive --all
		--no-state --keys --print-config
		--help --version -1 -l -s -j -w -a -h -V'

	# "--color=never" comes as three words.
	if [ "$current" = = ]; then
		current= joined=yes
	elif [ "$previous" = = ] && [ "$COMP_CWORD" -gt 1 ]; then
		previous=${COMP_WORDS[COMP_CWORD - 2]} joined=yes
	fi
	case $previous in
	--check) [ $joined = yes ] || previous= ;;
	esac
	case $previous in
	--color | --hyperlinks)
		mapfile -t COMPREPLY < <(compgen -W 'auto always never' -- "$current")
		return ;;
	--theme)
		mapfile -t COMPREPLY < <(compgen -W "default dark light high-contrast
			mono" -- "$current")
		return ;;
	--sort)
		mapfile -t COMPREPLY < <(compgen -W 'rank weight date' -- "$current")
		return ;;
	--check)
		mapfile -t COMPREPLY < <(compgen -W "help +all -all $("$1" --check=help \
			2>/dev/null | sed -E 's/^([^ ]+).*/+\1 -\1/')" -- "$current")
		return ;;
	--mark-read)
		mapfile -t COMPREPLY < <(compgen -W all -- "$current")
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
