#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Terminals that terminfo does not know: those that are like another one get
# the screen, all others lines and a remedy.
set -u
cd "$(dirname "$0")/../.." || exit 2
. tests/smoke/terminal.sh
terminal_begin

terminal_open 72 16 "PS1='ready>' exec sh"
expect_prompt "a shell"
shell "TERM=xterm-nobody-knows '$CNAI_READ' archive"
expect "one like xterm: the list" '7 unread'
expect "what it is taken for is said" 'for xterm-256color'
terminal_keys j
expect_gone "until a key is pressed" 'does not know your terminal'
expect "and then there are hints" 'Enter read'
terminal_keys q
expect_prompt "it ends as ever"
shell "TERM=xterm-nobody-knows '$CNAI_READ' archive"
expect "the next time" 'Enter read'
expect_gone "nothing is said" 'does not know your terminal'
terminal_keys q
expect_prompt "it ends again"
shell "TERM=nobody-knows '$CNAI_READ' archive"
expect "like none: the remedy" 'such as xterm-256color'
expect "and lines" '^cnai-read>'
exit $failed
