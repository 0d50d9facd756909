#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Installs what is missing to build the program and to test it.
# usage: deps.sh [run]     with "run" only what building and reading needs
#
# Only what a check does not find is asked for, and the command is printed
# before it runs, so nothing happens behind anybody's back. All of it comes
# from the system's own package manager.
set -u

# what | for | how to see that it is there | its package, per manager
# "-" is a system that has it anyway. Debian's gcc only recommends the C
# library's headers, so these have a row of their own.
table='
C compiler      |run  |program cc          |apt gcc, dnf gcc, pacman gcc, apk gcc, zypper gcc, brew -
C library       |run  |header stdlib.h     |apt libc6-dev, dnf glibc-devel, pacman glibc, apk musl-dev, zypper glibc-devel, brew -
pkg-config      |run  |program pkg-config  |apt pkg-config, dnf pkgconf-pkg-config, pacman pkgconf, apk pkgconf, zypper pkg-config, brew pkgconf
ncursesw        |run  |package ncursesw    |apt libncurses-dev, dnf ncurses-devel, pacman ncurses, apk ncurses-dev, zypper ncurses-devel, brew ncurses
cmark           |run  |package libcmark    |apt libcmark-dev, dnf cmark-devel, pacman cmark, apk cmark-dev, zypper cmark-devel, brew cmark
libyaml         |run  |package yaml-0.1    |apt libyaml-dev, dnf libyaml-devel, pacman libyaml, apk yaml-dev, zypper libyaml-devel, brew libyaml
SQLite          |run  |package sqlite3     |apt libsqlite3-dev, dnf sqlite-devel, pacman sqlite, apk sqlite-dev, zypper sqlite3-devel, brew sqlite
libunistring    |run  |header unistr.h     |apt libunistring-dev, dnf libunistring-devel, pacman libunistring, apk libunistring-dev, zypper libunistring-devel, brew libunistring
gcc             |check|program gcc         |apt gcc, dnf gcc, pacman gcc, apk gcc, zypper gcc, brew -
sanitizers      |check|sanitizer address   |apt gcc, dnf libasan libubsan, pacman gcc-libs, apk -, zypper gcc, brew -
bash 4          |check|modern_bash         |apt bash, dnf bash, pacman bash, apk bash, zypper bash, brew bash
timeout         |check|program timeout     |apt coreutils, dnf coreutils, pacman coreutils, apk coreutils, zypper coreutils, brew coreutils
cmocka          |check|header_cmocka       |apt libcmocka-dev, dnf libcmocka-devel, pacman cmocka, apk cmocka-dev, zypper libcmocka-devel, brew cmocka
tmux            |check|program tmux        |apt tmux, dnf tmux, pacman tmux, apk tmux, zypper tmux, brew tmux
script          |check|program script      |apt bsdutils, dnf util-linux-script, pacman util-linux, apk util-linux-misc, zypper util-linux, brew -
ssh             |check|program ssh         |apt openssh-client, dnf openssh-clients, pacman openssh, apk openssh-client-default openssh-keygen, zypper openssh-clients, brew -
sshd            |check|ssh_server          |apt openssh-server, dnf openssh-server, pacman openssh, apk openssh-server, zypper openssh-server, brew -
cmark program   |check|program cmark       |apt cmark, dnf cmark, pacman cmark, apk cmark, zypper cmark, brew cmark
mandoc          |check|program mandoc      |apt mandoc, dnf mandoc, pacman mandoc, apk mandoc, zypper mandoc, brew mandoc
jq              |check|program jq          |apt jq, dnf jq, pacman jq, apk jq, zypper jq, brew jq
clang           |check|program clang       |apt clang, dnf clang, pacman clang, apk clang, zypper clang, brew -
clang-format    |check|program clang-format|apt clang-format, dnf clang-tools-extra, pacman clang, apk clang-extra-tools, zypper clang-tools, brew clang-format
cppcheck        |check|program cppcheck    |apt cppcheck, dnf cppcheck, pacman cppcheck, apk cppcheck, zypper cppcheck, brew cppcheck
shellcheck      |check|program shellcheck  |apt shellcheck, dnf ShellCheck, pacman shellcheck, apk shellcheck, zypper ShellCheck, brew shellcheck
'

# manager | the command it is known by | before installing | to install
managers='
apt   |apt-get|env DEBIAN_FRONTEND=noninteractive apt-get update -q|env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends
dnf   |dnf    ||dnf install -y --setopt=install_weak_deps=False
pacman|pacman |pacman -Sy|pacman -S --needed --noconfirm
apk   |apk    |apk update|apk add
zypper|zypper ||zypper --non-interactive install --no-recommends
brew  |brew   ||brew install
'

say() { printf 'deps: %s\n' "$*"; }

