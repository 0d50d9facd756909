# SPDX-License-Identifier: Apache-2.0
# From the XML of cmark-gfm, an element a line, to what dump_document -i prints.
# Footnotes have no name there; references to them have neither name nor text.
# Only a header's cells have their alignment: that of a column.

function decoded(text) {
	gsub(/&lt;/, "<", text)
	gsub(/&gt;/, ">", text)
	gsub(/&quot;/, "\"", text)
	gsub(/&amp;/, "\\&", text)
	return text
}

function attribute(name,	text) {
	if (!match($0, " " name "=\"[^\"]*\"")) return ""
	text = substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4)
	return decoded(text)
}

function add(text,	i) {
	for (i = 1; i <= depth; i++) texts[i] = texts[i] text
}

function open(item) {
	items[++depth] = item
	texts[depth] = ""
}

function close_item() {
	if (items[depth] != "") print items[depth] "\t" texts[depth]
	depth--
}

# In struck text it is part of that.
function open_struck() {
	struck++
	open(struck > 1 ? "" : "struck")
}

/^ *<table_header/ { in_header = 1 }
/^ *<table_row/ { in_header = 0 }
/^ *<table_header/ { print "row\theader" }
/^ *<table_row/ { print "row" }
/^ *<table_(header|row)/ { column = 0 }
/^ *<table_cell/ {
	if (++column && attribute("align") != "" || in_header) aligned[column] = attribute("align")
	item = "cell\t" aligned[column]
	if (/\/>/) { print item "\t"; next }
	open(item)
}
/^ *<link .*\/>/ { next }
/^ *<link / { open("link\t" attribute("destination")) }
/^ *<strikethrough>/ { open_struck() }
/^ *<<unknown>>/ { open("note") }
/^ *<tasklist/ { print "task\t" (attribute("completed") == "true" ? "done" : "open") }
/^ *<(softbreak|linebreak) / { add(" ") }
/^ *<(text|code|code_block)[ >]/ {
	text = $0
	sub(/^ *<[^>]*>/, "", text)
	while (text !~ /<\/(text|code|code_block)>$/ && (getline line) > 0)
		text = text " " line
	sub(/<\/(text|code|code_block)>$/, "", text)
	add(decoded(text))
}
/^ *<\/strikethrough>/ { struck--; close_item() }
/^ *<\/(table_cell|link)>|^ *<\/<unknown>>/ { close_item() }
