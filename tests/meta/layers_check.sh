#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The arrows between the folders of src/ point one way, and each library is
# used behind its fence. Read from the #include lines; shown first to find
# the mistakes it is there for, in a made-up tree.
set -u
cd "$(dirname "$0")/../.." || exit 2

# A folder includes from itself and from those before it.
order='base archive markdown layout output search check store link ui cli'

# A header belongs to the folder that has the .c file of its name; these have
# none of their own.
headers='watch=archive document_options=base octets=base document=markdown ui=ui view=ui
views=ui'

# Where a library's header may be included; a folder ends in a slash.
fences='
malloc.h   src/base/memory.c
unistr.h   src/base/unicode.c
iconv.h    src/base/charset.c
unicase.h  src/base/unicode.c
unictype.h src/base/unicode.c
unilbrk.h  src/base/unicode.c
uninorm.h  src/base/unicode.c
yaml.h     src/archive/yaml_tree.c
sys/inotify.h src/archive/watch_inotify.c
sys/event.h   src/archive/watch_kqueue.c
cmark.h    src/markdown/
curses.h   src/ui/screen
sqlite3.h  src/store/state_store.c
'

# What C17 and POSIX bring, and what every system with a terminal has.
system='assert ctype dirent errno fcntl fnmatch ftw getopt glob inttypes langinfo
limits locale poll pthread pwd setjmp signal spawn stdarg stdatomic stdbool
stddef stdint stdio stdlib stdnoreturn string strings termios time unistd uchar wchar
wctype sys/ioctl sys/mman sys/resource sys/select sys/stat sys/time sys/types
sys/wait'

# faults ROOT: prints each include that breaks a rule; fails if there is one.
faults() {
	(cd "$1" && find src include -name '*.[ch]' | sort |
		xargs grep -nE '^[[:space:]]*#[[:space:]]*include' /dev/null) |
		awk -v order="$order" -v headers="$headers" -v fences="$fences" \
			-v system_headers="$system" -v sources="$(cd "$1" && echo src/*/*.c)" '
	BEGIN {
		count = split(order, part, /[ \n]+/)
		for (i = 1; i <= count; i++) rank[part[i]] = i
		count = split(sources, part, " ")
		for (i = 1; i <= count; i++) {
			split(part[i], step, "/")
			name = step[3]; sub(/\.c$/, "", name)
			owners[name]++
			owner[name] = step[2]
		}
		count = split(headers, part, /[ \n]+/)
		for (i = 1; i <= count; i++) {
			split(part[i], step, "=")
			if (!(step[1] in owner)) { owner[step[1]] = step[2]; owners[step[1]] = 1 }
		}
		count = split(fences, part, "\n")
		for (i = 1; i <= count; i++)
			if (split(part[i], step, /[ \t]+/) == 2) fence[step[1]] = step[2]
		count = split(system_headers, part, /[ \n]+/)
		for (i = 1; i <= count; i++) is_system[part[i] ".h"] = 1
	}
	function fault(text) { print file ":" line ": " text; bad = 1 }
	# The folder a file of the tree stands for, "" where none is known.
	function folder_of(path,   step) {
		split(path, step, "/")
		if (step[1] == "src") return step[2]
		sub(/^.*\//, "", path); sub(/\.h$/, "", path)
		if (owners[path] > 1) return "two folders"
		return path in owner ? owner[path] : ""
	}
	function check_own(header,   from, to) {
		from = folder_of(file)
		to = header ~ /^cnai\// ? folder_of("include/" header) : from
		if (header !~ /^cnai\// && header ~ /\//)
			fault("\"" header "\" is neither cnai/x.h nor beside the file")
		else if (!(from in rank))
			fault("no folder of its own: add it to this test")
		else if (!(to in rank))
			fault("\"" header "\" has no folder of its own: add it to this test")
		else if (rank[to] > rank[from])
			fault(from " may not include \"" header "\" of " to)
	}
	function check_foreign(header) {
		if (header in fence) {
			if (index(file, fence[header]) != 1)
				fault("<" header "> only in " fence[header])
		} else if (!(header in is_system))
			fault("<" header "> has no fence: add it to this test")
	}
	{
		split($0, place, ":"); file = place[1]; line = place[2]
		text = $0; sub(/^[^:]*:[^:]*:[^"<]*/, "", text)
		header = substr(text, 2); sub(/[">].*$/, "", header)
		if (substr(text, 1, 1) == "<") check_foreign(header)
		else check_own(header)
	}
	END { exit bad }'
}

scratch=$(mktemp -d) || exit 2
trap 'rm -rf "$scratch"' EXIT
failed=0

# tree FILE INCLUDE: a small tree without fault, and then one more line
tree() {
	rm -rf "$scratch/tree"
	mkdir -p "$scratch/tree/include/cnai" "$scratch/tree/src"/{base,archive,layout,ui}
	(
		cd "$scratch/tree" || exit
		echo '#include <stdint.h>' >include/cnai/str.h
		echo '#include "cnai/str.h"' | tee src/base/str.c >include/cnai/page.h
		printf '#include <stdio.h>\n#include "cnai/page.h"\n' | tee src/layout/page.c >src/ui/screen.c
		printf '#include <curses.h>\n' >>src/ui/screen.c
		echo '#include "cnai/str.h"' | tee include/cnai/screen.h >src/archive/post.c
		echo "#include $2" >>"$1"
	)
}

while IFS='|' read -r verdict file include; do
	tree "$file" "$include"
	faults "$scratch/tree" >"$scratch/found"
	case $verdict$? in
	right0 | wrong1) ;;
	*) echo "not ok - $file with $include should be $verdict"; cat "$scratch/found"; failed=1 ;;
	esac
done <<'CASES'
right|src/ui/screen.c|"cnai/str.h"
right|src/ui/screen.c|<sys/wait.h>
right|src/layout/page.c|"page_rows.h"
wrong|src/layout/page.c|"cnai/screen.h"
wrong|src/base/str.c|"cnai/page.h"
wrong|include/cnai/str.h|"cnai/page.h"
wrong|src/base/str.c|"cnai/nobody.h"
wrong|src/base/str.c|"../ui/screen.h"
wrong|src/layout/page.c|<curses.h>
wrong|src/ui/view.c|<curses.h>
wrong|include/cnai/screen.h|<curses.h>
wrong|src/archive/post.c|<yaml.h>
wrong|src/base/str.c|<cmocka.h>
wrong|src/base/str.c|<python.h>
CASES
[ $failed -eq 0 ] && echo "ok - the mistakes it is there for are found"

if faults .; then
	echo "ok - src/ and include/"
else
	failed=1
fi
exit $failed
