#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Writes src/markdown/emoji_names.c, the names that GitHub and Hugo know, from
# the npm package gemoji (MIT License). Needs npm, node and clang-format; run
# it by hand when there are new emoji, and raise the release.
set -eu
release=8.1.0
cd "$(dirname "$0")/../.."
target=$PWD/src/markdown/emoji_names.c
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm pack --silent "gemoji@$release" >/dev/null
tar xzf "gemoji-$release.tgz"
cp package/index.js gemoji.mjs
cat >write.mjs <<'END'
import { readFileSync } from 'node:fs'
import { gemoji } from './gemoji.mjs'
const [release, size] = [process.argv[2], Number(process.argv[3])]
const lines = gemoji.flatMap(({ emoji, names }) => names.map(name => `${name} ${emoji}`))
const bytes = text => Buffer.byteLength(text)
lines.sort((a, b) => Buffer.compare(Buffer.from(a.split(' ')[0]), Buffer.from(b.split(' ')[0])))
const blocks = [[]]
let room = size
for (const line of lines) {
	if (bytes(line) + 1 >= room) { blocks.push([]); room = size }
	blocks.at(-1).push(line)
	room -= bytes(line) + 1
}
const licence = readFileSync('package/license', 'utf8').trim()
console.log(`/* SPDX-License-Identifier: Apache-2.0 AND MIT */
/*
 * Written by tests/tools/emoji_names.sh from the npm package gemoji ${release};
 * not to be edited. The data's licence:
 *
${licence.split('\n').map(line => (' * ' + line).trimEnd()).join('\n')}
 */
#include "emoji_names.h"

/* clang-format off */
const char emoji_names[EMOJI_BLOCKS][EMOJI_BLOCK_SIZE] = {`)
const rows = block => Array.from({ length: Math.ceil(block.length / 4) },
	(_, row) => block.slice(row * 4, row * 4 + 4))
for (const block of blocks)
	console.log(rows(block).map(row => `"${row.join('\\n')}\\n"`).join('\n') + ',')
console.log('};')
if (blocks.length !== Number(process.argv[4]))
	console.error(`EMOJI_BLOCKS in emoji_names.h must be ${blocks.length}`)
END
header=${target%.c}.h
number() { sed -nE "s/.*$1 = ([0-9]+),?.*/\1/p" "$header"; }
node write.mjs "$release" "$(number EMOJI_BLOCK_SIZE)" "$(number EMOJI_BLOCKS)" >"$target"
