#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A program for tests: notes its arguments and the beginning of its input in
# the file $OPENED.
{
	printf '%s\n' "$@"
	head -n 3
} >>"${OPENED:?is not set}"
