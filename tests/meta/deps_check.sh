#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# "make deps" with package managers that only write down what they are asked:
# the right one is found, asked for what is missing and nothing else.
set -u
cd "$(dirname "$0")/../.." || exit 2
scratch=$(mktemp -d) || exit 2
trap 'rm -rf "$scratch"' EXIT
failed=0

# machine MANAGER TOOL...: a PATH with one fake manager and only these tools
machine() {
	local tool
	rm -rf "${scratch:?}/bin" "$scratch/asked"
	mkdir "$scratch/bin"
	for tool in sh env mktemp rm; do
		ln -s "$(command -v "$tool")" "$scratch/bin/$tool"
	done
	be_user 0
	# shellcheck disable=SC2016 # for the fake to expand
	printf '#!/bin/sh\necho "%s $*" >>"%s"\n' "$1" "$scratch/asked" >"$scratch/fake"
	[ -n "$1" ] && install_tool "$1" "$scratch/fake"
	shift
	for tool; do ln -s "$(command -v "$tool")" "$scratch/bin/$tool"; done
}

# be_user ID: who runs things on the machine, whoever runs this test
be_user() {
	printf '#!/bin/sh\necho %s\n' "$1" >"$scratch/id"
	install_tool id "$scratch/id"
}

install_tool() {
	rm -f "$scratch/bin/$1"
	cp "$2" "$scratch/bin/$1"
	chmod +x "$scratch/bin/$1"
}

deps() {
	PATH=$scratch/bin sh tests/meta/deps.sh "$@" >"$scratch/output" 2>&1
	echo "status $?" >>"$scratch/output"
}

# expect WHAT FILE TEXT: FILE holds a line with TEXT
expect() {
	grep -qF -- "$3" "$2" 2>/dev/null && { echo "ok - $1"; return; }
	echo "not ok - $1: no \"$3\" in:"
	cat "$2"
	failed=1
}

while IFS='|' read -r manager update install; do
	machine "$manager"
	deps run
	expect "$manager: says what it does" "$scratch/output" "deps: running: "
	expect "$manager: asks for libraries" "$scratch/asked" "$install"
	[ -z "$update" ] || expect "$manager: refreshes its lists" "$scratch/asked" "$update"
	expect "$manager: fails when nothing came of it" "$scratch/output" "status 1"
	if grep -q cppcheck "$scratch/asked"; then
		echo "not ok - $manager: test tools asked for by \"run\""
		failed=1
	fi
done <<'TABLE'
apt-get|update -q|libncurses-dev libcmark-dev libyaml-dev libsqlite3-dev libunistring-dev
dnf||ncurses-devel cmark-devel libyaml-devel sqlite-devel libunistring-devel
pacman|-Sy|ncurses cmark libyaml sqlite libunistring
apk|update|ncurses-dev cmark-dev yaml-dev sqlite-dev libunistring-dev
zypper||ncurses-devel cmark-devel libyaml-devel sqlite3-devel libunistring-devel
brew||install pkgconf ncurses cmark libyaml sqlite libunistring
TABLE

machine apt-get
deps
expect "all: asks for the test tools too" "$scratch/asked" "cppcheck shellcheck"
machine ""
deps
expect "no manager: says so" "$scratch/output" "no package manager known here"
expect "no manager: fails" "$scratch/output" "status 1"

machine dnf
be_user 1000
deps run
expect "not root and no sudo: says what root should run" "$scratch/output" \
	"run this as root: dnf install"
printf '#!/bin/sh\necho "sudo $*" >>"%s"\n' "$scratch/asked" >"$scratch/sudo"
install_tool sudo "$scratch/sudo"
deps run
expect "not root: through sudo" "$scratch/asked" "sudo dnf install"
machine brew
be_user 1000
deps run
expect "Homebrew: never as root" "$scratch/asked" "brew install"

# A machine where everything is there is left alone.
machine apt-get cat
for tool in cc gcc pkg-config bash timeout tmux script mandoc jq clang clang-format \
	cppcheck shellcheck ssh sshd cmark; do
	printf '#!/bin/sh\nexit 0\n' >"$scratch/yes"
	install_tool "$tool" "$scratch/yes"
done
deps
expect "nothing missing: one line" "$scratch/output" "deps: all dependencies are there"
if [ -e "$scratch/asked" ]; then
	echo "not ok - nothing missing: the manager was asked all the same"
	failed=1
fi
exit $failed
