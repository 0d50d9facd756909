#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Every post of archive/ at every width from 1 to 200: no line wider than asked,
# and the same text, that of cmark's HTML. Each post is parsed once and laid out
# for all widths in one process. CNAI_UPSTREAM may name another folder of
# Markdown, which is then looked at too.
# usage: widths_check.sh [WIDTH...]
set -u
cd "$(dirname "$0")/../.." || exit 2
command -v cmark >/dev/null || { echo "cmark is not installed"; exit 77; }
[ $# -gt 0 ] || set -- {1..200}
exec tests/proof/lost_text.sh --widths "$*" archive ${CNAI_UPSTREAM:+"$CNAI_UPSTREAM"}
