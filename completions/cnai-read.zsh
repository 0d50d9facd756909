#compdef cnai-read
# SPDX-License-Identifier: Apache-2.0
# Completion of cnai-read for zsh.

local -a modes when
modes=(--plain -1 --latest -l --list -s --show --search --links --new --mark-read --check
	--keys --print-config)
when=(auto always never)

_arguments -s -S \
	"($modes)--plain[browse on ordinary lines]" \
	"($modes)"{-1,--latest}'[print the latest post]' \
	"($modes)"{-l,--list}'[list all posts, the latest first]' \
	"($modes)"{-s,--show}'[print a post by number, file name or title]:post:' \
	"($modes)--search[find posts]:query:" \
	"($modes)--links[list the links of a post, or of all]::post:" \
	"($modes)--new[list what is unread since your last visit]" \
	"($modes)--mark-read[mark a post, or all, as read]:post or all:(all)" \
	"($modes)--check=-[say what is wrong with the posts]::rules (help lists them):" \
	'(--body)--summary[only the title and the description]' \
	'(--summary)--body[only the text, without the head]' \
	'(-j --json)'{-j,--json}'[one JSON object a line]' \
	'(-w --width)'{-w,--width}'[columns]:columns:' \
	'--sort[order of what was found]:order:(rank weight date)' \
	'--count[only how many posts were found]' \
	'--theme[how text looks]:theme:(default dark light high-contrast mono)' \
	"--color[use colour]:when:($when)" \
	"--hyperlinks[write links that can be clicked]:when:($when)" \
	'--no-emoji[leave names of emoji as they are written]' \
	'--no-smart[leave quotes and dashes as they are written]' \
	'(-a --archive)'{-a,--archive}'[what to read]:archive:_files' \
	'--all[drafts, future and other hidden posts too]' \
	'--no-state[remember and recall nothing]' \
	"($modes)--keys[list the keys and exit]" \
	"($modes)--print-config[print the configuration]" \
	'(- *)'{-h,--help}'[show a short help and exit]' \
	'(- *)'{-V,--version}'[show the version and exit]' \
	'::archive:_files'
