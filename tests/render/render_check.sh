#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Each page looks as its golden file says; "make golden" accepts a change.
exec "$(dirname "$0")/render.sh"
