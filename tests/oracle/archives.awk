# SPDX-License-Identifier: Apache-2.0
# Prints a shell archive of random folders of posts, the same for the same
# seed: "=== path" and then the file's text. All is written in forms that Hugo
# takes without stopping.
# usage: awk -v seed=1 -v archives=200 -f archives.awk
function random(below) {
	state = (state * 16807) % 2147483647
	return int(state / 2147483647 * below)
}
function one_of(list,   parts, count) {
	count = split(list, parts, "|")
	return parts[1 + random(count)]
}
function often(percent) { return random(100) < percent }

# Titles that meet often, and then in one respect only.
function title(   word, text, i, count) {
	count = 1 + random(3)
	for (i = 0; i < count; i++) {
		word = one_of("a|A|b|B|ab|aB|Ab|AB|abc|z|Z|1|2|10|02|news|News|NEWS|" \
			"résumé|resume|Résumé|naïve|naive|Ärger|Arger|zoë|Zoe|œuvre|oeuvre|" \
			"straße|strasse|Strasse|æon|aeon|øl|ol|łódź|lodz|ñu|nu|çava|cava|" \
			"の|ノ|ニュース|日本|Новости|новости|Ελλάδα|a-b|a b|a_b|a.b|(a)|[July]|" \
			"'a'|#1|1.0|50%|$5|a+b|C++|x=y|~|a&b|日|ｆｕｌｌ|full|ﬁn|fin|²|Å|å")
		text = text (i ? one_of(" |  |-|: |") : "") word
	}
	return text
}

function quoted(text) {
	gsub(/\\/, "\\\\", text)
	gsub(/"/, "\\\"", text)
	return "\"" text "\""
}

function weight(kind) {
	if (kind == "yaml")
		return one_of("1|2|3|2|3|-1|-2|+2|\"2\"|'3'|0|0x2|0o3|1_0|2.9|-1.5|true|false|abc|~|" \
			"\"abc\"|[1]|9223372036854775807|-9223372036854775807|\" 2 \"|007|1e1")
	if (kind == "toml")
		return one_of("1|2|3|2|3|-1|-2|+2|\"2\"|'3'|0|0x2|0o3|0b11|1_0|2.9|-1.5|true|false|" \
			"\"abc\"|[1]|9223372036854775807")
	return one_of("1|2|3|2|3|-1|-2|\"2\"|0|2.9|-1.5|true|false|null|\"abc\"|[1]")
}

function text_date() {
	return one_of("2024-04-19|2024-04-20|2024-04-19T00:00:00Z|2024-04-19T10:00:00|" \
		"2024-04-19T12:00:00+02:00|2024-04-19T10:00:00.5Z|2024-04-19 10:00:00|" \
		"2024-04-19 12:00:00 +0200|2024-04-19 12:00:00 +02:00|" \
		"Fri, 19 Apr 2024 10:00:00 GMT|Fri, 19 Apr 2024 12:00:00 +0200|" \
		"19 Apr 2024|1969-12-31|0099-01-01|2024-02-29T23:59:59Z|" \
		"2024-04-19 10:00:00Z|Fri Apr 19 10:00:00 2024|Fri Apr 19 10:00:00 UTC 2024|" \
		"19 Apr 24 10:00 GMT|Friday, 19-Apr-24 10:00:00 GMT|2024-04-19 10:00:00 +0000 UTC")
}

function date(kind) {
	if (kind == "yaml")
		return often(50) ? one_of("2024-04-19|2024-04-20|2024-04-19T10:00:00Z|" \
			"2024-04-19 10:00:00|2024-04-19T10:00:00+05:30|1713520800|-86400") : quoted(text_date())
	if (kind == "toml")
		return often(50) ? one_of("2024-04-19|2024-04-20|2024-04-19T10:00:00Z|" \
			"2024-04-19 10:00:00Z|2024-04-19T10:00:00|2024-04-19T10:00:00+05:30") : quoted(text_date())
	return quoted(text_date())
}

function key(name) {
	return often(90) ? name : often(50) ? toupper(name) : toupper(substr(name, 1, 1)) substr(name, 2)
}

function add(name, value) {
	names[++count] = key(name)
	values[count] = value
}

