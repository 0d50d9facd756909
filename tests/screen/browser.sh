#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A browser for tests: notes the arguments it is given in the file $OPENED.
for argument; do
	printf '%s\n' "$argument"
done >>"${OPENED:?is not set}"