# Ways to see that a thing is there; each fits a word of the table.
program() { command -v "$1" >/dev/null 2>&1; }
package() { program pkg-config && pkg-config --exists "$1"; }
compiles() { printf '%s\nint main(void) { return 0; }\n' "$1" |
	"${CC:-cc}" ${2-} -x c -o "$scratch/a.out" - >/dev/null 2>&1; }
header() { compiles "#include <$1>"; }
header_cmocka() { compiles '#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>'; }
modern_bash() { bash -c 'mapfile' </dev/null >/dev/null 2>&1; }
# Its package starts a server where systemd runs, which nobody has asked for: the
# tests over SSH are skipped there unless it is installed already.
ssh_server() { program sshd || [ -x /usr/sbin/sshd ] || [ -d /run/systemd/system ]; }
sanitizer() { compiles '' "-fsanitize=$1"; }

# field N LINE: column N of a table's line, without the blanks around it
field() {
	printf '%s\n' "$2" | {
		IFS='|' read -r one two three four
		case $1 in 1) set -- $one ;; 2) set -- $two ;; 3) set -- $three ;; *) set -- $four ;; esac
		printf '%s' "$*"
	}
}

# missing: the lines of the table whose check fails, of what is wanted
missing() {
	printf '%s\n' "$table" | while IFS= read -r line; do
		[ -n "$line" ] || continue
		[ "$wanted" = all ] || [ "$(field 2 "$line")" = "$wanted" ] || continue
		check=$(field 3 "$line")
		# shellcheck disable=SC2086 # a word and its argument
		$check || printf '%s\n' "$line"
	done
}

# names LINES: what the lines are about, for people
names() {
	printf '%s\n' "$1" | while IFS= read -r line; do field 1 "$line"; echo; done |
		{ list=; while IFS= read -r name; do list="$list${list:+, }$name"; done
		printf '%s' "$list"; }
}

# packages MANAGER LINES: what to ask the manager for, one package a line
packages() {
	printf '%s\n' "$2" | while IFS= read -r line; do
		field 4 "$line"; echo
	done | { IFS=,; while read -r row; do for entry in $row; do
		printf '%s\n' "$entry"
	done; done; } | while read -r manager package; do
		[ "$manager" = "$1" ] && [ "$package" != - ] || continue
		for name in $package; do printf '%s\n' "$name"; done
	done
}

# unique: each line of the input once, in order, joined by blanks
unique() {
	list=
	while IFS= read -r name; do
		case " $list " in *" $name "*) ;; *) list="$list${list:+ }$name" ;; esac
	done
	printf '%s' "$list"
}

# run COMMAND...: says it, then does it, as root where that is needed
run() {
	[ $# -gt 0 ] || return 0
	if [ "$manager" != brew ] && [ "$(id -u)" -ne 0 ]; then
		if program sudo; then
			set -- sudo "$@"
		elif program doas; then
			set -- doas "$@"
		else
			say "not root, and there is no sudo; run this as root: $*"
			return 1
		fi
	fi
	say "running: $*"
	"$@"
}

find_manager() {
	printf '%s\n' "$managers" | while IFS= read -r line; do
		[ -n "$line" ] && program "$(field 2 "$line")" && printf '%s' "$line" && break
	done
}

# install PACKAGES: all at once; one by one if a name is not known here
install() {
	# shellcheck disable=SC2046,SC2086 # the words of a command
	run $(field 3 "$manager_line") || say "the package lists could not be refreshed"
	install_command=$(field 4 "$manager_line")
	# shellcheck disable=SC2086
	run $install_command $1 && return
	say "that failed; trying one package at a time"
	for name in $1; do
		# shellcheck disable=SC2086
		run $install_command "$name" || say "could not install $name"
	done
}

# Homebrew keeps some libraries where pkg-config does not look.
show_brew_path() {
	[ "$manager" = brew ] || return 0
	say "with Homebrew, also: export PKG_CONFIG_PATH=\$(brew --prefix ncurses)/lib/pkgconfig"
}

wanted=all
[ "$*" = run ] && wanted=run
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT

lines=$(missing)
if [ -z "$lines" ]; then
	say "all dependencies are there"
	exit 0
fi
say "missing: $(names "$lines")"
manager_line=$(find_manager)
if [ -z "$manager_line" ]; then
	say "no package manager known here (apt, dnf, pacman, apk, zypper, brew); please install these yourself"
	exit 1
fi
manager=$(field 1 "$manager_line")
install "$(packages "$manager" "$lines" | unique)"

lines=$(missing)
if [ -z "$lines" ]; then
	say "all dependencies are there now"
	exit 0
fi
say "still missing: $(names "$lines")"
show_brew_path
wanted=run
if [ -n "$(missing)" ]; then
	say "the program cannot be built without them"
	exit 1
fi
say "the program can be built; tests that need them will fail"