# What the front matter of a post says.
function fill(kind, is_bundle) {
	count = 0
	if (often(95)) add("title", quoted(title()))
	if (often(10)) add("linkTitle", quoted(often(80) ? title() : ""))
	if (often(50)) add("weight", weight(kind))
	if (often(40)) add("date", date(kind))
	if (often(8)) add(one_of("publishDate|pubdate|published|lastmod|modified"), date(kind))
	if (often(4)) add("draft", one_of(kind == "yaml" ? "true|false|\"true\"|1" : "true|false|\"true\""))
	if (often(3)) add("published", "false")
	if (often(3)) add(one_of("publishDate|date"), "\"2999-01-01\"")
	if (often(4)) add(one_of("expiryDate|unpublishdate"), one_of("\"2001-01-01\"|\"2999-01-01\""))
	if (is_bundle && often(20)) add("headless", "true")
	if (often(5)) add("_build", "list")
	if (often(20)) add("tags", "[\"a\", \"b\"]")
}

function separator(kind) { return kind == "yaml" ? ": " : kind == "toml" ? " = " : ": " }

function value(kind, i) {
	if (values[i] != "list") return values[i]
	return kind == "toml" ? "{ list = \"" one_of("never|always|local") "\" }" \
		: "{\"list\": \"" one_of("never|always|local") "\"}"
}

# Of keys that differ in case only, the last counts, and not in all versions.
function print_front(kind,   i, seen, name) {
	if (kind == "json") printf "{"
	else print kind == "yaml" ? "---" : "+++"
	for (i = 1; i <= count; i++) {
		name = tolower(names[i])
		if (name in seen) continue
		seen[name] = 1
		if (kind == "json") printf "%s\"%s\": %s", (i > 1 ? ", " : ""), names[i], value(kind, i)
		else print names[i] separator(kind) value(kind, i)
	}
	if (kind == "json") print "}"
	else print kind == "yaml" ? "---" : "+++"
}

function post(path, is_bundle,   kind) {
	print "=== " path
	if (often(3)) { print "Only a text."; return }
	kind = one_of("yaml|yaml|yaml|toml|json")
	fill(kind, is_bundle)
	print_front(kind)
	print "Text."
}

function section(path) {
	print "=== " path "/_index.md"
	print "---"
	if (often(70)) print "title: " quoted(title())
	if (path ~ /\// && often(10))
		print one_of("draft: true|date: 2999-01-01|expiryDate: 2001-01-01|_build: {list: never}|headless: true")
	if (often(30)) {
		print "cascade:"
		if (often(50)) print "  weight: " one_of("1|2|5")
		if (often(40)) print "  date: 2024-04-19"
		if (path ~ /\// && often(10)) print "  draft: true"
		if (often(10)) print "  title: Handed down"
		print "  type: news"
	}
	print "---"
}

function file_name(number) {
	return one_of("a|B|b|c|é|x y|_g|README|z|Z|10|2|post") (often(60) ? number : "") \
		one_of(".md|.md|.md|.md|.markdown|.mdown")
}

# The posts of one folder; no two names that differ in case only.
function folder(path, posts,   i, name, used) {
	for (i = 1; i <= posts; i++) {
		name = file_name(i)
		if (tolower(name) in used || tolower(name) ~ /^readme\.m/) continue
		sub(/\.[^.]*$/, "", name)
		if (tolower(name) in used) continue
		used[tolower(name)] = 1
		post(path "/" name one_of(".md|.md|.md|.markdown|.mdown"), 0)
	}
	if (often(10)) { print "=== " path "/notes.txt"; print "no post" }
	if (often(10)) post(path "/.hidden.md", 0)
	if (often(10)) post(path "/backup.md~", 0)
}

function bundle(path) {
	post(path "/index.md", 1)
	if (often(50)) { print "=== " path "/other.md"; print "---\ntitle: Not a page\n---" }
}

BEGIN {
	state = seed * 7919 + 1
	random(2)
	for (number = 1; number <= archives; number++) {
		root = sprintf("a%03d", number)
		section(root)
		folder(root, 3 + random(8))
		if (often(40)) folder(root "/plain", 1 + random(4))
		if (often(40)) { section(root "/inner"); folder(root "/inner", 1 + random(4)) }
		if (often(20)) { section(root "/inner/deep"); folder(root "/inner/deep", 1 + random(3)) }
		if (often(20)) { section(root "/plain/below"); folder(root "/plain/below", 1 + random(3)) }
		if (often(40)) bundle(root "/bundle")
		if (often(20)) bundle(root "/inner/leaf")
	}
}
