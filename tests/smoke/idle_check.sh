#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What happens while no key is pressed: an archive that is gone is missed and
# found again, and what another session marks is seen.
set -u
cd "$(dirname "$0")/../.." || exit 2
. tests/smoke/terminal.sh
terminal_begin
mkdir "$scratch/posts"
cd "$scratch" || exit 2
for name in one two three; do
	printf -- '---\ntitle: Post %s\n---\nText of %s.\n' "$name" "$name" \
		>"posts/$name.md"
done

terminal_open 60 12 "'$CNAI_READ' posts"
expect "the list is there" 'Post two'
expect "nothing is read yet" '3 unread'
"$CNAI_READ" --mark-read two posts >/dev/null
expect "what another session marks is seen" '2 unread'

terminal_keys Enter
expect "a post is read" 'Text of'
mv posts away
expect "a folder that goes is missed, with its path" \
	'Cannot read the archive: posts: No such file'
printf -- '---\ntitle: Post four\n---\nText of four.\n' >away/four.md
sed -i.old 's/Text of/Other text of/' away/*.md && rm away/*.old
mv away posts
expect "it is found again" 'Read again: 4 posts, 1 new|This post has changed'
expect "and the post with it" 'Other text of'
terminal_keys q
expect "and those that came meanwhile" 'Post four'

rm -r posts
expect "it may be deleted as well" 'Cannot read the archive: posts'
mkdir posts
printf -- '---\ntitle: Post five\n---\nText of five.\n' >posts/five.md
expect "and made anew" 'Post five'
printf -- '---\ntitle: Post six\n---\nText of six.\n' >posts/six.md
expect "what changes in the new one is noticed" 'Post six'
exit $failed
