#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What can be said about the sources without running them ("make lint"). Each
# check prints what is wrong, one line each, and nothing when all is well.
# usage: lint.sh [FILE...]     only these files; all of the project without
set -u
cd "$(dirname "$0")/../.." || exit 2

longest_function=70
longest_file=800
# The release the layout of the code was made with; others lay out a few
# lines differently, and which is right is not for each machine to say.
format_release=14

if [ $# -gt 0 ]; then
	files=("$@")
else
	mapfile -t files < <(find . \( -name .git -o -path ./build -o -path ./archive \) \
		-prune -o -type f -print | sed 's,^\./,,' | sort)
fi

# with PATTERN...: sets found to the files whose path fits one of the patterns
with() {
	local file pattern
	found=()
	for file in "${files[@]}"; do
		for pattern; do
			# shellcheck disable=SC2053 # a pattern, not a text
			[[ $file == $pattern ]] && { found+=("$file"); break; }
		done
	done
	[ ${#found[@]} -gt 0 ]
}

with '*.[ch]' && c_files=("${found[@]}") || c_files=()
with '*.sh' .ci/run tests/run tests/check && scripts=("${found[@]}") || scripts=()

check_format() {
	local release
	[ ${#c_files[@]} -gt 0 ] || return 0
	release=$(clang-format --version | sed -E 's/.*version ([0-9]+).*/\1/')
	if [ "$release" != $format_release ]; then
		echo "not checked: clang-format is release $release, not $format_release" >&2
		return 0
	fi
	clang-format --dry-run -Werror "${c_files[@]}" 2>&1 | grep -E 'error:' | sort -u
}

# Suppressed for all files, each with its reason:
# missingIncludeSystem: the system's headers are not cppcheck's to read
# unmatchedSuppression: a suppression may be needed by some releases only
# constParameter*: a function in a table has the parameters the table wants
# variableScope: variables stand at the top of their function here
# unreadVariable: gcc and clang say it too, and know arrays better
# redundantContinue: the body of a loop that does all in its condition
# unreachableCode: it takes raise() for a function that never returns
# knownConditionTrueFalse: it knows them on one path and says it of all
# unusedStructMember: a single file is looked at; others use the member
check_cppcheck() {
	with 'src/*.c' 'tests/*.c' || return 0
	cppcheck --enable=warning,performance,portability,style --inline-suppr \
		--suppress=missingIncludeSystem --suppress=unmatchedSuppression \
		--suppress=constParameter --suppress=constParameterCallback \
		--suppress=constParameterPointer --suppress=unusedStructMember \
		--suppress=variableScope --suppress=unreadVariable \
		--suppress=redundantContinue --suppress=unreachableCode \
		--suppress=knownConditionTrueFalse \
		--std=c11 --error-exitcode=1 -j 2 -Iinclude -q "${found[@]}" 2>&1
}

check_manual() {
	with 'man/*.[1-8]' || return 0
	mandoc -Tlint -W warning "${found[@]}"
}

check_shell() {
	local script
	for script in "${scripts[@]}"; do
		case $(head -n 1 "$script") in
		*bash) bash -n "$script" 2>&1 ;;
		*) sh -n "$script" 2>&1 ;;
		esac
	done
	if [ ${#scripts[@]} -gt 0 ]; then
		shellcheck -x --source-path=. --severity=warning --format=gcc "${scripts[@]}"
	fi
}

# What people read and edit; pictures, golden files and test input are apart.
own_text=('*.[ch]' '*.sh' .ci/run tests/run tests/check Makefile 'man/*' 'completions/*')

check_blanks() {
	with "${own_text[@]}" '[A-Z]*.md' || return 0
	grep -nE '[[:blank:]]+$' /dev/null "${found[@]}" | sed 's/:[^:]*$/: blanks at the end/'
	local file
	for file in "${found[@]}"; do
		[ -z "$(tail -c 1 "$file")" ] || echo "$file: no newline at the end"
	done
}

check_license() {
	local file
	with "${own_text[@]}" || return 0
	for file in "${found[@]}"; do
		head -n 3 "$file" | grep -q 'SPDX-License-Identifier: Apache-2.0' ||
			echo "$file: no SPDX line at the top"
	done
}

# In the house style a function's name, its { and its } stand in column 1.
check_lengths() {
	[ ${#c_files[@]} -gt 0 ] || return 0
	awk -v longest="$longest_function" -v most="$longest_file" '
	function end_file() {
		if (lines > most) print path ": " lines " lines, more than " most
	}
	FNR == 1 { end_file(); path = FILENAME }
	{ lines = FNR }
	/^[a-z_][a-z0-9_]*\(/ { name = $0; sub(/\(.*/, "", name) }
	/^\{/ { start = FNR }
	/^\}/ && start {
		if (FNR - start + 1 > longest)
			print path ":" start ": " name "() has " FNR - start + 1 \
				" lines, more than " longest
		start = 0
	}
	END { end_file() }' "${c_files[@]}"
}

# Where a tool is missing nothing was checked, and that is no success.
check_tools() {
	local tool
	for tool in clang-format cppcheck mandoc shellcheck; do
		command -v $tool >/dev/null || echo "$tool is missing: run make deps"
	done
}

status=0
for check in tools format cppcheck manual shell blanks license lengths; do
	faults=$(check_$check) || true
	[ -n "$faults" ] || continue
	printf 'lint: %s:\n%s\n' "$check" "$faults"
	status=1
done
[ $status -eq 0 ] && echo "lint: nothing to say"
exit $status
